//! When and of which commit a dossier is sealed: now, or as it was on record, so that it can be sealed once more.

use crate::archive::Topic;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::history::Repository;
use crate::model::{Date, Name};
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// The occasion of a sealing.
pub(super) struct Occasion {
    /// The day.
    pub date: Date,
    /// Who sealed it.
    pub by: Option<Name>,
    /// Why it is not whole, if it is not.
    pub incomplete: Option<String>,
    /// The commit that is sealed.
    pub commit: String,
    /// The seal on record, of a dossier that is sealed already.
    pub recorded: Option<Name>,
}

impl Occasion {
    /// That of a topic's sealing on record; none if it is not sealed.
    ///
    /// # Errors
    /// If the commit of the sealing is not in the history.
    pub(super) fn on_record(history: &Repository, topic: &Topic, today: Date) -> Result<Option<Self>, Diagnostics> {
        let standing = topic.events.iter().filter(|recorded| recorded.stands(today)).map(|recorded| &recorded.event);
        let mut sealed = standing.filter(|event| *event.event == *Vocabulary::SEALED);
        let Some(event) = sealed.next_back() else { return Ok(None) };
        let path = topic.path("events.yml");
        let commit = match event.r#ref.first() {
            Some(seal) => history.before(&path, seal)?,
            None => None,
        };
        let commit = commit.ok_or_else(|| not_found(&path))?;
        Ok(Some(Self {
            date: event.date,
            by: event.by.first().cloned(),
            incomplete: event.note.clone(),
            commit,
            recorded: event.r#ref.first().cloned(),
        }))
    }
}

fn not_found(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new(
        "已登记封装，历史中却没有登记它的提交",
        "it is on record as sealed, and no commit brought that record",
    ))
    .at(Location::file(path))
    .hint(Text::new(
        "未提交的，先 `yijuan commit`；手工记入的，作废后再封装",
        "if it is not committed, first `yijuan commit`; if it was entered by hand, strike it out and seal anew",
    ))
}
