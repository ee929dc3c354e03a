//! What there is to be done on one day, from what was judged for it.

use super::item::{Item, Matter, News};
use crate::archive::Topic;
use crate::duty::{Act, Duty, Finding, Severity, State};
use crate::engine::{Context, Judgement, ReviewState, reviews_of_topic, reviews_of_year, whose};
use crate::model::{Name, Subject, decisions_on};
use crate::workspace::PaperUnderReview;
use rayon::prelude::*;
use std::collections::HashMap;

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
    let items_of_faults = items.len();
    for duty in open.into_values().flatten().filter(|duty| duty.state == State::DueSoon) {
        let is_told = |item: &Item| matches!(&item.matter, Matter::Fault(finding, _) if finding.says_what_lacks(&duty));
        if !items[..items_of_faults].iter().any(is_told) {
            let subject = duty.subject.clone();
            items.push(item(&subject, Matter::Soon(Box::new(duty.clone())), News::Coming { newly: true }, Some(&duty)));
        }
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

/// Leaves out what the same act of the same office settles or brings next.
fn without_followers(items: Vec<Item>) -> Vec<Item> {
    let follows = |item: &Item| {
        let Matter::Fault(finding, _) = &item.matter else { return false };
        let Some(cause) = &finding.cause else { return false };
        items.iter().any(|head| {
            let Matter::Fault(of_head, _) = &head.matter else { return false };
            head.subject == item.subject
                && head.office == item.office
                && of_head.cause.is_none()
                && of_head.rule_id() == Some(cause)
                && of_head.act == finding.act
        })
    };
    let stays: Vec<bool> = items.iter().map(|item| !follows(item)).collect();
    items.into_iter().zip(stays).filter(|(_, stays)| *stays).map(|(item, _)| item).collect()
}
