//! `check --format csv`, and CSV of any table: RFC 4180 in UTF-8, with a heading. It begins with a byte order mark, without
//! which a Chinese Excel would read it as GBK.

use super::Report;
use crate::duty::Finding;
use crate::sheet::guarded;
use crate::text::seen;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The columns; their names are the same in every language.
const COLUMNS: [&str; 11] =
    ["severity", "rule", "article", "subject", "title", "path", "line", "column", "message", "quote", "hint"];

/// The findings of a check.
#[must_use]
pub fn check(report: &Report) -> String {
    let found: Vec<Vec<String>> = report.findings.iter().map(|finding| row(report, finding).to_vec()).collect();
    rows(&COLUMNS, &found)
}

/// Any table.
#[must_use]
pub fn rows(heading: &[&str], rows: &[Vec<String>]) -> String {
    let heading = heading.iter().map(|cell| (*cell).to_owned()).collect();
    let rows = rows.iter().map(|cells| cells.iter().map(|cell| safe(cell)).collect());
    let all: Vec<Vec<String>> = std::iter::once(heading).chain(rows).collect();
    written(BYTE_ORDER_MARK.to_vec(), &all)
}

/// Lines that go on where others end, without a heading. Their texts must be [`safe`] already.
#[must_use]
pub fn lines(rows: &[Vec<String>]) -> String {
    written(Vec::new(), rows)
}

/// A text as a cell: on what a spreadsheet would reckon or a terminal obey, see [`guarded`] and [`seen`].
#[must_use]
pub fn safe(text: &str) -> String {
    guarded(&seen(text.trim_end())).into_owned()
}

fn written(before: Vec<u8>, rows: &[Vec<String>]) -> String {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(before);
    for cells in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(cells);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn row(report: &Report, finding: &Finding) -> [String; COLUMNS.len()] {
    let rule = finding.rule();
    [
        finding.severity.id().to_owned(),
        rule.map(|rule| rule.id.to_string()).unwrap_or_default(),
        rule.map(|rule| rule.article.to_string()).unwrap_or_default(),
        finding.subject.to_string(),
        report.titles.get(&finding.subject).copied().unwrap_or_default().to_owned(),
        finding.place.path.clone(),
        finding.place.line.map(|line| line.to_string()).unwrap_or_default(),
        finding.place.column.map(|column| column.to_string()).unwrap_or_default(),
        finding.message.in_(report.language).to_owned(),
        rule.map(|rule| rule.quote.clone()).unwrap_or_default(),
        finding.hint.as_ref().map(|hint| hint.in_(report.language).to_owned()).unwrap_or_default(),
    ]
}
