//! What `check` is to judge, and what comes of it: the subjects asked for or everything, in the work tree or in a commit.

use super::staged::StagedArchive;
use super::{LoadedArchive, Subjects, Workspace, template, uncommitted_files};
use crate::archive::{Source, Topic, folders_of_key, locate, titles, topic_folders};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::duty::{Finding, Severity, State};
use crate::engine::{Judgement, Known, Part, Selection, doubled_numbers};
use crate::model::{Date, Name, Subject, TopicKey};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What is to be judged.
pub(crate) struct Check<'a> {
    /// The subjects by their words; everything if there is none.
    pub keys: &'a [String],
    /// Whether closed topics without findings, and duties that wait or do not apply, are wanted as well.
    pub all: bool,
    /// The lowest severity that fails the check.
    pub fail_on: Severity,
    /// The commit whose files are judged; the work tree if none is given.
    pub rev: Option<&'a str>,
    /// Whether what the next commit would hold is judged instead: the topics and years that it would change.
    pub staged: bool,
    /// The commit whose findings are left out.
    pub new_since: Option<&'a str>,
    pub duties: Duties,
}

/// Which duties are reported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Duties {
    All,
    /// Those overdue or due soon, and those that only a person can state and nobody has.
    Pressing,
}

/// What came of a check.
pub(crate) struct Checked {
    /// Its findings have line and column, and are sorted by subject and place.
    pub judgement: Judgement,
    /// Titles of the topics with findings or duties, and names of rooms.
    pub titles: BTreeMap<Subject, String>,
    /// Whether a finding is as severe as was not to be.
    pub failed: bool,
    /// Whether a file could not be read.
    pub is_incomplete: bool,
    /// Whether nothing is staged, although that was to be judged.
    pub is_unstaged: bool,
}

impl Check<'_> {
    /// # Errors
    /// If a word means nothing, or more than one thing; if there is no such commit; if the calendar cannot be read.
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Checked, Diagnostics> {
        let past = self.rev.map(|rev| workspace.past(rev)).transpose()?;
        let staged = self.staged.then(|| StagedArchive::of(workspace)).transpose()?;
        let tree = past.as_ref().or(staged.as_ref().map(|staged| &staged.tree));
        let source: &dyn Source = tree.map_or(&workspace.source, |tree| tree);
        let asked = (!self.keys.is_empty()).then(|| Subjects::of(source, self.keys)).transpose()?;
        let asked = asked.or_else(|| staged.as_ref()?.subjects());
        let asked = asked.as_ref();
        // Judged before the archive is read, so that memory never holds both.
        let known = self.new_since.map(|since| known(workspace, since, asked)).transpose()?;
        // git runs at the same time, because it mostly waits for the disk.
        let (judged, uncommitted) = std::thread::scope(|scope| {
            let ask = || uncommitted_files(workspace, asked);
            let is_now = tree.is_none() && self.new_since.is_none();
            let meanwhile = is_now.then(|| std::thread::Builder::new().spawn_scoped(scope, ask));
            let judged = Judged::of(source, workspace.today, asked, self.all, self.duties);
            let uncommitted = match meanwhile {
                None => Vec::new(),
                Some(Ok(thread)) => thread.join().unwrap_or_default(),
                // No thread could be started.
                Some(Err(_)) => ask(),
            };
            (judged, uncommitted)
        });
        let Judged { mut judgement, mut titles, problems } = judged?;
        let lost = staged.iter().flat_map(StagedArchive::findings);
        judgement.findings.extend(lost.filter(|finding| is_asked(asked, &finding.subject)));
        let unnamed = uncommitted.iter().map(|finding| &finding.subject).filter(|one| !titles.contains_key(one));
        let named = titles_of(source, &unnamed.collect());
        titles.extend(named);
        if let Some(mut known) = known {
            judgement.findings.retain(|finding| !known.take(finding));
        }
        // Notes about uncommitted files never fail a check; warnings about an interrupted change or git operation may.
        let failed = judgement.findings.iter().any(|finding| finding.severity >= self.fail_on)
            || uncommitted.iter().any(|finding| finding.severity >= self.fail_on.max(Severity::Warning));
        judgement.findings.extend(uncommitted);
        locate(source, judgement.findings.iter_mut().map(|finding| &mut finding.place));
        judgement.findings.sort_by(|a, b| (&a.subject, &a.place).cmp(&(&b.subject, &b.place)));
        let tells_of = |problem: &Diagnostic| judgement.findings.iter().any(|finding| tells(finding, problem));
        let is_incomplete = problems.iter().any(tells_of);
        let is_unstaged = staged.as_ref().is_some_and(StagedArchive::is_as_committed);
        // The program is about to end, and freeing a large commit piece by piece would only take time.
        std::mem::forget((past, staged));
        Ok(Checked { judgement, titles, failed, is_incomplete, is_unstaged })
    }
}

