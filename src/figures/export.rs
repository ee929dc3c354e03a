//! The facts of an archive as rows of tables, to lie beside those of other archives: what figures are made of, and what
//! `check` finds. Facts travel; rates are made above, of their sums.

mod duties;
mod registers;
mod table;
mod topics;

pub use table::{Column, Form, Kind, Table, VERSION, Value};

use crate::archive::Topic;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::duty::Finding;
use crate::engine::{Context, Judgement, Part, Selection};
use crate::model::{ArchiveId, Date, Name, Subject, TopicKey};
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use crate::workspace::{LoadedArchive, Workspace};
use std::collections::{BTreeMap, HashSet};
use table::Row;

/// All tables.
pub static TABLES: [&Table; 11] = [
    &registers::ARCHIVES,
    &registers::ITEMS,
    &topics::TOPICS,
    &topics::EVENTS,
    &topics::ROSTER,
    &topics::SUGGESTIONS,
    &topics::DECISIONS,
    &duties::DUTIES,
    &duties::FINDINGS,
    &registers::ROOMS,
    &registers::PEOPLE,
];

/// An archive to be exported.
pub struct Export<'w> {
    workspace: &'w Workspace,
    /// Its id.
    pub id: ArchiveId,
    /// The institution.
    pub institution: Option<Name>,
    /// The year alone that is wanted, beside the registers; every year if there is none.
    pub year: Option<i32>,
}

/// What was left out.
pub struct LeftOut {
    /// What could not be read.
    pub unread: Diagnostics,
    /// The topics whose regulation is unknown, or of which a file cannot be read.
    pub topics: Vec<TopicKey>,
}

/// Rows with a cell for each column of their table.
type Rows = Vec<Vec<Value>>;

/// Takes the rows of one table and year.
type Take<'t> = &'t mut dyn FnMut(&'static Table, Option<i32>, Rows) -> Result<(), Diagnostic>;

impl<'w> Export<'w> {
    /// # Errors
    /// If its settings cannot be read, or name no id.
    pub fn of(workspace: &'w Workspace, year: Option<i32>) -> Result<Self, Diagnostics> {
        let loaded = workspace.read(&[])?;
        let settings = loaded.settings()?;
        let id = settings.id.clone().ok_or_else(without_id)?;
        Ok(Self { workspace, id, institution: settings.institution.clone(), year })
    }

    /// Passes over the archive and hands on the rows of each part, so that memory does not follow the archive.
    ///
    /// # Errors
    /// If the archive cannot be read, or rows cannot be taken; single files that cannot be read are left out.
    pub fn rows(&self, take: Take) -> Result<LeftOut, Diagnostics> {
        let Workspace { source, today, .. } = self.workspace;
        let (mut loaded, folders) = LoadedArchive::read_without_topics(source, *today)?;
        let (mut seen, mut left_out, mut taken) = (HashSet::new(), Vec::new(), Ok(()));
        let selection = Selection { part: Part::Whole, all: true };
        let others = loaded.pass(source, folders, selection, |context, judgement| {
            let mut rows = Vec::new();
            // Looking back, a topic that was entered later was not there yet; of two with one number the first is judged.
            let is_there = |topic: &&Topic| topic.file.began.is_none_or(|began| began <= context.today);
            for topic in context.archive.topics.iter().filter(is_there).filter(|topic| seen.insert(topic.key)) {
                match topics::rows(context, topic) {
                    Some(own) => rows.extend(own),
                    None => left_out.push(topic.key),
                }
            }
            rows.extend(duties::rows(context, &judgement));
            if taken.is_ok() {
                taken = self.hand_on(rows, take);
            }
        });
        taken?;
        self.hand_on(registers::rows(&loaded), take)?;
        let Judgement { duties, mut findings, promises } = others;
        let of_topic = |problem: &&Diagnostic| {
            let path = problem.place.as_ref().map(|place| place.path.as_str());
            path.is_some_and(|path| matches!(Subject::of_path(path), Subject::Topic(_)))
        };
        // Those of topics came with their part.
        let unread = loaded.problems().filter(|problem| !of_topic(problem));
        findings.extend(unread.map(Finding::from_problem));
        self.hand_on(duties::rows(loaded.context(), &Judgement { duties, findings, promises }), take)?;
        Ok(LeftOut { unread: loaded.problems().cloned().collect(), topics: left_out })
    }

    /// Hands rows on, those of a table and year together.
    fn hand_on(&self, rows: Vec<Row>, take: Take) -> Result<(), Diagnostic> {
        let mut together: BTreeMap<(&str, Option<i32>), (&'static Table, Rows)> = BTreeMap::new();
        for Row { table, year, cells } in rows {
            if year.is_some() && self.year.is_some() && year != self.year {
                continue;
            }
            let mut all = vec![Value::from(self.id.to_string())];
            all.extend(year.map(Value::from));
            all.extend([self.workspace.today.into(), VERSION.into()]);
            all.extend(cells);
            together.entry((table.id, year)).or_insert_with(|| (table, Vec::new())).1.push(all);
        }
        together.into_iter().try_for_each(|((_, year), (table, rows))| take(table, year, rows))
    }
}

fn without_id() -> Diagnostic {
    Diagnostic::new(Text::new(
        "档案库没有标识，各库的数据放在一起就分不开",
        "the archive has no id to tell its rows from those of others",
    ))
    .at(Location::file(crate::archive::ROOT_FILE))
    .hint(Text::new("运行 `yijuan doctor --upgrade`", "run `yijuan doctor --upgrade`"))
}

/// The year that something belongs to, if it has none of its own that of the day.
fn year_of(subject: &Subject, today: Date) -> i32 {
    match subject {
        Subject::Topic(key) => key.year,
        Subject::Plan(year) => *year,
        Subject::Room(_) | Subject::Archive => today.year(),
    }
}

/// The name of an office.
fn office_name(context: Context, id: Option<&Name>) -> Value {
    id.map(|id| context.archive.office_name(id)).into()
}

/// The names of ids.
fn names(vocabulary: &Vocabulary, ids: &[Name]) -> Vec<String> {
    ids.iter().map(|id| vocabulary.name(id).zh).collect()
}

#[cfg(test)]
mod tests {
    use super::TABLES;
    use std::collections::BTreeSet;

    #[test]
    fn every_table_and_column_has_a_name_of_its_own_and_says_what_it_is() {
        let tables: BTreeSet<&str> = TABLES.iter().map(|table| table.id).collect();
        assert_eq!(tables.len(), TABLES.len());
        for table in TABLES {
            let columns: BTreeSet<&str> = table.columns().map(|column| column.id).collect();
            assert_eq!(columns.len(), table.columns().count(), "{}", table.id);
            for (zh, en) in table.columns().map(|column| column.means).chain([table.means]) {
                assert!(!zh.is_empty() && !en.is_empty() && !format!("{zh}{en}").contains(['|', '/', '\n']), "{en}");
            }
        }
    }
}
