//! The posts of people, as papers name them.

use super::Facts;
use crate::model::{Name, Office, Person, PostHeld};
use crate::vocabulary::{Group, Term};

impl Facts<'_> {
    /// A post; of one that an office has, the office and the post: 社会法制委员会主任.
    pub(super) fn post(&self, written: &str) -> String {
        let (post, office) = written.split_once(':').map_or((written, None), |(post, office)| (post, Some(office)));
        let post = self.regulation.name(post).zh;
        let of_office = Office::without_stand_in(&post).zip(office);
        of_office.map_or_else(|| post.clone(), |(post, office)| format!("{}{post}", self.name(office)))
    }

    /// The first post that somebody holds today.
    pub(super) fn post_of(&self, person: &Person) -> Option<String> {
        person.posts.iter().find(|post| post.on(self.today)).map(|held| self.post_held(held))
    }

    /// A post that somebody holds.
    pub(super) fn post_held(&self, held: &PostHeld) -> String {
        match &held.office {
            Some(office) => self.post(&format!("{}:{office}", held.post)),
            None => self.post(&held.post),
        }
    }

    /// The same for those of other bodies: of a post that no office of its own has in its name, with the institution, as the
    /// regulation has it (区政协副主席).
    pub(super) fn post_in_full(&self, held: &PostHeld) -> String {
        let short = self.post_held(held);
        let names = self.regulation.terms(Group::Posts).get(&held.post).into_iter().flat_map(Term::names);
        let longer = names.map(Name::as_str).find(|name| name.ends_with(&short) && *name != short);
        longer.map(ToOwned::to_owned).unwrap_or(short)
    }
}
