//! Everything that figures are made of: the topics of the year and of the year before, and their dated duties, from one
//! pass over the archive.

use super::About;
use super::attendance::Attended;
use super::deadlines::Deadline;
use super::key::{form, office};
use super::measure::Key;
use super::suggested::Suggested;
use crate::archive::Topic;
use crate::diagnostic::Diagnostics;
use crate::duty::Duty;
use crate::engine::{Context, Judgement, Part, Progress, Selection, progress};
use crate::model::{Name, Subject, TopicKey};
use crate::text;
use crate::text::Text;
use crate::workspace::{LoadedArchive, Workspace};
use std::collections::HashSet;

/// What figures are made of.
pub(super) struct Facts {
    /// The archive, without its topics.
    pub(super) loaded: LoadedArchive,
    /// The year.
    pub(super) year: i32,
    /// The topics of the year, of the year before, and those that items of their plans became, by key.
    pub(super) topics: Vec<Counted>,
    /// The dated duties of both years.
    pub(super) deadlines: Vec<Deadline>,
    /// How many topics could not be counted, because their regulation is unknown or a file of theirs cannot be read.
    uncounted: usize,
}

/// What is known of a topic.
pub(super) struct Counted {
    pub(super) key: TopicKey,
    pub(super) title: Name,
    /// Its form of consultation.
    pub(super) form: Key,
    /// Its responsible office.
    pub(super) office: Key,
    pub(super) room: Option<Name>,
    pub(super) progress: Progress,
    pub(super) suggestions: Vec<Suggested>,
    pub(super) attended: Vec<Attended>,
}

impl Facts {
    pub(super) fn of(workspace: &Workspace, year: i32) -> Result<Self, Diagnostics> {
        let (mut loaded, folders) = LoadedArchive::read_without_topics(&workspace.source, workspace.today)?;
        let years = [year - 1, year];
        let plans = loaded.archive.plans.iter().filter(|plan| years.contains(&plan.year));
        let items = plans.flat_map(|plan| &plan.file.items).filter_map(|item| item.topic.as_deref()?.parse().ok());
        let planned: HashSet<TopicKey> = items.collect();
        let (mut topics, mut deadlines, mut uncounted) = (Vec::new(), Vec::new(), 0);
        let mut seen = HashSet::new();
        let take = |context: Context<'_>, judgement: Judgement| {
            let is_asked = |key: &TopicKey| years.contains(&key.year) || planned.contains(key);
            for topic in context.archive.topics.iter().filter(|topic| is_asked(&topic.key)) {
                // Looking back, a topic that was entered later was not there yet.
                let is_there = topic.file.began.is_none_or(|began| began <= context.today);
                if is_there && seen.insert(topic.key) {
                    match Counted::of(context, topic) {
                        Some(counted) => topics.push(counted),
                        None => uncounted += 1,
                    }
                }
            }
            // The topics of a part come with their duties.
            let office = |key| {
                let topic = context.archive.topics.iter().find(|topic| topic.key == key)?;
                Some(office(context, topic.file.office.as_ref()))
            };
            deadlines.extend(judgement.duties.iter().filter_map(|duty| of_years(context, duty, office, years)));
        };
        let selection = Selection { part: Part::Whole, all: true };
        let others = loaded.pass(&workspace.source, folders, selection, take);
        deadlines.extend(others.duties.iter().filter_map(|duty| of_years(loaded.context(), duty, |_| None, years)));
        topics.sort_by_key(|topic: &Counted| topic.key);
        // What is not counted of a topic is not counted of its deadlines.
        let is_counted = |key: TopicKey| topics.binary_search_by_key(&key, |topic| topic.key).is_ok();
        deadlines.retain(|deadline: &Deadline| deadline.topic().is_none_or(is_counted));
        Ok(Self { loaded, year, topics, deadlines, uncounted })
    }

    /// A topic that was counted.
    pub(super) fn topic(&self, key: TopicKey) -> Option<&Counted> {
        self.topics.binary_search_by_key(&key, |topic| topic.key).ok().map(|place| &self.topics[place])
    }

    /// The topics of a year.
    pub(super) fn topics_of(&self, year: i32) -> impl Iterator<Item = &Counted> {
        self.topics.iter().filter(move |topic| topic.key.year == year)
    }

    /// The dated duties of a year.
    pub(super) fn deadlines_of(&self, year: i32) -> Vec<&Deadline> {
        self.deadlines.iter().filter(|deadline| deadline.year == year).collect()
    }

    /// An office as rows name it.
    pub(super) fn office(&self, id: Option<&Name>) -> Key {
        office(self.loaded.context(), id)
    }

    /// What holds for all figures of a report.
    pub(super) fn notes(&self, about: About) -> Vec<Text> {
        let mut notes = Vec::new();
        if self.uncounted > 0 {
            let uncounted = self.uncounted;
            notes.push(text!(
                zh: "{uncounted} 件议题的规程不明或文件读不出，未计入；`yijuan check` 有详情",
                en: "not counted, for their regulation is unknown or a file of theirs cannot be read: {uncounted} topics; `yijuan check` says more"
            ));
        }
        let of_key = Text::new(
            "议题归入其编号的年度；各项按登记在案的事实计，截止日以后的不计",
            "a topic belongs to the year of its key; what is on record counts, and nothing after the day named above",
        );
        notes.push(of_key);
        if matches!(about, About::Plan | About::Adoption) {
            notes.push(Text::new("上年各项也计到同一截止日", "the year before is counted up to the same day"));
        }
        notes
    }
}

/// A dated duty of one of the years.
fn of_years(
    context: Context<'_>,
    duty: &Duty,
    office: impl Fn(TopicKey) -> Option<Key>,
    years: [i32; 2],
) -> Option<Deadline> {
    Deadline::of(context, duty, office).filter(|deadline| years.contains(&deadline.year))
}

impl Counted {
    fn of(context: Context<'_>, topic: &Topic) -> Option<Self> {
        let regulation = context.regulations.get(&topic.file.regulation).ok().filter(|_| topic.unread.is_empty())?;
        let (progress, handlings) = progress(context, regulation, topic);
        let handed = |round: u32| progress.reported.flatten().or_else(|| progress.met_in(round));
        let suggestions = topic.suggestions.iter().zip(handlings);
        let suggestions = suggestions.filter_map(|(one, handling)| {
            let handed = handling.assigned.or_else(|| handed(one.round.unwrap_or(1)));
            Suggested::of(context, regulation, topic, one, (handling, handed))
        });
        Some(Self {
            key: topic.key,
            title: topic.file.title.clone(),
            form: form(Some(regulation), topic.file.form.as_ref()),
            office: office(context, topic.file.office.as_ref()),
            room: topic.file.room.clone(),
            suggestions: suggestions.collect(),
            attended: Attended::of_topic(context, regulation, topic, &progress),
            progress,
        })
    }

    pub(super) fn subject(&self) -> Subject {
        Subject::Topic(self.key)
    }
}
