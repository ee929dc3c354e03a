//! The meeting of a topic's last round: whether it was held, who was told of it, and what is owed when
//! it moves.

use super::Context;
use crate::archive::Topic;
use crate::model::{Date, Event, Name};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::view::{MEETING, Origin, View};
use crate::rules::{Due, EventCheck};
use crate::vocabulary::EventKind;

/// What is on record of a meeting.
#[derive(Clone, Debug)]
pub struct Meeting<'a> {
    /// The round it is of.
    pub round: u32,
    /// The day it was first held.
    pub held: Option<Date>,
    /// The last day on which the round before met.
    pub previous: Option<Date>,
    /// The entries that announced it, by date.
    pub announced: Vec<&'a Event>,
    /// The entries that say that it was moved, by date.
    pub changed: Vec<&'a Event>,
}

/// What is on record of the meeting of a topic's last round.
#[must_use]
pub fn meeting<'a>(context: Context<'a>, regulation: &'a Regulation, topic: &'a Topic) -> Meeting<'a> {
    let facts = context.topic(regulation, topic, &[]);
    let view = View::of_round(&facts, facts.rounds);
    let held = view.of(MEETING).map(|occurrence| occurrence.date).next();
    let entries = |is: fn(&EventKind) -> bool| {
        let is = |event: &str| regulation.events.get(event).is_some_and(is);
        let of_kind = facts.occurrences.iter().filter(|one| one.round == facts.rounds && is(one.event));
        let entry = |origin: &Origin<'a>| match origin {
            Origin::Entry { recorded, .. } => Some(&recorded.event),
            _ => None,
        };
        of_kind.filter_map(|one| entry(&one.origin)).collect::<Vec<_>>()
    };
    let (announced, changed) = (entries(|kind| kind.announces_meeting), entries(|kind| kind.amends_meeting));
    let round = facts.rounds;
    let previous = round.checked_sub(1).and_then(|before| View::of_round(&facts, before).of(MEETING).last());
    let previous = previous.map(|occurrence| occurrence.date);
    Meeting { round, held, previous, announced, changed }
}

/// What a regulation asks for once the arrangement of a meeting has changed: the rule, its check, and
/// the event that announces the new day. One that has no rule for changes asks for what announces the meeting anew.
#[must_use]
pub fn change_notice(regulation: &Regulation) -> Option<(&Rule, &EventCheck, &Name)> {
    let asks = |rule: &&Rule| {
        let is_asked =
            |due: &Due| due.follows_change(regulation) || !regulation.knows_changes() && due.precedes_meeting();
        rule.due.as_ref().is_some_and(is_asked)
    };
    regulation.rules.iter().filter(asks).find_map(|rule| {
        rule.checks.iter().find_map(|check| {
            let Check::Event(check) = check else { return None };
            let event = check.events.ids().iter().find(|event| regulation.announces(event))?;
            Some((rule, check, event))
        })
    })
}
