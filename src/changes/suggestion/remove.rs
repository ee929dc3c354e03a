//! `suggestion remove`: removes a suggestion that was entered by mistake.

use super::{FILE, update};
use crate::archive::{Change, remove_entry};
use crate::changes::{Proposal, Writer};
use crate::diagnostic::{Diagnostics, ensure_none};
use crate::text;
use crate::text::Text;

/// The suggestion to remove.
#[derive(Debug)]
pub(crate) struct Remove {
    /// The topic: its key or part of it
    pub key: String,
    /// The suggestion's id
    pub id: String,
}

impl Remove {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = &writer.workspace.read_topic(&self.key)?;
        let (topic, _) = loaded.topic()?;
        let path = topic.path(FILE);
        ensure_none(loaded.archive.problems_of(&path))?;
        let (nth, suggestion) = update::one(topic, &self.id)?;
        let after = remove_entry(&path, &writer.workspace.text(&path)?, nth)?;
        let (key, id, text) = (topic.key, &suggestion.id, &suggestion.text);
        let subject = text!(zh: "{key} 建议去掉：{id} {text}", en: "{key} suggestion remove: {id} {text}");
        let answer = text!(zh: "去掉：{key} {id} {text}\n", en: "removed: {key} {id} {text}\n");
        let mut notes = Vec::new();
        let many = suggestion.events.len();
        if many > 0 {
            notes.push(text!(
                zh: "连同其 {many} 条办理记录；git 里都还在",
                en: "with {many} entries of what happened to it; git keeps them all"
            ));
        }
        let entered = topic.suggestions.iter().filter(|one| one.id != *id).count();
        notes.extend((entered == 0).then(|| Text::new("本议题已没有建议", "the topic has no suggestions now")));
        Ok(Proposal {
            answer,
            notes,
            ..Proposal::new(Change::new().file(path, after), subject).trailer("Yijuan-Topic", &key)
        })
    }
}
