//! Reads the folder of a topic or a year, apart from its `topic.yml` or `plan.yml`.

use super::{Texts, entries, is_hidden, keep, parse_list, read_list, take, wanted};
use crate::archive::comments::{self, Comments};
use crate::archive::copied::Copied;
use crate::archive::locate::body;
use crate::archive::misnamed;
use crate::archive::parse::{decode, front_matter};
use crate::archive::source::{Entry, EntryKind, Source, not_regular};
use crate::archive::{Attachment, AttachmentState, Hidden, Limits, Marked, Paper, Review};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{
    COMMENTS, Date, Decision, Draft, Event, Material, Name, Outline, Recorded, file_name, sha256, signatures_of,
};
use crate::text;
use crate::text::{Text, line_and_column};
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};
use std::slice;

/// A folder with the list of its entries.
pub(super) struct Folder<'s> {
    source: &'s dyn Source,
    path: &'s str,
    names: Vec<Entry>,
    copies: Vec<Copied>,
    /// What may be meant for one of the files that are read.
    suspects: Vec<Entry>,
}

impl<'s> Folder<'s> {
    pub(super) fn read(source: &'s dyn Source, path: &'s str, problems: &mut Diagnostics) -> Self {
        let mut names = keep(problems, source.folder(path)).unwrap_or_default();
        // Some copies are hidden files, so they are looked for first.
        let copies = Copied::among(path, &names);
        names.retain(|entry| !is_hidden(entry));
        let suspects = misnamed::suspects(&names);
        Self { source, path, names, copies, suspects }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|entry| entry.name == name)
    }

    /// Reports every entry that is neither a file nor a folder, unless it is reported already.
    pub(super) fn report_others(&self, problems: &mut Diagnostics) {
        for entry in self.names.iter().filter(|entry| entry.kind == EntryKind::Other) {
            note_once(problems, not_regular(&format!("{}/{}", self.path, entry.name)));
        }
    }

    /// Stray copies of its files and of its reviews.
    pub(super) fn copies(&self) -> Vec<Copied> {
        let mut copies = self.copies.clone();
        if self.has("reviews") {
            let reviews = format!("{}/reviews", self.path);
            copies.extend(Copied::among(&reviews, &self.source.folder(&reviews).unwrap_or_default()));
        }
        copies
    }

    /// Reports what is called almost like a file or a folder that is read.
    pub(super) fn report_misnamed(&self, known: &str, problems: &mut Diagnostics) {
        problems.extend(misnamed::of(self.path, &self.suspects, known, self.has(known)));
    }

    /// A list file; absent means empty.
    pub(super) fn list<T: DeserializeOwned>(&self, file: &str, problems: &mut Diagnostics) -> Vec<T> {
        self.report_misnamed(file, problems);
        if self.has(file) { read_list(self.source, &format!("{}/{file}", self.path), problems) } else { Vec::new() }
    }

    /// The attachments, and whether their files are there.
    pub(super) fn materials(&self, texts: &Texts, problems: &mut Diagnostics) -> Vec<Attachment> {
        let mut listed = HashMap::from([(self.path.to_owned(), self.names.clone())]);
        let mut materials = Vec::new();
        for material in self.list::<Material>("materials.yml", problems) {
            let state = self.attachment_state(&material, texts, &mut listed, problems);
            materials.push(Attachment { material, state });
        }
        materials
    }

    /// `listed` has the entries of each folder listed so far.
    fn attachment_state(
        &self,
        Material { file, document, .. }: &Material,
        texts: &Texts,
        listed: &mut HashMap<String, Vec<Entry>>,
        problems: &mut Diagnostics,
    ) -> AttachmentState {
        if !self.is_file(file, listed, problems) {
            return AttachmentState::Absent;
        }
        let is_photograph = document.iter().any(|document| texts.photographs.contains(document));
        if !is_photograph && !file.starts_with("photos/") {
            return AttachmentState::There;
        }
        let start = keep(problems, self.source.start(&format!("{}/{file}", self.path))).flatten();
        let is_picture = start.is_none_or(|bytes| infer::is_image(&bytes));
        if is_picture { AttachmentState::There } else { AttachmentState::NoPicture }
    }

    fn is_file(&self, file: &str, listed: &mut HashMap<String, Vec<Entry>>, problems: &mut Diagnostics) -> bool {
        if file.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return false;
        }
        let path = format!("{}/{file}", self.path);
        let Some((parent, name)) = path.rsplit_once('/') else { return false };
        let entries = listed
            .entry(parent.to_owned())
            .or_insert_with(|| keep(problems, self.source.folder(parent)).unwrap_or_default());
        let kind = entries.iter().find(|entry| entry.name == name).map(|entry| entry.kind);
        if kind == Some(EntryKind::Other) {
            note_once(problems, not_regular(&path));
        }
        kind == Some(EntryKind::File)
    }

    /// The decisions on the folder's papers, with the digest of each paper as it is now, and the comments on them.
    pub(super) fn reviews(&self, problems: &mut Diagnostics) -> (Vec<Review>, Vec<Comments>) {
        let Self { source, path: folder, .. } = self;
        self.report_misnamed("reviews", problems);
        if !self.has("reviews") {
            return (Vec::new(), Vec::new());
        }
        let files = entries(*source, &format!("{folder}/reviews"), problems);
        let (mut reviews, mut all_comments) = (Vec::new(), Vec::new());
        for file in &files {
            let path = format!("{folder}/reviews/{}", file.name);
            if let Some(stem) = file.name.strip_suffix(COMMENTS) {
                all_comments.push(self.comments(path, stem, problems));
            } else if let Some(stem) = file.name.strip_suffix(".yml") {
                let paper = format!("{folder}/{stem}.md");
                let text = keep(problems, source.read(&paper, Limits::PAPER)).flatten();
                let bytes = keep(problems, source.read(&path, Limits::YAML)).flatten().unwrap_or_default();
                let decisions: Vec<Decision> = take(problems, parse_list(&path, &bytes)).unwrap_or_default();
                let sha256 = text.map(|text| text_hash(&text, &decisions));
                let hashes = line_hashes(&bytes, decisions.len());
                let signatures = self.signatures(&path, &files, problems);
                reviews.push(Review { path, paper, sha256, decisions, hashes, signatures });
            } else if let Some(stem) = misnamed::stem(&file.name) {
                let known = format!("{stem}.yml");
                let is_there = files.iter().any(|other| other.name == known);
                problems.extend(misnamed::of(&format!("{folder}/reviews"), slice::from_ref(file), &known, is_there));
            }
        }
        (reviews, all_comments)
    }

    /// The signatures over the decisions in a file: what lies in their folder, which is among those of `reviews/`.
    fn signatures(&self, decisions: &str, files: &[Entry], problems: &mut Diagnostics) -> HashSet<String> {
        let folder = signatures_of(decisions);
        let is_there = files.iter().any(|entry| entry.kind == EntryKind::Folder && entry.name == file_name(&folder));
        let found = if is_there { entries(self.source, &folder, problems) } else { Vec::new() };
        found.into_iter().filter(|entry| entry.kind == EntryKind::File).map(|entry| entry.name).collect()
    }

    /// The comments on one paper.
    fn comments(&self, path: String, stem: &str, problems: &mut Diagnostics) -> Comments {
        let read = self.source.read(&path, Limits::YAML).map_err(|problem| Diagnostic { is_beside: true, ..problem });
        let (lines, of_lines) = comments::read(&path, &keep(problems, read).flatten().unwrap_or_default());
        problems.extend(of_lines);
        let file = format!("{stem}.md");
        Comments { path, paper: format!("{}/{file}", self.path), is_there: self.has(&file), lines }
    }

    /// Its events, as [`recorded`] gives them.
    pub(super) fn events(&self, problems: &mut Diagnostics) -> Vec<Recorded> {
        recorded(self.list::<Event>("events.yml", problems).into_iter().enumerate())
    }

    /// The Markdown files with front matter, the paths of those without, and marks of secrecy in either.
    pub(super) fn papers(&self, texts: &Texts, problems: &mut Diagnostics) -> (Vec<Paper>, Vec<String>, Vec<Marked>) {
        let Self { source, path: folder, names, .. } = self;
        let (mut papers, mut unmarked, mut marks) = (Vec::new(), Vec::new(), Vec::new());
        for name in names.iter().filter(|entry| entry.name.ends_with(".md")) {
            let path = format!("{folder}/{}", name.name);
            let bytes = keep(problems, source.read(&path, Limits::PAPER)).map(Option::unwrap_or_default);
            let text = bytes.as_deref().and_then(|bytes| keep(problems, decode(&path, bytes)));
            let Some(text) = text else { continue };
            let read = take(problems, front_matter(&path, text));
            marks.extend(Marked::in_paper(&path, text, read.as_ref().and_then(Option::as_ref)));
            let paper = read.map(|front| {
                let front = front?;
                let (body, lines_before) = body(text);
                let draft = Draft::of(text, body);
                let blank = draft.and_then(|_| Draft::first_blank(text, body)).map(|at| line_and_column(text, at));
                let read_outline = wanted(texts.outlines.as_ref(), &front.document);
                let outline = if read_outline { Outline::read(body, lines_before) } else { Outline::default() };
                let keep_body = wanted(texts.bodies.as_ref(), &front.document);
                let body = if keep_body { body.to_owned() } else { String::new() };
                Some(Paper {
                    path: path.clone(),
                    front,
                    draft,
                    blank,
                    outline,
                    body,
                    lines_before,
                    hidden: invisible(text),
                })
            });
            match paper {
                Some(Some(paper)) => papers.push(paper),
                Some(None) => unmarked.push(path),
                None => {}
            }
        }
        (papers, unmarked, marks)
    }
}

