use super::context::{Context, Format};
use super::uncommitted;
use crate::archive::locate;
use crate::check::{Selection, judge};
use crate::duty::Severity;
use crate::problem::Problems;
use crate::regulation::unknown;
use crate::report::{Report, human, json};
use crate::text::Text;
use crate::ui::{self, Reply};
use clap::Args;

/// Judge topics by their regulations: what is wrong, the law, and what to do
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Topics to judge: keys or parts of them; everything if none is given
    #[arg(value_name = "KEY", add = super::completions::keys())]
    keys: Vec<String>,
    /// Also closed topics that are well, and duties waiting or not applicable
    #[arg(long)]
    all: bool,
    /// Least severity that makes the exit code 1: error, warning or note
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<String>,
}

pub(super) const EXAMPLES: &[&str] = &[
    "yijuan check",
    "yijuan check 2026-003",
    "yijuan check --format json --fail-on warning",
    "yijuan --as-of 2026-06-15 check --all",
];

impl Check {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let fail_on = self.fail_on()?;
        let topics = (!self.keys.is_empty()).then(|| context.topics(&self.keys)).transpose()?;
        // Git is asked meanwhile: it waits for the disk more than it reckons.
        let (case, uncommitted) = std::thread::scope(|scope| {
            let uncommitted = scope.spawn(|| uncommitted::findings(context, topics.as_deref()));
            let case = topics.as_deref().map_or_else(|| context.read_all(), |topics| context.read(topics));
            (case, uncommitted.join().unwrap_or_default())
        });
        let case = case?;
        let mut judgement = judge(case.bench(), Selection { topics_alone: topics.is_some(), all: self.all });
        // What is not committed is no fault of the work, so it never fails a check.
        let failed = judgement.findings.iter().any(|finding| finding.severity >= fail_on);
        judgement.findings.extend(uncommitted);
        locate(&context.source, judgement.findings.iter_mut().map(|finding| &mut finding.place));
        judgement.findings.sort_by(|a, b| (&a.subject, &a.place).cmp(&(&b.subject, &b.place)));
        let report = Report {
            as_of: context.today,
            duties: &judgement.duties,
            findings: &judgement.findings,
            language: context.language,
        };
        let stdout = match context.format {
            Format::Human => human::check(&report, &case.archive, ui::colour_on_stdout()),
            Format::Json => json::check(&report),
        };
        let unreadable = !case.archive.problems.is_empty() || !case.regulations.problems.is_empty();
        // The program ends here: taking a large archive apart piece by piece would only keep people waiting.
        std::mem::forget(judgement);
        std::mem::forget(case);
        let exit = if unreadable { 2 } else { u8::from(failed) };
        Ok(Reply { stdout, exit, ..Reply::default() })
    }

    fn fail_on(&self) -> Result<Severity, Problems> {
        match self.fail_on.as_deref() {
            None | Some("error") => Ok(Severity::Error),
            Some("warning") => Ok(Severity::Warning),
            Some("note") => Ok(Severity::Note),
            Some(other) => Err(unknown(&Text::new("程度", "severity"), other, ["error", "warning", "note"]).into()),
        }
    }
}
