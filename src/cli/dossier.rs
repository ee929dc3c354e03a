//! `dossier`: what a topic's dossier holds before it is handed over, and whether what was sealed is what it was.

mod append;
mod export;
mod receive;
mod seal;
mod sealing;
mod show;
mod transfer;
mod verify;

use super::context::{Context, Reference};
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Subcommand;

/// The dossier of a topic, as it is handed over to the archives
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(super) enum Dossier {
    Show(show::Show),
    Seal(seal::Seal),
    Append(append::Append),
    Transfer(transfer::Transfer),
    Receive(receive::Receive),
    Verify(verify::Verify),
    Export(export::Export),
}

const EXAMPLES: &str = "\
yijuan dossier show 2026-003
yijuan dossier seal 2026-003 --to 移交
yijuan dossier verify 2026-003-v1";

impl Dossier {
    pub(super) fn run(
        &self,
        context: impl FnOnce() -> Result<Context, Diagnostics>,
        reference: impl FnOnce() -> Result<Reference, Diagnostics>,
    ) -> Result<Reply, Diagnostics> {
        match self {
            Self::Show(show) => show.run(&context()?),
            Self::Seal(seal) => seal.run(&context()?),
            Self::Append(append) => append.run(&context()?),
            Self::Transfer(transfer) => transfer.run(&context()?),
            Self::Receive(receive) => receive.run(&context()?),
            Self::Export(export) => export.run(&context()?),
            // A bag is looked at where no archive need be.
            Self::Verify(verify) => {
                let reference = reference()?;
                if verify.is_topic(&reference) { verify.run_topic(&context()?) } else { verify.run(&reference) }
            }
        }
    }
}
