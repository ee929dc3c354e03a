//! What a name means: every name that a regulation declares, with its id; and what each id implies.

use super::{DocumentKind, EventKind, Group, Term, Terms};
use crate::model::{Name, UniqueMap};
use std::collections::{HashMap, HashSet};

/// Names of one kind, with the id of each.
type Ids = HashMap<Name, Name>;

/// Every name, kind by kind: one word may be a way and a channel.
#[derive(Clone, Debug)]
pub(super) struct Called {
    terms: [Ids; Group::COUNT],
    events: Ids,
    documents: Ids,
    /// Every id that another implies, step by step, itself left out.
    wider: HashMap<Name, Vec<Name>>,
}

impl Called {
    pub(super) fn new(
        terms: &[Terms; Group::COUNT],
        events: &UniqueMap<EventKind>,
        documents: &UniqueMap<DocumentKind>,
    ) -> Self {
        Self {
            terms: std::array::from_fn(|nth| ids(terms[nth].0.iter().map(|(id, term)| (id, term)))),
            events: ids(events.0.iter().map(|(id, kind)| (id, &kind.term))),
            documents: ids(documents.0.iter().map(|(id, kind)| (id, &kind.term))),
            wider: wider(terms),
        }
    }

    pub(super) fn wider(&self, id: &str) -> &[Name] {
        self.wider.get(id).map_or(&[], Vec::as_slice)
    }

    pub(super) fn term(&self, group: Group, name: &str) -> Option<&Name> {
        self.terms[group as usize].get(name)
    }

    pub(super) fn event(&self, name: &str) -> Option<&Name> {
        self.events.get(name)
    }

    pub(super) fn document(&self, name: &str) -> Option<&Name> {
        self.documents.get(name)
    }
}

/// Each name with its id. What one is called goes before what another is called as well; what two are called as well
/// means neither.
fn ids<'t>(terms: impl Iterator<Item = (&'t Name, &'t Term)> + Clone) -> Ids {
    let mut ids = Ids::new();
    let also = terms.clone().flat_map(|(id, term)| term.also.iter().map(move |name| (id, name)));
    let mut shared = HashSet::new();
    for (id, name) in also {
        if *ids.entry(name.clone()).or_insert_with(|| id.clone()) != *id {
            shared.insert(name);
        }
    }
    ids.retain(|name, _| !shared.contains(name));
    // From the last to the first, for of two with one name the first is meant.
    let own: Vec<_> = terms.collect();
    ids.extend(own.iter().rev().map(|(id, term)| (term.name.clone(), (*id).clone())));
    ids
}

/// What each post, tag and body implies.
fn wider(terms: &[Terms; Group::COUNT]) -> HashMap<Name, Vec<Name>> {
    let groups = || [Group::Posts, Group::Tags, Group::Bodies].into_iter().map(|group| &terms[group as usize]);
    let next = |id: &str| -> Vec<Name> {
        groups().filter_map(|terms| terms.get(id)).flat_map(|term| term.implies.iter().cloned()).collect()
    };
    let all = |id: &str| {
        let mut all: Vec<Name> = Vec::new();
        let mut open = next(id);
        while !open.is_empty() {
            let known = all.len();
            for wider in open.drain(..) {
                if wider.as_str() != id && !all.contains(&wider) {
                    all.push(wider);
                }
            }
            open.extend(all[known..].iter().flat_map(|wider| next(wider)));
        }
        all
    };
    let ids = groups().flat_map(UniqueMap::iter).filter(|(_, term)| !term.implies.is_empty());
    ids.map(|(id, _)| (Name::from(id), all(id))).collect()
}
