//! Topics with the same number.

use super::finding;
use crate::archive::TopicFolder;
use crate::diagnostic::{Diagnostic, Location};
use crate::duty::Finding;
use crate::model::{Subject, TopicKey, file_name};
use crate::text;
use std::collections::HashMap;

/// A finding for every number that is used twice, at the later folder.
#[must_use]
pub fn doubled_numbers(folders: &[TopicFolder]) -> Vec<Finding> {
    let mut firsts: HashMap<TopicKey, &str> = HashMap::new();
    let mut findings = Vec::new();
    for TopicFolder { key, path } in folders {
        let Some(first) = firsts.get(key) else {
            firsts.insert(*key, path);
            continue;
        };
        let name = file_name(path);
        let problem =
            Diagnostic::new(text!(zh: "编号 {key} 与 `{first}` 重复", en: "number {key} is also that of `{first}`"))
                .at(Location::file(path.as_str()))
                .hint(text!(
                    zh: "给其中一个换号：`yijuan renumber {name}`",
                    en: "give one of them another number: `yijuan renumber {name}`"
                ));
        findings.push(finding(&problem, Subject::Topic(*key)));
    }
    findings
}
