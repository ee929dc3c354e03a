//! Output formats. Not every command has all of them.

use super::Global;
use crate::diagnostic::{Diagnostic, unknown};
use crate::text;
use crate::text::Text;

/// How a result is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// For a person at a terminal.
    Human,
    /// For a program.
    Json,
    /// For a spreadsheet: `check`, `suggestion list` and `number list`.
    Csv,
    /// For a page or a mail: `check`, `diff`, `suggestion list` and `regulation show`.
    Markdown,
    /// For a mail: `diff`.
    Html,
}

impl Format {
    /// All formats, as written on the command line.
    pub(super) const ALL: [(&str, Self); 5] = [
        ("human", Self::Human),
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
    ];

    /// The format of a command line.
    pub(super) fn of(global: &Global) -> Result<Self, Diagnostic> {
        let Some(written) = global.format.as_deref() else { return Ok(Self::Human) };
        let known = Self::ALL.into_iter().find(|(name, _)| *name == written);
        known
            .map(|(_, format)| format)
            .ok_or_else(|| unknown(&Text::new("输出形式", "format"), written, Self::ALL.map(|(name, _)| name)))
    }

    /// Refuses every format except `human`.
    pub(super) fn human_only(self) -> Result<(), Diagnostic> {
        match self {
            Self::Human => Ok(()),
            Self::Json | Self::Csv | Self::Markdown | Self::Html => Err(self.refused()),
        }
    }

    /// A result for people or as JSON, of a command without other formats.
    pub(super) fn human_or_json(
        self,
        human: impl FnOnce() -> String,
        json: impl FnOnce() -> String,
    ) -> Result<String, Diagnostic> {
        match self {
            Self::Human => Ok(human()),
            Self::Json => Ok(json()),
            Self::Csv | Self::Markdown | Self::Html => Err(self.refused()),
        }
    }

    /// The error of a command that does not have this format.
    pub(super) fn refused(self) -> Diagnostic {
        let (name, without) = match self {
            Self::Human => ("human", Text::new("去掉 `--format`", "leave `--format` out")),
            Self::Json => ("JSON", Text::new("去掉 `--format json`", "leave `--format json` out")),
            Self::Csv => (
                "CSV",
                Text::new(
                    "去掉 `--format csv`，只有 `check`、`suggestion list`、`number list` 和 `comment list` 有此形式",
                    "leave `--format csv` out, `check`, `suggestion list`, `number list` and `comment list` have it",
                ),
            ),
            Self::Markdown => (
                "Markdown",
                Text::new(
                    "去掉 `--format markdown`，只有 `check`、`diff`、`suggestion list` 和 `regulation show` 有此形式",
                    "leave `--format markdown` out, `check`, `diff`, `suggestion list` and `regulation show` alone have it",
                ),
            ),
            Self::Html => (
                "HTML",
                Text::new(
                    "去掉 `--format html`，只有 `diff` 有此形式",
                    "leave `--format html` out, `diff` alone has it",
                ),
            ),
        };
        Diagnostic::new(text!(zh: "这个命令没有 {name} 形式", en: "this command has no {name} form")).hint(without)
    }
}
