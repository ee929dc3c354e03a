//! Whether what was due by a day was done by that day.

use super::measure::{Figure, Found, Item, Key, Kind, Measure, Unit};
use crate::duty::{Duty, State};
use crate::engine::{Context, what_was_done};
use crate::model::{Date, Subject, TopicKey};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::Force;
use crate::text;
use crate::text::Text;

/// The id of the row for what is of no topic, and so of no office.
const OF_NO_TOPIC: &str = "years-and-rooms";

/// A duty that is due by a day.
pub(super) struct Deadline {
    subject: Subject,
    /// The year it belongs to.
    pub(super) year: i32,
    /// The title of its regulation.
    pub(super) regulation: Text,
    /// Its rule.
    pub(super) rule: Key,
    /// The responsible office of its topic.
    pub(super) office: Key,
    /// Which of the subject's duties under the rule.
    what: String,
    due: Date,
    done: Option<Date>,
    state: State,
    waived: bool,
    /// Whether it is about how often a room meets in a period.
    pub(super) is_of_period: bool,
}

impl Deadline {
    /// The duty, if it is one that has to be done by a day.
    ///
    /// `office` gives the responsible office of a topic.
    pub(super) fn of(context: Context<'_>, duty: &Duty, office: impl Fn(TopicKey) -> Option<Key>) -> Option<Self> {
        let (rule, regulation) = (duty.rule(), duty.regulation());
        if rule.force == Force::May || matches!(duty.state, State::Waiting | State::NotApplicable) {
            return None;
        }
        let what = act(regulation, rule)?;
        let due = duty.due?;
        let year = match &duty.subject {
            Subject::Topic(key) => key.year,
            Subject::Plan(year) => *year,
            Subject::Room(_) | Subject::Archive => duty.period_end?.year(),
        };
        let rank = regulation.rules.iter().position(|known| known.id == rule.id).unwrap_or(usize::MAX);
        let among = context.regulations.iter().position(|known| known.id == regulation.id).unwrap_or_default();
        Some(Self {
            subject: duty.subject.clone(),
            year,
            regulation: Text::same(&*regulation.title),
            rule: Key {
                // By regulation, and within it by rule.
                rank: among * 10_000 + rank,
                id: format!("{}/{}", regulation.id, rule.id),
                name: Text::same(format!("{} ", rule.id)).then(&what),
            },
            office: match &duty.subject {
                Subject::Topic(key) => office(*key),
                Subject::Plan(_) | Subject::Room(_) | Subject::Archive => None,
            }
            .unwrap_or_else(|| Key {
                id: OF_NO_TOPIC.to_owned(),
                ..Key::none(Text::new("年度、协商议事室的事项", "of the year and of rooms"))
            }),
            what: duty.what.clone(),
            due,
            done: duty.done,
            state: duty.state,
            waived: duty.waived,
            is_of_period: rule.per.is_some() && matches!(duty.subject, Subject::Room(_)),
        })
    }

    /// The topic, if it is a topic's.
    pub(super) fn topic(&self) -> Option<TopicKey> {
        match &self.subject {
            Subject::Topic(key) => Some(*key),
            _ => None,
        }
    }

    /// The room, if it is a room's.
    pub(super) fn room(&self) -> Option<&str> {
        match &self.subject {
            Subject::Room(id) => Some(id),
            _ => None,
        }
    }

    /// Whether its day has come: it is past, or today and the duty done.
    fn is_due(&self, today: Date) -> bool {
        self.due < today || self.due == today && !self.state.is_open()
    }

    /// Whether it was done in time, or its day is still to come.
    pub(super) fn is_kept(&self, today: Date) -> bool {
        !self.waived && (!self.is_due(today) || self.state == State::Done)
    }

    pub(super) fn is_met(&self) -> bool {
        !self.state.is_open()
    }

    pub(super) fn is_waived(&self) -> bool {
        self.waived
    }

    /// Whether its period is not over and it is not met yet.
    pub(super) fn may_still_be_met(&self, today: Date) -> bool {
        self.state.is_open() && today <= self.due
    }
}

/// The act or paper that a rule asks for.
fn act(regulation: &Regulation, rule: &Rule) -> Option<Text> {
    // What only a person can state may have been done, and how something is cannot come late.
    let is_act = |check: &Check| matches!(check, Check::Event(_) | Check::Chain(_) | Check::Document(_));
    what_was_done(regulation, rule, |_| false).filter(|_| rule.checks.iter().any(is_act))
}

/// Whether a rule asks for an act or a paper, which can come late.
pub(super) fn is_act(regulation: &Regulation, rule: &Rule) -> bool {
    act(regulation, rule).is_some()
}

impl Item for Deadline {
    fn subject(&self) -> Subject {
        self.subject.clone()
    }

    fn what(&self) -> Text {
        let which =
            (!self.what.is_empty()).then(|| Text::new(format!("（{}）", self.what), format!(" ({})", self.what)));
        let due = self.due;
        let named = which.iter().fold(self.rule.name.clone(), Text::then);
        named.then(&text!(zh: "，期限 {due}", en: ", due {due}"))
    }
}

/// How deadlines were kept.
pub(super) static MEASURES: [Measure<Deadline>; 5] = [
    Measure {
        figure: Figure {
            id: "on-time",
            name: ("按期办理", "on time"),
            unit: Unit::Duties,
            kind: Kind::Share,
            means: (
                "有期限的事项和文书，期限已到的各项中，在期限以内办成的；例外的和期限未到的不计",
                "acts and papers done by their due day, of those whose day has come; not those waived, nor those still to come",
            ),
        },
        of: |deadline, today| {
            if deadline.waived || !deadline.is_due(today) {
                return Some(Found::left_out());
            }
            Some(Found::counted_if(deadline.state == State::Done).on(deadline.done))
        },
    },
    Measure {
        figure: Figure {
            id: "done-late",
            name: ("逾期办理", "done late"),
            unit: Unit::Duties,
            kind: Kind::Count,
            means: ("期限过后才办成的", "done after their due day"),
        },
        of: |deadline, today| {
            let is_late = !deadline.waived && deadline.is_due(today) && deadline.state == State::DoneLate;
            is_late.then(|| Found::counted().on(deadline.done))
        },
    },
    Measure {
        figure: Figure {
            id: "overdue",
            name: ("逾期未办", "overdue"),
            unit: Unit::Duties,
            kind: Kind::Count,
            means: ("期限已过、截止日仍未办成的", "past their due day and not done"),
        },
        of: |deadline, today| {
            let is_open = !deadline.waived && deadline.is_due(today) && deadline.state.is_open();
            is_open.then(Found::counted)
        },
    },
    Measure {
        figure: Figure {
            id: "waived",
            name: ("例外", "waived"),
            unit: Unit::Duties,
            kind: Kind::Count,
            means: ("登记了例外的", "excused by a recorded exception"),
        },
        of: |deadline, _| deadline.waived.then(Found::counted),
    },
    Measure {
        figure: Figure {
            id: "to-come",
            name: ("期限未到", "still to come"),
            unit: Unit::Duties,
            kind: Kind::Count,
            means: ("期限在截止日以后，或就在当日而尚未办的", "due later, or today and not done"),
        },
        of: |deadline, today| (!deadline.waived && !deadline.is_due(today)).then(Found::counted),
    },
];
