//! `find`: where words stand, topic by topic.

use super::due::heading_of;
use super::{json, paint};
use crate::model::file_name;
use crate::text::{Language, on_one_line};
use crate::workspace::{Found, FoundIn, Hit};
use std::fmt::Write as _;

/// Most places of a topic that are shown, unless all are asked for.
const SHOWN: usize = 3;

/// Characters that are shown before the first word of a place, and in all.
const BEFORE: usize = 16;
const WIDTH: usize = 60;

/// The topics, each with the places; on a terminal with the words marked.
pub(crate) fn human(found: &[Found], all: bool, language: Language, colour: bool) -> String {
    let mut page = String::new();
    for Found { subject, title, hits, .. } in found {
        let heading = heading_of(subject, title.as_ref().map(ToString::to_string), language);
        let _ = writeln!(page, "{}", paint::bold(&on_one_line(&heading), colour));
        let below: Vec<&Hit> = hits.iter().filter(|hit| hit.kind != FoundIn::Titles).collect();
        let shown = if all { below.len() } else { below.len().min(SHOWN) };
        for hit in &below[..shown] {
            let _ = writeln!(page, "  {}  {}", paint::faint(&place(hit, language), colour), excerpt(hit, colour));
        }
        if shown < below.len() {
            let more = below.len() - shown;
            let _ = match language {
                Language::Chinese => writeln!(page, "  另有 {more} 处"),
                Language::English => writeln!(page, "  {more} more"),
            };
        }
    }
    page
}

/// Where it stands: the paper and its line, or the file and its line; in Chinese what the file is, as an office calls it.
fn place(hit: &Hit, language: Language) -> String {
    let file = file_name(&hit.path);
    let called = match hit.kind {
        FoundIn::People if file == "roster.yml" => Some("名单".to_owned()),
        FoundIn::People => Some("牵头领导".to_owned()),
        FoundIn::Decisions => Some(format!("{}审签", file.strip_suffix(".yml").unwrap_or(file))),
        FoundIn::Titles | FoundIn::Papers => None,
        FoundIn::Suggestions | FoundIn::Numbers | FoundIn::Materials | FoundIn::Events => Some(hit.kind.text().zh),
    };
    match called.filter(|_| language == Language::Chinese) {
        Some(called) => on_one_line(&called),
        None => format!("{}:{}", on_one_line(file), hit.line),
    }
}

/// What stands around the first word.
fn excerpt(hit: &Hit, colour: bool) -> String {
    let letters: Vec<char> = hit.text.chars().collect();
    let first = hit.marks.first().map_or(0, |mark| mark.start);
    let from = if letters.len() <= WIDTH { 0 } else { first.saturating_sub(BEFORE) };
    let upto = letters.len().min(from + WIDTH);
    let mut said = String::new();
    let mut at = from;
    for mark in hit.marks.iter().filter(|mark| mark.start >= from && mark.end <= upto) {
        if mark.start < at {
            continue;
        }
        said += &on_one_line(&letters[at..mark.start].iter().collect::<String>());
        said += &paint::red(&on_one_line(&letters[mark.clone()].iter().collect::<String>()), colour);
        at = mark.end;
    }
    said += &on_one_line(&letters[at..upto].iter().collect::<String>());
    let (before, after) = (if from > 0 { "…" } else { "" }, if upto < letters.len() { "…" } else { "" });
    format!("{before}{}{after}", said.trim())
}

/// `yijuan/find/1`.
pub(crate) fn as_json(words: &[String], found: &[Found]) -> String {
    let hit = |hit: &Hit| {
        let column = hit.marks.first().map_or(1, |mark| mark.start + 1);
        serde_json::json!({
            "in": hit.kind.text().en,
            "path": hit.path,
            "line": hit.line,
            // Of an entry of a list, the words stand in what is said of it, not in the line.
            "column": (hit.kind == FoundIn::Papers).then_some(column),
            "text": hit.text,
        })
    };
    let found = found.iter().map(|found| {
        serde_json::json!({
            "subject": found.subject.to_string(),
            "title": found.title,
            "hits": found.hits.iter().map(hit).collect::<Vec<_>>(),
        })
    });
    json::pretty(&serde_json::json!({
        "schema": "yijuan/find/1",
        "words": words,
        "found": found.collect::<Vec<_>>(),
    }))
}
