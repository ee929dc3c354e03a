//! What a regulation calls things: the names it declares, group by group, its events and its documents.
//!
//! Knows no rule. Wherever an id is wanted, its Chinese name is as good.

mod called;
mod field;
mod group;
mod loose;
mod names;
mod section;
mod subject;
mod written;

pub use field::Field;
pub(crate) use field::Values;
pub use group::Group;
pub(crate) use names::{field_called, field_names, field_typed};
pub use section::Section;
pub use subject::SubjectKind;
use written::one as one_of;
pub use written::written;

use crate::diagnostic::{Diagnostic, unknown};
use crate::model::{Name, PlanItem, UniqueMap};
use crate::text::{Text, is_one_word};
use called::Called;
use serde::Deserialize;

/// Ids of one group and what they are called.
pub type Terms = UniqueMap<Term>;

/// What an id is called, and what it includes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Chinese name.
    pub name: Name,
    /// English label; the id with spaces if absent.
    pub en: Option<Name>,
    /// Other names it goes by.
    #[serde(default)]
    pub also: Vec<Name>,
    /// Whoever has this has those too.
    #[serde(default)]
    pub implies: Vec<Name>,
    /// Of a body that is made up of others: the groups it consists of.
    #[serde(default)]
    pub of: Vec<Name>,
    /// Of a form: the kind of an item of the plan that is of this form and says no other.
    pub kind: Option<Name>,
    /// Office by whose name or id a post is held: its first wider post, held for that office, is this one.
    pub office: Option<Name>,
}

/// What a command line is told of an id: its name in Chinese, unless a shell would take that apart.
pub(crate) fn typed(name: &str, id: &str) -> Text {
    Text::new(if is_one_word(name) { name } else { id }, id)
}

impl Term {
    /// A name that includes no other.
    #[must_use]
    pub fn new(name: Name, en: Option<Name>, also: Vec<Name>) -> Self {
        Self { name, en, also, implies: Vec::new(), of: Vec::new(), kind: None, office: None }
    }

    /// Every name it goes by, its own first.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.name).chain(&self.also)
    }

    /// The name in both languages.
    #[must_use]
    pub fn text(&self, id: &str) -> Text {
        let en = self.en.as_ref().map_or_else(|| id.replace('-', " "), ToString::to_string);
        Text::new(self.name.to_string(), en)
    }
}

/// A kind of event.
#[derive(Clone, Debug)]
pub struct EventKind {
    /// What it is called.
    pub term: Term,
    /// Whose event it is.
    pub of: SubjectKind,
    /// Papers whose date stands for the event where no entry does.
    pub document: Vec<Name>,
    /// Papers that go out with it.
    pub issues: Vec<Name>,
    /// Whether it announces the date of the meeting.
    pub announces_meeting: bool,
    /// Whether it happens by itself when the scheduled date is no longer the one announced.
    pub amends_meeting: bool,
    /// What it is besides, if anything.
    pub is: Option<EventIs>,
}

/// What an event may be, whatever a regulation calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventIs {
    /// The meeting by another name, where it was held on the day scheduled.
    Meeting,
    /// The answer to a suggestion of whoever that was given to.
    Answer,
}

impl EventKind {
    /// Whether it is the meeting by another name.
    #[must_use]
    pub fn is_meeting(&self) -> bool {
        self.is == Some(EventIs::Meeting)
    }

    /// Whether it answers a suggestion.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        self.is == Some(EventIs::Answer)
    }
}

/// A kind of document.
#[derive(Clone, Debug)]
pub struct DocumentKind {
    /// What it is called.
    pub term: Term,
    /// The kind it counts as.
    pub is: Option<Name>,
    /// Its layout: `document`, `letter`, `minutes` or `table`.
    pub layout: Option<Name>,
    /// Its sections: id → what they are called.
    pub sections: UniqueMap<Section>,
    /// The steps by which it is decided on; none for most papers.
    pub climb: Climb,
    /// Whether there is a template by which it is drafted.
    pub is_drafted: bool,
}

