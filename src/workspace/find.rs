//! Where words stand in the archive: in titles, papers and their numbers, materials, lists of people, suggestions and notes,
//! without an index.
//!
//! A file is taken apart only if it holds a word at all, so that most of the time goes into reading.

use super::Workspace;
use crate::archive::{
    EntryKind, Limits, Source, TopicFolder, locate, number_files, plan_folders, read_list, read_record, topic_folders,
};
use crate::diagnostic::{Diagnostics, Location, PathSegment};
use crate::model::{
    Attendee, COMMENTS, Decision, Event, Material, Name, NumberEntry, Person, Subject, Suggestion, TopicFile, file_name,
};
use crate::text::Text;
use pinyin::ToPinyin as _;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

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

/// A folder that is looked through.
struct Place<'a> {
    search: &'a Search,
    source: &'a dyn Source,
    subject: Subject,
    folder: &'a str,
    title: Option<Name>,
    hits: Vec<Hit>,
    /// For each word, what the places weigh in which it stands.
    weights: Vec<u32>,
    unread: Diagnostics,
}

impl<'a> Place<'a> {
    fn of(search: &'a Search, source: &'a dyn Source, subject: Subject, folder: &'a str) -> Self {
        let weights = vec![0; search.words.len()];
        let (title, hits, unread) = (None, Vec::new(), Diagnostics::new());
        Self { search, source, subject, folder, title, hits, weights, unread }
    }

    /// The text of a file in the folder, if it is there and can be read.
    fn read(&mut self, path: &str, limit: u64) -> Option<String> {
        match self.source.read(path, limit) {
            Ok(bytes) => String::from_utf8(bytes?).ok(),
            Err(problem) => {
                self.unread.push(problem);
                None
            }
        }
    }

    /// Looks at the title and at who leads.
    fn topic(&mut self, key: &str, people: &[Person]) {
        let path = format!("{}/topic.yml", self.folder);
        let Some(text) = self.read(&path, Limits::YAML) else { return };
        let Some(file) = read_record::<TopicFile>(&path, text.as_bytes()).value else { return };
        let line_of = |field: &str| text.lines().position(|line| line.starts_with(field)).unwrap_or_default() + 1;
        if self.search.takes(FoundIn::Titles) {
            self.title(key, &file.title, (path.clone(), line_of("title:")));
        }
        let leads = |one: &&Person| file.lead.as_ref().is_some_and(|lead| [&one.id, &one.name].contains(&lead));
        if let Some(lead) = people.iter().find(leads).filter(|_| self.search.takes(FoundIn::People)) {
            let marks = self.marks(&lead.name);
            self.hit(FoundIn::People, path, line_of("lead:"), lead.name.to_string(), marks);
        }
        self.title = Some(file.title);
    }

    /// Looks at the title, which may be meant by the initials of its pinyin, and at the key.
    fn title(&mut self, key: &str, title: &Name, (path, line): (String, usize)) {
        let mut marks = self.marks(title);
        let short = initials(title);
        for (nth, word) in self.search.words.iter().enumerate() {
            let letters: Vec<char> = word.chars().collect();
            let is_short = letters.len() > 1 && letters.iter().all(char::is_ascii_alphabetic);
            let begins = short.windows(letters.len()).find(|part| part.iter().map(|(_, c)| c).eq(&letters));
            if let Some([(from, _), .., (upto, _)]) = begins.filter(|_| is_short) {
                marks.push((nth, *from..upto + 1));
            } else if key == word {
                marks.push((nth, 0..0));
            }
        }
        self.hit(FoundIn::Titles, path, line, title.to_string(), marks);
    }

    /// Looks at the entries of a list file, by what is said of each.
    fn list<T: serde::de::DeserializeOwned>(&mut self, kind: FoundIn, file: &str, said: impl Fn(&T) -> String) {
        let path = format!("{}/{file}", self.folder);
        let Some(text) = self.read(&path, Limits::YAML).filter(|text| self.holds_any(text)) else { return };
        for (line, entry) in entries(self.source, &path, &text) {
            let said = said(&entry);
            let marks = self.marks(&said);
            self.hit(kind, path.clone(), line, said, marks);
        }
    }

    /// Looks at what topics and years have alike: numbers, materials, events, decisions and papers.
    fn records(&mut self, registers: &Registers) {
        if self.search.takes(FoundIn::Numbers) {
            for (path, line, number) in &registers.numbers {
                if number.subject().as_ref() == Some(&self.subject) {
                    let said = number.text().to_string();
                    let marks = self.marks(&said);
                    self.hit(FoundIn::Numbers, path.clone(), *line, said, marks);
                }
            }
        }
        if self.search.takes(FoundIn::Materials) {
            self.list(FoundIn::Materials, "materials.yml", |one: &Material| {
                let title = one.title.iter().map(|title| format!("{title} "));
                title.collect::<String>() + file_name(&one.file)
            });
        }
        if self.search.takes(FoundIn::Events) {
            let note = |one: &Event| one.note.as_ref().map(ToString::to_string).unwrap_or_default();
            self.list(FoundIn::Events, "events.yml", note);
        }
        if self.search.takes(FoundIn::Decisions) {
            for file in
                self.files("reviews").into_iter().filter(|file| file.ends_with(".yml") && !file.ends_with(COMMENTS))
            {
                let note = |one: &Decision| one.note.clone().unwrap_or_default();
                self.list(FoundIn::Decisions, &format!("reviews/{file}"), note);
            }
        }
        if self.search.takes(FoundIn::Papers) {
            self.papers();
        }
    }

