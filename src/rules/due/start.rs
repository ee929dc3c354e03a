//! `Start`: the days from which a duty is demanded.

use crate::model::Date;
use crate::rules::view::{MEETING, Occurrence, Origin};
use crate::rules::{DayOfYear, Due, Moment, SubjectContext, Until};

/// An anchor that has come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    /// Earlier records do not count.
    pub first: Date,
    /// The day from which a length of time is counted.
    pub last: Date,
    /// Whether its day is on record. Nothing is counted from a change that nobody recorded.
    pub is_dated: bool,
    /// The round of the meeting, if it is a day of one.
    pub meeting: Option<u32>,
}

impl Start {
    fn on(day: Date) -> Self {
        Self { first: day, last: day, is_dated: true, meeting: None }
    }
}

/// The days of the anchor that came first, by date; empty if none has come.
pub(super) fn starts(context: &SubjectContext, due: &Due) -> Vec<Start> {
    let all = due.after.iter().map(|moment| of_moment(context, due, moment));
    all.filter(|starts| !starts.is_empty()).min_by_key(|starts| starts[0].first).unwrap_or_default()
}

fn of_moment(context: &SubjectContext, due: &Due, moment: &Moment) -> Vec<Start> {
    let view = &context.view;
    match moment {
        Moment::Event(event) => {
            if let Some(starts) = of_period(context, due, event) {
                return starts;
            }
            let of = |one: &Occurrence| Start {
                is_dated: !matches!(one.origin, Origin::Stale { .. }),
                meeting: (view.topic.is_some() && one.event == MEETING).then_some(one.round),
                ..Start::on(one.date)
            };
            view.occurrences(event).map(of).collect()
        }
        Moment::PeriodStart => {
            view.period_start().filter(|day| *day <= context.today).map(Start::on).into_iter().collect()
        }
        // The period ends at midnight after its last day.
        Moment::PeriodEnd => {
            let end = view.period_end().filter(|day| *day <= context.today);
            end.map(|end| Start { first: end.plus_days(1), ..Start::on(end) }).into_iter().collect()
        }
        Moment::Day(day) => day.date(view).filter(|day| *day <= context.today).map(Start::on).into_iter().collect(),
    }
}

/// For duties that are due by the end of a room's period: an anchor in the last tenth of a period leaves no time and
/// belongs to the next one, where it is counted from the start.
fn of_period(context: &SubjectContext, due: &Due, event: &str) -> Option<Vec<Start>> {
    let (room, period) = (context.view.room?, context.view.period?);
    if due.until != Until::Day(DayOfYear::PeriodEnd) {
        return None;
    }
    let mut starts = Vec::new();
    for one in room.occurrences.iter().filter(|one| one.event == event) {
        if one.is_in(period) && !period.leaves_no_time(one.date) {
            starts.push(Start::on(one.date));
        } else if one.is_in(period.previous()) && period.previous().leaves_no_time(one.date) {
            starts.push(Start { last: period.start(), ..Start::on(one.date) });
        }
    }
    starts.retain(|start| start.last <= context.today);
    Some(starts)
}
