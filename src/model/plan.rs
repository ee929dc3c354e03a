//! A year's plan, `plan.yml`.

use super::{Name, OneOrMany};
use serde::Deserialize;

/// `plan.yml`: the topics planned for a year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// Bodies that made the plan together.
    #[serde(default)]
    pub made_by: OneOrMany<Name>,
    /// The planned topics.
    #[serde(default)]
    pub items: Vec<PlanItem>,
}

/// A planned topic.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanItem {
    /// Its title.
    pub title: Name,
    /// Form of consultation.
    pub form: Option<Name>,
    /// `consultation` or `supervision`.
    pub kind: Option<Name>,
    /// Responsible office.
    pub office: Option<Name>,
    /// Key of the topic it became.
    pub topic: Option<Name>,
    /// Source channel, until it becomes a topic and `source` gives it.
    pub channel: Option<Name>,
    /// Added during the year, after the plan was made.
    #[serde(default)]
    pub ad_hoc: bool,
}

impl PlanItem {
    /// Kinds of items, with their names.
    pub const KINDS: [(&'static str, &'static str); 2] = [("consultation", "协商"), ("supervision", "民主监督")];
}
