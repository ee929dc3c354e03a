//! `check`: what is wrong, the law, and what to do.

use super::context::Context;
use super::format::Format;
use crate::diagnostic::Diagnostics;
use crate::duty::Severity;
use crate::report::{Report, ci, csv, human, json, markdown};
use crate::text::Text;
use crate::ui::{self, Reply};
use crate::workspace::{self, Duties};
use clap::Args;

/// Judge topics by their regulations: what is wrong, the law, and what to do
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    /// Topics to judge (keys or parts of them), `plan:YEAR` or `room:ID`; everything if none is given
    #[arg(value_name = "KEY", add = super::completions::keys())]
    keys: Vec<String>,
    /// Also closed topics without findings, and duties that wait or do not apply
    #[arg(long)]
    all: bool,
    /// Lowest severity that gives exit code 1: error, warning or note, or the Chinese name
    #[arg(long, value_name = "SEVERITY", add = super::completions::words(&Severity::NAMES))]
    fail_on: Option<String>,
    /// Judge the files of this commit; the work tree stays as it is
    #[arg(long, value_name = "COMMIT")]
    rev: Option<String>,
    /// Judge what git would commit now: the topics and years it would change; the work tree stays as it is
    #[arg(long, conflicts_with_all = ["rev", "new_since"])]
    staged: bool,
    /// Only findings that this commit did not have yet
    #[arg(long, value_name = "COMMIT")]
    new_since: Option<String>,
}

const EXAMPLES: &str = "\
yijuan check
yijuan check 2026-003
yijuan check plan:2026
yijuan check --format json --fail-on warning
yijuan --as-of 2026-06-15 check --all
yijuan check --new-since origin/main
yijuan check --staged
yijuan check --rev HEAD~3 --format csv > 问题.csv";

impl Check {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = workspace::Check {
            keys: &self.keys,
            all: self.all,
            fail_on: self.fail_on.as_deref().map_or(Ok(Severity::Error), Severity::named)?,
            rev: self.rev.as_deref(),
            staged: self.staged,
            new_since: self.new_since.as_deref(),
            // Only programs need the duties that are met.
            duties: if context.format == Format::Json { Duties::All } else { Duties::Pressing },
        };
        let checked = request.run(&context.workspace)?;
        let report = Report {
            as_of: context.workspace.today,
            duties: &checked.judgement.duties,
            findings: &checked.judgement.findings,
            titles: checked.titles.iter().map(|(subject, title)| (subject.clone(), title.as_str())).collect(),
            language: context.language,
            since: self.new_since.as_deref(),
        };
        // Servers name files by their place in the repository.
        let is_for_server = matches!(context.format, Format::Sarif | Format::Junit | Format::Github);
        let history = is_for_server.then(|| context.workspace.history().ok()).flatten();
        let folder = history.map(|history| history.prefix()).unwrap_or_default();
        let run = ci::Run { folder: &folder, fail_on: request.fail_on };
        let stdout = match context.format {
            Format::Human => {
                human::check(&report, human::Style { full: context.verbose, colour: ui::colour_on_stdout() })
            }
            Format::Json => json::check(&report),
            Format::Csv => csv::check(&report),
            Format::Markdown => markdown::check(&report),
            Format::Sarif => ci::sarif(&report, run),
            Format::Junit => ci::junit(&report, run),
            Format::Github => ci::github(&report, run),
            _ => return Err(context.format.refused().into()),
        };
        let unstaged = Text::new("没有暂存的改动（git add）", "nothing is staged (git add)");
        let notes = checked.is_unstaged.then_some(unstaged).into_iter().collect();
        let exit = if checked.is_incomplete { 2 } else { u8::from(checked.failed) };
        // The program ends here, and freeing a large archive piece by piece would only take time.
        std::mem::forget(checked);
        Ok(Reply { stdout, notes, exit, ..Reply::default() })
    }
}
