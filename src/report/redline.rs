//! `diff`: what changed in papers, to the character, for a terminal.

use super::paint;
use crate::redline::{Passage, Run, compare};
use crate::text;
use crate::text::{Language, Text, printable};
use crate::workspace::PapersSince;
use std::fmt::Write as _;

/// How the changes are shown.
pub(crate) struct Page {
    pub language: Language,
    pub colour: bool,
}

impl Page {
    /// The changes paper by paper; empty if there are none.
    pub(crate) fn papers(&self, PapersSince { old, new }: &PapersSince) -> String {
        let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let mut shown = String::new();
        for name in names {
            let (note, passages) = match (old.get(name), new.get(name)) {
                (Some(old), Some(new)) if old == new => continue,
                (Some(old), Some(new)) => match compare(old, new) {
                    none if none.is_empty() => {
                        (Text::new("（只有换行或空行不同）", " (only line breaks differ)"), none)
                    }
                    passages => (Text::same(""), passages),
                },
                (None, _) => (Text::new("（新增）", " (new)"), Vec::new()),
                (_, None) => (Text::new("（已删除）", " (deleted)"), Vec::new()),
            };
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
        let moved = passage.moved_from.as_deref().map(|from| {
            if from.is_empty() || from == passage.heading {
                Text::new("（移动）", "(moved) ")
            } else {
                text!(zh: "（自“{from}”移来）", en: "(moved from “{from}”) ")
            }
        });
        let moved = moved.map(|moved| paint::yellow(&printable(moved.in_(self.language)), self.colour));
        let mut shown = moved.unwrap_or_default();
        shown.extend(passage.runs.iter().map(|run| self.run(run)));
        shown
    }

    fn run(&self, run: &Run) -> String {
        match (run, self.colour) {
            (Run::Kept(text), _) => printable(text),
            (Run::Gone(text), true) => paint::red(&printable(text), true),
            (Run::New(text), true) => paint::green(&printable(text), true),
            (Run::Gone(text), false) => format!("[-{}-]", printable(text)),
            (Run::New(text), false) => format!("{{+{}+}}", printable(text)),
        }
    }
}
