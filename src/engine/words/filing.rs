//! Finds periods of retention that are given to documents which no regulation has, and which would hold for nothing, and
//! references that two files have.

use crate::archive::{Archive, ROOT_FILE};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, unknown};
use crate::engine::numbers::used_twice;
use crate::model::FiledEntry;
use crate::regulation::Regulations;
use crate::text;
use crate::text::Text;
use std::collections::HashMap;

/// What is wrong with the documents in `filing` of the settings.
#[must_use]
pub fn unknown_retention(archive: &Archive, regulations: &Regulations) -> Diagnostics {
    let filing = archive.settings.iter().filter_map(|settings| settings.filing.as_ref());
    let documents = filing.flat_map(|filing| filing.retention.keys());
    let is_known = |document: &&str| regulations.iter().any(|regulation| regulation.documents.get(document).is_some());
    let problems = documents.filter(|document| !is_known(document)).map(|document| {
        let used = regulations.used(archive).flat_map(|regulation| regulation.documents.iter());
        let problem: Diagnostic =
            unknown(&Text::new("文书", "document"), document, used.map(|(id, kind)| (id, &kind.term)));
        problem.at(Location::field(ROOT_FILE, ["filing".into(), "retention".into(), document.into()]))
    });
    problems.collect()
}

/// References that two files have, as after a merge of two branches that both sealed: one of them has been handed over under
/// it. The same line twice is left over from a merge, and not an error.
#[must_use]
pub fn references_given_twice(archive: &Archive) -> Diagnostics {
    let mut given: HashMap<&str, (i32, usize, &FiledEntry)> = HashMap::new();
    let mut problems = Diagnostics::new();
    for filed in &archive.filed {
        for (nth, entry) in filed.entries.iter().enumerate() {
            let this = (filed.year, nth, entry);
            let first = *given.entry(&entry.reference).or_insert(this);
            if (&first.2.topic, &first.2.file) == (&entry.topic, &entry.file) {
                continue;
            }
            let message = used_twice(&entry.reference, &[first, this].map(whose));
            let place = Location::field(FiledEntry::register(filed.year), [nth.into(), "reference".into()]);
            // A bag whose references are others is not the one that was sealed.
            problems.push(Diagnostic::new(message).at(place).hint(Text::new(
                "留下已移交的一件，删去另一件的一行；那个议题封装过的，作废后重新封装：yijuan record 〈议题〉 封装 --void 〈日期〉 --note 〈原因〉；再 yijuan dossier seal 〈议题〉",
                "keep the one that was handed over and take out the line of the other; if that topic was sealed, strike it out and seal anew: yijuan record 〈TOPIC〉 sealed --void 〈DATE〉 --note 〈WHY〉; then yijuan dossier seal 〈TOPIC〉",
            )));
        }
    }
    problems
}

/// Whose a reference is, and where that is entered.
fn whose((year, nth, entry): (i32, usize, &FiledEntry)) -> Text {
    let (FiledEntry { topic, file, .. }, path, nth) = (entry, FiledEntry::register(year), nth + 1);
    text!(zh: "{topic} 的 {file}（{path} 第 {nth} 条）", en: "{file} of {topic} ({path}, entry {nth})")
}
