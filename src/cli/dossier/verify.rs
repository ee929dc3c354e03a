//! `dossier verify`: whether bags are as they were sealed.

use crate::archive::{WorkTree, signers};
use crate::cli::context::Reference;
use crate::cli::format::Format;
use crate::diagnostic::Diagnostics;
use crate::dossier::verify::{Known, VerifiedBags, seals_on_record};
use crate::model::{Date, Name, Settings, TopicKey};
use crate::report::sealed;
use crate::ui::Reply;
use clap::Args;
use std::path::PathBuf;

/// Verify a sealed dossier: every file, the manifests, the signature, earlier seals, the checks of DA/T 70
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Verify {
    /// The folder of a bag, or one with all bags of a series
    #[arg(value_name = "BAG", value_hint = clap::ValueHint::DirPath)]
    bag: PathBuf,
}

const EXAMPLES: &str = "\
yijuan dossier verify 2026-003-v1
yijuan dossier verify 移交 --format markdown > 核验报告.md";

impl Verify {
    pub(in crate::cli) fn run(&self, reference: &Reference) -> Result<Reply, Diagnostics> {
        let (source, settings) = (reference.source.as_ref(), reference.settings.as_ref());
        let verified = known(source, settings, reference.today, |known| VerifiedBags::of(&self.bag, known))?;
        let stdout = match reference.format {
            Format::Human => sealed::page(&verified, reference.language),
            Format::Json => sealed::json(&verified, reference.language),
            Format::Markdown => sealed::markdown(&verified, reference.language),
            _ => return Err(reference.format.refused().into()),
        };
        Ok(Reply { exit: u8::from(!verified.is_sound()), ..Reply::new(stdout) })
    }
}

/// What an archive at hand knows of its own bags.
pub(super) fn known<T>(
    source: Option<&WorkTree>,
    settings: Option<&Settings>,
    today: Date,
    judge: impl FnOnce(Known) -> T,
) -> T {
    // An archive that trusts nobody cannot say whose a key is.
    let signers = source.and_then(|source| signers(source).value).filter(|signers| !signers.is_empty());
    let seals = |key: TopicKey| source.and_then(|source| seals_on_record(source, key, today).ok()).unwrap_or_default();
    judge(Known {
        archive: settings.and_then(|settings| settings.id.as_ref()),
        signers: signers.as_ref(),
        seals: source.map(|_| &seals as &dyn Fn(TopicKey) -> Vec<Name>),
    })
}
