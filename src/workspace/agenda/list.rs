//! What there is to be done on one day, from what was judged for it.

use super::item::{Item, Key, Matter, News};
use crate::archive::Topic;
use crate::duty::{Act, Duty, Finding, Severity, State};
use crate::engine::{Context, Judgement, ReviewState, meets, reviews_of_topic, reviews_of_year, whose};
use crate::model::{Name, Subject, decisions_on};
use crate::workspace::PaperUnderReview;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::iter;

/// What is said of the topics in memory.
struct Topics<'a>(HashMap<Subject, &'a Topic>);

impl<'a> Topics<'a> {
    fn of(context: &Context<'a>) -> Self {
        // Of two topics with the same number the first is judged.
        let topics = context.archive.topics.iter().rev();
        Self(topics.map(|topic| (Subject::Topic(topic.key), topic)).collect())
    }

    /// The responsible office and the lead of a topic.
    fn office_and_lead(&self, subject: &Subject) -> (Option<Name>, Option<Name>) {
        let file = self.0.get(subject).map(|topic| &topic.file);
        (file.and_then(|file| file.office.clone()), file.and_then(|file| file.lead.clone()))
    }
}

/// What there is to be done by a judgement, and the papers that wait, but those of which it is told already that their
/// decisions lapsed.
pub(super) fn all(context: &Context, judgement: Judgement, waiting: Vec<Item>) -> Vec<Item> {
    let mut items = listed(context, judgement);
    let is_told = |item: &Item| {
        let Matter::Decision(paper) = &item.matter else { return false };
        items.iter().any(|fault| match &fault.matter {
            Matter::Fault(finding, None) => finding.place.path == decisions_on(&paper.path),
            _ => false,
        })
    };
    let waiting: Vec<Item> = waiting.into_iter().filter(|item| !is_told(item)).collect();
    items.extend(waiting);
    items
}

/// What there is to be done by a judgement.
fn listed(context: &Context, judgement: Judgement) -> Vec<Item> {
    let topics = Topics::of(context);
    let Judgement { duties, findings, promises } = judgement;
    let mut open: HashMap<(Subject, Name), Vec<Duty>> = HashMap::new();
    for duty in duties.into_iter().filter(|duty| duty.is_owed() && !duty.rule().is_attested()) {
        open.entry((duty.subject.clone(), duty.rule().id.clone())).or_default().push(duty);
    }
    let item = |subject: &Subject, matter: Matter, news: News, duty: Option<&Duty>| {
        let topic = topics.office_and_lead(subject);
        let own = topic.0.as_ref();
        let office = duty.and_then(|duty| whose(*context, duty, own)).or_else(|| own.cloned());
        let office = office.or_else(|| general_office(context));
        Item { subject: subject.clone(), matter, news, office, topic }
    };
    let mut items: Vec<Item> = Vec::new();
    for finding in findings.into_iter().filter(|finding| finding.late.is_none()) {
        let duty = duty_of(&finding, &open).cloned();
        // Advice alone is nothing to be put right; what the archive's own limits ask for is a duty.
        if finding.severity == Severity::Note && duty.as_ref().is_none_or(|duty| duty.state != State::Overdue) {
            continue;
        }
        let subject = finding.subject.clone();
        let fault = Matter::Fault(Box::new(finding), duty.clone().map(Box::new));
        items.push(item(&subject, fault, News::New, duty.as_ref()));
    }
    let soon = open.into_values().flatten().filter(|duty| duty.state == State::DueSoon).collect();
    for duty in not_told(soon, &items) {
        let subject = duty.subject.clone();
        items.push(item(&subject, Matter::Soon(Box::new(duty.clone())), News::Coming { newly: true }, Some(&duty)));
    }
    for promise in promises.into_iter().filter(|promise| promise.days_left >= 0) {
        let is_near = promise.working_days_left <= State::SOON;
        let news = if is_near { News::Coming { newly: true } } else { News::Waiting { newly: true } };
        items.push(item(&Subject::Topic(promise.topic), Matter::Answer(promise), news, None));
    }
    without_followers(items)
}

/// An item about a duty.
pub(super) fn about(context: &Context, duty: &Duty, matter: Matter, news: News) -> Item {
    let topic = Topics::of(context).office_and_lead(&duty.subject);
    let office =
        whose(*context, duty, topic.0.as_ref()).or_else(|| topic.0.clone()).or_else(|| general_office(context));
    Item { subject: duty.subject.clone(), matter, news, office, topic }
}

/// The papers that wait for a decision, or to be handed in anew.
pub(super) fn waiting(context: &Context) -> Vec<Item> {
    let of_topics =
        context.archive.topics.par_iter().filter(|topic| !topic.reviews.is_empty()).flat_map_iter(|topic| {
            let reviews = reviews_of_topic(*context, topic, None).into_iter();
            let waiting = reviews.filter(|review| is_waiting(review.state));
            waiting.map(move |review| PaperUnderReview::of(*context, &review, Some(topic)))
        });
    let papers: Vec<PaperUnderReview> = of_topics.collect();
    let topics = Topics::of(context);
    papers.into_iter().map(|paper| decision(context, topics.office_and_lead(&paper.subject), paper)).collect()
}

