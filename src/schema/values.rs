//! The words that may be written: ids and names of the archive, and those of its regulations.

use crate::archive::Archive;
use crate::model::{Body, Name, Office, PlanItem};
use crate::regulation::{Regulation, Regulations};
use crate::text::Language;
use crate::vocabulary::{Field, Group, SubjectKind, Term, Vocabulary};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Nobody's: anything may be written.
    Anything,
    /// Events of a topic and its rounds.
    TopicEvents,
    /// Events of a year and of rooms.
    YearEvents,
    /// Events of a suggestion.
    SuggestionEvents,
    /// Events of any subject.
    Events,
    /// Documents of the regulations in use.
    Documents,
    /// Documents of all regulations.
    AllDocuments,
    /// Rules of the regulations in use.
    Rules,
    /// Words and rules for which the archive may set its own value.
    Limits,
    /// Terms of the regulations in use.
    Terms(Group),
    /// Ways, also others than those listed.
    Ways,
    /// Tags and posts, as people have them on a roster.
    Roles,
    /// Tags of the register of people.
    PersonTags,
    /// Posts, also for one office: `vice-chair:urban`.
    Posts,
    /// Tags, and how many take part in all.
    Quota,
    /// Activities, and the meeting.
    Activities,
    /// Levels of rooms and places.
    Levels,
    /// Regulations.
    Regulations,
    /// Kinds of offices.
    OfficeKinds,
    /// Kinds of bodies.
    BodyKinds,
    /// Kinds of plan items.
    PlanKinds,
    /// People of the register.
    People,
    /// People of the register, or others.
    Anybody,
    /// Offices and bodies.
    Offices,
    /// Whoever acts or is addressed.
    Actors,
    /// Consultation rooms.
    Rooms,
    /// Places.
    Units,
    /// Liaison bodies: offices, bodies and rooms.
    Liaison,
    /// Languages of the program.
    Languages,
}

/// An archive and its regulations.
pub struct Values<'a> {
    archive: &'a Archive,
    regulations: &'a Regulations,
    /// The regulations in use.
    used: Vec<&'a Regulation>,
}

/// Any text.
const ANY: &str = ".";

/// A name, which is no id.
const NAME: &str = "[^\\x00-\\x7F]";

impl<'a> Values<'a> {
    /// The words of an archive with these regulations.
    #[must_use]
    pub fn new(archive: &'a Archive, regulations: &'a Regulations) -> Self {
        Self { archive, regulations, used: regulations.used(archive).collect() }
    }

    /// What JSON Schema says of a word.
    pub(super) fn schema(&self, of: Of) -> Value {
        let (words, also) = self.of(of);
        let other = json!({"type": "string", "pattern": also.as_deref().unwrap_or(ANY)});
        match (words.is_empty(), also) {
            // Nothing is known of which it could be one.
            (true, _) => json!({"type": ["string", "number"], "minLength": 1}),
            (false, None) => json!({"type": "string", "enum": words}),
            (false, Some(_)) => json!({"anyOf": [{"type": "string", "enum": words}, other]}),
        }
    }

    /// The words, each once, and a pattern of what else may be written.
    pub(super) fn of(&self, of: Of) -> (Vec<String>, Option<String>) {
        let any = Some(ANY.to_owned());
        let (words, also) = match of {
            Of::Anything => (Vec::new(), any),
            Of::TopicEvents => (self.events(&[SubjectKind::Topic, SubjectKind::Round, SubjectKind::Suggestion]), None),
            Of::YearEvents => (self.events(&[SubjectKind::Year, SubjectKind::Room]), None),
            Of::SuggestionEvents => (self.events(&[SubjectKind::Suggestion]), None),
            Of::Events => (named(self.events_of().map(|(id, kind)| (id, &kind.term))), None),
            Of::Documents => (documents(self.used.iter().copied()), None),
            Of::AllDocuments => (documents(self.regulations.iter()), None),
            Of::Rules => (self.rules(), None),
            Of::Limits => {
                let words = self.used.iter().flat_map(|regulation| regulation.words.iter());
                ([named(words), self.rules()].concat(), None)
            }
            Of::Terms(group) => (self.terms(group), self.also(group)),
            Of::Ways => (self.terms(Group::Ways), Some(NAME.to_owned())),
            Of::Roles => ([self.terms(Group::Tags), self.terms(Group::Posts)].concat(), None),
            Of::PersonTags => (self.all_terms(Group::Tags), None),
            Of::Posts => {
                let posts = self.all_terms(Group::Posts);
                let of_office = posts.join("|");
                (posts, Some(format!("^(?:{of_office}):.|^[^:]*[^\\x00-\\x7F:]")))
            }
            Of::Quota => ([vec!["total".to_owned()], self.terms(Group::Tags)].concat(), None),
            Of::Activities => {
                let meeting = self.events_of().filter(|(id, _)| *id == "meeting").map(|(id, kind)| (id, &kind.term));
                ([named(meeting), self.terms(Group::Activities)].concat(), self.also(Group::Activities))
            }
            Of::Levels => (self.terms(Group::Levels), None),
            Of::Regulations => {
                let names = self.regulations.iter().flat_map(|one| std::iter::once(&one.id).chain(one.names()));
                (names.map(Name::to_string).collect(), None)
            }
            Of::OfficeKinds => (pairs(&Office::KINDS), any),
            Of::BodyKinds => ([pairs(&Body::KINDS), self.terms(Group::Bodies)].concat(), None),
            Of::PlanKinds => (pairs(&PlanItem::KINDS), any),
            Of::People => (self.people(), None),
            Of::Anybody => (self.people(), any),
            Of::Offices => (self.offices(), any),
            Of::Actors => {
                let groups = [Group::Bodies, Group::Posts, Group::Tags].map(|group| self.terms(group)).concat();
                ([self.people(), self.offices(), self.rooms(), groups].concat(), any)
            }
            Of::Rooms => (self.rooms(), None),
            Of::Units => {
                let units = self.archive.units.iter();
                (units.flat_map(|unit| [&unit.id, &unit.name]).map(Name::to_string).collect(), None)
            }
            Of::Liaison => ([self.offices(), self.rooms()].concat(), any),
            Of::Languages => (Language::TAGS.map(str::to_owned).into(), Some("^(?:zh|en|ZH|EN)(?:[-_.]|$)".to_owned())),
        };
        let mut seen = HashSet::new();
        (words.into_iter().filter(|word| seen.insert(word.clone())).collect(), also)
    }

