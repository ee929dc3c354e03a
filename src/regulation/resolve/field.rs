//! Kind `field`.

use super::{Resolver, into};
use crate::model::{Name, Office, PlanItem};
use crate::problem::{Problem, Step};
use crate::regulation::file::{BoundSpec, FieldCheckSpec, Scalar};
use crate::regulation::{Field, FieldCheck, FieldTest, SubjectKind, unknown};
use crate::text::Text;

/// Fields of topics and rounds that a rule may name.
const TOPIC_FIELDS: [(&str, Field); 18] = [
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
    ("room_level", Field::RoomLevel),
    ("in_force", Field::InForce),
];
/// Fields of suggestions.
const SUGGESTION_FIELDS: [(&str, Field); 7] = [
    ("to", Field::To),
    ("owner", Field::Owner),
    ("office", Field::Office),
    ("adoption", Field::Adoption),
    ("conversion", Field::Conversion),
    ("problems", Field::Problems),
    ("solution", Field::Solution),
];
/// Fields of rooms.
const ROOM_FIELDS: [(&str, Field); 8] = [
    ("convener", Field::Convener),
    ("liaison", Field::Liaison),
    ("officer", Field::Officer),
    ("daily_work", Field::DailyWork),
    ("guide", Field::Guide),
    ("run_by", Field::RunBy),
    ("name", Field::Name),
    ("level", Field::Level),
];
/// Fields of people.
const PERSON_FIELDS: [(&str, Field); 1] = [("unit", Field::Unit)];
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
            if self.file.in_force.is_none() {
                let message = Text::new("规程没有写明施行日期", "the regulation names no day it is in force from");
                self.wrong(
                    &into(at, "at_least"),
                    Problem::new(message).hint(Text::new("写明 `in_force`", "give `in_force`")),
                );
            }
            FieldTest::NotBefore(other)
        } else if spec.at_least.is_some() || spec.at_most.is_some() {
            FieldTest::Within(self.bounds(at, spec.at_least.as_ref(), spec.at_most.as_ref()))
        } else {
            FieldTest::Filled
        };
        if let FieldTest::OneOf(words) | FieldTest::AnyOf(words) | FieldTest::AllOf(words) = &test {
            self.values(at, &field, words);
        }
        FieldCheck { field, test }
    }

    /// The values a field is compared with are ids of its own kind.
    fn values(&mut self, at: &[Step], field: &Field, words: &[Name]) {
        let file = self.file;
        let (kind, known): (_, Vec<&str>) = match field {
            Field::Form | Field::ItemsForm => (("协商形式", "form"), file.forms.keys().collect()),
            Field::Level | Field::RoomLevel => (("层级", "level"), file.levels.keys().collect()),
            Field::Matter => (("议题内容类别", "matter"), file.matters.keys().collect()),
            Field::Tags => (("议题标签", "topic tag"), file.topic_tags.keys().collect()),
            Field::Selection => (("确定人员方式", "way of choosing people"), file.selections.keys().collect()),
            Field::SourceChannel => (("来源渠道", "channel"), file.channels.keys().collect()),
            Field::Scope => (("排除事项", "ground of exclusion"), file.questions.keys().collect()),
            Field::ScopeQuestion(_) => (("答案", "answer"), vec!["true", "false"]),
            Field::OfficeKind => (("委室性质", "kind of office"), Office::KINDS.iter().map(|(id, _)| *id).collect()),
            Field::PlanKind => (("议题类型", "kind"), PlanItem::KINDS.iter().map(|(id, _)| *id).collect()),
            Field::Adoption => (("采纳情况", "adoption"), file.adoptions.keys().collect()),
            Field::Conversion => (("转化方向", "conversion"), file.conversions.keys().collect()),
            Field::MadeBy | Field::DailyWork | Field::RunBy => (("主体", "body"), file.bodies.keys().collect()),
            _ => return,
        };
        for word in words {
            self.known(at, kind, word, known.clone());
        }
    }

    pub(super) fn field(&mut self, at: &[Step], written: &Name, subject: SubjectKind) -> Field {
        let of_topic = matches!(subject, SubjectKind::Topic | SubjectKind::Round);
        if let Some(question) = written.strip_prefix("scope.").filter(|_| of_topic) {
            let known = self.file.questions.keys().collect();
            self.known(at, ("排除事项", "ground of exclusion"), question, known);
            return Field::ScopeQuestion(Name::from(question));
        }
        let fields: &[(&str, Field)] = match subject {
            SubjectKind::Topic | SubjectKind::Round => &TOPIC_FIELDS,
            SubjectKind::Suggestion => &SUGGESTION_FIELDS,
            SubjectKind::Room => &ROOM_FIELDS,
            SubjectKind::Person => &PERSON_FIELDS,
            SubjectKind::Year => &YEAR_FIELDS,
            SubjectKind::Unit => &[],
        };
        match fields.iter().find(|(name, _)| *name == written.as_str()) {
            Some((_, field)) => field.clone(),
            None => {
                let known = fields.iter().map(|(name, _)| *name);
                let mut problem = unknown(&Text::new("字段", "field"), written, known);
                if fields.is_empty() {
                    problem.hint = Some(Text::new(
                        "规则看不到这类对象的字段，换一种 `subject`",
                        "rules see no field of this subject: write another `subject`",
                    ));
                }
                self.wrong(at, problem);
                Field::Began
            }
        }
    }
}
