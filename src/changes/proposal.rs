//! What a request comes to, and what came of it.

use crate::archive::{Archive, Change};
use crate::history::Message;
use crate::model::{Room, Subject};
use crate::text;
use crate::text::{Language, Text};

/// What a request comes to: the files to write, how the history calls it, and what is told.
#[derive(Debug)]
pub struct Proposal {
    /// The files to write.
    pub change: Change,
    /// The subject of the commit; in the archive's language, that its history may read in one.
    pub subject: Text,
    /// What else the commit says, for programs: key and value.
    pub trailers: Vec<(&'static str, String)>,
    /// The result, in lines; nothing if there is nothing to print.
    pub answer: Text,
    /// What else to do or to mind.
    pub notes: Vec<Text>,
    /// What is told where the files say all of it already.
    pub same: Text,
}

/// How the history calls what a change is about; of a room, its name.
pub(crate) fn called(archive: &Archive, subject: &Subject) -> Text {
    let room = if let Subject::Room(id) = subject { archive.room(id) } else { None };
    room.map_or_else(|| subject.called(), |Room { name, .. }| text!(zh: "协商室 {name}", en: "room {name}"))
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// What else to do or to mind.
    pub notes: Vec<Text>,
    /// What was written and committed, step by step.
    pub log: Vec<Text>,
    /// How the archive was changed, if it was.
    pub done: Option<Text>,
}

impl Proposal {
    /// Files to write under a subject; nothing is told of it.
    #[must_use]
    pub fn new(change: Change, subject: Text) -> Self {
        let same = Text::new("没有变化", "nothing changed");
        Self { change, subject, trailers: Vec::new(), answer: Text::same(""), notes: Vec::new(), same }
    }

    /// What is printed: one line.
    #[must_use]
    pub fn answer(self, line: &Text) -> Self {
        Self { answer: line.clone().then(&Text::same("\n")), ..self }
    }

    /// The commit that says so.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let message = Message::new(self.subject.in_(language));
        self.trailers.iter().fold(message, |message, (key, value)| message.trailer(key, value.as_str()))
    }

    /// The trailer that says what the commit is about.
    #[must_use]
    pub fn about(self, subject: &Subject) -> Self {
        match subject {
            Subject::Plan(year) => self.trailer("Yijuan-Plan", year),
            Subject::Room(id) => self.trailer("Yijuan-Room", id),
            Subject::Topic(key) => self.trailer("Yijuan-Topic", key),
            Subject::Archive => self,
        }
    }

    /// One more trailer.
    #[must_use]
    pub fn trailer(mut self, key: &'static str, value: &(impl ToString + ?Sized)) -> Self {
        self.trailers.push((key, value.to_string()));
        self
    }
}
