//! The facts of a year.

use super::attached;
use super::later::{is_year_ahead, still_to_come};
use super::occurrence::{Occurrence, add_decisions, add_papers};
use super::topic::TopicFacts;
use crate::archive::PlanYear;
use crate::model::Date;
use crate::rules::World;
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// The facts of a year under a regulation.
pub(crate) struct PlanFacts<'a> {
    pub year: i32,
    pub regulation: &'a Vocabulary,
    pub plan: Option<&'a PlanYear>,
    /// The year's own occurrences, by date.
    pub occurrences: Vec<Occurrence<'a>>,
    /// Occurrences in its topics that rules about years use, by date.
    pub of_topics: Vec<Occurrence<'a>>,
    /// The next year's own occurrences, dated in that year.
    pub of_next_year: Vec<Occurrence<'a>>,
    /// The year's own occurrences whose date is still to come, by date.
    pub later: Vec<Occurrence<'a>>,
    /// Occurrences in its topics whose date is still to come, by date.
    pub later_of_topics: Vec<Occurrence<'a>>,
    /// The days scheduled for events of its topics that have not happened yet.
    scheduled: Vec<(&'a str, Date)>,
}

impl<'a> PlanFacts<'a> {
    /// `asked`: the events of topics that rules about years use. Only few regulations have any.
    pub(crate) fn gather(world: &World<'a>, year: i32, regulation: &'a Vocabulary, asked: &BTreeSet<&str>) -> Self {
        let plan = world.archive.plan(year);
        let occurrences = plan.map(|plan| own(world, regulation, plan)).unwrap_or_default();
        let ahead = plan.filter(|plan| is_year_ahead(plan, world.today));
        let later = ahead.map(|plan| still_to_come(own(&world.in_the_end(), regulation, plan), world.today));
        let next = world.archive.plan(year + 1);
        let of_next_year = next.into_iter().flat_map(|next| entries(next, world.today));
        let of_next_year = of_next_year.filter(|one| one.date.year() == year + 1).collect();
        let mut facts = Self {
            year,
            regulation,
            plan,
            occurrences,
            of_topics: Vec::new(),
            of_next_year,
            later: later.unwrap_or_default(),
            later_of_topics: Vec::new(),
            scheduled: Vec::new(),
        };
        facts.look_into_topics(world, asked);
        facts
    }

    /// Adds the occurrences in the year's topics.
    fn look_into_topics(&mut self, world: &World<'a>, asked: &BTreeSet<&str>) {
        let regulation = self.regulation;
        if asked.is_empty() {
            return;
        }
        let topics = world.archive.topics.iter();
        for topic in topics.filter(|topic| topic.key.year == self.year && topic.file.regulation == regulation.id) {
            let facts = TopicFacts::gather(world, regulation, topic, (&[], &[]));
            let scheduled = topic.file.scheduled.iter().filter(|(event, _)| asked.contains(event));
            let open = scheduled.filter(|(event, _)| {
                !facts.occurrences.iter().any(|one| one.event == *event && one.round == facts.rounds)
            });
            self.scheduled.extend(open.map(|(event, day)| (event, *day)));
            let asked = |one: &Occurrence| asked.contains(one.event);
            self.of_topics.extend(facts.occurrences.into_iter().filter(asked));
            self.later_of_topics.extend(facts.later.into_iter().filter(asked));
        }
        self.of_topics.sort_by_key(|occurrence| occurrence.date);
        self.later_of_topics.sort_by_key(|occurrence| occurrence.date);
    }

    /// The first day scheduled for an event of its topics.
    pub(super) fn scheduled(&self, event: &str) -> Option<Date> {
        self.scheduled.iter().filter(|(known, _)| *known == event).map(|(_, day)| *day).min()
    }
}

/// The occurrences in a year's folder, by date.
fn own<'a>(world: &World<'a>, regulation: &'a Vocabulary, plan: &'a PlanYear) -> Vec<Occurrence<'a>> {
    let mut occurrences: Vec<Occurrence> = entries(plan, world.today).collect();
    let attached = attached::existing(&plan.folder, &plan.materials);
    add_papers(&mut occurrences, regulation, &plan.papers, &attached, None, world.today);
    add_decisions(&mut occurrences, world, regulation, &plan.reviews, &plan.papers);
    occurrences.sort_by_key(|occurrence| occurrence.date);
    occurrences
}

/// The entries in a year's folder up to a day.
pub(super) fn entries(plan: &PlanYear, today: Date) -> impl Iterator<Item = Occurrence<'_>> {
    let standing = plan.events.iter().filter(move |recorded| recorded.stands(today));
    standing.map(|recorded| Occurrence::of_entry(&plan.folder, recorded))
}
