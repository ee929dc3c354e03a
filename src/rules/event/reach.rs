//! Determines who was informed by records.

use crate::diagnostic::Location;
use crate::model::{Attendee, Date, Name};
use crate::rules::view::Occurrence;
use crate::rules::{Actor, SubjectContext, actor};
use crate::vocabulary::Group;

/// The body of everybody on the list of the meeting.
const PARTICIPANTS: &str = "participants";

/// A group that no record that counts has informed as a whole.
pub(super) struct Unreached {
    pub group: Actor,
    /// The people left out, if others of the group were informed.
    pub people: Vec<Name>,
}

/// When and where a group was informed by some records; `None` if somebody in it was not.
///
/// A record without addressees informed everybody. A body or a group is informed as a whole. If people of it are on the
/// list of the meeting, it is also informed once each of them is. A person, or whoever holds a post, stands only for
/// themselves.
pub(crate) fn reached(context: &SubjectContext, records: &[&Occurrence], wanted: &Actor) -> Option<(Date, Location)> {
    let as_group = records.iter().filter(|one| {
        let to = stated(one);
        to.is_empty() || to.iter().any(|word| is_group(context, word, wanted, one.date))
    });
    let as_group = as_group.min_by_key(|one| one.date).map(|one| (one.date, one.place()));
    as_group.or_else(|| one_by_one(context, records, wanted))
}

/// Whether anybody in a group is on the list of the meeting. Without a list, everybody may be.
pub(super) fn takes_part(context: &SubjectContext, wanted: &Actor) -> bool {
    let list = list(context);
    list.is_empty() || list.iter().any(|entry| is_of(context, entry, wanted))
}

/// Whether anybody in a group is on the list of the meeting.
pub(super) fn is_invited(context: &SubjectContext, wanted: &Actor) -> bool {
    list(context).iter().any(|entry| is_of(context, entry, wanted))
}

/// Whether a record names somebody in a group.
pub(super) fn concerns(context: &SubjectContext, one: &Occurrence, wanted: &Actor) -> bool {
    let to = stated(one);
    let fits = |word: &Name| {
        actor::is_meant(context, wanted, word, one.date)
            || list(context).iter().any(|entry| is_named(context, entry, word))
    };
    to.is_empty() || is_participants(wanted) || to.iter().any(fits)
}

fn stated<'a>(one: &Occurrence<'a>) -> &'a [Name] {
    one.entry().map_or(&[], |entry| &entry.to)
}

fn is_participants(wanted: &Actor) -> bool {
    matches!(wanted, Actor::Id(id) if id.as_str() == PARTICIPANTS)
}

/// Whether a word names a group as a whole.
fn is_group(context: &SubjectContext, word: &Name, wanted: &Actor, day: Date) -> bool {
    let itself = matches!(wanted, Actor::Id(id) | Actor::OfOffice(id) if id == word);
    let is_one = || {
        context.archive.person_named(word).ok().flatten().is_some()
            || context.regulation.terms(Group::Posts).get(word.split(':').next().unwrap_or(word)).is_some()
    };
    itself || (!is_one() && actor::is_meant(context, wanted, word, day))
}

/// The date on which the last person of a group was informed.
fn one_by_one(context: &SubjectContext, records: &[&Occurrence], wanted: &Actor) -> Option<(Date, Location)> {
    let all: Option<Vec<(Date, Location)>> = if matches!(wanted, Actor::Proposers) {
        let proposers = context.view.suggestion().map_or(&[][..], |suggestion| &suggestion.proposers);
        let reached = |name: &Name| {
            first(records, |one| stated(one).iter().any(|word| actor::is_same(&context.world, name, word)))
        };
        proposers.iter().map(reached).collect()
    } else {
        let list = list(context);
        let of_group = list.iter().filter(|entry| is_of(context, entry, wanted));
        let people: Vec<_> = of_group.map(|entry| person_reached(context, records, entry)).collect();
        if people.is_empty() && is_participants(wanted) && list.is_empty() {
            let groups = context.regulation.members_of(PARTICIPANTS);
            groups.iter().map(|group| reached(context, records, &Actor::Id(group.clone()))).collect()
        } else {
            people.into_iter().collect()
        }
    };
    all?.into_iter().max_by_key(|(date, _)| *date)
}

/// The people of a group on the list who were not informed, if others of it were.
pub(super) fn left_out<'a>(context: &SubjectContext<'_, 'a>, records: &[&Occurrence], wanted: &Actor) -> Vec<&'a Name> {
    let of_group: Vec<_> = list(context).into_iter().filter(|entry| is_of(context, entry, wanted)).collect();
    let left = of_group.iter().filter(|entry| person_reached(context, records, entry).is_none());
    let left: Vec<&Name> = left.map(|entry| &entry.name).collect();
    if left.len() < of_group.len() { left } else { Vec::new() }
}

fn first(records: &[&Occurrence], reaches: impl Fn(&Occurrence) -> bool) -> Option<(Date, Location)> {
    let first = records.iter().filter(|one| reaches(one)).min_by_key(|one| one.date);
    first.map(|one| (one.date, one.place()))
}

/// When somebody on the list was informed, by name or as part of a group.
fn person_reached(context: &SubjectContext, records: &[&Occurrence], entry: &Attendee) -> Option<(Date, Location)> {
    first(records, |one| {
        stated(one).iter().any(|word| {
            word.as_str() == PARTICIPANTS
                || is_named(context, entry, word)
                || is_of(context, entry, &Actor::Id(word.clone()))
        })
    })
}

/// The people invited to the meeting of the round.
fn list<'a>(context: &SubjectContext<'_, 'a>) -> Vec<&'a Attendee> {
    let invited = |entry: &&Attendee| {
        entry.activities().contains(&"meeting") && entry.invited.is_none_or(|day| day <= context.today)
    };
    context.view.roster().map(|(_, entry)| entry).filter(invited).collect()
}

fn is_named(context: &SubjectContext, entry: &Attendee, word: &Name) -> bool {
    let own = entry.person.as_ref().unwrap_or(&entry.name);
    entry.name == *word || own == word || context.person_id(own).is_some_and(|id| Some(id) == context.person_id(word))
}

/// Whether somebody on the list belongs to a group. People of whom only the name is known belong to none.
fn is_of(context: &SubjectContext, entry: &Attendee, wanted: &Actor) -> bool {
    let person = entry.person.as_ref().unwrap_or(&entry.name);
    if is_participants(wanted) {
        return !entry.tags.is_empty() || context.archive.person_named(person).ok().flatten().is_some();
    }
    std::iter::once(person).chain(entry.tags.iter()).any(|word| actor::is_meant(context, wanted, word, context.today))
}
