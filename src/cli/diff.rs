//! `diff`: what changed in papers, to the character: on the terminal, for a mail, or as DOCX with tracked changes.

use super::context::Context;
use super::format::Format;
use crate::changes::render::Redline;
use crate::diagnostic::{Diagnostics, unknown};
use crate::report::redline::{Page, html, markdown};
use crate::text;
use crate::text::Text;
use crate::ui::{self, Reply};
use crate::workspace::Compared;
use clap::Args;
use std::path::PathBuf;

/// Show what changed in the papers of a topic or a year, to the character; for a mail with --format markdown or html
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Diff {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// Only this paper: the id or Chinese name of its kind, or its file's name
    #[arg(value_name = "DOCUMENT", add = super::completions::documents())]
    document: Option<String>,
    /// What to compare with: a step of review, a person, or a commit; the last commit, HEAD, if not given
    #[arg(long, value_name = "STEP|PERSON|COMMIT")]
    since: Option<String>,
    /// Write the papers that changed or are commented on as docx, with every change under its author's name
    #[arg(long, value_name = "FORMAT", conflicts_with = "format")]
    to: Option<String>,
    /// With --to: write into this folder instead of the dossier
    #[arg(long, value_name = "DIR", requires = "to")]
    out: Option<PathBuf>,
    /// With --to: overwrite files that differ, whoever edited them
    #[arg(long, requires = "to")]
    force: bool,
}

const EXAMPLES: &str = "\
yijuan diff 2026-003
yijuan diff 2026-003 协商意见 --since 签发
yijuan diff 2026-003 协商意见 --since HEAD~3 --format html
yijuan diff 2026-003 协商意见 --since 赵样本 --to docx
yijuan diff plan:2026";

impl Diff {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        if !matches!(context.format, Format::Human | Format::Markdown | Format::Html) {
            return Err(context.format.refused().into());
        }
        if let Some(word) = self.to.as_deref().filter(|word| *word != "docx") {
            return Err(unknown(&Text::new("格式", "format"), word, ["docx"]).into());
        }
        let compared = Compared::of(&context.workspace, &self.key, self.document.as_deref(), self.since.as_deref())?;
        let since = self.since.as_deref().unwrap_or("HEAD");
        let mut reply =
            if self.to.is_some() { self.set(context, &compared)? } else { shown(context, &compared, since) };
        if reply.stdout.is_empty() && reply.notes.is_empty() {
            let spaced = if since.is_ascii() { format!(" {since} ") } else { since.to_owned() };
            reply.notes.push(text!(zh: "与{spaced}相比没有变化", en: "nothing has changed since {since}"));
        }
        Ok(reply)
    }

    fn set(&self, context: &Context, compared: &Compared) -> Result<Reply, Diagnostics> {
        let request = Redline { compared, out: self.out.as_deref(), force: self.force };
        let set = request.set(&context.workspace)?;
        set.write()?;
        Ok(Reply { notes: set.notes, ..Reply::new(set.answer) })
    }
}

fn shown(context: &Context, Compared { dossier, old, new, .. }: &Compared, since: &str) -> Reply {
    let language = context.language;
    Reply::new(match context.format {
        Format::Html => html(old, new, &dossier.subject.to_string(), since, language),
        Format::Markdown => markdown(old, new, language),
        _ => Page { language, colour: ui::colour_on_stdout() }.papers(old, new),
    })
}
