//! What each office did: its topics, its deadlines, the suggestions that it follows up.

use super::deadlines::{self, Deadline};
use super::facts::Facts;
use super::measure::{Cell, Figure, Key, Row, Table, cells, figures, grouped, some};
use super::plan::{self, Planned};
use super::suggested::{ADOPTED_OR_NOT, HANDLED, Suggested};
use crate::text::Text;

pub(super) fn tables(facts: &Facts) -> Vec<Table> {
    vec![of_topics(facts), of_deadlines(facts), of_suggestions(facts)]
}

fn of_topics(facts: &Facts) -> Table {
    let planned = Planned::of_year(facts, facts.year);
    let all: Vec<&Planned> = planned.iter().collect();
    let of = |items: &[&Planned]| cells(&plan::MEASURES, items, facts.loaded.today);
    let rows = rows(&all, |item| vec![item.office.clone()], of);
    table("topics", Text::new("议题", "topics"), figures(&plan::MEASURES).collect(), rows)
}

fn of_deadlines(facts: &Facts) -> Table {
    let all = facts.deadlines_of(facts.year);
    let of = |items: &[&Deadline]| cells(&deadlines::MEASURES, items, facts.loaded.today);
    let rows = rows(&all, |deadline| vec![deadline.office.clone()], of);
    table("deadlines", Text::new("各项期限按期情况", "deadlines"), figures(&deadlines::MEASURES).collect(), rows)
}

fn of_suggestions(facts: &Facts) -> Table {
    let mut measures = some(&HANDLED, &["suggestions", "answered", "days-to-answer"]);
    measures.extend(some(&ADOPTED_OR_NOT, &["adoption-rate-with-parts", "carried-out"]));
    let all: Vec<&Suggested> = facts.topics_of(facts.year).flat_map(|topic| &topic.suggestions).collect();
    let of = |items: &[&Suggested]| cells(measures.iter().copied(), items, facts.loaded.today);
    let rows = rows(&all, |one| vec![one.office.clone()], of);
    table("suggestions", Text::new("意见建议", "suggestions"), figures(measures.iter().copied()).collect(), rows)
}

fn table(id: &'static str, title: Text, figures: Vec<&'static Figure>, rows: Vec<Row>) -> Table {
    Table { id, title, figures, rows, notes: Vec::new() }
}

/// A row for all, and one for each office.
fn rows<'t, T>(all: &[&'t T], office: fn(&T) -> Vec<Key>, cells: impl Fn(&[&'t T]) -> Vec<Cell>) -> Vec<Row> {
    let whole = Row::whole("offices", Text::new("合计", "all offices"), cells(all));
    let each = grouped(all, [(Text::new("责任委室", "office"), office)], cells);
    std::iter::once(whole).chain(each).collect()
}
