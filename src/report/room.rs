//! The page of a room.

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
    /// What a person, an office or a body is called.
    pub(crate) fn who(&self, id: &Name) -> String {
        let own = self.loaded.archive.called(id).map(ToString::to_string);
        let term = || self.regulation.map_or_else(|| id.to_string(), |r| r.name(id).in_(self.language).to_owned());
        own.unwrap_or_else(term)
    }

    pub(crate) fn human(&self) -> String {
        let Room { name, level, regulation, unit, opened, closed, .. } = self.room;
        let mut page = format!("{}\n", paint::bold(&format!("{} {name}", self.room.id), self.colour));
        let list = |all: &[Name]| {
            let all: Vec<String> = all.iter().map(|id| self.who(id)).collect();
            Some(all.join(self.language.choose("、", ", "))).filter(|said| !said.is_empty())
        };
        let one = |id: &Option<Name>| id.as_ref().map(|id| self.who(id));
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
            ("召集人", "convener", one(&self.room.convener)),
            ("联络员", "liaison", one(&self.room.liaison)),
            ("专人", "officer", one(&self.room.officer)),
            ("日常工作", "daily work", list(&self.room.daily_work)),
            ("实施", "run by", list(&self.room.run_by)),
            ("指导", "guided by", one(&self.room.guide)),
            ("规程", "regulation", Some(title)),
        ];
        let rows: Vec<Vec<String>> = facts
            .into_iter()
            .filter_map(|(zh, en, value)| Some(vec![self.language.choose(zh, en).to_owned(), value?]))
            .collect();
        page.push_str(&indented(&rows));
        page.push_str(&self.counts());
        page.push_str(&self.topics());
        page.push_str(&deadlines(&self.duties, Ways::Pressing(None), self.language, self.colour));
        page.push_str(&wrong(&self.duties, self.findings, self.language, self.colour));
        page
    }

    /// The periods of the running year, rule by rule.
    pub(crate) fn counts(&self) -> String {
        let this_year = self.held.iter().filter(|held| held.year == self.loaded.today.year());
        let rows: Vec<Vec<String>> = this_year
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
            .collect();
        if rows.is_empty() && self.not_asked.is_empty() {
            return String::new();
        }
        let mut said = heading("次数", "how often", self.language, self.colour);
        said.push_str(&indented(&rows));
        for why in &self.not_asked {
            let _ = writeln!(said, "  {}", why.in_(self.language));
        }
        said
    }

    pub(crate) fn topics(&self) -> String {
        let mut said = heading("议题", "topics", self.language, self.colour);
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
            let _ = writeln!(said, "  {}", self.language.choose("尚无", "none yet"));
        }
        said.push_str(&indented(&rows));
        said
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
