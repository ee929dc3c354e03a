//! What is counted of a year: how its plan was carried out, what became of suggestions, what members, rooms and offices did.
//!
//! A figure is a list of cases, each of which counts or does not, so that a number and what lies behind it cannot differ.
//! A rate stays two numbers; it is rounded where it is shown, and of nothing there is none.

mod adoption;
mod attendance;
mod deadlines;
pub mod export;
mod facts;
mod key;
mod measure;
mod members;
mod offices;
mod plan;
mod rooms;
mod steps;
mod suggested;

pub use measure::{Case, Cell, Figure, Kind, Part, Row, Table, Unit, Value};
pub use steps::Step;

use crate::diagnostic::{Diagnostic, Diagnostics, unknown};
use crate::model::{Date, Fonts, Name, Subject};
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;
use facts::Facts;
use std::collections::HashMap;

/// How many rows of a table are named where another is asked for.
const ROWS_TOLD: usize = 12;

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// How the plan of the year was carried out (年度协商计划完成情况).
    Plan,
    /// What became of suggestions (采纳落实情况).
    Adoption,
    /// What members did (委员履职情况).
    Members,
    /// What was done in consultation rooms (协商议事室工作情况).
    Rooms,
    /// What each office did (委室工作情况).
    Offices,
}

/// The figures of a year.
pub struct Report {
    /// What it is about.
    pub about: About,
    /// The year.
    pub year: i32,
    /// The day up to which everything is counted.
    pub today: Date,
    /// The institution.
    pub institution: Option<Name>,
    /// The fonts that it is set in.
    pub fonts: Fonts,
    /// The figures.
    pub tables: Vec<Table>,
    /// What holds for all figures, and what they leave out.
    pub notes: Vec<Text>,
    /// What cases are about: titles of topics, names of rooms.
    pub titles: HashMap<Subject, String>,
    /// What could not be read, so that nothing in it is counted.
    pub unread: Diagnostics,
}

/// A figure in the tables that have it: its definition, and the cases of a row.
pub struct Explained<'r> {
    /// The table.
    pub table: &'r Table,
    /// The figure.
    pub figure: &'static Figure,
    /// The row.
    pub row: &'r Row,
    /// Its cases.
    pub cell: &'r Cell,
}

impl About {
    const ALL: [Self; 5] = [Self::Plan, Self::Adoption, Self::Members, Self::Rooms, Self::Offices];

    /// All of them, as programs and Chinese readers know them.
    pub const NAMES: [(&'static str, &'static str); 5] =
        [("plan", "计划"), ("adoption", "采纳落实"), ("members", "委员"), ("rooms", "协商室"), ("offices", "委室")];

    /// The one with this id or Chinese name.
    #[must_use]
    pub fn named(written: &str) -> Option<Self> {
        let place = Self::NAMES.iter().position(|(id, name)| [*id, *name].contains(&written))?;
        Some(Self::ALL[place])
    }

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::NAMES[self as usize].0
    }

    /// What the report is called.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Plan => Text::new("年度协商计划完成情况", "how the plan was carried out"),
            Self::Adoption => Text::new("意见建议采纳落实情况", "what became of suggestions"),
            Self::Members => Text::new("委员参加协商情况", "what members did"),
            Self::Rooms => Text::new("协商议事室工作情况", "what was done in consultation rooms"),
            Self::Offices => Text::new("各委室协商工作情况", "what each office did"),
        }
    }
}

impl Report {
    /// Counts a year, up to the day of the workspace.
    ///
    /// # Errors
    /// If the archive or its settings cannot be read; single files that cannot are `unread`.
    pub fn of(workspace: &Workspace, about: About, year: i32) -> Result<Self, Diagnostics> {
        let facts = Facts::of(workspace, year)?;
        Self::from_facts(&facts, about)
    }

    /// Several reports of one year, from one reading of the archive.
    ///
    /// # Errors
    /// As [`Report::of`].
    pub fn several(workspace: &Workspace, all: &[About], year: i32) -> Result<Vec<Self>, Diagnostics> {
        let facts = Facts::of(workspace, year)?;
        all.iter().map(|about| Self::from_facts(&facts, *about)).collect()
    }

    fn from_facts(facts: &Facts, about: About) -> Result<Self, Diagnostics> {
        let tables = match about {
            About::Plan => plan::tables(facts),
            About::Adoption => adoption::tables(facts),
            About::Members => members::tables(facts),
            About::Rooms => rooms::tables(facts),
            About::Offices => offices::tables(facts),
        };
        let settings = facts.loaded.settings()?;
        let (institution, fonts) = (settings.institution.clone(), settings.fonts.clone());
        let titles = facts.topics.iter().map(|topic| (Subject::Topic(topic.key), topic.title.to_string()));
        let rooms = facts.loaded.archive.rooms.iter();
        let rooms = rooms.map(|room| (Subject::Room(room.id.clone()), room.name.to_string()));
        Ok(Self {
            about,
            year: facts.year,
            today: facts.loaded.today,
            institution,
            fonts,
            tables,
            notes: facts.notes(about),
            titles: titles.chain(rooms).collect(),
            unread: facts.loaded.problems().cloned().collect(),
        })
    }

    /// What lies behind a figure in a row, in every table that has both; the first row of each if none is named.
    ///
    /// # Errors
    /// If no table has such a figure, or such a row.
    pub fn explain(&self, figure: &str, row: Option<&str>) -> Result<Vec<Explained<'_>>, Diagnostic> {
        let having: Vec<(&Table, usize)> =
            self.tables.iter().filter_map(|table| Some((table, table.position(figure)?))).collect();
        if having.is_empty() {
            let all = self.tables.iter().flat_map(|table| &table.figures);
            let known = all.map(|figure| (figure.id, figure.name.0));
            return Err(unknown(&Text::new("指标", "figure"), figure, known));
        }
        let mut found = Vec::new();
        for (table, at) in &having {
            let rows = match row {
                None => table.rows.first(),
                Some(row) => table.rows.iter().find(|one| one.id == row || one.name.zh == row),
            };
            found.extend(rows.map(|row| Explained { table, figure: table.figures[*at], row, cell: &row.cells[*at] }));
        }
        if found.is_empty() {
            // A table may have a row for each of a hundred rules, which nobody reads in a hint.
            let rows = having.iter().flat_map(|(table, _)| table.rows.iter().take(ROWS_TOLD));
            let rows = rows.map(|row| (row.id.as_str(), row.name.zh.as_str()));
            return Err(unknown(&Text::new("行", "row"), row.unwrap_or_default(), rows));
        }
        Ok(found)
    }

    /// Title of the report: 2026年度协商计划完成情况.
    #[must_use]
    pub fn title(&self) -> Text {
        let (year, Text { zh, en }) = (self.year, self.about.text());
        let zh = zh.trim_start_matches("年度");
        text!(zh: "{year}年度{zh}", en: "{en} in {year}")
    }
}
