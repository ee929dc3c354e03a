//! `plan show`: a year on one page: the items of its plan, its procedure, its deadlines.

use super::{json, paint};
use crate::archive::PlanYear;
use crate::changes::plan::next_step;
use crate::duty::{Duty, Finding, Standing};
use crate::engine::YearStep;
use crate::model::{Name, PlanItem, TopicKey};
use crate::regulation::Regulation;
use crate::report::page::{Ways, deadlines, heading, wrong};
use crate::report::table::{indented, or_dash, table};
use crate::rules::phrase;
use crate::text;
use crate::text::{Language, Text, on_one_line};
use crate::vocabulary::Group;
use crate::workspace::{LoadedArchive, TopicState};
use std::fmt::Write as _;

/// The columns of the items.
pub(crate) const COLUMNS: [(&str, &str); 6] =
    [("序号", "no."), ("题目", "title"), ("形式", "form"), ("委室", "office"), ("议题", "topic"), ("进展", "progress")];

/// As what a topic stands in a year whose plan does not name it.
pub(crate) fn beside_as(topic: &TopicState) -> Text {
    match topic.room {
        Some(_) => Text::new("协商室的议题", "of a room"),
        None => Text::new("计划之外", "beside the plan"),
    }
}

/// Whether a topic belongs to the year, but no item of the plan names it.
pub(crate) fn is_beside(plan: &PlanYear, topic: &TopicState) -> bool {
    let key = topic.folder.key;
    key.year == plan.year && plan.file.items.iter().all(|item| key_of_item(item) != Some(key))
}

/// The key of the topic that an item names.
fn key_of_item(item: &PlanItem) -> Option<TopicKey> {
    item.topic.as_deref()?.parse().ok()
}

/// An item of the plan with its topic.
pub(crate) struct Item<'a> {
    pub item: &'a PlanItem,
    pub topic: Option<&'a TopicState>,
}

impl<'a> Item<'a> {
    pub(crate) fn of(item: &'a PlanItem, topics: &'a [TopicState]) -> Self {
        let key = key_of_item(item);
        Self { item, topic: topics.iter().find(|topic| Some(topic.folder.key) == key) }
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.topic.is_some_and(|topic| topic.ended().is_some())
    }

    pub(crate) fn is_dropped(&self) -> bool {
        self.topic.is_some_and(TopicState::is_dropped)
    }
}

pub(crate) struct Page<'a> {
    pub loaded: &'a LoadedArchive,
    pub plan: &'a PlanYear,
    pub regulation: &'a Regulation,
    pub items: Vec<Item<'a>>,
    /// Topics of the year that no item of the plan names.
    pub beside: Vec<&'a TopicState>,
    pub steps: Vec<YearStep<'a>>,
    pub duties: Vec<&'a Duty>,
    pub findings: &'a [Finding],
    pub language: Language,
    pub colour: bool,
}

