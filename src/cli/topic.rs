//! The one topic that a command is about to change.

use super::context::{Case, Context, Writer};
use crate::archive::Topic;
use crate::problem::Problems;
use crate::rules::Regulation;

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
        let folder = context.topic(key)?;
        let case = context.read(std::slice::from_ref(&folder))?;
        Ok(Self { writer, case })
    }

    /// The topic, if its file could be read, and its regulation.
    pub(super) fn topic(&self) -> Result<(&Topic, &Regulation), Problems> {
        let Some(topic) = self.case.archive.topics.first() else {
            return Err(self.case.archive.problems.clone());
        };
        Ok((topic, self.case.regulations.get(&topic.file.regulation)?))
    }
}
