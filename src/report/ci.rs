//! `check` for those who run it on a server: SARIF 2.1.0, `JUnit` XML, and the annotations of GitHub Actions.

mod github;
mod junit;
mod sarif;

pub(crate) use github::github;
pub(crate) use junit::junit;
pub(crate) use sarif::sarif;

use crate::duty::{Finding, Severity};
use crate::model::sha256;
use std::collections::HashMap;

/// Where the files are, and what fails the check.
#[derive(Clone, Copy)]
pub(crate) struct Run<'a> {
    /// The archive's folder in the repository, with a final `/`; empty if it is the repository.
    pub folder: &'a str,
    /// The lowest severity that fails the check.
    pub fail_on: Severity,
}

/// The rule of a finding as these formats name it: `mentougou/M7b`; `archive` for what no rule says.
fn rule_of(finding: &Finding) -> String {
    finding
        .citation
        .as_ref()
        .map_or_else(|| "archive".to_owned(), |cited| format!("{}/{}", cited.regulation().id, cited.rule().id))
}

/// What makes a finding the same in another run, without its line, which any edit above it changes. Findings that are
/// alike in all of it are numbered.
fn fingerprints(findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let fingerprint = |finding: &Finding| {
        let about = finding.suggestion.as_ref().map(ToString::to_string).unwrap_or_default();
        let message = if finding.citation.is_none() { finding.message.zh.as_str() } else { "" };
        let parts = [&rule_of(finding), &finding.subject.to_string(), &finding.place.path, &about, message];
        let key = parts.join("\0");
        let nth = seen.entry(key.clone()).or_default();
        *nth += 1;
        sha256(format!("{key}\0{nth}").as_bytes())
    };
    findings.iter().map(fingerprint).collect()
}
