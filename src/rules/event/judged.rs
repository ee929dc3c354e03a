//! Kind `event`: such an entry is on record.

use super::message;
use crate::model::{Date, Name};
use crate::problem::Place;
use crate::rules::Actor;
use crate::rules::due::{Demand, Timing};
use crate::rules::outcome::{Holds, Outcome};
use crate::rules::view::{Occurrence, View};
use crate::rules::{Attribute, EventCheck, EventSet, Regulation, RuleContext, SubjectContext, actor};
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// Whether the events asked for are on record, and since when.
pub(crate) fn judge(context: &RuleContext, check: &EventCheck) -> Outcome {
    let context = &if check.next_round { context.of_next_round() } else { *context };
    let (regulation, timing, view) = (context.regulation, context.timing, &context.view);
    let settled: Vec<Option<Settled>> = check.events.ids().iter().map(|event| settle(context, check, event)).collect();
    let last = match check.events {
        EventSet::Any(_) => settled.iter().flatten().min_by_key(|settled| settled.date),
        EventSet::All(_) if settled.iter().all(Option::is_some) => {
            settled.iter().flatten().max_by_key(|settled| settled.date)
        }
        EventSet::All(_) => None,
    };
    let belongs = belongs(regulation, check, view);
    // A recurring duty has been met before: then the last time is what matters.
    let recurs = timing.demand == Demand::Recurring;
    if let Some(Settled { date, evidence }) = last.filter(|_| !recurs) {
        return Outcome { holds: Holds::Since(*date), evidence: Some(evidence.clone()), ..Outcome::open(belongs) };
    }
    let last_time = recurs.then(|| last_counted(context, timing, check)).flatten();
    let open = || check.events.ids().iter().zip(&settled).filter(|(_, settled)| settled.is_none());
    let (open, missing): (Vec<Name>, Vec<Name>) = match &check.events {
        // Any of them would do; the first is as good as another.
        EventSet::Any(ids) => (ids.clone(), ids.iter().take(1).cloned().collect()),
        // All of them again, where each was done once and must be done anew.
        EventSet::All(ids) if open().next().is_none() => (ids.clone(), ids.clone()),
        EventSet::All(_) => open().map(|(id, _)| (id.clone(), id.clone())).unzip(),
    };
    let asked = EventCheck {
        events: match check.events {
            EventSet::Any(_) => EventSet::Any(open),
            EventSet::All(_) => EventSet::All(open),
        },
        ..check.clone()
    };
    Outcome {
        task: message::events(regulation, &asked),
        missing: message::no_record(regulation, &asked, context.rule.force, last_time),
        uncounted: uncounted(context, check),
        events: missing,
        ..Outcome::open(belongs)
    }
}

/// The file that a record of the event goes into: its subject's.
fn belongs(regulation: &Regulation, check: &EventCheck, view: &View) -> Place {
    let of = check.events.ids().first().and_then(|event| regulation.events.get(event)).map(|kind| kind.of);
    match of {
        Some(SubjectKind::Year) => view.file_of_year("events.yml"),
        // What is missing of a room for no period, or of a place, is said at its own entry.
        Some(SubjectKind::Room) if view.period.is_none() => view.entry(None).unwrap_or_else(|| view.file("events.yml")),
        _ if view.suggestion.is_some() => view.file("suggestions.yml"),
        _ => view.file("events.yml"),
    }
}

/// The last day on which the events were done in a way that counts.
pub(crate) fn last_counted(context: &SubjectContext, timing: &Timing, check: &EventCheck) -> Option<Date> {
    let counts = |occurrence: &&Occurrence| objection(context, timing, check, occurrence).is_none();
    let events = check.events.ids().iter();
    events.filter_map(|event| context.view.of(event).filter(counts).last()).map(|one| one.date).max()
}

struct Settled {
    date: Date,
    evidence: Place,
}

/// The day the last addressee was covered by entries that count; without addressees, the first entry's.
fn settle(context: &RuleContext, check: &EventCheck, event: &str) -> Option<Settled> {
    let counts = |occurrence: &&Occurrence| objection(context, context.timing, check, occurrence).is_none();
    let counted: Vec<&Occurrence> = context.view.of(event).filter(counts).collect();
    let first = |wanted: Option<&Actor>| {
        counted.iter().find(|occurrence| {
            let to = occurrence.entry().map_or(&[][..], |entry| &entry.to);
            wanted.is_none_or(|wanted| {
                to.is_empty() || to.iter().any(|stated| actor::fits(context, wanted, stated, occurrence.date))
            })
        })
    };
    let last = if check.to.is_empty() {
        first(None)?
    } else {
        let covered: Option<Vec<_>> = check.to.iter().map(|wanted| first(Some(wanted))).collect();
        covered?.into_iter().max_by_key(|occurrence| occurrence.date)?
    };
    Some(Settled { date: last.date, evidence: last.place() })
}

/// Why an occurrence does not count for this check.
pub(crate) enum Objection {
    /// It came before what it must follow.
    TooEarly(Date),
    /// It announces another day than the meeting's new one.
    OtherDay(Date),
    /// Somebody else did it.
    OtherActor,
    /// It was done another way.
    OtherWay,
    /// It leaves this unsaid.
    Unsaid(Attribute),
}

fn objection(
    context: &SubjectContext,
    timing: &Timing,
    check: &EventCheck,
    occurrence: &Occurrence,
) -> Option<Objection> {
    if let Some(floor) = timing.floor.filter(|floor| occurrence.date < *floor) {
        return Some(Objection::TooEarly(floor));
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
        && !check.via.takes(via)
    {
        return Some(Objection::OtherWay);
    }
    let unsaid = |attribute: &Attribute| match attribute {
        Attribute::By => entry.by.is_empty(),
        Attribute::To => entry.to.is_empty(),
        Attribute::Via => entry.via.is_none(),
        Attribute::For => entry.r#for.is_none(),
        Attribute::Ref => entry.r#ref.is_none(),
        Attribute::Note => entry.note.is_none(),
    };
    check.needs.iter().copied().find(unsaid).map(Objection::Unsaid)
}

/// Why the last entry of the event does not settle it, so that nobody records it a second time in vain.
fn uncounted(context: &RuleContext, check: &EventCheck) -> Option<Text> {
    let (regulation, timing, view) = (context.regulation, context.timing, &context.view);
    if timing.demand == Demand::Recurring {
        return None;
    }
    let events = check.events.ids().iter();
    let occurrence = events.filter_map(|event| view.of(event).last()).max_by_key(|occurrence| occurrence.date)?;
    match objection(context, timing, check, occurrence) {
        Some(objection) => {
            Some(message::does_not_count(regulation, check, occurrence.event, occurrence.date, &objection))
        }
        None => {
            let uncovered = check.to.iter().filter(|wanted| {
                !view.of(occurrence.event).any(|one| {
                    let to = one.entry().map_or(&[][..], |entry| &entry.to);
                    to.is_empty() || to.iter().any(|stated| actor::fits(context, wanted, stated, one.date))
                })
            });
            let uncovered: Vec<_> = uncovered.cloned().collect();
            (!uncovered.is_empty()).then(|| message::not_covered(regulation, occurrence.event, &uncovered))
        }
    }
}
