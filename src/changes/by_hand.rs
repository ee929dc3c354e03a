//! `commit`: commits what was changed by hand, in the whole archive or in some topics.

use super::{language_of, open_repository, secrecy};
use crate::archive::{Limits, settings};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::Message;
use crate::text;
use crate::text::Text;
use crate::workspace::{Workspace, copies_apart};

/// What is to be committed.
#[derive(Debug)]
pub(crate) struct ByHand {
    /// The topics whose changes are meant; those of the whole archive if there is none.
    pub topics: Vec<String>,
    /// What was changed; the number of files if it is not said.
    pub message: Option<String>,
}

/// What was committed.
pub(crate) struct Committed {
    pub files: Vec<String>,
    /// The commit; none if there was nothing to commit.
    pub commit: Option<String>,
    pub notes: Vec<Text>,
}

impl ByHand {
    pub(crate) fn commit(&self, workspace: &Workspace) -> Result<Committed, Diagnostics> {
        let topics = workspace.topics(&self.topics)?;
        let (repository, _lock, taken_back) = open_repository(workspace)?;
        let is_meant = |path: &String| {
            topics.is_empty() || topics.iter().any(|topic| path.starts_with(&format!("{}/", topic.path)))
        };
        let changed: Vec<String> = repository.uncommitted(&["."])?.into_iter().filter(is_meant).collect();
        let (copies, files) = copies_apart(workspace, &repository, changed);
        let mut notes: Vec<Text> = taken_back.into_iter().chain(left_out(&copies)).collect();
        if files.is_empty() {
            notes.push(Text::new("没有未提交的改动", "nothing to commit"));
            return Ok(Committed { files, commit: None, notes });
        }
        secrecy::ensure_committable(&workspace.source, &files, Limits::PAPER)?;
        let subject = self.subject(files.len())?;
        let mut message = Message::new(subject.in_(language_of(&settings(&workspace.source)?)));
        for topic in &topics {
            message = message.trailer("Yijuan-Topic", topic.key.to_string());
        }
        let paths: Vec<&str> = files.iter().map(String::as_str).collect();
        let commit = Some(repository.commit(&paths, &message)?);
        Ok(Committed { files, commit, notes })
    }

    fn subject(&self, count: usize) -> Result<Text, Diagnostic> {
        match &self.message {
            Some(message) if message.trim().is_empty() => Err(Diagnostic::new(Text::new(
                "提交说明为空",
                "the message is empty",
            ))
            .hint(Text::new("写一句说明，或去掉 `--message`", "say what was changed, or leave `--message` out"))),
            Some(message) => Ok(Text::same(message.trim())),
            None => Ok(text!(zh: "手工改动 {count} 个文件", en: "changes by hand to {count} files")),
        }
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
