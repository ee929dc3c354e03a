//! How every topic stands and what is to be done, as `list` and `due` tell it.

use super::context::{Case, Context};
use super::parts::{OfUse, parts};
use crate::archive::{Topic, TopicFolder, WorkTree, topic_folders};
use crate::duty::Duty;
use crate::engine::{self, Part, Selection, TopicStages, judge_part, stages_of_all};
use crate::model::{Date, Name, Subject};
use crate::problem::Problems;
use crate::regulation::Regulations;
use crate::report::topic::Standing;
use crate::rules::Stage;
use std::collections::{HashMap, HashSet};

/// An archive, how its topics stand, and what there is to be done.
pub(super) struct Overview {
    /// The archive without its topics.
    pub case: Case,
    /// The topics that could be read, by key.
    pub topics: Vec<TopicState>,
    /// Open duties of years, rooms and registers.
    pub others: Vec<Duty>,
}

/// How a topic stands.
#[derive(Clone, Debug)]
pub(super) struct TopicState {
    pub folder: TopicFolder,
    pub title: Name,
    pub form: Option<Name>,
    pub regulation: Name,
    pub office: Option<Name>,
    pub lead: Option<Name>,
    /// Where it came from.
    pub from: Vec<Name>,
    /// `None` if it was not judged: its regulation is unknown, a file of it cannot be read, or another topic has its
    /// number.
    pub course: Option<Course>,
    /// Its duties that are open and not excused.
    pub open: Vec<Duty>,
}

/// How far a topic has come.
#[derive(Clone, Debug)]
pub(super) struct Course {
    /// The stage it is in, if any is left.
    stage: Option<Name>,
    /// The day it ended, if it has.
    ended: Option<Date>,
}

impl Overview {
    /// Reads and judges every topic; the years, rooms and registers as well if the whole is asked for.
    pub(super) fn of(context: &Context, part: Part) -> Result<Self, Problems> {
        let (case, (folders, strays)) = rayon::join(|| context.read(&[]), || topic_folders(&context.source));
        let mut case = case?;
        let (topics, of_use) = case.judge_topics(&context.source, &folders, part);
        case.archive.problems.extend(strays);
        case.archive.folders = folders;
        let others = if part == Part::Whole { case.judge_others(of_use) } else { Vec::new() };
        Ok(Self { case, topics, others })
    }
}

impl Case {
    /// How the topics in these folders stand; those that years and rooms may be judged by are handed on if the whole is
    /// asked for.
    fn judge_topics(
        &mut self,
        source: &WorkTree,
        folders: &[TopicFolder],
        part: Part,
    ) -> (Vec<TopicState>, Vec<Topic>) {
        let Self { archive, regulations, calendar, today } = self;
        let (mut states, mut read) = (Vec::new(), Vec::new());
        let mut of_use = OfUse::new(regulations);
        for together in parts(folders) {
            let problems = archive.read_topics(source, together, &|id| regulations.texts(id));
            archive.problems.extend(problems);
            states.extend(judged(engine::Context { archive, regulations, calendar, today: *today }));
            let topics = std::mem::take(&mut archive.topics);
            if part == Part::Whole {
                read.extend(topics.into_iter().filter(|topic| of_use.wants(topic)));
            }
        }
        (states, read)
    }

    /// The open duties of years, rooms and registers, judged by these topics.
    fn judge_others(&mut self, of_use: Vec<Topic>) -> Vec<Duty> {
        self.archive.topics = of_use;
        let judged = judge_part(self.bench(), Selection { part: Part::Archive, all: false });
        let open = judged.duties.into_iter().filter(is_open).collect();
        self.archive.topics.clear();
        open
    }
}

/// How the topics that were read stand.
fn judged(bench: engine::Context) -> Vec<TopicState> {
    let judgement = judge_part(bench, Selection { part: Part::Topics, all: false });
    let mut open: HashMap<Subject, Vec<Duty>> = HashMap::new();
    for duty in judgement.duties.into_iter().filter(is_open) {
        open.entry(duty.subject.clone()).or_default().push(duty);
    }
    let mut numbers = HashSet::new();
    let topics = bench.archive.topics.iter().zip(stages_of_all(bench));
    topics
        .map(|(topic, stages)| {
            let is_first = numbers.insert(topic.key);
            let stages = stages.filter(|_| is_first && !topic.incomplete);
            let open = open.remove(&Subject::Topic(topic.key)).filter(|_| is_first).unwrap_or_default();
            TopicState::of(topic, stages.as_ref(), open)
        })
        .collect()
}

fn is_open(duty: &Duty) -> bool {
    duty.state.is_open() && !duty.waived
}

impl TopicState {
    fn of(topic: &Topic, stages: Option<&TopicStages>, open: Vec<Duty>) -> Self {
        let file = &topic.file;
        let from = file.source.iter().flat_map(|source| source.from.iter());
        let course = |stages: &TopicStages| Course {
            stage: stages.current().map(|stage| stage.id.clone()),
            ended: stages.ended,
        };
        Self {
            folder: TopicFolder { key: topic.key, path: topic.folder.clone() },
            title: file.title.clone(),
            form: file.form.clone(),
            regulation: file.regulation.clone(),
            office: file.office.clone(),
            lead: file.lead.clone(),
            from: from.cloned().collect(),
            course: stages.map(course),
            open,
        }
    }

    /// The stage it is in.
    pub(super) fn stage<'r>(&self, regulations: &'r Regulations) -> Option<&'r Stage> {
        let stage = self.course.as_ref()?.stage.as_ref()?;
        regulations.get(&self.regulation).ok()?.stages.iter().find(|known| known.id == *stage)
    }

    /// How it stands by its duties.
    pub(super) fn standing(&self, duties: &[&Duty]) -> Option<Standing> {
        self.course.as_ref().map(|course| Standing::of(duties, course.ended))
    }
}
