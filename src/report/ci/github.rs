//! Annotations of GitHub Actions, which shows ten errors, ten warnings and ten notices of a step and drops the rest without
//! a word.

use super::{Run, rule_of};
use crate::duty::{Finding, Severity};
use crate::report::Report;
use crate::text;
use crate::text::on_one_line;
use std::fmt::Write as _;

/// How many annotations of a level are shown.
const SHOWN: usize = 10;

/// The whole check. The last notice says how many findings are left out.
pub(crate) fn github(report: &Report, run: Run) -> String {
    let (mut page, mut left) = (String::new(), 0);
    for (severity, level) in [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "notice")] {
        let of_level: Vec<&Finding> = report.findings.iter().filter(|finding| finding.severity == severity).collect();
        // One notice is kept for how many are left out.
        let is_full = severity == Severity::Note && (left > 0 || of_level.len() > SHOWN);
        let room = if is_full { SHOWN - 1 } else { SHOWN };
        for finding in of_level.iter().take(room) {
            let _ = writeln!(page, "::{level} {}::{}", properties(finding, run), data(&message(report, finding)));
        }
        left += of_level.len().saturating_sub(room);
    }
    if left > 0 {
        let said = text!(
            zh: "另有 {left} 项没有列出：yijuan check",
            en: "{left} more are not shown here: yijuan check"
        );
        let _ = writeln!(page, "::notice::{}", data(said.in_(report.language)));
    }
    page
}

fn message(report: &Report, finding: &Finding) -> String {
    let said = format!("{} {}", report.heading(&finding.subject), finding.message.in_(report.language));
    match &finding.hint {
        Some(hint) => format!("{}\n{}", on_one_line(&said), on_one_line(hint.in_(report.language))),
        None => on_one_line(&said),
    }
}

fn properties(finding: &Finding, run: Run) -> String {
    let mut all = format!("title={}", property(&rule_of(finding)));
    if !finding.place.path.is_empty() {
        let _ = write!(all, ",file={}", property(&format!("{}{}", run.folder, finding.place.path)));
    }
    if let Some(line) = finding.place.line {
        let _ = write!(all, ",line={line},col={}", finding.place.column.unwrap_or(1));
    }
    all
}

/// The text of an annotation.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of an annotation.
fn property(text: &str) -> String {
    data(&on_one_line(text)).replace(':', "%3A").replace(',', "%2C")
}
