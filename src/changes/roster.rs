//! `roster remove`: removes somebody from a topic's roster.

mod add;
pub(crate) mod find;
mod marks;
mod update;

pub(crate) use add::Add;
pub(crate) use marks::{Marked, more_tags};
pub(crate) use update::Update;

use super::{Proposal, Writer};
use crate::archive::{Change, remove_entry};
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none, unknown};
use crate::regulation::Regulation;
use crate::text;
use crate::vocabulary::Group;

/// The id of a tag or a post, from its id or its Chinese name.
pub(crate) fn role(regulation: &Regulation, written: &str) -> Result<String, Diagnostic> {
    let groups = [Group::Tags, Group::Posts];
    let found = groups.into_iter().find_map(|group| regulation.id_in(group, written).ok());
    found.map(ToOwned::to_owned).ok_or_else(|| {
        let known = groups.into_iter().flat_map(|group| regulation.terms(group).iter());
        unknown(&Group::Tags.text(), written, known)
    })
}

/// The entry to remove.
#[derive(Debug)]
pub(crate) struct Remove {
    /// The topic: its key or part of it
    pub key: String,
    /// The person: name, id in the register, or number as `roster list` has it
    pub who: String,
}

impl Remove {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = &writer.workspace.read_topic(&self.key)?;
        let (topic, _) = loaded.topic()?;
        let path = topic.path("roster.yml");
        ensure_none(loaded.archive.problems_of(&path))?;
        let nth = find::entry(topic, &self.who)?;
        let (key, number, name) = (topic.key, nth + 1, &topic.roster[nth].name);
        let after = remove_entry(&path, &writer.workspace.text(&path)?, nth)?;
        let subject = text!(zh: "{key} 名单去掉：{name}", en: "{key} roster remove: {name}");
        let answer = text!(zh: "去掉：{key} {number} {name}", en: "removed: {key} {number} {name}");
        let proposal = Proposal::new(Change::new().file(path, after), subject).trailer("Yijuan-Topic", &key);
        Ok(proposal.answer(&answer))
    }
}
