//! An archive in the making: its files as text, changed a line at a time, judged on a day.
//!
//! What comes of it is put into one line per duty (`M7a: done-late, done 2026-03-26, due 2026-03-25`)
//! and one per finding (`error M7a topics/…/events.yml:5:3: 尚无…`), so that a test reads as the report does.

use crate::sandbox::scratch;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;
use yijuan::archive::{self, Archive, Entry, EntryKind, START, Source};
use yijuan::calendar::Calendar;
use yijuan::diagnostic::{Diagnostic, Location};
use yijuan::duty::{Duty, days_left};
use yijuan::engine::{Context, Judgement, Part, Selection, judge};
use yijuan::model::Date;
use yijuan::regulation::{Naming, Regulations};

pub const SETTINGS: &str = "yijuan.yml";
pub const PEOPLE: &str = "people.yml";
pub const UNITS: &str = "units.yml";
pub const ROOMS: &str = "rooms.yml";
pub const PLAN: &str = "plans/2026/plan.yml";
pub const YEAR: &str = "plans/2026/events.yml";

/// Reads a date that the test itself has written.
pub fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// Files by path, empty folders, and the day they are looked at.
#[derive(Clone)]
pub struct Draft {
    files: BTreeMap<String, String>,
    folders: BTreeSet<String>,
    today: Date,
}

/// Judged as it is held: to lay hundreds of archives down takes longer than to judge them.
impl Source for Draft {
    fn folder(&self, path: &str) -> Result<Vec<Entry>, Diagnostic> {
        let within = if path.is_empty() { String::new() } else { format!("{path}/") };
        let below = |of: &'_ String| of.strip_prefix(&within).map(ToOwned::to_owned);
        let files = self.files.keys().filter_map(below).map(|rest| match rest.split_once('/') {
            Some((folder, _)) => (folder.to_owned(), EntryKind::Folder),
            None => (rest, EntryKind::File),
        });
        let first = |rest: String| rest.split('/').next().unwrap_or_default().to_owned();
        let folders = self.folders.iter().filter_map(below).map(|rest| (first(rest), EntryKind::Folder));
        let entries: BTreeMap<String, EntryKind> = files.chain(folders).collect();
        Ok(entries.into_iter().map(|(name, kind)| Entry { name, kind }).collect())
    }

    fn read(&self, path: &str, _: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        Ok(self.files.get(path).map(|text| text.clone().into_bytes()))
    }

    fn start(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let start = |text: &String| text.bytes().take(START).collect();
        Ok(self.files.get(path).map(start))
    }
}

impl Draft {
    pub fn new(today: &str) -> Self {
        Self { files: BTreeMap::new(), folders: BTreeSet::new(), today: day(today) }
    }

    /// The same, looked at on another day.
    pub fn on(mut self, today: &str) -> Self {
        self.today = day(today);
        self
    }

