mod judged;
mod question;

use super::context::Context;
use super::format::Format;
use super::uncommitted;
use crate::archive::{Source, TopicFolder, locate, topic_folders};
use crate::check::Known;
use crate::duty::{Finding, Severity};
use crate::problem::{Problem, Problems};
use crate::regulation::unknown;
use crate::report::{Report, csv, human, json, markdown};
use crate::text::Text;
use crate::ui::{self, Reply};
use clap::Args;
use judged::{Judged, Kept};
use question::Question;

/// Judge topics by their regulations: what is wrong, the law, and what to do
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
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
    /// Judge the files of this commit; the work tree stays as it is
    #[arg(long, value_name = "COMMIT")]
    rev: Option<String>,
    /// Only findings that were not there yet in this commit
    #[arg(long, value_name = "COMMIT")]
    new_since: Option<String>,
}

/// Severities, gravest first, with their names.
const SEVERITIES: [(&str, &str); 3] = [("error", "错误"), ("warning", "警告"), ("note", "提示")];

const EXAMPLES: &str = "\
yijuan check
yijuan check 2026-003
yijuan check --format json --fail-on warning
yijuan --as-of 2026-06-15 check --all
yijuan check --new-since origin/main
yijuan check --rev HEAD~3 --format csv > 问题.csv";

impl Check {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let fail_on = self.fail_on()?;
        match self.question(context) {
            Some(question) => question.answer(context, || self.judge(context, fail_on)),
            None => self.judge(context, fail_on),
        }
    }

    /// What is asked, if it is about the archive as a whole and as it is.
    fn question(&self, context: &Context) -> Option<Question> {
        let Self { keys, all, fail_on, rev, new_since } = self;
        if !keys.is_empty() || rev.is_some() || new_since.is_some() {
            return None;
        }
        let form = format!("{all} {fail_on:?} {}", ui::colour_on_stdout());
        Some(Question { form, of: uncommitted::state(context)? })
    }

    fn judge(&self, context: &Context, fail_on: Severity) -> Result<Reply, Problems> {
        let past = self.rev.as_deref().map(|rev| context.past(rev)).transpose()?;
        let source: &dyn Source = past.as_ref().map_or(&context.source, |past| past);
        let topics = (!self.keys.is_empty()).then(|| Context::topics_in(source, &self.keys)).transpose()?;
        // Before the archive itself is read, so that memory need not hold both.
        let known = self.new_since.as_ref().map(|since| known(context, since, topics.as_deref())).transpose()?;
        let mut case = context.read_from(source, Some(&[]))?;
        // Only a program reads through the duties that are well.
        let duties = if context.format == Format::Json { Kept::All } else { Kept::Pressing };
        // Git is asked meanwhile: it waits for the disk more than it reckons.
        let (judged, uncommitted) = std::thread::scope(|scope| {
            let ask = || uncommitted::findings(context, topics.as_deref());
            let uncommitted = (past.is_none() && self.new_since.is_none()).then(|| scope.spawn(ask));
            let judged = case.judge(source, topics.as_deref(), self.all, duties);
            (judged, uncommitted.and_then(|thread| thread.join().ok()).unwrap_or_default())
        });
        let Judged { mut judgement, titles, problems } = judged;
        if let Some(mut known) = known {
            judgement.findings.retain(|finding| !known.take(finding));
        }
        // What is not committed is no fault of the work, so it never fails a check.
        let failed = judgement.findings.iter().any(|finding| finding.severity >= fail_on);
        judgement.findings.extend(uncommitted);
        locate(source, judgement.findings.iter_mut().map(|finding| &mut finding.place));
        judgement.findings.sort_by(|a, b| (&a.subject, &a.place).cmp(&(&b.subject, &b.place)));
        let report = Report {
            as_of: context.today,
            duties: &judgement.duties,
            findings: &judgement.findings,
            titles: titles.iter().map(|(subject, title)| (subject.clone(), title.as_str())).collect(),
            language: context.language,
        };
        let stdout = match context.format {
            Format::Human => human::check(&report, ui::colour_on_stdout()),
            Format::Json => json::check(&report),
            Format::Csv => csv::check(&report),
            Format::Markdown => markdown::check(&report),
        };
        let unreadable =
            problems.iter().any(|problem| judgement.findings.iter().any(|finding| tells(finding, problem)));
        // The program ends here: taking a large archive apart piece by piece would only keep people waiting.
        std::mem::forget(judgement);
        std::mem::forget(past);
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

/// What was found already in a commit, of the topics asked for or of everything.
fn known(context: &Context, revision: &str, topics: Option<&[TopicFolder]>) -> Result<Known, Problems> {
    let past = context.past(revision)?;
    // A topic is the same by its key; its folder may have had another name, or not been there.
    let topics = topics.map(|topics| {
        let (mut before, _) = topic_folders(&past);
        before.retain(|folder| topics.iter().any(|topic| topic.key == folder.key));
        before
    });
    let mut case = context.read_from(&past, Some(&[]))?;
    // What a closed topic leaves unsaid was there all the same.
    let judged = case.judge(&past, topics.as_deref(), true, Kept::Pressing);
    Ok(Known::of(&judged.judgement.findings))
}

/// Whether a finding says what a file could not be read for.
fn tells(finding: &Finding, problem: &Problem) -> bool {
    let path = problem.place.as_ref().map_or("", |place| &place.path);
    finding.rule.is_none() && finding.message == problem.message && finding.place.path == path
}
