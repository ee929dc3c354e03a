//! `dossier seal`: writes the dossier of a topic as a bag, and records that.

use super::sealing::Sealing;
use crate::changes::Writer;
use crate::changes::seal::Part;
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;

/// Seal the dossier of a topic: a bag for the archives, with its papers, decisions, history and the way to prove them
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Seal {
    /// A topic's key, or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    #[command(flatten)]
    sealing: Sealing,
    /// Seal what there is, although something is missing or not final
    #[arg(long, requires = "note")]
    incomplete: bool,
    /// Why it is sealed incomplete
    #[arg(long, value_name = "REASON", requires = "incomplete")]
    note: Option<String>,
}

const EXAMPLES: &str = "\
yijuan dossier seal 2026-003 --to 移交
yijuan dossier seal 2026-003 --sign --by 钱样本
yijuan dossier seal 2026-003 --incomplete --note 办理结果待补";

impl Seal {
    pub(in crate::cli) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let request = self.sealing.of(&self.key, Part::Whole { incomplete: self.note.clone() });
        let proposal = request.prepare(&writer)?.place()?;
        context.carry_out(&writer, proposal)
    }
}
