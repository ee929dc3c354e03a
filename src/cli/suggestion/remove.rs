//! `suggestion remove`: one that was entered by mistake.

use super::{FILE, update};
use crate::archive::{Change, remove_entry};
use crate::cli::context::{Changing, Context};
use crate::history::Message;
use crate::problem::{Problems, ensure_none};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;

/// Take a suggestion out of suggestions.yml, with what happened to it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Remove {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    /// The suggestion's id
    #[arg(value_name = "ID")]
    id: String,
}

const EXAMPLES: &str = "yijuan suggestion remove 2026-003 s2";

impl Remove {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let changing = Changing::open(context, &self.key)?;
        let (topic, _) = changing.loaded.topic()?;
        let path = topic.path(FILE);
        ensure_none(changing.loaded.archive.problems_of(&path))?;
        let (nth, suggestion) = update::one(topic, &self.id)?;
        let after = remove_entry(&path, &context.workspace.text(&path)?, nth)?;
        let (key, id, said) = (topic.key, &suggestion.id, &suggestion.text);
        let subject = text!(zh: "{key} 建议去掉：{id} {said}", en: "{key} suggestion remove: {id} {said}");
        let message = Message::new(changing.writer.in_archive_language(&subject));
        let message = message.trailer("Yijuan-Topic", key.to_string());
        let mut reply = Reply::new(format!("{key} {id} {said}\n"));
        let many = suggestion.events.len();
        if many > 0 {
            reply.notes.push(text!(
                zh: "连同其 {many} 条办理记录；git 里都还在",
                en: "with {many} entries of what happened to it; git keeps them all"
            ));
        }
        let entered = topic.suggestions.iter().filter(|one| one.id != *id).count();
        reply.notes.extend((entered == 0).then(|| Text::new("本议题已没有建议", "the topic has no suggestions now")));
        Ok(reply.with(changing.writer.apply(Change::new().file(path, after), &message)?))
    }
}
