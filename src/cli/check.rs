//! `check`: what is wrong, the law, and what to do.

use super::context::Context;
use super::format::Format;
use crate::archive::{Source, Topic, folders_of_key, locate, topic_folders};
use crate::changes::render::template;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, unknown};
use crate::duty::{Finding, Severity, State};
use crate::engine::{Judgement, Known, Part, Selection, doubled_numbers};
use crate::model::{Subject, TopicKey};
use crate::report::{Report, csv, human, json, markdown};
use crate::text::Text;
use crate::ui::{self, Reply};
use crate::workspace::{LoadedArchive, Subjects, uncommitted_files};
use clap::Args;
use std::collections::{BTreeMap, BTreeSet, HashSet};

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
    #[arg(long, value_name = "SEVERITY", add = super::completions::words(&SEVERITIES))]
    fail_on: Option<String>,
    /// Judge the files of this commit; the work tree stays as it is
    #[arg(long, value_name = "COMMIT")]
    rev: Option<String>,
    /// Only findings that this commit did not have yet
    #[arg(long, value_name = "COMMIT")]
    new_since: Option<String>,
}

/// Severities, the highest first, with their Chinese names.
const SEVERITIES: [(&str, &str); 3] = [("error", "错误"), ("warning", "警告"), ("note", "提示")];

const EXAMPLES: &str = "\
yijuan check
yijuan check 2026-003
yijuan check plan:2026
yijuan check --format json --fail-on warning
yijuan --as-of 2026-06-15 check --all
yijuan check --new-since origin/main
yijuan check --rev HEAD~3 --format csv > 问题.csv";

impl Check {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let fail_on = self.fail_on()?;
        let past = self.rev.as_deref().map(|rev| context.workspace.past(rev)).transpose()?;
        let source: &dyn Source = past.as_ref().map_or(&context.workspace.source, |past| past);
        let asked = (!self.keys.is_empty()).then(|| Subjects::of(source, &self.keys)).transpose()?;
        // Judged before the archive is read, so that memory never holds both.
        let known = self.new_since.as_ref().map(|since| known(context, since, asked.as_ref())).transpose()?;
        // Only programs need the duties that are met.
        let duties = if context.format == Format::Json { Duties::All } else { Duties::Pressing };
        // git runs at the same time, because it mostly waits for the disk.
        let (judged, uncommitted) = std::thread::scope(|scope| {
            let ask = || uncommitted_files(&context.workspace, asked.as_ref());
            let is_now = past.is_none() && self.new_since.is_none();
            let meanwhile = is_now.then(|| std::thread::Builder::new().spawn_scoped(scope, ask));
            let judged = judge(context, source, asked.as_ref(), self.all, duties);
            let uncommitted = match meanwhile {
                None => Vec::new(),
                Some(Ok(thread)) => thread.join().unwrap_or_default(),
                // No thread could be started.
                Some(Err(_)) => ask(),
            };
            (judged, uncommitted)
        });
        let Judged { mut judgement, titles, problems } = judged?;
        if let Some(mut known) = known {
            judgement.findings.retain(|finding| !known.take(finding));
        }
        // Notes about uncommitted files never fail a check; warnings about an interrupted change or git operation may.
        let failed = judgement.findings.iter().any(|finding| finding.severity >= fail_on)
            || uncommitted.iter().any(|finding| finding.severity >= fail_on.max(Severity::Warning));
        judgement.findings.extend(uncommitted);
        locate(source, judgement.findings.iter_mut().map(|finding| &mut finding.place));
        judgement.findings.sort_by(|a, b| (&a.subject, &a.place).cmp(&(&b.subject, &b.place)));
        let report = Report {
            as_of: context.workspace.today,
            duties: &judgement.duties,
            findings: &judgement.findings,
            titles: titles.iter().map(|(subject, title)| (subject.clone(), title.as_str())).collect(),
            language: context.language,
            since: self.new_since.as_deref(),
        };
        let stdout = match context.format {
            Format::Human => {
                human::check(&report, human::Style { full: context.verbose, colour: ui::colour_on_stdout() })
            }
            Format::Json => json::check(&report),
            Format::Csv => csv::check(&report),
            Format::Markdown => markdown::check(&report),
        };
        let unreadable =
            problems.iter().any(|problem| judgement.findings.iter().any(|finding| tells(finding, problem)));
        // The program ends here, and freeing a large archive piece by piece would only take time.
        std::mem::forget(judgement);
        std::mem::forget(past);
        Ok(Reply { stdout, exit: if unreadable { 2 } else { u8::from(failed) }, ..Reply::default() })
    }

    fn fail_on(&self) -> Result<Severity, Diagnostics> {
        let Some(written) = self.fail_on.as_deref() else {
            return Ok(Severity::Error);
        };
        let all = [Severity::Error, Severity::Warning, Severity::Note];
        let known = all.into_iter().zip(SEVERITIES).find(|(_, (id, name))| written == *id || written == *name);
        known
            .map(|(severity, _)| severity)
            .ok_or_else(|| unknown(&Text::new("程度", "severity"), written, SEVERITIES).into())
    }
}

