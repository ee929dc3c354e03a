//! Events of suggestions from which time counts, such as the receipt of a response, that are recorded for a topic none of whose
//! suggestions is of a kind that the rules are about.

use crate::archive::Topic;
use crate::model::Name;
use crate::regulation::{Regulation, Rule};
use crate::rules::{Fact, Matches, Moment, Value};
use crate::vocabulary::SubjectKind;

/// A rule whose time cannot count from an event before a suggestion of a kind is entered.
pub struct Itemless<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The kind.
    pub kind: &'r Name,
}

/// The first rule of suggestions whose time counts from an event, and the kind it is about, if no such rule finds a suggestion of
/// its kind in the topic.
#[must_use]
pub fn itemless<'r>(regulation: &'r Regulation, topic: &Topic, event: &str) -> Option<Itemless<'r>> {
    let of_suggestions = regulation.events.get(event).is_some_and(|kind| kind.of == SubjectKind::Suggestion);
    let rules = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Suggestion);
    let mut first = None;
    for rule in rules.filter(|rule| of_suggestions && counts_from(rule, event)) {
        let kinds = kinds(rule);
        if topic.suggestions.iter().any(|suggestion| kinds.is_empty() || kinds.contains(&&suggestion.kind)) {
            return None;
        }
        first = first.or_else(|| Some(Itemless { rule, kind: kinds.first()? }));
    }
    first
}

fn counts_from(rule: &Rule, event: &str) -> bool {
    let mut anchors = rule.due.iter().flat_map(|due| &due.after).filter_map(Moment::event);
    anchors.any(|anchor| anchor.as_str() == event)
}

/// The kinds of suggestions that a rule is about; empty if it is about all.
fn kinds(rule: &Rule) -> Vec<&Name> {
    let conditions = rule.when.0.iter().filter(|condition| condition.fact == Fact::Kind);
    let values = conditions.filter_map(|condition| match &condition.matches {
        Matches::AnyOf(values) => Some(values),
        Matches::Not(_) | Matches::Number { .. } => None,
    });
    let words = values.flatten().filter_map(|value| if let Value::Word(word) = value { Some(word) } else { None });
    words.collect()
}
