//! By when something is to be done: as the tail of a sentence, and without a case in hand.

use crate::model::{Date, Length, Unit};
use crate::rules::due::Timing;
use crate::rules::phrase::any_of;
use crate::rules::{DayOfYear, Due, Moment, Per, Regulation, Rule, Span, Until};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// ，最迟2026-05-20（协商会议前15个工作日）: by when, as the tail of a sentence.
pub(crate) fn by_when(regulation: &Regulation, rule: &Rule, timing: &Timing, due: Option<Date>) -> Text {
    let Some(spec) = &rule.due else {
        return Text::same("");
    };
    let day = due.map_or_else(|| Text::new("日期未定", "date not known"), |due| Text::same(due.to_string()));
    let (mut after, before) = (moments(regulation, &spec.after), moments(regulation, &spec.before));
    if rule.subject == SubjectKind::Year || rule.per == Some(Per::Year) {
        after = match spec.after.as_slice() {
            // 年初, or a day of that year: that it is counted from the first day goes without saying.
            [Moment::PeriodStart] => Text::same(""),
            [Moment::PeriodEnd] => Text::new("年度结束", "the end of the year"),
            _ => after,
        };
    }
    let (day_zh, day_en) = (day.zh, day.en);
    let (after_zh, after_en, before_zh, before_en) = (after.zh, after.en, before.zh, before.en);
    let workday = timing.workday_before.filter(|_| due == timing.due);
    let workday = workday.map_or_else(
        || Text::same(""),
        |day| text!(zh: "（非工作日，前一工作日为{day}）", en: " (no working day; the last one before it is {day})"),
    );
    let provisional = if timing.provisional && due.is_some() && due == timing.due {
        Text::new("（节假日安排未公布，暂计）", " (provisional: the holiday schedule is not published)")
    } else {
        Text::same("")
    };
    let (anchor_zh, anchor_en) = if before_zh.is_empty() && after_zh.is_empty() {
        (String::new(), String::new())
    } else if before_zh.is_empty() {
        (format!("{after_zh}后"), format!("after {after_en}"))
    } else {
        (format!("{before_zh}前"), format!("before {before_en}"))
    };
    let said = match &spec.until {
        // What it must precede never came: the day is that of the end.
        Until::Anchor if timing.due.is_none() && due.is_some() => {
            text!(zh: "，至{day_zh}仍未办（{anchor_zh}）", en: ", still open on {day_en} ({anchor_en})")
        }
        Until::Anchor if after_zh.is_empty() => {
            text!(zh: "，应在{before_zh}（{day_zh}）前", en: ", due before {before_en} ({day_en})")
        }
        Until::Anchor if before_zh.is_empty() => {
            text!(zh: "，{after_zh}后", en: ", due after {after_en}")
        }
        Until::Anchor => {
            text!(zh: "，{after_zh}后、{before_zh}（{day_zh}）前", en: ", due after {after_en} and before {before_en} ({day_en})")
        }
        Until::Day(_) if after_zh.is_empty() => text!(zh: "，{day_zh}前", en: ", due by {day_en}"),
        Until::Day(_) => {
            text!(zh: "，{after_zh}后{day_zh}前", en: ", due after {after_en}, by {day_en}")
        }
        Until::By(Span::Fixed(fixed)) => {
            let Text { zh, en } = length(*fixed);
            text!(zh: "，最迟{day_zh}（{anchor_zh}{zh}）", en: ", due by {day_en} ({en} {anchor_en})")
        }
        Until::Every(Span::Fixed(fixed)) => {
            let Text { zh, en } = length(*fixed);
            text!(zh: "，最迟{day_zh}（{anchor_zh}每{zh}）", en: ", due by {day_en} (every {en} {anchor_en})")
        }
        Until::By(Span::Word(word)) | Until::Every(Span::Word(word)) => {
            let Text { zh, en } = regulation.name(word);
            let kind = match spec.until {
                Until::Every(_) => Text::new("参考间隔", "an advised interval"),
                _ => Text::new("参考期限", "an advised day"),
            };
            let (kind_zh, kind_en) = (kind.zh, kind.en);
            let when = format!("{en} {anchor_en}");
            let when = when.trim_end();
            if due.is_some() && due == timing.limit && due != timing.due {
                text!(zh: "，至{day_zh}仍未办（{anchor_zh}{zh}）", en: ", still open on {day_en} ({when})")
            } else {
                text!(zh: "，宜在{day_zh}前（{anchor_zh}{zh}，{kind_zh}）", en: ", advised by {day_en} ({when}; {kind_en})")
            }
        }
    };
    said.then(&workday).then(&provisional)
}

