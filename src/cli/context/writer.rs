//! The way to change files: what a command writes is written and committed together.

use super::{Context, in_language_of, settings};
use crate::archive::{Change, Limits, Lock, Source as _};
use crate::history::{Message, Repository};
use crate::model::{CommitPolicy, Settings};
use crate::problem::{Place, Problem, Problems};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use std::path::Path;

impl Context {
    /// The repository around the archive, ready to be committed to, and the lock on it.
    pub(in crate::cli) fn repository(&self) -> Result<(Repository, Lock), Problems> {
        if self.no_commit {
            return Err(Problem::new(Text::new(
                "`commit` 与 `--no-commit` 矛盾",
                "`commit` and `--no-commit` contradict each other",
            ))
            .hint(Text::new("去掉 `--no-commit`", "leave `--no-commit` out"))
            .into());
        }
        let root = self.source.root();
        let repository = Repository::discover(root)?.ok_or_else(|| no_repository(root))?;
        repository.ready()?;
        let lock = Lock::take(root, Some(repository.git_dir()))?;
        Ok((repository, lock))
    }

    /// Makes ready to change the archive: nothing is written if git could not commit it afterwards,
    /// and no other command changes it meanwhile.
    pub(in crate::cli) fn writer(&self) -> Result<Writer<'_>, Problems> {
        let settings = settings(&self.source)?;
        let commit = !self.no_commit && settings.commit == CommitPolicy::Auto;
        let root = self.source.root();
        let repository = match Repository::discover(root) {
            Ok(repository) => repository,
            Err(_) if !commit => None,
            Err(problem) => return Err(problem.into()),
        };
        let repository = match (repository, commit) {
            (Some(repository), true) => {
                repository.ready()?;
                Some(repository)
            }
            (repository, false) => repository,
            (None, true) => {
                return Err(no_repository(root).into());
            }
        };
        let lock = Lock::take(root, repository.as_ref().map(Repository::git_dir))?;
        Ok(Writer { context: self, repository: repository.filter(|_| commit), settings, _lock: lock })
    }
}

fn no_repository(root: &Path) -> Problem {
    let without =
        Text::new("档案库不在 git 仓库中，无法提交", "the archive lies in no git repository, nothing can be committed");
    Problem::new(without).at(Place::file(root.display().to_string())).hint(Text::new(
        "运行 `git init`；或加 `--no-commit`，或在 yijuan.yml 写 `commit: manual`",
        "run `git init`; or add `--no-commit`, or write `commit: manual` in yijuan.yml",
    ))
}

/// The right to change the archive: files are written and committed together.
pub(in crate::cli) struct Writer<'c> {
    context: &'c Context,
    repository: Option<Repository>,
    pub settings: Settings,
    _lock: Lock,
}

impl Writer<'_> {
    /// Writes what differs and commits exactly those paths. `said` is what the reader is told.
    pub(in crate::cli) fn apply(&self, change: Change, message: &Message, said: Reply) -> Result<Reply, Problems> {
        let mut paths = Vec::new();
        let mut differing = Change::new();
        for (path, content) in change.into_files() {
            if self.context.source.read(&path, Limits::PAPER)?.as_deref() != Some(content.as_slice()) {
                paths.push(path.clone());
                differing = differing.file(path, content);
            }
        }
        differing.apply(self.context.source.root())?;
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let mut reply = said;
        if paths.is_empty() {
            reply.notes.push(Text::new("没有变化", "nothing changed"));
            return Ok(reply);
        }
        if self.context.verbose {
            reply.log.extend(paths.iter().map(|path| text!(zh: "已写入 {path}", en: "wrote {path}")));
        }
        if let Some(repository) = &self.repository {
            let commit = repository.commit(&paths, message)?;
            if self.context.verbose {
                reply.log.push(text!(zh: "已提交 {commit}", en: "committed {commit}"));
            }
        }
        Ok(reply)
    }

    /// The wording for commit messages: the archive's language, that its history may read in one.
    pub(in crate::cli) fn in_archive_language<'t>(&self, text: &'t Text) -> &'t str {
        in_language_of(&self.settings, text)
    }
}
