//! What is said of a field: what it is, what it should be, and how to set it.

use super::stated::Stated;
use super::{key, lacking};
use crate::check::{Question, bound, sentence};
use crate::model::{Name, Office, PlanItem};
use crate::problem::Place;
use crate::regulation::{Field, FieldCheck, FieldTest, Force, Regulation};
use crate::text;
use crate::text::Text;

/// What the rule asks for, without a case in hand.
pub(in crate::check) fn asked(regulation: &Regulation, check: &FieldCheck) -> Text {
    let label = label(regulation, &check.field);
    let options = |wanted: &[Name]| Text::join(&named(regulation, &check.field, wanted), "/", " / ");
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
            let wanted = sentence::list(&named(regulation, &check.field, wanted));
            Text::new(format!("{}：{}", label.zh, wanted.zh), format!("{}: {}", label.en, wanted.en))
        }
        FieldTest::SameAs(other) => {
            let other = self::label(regulation, other);
            Text::new(format!("{}与{}一致", label.zh, other.zh), format!("{} equal to {}", label.en, other.en))
        }
        FieldTest::NotBefore(other) => {
            let other = self::label(regulation, other);
            Text::new(format!("{}不早于{}", label.zh, other.zh), format!("{} not before {}", label.en, other.en))
        }
    }
}

