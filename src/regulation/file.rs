//! `regulation.yml` as written, before its ids are resolved.

mod piecemeal;

pub(super) use piecemeal::read as read_on;

use crate::model::{Date, Name, OneOrMany, Retention, UniqueMap, duplicate, unknown};
use crate::regulation::RuleSpec;
use crate::rules::ConditionSpec;
use crate::vocabulary::{Group, PaperTable, Section, SubjectKind, Terms};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

#[derive(Debug)]
pub(crate) struct RegulationFile {
    pub id: Name,
    pub title: Name,
    pub also: Vec<Name>,
    pub in_force: Option<Date>,
    /// The names of each group, in the order of the groups.
    pub terms: [Terms; Group::COUNT],
    pub words: UniqueMap<Name>,
    pub events: UniqueMap<EventSpec>,
    pub documents: UniqueMap<DocumentSpec>,
    pub stages: Vec<StageSpec>,
    pub rules: Vec<RuleSpec>,
}

/// All keys except those of the groups.
#[derive(Debug, Default)]
struct Head {
    id: Option<Name>,
    title: Option<Name>,
    also: Vec<Name>,
    in_force: Option<Date>,
    words: UniqueMap<Name>,
    events: UniqueMap<EventSpec>,
    documents: UniqueMap<DocumentSpec>,
    stages: Vec<StageSpec>,
    rules: Vec<RuleSpec>,
}

/// The keys of [`Head`].
const KEYS: [&str; 9] = ["id", "title", "also", "in_force", "words", "events", "documents", "stages", "rules"];

impl<'de> Deserialize<'de> for RegulationFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FileVisitor)
    }
}

struct FileVisitor;

impl<'de> Visitor<'de> for FileVisitor {
    type Value = RegulationFile;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("struct RegulationFile")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RegulationFile, A::Error> {
        let (mut head, mut terms, mut seen) = (Head::default(), <[Terms; Group::COUNT]>::default(), Vec::new());
        while let Some(key) = map.next_key::<String>()? {
            if seen.contains(&key) {
                return Err(duplicate(&key));
            }
            match (key.as_str(), Group::of_key(&key)) {
                (_, Some(group)) => terms[group as usize] = map.next_value()?,
                ("id", _) => head.id = Some(map.next_value()?),
                ("title", _) => head.title = Some(map.next_value()?),
                ("also", _) => head.also = map.next_value()?,
                ("in_force", _) => head.in_force = map.next_value()?,
                ("words", _) => head.words = map.next_value()?,
                ("events", _) => head.events = map.next_value()?,
                ("documents", _) => head.documents = map.next_value()?,
                ("stages", _) => head.stages = map.next_value()?,
                ("rules", _) => head.rules = map.next_value()?,
                _ => return Err(unknown(&key, KEYS.into_iter().chain(Group::keys()))),
            }
            seen.push(key);
        }
        let Head { also, in_force, words, events, documents, stages, rules, .. } = head;
        let id = head.id.ok_or_else(|| A::Error::missing_field("id"))?;
        let title = head.title.ok_or_else(|| A::Error::missing_field("title"))?;
        Ok(RegulationFile { id, title, also, in_force, terms, words, events, documents, stages, rules })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventSpec {
    pub name: Name,
    pub en: Option<Name>,
    #[serde(default)]
    pub also: Vec<Name>,
    #[serde(default)]
    pub of: SubjectKind,
    #[serde(default)]
    pub document: Vec<Name>,
    #[serde(default)]
    pub issues: Vec<Name>,
    pub announces: Option<Name>,
    pub amends: Option<Name>,
    pub is: Option<Name>,
    #[serde(default)]
    pub reminds: Vec<Name>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentSpec {
    pub name: Name,
    pub en: Option<Name>,
    #[serde(default)]
    pub also: Vec<Name>,
    pub is: Option<Name>,
    pub layout: Option<Name>,
    #[serde(default)]
    pub upward: Vec<Name>,
    pub retention: Option<Retention>,
    #[serde(default)]
    pub sections: UniqueMap<Section>,
    pub stage: Option<Name>,
    pub forms: Option<Vec<Name>>,
    #[serde(default)]
    pub of: DocumentOf,
    pub table: Option<PaperTable>,
}

/// What there is one document of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DocumentOf {
    #[default]
    Topic,
    Round,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StageSpec {
    pub id: Name,
    pub name: Name,
    pub en: Option<Name>,
    pub done_when: OneOrMany<Name>,
    #[serde(default)]
    pub when: UniqueMap<ConditionSpec>,
}
