//! `Objection`: why a record of an event does not count.

use crate::model::{Date, Name};
use crate::rules::due::Timing;
use crate::rules::view::Occurrence;
use crate::rules::{Attribute, EventCheck, SubjectContext, actor};

/// Why a record does not count.
pub(super) enum Objection {
    /// It is dated before the anchor.
    TooEarly(Date),
    /// It announces another day than the meeting's new one.
    OtherDay(Date),
    /// Somebody else did it.
    OtherActor,
    /// It was done another way.
    OtherWay,
    /// It came after an event that it must precede.
    TooLate(Name),
    /// It does not state these attributes.
    Unsaid(Vec<Attribute>),
}

/// Why a record does not count, if it does not.
pub(super) fn objection(
    context: &SubjectContext,
    timing: &Timing,
    check: &EventCheck,
    occurrence: &Occurrence,
) -> Option<Objection> {
    if let Some(floor) = timing.floor.filter(|floor| occurrence.date < *floor) {
        return Some(Objection::TooEarly(floor));
    }
    let is_later =
        |event: &&Name| context.view.occurrences(event).next().is_some_and(|first| first.date < occurrence.date);
    if let Some(event) = check.not_after.iter().find(is_later) {
        return Some(Objection::TooLate(event.clone()));
    }
    let by: Vec<&Name> = occurrence.by();
    if !check.by.is_empty() && !by.is_empty() && !actor::any_acts(context, &check.by, &by, occurrence.date) {
        return Some(Objection::OtherActor);
    }
    let entry = occurrence.entry()?;
    if let Some(new_day) = timing.new_day.filter(|new_day| entry.r#for.is_some_and(|day| day != *new_day)) {
        return Some(Objection::OtherDay(new_day));
    }
    if let Some(via) = &entry.via
        && check.via.is_asked()
        && !check.via.accepts(via)
    {
        return Some(Objection::OtherWay);
    }
    let unsaid = |attribute: &Attribute| match attribute {
        Attribute::By => entry.by.is_empty(),
        Attribute::To => entry.to.is_empty(),
        Attribute::Via => entry.via.is_none(),
        Attribute::For => entry.r#for.is_none(),
        Attribute::Ref => entry.r#ref.is_empty(),
        Attribute::Note => entry.note.is_none(),
    };
    let unsaid: Vec<Attribute> = check.needs.iter().copied().filter(unsaid).collect();
    (!unsaid.is_empty()).then_some(Objection::Unsaid(unsaid))
}
