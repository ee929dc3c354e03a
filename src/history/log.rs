//! The commits that changed files or folders.

use super::{Repository, git, run};
use crate::diagnostic::Diagnostic;
use crate::model::Date;

/// A commit in a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id, as short as it is unambiguous.
    pub id: String,
    /// Its author date, in China's time zone.
    pub date: Date,
    /// Its author.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
    /// The values of the requested trailer.
    pub trailer: Vec<String>,
}

/// A file as a commit left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The commit.
    pub commit: Commit,
    /// Its path there: it may have had another name.
    pub path: String,
}

impl Repository {
    /// Whether the last commit that changed a file has a trailer.
    ///
    /// # Errors
    /// If git cannot be started.
    pub fn last_has_trailer(&self, file: &str, trailer: &str) -> Result<bool, Diagnostic> {
        let format = format!("--format=tformat:%(trailers:key={trailer})");
        let log = ["log", "-1", "--no-color", "--no-show-signature", "--encoding=UTF-8", &format, "--", file];
        let output = git(&self.root, &log, None)?;
        Ok(output.status.success() && output.stdout.iter().any(|byte| !byte.is_ascii_whitespace()))
    }

    /// The commits that changed files or folders, relative to the archive's root, with the values of a trailer; the
    /// earliest first.
    ///
    /// # Errors
    /// If git fails.
    pub fn commits(&self, paths: &[&str], trailer: &str) -> Result<Vec<Commit>, Diagnostic> {
        if !git(&self.root, &["rev-parse", "--verify", "--quiet", "HEAD"], None)?.status.success() {
            return Ok(Vec::new());
        }
        let format = format!("--format=tformat:%h%x00%at%x00%an%x00%s%x00%(trailers:key={trailer},valueonly)");
        let log = ["log", "-z", "--no-color", "--no-show-signature", "--encoding=UTF-8", &format, "--"];
        let output = run(&self.root, &[&log[..], paths].concat(), None)?;
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        let fields: Vec<&str> = listed.split('\0').collect();
        // The text after the last record is left over.
        let commits = fields.as_chunks::<5>().0.iter().filter_map(Commit::read);
        let mut commits: Vec<Commit> = commits.collect();
        commits.reverse();
        Ok(commits)
    }

    /// The commits that changed a file, relative to the archive's root, under all its names; the latest first.
    ///
    /// # Errors
    /// If git fails.
    pub fn file_log(&self, path: &str) -> Result<Vec<Version>, Diagnostic> {
        if !git(&self.root, &["rev-parse", "--verify", "--quiet", "HEAD"], None)?.status.success() {
            return Ok(Vec::new());
        }
        let format = "--format=tformat:%x00%h%x00%at%x00%an%x00%s%x00";
        let log = ["log", "-z", "--follow", "--relative", "--name-only", "--no-color", "--no-show-signature"];
        let output = run(&self.root, &[&log[..], &["--encoding=UTF-8", format, "--", path]].concat(), None)?;
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut fields = listed.split('\0').skip(1);
        let mut versions: Vec<Version> = Vec::new();
        while let Some([id, seconds, author, subject, _]) = next(&mut fields) {
            let Some(commit) = Commit::read(&[id, seconds, author, subject, ""]) else { break };
            let named = fields.next().and_then(|named| named.strip_prefix('\n'));
            // A merge names no file.
            let known = versions.last().map_or(path, |version| &version.path);
            let path = named.unwrap_or(known).to_owned();
            if named.is_some() {
                fields.next();
            }
            versions.push(Version { commit, path });
        }
        Ok(versions)
    }
}

impl Commit {
    /// From the fields of a log: id, seconds, author, subject, trailers.
    fn read([id, seconds, author, subject, trailer]: &[&str; 5]) -> Option<Self> {
        Some(Self {
            id: (*id).to_owned(),
            date: Date::of_second(seconds.parse().ok()?)?,
            author: (*author).to_owned(),
            subject: (*subject).to_owned(),
            trailer: trailer.lines().map(ToOwned::to_owned).collect(),
        })
    }
}

/// The next fields of a log.
fn next<'t, const N: usize>(fields: &mut impl Iterator<Item = &'t str>) -> Option<[&'t str; N]> {
    fields.take(N).collect::<Vec<_>>().try_into().ok()
}