/// The hash of a paper as it is now. If it has the line ends of Windows and is decided on without them, as git keeps it,
/// that of the latter.
fn text_hash(text: &[u8], decisions: &[Decision]) -> String {
    let (own, plain) = (sha256(text), with_plain_line_ends(text));
    if plain.len() == text.len() || decisions.iter().any(|decision| *decision.sha256 == *own) {
        return own;
    }
    let plain = sha256(plain);
    if decisions.iter().any(|decision| *decision.sha256 == *plain) { plain } else { own }
}

/// A text as git keeps it: an editor or a checkout may end its lines as Windows does.
fn with_plain_line_ends(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\r\n") {
            Some(line) => plain.extend([line, b"\n"].concat()),
            None => plain.extend(line),
        }
    }
    plain
}

/// The hash of each decision's line. A decision on several lines has none; if entries cannot be told apart, none has.
fn line_hashes(bytes: &[u8], decisions: usize) -> Vec<Option<String>> {
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let entries = lines.iter().filter(|line| line.starts_with(b"- "));
    let hashes: Vec<Option<String>> =
        entries.map(|line| line.starts_with(b"- {").then(|| sha256(with_plain_line_ends(line)))).collect();
    if hashes.len() == decisions { hashes } else { vec![None; decisions] }
}

