//! `dossier show`: what the dossier of a topic holds and lacks.

use crate::cli::context::{self, Context};
use crate::cli::format::Format;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dossier::{Additions, Contents};
use crate::model::Subject;
use crate::report::dossier::Page;
use crate::text::Text;
use crate::ui::{self, Reply};
use clap::Args;

/// Show what the dossier of a topic holds and lacks: classes, states, pages, photographs, stray files
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Show {
    /// A topic's key, or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
}

const EXAMPLES: &str = "\
yijuan dossier show 2026-003
yijuan dossier show 电梯 --format csv";

impl Show {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let workspace = &context.workspace;
        let (subject, topics) = workspace.subject(&self.key)?;
        if !matches!(subject, Subject::Topic(_)) {
            return Err(of_topics().into());
        }
        let loaded = workspace.read(&topics)?;
        let (topic, regulation) = loaded.topic()?;
        let mut contents = Contents::of(loaded.context(), regulation, topic);
        contents.look(&workspace.source);
        // An archive need not lie in a repository to be shown.
        let since = match workspace.history() {
            Ok(history) => Additions::since_last(&history, &loaded, (&workspace.source, &contents))?,
            Err(_) => None,
        };
        let page = Page {
            contents: &contents,
            since: since.as_ref(),
            regulation,
            title: &topic.file.title,
            language: context.language,
            colour: ui::colour_on_stdout(),
        };
        let stdout = match context.format {
            Format::Human => page.human(),
            Format::Json => page.json(),
            Format::Csv => page.csv(),
            Format::Markdown => page.markdown(),
            _ => return Err(context.format.refused().into()),
        };
        let reply = context::reply(&loaded, stdout);
        let exit = if contents.unread.is_empty() { reply.exit } else { 2 };
        Ok(Reply { exit, ..reply })
    }
}

fn of_topics() -> Diagnostic {
    Diagnostic::new(Text::new("只有议题有卷", "topics alone have a dossier")).hint(Text::new(
        "写议题编号；年度的材料用 `yijuan material list`",
        "name a topic; for the materials of a year, `yijuan material list`",
    ))
}
