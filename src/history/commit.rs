//! Commits exactly the files of a change, with the git program.

use super::index::not_in;
use super::{Repository, at_root, git, run};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::text;
use crate::text::Text;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Output;

/// A commit message: a subject line, and trailers for programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The subject line.
    pub subject: String,
    /// Trailers such as `Yijuan-Topic` and `Yijuan-Event`: tokens (ASCII) and values.
    pub trailers: Vec<(&'static str, String)>,
    /// Who made the change, if somebody else than who commits it: a name.
    pub author: Option<String>,
}

impl Message {
    /// A message of one line.
    pub fn new(subject: impl Into<String>) -> Self {
        Self { subject: subject.into(), ..Self::default() }
    }

    /// Adds a trailer.
    #[must_use]
    pub fn trailer(mut self, token: &'static str, value: impl Into<String>) -> Self {
        self.trailers.push((token, value.into()));
        self
    }

    fn text(&self) -> String {
        let mut text = one_line(&self.subject);
        text.push('\n');
        if !self.trailers.is_empty() {
            text.push('\n');
        }
        for (token, value) in &self.trailers {
            let _ = writeln!(text, "{token}: {}", one_line(value));
        }
        text
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Files were written, but could not be committed.
#[derive(Debug)]
pub struct NotCommitted {
    problem: Diagnostic,
    /// Whether the disk is full.
    pub disk_full: bool,
    /// New files still marked in the index, because the disk is too full to remove the marks.
    marked: Vec<String>,
}

/// Messages of git for a full disk, in the languages of our users.
const NO_ROOM: [&str; 4] = ["No space left on device", "设备上没有空间", "Disk quota exceeded", "超出磁盘限额"];

impl NotCommitted {
    fn of(problem: Diagnostic, marked: Vec<String>, repository: &Repository) -> Self {
        // Git does not always say why it could not write.
        let disk_full = NO_ROOM.iter().any(|words| problem.message.en.contains(words)) || is_full(&repository.git_dir);
        Self { problem: at_root(problem, &repository.root), disk_full, marked }
    }

    /// The problem to report once the files are restored, which frees room to remove the marks from the index.
    #[must_use]
    pub fn undone(self, repository: &Repository) -> Diagnostics {
        let hint = if repository.withdraw(&self.marked).is_ok() {
            Text::new("没有任何改动；腾出空间后再试", "nothing was changed; make room and try again")
        } else {
            let paths = self.marked.iter().map(|path| format!("'{path}'")).collect::<Vec<_>>().join(" ");
            text!(
                zh: "文件没有改动，但 git 索引里留下了记号；腾出空间后运行：git rm --cached {paths}，再试",
                en: "no file was changed, but marks are left in git's index; make room, run: git rm --cached {paths}, and try again"
            )
        };
        self.problem.hint(hint).into()
    }
}

/// Whether a file system is full.
#[cfg(unix)]
fn is_full(folder: &Path) -> bool {
    rustix::fs::statvfs(folder).is_ok_and(|about| about.f_bavail.saturating_mul(about.f_frsize) < 4096)
}

#[cfg(not(unix))]
fn is_full(_: &Path) -> bool {
    false
}

impl From<NotCommitted> for Diagnostics {
    fn from(refused: NotCommitted) -> Self {
        refused
            .problem
            .hint(Text::new(
                "文件已写好但未提交；排除原因后运行 `yijuan commit`",
                "the files are written but not committed; mend the cause, then run `yijuan commit`",
            ))
            .into()
    }
}

impl Repository {
    /// Commits exactly these paths, relative to the archive's root, and returns the new commit's id.
    ///
    /// # Errors
    /// If git refuses: a failing hook, a missing signing key, a full disk. The files stay as they are on disk, and new
    /// ones are no longer marked in the index.
    pub fn commit(&self, paths: &[&str], message: &Message) -> Result<String, NotCommitted> {
        let mut marked = Vec::new();
        self.try_commit(paths, message, &mut marked).map_err(|problem| {
            if self.withdraw(&marked).is_ok() {
                marked.clear();
            }
            NotCommitted::of(problem, marked, self)
        })
    }

    fn try_commit(&self, paths: &[&str], message: &Message, marked: &mut Vec<String>) -> Result<String, Diagnostic> {
        let mut untracked = not_in(paths, &self.entries(paths)?);
        // A path removed from both the index and the folder is known from the last commit.
        untracked.retain(|path| self.root.join(path).symlink_metadata().is_ok());
        marked.extend(untracked.iter().map(|path| (*path).to_owned()));
        if !untracked.is_empty() {
            // `commit --only` accepts only tracked paths, so new ones are added to the index first.
            let mut add = vec!["add", "--intent-to-add", "--"];
            add.extend(&untracked);
            run(&self.root, &add, None)?;
        }
        // Nobody's address is made up.
        let author = message.author.as_deref().map(|name| format!("--author={} <>", one_line(name)));
        let mut commit = vec!["commit", "--quiet", "--only", "--cleanup=whitespace", "--file=-"];
        commit.extend(author.as_deref());
        commit.push("--");
        commit.extend(paths);
        if let Err(problem) = run(&self.root, &commit, Some(&message.text())) {
            // If git was killed, it may have committed without updating its index.
            return if self.is_committed(paths)? { self.head() } else { Err(problem) };
        }
        self.head()
    }

    /// Removes the marks of new files from the index.
    fn withdraw(&self, marked: &[String]) -> Result<(), Diagnostic> {
        if marked.is_empty() {
            return Ok(());
        }
        let mut withdraw = vec!["rm", "--cached", "--quiet", "--force", "--ignore-unmatch", "--"];
        withdraw.extend(marked.iter().map(String::as_str));
        run(&self.root, &withdraw, None).map(drop)
    }

    /// Whether the last commit has these paths as they are on disk. If so, the index is updated.
    fn is_committed(&self, paths: &[&str]) -> Result<bool, Diagnostic> {
        let (there, gone): (Vec<&str>, Vec<&str>) = paths.iter().partition(|path| self.root.join(path).exists());
        let differs = self.on_paths(&["diff", "--quiet", "HEAD", "--"], paths)?;
        if differs.is_none_or(|output| !output.status.success()) {
            return Ok(false);
        }
        // That comparison ignores what is not in the index.
        let known = self.on_paths(&["ls-tree", "-z", "--name-only", "HEAD", "--"], paths)?.map(|output| output.stdout);
        let known = String::from_utf8_lossy(&known.unwrap_or_default()).into_owned();
        let known: Vec<&str> = known.split('\0').collect();
        if !there.iter().all(|path| known.contains(path)) || gone.iter().any(|path| known.contains(path)) {
            return Ok(false);
        }
        self.on_paths(&["add", "--"], &there)?;
        self.on_paths(&["rm", "--cached", "--quiet", "--force", "--ignore-unmatch", "--"], &gone)?;
        Ok(true)
    }

    /// Runs a git command on paths; `None` if there are none.
    fn on_paths(&self, command: &[&str], paths: &[&str]) -> Result<Option<Output>, Diagnostic> {
        if paths.is_empty() {
            return Ok(None);
        }
        git(&self.root, &[command, paths].concat(), None).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_keeps_its_subject_on_one_line() {
        let message = Message::new("记录\n事件").trailer("Yijuan-Topic", "2026-003");
        assert_eq!(message.text(), "记录 事件\n\nYijuan-Topic: 2026-003\n");
    }
}
