//! `Paper`: a Markdown file with front matter, as it was read.

use crate::diagnostic::Location;
use crate::model::{Draft, FrontMatter, Outline};

/// The invisible characters in a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Line and column of the first.
    pub first: (usize, usize),
    /// The first one.
    pub character: char,
    /// How many there are.
    pub count: usize,
}

/// A Markdown paper with front matter.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Path of the file.
    pub path: String,
    /// Its front matter.
    pub front: FrontMatter,
    /// Why it is still a draft, if it is.
    pub draft: Option<Draft>,
    /// Line and column of the first blank to fill in.
    pub blank: Option<(usize, usize)>,
    /// Its headings and tables.
    pub outline: Outline,
    /// Its text after the front matter, if [`Texts`](super::Texts) asked for it.
    pub body: String,
    /// Lines of the front matter before the text.
    pub lines_before: usize,
    /// Its invisible characters, if there are any.
    pub hidden: Option<Hidden>,
}

impl Paper {
    /// Where to go on with a draft.
    #[must_use]
    pub fn draft_place(&self) -> Location {
        let path = self.path.as_str();
        self.blank.map_or_else(|| Location::file(path), |(line, column)| Location::at(path, line, column))
    }
}
