//! `dossier receive`: takes a sealed dossier of another archive.

use super::verify::known;
use crate::changes::{Writer, receive};
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;
use std::path::PathBuf;

/// Receive a sealed dossier from another archive: verify it, record that, and write a receipt that names its digest
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Receive {
    /// The folder of a bag or its ZIP file, or a folder with all bags of a series
    #[arg(value_name = "BAG", value_hint = clap::ValueHint::AnyPath)]
    bag: PathBuf,
    /// Who receives it
    #[arg(long, value_name = "PERSON", required = true, add = crate::cli::completions::who())]
    by: String,
    /// Copy it into this folder, a ZIP file as it is; it stays where it is if not given
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    to: Option<PathBuf>,
    /// Anything else worth keeping
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

const EXAMPLES: &str = "\
yijuan dossier receive 移交/2026-003-v1 --by 孙示例
yijuan dossier receive 移交/2026-003-v1.zip --by 孙示例 --to 库房/2026
yijuan dossier receive 移交 --by 孙示例 --to 库房/2026";

impl Receive {
    pub(in crate::cli) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let request =
            receive::Receive { bag: &self.bag, to: self.to.as_deref(), by: &self.by, note: self.note.as_deref() };
        let source = &context.workspace.source;
        let received = known(Some(source), Some(&writer.settings), context.workspace.today, |known| {
            request.prepare(&writer, known)
        })?;
        context.carry_out(&writer, received.place()?)
    }
}
