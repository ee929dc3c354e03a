//! What the duties of one topic come to: how it stands, and what is next.

use super::{Duty, State};
use crate::model::Date;
use crate::rules::Force;
use crate::text;
use crate::text::Text;

/// How a topic stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// So many duties are overdue, and so many more that have no day, or whose record is wrong, are not as they must be.
    Overdue(usize, usize),
    /// None is overdue, some are due soon.
    DueSoon(usize),
    /// Nothing presses.
    OnTrack,
    /// The day scheduled for its meeting has passed, and no meeting is on record.
    Unrecorded,
    /// It is closed, or counts as ended.
    Ended,
    /// It was withdrawn, not approved or screened out.
    Dropped,
}

/// What is known of a topic's end, and of a meeting that nobody recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// The day it was closed or dropped, or counts as ended.
    pub ended: Option<Date>,
    /// The day it was dropped.
    pub dropped: Option<Date>,
    /// The day of a meeting that is not on record.
    pub unrecorded: Option<Date>,
}

impl Standing {
    /// The words `list --state` takes.
    pub const IDS: [&'static str; 6] = ["overdue", "due-soon", "on-track", "unrecorded", "ended", "dropped"];

    /// How a topic stands by its duties, how many records of others are wrong, and its end.
    #[must_use]
    pub fn of(duties: &[&Duty], others: usize, end: End) -> Self {
        let of = |state| duties.iter().filter(move |duty| duty.state == state && !duty.waived);
        let late = of(State::Overdue).filter(|duty| duty.due.is_some()).count();
        let wrong = of(State::Overdue).count() - late + others;
        match (late + wrong, of(State::DueSoon).count()) {
            (0, _) if end.dropped.is_some() => Self::Dropped,
            (0, _) if end.ended.is_some() => Self::Ended,
            (0, _) if end.unrecorded.is_some() => Self::Unrecorded,
            (0, 0) => Self::OnTrack,
            (0, soon) => Self::DueSoon(soon),
            _ => Self::Overdue(late, wrong),
        }
    }

    /// As `list --state` takes it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Overdue(..) => Self::IDS[0],
            Self::DueSoon(_) => Self::IDS[1],
            Self::OnTrack => Self::IDS[2],
            Self::Unrecorded => Self::IDS[3],
            Self::Ended => Self::IDS[4],
            Self::Dropped => Self::IDS[5],
        }
    }

    /// As a person reads it.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Overdue(late, 0) => text!(zh: "逾期 {late} 项", en: "{late} overdue"),
            Self::Overdue(0, wrong) => text!(zh: "须补正 {wrong} 项", en: "{wrong} to put right"),
            Self::Overdue(late, wrong) => {
                text!(zh: "逾期 {late} 项，须补正 {wrong} 项", en: "{late} overdue, {wrong} to put right")
            }
            Self::DueSoon(n) => text!(zh: "{n} 项将到期", en: "{n} due soon"),
            Self::OnTrack => Text::new("正常", "on track"),
            Self::Unrecorded => Text::new("待补记", "meeting not recorded"),
            Self::Ended => Text::new("已办结", "ended"),
            Self::Dropped => Text::new("终止", "dropped"),
        }
    }
}

/// The open duties in the order they press: by day, those without one last, those excused and what
/// merely may be done not at all.
#[must_use]
pub fn open<'d>(duties: &[&'d Duty]) -> Vec<&'d Duty> {
    let presses = |duty: &&Duty| duty.state.is_open() && !duty.waived && duty.rule().force != Force::May;
    let mut open: Vec<&Duty> = duties.iter().copied().filter(presses).collect();
    open.sort_by_key(|duty| (duty.due.is_none(), duty.due));
    open
}

/// What waits to be done, and for no day: what it follows has come, and no number of days is named.
#[must_use]
pub fn waits(duty: &Duty) -> bool {
    duty.state == State::Pending && duty.due.is_none() && !duty.rule().is_attested()
}

/// The next day on which something is due, today included; else what waits without a day.
#[must_use]
pub fn next<'d>(duties: &[&'d Duty]) -> Option<&'d Duty> {
    let is_ahead = |duty: &&Duty| duty.days_left.is_some_and(|left| left >= 0);
    let open = open(duties);
    open.iter().copied().find(is_ahead).or_else(|| open.into_iter().find(|duty| waits(duty)))
}

/// Working days left, in words; behind, once past.
#[must_use]
pub fn days_left(duty: &Duty) -> Text {
    let Text { zh, en } = days_left_in_short(duty);
    let is_ahead = !matches!(duty.state, State::Overdue);
    let said = match duty.working_days_left {
        Some(1..) if is_ahead => text!(zh: "还有 {zh}", en: "{en} left"),
        Some(0) if is_ahead && is_on_rest(duty) => text!(zh: "还有 {zh}（休息日）", en: "{en} left, no working day"),
        _ => Text::new(zh, en),
    };
    if duty.provisional && duty.working_days_left.is_some() {
        return said.then(&Text::new("（暂计）", " (provisional)"));
    }
    said
}

/// Due on a day off, and no working day is left before it.
fn is_on_rest(duty: &Duty) -> bool {
    duty.days_left.is_some_and(|left| left > 0)
}

/// The same, as it stands in a column of what is left.
#[must_use]
pub fn days_left_in_short(duty: &Duty) -> Text {
    let Some(left) = duty.working_days_left else {
        // What must hold at all times is not late since a day.
        if duty.state == State::Overdue {
            return Text::new("现在", "now");
        }
        return Text::new("日期未定", "no date yet");
    };
    left_until(duty.state == State::Overdue, duty.days_left.unwrap_or_default(), left)
}

/// The same of a day, `days` or so many `working` days away.
#[must_use]
pub fn left_until(is_overdue: bool, days: i64, working: i64) -> Text {
    let plural = |n: u64| if n == 1 { "" } else { "s" };
    match (is_overdue, working) {
        // Overdue since a day off: no working day has passed since.
        (true, 0) => {
            let behind = days.unsigned_abs();
            let s = plural(behind);
            text!(zh: "已过 {behind} 天", en: "{behind} day{s} ago")
        }
        (true, _) => {
            let behind = working.unsigned_abs();
            let s = plural(behind);
            text!(zh: "已过 {behind} 个工作日", en: "{behind} working day{s} ago")
        }
        // What only a person can state is not late, only not yet stated.
        (_, ..0) => Text::new("待确认", "to be stated"),
        // Due on a day off, and no working day is left before it.
        (_, 0) if days > 0 => {
            let s = plural(days.unsigned_abs());
            text!(zh: "{days} 天", en: "{days} day{s}")
        }
        (_, 0) => Text::new("今天为止", "today at the latest"),
        (_, left) => {
            let s = plural(left.unsigned_abs());
            text!(zh: "{left} 个工作日", en: "{left} working day{s}")
        }
    }
}