/// The titles of topics of which only uncommitted files are told.
fn titles_of(source: &dyn Source, subjects: &BTreeSet<&Subject>) -> Vec<(Subject, String)> {
    if subjects.is_empty() {
        return Vec::new();
    }
    let mut folders = topic_folders(source).0;
    folders.retain(|folder| subjects.contains(&Subject::Topic(folder.key)));
    let named = folders.iter().zip(titles(source, &folders));
    named.filter_map(|(folder, title)| Some((Subject::Topic(folder.key), title?.to_string()))).collect()
}

/// What was judged, before anything is left out or added.
struct Judged {
    judgement: Judgement,
    titles: BTreeMap<Subject, String>,
    /// What could not be read.
    problems: Diagnostics,
}

impl Judged {
    /// Judges the subjects asked for, or everything.
    fn of(
        source: &dyn Source,
        today: Date,
        asked: Option<&Subjects>,
        all: bool,
        duties: Duties,
    ) -> Result<Self, Diagnostics> {
        // The check of a single topic also reports another topic with its number.
        let topics = asked.into_iter().flat_map(|asked| &asked.topics);
        let keys: BTreeSet<TopicKey> = topics.map(|folder| folder.key).collect();
        let doubled = keys.into_iter().flat_map(|key| doubled_numbers(&folders_of_key(source, key)));
        let (mut loaded, folders, part) = match asked {
            // Years and rooms are judged with all topics.
            Some(asked) if !asked.others.is_empty() => {
                let (loaded, folders) = LoadedArchive::read_without_topics(source, today)?;
                (loaded, folders, if asked.topics.is_empty() { Part::Archive } else { Part::Whole })
            }
            Some(asked) => (LoadedArchive::read(source, Some(&[]), today)?, asked.topics.clone(), Part::Topics),
            None => {
                let (loaded, folders) = LoadedArchive::read_without_topics(source, today)?;
                (loaded, folders, Part::Whole)
            }
        };
        let mut judged =
            Self { judgement: Judgement::default(), titles: BTreeMap::new(), problems: Diagnostics::new() };
        judged.judgement.findings.extend(loaded.problems().map(Finding::from_problem));
        judged.judgement.findings.extend(doubled);
        let others = loaded.pass(source, folders, Selection { part, all }, |in_part, of_part| {
            judged.take_in(of_part.only(|subject| is_asked(asked, subject)), duties, &in_part.archive.topics);
        });
        // Findings of the whole archive are left out if only some subjects were asked for.
        let others =
            others.only(|subject| asked.is_none_or(|asked| asked.has(subject) && *subject != Subject::Archive));
        judged.take_in(others, duties, &[]);
        let rooms = loaded.archive.rooms.iter().map(|room| (Subject::Room(room.id.clone()), room.name.to_string()));
        judged.titles.extend(rooms);
        if asked.is_none() {
            let own = loaded.archive.local_regulations.iter();
            // A regulation is also known by its name, but its templates are read in the folder of its id alone.
            let of_id = |id: &Name| loaded.regulations.get(id).ok().filter(|found| found.id == *id);
            let unsound = own.flat_map(|id| template::flaws(source, id, of_id(id)));
            let unsound = unsound.chain(template::astray(source, &loaded.archive, &loaded.regulations));
            judged.judgement.findings.extend(unsound.map(|problem| Finding::from_problem(&problem)));
        }
        judged.problems = loaded.problems().cloned().collect();
        Ok(judged)
    }

    /// Adds the judgement of a part, with the titles of its topics that appear in it.
    fn take_in(&mut self, mut part: Judgement, duties: Duties, topics: &[Topic]) {
        if duties == Duties::Pressing {
            part.duties.retain(|duty| matches!(duty.state, State::Overdue | State::DueSoon) || duty.is_unstated());
        }
        let of_findings = part.findings.iter().map(|finding| &finding.subject);
        let reported: HashSet<&Subject> = of_findings.chain(part.duties.iter().map(|duty| &duty.subject)).collect();
        // Of two topics with the same number the first is judged, so its title is used.
        let titles = topics.iter().rev().map(|topic| (Subject::Topic(topic.key), topic.file.title.to_string()));
        self.titles.extend(titles.filter(|(subject, _)| reported.contains(subject)));
        self.judgement.append(part);
    }
}

/// Whether a subject belongs to the answer: one asked for, or the archive as a whole.
fn is_asked(asked: Option<&Subjects>, subject: &Subject) -> bool {
    asked.is_none_or(|asked| asked.has(subject) || *subject == Subject::Archive)
}

/// The findings of a commit, of the subjects asked for or of everything.
fn known(workspace: &Workspace, revision: &str, asked: Option<&Subjects>) -> Result<Known, Diagnostics> {
    let past = workspace.past(revision)?;
    // Topics are matched by key, because the folder may have had another name.
    let asked = asked.map(|asked| {
        let (mut before, _) = topic_folders(&past);
        before.retain(|folder| asked.topics.iter().any(|topic| topic.key == folder.key));
        Subjects { topics: before, others: asked.others.clone() }
    });
    // Findings of closed topics are included, or they would count as new.
    let judged = Judged::of(&past, workspace.today, asked.as_ref(), true, Duties::Pressing)?;
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
