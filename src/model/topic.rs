//! A topic, `topic.yml`, and its key.

use super::{Date, Name, OneOrMany, Session, UniqueMap};
use crate::text::Text;
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// A topic's key, `2026-003`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicKey {
    /// Year of its folder.
    pub year: i32,
    /// Number within the year.
    pub number: u32,
}

impl TopicKey {
    /// The highest number in a year.
    pub const LAST: u32 = 999_999;

    /// The key of a topic; `None` if the number is above the highest.
    #[must_use]
    pub fn new(year: i32, number: u32) -> Option<Self> {
        (number <= Self::LAST).then_some(Self { year, number })
    }
}

impl fmt::Display for TopicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:03}", self.year, self.number)
    }
}

impl FromStr for TopicKey {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, number) = text.split_once('-').ok_or(())?;
        let digits = |part: &str, least: usize, most: usize| {
            (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(year, 4, 4) || !digits(number, 3, 6) {
            return Err(());
        }
        Ok(Self { year: year.parse().map_err(drop)?, number: number.parse().map_err(drop)? })
    }
}

/// `topic.yml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicFile {
    /// Title of the topic.
    pub title: Name,
    /// Form of consultation.
    pub form: Option<Name>,
    /// Regulation that governs it.
    pub regulation: Name,
    /// The day it was entered.
    pub began: Option<Date>,
    /// Responsible office (责任委室).
    pub office: Option<Name>,
    /// Person who leads it.
    pub lead: Option<Name>,
    /// Consultation room it belongs to.
    pub room: Option<Name>,
    /// Called for by special circumstances and not in the plan.
    #[serde(default)]
    pub ad_hoc: bool,
    /// Topic tags.
    #[serde(default)]
    pub tags: OneOrMany<Name>,
    /// Who entrusted it.
    pub entrusted_by: Option<Name>,
    /// Where it came from.
    pub source: Option<Source>,
    /// Level of the matter.
    pub level: Option<Name>,
    /// The regulation's kinds of matters it belongs to.
    #[serde(default)]
    pub matter: OneOrMany<Name>,
    /// Why it belongs to them.
    pub basis: Option<String>,
    /// Answers to the grounds of exclusion.
    pub scope: Option<Scope>,
    /// Ways of choosing people.
    #[serde(default)]
    pub selection: OneOrMany<Name>,
    /// Tag → how many people with it.
    #[serde(default)]
    pub quota: UniqueMap<u32>,
    /// Event → planned date.
    #[serde(default)]
    pub scheduled: UniqueMap<Date>,
    /// Its secrecy (密级). Only 内部 may stand in an archive.
    pub secrecy: Option<Name>,
    /// The meeting as its papers announce it.
    #[serde(default)]
    pub session: Session,
}

/// Where a topic came from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Channel id.
    pub channel: Option<Name>,
    /// Who raised it.
    #[serde(default)]
    pub from: OneOrMany<Name>,
    /// Ticket numbers of the hotline.
    #[serde(default)]
    pub hotline: OneOrMany<Name>,
}

/// Whether grounds of exclusion apply: question → answer, with who signed and when.
pub type Scope = UniqueMap<ScopeAnswer>;

/// The answer to one question of scope, or who gave the answers and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScopeAnswer {
    /// Does this ground exclude the topic?
    Answer(bool),
    /// `by`, `date` and `note`.
    Signature(Name),
}

impl<'de> Deserialize<'de> for ScopeAnswer {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = ScopeAnswer;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&Text::new("true 或 false", "true or false").packed())
            }
            fn visit_bool<E: serde::de::Error>(self, answer: bool) -> Result<ScopeAnswer, E> {
                Ok(ScopeAnswer::Answer(answer))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<ScopeAnswer, E> {
                Ok(ScopeAnswer::Signature(Name::from(text)))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
