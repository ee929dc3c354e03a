//! The READMEs and the pages of the books (`book.rs`) show what the program does: every ```` ```console ```` block is run,
//! and must print what stands there.
//!
//! The blocks of one page run in their order in one shell, so that `cd` and `$?` mean what they mean to a
//! reader. A line that begins with `$ ` is a command, the lines after it are what it says on stdout and stderr
//! together; commit ids are not compared. A block whose first line is `# PATH` is that file, put there when the
//! reader comes to it. `UPDATE_README=1 cargo test shows_what` writes down what is said today.
#![cfg(unix)]

use super::sandbox::scratch;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Ends what one command says, after its exit code.
const END: char = '\u{1e}';

const CODE: char = '\u{1f}';

/// What a page shows to be refused; whatever else is, is a mistake of the page.
const REFUSED: [&str; 6] = [
    "yijuan render 电梯 会议通知 会议记录 --as-of 2026-07-01",
    "yijuan render 电梯 主持词 --as-of 2026-07-01",
    "yijuan -C two check 2026-002 --as-of 2026-06-05",
    "yijuan -C 乙 check 2026-002 --as-of 2026-06-05",
    "yijuan -C two check 001 --as-of 2026-06-05",
    "yijuan -C 乙 check 001 --as-of 2026-06-05",
];

#[test]
fn the_english_readme_shows_what_happens() {
    Readme::read("README.md").holds("en_GB.UTF-8");
}

#[test]
fn the_chinese_readme_shows_what_happens() {
    Readme::read("README.zh-CN.md").holds("zh_CN.UTF-8");
}

/// A command is a line of the help that is indented by two spaces.
#[test]
fn the_pages_on_the_command_line_name_every_command() {
    let help = Command::new(env!("CARGO_BIN_EXE_yijuan")).args(["--lang", "en", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let is_one = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let commands: Vec<&str> =
        commands.lines().filter(is_one).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 25 && commands.contains(&"body"), "{commands:?}");
    for page in ["docs/en/src/command-line.md", "docs/zh/src/command-line.md"] {
        let page = Readme::read(page).lines.join("\n");
        let unnamed: Vec<_> = commands.iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
        assert!(unnamed.is_empty(), "{unnamed:?}");
    }
}

/// They are what somebody reads first; what there is to say beyond that is said in the books.
#[test]
fn both_readmes_are_short() {
    for page in ["README.md", "README.zh-CN.md"] {
        let lines = Readme::read(page).lines.len();
        assert!(lines <= 250, "{page} has {lines} lines");
    }
}

#[test]
fn both_readmes_are_built_alike() {
    assert_eq!(Readme::read("README.md").outline(), Readme::read("README.zh-CN.md").outline());
}

#[test]
fn both_readmes_say_how_much_the_sample_holds() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-archive/topics");
    let years = fs::read_dir(sample).unwrap().map(|year| fs::read_dir(year.unwrap().path()).unwrap().count());
    let topics: usize = years.sum();
    for (readme, words) in [("README.md", format!("{topics} topics")), ("README.zh-CN.md", format!("{topics} 个议题"))]
    {
        assert!(Readme::read(readme).lines.iter().any(|line| line.contains(&words)), "{readme}: {words}");
    }
}

#[test]
fn commit_ids_are_told_from_other_words() {
    assert_eq!(without_ids("committed 4bc9c0d\n"), "committed ·\n");
    assert_eq!(without_ids("提交 4bc9c0d（2026-06-15）\n"), "提交 ·（2026-06-15）\n");
    assert_eq!(without_ids("交 4bc9c0d），审阅\n"), "交 ·），审阅\n");
    assert_eq!(without_ids("提交 ab10475（2026-06-15）\n"), "提交 ·（2026-06-15）\n");
    assert_eq!(without_ids("2026-06-15 meeting fade\n"), "2026-06-15 meeting fade\n");
}

/// A page for readers.
pub struct Readme {
    file: PathBuf,
    lines: Vec<String>,
}

/// A command of a console block, and what is printed beneath it.
struct Shown {
    /// Line it stands on, 0-based.
    at: usize,
    command: String,
    output: Vec<String>,
}

impl Readme {
    pub fn read(name: &str) -> Self {
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
        let text = fs::read_to_string(&file).unwrap();
        Self { file, lines: text.lines().map(ToOwned::to_owned).collect() }
    }

    /// What a reader of the other language is to find too: headings, rows of tables, blocks and their commands.
    pub fn outline(&self) -> Vec<&str> {
        let mut within = false;
        let marks = self.lines.iter().map(|line| line.split(' ').next().unwrap_or_default());
        let kept = marks.filter(|mark| {
            let fence = mark.starts_with("```");
            within ^= fence;
            fence || if within { *mark == "$" } else { mark.starts_with('#') || *mark == "|" }
        });
        kept.collect()
    }

    /// The blocks of a language, each a text.
    pub fn blocks(&self, language: &str) -> Vec<String> {
        let mut blocks: Vec<String> = Vec::new();
        let mut within = false;
        for line in &self.lines {
            if let Some(mark) = line.strip_prefix("```") {
                within = mark == language;
                blocks.extend(within.then(String::new));
            } else if let Some(last) = blocks.last_mut().filter(|_| within) {
                let _ = writeln!(last, "{line}");
            }
        }
        blocks
    }

