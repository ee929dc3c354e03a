//! The archive's history in git. Only this module uses git2 and the git program.
//!
//! It reads with git2 where possible. It commits with `git commit --only -- PATHS`, so that hooks, signing and all
//! repository formats work as usual, and other staged or modified files stay as they are.

mod changed;
mod commit;
mod exported;
mod file_past;
mod hooks;
mod hub;
mod index;
mod lines;
mod log;
mod lost;
mod merge;
mod past;
mod ready;
mod receipts;
mod staged;
mod tree;
mod versions;

pub use changed::Followed;
pub use commit::{Message, NotCommitted};
pub use exported::texts_in;
pub use file_past::{FilePast, Happened, LinePast};
pub use hooks::{Hook, Installed};
pub use hub::{Arriving, Brought, Hub, Moved, NewCommit, Update};
pub use lines::Flaw;
pub use log::{Commit, Version};
pub use lost::{Loss, Lost};
pub use merge::{Merged, merge};
pub use past::{Past, PastCommit};
pub use receipts::{KeptReceipt, Receipt};
pub use staged::Staged;
pub use tree::{Content, Node, NodeKind, Tree};
pub use versions::{Step, Versions};

use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The git repository that contains an archive.
pub struct Repository {
    git_dir: PathBuf,
    /// The shared git directory; differs from `git_dir` in a linked work tree.
    common_dir: PathBuf,
    work_tree: Option<PathBuf>,
    root: PathBuf,
}

impl Repository {
    /// The repository around an archive's root; `None` if there is none.
    ///
    /// # Errors
    /// If there is one that cannot be opened, because of its format or its owner.
    pub fn discover(root: &Path) -> Result<Option<Self>, Diagnostic> {
        match git2::Repository::discover(root) {
            Ok(git) => Ok(Some(Self {
                git_dir: git.path().to_path_buf(),
                common_dir: git.commondir().to_path_buf(),
                work_tree: git.workdir().filter(|_| !git.is_bare()).map(Path::to_path_buf),
                root: root.to_path_buf(),
            })),
            Err(error) if error.code() == git2::ErrorCode::NotFound => unreadable(root).map_or(Ok(None), Err),
            // Some formats are only known to the git program, SHA-256 among them, and libgit2 does not read every place
            // where trusted owners are configured.
            Err(error) => Self::ask_git(root).map(Some).ok_or_else(|| {
                let why = error.message();
                if error.code() == git2::ErrorCode::Owner {
                    return of_another(why);
                }
                Diagnostic::new(text!(zh: "无法打开 git 仓库：{why}", en: "cannot open the git repository: {why}"))
                    .hint(Text::new("`git status` 说明原因", "`git status` says why"))
            }),
        }
    }

    /// Opens the repository to read objects.
    ///
    /// # Errors
    /// If only the git program can read its format.
    fn open(&self) -> Result<git2::Repository, Diagnostic> {
        git2::Repository::open(&self.git_dir).map_err(|error| {
            let why = error.message();
            Diagnostic::new(text!(zh: "无法读取 git 仓库里的旧内容：{why}", en: "cannot read the past of the git repository: {why}"))
                .at(Location::file(self.git_dir.display().to_string()))
                .hint(Text::new(
                    "仓库的格式（例如 SHA-256）只能由 git 读取：`git worktree add 目录 提交` 取出旧内容，再 `yijuan -C 目录 check`",
                    "its format (SHA-256, for one) is read by git alone: `git worktree add DIR COMMIT` takes out what was, \
                     then `yijuan -C DIR check`",
                ))
        })
    }

    fn ask_git(root: &Path) -> Option<Self> {
        let ask = |question: &str| {
            let output = git(root, &["rev-parse", question], None).ok().filter(|output| output.status.success())?;
            let said = String::from_utf8(output.stdout).ok()?;
            Some(said.strip_suffix('\n').unwrap_or(&said).to_owned())
        };
        Some(Self {
            git_dir: PathBuf::from(ask("--absolute-git-dir")?),
            common_dir: root.join(ask("--git-common-dir")?),
            work_tree: ask("--show-toplevel").map(PathBuf::from),
            root: root.to_path_buf(),
        })
    }

    /// Creates a repository in a folder.
    ///
    /// # Errors
    /// If git fails.
    pub fn init(root: &Path) -> Result<(), Diagnostic> {
        run(root, &["init", "--quiet", "--initial-branch=main"], None).map(drop)
    }

    /// The git directory.
    #[must_use]
    pub fn git_dir(&self) -> &Path {
        &self.git_dir
    }

