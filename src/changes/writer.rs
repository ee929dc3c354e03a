//! `Writer`: writes the files of a proposal and commits them. Nothing else writes to an archive.

use super::proposal::{Done, Proposal};
use super::secrecy;
use crate::archive::{Change, Limits, Lock, Recovered, Source as _, recover, settings};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::history::{self, Message, Repository};
use crate::model::{CommitPolicy, Settings, Subject};
use crate::text;
use crate::text::{Language, Text};
use crate::workspace::Workspace;
use std::path::Path;

/// Opens the repository of an archive for a commit: repository, lock, and a note if a killed command was rolled back.
///
/// # Errors
/// If a commit is not allowed or not possible.
pub fn open_repository(workspace: &Workspace) -> Result<(Repository, Lock, Option<Text>), Diagnostics> {
    if workspace.no_commit {
        return Err(Diagnostic::new(Text::new(
            "`commit` 与 `--no-commit` 矛盾",
            "`commit` and `--no-commit` contradict each other",
        ))
        .hint(Text::new("去掉 `--no-commit`", "leave `--no-commit` out"))
        .into());
    }
    let root = workspace.source.root();
    let repository = Repository::discover(root)?.ok_or_else(|| no_repository(root))?;
    repository.ready()?;
    let lock = Lock::take(root, Some(repository.git_dir()), repository.shared())?;
    repository.unlocked()?;
    let rolled_back = rolled_back(&recover(root)?);
    Ok((repository, lock, rolled_back))
}

/// The note what became of the changes of a killed command; `None` if there were none.
fn rolled_back(Recovered { restored, edited }: &Recovered) -> Option<Text> {
    let mut notes = Vec::new();
    if !restored.is_empty() {
        let Text { zh, en } = Text::listed(restored);
        notes.push(text!(
            zh: "它只做了一半的改动已撤回（{zh}）",
            en: "what it had changed in part is as it was before ({en})"
        ));
    }
    if !edited.is_empty() {
        let Text { zh, en } = Text::listed(edited);
        notes.push(text!(
            zh: "它改动后又有人改过的文件没有撤回，请核对（{zh}）",
            en: "files that were edited after it stay as they are, look at them ({en})"
        ));
    }
    let Text { zh, en } = Text::join(&notes, "；", "; ");
    (!notes.is_empty()).then(|| {
        text!(
            zh: "上一个命令中途中断，{zh}；需要的话请重新运行那个命令",
            en: "a command was interrupted; {en}: run it again if it is still wanted"
        )
    })
}

fn no_repository(root: &Path) -> Diagnostic {
    let without =
        Text::new("档案库不在 git 仓库中，无法提交", "the archive lies in no git repository, nothing can be committed");
    Diagnostic::new(without).at(Location::file(root.display().to_string())).hint(Text::new(
        "运行 `git init`；或加 `--no-commit`，或在 yijuan.yml 写 `commit: manual`",
        "run `git init`; or add `--no-commit`, or write `commit: manual` in yijuan.yml",
    ))
}

/// An archive opened for writing, and locked.
pub struct Writer<'w> {
    /// The archive's files and history.
    pub workspace: &'w Workspace,
    repository: Option<Repository>,
    /// The archive's settings.
    pub settings: Settings,
    rolled_back: Option<Text>,
    _lock: Lock,
}

impl<'w> Writer<'w> {
    /// Opens an archive for writing. Other commands wait, and git is checked beforehand, so that nothing is written that
    /// could not be committed.
    ///
    /// # Errors
    /// If it cannot be changed now.
    pub fn open(workspace: &'w Workspace) -> Result<Self, Diagnostics> {
        let settings = settings(&workspace.source)?;
        let commit = !workspace.no_commit && settings.commit == CommitPolicy::Auto;
        let root = workspace.source.root();
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
        let lock = {
            let shared = repository.as_ref().and_then(Repository::shared);
            Lock::take(root, repository.as_ref().map(Repository::git_dir), shared)?
        };
        let repository = repository.filter(|_| commit);
        if let Some(repository) = &repository {
            repository.unlocked()?;
        }
        let rolled_back = rolled_back(&recover(root)?);
        Ok(Self { workspace, repository, settings, rolled_back, _lock: lock })
    }

    /// Writes the files that differ, and commits exactly these paths.
    ///
    /// # Errors
    /// If it cannot be written or committed.
    pub fn carry_out(&self, proposal: Proposal) -> Result<Done, Diagnostics> {
        let message = proposal.message(self.language());
        secrecy::ensure_kept(&self.workspace.source, &proposal.change, &proposal.subjects())?;
        self.write(proposal.change, &message, proposal.same)
    }

    /// Writes and commits a change under a message of its own.
    ///
    /// # Errors
    /// If it cannot be written or committed.
    pub fn apply(&self, change: Change, message: &Message) -> Result<Done, Diagnostics> {
        secrecy::ensure_kept(&self.workspace.source, &change, &[])?;
        self.write(change, message, Text::new("没有变化", "nothing changed"))
    }

