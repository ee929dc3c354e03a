//! Who takes part in a topic.

pub(crate) mod find;

use crate::problem::{Problem, unknown};
use crate::regulation::Regulation;
use crate::vocabulary::Group;

/// The id of a tag or a post, from its id or its Chinese name.
pub(crate) fn role(regulation: &Regulation, written: &str) -> Result<String, Problem> {
    let groups = [Group::Tags, Group::Posts];
    let found = groups.into_iter().find_map(|group| regulation.id_in(group, written).ok());
    found.map(ToOwned::to_owned).ok_or_else(|| {
        let known = groups.into_iter().flat_map(|group| regulation.terms(group).iter());
        unknown(&Group::Tags.text(), written, known)
    })
}
