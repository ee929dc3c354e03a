//! `material remove`: takes an entry out of materials.yml.

use crate::changes::material;
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;

/// Take an entry out of materials.yml; the file itself is kept
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Remove {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "TARGET", add = crate::cli::completions::keys())]
    target: String,
    /// The file: its name or path, or its number as `material list` has it
    #[arg(value_name = "FILE")]
    file: String,
}

const EXAMPLES: &str = "\
yijuan material remove 2026-003 部门材料.pdf
yijuan material remove plan:2026 2";

impl Remove {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = material::Remove { target: self.target.clone(), file: self.file.clone() };
        context.change(|writer| request.propose(writer))
    }
}