/// 议题来源渠道现为…，应为…/…: what is, and what should be.
pub(super) fn missing(question: &Question, check: &FieldCheck, stated: &Stated) -> Text {
    let regulation = question.regulation;
    let label = label(regulation, &check.field);
    let mut values: Vec<Name> = stated.values.iter().map(|value| Name::from(value.as_str())).collect();
    values.dedup();
    let filled = !values.is_empty() && !stated.gaps;
    let actual = if filled {
        sentence::list(&named(regulation, &check.field, &values))
    } else {
        Text::new("未填", "not filled in")
    };
    let should = if question.rule.force == Force::Should {
        Text::new("一般应", "should generally")
    } else {
        Text::new("应", "must")
    };
    let options = |wanted: &[Name]| Text::join(&named(regulation, &check.field, wanted), "/", " / ");
    let is = Text::new(format!("{}现为{}", label.zh, actual.zh), format!("{} is {}", label.en, actual.en));
    let tail = match &check.test {
        FieldTest::Filled => return Text::new(format!("未填{}", label.zh), format!("{} is not filled in", label.en)),
        // An exclusion is answered with no, or the topic is not deliberated.
        FieldTest::OneOf(wanted) if is_no(&check.field, wanted) => {
            return is.then(&Text::new("，须答“否”方可协商", "; it must be answered with no"));
        }
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
            let (missing, wanted) = (
                sentence::list(&named(regulation, &check.field, &missing)),
                sentence::list(&named(regulation, &check.field, wanted)),
            );
            return Text::new(
                format!("{}尚缺{}（{}有{}）", label.zh, missing.zh, should.zh, wanted.zh),
                format!("{} lack {} ({} be {})", label.en, missing.en, should.en, wanted.en),
            );
        }
        FieldTest::SameAs(other) => {
            let others = Stated::of(question, other).values;
            let others: Vec<Name> = others.iter().map(|value| Name::from(value.as_str())).collect();
            let expected = sentence::list(&named(regulation, other, &others));
            let expected = if others.is_empty() { Text::new("未填", "not filled in") } else { expected };
            let other = self::label(regulation, other);
            return Text::new(
                format!("{}（{}）与{}（{}）不一致", label.zh, actual.zh, other.zh, expected.zh),
                format!("{} ({}) is not {} ({})", label.en, actual.en, other.en, expected.en),
            );
        }
        FieldTest::NotBefore(other) => {
            let expected = Stated::of(question, other).values.join("");
            if values.is_empty() {
                return is;
            }
            let other = self::label(regulation, other);
            return Text::new(
                format!("{}{}早于{}{expected}", label.zh, actual.zh, other.zh),
                format!("{} ({}) is before {} ({expected})", label.en, actual.en, other.en),
            );
        }
        FieldTest::Within(_) if !filled => {
            return Text::new(format!("未填{}", label.zh), format!("{} is not filled in", label.en));
        }
        FieldTest::Within(bounds) => {
            let label = if check.field == Field::Quota { Text::new("名额", "quota") } else { label };
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

/// Whether a field is an exclusion that must be answered with no.
fn is_no(field: &Field, wanted: &[Name]) -> bool {
    matches!(field, Field::ScopeQuestion(_)) && matches!(wanted, [no] if no.as_str() == "false")
}

pub(super) fn how_to_set(question: &Question, field: &Field, place: &Place) -> Text {
    let subject = question.view.subject();
    let path = &place.path;
    match field {
        Field::Scope | Field::ScopeQuestion(_) => text!(
            zh: "在 {path} 的 `scope` 下逐项答 true 或 false，写明 `by` 和 `date`",
            en: "answer it with true or false under `scope` in {path}, with `by` and `date`"
        ),
        Field::MadeBy | Field::ItemsForm | Field::PlanKind | Field::Quota | Field::Selection => {
            text!(zh: "在 {path} 中填写", en: "fill it in in {path}")
        }
        _ if !path.ends_with("/topic.yml") => {
            let key = key(field);
            text!(zh: "在 {path} 中填写 `{key}`", en: "fill in `{key}` in {path}")
        }
        other => {
            let key = key(other);
            text!(zh: "填写：yijuan set {subject} {key}=…", en: "fill it in: yijuan set {subject} {key}=…")
        }
    }
}

pub(super) fn label(regulation: &Regulation, field: &Field) -> Text {
    let (zh, en) = match field {
        Field::Began => ("立题日期", "the day it was entered"),
        Field::Form => ("协商形式", "form"),
        Field::Office => ("责任委室", "responsible office"),
        Field::Lead => ("牵头领导", "lead"),
        Field::Level => ("议题层级", "level of the matter"),
        Field::Matter => ("议题内容类别", "matter"),
        Field::Basis => ("归类依据", "basis"),
        Field::Tags => ("议题标记", "topic tags"),
        Field::Selection => ("确定人员方式", "way of choosing people"),
        Field::Quota => ("参加人数和各方比例", "number of participants and of each side"),
        Field::SourceChannel => ("议题来源渠道", "source channel"),
        Field::SourceFrom => ("提出者", "who raised it"),
        Field::SourceHotline => ("12345热线工单", "tickets of the 12345 hotline"),
        Field::Scope => ("排除事项审查", "answers to the grounds of exclusion"),
        Field::ScopeQuestion(question) => {
            let Text { zh, en } = regulation.name_in(&regulation.questions, question);
            return text!(zh: "排除事项“{zh}”", en: "ground of exclusion “{en}”");
        }
        Field::OfficeKind => ("责任委室性质", "kind of office"),
        Field::PlanKind => ("年度计划中的议题类型", "kind in the plan"),
        Field::RoomLevel => ("协商平台层级", "level of the room"),
        Field::InForce => ("规程施行日期", "the day the regulation came into force"),
        Field::MadeBy => ("计划制定单位", "bodies that made the plan"),
        Field::ItemsForm => ("各项议题的协商形式", "form of each item"),
        Field::To => ("交办单位", "body it is handed to"),
        Field::Owner => ("督办负责人", "person who presses it"),
        Field::Adoption => ("采纳情况", "adoption"),
        Field::Conversion => ("转化方向", "conversion"),
        Field::Problems => ("存在问题", "problems"),
        Field::Solution => ("解决思路", "solution"),
        Field::Convener => ("召集人", "convener"),
        Field::Liaison => ("联络员", "liaison officer"),
        Field::Officer => ("专人", "person in charge"),
        Field::DailyWork => ("日常工作承担单位", "who does the daily work"),
        Field::Guide => ("指导专委会", "committee that guides it"),
        Field::RunBy => ("具体实施单位", "who runs it"),
        Field::Name => ("名称", "name"),
        Field::Unit => ("编入的基层联络机构", "liaison body the person is assigned to"),
    };
    Text::new(zh, en)
}

/// Values by their names; an id may stand for things of several kinds, so that each field knows its own.
fn named(regulation: &Regulation, field: &Field, values: &[Name]) -> Vec<Text> {
    let name = |id: &str| match field {
        Field::Form | Field::ItemsForm => regulation.name_in(&regulation.forms, id),
        Field::SourceChannel => regulation.name_in(&regulation.channels, id),
        Field::Matter => regulation.name_in(&regulation.matters, id),
        Field::Tags => regulation.name_in(&regulation.topic_tags, id),
        Field::Selection => regulation.name_in(&regulation.selections, id),
        Field::Scope => regulation.name_in(&regulation.questions, id),
        Field::Level | Field::RoomLevel => regulation.name_in(&regulation.levels, id),
        Field::Adoption => regulation.name_in(&regulation.adoptions, id),
        Field::Conversion => regulation.name_in(&regulation.conversions, id),
        Field::MadeBy | Field::DailyWork | Field::RunBy => regulation.name_in(&regulation.bodies, id),
        Field::PlanKind => {
            let known = PlanItem::KINDS.iter().find(|(known, _)| *known == id);
            known.map_or_else(|| Text::same(id), |(id, name)| Text::new(*name, *id))
        }
        Field::OfficeKind => {
            let known = Office::KINDS.iter().find(|(known, _)| *known == id);
            known.map_or_else(|| Text::same(id), |(id, name)| Text::new(*name, id.replace('-', " ")))
        }
        _ => regulation.name(id),
    };
    let named = values.iter().map(|value| match value.as_str() {
        "true" => Text::new("是", "yes"),
        "false" => Text::new("否", "no"),
        id => name(id),
    });
    named.collect()
}