/// Events by date, without repeated ones; a voided event has the day it was voided. Each comes with its place in its file
/// (0-based). The order of the lines does not matter.
pub fn recorded(entries: impl Iterator<Item = (usize, Event)>) -> Vec<Recorded> {
    let mut recorded: Vec<Recorded> = Vec::new();
    let mut by_day: HashMap<(Date, Name), Vec<usize>> = HashMap::new();
    for (entry, event) in entries {
        // A union merge of two branches may leave the same line twice.
        let same_day = by_day.entry((event.date, event.event.clone())).or_default();
        if !same_day.iter().any(|known| recorded[*known].event == event) {
            same_day.push(recorded.len());
            recorded.push(Recorded { entry, event, struck: None });
        }
    }
    let voids = recorded.iter().filter(|one| one.event.void.is_some());
    let voids: Vec<Event> = voids.map(|one| one.event.clone()).collect();
    for void in voids {
        let Some(day) = void.void else { continue };
        for nth in by_day.get(&(day, void.event.clone())).into_iter().flatten() {
            let one = &mut recorded[*nth];
            if void.strikes(&one.event) && one.struck.is_none_or(|struck| void.date < struck) {
                one.struck = Some(void.date);
            }
        }
    }
    recorded.sort_by_key(|recorded| recorded.event.date);
    recorded.shrink_to_fit();
    recorded
}

/// The invisible characters of a paper, if there are any.
fn invisible(text: &str) -> Option<Hidden> {
    let (at, character) = text::hidden(text).next()?;
    Some(Hidden { first: line_and_column(text, at), character, count: text::hidden(text).count() })
}

fn note_once(problems: &mut Diagnostics, problem: Diagnostic) {
    if !problems.contains(&problem) {
        problems.push(problem);
    }
}

/// The problem of a folder without `topic.yml`. If nothing in it is called almost so, one branch may have recorded something
/// for a topic that another branch renumbered; then the hint names the folder of that topic.
pub(super) fn without_topic(source: &dyn Source, folder: &str) -> Diagnostic {
    let entries = source.folder(folder).unwrap_or_default();
    if let Some(misnamed) = misnamed::among(folder, &entries, "topic.yml").into_iter().next() {
        return misnamed;
    }
    let problem = Diagnostic::new(Text::new("议题文件夹里没有 topic.yml", "the topic's folder has no topic.yml"));
    problem.at(Location::file(format!("{folder}/topic.yml"))).hint(match folder_of_same_title(source, folder) {
        Some(other) => text!(
            zh: "议题可能已改编号：把这里的文件并入 {other}（events.yml 等逐条加到末尾），再删去这个文件夹",
            en: "the topic may have got another number: put what is here into {other} (of events.yml and the like line by line, at the end), then remove this folder"
        ),
        None => Text::new("补上 topic.yml，或删去空文件夹", "add one, or remove the folder"),
    })
}

fn folder_of_same_title(source: &dyn Source, folder: &str) -> Option<String> {
    let (year, name) = folder.rsplit_once('/')?;
    let (_, title) = name.split_once('-')?;
    let folders = source.folder(year).ok()?;
    let mut others = folders.iter().filter(|other| other.name != name);
    let same = others.find(|other| other.name.split_once('-').is_some_and(|(_, of_other)| of_other == title))?;
    Some(format!("{year}/{}", same.name))
}
