//! A large archive is judged part by part, so that it is never in memory as a whole.

use crate::archive::{Topic, TopicFolder};
use crate::engine::looks_into_topics;
use crate::model::Name;
use crate::regulation::Regulations;
use std::collections::{HashMap, HashSet};

/// Topics read and judged together: enough to keep every core busy, few enough to be soon forgotten.
const TOGETHER: usize = 1024;

/// The folders in parts; folders with one number are never parted, for only the first of them is judged.
pub(super) fn parts(folders: &[TopicFolder]) -> impl Iterator<Item = &[TopicFolder]> {
    let mut rest = folders;
    std::iter::from_fn(move || {
        let mut end = TOGETHER.min(rest.len());
        while end > 0 && end < rest.len() && rest[end].key == rest[end - 1].key {
            end += 1;
        }
        let (part, after) = rest.split_at(end);
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// Which topics the years and the rooms they belong to are judged by.
pub(super) struct OfUse<'r> {
    regulations: &'r Regulations,
    /// Regulations met with, and whether their rules about a year look into its topics.
    asking: HashMap<Name, bool>,
    /// Every year of a topic, with its regulation.
    known: HashSet<(i32, Name)>,
}

impl<'r> OfUse<'r> {
    pub(super) fn new(regulations: &'r Regulations) -> Self {
        Self { regulations, asking: HashMap::new(), known: HashSet::new() }
    }

    /// Whether a topic is one of them.
    pub(super) fn wants(&mut self, topic: &Topic) -> bool {
        let regulation = &topic.file.regulation;
        let looks = || self.regulations.get(regulation).is_ok_and(looks_into_topics);
        let asks = *self.asking.entry(regulation.clone()).or_insert_with(looks);
        let first = self.known.insert((topic.key.year, regulation.clone()));
        first || asks || topic.file.room.is_some()
    }
}
