//! `room show`: a room on one page.

use crate::archive::locate;
use crate::changes::room::find;
use crate::cli::context::{self, Context};
use crate::diagnostic::Diagnostics;
use crate::duty::Finding;
use crate::engine::{Part, Selection, not_asked, of_room};
use crate::model::{Name, Subject};
use crate::report::room::Page;
use crate::ui::{self, Reply};
use crate::workspace::LoadedArchive;
use clap::Args;

/// Show a room on one page: who runs it, how often it has met, its topics, deadlines
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Show {
    /// The room: its id or name
    #[arg(value_name = "ID", add = crate::cli::completions::rooms())]
    room: String,
}

const EXAMPLES: &str = "\
yijuan room show wulan
yijuan room show 乌兰苏木协商议事室 --format json";

impl Show {
    pub(in crate::cli) fn of(id: &Name) -> Self {
        Self { room: id.to_string() }
    }

    pub(in crate::cli) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let (mut loaded, folders) =
            LoadedArchive::read_without_topics(&context.workspace.source, context.workspace.today)?;
        let judgement =
            loaded.pass(&context.workspace.source, folders, Selection { part: Part::Archive, all: true }, |_, _| {});
        let room = find(&loaded.archive, &self.room)?;
        let subject = Subject::Room(room.id.clone());
        let of_room_found = judgement.findings.iter().filter(|finding| finding.subject == subject);
        let mut findings: Vec<Finding> = of_room_found.cloned().collect();
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        locate(&context.workspace.source, findings.iter_mut().map(|finding| &mut finding.place));
        let (held, topics) = of_room(loaded.context(), room);
        let page = Page {
            loaded: &loaded,
            room,
            regulation: loaded.regulations.get(&room.regulation).ok(),
            held,
            not_asked: not_asked(loaded.context(), room),
            topics,
            duties: judgement.duties.iter().filter(|duty| duty.subject == subject).collect(),
            findings: &findings,
            language: context.language,
            colour: ui::colour_on_stdout(),
        };
        Ok(context::reply(&loaded, context.format.human_or_json(|| page.human(), || page.json())?))
    }
}
