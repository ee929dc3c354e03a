//! `Place`: the folder of a topic or a year, looked through file by file.

use super::words::{folded, initials};
use super::{Found, FoundIn, Hit, Registers, Search};
use crate::archive::{EntryKind, Limits, Source, locate, read_list, read_record};
use crate::diagnostic::{Diagnostics, Location, PathSegment};
use crate::model::{COMMENTS, Decision, Event, Material, Name, Person, Subject, TopicFile, file_name};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// A folder that is looked through.
pub(super) struct Place<'a> {
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
    pub(super) fn of(search: &'a Search, source: &'a dyn Source, subject: Subject, folder: &'a str) -> Self {
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
    pub(super) fn topic(&mut self, key: &str, people: &[Person]) {
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
    pub(super) fn list<T: serde::de::DeserializeOwned>(
        &mut self,
        kind: FoundIn,
        file: &str,
        said: impl Fn(&T) -> String,
    ) {
        let path = format!("{}/{file}", self.folder);
        let Some(text) = self.read(&path, Limits::YAML).filter(|text| self.holds_any(text)) else { return };
        for (line, entry) in entries(self.source, &path, &text) {
            let said = said(&entry);
            let marks = self.marks(&said);
            self.hit(kind, path.clone(), line, said, marks);
        }
    }

    /// Looks at what topics and years have alike: numbers, materials, events, decisions and papers.
    pub(super) fn records(&mut self, registers: &Registers) {
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
    pub(super) fn found(self) -> (Option<Found>, Diagnostics) {
        let Self { subject, title, mut hits, weights, unread, .. } = self;
        let has_all = weights.iter().all(|weight| *weight > 0);
        hits.sort_by_key(|hit| (hit.kind, Reverse(hit.words)));
        let weight = weights.iter().sum();
        (has_all.then_some(Found { subject, title, hits, weight }), unread)
    }
}

/// The entries of a list file, each with the line in which it begins. What cannot be read is told by `check`.
pub(super) fn entries<T: serde::de::DeserializeOwned>(source: &dyn Source, path: &str, text: &str) -> Vec<(usize, T)> {
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
