//! `Words`: looks up the ids of words on a command line or in a list.
//!
//! A name may stand for an id. An unknown ASCII word is refused, because ids are ASCII. An unknown name is accepted with a
//! note; one that is nearly a known name is refused, unless `--as-written` is given.

mod near;

use super::typed;
use crate::archive::{Archive, person_meant};
use crate::diagnostic::{Diagnostic, Known, unknown};
use crate::model::{Body, Name, Office};
use crate::regulation::{Names, Register, Regulation};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Term, written};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The archive and the regulations in which words are looked up.
pub(crate) struct Words<'a> {
    archive: &'a Archive,
    register: Register,
    under: Vec<&'a Regulation>,
    /// Whether names are accepted even if they are nearly known ones.
    as_written: bool,
}

/// Ids in rules whose meaning depends on the topic.
const OF_RULES: [&str; 3] = ["office", "entrusted-by", "proposers"];

/// The groups of terms for people and bodies that act.
const ACTORS: [Group; 3] = [Group::Bodies, Group::Posts, Group::Tags];

impl<'a> Words<'a> {
    /// Looks words up under these regulations, in their order.
    pub(crate) fn under(archive: &'a Archive, under: Vec<&'a Regulation>, as_written: bool) -> Self {
        Self { archive, register: Register::of(archive), under, as_written }
    }

