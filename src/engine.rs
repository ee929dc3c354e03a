//! Judges an archive: facts, rules, calendar and today's date give duties and findings. Pure: reads no files and no
//! clock.
//!
//! Every rule is applied to every subject of its kind. The checks of a rule answer whether it holds (`rules`); the
//! engine decides what follows from the answers.

mod act;
mod answer;
mod concern;
mod context;
mod contradictions;
mod course;
mod dated;
mod demand;
mod finding;
mod host;
mod itemless;
mod known;
mod meeting;
mod message;
mod numbers;
mod office;
mod pass;
mod progress;
mod promise;
mod remedy;
mod review;
mod room;
mod rule;
mod secrecy;
mod stage;
mod statement;
mod tally;
mod timeline;
mod unread;
mod vacancy;
mod verdict;
mod words;

pub use crate::rules::when::conditions;
pub use act::meets;
pub use answer::{awaited_from, unanswered};
pub use concern::{concerns, whose};
pub use context::Context;
pub(crate) use contradictions::{outdated, unsaid_in_opinion, was_so};
pub use course::{YearStep, course};
pub use dated::{dated, made, sent};
pub use host::hosts;
pub use itemless::{Itemless, itemless};
pub use known::Known;
pub use meeting::{Meeting, change_notice, meeting};
pub use message::{asked, is_of_the_same, what_was_done};
pub use numbers::{MINUTES, left_out, number_of, numbers_of};
pub use office::acting_office;
pub use pass::{Pass, TOGETHER};
pub use progress::{Handling, Progress, progress};
pub use promise::{Promise, late};
pub(crate) use remedy::how_to_record;
pub use review::{
    Decided, PaperReview, ReviewState, ReviewStep, Right, StepGroup, Taken, reviews_of, reviews_of_topic,
    reviews_of_year,
};
pub use room::{PeriodCount, not_asked, of_room};
pub use stage::{StageState, TopicStages};
pub use statement::does_not_count;
pub use tally::{Tally, tallies};
pub use timeline::{Happened, Timeline, timeline};
pub use vacancy::{Vacancy, is_for_an_office, vacancies};
pub use words::{doubled_numbers, is_unbound, not_bound, references_given_twice, unknown_language, unknown_retention};

use crate::archive::{Topic, TopicPart};
use crate::diagnostic::Location;
use crate::duty::{Duty, Finding, Severity, State};
use crate::model::{Name, Room, Subject, Waiver};
use crate::regulation::{Check, Citation, Regulation, Rule};
use crate::rules::view::{PersonFacts, PlanFacts, UnitFacts, View};
use crate::rules::when;
use crate::vocabulary::SubjectKind;
use rayon::prelude::*;
use statement::About;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// What is judged.
#[derive(Clone, Copy, Debug)]
pub struct Selection {
    /// Which subjects.
    pub part: Part,
    /// Whether to include closed topics without problems, and duties that wait or do not apply.
    pub all: bool,
}

/// Which of the subjects in memory are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    Whole,
    /// Only the topics.
    Topics,
    /// Only the years and the archive as a whole.
    Archive,
}

/// Duties and findings, in a fixed order.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// The duties, by subject and rule.
    pub duties: Vec<Duty>,
    /// The findings, by subject and place.
    pub findings: Vec<Finding>,
    /// Answers that are promised by a day that the office set itself.
    pub promises: Vec<Promise>,
}

/// Judges an archive, or a part of it, and adds a finding for every file that could not be read.
#[must_use]
pub fn judge(context: Context<'_>, selection: Selection) -> Judgement {
    let mut judgement = judge_part(context, selection);
    let problems = context.archive.problems.iter().chain(&context.regulations.problems);
    judgement.findings.extend(problems.map(Finding::from_problem));
    judgement.findings.sort_by(|a, b| (&a.subject, &a.place).cmp(&(&b.subject, &b.place)));
    judgement
}

