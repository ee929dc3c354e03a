//! How every topic stands and what is to be done, as `list`, `due` and `plan show` tell it.

use super::{LoadedArchive, Subjects, Workspace};
use crate::archive::{Topic, TopicFolder};
use crate::diagnostic::Diagnostics;
use crate::duty::{Duty, End, Finding, Severity, Standing, State};
use crate::engine::{self, Judgement, Part, Promise, Selection, TopicStages, stages_of_all};
use crate::model::{Date, Hour, Name, Subject, TopicKey};
use crate::regulation::Regulations;
use crate::rules::Stage;
use crate::rules::view::MEETING;
use crate::text::Text;
use std::collections::{HashMap, HashSet};

/// An archive, how its topics stand, and what there is to be done.
pub struct Overview {
    /// The archive, with no topics but those that years and rooms are judged by.
    pub loaded: LoadedArchive,
    /// The topics that could be read, by key.
    pub topics: Vec<TopicState>,
    /// What was found of years, rooms and registers.
    pub others: Judgement,
}

/// How a topic stands.
#[derive(Clone, Debug)]
pub struct TopicState {
    /// Where it lies.
    pub folder: TopicFolder,
    /// What it is called.
    pub title: Name,
    /// Its form of consultation.
    pub form: Option<Name>,
    /// Its regulation.
    pub regulation: Name,
    /// Its responsible office.
    pub office: Option<Name>,
    /// The room it belongs to.
    pub room: Option<Name>,
    /// Who leads it.
    pub lead: Option<Name>,
    /// Where it came from.
    pub from: Vec<Name>,
    /// The day it was entered.
    pub began: Option<Date>,
    /// `None` if it was not judged: its regulation is unknown, a file of it cannot be read, or another topic has its
    /// number.
    course: Option<Course>,
    /// Who has its papers that are under review.
    pub whose_turn: Option<Text>,
    /// Its duties that are open and not excused.
    pub open: Vec<Duty>,
    /// Answers awaited by days that the office set itself.
    pub promises: Vec<Promise>,
    /// Its meeting, if one is scheduled.
    pub meeting: Option<Scheduled>,
    /// How many errors stand of what is not overdue.
    wrong: usize,
}

/// A meeting that is scheduled.
#[derive(Clone, Debug)]
pub struct Scheduled {
    /// The day.
    pub day: Date,
    /// When it begins.
    pub time: Option<Hour>,
    /// Building and room.
    pub place: Option<Name>,
}

/// How far a topic has come.
#[derive(Clone, Debug)]
struct Course {
    /// The stage it is in, if any is left.
    stage: Option<Name>,
    end: End,
}

impl Overview {
    /// Reads and judges every topic; years, rooms and registers as well if the whole is selected.
    ///
    /// # Errors
    /// As [`LoadedArchive::read`].
    pub fn of(workspace: &Workspace, selection: Selection) -> Result<Self, Diagnostics> {
        let (loaded, folders) = LoadedArchive::read_without_topics(&workspace.source, workspace.today)?;
        Ok(Self::judged(workspace, loaded, folders, selection))
    }

    /// The same of some topics, years and rooms alone.
    ///
    /// # Errors
    /// As [`LoadedArchive::read`].
    pub fn of_subjects(workspace: &Workspace, asked: Subjects) -> Result<Self, Diagnostics> {
        if asked.others.is_empty() {
            let selection = Selection { part: Part::Topics, all: false };
            return Ok(Self::judged(workspace, workspace.read(&[])?, asked.topics, selection));
        }
        // Years and rooms are judged by topics that nobody asked for.
        let mut overview = Self::of(workspace, Selection { part: Part::Whole, all: false })?;
        overview.topics.retain(|topic| asked.topics.contains(&topic.folder));
        overview.others = overview.others.only(|subject| asked.has(subject));
        Ok(overview)
    }

    /// The title of a topic, or the name of a room. Of two topics with one number the first gives it.
    #[must_use]
    pub fn title(&self, subject: &Subject) -> Option<String> {
        match subject {
            Subject::Topic(key) => {
                let first = self.topics.partition_point(|topic| topic.folder.key < *key);
                let topic = self.topics.get(first).filter(|topic| topic.folder.key == *key);
                topic.map(|topic| topic.title.to_string())
            }
            Subject::Room(id) => self.loaded.archive.room(id).map(|room| room.name.to_string()),
            Subject::Plan(_) | Subject::Archive => None,
        }
    }

    fn judged(
        workspace: &Workspace,
        mut loaded: LoadedArchive,
        folders: Vec<TopicFolder>,
        selection: Selection,
    ) -> Self {
        let mut topics = Vec::new();
        let take = |of_part: engine::Context<'_>, judgement| topics.extend(states(of_part, judgement));
        let others = loaded.pass(&workspace.source, folders, selection, take);
        Self { loaded, topics, others }
    }
}

