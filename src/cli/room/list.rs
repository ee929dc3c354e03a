//! `room list`: what each room has done and owes.

use crate::cli::context::{self, Context};
use crate::duty::Duty;
use crate::duty::open;
use crate::engine::{Held, Part, Selection, of_room};
use crate::model::Room;
use crate::model::Subject;
use crate::problem::Problems;
use crate::report::{json, table::table};
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use crate::vocabulary::Group;
use crate::workspace::LoadedArchive;
use clap::Args;

/// List the rooms: how often each has met in the period that runs, and what it still owes
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct List {}

pub(super) const EXAMPLES: &str = "\
yijuan room list
yijuan room list --format json";

impl List {
    pub(super) fn run(context: &Context) -> Result<Reply, Problems> {
        let (mut loaded, folders) =
            LoadedArchive::read_without_topics(&context.workspace.source, context.workspace.today)?;
        let judgement =
            loaded.pass(&context.workspace.source, folders, Selection { part: Part::Archive, all: true }, |_, _| {});
        let rooms = loaded.archive.rooms.iter();
        let rows: Vec<Row> = rooms.map(|room| Row::of(&loaded, room, &judgement.duties)).collect();
        let as_json = || {
            let rooms: Vec<_> = rows.iter().map(Row::json).collect();
            json::pretty(
                &serde_json::json!({"schema": "yijuan/rooms/1", "as_of": context.workspace.today, "rooms": rooms}),
            )
        };
        let stdout = context.format.human_or_json(|| human(&loaded, &rows, context.language), as_json)?;
        let mut reply = context::reply(&loaded, stdout);
        if rows.is_empty() {
            reply.notes.push(text!(
                zh: "没有登记协商室；`yijuan room add` 登记",
                en: "no room is registered; `yijuan room add` enters one"
            ));
        }
        Ok(reply)
    }
}

/// A room, what is counted of it, and what it owes.
struct Row<'a> {
    room: &'a Room,
    held: Vec<Held<'a>>,
    topics: usize,
    owed: Vec<&'a Duty>,
}

impl<'a> Row<'a> {
    fn of(loaded: &'a LoadedArchive, room: &'a Room, duties: &'a [Duty]) -> Self {
        let (held, topics) = of_room(loaded.context(), room);
        let subject = Subject::Room(room.id.clone());
        let own: Vec<&Duty> = duties.iter().filter(|duty| duty.subject == subject).collect();
        Self { room, held, topics: topics.len(), owed: open(&own) }
    }

    /// The first of what is owed, and how much more there is.
    fn owed(&self) -> Text {
        let Some(first) = self.owed.first() else { return Text::same("—") };
        let day = first.due.map_or_else(String::new, |day| format!("{day} "));
        let Text { zh, en } = &first.task;
        let rule = &first.rule().id;
        let said = text!(zh: "{day}{rule} {zh}", en: "{day}{rule} {en}");
        let more = self.owed.len() - 1;
        let tail = text!(zh: "，另有 {more} 项", en: ", and {more} more");
        if more == 0 { said } else { said.then(&tail) }
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
            "counts": self.held.iter().filter(|held| held.runs).map(count).collect::<Vec<_>>(),
            "owed": self.owed.iter().map(|duty| json::duty(duty)).collect::<Vec<_>>(),
        })
    }
}

/// A count as one object.
pub(super) fn count(held: &Held) -> serde_json::Value {
    serde_json::json!({"rule": held.rule.id, "period": held.period, "count": held.count})
}

fn human(loaded: &LoadedArchive, rows: &[Row], language: Language) -> String {
    let heading = match language {
        Language::Chinese => ["标识", "名称", "层级", "建立", "本期次数", "尚欠"],
        Language::English => ["id", "name", "level", "opened", "this period", "owed"],
    };
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let room = row.room;
            let level = loaded.regulations.get(&room.regulation);
            let level = level.map_or_else(|_| Text::same(&*room.level), |r| r.name_in(Group::Levels, &room.level));
            let runs = row.held.iter().filter(|held| held.runs).map(|held| {
                let (Text { zh, en }, count) = (&held.text, held.count);
                text!(zh: "{zh} {count} 次", en: "{en}: {count}")
            });
            let runs = Text::join(&runs.collect::<Vec<_>>(), "；", "; ");
            let runs = if runs.is_empty() { Text::same("—") } else { runs };
            let mut opened = room.opened.map_or_else(|| "—".to_owned(), |day| day.to_string());
            if let Some(closed) = room.closed {
                opened = format!("{opened}..{closed}");
            }
            let said = |text: &Text| text.in_(language).to_owned();
            vec![room.id.to_string(), room.name.to_string(), said(&level), opened, said(&runs), said(&row.owed())]
        })
        .collect();
    table(&heading, &rows)
}
