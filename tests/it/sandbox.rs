//! A git work tree with an archive in it, thrown away with the test, and the program run there with
//! an environment that is the same everywhere.
//!
//!     [DIR]/gitconfig       who commits
//!     [DIR]/tree/           the git work tree
//!     [DIR]/tree/archive/   the archive

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::hash::{Hash as _, Hasher as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::SystemTime;
use std::{env, fmt, fs};
use tempfile::TempDir;
use walkdir::WalkDir;

/// The day every command takes for today, unless it says another.
pub const TODAY: &str = "2026-06-15";

/// What an archive needs to be one.
pub const SETTINGS: &str = "archive: 1\nlanguage: zh-CN\nregulation: mentougou\noffices:\n  urban: {name: 城建环保委员会, kind: special-committee}\n";

/// Who commits.
const SOMEBODY: &str = "[user]\n\tname = 测试员\n\temail = tester@example.invalid\n";

/// What is thrown away need not survive a power cut, nor be tidied up in the background.
const HASTY: &str = "[core]\n\tfsync = none\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n";

pub struct Sandbox {
    dir: TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Sandbox {
    /// The sample archive, committed.
    pub fn sample() -> Self {
        static SAMPLE: LazyLock<Tree> = LazyLock::new(|| {
            let sandbox = Sandbox::bare();
            let sample = Tree::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-archive"));
            sample.write(&sandbox.archive());
            // What its papers said before is there for `init` alone.
            fs::remove_dir_all(sandbox.archive().join(".earlier")).unwrap();
            sandbox.commit_all("样本");
            sandbox.kept()
        });
        Self::of(&SAMPLE)
    }

    /// The same, where an entry of a step is taken though no text is decided on.
    pub fn taking_entries(self) -> Self {
        self.write("yijuan.yml", self.read("yijuan.yml").replace("reviews: required\n", ""));
        self.commit_all("不要求审签对应文本");
        self
    }

    /// Its work tree in memory, to put down again and again: git takes far longer to make it.
    pub fn kept(&self) -> Tree {
        // In one file, what git holds is put down much faster than in a file for each object.
        self.git(&["repack", "-a", "-d", "--quiet"]);
        Tree::read(&self.tree())
    }

    /// A work tree as it was kept.
    pub fn of(tree: &Tree) -> Self {
        let sandbox = Self::without_git();
        tree.write(&sandbox.tree());
        sandbox
    }

    /// An archive with settings, one person and no topic, committed.
    pub fn empty() -> Self {
        static EMPTY: LazyLock<Tree> = LazyLock::new(|| {
            let sandbox = Sandbox::bare();
            sandbox.write("yijuan.yml", SETTINGS);
            sandbox.write("people.yml", "- {id: qian-yangben, name: 钱样本, posts: ['vice-chair:urban']}\n");
            sandbox.commit_all("空库");
            sandbox.kept()
        });
        Self::of(&EMPTY)
    }

    /// Another with the same files and the same history.
    pub fn twin(&self) -> Self {
        Self { variables: self.variables.clone(), ..Self::of(&Tree::read(&self.tree())) }
    }

    /// A git work tree without a commit; no archive in it.
    pub fn bare() -> Self {
        let sandbox = Self::without_git();
        sandbox.git(&["init", "--quiet", "--template=", "--initial-branch=main"]);
        sandbox
    }

    /// Folders that git does not know.
    pub fn without_git() -> Self {
        let dir = scratch();
        fs::write(dir.path().join("gitconfig"), format!("{SOMEBODY}{HASTY}")).unwrap();
        fs::create_dir_all(dir.path().join("tree")).unwrap();
        Self { dir, variables: Vec::new() }
    }

    /// The same with a variable of the environment.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    /// From now on it is nine in the morning of this day for git.
    pub fn set_clock(&mut self, day: &str) {
        for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
            self.variables.retain(|(other, _)| *other != name);
            self.variables.push((name, format!("{day}T09:00:00+08:00")));
        }
    }

    /// The same with nobody whom git could commit as.
    pub fn anonymous(self) -> Self {
        fs::write(self.dir.path().join("gitconfig"), HASTY).unwrap();
        self
    }

    /// The folder that all of it lies in.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// The git work tree.
    pub fn tree(&self) -> PathBuf {
        self.dir.path().join("tree")
    }

    /// The archive.
    pub fn archive(&self) -> PathBuf {
        self.tree().join("archive")
    }

    /// The one folder of the sample whose name begins so: `013` is `topics/2026/013-居住区停车资源共享`.
    pub fn topic(&self, number: &str) -> String {
        let folders = fs::read_dir(self.archive().join("topics/2026")).unwrap();
        let names = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut found: Vec<String> = names.filter(|name| name.starts_with(number)).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        format!("topics/2026/{}", found.remove(0))
    }

    /// Writes a file of the archive.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.archive().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Writes a file of the archive under many names: one file with many names is there much faster than many files.
    pub fn write_many(&self, paths: impl IntoIterator<Item = String>, text: &str) {
        let mut paths = paths.into_iter();
        let first = paths.next().unwrap();
        self.write(&first, text);
        for path in paths {
            fs::hard_link(self.archive().join(&first), self.archive().join(path)).unwrap();
        }
    }

    /// Adds to a file of the archive.
    pub fn append(&self, path: &str, text: &str) {
        self.write(path, self.read(path) + text);
    }

    /// A file of the archive.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.archive().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// A lock as a git leaves it that was killed long ago.
    pub fn leave_lock(&self, name: &str) {
        let lock = fs::File::options().create(true).append(true).open(self.tree().join(".git").join(name)).unwrap();
        lock.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }

    /// Commits everything there is.
    pub fn commit_all(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--no-verify", "--message", message]);
    }

    /// What git answers in the work tree; it must not fail.
    #[track_caller]
    pub fn git(&self, arguments: &[&str]) -> String {
        let output = self.try_git(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What git answers in another folder; it must not fail.
    #[track_caller]
    pub fn git_in(&self, folder: &Path, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.args(["-c", "core.quotePath=false", "-C"]).arg(folder).args(arguments);
        let output = self.scrub(&mut git).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn try_git(&self, arguments: &[&str]) -> Output {
        let mut git = Command::new("git");
        git.args(["-c", "core.quotePath=false", "-C"]).arg(self.tree()).args(arguments);
        self.scrub(&mut git).output().unwrap()
    }

    /// What a shell makes of a command in a folder.
    pub fn shell(&self, folder: &Path, command: &str) -> Output {
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(folder).stdin(Stdio::null());
        self.scrub(&mut shell).output().unwrap()
    }

    /// What the last commit says and which paths it touches.
    pub fn last_commit(&self) -> String {
        self.git(&["show", "--name-status", "--format=%B"])
    }

    /// What the last commit says and changes, line by line.
    pub fn last_change(&self) -> String {
        let shown = self.git(&["show", "--no-renames", "--unified=0", "--format=%B"]);
        let telling = shown
            .lines()
            .filter(|line| !["index ", "diff ", "--- ", "new file", "@@"].iter().any(|noise| line.starts_with(noise)));
        telling.fold(String::new(), |kept, line| kept + line + "\n")
    }

    /// Everything on disk and in the index, in one text: equal texts, nothing changed.
    pub fn state(&self) -> String {
        let mut state = String::new();
        let mut folders = vec![self.dir.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            let mut entries: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap()).collect();
            entries.sort_by_key(fs::DirEntry::file_name);
            for entry in entries {
                let kind = entry.file_type().unwrap();
                let path = entry.path();
                let shown = path.strip_prefix(self.dir.path()).unwrap().display().to_string();
                if kind.is_dir() {
                    let _ = writeln!(state, "{shown}/");
                    if entry.file_name() != ".git" {
                        folders.push(path);
                    }
                } else if kind.is_file() {
                    let mut hasher = DefaultHasher::new();
                    fs::read(&path).unwrap().hash(&mut hasher);
                    let _ = writeln!(state, "{shown} {:016x}", hasher.finish());
                } else {
                    let _ = writeln!(state, "{shown} {kind:?}");
                }
            }
        }
        if self.tree().join(".git").exists() {
            state.push_str(&self.index());
            state.push_str(&String::from_utf8_lossy(&self.try_git(&["rev-parse", "HEAD"]).stdout));
        }
        state
    }

    /// What is staged, and how the work tree differs from it.
    pub fn index(&self) -> String {
        // A file only announced (`add --intent-to-add`) is ` A` in the status.
        self.git(&["ls-files", "--stage"]) + &self.git(&["status", "--porcelain", "--untracked-files=all"])
    }

    /// Runs the program in the archive.
    pub fn run(&self, command: &(impl Words + ?Sized)) -> Run {
        self.run_in(&self.archive(), command)
    }

    /// Runs the program in a folder.
    pub fn run_in(&self, folder: &Path, command: &(impl Words + ?Sized)) -> Run {
        let words = command.words();
        let output = self.program(folder, &words).output().unwrap();
        let text = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let text = text.replace(self.dir.path().to_str().unwrap(), "[DIR]");
            if words.iter().any(|word| word == "-v" || word == "--verbose") {
                let commit = self.try_git(&["rev-parse", "--short", "HEAD"]).stdout;
                text.replace(String::from_utf8_lossy(&commit).trim(), "[COMMIT]")
            } else {
                text
            }
        };
        Run {
            command: format!("yijuan {}", shown(&words)),
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Runs the program in Chinese, then in English.
    pub fn both(&self, command: &(impl Words + ?Sized)) -> String {
        format!("{}\n{}", self.run(&in_language("zh-CN", command)), self.run(&in_language("en", command)))
    }

    /// What commands say in both languages, none of which may change anything.
    #[track_caller]
    pub fn unchanged_by(&self, commands: &[&str]) -> String {
        let before = self.state();
        let told: Vec<String> = commands.iter().map(|command| self.both(*command)).collect();
        assert_eq!(self.state(), before);
        told.join("\n")
    }

    /// What a command says, and what its commit says and changes.
    #[track_caller]
    pub fn changed_by(&self, command: &(impl Words + ?Sized)) -> String {
        let run = self.run(command).exits(0);
        format!("{run}\n{}", self.last_change())
    }

    /// The program, ready to be started.
    pub fn program(&self, folder: &Path, command: &(impl Words + ?Sized)) -> Command {
        let words = command.words();
        let mut program = Command::new(env!("CARGO_BIN_EXE_yijuan"));
        if !words.iter().any(|word| word.starts_with("--as-of")) {
            program.args(["--as-of", TODAY]);
        }
        program.args(words).current_dir(folder).stdin(Stdio::null());
        self.scrub(&mut program);
        program
    }

    /// Runs the program on a terminal, where it is given these answers; all that the terminal shows is its output.
    #[cfg(target_os = "linux")]
    pub fn asked(&self, folder: &Path, command: &(impl Words + ?Sized), answers: &str) -> Run {
        let program = self.program(folder, command);
        let quoted = |word: &std::ffi::OsStr| format!("'{}'", word.to_str().unwrap());
        let line = std::iter::once(program.get_program()).chain(program.get_args()).map(quoted);
        let line = format!("stty cols 200; {}", line.collect::<Vec<_>>().join(" "));
        let mut terminal = Command::new("script");
        terminal.args(["--quiet", "--return", "--command", &line, "/dev/null"]).env_clear();
        terminal.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        terminal.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut terminal = terminal.spawn().unwrap();
        terminal.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
        let output = terminal.wait_with_output().unwrap();
        let stdout = String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n");
        Run { command: line, code: output.status.code(), stdout, stderr: String::new() }
    }

    fn scrub<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.dir.path())
            .env("TZ", "UTC")
            .env("LANG", "C.UTF-8")
            .env("NO_COLOR", "1")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.dir.path().join("gitconfig"))
            // Not even a repository around the temporary folder is looked at.
            .env("GIT_CEILING_DIRECTORIES", self.dir.path())
            .env("GIT_AUTHOR_DATE", "2026-06-15T09:00:00+08:00")
            .env("GIT_COMMITTER_DATE", "2026-06-15T09:00:00+08:00")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
    }
}

/// A folder to throw away: in memory where there is room and programs run from there, unless `TMPDIR` says where. On a
/// disk, making so many small files anew takes nearly half of the time of all tests.
pub fn scratch() -> TempDir {
    static PLACE: LazyLock<PathBuf> = LazyLock::new(|| {
        let memory = env::var_os("TMPDIR").is_none().then(roomy_memory).flatten();
        memory.map_or_else(env::temp_dir, Path::to_path_buf)
    });
    TempDir::new_in(&*PLACE).unwrap()
}

#[cfg(target_os = "linux")]
fn roomy_memory() -> Option<&'static Path> {
    let memory = Path::new("/dev/shm");
    let about = rustix::fs::statvfs(memory).ok()?;
    if about.f_bavail.saturating_mul(about.f_frsize) < 1 << 30 {
        return None;
    }
    let folder = TempDir::new_in(memory).ok()?;
    let script = folder.path().join("script");
    executable(&script, "#!/bin/sh\n");
    Command::new(&script).status().is_ok_and(|status| status.success()).then_some(memory)
}

