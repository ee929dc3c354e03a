//! Resolves conditions as written.

use crate::diagnostic::{Diagnostic, PathSegment, unknown};
use crate::model::{Name, UniqueMap};
use crate::rules::bound::BoundSpec;
use crate::rules::{Condition, Fact, Matches, Resolver, Value, When, into};
use crate::text::Text;
use crate::vocabulary::{Group, SubjectKind};
use serde::{Deserialize, Deserializer};
use std::fmt;

#[derive(Debug, Clone)]
pub(crate) enum Scalar {
    Bool(bool),
    Word(Name),
}

impl Scalar {
    /// The value as a word.
    pub(crate) fn word(&self) -> Name {
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
                f.write_str(&Text::new("一个词、true 或 false", "a word, true or false").packed())
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

/// A condition as written: one of these values, none of them, or a number within limits.
#[derive(Debug, Clone)]
pub(crate) struct ConditionSpec {
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
                let wanted = Text::new(
                    "一个值、列表、`{not: …}`、`{at_least: …}` 或 `{less_than: …}`",
                    "a value, a list of values, `{not: …}`, `{at_least: …}` or `{less_than: …}`",
                );
                f.write_str(&wanted.packed())
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
                    (None, None, None) => Err(A::Error::missing_field("not")),
                    (None, at_least, less_than) => {
                        Ok(ConditionSpec { values: Vec::new(), not: false, at_least, less_than })
                    }
                    (Some(_), ..) => Err(A::Error::duplicate_field("not")),
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Resolver<'_> {
    pub(crate) fn when(
        &mut self,
        at: &[PathSegment],
        written: &UniqueMap<ConditionSpec>,
        subject: SubjectKind,
    ) -> When {
        When(written.iter().filter_map(|(key, spec)| self.condition(&into(at, key), key, spec, subject)).collect())
    }

    pub(crate) fn condition(
        &mut self,
        at: &[PathSegment],
        key: &str,
        spec: &ConditionSpec,
        subject: SubjectKind,
    ) -> Option<Condition> {
        let facts: &[Fact] = match subject {
            SubjectKind::Topic | SubjectKind::Round => &Fact::OF_TOPIC,
            SubjectKind::Suggestion => &Fact::OF_SUGGESTION,
            SubjectKind::Room | SubjectKind::Unit => &Fact::OF_PLACE,
            SubjectKind::Person => &Fact::OF_PERSON,
            SubjectKind::Year => &Fact::OF_YEAR,
        };
        let Some(fact) = facts.iter().find(|fact| fact.id() == key) else {
            self.wrong(at, unknown(&Text::new("条件", "condition"), key, facts.iter().map(|fact| fact.id())));
            return None;
        };
        if *fact == Fact::FailedRounds || spec.at_least.is_some() || spec.less_than.is_some() {
            return Some(Condition { fact: *fact, matches: self.number(at, *fact, spec) });
        }
        let values = spec.values.iter().map(|value| self.value(at, *fact, value)).collect();
        Some(Condition { fact: *fact, matches: if spec.not { Matches::Not(values) } else { Matches::AnyOf(values) } })
    }

    /// A condition on a number. A word that the text leaves without a number may be the limit.
    fn number(&mut self, at: &[PathSegment], fact: Fact, spec: &ConditionSpec) -> Matches {
        let bounded = spec.at_least.is_some() || spec.less_than.is_some();
        if fact != Fact::FailedRounds {
            let message = Text::new("这一条件不是数", "this condition is no number");
            self.wrong(at, Diagnostic::new(message).hint(Text::new("写一个值或列表", "write a value or a list")));
        } else if !bounded {
            let message = Text::new("这一条件是数", "this condition is a number");
            let hint = Text::new("写 `{at_least: …}` 或 `{less_than: …}`", "write `{at_least: …}` or `{less_than: …}`");
            self.wrong(at, Diagnostic::new(message).hint(hint));
        }
        Matches::Number {
            at_least: spec.at_least.as_ref().map(|bound| self.bound(&into(at, "at_least"), bound)),
            less_than: spec.less_than.as_ref().map(|bound| self.bound(&into(at, "less_than"), bound)),
        }
    }

    fn value(&mut self, at: &[PathSegment], fact: Fact, written: &Scalar) -> Value {
        let (groups, kind): (&[Group], Text) = match fact {
            Fact::AdHoc | Fact::Planned | Fact::Entrusted | Fact::Key => {
                let Scalar::Bool(value) = written else {
                    let message = Text::new("这里应为 true 或 false", "expected true or false");
                    let hint = Text::new("写 true 或 false", "write true or false");
                    self.wrong(at, Diagnostic::new(message).hint(hint));
                    return Value::Bool(false);
                };
                return Value::Bool(*value);
            }
            Fact::FailedRounds => return Value::Bool(false),
            Fact::Form => (&[Group::Forms], Group::Forms.text()),
            Fact::Tags | Fact::TopicTags => (&[Group::TopicTags], Group::TopicTags.text()),
            Fact::OpinionIssuer => (&[Group::Bodies], Group::Bodies.text()),
            Fact::Kind => (&[Group::SuggestionKinds], Group::SuggestionKinds.text()),
            Fact::Adoption => (&[Group::Adoptions], Group::Adoptions.text()),
            Fact::Channel => (&[Group::Channels], Group::Channels.text()),
            Fact::Matter => (&[Group::Matters], Group::Matters.text()),
            Fact::Selection => (&[Group::Selections], Group::Selections.text()),
            Fact::RoomLevel | Fact::Level => (&[Group::Levels], Group::Levels.text()),
            Fact::PersonTags => (&[Group::Tags, Group::Posts], Group::Tags.text()),
            Fact::Waived | Fact::Recorded => (&[], Text::same("")),
        };
        let Scalar::Word(word) = written else {
            let message = Text::new("这里应为一个标识", "expected an id");
            let hint = Text::new("写规程里登记的标识", "write an id of the regulation");
            self.wrong(at, Diagnostic::new(message).hint(hint));
            return Value::Bool(false);
        };
        match fact {
            Fact::Recorded => drop(self.event_id(at, word)),
            Fact::Waived => {
                let rules: Vec<&str> = self.rules.iter().map(|rule| rule.as_str()).collect();
                self.one_of(at, &Text::new("规则", "rule"), word, &rules);
            }
            _ => self.known_in_any(at, &kind, groups, &[], word),
        }
        Value::Word(word.clone())
    }
}
