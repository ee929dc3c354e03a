//! The commits that touched a folder.

use super::{Repository, git, run};
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use chrono::{DateTime, FixedOffset};

/// A commit, as a time line shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id, as short as git finds it plain.
    pub id: String,
    /// The day its author wrote it, in China.
    pub date: Date,
    /// Who wrote it.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
    /// What its trailer says that was asked for.
    pub trailer: Vec<String>,
}

/// Seconds by which China is ahead of UTC.
const CHINA: i32 = 8 * 3600;

impl Repository {
    /// Whether the last commit that touched a file has a trailer.
    ///
    /// # Errors
    /// If git cannot be asked.
    pub fn last_says(&self, file: &str, trailer: &str) -> Result<bool, Diagnostic> {
        let format = format!("--format=tformat:%(trailers:key={trailer})");
        let log = ["log", "-1", "--no-color", "--no-show-signature", "--encoding=UTF-8", &format, "--", file];
        let output = git(&self.root, &log, None)?;
        Ok(output.status.success() && output.stdout.iter().any(|byte| !byte.is_ascii_whitespace()))
    }

    /// The commits that touched files or folders, relative to the archive's root, with the values of a trailer; the
    /// earliest first.
    ///
    /// # Errors
    /// If git cannot tell.
    pub fn commits(&self, paths: &[&str], trailer: &str) -> Result<Vec<Commit>, Diagnostic> {
        if !git(&self.root, &["rev-parse", "--verify", "--quiet", "HEAD"], None)?.status.success() {
            return Ok(Vec::new());
        }
        let format = format!("--format=tformat:%h%x00%at%x00%an%x00%s%x00%(trailers:key={trailer},valueonly)");
        let log = ["log", "-z", "--no-color", "--no-show-signature", "--encoding=UTF-8", &format, "--"];
        let output = run(&self.root, &[&log[..], paths].concat(), None)?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let fields: Vec<&str> = told.split('\0').collect();
        // What follows the last record is no record.
        let commits = fields.as_chunks::<5>().0.iter().filter_map(|[id, seconds, author, subject, trailer]| {
            Some(Commit {
                id: (*id).to_owned(),
                date: day(seconds.parse().ok()?)?,
                author: (*author).to_owned(),
                subject: (*subject).to_owned(),
                trailer: trailer.lines().map(ToOwned::to_owned).collect(),
            })
        });
        let mut commits: Vec<Commit> = commits.collect();
        commits.reverse();
        Ok(commits)
    }
}

/// The day in China of a moment in seconds since 1970.
pub(super) fn day(seconds: i64) -> Option<Date> {
    let moment = DateTime::from_timestamp(seconds, 0)?;
    Some(Date(moment.with_timezone(&FixedOffset::east_opt(CHINA)?).date_naive()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_evening_in_london_is_the_next_day_in_china() {
        // 2026-06-14 16:00 UTC is midnight of the 15th.
        assert_eq!(day(1_781_452_800 - 1), Date::ymd(2026, 6, 14));
        assert_eq!(day(1_781_452_800), Date::ymd(2026, 6, 15));
    }
}