    /// The mode of files in the repository, if `core.sharedRepository` lets several users write to it.
    #[must_use]
    pub fn shared(&self) -> Option<u32> {
        match self.setting("core.sharedRepository")?.as_str() {
            "group" | "true" | "yes" | "on" | "1" => Some(0o660),
            "all" | "world" | "everybody" | "2" => Some(0o664),
            octal if octal.starts_with('0') => {
                u32::from_str_radix(octal, 8).ok().map(|rights| rights & 0o666).filter(|rights| *rights != 0)
            }
            _ => None,
        }
    }

    /// Which of these paths, relative to the archive's root, have the union merge driver.
    ///
    /// # Errors
    /// If git fails.
    pub fn with_union_merge(&self, paths: &[String]) -> Result<Vec<String>, Diagnostic> {
        let output = run(&self.root, &["check-attr", "-z", "--stdin", "merge"], Some(&paths.join("\0")))?;
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        let fields: Vec<&str> = listed.split('\0').collect();
        let union = fields.as_chunks::<3>().0.iter().filter(|[_, _, driver]| *driver == "union");
        Ok(union.map(|[path, ..]| (*path).to_owned()).collect())
    }

    /// Paths below these folders or files, relative to the archive's root, that differ from the last commit.
    ///
    /// # Errors
    /// If git fails.
    pub fn uncommitted(&self, below: &[&str]) -> Result<Vec<String>, Diagnostic> {
        // Without optional locks, because commands that only read must not write to the index.
        let mut status = vec!["--no-optional-locks", "status", "--porcelain=v1", "-z", "--untracked-files=all"];
        status.extend(["--no-renames", "--"]);
        status.extend(below);
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

    /// Paths below a folder that git tracks, relative to the archive's root.
    ///
    /// # Errors
    /// If git fails.
    pub fn tracked(&self, folder: &str) -> Result<Vec<String>, Diagnostic> {
        let output = run(&self.root, &["ls-files", "-z", "--", folder], None)?;
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(listed.split('\0').filter(|path| !path.is_empty()).map(ToOwned::to_owned).collect())
    }

    /// The first text of the archive that git stores with CRLF line ends.
    ///
    /// # Errors
    /// If git fails.
    pub fn crlf(&self) -> Result<Option<String>, Diagnostic> {
        let output = run(&self.root, &["ls-files", "-z", "--eol", "--", "."], None)?;
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        let with_crlf = listed.split('\0').filter(|line| line.starts_with("i/crlf") || line.starts_with("i/mixed"));
        let mut paths = with_crlf.filter_map(|line| line.split_once('\t')).map(|(_, path)| path);
        Ok(paths.find(|path| [".md", ".yml"].iter().any(|end| path.ends_with(end))).map(ToOwned::to_owned))
    }

    /// A text that identifies the archive's history, from its first commit and its place in the repository. It is the
    /// same in every full clone; `None` before the first commit and in shallow clones.
    ///
    /// # Errors
    /// If git fails.
    pub fn beginning(&self) -> Result<Option<String>, Diagnostic> {
        let is_part = git(&self.root, &["rev-parse", "--is-shallow-repository"], None)?;
        if String::from_utf8_lossy(&is_part.stdout).trim() == "true" || self.head().is_err() {
            return Ok(None);
        }
        let output = run(&self.root, &["rev-list", "--topo-order", "--reverse", "HEAD", "--", "."], None)?;
        let commits = String::from_utf8_lossy(&output.stdout).into_owned();
        // One repository may contain several archives.
        Ok(commits.lines().next().map(|first| format!("{first} {}", self.prefix())))
    }

    /// Path of the archive's root in the work tree, with a final `/`; empty if it is the work tree itself.
    pub(crate) fn prefix(&self) -> String {
        let inside = self.work_tree.as_ref().and_then(|tree| tree.canonicalize().ok()).and_then(|tree| {
            self.root.canonicalize().ok()?.strip_prefix(&tree).ok().map(|inside| inside.to_string_lossy().into_owned())
        });
        inside.filter(|inside| !inside.is_empty()).map(|inside| inside + "/").unwrap_or_default()
    }
}

/// Reports a `.git` around the archive in which no repository is found.
fn unreadable(root: &Path) -> Option<Diagnostic> {
    let root = root.canonicalize().ok()?;
    let found = root.ancestors().map(|folder| folder.join(".git")).find(|path| path.symlink_metadata().is_ok())?;
    let message = Text::new("无法从这里的 .git 读取 git 仓库", "no git repository can be read from this .git");
    Some(Diagnostic::new(message).at(Location::file(found.display().to_string())).hint(Text::new(
        "`git status` 说明原因，`ls -l` 查看权限；已损坏的从备份恢复，或重新克隆后把文件放进去",
        "`git status` says why, `ls -l` shows the rights; restore a broken one from a backup, or clone anew and put the files there",
    )))
}

/// Ensures that git knows who commits, from the environment or its configuration. A name made up from the machine's
/// does not count.
///
/// # Errors
/// If it does not.
pub fn identity(folder: &Path) -> Result<(), Diagnostic> {
    for role in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
        let output = git(folder, &["-c", "user.useConfigOnly=true", "var", role], None)?;
        if !output.status.success() {
            return Err(Diagnostic::new(Text::new("git 不知道是谁在提交", "git does not know who is committing"))
                .hint(Text::new(
                    "先设置：git config --global user.name 姓名；git config --global user.email 邮箱",
                    "set it first: git config --global user.name NAME; git config --global user.email EMAIL",
                )));
        }
    }
    Ok(())
}

