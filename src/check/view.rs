use super::Bench;
use super::period::Period;
use super::register::{PersonFacts, UnitFacts};
use super::room::RoomFacts;
use crate::archive::{AttachmentState, Paper, PlanYear, Review, Topic};
use crate::duty::Subject;
use crate::model::{Attendee, Date, Decision, Event, Material, Name, Recorded, Suggestion, Verdict};
use crate::problem::{Place, Step};
use crate::regulation::{DocumentKind, Moment, Regulation, Rule, SubjectKind};
use std::collections::BTreeSet;

/// A dated fact: an entry, or a paper whose date stands for one.
#[derive(Clone, Debug)]
pub(super) struct Occurrence<'a> {
    /// Event id.
    pub event: &'a str,
    /// Its day.
    pub date: Date,
    /// Round it belongs to.
    pub round: u32,
    /// Where it is written.
    pub origin: Origin<'a>,
}

/// Where an occurrence is written.
#[derive(Clone, Debug)]
pub(super) enum Origin<'a> {
    /// An entry of the folder's `events.yml`.
    Entry { folder: &'a str, recorded: &'a Recorded },
    /// An entry of a suggestion.
    Suggestion { folder: &'a str, suggestion: usize, entry: usize, event: &'a Event },
    /// The date of a paper, and the office whose paper it is unless it says another.
    Paper { paper: &'a Paper, office: Option<&'a Name> },
    /// A decision on a paper; `lapsed` once the paper's text is another.
    Decision { review: &'a Review, entry: usize, decision: &'a Decision, lapsed: bool },
    /// A day of a room's own entry in `rooms.yml`.
    Room { index: usize, field: &'static str },
    /// It happened by itself: the meeting is no longer on the day this announcement named.
    Stale { folder: &'a str, recorded: &'a Recorded },
}

impl<'a> Occurrence<'a> {
    /// The entry, unless a paper or the schedule speaks.
    pub(super) fn entry(&self) -> Option<&'a Event> {
        match &self.origin {
            Origin::Entry { recorded, .. } => Some(&recorded.event),
            Origin::Suggestion { event, .. } => Some(event),
            Origin::Paper { .. } | Origin::Decision { .. } | Origin::Room { .. } | Origin::Stale { .. } => None,
        }
    }

    /// Who did it, as far as it is stated: of a paper, its office and whoever issues it.
    pub(super) fn by(&self) -> Vec<&'a Name> {
        match &self.origin {
            Origin::Paper { paper, office } => {
                paper.front.office.as_ref().or(*office).into_iter().chain(&paper.front.issuer).collect()
            }
            Origin::Decision { decision, .. } => vec![&decision.by],
            _ => self.entry().map(|event| event.by.iter().collect()).unwrap_or_default(),
        }
    }

    /// Where to point at.
    pub(super) fn place(&self) -> Place {
        match &self.origin {
            Origin::Entry { folder, recorded } | Origin::Stale { folder, recorded } => {
                Place::field(format!("{folder}/events.yml"), [Step::from(recorded.entry)])
            }
            Origin::Suggestion { folder, suggestion, entry, .. } => Place::field(
                format!("{folder}/suggestions.yml"),
                [Step::from(*suggestion), Step::from("events"), Step::from(*entry)],
            ),
            Origin::Decision { review, entry, .. } => Place::field(review.path.clone(), [Step::from(*entry)]),
            Origin::Room { index, field } => Place::field("rooms.yml", [Step::from(*index), Step::from(*field)]),
            Origin::Paper { paper, .. } => Place::field(paper.path.clone(), [Step::from("date")]),
        }
    }
}

impl Occurrence<'_> {
    /// Whether it belongs to a period. What stands in a year's folder belongs to that year, also if it was
    /// done in good time before it or made up for after; a room's own days belong to every period.
    fn is_in(&self, period: Period) -> bool {
        match &self.origin {
            Origin::Room { .. } => true,
            Origin::Entry { folder, .. } => match Subject::of_path(&format!("{folder}/")) {
                Subject::Plan(year) => period.has(within(year, self.date)),
                _ => period.has(self.date),
            },
            _ => period.has(self.date),
        }
    }
}

/// A day, or the nearest one in a year.
fn within(year: i32, day: Date) -> Date {
    day.clamp(Date::start_of_year(year), Date::end_of_year(year))
}

