//! Numbers of rounds of consultation and of repeated records: 1 to 50.

use crate::diagnostic::Diagnostic;
use crate::text;
use serde::{Deserialize, Deserializer};

/// The highest number; any higher is a typing error.
pub(super) const MOST: u32 = 50;

/// Reads a round's number, 1 to 50.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    read_number(deserializer, |round| {
        Diagnostic::new(text!(zh: "`{round}` 不是轮次", en: "`{round}` is not a round"))
            .hint(text!(zh: "轮次写 1 到 {MOST}", en: "rounds are numbered 1 to {MOST}"))
    })
}

/// Reads how often something was recorded anew, 1 to 50.
pub(super) fn read_again<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    read_number(deserializer, |again| {
        Diagnostic::new(text!(zh: "`again: {again}` 不是重记的次数", en: "`again: {again}` is no number of times"))
            .hint(text!(
                zh: "作废后第几次重新记录，就写几：1 到 {MOST}",
                en: "after a strike-out, the first new record is 1, the second 2, up to {MOST}"
            ))
    })
}

fn read_number<'de, D: Deserializer<'de>>(
    deserializer: D,
    wrong: impl Fn(u32) -> Diagnostic,
) -> Result<Option<u32>, D::Error> {
    match Option::<u32>::deserialize(deserializer)? {
        Some(number) if !(1..=MOST).contains(&number) => Err(wrong(number).into_serde()),
        number => Ok(number),
    }
}