    fn write(&self, change: Change, message: &Message, note_if_same: Text) -> Result<Done, Diagnostics> {
        let source = &self.workspace.source;
        let meant: Vec<String> = change.paths().map(ToOwned::to_owned).collect();
        let change = change.differing(|path| source.read(path, Limits::MATERIAL))?;
        let mut done = Done::default();
        done.notes.extend(self.rolled_back.clone());
        if meant.is_empty() && change.moves().is_empty() {
            return Ok(done);
        }
        if change.is_empty() {
            let as_it_is = self.as_it_is(&meant, message, note_if_same)?;
            done.notes.extend(as_it_is.notes);
            return Ok(done);
        }
        change.stays_inside(source.root())?;
        change.is_unmistakable(source)?;
        let mut paths: Vec<String> = change.paths().map(ToOwned::to_owned).collect();
        for (from, to) in change.moves() {
            paths = paths.into_iter().map(|path| moved(&path, from, to)).collect();
            if let Some(repository) = &self.repository {
                for tracked in repository.tracked(from)? {
                    paths.push(moved(&tracked, from, to));
                    paths.push(tracked);
                }
            }
        }
        // Files that are right already may still be uncommitted.
        let same: Vec<&str> =
            meant.iter().map(String::as_str).filter(|path| !change.paths().any(|one| one == *path)).collect();
        if let Some(repository) = self.repository.as_ref().filter(|_| !same.is_empty() && change.moves().is_empty()) {
            paths.extend(repository.uncommitted(&same)?);
        }
        paths.sort();
        paths.dedup();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        if let Some(repository) = &self.repository {
            repository.accepts(&paths)?;
        }
        let transaction = change.apply(source.root())?;
        let moves = change.moves().iter().map(|(_, to)| to.as_str());
        let written = change.paths().filter(|path| change.moves().iter().all(|(from, _)| !below(path, from)));
        done.log.extend(written.chain(moves).map(|path| text!(zh: "已写入 {path}", en: "wrote {path}")));
        if let Some(repository) = &self.repository {
            let commit = match repository.commit(&paths, message) {
                Ok(commit) => commit,
                // If the disk is full, the files are rolled back too.
                Err(refused) if refused.disk_full => {
                    transaction.rollback()?;
                    return Err(refused.undone(repository));
                }
                Err(refused) => return Err(refused.into()),
            };
            let committed = text!(zh: "已提交 {commit}", en: "committed {commit}");
            done.log.push(committed.clone());
            done.done = Some(committed);
        } else {
            done.done = Some(Text::new("已写入，未提交", "written, not committed"));
        }
        Ok(done)
    }

    /// Commits files that have the right content already: a user whose commit was refused runs the command again. If
    /// nothing is uncommitted, gives the note.
    ///
    /// # Errors
    /// If they cannot be committed.
    pub fn as_it_is(&self, paths: &[String], message: &Message, note: Text) -> Result<Done, Diagnostics> {
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        if let Some(repository) = &self.repository {
            let waiting = repository.uncommitted(&paths)?;
            if !waiting.is_empty() {
                let waiting: Vec<&str> = waiting.iter().map(String::as_str).collect();
                repository.accepts(&waiting)?;
                let commit = repository.commit(&waiting, message)?;
                let note = text!(
                    zh: "此前已写入而未提交，现已提交 {commit}",
                    en: "it was written before and not committed; committed {commit} now"
                );
                return Ok(Done { notes: vec![note], ..Done::default() });
            }
        }
        Ok(Done { notes: vec![note], ..Done::default() })
    }

    /// Files of a folder that differ from the last commit or are not in it; none if commits are off.
    ///
    /// # Errors
    /// If git cannot say.
    pub fn uncommitted(&self, folder: &str) -> Result<Vec<String>, Diagnostic> {
        self.repository.as_ref().map_or(Ok(Vec::new()), |repository| repository.uncommitted(&[folder]))
    }

    /// The numbers of a year's topics in git, which need not be in the work tree.
    ///
    /// # Errors
    /// If git cannot say.
    pub fn kept_numbers(&self, year: i32) -> Result<Vec<u32>, Diagnostic> {
        let Some(repository) = &self.repository else { return Ok(Vec::new()) };
        let kept = repository.tracked(&format!("topics/{year}"))?;
        let numbers = kept.iter().filter_map(|path| match Subject::of_path(path) {
            Subject::Topic(key) => Some(key.number),
            _ => None,
        });
        Ok(numbers.collect())
    }

    /// The user's name in git; `None` if commits are off.
    ///
    /// # Errors
    /// If git cannot say.
    pub fn author(&self) -> Result<Option<String>, Diagnostic> {
        self.repository.as_ref().map(|_| history::author(self.workspace.source.root())).transpose()
    }

    /// Whether git tracks any file of a folder; `true` if commits are off.
    ///
    /// # Errors
    /// If git cannot say.
    pub fn keeps(&self, folder: &str) -> Result<bool, Diagnostic> {
        self.repository.as_ref().map_or(Ok(true), |repository| Ok(!repository.tracked(folder)?.is_empty()))
    }

    /// A text in the archive's language, for commit messages.
    #[must_use]
    pub fn in_archive_language<'t>(&self, text: &'t Text) -> &'t str {
        text.in_(self.language())
    }

    /// The archive's language.
    fn language(&self) -> Language {
        language_of(&self.settings)
    }
}

/// The language of an archive.
#[must_use]
pub fn language_of(settings: &Settings) -> Language {
    settings.language.as_deref().and_then(Language::parse).unwrap_or(Language::English)
}

fn below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// A path after a folder was renamed.
fn moved(path: &str, from: &str, to: &str) -> String {
    if below(path, from) { format!("{to}{}", &path[from.len()..]) } else { path.to_owned() }
}
