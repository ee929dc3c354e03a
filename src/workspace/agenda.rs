//! What is to be done on a day and whose it is, and what has changed since an earlier day or commit.

mod before;
mod item;
mod list;
mod owed;

pub(crate) use item::{Item, Matter, News};
pub(crate) use owed::{Debt, Owed, Owing};

use super::{LoadedArchive, Workspace};
use crate::archive::{Source, TopicFolder, locate, titles};
use crate::diagnostic::{Diagnostics, Location};
use crate::duty::Finding;
use crate::engine::{Context, Part, Selection, concerns, judge_part};
use crate::model::{Date, Name, Subject};
use before::Before;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be done, and what has changed.
pub(crate) struct Agenda {
    /// The archive, with no topics but those that years and rooms are judged by.
    pub loaded: LoadedArchive,
    /// The day it is compared with.
    pub since: Date,
    /// The items, by subject and day.
    pub items: Vec<Item>,
    /// Titles of the topics, and names of the rooms, that have items.
    pub titles: BTreeMap<Subject, Name>,
}

/// What an agenda is compared with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Since<'a> {
    /// Today's files, as of the last working day.
    LastWorkday,
    /// Today's files, as of this day.
    Day(Date),
    /// The files of this commit, on its day.
    Commit(&'a str),
}

impl Agenda {
    /// # Errors
    /// If there is no such commit; if the calendar cannot be read.
    pub(crate) fn of(workspace: &Workspace, since: Since) -> Result<Self, Diagnostics> {
        // A commit is judged before the archive is read, so that memory never holds both.
        let past = match since {
            Since::Commit(revision) => Some(before_commit(workspace, revision)?),
            Since::LastWorkday | Since::Day(_) => None,
        };
        let (mut loaded, folders) = LoadedArchive::read_without_topics(&workspace.source, workspace.today)?;
        let day = match since {
            Since::Day(day) => Some(day),
            Since::LastWorkday => Some(loaded.calendar.last_workday_until(workspace.today.plus_days(-1))),
            Since::Commit(_) => None,
        };
        let mut before = past.unwrap_or_else(|| Before::on(day.unwrap_or(workspace.today)));
        // Of topics that cannot be read the pass itself tells.
        let unread: Vec<Finding> = loaded.problems().map(Finding::from_problem).collect();
        let mut items = Vec::new();
        let whole = Selection { part: Part::Whole, all: true };
        let others = loaded.pass(&workspace.source, folders.clone(), whole, |of_part, judgement| {
            if let Some(day) = day {
                add_topics(&mut before, Context { today: day, ..of_part });
            }
            items.extend(before.compare(&of_part, judgement, list::waiting(&of_part)));
        });
        let context = loaded.context();
        if let Some(day) = day {
            add_years(&mut before, Context { today: day, ..context });
        }
        let unread_subjects: BTreeSet<Subject> =
            loaded.problems().map(|problem| Finding::from_problem(problem).subject).collect();
        let mut others = others;
        others.findings.extend(unread);
        items.extend(before.compare(&context, others, list::waiting_of_years(&context)));
        let since = before.day;
        let judged: BTreeSet<Subject> = folders.iter().map(|folder| Subject::Topic(folder.key)).collect();
        items.extend(before.rest(|subject| {
            let is_there = !matches!(subject, Subject::Topic(_)) || judged.contains(subject);
            is_there && !unread_subjects.contains(subject)
        }));
        let mut items = before::without_repeats(items);
        let order = |item: &Item| (item.subject.clone(), item.day(), item.key());
        items.sort_by_cached_key(order);
        locate(&workspace.source, items.iter_mut().filter_map(Item::place));
        let titles = titles_of(&workspace.source, &loaded, folders, items.iter().map(|item| &item.subject));
        Ok(Self { loaded, since, items, titles })
    }

    /// Leaves only what concerns a person, an office or a body.
    pub(crate) fn only_for(&mut self, who: &Name) {
        let context = self.loaded.context();
        self.items.retain(|item| item.concerns(context, who));
    }
}

impl Item {
    /// Where it is wrong, if that is to be shown.
    fn place(&mut self) -> Option<&mut Location> {
        match &mut self.matter {
            Matter::Fault(finding, _) if self.news == News::New => Some(&mut finding.place),
            _ => None,
        }
    }

    /// Whether it concerns somebody: they lead the topic, it is their office's, or they are to do it.
    fn concerns(&self, context: Context, who: &Name) -> bool {
        let (office, lead) = (self.topic.0.as_ref(), self.topic.1.as_ref());
        let is_theirs = lead == Some(who) || self.office.as_ref() == Some(who);
        is_theirs
            || match &self.matter {
                Matter::Fault(_, Some(duty)) | Matter::Soon(duty) => concerns(context, duty, (office, lead), who),
                Matter::Answer(promise) => office == Some(who) || promise.concerned.contains(who),
                Matter::Decision(paper) => office == Some(who) || paper.waiting_for.contains(who),
                Matter::Fault(_, None) | Matter::Done(_) => office == Some(who),
            }
    }
}

/// What was to be done by the files of a commit, on its day.
fn before_commit(workspace: &Workspace, revision: &str) -> Result<Before, Diagnostics> {
    let past = workspace.past(revision)?;
    // Under `--as-of`, the commit may be later than what counts as today.
    let day = workspace.history()?.day_of(revision)?.min(workspace.today);
    let mut before = Before::on(day);
    let (mut loaded, folders) = LoadedArchive::read_without_topics(&past, day)?;
    let topics = Selection { part: Part::Whole, all: false };
    let others = loaded.pass(&past, folders, topics, |of_part, judgement| {
        before.add(&of_part, judgement, list::waiting(&of_part));
    });
    before.add(&loaded.context(), others, list::waiting_of_years(&loaded.context()));
    if let Some(unread) = past.unread() {
        return Err(unread.at(Location::file(revision)).into());
    }
    Ok(before)
}

fn add_topics(before: &mut Before, then: Context) {
    before.add(&then, judge_part(then, Selection { part: Part::Topics, all: false }), list::waiting(&then));
}

fn add_years(before: &mut Before, then: Context) {
    before.add(&then, judge_part(then, Selection { part: Part::Archive, all: false }), list::waiting_of_years(&then));
}

/// The titles of the topics, and the names of the rooms, among some subjects.
fn titles_of<'s>(
    source: &dyn Source,
    loaded: &LoadedArchive,
    mut folders: Vec<TopicFolder>,
    subjects: impl Iterator<Item = &'s Subject>,
) -> BTreeMap<Subject, Name> {
    let named: BTreeSet<&Subject> = subjects.collect();
    folders.retain(|folder| named.contains(&Subject::Topic(folder.key)));
    let of_topics = folders.iter().zip(titles(source, &folders)).rev();
    let of_topics = of_topics.filter_map(|(folder, title)| Some((Subject::Topic(folder.key), title?)));
    let of_rooms = loaded.archive.rooms.iter().map(|room| (Subject::Room(room.id.clone()), room.name.clone()));
    of_topics.chain(of_rooms).collect()
}
