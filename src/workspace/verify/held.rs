//! The decisions on a paper as they lie in the work tree, line by line.

use super::super::LoadedArchive;
use super::is_decisions;
use crate::archive::{Archive, EntryKind, Limits, Review, Source, TopicFolder, list};
use crate::history::{FilePast, Past};
use crate::model::{Decision, Name, Subject, Verdict, name_of_decisions, sha256};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use std::collections::{HashMap, HashSet};

/// A file of `reviews/`.
pub(super) struct Held {
    pub subject: Subject,
    pub title: Option<Name>,
    /// The regulation that the paper is under.
    pub regulation: Option<Name>,
    pub path: String,
    bytes: Vec<u8>,
    /// Its lines that are decisions, each of its own.
    pub lines: Vec<Line>,
    /// Of each line those that it names, by place, and for what was only read the last before that: it moves nothing.
    pub after: Vec<Vec<usize>>,
    /// Of each line the first that names it, by place.
    named_by: Vec<usize>,
    /// The first of each that is the same.
    once: Vec<usize>,
    /// Older records.
    pub unchained: Vec<Decision>,
    /// How many decisions count and cannot be verified: they follow others and do not stand on one line, or follow none
    /// although others before them do.
    pub stray: usize,
    /// Whether its last line ends.
    pub is_ended: bool,
}

/// A decision of one line.
pub(super) struct Line {
    /// Its number in the file.
    pub nth: usize,
    /// Where it ends.
    end: usize,
    pub bytes: Vec<u8>,
    pub hash: String,
    pub said: Said,
}

/// What a line says, as a page tells it.
#[derive(Clone)]
pub(super) struct Said {
    /// None if it cannot be read.
    pub decision: Option<Decision>,
    pub what: Text,
    pub who: Text,
    /// In whose place, or to whom it is passed on; empty if to nobody.
    pub whom: Text,
}

/// Whether a line is a decision of its own that says what it follows; older records do not.
pub(crate) fn is_line(line: &[u8]) -> bool {
    const PREV: &[u8] = b" prev: [";
    line.starts_with(b"- {") && line.windows(PREV.len()).any(|part| part == PREV)
}

/// The folder of the topic or the year that a file of decisions lies in.
pub(super) fn folder_of(path: &str) -> &str {
    path.split("/reviews/").next().unwrap_or_default()
}

impl Held {
    /// Those in these topics' folders, and in those of the years asked for.
    pub(super) fn all(
        loaded: &mut LoadedArchive,
        source: &dyn Source,
        folders: &[TopicFolder],
        is_asked: &dyn Fn(&Subject) -> bool,
    ) -> Vec<Self> {
        let mut all = Vec::new();
        let of_plans = loaded.archive.settings.as_ref().and_then(|settings| loaded.regulations.of_plans(settings).ok());
        for plan in loaded.archive.plans.iter().filter(|plan| is_asked(&Subject::Plan(plan.year))) {
            let of =
                Of { archive: &loaded.archive, regulation: of_plans, subject: Subject::Plan(plan.year), title: None };
            all.extend(plan.reviews.iter().map(|review| of.read(source, review)));
            all.extend(of.without_lines(source, &plan.folder, &plan.reviews));
        }
        loaded.read_in_parts(source, folders, |context| {
            for topic in &context.archive.topics {
                let of = Of {
                    archive: context.archive,
                    regulation: context.regulations.get(&topic.file.regulation).ok(),
                    subject: Subject::Topic(topic.key),
                    title: Some(topic.file.title.clone()),
                };
                all.extend(topic.reviews.iter().map(|review| of.read(source, review)));
                all.extend(of.without_lines(source, &topic.folder, &topic.reviews));
            }
        });
        all
    }

