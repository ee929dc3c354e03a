//! Figures, and the tables that hold them.

use crate::model::{Date, Subject};
use crate::text::Text;
use std::collections::BTreeMap;

/// What is counted, in which unit, and how it is defined.
#[derive(Debug)]
pub struct Figure {
    /// Its id, the same in every language.
    pub id: &'static str,
    /// Its name in Chinese and in English.
    pub name: (&'static str, &'static str),
    /// What it is a number of.
    pub unit: Unit,
    /// What kind of number it is.
    pub kind: Kind,
    /// What is counted, beside what; in Chinese and in English.
    pub means: (&'static str, &'static str),
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Topics, or items of a plan.
    Topics,
    /// Acts that are due by a day.
    Duties,
    /// Suggestions.
    Suggestions,
    /// Forms that were returned.
    Forms,
    /// Attendances: somebody at two meetings is two.
    Attendances,
    /// People, each once.
    People,
    /// Periods in which a room has to meet.
    Periods,
    /// Consultation rooms.
    Rooms,
    /// Calendar days.
    Days,
    /// A day.
    Day,
    /// Points by the archive's own rules.
    Points,
}

impl Unit {
    /// Its name.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Topics => Text::new("件", "topics"),
            Self::Duties => Text::new("项", "duties"),
            Self::Suggestions => Text::new("条", "suggestions"),
            Self::Forms => Text::new("份", "forms"),
            Self::Attendances => Text::new("人次", "attendances"),
            Self::People => Text::new("人", "people"),
            Self::Periods => Text::new("期", "periods"),
            Self::Rooms => Text::new("个", "rooms"),
            Self::Days => Text::new("日", "days"),
            Self::Day => Text::new("日期", "date"),
            Self::Points => Text::new("分", "points"),
        }
    }
}

/// What a figure's cases make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// How many there are.
    Count,
    /// How many of all there are.
    Share,
    /// What they are worth together, among how many.
    Mean,
    /// What they are worth together, in tenths.
    Points,
    /// The latest of their days.
    Latest,
}

/// Where a case stands in a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It counts.
    Counted,
    /// It is among all of which some count, but does not count itself.
    Other,
    /// It is left out of both, and told.
    LeftOut,
}

/// Something that counts in a figure, or does not.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it is about.
    pub subject: Subject,
    /// Which of its things: a rule, a suggestion, an activity. Empty if it is the subject itself.
    pub what: Text,
    /// Where it stands.
    pub part: Part,
    /// How much it adds, if it counts.
    pub worth: i64,
    /// The day that decides it.
    pub day: Option<Date>,
    /// Why it stands there, where that does not go without saying.
    pub why: Option<Text>,
}

/// The cases of a figure in a row.
#[derive(Clone, Debug, Default)]
pub struct Cell(pub Vec<Case>);

/// What a cell comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Count(i64),
    /// Some of all.
    Share(i64, i64),
    /// A sum over so many.
    Mean(i64, i64),
    /// A number of points, in tenths.
    Points(i64),
    /// A day, if there is one.
    Day(Option<Date>),
}

impl Cell {
    /// What it comes to, for a figure of a kind.
    #[must_use]
    pub fn value(&self, kind: Kind) -> Value {
        let (counted, worth) = (self.many(Part::Counted), self.worth());
        match kind {
            Kind::Count => Value::Count(worth),
            Kind::Share => Value::Share(counted, counted + self.many(Part::Other)),
            Kind::Mean => Value::Mean(worth, counted),
            Kind::Points => Value::Points(worth),
            Kind::Latest => Value::Day(self.of(Part::Counted).filter_map(|case| case.day).max()),
        }
    }

    /// How many cases are left out.
    #[must_use]
    pub fn left_out(&self) -> i64 {
        self.many(Part::LeftOut)
    }

    fn of(&self, part: Part) -> impl Iterator<Item = &Case> {
        self.0.iter().filter(move |case| case.part == part)
    }

    fn many(&self, part: Part) -> i64 {
        i64::try_from(self.of(part).count()).unwrap_or(i64::MAX)
    }

    fn worth(&self) -> i64 {
        self.of(Part::Counted).map(|case| case.worth).sum()
    }
}

/// Figures of several things, side by side.
#[derive(Debug)]
pub struct Table {
    /// Its id, the same in every language.
    pub id: &'static str,
    /// What it is about.
    pub title: Text,
    /// Its columns.
    pub figures: Vec<&'static Figure>,
    /// Its rows, the whole first.
    pub rows: Vec<Row>,
    /// What is to be known when reading it.
    pub notes: Vec<Text>,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// By what the rows around it are taken apart: forms, offices; `None` for the whole.
    pub group: Option<Text>,
    /// Its id, the same in every language.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// A cell for each figure.
    pub cells: Vec<Cell>,
    /// Whether all in it is as it should be, so that a page need not show it.
    pub is_plain: bool,
}

impl Table {
    /// The place of a figure, by its id or name.
    #[must_use]
    pub fn position(&self, figure: &str) -> Option<usize> {
        self.figures.iter().position(|known| [known.id, known.name.0, known.name.1].contains(&figure))
    }
}

/// What is counted, and how its cases are told in lists.
pub(super) trait Item {
    fn subject(&self) -> Subject;

    /// Which of the subject's things it is.
    fn what(&self) -> Text {
        Text::same("")
    }
}

/// How an item stands in a figure.
pub(super) struct Found {
    part: Part,
    worth: i64,
    day: Option<Date>,
    why: Option<Text>,
}

