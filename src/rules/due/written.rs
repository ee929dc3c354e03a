//! Resolves `due` as written.

use super::{Anchor, day_of_year};
use crate::diagnostic::{Diagnostic, PathSegment, unknown};
use crate::model::{Counting, Name, OneOrMany};
use crate::rules::{DayOfYear, Due, Moment, Resolver, Span, Until, into};
use crate::text;
use crate::text::{Text, nearest};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DueSpec {
    #[serde(default)]
    pub after: OneOrMany<Name>,
    #[serde(default)]
    pub once: OneOrMany<Name>,
    #[serde(default)]
    pub before: OneOrMany<Name>,
    #[serde(default)]
    pub latest: OneOrMany<Name>,
    #[serde(default)]
    pub anchor: Anchor,
    pub until: Option<Name>,
    pub by: Option<Name>,
    pub every: Option<Name>,
    pub counting: Option<Counting>,
}

impl Resolver<'_> {
    pub(crate) fn due(&mut self, at: &[PathSegment], spec: &DueSpec) -> Due {
        let until = match (&spec.by, &spec.every) {
            (Some(_), Some(_)) => {
                self.wrong(
                    at,
                    Diagnostic::new(Text::new("`by` 与 `every` 只能有一个", "`by` and `every` exclude each other"))
                        .hint(Text::new("只留其中一个", "leave one of them")),
                );
                Until::Anchor
            }
            (Some(by), None) => match day_of_year(by) {
                Some(day) => Until::Day(day),
                None if is_like_a_day(by) => {
                    self.wrong(&into(at, "by"), no_day(by));
                    // A day needs no anchor, and the period's end sets no limit.
                    Until::Day(DayOfYear::PeriodEnd)
                }
                None => Until::By(self.span(&into(at, "by"), by)),
            },
            (None, Some(every)) => Until::Every(self.span(&into(at, "every"), every)),
            (None, None) => Until::Anchor,
        };
        self.anchors(at, spec);
        let counts_earlier = !spec.once.is_empty();
        let (key, after) = if counts_earlier { ("once", &spec.once) } else { ("after", &spec.after) };
        let anchored = !after.is_empty() || !spec.before.is_empty();
        if !anchored && !matches!(until, Until::Day(_)) {
            self.wrong(
                at,
                Diagnostic::new(Text::new("`due` 没有起算点", "`due` has no anchor"))
                    .hint(Text::new("写明 `before` 或 `after`", "name one under `before` or `after`")),
            );
        }
        Due {
            after: self.moments(&into(at, key), after),
            counts_earlier,
            anchor: spec.anchor,
            before: self.moments(&into(at, "before"), &spec.before),
            latest: self.moments(&into(at, "latest"), &spec.latest),
            stop: spec.until.as_ref().map(|event| self.event_id(&into(at, "until"), event)),
            until,
            counting: spec.counting,
        }
    }

    /// Checks that the anchors do not contradict each other.
    fn anchors(&mut self, at: &[PathSegment], spec: &DueSpec) {
        if !spec.once.is_empty() && !spec.after.is_empty() {
            let message = Text::new("`once` 与 `after` 只能有一个", "`once` and `after` exclude each other");
            let hint = Text::new(
                "此前办的也算，写 `once`；此前办的不算，写 `after`",
                "write `once` if what was done before counts, `after` if it does not",
            );
            self.wrong(&into(at, "once"), Diagnostic::new(message).hint(hint));
        }
        if spec.until.is_some() && spec.every.is_none() {
            let message = Text::new("`until` 只与 `every` 同用", "`until` goes with `every` alone");
            let hint = Text::new("写明 `every`，或删去 `until`", "give `every`, or take `until` out");
            self.wrong(&into(at, "until"), Diagnostic::new(message).hint(hint));
        }
    }

    pub(crate) fn moments(&mut self, at: &[PathSegment], written: &[Name]) -> Vec<Moment> {
        let moment = |id: &Name| match &**id {
            "period-start" => Moment::PeriodStart,
            "period-end" => Moment::PeriodEnd,
            _ => match day_of_year(id) {
                Some(day) => Moment::Day(day),
                None => Moment::Event(self.event_id(at, id)),
            },
        };
        written.iter().map(moment).collect()
    }

    pub(crate) fn span(&mut self, at: &[PathSegment], written: &Name) -> Span {
        if let Ok(length) = written.parse() {
            return Span::Fixed(length);
        }
        let known: Vec<&str> =
            self.words().filter(|word| !Due::NUMBER_WORDS.iter().any(|(number, _)| number == word)).collect();
        if !known.contains(&written.as_str()) {
            let mut problem = unknown(&Text::new("时限", "length or word"), written, known.iter().copied());
            if nearest(written, known).is_none() {
                let lengths = Text::new(
                    "写作 `10 workdays`、`7 days`、`2 weeks`、`3 months`，或一个词；",
                    "write `10 workdays`, `7 days`, `2 weeks`, `3 months` or a word; ",
                );
                problem.hint = problem.hint.map(|words| lengths.then(&words));
            }
            self.wrong(at, problem);
        }
        Span::Word(written.clone())
    }
}

/// Whether a text that is no day was meant as one: `12月15日`, `02-30`. A length of time has only one number.
fn is_like_a_day(written: &str) -> bool {
    let numbers = written.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    written.starts_with(|c: char| c.is_ascii_digit()) && numbers.count() > 1
}

fn no_day(written: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "`{written}` 不是日期", en: "`{written}` is no day")).hint(Text::new(
        "日期写作 `12-15`（每年）、`12-15 next year`（次年）或 `2027-12-15`",
        "write a day as `12-15` (each year), `12-15 next year` or `2027-12-15`",
    ))
}
