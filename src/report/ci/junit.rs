//! `JUnit` XML: a test case for every finding, grouped by what it is about.

use super::{Run, rule_of};
use crate::duty::Finding;
use crate::report::Report;
use crate::report::redline::escaped;
use crate::text::on_one_line;
use std::fmt::Write as _;

/// The whole check. What does not fail it is a case that passed, and is told in the output of its suite.
pub(crate) fn junit(report: &Report, run: Run) -> String {
    let suites = report.groups().into_iter().filter(|(_, group)| !group.findings.is_empty());
    let suites = suites.map(|(subject, group)| Suite {
        name: escaped(&on_one_line(&report.heading(subject))),
        findings: group.findings,
    });
    let mut suites: Vec<Suite> = suites.collect();
    if suites.is_empty() {
        suites.push(Suite { name: "yijuan".to_owned(), findings: Vec::new() });
    }
    let suites: String = suites.iter().enumerate().map(|(nth, suite)| suite.page(report, run, nth)).collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n{suites}</testsuites>\n")
}

/// What was found of one subject.
struct Suite<'r> {
    name: String,
    findings: Vec<&'r Finding>,
}

impl Suite<'_> {
    /// With every attribute and element that readers of the format may ask for, in their order.
    fn page(&self, report: &Report, run: Run, nth: usize) -> String {
        let (failing, passing): (Vec<&Finding>, Vec<&Finding>) =
            self.findings.iter().copied().partition(|finding| finding.severity >= run.fail_on);
        let (name, day, failures) = (&self.name, report.as_of, failing.len());
        let tests = self.findings.len().max(1);
        let mut page = format!(
            "  <testsuite id=\"{nth}\" package=\"yijuan\" name=\"{name}\" timestamp=\"{day}T00:00:00\" hostname=\"localhost\" \
             tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"0\">\n    <properties/>\n"
        );
        for finding in &failing {
            let (message, detail) = (message(report, finding), detail(report, finding));
            let kind = finding.severity.id();
            let failure = format!("<failure type=\"{kind}\" message=\"{message}\">{detail}</failure>");
            let _ = writeln!(page, "    {}{failure}</testcase>", self.case(report, finding, ""));
        }
        for finding in &passing {
            let _ = writeln!(page, "    {}", self.case(report, finding, "/"));
        }
        if self.findings.is_empty() {
            page.push_str("    <testcase classname=\"yijuan\" name=\"check\" time=\"0\"/>\n");
        }
        let told: Vec<String> = passing
            .iter()
            .map(|finding| {
                format!("{}: {}\n{}", finding.severity.id(), message(report, finding), detail(report, finding))
            })
            .collect();
        let _ = writeln!(page, "    <system-out>{}</system-out>\n    <system-err/>\n  </testsuite>", told.join("\n"));
        page
    }

    /// The tag of a case, which the rule and what is wrong name.
    fn case(&self, report: &Report, finding: &Finding, end: &str) -> String {
        let (rule, message) = (escaped(&rule_of(finding)), message(report, finding));
        format!("<testcase classname=\"{}\" name=\"{rule}: {message}\" time=\"0\"{end}>", self.name)
    }
}

fn message(report: &Report, finding: &Finding) -> String {
    escaped(&on_one_line(finding.message.in_(report.language)))
}

/// Where it is, and what to do.
fn detail(report: &Report, finding: &Finding) -> String {
    let place = escaped(&on_one_line(&finding.place.to_string()));
    let hint = finding.hint.as_ref().map(|hint| format!("\n{}", escaped(&on_one_line(hint.in_(report.language)))));
    format!("{place}{}", hint.unwrap_or_default())
}
