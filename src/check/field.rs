//! Kind `field`: a fact is filled, and with what it must be.

mod said;
mod stated;

pub(super) use said::asked;

use super::bound::Measures;
use super::{Holds, Outcome, Question, Wrong};
use crate::model::Name;
use crate::problem::{Place, Step};
use crate::regulation::{Field, FieldCheck, FieldTest};
use stated::Stated;

/// Whether the fact is what the rule asks.
pub(super) fn judge(question: &Question, check: &FieldCheck) -> Outcome {
    let stated = Stated::of(question, &check.field);
    let place = place(question, check);
    let known = |wanted: &[Name]| stated.values.iter().all(|value| wanted.iter().any(|one| one.as_str() == value));
    let filled = !stated.values.is_empty() && !stated.gaps;
    let (holds, wrong) = match &check.test {
        FieldTest::Filled => (filled, false),
        FieldTest::OneOf(wanted) => (filled && known(wanted), !known(wanted)),
        FieldTest::AnyOf(wanted) => {
            (stated.values.iter().any(|value| wanted.iter().any(|one| one.as_str() == value)), false)
        }
        FieldTest::AllOf(wanted) => (lacking(wanted, &stated).is_empty(), false),
        FieldTest::SameAs(other) => {
            let other = Stated::of(question, other);
            let known = filled && !other.values.is_empty();
            let differs = known && other.values != stated.values;
            (known && !differs, differs)
        }
        FieldTest::NotBefore(other) => {
            let other = Stated::of(question, other);
            let early = stated.values.first().zip(other.values.first()).is_some_and(|(own, other)| own < other);
            (filled && !early, early)
        }
        FieldTest::Within(bounds) => {
            let count = stated.count();
            let outside = Measures::of(question.bench, question.rule, bounds).broken(count, count).is_some();
            (filled && !outside, filled && outside)
        }
    };
    if holds {
        return Outcome { holds: Holds::Undated, ..Outcome::open(place) };
    }
    let missing = said::missing(question, check, &stated);
    let hint = said::how_to_set(question, &check.field, &place);
    let contradiction = Wrong { place: place.clone(), said: missing.clone(), mend: hint.clone() };
    let wrong = if wrong { vec![contradiction] } else { Vec::new() };
    Outcome {
        task: said::label(question.regulation, &check.field),
        missing,
        wrong,
        uncounted: Some(hint),
        ..Outcome::open(place)
    }
}

fn lacking<'w>(wanted: &'w [Name], stated: &Stated) -> Vec<&'w Name> {
    wanted.iter().filter(|one| !stated.values.iter().any(|value| value == one.as_str())).collect()
}

fn place(question: &Question, check: &FieldCheck) -> Place {
    let field = &check.field;
    if let Some(place) = question.view.entry(Some(key(field))) {
        return place;
    }
    if let Some(index) = question.view.suggestion {
        let Place { path, .. } = question.view.file("suggestions.yml");
        return Place::field(path, [Step::from(index), Step::from(key(field))]);
    }
    let Place { path, .. } = match field {
        Field::MadeBy | Field::ItemsForm | Field::PlanKind => question.view.file_of_year("plan.yml"),
        _ => question.view.file("topic.yml"),
    };
    let steps: Vec<Step> = match field {
        Field::MadeBy => vec!["made_by".into()],
        Field::ItemsForm => {
            let items = question.view.plan.and_then(|plan| plan.plan).map_or(&[][..], |plan| &plan.file.items);
            let fits = |form: &Name| match &check.test {
                FieldTest::OneOf(wanted) => wanted.contains(form),
                _ => true,
            };
            let astray = items.iter().position(|item| !item.form.as_ref().is_some_and(fits));
            let at = astray.into_iter().flat_map(|item| [Step::from(item), "form".into()]);
            std::iter::once("items".into()).chain(at).collect()
        }
        Field::PlanKind => {
            let items = question.view.topic.map(|facts| stated::planned(question.bench, facts.topic.key));
            let at = items.flatten().map(|(item, _)| [Step::from(item), "kind".into()]);
            std::iter::once("items".into()).chain(at.into_iter().flatten()).collect()
        }
        Field::SourceChannel => vec!["source".into(), "channel".into()],
        Field::SourceFrom => vec!["source".into(), "from".into()],
        Field::SourceHotline => vec!["source".into(), "hotline".into()],
        Field::Scope => vec!["scope".into()],
        Field::ScopeQuestion(question) => vec!["scope".into(), question.as_str().into()],
        Field::OfficeKind => vec!["office".into()],
        other => vec![key(other).into()],
    };
    Place::field(path, steps)
}

/// The key of a field that is one, in topic.yml or in its own entry.
fn key(field: &Field) -> &'static str {
    match field {
        Field::Began => "began",
        Field::Form | Field::ItemsForm => "form",
        Field::Office | Field::OfficeKind => "office",
        Field::Lead => "lead",
        Field::Level => "level",
        Field::Matter => "matter",
        Field::Basis => "basis",
        Field::Tags => "tags",
        Field::Selection => "selection",
        Field::Quota => "quota",
        Field::SourceChannel => "source.channel",
        Field::SourceFrom => "source.from",
        Field::SourceHotline => "source.hotline",
        Field::Scope | Field::ScopeQuestion(_) => "scope",
        Field::PlanKind => "kind",
        Field::InForce => "in_force",
        Field::MadeBy => "made_by",
        Field::RoomLevel => "room",
        Field::To => "to",
        Field::Owner => "owner",
        Field::Adoption => "adoption",
        Field::Conversion => "conversion",
        Field::Problems => "problems",
        Field::Solution => "solution",
        Field::Convener => "convener",
        Field::Liaison => "liaison",
        Field::Officer => "officer",
        Field::DailyWork => "daily_work",
        Field::Guide => "guide",
        Field::RunBy => "run_by",
        Field::Name => "name",
        Field::Unit => "unit",
    }
}
