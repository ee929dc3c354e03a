//! `workday`: what kind of day a day is, and how working days are counted.

use super::json;
use crate::calendar::{Calendar, Counted, DayKind, Direction};
use crate::model::{Counting, Date, Length};
use crate::text;
use crate::text::{Language, Text};
use serde::Serialize;
use std::fmt::Write as _;

/// What is asked of a day.
pub(crate) enum Question {
    /// What kind of day it is.
    Kind,
    /// How many working days there are up to another.
    Until(Date),
    /// Which day is this far from it.
    Count { direction: Direction, length: Length, counting: Counting },
}

/// A question of a day, to be answered.
pub(crate) struct Answer<'c> {
    pub calendar: &'c Calendar,
    pub day: Date,
    pub question: Question,
}

/// The answer as JSON, `yijuan/workday/1`. Every key is always there, `null` if it was not asked for.
#[derive(Serialize)]
struct Json {
    schema: &'static str,
    date: Date,
    workday: Option<bool>,
    until: Option<Date>,
    working_days: Option<i64>,
    due: Option<Date>,
    counted: Option<Vec<Date>>,
    provisional: bool,
}

impl Answer<'_> {
    /// With every day that was passed, if the counting is to be explained.
    pub(crate) fn human(&self, explained: bool, language: Language) -> String {
        let Self { calendar, day, question } = self;
        match *question {
            Question::Kind => about(calendar, *day, language),
            Question::Until(until) => {
                let note = provisional(self.is_provisional_until(until));
                format!("{}{}\n", calendar.workdays_between(*day, until), note.in_(language))
            }
            Question::Count { direction, length, counting } => {
                let counted = calendar.count(*day, direction, length, counting);
                if explained {
                    return explain(calendar, *day, direction, counting, &counted, language);
                }
                format!("{}{}\n", counted.due, provisional(counted.provisional).in_(language))
            }
        }
    }

    pub(crate) fn json(&self) -> String {
        let Self { calendar, day, question } = self;
        let mut answer = Json {
            schema: "yijuan/workday/1",
            date: *day,
            workday: None,
            until: None,
            working_days: None,
            due: None,
            counted: None,
            provisional: false,
        };
        match *question {
            Question::Kind => {
                answer.workday = Some(calendar.is_workday(*day));
                answer.provisional = calendar.is_provisional(*day);
            }
            Question::Until(until) => {
                answer.until = Some(until);
                answer.working_days = Some(calendar.workdays_between(*day, until));
                answer.provisional = self.is_provisional_until(until);
            }
            Question::Count { direction, length, counting } => {
                let counted = calendar.count(*day, direction, length, counting);
                answer.due = Some(counted.due);
                answer.provisional = counted.provisional;
                answer.counted = Some(counted.days);
            }
        }
        json::pretty(&answer)
    }

    /// Whether a schedule not published yet may change how many working days there are up to another day.
    fn is_provisional_until(&self, until: Date) -> bool {
        let (first, last) = (self.day.min(until), self.day.max(until));
        (1..=first.days_until(last)).any(|n| self.calendar.is_provisional(first.plus_days(n)))
    }
}

/// The note on a day whose holiday schedule is not known yet; empty for other days.
fn provisional(provisional: bool) -> Text {
    if provisional {
        Text::new(
            "（暂计：该年节假日安排未公布或未收录；公布后写入 calendar/年份.yml）",
            " (provisional: that year's holiday schedule is not published or not known here; once it is, write calendar/YEAR.yml)",
        )
    } else {
        Text::same("")
    }
}

/// What kind of day it is, with the number of the notice that says so.
fn about(calendar: &Calendar, day: Date, language: Language) -> String {
    let kind = calendar.day(day);
    let name = kind_in_words(&kind);
    let notice = calendar.notice(day);
    let source = match (&kind, notice.and_then(|notice| notice.number.as_deref())) {
        (DayKind::Off(_) | DayKind::MadeUp, Some(number)) => text!(zh: "（{number}）", en: " ({number})"),
        _ => Text::same(""),
    };
    let unsettled = provisional(calendar.is_provisional(day));
    format!("{day} {}{}{}\n", name.in_(language), source.in_(language), unsettled.in_(language))
}

/// The convention, every day in between, and which of them count.
fn explain(
    calendar: &Calendar,
    anchor: Date,
    direction: Direction,
    counting: Counting,
    counted: &Counted,
    language: Language,
) -> String {
    let convention = match (direction, counting) {
        (Direction::After, _) => Text::new(
            "起算日不计入；自次日起数满工作日，最后一日当天办理为按时",
            "the first day is not counted; the last working day counted is still in time",
        ),
        (Direction::Before, Counting::Common) => Text::new(
            "会议当日不计入；向前数满工作日，最后数到的一日当天办理为按时",
            "the day of the event is not counted; the last working day counted back is still in time",
        ),
        (Direction::Before, Counting::Clear) => Text::new(
            "会议当日与办理当日均不计入，故多数一个工作日",
            "neither the day of the event nor that of the act is counted, hence one working day more",
        ),
    };
    let mut page = format!("{}\n", convention.in_(language));
    let step = if direction == Direction::Before { -1 } else { 1 };
    let mut day = anchor;
    while day != counted.due {
        day = day.plus_days(step);
        let kind = calendar.day(day);
        let nth = counted.days.iter().position(|one| *one == day);
        let mark = nth.map_or_else(|| "  -".to_owned(), |nth| format!("{:>3}", nth + 1));
        let _ = writeln!(page, "{mark}  {day}  {}", kind_in_words(&kind).in_(language));
    }
    let _ = writeln!(page, "{}{}", counted.due, provisional(counted.provisional).in_(language));
    page
}

fn kind_in_words(kind: &DayKind) -> Text {
    match kind {
        DayKind::Workday => Text::new("工作日", "a working day"),
        DayKind::MadeUp => Text::new("调休上班，工作日", "a make-up working day"),
        DayKind::Weekend => Text::new("周末，不是工作日", "a weekend, no working day"),
        DayKind::Off(holiday) => {
            text!(zh: "{holiday}放假，不是工作日", en: "a holiday ({holiday}), no working day")
        }
    }
}
