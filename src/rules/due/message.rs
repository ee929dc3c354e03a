//! Messages about due days: at the end of a sentence, and in general.

use super::timing::{SetBy, Timing};
use crate::model::{Date, Length, TimeUnit};
use crate::rules::phrase::any_of;
use crate::rules::{DayOfYear, Due, Moment, Per, Span, Until};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{SubjectKind, Vocabulary};

/// By when, as the end of a sentence: ，应在2026-05-20前（协商会议前15个工作日）.
pub(crate) fn by_when(
    regulation: &Vocabulary,
    due: Option<&Due>,
    (subject, per): (SubjectKind, Option<Per>),
    timing: &Timing,
    day: Option<Date>,
) -> Text {
    let (Some(due), Some(day)) = (due, day) else {
        return Text::same("");
    };
    let anchors = Anchors::of(regulation, due, subject == SubjectKind::Year || per == Some(Per::Year));
    let is_own = timing.due == Some(day);
    let is_cut_short = timing.limit_set_by == SetBy::Latest && timing.limit == Some(day);
    // For advice that was never followed, the limit counts, not the advised day.
    let is_past_advice = timing.soft && timing.limit == Some(day) && timing.limit_set_by != SetBy::End;
    let message = if is_own && !is_past_advice && (!is_cut_short || due.until == Until::Anchor) {
        by_own_day(regulation, due, &anchors, day)
    } else {
        by_limit(subject, due, timing.limit_set_by, &anchors, day)
    };
    let workday = timing.workday_before.filter(|_| is_own);
    let workday = workday.map_or_else(
        || Text::same(""),
        |day| text!(zh: "（非工作日，前一工作日为{day}）", en: " (no working day; the last one before it is {day})"),
    );
    let provisional = if timing.provisional && is_own {
        Text::new("（节假日安排未公布，暂计）", " (provisional: the holiday schedule is not published)")
    } else {
        Text::same("")
    };
    message.then(&workday).then(&provisional)
}

/// What a duty follows, in words.
pub(crate) fn followed(regulation: &Vocabulary, due: &Due, of_year: bool) -> Text {
    match due.after.as_slice() {
        [Moment::PeriodStart] if of_year => Text::new("年度开始", "the start of the year"),
        [Moment::PeriodEnd] if of_year => Text::new("年度结束", "the end of the year"),
        after => moments(regulation, after),
    }
}

/// What a duty follows, what it must precede, and its deadline, in words.
struct Anchors {
    after: Text,
    before: Text,
    latest: Text,
}

impl Anchors {
    fn of(regulation: &Vocabulary, due: &Due, of_year: bool) -> Self {
        // In 年初, or a day of that year, the start of the period is implied.
        let is_first_day = of_year && matches!(due.after.as_slice(), [Moment::PeriodStart]);
        let after = if is_first_day { Text::same("") } else { followed(regulation, due, of_year) };
        Self { after, before: moments(regulation, &due.before), latest: moments(regulation, &due.latest) }
    }

    /// The anchor with 前 or 后: 协商会议前, 印发后.
    fn anchor(&self, counts_back: bool) -> Text {
        let (before, after) = (&self.before, &self.after);
        if counts_back {
            Text::new(format!("{}前", before.zh), format!("before {}", before.en))
        } else if after.is_empty() {
            Text::same("")
        } else {
            Text::new(format!("{}后", after.zh), format!("after {}", after.en))
        }
    }
}

/// The due day, or the deadline.
fn by_own_day(regulation: &Vocabulary, due: &Due, anchors: &Anchors, day: Date) -> Text {
    let Anchors { before, latest, .. } = anchors;
    match &due.until {
        Until::Anchor => {
            let Text { zh, en } = if before.is_empty() { latest } else { before };
            text!(zh: "，应在{zh}（{day}）前", en: ", due before {en} ({day})")
        }
        Until::Day(until) => {
            let quarter = first_quarter(*until);
            let (zh, en) = (quarter.zh, quarter.en);
            text!(zh: "，应在{day}前{zh}", en: ", due by {day}{en}")
        }
        Until::By(Span::Fixed(fixed)) => {
            let Text { zh, en } = length(*fixed);
            let anchor = anchors.anchor(!before.is_empty());
            let inside = if before.is_empty() { "内" } else { "" };
            let (anchor_zh, anchor_en) = (anchor.zh, anchor.en);
            text!(zh: "，应在{day}前（{anchor_zh}{zh}{inside}）", en: ", due by {day} ({en} {anchor_en})")
        }
        Until::Every(Span::Fixed(fixed)) => {
            let Text { zh, en } = length(*fixed);
            text!(zh: "，应在{day}前（每{zh}一次）", en: ", due by {day} (every {en})")
        }
        Until::By(Span::Word(word)) => {
            let counts_back = !before.is_empty() && (word.as_str() == Due::IN_ADVANCE || due.after.is_empty());
            let (anchor, Text { zh, en }) = (anchors.anchor(counts_back), regulation.name(word));
            let (anchor_zh, anchor_en) = (anchor.zh, anchor.en);
            // 协商会议前 already means in advance.
            let zh = if counts_back && word.as_str() == Due::IN_ADVANCE { String::new() } else { zh };
            text!(
                zh: "，应在{anchor_zh}{zh}办理（参考期限{day}）",
                en: ", advised by {day} ({en} {anchor_en}; an advised day)"
            )
        }
        Until::Every(Span::Word(word)) => {
            let (anchor, Text { zh, en }) = (anchors.anchor(false), regulation.name(word));
            let (anchor_zh, anchor_en) = (anchor.zh, anchor.en);
            text!(
                zh: "，{anchor_zh}须{zh}（参考期限{day}）",
                en: ", advised by {day} ({en} {anchor_en}; an advised interval)"
            )
        }
    }
}

