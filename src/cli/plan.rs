//! `plan`: a year's items and its course.

mod set;
mod show;

use super::context::Context;
use crate::archive::{Archive, Change, Field, Topic, set_field, with_items};
use crate::changes::record::{Fact, RecordFor};
use crate::changes::{RecordBuilder, Words, Writer, typed};
use crate::engine::{YearStep, course};
use crate::history::Message;
use crate::model::{Date, Name, PlanItem};
use crate::problem::unknown;
use crate::problem::{Place, Problem, Problems};
use crate::problem::{all_or_nothing, ensure_none, keep};
use crate::regulation::Regulation;
use crate::rules::phrase;
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::vocabulary::{Field as PlanField, Group};
use clap::{Args, Subcommand};

/// The year's plan: its items, and the course it takes
#[derive(Debug, Subcommand)]
#[command(after_help = show::EXAMPLES)]
pub(super) enum Plan {
    Add(Add),
    Remove(Remove),
    Set(set::Set),
    Show(show::Show),
    Approve(Approve),
}

/// Enter an item, or a candidate, into a year's plan
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct Add {
    /// Year of the plan
    #[arg(value_name = "YEAR", value_parser = year())]
    pub year: i32,
    /// Title of the item
    #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
    pub title: String,
    /// Form of consultation: an id or its Chinese name; that of the topic if not given
    #[arg(long, value_name = "FORM", add = super::completions::forms())]
    pub form: Option<String>,
    /// consultation (协商) or supervision (民主监督)
    #[arg(long, value_name = "KIND", add = super::completions::words(&PlanItem::KINDS))]
    pub kind: Option<String>,
    /// Responsible office; that of the topic if not given
    #[arg(long, value_name = "OFFICE", add = super::completions::offices())]
    pub office: Option<String>,
    /// Channel it came by; goes into the topic if there is one
    #[arg(long, value_name = "CHANNEL", add = super::completions::channels())]
    pub channel: Option<String>,
    /// The topic it has become: its key or part of it
    #[arg(long, value_name = "KEY", add = super::completions::keys())]
    pub topic: Option<String>,
    /// Entered in the course of the year, outside what the year was planned with; as the topic is if not given
    #[arg(long)]
    pub ad_hoc: bool,
}

/// Take an item out of a year's plan
#[derive(Debug, Args)]
#[command(after_help = REMOVE_EXAMPLES)]
pub(super) struct Remove {
    /// Year of the plan
    #[arg(value_name = "YEAR", value_parser = year())]
    year: i32,
    /// The item: its title, or its number as `plan show` has it
    #[arg(value_name = "ITEM")]
    item: String,
}

/// Record the next step of the year's course, or the one named
#[derive(Debug, Args)]
#[command(after_help = APPROVE_EXAMPLES)]
pub(super) struct Approve {
    /// Year of the plan
    #[arg(value_name = "YEAR", value_parser = year())]
    year: i32,
    /// The step: an event's id or Chinese name; the first that is missing if not given
    #[arg(value_name = "STEP", add = super::completions::events())]
    step: Option<String>,
    /// Who took it: a person, office or body; may be given several times
    #[arg(long, value_name = "WHO", required = true, add = super::completions::who())]
    by: Vec<String>,
    /// The day, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// To whom; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    to: Vec<String>,
}

const ADD_EXAMPLES: &str = "\
yijuan plan add 2027 --title 社区微更新 --channel 社会（各方）征题
yijuan plan add 2026 --title 老旧小区加装电梯 --form 专题协商 --kind consultation --topic 2026-003";
const REMOVE_EXAMPLES: &str = "\
yijuan plan remove 2026 社区微更新
yijuan plan remove 2026 20";
const APPROVE_EXAMPLES: &str = "\
yijuan plan approve 2027 --by party-group
yijuan plan approve 2027 印发年度协商计划 --by 党委办公室 --to 全区 --on 2027-01-08";

/// A year of four digits.
pub(super) fn year() -> clap::builder::RangedI64ValueParser<i32> {
    clap::value_parser!(i32).range(1900..=2199)
}

