//! `plan add` and `plan remove`: the items of a year's plan.

mod approve;
mod set;

pub(crate) use approve::{Approve, next_step};
pub(crate) use set::{OF_ITEM, OF_PLAN, Set};

use super::title::check_title;
use super::{Proposal, RecordBuilder, Words, Writer, planned, typed};
use crate::archive::{Archive, Change, Field, Topic, set_field, with_items};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, unknown};
use crate::model::{Name, PlanItem};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::{Field as PlanField, Group};

/// An item, or a candidate, to enter.
#[derive(Debug)]
pub(crate) struct Add {
    /// Year of the plan
    pub year: i32,
    /// Title of the item
    pub title: String,
    /// Form of consultation: an id or its Chinese name; that of the topic if not given
    pub form: Option<String>,
    /// consultation (协商) or supervision (民主监督)
    pub kind: Option<String>,
    /// Responsible office; that of the topic if not given
    pub office: Option<String>,
    /// Channel by which it was proposed; written into the topic if there is one
    pub channel: Option<String>,
    /// The topic it has become: its key or part of it
    pub topic: Option<String>,
    /// Added during the year, outside the original plan; as in the topic if not given
    pub ad_hoc: bool,
}

/// The item to remove.
#[derive(Debug)]
pub(crate) struct Remove {
    /// Year of the plan
    pub year: i32,
    /// The item: its title, or its number as `plan show` has it
    pub item: String,
}

impl Add {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let folder = self.topic.as_deref().map(|key| writer.workspace.topic(key)).transpose()?;
        let loaded = writer.workspace.read(folder.as_slice())?;
        let (year, title) = (self.year, Name::from(self.title.trim()));
        let topic = loaded.archive.topics.first();
        if folder.is_some() && topic.is_none() {
            return Err(loaded.archive.problems);
        }
        let of_year = loaded.regulations.of_plans(&writer.settings)?;
        let regulation = topic.map_or(Ok(of_year), |topic| loaded.regulations.get(&topic.file.regulation))?;
        let items = loaded.archive.plan(year).map_or(&[][..], |plan| &plan.file.items);

        ensure_none(loaded.archive.problems_of_items(year))?;
        let words = Words::under(&loaded.archive, vec![regulation], writer.workspace.as_written);
        let mut given = self.record(regulation, &words, topic);
        let key = topic.map(|topic| topic.key.to_string());
        let known = items.iter().enumerate().find(|(_, item)| {
            title.looks_like(&item.title) || (key.is_some() && item.topic.as_deref() == key.as_deref())
        });
        if let Some((nth, item)) = known {
            given.wrong("title", listed_already(&loaded.archive, year, nth, item));
        } else if let Some(near) = topic.filter(|topic| topic.key.year == year && !writer.workspace.as_written) {
            let plan = loaded.archive.plan(year).map(|plan| &plan.file);
            let found = plan.and_then(|plan| plan.open_item_like(&title)).map(|found| listed_as(near, found));
            if let Some(problem) = found {
                given.wrong("title", problem);
            }
        }
        let fields = given.whole()?;
        let path = loaded.archive.file_of_items(year);
        let plan = with_items(&path, &writer.workspace.text(&path)?, &[&fields])?;
        let mut change = Change::new();
        // The channel belongs in the topic; only a candidate has it in the plan.
        if let (Some(topic), Some(channel)) = (topic, self.channel.as_deref()) {
            let path = topic.path("topic.yml");
            let channel = Field::Word(self::channel(regulation, &words, channel)?);
            let text = set_field(&path, &writer.workspace.text(&path)?, &["source", "channel"], Some(&channel))?;
            change = change.file(path, text);
        }
        let subject = text!(zh: "{year}年度计划 列入：{title}", en: "plan of {year} add: {title}");
        let answer = numbered(year, items.len() + 1, &title);
        let mut notes = Vec::new();
        notes.extend(words.notes_on(self.office.as_deref()));
        if topic.is_none() {
            notes.extend(planned::near_topic(writer.workspace, &loaded.archive, year, (items.len() + 1, &title)));
        }
        if let Some(topic) = topic.filter(|topic| topic.key.year != year) {
            let (key, of) = (topic.key, topic.key.year);
            notes.push(
                text!(zh: "议题 {key} 属于 {of} 年，只有列入 {of} 年度计划才算在计划内", en: "topic {key} is of {of}; only the plan of {of} makes it a planned one"),
            );
        }
        let proposal = Proposal { answer, notes, ..Proposal::new(change.file(path, plan), subject) };
        let proposal = proposal.trailer("Yijuan-Plan", &year);
        Ok(match &key {
            Some(key) => proposal.trailer("Yijuan-Topic", &key),
            None => proposal,
        })
    }
}

