//! `dossier`: what a topic's dossier holds, before it is handed over.

mod show;

use super::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Subcommand;

/// The dossier of a topic, as it is handed over to the archives
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(super) enum Dossier {
    Show(show::Show),
}

const EXAMPLES: &str = "\
yijuan dossier show 2026-003";

impl Dossier {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        match self {
            Self::Show(show) => show.run(context),
        }
    }
}
