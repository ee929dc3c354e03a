//! Facts + rules + calendar + today → duties and findings. Pure: no file is touched, no clock read.
//!
//! Every rule is applied to every subject of its kind. `due` judges time, `when` applicability,
//! and each kind of check answers one question: does it hold, since when, and what is missing or wrong?

mod actor;
mod attest;
mod bound;
mod chain;
mod concern;
mod count;
mod course;
mod document;
mod due;
mod event;
mod facts;
mod field;
mod known;
mod meeting;
mod outcome;
mod people;
mod period;
mod post;
mod register;
mod room;
mod rule;
mod sentence;
mod stage;
mod vacancy;
mod view;
mod when;
mod wording;

pub use concern::concerns;
pub use course::{YearStep, course};
pub use known::Known;
pub use meeting::{Meeting, change_notice, meeting};
pub use people::{Tally, tallies};
pub use post::hosts;
pub use room::{Held, of_room};
pub use rule::how_to_settle;
pub use sentence::{asked, conditions};
pub use stage::{StageState, TopicStages};
pub use vacancy::{Vacancy, vacancies};

use crate::archive::{Archive, Topic};
use crate::calendar::Calendar;
use crate::duty::{Duty, Finding, Severity, State};
use crate::model::{Counting, Date, Name, Room, Settings};
use crate::regulation::{Check, Fact, Regulation, Regulations, Rule, SubjectKind};
use crate::text::Text;
use outcome::{Holds, Outcome, Question, Wrong};
use rayon::prelude::*;
use register::{PersonFacts, UnitFacts};
use room::RoomFacts;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use view::{PlanFacts, TopicFacts, View};

/// What everything is judged against.
#[derive(Clone, Copy)]
pub struct Bench<'a> {
    /// The facts.
    pub archive: &'a Archive,
    /// The law.
    pub regulations: &'a Regulations,
    /// Working days.
    pub calendar: &'a Calendar,
    /// The day it is looked at; later facts are not facts yet.
    pub today: Date,
}

impl Bench<'_> {
    fn counting(&self) -> Counting {
        self.archive.settings.as_ref().map(|settings| settings.counting).unwrap_or_default()
    }

    fn settings(&self) -> Option<&Settings> {
        self.archive.settings.as_ref()
    }

    /// What a person, an office or anybody the regulation knows is called.
    fn name(&self, regulation: &Regulation, id: &str) -> Text {
        let office = self.settings().and_then(|settings| settings.offices.get(id)).map(|office| &office.name);
        let known = office.or_else(|| self.archive.person(id).map(|person| &person.name));
        known.map_or_else(|| regulation.name(id), |name| Text::new(name.as_str(), id))
    }
}

/// Which subjects are judged.
#[derive(Clone, Copy, Debug)]
pub struct Selection {
    /// Which of those read.
    pub part: Part,
    /// Also closed topics that are well, and duties waiting or not applicable.
    pub all: bool,
}

/// Which subjects of those read are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    Whole,
    /// The topics: neither the years nor the archive as a whole.
    Topics,
    /// The years and the archive as a whole: no topic.
    Archive,
}

/// Duties and findings, in a fixed order.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// The duties, by subject and rule.
    pub duties: Vec<Duty>,
    /// The findings, by subject and place.
    pub findings: Vec<Finding>,
}

/// Judges an archive, or the part selected, and tells what could not be read.
#[must_use]
pub fn judge(bench: Bench<'_>, selection: Selection) -> Judgement {
    let mut judgement = judge_part(bench, selection);
    let problems = bench.archive.problems.iter().chain(&bench.regulations.problems);
    judgement.findings.extend(problems.map(Finding::from_problem));
    judgement.findings.sort_by(|a, b| (&a.subject, &a.place).cmp(&(&b.subject, &b.place)));
    judgement
}

