//! `Proposal`: the files that a request writes, with its commit message and notes. `Done`: what was written.

use crate::archive::{Archive, Change};
use crate::history::Message;
use crate::model::{Room, Subject};
use crate::text;
use crate::text::{Language, Text};

/// The result of a request, before anything is written.
#[derive(Debug)]
pub struct Proposal {
    /// The files to write.
    pub change: Change,
    /// The subject of the commit, which is written in the archive's language.
    pub subject: Text,
    /// Trailers of the commit: key and value.
    pub trailers: Vec<(&'static str, String)>,
    /// Who made the change, if somebody else than who enters it: the name for git.
    pub author: Option<String>,
    /// Lines to print; may be empty.
    pub answer: Text,
    /// What else to do, or to know.
    pub notes: Vec<Text>,
    /// The message if the files have all of it already.
    pub same: Text,
}

/// The name of a subject in commit messages; for a room, its own name.
pub(crate) fn called(archive: &Archive, subject: &Subject) -> Text {
    let room = if let Subject::Room(id) = subject { archive.room(id) } else { None };
    room.map_or_else(|| subject.called(), |Room { name, .. }| text!(zh: "协商室 {name}", en: "room {name}"))
}

/// The result of a request that was carried out.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// What else to do, or to know.
    pub notes: Vec<Text>,
    /// What was written and committed, step by step.
    pub log: Vec<Text>,
    /// How the archive was changed, if it was.
    pub done: Option<Text>,
}

impl Proposal {
    /// Files to write under a subject, without an answer or notes.
    #[must_use]
    pub fn new(change: Change, subject: Text) -> Self {
        let same = Text::new("没有变化", "nothing changed");
        Self { change, subject, trailers: Vec::new(), author: None, answer: Text::same(""), notes: Vec::new(), same }
    }

    /// Sets the answer to one line.
    #[must_use]
    pub fn answer(self, line: &Text) -> Self {
        Self { answer: line.clone().then(&Text::same("\n")), ..self }
    }

    /// The commit message.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let message = Message { author: self.author.clone(), ..Message::new(self.subject.in_(language)) };
        self.trailers.iter().fold(message, |message, (key, value)| message.trailer(key, value.as_str()))
    }

    /// Adds the trailer of a subject.
    #[must_use]
    pub fn about(self, subject: &Subject) -> Self {
        match subject {
            Subject::Plan(year) => self.trailer("Yijuan-Plan", year),
            Subject::Room(id) => self.trailer("Yijuan-Room", id),
            Subject::Topic(key) => self.trailer("Yijuan-Topic", key),
            Subject::Archive => self,
        }
    }

    /// The topics and years it is about, as its trailers have them.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        let subjects = self.trailers.iter().filter_map(|(key, value)| match *key {
            "Yijuan-Topic" => value.parse().ok().map(Subject::Topic),
            "Yijuan-Plan" => value.parse().ok().map(Subject::Plan),
            _ => None,
        });
        subjects.collect()
    }

    /// Adds a trailer.
    #[must_use]
    pub fn trailer(mut self, key: &'static str, value: &(impl ToString + ?Sized)) -> Self {
        self.trailers.push((key, value.to_string()));
        self
    }
}
