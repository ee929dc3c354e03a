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

    /// A condition on a number: a word that the text leaves without one may stand for the bound.
    fn number(&mut self, at: &[Step], fact: Fact, spec: &ConditionSpec) -> Matches {
        let bounded = spec.at_least.is_some() || spec.less_than.is_some();
        if fact != Fact::FailedRounds {
            let message = Text::new("这一条件不是数", "this condition is no number");
            self.wrong(at, Problem::new(message).hint(Text::new("写一个值或列表", "write a value or a list")));
        } else if !bounded {
            let message = Text::new("这一条件是数", "this condition is a number");
            let hint = Text::new("写 `{at_least: …}` 或 `{less_than: …}`", "write `{at_least: …}` or `{less_than: …}`");
            self.wrong(at, Problem::new(message).hint(hint));
        }
        Matches::Number {
            at_least: spec.at_least.as_ref().map(|bound| self.bound(&into(at, "at_least"), bound)),
            less_than: spec.less_than.as_ref().map(|bound| self.bound(&into(at, "less_than"), bound)),
        }
    }

    pub(super) fn value(&mut self, at: &[Step], fact: Fact, written: &Scalar) -> Value {
        let file = self.file;
        let (kind, known): ((&str, &str), Vec<&str>) = match fact {
            Fact::AdHoc | Fact::Planned | Fact::Entrusted | Fact::Key => {
                let Scalar::Bool(value) = written else {
                    self.wrong(
                        at,
                        Problem::new(Text::new("这里应为 true 或 false", "expected true or false"))
                            .hint(Text::new("写 true 或 false", "write true or false")),
                    );
                    return Value::Bool(false);
                };
                return Value::Bool(*value);
            }
            Fact::Form => (("协商形式", "form"), file.forms.keys().collect()),
            Fact::Tags | Fact::TopicTags => (("议题标签", "topic tag"), file.topic_tags.keys().collect()),
            Fact::OpinionIssuer => (("主体", "body"), file.bodies.keys().collect()),
            Fact::Waived => (("规则", "rule"), file.rules.iter().map(|rule| &*rule.id).collect()),
            Fact::Recorded => (("事件", "event"), file.events.keys().collect()),
            Fact::Kind => (("建议类别", "kind of suggestion"), file.suggestion_kinds.keys().collect()),
            Fact::Adoption => (("采纳情况", "adoption"), file.adoptions.keys().collect()),
            Fact::Matter => (("议题内容类别", "matter"), file.matters.keys().collect()),
            Fact::Selection => (("确定人员方式", "way of choosing people"), file.selections.keys().collect()),
            Fact::RoomLevel | Fact::Level => (("层级", "level"), file.levels.keys().collect()),
            Fact::PersonTags => (("标签", "tag"), file.tags.keys().chain(file.posts.keys()).collect()),
            Fact::FailedRounds => return Value::Bool(false),
        };
        match written {
            Scalar::Word(word) => {
                self.known(at, kind, word, known);
                Value::Word(word.clone())
            }
            Scalar::Bool(_) => {
                self.wrong(
                    at,
                    Problem::new(Text::new("这里应为一个标识", "expected an id"))
                        .hint(Text::new("写规程里登记的标识", "write an id of the regulation")),
                );
                Value::Bool(false)
            }
        }
    }
}