/// Judges what could be read, in no particular order.
#[must_use]
pub fn judge_part(context: Context<'_>, selection: Selection) -> Judgement {
    let mut judgement = Judgement::default();
    let plans = context.years();
    if selection.part != Part::Topics {
        judgement.findings.extend(words::of_archive(&context));
        // Another institution may see to them, and nothing could settle it: it is told where all is asked for.
        if selection.all {
            words::unbound(&context, &mut judgement.findings);
        }
        judgement.findings.extend(numbers::of_archive(&context));
        judgement.findings.extend(context.archive.plans.iter().flat_map(|plan| secrecy::marks(&plan.marks)));
        judgement.findings.extend(context.archive.plans.iter().flat_map(|plan| numbers::of_year(&context, plan)));
        judgement
            .findings
            .extend(context.archive.plans.iter().flat_map(|plan| contradictions::of_year(&context, plan)));
        let complete = plans.iter().filter(|plan| plan.plan.is_none_or(|plan| !plan.incomplete));
        for plan in complete.filter(|plan| context.binds(plan)) {
            judgement.append(judge_year(&context, plan));
        }
        for (index, room) in context.archive.rooms.iter().enumerate() {
            judgement.append(judge_room(&context, index, room));
        }
        let idle: Vec<Finding> = idle_waivers_of_years(&context, &judgement);
        judgement.findings.extend(idle);
        judgement.append(judge_registers(&context));
    }
    // Of two folders with the same number, the first is judged; the other is a finding.
    let mut keys = HashSet::new();
    let topics = context.archive.topics.iter();
    let topics = topics.filter(|topic| selection.part != Part::Archive && keys.insert(topic.key));
    let topics: Vec<&Topic> = topics.collect();
    let judged: Vec<Judgement> =
        topics.par_iter().map(|topic| judge_topic(&context, topic, &plans, selection.all)).collect();
    for one in judged {
        judgement.append(one);
    }
    if !selection.all {
        judgement.duties.retain(|duty| !matches!(duty.state, State::Waiting | State::NotApplicable));
    }
    judgement
}

/// The stages of a topic with their states; `None` if its regulation is unknown.
#[must_use]
pub fn stages<'a>(context: Context<'a>, topic: &'a Topic) -> Option<TopicStages<'a>> {
    let regulation = context.regulations.get(&topic.file.regulation).ok()?;
    let plans = context.years();
    let facts = context.topic(regulation, topic, &plans);
    Some(stage::of_topic(&context, regulation, &facts))
}

/// The stages of every topic, in the archive's order.
#[must_use]
pub fn stages_of_all(context: Context<'_>) -> Vec<Option<TopicStages<'_>>> {
    let plans = context.years();
    context
        .archive
        .topics
        .par_iter()
        .map(|topic| {
            let regulation = context.regulations.get(&topic.file.regulation).ok()?;
            Some(stage::of_topic(&context, regulation, &context.topic(regulation, topic, &plans)))
        })
        .collect()
}

impl Judgement {
    /// Adds another judgement.
    pub fn append(&mut self, other: Self) {
        self.duties.extend(other.duties);
        self.findings.extend(other.findings);
        self.promises.extend(other.promises);
    }

    /// Keeps only some subjects.
    #[must_use]
    pub fn only(mut self, is_wanted: impl Fn(&Subject) -> bool) -> Self {
        self.duties.retain(|duty| is_wanted(&duty.subject));
        self.findings.retain(|finding| is_wanted(&finding.subject));
        self
    }

    /// The duties and findings of one subject.
    #[must_use]
    pub fn about(&self, subject: &Subject) -> Self {
        let duties = self.duties.iter().filter(|duty| duty.subject == *subject).cloned().collect();
        let findings = self.findings.iter().filter(|finding| finding.subject == *subject).cloned().collect();
        Self { duties, findings, promises: Vec::new() }
    }

    /// Applies a rule, given by its place in the regulation, to a subject.
    fn apply<'a>(&mut self, context: &Context<'a>, regulation: &'a Arc<Regulation>, rule: usize, view: View<'_, 'a>) {
        let checks = &regulation.rules[rule].checks;
        if checks.iter().all(|check| matches!(check, Check::Guidance)) {
            return;
        }
        let (duty, findings) =
            rule::judge(&context.subject(regulation, view), regulation, Citation::new(regulation, rule));
        self.duties.push(duty);
        self.findings.extend(findings);
    }
}

