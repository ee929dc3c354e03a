//! `FilePast`: what happened to the lines of a file, under all the names that it had.

use super::changed::{Changed, Sides};
use std::collections::HashMap;

/// A file, under all the names that it had.
#[derive(Default)]
pub struct FilePast {
    /// Its paths, in the order in which they were first seen.
    pub paths: Vec<String>,
    /// Every line that it ever held.
    pub lines: Vec<LinePast>,
    /// The commits in which lines changed places.
    pub shuffled: Vec<usize>,
}

/// A line that a file held.
pub struct LinePast {
    /// Its bytes, its line end among them.
    pub bytes: Vec<u8>,
    /// Whether the last commit has it.
    pub there: bool,
    /// What happened to it, the earliest first.
    pub happened: Vec<Happened>,
}

/// Something that happened to a line.
#[derive(Clone)]
pub struct Happened {
    /// The commit, by place.
    pub commit: usize,
    /// Whether it was brought; else it was taken away.
    pub brought: bool,
    /// The file.
    pub path: String,
    /// On which line it stands, or stood before.
    pub line: usize,
    pub(super) around: Sides,
}

impl Happened {
    pub(super) fn of(commit: usize, brought: bool, changed: &Changed, line: usize) -> Self {
        Self { commit, brought, path: changed.path.clone(), line, around: changed.around }
    }
}

/// Which paths are names of one file.
#[derive(Default)]
pub(super) struct Same {
    pub first: HashMap<String, String>,
}

impl Same {
    pub fn first(&self, path: &str) -> String {
        let mut path = path;
        while let Some(before) = self.first.get(path) {
            path = before;
        }
        path.to_owned()
    }

    pub fn join(&mut self, old: &str, new: &str) {
        let (old, new) = (self.first(old), self.first(new));
        if old != new {
            self.first.insert(new, old);
        }
    }
}