    /// Those that were there once, and are under none of their names.
    pub(super) fn gone(
        loaded: &LoadedArchive,
        past: &Past,
        all: &[Self],
        is_asked: &dyn Fn(&Subject) -> bool,
    ) -> Vec<Self> {
        let is_there = |path: &String| all.iter().any(|held| held.path == *path);
        let is_one =
            |file: &&FilePast| !file.lines.is_empty() && file.paths.last().is_some_and(|path| is_decisions(path));
        let gone = past.files.iter().filter(is_one).filter(|file| !file.paths.iter().any(is_there));
        let paths = gone.filter_map(|file| file.paths.last()).map(|path| (Subject::of_path(path), path));
        let regulation = || loaded.archive.settings.as_ref().and_then(|settings| settings.regulation.clone());
        let gone = paths.filter(|(subject, _)| is_asked(subject));
        gone.map(|(subject, path)| Self { regulation: regulation(), ..Self::empty(subject, path.clone()) }).collect()
    }

    /// One without a line.
    fn empty(subject: Subject, path: String) -> Self {
        Self {
            subject,
            title: None,
            regulation: None,
            path,
            bytes: Vec::new(),
            lines: Vec::new(),
            after: Vec::new(),
            named_by: Vec::new(),
            once: Vec::new(),
            unchained: Vec::new(),
            stray: 0,
            is_ended: true,
        }
    }

    /// The decisions that can be read, by place among the lines; one that stands twice once.
    pub(super) fn decided(&self) -> impl Iterator<Item = (usize, &Decision)> {
        self.once.iter().filter_map(|nth| Some((*nth, self.lines[*nth].said.decision.as_ref()?)))
    }

    /// Whether it has grown from what a file held, with nothing put in between.
    pub(super) fn has_grown_from(&self, before: &[u8]) -> bool {
        self.bytes.starts_with(before)
    }

    /// The first line of what it has grown from that none there names, and this decision neither.
    pub(super) fn passed_over(&self, before: &[u8], decision: &Decision) -> Option<&Line> {
        let stood = self.lines.partition_point(|line| line.end <= before.len());
        let named: Vec<&str> = decision.prev.iter().flatten().map(Name::as_str).collect();
        let mut last = self.decided().map(|(nth, _)| nth).take_while(|nth| *nth < stood);
        let last = last.find(|nth| stood <= self.named_by[*nth] && !named.contains(&self.lines[*nth].hash.as_str()));
        last.map(|nth| &self.lines[nth])
    }

    /// The line to which a file beside them belongs, by place: it is named by what it signs.
    pub(super) fn line_of(&self, file: &str) -> Option<usize> {
        let (hash, _) = file.rsplit_once('.')?;
        self.lines.iter().position(|line| line.hash[..16] == *hash)
    }

    /// The name of the paper's file, without its ending.
    pub(super) fn called(&self) -> &str {
        name_of_decisions(&self.path)
    }
}

/// Whose decisions are read.
struct Of<'a> {
    archive: &'a Archive,
    regulation: Option<&'a Regulation>,
    subject: Subject,
    title: Option<Name>,
}

impl Of<'_> {
    /// Those of which only the folder of signatures is there.
    fn without_lines(&self, source: &dyn Source, folder: &str, reviews: &[Review]) -> Vec<Held> {
        let entries = source.folder(&format!("{folder}/reviews")).unwrap_or_default();
        let names = entries.iter().filter(|entry| entry.kind == EntryKind::Folder);
        let paths =
            names.filter_map(|entry| Some(format!("{folder}/reviews/{}.yml", entry.name.strip_suffix(".sig")?)));
        let paths = paths.filter(|path| reviews.iter().all(|review| review.path != *path));
        paths.map(|path| Held { title: self.title.clone(), ..Held::empty(self.subject.clone(), path) }).collect()
    }

    fn read(&self, source: &dyn Source, review: &Review) -> Held {
        let bytes = source.read(&review.path, Limits::YAML).ok().flatten().unwrap_or_default();
        let ends = bytes.split_inclusive(|byte| *byte == b'\n').scan(0, |end, line| {
            *end += line.len();
            Some((*end, line))
        });
        let lines = ends.enumerate().filter(|(_, (_, line))| is_line(line)).map(|(nth, (end, line))| Line {
            nth: nth + 1,
            end,
            bytes: line.to_vec(),
            hash: sha256(line),
            said: Said::of(line, self.archive, self.regulation),
        });
        let lines: Vec<Line> = lines.collect();
        let named = named(&lines);
        let chained = review.decisions.iter().filter(|decision| decision.is_chained()).count();
        let on_lines =
            lines.iter().filter(|line| line.said.decision.as_ref().is_some_and(Decision::is_chained)).count();
        let after = review.decisions.iter().skip_while(|decision| !decision.is_chained());
        let stray = chained.saturating_sub(on_lines) + after.filter(|decision| !decision.is_chained()).count();
        let mut seen = HashSet::new();
        Held {
            stray,
            subject: self.subject.clone(),
            title: self.title.clone(),
            regulation: self.regulation.map(|regulation| regulation.id.clone()),
            once: (0..lines.len()).filter(|nth| seen.insert(lines[*nth].hash.clone())).collect(),
            after: moves_before(&lines, &named),
            named_by: named_by(&named),
            lines,
            unchained: review.decisions.iter().filter(|decision| !decision.is_chained()).cloned().collect(),
            is_ended: bytes.last().is_none_or(|last| *last == b'\n'),
            path: review.path.clone(),
            bytes,
        }
    }
}

