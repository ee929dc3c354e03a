//! `regulation show`: a regulation as a page.

use crate::cli::completions;
use crate::cli::context::Reference;
use crate::cli::format::Format;
use crate::diagnostic::Diagnostics;
use crate::report::regulation::{self, Page};
use crate::ui::Reply;
use clap::Args;

/// Show a regulation as a page: forms and who hosts them, stages, papers, and every rule in words
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct ShowRegulation {
    /// Its id; the archive's if not given
    #[arg(value_name = "ID", add = completions::regulation_ids())]
    id: Option<String>,
}

const EXAMPLES: &str = "\
yijuan regulation show
yijuan regulation show mentougou
yijuan regulation show mentougou --format markdown > 规程.md";

impl ShowRegulation {
    pub(super) fn run(&self, reference: &Reference) -> Result<Reply, Diagnostics> {
        let regulation = reference.regulation(self.id.as_deref())?;
        Ok(Reply::new(match reference.format {
            Format::Human => Page::of(regulation, reference.language).plain(),
            Format::Markdown => Page::of(regulation, reference.language).markdown(),
            Format::Json => regulation::in_json(regulation),
            _ => return Err(reference.format.refused().into()),
        }))
    }
}
