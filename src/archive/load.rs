//! Reads a whole archive through a [`Source`]. What cannot be read becomes a problem; the rest is used.

mod by_year;
mod folder;

use super::copied::Copied;
use super::misnamed;
use super::numbers::FOLDER as NUMBERS;
use super::parse::{Reading, decode, read_list as parse_list, read_record};
use super::plan::ITEMS;
use super::settings::read_settings;
use super::source::{Entry, EntryKind, Limits, Source, not_regular};
use super::{Archive, Marked, PlanYear, Topic, TopicPart};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{FiledEntry, Name, PlanFile, TopicFile, TopicKey, year};
use crate::signing::AllowedSigners;
use crate::text;
use crate::text::Text;
pub use by_year::number_files;
use by_year::{filed, numbers, schedules};
pub use folder::recorded;
use folder::{Folder, without_topic};
use rayon::prelude::*;
use serde::de::DeserializeOwned;

/// A topic's folder before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicFolder {
    /// The topic's key.
    pub key: TopicKey,
    /// Path of the folder.
    pub path: String,
}

/// The folders of all topics, by key and then by path, and a problem for everything else found among them. Folders with
/// the same number are next to each other, however many digits it is written with.
pub fn topic_folders(source: &dyn Source) -> (Vec<TopicFolder>, Diagnostics) {
    let mut problems = Diagnostics::new();
    let years = years(source, "topics", &mut problems);
    let mut folders: Vec<TopicFolder> =
        years.into_iter().flat_map(|year| folders_of_year(source, year, &mut problems)).collect();
    folders.sort_by(|a, b| (a.key, &a.path).cmp(&(b.key, &b.path)));
    (folders, problems)
}

/// The folders with this key: one, unless two topics were given the same number.
pub fn folders_of_key(source: &dyn Source, key: TopicKey) -> Vec<TopicFolder> {
    let mut folders = folders_of_year(source, key.year, &mut Diagnostics::new());
    folders.retain(|folder| folder.key == key);
    folders.sort_by(|a, b| a.path.cmp(&b.path));
    folders
}

/// The title in each folder's `topic.yml`; none where it cannot be read.
pub fn titles(source: &dyn Source, folders: &[TopicFolder]) -> Vec<Option<Name>> {
    folders.par_iter().map(|folder| title(source, folder)).collect()
}

fn title(source: &dyn Source, folder: &TopicFolder) -> Option<Name> {
    let path = format!("{}/topic.yml", folder.path);
    let bytes = source.read(&path, Limits::YAML).ok()??;
    read_record::<TopicFile>(&path, &bytes).value.map(|file| file.title)
}

/// The folders of all years that have a plan, by year.
pub fn plan_folders(source: &dyn Source) -> Vec<String> {
    years(source, "plans", &mut Diagnostics::new()).into_iter().map(|year| format!("plans/{year}")).collect()
}

/// Which papers are read beyond their front matter, and which attachments are looked into. Rules need few papers, and all
/// papers of a large archive would fill the memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Documents whose text is kept; `None` means all.
    pub bodies: Option<Vec<Name>>,
    /// Documents whose headings and tables are read; `None` means all.
    pub outlines: Option<Vec<Name>>,
    /// Documents that are photographs, by id and name.
    pub photographs: Vec<Name>,
}

/// Which papers the rules of a regulation need; `None` means all.
pub type TextsOf<'t> = dyn Fn(&str) -> Option<&'t Texts> + Sync + 't;

impl Texts {
    /// What any of several regulations needs; every paper if one of them is unknown.
    fn of_any<'t>(all: impl IntoIterator<Item = Option<&'t Self>>) -> Self {
        let mut any = Self { bodies: Some(Vec::new()), outlines: Some(Vec::new()), photographs: Vec::new() };
        for texts in all {
            let Some(texts) = texts else { return Self::default() };
            any.photographs.extend(texts.photographs.iter().cloned());
            for (into, from) in [(&mut any.bodies, &texts.bodies), (&mut any.outlines, &texts.outlines)] {
                match (into.as_mut(), from) {
                    (Some(into), Some(from)) => into.extend(from.iter().cloned()),
                    _ => *into = None,
                }
            }
        }
        any
    }
}