impl Found {
    pub(super) fn counted() -> Self {
        Self { part: Part::Counted, worth: 1, day: None, why: None }
    }

    pub(super) fn other() -> Self {
        Self { part: Part::Other, ..Self::counted() }
    }

    pub(super) fn left_out() -> Self {
        Self { part: Part::LeftOut, ..Self::counted() }
    }

    /// It counts if something is so, and else is among the others.
    pub(super) fn counted_if(is_so: bool) -> Self {
        if is_so { Self::counted() } else { Self::other() }
    }

    pub(super) fn on(self, day: Option<Date>) -> Self {
        Self { day, ..self }
    }

    pub(super) fn worth(self, worth: i64) -> Self {
        Self { worth, ..self }
    }

    pub(super) fn because(self, why: Option<Text>) -> Self {
        Self { why, ..self }
    }
}

/// A figure, and how an item stands in it on a day; `None` if it has nothing to do with it.
pub(super) struct Measure<T> {
    pub(super) figure: Figure,
    pub(super) of: fn(&T, Date) -> Option<Found>,
}

/// The figures of measures.
pub(super) fn figures<T: 'static>(
    measures: impl IntoIterator<Item = &'static Measure<T>>,
) -> impl Iterator<Item = &'static Figure> {
    measures.into_iter().map(|measure| &measure.figure)
}

/// The measures with these ids, in this order.
pub(super) fn some<T>(measures: &'static [Measure<T>], ids: &[&str]) -> Vec<&'static Measure<T>> {
    ids.iter().filter_map(|id| measures.iter().find(|measure| measure.figure.id == *id)).collect()
}

/// A cell for each measure of some items.
pub(super) fn cells<'m, T: Item + 'm>(
    measures: impl IntoIterator<Item = &'m Measure<T>>,
    items: &[&T],
    today: Date,
) -> Vec<Cell> {
    let cell = |measure: &Measure<T>| {
        let found = items.iter().filter_map(|item| Some((item, (measure.of)(item, today)?)));
        let cases = found.map(|(item, Found { part, worth, day, why })| Case {
            subject: item.subject(),
            what: item.what(),
            part,
            worth,
            day,
            why,
        });
        Cell(cases.collect())
    };
    measures.into_iter().map(cell).collect()
}

/// What rows are told apart by: an office, a form, a department. Rows stand by rank and then by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) rank: usize,
    pub(super) id: String,
    pub(super) name: Text,
}

impl Key {
    /// Of what is not said.
    pub(super) fn none(name: Text) -> Self {
        Self { rank: usize::MAX, id: "-".to_owned(), name }
    }
}

impl Row {
    /// A row of the whole.
    pub(super) fn whole(id: &str, name: Text, cells: Vec<Cell>) -> Self {
        Self { group: None, id: id.to_owned(), name, cells, is_plain: false }
    }
}

/// By what items are taken apart, and how.
pub(super) type Grouping<T> = (Text, fn(&T) -> Vec<Key>);

/// For each grouping, a row for each key that an item has.
pub(super) fn grouped<'t, T>(
    all: &[&'t T],
    groupings: impl IntoIterator<Item = Grouping<T>>,
    cells: impl Fn(&[&'t T]) -> Vec<Cell>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for (group, keys) in groupings {
        rows.extend(by(all, keys).into_iter().map(|(Key { id, name, .. }, items)| {
            let cells = cells(&items);
            Row { group: Some(group.clone()), id, name, cells, is_plain: false }
        }));
    }
    rows
}

/// The items that have each key. One that has several is with each of them.
pub(super) fn by<'t, T>(items: &[&'t T], keys: impl Fn(&T) -> Vec<Key>) -> Vec<(Key, Vec<&'t T>)> {
    let mut by: BTreeMap<String, (Key, Vec<&'t T>)> = BTreeMap::new();
    for item in items {
        for key in keys(item) {
            let (known, having) = by.entry(key.id.clone()).or_insert_with(|| (key.clone(), Vec::new()));
            having.push(item);
            // The same of two regulations, such as a form, may have another rank and another name in each.
            if (key.rank, &key.name.zh) < (known.rank, &known.name.zh) {
                *known = key;
            }
        }
    }
    let mut by: Vec<(Key, Vec<&T>)> = by.into_values().collect();
    by.sort_by(|(one, _), (other, _)| (one.rank, &one.name.zh, &one.id).cmp(&(other.rank, &other.name.zh, &other.id)));
    by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_what_its_cases_make() {
        let day = |n| Date::ymd(2026, 3, n);
        let case =
            |part, worth, day| Case { subject: Subject::Archive, what: Text::same(""), part, worth, day, why: None };
        let cell = Cell(vec![
            case(Part::Counted, 3, day(2)),
            case(Part::Counted, 4, day(9)),
            case(Part::Other, 9, day(20)),
            case(Part::LeftOut, 1, None),
        ]);
        let values = [Kind::Count, Kind::Share, Kind::Mean, Kind::Points, Kind::Latest].map(|kind| cell.value(kind));
        let wanted = [Value::Count(7), Value::Share(2, 3), Value::Mean(7, 2), Value::Points(7), Value::Day(day(9))];
        assert_eq!((values, cell.left_out()), (wanted, 1));
        let of_nothing = Cell::default();
        assert_eq!(of_nothing.value(Kind::Share), Value::Share(0, 0), "which is no rate at all");
    }
}