/// The same of the papers of years.
pub(super) fn waiting_of_years(context: &Context) -> Vec<Item> {
    let regulation = context.archive.settings.iter().find_map(|settings| context.regulations.of_plans(settings).ok());
    let Some(regulation) = regulation else { return Vec::new() };
    let reviews = context.archive.plans.iter().flat_map(|plan| reviews_of_year(*context, plan, regulation, None));
    let waiting = reviews.filter(|review| is_waiting(review.state));
    let papers = waiting.map(|review| PaperUnderReview::of(*context, &review, None));
    papers.map(|paper| decision(context, (None, None), paper)).collect()
}

fn is_waiting(state: ReviewState) -> bool {
    !matches!(state, ReviewState::Draft | ReviewState::Through)
}

fn decision(context: &Context, topic: (Option<Name>, Option<Name>), paper: PaperUnderReview) -> Item {
    let office = topic.0.clone().or_else(|| general_office(context));
    let (subject, matter) = (paper.subject.clone(), Matter::Decision(Box::new(paper)));
    Item { subject, matter, news: News::Waiting { newly: true }, office, topic }
}

/// The office that sees to what no other is named for: the one whose full name the settings give.
pub(super) fn general_office(context: &Context) -> Option<Name> {
    let settings = context.archive.settings.as_ref()?;
    let full = settings.office.as_ref()?;
    let institution = settings.institution.as_deref().unwrap_or_default();
    let mut offices = settings.offices.iter();
    let is_meant = |name: &Name| full == name || full.as_str() == format!("{institution}{name}");
    offices.find(|(_, office)| is_meant(&office.name)).map(|(id, _)| Name::from(id))
}

/// The open duty that a finding is about.
fn duty_of<'d>(finding: &Finding, open: &'d HashMap<(Subject, Name), Vec<Duty>>) -> Option<&'d Duty> {
    let duties = open.get(&(finding.subject.clone(), finding.rule_id()?.clone()))?;
    let by_act = match &finding.act {
        Some(Act::Paper(_, what) | Act::Record(_, what)) => Some(what.as_str()),
        _ => None,
    };
    let what = finding.suggestion.as_ref().map(Name::as_str).or(by_act);
    let says_it = |duty: &&Duty| !duty.missing.is_empty() && finding.message.zh.contains(&duty.missing.zh);
    match what {
        Some(what) => duties.iter().find(|duty| duty.what == what),
        None => duties.iter().find(says_it).or(duties.first()),
    }
}

/// The duties due soon but those of which a fault tells, and those that another says or that are met by what another asks
/// for, no later.
fn not_told(soon: Vec<Duty>, faults: &[Item]) -> Vec<Duty> {
    let mut by_subject: HashMap<Subject, Vec<&Duty>> = HashMap::new();
    let of_faults = faults.iter().filter_map(|item| match &item.matter {
        Matter::Fault(_, duty) => duty.as_deref(),
        _ => None,
    });
    for duty in of_faults.chain(&soon) {
        by_subject.entry(duty.subject.clone()).or_default().push(duty);
    }
    let told_by_fault: HashSet<Key> = faults.iter().filter_map(Item::key).collect();
    let is_met_by = |duty: &Duty, other: &Duty| {
        let (key, other_key) = (Key::of_duty(duty), Key::of_duty(other));
        let says_the_same = duty.due == other.due && duty.missing == other.missing;
        let meets_each_other = duty.due == other.due && meets(duty.rule(), other.rule());
        other.what == duty.what
            && key != other_key
            && other.due <= duty.due
            && (says_the_same || meets(other.rule(), duty.rule()))
            && (!(says_the_same || meets_each_other) || other_key < key)
    };
    let stays: Vec<bool> = soon
        .iter()
        .map(|duty| {
            !told_by_fault.contains(&Key::of_duty(duty))
                && !by_subject[&duty.subject].iter().any(|other| is_met_by(duty, other))
        })
        .collect();
    soon.into_iter().zip(stays).filter(|(_, stays)| *stays).map(|(duty, _)| duty).collect()
}

/// Leaves of what the same act of the same office settles or brings next that which was due first, so that it stays the
/// same from day to day.
fn without_followers(items: Vec<Item>) -> Vec<Item> {
    let mut by_subject: HashMap<&Subject, Vec<usize>> = HashMap::new();
    for (nth, item) in items.iter().enumerate().filter(|(_, item)| item.is_fault()) {
        by_subject.entry(&item.subject).or_default().push(nth);
    }
    let follows = |item: &Item, head: &Item| match (&item.matter, &head.matter) {
        (Matter::Fault(finding, _), Matter::Fault(of_head, _)) => {
            finding.cause.is_some()
                && head.office == item.office
                && of_head.cause.is_none()
                && of_head.rule_id() == finding.cause.as_ref()
                && of_head.act == finding.act
        }
        _ => false,
    };
    let mut left_out: HashSet<usize> = HashSet::new();
    for of_subject in by_subject.values() {
        for head in of_subject {
            let followers = of_subject.iter().filter(|nth| follows(&items[**nth], &items[*head]));
            let task: Vec<usize> = iter::once(head).chain(followers).copied().collect();
            let first = task.iter().copied().min_by_key(|nth| (items[*nth].day().is_none(), items[*nth].day()));
            left_out.extend(task.into_iter().filter(|nth| Some(*nth) != first));
        }
    }
    let kept = items.into_iter().enumerate().filter(|(nth, _)| !left_out.contains(nth));
    kept.map(|(_, item)| item).collect()
}
