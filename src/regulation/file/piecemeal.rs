//! Reading on past rules that cannot be read: whoever writes a regulation wants to hear of the others as well.

use super::RegulationFile;
use crate::archive::{self, Field, decode, read_record};
use crate::diagnostic::Diagnostics;
use std::collections::BTreeMap;
use std::ops::Range;

/// Slips after which nobody reads on: each takes another reading of the whole file.
const MOST: usize = 50;

/// The file as far as it can be read, every rule that cannot be replaced by one that asks nothing; and what is
/// wrong with each. No file if something outside the rules is in the way.
pub(in crate::regulation) fn read(path: &str, bytes: &[u8]) -> (Option<RegulationFile>, Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut lines: Vec<String> = match decode(path, bytes) {
        Ok(text) => text.lines().map(ToOwned::to_owned).collect(),
        Err(problem) => return (None, problem.into()),
    };
    // Only so much is told of a file at a time; past the rules it was told of, there may be more.
    loop {
        let wrong = match read_record(path, lines.join("\n").as_bytes()).whole() {
            Ok(file) => return (Some(file), problems),
            Err(wrong) => wrong,
        };
        let rules: Vec<Option<Range<usize>>> = wrong
            .iter()
            .map(|problem| rule(&lines, problem.place.as_ref()?.line? - 1))
            // What was put there is not what is wrong.
            .map(|rule| rule.filter(|rule| lines[rule.start] != placeholder(&lines[rule.clone()])))
            .collect();
        let is_in_the_way = rules.iter().any(Option::is_none);
        problems.extend(wrong);
        if is_in_the_way || problems.len() >= MOST {
            return (None, problems);
        }
        let rules: BTreeMap<usize, Range<usize>> = rules.into_iter().flatten().map(|rule| (rule.start, rule)).collect();
        for rule in rules.into_values() {
            let placeholder = placeholder(&lines[rule.clone()]);
            lines[rule.clone()].fill(String::new());
            lines[rule.start] = placeholder;
        }
    }
}

/// The lines of the rule that a line belongs to.
fn rule(lines: &[String], at: usize) -> Option<Range<usize>> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let rules = lines.iter().position(|line| line.starts_with("rules:"))?;
    let own = rules + 1..lines.len();
    let first =
        own.clone().find(|nth| !blank(&lines[*nth])).filter(|nth| lines[*nth].trim_start().starts_with("- "))?;
    let depth = indent(&lines[first]);
    // The next key of the file ends the rules.
    let end = own.clone().find(|nth| {
        !blank(&lines[*nth]) && (indent(&lines[*nth]), lines[*nth].trim_start().starts_with("- ")) < (depth, true)
    });
    let end = end.unwrap_or(lines.len());
    let begins = |nth: &usize| indent(&lines[*nth]) == depth && lines[*nth].trim_start().starts_with("- ");
    if !(first..end).contains(&at) {
        return None;
    }
    let start = (first..=at).rev().find(begins)?;
    let next = (at + 1..end).find(begins).unwrap_or(end);
    Some(start..next)
}

/// A rule of the same id that asks nothing.
fn placeholder(lines: &[String]) -> String {
    let dash = lines[0].find('-').unwrap_or(0);
    let id = lines.iter().find_map(|line| line.trim_start().trim_start_matches("- ").strip_prefix("id:"));
    let id = id.map_or("?", |id| id.trim().trim_matches(['\'', '"']));
    let fields = [("id", id), ("article", "?"), ("quote", ""), ("en", ""), ("force", "may"), ("check", "guidance")];
    let fields = fields.map(|(key, word)| (key, Field::Word(word.to_owned())));
    format!("{}- {}", &lines[0][..dash], archive::entry(&fields))
}
