//! Judges kind `event`: whether an entry for the event is on record.

use super::message;
use super::objection::{Objection, objection};
use super::reach::{Unreached, concerns, is_invited, left_out, reached, takes_part};
use crate::diagnostic::Location;
use crate::model::{Date, Name};
use crate::rules::due::{Demand, Timing};
use crate::rules::outcome::{Again, Holds, Outcome, Part, Wrong};
use crate::rules::view::{Occurrence, View};
use crate::rules::{
    Actor, EventCheck, EventSet, Force, RuleContext, SubjectContext, phrase, remedy, unregistered, when,
};
use crate::text::Text;
use crate::vocabulary::{SubjectKind, Vocabulary};

/// Whether the demanded events are on record, and since when.
///
/// `others` gives those who must be informed of an event by other rules, for which this one does not care.
pub(crate) fn judge<'r>(
    context: &RuleContext,
    check: &EventCheck,
    others: impl Fn(&Name) -> Vec<&'r Actor>,
) -> Outcome {
    let context = &if check.next_round { context.of_next_round() } else { *context };
    let (regulation, timing, view) = (context.regulation, context.timing, &context.view);
    let wanted = &wanted(context, check);
    let found: Vec<Found> = check.events.ids().iter().map(|event| find(context, check, wanted, event)).collect();
    let belongs = belongs(regulation, check, view);
    // A recurring duty was met before, so the last time counts.
    let recurs = timing.demand == Demand::Recurring;
    if let Some(date) = last_day(check, &found).filter(|_| !recurs) {
        return met(check, found, date, belongs);
    }
    let (open, missing) = open_and_missing(check, &found);
    let asked = EventCheck { events: open, to: wanted.clone(), ..check.clone() };
    let later = asked.events.ids().iter().find_map(|event| view.later(event));
    let last_objection = last_objection(context, check);
    let unsaid = last_objection.as_ref().filter(|(_, why)| matches!(why, Objection::Unsaid(_)));
    let missing_text = match (found.iter().find(|found| found.is_short()), later, unsaid) {
        (None, None, Some((one, why))) => message::does_not_say(context, check, one, why),
        (Some(found), ..) if !recurs => message::not_reached(regulation, &found.event, &found.unreached),
        (_, Some(later), _) => message::later(regulation, later),
        (_, None, _) => {
            let last_time = recurs.then(|| days(context, timing, check).last().copied()).flatten();
            match by_another(context, check) {
                Some(one) => message::by_another(context, &asked, one, last_time),
                None => message::no_record(regulation, &asked, context.rule.force, last_time),
            }
        }
    };
    let outcome = Outcome {
        task: message::to_do(regulation, &asked),
        missing: missing_text,
        reach: found.iter().filter(|found| !found.unreached.is_empty()).map(Found::reach).collect(),
        events: missing,
        ..Outcome::open(belongs)
    };
    match (wrong(context, check, wanted, others), later) {
        (None, Some(later)) => still_ahead(context, check, later, outcome),
        (None, None) => unmet(context, (check, &asked), last_objection, outcome),
        (Some(wrong), _) => {
            let outcome = unmet(context, (check, &asked), None, outcome);
            Outcome { hint: None, still: Some(phrase::still_open()), wrong: vec![wrong], ..outcome }
        }
    }
}

/// The day on which the demanded events were all done, or the first of them if any is enough.
fn last_day(check: &EventCheck, found: &[Found]) -> Option<Date> {
    match check.events {
        EventSet::Any(_) => found.iter().filter_map(Found::since).min(),
        EventSet::All(_) => {
            let days: Option<Vec<Date>> = found.iter().map(Found::since).collect();
            days.and_then(|days| days.into_iter().max())
        }
    }
}

fn met(check: &EventCheck, found: Vec<Found>, date: Date, belongs: Location) -> Outcome {
    let settled = found.into_iter().filter(|found| found.since().is_some());
    let reached: Vec<Reached> = match check.events {
        EventSet::Any(_) => {
            settled.filter(|found| found.since() == Some(date)).take(1).flat_map(|found| found.reached).collect()
        }
        EventSet::All(_) => settled.flat_map(|found| found.reached).collect(),
    };
    let evidence = reached.iter().max_by_key(|one| one.since).map(|one| one.place.clone());
    let parts = reached.into_iter().map(|one| Part { name: one.name, holds: Holds::Since(one.since) }).collect();
    Outcome { holds: Holds::Since(date), evidence, parts, ..Outcome::open(belongs) }
}

/// The events that would meet the demand, and those to suggest.
fn open_and_missing(check: &EventCheck, found: &[Found]) -> (EventSet, Vec<Name>) {
    match &check.events {
        // Any of them is enough; the first one is suggested.
        EventSet::Any(ids) => (EventSet::Any(ids.clone()), ids.iter().take(1).cloned().collect()),
        EventSet::All(ids) => {
            let unmet: Vec<Name> =
                found.iter().filter(|found| found.since().is_none()).map(|found| found.event.clone()).collect();
            // If all of them are met, all are due again.
            let open = if unmet.is_empty() { ids.clone() } else { unmet };
            (EventSet::All(open.clone()), open)
        }
    }
}

