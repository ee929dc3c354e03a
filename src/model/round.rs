//! Rounds of consultation: counted from one, and few.

use serde::{Deserialize, Deserializer};

/// No topic is deliberated more often; a higher number is a slip of the pen.
pub(super) const MOST: u32 = 50;

/// Reads a round's number, 1 to 50.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    match Option::<u32>::deserialize(deserializer)? {
        Some(round) if !(1..=MOST).contains(&round) => {
            Err(serde::de::Error::custom(format!("invalid round `{round}`")))
        }
        round => Ok(round),
    }
}
