//! `ArchiveId`: the permanent identity of an archive.

use super::sha256;
use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::str::FromStr;

/// The id of an archive, which never changes. It is ASCII, because other systems name topics as `2026-003@ID`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveId(String);

impl ArchiveId {
    /// A random id.
    #[must_use]
    pub fn random() -> Self {
        Self(format!("{:016x}{:016x}", random_number(), random_number()))
    }

    /// The id derived from the first commit, so that everybody with the same history gets the same.
    #[must_use]
    pub fn of_history(first: &str) -> Self {
        Self(format!("{:.32}", sha256(first)))
    }
}

/// A random number from the system, which seeds the standard library's hash maps with it.
fn random_number() -> u64 {
    RandomState::new().build_hasher().finish()
}

impl FromStr for ArchiveId {
    type Err = Diagnostic;

    fn from_str(written: &str) -> Result<Self, Diagnostic> {
        let is_valid = (8..=64).contains(&written.len())
            && written.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !written.starts_with('-')
            && !written.ends_with('-');
        if is_valid {
            return Ok(Self(written.to_owned()));
        }
        Err(Diagnostic::new(text!(zh: "`{written}` 不是档案库标识", en: "`{written}` is no id of an archive")).hint(
            Text::new(
                "8 至 64 个小写字母、数字、连字符，首尾不用连字符，例如 yunhe-zhengxie-2026",
                "8 to 64 small letters, digits and hyphens, no hyphen first or last: yunhe-zhengxie-2026",
            ),
        ))
    }
}

impl fmt::Display for ArchiveId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for ArchiveId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = ArchiveId;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&Text::new("档案库标识", "the id of an archive").packed())
            }
            fn visit_str<E: serde::de::Error>(self, written: &str) -> Result<ArchiveId, E> {
                written.parse().map_err(Diagnostic::into_serde)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
