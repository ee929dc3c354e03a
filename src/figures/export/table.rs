//! A table of an export: its columns, what each means, and the cells of its rows. What writes rows, what gives other programs
//! the types of the columns, and the page about them all go by the columns.

use crate::model::{Date, Name};

/// The version of the tables. It changes when a column goes or means something else, not when one comes.
pub const VERSION: i64 = 1;

/// In every table.
static FIRST: [Column; 4] = [
    Column::text("archive_id", "档案库标识", "id of the archive"),
    Column::integer("year", "年度", "the year it belongs to"),
    Column::date("as_of", "数据截至之日", "the day up to which it is so"),
    Column::integer("schema_version", "表式版本", "version of the tables"),
];

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name, also of its folder.
    pub id: &'static str,
    /// What a row is, in Chinese and in English.
    pub means: (&'static str, &'static str),
    /// Whether its rows belong to years; otherwise it is a register, as it stands on the day.
    pub is_of_years: bool,
    pub(super) columns: &'static [Column],
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub id: &'static str,
    /// Its type.
    pub kind: Kind,
    /// What it says, in Chinese and in English.
    pub means: (&'static str, &'static str),
}

/// The type of a column. Everything but a boolean and a list may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text; never an empty one.
    Text,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// A day.
    Date,
    /// Texts.
    List,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing is known.
    Unknown,
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// Texts.
    List(Vec<String>),
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A JSON object on each line.
    Ndjson,
    /// CSV with a heading.
    Csv,
}

/// A row, without the columns that every table has.
pub(super) struct Row {
    pub(super) table: &'static Table,
    pub(super) year: Option<i32>,
    pub(super) cells: Vec<Value>,
}

impl Form {
    /// Its name, also the ending of files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
        }
    }
}

impl Table {
    /// Its columns, those that every table has first.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> {
        FIRST.iter().filter(|column| self.is_of_years || column.id != "year").chain(self.columns)
    }

    pub(super) fn row(&'static self, year: Option<i32>, cells: Vec<Value>) -> Row {
        debug_assert!(
            self.is_of_years == year.is_some()
                && cells.len() == self.columns.len()
                && self.columns.iter().zip(&cells).all(|(column, cell)| cell.is_of(column.kind)),
            "{}: {cells:?}",
            self.id
        );
        Row { table: self, year, cells }
    }
}

impl Column {
    const fn new(id: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Self {
        Self { id, kind, means: (zh, en) }
    }

    pub(super) const fn text(id: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self::new(id, Kind::Text, zh, en)
    }

    pub(super) const fn integer(id: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self::new(id, Kind::Integer, zh, en)
    }

    pub(super) const fn boolean(id: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self::new(id, Kind::Boolean, zh, en)
    }

    pub(super) const fn date(id: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self::new(id, Kind::Date, zh, en)
    }

    pub(super) const fn list(id: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self::new(id, Kind::List, zh, en)
    }
}

impl Value {
    fn is_of(&self, kind: Kind) -> bool {
        match self {
            Self::Unknown => !matches!(kind, Kind::Boolean | Kind::List),
            Self::Text(_) => kind == Kind::Text,
            Self::Integer(_) => kind == Kind::Integer,
            Self::Boolean(_) => kind == Kind::Boolean,
            Self::Date(_) => kind == Kind::Date,
            Self::List(_) => kind == Kind::List,
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Unknown } else { Self::Text(text) }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&Name> for Value {
    fn from(name: &Name) -> Self {
        name.as_str().into()
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<bool> for Value {
    fn from(is_so: bool) -> Self {
        Self::Boolean(is_so)
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Date(day)
    }
}

impl From<Vec<String>> for Value {
    fn from(texts: Vec<String>) -> Self {
        Self::List(texts)
    }
}

impl From<&[Name]> for Value {
    fn from(names: &[Name]) -> Self {
        Self::List(names.iter().map(ToString::to_string).collect())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Into::into)
    }
}

/// The place of a row among those of its file, from 1 on.
pub(super) fn place(nth: usize) -> Value {
    Value::Integer(i64::try_from(nth + 1).unwrap_or(i64::MAX))
}
