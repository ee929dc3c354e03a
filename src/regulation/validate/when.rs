//! Finds conditions that nothing can meet.

use super::{Flaws, path_in_check};
use crate::diagnostic::PathSegment;
use crate::model::Name;
use crate::regulation::{Check, Regulation};
use crate::rules::{Bound, Condition, Fact, Matches, Value, When};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary};

pub(super) fn check(regulation: &Regulation, flaws: &mut Flaws) {
    for (index, stage) in regulation.stages.iter().enumerate() {
        conditions(regulation, &[PathSegment::from("stages"), PathSegment::from(index)], &stage.when, flaws);
    }
    for (index, rule) in regulation.rules.iter().enumerate() {
        conditions(regulation, &[PathSegment::from("rules"), PathSegment::from(index)], &rule.when, flaws);
        for (nth, check) in rule.checks.iter().enumerate() {
            let Check::Chain(chain) = check else { continue };
            for (at, step) in chain.steps.iter().enumerate().filter(|(_, step)| step.stage.is_none()) {
                let place: Vec<PathSegment> =
                    path_in_check(index, rule, nth, &["steps"]).into_iter().chain([PathSegment::from(at)]).collect();
                conditions(regulation, &place, &step.when, flaws);
                if let Some(fact) = contradicted(&[&rule.when, &step.when])
                    && contradicted(&[&step.when]).is_none()
                {
                    let name = fact.id();
                    flaws.add(
                        place.into_iter().chain([PathSegment::from("when")]),
                        text!(
                            zh: "这一步的 `{name}` 与规则的 `when` 矛盾，永不适用",
                            en: "`{name}` of this step contradicts the rule's `when`: it never applies"
                        ),
                        Text::new("去掉一处，或另写一条规则", "take one of them out, or write another rule"),
                    );
                }
            }
        }
    }
}

/// Each condition by itself.
fn conditions(regulation: &Regulation, at: &[PathSegment], when: &When, flaws: &mut Flaws) {
    for condition in &when.0 {
        if let Some((message, hint)) = never(regulation, condition) {
            let keys = [PathSegment::from("when"), PathSegment::from(condition.fact.id())];
            flaws.add(at.iter().cloned().chain(keys), message, hint);
        }
    }
}

/// Why nothing can meet a condition.
fn never(regulation: &Regulation, condition: &Condition) -> Option<(Text, Text)> {
    let name = condition.fact.id();
    match (&condition.fact, &condition.matches) {
        (Fact::OpinionIssuer, Matches::AnyOf(_)) if regulation.documents.get(Vocabulary::OPINION).is_none() => {
            return Some(lacks(name, Vocabulary::OPINION, "文书", "document"));
        }
        (Fact::FailedRounds, Matches::Number { at_least: Some(_), .. })
            if regulation.events.get("consensus-not-reached").is_none() =>
        {
            return Some(lacks(name, "consensus-not-reached", "事件", "event"));
        }
        _ => {}
    }
    match &condition.matches {
        Matches::AnyOf(values) if values.is_empty() => Some((
            text!(zh: "`{name}` 的列表为空，永不适用", en: "`{name}` lists nothing: it never applies"),
            Text::new("写上至少一个值", "write at least one value"),
        )),
        Matches::Not(values) => {
            let all = all_values(regulation, condition.fact)?;
            all.iter().all(|value| values.contains(value)).then(|| {
                (
                    text!(zh: "`{name}` 排除了所有的值，永不适用", en: "`{name}` excludes every value there is: it never applies"),
                    Text::new("留下至少一个值", "leave at least one"),
                )
            })
        }
        Matches::Number { at_least, less_than } => {
            let least = match at_least {
                Some(Bound::Number(least)) => *least,
                _ => 0,
            };
            match less_than {
                Some(Bound::Number(than)) if *than <= least => Some((
                    text!(zh: "没有不小于 {least} 又小于 {than} 的数，永不适用", en: "no number is at least {least} and less than {than}: it never applies"),
                    Text::new("`less_than` 要大于 `at_least`", "let `less_than` be greater than `at_least`"),
                )),
                _ => None,
            }
        }
        Matches::AnyOf(_) => None,
    }
}

/// The problem of a condition that looks at something the regulation does not declare.
fn lacks(name: &str, what: &str, zh: &str, en: &str) -> (Text, Text) {
    (
        text!(zh: "`{name}` 看的是{zh} `{what}`，规程没有它，永不适用", en: "`{name}` looks at the {en} `{what}`, which the regulation does not have: it never applies"),
        text!(zh: "在规程里写上{zh} `{what}`", en: "declare the {en} `{what}`"),
    )
}

/// All values a fact can have, if there are only a few.
fn all_values(regulation: &Regulation, fact: Fact) -> Option<Vec<Value>> {
    match fact {
        Fact::AdHoc | Fact::Planned | Fact::Entrusted | Fact::Key => Some(vec![Value::Bool(true), Value::Bool(false)]),
        Fact::Form => Some(ids(regulation, Group::Forms)),
        Fact::Kind => Some(ids(regulation, Group::SuggestionKinds)),
        Fact::Level => Some(ids(regulation, Group::Levels)),
        _ => None,
    }
}

fn ids(regulation: &Regulation, group: Group) -> Vec<Value> {
    regulation.terms(group).keys().map(|id| Value::Word(Name::from(id))).collect()
}

/// A fact on which conditions contradict each other, if they can never hold together.
pub(super) fn contradicted(all: &[&When]) -> Option<Fact> {
    let conditions: Vec<&Condition> = all.iter().flat_map(|when| &when.0).collect();
    let clash = conditions.iter().enumerate().find(|(nth, one)| {
        conditions[nth + 1..]
            .iter()
            .any(|other| one.fact == other.fact && clash(one.fact, &one.matches, &other.matches))
    });
    clash.map(|(_, condition)| condition.fact)
}

fn clash(fact: Fact, one: &Matches, other: &Matches) -> bool {
    match (one, other) {
        (Matches::AnyOf(some), Matches::AnyOf(others)) => {
            has_one_value(fact) && !some.iter().any(|value| others.contains(value))
        }
        (Matches::AnyOf(some), Matches::Not(none)) | (Matches::Not(none), Matches::AnyOf(some)) => {
            some.iter().all(|value| none.contains(value))
        }
        (
            Matches::Number { at_least: Some(Bound::Number(least)), .. },
            Matches::Number { less_than: Some(Bound::Number(than)), .. },
        )
        | (
            Matches::Number { less_than: Some(Bound::Number(than)), .. },
            Matches::Number { at_least: Some(Bound::Number(least)), .. },
        ) => than <= least,
        _ => false,
    }
}

/// Whether a fact has a single value.
fn has_one_value(fact: Fact) -> bool {
    match fact {
        Fact::Form
        | Fact::AdHoc
        | Fact::Planned
        | Fact::Entrusted
        | Fact::Kind
        | Fact::Key
        | Fact::Adoption
        | Fact::Channel
        | Fact::RoomLevel
        | Fact::Level => true,
        Fact::Tags
        | Fact::OpinionIssuer
        | Fact::Waived
        | Fact::Recorded
        | Fact::Matter
        | Fact::Selection
        | Fact::FailedRounds
        | Fact::PersonTags
        | Fact::TopicTags => false,
    }
}
