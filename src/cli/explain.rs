//! `explain`: the dozen things to know, each in a few sentences, with commands to try.

use super::Global;
use super::format::Format;
use crate::diagnostic::{Diagnostics, unknown};
use crate::report::table::table;
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use clap::Args;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

/// Explain what a word of this program means: archive, topic, duty, round, review and others
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Explain {
    /// The word, in English or Chinese; without it, all of them are listed
    #[arg(value_name = "CONCEPT", add = candidates())]
    concept: Option<String>,
}

const EXAMPLES: &str = "\
yijuan explain
yijuan explain 审签
yijuan explain duty";

/// `# id 名称`, what it is in a line, a paragraph, and commands; in Chinese and in English.
const TEXTS: [&str; 2] = [include_str!("explain/zh-CN.txt"), include_str!("explain/en.txt")];

/// A word with its names and what it means.
struct Concept {
    id: &'static str,
    name: &'static str,
    text: &'static str,
}

impl Explain {
    pub(super) fn run(&self, global: &Global, language: Language) -> Result<Reply, Diagnostics> {
        Format::of(global).and_then(Format::human_only)?;
        let [chinese, english] = TEXTS;
        let all = concepts(language.choose(chinese, english));
        let Some(written) = self.concept.as_deref() else {
            let heading = match language {
                Language::Chinese => ["词", "英文", "是什么"],
                Language::English => ["word", "Chinese", "what it is"],
            };
            let rows = all.map(|Concept { id, name, text }| {
                let first = text.lines().next().unwrap_or_default();
                let (own, other) = (language.choose(name, id), language.choose(id, name));
                vec![own.to_owned(), other.to_owned(), first.trim_end_matches(['。', '.']).to_owned()]
            });
            return Ok(Reply::new(table(&heading, &rows.collect::<Vec<_>>())));
        };
        let all: Vec<Concept> = all.collect();
        let found = all.iter().find(|one| one.id.eq_ignore_ascii_case(written) || one.name == written);
        let Some(Concept { id, name, text }) = found else {
            let known = all.iter().map(|one| (one.id, one.name));
            return Err(unknown(&Text::new("词", "word"), written, known).into());
        };
        let heading = text!(zh: "{name}（{id}）", en: "{id} ({name})");
        Ok(Reply::new(format!("{}\n\n{text}\n", heading.in_(language))))
    }
}

fn concepts(all: &'static str) -> impl Iterator<Item = Concept> {
    all.trim_start_matches("# ").split("\n# ").filter_map(|one| {
        let (heading, text) = one.split_once('\n')?;
        let (id, name) = heading.split_once(' ')?;
        Some(Concept { id, name, text: text.trim_end() })
    })
}

fn candidates() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let words = concepts(TEXTS[0]).flat_map(|Concept { id, name, .. }| [(id, name), (name, id)]);
        words.map(|(word, help)| CompletionCandidate::new(word).help(Some(help.into()))).collect()
    })
}
