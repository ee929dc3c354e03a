//! SARIF 2.1.0, as code scanning takes it.

use super::{Run, fingerprints, rule_of};
use crate::duty::{Finding, Severity};
use crate::report::json::pretty;
use crate::report::uri::percent_encoded;
use crate::report::{Report, law};
use crate::text::Language;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The whole check.
pub(crate) fn sarif(report: &Report, run: Run) -> String {
    let mut rules: BTreeMap<String, Value> = BTreeMap::new();
    for finding in report.findings {
        rules.entry(rule_of(finding)).or_insert_with(|| rule(finding, report.language));
    }
    let ids: Vec<&String> = rules.keys().collect();
    let results = report.findings.iter().zip(fingerprints(report.findings));
    let results: Vec<Value> = results
        .map(|(finding, fingerprint)| {
            let id = rule_of(finding);
            let mut result = json!({
                "ruleId": id,
                "ruleIndex": ids.iter().position(|known| **known == id),
                "level": level(finding.severity),
                "message": {"text": message(report, finding)},
                "partialFingerprints": {"yijuan/v1": fingerprint},
            });
            if !finding.place.path.is_empty() {
                result["locations"] = json!([location(finding, run)]);
            }
            result
        })
        .collect();
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "yijuan",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().collect::<Vec<_>>(),
            }},
            // Otherwise readers take columns for units of UTF-16.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn rule(finding: &Finding, language: Language) -> Value {
    let id = rule_of(finding);
    let said = finding.rule().map_or_else(
        || language.choose("档案库的文件", "a file of the archive").to_owned(),
        |rule| law(rule, language),
    );
    json!({"id": id, "shortDescription": {"text": said}})
}

/// The subject, what is wrong, and what to do.
fn message(report: &Report, finding: &Finding) -> String {
    let colon = report.language.choose("：", ": ");
    let said = format!("{}{colon}{}", report.heading(&finding.subject), finding.message.in_(report.language));
    match &finding.hint {
        Some(hint) => format!("{said}\n{}", hint.in_(report.language)),
        None => said,
    }
}

fn location(finding: &Finding, run: Run) -> Value {
    let uri = percent_encoded(&format!("{}{}", run.folder, finding.place.path));
    let mut location = json!({"artifactLocation": {"uri": uri}});
    if let Some(line) = finding.place.line {
        location["region"] = json!({"startLine": line, "startColumn": finding.place.column.unwrap_or(1)});
    }
    json!({"physicalLocation": location})
}
