//! Which module may use which, and which module alone may name what: the invariants of the house, read
//! from the source itself.
//!
//! Comments are passed over, text in quotation marks counts only where git is called; a path is followed
//! through groups (`use crate::{a::{b, c}, d}`) and out of a module by `super`.

use std::collections::BTreeSet;
use std::path::Path;

/// From top to bottom: a module uses only what stands below it.
const ORDER: [&str; 19] = [
    "main",
    "cli",
    "ui",
    "report",
    "engine",
    "duty",
    "document",
    "regulation",
    "rules",
    "vocabulary",
    "archive",
    "calendar",
    "sheet",
    "model",
    "history",
    "redline",
    "draw",
    "problem",
    "text",
];

/// Upward arrows that are meant.
const ALSO: [(&str, &str); 1] = [("history", "model")];

/// Downward arrows that are not.
const NEVER: [(&str, &str); 3] = [("report", "engine"), ("document", "regulation"), ("document", "history")];

/// Modules of which another may use these items alone.
const ONLY: [(&str, &str, &[&str]); 4] = [
    // To judge is pure: facts come in, no file is read.
    (
        "engine",
        "archive",
        &["Archive", "AttachmentState", "Topic", "PlanYear", "Paper", "Review", "TopicFolder", "ROOT_FILE"],
    ),
    ("rules", "archive", &["Archive", "AttachmentState", "Topic", "PlanYear", "Paper", "Review", "Texts"]),
    // A paper is made of facts that are handed in.
    ("document", "archive", &["scalar"]),
    ("archive", "calendar", &["Schedule"]),
];

#[test]
fn arrows_point_down() {
    let upward: Vec<String> = sources().iter().flat_map(Source::arrows).filter_map(|arrow| arrow.objection()).collect();
    assert!(upward.is_empty(), "\n{}", upward.join("\n"));
}

#[test]
fn only_history_uses_git() {
    named_only_in(&["history"], |at| at.is("git2") || at.starts(&["Command", "::", "new", "(", "\"git\""]));
}

#[test]
fn only_the_command_line_uses_clap() {
    // Help is shown by `ui`.
    named_only_in(&["cli", "ui"], |at| at.is("clap") || at.is("clap_complete"));
}

#[test]
fn only_ui_writes_to_stdout_and_stderr() {
    named_only_in(&["ui"], |at| {
        ["print", "println", "eprint", "eprintln"].iter().any(|print| at.starts(&[print, "!"]))
    });
    let elsewhere: Vec<String> = sources()
        .iter()
        .filter(|source| source.module() != "ui")
        .flat_map(|source| source.paths().into_iter().map(|path| (source.place(path.line), path)))
        .filter(|(_, path)| ["stdout", "stderr"].iter().any(|stream| path.has(&["io", stream])))
        .map(|(place, path)| format!("{place}: `{}` belongs to `ui`", path.steps.join("::")))
        .collect();
    assert!(elsewhere.is_empty(), "\n{}", elsewhere.join("\n"));
}

#[test]
fn only_calendar_today_reads_the_clock() {
    let clock = |at: &At| {
        at.starts(&["Utc", "::", "now"])
            || at.starts(&["Local", "::", "now"])
            || at.starts(&["SystemTime", "::", "now"])
    };
    named_only_in(&["calendar"], clock);
    for source in sources() {
        for at in source.all().filter(clock) {
            assert_eq!(at.function(), Some("today"), "{}", source.place(at.token().line));
        }
    }
}

// The scan itself

#[test]
fn the_scan_sees_every_module() {
    let sources = sources();
    let modules: BTreeSet<&str> = sources.iter().map(Source::module).collect();
    assert!(ORDER.iter().all(|module| modules.contains(module)), "{modules:?}");
    let seen = |from: &str, to: &str| {
        sources.iter().flat_map(Source::arrows).any(|arrow| arrow.from == from && arrow.to[0] == to)
    };
    assert!(seen("check", "calendar") && seen("cli", "archive") && seen("main", "cli"));
}

#[track_caller]
fn objections(path: &str, text: &str, expected: &[&str]) {
    let source = Source::read(path, text);
    let found: Vec<String> = source.arrows().iter().filter_map(Arrow::objection).collect();
    assert_eq!(found, expected);
}

#[test]
fn an_upward_arrow_is_named_with_its_file_and_line() {
    objections(
        "src/calendar/count.rs",
        "use crate::model::Date;\nuse crate::engine::judge;\n",
        &["src/calendar/count.rs:2: calendar → check::judge: `check` stands above `calendar`"],
    );
}