    /// The names of the files in a folder of this one; empty for this one itself.
    fn files(&mut self, inner: &str) -> Vec<String> {
        let path = if inner.is_empty() { self.folder.to_owned() } else { format!("{}/{inner}", self.folder) };
        let entries = match self.source.folder(&path) {
            Ok(entries) => entries,
            Err(problem) => {
                self.unread.push(problem);
                return Vec::new();
            }
        };
        entries.into_iter().filter(|entry| entry.kind == EntryKind::File).map(|entry| entry.name).collect()
    }

    /// Looks at the papers, line by line.
    fn papers(&mut self) {
        for paper in self.files("").into_iter().filter(|file| file.ends_with(".md")) {
            let path = format!("{}/{paper}", self.folder);
            let Some(text) = self.read(&path, Limits::PAPER).filter(|text| self.holds_any(text)) else { continue };
            for (nth, line) in text.lines().enumerate() {
                let marks = self.marks(line);
                self.hit(FoundIn::Papers, path.clone(), nth + 1, line.to_owned(), marks);
            }
        }
    }

    fn holds_any(&self, text: &str) -> bool {
        let text = folded(text);
        self.search.words.iter().any(|word| text.contains(word.as_str()))
    }

    /// Where the words stand in a text: which of them, and where, in characters.
    fn marks(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let text = folded(text);
        let mut marks = Vec::new();
        for (nth, word) in self.search.words.iter().enumerate() {
            let length = word.chars().count();
            marks.extend(text.match_indices(word.as_str()).map(|(at, _)| {
                let at = text[..at].chars().count();
                (nth, at..at + length)
            }));
        }
        marks
    }

    fn hit(&mut self, kind: FoundIn, path: String, line: usize, text: String, marks: Vec<(usize, Range<usize>)>) {
        if marks.is_empty() {
            return;
        }
        for (nth, _) in &marks {
            self.weights[*nth] += kind.weight();
        }
        let words = marks.iter().map(|(nth, _)| nth).collect::<BTreeSet<_>>().len();
        let mut marks: Vec<Range<usize>> =
            marks.into_iter().map(|(_, mark)| mark).filter(|mark| !mark.is_empty()).collect();
        marks.sort_by_key(|mark| (mark.start, mark.end));
        self.hits.push(Hit { kind, path, line, text, marks, words });
    }

    /// What was found, if every word was.
    fn found(self) -> (Option<Found>, Diagnostics) {
        let Self { subject, title, mut hits, weights, unread, .. } = self;
        let has_all = weights.iter().all(|weight| *weight > 0);
        hits.sort_by_key(|hit| (hit.kind, Reverse(hit.words)));
        let weight = weights.iter().sum();
        (has_all.then_some(Found { subject, title, hits, weight }), unread)
    }
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

/// The entries of a list file, each with the line in which it begins. What cannot be read is told by `check`.
fn entries<T: serde::de::DeserializeOwned>(source: &dyn Source, path: &str, text: &str) -> Vec<(usize, T)> {
    let entries = read_list::<T>(path, text.as_bytes()).value.unwrap_or_default();
    // As lists are usually written.
    let begin = text.lines().zip(1..).filter(|(line, _)| line.starts_with("- ")).map(|(_, nth)| nth);
    let mut begin: Vec<usize> = begin.collect();
    if begin.len() != entries.len() {
        let places = (0..entries.len()).map(|nth| Location::field(path, [PathSegment::Entry(nth)]));
        let mut places: Vec<Location> = places.collect();
        locate(source, places.iter_mut());
        begin = places.iter().map(|place| place.line.unwrap_or(1)).collect();
    }
    begin.into_iter().zip(entries).collect()
}

/// The first letter of each character's pinyin, with its place; Latin letters and figures are their own.
fn initials(title: &str) -> Vec<(usize, char)> {
    let initial = |c: char| match c {
        c if c.is_ascii_alphanumeric() => Some(c.to_ascii_lowercase()),
        c => c.to_pinyin()?.plain().chars().next(),
    };
    title.chars().enumerate().filter_map(|(at, c)| Some((at, initial(c)?))).collect()
}

/// A text as it is compared: without case, full-width letters, figures and signs as others, and whatever brackets stand
/// around the year of a number. It has as many characters.
fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '〔' | '[' | '［' | '【' => '(',
        '〕' | ']' | '］' | '】' => ')',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c).to_ascii_lowercase(),
        '\u{3000}' => ' ',
        c => c.to_ascii_lowercase(),
    };
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_folded_text_has_as_many_characters() {
        for (text, is) in [
            ("加装电梯", "加装电梯"),
            ("云协函〔2026〕3号 [2026]", "云协函(2026)3号 (2026)"),
            ("ＡＢｃ（１）　Ü", "abc(1) Ü"),
            ("《协商函》，“甲”", "《协商函》,“甲”"),
        ] {
            assert_eq!(folded(text), is);
            assert_eq!(folded(text).chars().count(), text.chars().count());
        }
    }
}
