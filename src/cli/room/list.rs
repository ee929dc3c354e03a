//! `room list`: what each room has done and owes.

use crate::cli::context::{self, Context};
use crate::diagnostic::Diagnostics;
use crate::engine::{Part, Selection, of_room};
use crate::report::json;
use crate::report::rooms::{Row, human};
use crate::text;
use crate::ui::Reply;
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
    pub(super) fn run(context: &Context) -> Result<Reply, Diagnostics> {
        let (mut loaded, folders) =
            LoadedArchive::read_without_topics(&context.workspace.source, context.workspace.today)?;
        let judgement =
            loaded.pass(&context.workspace.source, folders, Selection { part: Part::Archive, all: true }, |_, _| {});
        let rooms = loaded.archive.rooms.iter();
        let counted = |room| of_room(loaded.context(), room);
        let row = |room| {
            let (held, topics) = counted(room);
            Row::of(room, (held, topics.len()), &judgement.duties)
        };
        let rows: Vec<Row> = rooms.map(row).collect();
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
