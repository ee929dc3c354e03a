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
    /// For a spreadsheet.
    Csv,
    /// For a database.
    Ndjson,
    /// For a page or a mail.
    Markdown,
    /// For a mail or a browser.
    Html,
    /// For a mail program.
    Eml,
    /// For a robot of 企业微信.
    Wecom,
    /// For a robot of 钉钉.
    Dingtalk,
    /// For code scanning.
    Sarif,
    /// For a server that shows tests.
    Junit,
    /// For GitHub Actions.
    Github,
}

impl Format {
    /// All formats, as written on the command line.
    pub(super) const ALL: [(&str, Self); 13] = [
        ("human", Self::Human),
        ("text", Self::Human),
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("ndjson", Self::Ndjson),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("eml", Self::Eml),
        ("wecom", Self::Wecom),
        ("dingtalk", Self::Dingtalk),
        ("sarif", Self::Sarif),
        ("junit", Self::Junit),
        ("github", Self::Github),
    ];

    /// The format of a command line.
    pub(super) fn of(global: &Global) -> Result<Self, Diagnostic> {
        let Some(written) = global.format.as_deref() else { return Ok(Self::Human) };
        let known = Self::ALL.into_iter().find(|(name, _)| *name == written);
        known
            .map(|(_, format)| format)
            .ok_or_else(|| unknown(&Text::new("输出形式", "format"), written, Self::ALL.map(|(name, _)| name)))
    }

    /// Its name on the command line.
    fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, format)| *format == self).map_or("", |(name, _)| name)
    }

    /// The commands that have it; none where most have.
    fn commands(self) -> &'static [&'static str] {
        match self {
            Self::Human | Self::Json => &[],
            Self::Csv => {
                &["check", "report", "export", "dossier show", "suggestion list", "number list", "comment list"]
            }
            Self::Ndjson => &["export"],
            Self::Markdown => &[
                "check",
                "diff",
                "report",
                "dossier show",
                "dossier verify",
                "suggestion list",
                "regulation show",
                "digest",
            ],
            Self::Html => &["diff", "digest"],
            Self::Eml | Self::Wecom | Self::Dingtalk => &["digest"],
            Self::Sarif | Self::Junit | Self::Github => &["check"],
        }
    }

    /// Refuses every format except `human`.
    pub(super) fn human_only(self) -> Result<(), Diagnostic> {
        if self == Self::Human { Ok(()) } else { Err(self.refused()) }
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
            _ => Err(self.refused()),
        }
    }

    /// What it is called in sentences.
    fn called(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Ndjson => "NDJSON",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            _ => self.name(),
        }
    }

    /// The error of a command that does not have this format.
    pub(super) fn refused(self) -> Diagnostic {
        let (name, called) = (self.name(), self.called());
        let message = text!(zh: "这个命令没有 {called} 形式", en: "this command has no {called} form");
        let without = text!(zh: "去掉 `--format {name}`", en: "leave `--format {name}` out");
        let having: Vec<String> = self.commands().iter().map(|command| format!("`{command}`")).collect();
        let having = match having.split_last() {
            None => Text::same(""),
            Some((only, [])) => text!(zh: "，只有 {only} 有此形式", en: ", {only} alone has it"),
            Some((last, others)) => {
                let Text { zh, en } = Text::listed(others);
                text!(zh: "，只有 {zh} 和 {last} 有此形式", en: ", {en} and {last} have it")
            }
        };
        Diagnostic::new(message).hint(without.then(&having))
    }
}