/// Judges what could be read, in no order.
#[must_use]
pub fn judge_part(bench: Bench<'_>, selection: Selection) -> Judgement {
    let mut judgement = Judgement::default();
    let plans = PlanFacts::of_all(&bench);
    if selection.part != Part::Topics {
        judgement.findings.extend(facts::of_archive(&bench));
        let whole = |plan: &&PlanFacts| plan.binds(&bench) && plan.plan.is_none_or(|plan| !plan.incomplete);
        for plan in plans.iter().filter(whole) {
            judgement.append(judge_year(&bench, plan));
        }
        for (index, room) in bench.archive.rooms.iter().enumerate() {
            judgement.append(judge_room(&bench, index, room));
        }
        judgement.append(judge_registers(&bench));
    }
    // Of two folders with one number the first is judged; the other is a finding.
    let mut keys = HashSet::new();
    let judged = |topic: &&Topic| selection.part != Part::Archive && keys.insert(topic.key);
    let topics: Vec<&Topic> = bench.archive.topics.iter().filter(judged).collect();
    let judged: Vec<Judgement> =
        topics.par_iter().map(|topic| judge_topic(&bench, topic, &plans, selection.all)).collect();
    for one in judged {
        judgement.append(one);
    }
    if !selection.all {
        judgement.duties.retain(|duty| !matches!(duty.state, State::Waiting | State::NotApplicable));
    }
    judgement
}

/// Whether rules about a year ask for what happened in its topics, or what they are.
#[must_use]
pub fn looks_into_topics(regulation: &Regulation) -> bool {
    let of_year = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Year);
    let mut conditions = of_year.flat_map(|rule| &rule.when.0);
    !view::asked_of_topics(regulation).is_empty() || conditions.any(|condition| condition.fact == Fact::TopicTags)
}

/// The stages of a topic, and what is known of each.
#[must_use]
pub fn stages<'a>(bench: Bench<'a>, topic: &'a Topic) -> Option<TopicStages<'a>> {
    let regulation = bench.regulations.get(&topic.file.regulation).ok()?;
    let plans = PlanFacts::of_all(&bench);
    let facts = TopicFacts::gather(&bench, regulation, topic, &plans);
    Some(stage::of_topic(&bench, &facts))
}

/// The stages of every topic, in the archive's order.
#[must_use]
pub fn stages_of_all(bench: Bench<'_>) -> Vec<Option<TopicStages<'_>>> {
    let plans = PlanFacts::of_all(&bench);
    bench
        .archive
        .topics
        .par_iter()
        .map(|topic| {
            let regulation = bench.regulations.get(&topic.file.regulation).ok()?;
            Some(stage::of_topic(&bench, &TopicFacts::gather(&bench, regulation, topic, &plans)))
        })
        .collect()
}

impl Judgement {
    /// Takes in another one.
    pub fn append(&mut self, other: Self) {
        self.duties.extend(other.duties);
        self.findings.extend(other.findings);
    }

    /// Judges a subject by a rule, named by its place among the regulation's.
    fn apply<'a>(&mut self, bench: &Bench<'a>, regulation: &'a Arc<Regulation>, rule: usize, view: &View<'_, 'a>) {
        let checks = &regulation.rules[rule].checks;
        if checks.iter().all(|check| matches!(check, Check::Guidance)) {
            return;
        }
        let (duty, findings) = rule::judge(bench, regulation, rule, view);
        self.duties.push(duty);
        self.findings.extend(findings);
    }
}

fn judge_year<'a>(bench: &Bench<'a>, plan: &PlanFacts<'a>) -> Judgement {
    let mut judgement = Judgement::default();
    let Ok(regulation) = bench.regulations.shared(&plan.regulation.id) else { return judgement };
    let view = View::of_year(plan);
    for (nth, _) in rules_about(regulation, SubjectKind::Year) {
        judgement.apply(bench, regulation, nth, &view);
    }
    judgement
}

/// The duties of a room, for each period it was open through where the rule says so.
fn judge_room<'a>(bench: &Bench<'a>, index: usize, room: &'a Room) -> Judgement {
    let mut judgement = Judgement::default();
    let Ok(regulation) = bench.regulations.shared(&room.regulation) else { return judgement };
    let facts = RoomFacts::gather(bench, regulation, index, room);
    let unread = |year: i32| facts.incomplete || bench.archive.plan(year).is_some_and(|plan| plan.incomplete);
    for (nth, rule) in rules_about(regulation, SubjectKind::Room) {
        let Some(per) = rule.per else {
            judgement.apply(bench, regulation, nth, &View::of_room(&facts, None));
            continue;
        };
        // What is missing from files that cannot be read is not known to be missing.
        for period in facts.periods(bench, per).filter(|period| !unread(period.year)) {
            judgement.apply(bench, regulation, nth, &View::of_room(&facts, Some(period)));
        }
    }
    judgement
}

