//! Replaces names by ids in everything read from an archive, so that no later code needs to know which was written.
//!
//! Ids are ASCII, so a file written in ids alone costs almost nothing. A name that means nobody, or several people, stays
//! as it is.

mod register;
mod topic;
mod year;

pub use register::Register;

use crate::archive::{Archive, Comments, Paper, Review, Topic, recorded};
use crate::model::{CommentLine, Event, Material, Name, Recorded};
use crate::regulation::{Regulation, Regulations};
use crate::vocabulary::Group;
use rayon::prelude::*;

/// The names that may be used in the files of an archive.
#[derive(Clone, Debug)]
pub struct Naming<'r> {
    regulations: &'r Regulations,
    register: Register,
    /// Ids of the regulations named by the settings and the rooms, those of the settings first.
    used: Vec<Name>,
}

/// The names known to the archive and to some regulations; the first regulation that knows a name decides.
#[derive(Clone, Debug)]
pub struct Names<'n> {
    /// The names that the archive itself gives.
    pub register: &'n Register,
    /// The regulations.
    pub under: Vec<&'n Regulation>,
}

/// Names for words of the rule language: roles that differ from topic to topic, and a kind of office.
const OF_RULES: [(&str, &str); 5] = [
    ("责任委室", "office"),
    ("委托方", "entrusted-by"),
    ("提出者", "proposers"),
    ("提出人员", "proposers"),
    ("专门委员会", "special-committee"),
];

impl<'r> Naming<'r> {
    /// The names for an archive with these settings, people and rooms.
    #[must_use]
    pub fn of(regulations: &'r Regulations, archive: &Archive) -> Self {
        let settings = archive.settings.iter();
        let named = settings.flat_map(|settings| settings.regulation.iter().chain(&settings.regulations));
        let named = named.chain(archive.rooms.iter().map(|room| &room.regulation));
        let mut used: Vec<Name> = Vec::new();
        for id in named.filter_map(|id| regulations.get(id).ok()).map(|regulation| &regulation.id) {
            if !used.contains(id) {
                used.push(id.clone());
            }
        }
        Self { regulations, register: Register::of(archive), used }
    }

    /// Replaces names by ids in all that was read of an archive.
    pub fn archive(&self, archive: &mut Archive) {
        self.topics(&mut archive.topics);
        self.registers(archive);
    }

    /// Replaces names by ids in everything but the topics.
    fn registers(&self, archive: &mut Archive) {
        self.settings(archive);
        self.people(archive);
        self.rooms(archive);
        let Archive { rooms, plans, .. } = archive;
        for plan in plans {
            self.plan(plan, rooms);
        }
    }

    /// Replaces names by ids in topics.
    pub fn topics(&self, topics: &mut [Topic]) {
        topics.par_iter_mut().for_each(|topic| self.topic(topic));
    }

    /// The names under one regulation; only the archive's own if there is no such regulation.
    fn under(&self, regulation: &str) -> Names<'_> {
        Names { register: &self.register, under: self.regulations.get(regulation).into_iter().collect() }
    }

    /// The names under all regulations in use, those of `first` before the others.
    fn under_any(&self, first: Option<&Name>) -> Names<'_> {
        let ids = first.into_iter().chain(self.used.iter().filter(|id| Some(*id) != first));
        Names { register: &self.register, under: ids.filter_map(|id| self.regulations.get(id).ok()).collect() }
    }

    /// A regulation may be written as its title.
    fn regulation(&self, word: &mut Name) {
        replace(word, |title| self.regulations.get(title).ok().map(|regulation| &regulation.id));
    }
}

/// Replaces a word by its id, unless it is an id or its meaning is unknown.
fn replace<'n>(word: &mut Name, meant: impl FnOnce(&Name) -> Option<&'n Name>) {
    if !word.is_ascii()
        && let Some(id) = meant(word)
    {
        *word = id.clone();
    }
}

fn replace_all<'n>(words: &mut [Name], meant: impl Fn(&Name) -> Option<&'n Name>) {
    for word in words {
        replace(word, &meant);
    }
}