impl Plan {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Remove(remove) => remove.run(context),
            Self::Set(set) => set.run(context),
            Self::Show(show) => show.run(context),
            Self::Approve(approve) => approve.run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let folder = self.topic.as_deref().map(|key| context.workspace.topic(key)).transpose()?;
        let loaded = context.workspace.read(folder.as_slice())?;
        let (year, title) = (self.year, Name::from(self.title.trim()));
        let topic = loaded.archive.topics.first();
        if folder.is_some() && topic.is_none() {
            return Err(loaded.archive.problems);
        }
        let of_year = loaded.regulations.of_plans(&writer.settings)?;
        let regulation = topic.map_or(Ok(of_year), |topic| loaded.regulations.get(&topic.file.regulation))?;
        let items = loaded.archive.plan(year).map_or(&[][..], |plan| &plan.file.items);

        ensure_none(loaded.archive.problems_of_items(year))?;
        let words = Words::under(&loaded.archive, vec![regulation], context.workspace.as_written);
        let mut given = self.given(regulation, &words, topic);
        let key = topic.map(|topic| topic.key.to_string());
        let already = |item: &PlanItem| {
            title.looks_like(&item.title) || (key.is_some() && item.topic.as_deref() == key.as_deref())
        };
        if let Some((nth, item)) = items.iter().enumerate().find(|(_, item)| already(item)) {
            given.wrong("title", listed_already(&loaded.archive, year, nth, item));
        }
        let fields = given.whole()?;
        let path = loaded.archive.file_of_items(year);
        let plan = with_items(&path, &context.workspace.text(&path)?, &[&fields])?;
        let mut change = Change::new();
        // A topic says itself how it came; only a candidate has no other place for it.
        if let (Some(topic), Some(channel)) = (topic, self.channel.as_deref()) {
            let path = topic.path("topic.yml");
            let channel = Field::Word(self::channel(regulation, &words, channel)?);
            let text = set_field(&path, &context.workspace.text(&path)?, &["source", "channel"], Some(&channel))?;
            change = change.file(path, text);
        }
        let subject = text!(zh: "{year} 年度计划列入：{title}", en: "plan {year} add: {title}");
        let mut message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Plan", year.to_string());
        if let Some(key) = &key {
            message = message.trailer("Yijuan-Topic", key.as_str());
        }
        let mut reply = Reply::new(format!("plan:{year} {} {title}\n", items.len() + 1));
        reply.notes.extend(words.told(self.office.as_deref()));
        if let Some(topic) = topic.filter(|topic| topic.key.year != year) {
            let (key, of) = (topic.key, topic.key.year);
            reply.notes.push(
                text!(zh: "议题 {key} 属于 {of} 年，只有列入 {of} 年度计划才算在计划内", en: "topic {key} is of {of}; only the plan of {of} makes it a planned one"),
            );
        }
        Ok(reply.with(writer.apply(change.file(path, plan), &message)?))
    }
}

impl Add {
    /// The item that it says, every word looked up. A topic's own form and office stand where none is given, and a
    /// topic says itself by which channel it came.
    pub(super) fn given(&self, regulation: &Regulation, words: &Words, topic: Option<&Topic>) -> RecordBuilder {
        let mut given = RecordBuilder::default();
        let title = Name::from(self.title.trim());
        given.keep("title", super::new::check_title(&title));
        given.word("title", Some(title.as_str()));
        let is_open = regulation.leaves_open(&PlanField::ItemsForm);
        let form = self.form.as_deref().map(|form| words.term(Group::Forms, form, is_open));
        let form = form.and_then(|form| given.keep("form", form));
        given.word("form", form.or_else(|| topic?.file.form.as_ref().map(ToString::to_string)));
        let kind = self.kind.as_deref().and_then(|written| given.keep("kind", kind(written)));
        given.word("kind", kind);
        let office = self.office.as_deref().and_then(|office| given.keep("office", words.office(office)));
        given.word("office", office.or_else(|| topic?.file.office.as_ref().map(ToString::to_string)));
        given.word("topic", topic.map(|topic| topic.key.to_string()));
        let channel =
            self.channel.as_deref().and_then(|written| given.keep("channel", channel(regulation, words, written)));
        given.word("channel", channel.filter(|_| topic.is_none()));
        let is_ad_hoc = self.ad_hoc || topic.is_some_and(|topic| topic.file.ad_hoc);
        given.field("ad_hoc", is_ad_hoc.then_some(Field::Bool(true)));
        given
    }
}

