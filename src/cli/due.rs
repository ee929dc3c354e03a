//! `due`: open deadlines and expected answers, by day.

use super::context::{self, Context};
use crate::changes::person;
use crate::diagnostic::Diagnostics;
use crate::engine::{Part, Selection};
use crate::report::due;
use crate::text;
use crate::ui::Reply;
use crate::workspace::{Overview, Subjects};
use clap::Args;

/// Show what is due, by day, with the working days left
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DueList {
    /// Only these topics (keys, titles or parts of them), `plan:YEAR` or `room:ID`; everything if none is given
    #[arg(value_name = "KEY", add = super::completions::keys())]
    keys: Vec<String>,
    /// Only what concerns this person, office or body: topics they lead, topics of their office, and what they must do
    #[arg(long = "for", value_name = "WHO", add = super::completions::who())]
    person: Option<String>,
    /// Only what is overdue or due within this many working days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(..=10_000))]
    within: Option<u32>,
}

const EXAMPLES: &str = "\
yijuan due
yijuan due 2026-003
yijuan due --verbose
yijuan due --for 钱样本
yijuan due --within 10
yijuan due --format json";

impl DueList {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let asked = Subjects::of(&context.workspace.source, &self.keys)?;
        let years_and_rooms = asked.others.clone();
        let overview = match self.keys.as_slice() {
            [] => Overview::of(&context.workspace, Selection { part: Part::Whole, all: false })?,
            _ => Overview::of_subjects(&context.workspace, asked)?,
        };
        let who = self.person.as_deref().map(|written| person::who(&overview.loaded, written)).transpose()?;
        let due = overview.due(who.as_ref(), self.within);
        let stdout = context.format.human_or_json(
            || due::human(&overview, &due, context.language, context.verbose),
            || due::as_json(context.workspace.today, &due),
        )?;
        let mut reply = context::reply(&overview.loaded, stdout);
        reply.notes.extend(overview.not_asked(&years_and_rooms));
        if due.duties.is_empty() && due.promises.is_empty() {
            reply.notes.push(match self.within {
                Some(days) => text!(
                    zh: "没有已逾期的，{days} 个工作日之内也没有到期的",
                    en: "nothing is overdue or due within {days} working days"
                ),
                None => text!(zh: "没有未办的期限", en: "nothing is due"),
            });
        }
        Ok(reply)
    }
}