impl<'n> Names<'n> {
    /// The id of a name of a group.
    #[must_use]
    pub fn term(&self, group: Group, name: &str) -> Option<&'n Name> {
        self.under.iter().find_map(|regulation| regulation.term_named(group, name))
    }

    /// The id of a tag or post, as people have them on a roster.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<&'n Name> {
        self.term(Group::Tags, name).or_else(|| self.term(Group::Posts, name))
    }

    /// The id of an event.
    #[must_use]
    pub fn event(&self, name: &str) -> Option<&'n Name> {
        self.under.iter().find_map(|regulation| regulation.event_named(name))
    }

    /// The id of a document.
    #[must_use]
    pub fn document(&self, name: &str) -> Option<&'n Name> {
        self.under.iter().find_map(|regulation| regulation.document_named(name))
    }

    /// The id of an activity; the meeting always is one.
    #[must_use]
    pub fn activity(&self, name: &str) -> Option<&'n Name> {
        self.term(Group::Activities, name).or_else(|| self.event(name).filter(|event| event.as_str() == "meeting"))
    }

    /// The id of an actor or recipient: a person, office, body or room of the archive, else a body, post or tag of the
    /// regulation. `职务:委室` is a post for one office.
    #[must_use]
    pub fn actor(&self, name: &str) -> Option<Name> {
        let register = self.register;
        let own = register.person(name).or_else(|| register.body(name)).or_else(|| register.room(name));
        let groups = [Group::Bodies, Group::Posts, Group::Tags].into_iter();
        let known = own.or_else(|| groups.into_iter().find_map(|group| self.term(group, name))).cloned();
        known
            .or_else(|| OF_RULES.iter().find(|(word, _)| *word == name).map(|(_, id)| Name::from(*id)))
            .or_else(|| self.post_for_office(name))
    }

    /// A post for one office: 主任:城建环保委员会, or as messages write it, 分管责任委室的副主席 and 责任委室主任.
    fn post_for_office(&self, name: &str) -> Option<Name> {
        let for_responsible = name.strip_prefix("分管").unwrap_or(name).strip_prefix("责任委室的");
        if let Some(post) = for_responsible.or(name.strip_prefix("责任")).and_then(|post| self.term(Group::Posts, post))
        {
            return Some(Name::from(format!("{post}:office")));
        }
        let (post, office) = name.split_once([':', '：'])?;
        let post = if post.is_ascii() { post } else { self.term(Group::Posts, post)? };
        let office = if office.is_ascii() { office } else { self.register.body(office).map_or(office, Name::as_str) };
        Some(Name::from(format!("{post}:{office}")))
    }

    fn replace_actor(&self, word: &mut Name) {
        if !word.is_ascii()
            && let Some(id) = self.actor(word)
        {
            *word = id;
        }
    }

    fn replace_actors(&self, words: &mut [Name]) {
        for word in words {
            self.replace_actor(word);
        }
    }

    fn replace_event(&self, event: &mut Event) {
        replace(&mut event.event, |name| self.event(name));
        self.replace_actors(&mut event.by.0);
        self.replace_actors(&mut event.to.0);
        replace_all(event.via.as_mut_slice(), |name| self.term(Group::Ways, name));
        replace_all(event.room.as_mut_slice(), |name| self.register.room(name));
    }

    fn replace_reviews(&self, reviews: &mut [Review]) {
        for decision in reviews.iter_mut().flat_map(|review| &mut review.decisions) {
            replace_all(decision.step.as_mut_slice(), |name| self.event(name));
            replace_all(decision.document.as_mut_slice(), |name| self.document(name));
            self.replace_actor(&mut decision.by);
            self.replace_actors(decision.r#for.as_mut_slice());
            replace_all(decision.post.as_mut_slice(), |name| self.term(Group::Posts, name));
        }
    }

    fn replace_comments(&self, comments: &mut [Comments]) {
        for (_, said) in comments.iter_mut().flat_map(|comments| &mut comments.lines) {
            self.replace_actor(match said {
                CommentLine::Made(comment) => &mut comment.by,
                CommentLine::Settled(settled) => &mut settled.by,
            });
        }
    }

    fn replace_material(&self, material: &mut Material) {
        replace_all(&mut material.document.0, |name| self.document(name));
        replace_all(material.room.as_mut_slice(), |name| self.register.room(name));
    }

    fn replace_paper(&self, paper: &mut Paper) {
        let front = &mut paper.front;
        replace(&mut front.document, |name| self.document(name));
        for office in front.office.iter_mut().chain(&mut front.issuer).chain(&mut front.filled_by) {
            self.replace_actor(office);
        }
        self.replace_actors(&mut front.to.0);
        self.replace_actors(&mut front.cc.0);
        replace_all(&mut front.absorbs.0, |name| self.document(name));
        replace_all(front.room.as_mut_slice(), |name| self.register.room(name));
    }
}

/// Replaces names by ids in events, then finds again which are repeated or voided: before, one entry may have had the name
/// and the other the id.
fn replace_events(entries: &mut Vec<Recorded>, replace: impl Fn(&mut Event)) {
    let had_names = entries.iter().any(|entry| is_written_by_name(&entry.event));
    for entry in entries.iter_mut() {
        replace(&mut entry.event);
    }
    if had_names {
        entries.sort_by_key(|entry| entry.entry);
        *entries = recorded(std::mem::take(entries).into_iter().map(|entry| (entry.entry, entry.event)));
    }
}

fn is_written_by_name(event: &Event) -> bool {
    !event.event.is_ascii() || event.room.as_ref().is_some_and(|room| !room.is_ascii())
}