fn judge_year<'a>(context: &Context<'a>, plan: &PlanFacts<'a>) -> Judgement {
    let mut judgement = Judgement::default();
    let Ok(regulation) = context.regulations.shared(&plan.regulation.id) else { return judgement };
    for (nth, rule) in rules_about(regulation, SubjectKind::Year) {
        // What is due in the next year may be recorded in that year's folder, unless earlier records count.
        let into_next_year = rule.due.as_ref().is_some_and(|due| due.is_of_next_year() && !due.counts_earlier);
        judgement.apply(context, regulation, nth, View { into_next_year, ..View::of_year(plan) });
    }
    if let Some(plan) = plan.plan.filter(|plan| !plan.reviews.is_empty()) {
        let reviews = reviews_of_year(*context, plan, regulation, None);
        let lapsed = contradictions::lapsed(context, (&plan.reviews, &reviews), &judgement.findings);
        judgement.findings.extend(lapsed);
        let subject = Subject::Plan(plan.year);
        judgement.findings.extend(contradictions::unsigned(context, regulation, &subject, &plan.reviews));
    }
    judgement.findings.extend(statement::premature_ones(context, regulation, About::Year(plan)));
    act::find_causes(&mut judgement.findings);
    judgement
}

/// Exceptions of years and rooms that excuse nothing.
fn idle_waivers_of_years(context: &Context, judgement: &Judgement) -> Vec<Finding> {
    let mut of_subject: BTreeMap<Subject, Vec<(Location, &Waiver)>> = BTreeMap::new();
    for plan in &context.archive.plans {
        for (nth, waiver) in plan.waivers.iter().enumerate() {
            let subject = waiver.room.clone().map_or(Subject::Plan(plan.year), Subject::Room);
            let place = Location::field(plan.path("waivers.yml"), [nth.into()]);
            of_subject.entry(subject).or_default().push((place, waiver));
        }
    }
    let found = of_subject.into_iter().flat_map(|(subject, waivers)| {
        let own = judgement.about(&subject);
        words::idle_waivers(context, &subject, waivers.into_iter(), &own)
    });
    found.collect()
}

/// The duties of a room, one for each period in which it was open if the rule has periods.
fn judge_room<'a>(context: &Context<'a>, index: usize, room: &'a Room) -> Judgement {
    let mut judgement = Judgement::default();
    let Ok(regulation) = context.regulations.shared(&room.regulation) else { return judgement };
    let facts = context.room(regulation, index, room);
    for (nth, rule) in rules_about(regulation, SubjectKind::Room) {
        let Some(per) = rule.per else {
            if facts.is_open(context.today) {
                judgement.apply(context, regulation, nth, View::of_room(&facts, None));
            }
            continue;
        };
        // An upper limit also holds in a period during which the room was open only for a part.
        let limits = rule.bounds().any(|bounds| bounds.at_most.is_some());
        let world = context.world();
        let periods = facts.periods(&world, per).filter(|period| limits || facts.counts(*period));
        // Files that cannot be read may contain what seems missing.
        let periods = periods.filter(|_| !facts.incomplete);
        for period in periods.filter(|period| context.archive.plan(period.year).is_none_or(|plan| !plan.incomplete)) {
            judgement.apply(context, regulation, nth, View::of_room(&facts, Some(period)));
        }
    }
    judgement.findings.extend(statement::premature_ones(context, regulation, About::Room(&facts)));
    judgement
}

/// The duties of the places and people in the registers, under the regulations of the settings.
fn judge_registers(context: &Context) -> Judgement {
    let mut judgement = Judgement::default();
    let settings = context.archive.settings.iter();
    let named: BTreeSet<&Name> =
        settings.flat_map(|settings| settings.regulations.iter().chain(&settings.regulation)).collect();
    let rooms_unread = !context.archive.problems_of("rooms.yml").is_empty();
    for regulation in named.into_iter().filter_map(|id| context.regulations.shared(id).ok()) {
        for (nth, _) in rules_about(regulation, SubjectKind::Unit).filter(|_| !rooms_unread) {
            for (index, unit) in context.archive.units.iter().enumerate() {
                let facts = UnitFacts::gather(&context.world(), index, unit);
                judgement.apply(context, regulation, nth, View::of_unit(&facts));
            }
        }
        for (nth, _) in rules_about(regulation, SubjectKind::Person) {
            for (index, person) in context.archive.people.iter().enumerate() {
                let facts = PersonFacts { person, index };
                judgement.apply(context, regulation, nth, View::of_person(&facts));
            }
        }
    }
    judgement
}