impl Page<'_> {
    pub(crate) fn name(&self, id: &str) -> String {
        self.regulation.name(id).in_(self.language).to_owned()
    }

    /// The first step still to take; steps after the year wait until it is over.
    pub(crate) fn next(&self) -> Option<&YearStep<'_>> {
        let today = self.loaded.context().today;
        self.steps.iter().find(|step| step.is_open() && !step.is_ahead(today))
    }

    pub(crate) fn human(&self) -> String {
        let year = self.plan.year;
        let title = text!(zh: "{year} 年度计划", en: "plan of {year}");
        let mut page = format!("{}\n", paint::bold(title.in_(self.language), self.colour));
        let _ = writeln!(page, "  {}{}", self.language.choose("制定    ", "made by     "), on_one_line(&self.makers()));
        let _ = writeln!(page, "  {}{}", self.language.choose("规程    ", "regulation  "), self.regulation.title);
        let _ = writeln!(page, "  {}{}", self.language.choose("文件夹  ", "folder      "), self.plan.folder);
        page.push_str(&self.items());
        page.push_str(&self.course());
        page.push_str(&deadlines(&self.duties, Ways::Pressing(None), self.language, self.colour));
        page.push_str(&wrong(&self.duties, self.findings, self.language, self.colour));
        page
    }

    /// Who made the plan.
    pub(crate) fn makers(&self) -> String {
        let makers = self.plan.file.made_by.iter();
        let makers = makers.map(|id| self.loaded.archive.called(id).map_or_else(|| self.name(id), ToString::to_string));
        let makers: Vec<String> = makers.collect();
        if makers.is_empty() { "—".to_owned() } else { makers.join(self.language.choose("、", ", ")) }
    }

    pub(crate) fn items(&self) -> String {
        let mut page = heading("议题", "items", self.language, self.colour);
        let columns = COLUMNS.map(|(zh, en)| self.language.choose(zh, en));
        let rows: Vec<Vec<String>> =
            self.items.iter().enumerate().map(|(nth, item)| self.row(nth, item).into()).collect();
        page.push_str(&table(&columns, &rows));
        let _ = writeln!(page, "  {}", self.counted().in_(self.language));
        for topic in self.beside_in_order() {
            let (key, title, progress) = (topic.folder.key, on_one_line(&topic.title), self.progress(topic));
            let Text { zh, en } = beside_as(topic);
            let beside = text!(zh: "{zh}：{key} {title}（{progress}）", en: "{en}: {key} {title} ({progress})");
            let _ = writeln!(page, "  {}", beside.in_(self.language));
        }
        page
    }

    /// How many items have ended and how many not.
    pub(crate) fn counted(&self) -> Text {
        let all = self.items.len();
        let dropped = self.items.iter().filter(|item| item.is_dropped()).count();
        let ended = self.items.iter().filter(|item| item.has_ended()).count() - dropped;
        let ahead = self.items.iter().filter(|item| item.topic.is_none()).count();
        let under_way = all - ended - dropped - ahead;
        let ended = text!(zh: "共 {all} 项：办结 {ended} 项，", en: "{all} in all: {ended} ended, ");
        let ended = match dropped {
            0 => ended,
            _ => ended.then(&text!(zh: "终止 {dropped} 项，", en: "{dropped} dropped, ")),
        };
        ended.then(&text!(zh: "在办 {under_way} 项，未启动 {ahead} 项", en: "{under_way} under way, {ahead} not begun"))
    }

    /// The topics that no item names, those of rooms last.
    pub(crate) fn beside_in_order(&self) -> impl Iterator<Item = &TopicState> {
        let (of_rooms, beside): (Vec<&TopicState>, Vec<&TopicState>) =
            self.beside.iter().partition(|topic| topic.room.is_some());
        beside.into_iter().chain(of_rooms)
    }

    /// The stage of a topic and its state.
    pub(crate) fn progress(&self, topic: &TopicState) -> String {
        let regulations = &self.loaded.regulations;
        let stage = topic.stage(regulations).filter(|_| topic.ended().is_none());
        let has_stages = regulations.get(&topic.regulation).is_ok_and(|regulation| !regulation.stages.is_empty());
        let is_past = has_stages && stage.is_none() && topic.standing() == Some(Standing::OnTrack);
        let past = is_past.then(|| Text::new("各环节均已办", "past every stage").in_(self.language).to_owned());
        let stage = stage.map(|stage| stage.name.in_(self.language).to_owned()).or(past);
        let standing = topic.standing().map(|standing| standing.text().in_(self.language).to_owned());
        stage.into_iter().chain([or_dash(standing)]).collect::<Vec<_>>().join(self.language.choose("，", ", "))
    }

    /// An item under [`COLUMNS`].
    pub(crate) fn row(&self, nth: usize, Item { item, topic }: &Item) -> [String; 6] {
        let mut form = or_dash(item.form.as_deref().map(|form| self.form(form, *topic)));
        if let Some((_, name)) = PlanItem::KINDS
            .iter()
            .skip(1)
            .find(|(id, _)| self.regulation.kind_of(item).is_some_and(|kind| kind.as_str() == *id))
        {
            form = format!("{form}{}", self.language.choose(&format!("（{name}）"), " (supervision)"));
        }
        let office = item.office.as_deref().map(|id| self.loaded.archive.called(id).map_or(id, |name| name.as_str()));
        let progress = match topic {
            Some(topic) => self.progress(topic),
            None => {
                let channel = item.channel.as_deref().map(|one| self.regulation.name_in(Group::Channels, one));
                let why = item.note.as_deref().map(Text::same);
                let said: Vec<Text> = channel.into_iter().chain(why).collect();
                let said = phrase::in_brackets(&said);
                format!("{}{}", self.language.choose("未启动", "not begun"), said.in_(self.language))
            }
        };
        let (office, key) = (or_dash(office), or_dash(item.topic.as_ref()));
        [(nth + 1).to_string(), item.title.to_string(), form, office, key, progress]
    }

    /// A form as the regulation of the topic calls it, which need not be that of the plan.
    fn form(&self, id: &str, topic: Option<&TopicState>) -> String {
        let own = topic.and_then(|topic| self.loaded.regulations.get(&topic.regulation).ok());
        own.unwrap_or(self.regulation).name_in(Group::Forms, id).in_(self.language).to_owned()
    }

    pub(crate) fn course(&self) -> String {
        let mut page = heading("程序", "procedure", self.language, self.colour);
        let rows: Vec<Vec<String>> = self
            .steps
            .iter()
            .map(|step| {
                let mark = if step.done.is_some() { "●" } else { "○" };
                let day = or_dash(step.done.or(step.later));
                let (name, takers) = (step.name(), self.taken_by(step));
                vec![mark.to_owned(), day, step.rule.id.to_string(), name.in_(self.language).to_owned(), takers]
            })
            .collect();
        page.push_str(&indented(&rows));
        let _ = writeln!(page, "  {}", self.next_in_words().in_(self.language));
        page
    }

    /// Who took a step according to the record, or else who is to take it.
    pub(crate) fn taken_by(&self, step: &YearStep) -> String {
        if step.done.is_none() {
            return step.takers().in_(self.language).to_owned();
        }
        let mut takers: Vec<String> = step.taken_by.iter().map(|id| self.who(step, id)).collect();
        // An event and a decision on the paper may name the same person.
        takers.dedup();
        takers.join(self.language.choose("、", ", "))
    }

    /// The person, office or body that took a step, by name.
    fn who(&self, step: &YearStep, id: &Name) -> String {
        let name = self.loaded.archive.called(id);
        name.map_or_else(|| step.regulation.name(id).in_(self.language).to_owned(), ToString::to_string)
    }

    /// The next step; or that all are done except those after the year and those that may be left out.
    pub(crate) fn next_in_words(&self) -> Text {
        if let Some(next) = self.next() {
            return next_step(self.plan.year, next, self.loaded.context().today);
        }
        let after: Vec<Text> = self.steps.iter().filter(|step| step.is_open()).map(YearStep::name).collect();
        if !after.is_empty() {
            let Text { zh, en } = Text::join(&after, "、", ", ");
            return text!(
                zh: "年内各步均已办理；年末之后办理：{zh}",
                en: "every step within the year is done; once it is over: {en}"
            );
        }
        if self.steps.iter().any(|step| step.done.is_none()) {
            return Text::new(
                "应办的各步均已办理，未办的可以不办",
                "every step that must be is done; the others may be left",
            );
        }
        Text::new("各步均已办理", "every step is done")
    }

    pub(crate) fn json(&self) -> String {
        let items: Vec<_> = self
            .items
            .iter()
            .enumerate()
            .map(|(nth, Item { item, topic })| {
                serde_json::json!({
                    "number": nth + 1,
                    "title": item.title,
                    "form": item.form,
                    "kind": self.regulation.kind_of(item),
                    "office": item.office,
                    "channel": item.channel,
                    "topic": item.topic,
                    "stage": topic.and_then(|topic| topic.stage(&self.loaded.regulations)).map(|stage| stage.id.as_str()),
                    "state": topic.and_then(TopicState::standing).map(Standing::id),
                    "ended": topic.and_then(TopicState::ended),
                })
            })
            .collect();
        let steps: Vec<_> = self
            .steps
            .iter()
            .map(|step| {
                let name: Text = step.name();
                let by: Vec<String> = step.by.iter().map(crate::rules::Actor::written).collect();
                serde_json::json!({
                    "event": step.event,
                    "name": name.in_(self.language),
                    "rule": step.rule.id,
                    "by": by,
                    "date": step.done,
                })
            })
            .collect();
        json::pretty(&serde_json::json!({
            "schema": "yijuan/plan/1",
            "year": self.plan.year,
            "regulation": self.regulation.id,
            "made_by": self.plan.file.made_by.0,
            "path": self.plan.folder,
            "items": items,
            "steps": steps,
            "next": self.next().map(|step| step.event),
            "duties": self.duties.iter().map(|duty| json::duty(duty)).collect::<Vec<_>>(),
            "findings": self.findings.iter().map(|found| json::finding(found, self.language)).collect::<Vec<_>>(),
        }))
    }
}
