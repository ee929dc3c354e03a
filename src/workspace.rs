//! An archive on disk, the day it is looked at, and how it is to be changed: reads of it what is wanted, ready to be judged.

mod agenda;
mod check;
mod checklist;
mod closing;
mod comments;
mod compared;
mod days;
mod due;
mod filter;
mod find;
mod health;
mod lines_gone;
mod loaded;
mod log;
mod overview;
mod received;
mod review;
mod signed;
mod staged;
mod strays;
mod subjects;
pub(crate) mod template;
mod trusted;
mod unchanging;
mod uncommitted;
mod verify;
mod withdrawn;

pub(crate) use agenda::{Agenda, Debt, Item, Matter, News, Owed, Owing, Since};
pub(crate) use check::{Check, Duties};
pub use checklist::{ChecklistEntry, Stated, checklist};
pub(crate) use closing::LeftAtClosing;
pub(crate) use comments::places_in;
pub use comments::{PlacedComment, PlacedComments, Removed, Wanted};
pub(crate) use compared::Compared;
pub use days::{Days, Told};
pub(crate) use due::Due;
pub(crate) use filter::TopicFilter;
pub(crate) use find::{Found, FoundIn, Hit, Search};
pub(crate) use health::{Diagnosis, diagnoses};
pub(crate) use lines_gone::lines_gone;
pub use loaded::LoadedArchive;
pub(crate) use log::{Log, LogEntry};
pub use overview::{Overview, TopicState, is_open};
pub(crate) use received::{language_of, why_not_receive};
pub(crate) use review::other_texts;
pub use review::{PaperUnderReview, PapersUnderReview};
pub use signed::{NotSigned, SignedBy};
pub(crate) use staged::why_not_commit;
pub use subjects::Subjects;
pub(crate) use trusted::{Trusted, who_is_who};
pub(crate) use uncommitted::{copies_apart, uncommitted_files};
pub use verify::{Committed, Fault, FaultKind, Proof, Verified, VerifiedDecision, VerifiedPaper};
pub(crate) use verify::{Receipted, ReceivedLine, is_line, is_signed, receipted};

use crate::archive::{self, Limits, Source, TopicFolder, TopicLookup, WorkTree};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep};
use crate::history::{Repository, Tree};
use crate::model::Date;
use crate::text::Text;

/// An archive on disk.
pub struct Workspace {
    /// Its files.
    pub source: WorkTree,
    /// The day it is looked at.
    pub today: Date,
    /// How days are read on that day.
    pub days: Days,
    /// Whether names are taken however near they are to known ones.
    pub as_written: bool,
    /// Whether what is written stays uncommitted, whatever the settings say.
    pub no_commit: bool,
}

impl Workspace {
    /// All of it, ready to be judged.
    ///
    /// # Errors
    /// If the calendar cannot be read; what cannot be read of the archive is a problem of what comes back.
    pub fn read_all(&self) -> Result<LoadedArchive, Diagnostics> {
        LoadedArchive::read(&self.source, None, self.today)
    }

    /// The archive with these topics alone.
    ///
    /// # Errors
    /// As there.
    pub fn read(&self, topics: &[TopicFolder]) -> Result<LoadedArchive, Diagnostics> {
        LoadedArchive::read(&self.source, Some(topics), self.today)
    }

    /// The archive with the topic that a key, or part of it, means.
    ///
    /// # Errors
    /// If it means none, or more than one.
    pub fn read_topic(&self, key: &str) -> Result<LoadedArchive, Diagnostics> {
        self.read(&[self.topic(key)?])
    }

    /// The topics that keys, or unambiguous parts of a key or a folder's name, mean; in the order given.
    ///
    /// # Errors
    /// If any means none, or more than one.
    pub fn topics(&self, written: &[String]) -> Result<Vec<TopicFolder>, Diagnostics> {
        topics_in(&self.source, written)
    }

    /// The one topic that a key, or part of it, means.
    ///
    /// # Errors
    /// If it means none, or more than one.
    pub fn topic(&self, written: &str) -> Result<TopicFolder, Diagnostics> {
        let mut topics = self.topics(&[written.to_owned()])?;
        Ok(topics.swap_remove(0))
    }

    /// The text of a file; nothing if there is none. A byte order mark stays where it is.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn text(&self, path: &str) -> Result<String, Diagnostic> {
        let bytes = self.source.read(path, Limits::YAML)?.unwrap_or_default();
        archive::decode(path, &bytes)?;
        Ok(String::from_utf8(bytes).unwrap_or_default())
    }

    /// The repository around it, to look back in.
    ///
    /// # Errors
    /// If there is none.
    pub fn history(&self) -> Result<Repository, Diagnostic> {
        let root = self.source.root();
        Repository::discover(root)?.ok_or_else(|| {
            Diagnostic::new(Text::new(
                "档案库不在 git 仓库中，没有历史可查",
                "the archive lies in no git repository and has no history",
            ))
            .at(Location::file(root.display().to_string()))
            .hint(Text::new("运行 `git init`，再用 `yijuan commit` 提交", "run `git init`, then `yijuan commit`"))
        })
    }

    /// The archive as it was in a commit.
    ///
    /// # Errors
    /// If there is no such commit, or no archive in it that can be read.
    pub fn past(&self, revision: &str) -> Result<Tree, Diagnostic> {
        let tree = self.history()?.tree(revision)?;
        archive::readable(&tree).map(|()| tree)
    }
}

/// The topics that keys, or unambiguous parts of a key or a folder's name, mean, in the work tree or in a commit.
///
/// # Errors
/// If any means none, or more than one.
pub fn topics_in(source: &dyn Source, written: &[String]) -> Result<Vec<TopicFolder>, Diagnostics> {
    let known = TopicLookup::new(source);
    let mut problems = Diagnostics::new();
    let mut topics: Vec<TopicFolder> = Vec::new();
    for written in written {
        let topic = keep(&mut problems, known.resolve(written));
        topics.extend(topic.filter(|topic| !topics.contains(topic)));
    }
    ensure_none(problems).map(|()| topics)
}