/// Adds, for every event without an entry, the papers whose date stands for it.
fn add_papers<'a>(
    occurrences: &mut Vec<Occurrence<'a>>,
    regulation: &'a Regulation,
    papers: &'a [Paper],
    office: Option<&'a Name>,
    today: Date,
) {
    for (id, kind) in regulation.events.iter().filter(|(_, kind)| !kind.document.is_empty()) {
        for paper in papers {
            let round = paper.front.round.unwrap_or(1);
            let stands = kind.document.iter().any(|document| counts_as(regulation, &paper.front.document, document));
            if let Some(date) = paper.front.date.filter(|date| stands && *date <= today)
                && !occurrences.iter().any(|known| known.event == id && known.round == round && known.entry().is_some())
            {
                occurrences.push(Occurrence { event: id, date, round, origin: Origin::Paper { paper, office } });
            }
        }
    }
}

/// Adds the decisions to let papers pass; each is an event of its step.
fn add_decisions<'a>(occurrences: &mut Vec<Occurrence<'a>>, bench: &Bench, reviews: &'a [Review], papers: &[Paper]) {
    for review in reviews {
        let round = round_of(review, papers);
        for (entry, decision) in review.decisions.iter().enumerate() {
            if decision.verdict == Verdict::Approve && decision.date <= bench.today && !taken_back(bench, review, entry)
            {
                let lapsed = review.sha256.as_deref() != Some(decision.sha256.as_str());
                let origin = Origin::Decision { review, entry, decision, lapsed };
                occurrences.push(Occurrence { event: &decision.step, date: decision.date, round, origin });
            }
        }
    }
}

/// The round of the paper decided on.
fn round_of(review: &Review, papers: &[Paper]) -> u32 {
    let paper = papers.iter().find(|paper| paper.path == review.paper);
    paper.and_then(|paper| paper.front.round).unwrap_or(1)
}

/// Whether whoever made a decision has since returned the same text: the latest word counts. Of two
/// decisions on one day the later line is the later word.
fn taken_back(bench: &Bench, review: &Review, entry: usize) -> bool {
    let made = &review.decisions[entry];
    let person = |by: &'_ Name| bench.archive.person_named(by).ok().flatten().map(|person| person.id.clone());
    let same_person = |by: &Name| *by == made.by || person(by).is_some_and(|id| Some(id) == person(&made.by));
    review.decisions.iter().enumerate().any(|(nth, later)| {
        later.verdict == Verdict::Return
            && (made.date, entry) < (later.date, nth)
            && later.date <= bench.today
            && later.step == made.step
            && later.sha256 == made.sha256
            && same_person(&later.by)
    })
}

/// Whether a document is of a kind, directly or through `is`.
pub(super) fn counts_as(regulation: &Regulation, document: &str, kind: &str) -> bool {
    let wider = |id: &str| regulation.documents.get(id).and_then(|found: &DocumentKind| found.is.as_deref());
    // Kinds nest a step or two; the bound ends a circle that a regulation may draw.
    let mut kinds = std::iter::successors(Some(document), |id| wider(id)).take(8);
    kinds.any(|id| id == kind)
}