    fn names(&self) -> Names<'_> {
        Names { register: &self.register, under: self.under.clone() }
    }

    /// The id of a person, body or post that acts or is addressed.
    ///
    /// # Errors
    /// If an ASCII word is no id, if several people have a name, or if a name is nearly one that is known.
    pub(crate) fn actor(&self, written: &str) -> Result<String, Diagnostic> {
        let word = Name::from(written.trim());
        if let Some(person) = person_meant(&self.archive.people, &word)? {
            return Ok(person.id.to_string());
        }
        let kind = Text::new("人员、单位或职务", "person, body or post");
        if word.is_ascii() {
            if self.ids().contains(word.as_str()) || self.is_post_for_office(&word) {
                return Ok(word.to_string());
            }
            let own = self.register.body(&word).map(Name::as_str);
            let id = own.map_or_else(|| self.among(&ACTORS, &kind, &word), |id| Ok(Some(id)))?;
            return id.map(ToOwned::to_owned).ok_or_else(|| unknown(&kind, &word, self.known()));
        }
        if let Some(id) = self.names().actor(&word) {
            return Ok(id.to_string());
        }
        match self.among(&ACTORS, &kind, &word)? {
            Some(id) => Ok(id.to_owned()),
            None if word.contains('、') && word.split('、').all(|one| self.is_registered(one.trim())) => {
                Err(Diagnostic::new(
                    text!(zh: "`{word}` 是几个，这里只写一个", en: "`{word}` are several, and one is wanted"),
                )
                .hint(Text::new("写其中一个", "name one of them")))
            }
            None => self.as_written(&kind, &word, self.called()),
        }
    }

    /// The id of an office, which need not be listed.
    ///
    /// # Errors
    /// If a name is nearly one that is known.
    pub(crate) fn office(&self, written: &str) -> Result<String, Diagnostic> {
        let word = Name::from(written.trim());
        if let Some(id) = self.register.body(&word) {
            return Ok(id.to_string());
        }
        if word.is_ascii() {
            return Ok(word.to_string());
        }
        let offices = self.archive.settings.iter().flat_map(|settings| settings.offices.iter());
        self.as_written(&Text::new("委室", "office"), &word, offices.map(|(_, office)| (&office.name, false)))
    }

    /// The id of a term of a group; if its list is open, any other word as written.
    ///
    /// # Errors
    /// If there is no such name, or if it is nearly one that is known.
    pub(crate) fn term(&self, group: Group, written: &str, is_open: bool) -> Result<String, Diagnostic> {
        let word = Name::from(written.trim());
        let known: Vec<(&str, &Term)> = self.terms(&[group]).collect();
        // Without a list, any word is accepted.
        if known.is_empty() {
            return Ok(word.to_string());
        }
        if let Some(id) = self.among(&[group], &group.text(), &word)? {
            return Ok(id.to_owned());
        }
        let names = known.iter().map(|(id, term)| (*id, term.names().map(Name::as_str).collect()));
        if matches!(group, Group::Forms | Group::SuggestionKinds)
            && let Some(id) = typed::only_part_of(&word, names)
        {
            return Ok(id.to_owned());
        }
        if word.is_ascii() || !is_open {
            return Err(unknown(&group.text(), &word, known));
        }
        let names = known.iter().flat_map(|(_, term)| term.names().map(|name| (name, false)));
        self.as_written(&group.text(), &word, names)
    }

    /// The id of a place of units.yml, from its id or its name.
    ///
    /// # Errors
    /// If there is none, with the nearest one as a hint.
    pub(crate) fn unit(&self, written: &str) -> Result<String, Diagnostic> {
        let (name, units) = (Name::from(written.trim()), &self.archive.units);
        let found = units.iter().find(|unit| unit.id == name || unit.name == name);
        found.map(|unit| unit.id.to_string()).ok_or_else(|| unknown(&Text::new("地方", "place"), written, units))
    }

    /// The id of a tag or a post.
    ///
    /// # Errors
    /// If there is none, with the nearest one as a hint.
    pub(crate) fn role(&self, written: &str) -> Result<String, Diagnostic> {
        let word = Name::from(written.trim());
        let kind = Group::Tags.text();
        let id = self.among(&[Group::Tags, Group::Posts], &kind, &word)?.map(ToOwned::to_owned);
        id.ok_or_else(|| unknown(&kind, &word, self.terms(&[Group::Tags, Group::Posts])))
    }

    /// The terms of some groups, regulation by regulation.
    fn terms(&self, groups: &[Group]) -> impl Iterator<Item = (&str, &Term)> {
        self.under.iter().flat_map(|one| groups.iter().flat_map(|group| one.terms(*group).iter()))
    }

    /// The id that a word means in some groups, in the first regulation that knows it.
    fn among(&self, groups: &[Group], kind: &Text, word: &Name) -> Result<Option<&str>, Diagnostic> {
        for regulation in &self.under {
            let terms = groups.iter().flat_map(|group| regulation.terms(*group).iter());
            if let Some(id) = written(kind, word, terms)? {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// The id of an activity.
    ///
    /// # Errors
    /// If there is none, where a regulation lists some.
    pub(crate) fn activity(&self, written: &str) -> Result<String, Diagnostic> {
        let word = Name::from(written.trim());
        match self.names().activity(&word) {
            Some(id) => Ok(id.to_string()),
            None if word.as_str() == "meeting" => Ok(word.to_string()),
            None => self.term(Group::Activities, &word, false),
        }
    }

    /// Notes on words that were accepted and mean nobody known.
    pub(crate) fn notes_on<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Vec<Text> {
        let mut notes = BTreeSet::new();
        let unknown = words.into_iter().filter(|word| !word.is_ascii() && !self.is_registered(word));
        unknown.filter(|word| notes.insert(*word)).map(|word| self.note_on(word)).collect()
    }

    /// Notes on offices that the settings do not list: usually another name of a listed one.
    pub(crate) fn notes_on_offices<'w>(&self, offices: impl IntoIterator<Item = &'w str>) -> Vec<Text> {
        let listed = self.archive.settings.as_ref().map(|settings| &settings.offices);
        let mut unknown: Vec<&str> =
            offices.into_iter().filter(|id| listed.is_some_and(|of| of.get(id).is_none())).collect();
        unknown.sort_unstable();
        unknown.dedup();
        if unknown.is_empty() {
            return Vec::new();
        }
        let Text { zh, en } = Text::listed(&unknown);
        let note = text!(
            zh: "yijuan.yml 没有列出的委室，照所写的记下：{zh}",
            en: "offices that yijuan.yml does not list, taken as written: {en}"
        );
        let mut near: Vec<&str> = unknown.iter().flat_map(|word| self.alike(word)).collect();
        near.dedup();
        let Text { zh, en } = Text::listed(&near);
        let near = (!near.is_empty()).then(|| text!(zh: "；相近的有：{zh}", en: "; the nearest known: {en}"));
        let register = Text::new("；`yijuan office add` 登记", "; `yijuan office add` registers them");
        vec![near.iter().chain([&register]).fold(note, Text::then)]
    }

    /// Whether the registers or a regulation know the word. The id of an office that is not listed may contain its name.
    fn is_registered(&self, word: &str) -> bool {
        self.archive.person_named(word).is_ok_and(|person| person.is_some())
            || self.names().actor(word).is_some()
            || self.archive.settings.as_ref().is_some_and(|settings| settings.own_id(word).is_some())
    }

    /// Splits a word that names two: 党委政府.
    fn two<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        let mut splits = word.char_indices().skip(1).map(|(at, _)| word.split_at(at));
        splits.find(|(one, other)| self.is_registered(one) && self.is_registered(other))
    }

    fn note_on(&self, word: &str) -> Text {
        if let Some((one, other)) = self.two(word) {
            return text!(zh: "“{word}”是两个，分开写：{one}、{other}", en: "`{word}` are two: {one}、{other}");
        }
        let near = self.alike(word);
        let note = text!(
            zh: "“{word}”没有登记，不视为规程所说的任何单位或人员",
            en: "`{word}` is not registered and counts as nobody in particular"
        );
        let note = if near.is_empty() {
            note
        } else {
            let Text { zh, en } = Text::listed(&near);
            note.then(&text!(zh: "；相近的有：{zh}", en: "; the nearest known: {en}"))
        };
        note.then(&Text::new(
            "；登记委室用 `yijuan office add`，单位用 `yijuan body add`，人员用 `yijuan person add`",
            "; `yijuan office add` registers an office, `yijuan body add` a body, `yijuan person add` a person",
        ))
    }

    /// The three names that share most characters with a word, at least two.
    fn alike(&self, word: &str) -> Vec<&str> {
        let names = self.called().map(|(name, _)| (word.chars().filter(|c| name.contains(*c)).count(), name.as_str()));
        let mut alike: Vec<(usize, &str)> = names.filter(|(shared, _)| *shared > 1).collect();
        alike.sort_by_key(|(shared, name)| (Reverse(*shared), name.chars().count()));
        alike.dedup();
        alike.into_iter().map(|(_, name)| name).take(3).collect()
    }

    /// All ids of people and bodies that may act.
    fn ids(&self) -> BTreeSet<&str> {
        let archive = self.archive;
        let people = archive.people.iter().map(|person| person.id.as_str());
        let settings = archive.settings.iter();
        let listed = settings.flat_map(|settings| settings.offices.keys().chain(settings.bodies.keys()));
        let declared = self.actors().flat_map(|(id, _)| [id]);
        let kinds = Office::KINDS.iter().chain(&Body::KINDS).map(|(id, _)| *id);
        let rooms = archive.rooms.iter().map(|room| room.id.as_str());
        people.chain(listed).chain(rooms).chain(self.offices()).chain(declared).chain(kinds).chain(OF_RULES).collect()
    }

    /// All people and bodies that may act, with their names, to be suggested.
    fn known(&self) -> Vec<Known<'_>> {
        let archive = self.archive;
        let listed = archive.settings.iter().flat_map(|settings| {
            let offices = settings.offices.iter().map(|(id, office)| (id, office.name.as_str()));
            offices.chain(settings.bodies.iter().map(|(id, body)| (id, body.name.as_str())))
        });
        let rooms = archive.rooms.iter().map(|room| (room.id.as_str(), room.name.as_str()));
        let named = archive.people.iter().map(Known::from).chain(listed.chain(rooms).map(Known::from));
        let mut known: Vec<Known> = named.chain(self.actors().map(Known::from)).collect();
        let others = self.ids().into_iter().filter(|id| known.iter().all(|one| one.id != *id)).map(Known::from);
        known.extend(others.collect::<Vec<_>>());
        known
    }

    /// The offices in all files, listed or not.
    fn offices(&self) -> impl Iterator<Item = &str> {
        let archive = self.archive;
        let held = archive.people.iter().flat_map(|person| &person.posts).filter_map(|post| post.office.as_ref());
        let of_topics = archive.topics.iter().filter_map(|topic| topic.file.office.as_ref());
        let of_suggestions = archive.topics.iter().flat_map(|topic| &topic.suggestions);
        let of_suggestions = of_suggestions.filter_map(|suggestion| suggestion.office.as_ref());
        let of_plans = archive.plans.iter().flat_map(|plan| &plan.file.items).filter_map(|item| item.office.as_ref());
        let of_rooms = archive.rooms.iter().filter_map(|room| room.guide.as_ref());
        held.chain(of_topics).chain(of_suggestions).chain(of_plans).chain(of_rooms).map(Name::as_str)
    }

    fn actors(&self) -> impl Iterator<Item = (&str, &Term)> {
        self.terms(&ACTORS)
    }

    /// The names of all that may act, and whether it is a person.
    fn called(&self) -> impl Iterator<Item = (&Name, bool)> {
        let people = self.archive.people.iter().map(|person| (&person.name, true));
        let settings = self.archive.settings.iter();
        let listed = settings.flat_map(|settings| {
            let offices = settings.offices.iter().map(|(_, office)| &office.name);
            offices.chain(settings.bodies.iter().map(|(_, body)| &body.name))
        });
        let rooms = self.archive.rooms.iter().map(|room| &room.name);
        let terms = self.actors().flat_map(|(_, term)| term.names());
        people.chain(listed.chain(rooms).chain(terms).map(|name| (name, false)))
    }

    fn is_post_for_office(&self, word: &str) -> bool {
        let Some((post, office)) = word.split_once(':') else { return false };
        let is_post = self.under.iter().any(|regulation| regulation.terms(Group::Posts).get(post).is_some());
        is_post
            && (office == "office"
                || self.offices().any(|known| known == office)
                || self.archive.settings.iter().any(|settings| settings.office_or_body(office).is_some()))
    }
}