/// What to say of an item that the plan has.
fn listed_already(archive: &Archive, year: i32, nth: usize, item: &PlanItem) -> Problem {
    let (number, there) = (nth + 1, &item.title);
    let path = archive.plan(year).map(|plan| plan.item_at(nth).path).unwrap_or_default();
    Problem::new(text!(zh: "计划中已有第 {number} 项“{there}”", en: "item {number} of the plan is `{there}` already"))
        .at(Place::file(path))
        .hint(text!(zh: "要重列，先 `yijuan plan remove {year} {number}`", en: "to enter it anew, first `yijuan plan remove {year} {number}`"))
}

/// The id of a channel.
fn channel(regulation: &Regulation, words: &Words, written: &str) -> Result<String, Problem> {
    words.term(Group::Channels, written, regulation.leaves_open(&PlanField::SourceChannel))
}

/// The id of a kind of items.
fn kind(written: &str) -> Result<&'static str, Problem> {
    typed::one_of(&Text::new("议题类型", "kind"), &PlanItem::KINDS, written)
}

/// Which item is meant by a title, or by a number as `plan show` has it.
fn meant(archive: &Archive, year: i32, written: &str) -> Result<usize, Problem> {
    let items = archive.plan(year).map_or(&[][..], |plan| &plan.file.items);
    let written = Name::from(written.trim());
    let by_title = items.iter().position(|item| item.title == written);
    let by_title = by_title.or_else(|| items.iter().position(|item| written.looks_like(&item.title)));
    let by_number = || written.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < items.len());
    by_title.or_else(by_number).ok_or_else(|| {
        let titles = items.iter().map(|item| item.title.as_str());
        let none = unknown(&Text::new("计划项目", "item of the plan"), &written, titles);
        none.at(Place::file(archive.file_of_items(year)))
    })
}

impl Remove {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let loaded = context.workspace.read(&[])?;
        let year = self.year;
        ensure_none(loaded.archive.problems_of_items(year))?;
        let nth = meant(&loaded.archive, year, &self.item)?;
        let Some(plan) = loaded.archive.plan(year) else { return Err(loaded.archive.problems) };
        let (PlanItem { title, topic, .. }, at) = (&plan.file.items[nth], plan.item_at(nth));
        let after = at.removed(&context.workspace.text(&at.path)?)?;
        let subject = text!(zh: "{year} 年度计划撤下：{title}", en: "plan {year} remove: {title}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Plan", year.to_string());
        let mut reply = Reply::new(format!("plan:{year} {} {title}\n", nth + 1));
        if let Some(key) = topic {
            reply.notes.push(
                text!(zh: "议题 {key} 还在，只是不在计划内了", en: "topic {key} stays; it is no longer a planned one"),
            );
        }
        Ok(reply.with(writer.apply(Change::new().file(at.path, after), &message)?))
    }
}

impl Approve {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let loaded = context.workspace.read(&[])?;
        let settings = loaded.settings()?;
        let (year, bench) = (self.year, loaded.context());
        let under = loaded.regulations.of_years(settings)?;
        let steps = course(bench, &under, year);
        let mut problems = Problems::new();
        let on = self
            .on
            .as_deref()
            .map_or(Some(context.workspace.today), |on| keep(&mut problems, context.workspace.days.read(on)));
        let nth = keep(&mut problems, self.step(&steps, &under));
        let (nth, on) = all_or_nothing(nth.zip(on), problems)?;
        let step = &steps[nth];
        let words = Words::under(&loaded.archive, under, context.workspace.as_written);
        let by = typed::each(&self.by, |written| words.actor(written));
        let by: Vec<Name> = by.map(|found| found.map(Name::from)).collect::<Result<_, _>>()?;
        let fits = step.may_be_taken_by(bench, &by, on);
        // Which step is meant was left to be guessed; who took it shows that the guess is wrong.
        if self.step.is_none() && !by.is_empty() && !fits {
            return Err(not_the_next(step).into());
        }

