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
    /// Why it became no topic.
    pub note: Option<Name>,
}

impl PlanItem {
    /// Kinds of items, with their names.
    pub const KINDS: [(&'static str, &'static str); 2] = [("consultation", "协商"), ("supervision", "民主监督")];
}

impl PlanFile {
    /// The item, with its place, that is no topic yet and has nearly this title.
    #[must_use]
    pub fn open_item_like(&self, title: &str) -> Option<(usize, &PlanItem)> {
        let mut open = self.items.iter().enumerate().filter(|(_, item)| item.topic.is_none());
        open.find(|(_, item)| are_near(title, &item.title))
    }
}

/// Whether two titles are nearly the same.
#[must_use]
pub fn are_near(one: &str, other: &str) -> bool {
    is_near(&Name::from(one).folded(), &Name::from(other).folded())
}

/// Characters that are enough to say what a title is about.
const ENOUGH: usize = 4;

/// Whether one title contains the other, or differs from it in less than a third. Short titles must be equal.
fn is_near(one: &str, other: &str) -> bool {
    let lengths = (one.chars().count(), other.chars().count());
    let within = one.contains(other) || other.contains(one);
    let (shorter, longer) = (lengths.0.min(lengths.1), lengths.0.max(lengths.1));
    shorter >= ENOUGH && within || shorter > ENOUGH && strsim::damerau_levenshtein(one, other) * 3 < longer
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn titles_that_are_near_and_titles_that_are_not() {
        assert!(is_near("老旧小区充电设施", "老旧小区充电设施建设"));
        assert!(is_near("社区养老服务供给", "社区养老服务供结"));
        assert!(!is_near("河道治理", "河道治污") && !is_near("垃圾", "垃圾分类"));
        assert!(!is_near("老旧小区加装电梯", "老旧厂房改造利用"));
    }
}
