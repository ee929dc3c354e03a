//! `check` as written in `regulation.yml`, one check or a list, and how its ids are resolved.

use super::Check;
use crate::diagnostic::{Diagnostic, PathSegment};
use crate::model::{Name, duplicate};
use crate::rules::chain::ChainSpec;
use crate::rules::count::CountSpec;
use crate::rules::document::DocumentCheckSpec;
use crate::rules::event::EventCheckSpec;
use crate::rules::field::FieldCheckSpec;
use crate::rules::people::PeopleCheckSpec;
use crate::rules::post::PostCheckSpec;
use crate::rules::wording::WordingSpec;
use crate::rules::{Resolver, Stage, into};
use crate::text::Text;
use crate::vocabulary::SubjectKind;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// One check, or a list of checks.
#[derive(Debug)]
pub(crate) struct ChecksSpec {
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

/// A check as written, `{event: {…}}`. Unlike an internally tagged enum, this keeps the locations of errors.
#[derive(Debug)]
pub(crate) enum CheckSpec {
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
        // The parser reads such enums from YAML tags, not from a map with one key.
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = CheckSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<CheckSpec, A::Error> {
                use serde::de::Error as _;
                const KINDS: [&str; 8] = ["event", "chain", "document", "field", "post", "people", "count", "wording"];
                let kind: Name = map.next_key()?.ok_or_else(|| A::Error::missing_field("event"))?;
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
                    Some(second) => Err(duplicate(&second)),
                    None => Ok(check),
                }
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

impl Resolver<'_> {
    pub(crate) fn checks(
        &mut self,
        at: &[PathSegment],
        spec: &ChecksSpec,
        stages: &[Stage],
        subject: SubjectKind,
    ) -> Vec<Check> {
        if spec.checks.is_empty() {
            let message = Text::new("`check` 没有写明要求什么", "`check` asks for nothing");
            let hint = Text::new(
                "写明一类，如 `{event: {id: …}}`；由专人确认的写 `attest`，只供参照的写 `guidance`",
                "name a kind, such as `{event: {id: …}}`; write `attest` for what a person states, `guidance` for what is never judged",
            );
            self.wrong(at, Diagnostic::new(message).hint(hint));
        }
        let checks = spec.checks.iter().enumerate().map(|(nth, check)| {
            let at = if spec.is_list { into(at, nth) } else { at.to_vec() };
            match check {
                CheckSpec::Event(check) => Check::Event(self.event_check(&into(&at, "event"), check, subject)),
                CheckSpec::Chain(check) => Check::Chain(self.chain(&into(&at, "chain"), check, stages, subject)),
                CheckSpec::Document(check) => Check::Document(self.document_check(&into(&at, "document"), check)),
                CheckSpec::Field(check) => Check::Field(self.field_check(&into(&at, "field"), check, subject)),
                CheckSpec::Post(check) => Check::Post(self.post_check(&into(&at, "post"), check)),
                CheckSpec::People(check) => Check::People(self.people_check(&into(&at, "people"), check)),
                CheckSpec::Count(check) => Check::Count(self.count(&into(&at, "count"), check, subject)),
                CheckSpec::Wording(check) => Check::Wording(self.wording(&into(&at, "wording"), check)),
                CheckSpec::Attest => Check::Attest,
                CheckSpec::Guidance => Check::Guidance,
            }
        });
        checks.collect()
    }
}
