//! `render --missing`: a block for each paper, first the facts to record, then what only a person can write.

use crate::changes::render::missing::{Missing, MissingFact};
use crate::text;
use crate::text::{Language, on_one_line};
use std::fmt::Write as _;

/// What papers lack.
#[must_use]
pub(crate) fn missing(missing: &[Missing], language: Language) -> String {
    let mut page = String::new();
    for Missing { file, facts, blanks } in missing {
        let _ = writeln!(page, "{}", on_one_line(file));
        for MissingFact { what, .. } in facts {
            let what = what.in_(language);
            let line = text!(zh: "  待登记：{what}", en: "  to be recorded: {what}");
            let _ = writeln!(page, "{}", line.in_(language));
        }
        for what in blanks {
            let what = on_one_line(what);
            let line = text!(zh: "  待填写：{what}", en: "  to be written: {what}");
            let _ = writeln!(page, "{}", line.in_(language));
        }
    }
    page
}
