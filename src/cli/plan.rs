//! `plan`: the items of a year and its procedure.

mod show;

pub(super) use show::Show;

use super::context::Context;
use crate::changes::plan;
use crate::diagnostic::Diagnostics;
use crate::model::PlanItem;
use crate::ui::Reply;
use clap::{Args, Subcommand};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

/// The plan of a year: its items and its procedure
#[derive(Debug, Subcommand)]
#[command(after_help = show::EXAMPLES)]
pub(super) enum Plan {
    Add(Add),
    Remove(Remove),
    Set(Set),
    Show(Show),
    Approve(Approve),
}

/// Enter an item, or a candidate, into a year's plan
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct Add {
    /// Year of the plan
    #[arg(value_name = "YEAR", value_parser = year())]
    pub year: i32,
    /// Title of the item
    #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
    pub title: String,
    /// Form of consultation: an id or its Chinese name; that of the topic if not given
    #[arg(long, value_name = "FORM", add = super::completions::forms())]
    pub form: Option<String>,
    /// consultation (协商) or supervision (民主监督)
    #[arg(long, value_name = "KIND", add = super::completions::words(&PlanItem::KINDS))]
    pub kind: Option<String>,
    /// Responsible office; that of the topic if not given
    #[arg(long, value_name = "OFFICE", add = super::completions::offices())]
    pub office: Option<String>,
    /// Channel it came through; entered in the topic if there is one
    #[arg(long, value_name = "CHANNEL", add = super::completions::channels())]
    pub channel: Option<String>,
    /// The topic it has become: its key or part of it
    #[arg(long, value_name = "KEY", add = super::completions::keys())]
    pub topic: Option<String>,
    /// Added during the year, after the plan was made; like the topic if not given
    #[arg(long)]
    pub ad_hoc: bool,
}

/// Take an item out of a year's plan
#[derive(Debug, Args)]
#[command(after_help = REMOVE_EXAMPLES)]
pub(super) struct Remove {
    /// Year of the plan
    #[arg(value_name = "YEAR", value_parser = year())]
    year: i32,
    /// The item: its title, or its number in `plan show`
    #[arg(value_name = "ITEM")]
    item: String,
}

/// Record the next step of the year's procedure, or the named one
#[derive(Debug, Args)]
#[command(after_help = APPROVE_EXAMPLES)]
pub(super) struct Approve {
    /// Year of the plan
    #[arg(value_name = "YEAR", value_parser = year())]
    year: i32,
    /// The step: an event's id or Chinese name; the first missing one if not given
    #[arg(value_name = "STEP", add = super::completions::events())]
    step: Option<String>,
    /// Who took it: a person, office or body; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    by: Vec<String>,
    /// The day, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// To whom; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    to: Vec<String>,
}

/// Change fields of a year's plan, or of its items; comments and order stay
#[derive(Debug, Args)]
#[command(after_help = SET_EXAMPLES)]
pub(super) struct Set {
    /// Year of the plan
    #[arg(value_name = "YEAR", value_parser = year())]
    year: i32,
    /// What to change: `made_by=党委,政府`; for items given with --item `form=thematic`, `topic=2026-003`; `made_by+=cppcc` adds to a list, `made_by-=cppcc` removes from it; an empty value removes the field
    #[arg(value_name = "FIELD=VALUE", required = true, add = candidates())]
    fields: Vec<String>,
    /// The item: its title, or its number in `plan show`; may be given several times
    #[arg(long = "item", value_name = "ITEM")]
    items: Vec<String>,
}

const ADD_EXAMPLES: &str = "\
yijuan plan add 2027 --title 社区微更新 --channel 社会（各方）征题
yijuan plan add 2026 --title 老旧小区加装电梯 --form 专题协商 --kind 协商 --topic 2026-003";
const REMOVE_EXAMPLES: &str = "\
yijuan plan remove 2026 社区微更新
yijuan plan remove 2026 20";
const APPROVE_EXAMPLES: &str = "\
yijuan plan approve 2027 --by 政协党组
yijuan plan approve 2027 印发年度协商计划 --by 党委办公室 --to 全区 --on 2027-01-08";

const SET_EXAMPLES: &str = "\
yijuan plan set 2026 made_by=党委,政府,政协
yijuan plan set 2026 form=专题协商 office=urban --item 社区微更新
yijuan plan set 2026 kind=supervision --item 3 --item 5";

/// A year of four digits.
pub(super) fn year() -> clap::builder::RangedI64ValueParser<i32> {
    clap::value_parser!(i32).range(1900..=2199)
}

impl Plan {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Remove(remove) => remove.run(context),
            Self::Set(set) => set.run(context),
            Self::Show(show) => show.run(context),
            Self::Approve(approve) => approve.run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = plan::Add {
            year: self.year,
            title: self.title.clone(),
            form: self.form.clone(),
            kind: self.kind.clone(),
            office: self.office.clone(),
            channel: self.channel.clone(),
            topic: self.topic.clone(),
            ad_hoc: self.ad_hoc,
        };
        context.change(|writer| request.propose(writer))
    }
}

impl Remove {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = plan::Remove { year: self.year, item: self.item.clone() };
        context.change(|writer| request.propose(writer))
    }
}

impl Set {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = plan::Set { year: self.year, fields: self.fields.clone(), items: self.items.clone() };
        context.change(|writer| request.propose(writer))
    }
}

impl Approve {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = plan::Approve {
            year: self.year,
            step: self.step.clone(),
            by: self.by.clone(),
            on: self.on.clone(),
            to: self.to.clone(),
        };
        context.change(|writer| request.propose(writer))
    }
}

/// The fields, ready for a value.
fn candidates() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let fields = plan::OF_ITEM.into_iter().chain([plan::OF_PLAN]);
        fields.map(|field| CompletionCandidate::new(format!("{field}="))).collect()
    })
}
