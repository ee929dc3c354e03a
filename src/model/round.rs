//! Rounds of consultation: counted from one, and few.

use crate::problem::Problem;
use crate::text;
use serde::{Deserialize, Deserializer};

/// No topic is deliberated more often; a higher number is a slip of the pen.
pub(super) const MOST: u32 = 50;

/// Reads a round's number, 1 to 50.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    match Option::<u32>::deserialize(deserializer)? {
        Some(round) if !(1..=MOST).contains(&round) => {
            Err(Problem::new(text!(zh: "`{round}` 不是轮次", en: "`{round}` is not a round"))
                .hint(text!(zh: "轮次写 1 到 {MOST}", en: "rounds are numbered 1 to {MOST}"))
                .into_serde())
        }
        round => Ok(round),
    }
}
