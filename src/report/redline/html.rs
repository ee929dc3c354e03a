//! The changes as an HTML page for a mail: nothing is fetched, and whatever stands in a paper is text.

use super::{Changed, Papers, changed, legible, moved};
use crate::redline::{Passage, Run};
use crate::text;
use crate::text::Language;
use std::fmt::Write as _;

/// How it looks; a mail program shows no more than this.
const STYLE: &str = "body{font-family:serif;line-height:1.8;max-width:48em;margin:1em auto;padding:0 1em}\
h2{font-size:1.1em}h3{font-size:1em;color:#555}del{color:#b00020;background:#fdecea}ins{color:#1b5e20;background:#e8f5e9;text-decoration:underline}.moved{color:#8a6d00}";

/// A page with the changes paper by paper; nothing if there are none. `since`: what is compared with.
pub(crate) fn html(old: &Papers, new: &Papers, topic: &str, since: &str, language: Language) -> String {
    let all = changed(old, new);
    if all.is_empty() {
        return String::new();
    }
    let spaced = if since.is_ascii() { format!(" {since} ") } else { since.to_owned() };
    let title = text!(zh: "{topic}：自{spaced}以来的改动", en: "{topic}: what changed since {since}");
    let (title, lang) = (
        escaped(title.in_(language)),
        match language {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        },
    );
    let body: String = all.iter().map(|changed| paper(changed, language)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n"
    )
}

fn paper(Changed { name, note, passages }: &Changed, language: Language) -> String {
    let mut page = format!("<h2>{}{}</h2>\n", escaped(name), escaped(note.in_(language)));
    let mut under = "";
    for passage in passages {
        if passage.heading != under {
            under = &passage.heading;
            if !under.is_empty() {
                let _ = writeln!(page, "<h3>{}</h3>", escaped(under));
            }
        }
        let _ = writeln!(page, "<p>{}</p>", line(passage, language));
    }
    page
}

fn line(passage: &Passage, language: Language) -> String {
    let moved = moved(passage).map(|moved| format!("<span class=\"moved\">{}</span>", escaped(moved.in_(language))));
    let runs = passage.runs.iter().map(|run| match run {
        Run::Kept(text) => escaped(text),
        Run::Gone(text) => format!("<del>{}</del>", escaped(text)),
        Run::New(text) => format!("<ins>{}</ins>", escaped(text)),
    });
    moved.into_iter().chain(runs).collect()
}

/// A text without hidden characters, in which nothing is a mark.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in legible(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}
