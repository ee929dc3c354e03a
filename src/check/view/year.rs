//! What is on record of a year.

use super::occurrence::{Occurrence, Origin, add_decisions, add_papers};
use super::topic::TopicFacts;
use crate::archive::{PlanYear, Topic};
use crate::check::Bench;
use crate::model::Name;
use crate::regulation::{Regulation, Rule, SubjectKind};
use std::collections::BTreeSet;

/// Events of its topics that rules about a year ask for: only few do.
pub(in crate::check) fn asked_of_topics(regulation: &Regulation) -> BTreeSet<&str> {
    let rules = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Year);
    let of_others = |event: &&str| regulation.events.get(event).is_some_and(|kind| kind.of != SubjectKind::Year);
    rules.flat_map(Rule::events).filter(of_others).collect()
}

/// What is on record of a year under one regulation.
pub(in crate::check) struct PlanFacts<'a> {
    pub year: i32,
    pub regulation: &'a Regulation,
    pub plan: Option<&'a PlanYear>,
    /// The year's own, by date.
    pub occurrences: Vec<Occurrence<'a>>,
    /// Those of its topics that a rule about the year asks for, by date.
    pub of_topics: Vec<Occurrence<'a>>,
}

impl<'a> PlanFacts<'a> {
    /// One for each year with a plan or topics, and each regulation that binds the institution or a
    /// topic of it.
    pub(in crate::check) fn of_all(bench: &Bench<'a>) -> Vec<Self> {
        let archive = bench.archive;
        let mut years: BTreeSet<i32> = archive.plans.iter().map(|plan| plan.year).collect();
        let mut under: BTreeSet<&Name> = archive.settings.iter().flat_map(|settings| &settings.regulations).collect();
        for topic in &archive.topics {
            years.insert(topic.key.year);
            under.insert(&topic.file.regulation);
        }
        let known: Vec<&Regulation> = under.into_iter().filter_map(|id| bench.regulations.get(id).ok()).collect();
        let pairs = years.into_iter().flat_map(|year| known.iter().map(move |regulation| (year, *regulation)));
        pairs.map(|(year, regulation)| Self::gather(bench, year, regulation)).collect()
    }

    /// Whether the year's duties under this regulation bind the institution.
    pub(in crate::check) fn binds(&self, bench: &Bench) -> bool {
        bench.regulations.binding(bench.archive).any(|regulation| regulation.id == self.regulation.id)
    }

    pub(in crate::check) fn gather(bench: &Bench<'a>, year: i32, regulation: &'a Regulation) -> Self {
        let plan = bench.archive.plan(year);
        let mut occurrences = Vec::new();
        if let Some(plan) = plan {
            occurrences.extend(plan.events.iter().filter(|recorded| recorded.stands(bench.today)).map(|recorded| {
                Occurrence {
                    event: &recorded.event.event,
                    date: recorded.event.date,
                    round: 1,
                    origin: Origin::Entry { folder: &plan.folder, recorded },
                }
            }));
            add_papers(&mut occurrences, regulation, &plan.papers, None, bench.today);
            add_decisions(&mut occurrences, bench, &plan.reviews, &plan.papers);
            occurrences.sort_by_key(|occurrence| occurrence.date);
        }
        let mut facts = Self { year, regulation, plan, occurrences, of_topics: Vec::new() };
        facts.look_into_topics(bench);
        facts
    }

    /// A year contains its topics.
    fn look_into_topics(&mut self, bench: &Bench<'a>) {
        let regulation = self.regulation;
        let asked = asked_of_topics(regulation);
        if asked.is_empty() {
            return;
        }
        let of_year = |topic: &&Topic| topic.key.year == self.year && topic.file.regulation == regulation.id;
        for topic in bench.archive.topics.iter().filter(of_year) {
            let facts = TopicFacts::gather(bench, regulation, topic, &[]);
            self.of_topics.extend(facts.occurrences.into_iter().filter(|occurrence| asked.contains(occurrence.event)));
        }
        self.of_topics.sort_by_key(|occurrence| occurrence.date);
    }
}
