//! What a YAML text says, with every scalar as it is spelt there: for whoever reads `2026.10` as a text, `2026.1` is
//! another one.

use super::deep::too_deep;
use super::field::scalar;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Said {
    /// A text.
    Word(String),
    /// A number, a truth value or nothing, in its own spelling.
    Plain(String),
    /// A list.
    List(Vec<Self>),
    /// A map, in the order of its keys in the file.
    Map(Vec<(Self, Self)>),
}

/// What a text says; `None` if it cannot be read, or says what no file of ours may say.
pub(super) fn said(text: &str) -> Option<Said> {
    let text = text.trim_start_matches('\u{feff}');
    if too_deep(text).is_some() {
        return None;
    }
    let kind: Said = serde_yaml::from_str(text).ok()?;
    if matches!(kind, Said::Plain(_)) {
        return Some(kind);
    }
    Kind(&kind).deserialize(serde_yaml::Deserializer::from_str(text)).ok()
}

/// The entries of a list file.
pub(super) fn entries(text: &str) -> Option<Vec<Said>> {
    match said(text)? {
        Said::List(entries) => Some(entries),
        Said::Plain(nothing) if nothing.is_empty() => Some(Vec::new()),
        _ => None,
    }
}

impl Said {
    /// It on one line; `None` if a key is no text.
    pub(super) fn flow(&self) -> Option<String> {
        Some(match self {
            Self::Word(word) => scalar(word),
            Self::Plain(spelt) => spelt.clone(),
            Self::List(entries) => {
                let entries: Vec<String> = entries.iter().map(Self::flow).collect::<Option<_>>()?;
                format!("[{}]", entries.join(", "))
            }
            Self::Map(fields) => {
                let field = |(key, value): &(Self, Self)| match key {
                    Self::Word(key) => Some(format!("{}: {}", scalar(key), value.flow()?)),
                    _ => None,
                };
                let fields: Vec<String> = fields.iter().map(field).collect::<Option<_>>()?;
                format!("{{{}}}", fields.join(", "))
            }
        })
    }

    /// The same with the keys of maps in one order, whatever theirs was.
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

    /// The same with another character in each of its texts.
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

/// As a parser takes it: it has a spelling of its own for numbers.
impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Taken)
    }
}

struct Taken;

macro_rules! plain {
    ($($visit:ident: $type:ty),*) => {
        $(fn $visit<E>(self, value: $type) -> Result<Said, E> {
            Ok(Said::Plain(value.to_string()))
        })*
    };
}

impl<'de> Visitor<'de> for Taken {
    type Value = Said;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything without a tag")
    }

    plain!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64);

    fn visit_unit<E>(self) -> Result<Said, E> {
        Ok(Said::Plain(String::new()))
    }

    fn visit_none<E>(self) -> Result<Said, E> {
        Ok(Said::Plain(String::new()))
    }

    fn visit_str<E>(self, word: &str) -> Result<Said, E> {
        Ok(Said::Word(word.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Said, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(Said::List(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Said, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Said::Map(fields))
    }
}

/// What was taken for what, by which the same is read once more, each scalar as a text.
struct Kind<'s>(&'s Said);

impl<'de> DeserializeSeed<'de> for Kind<'_> {
    type Value = Said;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Said, D::Error> {
        match self.0 {
            Said::List(_) => deserializer.deserialize_seq(self),
            Said::Map(_) => deserializer.deserialize_map(self),
            Said::Word(_) | Said::Plain(_) => deserializer.deserialize_str(self),
        }
    }
}

impl<'de> Visitor<'de> for Kind<'_> {
    type Value = Said;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same once more")
    }

    fn visit_str<E>(self, spelt: &str) -> Result<Said, E> {
        Ok(if matches!(self.0, Said::Word(_)) { Said::Word(spelt.to_owned()) } else { Said::Plain(spelt.to_owned()) })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Said, A::Error> {
        let mut entries = Vec::new();
        let Said::List(kinds) = self.0 else { return Ok(Said::List(entries)) };
        for kind in kinds {
            entries.extend(list.next_element_seed(Kind(kind))?);
        }
        Ok(Said::List(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Said, A::Error> {
        let mut fields = Vec::new();
        let Said::Map(kinds) = self.0 else { return Ok(Said::Map(fields)) };
        for (key, value) in kinds {
            if let Some(key) = map.next_key_seed(Kind(key))? {
                fields.push((key, map.next_value_seed(Kind(value))?));
            }
        }
        Ok(Said::Map(fields))
    }
}
