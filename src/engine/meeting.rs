//! The meeting of a topic's last round: whether it was held, who was told of it, and what is owed when
//! it moves.

use super::Context;
use crate::archive::Topic;
use crate::model::{Date, Event, Name};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::view::{MEETING, Origin, View};
use crate::rules::{EventCheck, Moment};
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
}

/// What is on record of the meeting of a topic's last round.
#[must_use]
pub fn meeting<'a>(context: Context<'a>, regulation: &'a Regulation, topic: &'a Topic) -> Meeting<'a> {
    let facts = context.topic(regulation, topic, &[]);
    let view = View::of_round(&facts, facts.rounds);
    let held = view.of(MEETING).map(|occurrence| occurrence.date).next();
    let announces = |event: &str| regulation.events.get(event).is_some_and(|kind| kind.announces_meeting);
    let announced = facts.occurrences.iter().filter_map(|occurrence| match occurrence.origin {
        Origin::Entry { recorded, .. } if occurrence.round == facts.rounds && announces(occurrence.event) => {
            Some(&recorded.event)
        }
        _ => None,
    });
    let round = facts.rounds;
    let previous = round.checked_sub(1).and_then(|before| View::of_round(&facts, before).of(MEETING).last());
    let previous = previous.map(|occurrence| occurrence.date);
    Meeting { round, held, previous, announced: announced.collect() }
}

/// What a regulation asks for once the arrangement of a meeting has changed: the rule, its check, and
/// the event that announces the new day.
#[must_use]
pub fn change_notice(regulation: &Regulation) -> Option<(&Rule, &EventCheck, &Name)> {
    let kind_of = |event: &str| regulation.events.get(event);
    let amended = |rule: &&Rule| {
        rule.due
            .iter()
            .flat_map(|due| &due.after)
            .filter_map(Moment::event)
            .any(|event| kind_of(event).is_some_and(|kind| kind.amends_meeting))
    };
    regulation.rules.iter().filter(amended).find_map(|rule| {
        rule.checks.iter().find_map(|check| {
            let Check::Event(check) = check else { return None };
            let event = check.events.ids().iter().find(|event| kind_of(event).is_some_and(|k| k.announces_meeting))?;
            Some((rule, check, event))
        })
    })
}
