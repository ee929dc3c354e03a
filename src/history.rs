//! The archive's history in git: the only user of git2 and of the git program.
//!
//! Reading goes through git2 where it can. Committing goes through `git commit --only -- PATHS`, so that hooks,
//! signing and every repository format work as git has them, and whatever else is staged or
//! modified stays as it was.

mod changed;
mod commit;
mod index;
mod lines;
mod log;
mod past;
mod ready;
mod tree;

pub use changed::Followed;
pub use commit::{Message, NotCommitted};
pub use lines::{FilePast, Happened, LinePast};
pub use log::Commit;
pub use past::{Past, PastCommit};
pub use tree::{Content, Node, NodeKind, Tree};

use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The git repository an archive lies in.
pub struct Repository {
    git_dir: PathBuf,
    /// The same, unless the work tree is one of several.
    common_dir: PathBuf,
    work_tree: Option<PathBuf>,
    root: PathBuf,
}

impl Repository {
    /// The repository around an archive's root; `None` if there is none.
    ///
    /// # Errors
    /// If there is one that cannot be opened: of a format or an owner that is refused.
    pub fn discover(root: &Path) -> Result<Option<Self>, Diagnostic> {
        match git2::Repository::discover(root) {
            Ok(git) => Ok(Some(Self {
                git_dir: git.path().to_path_buf(),
                common_dir: git.commondir().to_path_buf(),
                work_tree: git.workdir().filter(|_| !git.is_bare()).map(Path::to_path_buf),
                root: root.to_path_buf(),
            })),
            Err(error) if error.code() == git2::ErrorCode::NotFound => unreadable(root).map_or(Ok(None), Err),
            // There are formats that only the git program knows, SHA-256 among them, and places where it is told
            // whom to trust that libgit2 does not look into.
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

    /// The repository, to read objects from.
    ///
    /// # Errors
    /// If it is of a format that only the git program reads.
    fn open(&self) -> Result<git2::Repository, Diagnostic> {
        git2::Repository::open(&self.git_dir).map_err(|error| {
            let why = error.message();
            Diagnostic::new(text!(zh: "无法读取 git 仓库里的旧内容：{why}", en: "cannot read the past of the git repository: {why}"))
                .at(Location::file(self.git_dir.display().to_string()))
                .hint(Text::new(
                    "仓库用的格式（例如 SHA-256）只有 git 读得了：`git worktree add 目录 提交` 取出旧内容，再 `yijuan -C 目录 check`",
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

    /// Makes a repository in a folder.
    ///
    /// # Errors
    /// If git refuses.
    pub fn init(root: &Path) -> Result<(), Diagnostic> {
        run(root, &["init", "--quiet", "--initial-branch=main"], None).map(drop)
    }

    /// The folder that holds the repository itself.
    #[must_use]
    pub fn git_dir(&self) -> &Path {
        &self.git_dir
    }

    /// The rights of files in the repository where `core.sharedRepository` lets several users write to it.
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

    /// Those of these paths whose lines a merge takes from both sides, relative to the archive's root.
    ///
    /// # Errors
    /// If git cannot tell.
    pub fn united(&self, paths: &[String]) -> Result<Vec<String>, Diagnostic> {
        let output = run(&self.root, &["check-attr", "-z", "--stdin", "merge"], Some(&paths.join("\0")))?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let told: Vec<&str> = told.split('\0').collect();
        let united = |told: &&[&str]| matches!(told, [_, _, "union"]);
        Ok(told.chunks(3).filter(united).map(|told| told[0].to_owned()).collect())
    }

    /// Paths below these folders or files, all relative to the archive's root, that differ from the last commit.
    ///
    /// # Errors
    /// If git cannot tell.
    pub fn uncommitted(&self, below: &[&str]) -> Result<Vec<String>, Diagnostic> {
        // To look is not to write: a command that only reads takes no lock and leaves the index as it is.
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

    /// Paths below a folder that git keeps, relative to the archive's root.
    ///
    /// # Errors
    /// If git cannot tell.
    pub fn tracked(&self, folder: &str) -> Result<Vec<String>, Diagnostic> {
        let output = run(&self.root, &["ls-files", "-z", "--", folder], None)?;
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(listed.split('\0').filter(|path| !path.is_empty()).map(ToOwned::to_owned).collect())
    }

    /// The first of the archive's texts that git keeps with line ends of Windows.
    ///
    /// # Errors
    /// If git cannot tell.
    pub fn crlf(&self) -> Result<Option<String>, Diagnostic> {
        let output = run(&self.root, &["ls-files", "-z", "--eol", "--", "."], None)?;
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        let of_windows = |line: &str| line.starts_with("i/crlf") || line.starts_with("i/mixed");
        let mut paths = listed.split('\0').filter(|line| of_windows(line)).filter_map(|line| line.split_once('\t'));
        let is_text = |path: &str| [".md", ".yml"].iter().any(|end| path.ends_with(end));
        Ok(paths.find(|(_, path)| is_text(path)).map(|(_, path)| path.to_owned()))
    }

    /// What the archive's history begins with, the same wherever the repository is cloned to as a whole; none before its
    /// first commit.
    ///
    /// # Errors
    /// If git cannot tell.
    pub fn beginning(&self) -> Result<Option<String>, Diagnostic> {
        let is_part = git(&self.root, &["rev-parse", "--is-shallow-repository"], None)?;
        if String::from_utf8_lossy(&is_part.stdout).trim() == "true" || self.head().is_err() {
            return Ok(None);
        }
        let output = run(&self.root, &["rev-list", "--topo-order", "--reverse", "HEAD", "--", "."], None)?;
        let commits = String::from_utf8_lossy(&output.stdout).into_owned();
        // One repository may hold several archives.
        Ok(commits.lines().next().map(|first| format!("{first} {}", self.prefix())))
    }

    /// The archive's root inside the work tree, with a final `/`; empty if it is the work tree itself.
    fn prefix(&self) -> String {
        let inside = self.work_tree.as_ref().and_then(|tree| tree.canonicalize().ok()).and_then(|tree| {
            self.root.canonicalize().ok()?.strip_prefix(&tree).ok().map(|inside| inside.to_string_lossy().into_owned())
        });
        inside.filter(|inside| !inside.is_empty()).map(|inside| inside + "/").unwrap_or_default()
    }
}

/// A `.git` around an archive in which no repository is found.
fn unreadable(root: &Path) -> Option<Diagnostic> {
    let root = root.canonicalize().ok()?;
    let found = root.ancestors().map(|folder| folder.join(".git")).find(|path| path.symlink_metadata().is_ok())?;
    let message = Text::new("这里的 .git 读不出 git 仓库", "no git repository can be read from this .git");
    Some(Diagnostic::new(message).at(Location::file(found.display().to_string())).hint(Text::new(
        "`git status` 说明原因，`ls -l` 查看权限；坏了的从备份恢复，或重新克隆后把文件放进去",
        "`git status` says why, `ls -l` shows the rights; restore a broken one from a backup, or clone anew and put the files there",
    )))
}

/// Whether git knows who commits: the environment first, then configuration; a name that git would
/// make up from the machine is not one.
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

/// Who commits, as git knows them: `Name <address>`.
///
/// # Errors
/// If git does not know.
pub fn author(folder: &Path) -> Result<String, Diagnostic> {
    identity(folder)?;
    let output = run(folder, &["var", "GIT_AUTHOR_IDENT"], None)?;
    let said = String::from_utf8_lossy(&output.stdout);
    Ok(said.split_inclusive('>').next().unwrap_or_default().trim().to_owned())
}

/// Runs git and takes a failure for a problem.
fn run(folder: &Path, arguments: &[&str], input: Option<&str>) -> Result<Output, Diagnostic> {
    let output = git(folder, arguments, input)?;
    if output.status.success() {
        return Ok(output);
    }
    let command = arguments.iter().find(|argument| !argument.starts_with('-')).copied().unwrap_or_default();
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let said = if said.is_empty() { String::from_utf8_lossy(&output.stdout).trim().to_owned() } else { said };
    let said = if said.is_empty() { output.status.to_string() } else { said };
    // What git says depends on its language; the setting it names does not.
    if said.contains("safe.directory") {
        return Err(of_another(said.lines().next().unwrap_or_default()));
    }
    Err(Diagnostic::new(text!(zh: "git {command} 失败：{said}", en: "git {command} failed: {said}"))
        .hint(Text::new("照 git 所说排除原因后再试", "mend what git names, then try again")))
}

/// A repository that git will not touch, for it is another user's.
fn of_another(why: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "无法打开 git 仓库：{why}", en: "cannot open the git repository: {why}")).hint(Text::new(
        "仓库属于别的用户；确认可信后：git config --global --add safe.directory 目录",
        "it belongs to another user; if you trust it: git config --global --add safe.directory DIR",
    ))
}

/// Runs git in a folder, whatever repository the environment points at.
fn git(folder: &Path, arguments: &[&str], input: Option<&str>) -> Result<Output, Diagnostic> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    // A name is a name, whatever stands in it; one command alone will not hear of it.
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
            // A git that has given up no longer reads; what it says of that is what matters.
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

/// A problem of a file that git keeps.
fn at_root(problem: Diagnostic, root: &Path) -> Diagnostic {
    problem.at(Location::file(root.display().to_string()))
}
