//! The findings, or a list of another kind, as a table for spreadsheets: RFC 4180 in UTF-8, with a heading.

use super::Report;
use crate::duty::Finding;
use crate::text::on_one_line;
use std::borrow::Cow;

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
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(heading);
    for cells in rows {
        let _ = writer.write_record(cells.iter().map(|cell| harmless(&on_one_line(cell)).into_owned()));
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

/// What makes a spreadsheet take a cell for a formula; East Asian versions take the wide signs as well.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(FORMULA) { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_reckon_is_quoted() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"]
        {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("议题 = 题目"), "议题 = 题目");
    }
}