    /// The same with a file, new or in place of another.
    pub fn file(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_owned(), text.to_owned());
        self
    }

    /// The same with a folder that has nothing in it.
    pub fn empty_folder(mut self, path: String) -> Self {
        self.folders.insert(path);
        self
    }

    /// The same without a file.
    pub fn without_file(mut self, path: &str) -> Self {
        assert!(self.files.remove(path).is_some(), "no {path}");
        self
    }

    /// The same with one more line at the end of a file, which need not be there yet.
    pub fn line(mut self, path: &str, line: &str) -> Self {
        let file = self.files.entry(path.to_owned()).or_default();
        file.push_str(line);
        file.push('\n');
        self
    }

    /// The same with other words in the one place where a file has these.
    pub fn change(mut self, path: &str, from: &str, to: &str) -> Self {
        let file = self.files.get_mut(path).unwrap_or_else(|| panic!("no {path}"));
        assert_eq!(file.matches(from).count(), 1, "`{from}` in {path}");
        *file = file.replace(from, to);
        self
    }

    /// The same without the one line of a file that has these words.
    pub fn without(mut self, path: &str, words: &str) -> Self {
        let file = self.files.get_mut(path).unwrap_or_else(|| panic!("no {path}"));
        assert_eq!(file.lines().filter(|line| line.contains(words)).count(), 1, "`{words}` in {path}");
        *file = file.lines().filter(|line| !line.contains(words)).fold(String::new(), |kept, line| kept + line + "\n");
        self
    }

    /// The files by path.
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// What a file says.
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).unwrap_or_else(|| panic!("no {path}"))
    }

    /// The state of one duty, named by its rule and, where there are several, by its `what`.
    #[track_caller]
    pub fn duty(&self, name: &str) -> String {
        self.judged().duty(name).to_owned()
    }

    /// How the duties of a rule stand, with whom each concerns.
    pub fn states_of(&self, rule: &str) -> Vec<String> {
        let judged = self.judged();
        let of_rule = |(name, _): &&(String, String)| name.split(' ').next() == Some(rule);
        let duties = judged.duties.iter().zip(&judged.subjects).filter(|(duty, _)| of_rule(duty));
        duties.map(|((name, state), subject)| format!("{subject} {name}: {state}")).collect()
    }

    /// What is still missing for a duty, in a sentence.
    #[track_caller]
    pub fn missing(&self, name: &str) -> String {
        let judged = self.judged();
        let missing = judged.missing.iter().find(|(duty, _)| duty == name);
        missing.unwrap_or_else(|| panic!("no duty {name}")).1.clone()
    }

    /// What there is to do for a duty, in a few words.
    #[track_caller]
    pub fn task(&self, name: &str) -> String {
        let judged = self.judged();
        judged.tasks.iter().find(|(duty, _)| duty == name).unwrap_or_else(|| panic!("no duty {name}")).1.clone()
    }

    /// How long there is for a duty, as the lists say it.
    #[track_caller]
    pub fn left(&self, name: &str) -> String {
        let judged = self.judged();
        judged.left.iter().find(|(duty, _)| duty == name).unwrap_or_else(|| panic!("no duty {name}")).1.clone()
    }

    /// Names of all the duties of a rule, whatever their state.
    pub fn duties_of(&self, rule: &str) -> Vec<String> {
        let names = self.judged().duties.into_iter().map(|(name, _)| name);
        names.filter(|name| name.split(' ').next() == Some(rule)).collect()
    }

    /// All findings, one line each.
    pub fn findings(&self) -> Vec<String> {
        self.judged().findings()
    }

    /// All findings with what they advise to do, in English.
    pub fn in_english(&self) -> Vec<String> {
        self.judged().english
    }

    /// What the only finding advises to do.
    #[track_caller]
    pub fn hint(&self) -> String {
        let findings = self.judged().findings;
        let [(_, hint)] = findings.as_slice() else { panic!("not one finding: {findings:?}") };
        hint.clone()
    }

    /// What each finding advises to do, in the order of the findings.
    pub fn hints(&self) -> Vec<String> {
        self.judged().findings.into_iter().map(|(_, hint)| hint).collect()
    }

    /// The findings of one rule.
    pub fn findings_of(&self, rule: &str) -> Vec<String> {
        let findings = self.findings().into_iter();
        findings.filter(|line| line.split(' ').nth(1) == Some(rule)).collect()
    }

    /// What the findings of one rule advise to do.
    pub fn hints_of(&self, rule: &str) -> Vec<String> {
        let findings = self.judged().findings.into_iter();
        findings.filter(|(line, _)| line.split(' ').nth(1) == Some(rule)).map(|(_, hint)| hint).collect()
    }

    /// Holds that a duty stands so, and that the archive has these findings and no other.
    #[track_caller]
    pub fn shows(&self, duty: &str, findings: &[&str]) {
        let (name, state) = duty.split_once(": ").unwrap_or_else(|| panic!("`{duty}` is not `rule: state`"));
        let judged = self.judged();
        let findings = findings.iter().map(ToString::to_string).collect();
        assert_eq!((judged.duty(name), judged.findings()), (state, findings));
    }

    /// Holds that a duty stands so, and that its rule has these findings and no other.
    #[track_caller]
    pub fn row(&self, duty: &str, findings: &[&str]) {
        let (name, state) = duty.split_once(": ").unwrap_or_else(|| panic!("`{duty}` is not `rule: state`"));
        let rule = name.split(' ').next().unwrap_or_default();
        let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert_eq!((self.judged().duty(name), self.findings_of(rule)), (state, findings));
    }

    /// Lays the files down in a folder.
    pub fn lay(&self, root: &Path) {
        for (path, text) in &self.files {
            let file = root.join(path);
            let folder = file.parent().unwrap_or(root);
            std::fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
            std::fs::write(&file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        }
    }

    /// Judges it, and puts what comes of it into lines.
    pub fn judged(&self) -> Judged {
        Judged::of(self, &judged(self, self.today, true))
    }

    /// Judges it.
    pub fn judgement(&self) -> Judgement {
        judged(self, self.today, true)
    }

    /// The files in a folder that goes when it is dropped.
    pub fn laid(&self) -> TempDir {
        let folder = scratch();
        self.lay(folder.path());
        folder
    }
}

