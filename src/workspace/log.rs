//! What is on record about a topic, a year or a room, day by day: events, statements, exceptions, decisions and commits.

use super::{LoadedArchive, Workspace};
use crate::archive::{Archive, PlanYear, Review, Topic};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::{Commit, Repository};
use crate::model::{Attest, Date, Decision, Event, Name, Recorded, Subject, Suggestion, Waiver};
use crate::regulation::{Check, Regulation};
use std::collections::HashSet;

/// The trailer of commits about a room.
const ROOM: &str = "Yijuan-Room";

/// A subject, and what it is on record in.
pub(crate) struct Log {
    pub loaded: LoadedArchive,
    pub subject: Subject,
    commits: Vec<Commit>,
}

/// Something on record.
pub(crate) enum LogEntry<'a> {
    /// An event, of a suggestion if one is named; struck out if a later entry says so.
    Event {
        event: &'a Event,
        struck: bool,
        suggestion: Option<&'a Suggestion>,
    },
    Statement(&'a Attest),
    Waiver(&'a Waiver),
    /// A decision on the paper at a path.
    Decision {
        paper: &'a str,
        decision: &'a Decision,
    },
    Commit(&'a Commit),
}

impl LogEntry<'_> {
    pub(crate) fn date(&self) -> Date {
        match self {
            Self::Event { event, .. } => event.date,
            Self::Statement(attest) => attest.date,
            Self::Waiver(waiver) => waiver.date,
            Self::Decision { decision, .. } => decision.date,
            Self::Commit(commit) => commit.date,
        }
    }
}

impl Log {
    /// The log of the one topic, year or room that a word means.
    ///
    /// # Errors
    /// If it means none, or more than one; if there is no repository, or the topic cannot be read.
    pub(crate) fn read(workspace: &Workspace, key: &str) -> Result<Self, Diagnostics> {
        let (subject, topics) = workspace.subject(key)?;
        let history = workspace.history()?;
        let loaded = workspace.read(&topics)?;
        let commits = commits(&history, &loaded, &subject)?;
        Ok(Self { loaded, subject, commits })
    }

    /// The regulations that name what is on record; of two with a name for it, the first.
    ///
    /// # Errors
    /// If the settings cannot be read, or name no regulation.
    pub(crate) fn regulations(&self) -> Result<Vec<&Regulation>, Diagnostics> {
        let LoadedArchive { archive, regulations, .. } = &self.loaded;
        let own = match (&self.subject, archive.topics.first()) {
            (_, Some(topic)) => Some(&topic.file.regulation),
            (Subject::Room(id), None) => archive.room(id).map(|room| &room.regulation),
            (_, None) => None,
        };
        Ok(match own {
            Some(id) => regulations.get(id).into_iter().collect(),
            None => regulations.of_years(self.loaded.settings()?)?,
        })
    }

    /// All that is on record, by day, and within a day in the order of [`LogEntry`]; but a paper goes out after it was decided
    /// on, and what is on record after that comes after it.
    pub(crate) fn entries(&self) -> Vec<LogEntry<'_>> {
        let mut entries = match self.loaded.archive.topics.first() {
            Some(topic) => of_topic(topic),
            None => self.of_years(),
        };
        entries.extend(self.commits.iter().map(LogEntry::Commit));
        let rules = self.regulations().unwrap_or_default().into_iter().flat_map(|regulation| &regulation.rules);
        let sendings: HashSet<&Name> = rules.flat_map(|rule| &rule.checks).filter_map(sends).collect();
        let mut went_out: HashSet<Date> = HashSet::new();
        let mut ranked: Vec<(Date, u8, LogEntry)> = Vec::new();
        for entry in entries {
            let date = entry.date();
            let rank = match &entry {
                LogEntry::Event { event, suggestion: None, .. } => {
                    if sendings.contains(&event.event) {
                        went_out.insert(date);
                    }
                    if went_out.contains(&date) { 4 } else { 0 }
                }
                LogEntry::Event { .. } => 0,
                LogEntry::Statement(_) => 1,
                LogEntry::Waiver(_) => 2,
                LogEntry::Decision { .. } => 3,
                LogEntry::Commit(_) => 5,
            };
            ranked.push((date, rank, entry));
        }
        ranked.sort_by_key(|(date, rank, _)| (*date, *rank));
        ranked.into_iter().map(|(_, _, entry)| entry).collect()
    }

    /// Everything about a year, or about a room in all years; kind by kind.
    fn of_years(&self) -> Vec<LogEntry<'_>> {
        let room = if let Subject::Room(id) = &self.subject { Some(id) } else { None };
        let plans = &self.loaded.archive.plans;
        let plans: Vec<&PlanYear> =
            plans.iter().filter(|plan| room.is_some() || self.subject == Subject::Plan(plan.year)).collect();
        let events = plans.iter().flat_map(|plan| &plan.events).filter(|recorded| recorded.event.room.as_ref() == room);
        let attests = plans.iter().flat_map(|plan| &plan.attests).filter(|attest| attest.room.as_ref() == room);
        let waivers = plans.iter().flat_map(|plan| &plan.waivers).filter(|waiver| waiver.room.as_ref() == room);
        let reviews = plans.iter().filter(|_| room.is_none()).flat_map(|plan| &plan.reviews);
        let events = events.map(of_subject);
        let stated = attests.map(LogEntry::Statement).chain(waivers.map(LogEntry::Waiver));
        events.chain(stated).chain(reviews.flat_map(decisions)).collect()
    }
}

