//! `regulation.yml` as it is written, before its ids are resolved.

use super::rule::{Attribute, Basis, PaperField, Role};
use super::{Force, SubjectKind, Term, Terms};
use crate::model::{Counting, Date, Name, OneOrMany, UniqueMap};
use serde::{Deserialize, Deserializer};
use std::fmt;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegulationFile {
    pub id: Name,
    pub title: Name,
    pub in_force: Date,
    #[serde(default)]
    pub forms: Terms,
    #[serde(default)]
    pub posts: Terms,
    #[serde(default)]
    pub tags: Terms,
    #[serde(default)]
    pub topic_tags: Terms,
    #[serde(default)]
    pub bodies: Terms,
    #[serde(default)]
    pub channels: Terms,
    #[serde(default)]
    pub ways: Terms,
    #[serde(default)]
    pub suggestion_kinds: Terms,
    #[serde(default)]
    pub activities: Terms,
    #[serde(default)]
    pub words: UniqueMap<Name>,
    #[serde(default)]
    pub events: UniqueMap<EventSpec>,
    #[serde(default)]
    pub documents: UniqueMap<DocumentSpec>,
    #[serde(default)]
    pub stages: Vec<StageSpec>,
    #[serde(default)]
    pub rules: Vec<RuleSpec>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventSpec {
    pub name: Name,
    pub en: Option<Name>,
    #[serde(default)]
    pub of: SubjectKind,
    #[serde(default)]
    pub document: Vec<Name>,
    pub announces: Option<Name>,
    pub amends: Option<Name>,
}

impl EventSpec {
    pub(super) fn term(&self) -> Term {
        Term { name: self.name.clone(), en: self.en.clone(), implies: Vec::new() }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentSpec {
    pub name: Name,
    pub en: Option<Name>,
    pub is: Option<Name>,
    pub layout: Option<Name>,
    #[serde(default)]
    pub sections: UniqueMap<Name>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StageSpec {
    pub id: Name,
    pub name: Name,
    pub en: Option<Name>,
    pub done_when: Name,
    #[serde(default)]
    pub when: UniqueMap<ConditionSpec>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleSpec {
    pub id: Name,
    pub article: Name,
    pub quote: String,
    pub en: String,
    pub force: Force,
    #[serde(default)]
    pub subject: SubjectKind,
    #[serde(default)]
    pub when: UniqueMap<ConditionSpec>,
    pub due: Option<DueSpec>,
    pub check: ChecksSpec,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DueSpec {
    #[serde(default)]
    pub after: OneOrMany<Name>,
    #[serde(default)]
    pub before: OneOrMany<Name>,
    pub by: Option<Name>,
    pub every: Option<Name>,
    pub counting: Option<Counting>,
}

/// One check, or a list of checks.
#[derive(Debug)]
pub(super) struct ChecksSpec {
    pub checks: Vec<CheckSpec>,
    pub is_list: bool,
}

/// `{event: {…}}`: an externally tagged enum, whose locations survive.
#[derive(Debug)]
pub(super) enum CheckSpec {
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentCheckSpec {
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
pub(super) struct FieldCheckSpec {
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
pub(super) struct PostCheckSpec {
    pub who: Role,
    pub posts: Vec<Name>,
    #[serde(default)]
    pub delegate: Vec<Name>,
    #[serde(default)]
    pub tags: Vec<Name>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeopleCheckSpec {
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
pub(super) struct CountSpec {
    pub of: Name,
    #[serde(default, rename = "where")]
    pub when: UniqueMap<ConditionSpec>,
    pub at_least: Option<BoundSpec>,
    pub at_most: Option<BoundSpec>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordingSpec {
    /// Document ids, or `all`.
    pub documents: OneOrMany<Name>,
    #[serde(default)]
    pub never: OneOrMany<String>,
    pub names: Option<Name>,
    pub like: Option<String>,
    #[serde(rename = "use")]
    pub wording: Option<String>,
}

/// A number, a share `1/2`, or a word.
#[derive(Debug, Clone)]
pub(super) enum BoundSpec {
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventCheckSpec {
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
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChainSpec {
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

/// `stages`, or a list of steps.
#[derive(Debug)]
pub(super) enum StepsSpec {
    Stages,
    List(Vec<StepSpec>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepSpec {
    pub id: Name,
    #[serde(default)]
    pub by: OneOrMany<Name>,
    #[serde(default)]
    pub when: UniqueMap<ConditionSpec>,
}

#[derive(Debug, Clone)]
pub(super) enum Scalar {
    Bool(bool),
    Word(Name),
}

impl Scalar {
    /// The value as a word.
    pub(super) fn word(&self) -> Name {
        match self {
            Self::Bool(value) => Name::from(value.to_string()),
            Self::Word(word) => word.clone(),
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct ConditionSpec {
    pub values: Vec<Scalar>,
    pub not: bool,
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