impl Add {
    /// The item, with every word looked up. Form and office default to those of the topic, which also has the channel.
    pub(crate) fn record(&self, regulation: &Regulation, words: &Words, topic: Option<&Topic>) -> RecordBuilder {
        let mut given = RecordBuilder::default();
        let title = Name::from(self.title.trim());
        given.keep("title", check_title(&title));
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

/// The problem that an item of nearly the same title may be the topic.
fn listed_as(topic: &Topic, (nth, item): (usize, &PlanItem)) -> Diagnostic {
    let (number, there, word, key) = (nth + 1, &item.title, one_word(&item.title), topic.key);
    let year = key.year;
    Diagnostic::new(text!(
        zh: "计划第 {number} 项“{there}”题目相近，还没有议题",
        en: "item {number} of the plan, `{there}`, has nearly this title and is no topic yet"
    ))
    .hint(text!(
        zh: "就是这一项的：yijuan plan set {year} 议题编号={key} --item {word}；确是另一项，加 `--as-written`",
        en: "if it is that: yijuan plan set {year} topic={key} --item {word}; if it is another, add `--as-written`"
    ))
}

/// The problem that the plan has such an item.
fn listed_already(archive: &Archive, year: i32, nth: usize, item: &PlanItem) -> Diagnostic {
    let (number, there) = (nth + 1, &item.title);
    let path = archive.plan(year).map(|plan| plan.item_at(nth).path).unwrap_or_default();
    Diagnostic::new(text!(zh: "计划中已有第 {number} 项“{there}”", en: "item {number} of the plan is `{there}` already"))
        .at(Location::file(path))
        .hint(text!(
            zh: "要改正其中一项内容：yijuan plan set {year} 责任委室=… --item {number}（协商形式、题目等同）；要重列，先 `yijuan plan remove {year} {number}`",
            en: "to correct it: yijuan plan set {year} office=… --item {number} (or form=…, title=…); to enter it anew, first `yijuan plan remove {year} {number}`"
        ))
}

/// The id of a channel.
fn channel(regulation: &Regulation, words: &Words, written: &str) -> Result<String, Diagnostic> {
    words.term(Group::Channels, written, regulation.leaves_open(&PlanField::SourceChannel))
}

/// The id of a kind of items.
fn kind(written: &str) -> Result<&'static str, Diagnostic> {
    typed::one_of(&Text::new("议题类型", "kind"), &PlanItem::KINDS, written)
}

/// Index of the item that a title means, or a number as `plan show` has it.
fn meant(archive: &Archive, year: i32, written: &str) -> Result<usize, Diagnostic> {
    let items = archive.plan(year).map_or(&[][..], |plan| &plan.file.items);
    let written = Name::from(written.trim());
    let by_title = items.iter().position(|item| item.title == written);
    let by_title = by_title.or_else(|| items.iter().position(|item| written.looks_like(&item.title)));
    let number = written.parse::<usize>().ok();
    let by_number = number.and_then(|number| number.checked_sub(1)).filter(|nth| *nth < items.len());
    by_title.or(by_number).ok_or_else(|| {
        let titles = items.iter().map(|item| item.title.as_str());
        let none = unknown(&Text::new("计划项目", "item of the plan"), &written, titles);
        none.at(Location::file(archive.file_of_items(year)))
    })
}

/// An item by its number: 2026年度计划第19项：老旧小区加装电梯.
fn numbered(year: i32, number: usize, title: &str) -> Text {
    text!(zh: "{year}年度计划第{number}项：{title}\n", en: "plan of {year}, item {number}: {title}\n")
}

impl Remove {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = writer.workspace.read(&[])?;
        let year = self.year;
        ensure_none(loaded.archive.problems_of_items(year))?;
        let nth = meant(&loaded.archive, year, &self.item)?;
        let Some(plan) = loaded.archive.plan(year) else { return Err(loaded.archive.problems) };
        let (PlanItem { title, topic, .. }, at) = (&plan.file.items[nth], plan.item_at(nth));
        let after = at.removed(&writer.workspace.text(&at.path)?)?;
        let subject = text!(zh: "{year}年度计划 撤下：{title}", en: "plan of {year} remove: {title}");
        let answer = Text::new("撤下：", "removed: ").then(&numbered(year, nth + 1, title));
        let mut notes = Vec::new();
        if let Some(key) = topic {
            notes.push(
                text!(zh: "议题 {key} 还在，只是不在计划内了", en: "topic {key} stays; it is no longer a planned one"),
            );
        }
        Ok(Proposal {
            answer,
            notes,
            ..Proposal::new(Change::new().file(at.path, after), subject).trailer("Yijuan-Plan", &year)
        })
    }
}
