//! What is said of a field: what it is, what it should be, and how to set it.

use super::stated::Stated;
use super::{key, lacking};
use crate::check::{Question, bound, sentence};
use crate::model::Name;
use crate::problem::Place;
use crate::regulation::{Field, FieldCheck, FieldTest, Force, Regulation};
use crate::text;
use crate::text::Text;

/// What the rule asks for, without a case in hand.
pub(in crate::check) fn asked(regulation: &Regulation, check: &FieldCheck) -> Text {
    let label = label(&check.field);
    let options = |wanted: &[Name]| Text::join(&named(regulation, wanted), "/", " / ");
    match &check.test {
        FieldTest::Within(bounds) => {
            let bounds = bound::in_words(regulation, bounds, "");
            Text::new(format!("{}：{}", label.zh, bounds.zh), format!("{}: {}", label.en, bounds.en))
        }
        FieldTest::Filled => Text::new(format!("填明{}", label.zh), format!("{} filled in", label.en)),
        FieldTest::OneOf(wanted) | FieldTest::AnyOf(wanted) => {
            let wanted = options(wanted);
            Text::new(format!("{}：{}", label.zh, wanted.zh), format!("{}: {}", label.en, wanted.en))
        }
        FieldTest::AllOf(wanted) => {
            let wanted = sentence::list(&named(regulation, wanted));
            Text::new(format!("{}：{}", label.zh, wanted.zh), format!("{}: {}", label.en, wanted.en))
        }
        FieldTest::SameAs(other) => {
            let other = self::label(other);
            Text::new(format!("{}与{}一致", label.zh, other.zh), format!("{} equal to {}", label.en, other.en))
        }
        FieldTest::NotBefore(other) => {
            let other = self::label(other);
            Text::new(format!("{}不早于{}", label.zh, other.zh), format!("{} not before {}", label.en, other.en))
        }
    }
}

/// 议题来源渠道现为…，应为…/…: what is, and what should be.
pub(super) fn missing(question: &Question, check: &FieldCheck, stated: &Stated) -> Text {
    let regulation = question.regulation;
    let label = label(&check.field);
    let mut values: Vec<Name> = stated.values.iter().map(|value| Name::from(value.as_str())).collect();
    values.dedup();
    let filled = !values.is_empty() && !stated.gaps;
    let actual =
        if filled { sentence::list(&named(regulation, &values)) } else { Text::new("未填", "not filled in") };
    let should = if question.rule.force == Force::Should {
        Text::new("一般应", "should generally")
    } else {
        Text::new("应", "must")
    };
    let options = |wanted: &[Name]| Text::join(&named(regulation, wanted), "/", " / ");
    let is = Text::new(format!("{}现为{}", label.zh, actual.zh), format!("{} is {}", label.en, actual.en));
    let tail = match &check.test {
        FieldTest::Filled => return Text::new(format!("未填{}", label.zh), format!("{} is not filled in", label.en)),
        FieldTest::OneOf(wanted) => {
            let wanted = options(wanted);
            Text::new(format!("，{}为{}", should.zh, wanted.zh), format!("; it {} be {}", should.en, wanted.en))
        }
        FieldTest::AnyOf(wanted) => {
            let wanted = options(wanted);
            Text::new(format!("，{}有{}", should.zh, wanted.zh), format!("; it {} include {}", should.en, wanted.en))
        }
        FieldTest::AllOf(wanted) => {
            let missing: Vec<Name> = lacking(wanted, stated).into_iter().cloned().collect();
            let (missing, wanted) =
                (sentence::list(&named(regulation, &missing)), sentence::list(&named(regulation, wanted)));
            return Text::new(
                format!("{}尚缺{}（{}有{}）", label.zh, missing.zh, should.zh, wanted.zh),
                format!("{} lack {} ({} be {})", label.en, missing.en, should.en, wanted.en),
            );
        }
        FieldTest::SameAs(other) => {
            let other = self::label(other);
            Text::new(format!("，{}与{}一致", should.zh, other.zh), format!("; it {} equal {}", should.en, other.en))
        }
        FieldTest::NotBefore(other) => {
            let expected = Stated::of(question, other).values.join("");
            if values.is_empty() {
                return is;
            }
            let other = self::label(other);
            return Text::new(
                format!("{}{}早于{}{expected}", label.zh, actual.zh, other.zh),
                format!("{} ({}) is before {} ({expected})", label.en, actual.en, other.en),
            );
        }
        FieldTest::Within(_) if !filled => {
            return Text::new(format!("未填{}", label.zh), format!("{} is not filled in", label.en));
        }
        FieldTest::Within(bounds) => {
            let bounds = bound::in_case(question.bench, regulation, question.rule, bounds, "");
            let (count, bounds) = (stated.count(), bound::with_verb(bounds));
            return Text::new(
                format!("{}为{count}，{}{}", label.zh, should.zh, bounds.zh),
                format!("{}: {count}; it {} be {}", label.en, should.en, bounds.en),
            );
        }
    };
    is.then(&tail)
}

pub(super) fn how_to_set(question: &Question, field: &Field, place: &Place) -> Text {
    let subject = question.view.subject();
    let path = &place.path;
    match field {
        Field::MadeBy | Field::ItemsForm | Field::PlanKind | Field::Quota | Field::Scope | Field::ScopeQuestion(_) => {
            text!(zh: "在 {path} 中填写", en: "fill it in in {path}")
        }
        other => {
            let key = key(other);
            text!(zh: "填写：yijuan set {subject} {key}=…", en: "fill it in: yijuan set {subject} {key}=…")
        }
    }
}

pub(super) fn label(field: &Field) -> Text {
    let (zh, en) = match field {
        Field::Began => ("立题日期", "the day it was entered"),
        Field::Form => ("协商形式", "form"),
        Field::Office => ("责任委室", "responsible office"),
        Field::Lead => ("牵头领导", "lead"),
        Field::Level => ("事项层级", "level of the matter"),
        Field::Matter => ("议题内容类别", "matter"),
        Field::Basis => ("归类依据", "basis"),
        Field::Tags => ("议题标签", "topic tags"),
        Field::Selection => ("参加人员产生方式", "way of choosing people"),
        Field::Quota => ("名额", "quota"),
        Field::SourceChannel => ("议题来源渠道", "source channel"),
        Field::SourceFrom => ("提出者", "who raised it"),
        Field::SourceHotline => ("热线工单号", "hotline tickets"),
        Field::Scope => ("排除事项", "grounds of exclusion"),
        Field::ScopeQuestion(question) => {
            return text!(zh: "排除事项“{question}”", en: "ground of exclusion `{question}`");
        }
        Field::OfficeKind => ("责任委室类别", "kind of office"),
        Field::PlanKind => ("年度计划中的议题类型", "kind in the plan"),
        Field::InForce => ("规程施行日期", "the day the regulation came into force"),
        Field::MadeBy => ("计划制定单位", "bodies that made the plan"),
        Field::ItemsForm => ("各项议题的协商形式", "form of each item"),
    };
    Text::new(zh, en)
}

fn named(regulation: &Regulation, values: &[Name]) -> Vec<Text> {
    values
        .iter()
        .map(|value| match value.as_str() {
            "true" => Text::new("是", "yes"),
            "false" => Text::new("否", "no"),
            id => regulation.name(id),
        })
        .collect()
}