/// The limit after which an open duty is a breach of the rule's force, whatever its due day.
fn by_limit(subject: SubjectKind, due: &Due, set_by: SetBy, anchors: &Anchors, day: Date) -> Text {
    let ends_with_closing = !matches!(subject, SubjectKind::Year | SubjectKind::Room | SubjectKind::Unit);
    let Text { zh, en } = match set_by {
        SetBy::Latest if due.latest.iter().any(|moment| moment.event().is_some()) => &anchors.latest,
        SetBy::Before => &anchors.before,
        SetBy::End if ends_with_closing => &Text::new("办结", "the end"),
        SetBy::Latest | SetBy::End => return text!(zh: "，应在{day}前办理", en: ", due by {day}"),
    };
    let by = if set_by == SetBy::Before { "before" } else { "by" };
    text!(zh: "，应在{zh}（{day}）前办理", en: ", due {by} {en} ({day})")
}

/// The name of a window in the next year: （次年第一季度）.
fn first_quarter(day: DayOfYear) -> Text {
    match day {
        DayOfYear::Yearly { month: 3, day: 31, next_year: true } => {
            Text::new("（次年第一季度）", " (first quarter of the next year)")
        }
        _ => Text::same(""),
    }
}

/// By when, in general: ，审定议题后，协商会议前1周.
pub(crate) fn by_when_in_general(regulation: &Vocabulary, due: &Due) -> Text {
    let (after, before) = (moments(regulation, &due.after), moments(regulation, &due.before));
    let latest = moments(regulation, &due.latest);
    let span = match &due.until {
        Until::Anchor => Text::same(""),
        // “前” says it.
        Until::By(Span::Word(word)) if word.as_str() == Due::IN_ADVANCE && !before.is_empty() => {
            Text::new("", regulation.name(word).en)
        }
        Until::By(span) => span_in_words(regulation, span),
        Until::Every(Span::Fixed(fixed)) => {
            let Text { zh, en } = length(*fixed);
            text!(zh: "每{zh}", en: "every {en}")
        }
        Until::Every(word @ Span::Word(_)) => span_in_words(regulation, word),
        Until::Day(day) => day_in_words(*day),
    };
    let by_word = matches!(&due.until, Until::By(Span::Word(word)) if word.as_str() != Due::IN_ADVANCE);
    let counts_back = !before.is_empty() && (!by_word || after.is_empty());
    let mut zh = Vec::new();
    let mut en = Vec::new();
    if counts_back {
        zh.extend((!after.is_empty()).then(|| format!("{}后", after.zh)));
        zh.push(format!("{}前{}", before.zh, span.zh));
        en.push(format!("{}{}before {}", span.en, if span.en.is_empty() { "" } else { " " }, before.en));
        en.extend((!after.is_empty()).then(|| format!("after {}", after.en)));
    } else {
        let joint = if matches!(due.until, Until::Day(_)) && !after.is_empty() { "、" } else { "" };
        let inside = if matches!(due.until, Until::By(Span::Fixed(_))) { "内" } else { "" };
        let anchor = if after.is_empty() { String::new() } else { format!("{}后", after.zh) };
        zh.push(format!("{anchor}{joint}{}{inside}", span.zh));
        let anchor = if after.is_empty() { String::new() } else { format!("after {}", after.en) };
        en.push([span.en.as_str(), &anchor].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "));
    }
    if !latest.is_empty() {
        zh.push(format!("最迟到{}", latest.zh));
        en.push(format!("at the latest by {}", latest.en));
    }
    let (zh, en) = (zh.join("，"), en.join(", "));
    if zh.is_empty() { Text::same("") } else { text!(zh: "，{zh}", en: ", {en}") }
}

fn span_in_words(regulation: &Vocabulary, span: &Span) -> Text {
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
        DayOfYear::PeriodEnd => Text::new("本期结束前", "by the end of the period"),
    }
}

fn on_day(day: DayOfYear) -> Text {
    match day {
        DayOfYear::Date(date) => Text::same(date.to_string()),
        DayOfYear::Yearly { month, day, next_year: true } => {
            text!(zh: "次年{month}月{day}日", en: "{month:02}-{day:02} of the next year")
        }
        DayOfYear::Yearly { month, day, next_year: false } => text!(zh: "{month}月{day}日", en: "{month:02}-{day:02}"),
        DayOfYear::PeriodEnd => Text::new("本期结束", "the end of the period"),
    }
}

fn length(length: Length) -> Text {
    let n = length.count;
    let plural = if n == 1 { "" } else { "s" };
    match length.unit {
        TimeUnit::Workdays => text!(zh: "{n}个工作日", en: "{n} working day{plural}"),
        TimeUnit::Days => text!(zh: "{n}日", en: "{n} day{plural}"),
        TimeUnit::Weeks => text!(zh: "{n}周", en: "{n} week{plural}"),
        TimeUnit::Months => text!(zh: "{n}个月", en: "{n} month{plural}"),
    }
}

fn moments(regulation: &Vocabulary, moments: &[Moment]) -> Text {
    let names: Vec<Text> = moments
        .iter()
        .map(|moment| match moment {
            Moment::Event(event) => regulation.name(event),
            Moment::PeriodStart => Text::new("本期开始", "the start of the period"),
            Moment::PeriodEnd => Text::new("本期结束", "the end of the period"),
            Moment::Day(day) => on_day(*day),
        })
        .collect();
    any_of(&names)
}
