//! An archive as it is handed over, and what must hold of every command run in it.

use crate::bad_input::{OTHER, two_topics};
use crate::sandbox::{Run, Sandbox};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use walkdir::WalkDir;

/// What lies outside the archive and no command may ever show or touch.
pub const SECRET: &str = "title: 不可外传\nregulation: mentougou\nbegan: 2026-06-01\n";

/// What somebody does first who is handed an archive.
const READING: [&[&str]; 26] = [
    &["check"],
    &["--lang", "en", "check"],
    &["check", "--all", "--format", "json"],
    &["check", "--format", "csv"],
    &["check", "--format", "markdown"],
    &["check", "--rev", "HEAD"],
    &["check", "--staged"],
    &["hooks", "pre-commit"],
    &["list"],
    &["list", "--format", "json"],
    &["show", "001"],
    &["dossier", "show", "001"],
    &["due"],
    &["log", "001"],
    &["diff", "001"],
    &["diff", "001", "--format", "html"],
    &["plan", "show", "2026"],
    &["office", "list"],
    &["number", "list", "2026"],
    &["review", "verify"],
    &["comment", "list"],
    &["comment", "list", "--format", "json"],
    &["dossier", "verify", "."],
    &["doctor"],
    &["regulation", "show", "own"],
    &["schema", "topic"],
];

/// And what changes it.
const CHANGING: [&[&str]; 16] = [
    &["record", "001", "meeting"],
    &["set", "001", "lead=钱样本"],
    &["plan", "set", "2026", "made_by=cppcc"],
    &["office", "add", "--id", "research", "--name", "研究室"],
    &["material", "add", "001", "yijuan.yml", "--document", "research-material"],
    &["render", "001", "work-plan"],
    &["render", "001", "work-plan", "--to", "docx,html"],
    &["new", "--title", "新题"],
    &["diff", "001", "--to", "docx"],
    &["number", "assign", "001", "work-plan", "--code", "云协办"],
    &["comment", "add", "001", "协商函", "--quote", "请", "--by", "钱样本", "--text", "核"],
    &["dossier", "seal", "001", "--to", "../../out", "--incomplete", "--note", "核"],
    &["export", "../../tables"],
    &["schema", "--install"],
    &["renumber", "002"],
    &["commit"],
];

/// Two topics, the first to be tampered with, and secrets beside the archive.
pub struct Handed(pub Sandbox);

impl Handed {
    pub fn over() -> Self {
        let sandbox = two_topics();
        let outside = sandbox.dir().join("outside");
        fs::create_dir(&outside).unwrap();
        for name in ["topic.yml", "events.yml", "plan.yml", "people.yml", "regulation.yml", "协商函.md", "list.json"]
        {
            fs::write(outside.join(name), SECRET).unwrap();
        }
        Self(sandbox)
    }

    pub fn path(&self, path: &str) -> PathBuf {
        let path = self.0.archive().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    pub fn outside(&self, path: &str) -> PathBuf {
        self.0.dir().join("outside").join(path)
    }

    /// With a file of these bytes.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.0.write(path, bytes);
        self
    }

    /// With a file of a hundred megabytes, all of them zero.
    pub fn hundred_megabytes(self, path: &str) -> Self {
        File::create(self.path(path)).unwrap().set_len(100_000_000).unwrap();
        self
    }

    /// With a link in the place of whatever is there.
    pub fn link(self, path: &str, to: impl AsRef<Path>) -> Self {
        let path = self.gone(path);
        symlink(to, path).unwrap();
        self
    }

    /// With a link to something outside.
    pub fn link_out(self, path: &str, to: &str) -> Self {
        let to = self.outside(to);
        self.link(path, to)
    }

    /// With a pipe that nobody writes to.
    pub fn pipe(self, path: &str) -> Self {
        let path = self.gone(path);
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        self
    }

    pub fn gone(&self, path: &str) -> PathBuf {
        let path = self.path(path);
        match fs::symlink_metadata(&path) {
            Ok(about) if about.is_dir() => fs::remove_dir_all(&path).unwrap(),
            Ok(_) => fs::remove_file(&path).unwrap(),
            Err(_) => {}
        }
        path
    }

