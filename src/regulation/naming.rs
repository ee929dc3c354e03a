//! Names where ids are wanted: whatever a file calls by its Chinese name is replaced by its id once it is read, so that
//! nothing after it need know which of the two was written.
//!
//! Ids are ASCII, so what is written in ids alone costs a look at each word. A name that means nobody, or several
//! people, stays as it is.

mod register;
mod topic;
mod year;

pub use register::Register;

use crate::archive::{Archive, Paper, Review, Topic, recorded};
use crate::model::{Event, Material, Name, Recorded};
use crate::regulation::{Regulation, Regulations};
use crate::vocabulary::Group;
use rayon::prelude::*;

/// What the words of an archive's files mean.
#[derive(Clone, Debug)]
pub struct Naming<'r> {
    regulations: &'r Regulations,
    register: Register,
    /// Ids of the regulations that the settings and the rooms name, the archive's own first.
    used: Vec<Name>,
}

/// What words mean under some regulations: the first that knows one says so.
#[derive(Clone, Debug)]
pub struct Names<'n> {
    /// Who and what the archive itself gives a name.
    pub register: &'n Register,
    /// The regulations.
    pub under: Vec<&'n Regulation>,
}

/// What rules call whoever it is in the case at hand, and a kind of office.
const OF_RULES: [(&str, &str); 5] = [
    ("责任委室", "office"),
    ("委托方", "entrusted-by"),
    ("提出者", "proposers"),
    ("提出人员", "proposers"),
    ("专门委员会", "special-committee"),
];

impl<'r> Naming<'r> {
    /// What the words mean of an archive with these settings, people and rooms.
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

    /// Puts ids in the place of names in all that was read of an archive.
    pub fn archive(&self, archive: &mut Archive) {
        self.topics(&mut archive.topics);
        self.registers(archive);
    }

    /// Puts ids in the place of names in everything but the topics.
    fn registers(&self, archive: &mut Archive) {
        self.settings(archive);
        self.people(archive);
        self.rooms(archive);
        let Archive { rooms, plans, .. } = archive;
        let regulation_of = |id: &str| rooms.iter().find(|room| *room.id == *id).map(|room| room.regulation.clone());
        for plan in plans {
            self.plan(plan, &regulation_of);
        }
    }

    /// Puts ids in the place of names in topics.
    pub fn topics(&self, topics: &mut [Topic]) {
        topics.par_iter_mut().for_each(|topic| self.topic(topic));
    }

    /// What words mean under one regulation; none of its words if there is no such regulation.
    fn under(&self, regulation: &str) -> Names<'_> {
        Names { register: &self.register, under: self.regulations.get(regulation).into_iter().collect() }
    }

    /// What words mean under any regulation in use, those of one before those of the others.
    fn under_any(&self, first: Option<&Name>) -> Names<'_> {
        let ids = first.into_iter().chain(self.used.iter().filter(|id| Some(*id) != first));
        Names { register: &self.register, under: ids.filter_map(|id| self.regulations.get(id).ok()).collect() }
    }

    /// A regulation goes by its title as well.
    fn regulation(&self, word: &mut Name) {
        put(word, |title| self.regulations.get(title).ok().map(|regulation| &regulation.id));
    }
}

/// Puts what a word means in its place, if it is no id and means anything.
fn put<'n>(word: &mut Name, meant: impl FnOnce(&Name) -> Option<&'n Name>) {
    if !word.is_ascii()
        && let Some(id) = meant(word)
    {
        *word = id.clone();
    }
}

fn put_all<'n>(words: &mut [Name], meant: impl Fn(&Name) -> Option<&'n Name>) {
    for word in words {
        put(word, &meant);
    }
}

