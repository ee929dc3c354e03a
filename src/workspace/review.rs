//! The papers on their way through review, of some topics and years or of all.

use super::{LoadedArchive, Subjects, Workspace};
use crate::archive::{Limits, Source, Topic, TopicFolder};
use crate::diagnostic::Diagnostics;
use crate::engine::{Context, PaperReview, ReviewState, reviews_of_topic, reviews_of_year};
use crate::history::{Commit, Repository};
use crate::model::{Date, Decision, Name, Subject, Verdict, file_stem, sha256};
use crate::text::Text;
use rayon::prelude::*;

/// Papers that steps decide on, and the archive without its topics.
pub struct PapersUnderReview {
    /// The archive.
    pub loaded: LoadedArchive,
    /// The papers: those on their way, or all of those asked for.
    pub all: Vec<PaperUnderReview>,
}

/// Where a paper is on its way.
#[derive(Clone, Debug)]
pub struct PaperUnderReview {
    /// Whose paper it is.
    pub subject: Subject,
    /// The topic's title.
    pub title: Option<Name>,
    /// Its kind.
    pub document: Name,
    /// What it is called: the name of its file.
    pub called: String,
    /// Round of review, from 1.
    pub round: u32,
    /// Where it is.
    pub state: ReviewState,
    /// The step that is next; none where every one is taken.
    pub step: Option<Name>,
    /// The same, in words.
    pub step_name: Text,
    /// Ids of the people, posts or bodies that are waited for.
    pub waiting_for: Vec<Name>,
    /// The same, in words.
    pub waiting_name: Text,
    /// The same by their names alone, for readers who type no commands.
    pub waiting_called: Text,
    /// The steps taken for another text.
    pub lapsed: Vec<Name>,
    /// The same, in words.
    pub lapsed_name: Text,
    /// The day of the last decision that moved it.
    pub since: Option<Date>,
    /// Working days since then.
    pub working_days: Option<i64>,
    /// The steps that are on record, and bound to no text, in words.
    pub unbound_name: Text,
    /// The change by which they lapsed, once it is committed.
    pub lapsed_since: Option<Commit>,
    /// How many comments on it are not settled.
    pub open_comments: usize,
    /// The command that takes it a step further.
    pub way: Text,
    /// Path of the paper.
    pub path: String,
    /// SHA-256 of the paper as it is; none of one that nobody decided on.
    pub sha256: Option<String>,
    /// SHA-256 of the texts for which steps were taken that are open again.
    pub lapsed_texts: Vec<String>,
    /// What everybody last decided on it, in whatever round.
    pub last: Vec<Decision>,
}

impl PaperUnderReview {
    /// The last decision that somebody made on it, and whether the text has changed since.
    #[must_use]
    pub fn changed_since(&self, who: &str) -> Option<(&Decision, bool)> {
        let last = self.last.iter().find(|decision| *decision.by == *who)?;
        Some((last, self.sha256.as_deref() != Some(&*last.sha256)))
    }
}

impl PapersUnderReview {
    /// Of these topics and years every paper that steps decide on; where none is named, those on their way.
    ///
    /// # Errors
    /// If a word means nothing, or more than one thing; if the calendar cannot be read.
    pub fn of(workspace: &Workspace, keys: &[String]) -> Result<Self, Diagnostics> {
        let (mut loaded, all_folders) = LoadedArchive::read_without_topics(&workspace.source, workspace.today)?;
        let asked = (!keys.is_empty()).then(|| Subjects::of(&workspace.source, keys)).transpose()?;
        let folders = asked.as_ref().map_or(all_folders, |asked| asked.topics.clone());
        let mut all = loaded.papers_of_years(asked.as_ref());
        all.extend(loaded.papers_of_topics(workspace, &folders));
        if asked.is_none() {
            all.retain(|paper| !matches!(paper.state, ReviewState::Draft | ReviewState::Through));
        }
        if let Ok(history) = workspace.history() {
            for paper in all.iter_mut().filter(|paper| !paper.lapsed.is_empty()) {
                paper.lapsed_since = other_texts(&history, &paper.path, &paper.lapsed_texts).pop();
            }
        }
        Ok(Self { loaded, all })
    }
}

impl LoadedArchive {
    fn papers_of_years(&self, asked: Option<&Subjects>) -> Vec<PaperUnderReview> {
        let regulation = self.archive.settings.iter().find_map(|settings| self.regulations.of_plans(settings).ok());
        let Some(regulation) = regulation else { return Vec::new() };
        let plans = self.archive.plans.iter();
        let plans = plans.filter(|plan| asked.is_none_or(|asked| asked.has(&Subject::Plan(plan.year))));
        let found = plans.flat_map(|plan| reviews_of_year(self.context(), plan, regulation, None));
        found.map(|review| PaperUnderReview::of(self.context(), &review, None)).collect()
    }