/// The outcome if an event is recorded for a day still to come. If it would not count on that day either, it must be
/// recorded again; otherwise it must not be recorded twice.
fn still_ahead(context: &RuleContext, check: &EventCheck, later: &Occurrence, outcome: Outcome) -> Outcome {
    let (regulation, view) = (context.regulation, &context.view);
    let why = objection(context, context.timing, check, later);
    let why = why.map(|why| message::does_not_count(regulation, check, later.event, later.date, &why));
    let again = if why.is_some() { Again::ToRecord } else { Again::ToDo };
    let mut events = outcome.events;
    if again == Again::ToDo {
        let is_all = matches!(check.events, EventSet::All(_));
        events.retain(|event| is_all && view.later(event).is_none());
    }
    Outcome {
        task: outcome.task.then(&phrase::in_brackets(&[phrase::later_than_today(later.date)])),
        hint: why.or_else(|| Some(remedy::how_to_redate(regulation, view, later))),
        defective: Some(later.place()),
        again: Some(again),
        events,
        belongs: later.place(),
        ..outcome
    }
}

/// The outcome if nothing on record counts. Explains why the last entry does not, or names a draft to complete.
fn unmet(
    context: &RuleContext,
    (check, asked): (&EventCheck, &EventCheck),
    objection: Option<(&Occurrence, Objection)>,
    outcome: Outcome,
) -> Outcome {
    let regulation = context.regulation;
    let again = match objection {
        Some((_, Objection::TooEarly(_) | Objection::OtherDay(_))) => Some(Again::ToDo),
        Some((_, Objection::Unsaid(_))) => Some(Again::ToRecord),
        _ => None,
    };
    let defective = objection.as_ref().map(|(one, _)| one.place());
    let explained = objection.map(|(one, why)| message::does_not_count(regulation, check, one.event, one.date, &why));
    let Some((paper, draft)) = asked.events.ids().iter().find_map(|event| context.view.draft_of(regulation, event))
    else {
        return Outcome { hint: explained, defective, again, ..outcome };
    };
    let unfinished = phrase::draft(regulation, &paper.front.document, draft);
    Outcome {
        missing: Text::join([&outcome.missing, &unfinished], "，", ", "),
        hint: explained.or_else(|| Some(remedy::how_to_fill_in(&paper.path, draft))),
        defective,
        again,
        ..outcome
    }
}

/// Who must be informed: the groups of the rule, or those of them that take part or are invited, if the rule says so.
fn wanted(context: &RuleContext, check: &EventCheck) -> Vec<Actor> {
    let optional = check.where_invited.as_ref().filter(|case| when::holds(context, None, &case.when));
    let optional = optional.map_or(&[][..], |case| &case.to);
    let wanted = check.to.iter().filter(|actor| !check.among_participants || takes_part(context, actor));
    wanted.filter(|actor| !optional.contains(actor) || is_invited(context, actor)).cloned().collect()
}

/// The records of an event that count.
struct Found {
    event: Name,
    is_recorded: bool,
    /// The event itself, or each group that was informed.
    reached: Vec<Reached>,
    /// Who was not informed by any record that counts.
    unreached: Vec<Unreached>,
}

/// A part that is on record.
struct Reached {
    name: Text,
    since: Date,
    place: Location,
}

impl Found {
    /// The day on which the last group was informed.
    fn since(&self) -> Option<Date> {
        self.reached.iter().map(|one| one.since).max().filter(|_| self.unreached.is_empty())
    }

    /// Who must still be informed: groups, and of a group that was informed in part the people left out.
    fn reach(&self) -> (Name, Vec<Actor>) {
        let each = self.unreached.iter().flat_map(|one| {
            let people: Vec<Actor> = one.people.iter().cloned().map(Actor::Id).collect();
            if people.is_empty() { vec![one.group.clone()] } else { people }
        });
        (self.event.clone(), each.collect())
    }

    /// Whether it is on record, but somebody was not informed.
    fn is_short(&self) -> bool {
        self.is_recorded && !self.unreached.is_empty()
    }
}

fn find(context: &RuleContext, check: &EventCheck, wanted: &[Actor], event: &Name) -> Found {
    let regulation = context.regulation;
    let occurrences = context.view.occurrences(event);
    let counted: Vec<&Occurrence> =
        occurrences.filter(|one| objection(context, context.timing, check, one).is_none()).collect();
    let mut found =
        Found { event: event.clone(), is_recorded: !counted.is_empty(), reached: Vec::new(), unreached: Vec::new() };
    if wanted.is_empty() {
        let name = message::event(regulation, event);
        found.reached.extend(counted.first().map(|one| Reached { name, since: one.date, place: one.place() }));
        return found;
    }
    for actor in wanted {
        match reached(context, &counted, actor).filter(|_| !counted.is_empty()) {
            Some((since, place)) => {
                let name = message::event_to(regulation, event, actor, wanted.len() > 1);
                found.reached.push(Reached { name, since, place });
            }
            None => {
                let people = left_out(context, &counted, actor).into_iter().cloned().collect();
                found.unreached.push(Unreached { group: actor.clone(), people });
            }
        }
    }
    found
}

