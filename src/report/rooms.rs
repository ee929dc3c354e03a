//! `room list`: the rooms, how often each has met, and what it still owes.

use crate::duty::{Duty, open};
use crate::engine::PeriodCount;
use crate::model::{Date, Room, Subject};
use crate::report::json;
use crate::report::table::{or_dash, table};
use crate::text;
use crate::text::{Language, Text};
use crate::vocabulary::Group;
use crate::workspace::LoadedArchive;

/// The columns of the rooms.
pub(crate) const COLUMNS: [(&str, &str); 5] =
    [("名称", "name"), ("层级", "level"), ("建立", "opened"), ("本期次数", "this period"), ("未办事项", "owed")];

/// A room with its meetings counted and what it owes.
pub(crate) struct Row<'a> {
    pub room: &'a Room,
    pub held: Vec<PeriodCount<'a>>,
    pub topics: usize,
    pub owed: Vec<&'a Duty>,
}

impl<'a> Row<'a> {
    /// `held` counts its meetings by rule and period, `topics` its topics.
    pub(crate) fn of(room: &'a Room, (held, topics): (Vec<PeriodCount<'a>>, usize), duties: &'a [Duty]) -> Self {
        let subject = Subject::Room(room.id.clone());
        let own: Vec<&Duty> = duties.iter().filter(|duty| duty.subject == subject).collect();
        Self { room, held, topics, owed: open(&own) }
    }

    /// The first open duty, and how many more there are.
    pub(crate) fn owed(&self) -> Text {
        let Some(first) = self.owed.first() else { return Text::same("—") };
        let day = first.due.map_or_else(String::new, |day| format!("{day} "));
        let Text { zh, en } = &first.task;
        let rule = &first.rule().id;
        let first = text!(zh: "{day}{rule} {zh}", en: "{day}{rule} {en}");
        let more = self.owed.len() - 1;
        let tail = text!(zh: "，另有 {more} 项", en: ", and {more} more");
        if more == 0 { first } else { first.then(&tail) }
    }

    /// Its level, when it was opened, how often it met in this period, what it owes.
    pub(crate) fn cells(&self, loaded: &LoadedArchive, language: Language) -> [String; 4] {
        let room = self.room;
        let level = loaded.regulations.get(&room.regulation);
        let level = level.map_or_else(|_| Text::same(&*room.level), |r| r.name_in(Group::Levels, &room.level));
        let runs = self.held.iter().filter(|held| held.is_current).map(|held| {
            let (Text { zh, en }, count) = (&held.text, held.count);
            text!(zh: "{zh} {count} 次", en: "{en}: {count}")
        });
        let runs = Text::join(&runs.collect::<Vec<_>>(), "；", "; ");
        let runs = if runs.is_empty() { Text::same("—") } else { runs };
        let mut opened = or_dash(room.opened);
        if let Some(closed) = room.closed {
            opened = format!("{opened}..{closed}");
        }
        let [level, runs, owed] = [level, runs, self.owed()].map(|text| text.in_(language).to_owned());
        [level, opened, runs, owed]
    }

    fn json(&self) -> serde_json::Value {
        let Room { id, name, level, regulation, unit, opened, closed, .. } = self.room;
        serde_json::json!({
            "id": id,
            "name": name,
            "level": level,
            "regulation": regulation,
            "unit": unit,
            "opened": opened,
            "closed": closed,
            "topics": self.topics,
            "counts": self.held.iter().filter(|held| held.is_current).map(count).collect::<Vec<_>>(),
            "owed": self.owed.iter().map(|duty| json::duty(duty)).collect::<Vec<_>>(),
        })
    }
}

/// A count as one object.
pub(crate) fn count(held: &PeriodCount) -> serde_json::Value {
    serde_json::json!({"rule": held.rule.id, "period": held.period, "count": held.count})
}

/// `yijuan/rooms/1`.
pub(crate) fn as_json(today: Date, rows: &[Row]) -> String {
    let rooms: Vec<_> = rows.iter().map(Row::json).collect();
    json::pretty(&serde_json::json!({"schema": "yijuan/rooms/1", "as_of": today, "rooms": rooms}))
}

pub(crate) fn human(loaded: &LoadedArchive, rows: &[Row], language: Language) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let name = format!("{} {}", row.room.name, row.room.id);
            std::iter::once(name).chain(row.cells(loaded, language)).collect()
        })
        .collect();
    table(&COLUMNS.map(|(zh, en)| language.choose(zh, en)), &rows)
}
