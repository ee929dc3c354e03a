//! Counts events in rooms by period.

use super::Context;
use crate::archive::Topic;
use crate::model::Room;
use crate::regulation::{Check, Rule};
use crate::rules::period::Period;
use crate::rules::view::{View, sittings, topics};
use crate::rules::{Counted, Force, when};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// How often an event happened in a room in a period, for a rule that demands a number.
#[derive(Clone, Debug)]
pub struct PeriodCount<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The name of the event.
    pub event: Text,
    /// The period in reports for programs: `2026-Q3`.
    pub period: String,
    /// The period in reports for people.
    pub text: Text,
    /// Its year.
    pub year: i32,
    /// The count.
    pub count: usize,
    /// Whether today is in the period.
    pub is_current: bool,
}

/// The counts of a room by period, in the order of the rules, and the topics deliberated there. Periods during which
/// the room was not open are left out.
#[must_use]
pub fn of_room<'a>(context: Context<'a>, room: &'a Room) -> (Vec<PeriodCount<'a>>, Vec<&'a Topic>) {
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
            if when::holds(&context.subject(regulation, view), Some(&rule.id), &rule.when) {
                all.push(PeriodCount {
                    rule,
                    event: regulation.name(event),
                    period: period.to_string(),
                    text: period.text(),
                    year: period.year,
                    count: sittings(view.occurrences(event)).count(),
                    is_current: period.contains(context.today),
                });
            }
        }
    }
    (all, topics)
}

/// Why rules demand nothing of a room in the current period: the room is not open for long enough in it.
#[must_use]
pub fn not_asked(context: Context<'_>, room: &Room) -> Vec<Text> {
    let Ok(regulation) = context.regulations.get(&room.regulation) else { return Vec::new() };
    let Some(index) = context.archive.rooms.iter().position(|other| other.id == room.id) else { return Vec::new() };
    let (world, facts) = (context.world(), context.room(regulation, index, room));
    let rules = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Room && rule.force != Force::May);
    let asks = rules.filter(|rule| rule.bounds().all(|bounds| bounds.at_most.is_none()));
    let exempt = asks.filter_map(|rule| {
        let mut current = facts.periods(&world, rule.per?).filter(|period| period.contains(context.today));
        let period = current.find(|period| !facts.counts(*period))?;
        let view = View::of_room(&facts, Some(period));
        when::holds(&context.subject(regulation, view), Some(&rule.id), &rule.when).then_some((&rule.id, period))
    });
    exempt.map(|(rule, period)| open_too_short(rule, room, period)).collect()
}

/// The message that a room is open for too short a part of a period.
fn open_too_short(rule: &str, room: &Room, period: Period) -> Text {
    let opened = room.opened.filter(|day| period.contains(*day));
    let opened = opened.map(|day| text!(zh: "{day} 建立", en: "opened on {day}"));
    let closed = room.closed.filter(|day| period.contains(*day));
    let closed = closed.map(|day| text!(zh: "{day} 关闭", en: "closed on {day}"));
    let (Text { zh, en }, why) = (period.text(), Text::join(opened.iter().chain(&closed), "，", ", "));
    let (why_zh, why_en) = (why.zh, why.en);
    text!(
        zh: "{rule} {zh}不作要求：{why_zh}，开放时间不足该期的九成",
        en: "{rule} asks nothing for {en}: {why_en}, it is open for less than nine tenths of it"
    )
}