/// What is on record of a year under one regulation.
pub(super) struct PlanFacts<'a> {
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
    pub(super) fn of_all(bench: &Bench<'a>) -> Vec<Self> {
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
    pub(super) fn binds(&self, bench: &Bench) -> bool {
        bench.regulations.binding(bench.archive).any(|regulation| regulation.id == self.regulation.id)
    }

    pub(super) fn gather(bench: &Bench<'a>, year: i32, regulation: &'a Regulation) -> Self {
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
}

impl<'a> PlanFacts<'a> {
    /// A year contains its topics, but only few rules about a year ask for what happened in them.
    fn look_into_topics(&mut self, bench: &Bench<'a>) {
        let regulation = self.regulation;
        let rules = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Year);
        let asked: BTreeSet<&str> = rules
            .flat_map(Rule::events)
            .filter(|event| regulation.events.get(event).is_some_and(|kind| kind.of != SubjectKind::Year))
            .collect();
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

/// What is on record of a topic.
pub(super) struct TopicFacts<'a> {
    pub topic: &'a Topic,
    pub regulation: &'a Regulation,
    /// By date; those of the year included.
    pub occurrences: Vec<Occurrence<'a>>,
    /// As many rounds as the highest `round` written anywhere in the folder.
    pub rounds: u32,
}

impl<'a> TopicFacts<'a> {
    pub(super) fn gather(
        bench: &Bench<'a>,
        regulation: &'a Regulation,
        topic: &'a Topic,
        plans: &[PlanFacts<'a>],
    ) -> Self {
        let folder = topic.folder.as_str();
        let entry = |recorded: &'a Recorded| Occurrence {
            event: &recorded.event.event,
            date: recorded.event.date,
            round: recorded.event.round.unwrap_or(1),
            origin: Origin::Entry { folder, recorded },
        };
        let mut occurrences: Vec<Occurrence> =
            topic.events.iter().filter(|recorded| recorded.stands(bench.today)).map(entry).collect();
        add_papers(&mut occurrences, regulation, &topic.papers, topic.file.office.as_ref(), bench.today);
        add_decisions(&mut occurrences, bench, &topic.reviews, &topic.papers);
        for (index, suggestion) in topic.suggestions.iter().enumerate() {
            let events = suggestion.events.iter().enumerate().filter(|(_, event)| event.date <= bench.today);
            let struck = |event: &Event| {
                suggestion.events.iter().any(|void| void.event == event.event && void.void == Some(event.date))
            };
            let events = events.filter(|(_, event)| event.void.is_none() && !struck(event));
            occurrences.extend(events.map(|(nth, event)| Occurrence {
                event: &event.event,
                date: event.date,
                round: suggestion.round.unwrap_or(1),
                origin: Origin::Suggestion { folder, suggestion: index, entry: nth, event },
            }));
        }
        let year = plans.iter().find(|plan| plan.year == topic.key.year && plan.regulation.id == regulation.id);
        if let Some(year) = year {
            // What concerns another room is none of this topic's.
            let of_room = |one: &&Occurrence| {
                one.entry().is_none_or(|entry| entry.room.is_none() || entry.room == topic.file.room)
            };
            occurrences.extend(year.occurrences.iter().filter(of_room).cloned());
        }
        let rounds = topic.events.iter().filter_map(|recorded| recorded.event.round);
        let rounds = rounds.chain(topic.suggestions.iter().filter_map(|suggestion| suggestion.round));
        let rounds = rounds.chain(topic.papers.iter().filter_map(|paper| paper.front.round));
        let rounds = rounds.chain(topic.waivers.iter().filter_map(|waiver| waiver.round));
        let rounds = rounds.chain(topic.attests.iter().filter_map(|attest| attest.round));
        let rounds = rounds.chain(topic.roster.iter().filter_map(|entry| entry.round));
        let rounds = rounds.chain(topic.materials.iter().filter_map(|attachment| attachment.material.round));
        let rounds = rounds.max().unwrap_or(1);
        let mut facts = Self { topic, regulation, occurrences, rounds };
        facts.add_change_of_schedule();
        facts.occurrences.sort_by_key(|occurrence| occurrence.date);
        facts
    }

    /// The arrangement has changed by itself when the scheduled day of the meeting is no longer the
    /// one announced: on the day of the last announcement of another day.
    fn add_change_of_schedule(&mut self) {
        let Some(scheduled) = self.topic.file.scheduled.get("meeting").copied() else {
            return;
        };
        let amends = self.regulation.events.iter().find(|(_, kind)| kind.amends_meeting).map(|(id, _)| id);
        let Some(amends) = amends else { return };
        let stale = self.occurrences.iter().filter_map(|occurrence| {
            let Origin::Entry { folder, recorded } = &occurrence.origin else {
                return None;
            };
            let announces = self.regulation.events.get(occurrence.event).is_some_and(|kind| kind.announces_meeting);
            let names_another = recorded.event.r#for.is_some_and(|day| day != scheduled);
            (announces && names_another && occurrence.round == self.rounds).then_some((
                occurrence.date,
                folder,
                recorded,
            ))
        });
        if let Some((date, folder, recorded)) = stale.max_by_key(|(date, ..)| *date) {
            let origin = Origin::Stale { folder, recorded };
            self.occurrences.push(Occurrence { event: amends, date, round: self.rounds, origin });
        }
    }

    /// The day the topic ended: closed, or so long after its meeting as the archive has settled.
    pub(super) fn ended(&self, bench: &Bench) -> Option<Date> {
        let closed =
            self.occurrences.iter().find(|occurrence| occurrence.event == "closed").map(|occurrence| occurrence.date);
        closed.or_else(|| {
            let settle = bench.settings()?.settle?;
            let meeting = self.occurrences.iter().rfind(|occurrence| occurrence.event == "meeting")?;
            let settled =
                bench.calendar.count(meeting.date, crate::calendar::Direction::After, settle, bench.counting()).due;
            (settled <= bench.today).then_some(settled)
        })
    }
}

/// What a duty sees: the facts of its own subject, of what contains it and of what it contains.
#[derive(Clone, Copy)]
pub(super) struct View<'v, 'a> {
    pub topic: Option<&'v TopicFacts<'a>>,
    pub plan: Option<&'v PlanFacts<'a>>,
    /// Round, for rounds and suggestions.
    pub round: Option<u32>,
    /// Index into the topic's suggestions.
    pub suggestion: Option<usize>,
    pub room: Option<&'v RoomFacts<'a>>,
    /// Period of the room's duty, if it has one for each.
    pub period: Option<Period>,
    pub unit: Option<&'v UnitFacts<'a>>,
    pub person: Option<&'v PersonFacts<'a>>,
}

impl<'v, 'a> View<'v, 'a> {
    pub(super) fn of_year(plan: &'v PlanFacts<'a>) -> Self {
        Self { plan: Some(plan), ..Self::of_nothing() }
    }

    pub(super) fn of_topic(facts: &'v TopicFacts<'a>) -> Self {
        Self { topic: Some(facts), ..Self::of_nothing() }
    }

    pub(super) fn of_round(facts: &'v TopicFacts<'a>, round: u32) -> Self {
        Self { round: Some(round), ..Self::of_topic(facts) }
    }

    pub(super) fn of_suggestion(facts: &'v TopicFacts<'a>, index: usize) -> Self {
        let round = facts.topic.suggestions[index].round.unwrap_or(1);
        Self { suggestion: Some(index), ..Self::of_round(facts, round) }
    }

    pub(super) fn of_room(facts: &'v RoomFacts<'a>, period: Option<Period>) -> Self {
        Self { room: Some(facts), period, ..Self::of_nothing() }
    }

    pub(super) fn of_unit(facts: &'v UnitFacts<'a>) -> Self {
        Self { unit: Some(facts), ..Self::of_nothing() }
    }

    pub(super) fn of_person(facts: &'v PersonFacts<'a>) -> Self {
        Self { person: Some(facts), ..Self::of_nothing() }
    }

    /// Nothing of which anything is on record.
    pub(super) fn of_nothing() -> Self {
        let (topic, plan, round, suggestion) = (None, None, None, None);
        Self { topic, plan, round, suggestion, room: None, period: None, unit: None, person: None }
    }

    /// The same topic in the round after this one.
    pub(super) fn next_round(&self) -> Self {
        Self { round: self.round.map(|round| round + 1), ..*self }
    }

    pub(super) fn subject(&self) -> Subject {
        match (self.topic, self.plan, self.room) {
            (Some(facts), ..) => Subject::Topic(facts.topic.key),
            (None, Some(plan), _) => Subject::Plan(plan.year),
            (None, None, Some(facts)) => Subject::Room(facts.room.id.clone()),
            (None, None, None) => Subject::Archive,
        }
    }

    /// Tells the duties of one rule on one subject apart.
    pub(super) fn what(&self) -> String {
        match (self.suggestion(), self.round) {
            (Some(suggestion), _) => suggestion.id.to_string(),
            (None, Some(round)) if round > 1 => round.to_string(),
            _ => {
                let period = self.period.map(|period| period.to_string());
                let entry = || Some(self.unit?.unit.id.to_string());
                let entry = || entry().or_else(|| Some(self.person?.person.id.to_string()));
                period.or_else(entry).unwrap_or_default()
            }
        }
    }

    pub(super) fn suggestion(&self) -> Option<&'a Suggestion> {
        Some(&self.topic?.topic.suggestions[self.suggestion?])
    }

    fn year(&self) -> Option<i32> {
        let topic = || self.topic.map(|facts| facts.topic.key.year);
        let period = || self.period.map(|period| period.year);
        self.plan.map(|plan| plan.year).or_else(topic).or_else(period)
    }

    /// First and last day of the subject's period, or of its year.
    fn bounds(&self) -> Option<(Date, Date)> {
        let period = self.period.map(|period| (period.start(), period.end()));
        period.or_else(|| self.year().map(|year| (Date::start_of_year(year), Date::end_of_year(year))))
    }

    /// Occurrences of an event in view, by date.
    pub(super) fn of(&self, event: &str) -> impl Iterator<Item = &'v Occurrence<'a>> {
        let all: &'v [Occurrence<'a>] = match (self.topic, self.plan) {
            (Some(facts), _) => &facts.occurrences,
            (None, Some(plan)) => {
                let own = plan.regulation.events.get(event).is_none_or(|kind| kind.of == SubjectKind::Year);
                if own { &plan.occurrences } else { &plan.of_topics }
            }
            (None, None) => {
                let of_unit = || self.unit.map_or(&[][..], |facts| &facts.occurrences);
                self.room.map_or_else(of_unit, |facts| &facts.occurrences)
            }
        };
        all.iter().filter(move |occurrence| occurrence.event == event && self.sees(occurrence))
    }

    fn sees(&self, occurrence: &Occurrence) -> bool {
        if let Origin::Suggestion { suggestion, .. } = occurrence.origin
            && self.suggestion.is_some_and(|own| own != suggestion)
        {
            return false;
        }
        let Some(facts) = self.topic else {
            return self.period.is_none_or(|period| occurrence.is_in(period));
        };
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
        let of_room = self.room.into_iter().flat_map(|facts| &facts.papers);
        // A paper without a date is of its folder's year.
        let in_period = move |year: i32, paper: &Paper| match (self.period, paper.front.date) {
            (None, _) => true,
            (Some(period), Some(date)) => period.has(within(year, date)),
            (Some(period), None) => period.year == year,
        };
        let of_room = of_room.filter(move |(year, paper)| in_period(*year, paper)).map(|(_, paper)| *paper);
        // A paper of one room's year is not the whole year's.
        let own = papers.iter().filter(move |paper| self.topic.is_some() || paper.front.room.is_none());
        own.filter(move |paper| round.is_none_or(|round| paper.front.round.unwrap_or(1) == round)).chain(of_room)
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
            Moment::PeriodStart => self.bounds().map(|(start, _)| start),
            Moment::PeriodEnd => self.bounds().map(|(_, end)| end),
        }
    }

    /// Day of a moment that something follows: recorded, the last of several.
    pub(super) fn day_after(&self, moment: &Moment, today: Date) -> Option<Date> {
        match moment {
            Moment::Event(event) => self.of(event).map(|occurrence| occurrence.date).last(),
            Moment::PeriodStart => self.bounds().map(|(start, _)| start).filter(|day| *day <= today),
            Moment::PeriodEnd => self.bounds().map(|(_, end)| end).filter(|day| *day <= today),
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

    /// Last day of the subject's period, or of its year.
    pub(super) fn period_end(&self) -> Option<Date> {
        self.bounds().map(|(_, end)| end)
    }

    /// The day the subject ended.
    pub(super) fn ended(&self, bench: &Bench) -> Option<Date> {
        match (self.topic, self.plan) {
            (Some(facts), _) => facts.ended(bench),
            (None, Some(plan)) => Some(Date::end_of_year(plan.year)).filter(|end| *end < bench.today),
            (None, None) => {
                let over = self.period.map(Period::end).filter(|end| *end < bench.today);
                let closed = self.room.and_then(|facts| facts.closed(bench.today));
                over.into_iter().chain(closed).min()
            }
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
            // What a room owes for a period goes into that year's folder.
            (None, None) => self.year().map_or_else(|| name.to_owned(), |year| format!("plans/{year}/{name}")),
        })
    }

    /// The subject's own entry in a register of the archive: a room's, a place's, a person's.
    pub(super) fn entry(&self, field: Option<&str>) -> Option<Place> {
        let room = self.room.map(|facts| ("rooms.yml", facts.index));
        let unit = self.unit.map(|facts| ("units.yml", facts.index));
        let person = self.person.map(|facts| ("people.yml", facts.index));
        let (file, index) = room.or(unit).or(person)?;
        Some(Place::field(file, std::iter::once(Step::from(index)).chain(field.map(Step::from))))
    }
}
