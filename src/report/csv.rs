//! The findings, or a list of another kind, as a table for spreadsheets: RFC 4180 in UTF-8, with a heading. A byte order
//! mark begins it, without which Excel takes it for GBK where Chinese is spoken.

use super::Report;
use crate::duty::Finding;
use crate::sheet::guarded;
use crate::text::seen;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The columns, named alike in every language.
const COLUMNS: [&str; 11] =
    ["severity", "rule", "article", "subject", "title", "path", "line", "column", "message", "quote", "hint"];

/// The findings of a check.
#[must_use]
pub fn check(report: &Report) -> String {
    let found: Vec<Vec<String>> = report.findings.iter().map(|finding| row(report, finding).to_vec()).collect();
    rows(&COLUMNS, &found)
}

/// A table of any kind.
#[must_use]
pub fn rows(heading: &[&str], rows: &[Vec<String>]) -> String {
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    // Writing to memory does not fail.
    let _ = writer.write_record(heading);
    for cells in rows {
        let _ = writer.write_record(cells.iter().map(|cell| guarded(&seen(cell.trim_end())).into_owned()));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn row(report: &Report, finding: &Finding) -> [String; COLUMNS.len()] {
    let number = |at: Option<usize>| at.map(|at| at.to_string()).unwrap_or_default();
    let rule = finding.rule();
    let said = |text: &crate::text::Text| text.in_(report.language).to_owned();
    [
        finding.severity.id().to_owned(),
        rule.map(|rule| rule.id.to_string()).unwrap_or_default(),
        rule.map(|rule| rule.article.to_string()).unwrap_or_default(),
        finding.subject.to_string(),
        report.titles.get(&finding.subject).copied().unwrap_or_default().to_owned(),
        finding.place.path.clone(),
        number(finding.place.line),
        number(finding.place.column),
        said(&finding.message),
        rule.map(|rule| rule.quote.clone()).unwrap_or_default(),
        finding.hint.as_ref().map(said).unwrap_or_default(),
    ]
}
