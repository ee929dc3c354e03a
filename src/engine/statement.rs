//! Statements of compliance, and why some do not count.

use super::Context;
use crate::diagnostic::Location;
use crate::duty::{Finding, Severity};
use crate::model::{Attest, Subject};
use crate::regulation::{Regulation, Rule};
use crate::rules::due::{Timing, followed, timings};
use crate::rules::phrase;
use crate::rules::view::{PlanFacts, RoomFacts, TopicFacts, View};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// Why a statement about a topic, a year or a room does not count, if it does not: its day is still to come, or it was
/// made before what it is about had happened.
#[must_use]
pub fn does_not_count(context: Context<'_>, subject: &Subject, rule: &Rule, attest: &Attest) -> Option<Text> {
    if context.today < attest.date {
        return Some(phrase::later_than_today(attest.date));
    }
    let (archive, plans) = (context.archive, context.years());
    match subject {
        Subject::Archive => None,
        Subject::Topic(key) => {
            let topic = archive.topics.iter().find(|topic| topic.key == *key)?;
            let regulation = context.regulations.get(&topic.file.regulation).ok()?;
            premature(&context, regulation, About::Topic(&context.topic(regulation, topic, &plans)), rule, attest)
        }
        Subject::Plan(year) => {
            let (plan, regulation) = plans.iter().filter(|plan| plan.year == *year).find_map(|plan| {
                let regulation = context.regulations.get(&plan.regulation.id).ok()?;
                regulation.rules.iter().any(|known| known.id == rule.id).then_some((plan, regulation))
            })?;
            premature(&context, regulation, About::Year(plan), rule, attest)
        }
        Subject::Room(id) => {
            let (index, room) = archive.rooms.iter().enumerate().find(|(_, room)| room.id == *id)?;
            let regulation = context.regulations.get(&room.regulation).ok()?;
            premature(&context, regulation, About::Room(&context.room(regulation, index, room)), rule, attest)
        }
    }
}

/// The subject of a statement.
#[derive(Clone, Copy)]
pub(super) enum About<'v, 'a> {
    Topic(&'v TopicFacts<'a>),
    Year(&'v PlanFacts<'a>),
    Room(&'v RoomFacts<'a>),
}

impl<'v, 'a> About<'v, 'a> {
    fn subject(self) -> Subject {
        match self {
            Self::Topic(facts) => Subject::Topic(facts.topic.key),
            Self::Year(plan) => Subject::Plan(plan.year),
            Self::Room(facts) => Subject::Room(facts.room.id.clone()),
        }
    }

    /// The statements about it, with their places.
    fn statements(self, context: &Context<'a>) -> Vec<(Location, &'a Attest)> {
        let (year, room) = match self {
            Self::Topic(TopicFacts { topic, .. }) => {
                return with_places(topic.path("attests.yml"), &topic.attests).collect();
            }
            Self::Room(facts) => (None, Some(&facts.room.id)),
            Self::Year(plan) => (Some(plan.year), None),
        };
        let plans = context.archive.plans.iter().filter(|plan| year.is_none_or(|year| year == plan.year));
        let statements = plans.flat_map(|plan| with_places(plan.path("attests.yml"), &plan.attests));
        statements.filter(|(_, attest)| attest.room.as_ref() == room).collect()
    }

    /// The facts about it that a statement covers: of rounds, or of a period.
    fn views(self, context: &Context<'a>, rule: &Rule, attest: &Attest) -> Vec<View<'v, 'a>> {
        match (self, rule.subject) {
            (Self::Topic(facts), SubjectKind::Round) => {
                let covered = (1..=facts.rounds).filter(|round| attest.round.is_none_or(|of| of == *round));
                covered.map(|round| View::of_round(facts, round)).collect()
            }
            (Self::Topic(facts), SubjectKind::Topic) => vec![View::of_topic(facts)],
            (Self::Year(plan), SubjectKind::Year) => vec![View::of_year(plan)],
            (Self::Room(facts), SubjectKind::Room) => match rule.per {
                None => vec![View::of_room(facts, None)],
                Some(per) => {
                    let world = context.world();
                    let periods = facts.periods(&world, per).filter(|period| period.contains(attest.date));
                    periods.map(|period| View::of_room(facts, Some(period))).collect()
                }
            },
            _ => Vec::new(),
        }
    }
}

fn with_places(path: String, attests: &[Attest]) -> impl Iterator<Item = (Location, &Attest)> {
    attests.iter().enumerate().map(move |(nth, attest)| (Location::field(path.clone(), [nth.into()]), attest))
}

/// Statements that were made too early and not repeated since.
pub(super) fn premature_ones<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    about: About<'_, 'a>,
) -> Vec<Finding> {
    let statements = about.statements(context);
    let found = statements.iter().filter(|(_, attest)| attest.date <= context.today).filter_map(|(place, attest)| {
        let rule = regulation.rules.iter().find(|rule| rule.id == attest.rule)?;
        let why = premature(context, regulation, about, rule, attest)?;
        let mut later = statements.iter().filter(|(_, other)| other.rule == attest.rule && attest.date < other.date);
        if later.any(|(_, other)| premature(context, regulation, about, rule, other).is_none()) {
            return None;
        }
        let (id, subject) = (&rule.id, about.subject());
        let round = attest.round.map(|round| format!(" --round {round}")).unwrap_or_default();
        let hint = text!(
            zh: "其后重新确认：yijuan attest {subject} {id} --by 〈人员〉{round}",
            en: "state it anew after that: yijuan attest {subject} {id} --by 〈PERSON〉{round}"
        );
        let message = Text::same(format!("{id} ")).then(&why);
        Some(Finding::without_rule(Severity::Note, subject, place.clone(), message, hint))
    });
    found.collect()
}

/// Why a statement is premature, if it is: it came before what it is about. For several rounds, it counts for those it
/// came after.
fn premature<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    about: About<'_, 'a>,
    rule: &Rule,
    attest: &Attest,
) -> Option<Text> {
    let due = rule.due.as_ref().filter(|due| rule.is_attested() && !due.after.is_empty() && !due.counts_earlier)?;
    let views = about.views(context, rule, attest);
    let is_early = |view: &View<'_, 'a>| {
        let all = timings(&context.subject(regulation, *view), &rule.id, Some(due), |_: &Timing| Vec::new());
        all.iter().all(|timing| timing.floor.is_none_or(|floor| attest.date < floor))
    };
    if views.is_empty() || !views.iter().all(is_early) {
        return None;
    }
    let (date, Text { zh, en }) = (attest.date, followed(regulation, due, rule.subject == SubjectKind::Year));
    Some(text!(
        zh: "{date} 的确认早于{zh}，不能计入，须在其后重新确认",
        en: "the statement of {date} came before {en} and does not count; it is to be made anew after that"
    ))
}
