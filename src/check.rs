//! Facts + rules + calendar + today → duties and findings. Pure: no file is touched, no clock read.
//!
//! Every rule is applied to every subject of its kind. `due` judges time, `when` applicability,
//! and each kind of check answers one question: does it hold, since when, and what is missing or wrong?

mod actor;
mod attest;
mod bound;
mod chain;
mod count;
mod course;
mod document;
mod due;
mod event;
mod facts;
mod field;
mod meeting;
mod people;
mod period;
mod post;
mod register;
mod room;
mod sentence;
mod stage;
mod view;
mod when;
mod wording;

pub use course::{YearStep, course};
pub use meeting::{Meeting, change_notice, meeting};
pub use sentence::asked;
pub use stage::{StageState, TopicStages};

use crate::archive::{Archive, Topic};
use crate::calendar::Calendar;
use crate::duty::{Duty, Finding, Severity, State, Subject};
use crate::model::{Counting, Date, Name, Person, Room, Settings};
use crate::problem::Place;
use crate::regulation::{Actor, Check, Force, Regulation, Regulations, Rule, SubjectKind};
use crate::text::Text;
use due::Timing;
use rayon::prelude::*;
use register::{PersonFacts, UnitFacts};
use room::RoomFacts;
use std::collections::{BTreeSet, HashSet};
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
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection {
    /// The topics read and nothing else: neither the years nor the archive as a whole.
    pub topics_alone: bool,
    /// Also closed topics that are well, and duties waiting or not applicable.
    pub all: bool,
}

/// Duties and findings, in a fixed order.
#[derive(Clone, Debug, Default)]
pub struct Judgement<'a> {
    /// The duties, by subject and rule.
    pub duties: Vec<Duty<'a>>,
    /// The findings, by subject and place.
    pub findings: Vec<Finding<'a>>,
}

/// Judges an archive, or the topics selected.
#[must_use]
pub fn judge(bench: Bench<'_>, selection: Selection) -> Judgement<'_> {
    let mut judgement = Judgement::default();
    let problems = bench.archive.problems.iter().chain(&bench.regulations.problems);
    judgement.findings.extend(problems.map(Finding::from_problem));
    let plans = PlanFacts::of_all(&bench);
    if !selection.topics_alone {
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
    let topics: Vec<&Topic> = bench.archive.topics.iter().filter(|topic| keys.insert(topic.key)).collect();
    let judged: Vec<Judgement> =
        topics.par_iter().map(|topic| judge_topic(&bench, topic, &plans, selection.all)).collect();
    for one in judged {
        judgement.append(one);
    }
    if !selection.all {
        judgement.duties.retain(|duty| !matches!(duty.state, State::Waiting | State::NotApplicable));
    }
    judgement.findings.sort_by(|a, b| (&a.subject, &a.place).cmp(&(&b.subject, &b.place)));
    judgement
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

impl<'a> Judgement<'a> {
    fn append(&mut self, other: Self) {
        self.duties.extend(other.duties);
        self.findings.extend(other.findings);
    }

    fn apply(&mut self, bench: &Bench<'a>, regulation: &'a Regulation, rule: &'a Rule, view: &View<'_, 'a>) {
        if rule.checks.iter().all(|check| matches!(check, Check::Guidance)) {
            return;
        }
        let (duty, findings) = judge_rule(bench, regulation, rule, view);
        self.duties.push(duty);
        self.findings.extend(findings);
    }
}

fn judge_year<'a>(bench: &Bench<'a>, plan: &PlanFacts<'a>) -> Judgement<'a> {
    let mut judgement = Judgement::default();
    let view = View::of_year(plan);
    for rule in plan.regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Year) {
        judgement.apply(bench, plan.regulation, rule, &view);
    }
    judgement
}

/// The duties of a room, for each period it was open through where the rule says so.
fn judge_room<'a>(bench: &Bench<'a>, index: usize, room: &'a Room) -> Judgement<'a> {
    let mut judgement = Judgement::default();
    let Ok(regulation) = bench.regulations.get(&room.regulation) else { return judgement };
    let facts = RoomFacts::gather(bench, regulation, index, room);
    let unread = |year: i32| facts.incomplete || bench.archive.plan(year).is_some_and(|plan| plan.incomplete);
    for rule in regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Room) {
        let Some(per) = rule.per else {
            judgement.apply(bench, regulation, rule, &View::of_room(&facts, None));
            continue;
        };
        // What is missing from files that cannot be read is not known to be missing.
        for period in facts.periods(bench, per).filter(|period| !unread(period.year)) {
            judgement.apply(bench, regulation, rule, &View::of_room(&facts, Some(period)));
        }
    }
    judgement
}

/// The duties of each place and each person of the registers, under the regulations that bind.
fn judge_registers<'a>(bench: &Bench<'a>) -> Judgement<'a> {
    let mut judgement = Judgement::default();
    let settings = bench.archive.settings.iter();
    let named: BTreeSet<&Name> =
        settings.flat_map(|settings| settings.regulations.iter().chain(&settings.regulation)).collect();
    let rooms_unread = !bench.archive.problems_of("rooms.yml").is_empty();
    for regulation in named.into_iter().filter_map(|id| bench.regulations.get(id).ok()) {
        for rule in regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Unit && !rooms_unread) {
            for (index, unit) in bench.archive.units.iter().enumerate() {
                let facts = UnitFacts::gather(bench, index, unit);
                judgement.apply(bench, regulation, rule, &View::of_unit(&facts));
            }
        }
        for rule in regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Person) {
            for (index, person) in bench.archive.people.iter().enumerate() {
                let facts = PersonFacts { person, index, regulation };
                judgement.apply(bench, regulation, rule, &View::of_person(&facts));
            }
        }
    }
    judgement
}

