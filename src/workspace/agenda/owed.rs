//! What offices and bodies owe, and when they were pressed for it before.

use super::super::{LoadedArchive, Workspace};
use super::item::{Item, Matter, News};
use super::{list, titles_of};
use crate::archive::{Topic, TopicFolder};
use crate::diagnostic::Diagnostics;
use crate::duty::{Act, Duty, Severity};
use crate::engine::{Context, Judgement, Part, Selection};
use crate::model::{Date, Event, Name, Recorded, Subject};
use crate::regulation::Check;
use crate::rules::Due;
use crate::vocabulary::{EventKind, Vocabulary};
use crate::workspace::PaperUnderReview;
use std::collections::{BTreeMap, BTreeSet};

/// What is owed.
pub(crate) struct Owed {
    /// The archive, with no topics but those that years and rooms are judged by.
    pub loaded: LoadedArchive,
    /// The debts, by subject and day.
    pub debts: Vec<Debt>,
    /// The general office, which presses the others.
    pub general: Option<Name>,
    /// How many debts it has itself.
    pub own: usize,
    /// How many nobody in particular has, as no office is named.
    pub nobodys: usize,
    /// Titles of the topics, and names of the rooms.
    pub titles: BTreeMap<Subject, Name>,
    /// The folders of the topics.
    pub folders: Vec<TopicFolder>,
}

/// One thing that somebody owes.
#[derive(Clone, Debug)]
pub(crate) struct Debt {
    /// What it is about.
    pub subject: Subject,
    /// The office or the body that owes it.
    pub by: Name,
    /// What is owed.
    pub what: Owing,
    /// What a reminder of it refers to: a rule, a suggestion or a paper.
    pub reference: Name,
    /// The event as which a reminder of it is recorded.
    pub event: Name,
    /// The days on which they were reminded of it before, in order.
    pub reminded: Vec<Date>,
}

/// What is owed.
#[derive(Clone, Debug)]
pub(crate) enum Owing {
    /// That a duty is done: of a suggestion with its text. Of `is_advice` the day is the archive's own number.
    Duty { duty: Box<Duty>, is_advice: bool, suggestion: Option<String> },
    /// The answer to a suggestion by a day that the office had set itself.
    Answer { text: String, due: Date, working_days_left: i64 },
    /// A decision on a paper.
    Decision(Box<PaperUnderReview>),
}

impl Owed {
    /// # Errors
    /// If the calendar cannot be read; what cannot be read of the archive is a problem of what comes back.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self, Diagnostics> {
        let (mut loaded, folders) = LoadedArchive::read_without_topics(&workspace.source, workspace.today)?;
        let (mut debts, mut nobodys) = (Vec::new(), 0);
        let whole = Selection { part: Part::Whole, all: true };
        let others = loaded.pass(&workspace.source, folders.clone(), whole, |of_part, judgement| {
            debts.extend(debts_of(&of_part, judgement, list::waiting(&of_part), &mut nobodys));
        });
        let context = loaded.context();
        debts.extend(debts_of(&context, others, list::waiting_of_years(&context), &mut nobodys));
        let general = list::general_office(&context);
        let before = debts.len();
        debts.retain(|debt| Some(&debt.by) != general.as_ref());
        let own = before - debts.len();
        debts.sort_by_key(|debt| (debt.subject.clone(), debt.day()));
        let subjects = debts.iter().map(|debt| &debt.subject);
        let titles = titles_of(&workspace.source, &loaded, folders.clone(), subjects);
        Ok(Self { loaded, debts, general, own, nobodys, titles, folders })
    }
}

impl Debt {
    /// The day by which it was to be done, or since when it waits.
    fn day(&self) -> Option<Date> {
        match &self.what {
            Owing::Duty { duty, .. } => duty.due,
            Owing::Answer { due, .. } => Some(*due),
            Owing::Decision(paper) => paper.since,
        }
    }
}

