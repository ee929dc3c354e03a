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

/// What a condition wants: one of these values, none of them, or a number within a bound.
#[derive(Debug, Clone)]
pub(in crate::regulation) struct ConditionSpec {
    pub values: Vec<Scalar>,
    pub not: bool,
    pub at_least: Option<BoundSpec>,
    pub less_than: Option<BoundSpec>,
}

impl ConditionSpec {
    fn any_of(values: Vec<Scalar>) -> Self {
        Self { values, not: false, at_least: None, less_than: None }
    }
}

impl<'de> Deserialize<'de> for ConditionSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = ConditionSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, a list of values, `{not: …}`, `{at_least: …}` or `{less_than: …}`")
            }
            fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<ConditionSpec, E> {
                Ok(ConditionSpec::any_of(vec![Scalar::Bool(value)]))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<ConditionSpec, E> {
                Ok(ConditionSpec::any_of(vec![Scalar::Word(Name::from(text))]))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<ConditionSpec, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = seq.next_element()? {
                    values.push(value);
                }
                Ok(ConditionSpec::any_of(values))
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<ConditionSpec, A::Error> {
                use serde::de::Error as _;
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Spelled {
                    not: Option<ConditionSpec>,
                    at_least: Option<BoundSpec>,
                    less_than: Option<BoundSpec>,
                }
                let spelled = Spelled::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                match (spelled.not, spelled.at_least, spelled.less_than) {
                    (Some(not), None, None) => {
                        Ok(ConditionSpec { values: not.values, not: !not.not, at_least: None, less_than: None })
                    }
                    (None, None, None) => Err(A::Error::custom("missing field `not`")),
                    (None, at_least, less_than) => {
                        Ok(ConditionSpec { values: Vec::new(), not: false, at_least, less_than })
                    }
                    (Some(_), ..) => Err(A::Error::custom("duplicate field `not`")),
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