/// Says who commits in a repository.
///
/// # Errors
/// If git refuses.
pub fn identify(root: &Path, name: &str, address: &str) -> Result<(), Diagnostic> {
    for (key, value) in [("user.name", name), ("user.email", address)] {
        run(root, &["config", "--local", key, value], None)?;
    }
    Ok(())
}

/// The author for commits: `Name <address>`.
///
/// # Errors
/// If git does not know.
pub fn author(folder: &Path) -> Result<String, Diagnostic> {
    identity(folder)?;
    let output = run(folder, &["var", "GIT_AUTHOR_IDENT"], None)?;
    let identity = String::from_utf8_lossy(&output.stdout);
    Ok(identity.split_inclusive('>').next().unwrap_or_default().trim().to_owned())
}

/// Runs git. A failure is an error.
fn run(folder: &Path, arguments: &[&str], input: Option<&str>) -> Result<Output, Diagnostic> {
    let output = git(folder, arguments, input)?;
    if output.status.success() {
        return Ok(output);
    }
    let command = arguments.iter().find(|argument| !argument.starts_with('-')).copied().unwrap_or_default();
    let mut reason = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if reason.is_empty() {
        String::from_utf8_lossy(&output.stdout).trim().clone_into(&mut reason);
    }
    if reason.is_empty() {
        reason = output.status.to_string();
    }
    // The message depends on git's language, but the name of the setting does not.
    if reason.contains("safe.directory") {
        return Err(of_another(reason.lines().next().unwrap_or_default()));
    }
    Err(Diagnostic::new(text!(zh: "git {command} 失败：{reason}", en: "git {command} failed: {reason}"))
        .hint(Text::new("照 git 所说排除原因后再试", "mend what git names, then try again")))
}

/// A repository that git refuses, because it belongs to another user.
fn of_another(why: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "无法打开 git 仓库：{why}", en: "cannot open the git repository: {why}")).hint(Text::new(
        "仓库属于别的用户；确认可信后：git config --global --add safe.directory 目录",
        "it belongs to another user; if you trust it: git config --global --add safe.directory DIR",
    ))
}

/// Runs git in a folder, whatever repository the environment names.
fn git(folder: &Path, arguments: &[&str], input: Option<&str>) -> Result<Output, Diagnostic> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    // Paths must not be taken for patterns; only this command does not know the option.
    if arguments.first() != Some(&"check-ignore") {
        command.arg("--literal-pathspecs");
    }
    command.args(arguments);
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let spawned = command.spawn().and_then(|mut child| {
        if let (Some(text), Some(mut stdin)) = (input, child.stdin.take()) {
            use std::io::Write as _;
            // A git that has failed no longer reads; its own error message is the one to report.
            match stdin.write_all(text.as_bytes()) {
                Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => return Err(error),
                _ => {}
            }
        }
        child.wait_with_output()
    });
    spawned.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Diagnostic::new(Text::new("找不到 git 程序", "the git program is not found"))
            .hint(Text::new(
                "安装 git；或加 `--no-commit`，只写文件不提交",
                "install git; or add `--no-commit` to write files without committing",
            )),
        _ => Diagnostic::io("git", &error),
    })
}

/// Adds the archive's root as the location of a problem.
fn at_root(problem: Diagnostic, root: &Path) -> Diagnostic {
    problem.at(Location::file(root.display().to_string()))
}
