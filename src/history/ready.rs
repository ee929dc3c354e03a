//! Finds what would keep git from committing, before anything is written.

use super::index::{Entry, Unseen, not_in};
use super::{Repository, at_root, git, identity, run};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::text;
use crate::text::Text;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a git that was begun just now gets to finish; a lock older than this was left, or is held for long.
const MOMENT: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(20);

/// Files that git leaves while an operation is in progress, with its name.
const IN_PROGRESS: [(&str, &str, &str); 7] = [
    ("rebase-merge", "变基（rebase）", "rebase"),
    ("rebase-apply", "变基（rebase）", "rebase"),
    ("MERGE_HEAD", "合并（merge）", "merge"),
    ("REVERT_HEAD", "还原（revert）", "revert"),
    ("CHERRY_PICK_HEAD", "拣选（cherry-pick）", "cherry-pick"),
    ("sequencer", "拣选（cherry-pick）", "cherry-pick"),
    ("BISECT_LOG", "二分查找（bisect）", "bisect"),
];

impl Repository {
    /// Ensures that commits are possible now.
    ///
    /// # Errors
    /// Everything that prevents it: a bare repository, a merge or rebase in progress, unresolved conflicts, a detached
    /// HEAD, no identity.
    pub fn ready(&self) -> Result<(), Diagnostics> {
        let mut problems = Diagnostics::new();
        let in_progress = self.in_progress();
        if self.work_tree.is_none() {
            problems.push(
                Diagnostic::new(Text::new("git 仓库没有工作区", "the git repository has no work tree")).hint(
                    Text::new(
                        "`git clone` 出一份有工作区的，在那里操作；或加 `--no-commit`",
                        "`git clone` it and work there; or add `--no-commit`",
                    ),
                ),
            );
        } else if let Some(in_progress) = in_progress {
            problems.push(in_progress);
        } else {
            problems.extend(self.in_conflict()?);
            if !self.is_on_a_branch()? {
                problems.push(
                    Diagnostic::new(Text::new(
                        "git 不在任何分支上（detached HEAD），提交会丢失",
                        "git is on no branch (detached HEAD); commits would be lost",
                    ))
                    .hint(Text::new("切换到分支：git switch 分支名", "switch to one: git switch BRANCH")),
                );
            }
        }
        if let Err(problem) = identity(&self.root) {
            problems.push(problem);
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// The operation in progress, if there is one: a merge, a rebase and the like.
    #[must_use]
    pub fn in_progress(&self) -> Option<Diagnostic> {
        let (_, zh, en) = IN_PROGRESS.iter().find(|(file, ..)| self.git_dir.join(file).exists())?;
        let message = text!(zh: "git 仓库里{zh}尚未结束", en: "a {en} is in progress in the git repository");
        Some(
            Diagnostic::new(message).hint(Text::new(
                "先完成或放弃它（git status 有说明）",
                "finish or abort it first (git status says how)",
            )),
        )
    }

    /// Ensures that the branch's last commit and the index can be read.
    ///
    /// # Errors
    /// Everything that cannot be read.
    pub fn readable(&self) -> Result<(), Diagnostics> {
        let mut problems = Diagnostics::new();
        let named = git(&self.root, &["symbolic-ref", "--quiet", "HEAD"], None)?;
        let branch = String::from_utf8_lossy(&named.stdout).trim().to_owned();
        let succeeds = |question: &[&str]| git(&self.root, question, None).map(|output| output.status.success());
        // A branch without a commit is new, unless its file exists.
        let is_new = !branch.is_empty()
            && !self.common_dir.join(&branch).exists()
            && !succeeds(&["rev-parse", "--quiet", "--verify", "HEAD"])?;
        if !is_new && !succeeds(&["cat-file", "-e", "HEAD^{tree}"])? {
            problems.push(
                Diagnostic::new(Text::new("git 分支所指的提交无法读取", "the commit that git's branch points at cannot be read"))
                    .at(Location::file(self.git_dir.display().to_string()))
                    .hint(Text::new(
                        "先另存一份文件；`git fsck` 说明缺什么，从备份或同事的仓库取回",
                        "keep a copy of the files first; `git fsck` says what is missing, fetch it from a backup or a colleague",
                    )),
            );
        }
        if !succeeds(&["--no-optional-locks", "ls-files", "--stage"])? {
            problems.push(
                Diagnostic::new(Text::new("git 索引无法读取", "git's index cannot be read"))
                    .at(Location::file(self.git_dir.join("index").display().to_string()))
                    .hint(Text::new(
                        "移走这个文件，再用 `git reset` 重建；档案库的文件不受影响",
                        "move this file away, then `git reset` makes it anew; no file of the archive changes",
                    )),
            );
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// Files with conflicts, anywhere in the work tree. Git commits nothing while there are any.
    fn in_conflict(&self) -> Result<Option<Diagnostic>, Diagnostic> {
        if self.is_without_conflicts() {
            return Ok(None);
        }
        let everywhere = self.work_tree.as_deref().unwrap_or(&self.root);
        let listed = run(everywhere, &["ls-files", "--unmerged", "-z"], None);
        let listed = match listed {
            Ok(output) => String::from_utf8_lossy(&output.stdout).into_owned(),
            Err(problem) => return Err(at_root(problem, &self.root)),
        };
        let mut paths: Vec<&str> = listed.split('\0').filter_map(|line| Some(line.split_once('\t')?.1)).collect();
        paths.dedup();
        let Text { zh, en } = Text::listed(&paths);
        Ok((!paths.is_empty()).then(|| {
            Diagnostic::new(
                text!(zh: "git 索引里有未解决的冲突：{zh}", en: "there are conflicts git waits to see resolved: {en}"),
            )
            .hint(Text::new(
                "改好这些文件后 `git add`，或用 `git restore --staged --worktree` 放弃",
                "mend these files, then `git add` them, or give them up with `git restore --staged --worktree`",
            ))
        }))
    }

    /// Ensures that no other git command is running, while the archive's own lock is held. One that has just begun gets a
    /// moment to finish.
    ///
    /// # Errors
    /// If one is still running, or was killed and left its lock.
    pub fn unlocked(&self) -> Result<(), Diagnostic> {
        for left in (0..=MOMENT.as_millis() / PAUSE.as_millis()).rev() {
            let locks = self.locks();
            let Some(first) = locks.first() else { return Ok(()) };
            if left == 0 || !locks.iter().all(|lock| is_young(lock)) {
                let message = Text::new(
                    "另一个 git 命令正在运行，或中断时留下了锁文件",
                    "another git command is running, or was killed and left its lock",
                );
                let listed = locks.iter().map(|lock| format!("'{}'", lock.display())).collect::<Vec<_>>().join(" ");
                return Err(Diagnostic::new(message).at(Location::file(first.display().to_string())).hint(text!(
                    zh: "稍候再试；确定没有 git 在运行，就删除它：rm {listed}",
                    en: "try again in a moment; if you are sure that no git is running, remove it: rm {listed}"
                )));
            }
            std::thread::sleep(PAUSE);
        }
        Ok(())
    }

    /// The existing locks of git that prevent a commit.
    fn locks(&self) -> Vec<PathBuf> {
        let branch = fs::read_to_string(self.git_dir.join("HEAD")).ok();
        let branch = branch.as_deref().and_then(|head| head.trim().strip_prefix("ref: "));
        let branch = branch.map(|branch| self.common_dir.join(format!("{branch}.lock")));
        let own = ["index.lock", "HEAD.lock"].map(|lock| self.git_dir.join(lock));
        own.into_iter().chain(branch).filter(|lock| lock.exists()).collect()
    }

    /// Ensures that git accepts these paths, relative to the archive's root.
    ///
    /// # Errors
    /// If it ignores changes of one, or ignores one that it does not track yet.
    pub fn accepts(&self, paths: &[&str]) -> Result<(), Diagnostics> {
        let known = self.entries(paths)?;
        let unseen: Diagnostics =
            known.iter().filter_map(|Entry { path, unseen }| Some(not_seen(path, (*unseen)?))).collect();
        if !unseen.is_empty() {
            return Err(unseen);
        }
        // Tracked files are never ignored.
        let new = not_in(paths, &known);
        if new.is_empty() {
            return Ok(());
        }
        let (check, asked) = (["check-ignore", "-z", "--stdin"], new.join("\0"));
        let output = git(&self.root, &check, Some(&asked))?;
        match output.status.code() {
            Some(0) => {}
            Some(1) => return Ok(()),
            _ => return run(&self.root, &check, Some(&asked)).map(drop).map_err(|p| at_root(p, &self.root).into()),
        }
        let ignored = String::from_utf8_lossy(&output.stdout).into_owned();
        Err(ignored.split('\0').filter(|path| !path.is_empty()).map(ignored_by_git).collect())
    }
}

/// A file of which git ignores changes, because it was told to or because the file is outside a sparse checkout. A
/// commit would leave it out silently.
fn not_seen(path: &str, why: Unseen) -> Diagnostic {
    let name = match why {
        Unseen::SkipWorktree => "skip-worktree",
        Unseen::AssumeUnchanged => "assume-unchanged",
    };
    Diagnostic::new(text!(
        zh: "git 不看这个文件的改动（{name}），无法提交",
        en: "git does not look at changes of this file ({name}), they could not be committed"
    ))
    .at(Location::file(path))
    .hint(text!(
        zh: "运行 git update-index --no-{name} '{path}'；稀疏检出的，先 git sparse-checkout add 其文件夹",
        en: "run git update-index --no-{name} '{path}'; of a sparse checkout, git sparse-checkout add its folder first"
    ))
}

fn ignored_by_git(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new("git 忽略这个路径，无法提交", "git ignores this path, it could not be committed"))
        .at(Location::file(path))
        .hint(Text::new(
            "改 .gitignore（`git check-ignore -v 路径` 说明是哪一行），或加 `--no-commit`",
            "change .gitignore (`git check-ignore -v PATH` names the line), or add `--no-commit`",
        ))
}

/// Whether a lock was made within the last moment, or is gone. One of a clock that is ahead counts as young.
fn is_young(lock: &Path) -> bool {
    // By the clock of the machine, which dated the lock: the day that commands take for today says nothing of it.
    let made = lock.metadata().and_then(|metadata| metadata.modified());
    let age = made.ok().and_then(|made| made.elapsed().ok());
    age.is_none_or(|age| age < MOMENT)
}
