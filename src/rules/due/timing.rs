//! `Timing`: when a duty is demanded and by when. Only this module judges time.

use super::Anchor;
use super::moved::{Moved, moves};
use super::start::{Start, starts};
use crate::calendar::{Counted, Direction};
use crate::model::{Date, Length, Limit, Name};
use crate::rules::view::View;
use crate::rules::{DayOfYear, Due, Moment, Span, SubjectContext, Until, World};

/// Whether and how often a duty is demanded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Demand {
    /// Once, by its due day.
    #[default]
    Once,
    /// Not yet, because its anchor is not known.
    Waiting,
    /// It must hold at all times.
    Always,
    /// Again and again until the subject ends; the next due day is known.
    Recurring,
}

/// What sets the limit after which an open duty is a breach of the rule's force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SetBy {
    /// Its deadline (`latest`).
    Latest,
    /// The event it must precede.
    Before,
    /// The end of the subject.
    #[default]
    End,
}

/// The demands of time on a duty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timing {
    /// Whether and how often it is demanded.
    pub demand: Demand,
    /// The first day of the anchor it follows.
    pub start: Option<Date>,
    /// Its due day; for a word without a number, the advised day.
    pub due: Option<Date>,
    /// Whether a schedule that may still change determines the due day.
    pub provisional: bool,
    /// The working day before the due day, if that is not a working day and does not move to the next one.
    pub workday_before: Option<Date>,
    /// Whether the due day comes from a word that the text leaves without a number.
    pub soft: bool,
    /// The limit after which an open duty is a breach of the rule's force, whatever its due day: its deadline, the
    /// event it must precede, or the end of the subject.
    pub limit: Option<Date>,
    /// What sets the limit.
    pub limit_set_by: SetBy,
    /// Earlier records do not count.
    pub floor: Option<Date>,
    /// The new day of the meeting, if an announcement must name it to count.
    pub new_day: Option<Date>,
    /// For a repeated demand, the due day of the first turn that was missed.
    pub missed: Option<Date>,
    /// Former, later days of the meeting that it must precede.
    pub moved: Vec<Moved>,
}

/// The timings of a rule, from its `due` and the facts: one, or one for each start. `answers` gives the days on which
/// something demanded again and again was done, which depend on the timing.
pub(crate) fn timings(
    context: &SubjectContext,
    rule: &Name,
    due: Option<&Due>,
    answers: impl Fn(&Timing) -> Vec<Date>,
) -> Vec<Timing> {
    let view = &context.view;
    let Some(due) = due else {
        return vec![Timing { demand: Demand::Always, ..Timing::default() }];
    };
    let starts = starts(context, due);
    let before = day_of_any(view, &due.before, None);
    let waiting = match (due.after.is_empty(), due.before.is_empty()) {
        (true, true) => false,
        (false, true) => starts.is_empty(),
        (true, false) => before.is_none() && view.owed_by(&context.world).is_none(),
        // A known end makes the duty due even without its start.
        (false, false) => starts.is_empty() && before.is_none(),
    };
    if waiting {
        return vec![Timing { demand: Demand::Waiting, ..Timing::default() }];
    }
    let asked = DueContext { context, rule, due };
    match due.anchor {
        Anchor::Each | Anchor::Last if !starts.is_empty() => {
            let starts = asked.joined(starts);
            let last = starts.iter().map(|start| start.first).max();
            let since = |start: Start| {
                let timing = asked.since(Some(start), &answers);
                // Announcements after an earlier change named the day that was new at the time.
                let new_day = timing.new_day.filter(|_| Some(start.first) == last);
                Timing { new_day, ..timing }
            };
            starts.into_iter().map(since).collect()
        }
        Anchor::Running | Anchor::Each | Anchor::Last => vec![asked.since(asked.running(&starts), &answers)],
    }
}

/// The first of these moments from a day on, recorded or scheduled.
fn day_of_any(view: &View, moments: &[Moment], from: Option<Date>) -> Option<Date> {
    moments.iter().filter_map(|moment| moment.day(view, from)).min()
}

/// A rule's `due` for a subject.
struct DueContext<'c, 'v, 'a> {
    context: &'c SubjectContext<'v, 'a>,
    rule: &'c Name,
    due: &'c Due,
}

