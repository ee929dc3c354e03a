//! `dossier transfer`: hands a dossier over.

use crate::changes::transfer;
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;

/// Hand a dossier over: record it, and write the form that both sides sign
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Transfer {
    /// A topic's key, or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    /// To whom: an office or body
    #[arg(long, value_name = "OFFICE", required = true, add = crate::cli::completions::who())]
    to: String,
    /// Who hands it over; the office in charge of the topic if not given
    #[arg(long, value_name = "OFFICE", add = crate::cli::completions::who())]
    by: Option<String>,
    /// The day, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Hand over what there is, although something is missing or not final
    #[arg(long, requires = "note")]
    incomplete: bool,
    /// Why it is handed over incomplete
    #[arg(long, value_name = "REASON", requires = "incomplete", allow_hyphen_values = true)]
    note: Option<String>,
}

const EXAMPLES: &str = "\
yijuan dossier transfer 2026-003 --to 办公室
yijuan dossier transfer 2026-003 --to 区档案馆 --by 办公室 --on 2026-07-01
yijuan dossier transfer 2026-003 --to 办公室 --incomplete --note 照片待补";

impl Transfer {
    pub(in crate::cli) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = transfer::Transfer {
            key: self.key.clone(),
            to: self.to.clone(),
            by: self.by.clone(),
            on: self.on.clone(),
            incomplete: self.note.clone(),
        };
        context.change(|writer| request.propose(writer))
    }
}