/// The rules about a kind of subject, with their places in the regulation.
fn rules_about(regulation: &Regulation, subject: SubjectKind) -> impl Iterator<Item = (usize, &Rule)> {
    regulation.rules.iter().enumerate().filter(move |(_, rule)| rule.subject == subject)
}

fn has_events_of_year(regulation: &Regulation, rule: &Rule) -> bool {
    rule.events().any(|event| regulation.events.get(event).is_some_and(|kind| kind.of == SubjectKind::Year))
}

fn judge_topic<'a>(context: &Context<'a>, topic: &'a Topic, plans: &[PlanFacts<'a>], all: bool) -> Judgement {
    let mut judgement = Judgement { findings: words::of_topic(context, topic), ..Judgement::default() };
    judgement.findings.extend(secrecy::marks(&topic.marks));
    let Ok(regulation) = context.regulations.shared(&topic.file.regulation) else {
        return judgement;
    };
    if topic.unread.contains(&TopicPart::Records) {
        return judgement;
    }
    judgement.findings.extend(numbers::of_topic(context, regulation, topic));
    let facts = context.topic(regulation, topic, plans);
    let year_unread = context.archive.plan(topic.key.year).is_some_and(|plan| plan.incomplete);
    let rules = regulation.rules.iter().enumerate();
    let rules = rules.filter(|(_, rule)| unread::allows(topic, regulation, rule));
    for (nth, rule) in rules.filter(|(_, rule)| !(year_unread && has_events_of_year(regulation, rule))) {
        match rule.subject {
            SubjectKind::Year | SubjectKind::Room | SubjectKind::Unit | SubjectKind::Person => {}
            SubjectKind::Topic => judgement.apply(context, regulation, nth, View::of_topic(&facts)),
            SubjectKind::Round => {
                for round in 1..=facts.rounds {
                    judgement.apply(context, regulation, nth, View::of_round(&facts, round));
                }
            }
            SubjectKind::Suggestion => {
                for suggestion in 0..topic.suggestions.len() {
                    judgement.apply(context, regulation, nth, View::of_suggestion(&facts, suggestion));
                }
            }
        }
    }
    judgement.findings.extend(words::unrecorded_meeting(context, &facts));
    judgement.findings.extend(promise::missed(context, regulation, &facts));
    judgement.promises = promise::awaited(context, regulation, &facts);
    let odd = contradictions::of_topic(context, regulation, &facts, &judgement.duties);
    judgement.findings.extend(odd);
    if !topic.reviews.is_empty() {
        let reviews = reviews_of_topic(*context, topic, None);
        let lapsed = contradictions::lapsed(context, (&topic.reviews, &reviews), &judgement.findings);
        judgement.findings.extend(lapsed);
        let subject = Subject::Topic(topic.key);
        judgement.findings.extend(contradictions::unsigned(context, regulation, &subject, &topic.reviews));
    }
    judgement.findings.extend(statement::premature_ones(context, regulation, About::Topic(&facts)));
    office::gather(context, topic, &mut judgement.findings);
    act::find_causes(&mut judgement.findings);
    let waivers = topic.waivers.iter().enumerate();
    let waivers = waivers.map(|(nth, waiver)| (Location::field(topic.path("waivers.yml"), [nth.into()]), waiver));
    let idle = words::idle_waivers(context, &Subject::Topic(topic.key), waivers, &judgement);
    judgement.findings.extend(idle);
    let closed_and_well =
        facts.ended.is_some() && judgement.findings.iter().all(|finding| finding.severity < Severity::Warning);
    if closed_and_well && !all {
        let Judgement { duties, promises, .. } = judgement;
        let duties = duties.into_iter().filter(|duty| duty.is_owed() && !duty.rule().is_attested()).collect();
        let findings = contradictions::after_the_end(regulation, &facts).into_iter().collect();
        return Judgement { duties, findings, promises };
    }
    judgement
}

/// Whether the conditions of a rule hold for a topic, or for one of its suggestions (given by its place in the file).
#[must_use]
pub fn applies(context: Context, topic: &Topic, suggestion: Option<usize>, rule: &Rule) -> bool {
    context.regulations.get(&topic.file.regulation).is_ok_and(|regulation| {
        let facts = context.topic(regulation, topic, &[]);
        let view = suggestion.map_or_else(|| View::of_topic(&facts), |nth| View::of_suggestion(&facts, nth));
        when::holds(&context.subject(regulation, view), Some(&rule.id), &rule.when)
    })
}