impl DueContext<'_, '_, '_> {
    /// One start of several. A later one moves it, unless its due day had passed.
    fn running(&self, starts: &[Start]) -> Option<Start> {
        let (first, later) = starts.split_first()?;
        let mut running = *first;
        for start in later {
            if self.is_in_time(&running, start) {
                running = Start { last: start.last.max(running.last), ..running };
            }
        }
        Some(running)
    }

    /// Separate starts. The days of one meeting are joined, unless the due day had passed.
    fn joined(&self, starts: Vec<Start>) -> Vec<Start> {
        let mut joined: Vec<Start> = Vec::new();
        for start in starts {
            match joined.last_mut() {
                Some(before)
                    if start.meeting.is_some()
                        && start.meeting == before.meeting
                        && self.is_in_time(before, &start) =>
                {
                    before.last = start.last;
                }
                _ => joined.push(start),
            }
        }
        joined
    }

    /// Whether another start came before the due day counted from a start.
    fn is_in_time(&self, start: &Start, later: &Start) -> bool {
        self.after(start.last).is_none_or(|counted| later.first <= counted.due)
    }

    fn since(&self, start: Option<Start>, answers: &impl Fn(&Timing) -> Vec<Date>) -> Timing {
        let (due, view) = (self.due, &self.context.view);
        let latest = day_of_any(view, &due.latest, None);
        let before = self.before(start);
        let ended = view.ended(&self.context.world);
        // What is demanded only from the end on is not due by the end, which is at midnight after the last day.
        let outlives =
            |end: &Date| start.is_some_and(|start| start.last > *end || (start.last == *end && view.topic.is_none()));
        let ended = ended.filter(|end| !outlives(end));
        let owed = view.owed_by(&self.context.world).filter(|end| !outlives(end));
        let limits = [(latest, SetBy::Latest), (before, SetBy::Before), (owed, SetBy::End)];
        let limit = limits.into_iter().find_map(|(day, set_by)| Some((day?, set_by)));
        let mut timing = Timing {
            start: start.map(|start| start.first),
            floor: start.map(|start| start.first).filter(|_| !due.counts_earlier),
            limit: limit.map(|(day, _)| day),
            limit_set_by: limit.map(|(_, set_by)| set_by).unwrap_or_default(),
            new_day: new_day(due, view),
            soft: due.is_advice(),
            ..Timing::default()
        };
        match &due.until {
            Until::Anchor => timing.due = before.or(latest),
            Until::By(_) => self.counted(start).iter().for_each(|counted| timing.count(counted)),
            Until::Every(_) => {
                let days = answers(&timing);
                self.take_turns(&mut timing, start, &days, ended);
            }
            Until::Day(day) => timing.due = day.date(view),
        }
        if let Some(latest) = latest {
            timing.due = Some(timing.due.map_or(latest, |day| day.min(latest)));
        }
        // Advice without a value is due by the limit.
        timing.due = timing.due.or(before.filter(|_| timing.soft));
        if due.precedes_meeting() {
            timing.moved = moves(view, |day| self.due_before(day));
        }
        timing
    }

    /// The due day, if what it must precede were on this day.
    fn due_before(&self, day: Date) -> Option<Date> {
        match &self.due.until {
            Until::Anchor => Some(day),
            Until::By(_) if self.counts_back() => Some(self.count(day, Direction::Before)?.due),
            Until::By(_) | Until::Every(_) | Until::Day(_) => None,
        }
    }

    /// The day of what it must precede. If nothing is counted back from that, a day before the start does not count: it
    /// is wrong itself, and a later one is awaited.
    fn before(&self, start: Option<Start>) -> Option<Date> {
        let is_window = !self.due.counts_earlier && !self.counts_back();
        let from = start.filter(|_| is_window).map(|start| start.first);
        day_of_any(&self.context.view, &self.due.before, from)
    }

    /// Whether its length of time is counted back from what it must precede, not on from what it follows.
    fn counts_back(&self) -> bool {
        match &self.due.until {
            Until::By(Span::Word(word)) if word.as_str() != Due::IN_ADVANCE && !self.due.after.is_empty() => false,
            Until::By(_) => !self.due.before.is_empty(),
            Until::Anchor | Until::Every(_) | Until::Day(_) => false,
        }
    }

    /// The due day by a length of time, counted back from what it must precede, or else on from what it follows.
    fn counted(&self, start: Option<Start>) -> Option<Counted> {
        if self.counts_back() {
            return self.count(self.before(start)?, Direction::Before);
        }
        self.after(start.filter(|start| start.is_dated)?.last)
    }

    fn after(&self, day: Date) -> Option<Counted> {
        self.count(day, Direction::After)
    }

    fn count(&self, anchor: Date, direction: Direction) -> Option<Counted> {
        let (Until::By(span) | Until::Every(span)) = &self.due.until else { return None };
        let world = &self.context.world;
        let length = match span {
            Span::Fixed(length) => *length,
            Span::Word(word) => limit(world, self.rule, word)?,
        };
        let counting = self.due.counting.unwrap_or_else(|| world.counting());
        Some(world.calendar.count(anchor, direction, length, counting))
    }

    /// For a repeated demand: a turn that was missed stays missed. The next turn is counted from the last time it was
    /// done, until the subject ends or `until` has come.
    fn take_turns(&self, timing: &mut Timing, start: Option<Start>, answers: &[Date], ended: Option<Date>) {
        let Some(start) = start else { return };
        let stop = self.due.stop.as_ref().and_then(|event| self.context.view.occurrences(event).next());
        let end = ended.into_iter().chain(stop.map(|stop| stop.date)).min();
        let mut from = start.last;
        for answer in answers {
            let missed = self.after(from).map(|turn| turn.due).filter(|day| day < answer);
            timing.missed = timing.missed.or(missed.filter(|day| end.is_none_or(|end| *day < end)));
            from = from.max(*answer);
        }
        // A word for the interval that has no value demands it once.
        let Some(turn) = self.after(from) else { return };
        let day = turn.due;
        match end {
            None => {
                timing.count(&turn);
                timing.demand = Demand::Recurring;
            }
            // The last turn was missed before the end. If it was done at least once, missing advice is not a breach.
            Some(end) if day < end => match (answers.is_empty(), timing.soft) {
                (false, true) => (timing.missed, timing.limit) = (timing.missed.or(Some(day)), None),
                _ => {
                    timing.count(&turn);
                    timing.demand = Demand::Recurring;
                }
            },
            // The end came before the turn was due. Advice is due by the end all the same.
            Some(_) if answers.is_empty() && timing.soft => {}
            Some(_) => timing.limit = None,
        }
    }
}

