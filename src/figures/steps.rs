//! What becomes of a year's items or suggestions, step by step: each step is of what the first one counts.

use super::{About, Report, Value};
use crate::text::Text;

/// A step, and how many came so far.
pub struct Step {
    /// What it is called.
    pub name: Text,
    /// How many.
    pub count: i64,
}

impl Report {
    /// The steps of the whole with what they are called together; none of a report without.
    #[must_use]
    pub fn steps(&self) -> Option<(Text, Vec<Step>)> {
        match self.about {
            About::Plan => {
                let (held, Value::Share(met, all)) = self.of_whole("items", "held")? else { return None };
                let (completed, Value::Share(done, _)) = self.of_whole("items", "completed")? else { return None };
                let all = Step { name: Text::new("列入和增加", "planned and added"), count: all };
                let later = [(held, met), (completed, done)].map(|(name, count)| Step { name, count });
                Some((Text::new("计划完成进程", "how far the plan is"), std::iter::once(all).chain(later).collect()))
            }
            About::Adoption => {
                let count = |table: &str, figure: &str| match self.of_whole(table, figure) {
                    Some((_, Value::Count(n) | Value::Share(n, _))) => n,
                    _ => 0,
                };
                let adopted = count("adoption", "adopted") + count("adoption", "partly-adopted");
                let steps = [
                    (Text::new("意见建议", "suggestions"), count("handling", "suggestions")),
                    (Text::new("采纳和部分采纳", "adopted, wholly or in part"), adopted),
                    (Text::new("落实", "carried out"), count("adoption", "carried-out")),
                ];
                let steps = steps.into_iter().map(|(name, count)| Step { name, count });
                Some((Text::new("采纳落实进程", "how far suggestions came"), steps.collect()))
            }
            About::Members | About::Rooms | About::Offices => None,
        }
    }

    /// A figure of the whole, and its name.
    fn of_whole(&self, table: &str, figure: &str) -> Option<(Text, Value)> {
        let table = self.tables.iter().find(|known| known.id == table)?;
        let (place, row) = (table.position(figure)?, table.rows.first()?);
        let figure = table.figures[place];
        Some((Text::new(figure.name.0, figure.name.1), row.cells[place].value(figure.kind)))
    }
}
