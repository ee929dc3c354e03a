//! `number`: document numbers (发文字号) and their register.

mod list;

use super::context::Context;
use crate::changes::number::Take;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::{Args, Subcommand};

/// Document numbers: one counter for each code and year, each number used once
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(super) enum Number {
    /// Give a paper a number; it is entered in numbers/, and the paper stays as it is
    #[command(after_help = ASSIGN)]
    Assign(Paper),
    /// Give a paper another number; its former one stays used
    #[command(after_help = REASSIGN)]
    Reassign(Paper),
    List(list::List),
}

/// A paper and its number
#[derive(Debug, Args)]
pub(super) struct Paper {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The paper: the id or Chinese name of its kind, or its file
    #[arg(value_name = "DOCUMENT", add = super::completions::documents())]
    document: String,
    /// The code, for example 云协办函; that of `codes` in yijuan.yml if not given
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// The number, if it was given out elsewhere; the next one not yet used if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    number: Option<u32>,
    /// The day, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

const EXAMPLES: &str = "\
yijuan number assign 2026-003 协商意见
yijuan number list 2026";
const ASSIGN: &str = "\
yijuan number assign 2026-003 协商意见
yijuan number assign 2026-003 协商函 --code 云协办函 --on 2026-03-30
yijuan number assign plan:2026 年度协商计划 --number 37";
const REASSIGN: &str = "\
yijuan number reassign 2026-003 协商函
yijuan number reassign 2026-003 协商函 --code 云协办函";

impl Number {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        match self {
            Self::Assign(paper) => paper.take(context, false),
            Self::Reassign(paper) => paper.take(context, true),
            Self::List(list) => list.run(context),
        }
    }
}

impl Paper {
    fn take(&self, context: &Context, again: bool) -> Result<Reply, Diagnostics> {
        let request = Take {
            target: self.key.clone(),
            document: self.document.clone(),
            code: self.code.clone(),
            number: self.number,
            on: self.on.clone(),
            again,
        };
        context.change(|writer| request.propose(writer))
    }
}