/// Whether a document is among those wanted. If it is written as a name, its id is not known yet, so it is wanted; ids
/// are ASCII.
fn wanted(documents: Option<&Vec<Name>>, document: &Name) -> bool {
    documents.is_none_or(|documents| !document.is_ascii() || documents.contains(document))
}

/// Reads an archive with the topics in these folders, in parallel. What cannot be read becomes a problem of the archive;
/// the rest is used.
pub fn load(source: &dyn Source, topics: &[TopicFolder], texts: &TextsOf) -> Archive {
    let mut archive = Archive::default();
    let mut problems = Diagnostics::new();
    archive.settings = take(&mut problems, read_settings(source));
    problems.extend(misnamed::at_root(source));
    archive.people = read_list(source, "people.yml", &mut problems);
    archive.rooms = read_list(source, "rooms.yml", &mut problems);
    archive.units = read_list(source, "units.yml", &mut problems);
    archive.numbers = numbers(source, &mut problems);
    archive.filed = filed(source, &mut problems);
    archive.schedules = schedules(source, &mut problems);
    archive.local_regulations = regulations(source, &mut problems);
    archive.signers = take(&mut problems, signers(source)).unwrap_or_default();
    archive.copies = copies(source, &archive.local_regulations);
    // The papers of a year are judged by the regulations of the institution and by those of its rooms.
    let named = archive.settings.iter().flat_map(|settings| settings.regulations.iter().chain(&settings.regulation));
    let of_year = Texts::of_any(named.chain(archive.rooms.iter().map(|room| &room.regulation)).map(|id| texts(id)));
    let years = years(source, "plans", &mut problems);
    let read: Vec<(PlanYear, Diagnostics)> = years.par_iter().map(|year| plan_year(source, *year, &of_year)).collect();
    for (plan, of_plan) in read {
        archive.plans.push(plan);
        problems.extend(of_plan);
    }
    problems.extend(archive.read_topics(source, topics, texts));
    archive.folders = topics.to_vec();
    archive.problems = problems;
    archive
}

impl Archive {
    /// Replaces the topics by those in these folders, read in parallel. Returns what cannot be read of them.
    pub fn read_topics(&mut self, source: &dyn Source, folders: &[TopicFolder], texts: &TextsOf) -> Diagnostics {
        let read: Vec<(Option<Topic>, Diagnostics)> =
            folders.par_iter().map(|folder| topic(source, folder, texts)).collect();
        self.topics = Vec::with_capacity(read.len());
        let mut problems = Diagnostics::new();
        for (topic, of_topic) in read {
            self.topics.extend(topic);
            problems.extend(of_topic);
        }
        self.unread_topics |= self.topics.len() < folders.len();
        problems
    }
}

/// The value that was read; a problem is added to the list.
fn keep<T>(problems: &mut Diagnostics, read: Result<T, Diagnostic>) -> Option<T> {
    read.map_err(|problem| problems.push(problem)).ok()
}

/// What could be read of a file; its problems are added to the list.
fn take<T>(problems: &mut Diagnostics, reading: Reading<T>) -> Option<T> {
    problems.extend(reading.problems);
    reading.value
}

/// A list file of the archive or of a folder; absent means empty.
fn read_list<T: DeserializeOwned>(source: &dyn Source, path: &str, problems: &mut Diagnostics) -> Vec<T> {
    let bytes = keep(problems, source.read(path, Limits::YAML)).flatten();
    bytes.and_then(|bytes| take(problems, parse_list(path, &bytes))).unwrap_or_default()
}

/// Whose signatures are trusted: nobody's, if the file cannot be read.
pub fn signers(source: &dyn Source) -> Reading<AllowedSigners> {
    let mut problems = Diagnostics::new();
    let bytes = keep(&mut problems, source.read(AllowedSigners::FILE, Limits::YAML)).flatten().unwrap_or_default();
    let text = keep(&mut problems, decode(AllowedSigners::FILE, &bytes)).unwrap_or_default();
    let (signers, wrong) = AllowedSigners::read(text);
    problems.extend(wrong);
    Reading { value: Some(signers), problems }
}

