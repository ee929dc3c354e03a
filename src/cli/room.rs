//! `room`: the register of consultation rooms.

mod list;
mod show;

pub(super) use show::Show;

use super::context::Context;
use crate::changes::room;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::{Args, Subcommand};

/// Consultation rooms, where topics are discussed, and what each still owes
#[derive(Debug, Subcommand)]
#[command(after_help = list::EXAMPLES)]
pub(super) enum RoomCommand {
    Add(Box<Add>),
    Set(Set),
    List(list::List),
    Show(Show),
}

/// Enter a consultation room into rooms.yml
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Add {
    /// Id that topics and events will use; derived from the name if not given
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Its name
    #[arg(long, value_name = "ROOM")]
    pub name: String,
    /// Its level: an id or Chinese name from its regulation
    #[arg(long, value_name = "LEVEL", add = super::completions::levels())]
    pub level: String,
    /// Regulation that applies; the archive's if not given
    #[arg(long, value_name = "ID", add = super::completions::regulation_ids())]
    pub regulation: Option<String>,
    /// Place it belongs to, from units.yml
    #[arg(long, value_name = "ID", add = super::completions::units())]
    pub unit: Option<String>,
    /// The day it was opened, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub opened: Option<String>,
    /// Person who convenes it
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    pub convener: Option<String>,
    /// Its liaison officer
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    pub liaison: Option<String>,
    /// Person in charge of booking, collecting and recording
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    pub officer: Option<String>,
    /// Body that does its daily work; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    pub daily_work: Vec<String>,
    /// Body that runs it; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    pub run_by: Vec<String>,
    /// Office that guides it
    #[arg(long, value_name = "OFFICE", add = super::completions::offices())]
    pub guide: Option<String>,
}

/// Change a room in rooms.yml; comments and order stay
#[derive(Debug, Args)]
#[command(after_help = SET_EXAMPLES)]
pub(super) struct Set {
    /// The room: its id, or its name or part of it
    #[arg(value_name = "ROOM", add = super::completions::rooms())]
    room: String,
    /// What to change: `opened=2026-03-02`, `officer=钱样本`; `run_by+=…` adds to a list, `run_by-=…` removes from it; an empty value removes the field
    #[arg(value_name = "FIELD=VALUE", required = true, add = super::completions::fields(room::FIELDS))]
    fields: Vec<String>,
}

const EXAMPLES: &str = "\
yijuan room add --id wulan --name 乌兰苏木协商议事室 --level 乡镇街道园区 --regulation ordos --opened 2026-03-02
yijuan room add --id hall-1 --name 城东协商议事厅 --level hall --guide urban --officer 钱样本";

const SET_EXAMPLES: &str = "\
yijuan room set hall-1 opened=2026-03-02 officer=钱样本
yijuan room set 城东协商议事厅 closed=2026-11-30 guide=";

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = room::Add {
            id: self.id.clone(),
            name: self.name.clone(),
            level: self.level.clone(),
            regulation: self.regulation.clone(),
            unit: self.unit.clone(),
            opened: self.opened.clone(),
            convener: self.convener.clone(),
            liaison: self.liaison.clone(),
            officer: self.officer.clone(),
            daily_work: self.daily_work.clone(),
            run_by: self.run_by.clone(),
            guide: self.guide.clone(),
        };
        context.change(|writer| request.propose(writer))
    }
}

impl Set {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = room::Set { room: self.room.clone(), fields: self.fields.clone() };
        context.change(|writer| request.propose(writer))
    }
}

impl RoomCommand {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Set(set) => set.run(context),
            Self::List(list::List {}) => list::List::run(context),
            Self::Show(show) => show.run(context),
        }
    }
}
