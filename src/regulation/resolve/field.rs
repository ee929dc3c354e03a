//! Kind `field`.

use super::{Resolver, into};
use crate::model::Name;
use crate::problem::Step;
use crate::regulation::file::{BoundSpec, FieldCheckSpec, Scalar};
use crate::regulation::{Field, FieldCheck, FieldTest, SubjectKind, unknown};
use crate::text::Text;

/// Fields of topics and rounds that a rule may name.
const TOPIC_FIELDS: [(&str, Field); 16] = [
    ("began", Field::Began),
    ("form", Field::Form),
    ("office", Field::Office),
    ("lead", Field::Lead),
    ("level", Field::Level),
    ("matter", Field::Matter),
    ("basis", Field::Basis),
    ("tags", Field::Tags),
    ("selection", Field::Selection),
    ("quota", Field::Quota),
    ("source.channel", Field::SourceChannel),
    ("source.from", Field::SourceFrom),
    ("source.hotline", Field::SourceHotline),
    ("scope", Field::Scope),
    ("office_kind", Field::OfficeKind),
    ("plan_kind", Field::PlanKind),
];
/// Fields of years.
const YEAR_FIELDS: [(&str, Field); 2] = [("made_by", Field::MadeBy), ("items.form", Field::ItemsForm)];

impl Resolver<'_> {
    pub(super) fn field_check(&mut self, at: &[Step], spec: &FieldCheckSpec, subject: SubjectKind) -> FieldCheck {
        let field = self.field(&into(at, "field"), &spec.field, subject);
        let words = |values: &[Scalar]| values.iter().map(Scalar::word).collect::<Vec<Name>>();
        let compared = spec.at_least.as_ref().and_then(|bound| match bound {
            BoundSpec::Word(word) if word.as_str() == "in_force" => Some(Field::InForce),
            _ => None,
        });
        let test = if !spec.one_of.is_empty() {
            FieldTest::OneOf(words(&spec.one_of))
        } else if !spec.any_of.is_empty() {
            FieldTest::AnyOf(words(&spec.any_of))
        } else if !spec.all_of.is_empty() {
            FieldTest::AllOf(words(&spec.all_of))
        } else if let Some(other) = &spec.same_as {
            FieldTest::SameAs(self.field(&into(at, "same_as"), other, subject))
        } else if let Some(other) = compared {
            FieldTest::NotBefore(other)
        } else if spec.at_least.is_some() || spec.at_most.is_some() {
            FieldTest::Within(self.bounds(at, spec.at_least.as_ref(), spec.at_most.as_ref()))
        } else {
            FieldTest::Filled
        };
        FieldCheck { field, test }
    }

    pub(super) fn field(&mut self, at: &[Step], written: &Name, subject: SubjectKind) -> Field {
        if let Some(question) = written.strip_prefix("scope.") {
            return Field::ScopeQuestion(Name::from(question));
        }
        let fields: &[(&str, Field)] = match subject {
            SubjectKind::Topic | SubjectKind::Round => &TOPIC_FIELDS,
            SubjectKind::Year => &YEAR_FIELDS,
            SubjectKind::Suggestion => &[],
        };
        match fields.iter().find(|(name, _)| *name == written.as_str()) {
            Some((_, field)) => field.clone(),
            None => {
                let known = fields.iter().map(|(name, _)| *name);
                self.wrong(at, unknown(&Text::new("字段", "field"), written, known));
                Field::Began
            }
        }
    }
}