/// What is owed by a judgement, and the papers that wait.
fn debts_of(context: &Context, judgement: Judgement, waiting: Vec<Item>, nobodys: &mut usize) -> Vec<Debt> {
    let pressed = pressed_for(context, &judgement.duties);
    let items = list::all(context, judgement, waiting);
    let is_told = |one: &Item| items.iter().any(|item| item.key() == one.key());
    let pressed: Vec<Item> = pressed.into_iter().filter(|one| !is_told(one)).collect();
    // Of the rest of what is due soon nothing is owed yet.
    let owed = items.into_iter().filter(|item| !matches!(item.matter, Matter::Soon(_)));
    owed.chain(pressed).flat_map(|item| debts_in(context, item, nobodys)).collect()
}

/// What others owe that an open duty asks to press them for, overdue or not.
fn pressed_for(context: &Context, duties: &[Duty]) -> Vec<Item> {
    let reminds = |duty: &Duty, event: &Name| duty.regulation().events.get(event).map(|kind| kind.reminds.clone());
    let owed = || duties.iter().filter(|duty| duty.is_owed());
    let pressing: Vec<(&Subject, Name)> = owed()
        .flat_map(|duty| {
            duty.events.iter().filter_map(|event| reminds(duty, event)).flatten().map(|event| (&duty.subject, event))
        })
        .collect();
    let is_pressed = |duty: &&Duty| {
        let presses = |event: &Name| reminds(duty, event).is_some_and(|reminds| !reminds.is_empty());
        let is_asked =
            |event: &Name| pressing.iter().any(|(subject, asked)| **subject == duty.subject && asked == event);
        // A duty to press for something may be met by having it as well.
        !duty.events.iter().any(presses) && duty.events.iter().any(is_asked)
    };
    let item =
        |duty: &Duty| list::about(context, duty, Matter::Soon(Box::new(duty.clone())), News::Coming { newly: true });
    owed().filter(is_pressed).map(item).collect()
}

/// What of an item is owed, by each who owes it.
fn debts_in(context: &Context, item: Item, nobodys: &mut usize) -> Vec<Debt> {
    let Item { subject, matter, office, .. } = item;
    let topic = topic_of(context, &subject);
    let suggestion = |id: &Option<Name>| topic?.suggestions.iter().find(|one| Some(&one.id) == id.as_ref());
    let (what, reference, about) = match matter {
        // What is wrong is to be put right; it is not owed.
        Matter::Fault(finding, _) if matches!(finding.act, Some(Act::Correct(_))) => return Vec::new(),
        Matter::Fault(finding, Some(duty)) if is_an_act(&duty) => {
            let about = suggestion(&finding.suggestion);
            let reference = about.map_or(&duty.rule().id, |about| &about.id).clone();
            let is_advice = finding.severity == Severity::Note;
            (Owing::Duty { duty, is_advice, suggestion: about.map(|about| about.text.clone()) }, reference, about)
        }
        Matter::Fault(finding, None) => {
            let about = suggestion(&finding.suggestion);
            let Some((about, due)) = about.and_then(|about| Some((about, about.due?))) else { return Vec::new() };
            let working_days_left = context.calendar.workdays_between(context.today, due);
            (Owing::Answer { text: about.text.clone(), due, working_days_left }, about.id.clone(), Some(about))
        }
        Matter::Soon(duty) => {
            let (reference, is_advice) = (duty.rule().id.clone(), duty.rule().due.as_ref().is_some_and(Due::is_advice));
            (Owing::Duty { duty, is_advice, suggestion: None }, reference, None)
        }
        Matter::Decision(paper) if paper.working_days != Some(0) => {
            let reference = Name::from(paper.called.as_str());
            (Owing::Decision(paper), reference, None)
        }
        Matter::Fault(..) | Matter::Decision(_) | Matter::Answer(_) | Matter::Done(..) => return Vec::new(),
    };
    let settings = context.archive.settings.as_ref();
    // Of a class of bodies (政府职能部门) nobody in particular can be reminded.
    let is_known = |id: &&Name| settings.is_some_and(|settings| settings.office_or_body(id).is_some());
    let asked = about.filter(|_| what.is_answer()).map_or(&[][..], |about| &about.to.0);
    let asked: Vec<Name> = asked.iter().filter(is_known).cloned().collect();
    let debtors = if asked.is_empty() { office.into_iter().collect() } else { asked };
    *nobodys += usize::from(debtors.is_empty());
    let debt = |by: Name| {
        let recorded = recorded(context, topic, &subject);
        let reminded = what.reminded(recorded, &by, &reference, context.today);
        Debt {
            event: what.reminder(),
            subject: subject.clone(),
            what: what.clone(),
            reference: reference.clone(),
            reminded,
            by,
        }
    };
    debtors.into_iter().map(debt).collect()
}

