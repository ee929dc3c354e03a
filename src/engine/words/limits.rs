//! Finds wrong values in the archive's own limits, each of which is for a word or for one rule.

use super::finding;
use crate::diagnostic::{Diagnostic, Location, unknown};
use crate::duty::Finding;
use crate::engine::Context;
use crate::model::{Limit, Name, Settings, Subject};
use crate::regulation::{Regulation, Rule};
use crate::rules::{Bound, Due, Matches};
use crate::text;
use crate::text::Text;

/// Limits for what no regulation leaves open, and limits with the wrong measure.
pub(super) fn check(context: &Context, settings: &Settings, findings: &mut Vec<Finding>) {
    let used: Vec<&Regulation> = context.regulations.used(context.archive).collect();
    for (id, limit) in settings.limits.iter() {
        let rules: Vec<&Rule> =
            used.iter().flat_map(|used| &used.rules).filter(|rule| rule.id.as_str() == id).collect();
        let words: Vec<&str> = rules.iter().flat_map(|rule| words(rule)).collect();
        let problem = if used.iter().any(|regulation| regulation.words.get(id).is_some()) {
            other_measure(id, &[id], limit)
        } else if rules.is_empty() {
            let known = used.iter().flat_map(|regulation| regulation.words.keys());
            Some(unknown(&Text::new("用词或规则", "word or rule"), id, known))
        } else if words.is_empty() {
            Some(settled(id))
        } else {
            other_measure(id, &words, limit)
        };
        if let Some(problem) = problem {
            let place = Location::field(crate::archive::ROOT_FILE, ["limits".into(), id.into()]);
            findings.push(finding(&problem.at(place), Subject::Archive));
        }
    }
}

/// The words of a rule for which a limit may be given.
fn words(rule: &Rule) -> Vec<&str> {
    let bounds = rule.checks.iter().filter_map(|check| check.bounds());
    let bounds = bounds.flat_map(|bounds| [&bounds.at_least, &bounds.at_most]);
    let conditions = rule.when.0.iter().filter_map(|condition| match &condition.matches {
        Matches::Number { at_least, less_than } => Some([at_least, less_than]),
        Matches::AnyOf(_) | Matches::Not(_) => None,
    });
    let numbers = bounds.chain(conditions.flatten()).filter_map(|bound| match bound {
        Some(Bound::Word(word)) => Some(Name::as_str(word)),
        _ => None,
    });
    rule.due.iter().filter_map(Due::word).chain(numbers).collect()
}

/// A limit for a rule that leaves nothing open.
fn settled(rule: &str) -> Diagnostic {
    Diagnostic::new(text!(
        zh: "规则 {rule} 没有可自行确定的时限或数量",
        en: "rule {rule} leaves no length or number to be settled"
    ))
    .hint(text!(
        zh: "时限和数量由规程规定，删去 `{rule}`（`yijuan rule {rule}` 显示原文）",
        en: "its regulation gives the numbers: take `{rule}` out (`yijuan rule {rule}` shows the text)"
    ))
}

fn are_all_in(words: &[&str], known: &[(&str, &str)]) -> bool {
    words.iter().all(|word| known.iter().any(|(id, _)| id == word))
}

/// A length of time for words that stand for numbers, or the other way round. Words of a regulation's own may stand for
/// either.
fn other_measure(id: &str, words: &[&str], limit: &Limit) -> Option<Diagnostic> {
    match limit {
        Limit::Length(_) if are_all_in(words, &Due::NUMBER_WORDS) => Some(
            Diagnostic::new(
                text!(zh: "`{id}` 代表数量，不是时长", en: "`{id}` stands for a number, not for a length of time"),
            )
            .hint(Text::new("写成 `3` 或 `1/4`", "write `3` or `1/4`")),
        ),
        Limit::Number(_) | Limit::Share(..) if are_all_in(words, &Due::WORDS) => Some(
            Diagnostic::new(
                text!(zh: "`{id}` 代表时长，不是数量", en: "`{id}` stands for a length of time, not for a number"),
            )
            .hint(Text::new("写成 `10 workdays` 或 `2 months`", "write `10 workdays` or `2 months`")),
        ),
        _ => None,
    }
}
