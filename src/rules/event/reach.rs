//! Whom something recorded has reached.

use crate::diagnostic::Location;
use crate::model::{Attendee, Date, Name};
use crate::rules::view::Occurrence;
use crate::rules::{Actor, SubjectContext, actor};
use crate::vocabulary::Group;

/// The word for whoever is on the list of the meeting.
const PARTICIPANTS: &str = "participants";

/// A group that no record that counts has reached, or not all of it.
pub(super) struct Unreached {
    pub group: Actor,
    /// Those who were left out while others of it were reached.
    pub people: Vec<Name>,
}

/// When a group that a rule names was reached by some records, and by which; nothing if somebody of it was not.
///
/// A record that names nobody reached everybody. A body or a group is reached as such; where the list of the meeting
/// holds people of it, it is also reached once each of them is. A person, or whoever holds a post, stands for himself
/// alone.
pub(crate) fn reached(context: &SubjectContext, records: &[&Occurrence], wanted: &Actor) -> Option<(Date, Location)> {
    let as_group = records.iter().filter(|one| {
        let to = stated(one);
        to.is_empty() || to.iter().any(|word| is_group(context, word, wanted, one.date))
    });
    let as_group = as_group.min_by_key(|one| one.date).map(|one| (one.date, one.place()));
    as_group.or_else(|| one_by_one(context, records, wanted))
}

/// Whether anybody of a group is on the list of the meeting; nothing is known where there is no list.
pub(super) fn takes_part(context: &SubjectContext, wanted: &Actor) -> bool {
    let list = list(context);
    list.is_empty() || list.iter().any(|entry| is_of(context, entry, wanted))
}

/// Whether anybody of a group is on the list of the meeting.
pub(super) fn is_invited(context: &SubjectContext, wanted: &Actor) -> bool {
    list(context).iter().any(|entry| is_of(context, entry, wanted))
}

/// Whether a record names somebody of a group, if not all of it.
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

/// The day on which the last of those who make up a group was reached.
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

/// Whoever of a group on the list no record has reached, where somebody else of it was.
pub(super) fn left_out<'a>(context: &SubjectContext<'_, 'a>, records: &[&Occurrence], wanted: &Actor) -> Vec<&'a Name> {
    let of_group: Vec<_> = list(context).into_iter().filter(|entry| is_of(context, entry, wanted)).collect();
    let is_left = |entry: &&&Attendee| person_reached(context, records, entry).is_none();
    let left: Vec<&Name> = of_group.iter().filter(is_left).map(|entry| &entry.name).collect();
    if left.len() < of_group.len() { left } else { Vec::new() }
}

fn first(records: &[&Occurrence], reaches: impl Fn(&Occurrence) -> bool) -> Option<(Date, Location)> {
    let first = records.iter().filter(|one| reaches(one)).min_by_key(|one| one.date);
    first.map(|one| (one.date, one.place()))
}

/// When somebody on the list was reached, by name or as one of a group.
fn person_reached(context: &SubjectContext, records: &[&Occurrence], entry: &Attendee) -> Option<(Date, Location)> {
    first(records, |one| {
        stated(one).iter().any(|word| {
            word.as_str() == PARTICIPANTS
                || is_named(context, entry, word)
                || is_of(context, entry, &Actor::Id(word.clone()))
        })
    })
}

/// Whoever is invited to the meeting of the round.
fn list<'a>(context: &SubjectContext<'_, 'a>) -> Vec<&'a Attendee> {
    let invited = |entry: &&Attendee| {
        entry.activities().contains(&"meeting") && entry.invited.is_none_or(|day| day <= context.today)
    };
    context.view.roster().map(|(_, entry)| entry).filter(invited).collect()
}

fn is_named(context: &SubjectContext, entry: &Attendee, word: &Name) -> bool {
    let person = |name: &Name| context.archive.person_named(name).ok().flatten().map(|person| &person.id);
    let own = entry.person.as_ref().unwrap_or(&entry.name);
    entry.name == *word || own == word || person(own).is_some_and(|id| Some(id) == person(word))
}

/// Whether somebody on the list belongs to a group. Of whom nothing is known but the name, nothing is asked.
fn is_of(context: &SubjectContext, entry: &Attendee, wanted: &Actor) -> bool {
    let person = entry.person.as_ref().unwrap_or(&entry.name);
    if is_participants(wanted) {
        return !entry.tags.is_empty() || context.archive.person_named(person).ok().flatten().is_some();
    }
    std::iter::once(person).chain(entry.tags.iter()).any(|word| actor::is_meant(context, wanted, word, context.today))
}
