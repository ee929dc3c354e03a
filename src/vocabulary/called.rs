//! `Index`: looks up ids by name, and what an id implies.

use super::{DocumentKind, EventKind, Group, Term, Terms};
use crate::model::{Name, UniqueMap};
use std::collections::{HashMap, HashSet};

/// Names → ids.
type Ids = HashMap<Name, Name>;

/// The names of each kind by themselves, because one word may name a way and a channel.
#[derive(Clone, Debug)]
pub(super) struct Index {
    terms: [Ids; Group::COUNT],
    events: Ids,
    documents: Ids,
    /// Id → all ids it implies, directly or through others, without itself.
    wider: HashMap<Name, Vec<Name>>,
}

impl Index {
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

/// Each name with its id. A main name takes precedence over another's `also`; a name in several `also` means none of
/// them.
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
    // In reverse, so that the first of two with the same name wins.
    let own: Vec<_> = terms.collect();
    ids.extend(own.iter().rev().map(|(id, term)| (term.name.clone(), (*id).clone())));
    ids
}

/// What each post, tag and body implies.
fn wider(terms: &[Terms; Group::COUNT]) -> HashMap<Name, Vec<Name>> {
    let ids = with_implies(terms).flat_map(UniqueMap::iter).filter(|(_, term)| !term.implies.is_empty());
    ids.map(|(id, _)| (Name::from(id), wider_of(terms, id))).collect()
}

/// The groups whose terms may imply others.
fn with_implies(terms: &[Terms; Group::COUNT]) -> impl Iterator<Item = &Terms> {
    [Group::Posts, Group::Tags, Group::Bodies].into_iter().map(|group| &terms[group as usize])
}

fn directly_wider(terms: &[Terms; Group::COUNT], id: &str) -> Vec<Name> {
    with_implies(terms).filter_map(|terms| terms.get(id)).flat_map(|term| term.implies.iter().cloned()).collect()
}

fn wider_of(terms: &[Terms; Group::COUNT], id: &str) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut open = directly_wider(terms, id);
    while !open.is_empty() {
        let known = found.len();
        for wider in open.drain(..) {
            if wider.as_str() != id && !found.contains(&wider) {
                found.push(wider);
            }
        }
        open.extend(found[known..].iter().flat_map(|wider| directly_wider(terms, wider)));
    }
    found
}
