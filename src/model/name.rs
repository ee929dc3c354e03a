//! `Name`, and the values of YAML that are one or many, or a map without repeated keys.

use super::duplicate;
use super::glyph::{compared, usual};
use crate::diagnostic::Diagnostic;
use crate::text::{Text, folded};
use serde::de::MapAccess;
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::{Borrow, Cow};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A name, title or id. It is kept in NFC and with the usual one of characters that look alike, so that equal names are
/// equal bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Name(String);

impl Name {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A text that is the same for all names that [look alike](Self::looks_like).
    #[must_use]
    pub fn comparable(&self) -> String {
        compared(self).collect()
    }

    /// Its letters and digits in one case: 发出协商函 for 发出《协商函》.
    #[must_use]
    pub fn folded(&self) -> String {
        folded(compared(self)).collect()
    }

    /// Whether another differs only in white space and in forms of punctuation, numerals and dots.
    #[must_use]
    pub fn looks_like(&self, other: &Self) -> bool {
        self == other || compared(self).eq(compared(other))
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        // ASCII, and the characters from U+4000 to U+9FFF: all of these are usual and NFC.
        if text.bytes().all(|byte| matches!(byte, 0..=0xbf | 0xe4..=0xe9)) {
            return Self(text);
        }
        let text = match usual(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(usual) => usual,
        };
        match is_nfc_quick(text.chars()) {
            IsNormalized::Yes => Self(text),
            _ => Self(text.nfc().collect()),
        }
    }
}

impl Deref for Name {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Self::from(String::deserialize(deserializer)?);
        if name.is_empty() {
            let empty = Diagnostic::new(Text::new("值为空", "the value is empty"));
            return Err(empty.hint(Text::new("填上值", "give it a value")).into_serde());
        }
        Ok(name)
    }
}

/// One value, or a list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    // Not derived: an untagged enum would lose the locations of errors.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> serde::de::Visitor<'de> for Visitor<T> {
            type Value = OneOrMany<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&Text::new("一个值或列表", "a value or a list").packed())
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
                T::deserialize(serde::de::value::StrDeserializer::new(text)).map(|one| OneOrMany(vec![one]))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut many = Vec::new();
                while let Some(one) = seq.next_element()? {
                    many.push(one);
                }
                // Most hold one value, and a large archive holds many of them.
                many.shrink_to_fit();
                Ok(OneOrMany(many))
            }
        }
        deserializer.deserialize_any(Visitor(PhantomData))
    }
}

/// A map in file order. Repeated keys are errors (the parser alone would take the last).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UniqueMap<V>(pub Vec<(Name, V)>);

impl<V> Default for UniqueMap<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> UniqueMap<V> {
    /// The value under a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&V> {
        self.0.iter().find(|(name, _)| &**name == key).map(|(_, value)| value)
    }

    /// Whether it has no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys, in file order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// Keys and values, in file order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for UniqueMap<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> serde::de::Visitor<'de> for Visitor<V> {
            type Value = UniqueMap<V>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries: Vec<(Name, V)> = Vec::new();
                let mut seen = std::collections::HashSet::new();
                while let Some(key) = map.next_key::<Name>()? {
                    if !seen.insert(key.clone()) {
                        return Err(duplicate(&key));
                    }
                    entries.push((key, map.next_value()?));
                }
                Ok(UniqueMap(entries))
            }
        }
        deserializer.deserialize_map(Visitor(PhantomData))
    }
}
