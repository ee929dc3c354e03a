use super::context::{Context, Format};
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
    /// Least severity that makes the exit code 1: error, warning or note, or the Chinese name
    #[arg(long, value_name = "SEVERITY", add = super::completions::words(&SEVERITIES))]
    fail_on: Option<String>,
}

/// Severities, gravest first, with their names.
const SEVERITIES: [(&str, &str); 3] = [("error", "错误"), ("warning", "警告"), ("note", "提示")];

pub(super) const EXAMPLES: &[&str] = &[
    "yijuan check",
    "yijuan check 2026-003",
    "yijuan check --format json --fail-on warning",
    "yijuan --as-of 2026-06-15 check --all",
];

impl Check {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let fail_on = self.fail_on()?;
        let case =
            if self.keys.is_empty() { context.read_all()? } else { context.read(&context.topics(&self.keys)?)? };
        let topics_alone = !self.keys.is_empty();
        let mut judgement = judge(case.bench(), Selection { topics_alone, all: self.all });
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
        let failed = judgement.findings.iter().any(|finding| finding.severity >= fail_on);
        // The program ends here: taking a large archive apart piece by piece would only keep people waiting.
        std::mem::forget(judgement);
        std::mem::forget(case);
        Ok(Reply { stdout, exit: if unreadable { 2 } else { u8::from(failed) }, ..Reply::default() })
    }

    fn fail_on(&self) -> Result<Severity, Problems> {
        let Some(written) = self.fail_on.as_deref() else {
            return Ok(Severity::Error);
        };
        let all = [Severity::Error, Severity::Warning, Severity::Note];
        let known = all.into_iter().zip(SEVERITIES).find(|(_, (id, name))| written == *id || written == *name);
        known.map(|(severity, _)| severity).ok_or_else(|| {
            let known = SEVERITIES.iter().flat_map(|(id, name)| [*id, *name]);
            unknown(&Text::new("程度", "severity"), written, known).into()
        })
    }
}
