//! `commit`: commits what was changed by hand.

use super::context::Context;
use crate::archive::{Limits, settings};
use crate::changes::{language_of, open_repository, secrecy};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::Message;
use crate::text;
use crate::text::{Text, on_one_line};
use crate::ui::Reply;
use crate::workspace::copies_apart;
use clap::Args;

/// Commit what was changed by hand in the archive, or in some topics
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Commit {
    /// Topics whose changes to commit; the whole archive if none is given
    #[arg(value_name = "KEY", add = super::completions::keys())]
    keys: Vec<String>,
    /// Commit message
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
}

/// Files of a commit that are listed; the first commit of an archive may have thousands.
const MOST_SHOWN: usize = 30;

const EXAMPLES: &str = "\
yijuan commit
yijuan commit 2026-003 -m 补充会议记录
yijuan commit 2026-003 2026-007";

impl Commit {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let topics = context.workspace.topics(&self.keys)?;
        let (repository, _lock, taken_back) = open_repository(&context.workspace)?;
        let changed: Vec<String> = repository
            .uncommitted(&["."])?
            .into_iter()
            .filter(|path| {
                topics.is_empty() || topics.iter().any(|topic| path.starts_with(&format!("{}/", topic.path)))
            })
            .collect();
        let (copies, changed) = copies_apart(&context.workspace, &repository, changed);
        let mut notes: Vec<Text> = taken_back.into_iter().chain(left_out(&copies)).collect();
        if changed.is_empty() {
            notes.push(Text::new("没有未提交的改动", "nothing to commit"));
            return Ok(Reply { notes, ..Reply::default() });
        }
        secrecy::ensure_committable(&context.workspace.source, &changed, Limits::PAPER)?;
        let count = changed.len();
        let subject = match &self.message {
            Some(message) if message.trim().is_empty() => {
                return Err(Diagnostic::new(Text::new("提交说明为空", "the message is empty"))
                    .hint(Text::new("写一句说明，或去掉 `--message`", "say what was changed, or leave `--message` out"))
                    .into());
            }
            Some(message) => Text::same(message.trim()),
            None => text!(zh: "手工改动 {count} 个文件", en: "changes by hand to {count} files"),
        };
        let mut message = Message::new(subject.in_(language_of(&settings(&context.workspace.source)?)));
        for topic in &topics {
            message = message.trailer("Yijuan-Topic", topic.key.to_string());
        }
        let paths: Vec<&str> = changed.iter().map(String::as_str).collect();
        let commit = repository.commit(&paths, &message)?;
        let shown = if context.verbose { count } else { MOST_SHOWN };
        let listed: String = changed.iter().take(shown).map(|path| on_one_line(path) + "\n").collect();
        let mut reply = Reply::new(listed);
        reply.notes.extend(notes);
        if let rest @ 1.. = count.saturating_sub(shown) {
            reply.notes.push(text!(
                zh: "还提交了 {rest} 个文件，加 `--verbose` 全部列出",
                en: "{rest} more were committed; `--verbose` lists them all"
            ));
        }
        if context.verbose {
            reply.log.push(text!(zh: "已提交 {commit}", en: "committed {commit}"));
        }
        Ok(reply)
    }
}

/// A note on files that look like copies, which are not committed.
fn left_out(copies: &[String]) -> Option<Text> {
    let (count, first) = (copies.len(), copies.first()?);
    let more = if count > 1 { " …" } else { "" };
    Some(text!(
            zh: "{count} 个文件像是副本，没有提交：{first}{more}（`yijuan check` 逐一说明怎么办；确要留存的，用 `git add`、`git commit`）",
            en: "not committed, for they look like copies: {count}, {first}{more} (`yijuan check` says what to do with each; if they are to be kept, `git add` and `git commit` them)"
    ))
}
