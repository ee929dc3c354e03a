//! Values that may be written in more than one way.

use crate::model::Name;
use serde::{Deserialize, Deserializer};
use std::fmt;

#[derive(Debug, Clone)]
pub(in crate::regulation) enum Scalar {
    Bool(bool),
    Word(Name),
}

impl Scalar {
    /// The value as a word.
    pub(in crate::regulation) fn word(&self) -> Name {
        match self {
            Self::Bool(value) => Name::from(value.to_string()),
            Self::Word(word) => word.clone(),
        }
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Scalar;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word, true or false")
            }
            fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Scalar, E> {
                Ok(Scalar::Bool(value))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar::Word(Name::from(text)))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A number, a share `1/2`, or a word.
#[derive(Debug, Clone)]
pub(in crate::regulation) enum BoundSpec {
    Number(u32),
    Word(Name),
}

impl<'de> Deserialize<'de> for BoundSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = BoundSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, a share or a word")
            }
            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<BoundSpec, E> {
                u32::try_from(number).map(BoundSpec::Number).map_err(E::custom)
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<BoundSpec, E> {
                Ok(BoundSpec::Word(Name::from(text)))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[derive(Debug, Clone)]
pub(in crate::regulation) struct ConditionSpec {
    pub values: Vec<Scalar>,
    pub not: bool,
}

impl<'de> Deserialize<'de> for ConditionSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = ConditionSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, a list of values, or `{not: …}`")
            }
            fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<ConditionSpec, E> {
                Ok(ConditionSpec { values: vec![Scalar::Bool(value)], not: false })
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<ConditionSpec, E> {
                Ok(ConditionSpec { values: vec![Scalar::Word(Name::from(text))], not: false })
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<ConditionSpec, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = seq.next_element()? {
                    values.push(value);
                }
                Ok(ConditionSpec { values, not: false })
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<ConditionSpec, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Negated {
                    not: ConditionSpec,
                }
                let negated = Negated::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(ConditionSpec { values: negated.not.values, not: !negated.not.not })
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