    fn papers_of_topics(&mut self, workspace: &Workspace, folders: &[TopicFolder]) -> Vec<PaperUnderReview> {
        let mut found = Vec::new();
        self.read_in_parts(&workspace.source, folders, |context| {
            let of_part = context.archive.topics.par_iter().flat_map_iter(|topic| {
                let reviews = reviews_of_topic(context, topic, None);
                reviews.into_iter().map(move |review| PaperUnderReview::of(context, &review, Some(topic)))
            });
            found.extend(of_part.collect::<Vec<_>>());
        });
        found
    }
}

impl PaperUnderReview {
    pub(super) fn of(context: Context, review: &PaperReview, topic: Option<&Topic>) -> Self {
        let regulation = review.regulation;
        let office = topic.and_then(|topic| topic.file.office.as_ref());
        let open: Vec<_> = review.open().collect();
        let is_at_office = matches!(review.state, ReviewState::Draft | ReviewState::Returned | ReviewState::Withdrawn);
        let names =
            |ids: &[&Name]| Text::join(&ids.iter().map(|id| regulation.name(id)).collect::<Vec<_>>(), "、", ", ");
        let nobody = || (Vec::new(), Text::same(""), Text::same(""));
        let (waiting_for, waiting_name, waiting_called) = match office {
            _ if review.state == ReviewState::Through => nobody(),
            Some(office) if is_at_office => {
                let name = context.archive.name_of(office);
                (vec![office.clone()], Text::new(name.as_str(), office.as_str()), Text::same(name.as_str()))
            }
            _ if is_at_office => nobody(),
            _ => {
                let waiting = open.iter().flat_map(|step| &step.waits_for).cloned().collect();
                (waiting, review.waits_for(context.archive), review.waits_for_by_name(context.archive))
            }
        };
        let lapsed: Vec<&Name> = review.lapsed().collect();
        let unbound = review.steps().filter(|step| step.is_unbound());
        let unbound: Vec<&Name> = unbound.map(|step| &step.event).collect();
        let steps: Vec<&Name> = open.iter().map(|step| &step.event).collect();
        Self {
            subject: review.subject.clone(),
            title: topic.map(|topic| topic.file.title.clone()),
            document: review.document.clone(),
            called: file_stem(review.paper).to_owned(),
            round: review.round,
            state: review.state,
            step: steps.first().map(|step| (*step).clone()),
            step_name: names(&steps),
            waiting_for,
            waiting_name,
            waiting_called,
            lapsed_name: names(&lapsed),
            lapsed: lapsed.into_iter().cloned().collect(),
            since: review.since,
            working_days: review.since.map(|since| context.calendar.workdays_between(since, context.today)),
            unbound_name: names(&unbound),
            lapsed_since: None,
            open_comments: open_comments(context, review),
            way: review.way(context.archive),
            path: review.paper.to_owned(),
            sha256: review.sha256.map(ToOwned::to_owned),
            lapsed_texts: review.lapsed_texts().map(ToString::to_string).collect(),
            last: last_of_each(context, review),
        }
    }
}

/// How many comments on a paper are not settled.
fn open_comments(context: Context, review: &PaperReview) -> usize {
    let of_topics = context.archive.topics.iter().flat_map(|topic| &topic.comments);
    let of_years = context.archive.plans.iter().flat_map(|plan| &plan.comments);
    let mut of_paper = of_topics.chain(of_years).filter(|comments| comments.paper == review.paper);
    of_paper.next().map_or(0, |comments| comments.open().count())
}

/// The last commits in which a paper reads as none of these texts, by SHA-256; the latest first.
pub(crate) fn other_texts(history: &Repository, path: &str, known: &[String]) -> Vec<Commit> {
    let reads_otherwise = |commit: &Commit| {
        let text = Source::read(&history.tree(&commit.id).ok()?, path, Limits::PAPER).ok()??;
        Some(!known.contains(&sha256(&text)))
    };
    let commits = history.commits(&[path], "Yijuan-Topic").unwrap_or_default().into_iter().rev();
    commits.take_while(|commit| reads_otherwise(commit) == Some(true)).collect()
}

/// The last decision of each who made one on a paper that waits.
fn last_of_each(context: Context, review: &PaperReview) -> Vec<Decision> {
    if !matches!(review.state, ReviewState::Waiting | ReviewState::Held) {
        return Vec::new();
    }
    let of_topics = context.archive.topics.iter().flat_map(|topic| &topic.reviews);
    let of_years = context.archive.plans.iter().flat_map(|plan| &plan.reviews);
    let lines = of_topics.chain(of_years).find(|lines| lines.paper == review.paper);
    let mut last: Vec<Decision> = Vec::new();
    for decision in lines.iter().flat_map(|lines| lines.decisions.iter().rev()) {
        let is_past = decision.date <= context.today && decision.verdict != Verdict::Submit;
        if is_past && last.iter().all(|known| known.by != decision.by) {
            last.push(decision.clone());
        }
    }
    last
}
