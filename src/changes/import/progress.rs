//! The progress column of a list of suggestions: each cell becomes an event on the day of the import.

use super::Outcome;
use crate::archive::{Field, add_to_entry, list};
use crate::changes::word;
use crate::diagnostic::Diagnostic;
use crate::model::{Date, Suggestion};
use crate::text;

/// The event that records progress.
pub(crate) const EVENT: &str = "progress";

/// Whether a suggestion has this progress on record.
pub(crate) fn has(known: &Suggestion, progress: &str) -> bool {
    known.events.iter().any(|event| event.note.as_deref() == Some(progress))
}

/// Whether the text is a history with dates, as the ledger this program exports: then it is no news of today.
pub(crate) fn is_history(progress: &str) -> bool {
    progress.trim().get(..10).is_some_and(|day| day.parse::<Date>().is_ok())
}

/// The list file with the progress of suggestions, each by its id.
pub(crate) fn added<'p>(
    path: &str,
    text: String,
    progress: impl Iterator<Item = (&'p str, &'p str)>,
    today: Date,
) -> Result<String, Diagnostic> {
    let listed: Vec<Suggestion> = list(path, text.as_bytes())?;
    progress.into_iter().try_fold(text, |text, (id, note)| {
        let Some(nth) = listed.iter().position(|one| one.id.as_str() == id) else { return Ok(text) };
        let fields = [
            ("date", Field::Word(today.to_string())),
            ("event", Field::Word(EVENT.to_owned())),
            ("note", Field::Word(note.to_owned())),
        ];
        add_to_entry(path, &text, (nth, "events"), &fields)
    })
}

/// Warns on which day the progress is recorded.
pub(crate) fn warn_of_day(outcome: &mut Outcome, today: Date) {
    let many = outcome.made().filter(|record| word(record, "progress").is_some()).count();
    if many > 0 {
        outcome.listing.warnings.push(text!(
            zh: "{many} 条的进展记作 {today} 的“办理进展”；是另一天的，用 `--as-of 日期` 导入",
            en: "the progress of {many} is recorded on {today}; if it is of another day, import with `--as-of DATE`"
        ));
    }
}
