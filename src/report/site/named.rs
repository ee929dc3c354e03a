//! What is on record, in words: people, offices and bodies by name, and an entry on a line.

use crate::archive::Archive;
use crate::model::{Event, Name};
use crate::regulation::Regulation;
use crate::text::Language;
use std::fmt::Write as _;

/// By what everything is called.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub archive: &'a Archive,
    pub regulation: &'a Regulation,
    pub language: Language,
}

impl Names<'_> {
    pub(super) fn who(self, id: &Name) -> String {
        let named = self.archive.called(id).map(ToString::to_string);
        named.unwrap_or_else(|| self.regulation.name(id).in_(self.language).to_owned())
    }

    pub(super) fn all(self, ids: &[Name]) -> String {
        ids.iter().map(|id| self.who(id)).collect::<Vec<_>>().join(self.language.choose("、", ", "))
    }

    /// 2026-05-26 通知参加人员：办公室 → 全体委员（附注）.
    pub(super) fn event(self, event: &Event) -> String {
        let name = self.regulation.name(&event.event);
        let mut line = format!("{} {}", event.date, name.in_(self.language));
        if !event.by.is_empty() {
            let _ = write!(line, "{}{}", self.language.choose("：", ": "), self.all(&event.by));
        }
        if !event.to.is_empty() {
            let _ = write!(line, " → {}", self.all(&event.to));
        }
        if let Some(note) = &event.note {
            line += self.language.choose(&format!("（{note}）"), &format!(" ({note})"));
        }
        line
    }
}