fn judge_topic<'a>(bench: &Bench<'a>, topic: &'a Topic, plans: &[PlanFacts<'a>], all: bool) -> Judgement<'a> {
    let mut judgement = Judgement { findings: facts::of_topic(bench, topic), ..Judgement::default() };
    let Ok(regulation) = bench.regulations.get(&topic.file.regulation) else {
        return judgement;
    };
    // What is missing from files that cannot be read is not known to be missing.
    if topic.incomplete {
        return judgement;
    }
    let facts = TopicFacts::gather(bench, regulation, topic, plans);
    let year_unread = bench.archive.plan(topic.key.year).is_some_and(|plan| plan.incomplete);
    let of_year = |event: &str| regulation.events.get(event).is_some_and(|kind| kind.of == SubjectKind::Year);
    for rule in regulation.rules.iter().filter(|rule| !(year_unread && rule.events().any(of_year))) {
        match rule.subject {
            SubjectKind::Year | SubjectKind::Room | SubjectKind::Unit | SubjectKind::Person => {}
            SubjectKind::Topic => judgement.apply(bench, regulation, rule, &View::of_topic(&facts)),
            SubjectKind::Round => {
                for round in 1..=facts.rounds {
                    judgement.apply(bench, regulation, rule, &View::of_round(&facts, round));
                }
            }
            SubjectKind::Suggestion => {
                for suggestion in 0..topic.suggestions.len() {
                    judgement.apply(bench, regulation, rule, &View::of_suggestion(&facts, suggestion));
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

/// What a kind is asked: does this rule hold for what is in view?
#[derive(Clone, Copy)]
struct Question<'q, 'a> {
    bench: &'q Bench<'a>,
    regulation: &'a Regulation,
    rule: &'a Rule,
    timing: &'q Timing,
    view: &'q View<'q, 'a>,
}

impl Question<'_, '_> {
    /// The day on which people must be who the rule means: the day it is due.
    fn day(&self) -> Date {
        self.timing.due.unwrap_or(self.bench.today)
    }
}

/// Whether something holds, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// It does not.
    No,
    /// It does, by facts that have no date.
    Undated,
    /// It does since this day.
    Since(Date),
}

impl Holds {
    fn since(day: Option<Date>) -> Self {
        day.map_or(Self::Undated, Self::Since)
    }

    fn day(self) -> Option<Date> {
        match self {
            Self::Since(day) => Some(day),
            Self::No | Self::Undated => None,
        }
    }
}

/// What a check found of its question.
struct Outcome {
    /// Whether it holds, and since when.
    holds: Holds,
    /// What is to be done, in a few words, while it does not hold.
    task: Text,
    /// What is missing, in a sentence, while it does not hold.
    missing: Text,
    /// What to do, where it is not simply to record the events: why something on record does not count,
    /// where the missing thing belongs.
    uncounted: Option<Text>,
    /// Events whose record is missing, in the order they are due.
    events: Vec<Name>,
    /// The fact that made it hold, to point at when it came late.
    evidence: Option<Place>,
    /// Facts that contradict the rule: found the day they are written.
    wrong: Vec<Wrong>,
    /// Facts that keep the rule and yet deserve a warning.
    warned: Vec<Wrong>,
    /// File where what is missing belongs.
    belongs: Place,
}

/// A fact that contradicts a rule.
struct Wrong {
    /// Where it stands.
    place: Place,
    /// What is wrong with it.
    said: Text,
    /// What to do about it.
    mend: Text,
}

impl Outcome {
    /// Nothing holds yet, and what is missing belongs here.
    fn open(belongs: Place) -> Self {
        let nothing = || Text::same("");
        Self {
            holds: Holds::No,
            task: nothing(),
            missing: nothing(),
            uncounted: None,
            events: Vec::new(),
            evidence: None,
            wrong: Vec::new(),
            warned: Vec::new(),
            belongs,
        }
    }
}

fn judge_rule<'a>(
    bench: &Bench<'a>,
    regulation: &'a Regulation,
    rule: &'a Rule,
    view: &View<'_, 'a>,
) -> (Duty<'a>, Vec<Finding<'a>>) {
    let mut duty = Duty {
        regulation,
        rule,
        subject: view.subject(),
        what: view.what(),
        state: State::NotApplicable,
        due: None,
        done: None,
        days_left: None,
        working_days_left: None,
        provisional: false,
        task: Text::same(""),
        missing: Text::same(""),
        events: Vec::new(),
        waived: when::waiver(bench, &rule.id, view).is_some(),
    };
    if !when::holds(bench, Some(rule), &rule.when, view) || bound::is_left_open(bench, rule) {
        return (duty, Vec::new());
    }
    let timing = due::timing(bench, regulation, rule, view);
    let question = Question { bench, regulation, rule, timing: &timing, view };
    let outcomes: Vec<Outcome> = rule
        .checks
        .iter()
        .map(|check| match check {
            Check::Event(check) => event::judge(&question, check),
            Check::Chain(chain) => chain::judge(&question, chain),
            Check::Document(check) => document::judge(&question, check),
            Check::Field(check) => field::judge(&question, check),
            Check::Post(check) => post::judge(&question, check),
            Check::People(check) => people::judge(&question, check),
            Check::Count(check) => count::judge(&question, check),
            Check::Wording(check) => wording::judge(&question, check),
            // Guidance asks nothing; it never comes here.
            Check::Attest | Check::Guidance => attest::judge(&question),
        })
        .collect();
    let holds = outcomes.iter().all(|outcome| outcome.holds != Holds::No);
    let done = outcomes.iter().filter_map(|outcome| outcome.holds.day()).max();
    let verdict = timing.verdict(bench, holds, done);
    duty.state = match (rule.force, verdict.state) {
        // What may be done is done or open, never late.
        (Force::May, State::DoneLate) => State::Done,
        (Force::May, State::Overdue | State::DueSoon) => State::Pending,
        (_, State::Overdue | State::DueSoon) if rule.checks.iter().any(|check| matches!(check, Check::Attest)) => {
            State::Pending
        }
        (_, state) => state,
    };
    duty.due = verdict.due;
    duty.done = done.filter(|_| matches!(verdict.state, State::Done | State::DoneLate));
    duty.provisional = timing.provisional && verdict.due.is_some() && verdict.due == timing.due;
    if duty.state.is_open() {
        duty.days_left = duty.due.map(|due| bench.today.days_until(due));
        duty.working_days_left = duty.due.map(|due| bench.calendar.workdays_between(bench.today, due));
    }
    let open = || outcomes.iter().filter(|outcome| outcome.holds == Holds::No);
    duty.task = Text::join(open().map(|outcome| &outcome.task), "；", "; ");
    duty.missing = Text::join(open().map(|outcome| &outcome.missing), "；", "; ");
    duty.events = open().flat_map(|outcome| outcome.events.iter().cloned()).collect();
    let mut findings = findings(&duty, verdict, &timing, &outcomes);
    if let Some(waiver) = when::waiver(bench, &rule.id, view) {
        // An exception is shown, not hidden: what it excuses stays in the report as a note.
        for finding in &mut findings {
            finding.severity = Severity::Note;
            finding.message = sentence::waived(&finding.message, waiver, &bench.name(regulation, &waiver.by));
            finding.hint = None;
        }
    }
    (duty, findings)
}

fn findings<'a>(duty: &Duty<'a>, verdict: due::Verdict, timing: &Timing, outcomes: &[Outcome]) -> Vec<Finding<'a>> {
    let (regulation, rule) = (duty.regulation, duty.rule);
    let gravest = match rule.force {
        Force::Must => Severity::Error,
        Force::Should => Severity::Warning,
        Force::May => return Vec::new(),
    };
    // What only a person can state is a checklist, not a finding.
    if rule.checks.iter().any(|check| matches!(check, Check::Attest)) {
        return Vec::new();
    }
    let wording = rule.checks.iter().all(|check| matches!(check, Check::Wording(_)));
    let gravest = if wording { gravest.min(Severity::Warning) } else { gravest };
    let found = |severity, place: Place, message, hint| Finding {
        rule: Some((regulation, rule)),
        severity,
        subject: duty.subject.clone(),
        place,
        message,
        hint,
    };
    // Said only of what is found: most duties are well.
    let by_when = || sentence::by_when(regulation, rule, timing, verdict.due);
    let mut findings = Vec::new();
    for outcome in outcomes {
        for Wrong { place, said, mend } in &outcome.wrong {
            // What is wrong and missing in the same words is said once, with the day.
            let tail = if outcome.missing == *said && verdict.due.is_some() { by_when() } else { Text::same("") };
            findings.push(found(gravest, place.clone(), said.clone().then(&tail), Some(mend.clone())));
        }
    }
    for Wrong { place, said, mend } in outcomes.iter().flat_map(|outcome| &outcome.warned) {
        findings.push(found(gravest.min(Severity::Warning), place.clone(), said.clone(), Some(mend.clone())));
    }
    match duty.state {
        State::Overdue => {
            let severity = if verdict.advice { Severity::Note } else { gravest };
            // Forbidden words are found one by one, where they stand; nothing is missing besides.
            let said = |outcome: &Outcome| outcome.wrong.iter().any(|wrong| wrong.said == outcome.missing);
            let unsaid = |outcome: &&Outcome| !outcome.missing.is_empty() && !said(outcome);
            let missing: Vec<&Outcome> =
                outcomes.iter().filter(|outcome| outcome.holds == Holds::No).filter(unsaid).collect();
            if let Some(first) = missing.first() {
                let message = Text::join(missing.iter().map(|outcome| &outcome.missing), "；", "; ").then(&by_when());
                findings.push(found(severity, first.belongs.clone(), message, what_to_do(duty, &missing)));
            }
        }
        State::DoneLate => {
            let severity = if verdict.advice { Severity::Note } else { Severity::Warning };
            let last = outcomes.iter().max_by_key(|outcome| outcome.holds.day());
            let place = last.and_then(|outcome| outcome.evidence.clone()).unwrap_or_else(|| Place::file(""));
            let message = sentence::late(regulation, rule, duty.done, verdict.due, &by_when());
            findings.push(found(severity, place, message, None));
        }
        _ => {}
    }
    findings
}

