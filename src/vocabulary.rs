//! The vocabulary of a regulation: the ids it declares, group by group, with their names; its events and documents.
//!
//! Knows no rules. Commands and files may use a Chinese name wherever an id is wanted.

mod called;
mod counted;
mod document;
mod event;
mod field;
mod group;
mod loose;
mod meant;
mod names;
mod paper_table;
mod post;
mod section;
mod subject;
mod written;

pub use document::{DocumentKind, ReviewSteps};
pub use event::{EventIs, EventKind};
pub use field::Field;
pub(crate) use field::Values;
pub use group::Group;
pub(crate) use meant::meant;
pub(crate) use names::{field_argument, field_label, field_names};
pub use paper_table::PaperTable;
pub(crate) use post::{is_misspelt_post, unknown_post};
pub use section::Section;
pub use subject::SubjectKind;
use written::unambiguous;
pub use written::written;

use crate::diagnostic::{Diagnostic, unknown};
use crate::model::{Name, PlanItem, UniqueMap};
use crate::text::{Text, one_word};
use called::Index;
use serde::Deserialize;

/// The ids of one group and their names.
pub type Terms = UniqueMap<Term>;

/// The names of an id, and what it implies.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Chinese name.
    pub name: Name,
    /// English label; the id with spaces if absent.
    pub en: Option<Name>,
    /// Other names.
    #[serde(default)]
    pub also: Vec<Name>,
    /// Wider ids: whoever has this one has those too.
    #[serde(default)]
    pub implies: Vec<Name>,
    /// For a body made up of others: the groups it consists of.
    #[serde(default)]
    pub of: Vec<Name>,
    /// For a form: the default kind of a plan item with this form.
    pub kind: Option<Name>,
    /// For a form: how papers call what is held, with `{topic}` for the title.
    pub occasion: Option<Name>,
    /// For a form: the word for holding it, 召开 or 开展.
    pub held: Option<Name>,
    /// For a post: the office for which its first wider post is held, by name or id. For a body: the body that acts for it,
    /// through which its leaders are asked.
    pub office: Option<Name>,
}

/// How an id is written as an argument of a command: in Chinese by its name.
pub(crate) fn argument(name: &str, id: &str) -> Text {
    Text::new(one_word(name), id)
}

impl Term {
    /// A term that implies no other.
    #[must_use]
    pub fn new(name: Name, en: Option<Name>, also: Vec<Name>) -> Self {
        Self {
            name,
            en,
            also,
            implies: Vec::new(),
            of: Vec::new(),
            kind: None,
            occasion: None,
            held: None,
            office: None,
        }
    }

    /// All its names, the main one first.
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

/// All that a regulation declares.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Id of the regulation, the name of its folder.
    pub id: Name,
    /// The names of each group, in the order of the groups.
    pub(crate) terms: [Terms; Group::COUNT],
    /// Words that stand for a length of time or a number that the text does not give.
    pub words: Terms,
    /// Events.
    pub events: UniqueMap<EventKind>,
    /// Documents.
    pub documents: UniqueMap<DocumentKind>,
    /// Lookup of ids by name, and of what they imply.
    index: Index,
}