/// The steps by which a paper is decided on.
#[derive(Clone, Debug, Default)]
pub struct Climb {
    /// The steps, from the first; those of one place in any order.
    pub places: Vec<Vec<Name>>,
    /// Once returned it goes on with whoever returned it; else it starts anew.
    pub resumes: bool,
}

impl Climb {
    /// Whether nothing decides on it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether a step is one of them.
    #[must_use]
    pub fn has(&self, step: &str) -> bool {
        self.place(Some(step)).is_some()
    }

    /// Whether a step stands before another.
    #[must_use]
    pub fn is_before(&self, one: Option<&str>, other: Option<&str>) -> bool {
        self.place(one).zip(self.place(other)).is_some_and(|(one, other)| one < other)
    }

    fn place(&self, step: Option<&str>) -> Option<usize> {
        self.places.iter().position(|place| place.iter().any(|known| Some(known.as_str()) == step))
    }
}

/// The names of a regulation.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Id of the regulation, the name of its folder.
    pub id: Name,
    /// The names of each group, in the order of the groups.
    pub(crate) terms: [Terms; Group::COUNT],
    /// Words that stand for a length or a number the text does not give.
    pub words: Terms,
    /// Events.
    pub events: UniqueMap<EventKind>,
    /// Documents.
    pub documents: UniqueMap<DocumentKind>,
    /// What each name of all of these means, and what each id implies.
    called: Called,
}

impl Vocabulary {
    /// The event that ends a topic without a consultation (终止); every regulation knows it.
    pub const DROPPED: &'static str = "dropped";
    /// The end of a topic that came to its own.
    pub const CLOSED: &'static str = "closed";

    /// The names that the regulation of this id declares: of each group, in the order of the groups, words, events and
    /// documents.
    pub(crate) fn new(
        id: Name,
        terms: [Terms; Group::COUNT],
        words: Terms,
        events: UniqueMap<EventKind>,
        documents: UniqueMap<DocumentKind>,
    ) -> Self {
        let called = Called::new(&terms, &events, &documents);
        Self { id, terms, words, events, documents, called }
    }

    /// The names of a group.
    #[must_use]
    pub fn terms(&self, group: Group) -> &Terms {
        &self.terms[group as usize]
    }

    /// The name of an id of any kind, as messages print it: an event, document, body, post, tag, way …
    #[must_use]
    pub fn name(&self, id: &str) -> Text {
        if let Some(event) = self.events.get(id) {
            return event.term.text(id);
        }
        if let Some(document) = self.documents.get(id) {
            return document.term.text(id);
        }
        let mut terms = self.terms.iter().chain([&self.words]);
        terms.find_map(|terms| terms.get(id).map(|term| term.text(id))).unwrap_or_else(|| Text::same(id))
    }

    /// What a command line is told of an event.
    #[must_use]
    pub fn event_typed(&self, id: &str) -> Text {
        let kind = self.events.get(id);
        let own = kind.filter(|kind| self.event_meant(&kind.term.name).is_some_and(|of| of.as_str() == id));
        own.map_or_else(|| Text::same(id), |kind| typed(&kind.term.name, id))
    }

    /// What a command line is told of whoever acts.
    #[must_use]
    pub fn actor_typed(&self, id: &str) -> Text {
        let mut groups = [Group::Bodies, Group::Posts, Group::Tags].into_iter();
        let term = groups.find_map(|group| self.terms(group).get(id));
        term.map_or_else(|| Text::same(id), |term| typed(&term.name, id))
    }

    /// The name of an id of one group: one id may stand for a tag and for a channel.
    #[must_use]
    pub fn name_in(&self, group: Group, id: &str) -> Text {
        self.terms(group).get(id).map_or_else(|| self.name(id), |term| term.text(id))
    }

    /// The id that a name of a group means.
    #[must_use]
    pub fn meant(&self, group: Group, name: &str) -> Option<&Name> {
        self.called.term(group, name)
    }

    /// The id of the event that a name means.
    #[must_use]
    pub fn event_meant(&self, name: &str) -> Option<&Name> {
        self.called.event(name)
    }