    /// Runs a command that must end in good time, within two gigabytes, and say nothing but plain characters.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Run {
        let program = self.0.program(&self.0.archive(), arguments);
        let mut bounded = Command::new("sh");
        bounded.args(["-c", "ulimit -v 2000000 && exec \"$0\" \"$@\""]).arg(program.get_program());
        bounded.args(program.get_args()).current_dir(self.0.archive()).env_clear();
        bounded.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let told = ["stdout", "stderr"].map(|name| tempfile::NamedTempFile::with_prefix(name).unwrap());
        bounded.stdin(std::process::Stdio::null());
        bounded.stdout(told[0].reopen().unwrap()).stderr(told[1].reopen().unwrap());
        let mut child = bounded.spawn().unwrap();
        let started = Instant::now();
        let status = loop {
            match child.try_wait().unwrap() {
                Some(status) => break status,
                None if started.elapsed() < Duration::from_secs(20) => std::thread::sleep(Duration::from_millis(1)),
                None => {
                    child.kill().unwrap();
                    child.wait().unwrap();
                    panic!("{arguments:?} does not end");
                }
            }
        };
        let [stdout, stderr] =
            told.map(|told| fs::read_to_string(told.path()).unwrap_or_else(|error| panic!("{arguments:?}: {error}")));
        let command = format!("yijuan {}", arguments.join(" "));
        let run = Run { command, code: status.code(), stdout, stderr };
        assert!(run.code.is_some_and(|code| code <= 2) && !run.stderr.contains("panicked"), "{run}");
        for text in [&run.stdout, &run.stderr] {
            assert!(!text.contains("不可外传"), "{run}");
            let csv = arguments.contains(&"csv");
            let raw = |c: char| is_hidden(c) && !(csv && matches!(c, '\r' | '\t'));
            // By its mark, Excel knows how a table is written.
            let text = text.strip_prefix('\u{feff}').filter(|_| csv).unwrap_or(text);
            assert!(!text.contains(raw), "{:?} in {text:?}", text.chars().find(|c| raw(*c)));
        }
        if arguments.contains(&"json") && run.stderr.is_empty() {
            run.json();
        }
        run
    }

    /// Runs everything; gives what `check` finds, in English.
    #[track_caller]
    pub fn all(&self) -> Run {
        self.stands(&READING, &CHANGING)
    }

    /// Runs what comes closest to the files, for one of several archives that are alike.
    #[track_caller]
    pub fn some(&self) -> Run {
        self.stands(&READING[..3], &CHANGING[..3])
    }

    /// Runs what reads templates.
    #[track_caller]
    pub fn drafts(&self) {
        let drafts: Vec<&[&str]> = CHANGING.into_iter().filter(|arguments| arguments[0] == "render").collect();
        self.stands(&READING[..2], &drafts);
    }

    #[track_caller]
    fn stands(&self, reading: &[&[&str]], changing: &[&[&str]]) -> Run {
        let before = self.disk();
        let mut checked = None;
        for arguments in reading {
            let run = self.run(arguments);
            if *arguments == ["--lang", "en", "check"] {
                checked = Some(run);
            }
        }
        assert_eq!(self.disk(), before, "reading changed something");
        let outside = listing(&self.0.dir().join("outside"));
        for arguments in changing {
            let before = self.disk();
            let run = self.run(arguments);
            if run.code == Some(2) {
                assert_eq!(self.disk(), before, "{run}");
                assert!(run.stderr.contains("hint: ") || run.stderr.contains("提示："), "no way on: {run}");
            }
        }
        assert_eq!(listing(&self.0.dir().join("outside")), outside);
        checked.unwrap()
    }

    /// Holds that all commands stand it, and that `check` names this place, these words and what to do, and judges the
    /// other topic all the same.
    #[track_caller]
    pub fn names(&self, place: &str, words: &str) -> Run {
        Self::told(self.all(), place, words)
    }

    /// The same of one of several archives that are alike.
    #[track_caller]
    pub fn names_too(&self, place: &str, words: &str) {
        Self::told(self.some(), place, words);
    }

    #[track_caller]
    fn told(run: Run, place: &str, words: &str) -> Run {
        assert_eq!(run.code, Some(2), "{run}");
        assert!(run.stdout.contains(place), "no `{place}` in {run}");
        assert!(run.stdout.contains(words), "no `{words}` in {run}");
        assert!(run.stdout.contains("→"), "nothing to do in {run}");
        assert!(run.stdout.contains(OTHER), "the other topic is not judged in {run}");
        run
    }

    /// Holds that all commands stand it, and that the archive can be read.
    #[track_caller]
    pub fn is_borne(&self) -> Run {
        Self::read(self.all())
    }

    /// The same of one of several archives that are alike.
    #[track_caller]
    pub fn is_borne_too(&self) -> Run {
        Self::read(self.some())
    }

    #[track_caller]
    fn read(run: Run) -> Run {
        assert_ne!(run.code, Some(2), "{run}");
        run
    }

    /// Holds that a command is refused with these words and a way on, and changes nothing.
    #[track_caller]
    pub fn refuses(&self, arguments: &[&str], words: &str) {
        let before = self.disk();
        let run = self.run(&[&["--lang", "en"], arguments].concat());
        assert_eq!(run.code, Some(2), "{run}");
        assert!(run.stderr.contains(words) && run.stderr.contains("hint: "), "no `{words}` or no hint in {run}");
        assert_eq!(self.disk(), before, "{run}");
    }

    /// Everything there is, but what the program keeps in git's folder for itself.
    fn disk(&self) -> String {
        let git = ["HEAD", "index", "refs/heads/main"].map(|file| hash(&self.0.tree().join(".git").join(file)));
        format!("{git:?}\n{}", listing(self.0.dir()))
    }
}

/// A character that drives a terminal, turns text round, or is not seen.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn hash(path: &Path) -> String {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    fs::read(path).ok().hash(&mut hasher);
    format!("{:x}", hasher.finish())
}

fn listing(folder: &Path) -> String {
    let mut listing = String::new();
    let entries =
        WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| entry.file_name() != ".git");
    for entry in entries.map(|entry| entry.unwrap()) {
        let about = entry.metadata().unwrap();
        let what = match entry.file_type() {
            of if of.is_file() && about.len() < 20_000_000 => hash(entry.path()),
            of if of.is_symlink() => fs::read_link(entry.path()).unwrap().display().to_string(),
            of => format!("{of:?} {}", if of.is_dir() { 0 } else { about.len() }),
        };
        let _ = writeln!(listing, "{} {what}", entry.path().display());
    }
    listing
}