/// Of each line those that it names, by place.
fn named(lines: &[Line]) -> Vec<Vec<usize>> {
    let places: HashMap<&str, usize> = lines.iter().enumerate().rev().map(|(nth, line)| (&*line.hash, nth)).collect();
    let of_line = |line: &Line| {
        let hashes = line.said.decision.iter().flat_map(|decision| &decision.prev).flatten();
        hashes.filter_map(|hash| places.get(hash.as_str()).copied()).collect()
    };
    lines.iter().map(of_line).collect()
}

/// Of each line the first that names it, by place.
fn named_by(named: &[Vec<usize>]) -> Vec<usize> {
    let mut named_by = vec![usize::MAX; named.len()];
    for (nth, named) in named.iter().enumerate() {
        for one in named {
            named_by[*one] = named_by[*one].min(nth);
        }
    }
    named_by
}

/// The same as `named`, with those that a note names in its place. No line names one that names it: its hash would not be
/// known yet.
fn moves_before(lines: &[Line], named: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let is_note = |nth: usize| lines[nth].said.decision.as_ref().is_some_and(|one| one.verdict == Verdict::Note);
    let mut after: Vec<Option<Vec<usize>>> = vec![None; lines.len()];
    for from in 0..lines.len() {
        let mut open = vec![from];
        while let Some(nth) = open.last().copied() {
            let notes = named[nth].iter().copied().filter(|one| is_note(*one));
            let unknown: Vec<usize> = notes.filter(|note| after[*note].is_none()).collect();
            if !unknown.is_empty() {
                open.extend(unknown);
                continue;
            }
            let mut found: Vec<usize> = Vec::new();
            for one in &named[nth] {
                match &after[*one] {
                    Some(before) if is_note(*one) => found.extend(before),
                    _ => found.push(*one),
                }
            }
            found.sort_unstable();
            found.dedup();
            after[nth] = Some(found);
            open.pop();
        }
    }
    after.into_iter().map(Option::unwrap_or_default).collect()
}

impl Said {
    pub(super) fn of(line: &[u8], archive: &Archive, regulation: Option<&Regulation>) -> Self {
        let read = list::<Decision>("", line).ok().filter(|read| read.len() == 1);
        let Some(decision) = read.and_then(|read| read.into_iter().next()) else {
            return Self { decision: None, what: Text::same(""), who: Text::same(""), whom: Text::same("") };
        };
        let verdict = decision.verdict.text();
        let what = match &decision.step {
            Some(step) => {
                let (Text { zh, en }, Text { zh: verdict_zh, en: verdict_en }) = (name(regulation, step), verdict);
                text!(zh: "{zh}：{verdict_zh}", en: "{en}: {verdict_en}")
            }
            None => verdict,
        };
        let called =
            |id: &Name| archive.called(id).map_or_else(|| name(regulation, id), |name| Text::same(name.as_str()));
        let who = called(&decision.by);
        let whom = decision.r#for.as_ref().map_or_else(|| Text::same(""), called);
        Self { what, who, whom, decision: Some(decision) }
    }
}

/// What the regulation calls something, or the id if there is none.
fn name(regulation: Option<&Regulation>, id: &Name) -> Text {
    regulation.map_or_else(|| Text::same(id.as_str()), |regulation| regulation.name(id))
}
