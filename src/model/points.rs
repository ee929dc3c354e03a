//! What an archive's own rules give members for what they did, `points` in `yijuan.yml`. No regulation sets any.

use crate::text::Text;
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// Points for each time; nothing for what is not named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Points {
    /// Came to an activity.
    pub came: Tenths,
    /// Was on leave.
    pub leave: Tenths,
    /// Was absent without leave.
    pub absent: Tenths,
    /// Spoke.
    pub spoke: Tenths,
    /// Took part in research.
    pub researched: Tenths,
    /// Made a suggestion.
    pub suggestion: Tenths,
    /// A suggestion of theirs was adopted, wholly or in part.
    pub adopted: Tenths,
}

/// A number of points with at most one decimal, in tenths, so that sums are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tenths(pub i64);

impl Tenths {
    /// The most points for one thing.
    const MOST: i64 = 10_000;
}

impl<'de> Deserialize<'de> for Tenths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;

        impl Visitor<'_> for Read {
            type Value = Tenths;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                let words = "不超过一万、最多一位小数的分值";
                f.write_str(&Text::new(words, "points, at most ten thousand, with at most one decimal").packed())
            }

            fn visit_i64<E: Error>(self, points: i64) -> Result<Tenths, E> {
                let wrong = || E::invalid_value(Unexpected::Signed(points), &self);
                (points.abs() <= Tenths::MOST).then_some(Tenths(points * 10)).ok_or_else(wrong)
            }

            fn visit_u64<E: Error>(self, points: u64) -> Result<Tenths, E> {
                let wrong = E::invalid_value(Unexpected::Unsigned(points), &self);
                i64::try_from(points).map_err(|_| wrong).and_then(|points| self.visit_i64(points))
            }

            fn visit_f64<E: Error>(self, points: f64) -> Result<Tenths, E> {
                let written = points.to_string();
                let wrong = || E::invalid_value(Unexpected::Float(points), &self);
                let (whole, decimals) = written.split_once('.').unwrap_or((&written, "0"));
                let tenths = (decimals.len() == 1).then(|| format!("{whole}{decimals}").parse().ok()).flatten();
                tenths.filter(|tenths: &i64| tenths.abs() <= Tenths::MOST * 10).map(Tenths).ok_or_else(wrong)
            }
        }

        deserializer.deserialize_any(Read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_to_the_tenth_and_no_further() {
        let read = |text: &str| serde_yaml::from_str::<Points>(text).map(|points| points.came.0);
        for (text, tenths) in [("came: 5", 50), ("came: 7.5", 75), ("came: -0.5", -5), ("came: 0", 0), ("{}", 0)] {
            assert_eq!(read(text).unwrap(), tenths, "{text}");
        }
        for text in ["came: 7.25", "came: .nan", "came: 1e9", "came: 10001", "came: five", "come: 5"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