    /// The id of the document that a name means.
    #[must_use]
    pub fn document_meant(&self, name: &str) -> Option<&Name> {
        self.called.document(name)
    }

    /// The id of the event that a word of a command line means; nothing if there is none.
    ///
    /// # Errors
    /// If it means two.
    pub fn event_written(&self, word: &str) -> Result<Option<&str>, Diagnostic> {
        let kind = Text::new("事件", "event");
        let known = || self.events.iter().map(|(id, event)| (id, &event.term));
        if let Some(id) = written(&kind, word, known())? {
            return Ok(Some(id));
        }
        let papers = |event: &'_ EventKind| {
            let stands = |id: &str| event.document.iter().any(|of| self.counts_as(id, of));
            self.documents.iter().filter(|(id, _)| stands(id)).map(|(_, paper)| &paper.term.name).collect::<Vec<_>>()
        };
        let meant = loose::meant(&Name::from(word.trim()), self.events.iter(), papers);
        one_of(&kind, word, &known().filter(|(id, _)| meant.contains(id)).collect::<Vec<_>>())
    }

    /// The same.
    ///
    /// # Errors
    /// If there is no such event, with those that may be meant as a hint, or if it means two.
    pub fn event_id(&self, word: &str) -> Result<&str, Diagnostic> {
        let known = self.events.iter().map(|(id, event)| (id, &event.term));
        self.event_written(word)?.ok_or_else(|| unknown(&Text::new("事件", "event"), word, known))
    }

    /// The id of the name of a group that a word of a command line means; nothing if there is none.
    ///
    /// # Errors
    /// If it means two.
    pub fn term_written(&self, group: Group, word: &str) -> Result<Option<&str>, Diagnostic> {
        written(&group.text(), word, self.terms(group).iter())
    }

    /// The same.
    ///
    /// # Errors
    /// If there is no such name, with those that may be meant as a hint, or if it means two.
    pub fn id_in(&self, group: Group, word: &str) -> Result<&str, Diagnostic> {
        self.term_written(group, word)?.ok_or_else(|| unknown(&group.text(), word, self.terms(group).iter()))
    }

    /// Whether it has an event for a change of the meeting's arrangement.
    pub(crate) fn knows_changes(&self) -> bool {
        self.events.iter().any(|(_, kind)| kind.amends_meeting)
    }

    /// Whether an event announces the day of the meeting.
    pub(crate) fn announces(&self, event: &str) -> bool {
        self.events.get(event).is_some_and(|kind| kind.announces_meeting)
    }

    /// The groups that a body consists of.
    #[must_use]
    pub fn members_of(&self, body: &str) -> &[Name] {
        self.terms(Group::Bodies).get(body).map_or(&[], |term| &term.of)
    }

    /// Every id that `written` implies, itself included: `chair` is also a `chairpersons-meeting-member`, and what
    /// the `cppcc-office` does the `cppcc` does.
    #[must_use]
    pub fn implied<'a>(&'a self, written: &'a str) -> Vec<&'a str> {
        std::iter::once(written).chain(self.called.wider(written).iter().map(Name::as_str)).collect()
    }

    /// Whether an id is another one, or implies it.
    #[must_use]
    pub fn includes(&self, id: &str, wider: &str) -> bool {
        id == wider || self.called.wider(id).iter().any(|one| one.as_str() == wider)
    }

    /// The kind of an item of the plan: its own, else its form's.
    #[must_use]
    pub fn kind_of<'a>(&'a self, item: &'a PlanItem) -> Option<&'a Name> {
        let form = || self.terms(Group::Forms).get(item.form.as_deref()?);
        item.kind.as_ref().or_else(|| form()?.kind.as_ref())
    }

    /// Whether a document is of a kind, directly or through `is`.
    #[must_use]
    pub fn counts_as(&self, document: &str, kind: &str) -> bool {
        let wider = |id: &str| self.documents.get(id).and_then(|found| found.is.as_deref());
        // Kinds nest a step or two; the bound ends a circle that a regulation may draw.
        let mut kinds = std::iter::successors(Some(document), |id| wider(id)).take(8);
        kinds.any(|id| id == kind)
    }
}
