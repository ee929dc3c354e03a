//! The meeting of a topic's last round: whether it was held, who was informed, and what is due when it is moved.

use super::Context;
use crate::archive::Topic;
use crate::model::{Date, Event, Name};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::view::{MEETING, Origin, View};
use crate::rules::{Due, EventCheck};
use crate::vocabulary::EventKind;

/// The records of a meeting.
#[derive(Clone, Debug)]
pub struct Meeting<'a> {
    /// Its round.
    pub round: u32,
    /// The day it was first held.
    pub held: Option<Date>,
    /// The last day of the previous round's meeting.
    pub previous: Option<Date>,
    /// The entries that announced it, by date.
    pub announced: Vec<&'a Event>,
    /// The entries for changes to it, by date.
    pub changed: Vec<&'a Event>,
}

/// The records of the meeting of a topic's last round.
#[must_use]
pub fn meeting<'a>(context: Context<'a>, regulation: &'a Regulation, topic: &'a Topic) -> Meeting<'a> {
    let facts = context.topic(regulation, topic, &[]);
    let view = View::of_round(&facts, facts.rounds);
    let held = view.occurrences(MEETING).map(|occurrence| occurrence.date).next();
    let in_round = facts.occurrences.iter().filter(|one| one.round == facts.rounds);
    let entries = |is: fn(&EventKind) -> bool| {
        let of_kind = in_round.clone().filter(|one| regulation.events.get(one.event).is_some_and(is));
        let recorded = of_kind.filter_map(|one| match one.origin {
            Origin::Entry { recorded, .. } => Some(&recorded.event),
            _ => None,
        });
        recorded.collect::<Vec<_>>()
    };
    let (announced, changed) = (entries(|kind| kind.announces_meeting), entries(|kind| kind.amends_meeting));
    let round = facts.rounds;
    let previous = round.checked_sub(1).and_then(|before| View::of_round(&facts, before).occurrences(MEETING).last());
    let previous = previous.map(|occurrence| occurrence.date);
    Meeting { round, held, previous, announced, changed }
}

/// What a regulation demands after a meeting was changed: the rule, its check, and the event that announces the new
/// day. Without a rule for changes, the announcement of the meeting is due again.
#[must_use]
pub fn change_notice(regulation: &Regulation) -> Option<(&Rule, &EventCheck, &Name)> {
    let rules = regulation.rules.iter().filter(|rule| rule.due.as_ref().is_some_and(|due| is_due(regulation, due)));
    rules.into_iter().find_map(|rule| {
        rule.checks.iter().find_map(|check| {
            let Check::Event(check) = check else { return None };
            let event = check.events.ids().iter().find(|event| regulation.announces(event))?;
            Some((rule, check, event))
        })
    })
}

/// Whether a rule is due after a change of the meeting.
fn is_due(regulation: &Regulation, due: &Due) -> bool {
    due.follows_change(regulation) || !regulation.knows_changes() && due.precedes_meeting()
}