/// Which duties are reported.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Duties {
    All,
    /// Those overdue or due soon.
    Pressing,
}

/// The result of a check.
struct Judged {
    judgement: Judgement,
    /// Titles of the topics with findings or duties, and names of rooms.
    titles: BTreeMap<Subject, String>,
    /// What could not be read.
    problems: Diagnostics,
}

/// Judges the subjects asked for, or everything.
fn judge(
    context: &Context,
    source: &dyn Source,
    asked: Option<&Subjects>,
    all: bool,
    duties: Duties,
) -> Result<Judged, Diagnostics> {
    // The check of a single topic also reports another topic with its number.
    let keys: BTreeSet<TopicKey> = asked.into_iter().flat_map(|asked| &asked.topics).map(|folder| folder.key).collect();
    let doubled = keys.into_iter().flat_map(|key| doubled_numbers(&folders_of_key(source, key)));
    let (mut loaded, folders, part) = match asked {
        // Years and rooms are judged with all topics.
        Some(asked) if !asked.others.is_empty() => {
            let (loaded, folders) = LoadedArchive::read_without_topics(source, context.workspace.today)?;
            (loaded, folders, if asked.topics.is_empty() { Part::Archive } else { Part::Whole })
        }
        Some(asked) => {
            (LoadedArchive::read(source, Some(&[]), context.workspace.today)?, asked.topics.clone(), Part::Topics)
        }
        None => {
            let (loaded, folders) = LoadedArchive::read_without_topics(source, context.workspace.today)?;
            (loaded, folders, Part::Whole)
        }
    };
    let mut judged = Judged { judgement: Judgement::default(), titles: BTreeMap::new(), problems: Diagnostics::new() };
    judged.judgement.findings.extend(loaded.problems().map(Finding::from_problem));
    judged.judgement.findings.extend(doubled);
    let others = loaded.pass(source, folders, Selection { part, all }, |in_part, of_part| {
        judged.take_in(of_part.only(|subject| is_asked(asked, subject)), duties, &in_part.archive.topics);
    });
    // Findings of the whole archive are left out if only some subjects were asked for.
    let others = others.only(|subject| asked.is_none_or(|asked| asked.has(subject) && *subject != Subject::Archive));
    judged.take_in(others, duties, &[]);
    let rooms = loaded.archive.rooms.iter().map(|room| (Subject::Room(room.id.clone()), room.name.to_string()));
    judged.titles.extend(rooms);
    if asked.is_none() {
        let unsound = loaded.archive.local_regulations.iter().flat_map(|id| template::flaws(source, id));
        judged.judgement.findings.extend(unsound.map(|problem| Finding::from_problem(&problem)));
    }
    judged.problems = loaded.problems().cloned().collect();
    Ok(judged)
}

/// Whether a subject belongs to the answer: one asked for, or the archive as a whole.
fn is_asked(asked: Option<&Subjects>, subject: &Subject) -> bool {
    asked.is_none_or(|asked| asked.has(subject) || *subject == Subject::Archive)
}

impl Judged {
    /// Adds the judgement of a part, with the titles of its topics that appear in it.
    fn take_in(&mut self, mut part: Judgement, duties: Duties, topics: &[Topic]) {
        if duties == Duties::Pressing {
            part.duties.retain(|duty| matches!(duty.state, State::Overdue | State::DueSoon));
        }
        let of_findings = part.findings.iter().map(|finding| &finding.subject);
        let reported: HashSet<&Subject> = of_findings.chain(part.duties.iter().map(|duty| &duty.subject)).collect();
        // Of two topics with the same number the first is judged, so its title is used.
        let titles = topics.iter().rev().map(|topic| (Subject::Topic(topic.key), topic.file.title.to_string()));
        self.titles.extend(titles.filter(|(subject, _)| reported.contains(subject)));
        self.judgement.append(part);
    }
}

/// The findings of a commit, of the subjects asked for or of everything.
fn known(context: &Context, revision: &str, asked: Option<&Subjects>) -> Result<Known, Diagnostics> {
    let past = context.workspace.past(revision)?;
    // Topics are matched by key, because the folder may have had another name.
    let asked = asked.map(|asked| {
        let (mut before, _) = topic_folders(&past);
        before.retain(|folder| asked.topics.iter().any(|topic| topic.key == folder.key));
        Subjects { topics: before, others: asked.others.clone() }
    });
    // Findings of closed topics are included, or they would count as new.
    let judged = judge(context, &past, asked.as_ref(), true, Duties::Pressing)?;
    if let Some(unread) = past.unread() {
        return Err(unread.at(Location::file(revision)).into());
    }
    Ok(Known::new(&judged.judgement.findings))
}

/// Whether a finding reports this problem of an unreadable file.
fn tells(finding: &Finding, problem: &Diagnostic) -> bool {
    let path = problem.place.as_ref().map_or("", |place| &place.path);
    finding.citation.is_none() && finding.message == problem.message && finding.place.path == path
}
