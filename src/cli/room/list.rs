//! `room list`: how often each room has met, and what it owes.

use crate::cli::context::{self, Context};
use crate::diagnostic::Diagnostics;
use crate::engine::{Part, Selection, of_room};
use crate::report::rooms::{Row, as_json, human};
use crate::text;
use crate::ui::Reply;
use crate::workspace::LoadedArchive;
use clap::Args;

/// List the rooms: how often each has met in the current period, and what it still owes
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
        let rows = loaded.archive.rooms.iter().map(|room| {
            let (held, topics) = of_room(loaded.context(), room);
            Row::of(room, (held, topics.len()), &judgement.duties)
        });
        let rows: Vec<Row> = rows.collect();
        let stdout = context
            .format
            .human_or_json(|| human(&loaded, &rows, context.language), || as_json(context.workspace.today, &rows))?;
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