/// The duties of each place and each person of the registers, under the regulations that bind.
fn judge_registers(bench: &Bench) -> Judgement {
    let mut judgement = Judgement::default();
    let settings = bench.archive.settings.iter();
    let named: BTreeSet<&Name> =
        settings.flat_map(|settings| settings.regulations.iter().chain(&settings.regulation)).collect();
    let rooms_unread = !bench.archive.problems_of("rooms.yml").is_empty();
    for regulation in named.into_iter().filter_map(|id| bench.regulations.shared(id).ok()) {
        for (nth, _) in rules_about(regulation, SubjectKind::Unit).filter(|_| !rooms_unread) {
            for (index, unit) in bench.archive.units.iter().enumerate() {
                let facts = UnitFacts::gather(bench, index, unit);
                judgement.apply(bench, regulation, nth, &View::of_unit(&facts));
            }
        }
        for (nth, _) in rules_about(regulation, SubjectKind::Person) {
            for (index, person) in bench.archive.people.iter().enumerate() {
                let facts = PersonFacts { person, index, regulation };
                judgement.apply(bench, regulation, nth, &View::of_person(&facts));
            }
        }
    }
    judgement
}

/// The rules about subjects of one kind, with their places among the regulation's.
fn rules_about(regulation: &Regulation, subject: SubjectKind) -> impl Iterator<Item = (usize, &Rule)> {
    regulation.rules.iter().enumerate().filter(move |(_, rule)| rule.subject == subject)
}

fn judge_topic<'a>(bench: &Bench<'a>, topic: &'a Topic, plans: &[PlanFacts<'a>], all: bool) -> Judgement {
    let mut judgement = Judgement { findings: facts::of_topic(bench, topic), ..Judgement::default() };
    let Ok(regulation) = bench.regulations.shared(&topic.file.regulation) else {
        return judgement;
    };
    // What is missing from files that cannot be read is not known to be missing.
    if topic.incomplete {
        return judgement;
    }
    let facts = TopicFacts::gather(bench, regulation, topic, plans);
    let year_unread = bench.archive.plan(topic.key.year).is_some_and(|plan| plan.incomplete);
    let of_year = |event: &str| regulation.events.get(event).is_some_and(|kind| kind.of == SubjectKind::Year);
    let rules = regulation.rules.iter().enumerate();
    for (nth, rule) in rules.filter(|(_, rule)| !(year_unread && rule.events().any(of_year))) {
        match rule.subject {
            SubjectKind::Year | SubjectKind::Room | SubjectKind::Unit | SubjectKind::Person => {}
            SubjectKind::Topic => judgement.apply(bench, regulation, nth, &View::of_topic(&facts)),
            SubjectKind::Round => {
                for round in 1..=facts.rounds {
                    judgement.apply(bench, regulation, nth, &View::of_round(&facts, round));
                }
            }
            SubjectKind::Suggestion => {
                for suggestion in 0..topic.suggestions.len() {
                    judgement.apply(bench, regulation, nth, &View::of_suggestion(&facts, suggestion));
                }
            }
        }
    }
    let idle = facts::idle_waivers(bench, topic, &judgement);
    judgement.findings.extend(idle);
    let closed_and_well =
        facts.ended(bench).is_some() && judgement.findings.iter().all(|finding| finding.severity < Severity::Warning);
    if closed_and_well && !all {
        return Judgement::default();
    }
    judgement
}

/// Whether a rule applies to a topic, or to one of its suggestions (by place in the file), by its conditions.
#[must_use]
pub fn applies(bench: Bench, topic: &Topic, suggestion: Option<usize>, rule: &Rule) -> bool {
    bench.regulations.get(&topic.file.regulation).is_ok_and(|regulation| {
        let facts = TopicFacts::gather(&bench, regulation, topic, &[]);
        let view = suggestion.map_or_else(|| View::of_topic(&facts), |nth| View::of_suggestion(&facts, nth));
        when::holds(&bench, Some(rule), &rule.when, &view)
    })
}
