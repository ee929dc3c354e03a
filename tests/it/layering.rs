//! Which module may use which, and which module alone may name what: the invariants of the house, read
//! from the source itself; and how a sentence is written. Lines that are comments are passed over.

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use walkdir::WalkDir;

/// From top to bottom: a module uses only what stands below it.
const ORDER: &str = "main cli ui report changes dossier figures workspace engine duty schema regulation rules review document vocabulary archive calendar sheet signing \
                     model history redline draw diagnostic text";

/// Upward arrows that are meant.
const ALSO: [(&str, &str); 1] = [("history", "model")];

/// Downward arrows that are not.
const NEVER: [(&str, &str); 2] = [("document", "regulation"), ("document", "history")];

/// Modules of which another may use these items alone.
const ONLY: [(&str, &str, &str); 5] = [
    // A page judges nothing; it may say what a rule asks.
    (
        "report",
        "engine",
        "Meeting PaperReview PeriodCount Promise ReviewState StageState Tally TopicStages YearStep asked conditions hosts",
    ),
    // To judge is pure: facts come in, no file is read.
    (
        "engine",
        "archive",
        "Archive Attachment AttachmentState Comments Copied Topic PlanYear Paper Hidden Marked Review TakenNumber TopicFolder TopicPart ROOT_FILE",
    ),
    ("rules", "archive", "Archive Attachment AttachmentState Topic PlanYear Paper Review"),
    // A paper is made of facts that are handed in.
    ("document", "archive", "scalar"),
    ("archive", "calendar", "Schedule"),
];

/// What these modules alone may name.
const OWNED: [(&str, &str); 3] = [
    (r#"\bgit2\b|Command::new\("git""#, "history"),
    // Help is shown by `ui`.
    (r"\bclap(_complete)?\b", "cli ui"),
    (r"\be?print(ln)?!|\bio::(\{[^}]*)?std(out|err)\b", "ui"),
];

#[test]
fn arrows_point_down() {
    let modules: BTreeSet<&str> = SOURCES.iter().map(File::root).filter(|module| *module != "lib").collect();
    assert_eq!(modules, ORDER.split(' ').collect(), "every module has its place in the order");
    let objections: Vec<String> = SOURCES.iter().flat_map(File::objections).collect();
    assert!(objections.is_empty(), "\n{}", objections.join("\n"));
}

#[test]
fn what_belongs_to_a_module_is_named_nowhere_else() {
    for (name, owners) in OWNED {
        let pattern = Regex::new(name).unwrap();
        let named: Vec<&File> = SOURCES.iter().filter(|file| pattern.is_match(&file.code)).collect();
        let abroad = named.iter().filter(|file| !among(owners, file.root())).map(|file| &file.path);
        assert_eq!(abroad.collect::<Vec<_>>(), [""; 0], "`{name}` belongs to {owners}");
        assert!(!named.is_empty(), "nothing is named `{name}`");
    }
}

#[test]
fn only_today_reads_the_clock() {
    for file in &*SOURCES {
        for (at, _) in file.code.match_indices("::now(") {
            let function = file.code[..at].rsplit("fn ").next().unwrap();
            assert!(file.root() == "calendar" && function.starts_with("this_moment()"), "{}", file.path);
        }
    }
}

#[test]
fn sentences_begin_in_lower_case_and_have_no_full_stop() {
    let pair = r#"(?:Text::new\(|text!\()\s*(?:zh:\s*)?"((?:[^"\\]|\\.)*)",\s*(?:en:\s*)?"((?:[^"\\]|\\.)*)""#;
    let (pair, upper) = (Regex::new(pair).unwrap(), Regex::new("^[A-Z][a-z]").unwrap());
    // A command in a Chinese sentence names a field as people call it.
    let key = Regex::new("yijuan [^；]* [a-z_.]+[+-]?=").unwrap();
    let mut seen = 0;
    for file in &*SOURCES {
        let program = file.code.split("#[cfg(test)]").next().unwrap();
        for (_, [chinese, english]) in pair.captures_iter(program).map(|said| said.extract()) {
            assert!(!chinese.ends_with('。') && !english.ends_with('.'), "{}: {english}", file.path);
            assert!(!upper.is_match(english), "{}: {english}", file.path);
            assert!(!key.is_match(chinese), "{}: {chinese}", file.path);
            seen += 1;
        }
    }
    assert!(seen > 800, "{seen} sentences are read");
}

#[test]
fn every_file_says_first_what_it_owns() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in &*SOURCES {
        let text = fs::read_to_string(root.join(&file.path)).unwrap();
        assert!(text.starts_with("//! "), "{}", file.path);
    }
}