/// The regulations of the program: a test judges hundreds of archives by them, and reading them takes longer.
pub static BUILT_IN: LazyLock<Regulations> = LazyLock::new(Regulations::built_in);

/// Judges an archive on a day; `all`: with the duties that wait or do not apply, and what is else left unsaid.
pub fn judged(source: &dyn Source, today: Date, all: bool) -> Judgement {
    within(source, today, |context| judge(context, Selection { part: Part::Whole, all }))
}

/// Asks something of an archive on a day.
pub fn within<T>(source: &dyn Source, today: Date, ask: impl FnOnce(Context<'_>) -> T) -> T {
    static CALENDAR: LazyLock<Calendar> =
        LazyLock::new(|| Calendar::built_in().unwrap_or_else(|problem| panic!("{problem}")));
    let mut archive = Archive::read(source);
    let own = (!archive.local_regulations.is_empty()).then(|| Regulations::load(source, &archive.local_regulations));
    let regulations = own.as_ref().unwrap_or(&BUILT_IN);
    Naming::of(regulations, &archive).archive(&mut archive);
    let mut calendar = CALENDAR.clone();
    for schedule in &archive.schedules {
        calendar.publish(schedule.clone());
    }
    ask(Context { archive: &archive, regulations, calendar: &calendar, today })
}

/// What a draft was judged to be.
pub struct Judged {
    /// Name and state.
    duties: Vec<(String, String)>,
    /// Whom each duty concerns.
    subjects: Vec<String>,
    /// Name, and what there is to do.
    tasks: Vec<(String, String)>,
    /// Name, and how long there is.
    left: Vec<(String, String)>,
    /// Name, and what is missing.
    missing: Vec<(String, String)>,
    /// Line and hint.
    findings: Vec<(String, String)>,
    /// Message and hint.
    english: Vec<String>,
}

impl Judged {
    fn of(source: &Draft, judgement: &Judgement) -> Self {
        let duties = judgement.duties.iter().map(|duty| {
            let name = format!("{} {}", duty.rule().id, duty.what);
            let mut state = duty.state.id().to_owned();
            state.extend(duty.done.map(|done| format!(", done {done}")));
            state.extend(duty.due.map(|due| format!(", due {due}")));
            state.push_str(if duty.provisional { ", provisional" } else { "" });
            (name.trim_end().to_owned(), state)
        });
        let findings = judgement.findings.iter().map(|finding| {
            let mut place: Location = finding.place.clone();
            archive::locate(source, [&mut place]);
            let rule = finding.rule_id().map_or("-", |id| &**id);
            let line = format!("{} {rule} {place}: {}", finding.severity.id(), finding.message.zh);
            (line, finding.hint.as_ref().map_or_else(String::new, |hint| hint.zh.clone()))
        });
        let english = judgement.findings.iter().map(|finding| {
            let hint = finding.hint.as_ref().map_or_else(String::new, |hint| format!(" → {}", hint.en));
            format!("{}{hint}", finding.message.en)
        });
        let name = |duty: &Duty| format!("{} {}", duty.rule().id, duty.what).trim_end().to_owned();
        let missing = judgement.duties.iter().map(|duty| (name(duty), duty.missing.zh.clone()));
        let left = judgement.duties.iter().map(|duty| (name(duty), days_left(duty).zh));
        let tasks = judgement.duties.iter().map(|duty| (name(duty), duty.task.zh.clone()));
        Self {
            duties: duties.collect(),
            subjects: judgement.duties.iter().map(|duty| duty.subject.to_string()).collect(),
            tasks: tasks.collect(),
            left: left.collect(),
            missing: missing.collect(),
            findings: findings.collect(),
            english: english.collect(),
        }
    }

    /// The state of the one duty of this name; of a rule about years, `E3.3a plan:2026` says of which.
    #[track_caller]
    pub fn duty(&self, name: &str) -> &str {
        let is_named = |duty: &str, subject: &str| duty == name || format!("{duty} {subject}") == name;
        let mut named = self.duties.iter().zip(&self.subjects).filter(|((duty, _), subject)| is_named(duty, subject));
        let ((_, state), _) = named.next().unwrap_or_else(|| panic!("no duty {name} among {:?}", self.duties));
        assert!(named.next().is_none(), "several duties {name} in {:?}", self.duties);
        state
    }

    /// All findings, one line each.
    pub fn findings(&self) -> Vec<String> {
        self.findings.iter().map(|(line, _)| line.clone()).collect()
    }
}
