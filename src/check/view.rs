//! What a duty sees: the facts of its own subject, of what contains it and of what it contains.

mod occurrence;
mod topic;
mod year;

pub(super) use occurrence::{Occurrence, Origin, counts_as};
pub(super) use topic::TopicFacts;
pub(super) use year::{PlanFacts, asked_of_topics};

use super::Bench;
use crate::archive::{AttachmentState, Paper, Review};
use crate::duty::Subject;
use crate::model::{Attendee, Date, Decision, Material, Name, Suggestion, Verdict};
use crate::problem::Place;
use crate::regulation::{Moment, Regulation, SubjectKind};
use occurrence::round_of;

/// What a duty sees: the facts of its own subject, of what contains it and of what it contains.
pub(super) struct View<'v, 'a> {
    pub topic: Option<&'v TopicFacts<'a>>,
    pub plan: Option<&'v PlanFacts<'a>>,
    /// Round, for rounds and suggestions.
    pub round: Option<u32>,
    /// Index into the topic's suggestions.
    pub suggestion: Option<usize>,
}

impl<'v, 'a> View<'v, 'a> {
    pub(super) fn of_year(plan: &'v PlanFacts<'a>) -> Self {
        Self { topic: None, plan: Some(plan), round: None, suggestion: None }
    }

    pub(super) fn of_topic(facts: &'v TopicFacts<'a>) -> Self {
        Self { topic: Some(facts), plan: None, round: None, suggestion: None }
    }

    pub(super) fn of_round(facts: &'v TopicFacts<'a>, round: u32) -> Self {
        Self { round: Some(round), ..Self::of_topic(facts) }
    }

    pub(super) fn of_suggestion(facts: &'v TopicFacts<'a>, index: usize) -> Self {
        let round = facts.topic.suggestions[index].round.unwrap_or(1);
        Self { suggestion: Some(index), ..Self::of_round(facts, round) }
    }

    pub(super) fn subject(&self) -> Subject {
        match (self.topic, self.plan) {
            (Some(facts), _) => Subject::Topic(facts.topic.key),
            (None, Some(plan)) => Subject::Plan(plan.year),
            (None, None) => Subject::Archive,
        }
    }

    /// Tells the duties of one rule on one subject apart.
    pub(super) fn what(&self) -> String {
        match (self.suggestion(), self.round) {
            (Some(suggestion), _) => suggestion.id.to_string(),
            (None, Some(round)) if round > 1 => round.to_string(),
            _ => String::new(),
        }
    }

