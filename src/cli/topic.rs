//! The one topic that a command shows or changes.

use super::context::{Case, Context, Writer};
use crate::archive::Topic;
use crate::problem::Problems;
use crate::regulation::Regulation;

impl Context {
    /// The archive with the topic that a key, or part of it, means.
    pub(super) fn read_topic(&self, key: &str) -> Result<Case, Problems> {
        self.read(&[self.topic(key)?])
    }
}

impl Case {
    /// The topic, where one alone was to be read, and its regulation.
    pub(super) fn topic(&self) -> Result<(&Topic, &Regulation), Problems> {
        let topic = self.archive.topics.first().ok_or_else(|| self.archive.problems.clone())?;
        Ok((topic, self.regulations.get(&topic.file.regulation)?))
    }
}

/// Everything a command needs to change a topic: the right to write, and the topic in its archive.
pub(super) struct Changing<'c> {
    pub writer: Writer<'c>,
    pub case: Case,
}

impl<'c> Changing<'c> {
    /// Opens the topic that a key, or part of it, means; nothing is said of it in JSON.
    pub(super) fn open(context: &'c Context, key: &str) -> Result<Self, Problems> {
        context.human_only()?;
        let writer = context.writer()?;
        let case = context.read_topic(key)?;
        Ok(Self { writer, case })
    }
}
