//! The answer to a question about the whole archive, kept for as long as nothing in it changes. It lies under the git
//! directory, says itself what it answers, and may be deleted at any time.

use crate::archive::Stamps;
use crate::cli::context::Context;
use crate::history::Repository;
use crate::problem::Problems;
use crate::ui::Reply;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::{self, Metadata};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Files from which on judging takes longer than to look whether they have changed.
const WORTHWHILE: usize = 2_000;

/// Longest answer that is read back, in bytes.
const LONGEST: u64 = 1 << 30;

/// A question about the archive as a whole.
pub(super) struct Question<'q> {
    /// The command that answers it.
    pub command: &'static str,
    /// What was asked of the command, and how the answer is to look.
    pub form: String,
    /// What else it depends on beside the archive's files.
    pub of: &'q str,
}

impl Question<'_> {
    /// The answer given before, if it still is the answer; else the answer that is found now, to be given again.
    pub(super) fn answer(
        &self,
        context: &Context,
        find: impl FnOnce() -> Result<Reply, Problems>,
    ) -> Result<Reply, Problems> {
        let asked = Asked::of(context, self);
        if let Some(reply) = asked.as_ref().and_then(Asked::recall) {
            return Ok(reply);
        }
        // Before anything is read: what is written meanwhile then makes another digest, and never an old answer.
        let digest = asked.as_ref().and_then(|asked| asked.stamps.digest(asked.moment).ok());
        let reply = find()?;
        // What was not kept is found anew the next time.
        let _ = asked.zip(digest).and_then(|(asked, digest)| asked.keep(&reply, digest));
        Ok(reply)
    }
}

/// A question, and the state of the archive it is asked of.
struct Asked {
    /// Where its answer is kept.
    path: PathBuf,
    question: String,
    /// A moment before the stamps were taken, by the clock of the file system.
    moment: SystemTime,
    stamps: Stamps,
}

/// The first line of an answer that is kept; the rest is what was said.
#[derive(Serialize, Deserialize)]
struct Heading {
    question: String,
    moment: SystemTime,
    digest: [u8; 32],
    exit: u8,
}

impl Asked {
    /// Looks at the archive's files, if they are many and under git.
    fn of(context: &Context, Question { command, form, of }: &Question) -> Option<Self> {
        let root = context.source.root().canonicalize().ok()?;
        let repository = Repository::discover(&root).ok()??;
        let folder = repository.git_dir().join("yijuan");
        let moment = moment(&folder)?;
        let stamps = Stamps::take(&root).ok().filter(|stamps| stamps.count() >= WORTHWHILE)?;
        let program = stamp(&fs::metadata(std::env::current_exe().ok()?).ok()?)?;
        let Context { format, language, today, .. } = context;
        let form = format!("{} {format:?} {language:?} {form}", root.display());
        let name = format!("{:x}", Sha256::digest(&form));
        let question = format!("{form} {today} {of} {program}");
        Some(Self { path: folder.join(format!("{command}-{}", &name[..16])), question, moment, stamps })
    }

    /// The answer given before, if it still is the answer.
    fn recall(&self) -> Option<Reply> {
        let mut kept = String::new();
        fs::File::open(&self.path).ok()?.take(LONGEST).read_to_string(&mut kept).ok()?;
        let (heading, said) = kept.split_once('\n')?;
        let heading: Heading = serde_json::from_str(heading).ok()?;
        let holds = heading.question == self.question && self.stamps.digest(heading.moment).ok()? == heading.digest;
        holds.then(|| Reply { stdout: said.to_owned(), exit: heading.exit, ..Reply::default() })
    }

    /// Keeps an answer, unless something was said beside it. That it cannot be kept is no harm.
    fn keep(self, reply: &Reply, digest: [u8; 32]) -> Option<()> {
        if !(reply.notes.is_empty() && reply.log.is_empty()) {
            return None;
        }
        let Self { path, question, moment, .. } = self;
        let heading = Heading { question, moment, digest, exit: reply.exit };
        let mut file = atomic_write_file::AtomicWriteFile::open(path).ok()?;
        writeln!(file, "{}", serde_json::to_string(&heading).ok()?).ok()?;
        file.write_all(reply.stdout.as_bytes()).ok()?;
        file.commit().ok()
    }
}

/// What time it is by the clock that files are stamped with.
fn moment(folder: &Path) -> Option<SystemTime> {
    fs::create_dir_all(folder).ok()?;
    let clock = folder.join("clock");
    fs::write(&clock, b"").ok()?;
    fs::metadata(&clock).ok()?.modified().ok()
}

/// Which build of the program it is: another may answer otherwise.
fn stamp(about: &Metadata) -> Option<String> {
    let modified = about.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), about.len(), modified.as_nanos()))
}