#[cfg(not(target_os = "linux"))]
fn roomy_memory() -> Option<&'static Path> {
    None
}

/// Writes a script that can be run at once. Another program writes it: what this one holds open to write, a child that a
/// test beside it starts holds as well for a moment, and a file held open so is too busy to be run.
pub fn executable(path: &Path, script: &str) {
    let mut shell = Command::new("sh");
    shell.args(["-c", r#"cat > "$0" && chmod 755 "$0""#]).arg(path).stdin(Stdio::piped());
    let mut shell = shell.spawn().unwrap();
    shell.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    assert!(shell.wait().unwrap().success(), "{}", path.display());
}

/// What came of running the program once.
#[derive(Debug)]
pub struct Run {
    pub command: String,
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Holds that it ended so.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    /// Holds that all went well and nothing was worth a word.
    #[track_caller]
    pub fn goes_well(self) -> Self {
        let run = self.exits(0);
        assert_eq!(run.stderr, "", "{run}");
        run
    }

    /// Holds that it was refused: exit 2, an error with these words and what to do about it, no result.
    #[track_caller]
    pub fn refused(self, words: &[&str]) -> Self {
        self.names(2, words)
    }

    /// Holds that it was to look for what is wrong and found this: exit 1, and else as what is refused.
    #[track_caller]
    pub fn finds(self, words: &[&str]) -> Self {
        self.names(1, words)
    }

    #[track_caller]
    fn names(self, code: i32, words: &[&str]) -> Self {
        let run = self.exits(code);
        assert_eq!(run.stdout, "", "{run}");
        assert!(["提示：", "hint: "].iter().any(|hint| run.stderr.contains(hint)), "no way on: {run}");
        for words in words {
            assert!(run.stderr.contains(words), "no `{words}` in\n{run}");
        }
        run
    }

    /// Its result as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }
}

/// Command line, exit code, stdout, stderr.
impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.map_or_else(|| "a signal".to_owned(), |code| code.to_string());
        writeln!(f, "$ {}\nexit {code}", self.command)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                writeln!(f, "--- {name}\n{}", text.trim_end_matches('\n'))?;
            }
            if !text.is_empty() && !text.ends_with('\n') {
                writeln!(f, "(no line end)")?;
            }
        }
        Ok(())
    }
}

