//! What somebody on a roster is: by the roster, else by the register of people. Whoever hosts is what they are besides.

use super::Role;
use crate::archive::Archive;
use crate::model::{Attendee, Date, Name};

/// The tags and posts of somebody with these entries on a day, each once: the roles that the entries give; then what else
/// they say somebody is, or what the register says where they say nothing.
pub(crate) fn capacities<'a>(archive: &'a Archive, entries: &[&'a Attendee], day: Date) -> Vec<&'a Name> {
    let tags = entries.iter().flat_map(|entry| entry.tags.iter());
    let (mut all, mut own): (Vec<&Name>, Vec<&Name>) = tags.partition(|tag| Role::is_tag(tag));
    if own.is_empty() {
        let mut named = entries.iter().map(|entry| entry.person.as_ref().unwrap_or(&entry.name));
        // If two people have the same name, an entry with only the name means neither.
        let person = named.find_map(|name| archive.person_named(name).ok().flatten());
        let posts = person.into_iter().flat_map(|person| &person.posts).filter(|held| held.on(day));
        own = posts.map(|held| &held.post).chain(person.into_iter().flat_map(|person| person.tags.iter())).collect();
    }
    for one in own {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}
