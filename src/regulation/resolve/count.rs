//! Kind `count`.

use super::{Resolver, into};
use crate::model::{Name, PlanItem};
use crate::problem::{Problem, Step};
use crate::regulation::file::{ConditionSpec, CountSpec, Scalar};
use crate::regulation::{Bound, Count, Counted, ItemCondition, ItemKey, SubjectKind, unknown};
use crate::text::Text;

impl Resolver<'_> {
    pub(super) fn count(&mut self, at: &[Step], spec: &CountSpec, subject: SubjectKind) -> Count {
        let bounds = self.bounds(at, spec.at_least.as_ref(), spec.at_most.as_ref());
        if spec.at_least.is_none() && spec.at_most.is_none() {
            let message = Text::new("`count` 没有写明多少", "`count` does not say how many");
            let hint = Text::new("写明 `at_least` 或 `at_most`", "give `at_least` or `at_most`");
            self.wrong(at, Problem::new(message).hint(hint));
        }
        if spec.of.as_str() == "items" {
            if subject != SubjectKind::Year {
                let message = Text::new("计划议题只能按年度计数", "items are counted for a year alone");
                self.wrong(
                    &into(at, "of"),
                    Problem::new(message).hint(Text::new("写 `subject: year`", "write `subject: year`")),
                );
            }
            let conditions = spec
                .when
                .iter()
                .filter_map(|(key, condition)| self.item(&into(&into(at, "where"), key), key, condition));
            return Count { of: Counted::Items(conditions.collect()), bounds };
        }
        for (key, _) in spec.when.iter() {
            let message = Text::new("`where` 只用于计划议题", "`where` goes with items alone");
            self.wrong(
                &into(&into(at, "where"), key),
                Problem::new(message).hint(Text::new("写 `of: items`", "write `of: items`")),
            );
        }
        for (key, bound) in [("at_least", &bounds.at_least), ("at_most", &bounds.at_most)] {
            if matches!(bound, Some(Bound::Share(..) | Bound::All)) {
                let message = Text::new("事件的次数不能是份额", "occurrences of an event are no share of anything");
                self.wrong(&into(at, key), Problem::new(message).hint(Text::new("写一个数", "write a number")));
            }
        }
        Count { of: Counted::Event(self.event_id(&into(at, "of"), &spec.of)), bounds }
    }

    /// A condition on the items of a plan.
    pub(super) fn item(&mut self, at: &[Step], key: &str, spec: &ConditionSpec) -> Option<ItemCondition> {
        let Some(key) = ItemKey::ALL.into_iter().find(|known| known.id() == key) else {
            self.wrong(at, unknown(&Text::new("条件", "condition"), key, ItemKey::ALL.map(ItemKey::id)));
            return None;
        };
        let values: Vec<Name> = spec.values.iter().map(Scalar::word).collect();
        let (kind, known): (_, Vec<&str>) = match key {
            ItemKey::Kind => (("议题类型", "kind"), PlanItem::KINDS.iter().map(|(id, _)| *id).collect()),
            ItemKey::Form => (("协商形式", "form"), self.file.forms.keys().collect()),
        };
        for value in &values {
            self.known(at, kind, value, known.clone());
        }
        Some(ItemCondition { key, values, not: spec.not })
    }
}
