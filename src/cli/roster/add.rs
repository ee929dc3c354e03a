//! `roster add`: enters people into a topic's roster.

use super::marks::Marks;
use crate::changes::roster;
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;

/// Enter people into a topic's roster, or add to their entries
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Add {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    /// Names as printed; people of the register by id or name
    #[arg(value_name = "NAME", required = true, add = crate::cli::completions::people())]
    names: Vec<String>,
    /// Id in the register, if the name alone does not say who is meant
    #[arg(long, value_name = "ID", add = crate::cli::completions::people())]
    person: Option<String>,
    /// Role of the person here: a tag or post; may be given several times
    #[arg(long = "tag", value_name = "TAG", add = crate::cli::completions::roles())]
    tags: Vec<String>,
    /// Activity, the meeting if not given; may be given several times
    #[arg(long, value_name = "ACTIVITY", add = crate::cli::completions::activities())]
    at: Vec<String>,
    /// Round of consultation; every round if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50))]
    round: Option<u32>,
    /// Day of the invitation, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    invited: Option<String>,
    /// Their organisation and post there; printed, but not judged
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    affiliation: Option<String>,
    #[command(flatten)]
    marks: Marks,
    /// Who asked the host to stand in
    #[arg(long, value_name = "WHO", add = crate::cli::completions::who())]
    delegated_by: Option<String>,
}

const EXAMPLES: &str = "\
yijuan roster add 2026-023 赵示例 --tag 主持人
yijuan roster add 2026-023 赵示例 钱样本 --present
yijuan roster add 2026-023 牧样例 --tag 利益相关方代表 --tag 群众代表 --invited 2026-05-20";

impl Add {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = roster::Add {
            key: self.key.clone(),
            names: self.names.clone(),
            person: self.person.clone(),
            tags: self.tags.clone(),
            at: self.at.clone(),
            round: self.round,
            invited: self.invited.clone(),
            affiliation: self.affiliation.clone(),
            marks: self.marks.marked(),
            delegated_by: self.delegated_by.clone(),
        };
        context.change(|writer| request.propose(writer))
    }
}