fn entries(source: &dyn Source, path: &str, problems: &mut Diagnostics) -> Vec<Entry> {
    let mut found = keep(problems, source.folder(path)).unwrap_or_default();
    found.retain(|entry| !is_hidden(entry));
    found
}

fn is_hidden(entry: &Entry) -> bool {
    entry.name.starts_with('.')
}

fn folders(source: &dyn Source, path: &str, problems: &mut Diagnostics) -> Vec<String> {
    let mut names = Vec::new();
    for entry in entries(source, path, problems) {
        match entry.kind {
            EntryKind::Folder => names.push(entry.name),
            EntryKind::Other => problems.push(not_regular(&format!("{path}/{}", entry.name))),
            EntryKind::File => problems.extend(misnamed::outside(path, &entry.name)),
        }
    }
    names
}

fn years(source: &dyn Source, path: &str, problems: &mut Diagnostics) -> Vec<i32> {
    let mut years = Vec::new();
    for name in folders(source, path, problems) {
        match year(&name) {
            Some(year) => years.push(year),
            None => problems.push(
                Diagnostic::new(text!(zh: "文件夹 `{name}` 不是年份", en: "the folder `{name}` is not a year"))
                    .at(Location::file(format!("{path}/{name}")))
                    .hint(Text::new("年份写四位数字，例如 2026", "a year has four digits, 2026")),
            ),
        }
    }
    years
}

/// Ids of the regulations under `templates/`, by their folders.
pub fn local_regulations(source: &dyn Source) -> Vec<Name> {
    regulations(source, &mut Diagnostics::new())
}

fn regulations(source: &dyn Source, problems: &mut Diagnostics) -> Vec<Name> {
    // A link cannot be read, but it still keeps the built-in regulation of that name from being used.
    let named = entries(source, "templates", problems).into_iter().filter(|entry| entry.kind != EntryKind::File);
    named.map(|entry| Name::from(entry.name)).collect()
}

/// Stray copies among the archive's own files and those of its regulations. A folder that cannot be listed is reported
/// where it is read.
fn copies(source: &dyn Source, regulations: &[Name]) -> Vec<Copied> {
    let templates = regulations.iter().map(|id| format!("templates/{id}"));
    let folders = ["", NUMBERS, FiledEntry::FOLDER].map(ToOwned::to_owned).into_iter().chain(templates);
    folders.flat_map(|folder| Copied::among(&folder, &source.folder(&folder).unwrap_or_default())).collect()
}

fn plan_year(source: &dyn Source, year: i32, texts: &Texts) -> (PlanYear, Diagnostics) {
    let mut problems = Diagnostics::new();
    let folder = format!("plans/{year}");
    let path = format!("{folder}/plan.yml");
    let read = source.read(&path, Limits::YAML);
    let file = match read {
        Ok(Some(bytes)) => take(&mut problems, read_record::<PlanFile>(&path, &bytes)),
        Ok(None) => None,
        Err(problem) => keep(&mut problems, Err(problem)),
    };
    let inside = Folder::read(source, &folder, &mut problems);
    inside.report_misnamed("plan.yml", &mut problems);
    let has_plan = inside.has("plan.yml") || inside.has(ITEMS);
    let mut file: PlanFile = file.unwrap_or_default();
    let own_items = file.items.len();
    file.items.extend(inside.list(ITEMS, &mut problems));
    let events = inside.events(&mut problems);
    let materials = inside.materials(texts, &mut problems);
    let waivers = inside.list("waivers.yml", &mut problems);
    let attests = inside.list("attests.yml", &mut problems);
    let (reviews, comments) = inside.reviews(&mut problems);
    let (papers, unmarked, marks) = inside.papers(texts, &mut problems);
    let copies = inside.copies();
    inside.report_others(&mut problems);
    let incomplete = problems.iter().any(|problem| !problem.is_beside);
    let plan = PlanYear {
        year,
        folder,
        has_plan,
        file,
        own_items,
        events,
        materials,
        waivers,
        attests,
        reviews,
        comments,
        papers,
        unmarked,
        marks,
        copies,
        incomplete,
    };
    (plan, problems)
}