pub(crate) fn by_when_in_general(regulation: &Regulation, due: &Due) -> Text {
    let (after, before) = (moments(regulation, &due.after), moments(regulation, &due.before));
    let anchor = match (after.is_empty(), before.is_empty()) {
        (_, true) if after.is_empty() => Text::same(""),
        (_, true) => Text::new(format!("{}后", after.zh), format!("after {}", after.en)),
        (true, false) => Text::new(format!("{}前", before.zh), format!("before {}", before.en)),
        (false, false) => Text::new(
            format!("{}后、{}前", after.zh, before.zh),
            format!("after {} and before {}", after.en, before.en),
        ),
    };
    let span = match &due.until {
        Until::Anchor => Text::same(""),
        Until::By(span) => span_in_words(regulation, span),
        Until::Every(Span::Fixed(fixed)) => {
            let Text { zh, en } = length(*fixed);
            text!(zh: "每{zh}", en: "every {en}")
        }
        Until::Every(word @ Span::Word(_)) => span_in_words(regulation, word),
        Until::Day(day) => day_in_words(*day),
    };
    let between = if matches!(due.until, Until::Day(_)) && !anchor.is_empty() { "、" } else { "" };
    let space = if span.is_empty() { "" } else { " " };
    Text::new(format!("，{}{between}{}", anchor.zh, span.zh), format!(", {}{space}{}", span.en, anchor.en))
}

fn span_in_words(regulation: &Regulation, span: &Span) -> Text {
    match span {
        Span::Fixed(fixed) => length(*fixed),
        Span::Word(word) => regulation.name(word),
    }
}

fn day_in_words(day: DayOfYear) -> Text {
    match day {
        DayOfYear::Date(date) => Text::new(format!("{date}前"), format!("by {date}")),
        DayOfYear::Yearly { month, day, next_year: true } => {
            text!(zh: "次年{month}月{day}日前", en: "by {month:02}-{day:02} of the next year")
        }
        DayOfYear::Yearly { month, day, next_year: false } => {
            text!(zh: "{month}月{day}日前", en: "by {month:02}-{day:02}")
        }
        DayOfYear::PeriodEnd => Text::new("期末前", "by the end of the period"),
    }
}

fn length(length: Length) -> Text {
    let n = length.count;
    let plural = if n == 1 { "" } else { "s" };
    match length.unit {
        Unit::Workdays => text!(zh: "{n}个工作日", en: "{n} working day{plural}"),
        Unit::Days => text!(zh: "{n}日", en: "{n} day{plural}"),
        Unit::Weeks => text!(zh: "{n}周", en: "{n} week{plural}"),
        Unit::Months => text!(zh: "{n}个月", en: "{n} month{plural}"),
    }
}

fn moments(regulation: &Regulation, moments: &[Moment]) -> Text {
    let names: Vec<Text> = moments
        .iter()
        .map(|moment| match moment {
            Moment::Event(event) => regulation.name(event),
            Moment::PeriodStart => Text::new("期初", "the start of the period"),
            Moment::PeriodEnd => Text::new("期末", "the end of the period"),
        })
        .collect();
    any_of(&names)
}
