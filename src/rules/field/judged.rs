//! Judges kind `field`: whether a field is filled in, with an allowed value.

use super::stated::{self, Stated, is_wanted, lacking};
use super::{hint, message};
use crate::diagnostic::{Location, PathSegment};
use crate::model::{Date, Name, ScopeAnswer};
use crate::rules::bound::Measures;
use crate::rules::outcome::{Holds, Outcome, Wrong};
use crate::rules::{FieldCheck, FieldTest, RuleContext, phrase, remedy, when};
use crate::text::Text;
use crate::vocabulary::Field;

/// Whether the field has an allowed value.
pub(crate) fn judge(context: &RuleContext, check: &FieldCheck) -> Outcome {
    let stated = Stated::new(context, &check.field);
    let place = place(context, check);
    if !when::holds(context, None, &check.when) {
        return Outcome { holds: Holds::Undated, ..Outcome::open(place) };
    }
    let is_any = |value: &str, wanted: &[Name]| wanted.iter().any(|one| is_wanted(context, &check.field, value, one));
    let filled = !stated.values.is_empty() && !stated.gaps;
    let (holds, wrong) = match &check.test {
        FieldTest::Filled => (filled && !(check.field == Field::Quota && stated.is_half_a_quota()), false),
        FieldTest::OneOf(wanted) => {
            let is_known = wanted.open || stated.values.iter().all(|value| is_any(value, &wanted.of));
            (filled && is_known, !is_known)
        }
        FieldTest::NoneOf(unwanted) => {
            let found = stated.values.iter().any(|value| is_any(value, unwanted));
            (!found, found)
        }
        FieldTest::AnyOf(wanted) => (stated.values.iter().any(|value| is_any(value, wanted)), false),
        FieldTest::AllOf(wanted) => (lacking(context, &check.field, wanted, &stated).is_empty(), false),
        FieldTest::SameAs(other) => {
            let other = Stated::new(context, other);
            let known = filled && !other.values.is_empty();
            let differs = known && other.values != stated.values;
            (known && !differs, differs)
        }
        FieldTest::NotBefore(other) => {
            let other = Stated::new(context, other);
            let early = stated.values.first().zip(other.values.first()).is_some_and(|(own, other)| own < other);
            // A topic begun before and deliberated after is covered. Without a date there is no breach.
            let early = early && !is_held_since(context, other.values.first());
            (!early, early)
        }
        FieldTest::Within(bounds) => {
            let count = stated.count();
            let outside = Measures::new(context, &context.rule.id, bounds).broken(count, count).is_some();
            (filled && !outside, filled && outside)
        }
    };
    if holds {
        return Outcome { holds: Holds::Undated, ..Outcome::open(place) };
    }
    let missing = message::missing(context, check, &stated);
    let hint = hint::how_to_set(context, check, &place);
    // Answers that are complete, but signed for a date to come, are not missing.
    let (missing, hint) = match answered_later(context, check) {
        Some(day) => (
            phrase::there_but_later(&message::label(context.regulation, &check.field), day),
            Text::join(&[hint, remedy::is_right(day)], "；", "; "),
        ),
        None => (missing, hint),
    };
    let contradiction = Wrong { place: place.clone(), message: missing.clone(), remedy: hint.clone() };
    // That a topic must not be deliberated has no due day.
    let is_excess = wrong && matches!(check.field, Field::ScopeQuestion(_));
    let wrong = if wrong { vec![contradiction] } else { Vec::new() };
    Outcome {
        task: message::to_do(context.regulation, check, &stated),
        missing,
        wrong,
        is_excess,
        hint: Some(hint),
        ..Outcome::open(place)
    }
}

/// The date to come for which the grounds of exclusion are answered.
fn answered_later(context: &RuleContext, check: &FieldCheck) -> Option<Date> {
    let topic = context.view.topic?.topic;
    let is_given = |question: &str| {
        let answer = topic.file.scope.as_ref().and_then(|scope| scope.get(question));
        matches!(answer, Some(ScopeAnswer::Answer(_)))
    };
    let is_answered = match (&check.field, &check.test) {
        (Field::ScopeQuestion(question), _) => is_given(question),
        (Field::Scope, FieldTest::AllOf(wanted)) => wanted.iter().all(|question| is_given(question)),
        _ => false,
    };
    stated::signed_on(&topic.file).filter(|day| is_answered && context.today < *day)
}

/// Whether the meeting of a topic, held or scheduled, is on or after a day.
fn is_held_since(context: &RuleContext, day: Option<&String>) -> bool {
    let facts = context.view.topic;
    let met =
        facts.and_then(|facts| (1..=facts.rounds).rev().find_map(|round| facts.held(round)).or(facts.scheduled()));
    met.zip(day).is_some_and(|(met, day)| *day <= met.to_string())
}

fn place(context: &RuleContext, check: &FieldCheck) -> Location {
    let field = &check.field;
    if let Some(place) = context.view.entry(Some(field.key())) {
        return place;
    }
    if let Some(index) = context.view.suggestion {
        let Location { path, .. } = context.view.file("suggestions.yml");
        return Location::field(path, [PathSegment::from(index), PathSegment::from(field.key())]);
    }
    let Location { path, .. } = match field {
        Field::MadeBy | Field::ItemsForm | Field::PlanKind => context.view.file_of_year("plan.yml"),
        _ => context.view.file("topic.yml"),
    };
    let steps: Vec<PathSegment> = match field {
        Field::ItemsForm => {
            let plan = context.view.plan.and_then(|plan| plan.plan);
            let items = plan.map_or(&[][..], |plan| &plan.file.items);
            let astray = stated::astray(context.regulation, items, &check.test).next();
            match plan {
                Some(plan) => return astray.map_or_else(|| plan.items(), |nth| plan.item_at(nth).place("form")),
                None => vec!["items".into()],
            }
        }
        Field::PlanKind => {
            let key = context.view.topic.map(|facts| facts.topic.key);
            let item = key.and_then(|key| Some((context.archive.plan(key.year)?, stated::planned(context, key)?.0)));
            match item {
                Some((plan, nth)) => return plan.item_at(nth).place("kind"),
                None => vec!["items".into()],
            }
        }
        Field::ScopeQuestion(question) => vec!["scope".into(), question.as_str().into()],
        other => other.key().split('.').map(PathSegment::from).collect(),
    };
    Location::field(path, steps)
}