    pub(super) fn suggestion(&self) -> Option<&'a Suggestion> {
        Some(&self.topic?.topic.suggestions[self.suggestion?])
    }

    fn year(&self) -> Option<i32> {
        self.plan.map(|plan| plan.year).or_else(|| self.topic.map(|facts| facts.topic.key.year))
    }

    /// Occurrences of an event in view, by date.
    pub(super) fn of(&self, event: &str) -> impl Iterator<Item = &'v Occurrence<'a>> {
        let all: &'v [Occurrence<'a>] = match (self.topic, self.plan) {
            (Some(facts), _) => &facts.occurrences,
            (None, Some(plan)) => {
                let own = plan.regulation.events.get(event).is_none_or(|kind| kind.of == SubjectKind::Year);
                if own { &plan.occurrences } else { &plan.of_topics }
            }
            (None, None) => &[],
        };
        all.iter().filter(move |occurrence| occurrence.event == event && self.sees(occurrence))
    }

    fn sees(&self, occurrence: &Occurrence) -> bool {
        if let Origin::Suggestion { suggestion, .. } = occurrence.origin
            && self.suggestion.is_some_and(|own| own != suggestion)
        {
            return false;
        }
        let Some(facts) = self.topic else { return true };
        let of_round = facts.regulation.events.get(occurrence.event).is_none_or(|kind| kind.of == SubjectKind::Round)
            || matches!(occurrence.origin, Origin::Suggestion { .. });
        !of_round || self.round.is_none_or(|round| round == occurrence.round)
    }

    /// The papers of the subject that are of a kind.
    pub(super) fn papers(&self, regulation: &'a Regulation, kind: &'v str) -> impl Iterator<Item = &'a Paper> {
        self.all_papers().filter(move |paper| counts_as(regulation, &paper.front.document, kind))
    }

    /// Every paper of the subject.
    pub(super) fn all_papers(&self) -> impl Iterator<Item = &'a Paper> {
        let papers: &'a [Paper] = match (self.topic, self.plan) {
            (Some(facts), _) => &facts.topic.papers,
            (None, Some(plan)) => plan.plan.map_or(&[], |plan| &plan.papers),
            (None, None) => &[],
        };
        let round = self.round;
        papers.iter().filter(move |paper| round.is_none_or(|round| paper.front.round.unwrap_or(1) == round))
    }

    /// The last decision on a step, if it was to send the paper back.
    pub(super) fn returned(&self, step: &str, today: Date) -> Option<&'a Decision> {
        let (reviews, papers): (&'a [Review], &'a [Paper]) = match (self.topic, self.plan) {
            (Some(facts), _) => (&facts.topic.reviews, &facts.topic.papers),
            (None, Some(plan)) => plan.plan.map_or((&[], &[]), |plan| (&plan.reviews, &plan.papers)),
            (None, None) => (&[], &[]),
        };
        let of_round = |review: &&Review| self.round.is_none_or(|round| round == round_of(review, papers));
        let decisions = reviews.iter().filter(of_round).flat_map(|review| &review.decisions);
        let decisions = decisions.filter(|decision| *decision.step == *step && decision.date <= today);
        decisions.max_by_key(|decision| decision.date).filter(|last| last.verdict == Verdict::Return)
    }

    /// The attachments that are there.
    pub(super) fn attachments(&self) -> impl Iterator<Item = &'a Material> {
        let attachments = self.topic.map_or(&[][..], |facts| &facts.topic.materials);
        let round = self.round;
        let there = attachments
            .iter()
            .filter(|attachment| attachment.state == AttachmentState::There)
            .map(|attachment| &attachment.material);
        there.filter(move |material| round.is_none() || material.round.is_none() || material.round == round)
    }

    /// Who is on the roster, and which entry each is.
    pub(super) fn roster(&self) -> impl Iterator<Item = (usize, &'a Attendee)> {
        let roster = self.topic.map_or(&[][..], |facts| &facts.topic.roster);
        let round = self.round;
        roster
            .iter()
            .enumerate()
            .filter(move |(_, entry)| round.is_none() || entry.round.is_none() || entry.round == round)
    }

    /// The topic's responsible office.
    pub(super) fn office(&self) -> Option<&'a Name> {
        self.topic.and_then(|facts| facts.topic.file.office.as_ref())
    }

    /// Day of a moment that something must precede: recorded (the first of several), else scheduled.
    pub(super) fn day_before(&self, moment: &Moment) -> Option<Date> {
        match moment {
            Moment::Event(event) => {
                self.of(event).map(|occurrence| occurrence.date).next().or_else(|| self.scheduled(event))
            }
            Moment::PeriodStart => self.year().map(Date::start_of_year),
            Moment::PeriodEnd => self.year().map(Date::end_of_year),
        }
    }

    /// Day of a moment that something follows: recorded, the last of several.
    pub(super) fn day_after(&self, moment: &Moment, today: Date) -> Option<Date> {
        match moment {
            Moment::Event(event) => self.of(event).map(|occurrence| occurrence.date).last(),
            Moment::PeriodStart => self.year().map(Date::start_of_year).filter(|day| *day <= today),
            Moment::PeriodEnd => self.year().map(Date::end_of_year).filter(|day| *day <= today),
        }
    }

    fn scheduled(&self, event: &str) -> Option<Date> {
        let facts = self.topic?;
        let of_last_round = self.round.is_none_or(|round| round == facts.rounds);
        facts.topic.file.scheduled.get(event).copied().filter(|_| of_last_round)
    }

    /// The year of a fixed day.
    pub(super) fn period_year(&self) -> Option<i32> {
        self.year()
    }

    /// The day the subject ended.
    pub(super) fn ended(&self, bench: &Bench) -> Option<Date> {
        match (self.topic, self.plan) {
            (Some(facts), _) => facts.ended(bench),
            (None, Some(plan)) => Some(Date::end_of_year(plan.year)).filter(|end| *end < bench.today),
            (None, None) => None,
        }
    }

    /// A file of the year's folder.
    pub(super) fn file_of_year(&self, name: &str) -> Place {
        match (self.topic, self.year()) {
            (Some(_), Some(year)) => Place::file(format!("plans/{year}/{name}")),
            _ => self.file(name),
        }
    }

    /// A file of the subject's folder.
    pub(super) fn file(&self, name: &str) -> Place {
        Place::file(match (self.topic, self.plan) {
            (Some(facts), _) => facts.topic.path(name),
            (None, Some(plan)) => {
                plan.plan.map_or_else(|| format!("plans/{}/{name}", plan.year), |plan| plan.path(name))
            }
            (None, None) => name.to_owned(),
        })
    }
}
