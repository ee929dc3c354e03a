//! The one topic that a command is about to change.

use super::context::{Case, Context, Writer};
use crate::problem::Problems;

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
