//! When a duty is demanded and by when: the one place where time is judged.

use crate::calendar::{Counted, Direction};
use crate::duty::State;
use crate::model::{Date, Length, Limit};
use crate::rules::view::View;
use crate::rules::{DayOfYear, Due, Moment, Rule, Span, SubjectContext, Until, World};

/// Whether and how often a duty is demanded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Demand {
    /// Once, by its day.
    #[default]
    Once,
    /// Not yet: its anchor is not known.
    Waiting,
    /// It must hold at all times.
    Always,
    /// Again and again until the subject ends; its next day is known.
    Recurring,
}

/// What time asks of one duty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timing {
    /// Whether and how often it is demanded.
    pub demand: Demand,
    /// Its day; of a soft duty, the day advised.
    pub due: Option<Date>,
    /// The day rests on a schedule that may still change.
    pub provisional: bool,
    /// The working day before it, where it is none itself and does not give way to the next.
    pub workday_before: Option<Date>,
    /// The day comes from a word the text leaves without a number.
    pub soft: bool,
    /// The day after which an open duty is a finding of the rule's force whatever its own day says:
    /// the end of the subject, or the event a soft duty must precede.
    pub limit: Option<Date>,
    /// Facts dated earlier do not count.
    pub floor: Option<Date>,
    /// The meeting's new day, which alone an announcement may name to settle the duty.
    pub new_day: Option<Date>,
}

/// How a duty stands, and since which day counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    pub state: State,
    pub due: Option<Date>,
    /// Only an advised day was missed.
    pub advice: bool,
}

impl Timing {
    /// The state that follows from whether the duty holds and since when.
    pub(crate) fn verdict(&self, world: &World, holds: bool, done: Option<Date>) -> Verdict {
        let verdict = |state, due, advice| Verdict { state, due, advice };
        if self.demand == Demand::Waiting {
            return verdict(State::Waiting, None, false);
        }
        let (hard, advised) = if self.soft { (self.limit, self.due) } else { (self.due.or(self.limit), None) };
        let day = advised.or(if self.soft { None } else { self.due });
        let passed = |limit: Option<Date>, day: Date| limit.is_some_and(|limit| limit < day);
        if holds {
            return match done {
                Some(done) if passed(hard, done) => verdict(State::DoneLate, hard, false),
                Some(done) if passed(advised, done) => verdict(State::DoneLate, advised, true),
                _ => verdict(State::Done, day, false),
            };
        }
        if passed(hard, world.today) || self.demand == Demand::Always {
            return verdict(State::Overdue, hard, false);
        }
        if passed(advised, world.today) {
            return verdict(State::Overdue, advised, true);
        }
        let soon = day.is_some_and(|day| world.calendar.workdays_between(world.today, day) <= State::SOON);
        verdict(if soon { State::DueSoon } else { State::Pending }, day, false)
    }
}

/// Reads a rule's `due` against the facts. `last_done` tells when something demanded again and again was last done,
/// for what counts depends on the time.
pub(crate) fn timing(context: &SubjectContext, rule: &Rule, last_done: impl Fn(&Timing) -> Option<Date>) -> Timing {
    let (world, view) = (&context.world, &context.view);
    let Some(due) = &rule.due else {
        return Timing { demand: Demand::Always, ..Timing::default() };
    };
    let after = due.after.iter().filter_map(|moment| view.day_after(moment, world.today)).min();
    let before = due.before.iter().filter_map(|moment| view.day_before(moment)).min();
    let ended = view.ended(world);
    let mut timing = Timing { floor: after.filter(|_| !due.before.is_empty()), ..Timing::default() };
    let waiting = match (due.after.is_empty(), due.before.is_empty()) {
        (true, true) => false,
        (false, true) => after.is_none(),
        (true, false) => before.is_none() && ended.is_none(),
        // A known end makes the duty due even without its beginning.
        (false, false) => after.is_none() && before.is_none(),
    };
    if waiting {
        return Timing { demand: Demand::Waiting, ..timing };
    }
    // What is demanded only from the end on is not due by the end: a year's last day ends it at midnight.
    let outlives = |end: &Date| after.is_some_and(|after| after > *end || (after == *end && view.topic.is_none()));
    let ended = ended.filter(|end| !outlives(end));
    timing.limit = before.or(ended);
    timing.new_day = new_day(due, view);
    let (anchor, direction) =
        if due.before.is_empty() { (after, Direction::After) } else { (before, Direction::Before) };
    match &due.until {
        Until::Anchor => timing.due = before,
        Until::By(span) => timing.by(world, rule, due, span, anchor, direction),
        Until::Every(span) => {
            timing.floor = after;
            let last = last_done(&timing);
            timing.by(world, rule, due, span, last.max(after), Direction::After);
            timing.recur(last, ended);
        }
        Until::Day(day) => timing.due = day.of(view),
    }
    timing
}

impl Timing {
    /// Something demanded again and again: its next day, until the subject ends.
    fn recur(&mut self, last: Option<Date>, ended: Option<Date>) {
        match (self.due, ended) {
            (Some(_), None) => self.demand = Demand::Recurring,
            // The last interval was missed before the end.
            (Some(due), Some(end)) if due < end => self.demand = Demand::Recurring,
            // The end came before the first interval had passed; advice is owed by the end all the same.
            (Some(_), Some(_)) if last.is_none() && !self.soft => (self.due, self.limit) = (None, None),
            _ => {}
        }
    }

    fn by(&mut self, world: &World, rule: &Rule, due: &Due, span: &Span, anchor: Option<Date>, direction: Direction) {
        let length = match span {
            Span::Fixed(length) => Some(*length),
            Span::Word(word) => {
                self.soft = true;
                limit(world, rule, word)
            }
        };
        if let (Some(anchor), Some(length)) = (anchor, length) {
            let counting = due.counting.unwrap_or_else(|| world.counting());
            let Counted { due, provisional, workday_before, .. } =
                world.calendar.count(anchor, direction, length, counting);
            self.due = Some(due);
            self.provisional = provisional;
            self.workday_before = workday_before;
        }
    }
}

/// The archive's value for a word, for this rule alone or for all.
fn limit(world: &World, rule: &Rule, word: &str) -> Option<Length> {
    let limits = &world.settings()?.limits;
    match limits.get(&rule.id).or_else(|| limits.get(word)) {
        Some(Limit::Length(length)) => Some(*length),
        _ => None,
    }
}

/// The meeting's scheduled day, for a duty that follows a change of it.
fn new_day(due: &Due, view: &View) -> Option<Date> {
    let facts = view.topic?;
    let amends = due.after.iter().any(|moment| match moment {
        Moment::Event(event) => facts.regulation.events.get(event).is_some_and(|kind| kind.amends_meeting),
        Moment::PeriodStart | Moment::PeriodEnd => false,
    });
    let of_last_round = view.round.is_none_or(|round| round == facts.rounds);
    facts.topic.file.scheduled.get("meeting").copied().filter(|_| amends && of_last_round)
}

impl DayOfYear {
    fn of(self, view: &View) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Yearly { month, day, next_year } => {
                let year = view.period_year()? + i32::from(next_year);
                // 29 February of a common year is its last day of February.
                Date::ymd(year, month, day).or_else(|| Date::ymd(year, month, day - 1))
            }
            Self::PeriodEnd => view.period_end(),
        }
    }
}
