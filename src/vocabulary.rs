//! What a regulation calls things: the names it declares, group by group, its events and its documents.
//!
//! Knows no rule. Wherever an id is wanted, its Chinese name is as good.

mod field;
mod group;
mod subject;

pub use field::Field;
pub(crate) use field::Values;
pub use group::Group;
pub use subject::SubjectKind;

use crate::model::{Name, Person, PlanItem, UniqueMap};
use crate::problem::{Problem, unknown};
use crate::text::Text;
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
    /// Whoever has this has those too.
    #[serde(default)]
    pub implies: Vec<Name>,
    /// Of a body that is made up of others: the groups it consists of.
    #[serde(default)]
    pub of: Vec<Name>,
    /// Of a form: the kind of an item of the plan that is of this form and says no other.
    pub kind: Option<Name>,
}

impl Term {
    /// A name that includes no other.
    #[must_use]
    pub fn new(name: Name, en: Option<Name>) -> Self {
        Self { name, en, implies: Vec::new(), of: Vec::new(), kind: None }
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
    /// Whether it announces the date of the meeting.
    pub announces_meeting: bool,
    /// Whether it happens by itself when the scheduled date is no longer the one announced.
    pub amends_meeting: bool,
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
    /// Its sections: id → heading.
    pub sections: UniqueMap<Name>,
}

/// The names of a regulation.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// The names of each group, in the order of the groups.
    pub(crate) terms: [Terms; Group::COUNT],
    /// Words that stand for a length or a number the text does not give.
    pub words: Terms,
    /// Events.
    pub events: UniqueMap<EventKind>,
    /// Documents.
    pub documents: UniqueMap<DocumentKind>,
}

impl Vocabulary {
    /// The event that ends a topic without a consultation (终止); every regulation knows it.
    pub const DROPPED: &'static str = "dropped";

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

    /// The name of an id of one group: one id may stand for a tag and for a channel.
    #[must_use]
    pub fn name_in(&self, group: Group, id: &str) -> Text {
        self.terms(group).get(id).map_or_else(|| self.name(id), |term| term.text(id))
    }

    /// The id of an event, from its id or its Chinese name.
    ///
    /// # Errors
    /// If there is no such event, with the nearest one as a hint.
    pub fn event_id(&self, written: &str) -> Result<&str, Problem> {
        let name = Name::from(written);
        self.events.iter().find(|(id, event)| **id == *name || *event.term.name == *name).map(|(id, _)| id).ok_or_else(
            || {
                let known = self.events.iter().flat_map(|(id, event)| [id, &*event.term.name]);
                unknown(&Text::new("事件", "event"), written, known)
            },
        )
    }

    /// The id of a name of a group, from its id or its Chinese name.
    ///
    /// # Errors
    /// If there is no such name, with the nearest one as a hint.
    pub fn id_in(&self, group: Group, written: &str) -> Result<&str, Problem> {
        let name = Name::from(written);
        let terms = self.terms(group);
        terms.iter().find(|(id, term)| **id == *name || *term.name == *name).map(|(id, _)| id).ok_or_else(|| {
            let known = terms.iter().flat_map(|(id, term)| [id, &*term.name]);
            unknown(&group.text(), written, known)
        })
    }

    /// The id of whoever acts or is addressed: a person's for a name in the register, a body's, post's
    /// or tag's for its Chinese name; anybody else as written.
    ///
    /// # Errors
    /// If several people have that name.
    pub fn actor_id<'t>(&'t self, people: &'t [Person], written: &'t str) -> Result<&'t str, Problem> {
        let person = crate::archive::person_named(people, written)?.map(|person| person.id.as_str());
        let groups = [Group::Bodies, Group::Posts, Group::Tags];
        let terms = || groups.into_iter().flat_map(|group| self.terms(group).iter());
        let term = || terms().find(|(_, term)| &*term.name == written).map(|(id, _)| id);
        Ok(person.or_else(term).unwrap_or(written))
    }

    /// The groups that a body consists of.
    #[must_use]
    pub fn members_of(&self, body: &str) -> &[Name] {
        self.terms(Group::Bodies).get(body).map_or(&[], |term| &term.of)
    }

    /// Every id that `written` implies, itself included: `chair` is also a `chairpersons-meeting-member`.
    #[must_use]
    pub fn implied<'a>(&'a self, written: &'a str) -> Vec<&'a str> {
        let mut all = vec![written];
        let mut next = 0;
        while let Some(id) = all.get(next).copied() {
            next += 1;
            let groups = [Group::Posts, Group::Tags].into_iter();
            let implies = groups.filter_map(|group| self.terms(group).get(id)).flat_map(|term| &term.implies);
            for wider in implies {
                if !all.contains(&&**wider) {
                    all.push(wider);
                }
            }
        }
        all
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
