//! `DocumentKind`: what a regulation declares of a document.

use super::{PaperTable, Section, Term};
use crate::model::{Name, Retention, UniqueMap};

/// A kind of document.
#[derive(Clone, Debug)]
pub struct DocumentKind {
    /// Its names.
    pub term: Term,
    /// The kind it counts as.
    pub is: Option<Name>,
    /// Its layout: `document`, `letter`, `minutes`, `table` or `plain`.
    pub layout: Option<Name>,
    /// The bodies whose papers of this kind go to one above them (上行文), and so name who signed them.
    pub upward: Vec<Name>,
    /// How long it is kept, if that is said.
    pub retention: Option<Retention>,
    /// Its sections, by id.
    pub sections: UniqueMap<Section>,
    /// The stage of the work to which it belongs.
    pub stage: Option<Name>,
    /// The forms whose topics have such a paper, if not all; of none it is drafted unless somebody names it.
    pub forms: Option<Vec<Name>>,
    /// Whether each round has one of its own, and not the topic.
    pub is_of_round: bool,
    /// The table that it is, if its rows come from what is on record.
    pub table: Option<PaperTable>,
    /// The steps for deciding on it, of which most papers have none.
    pub review_steps: ReviewSteps,
    /// Whether it is drafted from a template.
    pub is_drafted: bool,
}

impl DocumentKind {
    /// A paper that a regulation need not name.
    pub(crate) fn built_in(name: &str, layout: &str) -> Self {
        Self {
            term: Term::new(name.into(), None, Vec::new()),
            is: None,
            layout: Some(layout.into()),
            upward: Vec::new(),
            retention: None,
            sections: UniqueMap::default(),
            stage: None,
            forms: None,
            is_of_round: false,
            table: None,
            review_steps: ReviewSteps::default(),
            is_drafted: false,
        }
    }

    /// What others hand in to every archive, and is kept for ever.
    pub(crate) fn handed_in(name: &str, also: &[&str]) -> Self {
        let term = Term::new(name.into(), None, also.iter().map(|also| (*also).into()).collect());
        Self { term, layout: None, retention: Some(Retention::Y), ..Self::built_in(name, "") }
    }
}

/// The steps for deciding on a paper.
#[derive(Clone, Debug, Default)]
pub struct ReviewSteps {
    /// The steps in order, in groups: those of one group may be taken in any order.
    pub groups: Vec<Vec<Name>>,
    /// Whether a paper that was sent back goes on with whoever sent it back. Otherwise it starts anew.
    pub resumes: bool,
}

impl ReviewSteps {
    /// Whether there are no steps.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Whether a step is one of them.
    #[must_use]
    pub fn has(&self, step: &str) -> bool {
        self.group(Some(step)).is_some()
    }

    /// Whether a step comes before another.
    #[must_use]
    pub fn is_before(&self, one: Option<&str>, other: Option<&str>) -> bool {
        self.group(one).zip(self.group(other)).is_some_and(|(one, other)| one < other)
    }

    fn group(&self, step: Option<&str>) -> Option<usize> {
        self.groups.iter().position(|group| group.iter().any(|known| Some(known.as_str()) == step))
    }
}
