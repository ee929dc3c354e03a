//! `waive`: records exceptions to rules.

use super::context::Context;
use crate::changes::waive;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;

/// Record exceptions to rules: the reason, and who decided it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Waive {
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The rules that are not followed
    #[arg(value_name = "RULE", required = true, add = super::completions::rules())]
    rules: Vec<String>,
    /// Why they are not followed
    #[arg(long, value_name = "TEXT", required_unless_present = "undo", allow_hyphen_values = true)]
    reason: Option<String>,
    /// Who decided it: a person, office or body
    #[arg(long, value_name = "WHO", required_unless_present = "undo", add = super::completions::who())]
    by: Option<String>,
    /// Last day it holds, YYYY-MM-DD; without end if not given. For a room: the last day of the periods it covers
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Round it is for; every round if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    round: Option<u32>,
    /// Withdraw the exception
    #[arg(long, conflicts_with_all = ["reason", "by", "until"])]
    undo: bool,
}

const EXAMPLES: &str = "\
yijuan waive 2026-003 M14a --reason 会议以通报情况为主，未形成协商意见 --by 钱样本
yijuan waive 2026-003 M9a --reason 部门已派员驻会 --by 钱样本 --until 2026-07-31
yijuan waive plan:2026 M2b --reason 计划由区委专题会议审议 --by 区委办公室
yijuan waive 2026-003 M15a M16a --reason 经办人休假 --by 钱样本
yijuan waive 2026-003 M9a --undo";

impl Waive {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = waive::Waive {
            key: self.key.clone(),
            rules: self.rules.clone(),
            reason: self.reason.clone(),
            by: self.by.clone(),
            until: self.until.clone(),
            round: self.round,
            undo: self.undo,
        };
        context.change(|writer| request.propose(writer))
    }
}