#[test]
fn a_group_is_taken_apart() {
    objections(
        "src/duty.rs",
        "use crate::{\n    model::{Date, Name},\n    archive::{self, Topic},\n    ui::Reply as Answer,\n};\n",
        &["src/duty.rs:4: duty → ui::Reply: `ui` stands above `duty`"],
    );
}

#[test]
fn a_path_amid_the_code_counts() {
    objections(
        "src/text.rs",
        "fn f() -> u8 {\n    crate::cli::run::<u8>(1)\n}\n",
        &["src/text.rs:2: text → cli::run: `cli` stands above `text`"],
    );
}

#[test]
fn super_leads_out_of_a_module_by_as_many_steps_as_it_is_deep() {
    objections(
        "src/check/due.rs",
        "use super::Context;\nuse super::super::report::json;\n",
        &["src/check/due.rs:2: check → report::json: `report` stands above `check`"],
    );
    objections(
        "src/duty.rs",
        "use super::cli;\nmod tests {\n    use super::State;\n    use super::super::ui;\n}\nuse super::text;\n",
        &["src/duty.rs:1: duty → cli: `cli` stands above `duty`", "src/duty.rs:4: duty → ui: `ui` stands above `duty`"],
    );
}

#[test]
fn comments_and_texts_are_no_arrows() {
    objections(
        "src/text.rs",
        "//! See [crate::cli].\n/* crate::ui /* crate::cli */ */\nconst A: &str = \"crate::cli\";\nconst B: &str = r#\"\" crate::ui\"#;\nconst C: [char; 2] = ['\"', '\\''];\nfn f<'a>(a: &'a str) {}\n",
        &[],
    );
}

#[test]
fn a_report_does_not_judge_and_a_check_does_not_read() {
    objections(
        "src/report/json.rs",
        "use crate::engine::judge;\n",
        &["src/report/json.rs:1: report → engine::judge: `report` may not use `engine`"],
    );
    objections(
        "src/engine/words.rs",
        "use crate::archive::{Topic, locate};\nuse crate::archive::*;\nuse crate::archive;\n",
        &[
            "src/engine/words.rs:1: engine → archive::locate: of `archive`, `engine` may use Archive, AttachmentState, Topic, PlanYear, Paper, Review, TopicFolder, ROOT_FILE",
            "src/engine/words.rs:2: engine → archive::*: of `archive`, `engine` may use Archive, AttachmentState, Topic, PlanYear, Paper, Review, TopicFolder, ROOT_FILE",
            "src/engine/words.rs:3: engine → archive: of `archive`, `engine` may use Archive, AttachmentState, Topic, PlanYear, Paper, Review, TopicFolder, ROOT_FILE",
        ],
    );
}

#[test]
fn a_module_without_a_place_in_the_order_is_asked_for_one() {
    objections(
        "src/review.rs",
        "use crate::model::Date;\n",
        &["src/review.rs:1: review → model::Date: `review` has no place in the order"],
    );
}

#[test]
fn history_may_use_the_model_and_nothing_above_it() {
    objections(
        "src/history/commit.rs",
        "use crate::model::TopicKey;\nuse crate::archive::Change;\n",
        &["src/history/commit.rs:2: history → archive::Change: `archive` stands above `history`"],
    );
}

/// Holds that nothing outside these modules is `named` so.
#[track_caller]
fn named_only_in(modules: &[&str], named: impl Fn(&At) -> bool) {
    let mut elsewhere = Vec::new();
    for source in sources().iter().filter(|source| !modules.contains(&source.module())) {
        for at in source.all().filter(|at| named(at)) {
            let Token { text, line } = at.token();
            elsewhere.push(format!("{}: `{text}` belongs to {}", source.place(*line), modules.join(", ")));
        }
    }
    assert!(elsewhere.is_empty(), "\n{}", elsewhere.join("\n"));
}

/// One use of one module by another.
struct Arrow {
    place: String,
    from: String,
    /// Module and item.
    to: Vec<String>,
}

impl Arrow {
    /// What is wrong with it.
    fn objection(&self) -> Option<String> {
        let (from, to) = (self.from.as_str(), self.to[0].as_str());
        let rank = |module| ORDER.iter().position(|one| *one == module);
        let why = match (rank(from), rank(to)) {
            (None, _) => Some(format!("`{from}` has no place in the order")),
            (_, None) => Some(format!("`{to}` has no place in the order")),
            (Some(above), Some(below)) if below < above && !ALSO.contains(&(from, to)) => {
                Some(format!("`{to}` stands above `{from}`"))
            }
            _ if NEVER.contains(&(from, to)) => Some(format!("`{from}` may not use `{to}`")),
            _ => ONLY.iter().find(|(one, other, _)| (*one, *other) == (from, to)).and_then(|(_, _, items)| {
                let item = self.to.get(1).map_or("", String::as_str);
                (!items.contains(&item)).then(|| format!("of `{to}`, `{from}` may use {}", items.join(", ")))
            }),
        };
        why.map(|why| format!("{}: {from} → {}: {why}", self.place, self.to.join("::")))
    }
}

