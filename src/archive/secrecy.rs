//! `Marked`: what bears a mark of secrecy with which it may not be kept in an archive.

use super::change::Change;
use super::locate::{Block, body, front_matter_block};
use super::parse::{front_matter, read_record};
use super::source::{EntryKind, Limits, Source};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{FrontMatter, Name, TopicFile, mark_on_top, may_be_kept};
use crate::text::line_and_column;
use encoding_rs::GB18030;
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A file that bears a mark with which it may not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Where the mark is.
    pub place: Location,
    /// The mark.
    pub mark: Name,
}

/// The field in a text that cannot be read as YAML.
static WRITTEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?m)(?:^|[{,]|- )\s*["']?secrecy["']?\s*:\s*["']?([^"',}\s#]+)"#).ok());

impl Marked {
    /// The mark of a paper, in its front matter or on top of its text. `front` is the former, if it could be read.
    pub(super) fn in_paper(path: &str, text: &str, front: Option<&FrontMatter>) -> Option<Self> {
        let head = match front_matter_block(text) {
            Block::Closed(block) => block,
            Block::Open => text,
            Block::None => "",
        };
        let in_head = match front {
            Some(front) => Self::of_field(path, front.secrecy.as_ref()),
            None => Self::as_written(path, head, usize::from(!head.is_empty())),
        };
        in_head.or_else(|| {
            let (body, lines_before) = body(text);
            Self::on_top(path, body, lines_before)
        })
    }

    /// The mark on top of a text that begins below so many lines of its file.
    #[must_use]
    pub fn on_top(path: &str, text: &str, lines_before: usize) -> Option<Self> {
        let (nth, mark) = mark_on_top(text)?;
        Some(Self { place: Location::at(path, lines_before + nth + 1, 1), mark })
    }

    /// The mark of a topic. `file` is its `topic.yml`, if that could be read.
    pub(super) fn in_topic(path: &str, text: &str, file: Option<&TopicFile>) -> Option<Self> {
        match file {
            Some(file) => Self::of_field(path, file.secrecy.as_ref()),
            None => Self::as_written(path, text, 0),
        }
    }

    fn of_field(path: &str, mark: Option<&Name>) -> Option<Self> {
        let mark = mark.filter(|mark| !may_be_kept(mark))?.clone();
        Some(Self { place: Location::field(path, ["secrecy".into()]), mark })
    }

    fn as_written(path: &str, text: &str, lines_before: usize) -> Option<Self> {
        let found = WRITTEN.as_ref()?.captures_iter(text).filter_map(|found| found.get(1));
        let found = found.into_iter().find(|found| !may_be_kept(found.as_str()))?;
        let (line, column) = line_and_column(text, found.start());
        Some(Self { place: Location::at(path, line + lines_before, column), mark: Name::from(found.as_str()) })
    }

    /// Whether a file of this name may be one whose mark can be read: a paper, a topic, or plain text.
    #[must_use]
    pub fn is_read_in(path: &str) -> bool {
        path.ends_with(".md") || path.ends_with("/topic.yml") || is_plain(path)
    }

    /// The mark of a file with this content: of a paper, of a topic, or of plain text in whatever encoding.
    #[must_use]
    pub fn in_file(path: &str, bytes: &[u8]) -> Option<Self> {
        if is_plain(path) {
            let text = std::str::from_utf8(bytes).map_or_else(|_| GB18030.decode(bytes).0, Cow::from);
            return Self::on_top(path, text.strip_prefix('\u{feff}').unwrap_or(&text), 0);
        }
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if path.ends_with(".md") {
            return Self::in_paper(path, text, front_matter(path, text).value.flatten().as_ref());
        }
        let is_topic = path.ends_with("/topic.yml");
        is_topic.then(|| Self::in_topic(path, text, read_record(path, text.as_bytes()).value.as_ref())).flatten()
    }

    /// The marks in the folder of a topic or a year, as they would be after a change.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn in_folder(source: &dyn Source, folder: &str, change: &Change) -> Result<Vec<Self>, Diagnostic> {
        let written: Vec<&(String, Vec<u8>)> = change.files().iter().collect();
        let mut marks: Vec<Self> = Vec::new();
        for entry in source.folder(folder)?.into_iter().filter(|entry| entry.kind == EntryKind::File) {
            let path = format!("{folder}/{}", entry.name);
            if (entry.name.ends_with(".md") || entry.name == "topic.yml")
                && !written.iter().any(|(one, _)| *one == path)
            {
                let bytes = source.read(&path, Limits::PAPER)?.unwrap_or_default();
                marks.extend(Self::in_file(&path, &bytes));
            }
        }
        Ok(marks)
    }
}

impl Change {
    /// The marks in what it writes.
    pub fn marks(&self) -> impl Iterator<Item = Marked> {
        self.files().iter().filter_map(|(path, bytes)| Marked::in_file(path, bytes))
    }
}

/// Whether a file is plain text by its name.
fn is_plain(path: &str) -> bool {
    path.to_lowercase().ends_with(".txt")
}
