//! `roster`: who takes part in a topic.

mod add;
mod draw;
mod list;
mod marks;
mod update;

use super::context::Context;
use crate::changes::roster;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::{Args, Subcommand};

/// Who takes part in a topic: who is invited, present, in the chair
#[derive(Debug, Subcommand)]
#[command(after_help = list::EXAMPLES)]
pub(super) enum Roster {
    Add(Box<add::Add>),
    Update(update::Update),
    Remove(Remove),
    List(list::List),
    Draw(Box<draw::Draw>),
}

/// Remove somebody from a topic's roster
#[derive(Debug, Args)]
#[command(after_help = REMOVE_EXAMPLES)]
pub(super) struct Remove {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// The person: name, id in the register, or number in `roster list`
    #[arg(value_name = "NAME")]
    who: String,
}

const REMOVE_EXAMPLES: &str = "\
yijuan roster remove 2026-023 牧样例
yijuan roster remove 2026-023 12";

impl Roster {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
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
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = roster::Remove { key: self.key.clone(), who: self.who.clone() };
        context.change(|writer| request.propose(writer))
    }
}
