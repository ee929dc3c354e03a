//! Finds periods of retention that are given to documents which no regulation has, and which would hold for nothing.

use crate::archive::{Archive, ROOT_FILE};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, unknown};
use crate::regulation::Regulations;
use crate::text::Text;

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