impl Vocabulary {
    /// The event that ends a topic without a consultation (终止); every regulation knows it.
    pub const DROPPED: &'static str = "dropped";
    /// The event that somebody was pressed for what they owe (催办), of any subject; every regulation knows it.
    pub const REMINDED: &'static str = "reminded";
    /// The paper that presses for it (催办单); every regulation knows it.
    pub const REMINDER: &'static str = "reminder";
    /// The event that a dossier was sealed (封装); every regulation knows it.
    pub const SEALED: &'static str = "sealed";
    /// The event that a dossier was handed over (移交案卷), in regulations that have none of their own.
    pub const TRANSFERRED: &'static str = "transferred";
    /// The event of a year that sealed dossiers of another archive were received (接收案卷); every regulation knows it.
    pub const RECEIVED: &'static str = "dossier-received";
    /// The receipt for them (接收回执).
    pub const RECEIPT: &'static str = "dossier-receipt";
    /// The paper that says what a consultation came to (协商意见).
    pub const OPINION: &'static str = "consultation-opinion";
    /// Who is of the institution (政协委员).
    pub const MEMBER: &'static str = "member";
    /// What a consultation asks others to do (意见建议).
    pub const SUGGESTION: &'static str = "suggestion";
    /// The ordinary end of a topic.
    pub const CLOSED: &'static str = "closed";
    /// The list of the papers of a dossier (卷内目录), which does not list itself. It is made of the program's own records,
    /// whatever a regulation wants in a dossier.
    pub const INDEX: &'static str = "dossier-index";
    /// The note on the state of a dossier (备考表), made of the same records.
    pub const NOTE: &'static str = "dossier-note";
    /// The form on which both sides of a handover sign (移交登记表).
    pub const TRANSFER_FORM: &'static str = "transfer-form";
    /// The papers that every regulation has, whatever it says of papers, with their names and layouts.
    pub const PAPERS: [(&'static str, &'static str, &'static str); 5] = [
        (Self::REMINDER, "催办单", "letter"),
        (Self::INDEX, "卷内目录", "table"),
        (Self::NOTE, "备考表", "table"),
        (Self::TRANSFER_FORM, "移交登记表", "table"),
        (Self::RECEIPT, "接收回执", "letter"),
    ];
    /// What shows the outcome of a consultation (办理结果材料): a decision, a written instruction, an answer. Others hand it
    /// in, in a regulation that does not name it too.
    pub const RESULT: &'static str = "result";

    /// The notice of a moved meeting, in regulations that have one.
    pub const CHANGE_NOTICE: &'static str = "change-notice";

    /// The draft of a year's plan, whose general part the plan takes over.
    pub const PLAN_DRAFT: &'static str = "annual-plan-draft";

    /// The event that a dossier is handed over: the regulation's own, or the one that every other has.
    #[must_use]
    pub fn handover(&self) -> &str {
        let mut events = self.events.iter();
        events.find(|(_, kind)| kind.is == Some(EventIs::Handover)).map_or(Self::TRANSFERRED, |(id, _)| id)
    }

    /// The vocabulary of the regulation with this id; `terms` in the order of the groups.
    pub(crate) fn new(
        id: Name,
        terms: [Terms; Group::COUNT],
        words: Terms,
        events: UniqueMap<EventKind>,
        documents: UniqueMap<DocumentKind>,
    ) -> Self {
        let index = Index::new(&terms, &events, &documents);
        Self { id, terms, words, events, documents, index }
    }

    /// The terms of a group.
    #[must_use]
    pub fn terms(&self, group: Group) -> &Terms {
        &self.terms[group as usize]
    }

    /// The name of any id for messages, be it an event, a document or a term of a group.
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

    /// How an event is written as an argument of a command.
    #[must_use]
    pub fn event_argument(&self, id: &str) -> Text {
        let kind = self.events.get(id);
        let own = kind.filter(|kind| self.event_named(&kind.term.name).is_some_and(|of| of.as_str() == id));
        own.map_or_else(|| Text::same(id), |kind| argument(&kind.term.name, id))
    }

    /// How a document is written as an argument of a command.
    #[must_use]
    pub fn document_argument(&self, id: &str) -> Text {
        self.documents.get(id).map_or_else(|| Text::same(id), |kind| argument(&kind.term.name, id))
    }

    /// How an actor is written as an argument of a command.
    #[must_use]
    pub fn actor_argument(&self, id: &str) -> Text {
        let mut groups = [Group::Bodies, Group::Posts, Group::Tags].into_iter();
        let term = groups.find_map(|group| self.terms(group).get(id));
        term.map_or_else(|| Text::same(id), |term| argument(&term.name, id))
    }

    /// The name of an id in one group. The same id may be a tag and a channel.
    #[must_use]
    pub fn name_in(&self, group: Group, id: &str) -> Text {
        self.terms(group).get(id).map_or_else(|| self.name(id), |term| term.text(id))
    }

    /// The id with this name in a group.
    #[must_use]
    pub fn term_named(&self, group: Group, name: &str) -> Option<&Name> {
        self.index.term(group, name)
    }

    /// The id of the event with this name.
    #[must_use]
    pub fn event_named(&self, name: &str) -> Option<&Name> {
        self.index.event(name)
    }

    /// The id of the document with this name.
    #[must_use]
    pub fn document_named(&self, name: &str) -> Option<&Name> {
        self.index.document(name)
    }

    /// The id of the event that a user's word means; `None` if it means none.
    ///
    /// # Errors
    /// If it is ambiguous.
    pub fn find_event(&self, word: &str) -> Result<Option<&str>, Diagnostic> {
        let kind = Text::new("事件", "event");
        let known = || self.events.iter().map(|(id, event)| (id, &event.term));
        if let Some(id) = written(&kind, word, known())? {
            return Ok(Some(id));
        }
        let meant = loose::meant(&Name::from(word.trim()), self.events.iter(), |event| self.papers_of(event));
        unambiguous(&kind, word, &known().filter(|(id, _)| meant.contains(id)).collect::<Vec<_>>())
    }

    /// The names of the papers that stand for an event.
    fn papers_of(&self, event: &EventKind) -> Vec<&Name> {
        let papers = self.documents.iter().filter(|(id, _)| event.document.iter().any(|of| self.counts_as(id, of)));
        papers.map(|(_, paper)| &paper.term.name).collect()
    }

    /// The id of the event that a user's word means.
    ///
    /// # Errors
    /// If there is no such event, with similar ones as a hint, or if it is ambiguous.
    pub fn event_id(&self, word: &str) -> Result<&str, Diagnostic> {
        let known = self.events.iter().map(|(id, event)| (id, &event.term));
        self.find_event(word)?.ok_or_else(|| unknown(&Text::new("事件", "event"), word, known))
    }

    /// The id in a group that a user's word means; `None` if it means none.
    ///
    /// # Errors
    /// If it is ambiguous.
    pub fn find_term(&self, group: Group, word: &str) -> Result<Option<&str>, Diagnostic> {
        written(&group.text(), word, self.terms(group).iter())
    }

    /// The id in a group that a user's word means.
    ///
    /// # Errors
    /// If there is none, with similar ones as a hint, or if it is ambiguous.
    pub fn id_in(&self, group: Group, word: &str) -> Result<&str, Diagnostic> {
        self.find_term(group, word)?.ok_or_else(|| unknown(&group.text(), word, self.terms(group).iter()))
    }

    /// Whether it has an event for changes to the meeting's arrangements.
    pub(crate) fn knows_changes(&self) -> bool {
        self.events.iter().any(|(_, kind)| kind.amends_meeting)
    }

    /// Whether an event announces the date of the meeting.
    pub(crate) fn announces(&self, event: &str) -> bool {
        self.events.get(event).is_some_and(|kind| kind.announces_meeting)
    }

    /// Whether an event is a change of the meeting's arrangements.
    pub(crate) fn amends(&self, event: &str) -> bool {
        self.events.get(event).is_some_and(|kind| kind.amends_meeting)
    }

    /// The groups that a body consists of.
    #[must_use]
    pub fn members_of(&self, body: &str) -> &[Name] {
        self.terms(Group::Bodies).get(body).map_or(&[], |term| &term.of)
    }

    /// All ids that an id implies, including itself: `chair` is also a `chairpersons-meeting-member`, and an act of the
    /// `cppcc-office` is one of the `cppcc`.
    #[must_use]
    pub fn implied<'a>(&'a self, written: &'a str) -> Vec<&'a str> {
        std::iter::once(written).chain(self.index.wider(written).iter().map(Name::as_str)).collect()
    }

    /// Whether an id is the other, or implies it.
    #[must_use]
    pub fn includes(&self, id: &str, wider: &str) -> bool {
        id == wider || self.index.wider(id).iter().any(|one| one.as_str() == wider)
    }

    /// The kind of a plan item: its own, else that of its form.
    #[must_use]
    pub fn kind_of<'a>(&'a self, item: &'a PlanItem) -> Option<&'a Name> {
        let form = || self.terms(Group::Forms).get(item.form.as_deref()?);
        item.kind.as_ref().or_else(|| form()?.kind.as_ref())
    }
}
