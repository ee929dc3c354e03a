//! When and of which commit a dossier is sealed: now, or as it was on record, so that it can be sealed once more.

use crate::archive::Topic;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::dossier::Sealing;
use crate::history::Repository;
use crate::model::{Date, Name, TopicKey};
use crate::text::Text;

/// The occasion of a sealing.
pub(super) struct Occasion {
    /// The topic.
    pub key: TopicKey,
    /// The day.
    pub date: Date,
    /// Who sealed it.
    pub by: Option<Name>,
    /// Why it is sealed although something is missing or was changed.
    pub note: Option<String>,
    /// The commit that is sealed.
    pub commit: String,
    /// The sealing before it, of what joined the dossier later.
    pub before: Option<Before>,
    /// The sealing on record, of a dossier that is sealed already.
    pub recorded: Option<Sealing>,
}

/// The sealing before another.
#[derive(Clone)]
pub(super) struct Before {
    /// Which it is, counted from 1.
    pub nth: u32,
    /// The commit that was sealed.
    pub commit: String,
    /// Its seal.
    pub seal: Name,
    /// The last receipt in it, by the commit that holds it.
    pub receipts: Option<Name>,
}

impl Occasion {
    /// Those of a topic's sealings on record, in order.
    ///
    /// # Errors
    /// If the commit of a sealing is not in the history.
    pub(super) fn on_record(history: &Repository, topic: &Topic, today: Date) -> Result<Vec<Self>, Diagnostics> {
        let mut occasions: Vec<Self> = Vec::new();
        for sealing in Sealing::of(topic, today) {
            let commit = history.before(&sealing.seal)?;
            occasions.push(Self {
                key: topic.key,
                date: sealing.date,
                by: sealing.by.clone(),
                note: sealing.note.clone(),
                commit: commit.ok_or_else(|| not_found(&topic.path("events.yml")))?,
                before: occasions.last().and_then(Self::as_before),
                recorded: Some(sealing),
            });
        }
        Ok(occasions)
    }

    /// Which it is, counted from 1.
    pub(super) fn nth(&self) -> u32 {
        self.before.as_ref().map_or(0, |before| before.nth) + 1
    }

    /// As the next one names it; none of one that is not on record.
    pub(super) fn as_before(&self) -> Option<Before> {
        let Sealing { nth, seal, receipts, .. } = self.recorded.clone()?;
        Some(Before { nth, commit: self.commit.clone(), seal, receipts })
    }
}

fn not_found(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new(
        "已登记封装，历史中却没有登记它的提交",
        "it is on record as sealed, and no commit brought that record",
    ))
    .at(Location::file(path))
    .hint(Text::new(
        "未提交的，先 `yijuan commit`；手工记入的，作废后再封装",
        "if it is not committed, first `yijuan commit`; if it was entered by hand, strike it out and seal anew",
    ))
}
