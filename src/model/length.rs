//! Lengths of time: `15 workdays`.

use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::str::FromStr;

/// The unit of a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Working days of the State Council's schedule.
    Workdays,
    /// Calendar days.
    Days,
    /// Weeks of seven calendar days.
    Weeks,
    /// Calendar months.
    Months,
}

/// A length of time: `15 workdays`, `1 week`, `3 months`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many.
    pub count: u32,
    /// The unit.
    pub unit: TimeUnit,
}

impl FromStr for Length {
    type Err = Diagnostic;

    fn from_str(text: &str) -> Result<Self, Diagnostic> {
        let (count, unit) = text.split_once(' ').ok_or_else(|| not_a_length(text))?;
        let unit = match unit {
            "workday" | "workdays" => TimeUnit::Workdays,
            "day" | "days" => TimeUnit::Days,
            "week" | "weeks" => TimeUnit::Weeks,
            "month" | "months" => TimeUnit::Months,
            _ => return Err(not_a_length(text)),
        };
        if !count.bytes().all(|b| b.is_ascii_digit()) {
            return Err(not_a_length(text));
        }
        // More is beyond every deadline, and the limit keeps the arithmetic from overflowing.
        match count.parse() {
            Ok(count @ 1..=10_000) => Ok(Self { count, unit }),
            _ => Err(not_a_length(text)),
        }
    }
}

fn not_a_length(text: &str) -> Diagnostic {
    Diagnostic::new(text!(zh: "`{text}` 不是时长", en: "`{text}` is not a length of time")).hint(Text::new(
        "写作 `10 workdays`、`7 days`、`2 weeks` 或 `3 months`",
        "write `10 workdays`, `7 days`, `2 weeks` or `3 months`",
    ))
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            TimeUnit::Workdays => "workday",
            TimeUnit::Days => "day",
            TimeUnit::Weeks => "week",
            TimeUnit::Months => "month",
        };
        write!(f, "{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(Diagnostic::into_serde)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_a_number_and_a_unit() {
        assert_eq!("15 workdays".parse(), Ok(Length { count: 15, unit: TimeUnit::Workdays }));
        assert_eq!("1 week".parse(), Ok(Length { count: 1, unit: TimeUnit::Weeks }));
        for wrong in ["15", "0 days", "15  days", "-1 days", "+1 days", "15 天", "99999 days"] {
            assert!(wrong.parse::<Length>().is_err(), "{wrong}");
        }
    }
}
