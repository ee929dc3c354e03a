//! `roster`: who takes part in a topic.

mod add;
mod draw;
mod find;
mod list;
mod marks;
mod update;

use super::context::Context;
use super::ensure_none;
use super::topic::Changing;
use crate::archive::{Change, remove_entry};
use crate::history::Message;
use crate::problem::unknown;
use crate::problem::{Problem, Problems};
use crate::regulation::Regulation;
use crate::text;
use crate::ui::Reply;
use crate::vocabulary::Group;
use clap::{Args, Subcommand};
pub(super) use find::Which;
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

/// The id of a tag or a post, from its id or its Chinese name.
pub(super) fn role(regulation: &Regulation, written: &str) -> Result<String, Problem> {
    let groups = [Group::Tags, Group::Posts];
    let found = groups.into_iter().find_map(|group| regulation.id_in(group, written).ok());
    found.map(ToOwned::to_owned).ok_or_else(|| {
        let known = groups.into_iter().flat_map(|group| regulation.terms(group).iter());
        unknown(&Group::Tags.text(), written, known)
    })
}

impl Remove {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let changing = Changing::open(context, &self.key)?;
        let (topic, _) = changing.case.topic()?;
        let Changing { writer, case } = &changing;
        let path = topic.path("roster.yml");
        ensure_none(case.archive.problems_of(&path))?;
        let nth = find::entry(topic, &self.who)?;
        let (key, number, name) = (topic.key, nth + 1, &topic.roster[nth].name);
        let after = remove_entry(&path, &context.text(&path)?, nth)?;
        let subject = text!(zh: "{key} 名单去掉：{name}", en: "{key} roster remove: {name}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Topic", key.to_string());
        writer.apply(Change::new().file(path, after), &message, Reply::new(format!("{key} {number} {name}\n")))
    }
}
