//! `suggestion`: suggestions, commitments and responses.

mod list;
mod remove;
mod update;

use super::context::Context;
use crate::changes::suggestion;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::{Args, Subcommand};

/// Suggestions and commitments: to whom they went, and what became of them
#[derive(Debug, Subcommand)]
#[command(after_help = list::EXAMPLES)]
pub(super) enum Suggestion {
    Add(Box<Add>),
    Update(Box<update::Update>),
    Remove(remove::Remove),
    List(list::List),
}

/// Enter a suggestion, a commitment or a response, and print its id
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Add {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    pub topic: String,
    /// Kind: an id or Chinese name
    #[arg(long, value_name = "KIND", add = super::completions::suggestion_kinds())]
    pub kind: String,
    /// Text of the suggestion, commitment or response
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub text: String,
    /// Body it is handed to; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    pub to: Vec<String>,
    /// Person who follows it up
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    pub owner: Option<String>,
    /// Office in charge
    #[arg(long, value_name = "OFFICE", add = super::completions::offices())]
    pub office: Option<String>,
    /// Who proposed it; may be given several times
    #[arg(long = "proposer", value_name = "NAME", add = super::completions::people())]
    pub proposers: Vec<String>,
    /// Day by which an answer was asked or promised, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// A key or difficult suggestion
    #[arg(long)]
    pub key: bool,
    /// Round of consultation; the first if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50))]
    pub round: Option<u32>,
}

const EXAMPLES: &str = "\
yijuan suggestion add 2026-003 --kind 意见建议 --text 编制费用分摊参考标准 --to department --owner 钱样本 --key
yijuan suggestion add 2026-003 --kind commitment --text 补贴分两次拨付 --to department --due 2026-09-30";

impl Suggestion {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Update(update) => update.run(context),
            Self::Remove(remove) => remove.run(context),
            Self::List(list) => list.run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = suggestion::Add {
            topic: self.topic.clone(),
            kind: self.kind.clone(),
            text: self.text.clone(),
            to: self.to.clone(),
            owner: self.owner.clone(),
            office: self.office.clone(),
            proposers: self.proposers.clone(),
            due: self.due.clone(),
            key: self.key,
            round: self.round,
        };
        context.change(|writer| request.propose(writer))
    }
}
