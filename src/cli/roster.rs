//! `roster`: who takes part in a topic.

mod add;
mod draw;
mod list;
mod marks;
mod update;

use super::context::Context;
use crate::archive::{Change, remove_entry};
use crate::cli::context::Changing;
use crate::history::Message;
use crate::problem::Problems;
use crate::problem::ensure_none;
use crate::text;
use crate::ui::Reply;
use clap::{Args, Subcommand};
pub(super) use marks::Marked;

/// Who takes part in a topic: invited, present, in the chair
#[derive(Debug, Subcommand)]
#[command(after_help = list::EXAMPLES)]
pub(super) enum Roster {
    Add(Box<add::Add>),
    Update(update::Update),
    Remove(Remove),
    List(list::List),
    Draw(Box<draw::Draw>),
}

/// Take somebody out of a topic's roster
#[derive(Debug, Args)]
#[command(after_help = REMOVE_EXAMPLES)]
pub(super) struct Remove {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The person: name, id in the register, or number as `roster list` has it
    #[arg(value_name = "NAME")]
    who: String,
}

const REMOVE_EXAMPLES: &str = "\
yijuan roster remove 2026-023 牧样例
yijuan roster remove 2026-023 12";

impl Roster {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Update(update) => update.run(context),
            Self::Remove(remove) => remove.run(context),
            Self::List(list) => list.run(context),
            Self::Draw(draw) => draw.run(context),
        }
    }
}

impl Remove {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let changing = Changing::open(context, &self.key)?;
        let (topic, _) = changing.loaded.topic()?;
        let Changing { writer, loaded } = &changing;
        let path = topic.path("roster.yml");
        ensure_none(loaded.archive.problems_of(&path))?;
        let nth = crate::changes::roster::find::entry(topic, &self.who)?;
        let (key, number, name) = (topic.key, nth + 1, &topic.roster[nth].name);
        let after = remove_entry(&path, &context.workspace.text(&path)?, nth)?;
        let subject = text!(zh: "{key} 名单去掉：{name}", en: "{key} roster remove: {name}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Topic", key.to_string());
        Ok(Reply::new(format!("{key} {number} {name}\n"))
            .with(writer.apply(Change::new().file(path, after), &message)?))
    }
}
