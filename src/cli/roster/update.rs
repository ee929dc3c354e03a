//! `roster update`: marks who came and who spoke.

use super::marks::Marks;
use crate::changes::roster;
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;

/// Mark in a topic's roster who came, who asked for leave, who was absent, and who spoke
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Update {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    /// People in the roster: names, ids in the register, or numbers in `roster list`
    #[arg(value_name = "NAME", required = true, add = crate::cli::completions::people())]
    names: Vec<String>,
    #[command(flatten)]
    marks: Marks,
    /// Another role of the person here: a tag or post; may be given several times
    #[arg(long = "tag", value_name = "TAG", add = crate::cli::completions::roles())]
    tags: Vec<String>,
    /// Activity of the entry, the meeting if not given; may be given several times
    #[arg(long, value_name = "ACTIVITY", add = crate::cli::completions::activities())]
    at: Vec<String>,
    /// Round of consultation of the entry
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50))]
    round: Option<u32>,
    /// New activity of the entry; may be given several times
    #[arg(long, value_name = "ACTIVITY", add = crate::cli::completions::activities())]
    set_at: Vec<String>,
    /// New day of the invitation, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    invited: Option<String>,
    /// Their organisation and post there; printed, but not judged
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    affiliation: Option<String>,
    /// Who asked the host to stand in
    #[arg(long, value_name = "WHO", add = crate::cli::completions::who())]
    delegated_by: Option<String>,
}

const EXAMPLES: &str = "\
yijuan roster update 2026-023 赵示例 钱样本 --present --spoke
yijuan roster update 2026-023 孙范文 --leave
yijuan roster update 2026-023 李虚构 --at 调研 --absent
yijuan roster update 2026-023 12 --set-at 调研";

impl Update {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = roster::Update {
            key: self.key.clone(),
            names: self.names.clone(),
            marks: self.marks.marked(),
            tags: self.tags.clone(),
            at: self.at.clone(),
            round: self.round,
            set_at: self.set_at.clone(),
            invited: self.invited.clone(),
            affiliation: self.affiliation.clone(),
            delegated_by: self.delegated_by.clone(),
        };
        context.change(|writer| request.propose(writer))
    }
}
