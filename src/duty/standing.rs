//! `Standing`: the state of a topic as a whole, and which duty is next.

use super::{Duty, State};
use crate::model::Date;
use crate::text;
use crate::text::Text;

/// The state of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// This many duties are overdue, and this many others without a due day or with a wrong record are not met.
    Overdue(usize, usize),
    /// None is overdue; this many are due soon.
    DueSoon(usize),
    /// Nothing is urgent.
    OnTrack,
    /// The day scheduled for the meeting has passed without a record of it.
    Unrecorded,
    /// Closed, or counts as ended.
    Ended,
    /// Withdrawn, not approved or screened out.
    Dropped,
}

/// The end of a topic, and a meeting without a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// The day it was closed or dropped, or counts as ended.
    pub ended: Option<Date>,
    /// The day it was dropped.
    pub dropped: Option<Date>,
    /// The day of a meeting without a record.
    pub unrecorded: Option<Date>,
}

impl Standing {
    /// The values of `list --state`, with their Chinese names.
    pub const NAMES: [(&'static str, &'static str); 6] = [
        ("overdue", "逾期"),
        ("due-soon", "将到期"),
        ("on-track", "正常"),
        ("unrecorded", "待补记"),
        ("ended", "已办结"),
        ("dropped", "终止"),
    ];

    /// The state of a topic, from its duties, the number of wrong records beside them, and its end.
    #[must_use]
    pub fn new(duties: &[&Duty], wrong_records: usize, end: End) -> Self {
        let in_state = |state| duties.iter().filter(move |duty| duty.state == state && !duty.waived);
        let late = in_state(State::Overdue).filter(|duty| duty.due.is_some()).count();
        let wrong = in_state(State::Overdue).count() - late + wrong_records;
        match (late + wrong, in_state(State::DueSoon).count()) {
            (0, _) if end.dropped.is_some() => Self::Dropped,
            (0, _) if end.ended.is_some() => Self::Ended,
            (0, _) if end.unrecorded.is_some() => Self::Unrecorded,
            (0, 0) => Self::OnTrack,
            (0, soon) => Self::DueSoon(soon),
            _ => Self::Overdue(late, wrong),
        }
    }

    /// Its value for `list --state`.
    #[must_use]
    pub fn id(self) -> &'static str {
        let (id, _) = match self {
            Self::Overdue(..) => Self::NAMES[0],
            Self::DueSoon(_) => Self::NAMES[1],
            Self::OnTrack => Self::NAMES[2],
            Self::Unrecorded => Self::NAMES[3],
            Self::Ended => Self::NAMES[4],
            Self::Dropped => Self::NAMES[5],
        };
        id
    }

    /// Its name for people.
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

/// The open duties, most urgent first: by due day, then those without one. Waived and optional ones are left out.
#[must_use]
pub fn open<'d>(duties: &[&'d Duty]) -> Vec<&'d Duty> {
    let mut open: Vec<&Duty> = duties.iter().copied().filter(|duty| duty.is_owed()).collect();
    open.sort_by_key(|duty| (duty.due.is_none(), duty.due));
    open
}

/// Whether a duty can be done now but has no due day, because the rule names no number of days.
#[must_use]
pub fn has_no_deadline(duty: &Duty) -> bool {
    duty.state == State::Pending && duty.due.is_none() && !duty.rule().is_attested()
}

/// The duty that is due next, today or later; else one without a due day that can be done now.
#[must_use]
pub fn next<'d>(duties: &[&'d Duty]) -> Option<&'d Duty> {
    let open = open(duties);
    let ahead = open.iter().copied().find(|duty| duty.days_left.is_some_and(|left| left >= 0));
    ahead.or_else(|| open.into_iter().find(|duty| has_no_deadline(duty)))
}

/// Working days left, or since the due day, in words.
#[must_use]
pub fn days_left(duty: &Duty) -> Text {
    let Text { zh, en } = days_left_in_short(duty);
    let is_ahead = !matches!(duty.state, State::Overdue);
    let left = match duty.working_days_left {
        Some(1..) if is_ahead => text!(zh: "还有 {zh}", en: "{en} left"),
        Some(0) if is_ahead && is_on_rest(duty) => text!(zh: "还有 {zh}（休息日）", en: "{en} left, no working day"),
        _ => Text::new(zh, en),
    };
    if (duty.provisional || duty.count_is_provisional) && duty.working_days_left.is_some() {
        return left.then(&Text::new("（暂计）", " (provisional)"));
    }
    left
}

/// Whether the due day is still ahead on a day off, if no working day is left.
fn is_on_rest(duty: &Duty) -> bool {
    duty.days_left.is_some_and(|left| left > 0)
}

/// The same without words, for a column of what is left.
#[must_use]
pub fn days_left_in_short(duty: &Duty) -> Text {
    let Some(left) = duty.working_days_left else {
        // What must hold at all times has no day since when it is late.
        if duty.state == State::Overdue {
            return Text::new("现在", "now");
        }
        return Text::new("日期未定", "no date yet");
    };
    left_until(duty.state == State::Overdue, duty.days_left.unwrap_or_default(), left)
}

/// The time left until a day that is `days` days, or `working` working days, away.
#[must_use]
pub fn left_until(is_overdue: bool, days: i64, working: i64) -> Text {
    match (is_overdue, working) {
        // The due day was a day off, and no working day has passed since.
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
        // What only a person can state is not late, but not stated yet.
        (_, ..0) => Text::new("待确认", "to be stated"),
        // The due day is a day off, and no working day is left before it.
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

fn plural(n: u64) -> &'static str {
    if n == 1 { "" } else { "s" }
}
