//! Where words stand in the archive: in titles, papers, lists of people and suggestions, without an index.
//!
//! A file is taken apart only if it holds a word at all, so that most of the time goes into reading.

use super::Workspace;
use crate::archive::{
    EntryKind, Limits, Source, TopicFolder, locate, plan_folders, read_list, read_record, topic_folders,
};
use crate::diagnostic::{Diagnostics, Location, PathSegment};
use crate::model::{Attendee, Name, Person, Subject, Suggestion, TopicFile};
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
    /// A paper, line by line.
    Papers,
}

impl FoundIn {
    /// All of them, as programs and Chinese readers know them.
    pub(crate) const NAMES: [(&'static str, &'static str); 4] =
        [("titles", "题目"), ("suggestions", "建议"), ("people", "人员"), ("papers", "文书")];

    const ALL: [Self; 4] = [Self::Titles, Self::Suggestions, Self::People, Self::Papers];

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
            Self::Suggestions | Self::People => 10,
            Self::Papers => 1,
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
        let years: Vec<String> = years.filter(|_| self.takes(FoundIn::Papers)).collect();
        let people = people(source);
        let topics = folders.par_iter().map(|folder| self.in_topic(source, folder, &people));
        let years = years.par_iter().map(|folder| {
            let mut place = Place::of(self, source, Subject::of_path(folder), folder);
            place.papers();
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

    fn in_topic(&self, source: &dyn Source, folder: &TopicFolder, people: &[Person]) -> (Option<Found>, Diagnostics) {
        let mut place = Place::of(self, source, Subject::Topic(folder.key), &folder.path);
        place.topic(&folder.key.to_string(), people);
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
        if self.takes(FoundIn::Papers) {
            place.papers();
        }
        place.found()
    }
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
        // What cannot be read is told by `check`.
        let entries = read_list::<T>(&path, text.as_bytes()).value.unwrap_or_default();
        let lines = lines_of_entries(&text);
        let is_told = lines.len() == entries.len();
        for (nth, entry) in entries.iter().enumerate() {
            let said = said(entry);
            let marks = self.marks(&said);
            if !marks.is_empty() {
                let line = if is_told { lines[nth] } else { self.located(&path, nth) };
                self.hit(kind, path.clone(), line, said, marks);
            }
        }
    }

    /// The line of an entry, where the file is not written as usual.
    fn located(&self, path: &str, nth: usize) -> usize {
        let mut place = Location::field(path, [PathSegment::Entry(nth)]);
        locate(self.source, [&mut place]);
        place.line.unwrap_or(1)
    }

    /// Looks at the papers, line by line.
    fn papers(&mut self) {
        let entries = match self.source.folder(self.folder) {
            Ok(entries) => entries,
            Err(problem) => return self.unread.push(problem),
        };
        let papers = entries.into_iter().filter(|entry| entry.kind == EntryKind::File && entry.name.ends_with(".md"));
        for paper in papers {
            let path = format!("{}/{}", self.folder, paper.name);
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

/// The lines on which the entries of a list begin, as lists are usually written.
fn lines_of_entries(text: &str) -> Vec<usize> {
    text.lines().zip(1..).filter(|(line, _)| line.starts_with("- ")).map(|(_, nth)| nth).collect()
}

/// The register of people, as far as it can be read.
fn people(source: &dyn Source) -> Vec<Person> {
    let bytes = source.read(PEOPLE, Limits::YAML).ok().flatten();
    bytes.and_then(|bytes| read_list(PEOPLE, &bytes).value).unwrap_or_default()
}

/// The first letter of each character's pinyin, with its place; Latin letters and figures are their own.
fn initials(title: &str) -> Vec<(usize, char)> {
    let initial = |c: char| match c {
        c if c.is_ascii_alphanumeric() => Some(c.to_ascii_lowercase()),
        c => c.to_pinyin()?.plain().chars().next(),
    };
    title.chars().enumerate().filter_map(|(at, c)| Some((at, initial(c)?))).collect()
}

/// A text as it is compared: without case, full-width letters, figures and signs as others. It has as many characters.
fn folded(text: &str) -> String {
    let fold = |c: char| match c {
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
        for (text, is) in
            [("加装电梯", "加装电梯"), ("ＡＢｃ（１）　Ü", "abc(1) Ü"), ("《协商函》，“甲”", "《协商函》,“甲”")]
        {
            assert_eq!(folded(text), is);
            assert_eq!(folded(text).chars().count(), text.chars().count());
        }
    }
}
