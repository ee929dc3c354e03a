//! `check`: what is wrong, the law, and what to do.

use super::context::Context;
use super::format::Format;
use super::uncommitted;
use crate::archive::{Source, Topic, folders_of_key, locate, topic_folders};
use crate::changes::render::template;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, unknown};
use crate::duty::{Duty, Finding, Severity, State};
use crate::engine::{Judgement, Known, Part, Selection, doubled_numbers};
use crate::model::{Subject, TopicKey};
use crate::report::{Report, csv, human, json, markdown};
use crate::text::Text;
use crate::ui::{self, Reply};
use crate::workspace::{LoadedArchive, Subjects};
use clap::Args;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Judge topics by their regulations: what is wrong, the law, and what to do
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    /// Topics to judge (keys or parts of them), `plan:YEAR` or `room:ID`; everything if none is given
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
        // Before the archive itself is read, so that memory need not hold both.
        let known = self.new_since.as_ref().map(|since| known(context, since, asked.as_ref())).transpose()?;
        // Only a program reads through the duties that are well.
        let duties = if context.format == Format::Json { Duties::All } else { Duties::Pressing };
        // Git is asked meanwhile: it waits for the disk more than it reckons.
        let (judged, uncommitted) = std::thread::scope(|scope| {
            let ask = || uncommitted::findings(context, asked.as_ref());
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
        // Files not committed yet are no fault of the work; that git or a change is left half-way is a warning.
        let counts = |finding: &Finding| finding.severity >= fail_on;
        let is_grave = |finding: &Finding| finding.severity > Severity::Note && counts(finding);
        let failed = judgement.findings.iter().any(counts) || uncommitted.iter().any(is_grave);
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
        // The program ends here: taking a large archive apart piece by piece would only keep people waiting.
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

/// Which duties are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Duties {
    All,
    /// Those overdue and those due soon.
    Pressing,
}

/// What came of a check.
struct Judged {
    judgement: Judgement,
    /// Titles of the topics there is something to say of, and names of rooms.
    titles: BTreeMap<Subject, String>,
    /// What could not be read.
    problems: Diagnostics,
}

/// Judges what is asked for, or everything there is.
fn judge(
    context: &Context,
    source: &dyn Source,
    asked: Option<&Subjects>,
    all: bool,
    duties: Duties,
) -> Result<Judged, Diagnostics> {
    // Whoever asks for one topic is to know that another has its number.
    let keys: BTreeSet<TopicKey> = asked.into_iter().flat_map(|asked| &asked.topics).map(|folder| folder.key).collect();
    let doubled = keys.into_iter().flat_map(|key| doubled_numbers(&folders_of_key(source, key)));
    let (mut loaded, folders, part) = match asked {
        // Years and rooms are judged by topics that nobody asked for.
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
    let wanted = |subject: &Subject| asked.is_none_or(|asked| asked.has(subject) || *subject == Subject::Archive);
    let others = loaded.pass(source, folders, Selection { part, all }, |in_part, of_part| {
        judged.take_in(of_part.only(wanted), duties, &in_part.archive.topics);
    });
    let is_archive = |subject: &Subject| asked.is_some() && *subject == Subject::Archive;
    judged.take_in(others.only(|subject| wanted(subject) && !is_archive(subject)), duties, &[]);
    let rooms = loaded.archive.rooms.iter().map(|room| (Subject::Room(room.id.clone()), room.name.to_string()));
    judged.titles.extend(rooms);
    if asked.is_none() {
        let unsound = loaded.archive.local_regulations.iter().flat_map(|id| template::flaws(source, id));
        judged.judgement.findings.extend(unsound.map(|problem| Finding::from_problem(&problem)));
    }
    judged.problems = loaded.problems().cloned().collect();
    Ok(judged)
}

impl Judged {
    fn take_in(&mut self, mut part: Judgement, duties: Duties, topics: &[Topic]) {
        let presses = |duty: &Duty| matches!(duty.state, State::Overdue | State::DueSoon);
        part.duties.retain(|duty| duties == Duties::All || presses(duty));
        let of_findings = part.findings.iter().map(|finding| &finding.subject);
        let told: HashSet<&Subject> = of_findings.chain(part.duties.iter().map(|duty| &duty.subject)).collect();
        // Of two topics with one number the first is judged, so its title stands.
        let titles = topics.iter().rev().map(|topic| (Subject::Topic(topic.key), topic.file.title.to_string()));
        self.titles.extend(titles.filter(|(subject, _)| told.contains(subject)));
        self.judgement.append(part);
    }
}

/// What was found already in a commit, of the topics asked for or of everything.
fn known(context: &Context, revision: &str, asked: Option<&Subjects>) -> Result<Known, Diagnostics> {
    let past = context.workspace.past(revision)?;
    // A topic is the same by its key; its folder may have had another name, or not been there.
    let asked = asked.map(|asked| {
        let (mut before, _) = topic_folders(&past);
        before.retain(|folder| asked.topics.iter().any(|topic| topic.key == folder.key));
        Subjects { topics: before, others: asked.others.clone() }
    });
    // What a closed topic leaves unsaid was there all the same.
    let judged = judge(context, &past, asked.as_ref(), true, Duties::Pressing)?;
    if let Some(unread) = past.unread() {
        return Err(unread.at(Location::file(revision)).into());
    }
    Ok(Known::new(&judged.judgement.findings))
}

/// Whether a finding says what a file could not be read for.
fn tells(finding: &Finding, problem: &Diagnostic) -> bool {
    let path = problem.place.as_ref().map_or("", |place| &place.path);
    finding.citation.is_none() && finding.message == problem.message && finding.place.path == path
}
