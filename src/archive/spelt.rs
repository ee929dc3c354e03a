//! YAML values with every scalar as spelt in the file. Read as text, `2026.10` and `2026.1` differ; as numbers they do
//! not.

use super::deep::too_deep;
use super::field::scalar;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A YAML value with its spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum SpeltValue {
    /// A text.
    Word(String),
    /// A number, a boolean or null, as spelt.
    Plain(String),
    /// A list.
    List(Vec<Self>),
    /// A map, in the order of its keys in the file.
    Map(Vec<(Self, Self)>),
}

/// The value of a text; `None` if it cannot be parsed, or has a tag.
pub(super) fn spelt(text: &str) -> Option<SpeltValue> {
    let text = text.trim_start_matches('\u{feff}');
    if too_deep(text).is_some() {
        return None;
    }
    let parsed: SpeltValue = serde_yaml::from_str(text).ok()?;
    if matches!(parsed, SpeltValue::Plain(_)) {
        return Some(parsed);
    }
    AsParsed(&parsed).deserialize(serde_yaml::Deserializer::from_str(text)).ok()
}

/// The entries of a list file.
pub(super) fn entries(text: &str) -> Option<Vec<SpeltValue>> {
    match spelt(text)? {
        SpeltValue::List(entries) => Some(entries),
        SpeltValue::Plain(nothing) if nothing.is_empty() => Some(Vec::new()),
        _ => None,
    }
}

impl SpeltValue {
    /// The value in flow style on one line; `None` if a key is not a text.
    pub(super) fn flow(&self) -> Option<String> {
        Some(match self {
            Self::Word(word) => scalar(word),
            Self::Plain(spelt) => spelt.clone(),
            Self::List(entries) => {
                let entries: Vec<String> = entries.iter().map(Self::flow).collect::<Option<_>>()?;
                format!("[{}]", entries.join(", "))
            }
            Self::Map(fields) => {
                let mut written = Vec::new();
                for (key, value) in fields {
                    let Self::Word(key) = key else { return None };
                    written.push(format!("{}: {}", scalar(key), value.flow()?));
                }
                format!("{{{}}}", written.join(", "))
            }
        })
    }

    /// The value with the keys of all maps sorted.
    pub(super) fn sorted(self) -> Self {
        match self {
            Self::List(entries) => Self::List(entries.into_iter().map(Self::sorted).collect()),
            Self::Map(fields) => {
                let mut fields: Vec<_> = fields.into_iter().map(|(key, value)| (key, value.sorted())).collect();
                fields.sort_unstable();
                Self::Map(fields)
            }
            scalar => scalar,
        }
    }

    /// The value with a character replaced in each scalar.
    pub(super) fn replaced(self, from: char, to: &str) -> Self {
        match self {
            Self::Word(word) => Self::Word(word.replace(from, to)),
            Self::Plain(spelt) => Self::Plain(spelt.replace(from, to)),
            Self::List(entries) => Self::List(entries.into_iter().map(|entry| entry.replaced(from, to)).collect()),
            Self::Map(fields) => {
                let fields = fields.into_iter().map(|(key, value)| (key.replaced(from, to), value.replaced(from, to)));
                Self::Map(fields.collect())
            }
        }
    }
}

/// As the parser sees it: numbers lose their spelling.
impl<'de> Deserialize<'de> for SpeltValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

macro_rules! plain {
    ($($visit:ident: $type:ty),*) => {
        $(fn $visit<E>(self, value: $type) -> Result<SpeltValue, E> {
            Ok(SpeltValue::Plain(value.to_string()))
        })*
    };
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = SpeltValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything without a tag")
    }

    plain!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64);

    fn visit_unit<E>(self) -> Result<SpeltValue, E> {
        Ok(SpeltValue::Plain(String::new()))
    }

    fn visit_none<E>(self) -> Result<SpeltValue, E> {
        Ok(SpeltValue::Plain(String::new()))
    }

    fn visit_str<E>(self, word: &str) -> Result<SpeltValue, E> {
        Ok(SpeltValue::Word(word.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<SpeltValue, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(SpeltValue::List(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SpeltValue, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(SpeltValue::Map(fields))
    }
}

/// Reads a text again, given the value parsed from it, and takes every scalar as text. This keeps the spelling.
struct AsParsed<'s>(&'s SpeltValue);

impl<'de> DeserializeSeed<'de> for AsParsed<'_> {
    type Value = SpeltValue;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<SpeltValue, D::Error> {
        match self.0 {
            SpeltValue::List(_) => deserializer.deserialize_seq(self),
            SpeltValue::Map(_) => deserializer.deserialize_map(self),
            SpeltValue::Word(_) | SpeltValue::Plain(_) => deserializer.deserialize_str(self),
        }
    }
}

impl<'de> Visitor<'de> for AsParsed<'_> {
    type Value = SpeltValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same value again")
    }

    fn visit_str<E>(self, spelt: &str) -> Result<SpeltValue, E> {
        Ok(if matches!(self.0, SpeltValue::Word(_)) {
            SpeltValue::Word(spelt.to_owned())
        } else {
            SpeltValue::Plain(spelt.to_owned())
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<SpeltValue, A::Error> {
        let mut entries = Vec::new();
        let SpeltValue::List(kinds) = self.0 else { return Ok(SpeltValue::List(entries)) };
        for kind in kinds {
            entries.extend(list.next_element_seed(AsParsed(kind))?);
        }
        Ok(SpeltValue::List(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SpeltValue, A::Error> {
        let mut fields = Vec::new();
        let SpeltValue::Map(kinds) = self.0 else { return Ok(SpeltValue::Map(fields)) };
        for (key, value) in kinds {
            if let Some(key) = map.next_key_seed(AsParsed(key))? {
                fields.push((key, map.next_value_seed(AsParsed(value))?));
            }
        }
        Ok(SpeltValue::Map(fields))
    }
}
