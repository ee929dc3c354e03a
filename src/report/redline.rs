//! What changed in papers, to the character, on a terminal.

use super::paint;
use crate::redline::{Passage, Run, compare};
use crate::text;
use crate::text::{Language, Text, printable};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A topic's papers by the names of their files, `.md` left out.
pub(crate) type Papers = BTreeMap<String, String>;

/// How it is shown.
pub(crate) struct Page {
    pub language: Language,
    pub colour: bool,
}

impl Page {
    /// What changed in each paper; nothing if nothing did.
    pub(crate) fn papers(&self, old: &Papers, new: &Papers) -> String {
        let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let mut said = String::new();
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
            let _ = writeln!(said, "{file}{}", note.in_(self.language));
            let mut under = "";
            for passage in &passages {
                if passage.heading != under {
                    under = &passage.heading;
                    if !under.is_empty() {
                        let _ = writeln!(said, "  {}", paint::faint(&printable(under), self.colour));
                    }
                }
                // What stands under no heading stands where headings do.
                let indent = if under.is_empty() { "  " } else { "    " };
                let _ = writeln!(said, "{indent}{}", self.passage(passage));
            }
        }
        said
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
        let mut said = moved.unwrap_or_default();
        let run = |run: &Run| match (run, self.colour) {
            (Run::Kept(text), _) => printable(text),
            (Run::Gone(text), true) => paint::red(&printable(text), true),
            (Run::New(text), true) => paint::green(&printable(text), true),
            (Run::Gone(text), false) => format!("[-{}-]", printable(text)),
            (Run::New(text), false) => format!("{{+{}+}}", printable(text)),
        };
        said.extend(passage.runs.iter().map(run));
        said
    }
}
