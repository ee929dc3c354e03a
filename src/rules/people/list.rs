//! `Somebody`: the people whom a rule counts, from the roster entries of its activities and round.

use crate::model::{Attendee, Date, Person};
use crate::rules::{Actor, Basis, PeopleCheck, RuleContext, World, actor};
use std::collections::BTreeMap;

/// Somebody on the list, with one entry, or several for different activities or rounds.
pub(crate) struct Somebody<'a> {
    /// The entries with their places in the roster.
    entries: Vec<(usize, &'a Attendee)>,
}

/// The people whom a rule counts, in the order of the roster.
pub(crate) fn list<'a>(context: &RuleContext<'_, 'a>, check: &PeopleCheck) -> Vec<Somebody<'a>> {
    list_by(context, check, context.today)
}

/// The people whom a rule counts, including those invited by a day.
pub(super) fn list_by<'a>(context: &RuleContext<'_, 'a>, check: &PeopleCheck, by: Date) -> Vec<Somebody<'a>> {
    let view = &context.view;
    let mut entries: BTreeMap<usize, &Attendee> = BTreeMap::new();
    match check.basis {
        Basis::Invited => {
            let invited = view.roster().filter(|(_, entry)| entry.invited.is_none_or(|day| day <= by));
            entries.extend(
                invited.filter(|(_, entry)| check.at.iter().any(|activity| entry.activities().contains(&&**activity))),
            );
        }
        Basis::Known => entries.extend(check.at.iter().flat_map(|activity| view.present(activity))),
        Basis::Attended => {
            let marked = check.at.iter().filter(|activity| view.is_marked(activity));
            entries.extend(marked.flat_map(|activity| view.present(activity)));
        }
    }
    let mut list: Vec<Somebody> = Vec::new();
    // The same person twice for one activity and round is a mistake that is reported elsewhere.
    let several = check.at.len() > 1 || view.round.is_none();
    for (nth, entry) in entries {
        let known = if several { list.iter_mut().find(|one| one.is_same_person(entry)) } else { None };
        match known {
            Some(one) => one.entries.push((nth, entry)),
            None => list.push(Somebody { entries: vec![(nth, entry)] }),
        }
    }
    list.retain(|one| !one.is_any(context, &check.except));
    list
}

impl<'a> Somebody<'a> {
    /// The name in the roster.
    pub(crate) fn name(&self) -> &'a str {
        self.entries.first().map(|(_, entry)| entry.name.as_str()).unwrap_or_default()
    }

    /// The number of the first entry, as in `roster list`.
    pub(crate) fn number(&self) -> usize {
        self.entries.first().map_or(0, |(nth, _)| nth + 1)
    }

    /// The date of the invitation, the first of several.
    pub(crate) fn invited(&self) -> Option<Date> {
        self.entries.iter().filter_map(|(_, entry)| entry.invited).min()
    }

    /// Whether they are any of these actors, as a person of the register or by a tag.
    pub(crate) fn is_any(&self, context: &RuleContext, wanted: &[Actor]) -> bool {
        wanted.iter().any(|wanted| self.entries.iter().any(|(_, entry)| is_meant(context, wanted, entry)))
    }

    /// The person in the register.
    pub(crate) fn person(&self, world: &World<'a>) -> Option<&'a Person> {
        self.entries.iter().find_map(|(_, entry)| registered(world, entry))
    }

    /// Whether anything is known about them besides the name.
    pub(crate) fn is_known(&self, world: &World) -> bool {
        self.entries.iter().any(|(_, entry)| !entry.tags.is_empty() || registered(world, entry).is_some())
    }

    fn is_same_person(&self, entry: &Attendee) -> bool {
        self.entries.iter().any(|(_, known)| known.is_same_person(entry))
    }
}

/// The person of an entry in the register. If two people have the same name, an entry with only the name means neither.
fn registered<'a>(world: &World<'a>, entry: &Attendee) -> Option<&'a Person> {
    world.archive.person_named(entry.person.as_ref().unwrap_or(&entry.name)).ok().flatten()
}

fn is_meant(context: &RuleContext, wanted: &Actor, entry: &Attendee) -> bool {
    let person = entry.person.as_ref().unwrap_or(&entry.name);
    let mut stated = std::iter::once(person).chain(entry.tags.iter());
    stated.any(|stated| actor::is_meant(context, wanted, stated, context.day()))
}