#[test]
fn short_snapshots_stand_beside_their_test() {
    let tests = WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"));
    let paths = tests.into_iter().map(|entry| entry.unwrap().into_path());
    let long = paths.filter(|path| path.extension().is_some_and(|extension| extension == "snap"));
    for path in long {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.splitn(3, "---\n").nth(2).unwrap_or_default().lines().count();
        assert!(lines > 25, "{}: {lines} lines", path.display());
    }
}

/// A file and the folder of its name are one; what stands in the folder may use the file.
#[test]
fn neighbours_in_a_folder_use_one_another_in_no_circle() {
    assert_eq!(circles(arrows(&SOURCES)), BTreeSet::new());
}

#[test]
fn the_reading_sees_what_is_not_allowed() {
    let objections = |path, code| File::read(path, code).objections();
    let tests = "use super::cli;\n#[cfg(test)]\nmod tests {\n    use super::Duty;\n    use super::super::ui;\n}\n";
    assert_eq!(objections("duty.rs", tests), ["src/duty.rs:1: `duty` uses cli", "src/duty.rs:5: `duty` uses ui"]);
    let group = "// crate::cli\nuse crate::archive::{\n    self, Topic,\n    locate as find,\n};\n";
    let found = ["src/engine/due.rs:2: `engine` uses archive", "src/engine/due.rs:2: `engine` uses archive::locate"];
    assert_eq!(objections("engine/due.rs", group), found);
    let amid = "fn f() -> u8 {\n    crate::engine::run::<u8>(super::super::duty::DAY)\n}\n";
    assert_eq!(objections("report/json.rs", amid), ["src/report/json.rs:2: `report` uses engine::run"]);
    assert_eq!(objections("history/log.rs", "use crate::model::Date;"), [""; 0]);

    let rules = File::read("rules.rs", "use when::When;\nuse view::View;");
    let when = File::read("rules/when.rs", "use super::View;");
    let due = File::read("rules/due.rs", "use super::When;\n");
    let topic = File::read("rules/view/topic.rs", "use crate::rules::When;");
    let view = File::read("rules/view.rs", "");
    let found = format!("{:?}", circles(arrows(&[rules, when, due, topic, view])));
    assert_eq!(found, r#"{("rules::view", "rules::when"), ("rules::when", "rules::view")}"#);
}

/// A file of the program.
struct File {
    path: String,
    /// Where it stands: `rules::due`.
    module: String,
    code: String,
    /// Every path that it names, from the root of the crate, with its line.
    uses: Vec<(usize, String)>,
}

static SOURCES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let paths = WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let rust = paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    rust.map(|path| File::read(path.strip_prefix(&root).unwrap().to_str().unwrap(), &read(&path))).collect()
});

