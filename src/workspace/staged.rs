//! What the next commit would hold of an archive, to be judged before it is made.

use super::unchanging::{UNCHANGING, told};
use super::{LoadedArchive, Subjects, Workspace};
use crate::archive::{self, ROOT_FILE, TopicFolder, plan_folders, topic_folders};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::duty::{Finding, Severity};
use crate::history::{Followed, Lost, Repository, Staged, Tree};
use crate::model::{Date, Subject};
use crate::text::Text;

/// An archive as the next commit would hold it.
pub(super) struct StagedArchive {
    /// Its files.
    pub tree: Tree,
    /// What differs from the last commit.
    changed: Vec<String>,
    lost: Vec<Lost>,
}

/// Every file.
const ALL: Followed = Followed { file: |_| true, other: |_| true, ..UNCHANGING };

impl StagedArchive {
    pub(super) fn of(workspace: &Workspace) -> Result<Self, Diagnostics> {
        let staged = workspace.history()?.staged()?;
        let folder = staged.folder();
        let tree = staged.tree(folder)?.ok_or_else(|| {
            Diagnostic::new(Text::new("暂存区里没有这个档案库", "the archive is not in git's index"))
                .at(Location::file(workspace.source.root().display().to_string()))
                .hint(Text::new("先 `git add` 或 `yijuan commit`", "`git add` it, or `yijuan commit`"))
        })?;
        archive::readable(&tree)?;
        Ok(Self { tree, changed: staged.changed(folder, ALL)?, lost: staged.lost(folder, UNCHANGING)? })
    }

    /// Whether nothing is staged.
    pub(super) fn is_as_committed(&self) -> bool {
        self.changed.is_empty()
    }

    /// The topics and years whose files differ; none if something beside them does, on which all may depend.
    pub(super) fn subjects(&self) -> Option<Subjects> {
        let of_paths: Vec<Subject> = self.changed.iter().map(|path| Subject::of_path(path)).collect();
        if of_paths.contains(&Subject::Archive) {
            return None;
        }
        let topics = changed_topics(&self.tree, &self.changed);
        let years = plan_folders(&self.tree).into_iter().map(|folder| Subject::of_path(&folder));
        Some(Subjects { topics, others: years.filter(|year| of_paths.contains(year)).collect() })
    }

    /// What is not kept of the last commit.
    pub(super) fn findings(&self) -> impl Iterator<Item = Finding> {
        self.lost.iter().map(|lost| {
            let (place, message, hint) = told(lost);
            Finding::without_rule(Severity::Error, Subject::of_path(&lost.path), place, message, hint)
        })
    }
}

fn changed_topics(tree: &Tree, changed: &[String]) -> Vec<TopicFolder> {
    let (mut folders, _) = topic_folders(tree);
    folders.retain(|folder| changed.iter().any(|path| is_inside(path, &folder.path)));
    folders
}

fn is_inside(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Why a commit is not to be made, of all archives in a repository: what cannot be read of the files that would change,
/// and what is not kept. That a deadline is missed is no reason.
///
/// # Errors
/// If git cannot read it.
pub(crate) fn why_not_commit(repository: &Repository, today: Date) -> Result<Diagnostics, Diagnostics> {
    let staged = repository.staged()?;
    let mut problems: Diagnostics = staged.lost("", UNCHANGING)?.iter().map(refusal).collect();
    for folder in staged.folders_with(ROOT_FILE) {
        problems.extend(unreadable(&staged, &folder, today)?);
    }
    Ok(problems)
}

/// A line that is not kept, and how to have it back.
fn refusal(lost: &Lost) -> Diagnostic {
    let (place, message, hint) = told(lost);
    let path = &lost.path;
    let restore = Text::new(
        format!("；恢复：git restore --source=HEAD --staged --worktree -- '{path}'"),
        format!("; to restore it: git restore --source=HEAD --staged --worktree -- '{path}'"),
    );
    Diagnostic::new(message).at(place).hint(hint.then(&restore))
}

fn unreadable(staged: &Staged, folder: &str, today: Date) -> Result<Diagnostics, Diagnostics> {
    let changed = staged.changed(folder, ALL)?;
    let Some(tree) = staged.tree(folder)?.filter(|_| !changed.is_empty()) else { return Ok(Diagnostics::new()) };
    let mut problems = match archive::readable(&tree) {
        Ok(()) => {
            let (mut folders, strays) = topic_folders(&tree);
            folders.retain(|folder| changed.iter().any(|path| is_inside(path, &folder.path)));
            let loaded = LoadedArchive::read(&tree, Some(&folders), today)?;
            strays.into_iter().chain(loaded.problems().cloned()).collect()
        }
        Err(problem) => vec![problem],
    };
    problems.retain(|problem| {
        let at = problem.place.as_ref().map_or("", |place| place.path.as_str());
        changed.iter().any(|path| path == at || is_inside(path, at))
    });
    archive::locate(&tree, problems.iter_mut().filter_map(|problem| problem.place.as_mut()));
    for place in problems.iter_mut().filter_map(|problem| problem.place.as_mut()) {
        place.path.insert_str(0, folder);
    }
    Ok(problems)
}
