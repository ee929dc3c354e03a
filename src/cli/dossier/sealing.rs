//! What `dossier seal` and `dossier append` are both told: where the bag goes, and who seals and signs it.

use crate::changes::seal::{Part, Seal};
use clap::Args;
use std::path::PathBuf;

/// Where a bag goes, and who seals and signs it.
#[derive(Debug, Args)]
pub(super) struct Sealing {
    /// Put the bag into this folder, outside the archive; that in which the archive lies if not given
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
}

impl Sealing {
    /// The sealing of a part of a topic's dossier.
    pub(super) fn of(&self, key: &str, part: Part) -> Seal {
        let Self { to, zip, by, sign } = self;
        Seal { key: key.to_owned(), part, to: to.clone(), zip: *zip, by: by.clone(), sign: sign.clone() }
    }
}