/// Runs the program in Chinese and in English, each in a sandbox of its own.
pub fn each(make: impl Fn() -> Sandbox, command: &(impl Words + ?Sized)) -> String {
    format!("{}\n{}", make().run(&in_language("zh-CN", command)), make().run(&in_language("en", command)))
}

/// What a command is given: its words, or one line of them, with single quotes around what has spaces in it.
pub trait Words {
    fn words(&self) -> Vec<String>;
}

impl Words for str {
    fn words(&self) -> Vec<String> {
        let (mut words, mut word, mut quoted) = (Vec::new(), None::<String>, false);
        for c in self.chars() {
            match c {
                // What stands beside a quoted part belongs to the same word.
                '\'' => {
                    quoted = !quoted;
                    word.get_or_insert_default();
                }
                ' ' if !quoted => words.extend(word.take()),
                _ => word.get_or_insert_default().push(c),
            }
        }
        words.extend(word);
        words
    }
}

impl Words for String {
    fn words(&self) -> Vec<String> {
        self.as_str().words()
    }
}

impl<S: AsRef<str>> Words for [S] {
    fn words(&self) -> Vec<String> {
        self.iter().map(|word| word.as_ref().to_owned()).collect()
    }
}

impl<S: AsRef<str>, const N: usize> Words for [S; N] {
    fn words(&self) -> Vec<String> {
        self.as_slice().words()
    }
}

