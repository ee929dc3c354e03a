//! `diff`: what changed in papers, to the character, for a terminal.

mod html;
mod markdown;

pub(super) use html::escaped;
pub(crate) use html::html;
pub(crate) use markdown::markdown;

use super::paint;
use crate::redline::{Passage, Run, compare};
use crate::text;
use crate::text::{Language, Text, printable};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The text of each paper of a topic, by file name without `.md`.
type Papers = BTreeMap<String, String>;

/// What happened to a paper as a whole, and the changes in it.
struct Changed<'p> {
    name: &'p str,
    note: Text,
    passages: Vec<Passage>,
}

/// The papers that differ.
fn changed<'p>(old: &'p Papers, new: &'p Papers) -> Vec<Changed<'p>> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut all = Vec::new();
    for name in names {
        let (note, passages) = match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) if old == new => continue,
            (Some(old), Some(new)) => match compare(old, new) {
                none if none.is_empty() => (Text::new("（只有换行或空行不同）", " (only line breaks differ)"), none),
                passages => (Text::same(""), passages),
            },
            (None, _) => (Text::new("（新增）", " (new)"), Vec::new()),
            (_, None) => (Text::new("（已删除）", " (deleted)"), Vec::new()),
        };
        all.push(Changed { name, note, passages });
    }
    all
}

/// Where a passage came from, if it was moved.
fn moved(passage: &Passage) -> Option<Text> {
    let from = passage.moved_from.as_deref()?;
    Some(if from.is_empty() || from == passage.heading {
        Text::new("（移动）", "(moved) ")
    } else {
        text!(zh: "（自“{from}”移来）", en: "(moved from “{from}”) ")
    })
}

/// A text in which a tab is seen, and does not look like a blank.
fn legible(text: &str) -> String {
    printable(&text.replace('\t', "⇥"))
}

/// How the changes are shown.
pub(crate) struct Page {
    pub language: Language,
    pub colour: bool,
}

impl Page {
    /// The changes paper by paper; empty if there are none.
    pub(crate) fn papers(&self, old: &Papers, new: &Papers) -> String {
        let mut shown = String::new();
        for Changed { name, note, passages } in changed(old, new) {
            let file = paint::bold(&printable(&format!("{name}.md")), self.colour);
            let _ = writeln!(shown, "{file}{}", note.in_(self.language));
            let mut under = "";
            for passage in &passages {
                if passage.heading != under {
                    under = &passage.heading;
                    if !under.is_empty() {
                        let _ = writeln!(shown, "  {}", paint::faint(&printable(under), self.colour));
                    }
                }
                // A passage under no heading takes the place of one.
                let indent = if under.is_empty() { "  " } else { "    " };
                let _ = writeln!(shown, "{indent}{}", self.passage(passage));
            }
        }
        shown
    }

    fn passage(&self, passage: &Passage) -> String {
        let moved = moved(passage).map(|moved| paint::yellow(&printable(moved.in_(self.language)), self.colour));
        let mut shown = moved.unwrap_or_default();
        shown.extend(passage.runs.iter().map(|run| self.run(run)));
        shown
    }

    fn run(&self, run: &Run) -> String {
        match (run, self.colour) {
            (Run::Kept(text), _) => legible(text),
            (Run::Gone(text), true) => paint::red(&legible(text), true),
            (Run::New(text), true) => paint::green(&legible(text), true),
            (Run::Gone(text), false) => format!("[-{}-]", legible(text)),
            (Run::New(text), false) => format!("{{+{}+}}", legible(text)),
        }
    }
}