        let fact = Fact {
            event: step.event.to_string(),
            on: self.on.clone(),
            by: self.by.clone(),
            to: self.to.clone(),
            ..Fact::default()
        };
        let mut reply = context.change(|writer| fact.propose(writer, &loaded, RecordFor::Year(year)))?;
        let rule = &step.rule.id;
        if !fits {
            let Text { zh, en } = step.takers();
            reply.notes.push(
                text!(zh: "{rule} 要求由{zh}办理，这条记录写的不是", en: "{rule} asks for it by {en}, which is not whom this entry names"),
            );
        }
        let before: Vec<Text> = steps[..nth]
            .iter()
            .filter(|earlier| earlier.precedes(step) && earlier.done.is_none_or(|day| on < day))
            .map(YearStep::name)
            .collect();
        if !before.is_empty() {
            let Text { zh, en } = Text::join(&before, "、", ", ");
            reply.notes.push(text!(
                zh: "次序不对：{on} 之前还没有“{zh}”；补记后以 `yijuan check` 为准",
                en: "out of order: by {on} there was no “{en}” yet; record it, then see `yijuan check`"
            ));
        }
        let next = steps.iter().enumerate().find(|(other, step)| *other != nth && step.is_open());
        if let Some((_, next)) = next {
            reply.notes.push(next_step(year, next, context.workspace.today));
        }
        Ok(reply)
    }

    /// Which step is meant: the one named, or the first that is missing.
    fn step(&self, steps: &[YearStep], under: &[&Regulation]) -> Result<usize, Problem> {
        let Some(written) = &self.step else {
            return steps.iter().position(YearStep::is_open).ok_or_else(|| {
                let year = self.year;
                Problem::new(text!(zh: "{year} 年度的各步都已有记录", en: "every step of {year} is on record"))
                    .hint(text!(zh: "再办一次的，写明是哪一步；`yijuan plan show {year}` 列出各步", en: "name a step to record it once more; `yijuan plan show {year}` lists them"))
            });
        };
        let name = Name::from(written.as_str());
        let mut events: Vec<&str> = Vec::new();
        for regulation in under {
            events.extend(regulation.event_written(written)?);
        }
        let is = |step: &YearStep| events.contains(&step.event.as_str()) || *step.name().zh == *name;
        steps.iter().position(is).ok_or_else(|| {
            let names: Vec<Text> = steps.iter().map(YearStep::name).collect();
            let known = steps.iter().zip(&names).map(|(step, name)| (step.event.as_str(), name.zh.as_str()));
            unknown(&Text::new("年度程序的步骤", "step of the year"), written, known)
        })
    }
}

/// The first step that is missing is somebody else's.
fn not_the_next(step: &YearStep) -> Problem {
    let (name, takers) = (step.name(), step.takers());
    let (name_zh, by_zh, name_en, by_en) = (name.zh, takers.zh, name.en, takers.en);
    Problem::new(text!(
        zh: "下一步是“{name_zh}”，由{by_zh}办理",
        en: "the next step is “{name_en}”, taken by {by_en}"
    ))
    .hint(text!(
        zh: "办的是别的一步，写明是哪一步；确由他人办理的，写“{name_zh}”",
        en: "name the step if you mean another; name “{name_zh}” if somebody else did take it"
    ))
}

/// 下一步：…, with the command that records it, or from when on it may be taken.
fn next_step(year: i32, step: &YearStep, today: Date) -> Text {
    let how = match (step.opens.filter(|opens| today < *opens), step.later) {
        (_, Some(later)) => phrase::later_than_today(later),
        (Some(opens), None) => text!(zh: "{opens} 起办理", en: "to be taken from {opens} on"),
        (None, None) => command(year, step),
    };
    let (Text { zh, en }, how_zh, how_en) = (step.name(), how.zh, how.en);
    text!(zh: "下一步：{zh}，{how_zh}", en: "next: {en}, {how_en}")
}

/// The command that records a step.
fn command(year: i32, step: &YearStep) -> Text {
    let regulation = step.regulation;
    let by = step.by.first().map_or_else(|| Text::new("谁", "WHO"), |by| regulation.actor_typed(&by.written()));
    let to = step.to.iter().map(|to| Text::same(" --to ").then(&regulation.actor_typed(&to.written())));
    to.fold(Text::same(format!("yijuan plan approve {year} --by ")).then(&by), |command, to| command.then(&to))
}
