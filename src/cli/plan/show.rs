//! `plan show`: a year on one page.

use super::year;
use crate::archive::locate;
use crate::cli::context::{self, Context};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::duty::Finding;
use crate::engine::{Part, Selection, course};
use crate::model::Subject;
use crate::report::plan::{Item, Page, is_beside};
use crate::text;
use crate::ui::{self, Reply};
use crate::workspace::Overview;
use clap::Args;

/// Show a year on one page: its items and their progress, its procedure, deadlines
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Show {
    /// Year of the plan
    #[arg(value_name = "YEAR", value_parser = year())]
    year: i32,
}

pub(super) const EXAMPLES: &str = "\
yijuan plan show 2026
yijuan plan show 2026 --format json";

impl Show {
    pub(in crate::cli) fn of(year: i32) -> Self {
        Self { year }
    }

    pub(in crate::cli) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let year = self.year;
        let Overview { loaded, topics, others } =
            Overview::of(&context.workspace, Selection { part: Part::Whole, all: true })?;
        let settings = loaded.settings()?;
        let under = loaded.regulations.of_years(settings)?;
        let regulation = under[0];
        let Some(plan) = loaded.archive.plan(year) else {
            return Err(Diagnostic::new(text!(zh: "没有 {year} 年度计划", en: "there is no plan of {year}"))
                .hint(text!(
                    zh: "`yijuan plan add {year} --title 题目` 列入第一项",
                    en: "`yijuan plan add {year} --title TITLE` enters a first item"
                ))
                .into());
        };
        let subject = Subject::Plan(year);
        let unread = loaded.problems().map(Finding::from_problem);
        let mut findings: Vec<Finding> =
            unread.chain(others.findings).filter(|finding| finding.subject == subject).collect();
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        locate(&context.workspace.source, findings.iter_mut().map(|finding| &mut finding.place));
        let page = Page {
            loaded: &loaded,
            plan,
            regulation,
            items: plan.file.items.iter().map(|item| Item::of(item, &topics)).collect(),
            beside: topics.iter().filter(|topic| is_beside(plan, topic)).collect(),
            steps: course(loaded.context(), &under, year),
            duties: others.duties.iter().filter(|duty| duty.subject == subject).collect(),
            findings: &findings,
            language: context.language,
            colour: ui::colour_on_stdout(),
        };
        Ok(context::reply(&loaded, context.format.human_or_json(|| page.human(), || page.json())?))
    }
}