    fn events_of(&self) -> impl Iterator<Item = (&str, &crate::vocabulary::EventKind)> {
        self.used.iter().flat_map(|regulation| regulation.events.iter())
    }

    /// The events of these subjects, and that somebody was pressed, which is of any.
    fn events(&self, of: &[SubjectKind]) -> Vec<String> {
        let own = self.events_of().filter(|(id, kind)| of.contains(&kind.of) || *id == Vocabulary::REMINDED);
        named(own.map(|(id, kind)| (id, &kind.term)))
    }

    fn rules(&self) -> Vec<String> {
        self.used.iter().flat_map(|regulation| &regulation.rules).map(|rule| rule.id.to_string()).collect()
    }

    fn terms(&self, group: Group) -> Vec<String> {
        named(self.used.iter().flat_map(|regulation| regulation.terms(group).iter()))
    }

    /// The terms of a group in all regulations: of one that is not used they count for nothing here, and are no error.
    fn all_terms(&self, group: Group) -> Vec<String> {
        let unused = self.regulations.iter().flat_map(|regulation| regulation.terms(group).iter());
        [self.terms(group), named(unused)].concat()
    }

    /// What else than its terms a group allows: anything, if a regulation has none; names, if one leaves its list open.
    fn also(&self, group: Group) -> Option<String> {
        let field = match group {
            Group::Forms => Some(Field::Form),
            Group::Channels => Some(Field::SourceChannel),
            _ => None,
        };
        let free =
            [Group::Matters, Group::Selections, Group::Levels, Group::Adoptions, Group::Conversions, Group::Activities];
        if free.contains(&group) && self.used.iter().any(|regulation| regulation.terms(group).is_empty()) {
            return Some(ANY.to_owned());
        }
        let is_open = field.is_some_and(|field| self.used.iter().any(|regulation| regulation.leaves_open(&field)));
        is_open.then(|| NAME.to_owned())
    }

    /// People by id, and by a name that nobody else has.
    fn people(&self) -> Vec<String> {
        let mut called: HashMap<&Name, usize> = HashMap::new();
        for person in &self.archive.people {
            *called.entry(&person.name).or_default() += 1;
        }
        let people = self.archive.people.iter();
        let words = people.flat_map(|person| {
            let name = Some(&person.name).filter(|name| called.get(name) == Some(&1));
            std::iter::once(&person.id).chain(name)
        });
        words.map(Name::to_string).collect()
    }

    fn offices(&self) -> Vec<String> {
        let settings = self.archive.settings.iter();
        let words = settings.flat_map(|settings| {
            let offices = settings.offices.iter().map(|(id, office)| [id, office.name.as_str()]);
            offices.chain(settings.bodies.iter().map(|(id, body)| [id, body.name.as_str()])).flatten()
        });
        words.map(str::to_owned).collect()
    }

    fn rooms(&self) -> Vec<String> {
        self.archive.rooms.iter().flat_map(|room| [&room.id, &room.name]).map(Name::to_string).collect()
    }
}

/// Ids, each followed by its names.
fn named<'t>(terms: impl Iterator<Item = (&'t str, &'t Term)>) -> Vec<String> {
    let words = terms.flat_map(|(id, term)| std::iter::once(id).chain(term.names().map(Name::as_str)));
    words.map(str::to_owned).collect()
}

fn documents<'r>(regulations: impl Iterator<Item = &'r Regulation>) -> Vec<String> {
    named(regulations.flat_map(|regulation| regulation.documents.iter().map(|(id, kind)| (id, &kind.term))))
}

fn pairs(words: &[(&str, &str)]) -> Vec<String> {
    words.iter().flat_map(|(id, name)| [(*id).to_owned(), (*name).to_owned()]).collect()
}
