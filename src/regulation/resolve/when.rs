//! Conditions, of rules, stages and steps.

use super::{Resolver, into};
use crate::model::UniqueMap;
use crate::problem::{Problem, Step};
use crate::regulation::file::{ConditionSpec, Scalar};
use crate::regulation::{Condition, Fact, Matches, SubjectKind, Value, When, unknown};
use crate::text::Text;

impl Resolver<'_> {
    pub(super) fn when(&mut self, at: &[Step], written: &UniqueMap<ConditionSpec>, subject: SubjectKind) -> When {
        When(written.iter().filter_map(|(key, spec)| self.condition(&into(at, key), key, spec, subject)).collect())
    }

    pub(super) fn condition(
        &mut self,
        at: &[Step],
        key: &str,
        spec: &ConditionSpec,
        subject: SubjectKind,
    ) -> Option<Condition> {
        let facts: &[(&str, Fact)] = match subject {
            SubjectKind::Topic | SubjectKind::Round => &Fact::OF_TOPIC,
            SubjectKind::Suggestion => &Fact::OF_SUGGESTION,
            SubjectKind::Year => &[],
        };
        let Some((_, fact)) = facts.iter().find(|(name, _)| *name == key) else {
            self.wrong(at, unknown(&Text::new("条件", "condition"), key, facts.iter().map(|(name, _)| *name)));
            return None;
        };
        let values = spec.values.iter().map(|value| self.value(at, *fact, value)).collect();
        Some(Condition { fact: *fact, matches: if spec.not { Matches::Not(values) } else { Matches::AnyOf(values) } })
    }

    pub(super) fn value(&mut self, at: &[Step], fact: Fact, written: &Scalar) -> Value {
        let file = self.file;
        let (kind, known): ((&str, &str), Vec<&str>) = match fact {
            Fact::AdHoc | Fact::Planned | Fact::Entrusted | Fact::Key => {
                let Scalar::Bool(value) = written else {
                    self.wrong(at, Problem::new(Text::new("这里应为 true 或 false", "expected true or false")));
                    return Value::Bool(false);
                };
                return Value::Bool(*value);
            }
            Fact::Form => (("协商形式", "form"), file.forms.keys().collect()),
            Fact::Tags => (("议题标签", "topic tag"), file.topic_tags.keys().collect()),
            Fact::OpinionIssuer => (("主体", "body"), file.bodies.keys().collect()),
            Fact::Waived => (("规则", "rule"), file.rules.iter().map(|rule| &*rule.id).collect()),
            Fact::Recorded => (("事件", "event"), file.events.keys().collect()),
            Fact::Kind => (("建议类别", "kind of suggestion"), file.suggestion_kinds.keys().collect()),
        };
        match written {
            Scalar::Word(word) => {
                self.known(at, kind, word, known);
                Value::Word(word.clone())
            }
            Scalar::Bool(_) => {
                self.wrong(at, Problem::new(Text::new("这里应为一个标识", "expected an id")));
                Value::Bool(false)
            }
        }
    }
}
