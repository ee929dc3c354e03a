//! `regulation.yml` as it is written, before its ids are resolved.

mod check;
mod piecemeal;
mod value;

pub(super) use check::{
    ChainSpec, CheckSpec, ChecksSpec, CountSpec, DocumentCheckSpec, EventCheckSpec, FieldCheckSpec, PeopleCheckSpec,
    PostCheckSpec, RoundSpec, StepsSpec, WordingSpec,
};
pub(super) use piecemeal::read as read_on;
pub(super) use value::{BoundSpec, ConditionSpec, Scalar};

use super::{Force, Per, SubjectKind, Term, Terms};
use crate::model::{Counting, Date, Name, OneOrMany, UniqueMap};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegulationFile {
    pub id: Name,
    pub title: Name,
    pub in_force: Option<Date>,
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
    pub matters: Terms,
    #[serde(default)]
    pub questions: Terms,
    #[serde(default)]
    pub levels: Terms,
    #[serde(default)]
    pub selections: Terms,
    #[serde(default)]
    pub adoptions: Terms,
    #[serde(default)]
    pub conversions: Terms,
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
    pub per: Option<Per>,
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
