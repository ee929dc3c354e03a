//! The archive's own values for words that a text leaves without a number, each for a word or for one rule.

use super::{Found, found};
use crate::diagnostic::{Diagnostic, Location, unknown};
use crate::engine::Context;
use crate::model::{Limit, Name, Settings, Subject};
use crate::regulation::Rule;
use crate::rules::{Bound, Due, Matches};
use crate::text;
use crate::text::Text;

/// Values for what no regulation of the archive leaves open, and values of the other measure.
pub(super) fn look(context: &Context, settings: &Settings, findings: &mut Found) {
    let used = || context.regulations.used(context.archive);
    for (id, limit) in settings.limits.iter() {
        let rules: Vec<&Rule> = used().flat_map(|used| &used.rules).filter(|rule| rule.id.as_str() == id).collect();
        let words: Vec<&str> = rules.iter().flat_map(|rule| words(rule)).collect();
        let problem = if used().any(|regulation| regulation.words.get(id).is_some()) {
            other_measure(id, &[id], limit)
        } else if rules.is_empty() {
            let known = used().flat_map(|regulation| regulation.words.keys());
            Some(unknown(&Text::new("用词或规则", "word or rule"), id, known))
        } else if words.is_empty() {
            Some(settled(id))
        } else {
            other_measure(id, &words, limit)
        };
        if let Some(problem) = problem {
            let place = Location::field(crate::archive::ROOT_FILE, ["limits".into(), id.into()]);
            findings.push(found(&problem.at(place), Subject::Archive));
        }
    }
}

/// The words of a rule that a value may be given for.
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

/// A value for a rule whose text settles everything itself.
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

/// A length where the words stand for numbers, or the other way round. What a regulation's own word
/// stands for is not said.
fn other_measure(id: &str, words: &[&str], limit: &Limit) -> Option<Diagnostic> {
    let all = |known: &[(&str, &str)]| words.iter().all(|word| known.iter().any(|(id, _)| id == word));
    match limit {
        Limit::Length(_) if all(&Due::NUMBER_WORDS) => Some(
            Diagnostic::new(
                text!(zh: "`{id}` 代表数量，不是时长", en: "`{id}` stands for a number, not for a length of time"),
            )
            .hint(Text::new("写成 `3` 或 `1/4`", "write `3` or `1/4`")),
        ),
        Limit::Number(_) | Limit::Share(..) if all(&Due::WORDS) => Some(
            Diagnostic::new(
                text!(zh: "`{id}` 代表时长，不是数量", en: "`{id}` stands for a length of time, not for a number"),
            )
            .hint(Text::new("写成 `10 workdays` 或 `2 months`", "write `10 workdays` or `2 months`")),
        ),
        _ => None,
    }
}