fn folders_of_year(source: &dyn Source, year: i32, problems: &mut Diagnostics) -> Vec<TopicFolder> {
    let mut found = Vec::new();
    for name in folders(source, &format!("topics/{year}"), problems) {
        let path = format!("topics/{year}/{name}");
        let number = name.split('-').next().filter(|number| (3..=6).contains(&number.len()));
        match number.filter(|number| number.bytes().all(|b| b.is_ascii_digit())).and_then(|number| number.parse().ok())
        {
            Some(number) => found.push(TopicFolder { key: TopicKey { year, number }, path }),
            None => problems.push(
                Diagnostic::new(text!(zh: "文件夹 `{name}` 没有编号", en: "the folder `{name}` has no number"))
                    .at(Location::file(path))
                    .hint(Text::new("议题文件夹写作 `003-题目`", "a topic's folder is named `003-title`")),
            ),
        }
    }
    found
}

/// What could not be read of a topic's folder.
#[derive(Default)]
struct Gaps {
    problems: Diagnostics,
    unread: Vec<TopicPart>,
}

impl Gaps {
    /// Reads something of a part; if it cannot be read as a whole, the part counts as unread.
    fn reading<T>(&mut self, part: TopicPart, read: impl FnOnce(&mut Diagnostics) -> T) -> T {
        let before = self.problems.len();
        let value = read(&mut self.problems);
        let is_incomplete = self.problems[before..].iter().any(|problem| !problem.is_beside);
        if is_incomplete && !self.unread.contains(&part) {
            self.unread.push(part);
        }
        value
    }
}

fn topic(
    source: &dyn Source,
    TopicFolder { key, path: folder }: &TopicFolder,
    texts: &TextsOf,
) -> (Option<Topic>, Diagnostics) {
    let mut gaps = Gaps::default();
    let path = format!("{folder}/topic.yml");
    let bytes = source.read(&path, Limits::YAML).and_then(|bytes| bytes.ok_or_else(|| without_topic(source, folder)));
    let file = gaps.reading(TopicPart::Records, |problems| {
        keep(problems, bytes).and_then(|bytes| take(problems, read_record::<TopicFile>(&path, &bytes)))
    });
    let inside = gaps.reading(TopicPart::Records, |problems| Folder::read(source, folder, problems));
    // Without one, that is told already.
    if inside.has("topic.yml") {
        gaps.reading(TopicPart::Records, |problems| inside.report_misnamed("topic.yml", problems));
    }
    // Every file is read even if `topic.yml` is broken, so that all problems are reported together.
    let events = gaps.reading(TopicPart::Records, |problems| inside.events(problems));
    let roster = gaps.reading(TopicPart::Roster, |problems| inside.list("roster.yml", problems));
    let suggestions = gaps.reading(TopicPart::Suggestions, |problems| inside.list("suggestions.yml", problems));
    let every = Texts::default();
    let texts = file.as_ref().and_then(|file| texts(&file.regulation)).unwrap_or(&every);
    let materials = gaps.reading(TopicPart::Papers, |problems| inside.materials(texts, problems));
    let waivers = gaps.reading(TopicPart::Records, |problems| inside.list("waivers.yml", problems));
    let attests = gaps.reading(TopicPart::Attests, |problems| inside.list("attests.yml", problems));
    let (reviews, comments) = gaps.reading(TopicPart::Papers, |problems| inside.reviews(problems));
    let (papers, unmarked, of_papers) = gaps.reading(TopicPart::Papers, |problems| inside.papers(texts, problems));
    let copies = inside.copies();
    gaps.reading(TopicPart::Records, |problems| inside.report_others(problems));
    let of_file = file.iter().filter_map(|file| Marked::in_topic(&path, "", Some(file)));
    let marks: Vec<Marked> = of_file.chain(of_papers).collect();
    let Gaps { problems, unread } = gaps;
    let (key, folder) = (*key, folder.clone());
    let topic = file.map(|file| Topic {
        key,
        folder,
        file,
        events,
        suggestions,
        roster,
        materials,
        waivers,
        attests,
        reviews,
        comments,
        papers,
        unmarked,
        marks,
        copies,
        unread,
    });
    (topic, problems)
}
