//! Judges kind `wording`: what a text must not contain, and how it must word something.

use super::named::{may_name, named};
use crate::archive::Paper;
use crate::diagnostic::{Location, PathSegment};
use crate::rules::outcome::{Holds, Outcome, Wrong};
use crate::rules::{RuleContext, Wording, phrase, remedy};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use regex::{Match, Regex};
use std::borrow::Cow;

/// Searches the papers line by line. Everything found is wrong at once.
pub(crate) fn judge(context: &RuleContext, check: &Wording) -> Outcome {
    let (regulation, view) = (context.regulation, &context.view);
    let papers: Vec<&Paper> = if check.documents.is_empty() {
        view.all_papers().collect()
    } else {
        check.documents.iter().flat_map(|document| view.papers(regulation, document)).collect()
    };
    let names: Vec<&str> = if check.no_names { names(context) } else { Vec::new() };
    let mut wrong = Vec::new();
    for paper in papers {
        let name = || phrase::paper(regulation, &paper.front.document);
        if let Some(title) = paper.front.title.as_deref() {
            for (_, found, message) in Sought::in_text(check, &names, title).slips(title) {
                let (name, found) = (name(), quoted(found));
                let message = Text::new(
                    format!("{}标题“{found}”{}", name.zh, message.zh),
                    format!("{}, title, “{found}”{}", name.en, message.en),
                );
                let place = Location::field(paper.path.clone(), [PathSegment::from("title")]);
                wrong.push(Wrong { place, message, remedy: remedy::how_to_reword() });
            }
        }
        let sought = Sought::in_text(check, &names, &paper.body);
        if sought.is_nothing() {
            continue;
        }
        for (number, line) in paper.body.lines().enumerate() {
            for (start, found, message) in sought.slips(line).into_iter().take(MOST - wrong.len().min(MOST)) {
                let (name, found) = (name(), quoted(found));
                let column = line[..start].chars().count() + 1;
                let at = number + 1 + paper.lines_before;
                let message = Text::new(
                    format!("{}第{at}行“{found}”{}", name.zh, message.zh),
                    format!("{}, line {at}, “{found}”{}", name.en, message.en),
                );
                let place = Location::at(paper.path.clone(), at, column);
                wrong.push(Wrong { place, message, remedy: remedy::how_to_reword() });
            }
        }
    }
    let belongs = view.file("");
    if wrong.is_empty() {
        return Outcome { holds: Holds::Undated, ..Outcome::open(belongs) };
    }
    Outcome { task: to_do(regulation, check), wrong, ..Outcome::open(belongs) }
}

/// Most findings listed one by one in all papers.
const MOST: usize = 1_000;

/// Longest quotation in a message, in characters.
const LONGEST: usize = 50;

/// The words found, shortened if necessary.
fn quoted(found: &str) -> Cow<'_, str> {
    match found.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &found[..end]).into(),
        None => found.into(),
    }
}

/// People whose names a collective text must not contain: those of the roster and the register.
fn names<'a>(context: &RuleContext<'_, 'a>) -> Vec<&'a str> {
    let register = context.world.archive.people.iter().map(|person| person.name.as_str());
    let mut names: Vec<&str> = context.view.roster().map(|(_, entry)| entry.name.as_str()).chain(register).collect();
    // A single character is found in nearly every text.
    names.retain(|name| name.chars().count() > 1);
    names.sort_unstable();
    names.dedup();
    names
}

/// What of a check any line of a text may break. Most break nothing, and searching the whole is faster than its lines.
struct Sought<'c> {
    never: Vec<&'c Regex>,
    /// Why they must not be said so.
    is_collective: bool,
    has_titles: bool,
    names: Vec<&'c str>,
    exactly: Option<(&'c Regex, &'c str)>,
}

impl<'c> Sought<'c> {
    /// A pattern that matches a line also matches the whole text, because `^` and `$` match at lines.
    fn in_text(check: &'c Wording, names: &[&'c str], text: &str) -> Self {
        let exactly = check.exactly.as_ref().map(|(pattern, wording)| (pattern, wording.as_str()));
        Self {
            never: check.never.iter().filter(|pattern| pattern.is_match(text)).collect(),
            is_collective: check.no_names,
            has_titles: check.no_names && may_name(text),
            names: names.iter().copied().filter(|name| text.contains(name)).collect(),
            exactly: exactly.filter(|(pattern, _)| pattern.is_match(text)),
        }
    }

    fn is_nothing(&self) -> bool {
        self.never.is_empty() && !self.has_titles && self.names.is_empty() && self.exactly.is_none()
    }

    /// What is wrong in a line: position, words and message.
    fn slips<'l>(&self, line: &'l str) -> Vec<(usize, &'l str, Text)> {
        let mut slips: Vec<(usize, &str, Text)> = Vec::new();
        for pattern in &self.never {
            let why = || if self.is_collective { impersonal() } else { forbidden() };
            slips.extend(wrong_parts(pattern, line).take(MOST).map(|found| (found.start(), found.as_str(), why())));
        }
        if self.has_titles {
            slips.extend(named(line).into_iter().take(MOST).map(|(start, words)| (start, words, collective())));
        }
        for name in &self.names {
            for (start, found) in line.match_indices(name).take(MOST) {
                let known = slips.iter().any(|(at, words, _)| (*at..at + words.len()).contains(&start));
                if !known {
                    slips.push((start, found, collective()));
                }
            }
        }
        if let Some((pattern, wording)) = self.exactly {
            for found in wrong_parts(pattern, line).filter(|found| found.as_str() != wording).take(MOST) {
                slips.push((found.start(), found.as_str(), text!(zh: "应为{wording}", en: " must read {wording}")));
            }
        }
        slips.sort_by_key(|(start, ..)| *start);
        slips
    }
}

/// What a pattern finds: its group `name`, if it needs something before the wrong part.
fn wrong_parts<'p, 'l>(pattern: &'p Regex, line: &'l str) -> impl Iterator<Item = Match<'l>> + use<'p, 'l> {
    pattern.captures_iter(line).filter_map(|found| found.name("name").or(found.get(0)))
}

/// The task, in a few words: 修改《协商意见》的用语.
fn collective() -> Text {
    Text::new("：应体现集体智慧，不写个人姓名", ": the text is collective and names no person")
}

/// Why nobody speaks for himself where no person is named.
fn impersonal() -> Text {
    Text::new("：应体现集体智慧，不写个人意见", ": the text is collective and gives nobody's own view")
}

fn forbidden() -> Text {
    Text::new("：不应这样写", ": it must not be said so")
}

fn to_do(regulation: &Vocabulary, check: &Wording) -> Text {
    let Text { zh, en } = asked(regulation, check);
    text!(zh: "修改{zh}", en: "revise the {en}")
}

/// What the rule demands, in general.
pub(crate) fn asked(regulation: &Vocabulary, check: &Wording) -> Text {
    let papers: Vec<Text> = check.documents.iter().map(|id| phrase::paper(regulation, id)).collect();
    let Text { zh, en } =
        if papers.is_empty() { Text::new("各类文书", "every paper") } else { phrase::list(&papers) };
    match &check.exactly {
        Some((_, wording)) => text!(zh: "{zh}的用语：写作{wording}", en: "wording of {en}: {wording}"),
        None => text!(zh: "{zh}的用语", en: "wording of {en}"),
    }
}