impl File {
    fn read(path: &str, text: &str) -> Self {
        static NAMED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?m)^\s*(?:pub(?:\(\w+\))? )?use ([^;]+);|\b(?:crate|super|yijuan)(?:::\w+)+").unwrap()
        });
        let code = |line: &str| if line.trim_start().starts_with("//") { "\n" } else { line }.to_owned();
        let code: String = text.split_inclusive('\n').map(code).collect();
        let tests = code.find("#[cfg(test)]").unwrap_or(code.len());
        let module = path.trim_end_matches(".rs").replace('/', "::");
        let mut uses = Vec::new();
        for found in NAMED.captures_iter(&code) {
            let tree = found.get(1).or(found.get(0)).unwrap();
            let module = if tree.start() < tests { module.clone() } else { format!("{module}::tests") };
            let line = code[..tree.start()].lines().count();
            uses.extend(taken_apart(tree.as_str()).map(|path| (line, from_root(&module, &path))));
        }
        Self { path: format!("src/{path}"), module, code, uses }
    }

    fn root(&self) -> &str {
        first(&self.module)
    }

    fn objections(&self) -> Vec<String> {
        let from = self.root();
        let place = |module: &str| ORDER.split(' ').position(|one| one == module);
        let objected = |path: &str| {
            let (to, item) = path.split_once("::").unwrap_or((path, ""));
            let only = ONLY.iter().find(|(one, other, _)| (*one, *other) == (from, to));
            place(to) < place(from) && !ALSO.contains(&(from, to))
                || NEVER.contains(&(from, to))
                || only.is_some_and(|(_, _, items)| !among(items, first(item)))
        };
        let objected = self.uses.iter().filter(|(_, path)| objected(path));
        objected.map(|(line, path)| format!("{}:{line}: `{from}` uses {path}", self.path)).collect()
    }
}

fn first(path: &str) -> &str {
    path.split("::").next().unwrap()
}

fn among(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// `a::{self, b as c}` is `a` and `a::b`.
fn taken_apart(tree: &str) -> impl Iterator<Item = String> {
    let (before, group) = tree.trim_end_matches('}').split_once('{').unwrap_or(("", tree));
    assert!(!group.contains('{'), "a group in a group: {tree}");
    let items = group.split(',').map(|item| item.trim().split(" as ").next().unwrap()).filter(|item| !item.is_empty());
    items.map(move |item| format!("{before}{item}").trim_end_matches("::self").to_owned())
}

fn from_root(module: &str, path: &str) -> String {
    if let Some(path) = path.strip_prefix("crate::").or(path.strip_prefix("yijuan::")) {
        return path.to_owned();
    }
    let (mut module, mut path) = (module, path);
    while let Some(rest) = path.strip_prefix("super::") {
        module = module.rsplit_once("::").map_or("", |(above, _)| above);
        path = rest;
    }
    format!("{module}::{path}").trim_start_matches("::").to_owned()
}

/// What of two neighbours uses which.
fn arrows(files: &[File]) -> BTreeSet<(String, String)> {
    let modules: BTreeSet<&str> = files.iter().map(|file| &*file.module).collect();
    // What a file has of those in its folder, others may take from the file.
    let mut handed_on = BTreeMap::new();
    for file in files {
        for (path, (child, item)) in file.uses.iter().filter_map(|(_, path)| Some((path, path.rsplit_once("::")?))) {
            if modules.contains(child) && child.rsplit_once("::").is_some_and(|(above, _)| above == file.module) {
                handed_on.insert(format!("{}::{item}", file.module), path.as_str());
            }
        }
    }
    let uses = files.iter().flat_map(|file| file.uses.iter().map(|(_, path)| (&file.module, path.as_str())));
    uses.filter_map(|(module, mut path)| {
        while !modules.contains(path) {
            path = handed_on.get(path).copied().or(path.rsplit_once("::").map(|(above, _)| above))?;
        }
        neighbours(module, path)
    })
    .collect()
}

/// Those that lie on a circle, or lead from one circle to another.
fn circles(mut arrows: BTreeSet<(String, String)>) -> BTreeSet<(String, String)> {
    loop {
        let (users, used): (BTreeSet<String>, BTreeSet<String>) = arrows.iter().cloned().unzip();
        let before = arrows.len();
        arrows.retain(|(from, to)| used.contains(from) && users.contains(to));
        if arrows.len() == before {
            return arrows;
        }
    }
}

/// Where two modules part: `rules::view::topic` and `rules::when::fact` at `rules::view` and `rules::when`.
fn neighbours(one: &str, other: &str) -> Option<(String, String)> {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split("::").collect(), other.split("::").collect());
    let shared = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let parted = shared < one.len() && shared < other.len();
    parted.then(|| (one[..=shared].join("::"), other[..=shared].join("::")))
}
