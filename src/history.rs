//! The archive's history in git: the only user of git2 and of the git program.
//!
//! Reading goes through git2. Committing goes through `git commit --only -- PATHS`, so that hooks,
//! signing and every repository format work as git has them, and whatever else is staged or
//! modified stays as it was.

mod commit;
mod log;
mod tree;

pub use commit::Message;
pub use log::Commit;
pub use tree::{Content, Node, NodeKind, Tree};

use crate::problem::{Place, Problem, Problems};
use crate::text;
use crate::text::Text;
use git2::RepositoryState;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The git repository an archive lies in.
pub struct Repository {
    git: git2::Repository,
    root: PathBuf,
}

impl Repository {
    /// The repository around an archive's root; `None` if there is none.
    ///
    /// # Errors
    /// If there is one that cannot be opened: of a format or an owner that is refused.
    pub fn discover(root: &Path) -> Result<Option<Self>, Problem> {
        match git2::Repository::discover(root) {
            Ok(git) => Ok(Some(Self { git, root: root.to_path_buf() })),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => {
                let why = error.message().to_owned();
                let problem =
                    Problem::new(text!(zh: "无法打开 git 仓库：{why}", en: "cannot open the git repository: {why}"));
                Err(match error.code() {
                    git2::ErrorCode::Owner => problem.hint(Text::new(
                        "仓库属于别的用户；确认可信后：git config --global --add safe.directory 目录",
                        "it belongs to another user; if you trust it: git config --global --add safe.directory DIR",
                    )),
                    _ => problem,
                })
            }
        }
    }

    /// Makes a repository in a folder.
    ///
    /// # Errors
    /// If git refuses.
    pub fn init(root: &Path) -> Result<(), Problem> {
        run(root, &["init", "--quiet", "--initial-branch=main"], None).map(drop)
    }

    /// The folder that holds the repository itself.
    #[must_use]
    pub fn git_dir(&self) -> &Path {
        self.git.path()
    }

    /// Whether something can be committed now.
    ///
    /// # Errors
    /// Everything that stands in the way: a bare repository, a merge or rebase in progress, a
    /// detached HEAD, nobody to commit as.
    pub fn ready(&self) -> Result<(), Problems> {
        let mut problems = Problems::new();
        if self.git.is_bare() {
            problems.push(Problem::new(Text::new("git 仓库没有工作区", "the git repository has no work tree")));
        }
        if let Some((zh, en)) = in_progress(self.git.state()) {
            problems.push(
                Problem::new(text!(zh: "git 仓库里{zh}尚未结束", en: "a {en} is in progress in the git repository"))
                    .hint(Text::new(
                        "先完成或放弃它（git status 有说明）",
                        "finish or abort it first (git status says how)",
                    )),
            );
        } else if self.git.head_detached().unwrap_or(false) {
            problems.push(
                Problem::new(Text::new(
                    "git 不在任何分支上（detached HEAD），提交会丢失",
                    "git is on no branch (detached HEAD); commits would be lost",
                ))
                .hint(Text::new("切换到分支：git switch 分支名", "switch to one: git switch BRANCH")),
            );
        }
        if let Err(problem) = identity(&self.root) {
            problems.push(problem);
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// Paths below the archive's root, relative to it, that differ from the last commit.
    ///
    /// # Errors
    /// If git cannot tell.
    pub fn uncommitted(&self) -> Result<Vec<String>, Problem> {
        let status = ["status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", "."];
        let output = run(&self.root, &status, None)?;
        let prefix = self.prefix();
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut paths: Vec<String> = listed
            .split('\0')
            .filter_map(|line| line.get(3..))
            .filter_map(|path| path.strip_prefix(prefix.as_str()))
            .map(ToOwned::to_owned)
            .collect();
        paths.sort();
        Ok(paths)
    }

    /// The archive's root inside the work tree, with a final `/`; empty if it is the work tree itself.
    fn prefix(&self) -> String {
        let inside = self.git.workdir().and_then(|tree| tree.canonicalize().ok()).and_then(|tree| {
            self.root.canonicalize().ok()?.strip_prefix(&tree).ok().map(|inside| inside.to_string_lossy().into_owned())
        });
        inside.filter(|inside| !inside.is_empty()).map(|inside| inside + "/").unwrap_or_default()
    }
}

fn in_progress(state: RepositoryState) -> Option<(&'static str, &'static str)> {
    match state {
        RepositoryState::Clean => None,
        RepositoryState::Merge => Some(("合并（merge）", "merge")),
        RepositoryState::Revert | RepositoryState::RevertSequence => Some(("还原（revert）", "revert")),
        RepositoryState::CherryPick | RepositoryState::CherryPickSequence => {
            Some(("拣选（cherry-pick）", "cherry-pick"))
        }
        RepositoryState::Bisect => Some(("二分查找（bisect）", "bisect")),
        RepositoryState::Rebase
        | RepositoryState::RebaseInteractive
        | RepositoryState::RebaseMerge
        | RepositoryState::ApplyMailbox
        | RepositoryState::ApplyMailboxOrRebase => Some(("变基（rebase）", "rebase")),
    }
}

/// Whether git knows who commits: the environment first, then configuration; a name that git would
/// make up from the machine is not one.
///
/// # Errors
/// If it does not.
pub fn identity(folder: &Path) -> Result<(), Problem> {
    for role in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
        let output = git(folder, &["-c", "user.useConfigOnly=true", "var", role], None)?;
        if !output.status.success() {
            return Err(Problem::new(Text::new("git 不知道是谁在提交", "git does not know who is committing")).hint(
                Text::new(
                    "先设置：git config --global user.name 姓名；git config --global user.email 邮箱",
                    "set it first: git config --global user.name NAME; git config --global user.email EMAIL",
                ),
            ));
        }
    }
    Ok(())
}

/// Runs git and takes a failure for a problem.
fn run(folder: &Path, arguments: &[&str], input: Option<&str>) -> Result<Output, Problem> {
    let output = git(folder, arguments, input)?;
    if output.status.success() {
        return Ok(output);
    }
    let command = arguments.iter().find(|argument| !argument.starts_with('-')).copied().unwrap_or_default();
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let said = if said.is_empty() { String::from_utf8_lossy(&output.stdout).trim().to_owned() } else { said };
    let said = if said.is_empty() { output.status.to_string() } else { said };
    Err(Problem::new(text!(zh: "git {command} 失败：{said}", en: "git {command} failed: {said}")))
}

/// Runs git in a folder, whatever repository the environment points at.
fn git(folder: &Path, arguments: &[&str], input: Option<&str>) -> Result<Output, Problem> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).arg("--literal-pathspecs").args(arguments);
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let spawned = command.spawn().and_then(|mut child| {
        if let (Some(text), Some(mut stdin)) = (input, child.stdin.take()) {
            use std::io::Write as _;
            // A git that has given up no longer reads; what it says of that is what matters.
            match stdin.write_all(text.as_bytes()) {
                Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => return Err(error),
                _ => {}
            }
        }
        child.wait_with_output()
    });
    spawned.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Problem::new(Text::new("找不到 git 程序", "the git program is not found"))
            .hint(Text::new(
                "安装 git；或加 `--no-commit`，只写文件不提交",
                "install git; or add `--no-commit` to write files without committing",
            )),
        _ => Problem::io("git", &error),
    })
}

/// A problem of a file that git keeps.
fn at_root(problem: Problem, root: &Path) -> Problem {
    problem.at(Place::file(root.display().to_string()))
}