impl Timing {
    /// The former day of the meeting for which something done on a day was in time.
    pub(crate) fn allowed_then(&self, done: Date) -> Option<&Moved> {
        self.moved.iter().find(|moved| moved.allows(done))
    }

    fn count(&mut self, counted: &Counted) {
        let Counted { due, provisional, workday_before, .. } = *counted;
        (self.due, self.provisional, self.workday_before) = (Some(due), provisional, workday_before);
    }
}

impl Moment {
    /// The day from a given day on, recorded (the first of several) or else scheduled.
    fn day(&self, view: &View, from: Option<Date>) -> Option<Date> {
        match self {
            Self::Event(event) => view.day_of(event, from),
            Self::PeriodStart => view.period_start(),
            Self::PeriodEnd => view.period_end(),
            Self::Day(day) => day.date(view),
        }
    }
}

/// The archive's value for a word, for this rule or for all.
fn limit(world: &World, rule: &Name, word: &str) -> Option<Length> {
    let limits = &world.settings()?.limits;
    match limits.get(rule).or_else(|| limits.get(word)) {
        Some(Limit::Length(length)) => Some(*length),
        _ => None,
    }
}

/// The day on which the meeting was held or is scheduled, for a duty that follows a change. If the regulation has no
/// such duty, for what must be done before a meeting that was announced for another day.
fn new_day(due: &Due, view: &View) -> Option<Date> {
    let facts = view.topic?;
    let round = view.round.unwrap_or(facts.rounds);
    let day = facts.held(round).or_else(|| facts.scheduled())?;
    let asks = due.follows_change(facts.regulation)
        || !facts.regulation.knows_changes()
            && due.precedes_meeting()
            && facts.announcements(round).any(|(_, named)| named != day);
    (asks && round == facts.rounds).then_some(day)
}

impl DayOfYear {
    pub(crate) fn date(self, view: &View) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Yearly { month, day, next_year } => {
                let year = view.period_year()? + i32::from(next_year);
                // 29 February becomes 28 February in a common year.
                Date::ymd(year, month, day).or_else(|| Date::ymd(year, month, day - 1))
            }
            Self::PeriodEnd => view.period_end(),
        }
    }
}
