//! `regulation new`: begins a regulation of the archive's own.

use crate::changes::regulation;
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;

/// Begin a regulation of the archive's own: a commented skeleton, and a file for its text
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct NewRegulation {
    /// Its id, which is also the name of its folder: lower-case letters, digits and `-`
    #[arg(value_name = "ID")]
    id: String,
    /// Its full title
    #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
    title: Option<String>,
}

const EXAMPLES: &str = "\
yijuan regulation new qingshi
yijuan regulation new qingshi --title 政协青石县委员会协商工作规则";

impl NewRegulation {
    pub(in crate::cli) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request =
            regulation::NewRegulation { id: self.id.clone(), title: self.title.clone(), language: context.language };
        context.change(|writer| request.propose(writer))
    }
}