/// How the topics of a part stand.
fn states(of_part: engine::Context, judgement: Judgement) -> Vec<TopicState> {
    let mut open: HashMap<Subject, Vec<Duty>> = HashMap::new();
    for duty in judgement.duties.into_iter().filter(is_open) {
        open.entry(duty.subject.clone()).or_default().push(duty);
    }
    let mut wrong: HashMap<Subject, usize> = HashMap::new();
    let is_overdue = |finding: &Finding| {
        let duties = open.get(&finding.subject).into_iter().flatten();
        let mut overdue = duties.filter(|duty| duty.state == State::Overdue);
        overdue.any(|duty| finding.rule_id() == Some(&duty.rule().id))
    };
    let is_wrong = |finding: &&Finding| finding.severity == Severity::Error && !is_overdue(finding);
    for finding in judgement.findings.iter().filter(is_wrong) {
        *wrong.entry(finding.subject.clone()).or_default() += 1;
    }
    let mut promises: HashMap<TopicKey, Vec<Promise>> = HashMap::new();
    for promise in judgement.promises {
        promises.entry(promise.topic).or_default().push(promise);
    }
    let mut numbers = HashSet::new();
    let topics = of_part.archive.topics.iter().zip(stages_of_all(of_part));
    topics
        .map(|(topic, stages)| {
            let is_first = numbers.insert(topic.key);
            let stages = stages.filter(|_| is_first && topic.unread.is_empty());
            let open = open.remove(&Subject::Topic(topic.key)).filter(|_| is_first).unwrap_or_default();
            let wrong = wrong.remove(&Subject::Topic(topic.key)).unwrap_or_default();
            let promises = promises.remove(&topic.key).filter(|_| is_first).unwrap_or_default();
            TopicState {
                whose_turn: whose_turn(of_part, topic),
                promises,
                ..TopicState::of(topic, stages.as_ref(), open, wrong)
            }
        })
        .collect()
}

/// Who has the papers of a topic that are under review.
fn whose_turn(context: engine::Context, topic: &Topic) -> Option<Text> {
    if topic.reviews.is_empty() {
        return None;
    }
    let reviews = engine::reviews_of_topic(context, topic, None);
    let turns: Vec<Text> = reviews.iter().filter_map(|review| review.whose_turn(context.archive)).collect();
    (!turns.is_empty()).then(|| Text::join(&turns, "；", "; "))
}

/// Whether a duty is open and not excused.
#[must_use]
pub fn is_open(duty: &Duty) -> bool {
    duty.state.is_open() && !duty.waived
}

impl TopicState {
    fn of(topic: &Topic, stages: Option<&TopicStages>, open: Vec<Duty>, wrong: usize) -> Self {
        let file = &topic.file;
        let from = file.source.iter().flat_map(|source| source.from.iter());
        let course = |stages: &TopicStages| Course {
            stage: stages.current().map(|stage| stage.id.clone()),
            end: End { ended: stages.ended, dropped: stages.dropped, unrecorded: stages.unrecorded },
        };
        Self {
            folder: TopicFolder { key: topic.key, path: topic.folder.clone() },
            title: file.title.clone(),
            form: file.form.clone(),
            regulation: file.regulation.clone(),
            office: file.office.clone(),
            room: file.room.clone(),
            lead: file.lead.clone(),
            from: from.cloned().collect(),
            began: file.began,
            whose_turn: None,
            course: stages.map(course),
            open,
            promises: Vec::new(),
            meeting: file.scheduled.get(MEETING).map(|day| Scheduled {
                day: *day,
                time: file.session.time,
                place: file.session.place.clone(),
            }),
            wrong,
        }
    }

    /// The stage it is in.
    #[must_use]
    pub fn stage<'r>(&self, regulations: &'r Regulations) -> Option<&'r Stage> {
        let stage = self.course.as_ref()?.stage.as_ref()?;
        regulations.get(&self.regulation).ok()?.stages.iter().find(|known| known.id == *stage)
    }

    /// The day it ended, if it has.
    #[must_use]
    pub fn ended(&self) -> Option<Date> {
        self.course.as_ref()?.end.ended
    }

    /// The day it was withdrawn, not approved or screened out, if it was.
    #[must_use]
    pub fn dropped(&self) -> Option<Date> {
        self.course.as_ref()?.end.dropped
    }

    /// Whether it was withdrawn, not approved or screened out.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        self.dropped().is_some()
    }

    /// Whether somebody leads it, or is its office.
    #[must_use]
    pub fn is_of(&self, who: &Name) -> bool {
        self.lead.as_ref() == Some(who) || self.office.as_ref() == Some(who)
    }

    /// How it stands by its duties, and by what else is wrong of it.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        let duties: Vec<&Duty> = self.open.iter().collect();
        self.course.as_ref().map(|course| Standing::new(&duties, self.wrong, course.end))
    }
}
