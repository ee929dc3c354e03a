//! `material`: files that others hand in.

mod list;
mod remove;

use super::context::Context;
use crate::changes::material;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Files that others hand in: scans, photographs, documents of any kind
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(super) enum Material {
    Add(Add),
    List(list::List),
    Remove(remove::Remove),
}

/// Copy files into the folder of a topic or a year, and describe them in materials.yml
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Add {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "TARGET", add = super::completions::keys())]
    target: String,
    /// The files; the other options apply to all of them
    #[arg(value_name = "FILE", required = true, value_hint = clap::ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Kind of document: an id or Chinese name; may be given several times
    #[arg(long = "document", value_name = "DOCUMENT", required = true, add = super::completions::documents())]
    documents: Vec<String>,
    /// Its title
    #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
    title: Option<String>,
    /// Who gave it
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    from: Option<String>,
    /// Its date, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Round of consultation; every round if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    round: Option<u32>,
    /// The consultation room it concerns, in a year's folder
    #[arg(long, value_name = "ROOM", add = super::completions::rooms())]
    room: Option<String>,
}

const EXAMPLES: &str = "\
yijuan material add 2026-003 ~/扫描/部门材料.pdf --document 部门提供的材料 --from 区住建委 --date 2026-06-02
yijuan material add 2026-003 照片/*.jpg --document 会议照片
yijuan material add plan:2026 年度计划.pdf --document annual-plan --title 2026年度协商计划";

impl Material {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        match self {
            Self::Add(add) => add.run(context),
            Self::List(list) => list.run(context),
            Self::Remove(remove) => remove.run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = material::Add {
            target: self.target.clone(),
            files: self.files.clone(),
            documents: self.documents.clone(),
            title: self.title.clone(),
            from: self.from.clone(),
            date: self.date.clone(),
            round: self.round,
            room: self.room.clone(),
        };
        context.change(|writer| request.propose(writer))
    }
}