/// The last record of any of several events, by somebody else than must: what it is stays true, and what the rule asks for
/// is another's own act.
fn by_another<'v, 'a>(context: &RuleContext<'v, 'a>, check: &EventCheck) -> Option<&'v Occurrence<'a>> {
    let EventSet::Any(ids) = &check.events else { return None };
    let all = ids.iter().filter_map(|event| context.view.occurrences(event).last());
    let last = all.max_by_key(|occurrence| occurrence.date).filter(|_| ids.len() > 1)?;
    matches!(objection(context, context.timing, check, last), Some(Objection::OtherActor)).then_some(last)
}

/// The file in which a record of the event belongs, depending on the event's subject.
fn belongs(regulation: &Vocabulary, check: &EventCheck, view: &View) -> Location {
    let of = check.events.ids().first().and_then(|event| regulation.events.get(event)).map(|kind| kind.of);
    match of {
        Some(SubjectKind::Year) => view.file_of_year("events.yml"),
        // For a room without periods, or a place, what is missing is shown at its own entry.
        Some(SubjectKind::Room) if view.period.is_none() => view.entry(None).unwrap_or_else(|| view.file("events.yml")),
        _ if view.suggestion.is_some() => view.file("suggestions.yml"),
        _ => view.file("events.yml"),
    }
}

/// The dates on which the events were done in a way that counts.
pub(crate) fn days(context: &SubjectContext, timing: &Timing, check: &EventCheck) -> Vec<Date> {
    let all = check.events.ids().iter().flat_map(|event| context.view.occurrences(event));
    let counted = all.filter(|one| objection(context, timing, check, one).is_none());
    let mut days: Vec<Date> = counted.map(|one| one.date).collect();
    days.sort_unstable();
    days
}

/// A record that contradicts the rule, unless another one is right. It is a finding at once.
fn wrong<'r>(
    context: &RuleContext,
    check: &EventCheck,
    wanted: &[Actor],
    others: impl Fn(&Name) -> Vec<&'r Actor>,
) -> Option<Wrong> {
    // Each of several events may belong to somebody else.
    let [event] = check.events.ids() else { return None };
    if context.rule.force == Force::May || context.timing.demand == Demand::Recurring {
        return None;
    }
    let last = context.view.occurrences(event).last()?;
    // Without a recorded change, naming another day may have been right at the time.
    let follows_change = context.rule.due.as_ref().is_some_and(|due| due.follows_change(context.regulation));
    let to = last.entry().map_or(&[][..], |entry| &entry.to);
    let (stated, must) = (last.by().into_iter().chain(to).map(Name::as_str), check.by.iter().chain(wanted));
    let message = match objection(context, context.timing, check, last) {
        Some(Objection::OtherDay(_)) if !follows_change => return None,
        Some(objection @ (Objection::OtherActor | Objection::OtherWay | Objection::OtherDay(_))) => {
            message::contradicts(context, check, last, &objection)
        }
        None if !wanted.is_empty()
            && !wanted.iter().chain(others(event)).any(|actor| concerns(context, last, actor)) =>
        {
            message::went_elsewhere(context, last, wanted)
        }
        _ => return None,
    };
    let register = unregistered::how_to_register(context, context.regulation, stated, unregistered::ids(must));
    let remedy: Vec<Text> = register.into_iter().chain([message::how_to_correct(context, last)]).collect();
    let is_others = matches!(objection(context, context.timing, check, last), Some(Objection::OtherActor));
    if is_others && unregistered::lacks_office(context, &check.by) {
        let message = message.then(&unregistered::office_is_unnamed());
        return Some(Wrong { place: last.place(), message, remedy: unregistered::how_to_name_office(context) });
    }
    Some(Wrong { place: last.place(), message, remedy: Text::join(&remedy, "；", "; ") })
}

/// Why the last entry of the event does not count, so that nobody records it again in vain.
fn last_objection<'v, 'a>(
    context: &RuleContext<'v, 'a>,
    check: &EventCheck,
) -> Option<(&'v Occurrence<'a>, Objection)> {
    let (timing, view) = (context.timing, &context.view);
    if timing.demand == Demand::Recurring {
        return None;
    }
    let events = check.events.ids().iter();
    let occurrence =
        events.filter_map(|event| view.occurrences(event).last()).max_by_key(|occurrence| occurrence.date)?;
    Some((occurrence, objection(context, timing, check, occurrence)?))
}
