//! Resolves kind `field` as written.

use crate::diagnostic::{Diagnostic, PathSegment, unknown};
use crate::model::{Body, Name, Office, PlanItem, UniqueMap};
use crate::rules::bound::BoundSpec;
use crate::rules::when::Scalar;
use crate::rules::{ConditionSpec, FieldCheck, FieldTest, Resolver, into};
use crate::text::Text;
use crate::vocabulary::{Field, Group, SubjectKind, Values};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldCheckSpec {
    pub field: Name,
    #[serde(default)]
    pub one_of: Vec<Scalar>,
    #[serde(default)]
    pub none_of: Vec<Scalar>,
    #[serde(default)]
    pub any_of: Vec<Scalar>,
    #[serde(default)]
    pub all_of: Vec<Scalar>,
    pub same_as: Option<Name>,
    pub at_least: Option<BoundSpec>,
    pub at_most: Option<BoundSpec>,
    #[serde(default)]
    pub when: UniqueMap<ConditionSpec>,
}

impl Resolver<'_> {
    pub(crate) fn field_check(
        &mut self,
        at: &[PathSegment],
        spec: &FieldCheckSpec,
        subject: SubjectKind,
    ) -> FieldCheck {
        let field = self.field(&into(at, "field"), &spec.field, subject);
        let words = |values: &[Scalar]| values.iter().map(Scalar::word).collect::<Vec<Name>>();
        let compared = spec.at_least.as_ref().and_then(|bound| match bound {
            BoundSpec::Word(word) if word.as_str() == "in_force" => Some(Field::InForce),
            _ => None,
        });
        let test = if !spec.one_of.is_empty() {
            FieldTest::OneOf(self.choice(&into(at, "one_of"), words(&spec.one_of)))
        } else if !spec.none_of.is_empty() {
            FieldTest::NoneOf(words(&spec.none_of))
        } else if !spec.any_of.is_empty() {
            FieldTest::AnyOf(words(&spec.any_of))
        } else if !spec.all_of.is_empty() {
            FieldTest::AllOf(words(&spec.all_of))
        } else if let Some(other) = &spec.same_as {
            FieldTest::SameAs(self.field(&into(at, "same_as"), other, subject))
        } else if let Some(other) = compared {
            if !self.is_dated {
                let message = Text::new("规程没有写明施行日期", "the regulation names no day it is in force from");
                self.wrong(
                    &into(at, "at_least"),
                    Diagnostic::new(message).hint(Text::new("写明 `in_force`", "give `in_force`")),
                );
            }
            FieldTest::NotBefore(other)
        } else if spec.at_least.is_some() || spec.at_most.is_some() {
            FieldTest::Within(self.bounds(at, spec.at_least.as_ref(), spec.at_most.as_ref()))
        } else {
            FieldTest::Filled
        };
        match &test {
            FieldTest::OneOf(choice) => self.values(at, &field, &choice.of),
            FieldTest::NoneOf(words) | FieldTest::AnyOf(words) | FieldTest::AllOf(words) => {
                self.values(at, &field, words);
            }
            _ => {}
        }
        FieldCheck { field, test, when: self.when(&into(at, "when"), &spec.when, subject) }
    }

    /// Checks that values are ids of the field's own kind.
    fn values(&mut self, at: &[PathSegment], field: &Field, words: &[Name]) {
        for word in words {
            match field.values() {
                Values::Free => {}
                Values::Term(group) => self.known_in(at, group, word),
                Values::Body => {
                    let kinds = Office::KINDS.iter().chain(&Body::KINDS).map(|(id, _)| *id).collect::<Vec<_>>();
                    self.known_in_any(at, &Text::new("主体", "body"), &[Group::Bodies], &kinds, word);
                }
                Values::Answer => self.one_of(at, &Text::new("答案", "answer"), word, &["true", "false"]),
                Values::OfficeKind => {
                    self.one_of(at, &Text::new("委室性质", "kind of office"), word, &Office::KINDS.map(|(id, _)| id));
                }
                Values::PlanKind => {
                    self.one_of(at, &Text::new("议题类型", "kind"), word, &PlanItem::KINDS.map(|(id, _)| id));
                }
            }
        }
    }

    fn field(&mut self, at: &[PathSegment], written: &Name, subject: SubjectKind) -> Field {
        let of_topic = matches!(subject, SubjectKind::Topic | SubjectKind::Round);
        if let Some(question) = written.strip_prefix("scope.").filter(|_| of_topic) {
            self.known_in(at, Group::Questions, question);
            return Field::ScopeQuestion(Name::from(question));
        }
        Field::named(written, subject).unwrap_or_else(|| {
            let mut problem = unknown(&Text::new("字段", "field"), written, Field::names(subject));
            if Field::names(subject).next().is_none() {
                problem.hint = Some(Text::new(
                    "规则看不到这类对象的字段，换一种 `subject`",
                    "rules see no field of this subject: write another `subject`",
                ));
            }
            self.wrong(at, problem);
            Field::Began
        })
    }
}
