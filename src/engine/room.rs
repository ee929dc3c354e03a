//! What is counted of a room, period by period.

use super::Context;
use crate::archive::Topic;
use crate::model::Room;
use crate::regulation::{Check, Rule};
use crate::rules::view::{View, sittings, topics};
use crate::rules::{Counted, Force, when};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// How often something happened in a room in a period for which a rule asks how often.
#[derive(Clone, Debug)]
pub struct Held<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The event that is counted.
    pub event: Text,
    /// The period, as reports write it: `2026-Q3`.
    pub period: String,
    /// The period, as a person reads it.
    pub text: Text,
    /// Its year.
    pub year: i32,
    /// How often.
    pub count: usize,
    /// Whether the period runs today.
    pub runs: bool,
}

/// What is counted of a room, period by period in the order of the rules, and the topics deliberated there.
/// Periods that a room was not open through are none of it.
#[must_use]
pub fn of_room<'a>(context: Context<'a>, room: &'a Room) -> (Vec<Held<'a>>, Vec<&'a Topic>) {
    let topics = topics(&context.world(), room).collect();
    let Ok(regulation) = context.regulations.get(&room.regulation) else { return (Vec::new(), topics) };
    let index = context.archive.rooms.iter().position(|other| other.id == room.id).unwrap_or_default();
    let facts = context.room(regulation, index, room);
    let mut all = Vec::new();
    let of_rooms = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Room);
    for (rule, per) in of_rooms.filter_map(|rule| Some((rule, rule.per?))) {
        let counted = rule.checks.iter().find_map(|check| match check {
            Check::Count(check) => match &check.of {
                Counted::Event { event, .. } => Some(event),
                Counted::Items(_) => None,
            },
            _ => None,
        });
        let Some(event) = counted else { continue };
        for period in facts.periods(&context.world(), per).filter(|period| facts.counts(*period)) {
            let view = View::of_room(&facts, Some(period));
            if when::holds(&context.of(regulation, view), Some(&rule.id), &rule.when) {
                all.push(Held {
                    rule,
                    event: regulation.name(event),
                    period: period.to_string(),
                    text: period.text(),
                    year: period.year,
                    count: sittings(view.of(event)).count(),
                    runs: period.has(context.today),
                });
            }
        }
    }
    (all, topics)
}

/// Why rules ask nothing of a room in the period that runs: it was not open through enough of it.
#[must_use]
pub fn not_asked(context: Context<'_>, room: &Room) -> Vec<Text> {
    let Ok(regulation) = context.regulations.get(&room.regulation) else { return Vec::new() };
    let Some(index) = context.archive.rooms.iter().position(|other| other.id == room.id) else { return Vec::new() };
    let (world, facts) = (context.world(), context.room(regulation, index, room));
    let rules = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Room && rule.force != Force::May);
    let asks = rules.filter(|rule| rule.bounds().all(|bounds| bounds.at_most.is_none()));
    let said = asks.filter_map(|rule| {
        let mut running = facts.periods(&world, rule.per?).filter(|period| period.has(context.today));
        let period = running.find(|period| !facts.counts(*period))?;
        let view = View::of_room(&facts, Some(period));
        when::holds(&context.of(regulation, view), Some(&rule.id), &rule.when).then(|| {
            let (id, Text { zh, en }) = (&rule.id, period.text());
            let from = room.opened.filter(|day| period.has(*day));
            let from = from.map_or_else(|| Text::same(""), |day| text!(zh: "{day} 建立", en: "opened on {day}"));
            let to = room.closed.filter(|day| period.has(*day));
            let to = to.map(|day| text!(zh: "{day} 关闭", en: "closed on {day}"));
            let Text { zh: why, en: why_en } =
                Text::join([from].iter().chain(&to).filter(|said| !said.is_empty()), "，", ", ");
            text!(
                zh: "{id} {zh}不作要求：{why}，开着不到该期的九成",
                en: "{id} asks nothing for {en}: {why_en}, it is open for less than nine tenths of it"
            )
        })
    });
    said.collect()
}
