//! Where words stand in the archive: in titles, papers and their numbers, materials, lists of people, suggestions and notes,
//! without an index.
//!
//! A file is taken apart only if it holds a word at all, so that most of the time goes into reading.

mod place;
mod words;

use super::Workspace;
use crate::archive::{Limits, Source, TopicFolder, number_files, plan_folders, read_list, topic_folders};
use crate::diagnostic::Diagnostics;
use crate::model::{Attendee, Name, NumberEntry, Person, Subject, Suggestion};
use crate::text::Text;
use place::{Place, entries};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::ops::Range;
use words::folded;

/// The register of people.
const PEOPLE: &str = "people.yml";

/// Words that are looked for.
pub(crate) struct Search {
    /// The words, each [`folded`]; what is found has all of them.
    words: Vec<String>,
    /// The only kind of place, if one is asked for.
    kind: Option<FoundIn>,
    year: Option<i32>,
}

/// A kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FoundIn {
    /// The title of a topic.
    Titles,
    /// What was suggested, promised or answered.
    Suggestions,
    /// Who took part.
    People,
    /// The number of a paper, in the register.
    Numbers,
    /// What was handed in: its title, and the name of its file.
    Materials,
    /// What was noted with an event.
    Events,
    /// What was said with a decision.
    Decisions,
    /// A paper, line by line.
    Papers,
}

impl FoundIn {
    /// All of them, as programs and Chinese readers know them.
    pub(crate) const NAMES: [(&'static str, &'static str); 8] = [
        ("titles", "题目"),
        ("suggestions", "建议"),
        ("people", "人员"),
        ("numbers", "文号"),
        ("materials", "材料"),
        ("events", "事项"),
        ("decisions", "审签"),
        ("papers", "文书"),
    ];

    const ALL: [Self; 8] = [
        Self::Titles,
        Self::Suggestions,
        Self::People,
        Self::Numbers,
        Self::Materials,
        Self::Events,
        Self::Decisions,
        Self::Papers,
    ];

    /// The kind with this id or Chinese name.
    pub(crate) fn named(written: &str) -> Option<Self> {
        let at = Self::NAMES.iter().position(|(id, name)| [*id, *name].contains(&written))?;
        Some(Self::ALL[at])
    }

    /// Its id and its name.
    pub(crate) fn text(self) -> Text {
        let (id, name) = Self::NAMES[self as usize];
        Text::new(name, id)
    }

    /// How much a word counts that stands in such a place.
    fn weight(self) -> u32 {
        match self {
            Self::Titles => 100,
            Self::Suggestions | Self::People | Self::Numbers | Self::Materials => 10,
            Self::Events | Self::Decisions | Self::Papers => 1,
        }
    }
}

/// A topic, or the papers of a year, in which all words stand.
pub(crate) struct Found {
    pub subject: Subject,
    /// The title of the topic.
    pub title: Option<Name>,
    /// Where the words stand, the weightiest first.
    pub hits: Vec<Hit>,
    weight: u32,
}

/// One place.
pub(crate) struct Hit {
    pub kind: FoundIn,
    /// Path of the file.
    pub path: String,
    /// Line of the file, 1-based.
    pub line: usize,
    /// What stands there.
    pub text: String,
    /// Where the words stand in that text, in characters.
    pub marks: Vec<Range<usize>>,
    /// How many of the words stand there.
    words: usize,
}

impl Search {
    /// `None` if there is no word.
    pub(crate) fn new(words: &[String], kind: Option<FoundIn>, year: Option<i32>) -> Option<Self> {
        let words = words.iter().flat_map(|word| word.split_whitespace()).map(folded);
        let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        (!words.is_empty()).then_some(Self { words, kind, year })
    }

    fn takes(&self, kind: FoundIn) -> bool {
        self.kind.is_none_or(|asked| asked == kind)
    }

    /// Where the words stand, the best first, of equal ones the newest; and what could not be read.
    pub(crate) fn find(&self, workspace: &Workspace) -> (Vec<Found>, Diagnostics) {
        let source = &workspace.source;
        let (mut folders, mut problems) = topic_folders(source);
        folders.retain(|folder| self.year.is_none_or(|year| folder.key.year == year));
        let years = plan_folders(source).into_iter();
        let years = years.filter(|folder| self.year.is_none_or(|year| folder.ends_with(&format!("/{year}"))));
        let years: Vec<String> = years.collect();
        let registers = Registers { people: people(source), numbers: numbers(source) };
        let topics = folders.par_iter().map(|folder| self.in_topic(source, folder, &registers));
        let years = years.par_iter().map(|folder| {
            let mut place = Place::of(self, source, Subject::of_path(folder), folder);
            place.records(&registers);
            place.found()
        });
        let all: Vec<(Option<Found>, Diagnostics)> = topics.chain(years).collect();
        let mut found = Vec::new();
        for (one, unread) in all {
            found.extend(one);
            problems.extend(unread);
        }
        found.sort_by_cached_key(|found| (Reverse(found.weight), Reverse(found.subject.clone())));
        (found, problems)
    }

    fn in_topic(
        &self,
        source: &dyn Source,
        folder: &TopicFolder,
        registers: &Registers,
    ) -> (Option<Found>, Diagnostics) {
        let mut place = Place::of(self, source, Subject::Topic(folder.key), &folder.path);
        place.topic(&folder.key.to_string(), &registers.people);
        if self.takes(FoundIn::Suggestions) {
            place.list(FoundIn::Suggestions, "suggestions.yml", |one: &Suggestion| {
                let notes = one.events.iter().filter_map(|event| event.note.as_deref());
                let all = [one.text.as_str()].into_iter().chain(one.problems.as_deref()).chain(notes);
                format!("{} {}", one.id, all.collect::<Vec<_>>().join(" "))
            });
        }
        if self.takes(FoundIn::People) {
            place.list(FoundIn::People, "roster.yml", |one: &Attendee| {
                let affiliation = one.affiliation.iter().map(|from| format!("（{from}）"));
                one.name.to_string() + &affiliation.collect::<String>()
            });
        }
        place.records(registers);
        place.found()
    }
}

/// What the archive has registered for all topics.
struct Registers {
    people: Vec<Person>,
    /// The numbers of papers, each with its place.
    numbers: Vec<(String, usize, NumberEntry)>,
}

/// The register of people, as far as it can be read.
fn people(source: &dyn Source) -> Vec<Person> {
    let bytes = source.read(PEOPLE, Limits::YAML).ok().flatten();
    bytes.and_then(|bytes| read_list(PEOPLE, &bytes).value).unwrap_or_default()
}

/// The numbers of papers, each with its place, as far as they can be read.
fn numbers(source: &dyn Source) -> Vec<(String, usize, NumberEntry)> {
    let mut numbers = Vec::new();
    for path in number_files(source) {
        let bytes = source.read(&path, Limits::YAML).ok().flatten().unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        numbers.extend(entries(source, &path, &text).into_iter().map(|(line, entry)| (path.clone(), line, entry)));
    }
    numbers
}
