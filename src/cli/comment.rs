//! `comment`: comments on papers.

mod list;

use super::context::Context;
use crate::changes::review::{AddComment, SettleComment};
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::{Args, Subcommand};

/// Comments on papers: on which words, by whom, and whether they are settled
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(super) enum CommentCommand {
    Add(Add),
    Settle(Settle),
    List(list::List),
}

const EXAMPLES: &str = "\
yijuan comment add 2026-003 协商意见 --quote 年内力争开工40部 --by 李虚构 --text 依据是什么
yijuan comment list 2026-003 --open";

/// Record what somebody said on some words of a paper, and print the comment's id
#[derive(Debug, Args)]
#[command(after_help = ADD)]
pub(super) struct Add {
    #[command(flatten)]
    paper: Paper,
    /// The words, as they stand once in the paper; line breaks do not matter
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    quote: String,
    /// Who comments
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    by: String,
    /// What is said
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    text: String,
    /// The day it was said, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

const ADD: &str = "yijuan comment add 2026-003 协商意见 --quote 年内力争开工40部 --by 李虚构 --text 依据是什么";

/// Record that a comment is settled
#[derive(Debug, Args)]
#[command(after_help = SETTLE)]
pub(super) struct Settle {
    #[command(flatten)]
    paper: Paper,
    /// The comment's id, or the beginning of it
    #[arg(value_name = "ID")]
    id: String,
    /// Who says so
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    by: String,
    /// How it was settled
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// The day it was settled, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

const SETTLE: &str = "yijuan comment settle 2026-003 协商意见 1a2b3c4d --by 钱样本 --note 已注明依据";

/// A paper.
#[derive(Debug, Args)]
struct Paper {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The paper: the id or Chinese name of its kind, or its file
    #[arg(value_name = "DOCUMENT", add = super::completions::documents())]
    document: String,
}

impl CommentCommand {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        match self {
            Self::Add(add) => {
                let request = add.request();
                context.change(|writer| request.propose(writer))
            }
            Self::Settle(settle) => {
                let request = settle.request();
                context.change(|writer| request.propose(writer))
            }
            Self::List(list) => list.run(context),
        }
    }
}

impl Add {
    fn request(&self) -> AddComment {
        AddComment {
            target: self.paper.key.clone(),
            document: self.paper.document.clone(),
            quote: self.quote.clone(),
            by: self.by.clone(),
            text: self.text.clone(),
            on: self.on.clone(),
        }
    }
}

impl Settle {
    fn request(&self) -> SettleComment {
        SettleComment {
            target: self.paper.key.clone(),
            document: self.paper.document.clone(),
            id: self.id.clone(),
            by: self.by.clone(),
            note: self.note.clone(),
            on: self.on.clone(),
        }
    }
}
