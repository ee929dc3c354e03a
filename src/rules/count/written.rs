//! Resolves kind `count` as written.

use crate::diagnostic::{Diagnostic, PathSegment, unknown};
use crate::model::{Name, PlanItem, UniqueMap};
use crate::rules::bound::BoundSpec;
use crate::rules::when::Scalar;
use crate::rules::{Bound, ConditionSpec, Count, Counted, ItemCondition, ItemKey, Resolver, into};
use crate::text::Text;
use crate::vocabulary::{Group, SubjectKind};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountSpec {
    pub of: Name,
    #[serde(default, rename = "where")]
    pub when: UniqueMap<ConditionSpec>,
    pub at_least: Option<BoundSpec>,
    pub at_most: Option<BoundSpec>,
}

impl Resolver<'_> {
    pub(crate) fn count(&mut self, at: &[PathSegment], spec: &CountSpec, subject: SubjectKind) -> Count {
        let bounds = self.bounds(at, spec.at_least.as_ref(), spec.at_most.as_ref());
        if spec.at_least.is_none() && spec.at_most.is_none() {
            let message = Text::new("`count` 没有写明多少", "`count` does not say how many");
            let hint = Text::new("写明 `at_least` 或 `at_most`", "give `at_least` or `at_most`");
            self.wrong(at, Diagnostic::new(message).hint(hint));
        }
        if spec.of.as_str() == "items" {
            if subject != SubjectKind::Year {
                let message = Text::new("计划议题只能按年度计数", "items are counted for a year alone");
                self.wrong(
                    &into(at, "of"),
                    Diagnostic::new(message).hint(Text::new("写 `subject: year`", "write `subject: year`")),
                );
            }
            let conditions = spec
                .when
                .iter()
                .filter_map(|(key, condition)| self.item(&into(&into(at, "where"), key), key, condition));
            return Count { of: Counted::Items(conditions.collect()), bounds };
        }
        let forms = self.forms(at, spec);
        for (key, bound) in [("at_least", &bounds.at_least), ("at_most", &bounds.at_most)] {
            if matches!(bound, Some(Bound::Share(..) | Bound::All)) {
                let message = Text::new("事件的次数不能是份额", "occurrences of an event are no share of anything");
                self.wrong(&into(at, key), Diagnostic::new(message).hint(Text::new("写一个数", "write a number")));
            }
        }
        Count { of: Counted::Event { event: self.event_id(&into(at, "of"), &spec.of), forms }, bounds }
    }

    /// The forms of topics on which an event is counted.
    fn forms(&mut self, at: &[PathSegment], spec: &CountSpec) -> Vec<Name> {
        let mut forms = Vec::new();
        for (key, condition) in spec.when.iter() {
            let at = into(&into(at, "where"), key);
            if key != ItemKey::Form.id() || condition.not {
                let message =
                    Text::new("事件只能按议题的协商形式计数", "an event is counted by the form of its topic alone");
                let hint = Text::new("写 `where: {form: …}`", "write `where: {form: …}`");
                self.wrong(&at, Diagnostic::new(message).hint(hint));
                continue;
            }
            for form in condition.values.iter().map(Scalar::word) {
                self.known_in(&at, Group::Forms, &form);
                forms.push(form);
            }
        }
        forms
    }

    /// A condition on plan items.
    pub(crate) fn item(&mut self, at: &[PathSegment], key: &str, spec: &ConditionSpec) -> Option<ItemCondition> {
        let Some(key) = ItemKey::ALL.into_iter().find(|known| known.id() == key) else {
            self.wrong(at, unknown(&Text::new("条件", "condition"), key, ItemKey::ALL.map(ItemKey::id)));
            return None;
        };
        let values: Vec<Name> = spec.values.iter().map(Scalar::word).collect();
        for value in &values {
            match key {
                ItemKey::Kind => {
                    self.one_of(at, &Text::new("议题类型", "kind"), value, &PlanItem::KINDS.map(|(id, _)| id));
                }
                ItemKey::Form => self.known_in(at, Group::Forms, value),
            }
        }
        Some(ItemCondition { key, values, not: spec.not })
    }
}
