//! `dossier seal`: writes the dossier of a topic as a bag, and records that.

use crate::changes::Writer;
use crate::changes::seal;
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;
use std::path::PathBuf;

/// Seal the dossier of a topic: a bag for the archives, with its papers, decisions, history and the way to prove them
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Seal {
    /// A topic's key, or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    /// Put it into this folder, outside the archive; that in which the archive lies if not given
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    to: Option<PathBuf>,
    /// Write it as a ZIP file too
    #[arg(long)]
    zip: bool,
    /// Who seals it
    #[arg(long, value_name = "PERSON", add = crate::cli::completions::who())]
    by: Option<String>,
    /// Sign it with this SSH key, or with the one that git uses
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    sign: Option<String>,
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
        let request = seal::Seal {
            key: self.key.clone(),
            part: seal::Part::Whole { incomplete: self.note.clone() },
            to: self.to.clone(),
            zip: self.zip,
            by: self.by.clone(),
            sign: self.sign.clone(),
        };
        let proposal = request.prepare(&writer)?.place()?;
        context.carry_out(&writer, proposal)
    }
}