impl<'n> Names<'n> {
    /// The id of a name of a group.
    #[must_use]
    pub fn term(&self, group: Group, name: &str) -> Option<&'n Name> {
        self.under.iter().find_map(|regulation| regulation.meant(group, name))
    }

    /// The id of what somebody may be on a list: a tag or a post.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<&'n Name> {
        self.term(Group::Tags, name).or_else(|| self.term(Group::Posts, name))
    }

    /// The id of an event.
    #[must_use]
    pub fn event(&self, name: &str) -> Option<&'n Name> {
        self.under.iter().find_map(|regulation| regulation.event_meant(name))
    }

    /// The id of a document.
    #[must_use]
    pub fn document(&self, name: &str) -> Option<&'n Name> {
        self.under.iter().find_map(|regulation| regulation.document_meant(name))
    }

    /// The id of an activity; the meeting is one everywhere.
    #[must_use]
    pub fn activity(&self, name: &str) -> Option<&'n Name> {
        self.term(Group::Activities, name).or_else(|| self.event(name).filter(|event| event.as_str() == "meeting"))
    }

    /// The id of whoever acts or is addressed: a person of the register, an office, a body, then whom the regulation
    /// speaks of; `职务:委室` is a post for one office.
    #[must_use]
    pub fn actor(&self, name: &str) -> Option<Name> {
        let own = self.register.person(name).or_else(|| self.register.body(name));
        let groups = [Group::Bodies, Group::Posts, Group::Tags].into_iter();
        let known = own.or_else(|| groups.into_iter().find_map(|group| self.term(group, name))).cloned();
        let of_rules = || OF_RULES.iter().find(|(word, _)| *word == name).map(|(_, id)| Name::from(*id));
        known.or_else(of_rules).or_else(|| self.post_for_office(name))
    }

    /// 主任:城建环保委员会; 分管责任委室的副主席 and 责任委室主任, as messages have it.
    fn post_for_office(&self, name: &str) -> Option<Name> {
        let of_responsible = name.strip_prefix("分管").unwrap_or(name).strip_prefix("责任委室的");
        if let Some(post) = of_responsible.or(name.strip_prefix("责任")).and_then(|post| self.term(Group::Posts, post))
        {
            return Some(Name::from(format!("{post}:office")));
        }
        let (post, office) = name.split_once([':', '：'])?;
        let post = if post.is_ascii() { post } else { self.term(Group::Posts, post)? };
        let office = if office.is_ascii() { office } else { self.register.body(office).map_or(office, Name::as_str) };
        Some(Name::from(format!("{post}:{office}")))
    }

    fn put_actor(&self, word: &mut Name) {
        if !word.is_ascii()
            && let Some(id) = self.actor(word)
        {
            *word = id;
        }
    }

    fn put_actors(&self, words: &mut [Name]) {
        for word in words {
            self.put_actor(word);
        }
    }

    fn put_event(&self, event: &mut Event) {
        put(&mut event.event, |name| self.event(name));
        self.put_actors(&mut event.by.0);
        self.put_actors(&mut event.to.0);
        put_all(event.via.as_mut_slice(), |name| self.term(Group::Ways, name));
        put_all(event.room.as_mut_slice(), |name| self.register.room(name));
    }

    fn put_reviews(&self, reviews: &mut [Review]) {
        for decision in reviews.iter_mut().flat_map(|review| &mut review.decisions) {
            put_all(decision.step.as_mut_slice(), |name| self.event(name));
            put_all(decision.document.as_mut_slice(), |name| self.document(name));
            self.put_actor(&mut decision.by);
            self.put_actors(decision.r#for.as_mut_slice());
            put_all(decision.post.as_mut_slice(), |name| self.term(Group::Posts, name));
        }
    }

    fn put_material(&self, material: &mut Material) {
        put_all(&mut material.document.0, |name| self.document(name));
        put_all(material.room.as_mut_slice(), |name| self.register.room(name));
    }

    fn put_paper(&self, paper: &mut Paper) {
        let front = &mut paper.front;
        put(&mut front.document, |name| self.document(name));
        for office in front.office.iter_mut().chain(&mut front.issuer).chain(&mut front.filled_by) {
            self.put_actor(office);
        }
        self.put_actors(&mut front.to.0);
        self.put_actors(&mut front.cc.0);
        put_all(&mut front.absorbs.0, |name| self.document(name));
        put_all(front.room.as_mut_slice(), |name| self.register.room(name));
    }
}

/// Entries of events with ids in the place of names. What one strikes out it strikes out by either.
fn put_events(entries: &mut Vec<Recorded>, put: impl Fn(&mut Event)) {
    let by_name = |event: &Event| !event.event.is_ascii() || event.room.as_ref().is_some_and(|room| !room.is_ascii());
    let anew = entries.iter().any(|one| by_name(&one.event));
    for one in entries.iter_mut() {
        put(&mut one.event);
    }
    if anew {
        entries.sort_by_key(|one| one.entry);
        *entries = recorded(std::mem::take(entries).into_iter().map(|one| (one.entry, one.event)));
    }
}
