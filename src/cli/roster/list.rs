//! `roster list`: who takes part, and how the list stands to the rules about it.

use crate::cli::context::{self, Context};
use crate::diagnostic::Diagnostics;
use crate::engine::tallies;
use crate::report::roster::Page;
use crate::text::Text;
use crate::ui::{self, Reply};
use clap::Args;

/// List who takes part in a topic, and whether the list meets the rules about it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct List {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
}

pub(super) const EXAMPLES: &str = "\
yijuan roster list 2026-023
yijuan roster list 2026-023 --format json";

impl List {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let loaded = context.workspace.read_topic(&self.key)?;
        let (topic, regulation) = loaded.topic()?;
        let page = Page {
            loaded: &loaded,
            topic,
            regulation,
            tallies: tallies(loaded.context(), topic),
            language: context.language,
            colour: ui::colour_on_stdout(),
        };
        let stdout = context.format.human_or_json(|| page.human(), || page.json())?;
        let mut reply = context::reply(&loaded, stdout);
        if topic.roster.is_empty() {
            reply.notes.push(Text::new(
                "名单还没有人；`yijuan roster add` 加入",
                "nobody is on the list yet; `yijuan roster add` enters somebody",
            ));
        }
        Ok(reply)
    }
}
