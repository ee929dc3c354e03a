//! `Contents`: the one list of what a topic's dossier holds, beside what its regulation wants in it.
//!
//! What the facts say is known at once; what only the files can say, after [`Contents::look`].

mod class;
mod file;
mod gaps;
mod item;
mod items;
mod remark;

pub use class::{Class, Supply, Wanted};
pub use item::{Item, ItemState, SignedCopy};
pub use remark::{Remark, RemarkKind};

use crate::archive::{Source, Topic};
use crate::diagnostic::Diagnostics;
use crate::dossier::Sealing;
use crate::engine::Context;
use crate::model::{Date, TopicKey};
use crate::regulation::Regulation;
use crate::rules::view::MEETING;
use crate::vocabulary::Vocabulary;
use file::Files;
use gaps::Gaps;

/// What a topic's dossier holds, and what it is to hold.
#[derive(Clone, Debug)]
pub struct Contents {
    /// The topic.
    pub key: TopicKey,
    /// Path of its folder.
    pub folder: String,
    /// Papers and materials, in the order of the dossier; its own index and notes are none.
    pub items: Vec<Item>,
    /// What the regulation wants in it, in the order of its documents; `None` if what says so could not be read.
    pub classes: Option<Vec<Class>>,
    /// The facts of the topic that could not be read as a whole, by file: what seems missing may stand there.
    pub gaps: Vec<String>,
    /// The program's own records (events, decisions, draws), by file.
    pub records: Vec<String>,
    /// What is to be told of files.
    pub remarks: Vec<Remark>,
    /// Why files could not be read.
    pub unread: Diagnostics,
    /// Its sealings on record.
    pub sealed: Vec<Sealing>,
    /// The days on which the topic met.
    meetings: Vec<Date>,
}

impl Contents {
    /// As the facts have it. No file is read.
    #[must_use]
    pub fn of(context: Context<'_>, regulation: &Regulation, topic: &Topic) -> Self {
        let items = items::items(context, regulation, topic);
        let Gaps { files: gaps, are_rules_known } = Gaps::of(context.archive, topic);
        let classes = are_rules_known.then(|| class::classes(context, regulation, topic, &items));
        let standing = topic.events.iter().filter(|recorded| recorded.stands(context.today));
        let meetings = standing.filter(|recorded| *recorded.event.event == *MEETING);
        Self {
            key: topic.key,
            folder: topic.folder.clone(),
            items,
            classes,
            gaps,
            records: Vec::new(),
            remarks: Vec::new(),
            unread: Diagnostics::new(),
            sealed: Sealing::of(topic, context.today),
            meetings: meetings.map(|recorded| recorded.event.date).collect(),
        }
    }

    /// Looks at the files: pages, pictures and digests of what is listed, and what nobody listed.
    pub fn look(&mut self, source: &dyn Source) {
        let files = Files::read(source, &self.folder, &mut self.items);
        self.items = items::in_order(std::mem::take(&mut self.items));
        self.remarks = remark::remarks((self.key, &self.folder), &self.meetings, &self.items, &files);
        self.records = files.records;
        self.unread = files.unread.into_iter().map(|(_, problem)| problem).collect();
    }

    /// The class that an item belongs to; none of papers that no rule wants.
    #[must_use]
    pub fn class_of(&self, regulation: &Vocabulary, item: &Item) -> Option<&Class> {
        self.classes.iter().flatten().find(|class| item.is_of(regulation, &class.kinds))
    }

    /// What is wanted and not there, with what is there as a draft alone.
    pub fn missing(&self) -> impl Iterator<Item = &Wanted> {
        self.classes.iter().flatten().flat_map(|class| &class.wanted).filter(|wanted| wanted.is_lacking())
    }
}
