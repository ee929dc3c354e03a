//! `check` as it is written: one kind with its parameters, or a list of them.

use super::{BoundSpec, ConditionSpec, Scalar};
use crate::model::{Name, OneOrMany, UniqueMap};
use crate::regulation::{Attribute, Basis, PaperField, Role};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// One check, or a list of checks.
#[derive(Debug)]
pub(in crate::regulation) struct ChecksSpec {
    pub checks: Vec<CheckSpec>,
    pub is_list: bool,
}

impl<'de> Deserialize<'de> for ChecksSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = ChecksSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<ChecksSpec, E> {
                let check = match word {
                    "attest" => CheckSpec::Attest,
                    "guidance" => CheckSpec::Guidance,
                    other => return Err(E::unknown_variant(other, &["attest", "guidance"])),
                };
                Ok(ChecksSpec { checks: vec![check], is_list: false })
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<ChecksSpec, A::Error> {
                let check = CheckSpec::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(ChecksSpec { checks: vec![check], is_list: false })
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<ChecksSpec, A::Error> {
                let mut checks = Vec::new();
                while let Some(check) = seq.next_element()? {
                    checks.push(check);
                }
                Ok(ChecksSpec { checks, is_list: true })
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// `{event: {…}}`: an externally tagged enum, whose locations survive.
#[derive(Debug)]
pub(in crate::regulation) enum CheckSpec {
    Event(EventCheckSpec),
    Chain(ChainSpec),
    Document(DocumentCheckSpec),
    Field(FieldCheckSpec),
    Post(PostCheckSpec),
    People(PeopleCheckSpec),
    Count(CountSpec),
    Wording(WordingSpec),
    Attest,
    Guidance,
}

impl<'de> Deserialize<'de> for CheckSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The parser reads externally tagged enums from YAML tags; a map of one key is read here.
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = CheckSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<CheckSpec, A::Error> {
                use serde::de::Error as _;
                const KINDS: [&str; 8] = ["event", "chain", "document", "field", "post", "people", "count", "wording"];
                let kind: Name = map.next_key()?.ok_or_else(|| A::Error::custom("missing field `event`"))?;
                let check = match &*kind {
                    "event" => CheckSpec::Event(map.next_value()?),
                    "chain" => CheckSpec::Chain(map.next_value()?),
                    "document" => CheckSpec::Document(map.next_value()?),
                    "field" => CheckSpec::Field(map.next_value()?),
                    "post" => CheckSpec::Post(map.next_value()?),
                    "people" => CheckSpec::People(map.next_value()?),
                    "count" => CheckSpec::Count(map.next_value()?),
                    "wording" => CheckSpec::Wording(map.next_value()?),
                    other => return Err(A::Error::unknown_field(other, &KINDS)),
                };
                match map.next_key::<Name>()? {
                    Some(second) => Err(A::Error::custom(format!("duplicate field `{second}`"))),
                    None => Ok(check),
                }
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::regulation) struct EventCheckSpec {
    pub id: Option<Name>,
    #[serde(default)]
    pub any: Vec<Name>,
    #[serde(default)]
    pub all: Vec<Name>,
    #[serde(default)]
    pub by: OneOrMany<Name>,
    #[serde(default)]
    pub to: OneOrMany<Name>,
    #[serde(default)]
    pub via: OneOrMany<Name>,
    #[serde(default)]
    pub needs: Vec<Attribute>,
    #[serde(default)]
    pub round: RoundSpec,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::regulation) struct ChainSpec {
    pub steps: StepsSpec,
    pub document: Option<Name>,
    pub then: Option<Name>,
    #[serde(default)]
    pub issuer: OneOrMany<Name>,
    #[serde(default)]
    pub to: OneOrMany<Name>,
    #[serde(default)]
    pub cc: OneOrMany<Name>,
}

/// The round in which an event is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::regulation) enum RoundSpec {
    /// The duty's own.
    #[default]
    Own,
    /// The one after it.
    Next,
}

/// `stages`, or a list of steps.
#[derive(Debug)]
pub(in crate::regulation) enum StepsSpec {
    Stages,
    List(Vec<StepSpec>),
}

/// Exactly one of `id` and `any` says which event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::regulation) struct StepSpec {
    pub id: Option<Name>,
    #[serde(default)]
    pub any: Vec<Name>,
    #[serde(default)]
    pub by: OneOrMany<Name>,
    #[serde(default)]
    pub to: OneOrMany<Name>,
    #[serde(default)]
    pub round: RoundSpec,
    #[serde(default)]
    pub when: UniqueMap<ConditionSpec>,
}

impl<'de> Deserialize<'de> for StepsSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = StepsSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`stages` or a list of steps")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<StepsSpec, E> {
                if text == "stages" { Ok(StepsSpec::Stages) } else { Err(E::unknown_variant(text, &["stages"])) }
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<StepsSpec, A::Error> {
                let mut steps = Vec::new();
                while let Some(step) = seq.next_element()? {
                    steps.push(step);
                }
                Ok(StepsSpec::List(steps))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::regulation) struct DocumentCheckSpec {
    pub id: Option<Name>,
    #[serde(default)]
    pub any: Vec<Name>,
    #[serde(default)]
    pub all: Vec<Name>,
    #[serde(default)]
    pub by: OneOrMany<Name>,
    #[serde(default)]
    pub issuer: OneOrMany<Name>,
    #[serde(default)]
    pub to: OneOrMany<Name>,
    #[serde(default)]
    pub cc: OneOrMany<Name>,
    #[serde(default)]
    pub fields: Vec<PaperField>,
    #[serde(default)]
    pub sections: Vec<OneOrMany<Name>>,
    #[serde(default)]
    pub columns: Vec<Name>,
    pub title: Option<Name>,
    #[serde(default)]
    pub in_order: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::regulation) struct FieldCheckSpec {
    pub field: Name,
    #[serde(default)]
    pub one_of: Vec<Scalar>,
    #[serde(default)]
    pub any_of: Vec<Scalar>,
    #[serde(default)]
    pub all_of: Vec<Scalar>,
    pub same_as: Option<Name>,
    pub at_least: Option<BoundSpec>,
    pub at_most: Option<BoundSpec>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::regulation) struct PostCheckSpec {
    pub who: Role,
    pub posts: Vec<Name>,
    #[serde(default)]
    pub delegate: Vec<Name>,
    #[serde(default)]
    pub tags: Vec<Name>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::regulation) struct PeopleCheckSpec {
    #[serde(default)]
    pub at: Vec<Name>,
    #[serde(default)]
    pub each: Vec<OneOrMany<Name>>,
    pub at_least: Option<BoundSpec>,
    pub at_most: Option<BoundSpec>,
    pub of: Option<Name>,
    pub basis: Option<Basis>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::regulation) struct CountSpec {
    pub of: Name,
    #[serde(default, rename = "where")]
    pub when: UniqueMap<ConditionSpec>,
    pub at_least: Option<BoundSpec>,
    pub at_most: Option<BoundSpec>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::regulation) struct WordingSpec {
    /// Document ids, or `all`.
    pub documents: OneOrMany<Name>,
    #[serde(default)]
    pub never: OneOrMany<String>,
    pub names: Option<Name>,
    pub like: Option<String>,
    #[serde(rename = "use")]
    pub wording: Option<String>,
}
