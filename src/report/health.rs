//! `doctor`: a line for each thing checked, with its problems below it.

use crate::diagnostic::Diagnostic;
use crate::report::paint;
use crate::text::{Language, on_one_line};
use crate::workspace::Diagnosis;
use std::fmt::Write as _;

/// The page.
#[must_use]
pub(crate) fn health(diagnoses: &[Diagnosis], language: Language, colour: bool) -> String {
    let mut page = String::new();
    for Diagnosis { what, problems } in diagnoses {
        let mark = if problems.is_empty() { paint::green("✓", colour) } else { paint::yellow("!", colour) };
        let _ = writeln!(page, "{mark} {}", what.in_(language));
        for Diagnostic { message, place, hint, .. } in problems {
            let place = place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
            // Messages of git may have several lines.
            for line in format!("{place}{}", message.in_(language)).lines() {
                let _ = writeln!(page, "    {}", on_one_line(line));
            }
            if let Some(hint) = hint {
                let _ = writeln!(page, "    → {}", on_one_line(hint.in_(language)));
            }
        }
    }
    page
}