/// What each part that is missing asks to be done; the events to be recorded in one command.
fn what_to_do(duty: &Duty, missing: &[&Outcome]) -> Option<Text> {
    let explained = missing.iter().filter_map(|outcome| outcome.uncounted.clone());
    let unexplained = missing.iter().filter(|outcome| outcome.uncounted.is_none());
    let events: Vec<Name> = unexplained.flat_map(|outcome| outcome.events.iter().cloned()).collect();
    let to_record = (!events.is_empty()).then(|| sentence::how_to_record(duty, &events));
    let all: Vec<Text> = explained.chain(to_record).collect();
    (!all.is_empty()).then(|| Text::join(&all, "；", "; "))
}

/// The command that records what an open duty asks for; `None` if no entry settles it.
#[must_use]
pub fn how_to_settle(duty: &Duty) -> Option<Text> {
    (!duty.events.is_empty()).then(|| sentence::how_to_record(duty, &duty.events))
}

/// Whether a rule applies to a topic, by its conditions.
#[must_use]
pub fn applies(bench: Bench, topic: &Topic, rule: &Rule) -> bool {
    bench.regulations.get(&topic.file.regulation).is_ok_and(|regulation| {
        let facts = TopicFacts::gather(&bench, regulation, topic, &[]);
        when::holds(&bench, Some(rule), &rule.when, &View::of_topic(&facts))
    })
}