    /// The commands of all console blocks, in order, and between them the files that the reader is told to write.
    fn shown(&self) -> Vec<Shown> {
        let last = self.lines.iter().rposition(|line| line == "```console").unwrap_or(0);
        let mut shown = self.commands();
        for (at, line) in self.lines.iter().enumerate().take(last) {
            let opens = at > 0 && ["```yaml", "```text"].contains(&self.lines[at - 1].as_str());
            if let Some(path) =
                line.strip_prefix("# ").filter(|path| opens && path.contains('.') && !path.contains(' '))
            {
                let text = self.lines[at + 1..].iter().take_while(|line| *line != "```");
                let text = text.fold(String::new(), |text, line| text + line + "\n");
                let command =
                    format!("mkdir -p \"$(dirname '{path}')\" && cat > '{path}' <<'END OF FILE'\n{text}END OF FILE");
                shown.push(Shown { at, command, output: Vec::new() });
            }
        }
        shown.sort_by_key(|shown| shown.at);
        shown
    }

    fn commands(&self) -> Vec<Shown> {
        let mut shown: Vec<Shown> = Vec::new();
        let mut within = false;
        for (at, line) in self.lines.iter().enumerate() {
            if line.starts_with("```") {
                within = line == "```console";
            } else if let Some(command) = line.strip_prefix("$ ").filter(|_| within) {
                shown.push(Shown { at, command: command.to_owned(), output: Vec::new() });
            } else if let Some(last) = shown.last_mut().filter(|_| within) {
                last.output.push(line.clone());
            }
        }
        shown
    }

    /// Runs every command and compares, or writes down what they say where that is asked for.
    #[track_caller]
    pub fn holds(&self, locale: &str) {
        let shown = self.shown();
        assert!(!shown.is_empty(), "{}: no console block", self.file.display());
        let said = said(&shown, locale);
        let mut lines = self.lines.clone();
        let mut differences = String::new();
        // From the last to the first, so that lines keep their numbers.
        for (Shown { at, command, output }, (said, code)) in shown.iter().zip(&said).rev() {
            let is_meant = *code < 2 || REFUSED.contains(&command.as_str());
            assert!(is_meant, "{}:{}: $ {command}\n{said}", self.file.display(), at + 1);
            let written = output.iter().fold(String::new(), |text, line| text + line + "\n");
            if without_ids(&written) != without_ids(said) {
                let place = format!("{}:{}", self.file.display(), at + 1);
                let _ = write!(differences, "\n{place}: $ {command}\n--- written\n{written}--- said\n{said}");
                lines.splice(at + 1..at + 1 + output.len(), said.lines().map(ToOwned::to_owned));
            }
        }
        if std::env::var_os("UPDATE_README").is_some() {
            fs::write(&self.file, lines.join("\n") + "\n").unwrap();
        } else {
            assert!(differences.is_empty(), "{differences}");
        }
    }
}

/// What each command says and its exit code, one after the other, in a folder and an environment made for them.
fn said(shown: &[Shown], locale: &str) -> Vec<(String, i32)> {
    let dir = scratch();
    let folder = |name: &str| {
        let folder = dir.path().join(name);
        fs::create_dir(&folder).unwrap();
        folder
    };
    let (bin, home, work) = (folder("bin"), folder("home"), folder("work"));
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_yijuan"), bin.join("yijuan")).unwrap();
    let path = std::env::var("PATH").unwrap();
    let mut script = "exec 2>&1\n".to_owned();
    for Shown { command, .. } in shown {
        // The next command is to see this one's exit code.
        let _ = write!(script, "{command}\nstatus=$?; printf \"{CODE}$status{END}\"; (exit $status)\n");
    }
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(work)
        .env_clear()
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("HOME", home)
        .env("TZ", "Asia/Shanghai")
        .env("LANG", locale)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CEILING_DIRECTORIES", dir.path())
        .envs([("GIT_AUTHOR_NAME", "张三"), ("GIT_AUTHOR_EMAIL", "zhang@example.invalid")])
        .envs([("GIT_COMMITTER_NAME", "张三"), ("GIT_COMMITTER_EMAIL", "zhang@example.invalid")])
        .env("GIT_AUTHOR_DATE", "2026-06-15T09:00:00+08:00")
        .env("GIT_COMMITTER_DATE", "2026-06-15T09:00:00+08:00")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let said: Vec<(String, i32)> = text
        .split_terminator(END)
        .map(|said| said.rsplit_once(CODE).unwrap_or_else(|| panic!("the shell ended early:\n{text}")))
        .map(|(said, code)| (said.to_owned(), code.parse().unwrap()))
        .collect();
    assert_eq!(said.len(), shown.len(), "the shell ended early:\n{text}");
    said
}

/// The text with every word that can be a commit's id made one mark.
fn without_ids(text: &str) -> String {
    let is_id = |word: &str| {
        (7..=40).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    };
    let words = text.split_inclusive([' ', '\n']).map(|piece| {
        let word = piece.trim_end_matches([' ', '\n', '）', '，']);
        let word = word.split(['（', '）', '，']).next().unwrap_or_default();
        if is_id(word) { piece.replace(word, "·") } else { piece.to_owned() }
    });
    words.collect()
}
