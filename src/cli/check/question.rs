//! The answer of a check of the whole archive, kept for as long as it is the answer.

use crate::archive::Stamps;
use crate::cli::context::Context;
use crate::cli::memory::Memory;
use crate::problem::Problems;
use crate::ui::Reply;
use serde::{Deserialize, Serialize};
use std::time::SystemTime;

/// Names the files that answers are kept in.
const WHAT: &str = "check";

/// A question about the archive as a whole.
pub(super) struct Question {
    /// What was asked.
    pub form: String,
    /// What the answer depends on beside the archive's files: the state of git.
    pub of: String,
}

/// The first line of an answer that is kept; the rest is what was said.
#[derive(Serialize, Deserialize)]
struct Heading {
    question: String,
    moment: SystemTime,
    digest: String,
    exit: u8,
    /// Bytes that were said.
    length: usize,
}

impl Question {
    /// The answer given before, if it still is the answer; else the answer that is found now, to be given again.
    pub(super) fn answer(
        &self,
        context: &Context,
        find: impl FnOnce() -> Result<Reply, Problems>,
    ) -> Result<Reply, Problems> {
        let seen = Memory::of(context).and_then(|memory| Some((memory.stamps()?, memory)));
        let Some((stamps, memory)) = seen else { return find() };
        // How it is to look is part of the question.
        let form = format!("{:?} {:?} {}", context.format, context.language, self.form);
        let question = format!("{form} {} {}", memory.beside, self.of);
        if let Some(reply) = recall(&memory, &stamps, &form, &question) {
            return Ok(reply);
        }
        // Before anything is read: what is written meanwhile then makes another digest, and never an old answer.
        let digest = stamps.digest(memory.moment);
        let reply = find()?;
        // What is said beside an answer is not kept.
        if reply.notes.is_empty()
            && reply.log.is_empty()
            && let Ok(digest) = digest
        {
            let Reply { stdout, exit, .. } = &reply;
            let heading = Heading { question, moment: memory.moment, digest, exit: *exit, length: stdout.len() };
            let heading = serde_json::to_string(&heading).unwrap_or_default();
            let _ = memory.keep(WHAT, &form, &format!("{heading}\n{stdout}"));
        }
        Ok(reply)
    }
}

fn recall(memory: &Memory, stamps: &Stamps, form: &str, question: &str) -> Option<Reply> {
    let kept = memory.recall(WHAT, form)?;
    let (heading, said) = kept.split_once('\n')?;
    let heading: Heading = serde_json::from_str(heading).ok()?;
    let holds = heading.question == question
        && heading.length == said.len()
        && memory.is_past(heading.moment)
        && stamps.digest(heading.moment).ok()? == heading.digest;
    holds.then(|| Reply { stdout: said.to_owned(), exit: heading.exit, ..Reply::default() })
}
