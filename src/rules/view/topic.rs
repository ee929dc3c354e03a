//! What is on record of a topic.

use super::attached;
use super::occurrence::{Occurrence, Origin, add_decisions, add_papers};
use crate::archive::Topic;
use crate::calendar::Direction;
use crate::model::{Date, Event, Recorded};
use crate::rules::{Regulation, World};

/// What is on record of a topic.
pub(crate) struct TopicFacts<'a> {
    pub topic: &'a Topic,
    pub regulation: &'a Regulation,
    /// By date; those of the year included.
    pub occurrences: Vec<Occurrence<'a>>,
    /// As many rounds as the highest `round` written anywhere in the folder.
    pub rounds: u32,
}

impl<'a> TopicFacts<'a> {
    pub(crate) fn gather(
        world: &World<'a>,
        regulation: &'a Regulation,
        topic: &'a Topic,
        of_year: &[Occurrence<'a>],
    ) -> Self {
        let folder = topic.folder.as_str();
        let entry = |recorded: &'a Recorded| Occurrence {
            event: &recorded.event.event,
            date: recorded.event.date,
            round: recorded.event.round.unwrap_or(1),
            origin: Origin::Entry { folder, recorded },
        };
        let mut occurrences: Vec<Occurrence> =
            topic.events.iter().filter(|recorded| recorded.stands(world.today)).map(entry).collect();
        let attached = attached::there(folder, &topic.materials);
        let office = topic.file.office.as_ref();
        add_papers(&mut occurrences, regulation, &topic.papers, attached, office, world.today);
        add_decisions(&mut occurrences, world, &topic.reviews, &topic.papers);
        for (index, suggestion) in topic.suggestions.iter().enumerate() {
            let events = suggestion.events.iter().enumerate().filter(|(_, event)| event.date <= world.today);
            let struck = |event: &Event| {
                suggestion.events.iter().any(|void| void.event == event.event && void.void == Some(event.date))
            };
            let events = events.filter(|(_, event)| event.void.is_none() && !struck(event));
            occurrences.extend(events.map(|(nth, event)| Occurrence {
                event: &event.event,
                date: event.date,
                round: suggestion.round.unwrap_or(1),
                origin: Origin::Suggestion { folder, suggestion: index, entry: nth, event },
            }));
        }
        // What concerns another room is none of this topic's.
        let of_room =
            |one: &&Occurrence| one.entry().is_none_or(|entry| entry.room.is_none() || entry.room == topic.file.room);
        occurrences.extend(of_year.iter().filter(of_room).cloned());
        let rounds = topic.events.iter().filter_map(|recorded| recorded.event.round);
        let rounds = rounds.chain(topic.suggestions.iter().filter_map(|suggestion| suggestion.round));
        let rounds = rounds.chain(topic.papers.iter().filter_map(|paper| paper.front.round));
        let rounds = rounds.chain(topic.waivers.iter().filter_map(|waiver| waiver.round));
        let rounds = rounds.chain(topic.attests.iter().filter_map(|attest| attest.round));
        let rounds = rounds.chain(topic.roster.iter().filter_map(|entry| entry.round));
        let rounds = rounds.chain(topic.materials.iter().filter_map(|attachment| attachment.material.round));
        let rounds = rounds.max().unwrap_or(1);
        let mut facts = Self { topic, regulation, occurrences, rounds };
        facts.add_change_of_schedule();
        facts.occurrences.sort_by_key(|occurrence| occurrence.date);
        facts
    }

    /// The arrangement has changed by itself when the scheduled day of the meeting is no longer the
    /// one announced: on the day of the last announcement of another day.
    fn add_change_of_schedule(&mut self) {
        let Some(scheduled) = self.topic.file.scheduled.get("meeting").copied() else {
            return;
        };
        let amends = self.regulation.events.iter().find(|(_, kind)| kind.amends_meeting).map(|(id, _)| id);
        let Some(amends) = amends else { return };
        let stale = self.occurrences.iter().filter_map(|occurrence| {
            let Origin::Entry { folder, recorded } = &occurrence.origin else {
                return None;
            };
            let announces = self.regulation.events.get(occurrence.event).is_some_and(|kind| kind.announces_meeting);
            let names_another = recorded.event.r#for.is_some_and(|day| day != scheduled);
            (announces && names_another && occurrence.round == self.rounds).then_some((
                occurrence.date,
                folder,
                recorded,
            ))
        });
        if let Some((date, folder, recorded)) = stale.max_by_key(|(date, ..)| *date) {
            let origin = Origin::Stale { folder, recorded };
            self.occurrences.push(Occurrence { event: amends, date, round: self.rounds, origin });
        }
    }

    /// The day the topic ended: closed, or so long after its meeting as the archive has settled.
    pub(crate) fn ended(&self, world: &World) -> Option<Date> {
        let closed =
            self.occurrences.iter().find(|occurrence| occurrence.event == "closed").map(|occurrence| occurrence.date);
        closed.or_else(|| {
            let settle = world.settings()?.settle?;
            let meeting = self.occurrences.iter().rfind(|occurrence| occurrence.event == "meeting")?;
            let settled = world.calendar.count(meeting.date, Direction::After, settle, world.counting()).due;
            (settled <= world.today).then_some(settled)
        })
    }
}
