//! `import`: takes over lists from Excel or CSV, as a whole or not at all.

use super::completions;
use super::context::Context;
use super::plan::year;
use crate::changes::Writer;
use crate::changes::import::{self, List};
use crate::diagnostic::Diagnostics;
use crate::text;
use crate::ui::Reply;
use crate::workspace::Workspace;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Take over lists from Excel or CSV files
#[derive(Debug, Subcommand)]
#[command(after_help = PEOPLE_EXAMPLES)]
pub(super) enum Import {
    People(People),
    Bodies(Bodies),
    Plan(Plan),
    Rooms(Rooms),
    Suggestions(Suggestions),
    Attendance(Attendance),
}

/// The list, and how to read it.
#[derive(Debug, Args)]
struct Source {
    /// The list: a .xlsx or CSV file
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// Read the column with this heading as a field, or ignore it if no field follows; may be given several times
    #[arg(long = "map", value_name = "HEAD=FIELD")]
    map: Vec<String>,
    /// Sheet of the workbook, if there is more than one
    #[arg(long, value_name = "SHEET")]
    sheet: Option<String>,
    /// Show what would be entered, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Mark in a topic's roster who came, who asked for leave, who was absent, and who spoke, from a list
#[derive(Debug, Args)]
#[command(after_help = ATTENDANCE_EXAMPLES)]
pub(super) struct Attendance {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = completions::keys())]
    key: String,
    #[command(flatten)]
    source: Source,
    /// Activity of the list, the meeting if not given; may be given several times
    #[arg(long, value_name = "ACTIVITY", add = completions::activities())]
    at: Vec<String>,
    /// Round of consultation of the list
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50))]
    round: Option<u32>,
}

/// Register a list of bodies in yijuan.yml
#[derive(Debug, Args)]
#[command(after_help = BODIES_EXAMPLES)]
pub(super) struct Bodies {
    #[command(flatten)]
    source: Source,
    /// Kind of bodies whose row has none
    #[arg(long, value_name = "KIND", add = completions::body_kinds())]
    kind: Option<String>,
}

/// Enter a list of people into people.yml
#[derive(Debug, Args)]
#[command(after_help = PEOPLE_EXAMPLES)]
pub(super) struct People {
    #[command(flatten)]
    source: Source,
}

/// Enter a list of items, or candidates, into a year's plan
#[derive(Debug, Args)]
#[command(after_help = PLAN_EXAMPLES)]
pub(super) struct Plan {
    #[command(flatten)]
    source: Source,
    /// Year of the plan
    #[arg(long, value_name = "YEAR", value_parser = year())]
    year: i32,
}

/// Enter a list of consultation rooms into rooms.yml
#[derive(Debug, Args)]
#[command(after_help = ROOMS_EXAMPLES)]
pub(super) struct Rooms {
    #[command(flatten)]
    source: Source,
    /// Regulation of rooms whose row has none; the archive's if not given
    #[arg(long, value_name = "ID", add = completions::regulation_ids())]
    regulation: Option<String>,
}

/// Enter a list of suggestions into the topics they belong to
#[derive(Debug, Args)]
#[command(after_help = SUGGESTIONS_EXAMPLES)]
pub(super) struct Suggestions {
    #[command(flatten)]
    source: Source,
    /// Topic of rows that have none: its key or part of it
    #[arg(long, value_name = "KEY", add = completions::keys())]
    topic: Option<String>,
    /// Kind of rows that have none: an id or Chinese name
    #[arg(long, value_name = "KIND", add = completions::suggestion_kinds())]
    kind: Option<String>,
}

const ATTENDANCE_EXAMPLES: &str = "\
yijuan import attendance 2026-023 签到表.xlsx --dry-run
yijuan import attendance 2026-023 考勤.csv --map 是否到场=attendance";

const BODIES_EXAMPLES: &str = "\
yijuan import bodies 部门通讯录.xlsx --kind department --dry-run
yijuan import bodies 单位名单.csv --map 单位全称=name --map 类别=kind";

const PEOPLE_EXAMPLES: &str = "\
yijuan import people 委员名单.xlsx --dry-run
yijuan import people 委员名单.xlsx --map 委员=name --map 所任职务=posts";

const PLAN_EXAMPLES: &str = "yijuan import plan 协商计划.xlsx --year 2027 --dry-run";

const ROOMS_EXAMPLES: &str = "yijuan import rooms 议事室台账.xlsx --sheet 2026年 --regulation ordos --dry-run";

const SUGGESTIONS_EXAMPLES: &str = "yijuan import suggestions 建议清单.csv --topic 2026-003 --kind 意见建议 --dry-run";

impl Import {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        match self {
            Self::Attendance(one) => {
                let request = import::Attendance {
                    list: one.source.list(),
                    key: one.key.clone(),
                    at: one.at.clone(),
                    round: one.round,
                    language: context.language,
                };
                one.source.take_over(context, |workspace| request.import(workspace))
            }
            Self::Bodies(one) => {
                let request = import::Bodies { list: one.source.list(), kind: one.kind.clone() };
                one.source.take_over(context, |workspace| request.import(workspace))
            }
            Self::People(one) => {
                let request = import::People { list: one.source.list() };
                one.source.take_over(context, |workspace| request.import(workspace))
            }
            Self::Plan(one) => {
                let request = import::Plan { list: one.source.list(), year: one.year };
                one.source.take_over(context, |workspace| request.import(workspace))
            }
            Self::Rooms(one) => {
                let request = import::Rooms { list: one.source.list(), regulation: one.regulation.clone() };
                one.source.take_over(context, |workspace| request.import(workspace))
            }
            Self::Suggestions(one) => {
                let request =
                    import::Suggestions { list: one.source.list(), topic: one.topic.clone(), kind: one.kind.clone() };
                one.source.take_over(context, |workspace| request.import(workspace))
            }
        }
    }
}

impl Source {
    fn list(&self) -> List {
        List { file: self.file.clone(), sheet: self.sheet.clone(), map: self.map.clone() }
    }

    /// Shows what would be entered, or enters it.
    fn take_over(
        &self,
        context: &Context,
        import: impl FnOnce(&Workspace) -> Result<import::Import, Diagnostics>,
    ) -> Result<Reply, Diagnostics> {
        // A dry run works without permission to write.
        let writer = if self.dry_run { None } else { Some(Writer::open(&context.workspace)?) };
        let import = import(&context.workspace)?;
        let Some(writer) = writer else {
            let (verb, made, there) = (import.taken.verb, import.taken.made, import.taken.there);
            let total = text!(zh: "将{verb} {made} 条，已有 {there} 条；什么也没有写\n", en: "to be entered: {made}; there already: {there}; nothing is written\n");
            return Ok(Reply::new(import.page(context.language) + total.in_(context.language)));
        };
        context.carry_out(&writer, import.taken.proposal)
    }
}
