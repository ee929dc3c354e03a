//! The sealings of a topic that are on record and stand.

use crate::archive::Topic;
use crate::model::{Date, Event, Name, TopicKey};
use crate::vocabulary::Vocabulary;

/// A sealing on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealing {
    /// Which it is, counted from 1.
    pub nth: u32,
    /// The day.
    pub date: Date,
    /// Who sealed it.
    pub by: Option<Name>,
    /// The seal.
    pub seal: Name,
    /// The key with which it was signed, as `ssh-keygen -l` shows it; none if it was not.
    pub key: Option<Name>,
    /// The last receipt that was sealed with it, by the commit that holds it; none if none was.
    pub receipts: Option<Name>,
    /// Why it was sealed although something was missing or changed.
    pub note: Option<String>,
}

impl Sealing {
    /// Those of a topic on a day, in order. What was voided, and an entry without a seal, is none.
    #[must_use]
    pub fn of(topic: &Topic, today: Date) -> Vec<Self> {
        let standing = topic.events.iter().filter(|recorded| recorded.stands(today)).map(|recorded| &recorded.event);
        let sealed = standing.filter(|event| *event.event == *Vocabulary::SEALED);
        let with_seal = sealed.filter_map(|event| Some((event, event.r#ref.first()?)));
        with_seal.zip(1..).map(|((event, seal), nth)| Self::recorded(event, seal, nth)).collect()
    }

    fn recorded(event: &Event, seal: &Name, nth: u32) -> Self {
        let word = |is_it: fn(&str) -> bool| event.r#ref.iter().skip(1).find(|word| is_it(word)).cloned();
        Self {
            nth,
            date: event.date,
            by: event.by.first().cloned(),
            seal: seal.clone(),
            key: word(is_key),
            receipts: word(is_commit),
            note: event.note.clone(),
        }
    }

    /// What the bag of a topic's sealing is called: 2026-003-v1.
    #[must_use]
    pub fn bag(topic: TopicKey, nth: u32) -> String {
        format!("{topic}-v{nth}")
    }
}

/// Whether a word of the record is a key, as `ssh-keygen -l` shows it.
fn is_key(word: &str) -> bool {
    word.starts_with("SHA256:")
}

/// Whether a word of the record is the whole id of a commit.
fn is_commit(word: &str) -> bool {
    word.len() == 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}
