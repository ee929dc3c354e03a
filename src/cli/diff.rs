//! `diff`: what changed in a paper, to the character.

use super::context::Context;
use crate::archive::{EntryKind, Limits, Source, front_matter, topic_folders};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Name;
use crate::regulation::Regulation;
use crate::report::redline::{Page, Papers};
use crate::text;
use crate::text::Text;
use crate::ui::{self, Reply};
use clap::Args;

/// Show what changed in a topic's papers since a commit, to the character
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Diff {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// Only this paper: the id or Chinese name of its kind, or its file's name
    #[arg(value_name = "DOCUMENT", add = super::completions::documents())]
    document: Option<String>,
    /// Commit to compare the files with; the last one, HEAD, if not given
    #[arg(long, value_name = "COMMIT")]
    since: Option<String>,
}

const EXAMPLES: &str = "\
yijuan diff 2026-003
yijuan diff 电梯 协商意见
yijuan diff 2026-003 consultation-letter --since HEAD~3";

impl Diff {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let folder = context.workspace.topic(&self.key)?;
        let since = self.since.as_deref().unwrap_or("HEAD");
        let past = context.workspace.past(since)?;
        // The folder may have had another name, or may be new.
        let before = topic_folders(&past).0.into_iter().find(|before| before.key == folder.key);
        let mut old = before.map_or(Ok(Papers::new()), |before| papers(&past, &before.path))?;
        let mut new = papers(&context.workspace.source, &folder.path)?;
        if let Some(document) = &self.document {
            let loaded = context.workspace.read(std::slice::from_ref(&folder))?;
            let topic = loaded.archive.topics.first();
            let regulation = topic.and_then(|topic| loaded.regulations.get(&topic.file.regulation).ok());
            let known: Vec<String> = old.keys().chain(new.keys()).cloned().collect();
            for papers in [&mut old, &mut new] {
                papers.retain(|name, text| is_meant(regulation, document, name, text));
            }
            if old.is_empty() && new.is_empty() {
                return Err(no_paper(&folder.key.to_string(), document, known).into());
            }
        }
        let page = Page { language: context.language, colour: ui::colour_on_stdout() };
        let mut reply = Reply::new(page.papers(&old, &new));
        if reply.stdout.is_empty() {
            reply.notes.push(text!(zh: "与 {since} 相比没有变化", en: "nothing has changed since {since}"));
        }
        Ok(reply)
    }
}

fn papers(source: &dyn Source, folder: &str) -> Result<Papers, Diagnostic> {
    let mut papers = Papers::new();
    for entry in source.folder(folder)?.iter().filter(|entry| entry.kind == EntryKind::File) {
        if let Some(name) = entry.name.strip_suffix(".md") {
            let bytes = source.read(&format!("{folder}/{}", entry.name), Limits::PAPER)?.unwrap_or_default();
            papers.insert(name.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(papers)
}

/// Whether a paper is meant by its file name or by its kind of document.
fn is_meant(regulation: Option<&Regulation>, written: &str, name: &str, text: &str) -> bool {
    let written = Name::from(written);
    if Name::from(name) == written {
        return true;
    }
    let Some(front) = front_matter(name, text).value.flatten() else { return false };
    let kind = regulation.and_then(|regulation| regulation.documents.get(&front.document));
    *front.document == *written || kind.is_some_and(|kind| kind.term.name == written)
}

fn no_paper(key: &str, written: &str, mut known: Vec<String>) -> Diagnostic {
    known.sort();
    known.dedup();
    let problem = Diagnostic::new(text!(zh: "{key} 没有文书 `{written}`", en: "{key} has no paper `{written}`"));
    let Text { zh, en } = Text::listed(&known);
    if known.is_empty() {
        problem.hint(text!(zh: "它还没有文书；`yijuan render {key} 文书` 起草", en: "it has none yet; `yijuan render {key} DOCUMENT` drafts one"))
    } else {
        problem.hint(text!(zh: "有：{zh}", en: "there are: {en}"))
    }
}