/// Whether something is to be done or handed in. Who took part, and what is written where, cannot be owed any more.
fn is_an_act(duty: &Duty) -> bool {
    let is_paper = |check: &Check| matches!(check, Check::Document(_));
    !duty.events.is_empty() || duty.rule().checks.iter().any(is_paper)
}

impl Owing {
    /// Whether it is an answer, which the bodies owe that a suggestion was handed to.
    fn is_answer(&self) -> bool {
        match self {
            Self::Duty { duty, .. } => {
                let kinds = duty.events.iter().filter_map(|event| duty.regulation().events.get(event));
                kinds.into_iter().any(EventKind::settles)
            }
            Self::Answer { .. } => true,
            Self::Decision(_) => false,
        }
    }

    /// The event as which a regulation has a reminder of it recorded; else the one that every regulation knows.
    fn reminder(&self) -> Name {
        let own = match self {
            Self::Duty { duty, .. } => duty.regulation().events.iter().find(|(_, kind)| reminds_of(kind, duty)),
            Self::Answer { .. } | Self::Decision(_) => None,
        };
        own.map_or_else(|| Name::from(Vocabulary::REMINDED), |(event, _)| Name::from(event))
    }

    /// The days before today on which somebody was reminded of it. An entry that says nothing more was about everything.
    fn reminded<'e>(
        &self,
        recorded: impl Iterator<Item = &'e Recorded>,
        by: &Name,
        reference: &Name,
        today: Date,
    ) -> Vec<Date> {
        let own = |event: &Event| match self {
            Self::Duty { duty, .. } => {
                duty.regulation().events.get(&event.event).is_some_and(|kind| reminds_of(kind, duty))
            }
            Self::Answer { .. } | Self::Decision(_) => false,
        };
        let is_about = |event: &&Event| {
            let any = *event.event == *Vocabulary::REMINDED;
            let names = event.r#ref.is_empty() || event.r#ref.contains(reference);
            event.to.contains(by) && (any && names || own(event))
        };
        let standing = recorded.filter(|known| known.stands(today) && known.event.date < today);
        let days: BTreeSet<Date> =
            standing.map(|known| &known.event).filter(is_about).map(|event| event.date).collect();
        days.into_iter().collect()
    }
}

/// Whether an event presses for what a duty lacks.
fn reminds_of(kind: &EventKind, duty: &Duty) -> bool {
    kind.reminds.iter().any(|event| duty.events.contains(event))
}

fn topic_of<'a>(context: &Context<'a>, subject: &Subject) -> Option<&'a Topic> {
    let Subject::Topic(key) = subject else { return None };
    context.archive.topics.iter().find(|topic| topic.key == *key)
}

/// What is on record of a subject; that of a room is with the years.
fn recorded<'a>(
    context: &Context<'a>,
    topic: Option<&'a Topic>,
    subject: &Subject,
) -> impl Iterator<Item = &'a Recorded> {
    let years = context.archive.plans.iter().filter(|plan| match subject {
        Subject::Plan(year) => plan.year == *year,
        Subject::Room(_) => true,
        Subject::Topic(_) | Subject::Archive => false,
    });
    let room = match subject {
        Subject::Room(id) => Some(id.clone()),
        _ => None,
    };
    let of_years = years.flat_map(|plan| &plan.events).filter(move |known| known.event.room == room);
    topic.into_iter().flat_map(|topic| &topic.events).chain(of_years)
}
