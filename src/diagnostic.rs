//! `Diagnostic`: what is wrong, where, and what to do. Every error of the program has this form.
//!
//! It is either a refused command, which then changes nothing, or a file of the archive that cannot be read, which
//! becomes a finding while everything else is still judged.

mod title;
mod unknown;

pub(crate) use title::{has_mark, is_another_title, is_of_another_rank};
pub use unknown::{Known, is_slip, unknown, unknown_before};

use crate::text;
use crate::text::{SEPARATOR, Text};
use std::fmt;

/// A step from a node of a YAML file to one of its children.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathSegment {
    /// To the value of a key.
    Key(String),
    /// To an entry of a list (0-based).
    Entry(usize),
}

impl From<&str> for PathSegment {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for PathSegment {
    fn from(entry: usize) -> Self {
        Self::Entry(entry)
    }
}

/// A position in a file of the archive. Lines and columns are 1-based; columns count characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Path relative to the archive's root, with `/`.
    pub path: String,
    /// Line, if known.
    pub line: Option<usize>,
    /// Column, if known.
    pub column: Option<usize>,
    /// Path of the field, from which `archive::locate` finds line and column if needed.
    pub field: Vec<PathSegment>,
}

impl Location {
    /// A whole file or folder.
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), line: None, column: None, field: Vec::new() }
    }

    /// A field of a YAML file, or of a paper's front matter.
    pub fn field(path: impl Into<String>, field: impl IntoIterator<Item = PathSegment>) -> Self {
        Self { field: field.into_iter().collect(), ..Self::file(path) }
    }

    /// A line and column of a file.
    pub fn at(path: impl Into<String>, line: usize, column: usize) -> Self {
        Self { line: Some(line), column: Some(column), ..Self::file(path) }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        Ok(())
    }
}

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong: lower case, names in backticks, no full stop.
    pub message: Text,
    /// Where, if it is in a file.
    pub place: Option<Location>,
    /// What to do about it.
    pub hint: Option<Text>,
    /// Whether the rest of the file could be read.
    pub is_beside: bool,
}

/// All problems of a request.
pub type Diagnostics = Vec<Diagnostic>;

/// Returns all problems as an error, if there are any.
///
/// # Errors
/// If there is any problem.
pub fn ensure_none(problems: Diagnostics) -> Result<(), Diagnostics> {
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// The value found with [`keep`], which is `None` only after a problem.
///
/// # Errors
/// If there is any problem.
pub fn all_or_nothing<T>(found: Option<T>, problems: Diagnostics) -> Result<T, Diagnostics> {
    if problems.is_empty() { found.ok_or(problems) } else { Err(problems) }
}

/// The value of a result; its problem is added to the others.
pub fn keep<T>(problems: &mut Diagnostics, result: Result<T, Diagnostic>) -> Option<T> {
    result.map_err(|problem| problems.push(problem)).ok()
}

impl Diagnostic {
    /// A problem without a location.
    #[must_use]
    pub fn new(message: Text) -> Self {
        Self { message, place: None, hint: None, is_beside: false }
    }

    /// Sets the location.
    #[must_use]
    pub fn at(mut self, place: Location) -> Self {
        self.place = Some(place);
        self
    }

    /// Sets the hint.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Message and hint in one string, to pass through an error type that only has room for a string; see
    /// [`Diagnostic::unpacked`].
    #[must_use]
    pub fn packed(&self) -> String {
        self.message.packed() + &self.hint.as_ref().unwrap_or(&Text::same("")).packed()
    }

    /// The problem as an error of serde, packed.
    #[must_use]
    pub fn into_serde<E: serde::de::Error>(self) -> E {
        E::custom(self.packed())
    }

    /// The problem packed into the message of an error, if there is one.
    #[must_use]
    pub fn unpacked(message: &str) -> Option<Self> {
        let parts: Vec<&str> = message.split(SEPARATOR).skip(1).collect();
        let [zh, en, hint_zh, hint_en] = parts[..] else { return None };
        let problem = Self::new(Text::new(zh, en));
        Some(if hint_en.is_empty() { problem } else { problem.hint(Text::new(hint_zh, hint_en)) })
    }

    /// An error of the operating system, at a path outside or inside the archive.
    #[must_use]
    pub fn io(path: impl Into<String>, error: &std::io::Error) -> Self {
        let again = Text::new("查明原因后再试", "find the cause, then try again");
        let (what, hint) = match error.kind() {
            std::io::ErrorKind::NotFound => {
                (Text::new("文件不存在", "no such file"), Text::new("核对路径", "look at the path"))
            }
            std::io::ErrorKind::PermissionDenied => {
                let hint =
                    Text::new("`ls -l` 查看权限，或请管理员开放", "`ls -l` shows the rights; ask whoever manages them");
                (Text::new("没有权限", "permission denied"), hint)
            }
            std::io::ErrorKind::StorageFull => {
                (Text::new("磁盘已满", "the disk is full"), Text::new("腾出空间后再试", "make room, then try again"))
            }
            std::io::ErrorKind::ReadOnlyFilesystem => {
                let hint = Text::new("换到可以写入的位置", "work where it can be written to");
                (Text::new("文件系统只读", "the file system is read-only"), hint)
            }
            std::io::ErrorKind::AlreadyExists => {
                let hint =
                    Text::new("将它改名或移走，或换一个名称", "rename it or move it away, or choose another name");
                (Text::new("已有同名的文件或文件夹", "there is a file or folder of this name"), hint)
            }
            _ => (text!(zh: "系统不允许：{error}", en: "the system refuses: {error}"), again),
        };
        Self::new(what).at(Location::file(path)).hint(hint)
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(problem: Diagnostic) -> Self {
        vec![problem]
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for Diagnostic {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_comes_through_an_error_of_serde_as_it_was() {
        let problem = Diagnostic::new(Text::new("甲\u{1f}乙", "a: `b`")).hint(Text::new("改", "mend"));
        let said = problem.into_serde::<serde::de::value::Error>().to_string();
        let whole = Diagnostic::new(Text::new("甲 乙", "a: `b`")).hint(Text::new("改", "mend"));
        assert_eq!(Diagnostic::unpacked(&said), Some(whole));
        let bare = Diagnostic::new(Text::new("甲", "a"));
        assert_eq!(Diagnostic::unpacked(&format!("holidays.x: {}", bare.packed())), Some(bare));
        assert_eq!(Diagnostic::unpacked("missing field `a`"), None);
    }
}