/// The event by which a paper that steps decide on goes out.
fn sends(check: &Check) -> Option<&Name> {
    if let Check::Chain(chain) = check { chain.then.as_ref() } else { None }
}

/// Everything about a topic and its suggestions, kind by kind.
fn of_topic(topic: &Topic) -> Vec<LogEntry<'_>> {
    let of_suggestions = topic.suggestions.iter().flat_map(|suggestion| {
        let events = &suggestion.events;
        events.iter().map(move |event| LogEntry::Event {
            event,
            struck: event.struck_by(events).is_some(),
            suggestion: Some(suggestion),
        })
    });
    let events = topic.events.iter().map(of_subject).chain(of_suggestions);
    let stated = topic.attests.iter().map(LogEntry::Statement).chain(topic.waivers.iter().map(LogEntry::Waiver));
    events.chain(stated).chain(topic.reviews.iter().flat_map(decisions)).collect()
}

fn of_subject(recorded: &Recorded) -> LogEntry<'_> {
    LogEntry::Event { event: &recorded.event, struck: recorded.struck.is_some(), suggestion: None }
}

fn decisions(review: &Review) -> impl Iterator<Item = LogEntry<'_>> {
    review.decisions.iter().map(|decision| LogEntry::Decision { paper: &review.paper, decision })
}

/// The commits about a subject, the earliest first: those that changed where it is kept, and those that gave numbers to the
/// papers of a topic or a year, which are kept outside its folder.
fn commits(history: &Repository, loaded: &LoadedArchive, subject: &Subject) -> Result<Vec<Commit>, Diagnostics> {
    let own = of_folders(history, loaded, subject)?;
    let numbers = of_numbers(history, &loaded.archive, subject)?;
    if numbers.is_empty() {
        return Ok(own);
    }
    let folder = folder(loaded, subject)?;
    let mut all = history.commits(&[&folder, "numbers"], ROOM)?;
    let listed: HashSet<&str> = own.iter().chain(&numbers).map(|commit| commit.id.as_str()).collect();
    all.retain(|commit| listed.contains(commit.id.as_str()));
    Ok(all)
}

/// The folder of a topic or a year.
fn folder(loaded: &LoadedArchive, subject: &Subject) -> Result<String, Diagnostics> {
    Ok(match subject {
        Subject::Plan(year) => format!("plans/{year}"),
        _ => loaded.topic()?.0.folder.clone(),
    })
}

/// The commits that changed where a subject is kept.
fn of_folders(history: &Repository, loaded: &LoadedArchive, subject: &Subject) -> Result<Vec<Commit>, Diagnostics> {
    // Events of rooms are kept in the folders of the years; the trailer says which room a commit is about.
    let mut commits = match subject {
        Subject::Plan(_) | Subject::Topic(_) => history.commits(&[&folder(loaded, subject)?], ROOM)?,
        Subject::Room(_) => history.commits(&["rooms.yml", "plans"], ROOM)?,
        Subject::Archive => Vec::new(),
    };
    match subject {
        Subject::Plan(_) => commits.retain(|commit| commit.trailer.is_empty()),
        Subject::Room(id) => commits.retain(|commit| commit.trailer.iter().any(|room| room == id.as_str())),
        Subject::Topic(_) | Subject::Archive => {}
    }
    Ok(commits)
}

/// The commits that gave numbers to the papers of a topic or a year. They are kept outside its folder.
fn of_numbers(history: &Repository, archive: &Archive, subject: &Subject) -> Result<Vec<Commit>, Diagnostic> {
    let (trailer, own) = match subject {
        Subject::Topic(key) => ("Yijuan-Topic", key.to_string()),
        Subject::Plan(year) => ("Yijuan-Plan", year.to_string()),
        Subject::Room(_) | Subject::Archive => return Ok(Vec::new()),
    };
    if archive.numbers.of(subject).next().is_none() {
        return Ok(Vec::new());
    }
    let mut commits = history.commits(&["numbers"], trailer)?;
    commits.retain(|commit| commit.trailer.contains(&own));
    Ok(commits)
}
