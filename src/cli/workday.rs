//! `workday`: says whether a day is a working day, and counts working days.

use super::context::Reference;
use crate::calendar::Direction;
use crate::diagnostic::{Diagnostic, Diagnostics, all_or_nothing, keep};
use crate::model::{Counting, Length, TimeUnit};
use crate::report::workday::{Answer, Question};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;

/// Say whether a day is a working day, or count working days from it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Workday {
    /// The day, YYYY-MM-DD; today if not given
    #[arg(value_name = "DATE")]
    day: Option<String>,
    /// Count this many working days after it
    #[arg(long, value_name = "N", conflicts_with_all = ["before", "until"])]
    after: Option<u32>,
    /// Count this many working days before it
    #[arg(long, value_name = "N", conflicts_with = "until")]
    before: Option<u32>,
    /// Count the working days up to this day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// With --before: leave out the day of the act as well
    #[arg(long, requires = "before")]
    clear: bool,
    /// Show the convention and the days counted, one by one
    #[arg(long)]
    explain: bool,
}

const EXAMPLES: &str = "\
yijuan workday 2026-05-09
yijuan workday 2026-06-11 --before 15
yijuan workday 2026-06-11 --after 7 --explain
yijuan workday 2026-06-15 --until 2026-07-01";

/// More working days than any deadline has.
const MOST: u32 = 10_000;

impl Workday {
    pub(super) fn run(&self, reference: &Reference) -> Result<Reply, Diagnostics> {
        let mut problems = reference.calendar_problems.clone();
        let day = match &self.day {
            Some(written) => keep(&mut problems, reference.days.read(written)),
            None => Some(reference.today),
        };
        let until = self.until.as_deref().and_then(|written| keep(&mut problems, reference.days.read(written)));
        let count = self.after.or(self.before);
        if count.is_some_and(|count| count == 0 || count > MOST) {
            problems.push(
                Diagnostic::new(text!(zh: "天数应为 1 到 {MOST}", en: "the count is between 1 and {MOST}"))
                    .hint(Text::new("例如 `--before 15`", "`--before 15` for one")),
            );
        }
        if self.explain && count.is_none() {
            problems.push(
                Diagnostic::new(Text::new("`--explain` 无可说明", "`--explain` has nothing to explain"))
                    .hint(Text::new("同时写 `--before N` 或 `--after N`", "give `--before N` or `--after N` with it")),
            );
        }
        let day = all_or_nothing(day, problems)?;
        let question = match (until, count) {
            (Some(until), _) => Question::Until(until),
            (None, Some(count)) => Question::Count {
                direction: if self.before.is_some() { Direction::Before } else { Direction::After },
                length: Length { count, unit: TimeUnit::Workdays },
                counting: if self.clear { Counting::Clear } else { reference.counting() },
            },
            (None, None) => Question::Kind,
        };
        let answer = Answer { calendar: &reference.calendar, day, question };
        let page =
            reference.format.human_or_json(|| answer.human(self.explain, reference.language), || answer.json())?;
        Ok(Reply::new(page))
    }
}
