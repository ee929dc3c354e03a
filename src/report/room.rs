//! `room show`: a room on one page.

use super::rooms::count;
use super::{json, paint};
use crate::archive::Topic;
use crate::duty::{Duty, Finding};
use crate::engine::PeriodCount;
use crate::model::{Name, Room};
use crate::regulation::Regulation;
use crate::report::page::{Ways, deadlines, heading, wrong};
use crate::report::table::indented;
use crate::text::{Language, Text};
use crate::vocabulary::Group;
use crate::workspace::LoadedArchive;
use std::fmt::Write as _;

pub(crate) struct Page<'a> {
    pub loaded: &'a LoadedArchive,
    pub room: &'a Room,
    pub regulation: Option<&'a Regulation>,
    pub held: Vec<PeriodCount<'a>>,
    /// Why rules demand nothing of the room in the current period.
    pub not_asked: Vec<Text>,
    pub topics: Vec<&'a Topic>,
    pub duties: Vec<&'a Duty>,
    pub findings: &'a [Finding],
    pub language: Language,
    pub colour: bool,
}

impl Page<'_> {
    /// The name of a person, an office or a body.
    pub(crate) fn who(&self, id: &Name) -> String {
        match (self.loaded.archive.called(id), self.regulation) {
            (Some(name), _) => name.to_string(),
            (None, Some(regulation)) => regulation.name(id).in_(self.language).to_owned(),
            (None, None) => id.to_string(),
        }
    }

    /// The names of several; `None` if there are none.
    fn names(&self, ids: &[Name]) -> Option<String> {
        let names: Vec<String> = ids.iter().map(|id| self.who(id)).collect();
        Some(names.join(self.language.choose("、", ", "))).filter(|names| !names.is_empty())
    }

    pub(crate) fn human(&self) -> String {
        let title = format!("{} {}", self.room.id, self.room.name);
        let mut page = format!("{}\n", paint::bold(&title, self.colour));
        let facts = self.facts().into_iter().map(|(name, value)| vec![name.to_owned(), value]);
        page.push_str(&indented(&facts.collect::<Vec<_>>()));
        page.push_str(&self.counts());
        page.push_str(&self.topics());
        page.push_str(&deadlines(&self.duties, Ways::Pressing(None), self.language, self.colour));
        page.push_str(&wrong(&self.duties, self.findings, self.language, self.colour));
        page
    }

    /// What it is, by name.
    pub(crate) fn facts(&self) -> Vec<(&'static str, String)> {
        let Room { level, regulation, unit, opened, closed, .. } = self.room;
        let unit = unit.as_ref().map(|id| {
            let known = self.loaded.archive.units.iter().find(|known| known.id == *id);
            known.map_or_else(|| id.to_string(), |known| known.name.to_string())
        });
        let level = self.regulation.map_or_else(|| Text::same(&**level), |r| r.name_in(Group::Levels, level));
        let title = self.regulation.map_or_else(|| regulation.to_string(), |r| r.title.to_string());
        let facts = [
            ("层级", "level", Some(level.in_(self.language).to_owned())),
            ("地方", "place", unit),
            ("建立", "opened", opened.map(|day| day.to_string())),
            ("关闭", "closed", closed.map(|day| day.to_string())),
            ("召集人", "convener", self.room.convener.as_ref().map(|id| self.who(id))),
            ("联络员", "liaison", self.room.liaison.as_ref().map(|id| self.who(id))),
            ("专人", "officer", self.room.officer.as_ref().map(|id| self.who(id))),
            ("日常工作", "daily work", self.names(&self.room.daily_work)),
            ("实施", "run by", self.names(&self.room.run_by)),
            ("指导", "guided by", self.room.guide.as_ref().map(|id| self.who(id))),
            ("规程", "regulation", Some(title)),
        ];
        let known = facts.into_iter();
        known.filter_map(|(zh, en, value)| Some((self.language.choose(zh, en), value?))).collect()
    }

    /// How often the room has met in each period of this year: rule, period, count, how it stands.
    pub(crate) fn count_rows(&self) -> Vec<Vec<String>> {
        let this_year = self.held.iter().filter(|held| held.year == self.loaded.today.year());
        this_year
            .map(|held| {
                let text = held.text.in_(self.language).to_owned();
                let count = match self.language {
                    Language::Chinese => format!("{} {} 次", held.event.zh, held.count),
                    Language::English => format!("{}: {}", held.event.en, held.count),
                };
                let open = self.duties.iter().find(|duty| duty.rule().id == held.rule.id && duty.what == held.period);
                let open = open.map(|duty| duty.state.text().in_(self.language).to_owned()).unwrap_or_default();
                vec![held.rule.id.to_string(), text, count, open]
            })
            .collect()
    }

    /// The same under a heading, and why nothing is asked.
    fn counts(&self) -> String {
        let rows = self.count_rows();
        if rows.is_empty() && self.not_asked.is_empty() {
            return String::new();
        }
        let mut page = heading("次数", "how often", self.language, self.colour);
        page.push_str(&indented(&rows));
        for why in &self.not_asked {
            let _ = writeln!(page, "  {}", why.in_(self.language));
        }
        page
    }

    pub(crate) fn topics(&self) -> String {
        let mut page = heading("议题", "topics", self.language, self.colour);
        let rows: Vec<Vec<String>> = self
            .topics
            .iter()
            .map(|topic| {
                let met = met(topic, self.loaded);
                let met = if met.is_empty() { "—".to_owned() } else { met.join(self.language.choose("、", ", ")) };
                vec![topic.key.to_string(), topic.file.title.to_string(), met]
            })
            .collect();
        if rows.is_empty() {
            let _ = writeln!(page, "  {}", self.language.choose("尚无", "none yet"));
        }
        page.push_str(&indented(&rows));
        page
    }

    pub(crate) fn json(&self) -> String {
        let Room { id, name, level, regulation, unit, opened, closed, .. } = self.room;
        let topics: Vec<_> = self
            .topics
            .iter()
            .map(|topic| {
                serde_json::json!({"key": topic.key.to_string(), "title": topic.file.title, "met": met(topic, self.loaded)})
            })
            .collect();
        json::pretty(&serde_json::json!({
            "schema": "yijuan/room/1",
            "as_of": self.loaded.today,
            "id": id,
            "name": name,
            "level": level,
            "regulation": regulation,
            "unit": unit,
            "opened": opened,
            "closed": closed,
            "convener": self.room.convener,
            "liaison": self.room.liaison,
            "officer": self.room.officer,
            "daily_work": self.room.daily_work.0,
            "run_by": self.room.run_by.0,
            "guide": self.room.guide,
            "counts": self.held.iter().map(count).collect::<Vec<_>>(),
            "topics": topics,
            "duties": self.duties.iter().map(|duty| json::duty(duty)).collect::<Vec<_>>(),
            "findings": self.findings.iter().map(|found| json::finding(found, self.language)).collect::<Vec<_>>(),
        }))
    }
}

/// The days on which a topic met.
pub(crate) fn met(topic: &Topic, loaded: &LoadedArchive) -> Vec<String> {
    let meetings = topic.events.iter().filter(|recorded| &*recorded.event.event == "meeting");
    meetings.filter(|recorded| recorded.stands(loaded.today)).map(|recorded| recorded.event.date.to_string()).collect()
}