/// A file of the program.
struct Source {
    path: String,
    /// Where it stands: `check`, `due`.
    module: Vec<String>,
    tokens: Vec<Token>,
}

/// The smallest piece of code: a word, `::`, a text in quotation marks, or one other character.
struct Token {
    text: String,
    line: usize,
}

/// A place among a file's tokens.
struct At<'a> {
    tokens: &'a [Token],
    index: usize,
}

impl At<'_> {
    fn token(&self) -> &Token {
        &self.tokens[self.index]
    }

    fn is(&self, text: &str) -> bool {
        self.token().text == text
    }

    /// Whether these tokens follow one another from here.
    fn starts(&self, texts: &[&str]) -> bool {
        let here = self.tokens[self.index..].iter().map(|token| token.text.as_str());
        here.take(texts.len()).eq(texts.iter().copied())
    }

    /// The last function begun before here.
    fn function(&self) -> Option<&str> {
        let mut before = self.tokens[..self.index].windows(2).rev();
        before.find(|two| two[0].text == "fn").map(|two| two[1].text.as_str())
    }
}

/// A path as it is written, groups taken apart, seen from the root of the crate if it leads there.
struct Written {
    line: usize,
    steps: Vec<String>,
}

impl Written {
    fn has(&self, steps: &[&str]) -> bool {
        self.steps.windows(steps.len()).any(|window| window == steps)
    }
}

/// All files under `src/`.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.unwrap_or_else(|error| panic!("{}: {error}", folder.display())).path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let shown = path.strip_prefix(root).unwrap_or(&path).display().to_string();
                sources.push(Source::read(&shown, &text));
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

impl Source {
    fn read(path: &str, text: &str) -> Self {
        let module =
            path.trim_start_matches("src/").trim_end_matches(".rs").split('/').map(ToOwned::to_owned).collect();
        Self { path: path.to_owned(), module, tokens: tokens(text) }
    }

    /// The module of the crate's root that it belongs to.
    fn module(&self) -> &str {
        &self.module[0]
    }

    fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }

    fn all(&self) -> impl Iterator<Item = At<'_>> {
        (0..self.tokens.len()).map(|index| At { tokens: &self.tokens, index })
    }

    /// Uses of other modules of the crate. `lib.rs` only says which there are.
    fn arrows(&self) -> Vec<Arrow> {
        let leads_elsewhere = |path: &Written| {
            path.steps[0] == "crate" && path.steps.len() > 1 && path.steps[1] != self.module() && self.module() != "lib"
        };
        let arrow = |path: Written| Arrow {
            place: self.place(path.line),
            from: self.module().to_owned(),
            to: path.steps[1..].to_vec(),
        };
        self.paths().into_iter().filter(leads_elsewhere).map(arrow).collect()
    }

    /// Every path of two steps or more. `yijuan::`, as the program calls its library, is the crate too.
    fn paths(&self) -> Vec<Written> {
        let mut paths = Vec::new();
        // Names of the modules opened within the file, and the depth of braces each stands at.
        let (mut inner, mut depth): (Vec<usize>, usize) = (Vec::new(), 0);
        for at in self.all() {
            match at.token().text.as_str() {
                "{" => {
                    depth += 1;
                    if at.index >= 2 && self.tokens[at.index - 2].text == "mod" {
                        inner.push(depth);
                    }
                }
                "}" => {
                    inner.pop_if(|opened| *opened == depth);
                    depth = depth.saturating_sub(1);
                }
                first if is_word(first) && !self.follows_a_colon(at.index) && self.text(at.index + 1) == "::" => {
                    let (mut index, mut within) = (at.index, Vec::new());
                    self.tree(&mut index, &mut Vec::new(), &mut within);
                    paths.extend(within.into_iter().map(|path| self.resolved(path, inner.len())));
                }
                _ => {}
            }
        }
        paths
    }

    fn text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &token.text)
    }

    fn follows_a_colon(&self, index: usize) -> bool {
        index > 0 && self.text(index - 1) == "::"
    }

    /// Reads a path and all that its groups hold.
    fn tree(&self, index: &mut usize, steps: &mut Vec<String>, paths: &mut Vec<Written>) {
        let shared = steps.len();
        let line = self.tokens.get(*index).map_or(0, |token| token.line);
        loop {
            match self.text(*index) {
                "{" => {
                    *index += 1;
                    while !matches!(self.text(*index), "}" | "") {
                        self.tree(index, steps, paths);
                        // Past `as Name` and the comma.
                        while !matches!(self.text(*index), "," | "}" | "") {
                            *index += 1;
                        }
                        *index += usize::from(self.text(*index) == ",");
                    }
                    *index += 1;
                    break;
                }
                step if is_word(step) || step == "*" => {
                    if step != "self" || steps.is_empty() {
                        steps.push(step.to_owned());
                    }
                    *index += 1;
                    let next = self.text(*index + 1);
                    if self.text(*index) == "::" && (is_word(next) || matches!(next, "{" | "*")) {
                        *index += 1;
                        continue;
                    }
                }
                _ => break,
            }
            paths.push(Written { line, steps: steps.clone() });
            break;
        }
        steps.truncate(shared);
    }

    /// The path with `super` and `yijuan` resolved; one that stays within its own module begins with `self`.
    fn resolved(&self, path: Written, inner: usize) -> Written {
        let up = path.steps.iter().take_while(|step| *step == "super").count();
        // The modules of the file stand for themselves; those opened within it have no names here.
        let depth = self.module.len() + inner;
        let steps = match path.steps[0].as_str() {
            "yijuan" => [vec!["crate".to_owned()], path.steps[1..].to_vec()].concat(),
            "super" if up >= depth => [vec!["crate".to_owned()], path.steps[up..].to_vec()].concat(),
            "super" => [vec!["self".to_owned()], path.steps[up..].to_vec()].concat(),
            _ => path.steps,
        };
        Written { line: path.line, steps }
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Takes code apart; comments are left out.
fn tokens(text: &str) -> Vec<Token> {
    let code: Vec<char> = text.chars().collect();
    let at = |index: usize| code.get(index).copied().unwrap_or('\0');
    let (mut tokens, mut line, mut index) = (Vec::new(), 1, 0);
    while index < code.len() {
        let start = index;
        let kept = match at(index) {
            '/' if at(index + 1) == '/' => {
                index += code[index..].iter().take_while(|c| **c != '\n').count();
                false
            }
            '/' if at(index + 1) == '*' => {
                index = after_comment(&code, index);
                false
            }
            '"' => {
                index = after_text(&code, index);
                true
            }
            // A lifetime is no character in quotation marks.
            '\'' if at(index + 1) == '\\' || at(index + 2) == '\'' => {
                index += if at(index + 1) == '\\' { 3 } else { 2 };
                index += code[index..].iter().take_while(|c| **c != '\'').count() + 1;
                false
            }
            ':' if at(index + 1) == ':' => {
                index += 2;
                true
            }
            'r' if raw_text(&code, index).is_some() => {
                index = raw_text(&code, index).unwrap_or(code.len());
                true
            }
            c if c.is_alphanumeric() || c == '_' => {
                index += code[index..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
                true
            }
            c => {
                index += 1;
                !c.is_whitespace()
            }
        };
        let end = index.min(code.len());
        if kept {
            tokens.push(Token { text: code[start..end].iter().collect(), line });
        }
        line += code[start..end].iter().filter(|c| **c == '\n').count();
    }
    tokens
}

/// Comments nest.
fn after_comment(code: &[char], mut index: usize) -> usize {
    let mut depth = 0;
    while index < code.len() {
        match code[index..] {
            ['/', '*', ..] => {
                depth += 1;
                index += 2;
            }
            ['*', '/', ..] => {
                depth -= 1;
                index += 2;
                if depth == 0 {
                    break;
                }
            }
            _ => index += 1,
        }
    }
    index
}

fn after_text(code: &[char], open: usize) -> usize {
    let mut index = open + 1;
    while index < code.len() && code[index] != '"' {
        index += if code[index] == '\\' { 2 } else { 1 };
    }
    index + 1
}

/// Where `r"…"` or `r#"…"#` ends, if one begins here.
fn raw_text(code: &[char], open: usize) -> Option<usize> {
    let hashes = code[open + 1..].iter().take_while(|c| **c == '#').count();
    let inside = open + 2 + hashes;
    if code.get(inside - 1) != Some(&'"') {
        return None;
    }
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    code[inside..].windows(end.len()).position(|window| window == end).map(|at| inside + at + end.len())
}