impl<S: AsRef<str>> Words for Vec<S> {
    fn words(&self) -> Vec<String> {
        self.as_slice().words()
    }
}

fn in_language(language: &str, command: &(impl Words + ?Sized)) -> Vec<String> {
    [vec!["--lang".to_owned(), language.to_owned()], command.words()].concat()
}

/// A command line as one would type it.
fn shown(words: &[String]) -> String {
    let quoted = words.iter().map(|word| {
        if word.is_empty() || word.contains([' ', '\n', '\'', '{', '*', '$']) {
            format!("'{}'", word.escape_debug())
        } else {
            word.clone()
        }
    });
    quoted.collect::<Vec<_>>().join(" ")
}

/// The files of a folder, held in memory: paths, and what each holds; nothing for a folder.
#[derive(PartialEq)]
pub struct Tree(Vec<(PathBuf, Option<Vec<u8>>)>);

impl Tree {
    pub fn read(folder: &Path) -> Self {
        let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap).map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_path_buf();
            assert!(entry.file_type().is_dir() || entry.file_type().is_file(), "{}", path.display());
            (path, entry.file_type().is_file().then(|| fs::read(entry.path()).unwrap()))
        });
        Self(entries.collect())
    }

    fn write(&self, folder: &Path) {
        for (path, bytes) in &self.0 {
            match bytes {
                Some(bytes) => fs::write(folder.join(path), bytes).unwrap(),
                None => fs::create_dir_all(folder.join(path)).unwrap(),
            }
        }
    }
}
