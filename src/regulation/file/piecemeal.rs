//! Reads a `regulation.yml` despite broken rules, so that the problems of all rules are reported together.

use super::RegulationFile;
use crate::archive::{self, Field, decode, read_record};
use crate::diagnostic::Diagnostics;
use std::collections::BTreeMap;
use std::ops::Range;

/// After this many problems reading stops, because each round reads the whole file again.
const MAX_PROBLEMS: usize = 50;

/// The file, with each broken rule replaced by one that demands nothing, and all problems. `None` if a problem is outside
/// the rules.
pub(in crate::regulation) fn read(path: &str, bytes: &[u8]) -> (Option<RegulationFile>, Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut lines: Vec<String> = match decode(path, bytes) {
        Ok(text) => text.lines().map(ToOwned::to_owned).collect(),
        Err(problem) => return (None, problem.into()),
    };
    // Each reading reports a limited number of problems, so the rules reported are replaced and the file is read again.
    loop {
        let wrong = match read_record(path, lines.join("\n").as_bytes()).whole() {
            Ok(file) => return (Some(file), problems),
            Err(wrong) => wrong,
        };
        let rules: Vec<Option<Range<usize>>> = wrong
            .iter()
            .map(|problem| rule(&lines, problem.place.as_ref()?.line? - 1))
            // If the placeholder itself is refused, replacing it again would not help.
            .map(|rule| rule.filter(|rule| lines[rule.start] != placeholder(&lines[rule.clone()])))
            .collect();
        let is_in_the_way = rules.iter().any(Option::is_none);
        problems.extend(wrong);
        if is_in_the_way || problems.len() >= MAX_PROBLEMS {
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
    let rules = lines.iter().position(|line| line.starts_with("rules:"))?;
    let mut own = (rules + 1..lines.len()).filter(|nth| !is_blank(&lines[*nth]));
    let first = own.next().filter(|nth| is_entry(&lines[*nth]))?;
    let depth = indent(&lines[first]);
    // The next key of the file ends the rules.
    let end = own.find(|nth| (indent(&lines[*nth]), is_entry(&lines[*nth])) < (depth, true)).unwrap_or(lines.len());
    if !(first..end).contains(&at) {
        return None;
    }
    let mut starts = (first..end).filter(|nth| indent(&lines[*nth]) == depth && is_entry(&lines[*nth]));
    let start = starts.clone().take_while(|start| *start <= at).last()?;
    Some(start..starts.find(|next| *next > at).unwrap_or(end))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

fn is_entry(line: &str) -> bool {
    line.trim_start().starts_with("- ")
}

/// A rule with the same id that demands nothing.
fn placeholder(lines: &[String]) -> String {
    let dash = lines[0].find('-').unwrap_or(0);
    let id = lines.iter().find_map(|line| line.trim_start().trim_start_matches("- ").strip_prefix("id:"));
    let id = id.map_or("?", |id| id.trim().trim_matches(['\'', '"']));
    let fields = [("id", id), ("article", "?"), ("quote", ""), ("en", ""), ("force", "may"), ("check", "guidance")];
    let fields = fields.map(|(key, word)| (key, Field::Word(word.to_owned())));
    format!("{}- {}", &lines[0][..dash], archive::entry(&fields))
}