/// Whether a duty concerns a person: they lead the topic, hold a post for its office, or are who a
/// step or an entry of the rule is to be by.
#[must_use]
pub fn concerns(bench: Bench, duty: &Duty, person: &Person) -> bool {
    let topic = match &duty.subject {
        Subject::Topic(key) => bench.archive.topics.iter().find(|topic| topic.key == *key),
        Subject::Plan(_) | Subject::Room(_) | Subject::Archive => None,
    };
    let office = topic.and_then(|topic| topic.file.office.as_ref());
    let held = || person.posts.iter().filter(|post| post.on(bench.today));
    let leads = topic.is_some_and(|topic| topic.file.lead.as_ref() == Some(&person.id));
    let of_office = office.is_some() && held().any(|post| post.office.as_ref() == office);
    let named = |wanted: &Actor| match wanted {
        Actor::Id(id) | Actor::OfOffice(id) => held().any(|post| {
            let for_office = matches!(wanted, Actor::Id(_)) || post.office.is_none() || post.office.as_ref() == office;
            for_office && duty.regulation.implied(&post.post).contains(&&**id)
        }),
        Actor::Office | Actor::EntrustedBy | Actor::Proposers => false,
    };
    let acts = duty.rule.checks.iter().any(|check| match check {
        Check::Event(check) => check.by.iter().any(named),
        Check::Chain(chain) => chain.steps.iter().flat_map(|step| &step.by).any(named),
        _ => false,
    });
    leads || of_office || acts
}
