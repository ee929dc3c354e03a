//! What is said of a field: what it is, what it should be, and how to set it.

use super::judged::lacking;
use super::stated::Stated;
use crate::model::{Name, Office, PlanItem};
use crate::problem::Place;
use crate::rules::{Choice, FieldCheck, FieldTest, Force, Regulation, RuleContext, bound, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Field, Group, Values};

/// What the rule asks for, without a case in hand.
pub(crate) fn asked(regulation: &Regulation, check: &FieldCheck) -> Text {
    let label = label(regulation, &check.field);
    let options = |wanted: &[Name]| Text::join(&named(regulation, &check.field, wanted), "/", " / ");
    match &check.test {
        FieldTest::Within(bounds) => {
            let bounds = bound::in_words(regulation, bounds, "");
            Text::new(format!("{}：{}", label.zh, bounds.zh), format!("{}: {}", label.en, bounds.en))
        }
        FieldTest::Filled => Text::new(format!("填明{}", label.zh), format!("{} filled in", label.en)),
        FieldTest::OneOf(Choice { of: wanted, open: false }) | FieldTest::AnyOf(wanted) => {
            let wanted = options(wanted);
            Text::new(format!("{}：{}", label.zh, wanted.zh), format!("{}: {}", label.en, wanted.en))
        }
        FieldTest::OneOf(wanted) => {
            let wanted = wanted.said(&named(regulation, &check.field, &wanted.of), phrase::list);
            Text::new(format!("{}：{}", label.zh, wanted.zh), format!("{}: {}", label.en, wanted.en))
        }
        FieldTest::AllOf(wanted) => {
            let wanted = phrase::list(&named(regulation, &check.field, wanted));
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
pub(crate) fn missing(context: &RuleContext, check: &FieldCheck, stated: &Stated) -> Text {
    let regulation = context.regulation;
    let label = label(regulation, &check.field);
    let mut values: Vec<Name> = stated.values.iter().map(|value| Name::from(value.as_str())).collect();
    values.dedup();
    let filled = !values.is_empty() && !stated.gaps;
    let actual = if filled {
        match check.field.values() {
            Values::Whom => phrase::list(&values.iter().map(|one| context.name(regulation, one)).collect::<Vec<_>>()),
            _ => phrase::list(&named(regulation, &check.field, &values)),
        }
    } else {
        Text::new("未填", "not filled in")
    };
    let should = if context.rule.force == Force::Should {
        Text::new("一般应", "should generally")
    } else {
        Text::new("应", "must")
    };
    let options = |wanted: &[Name]| Text::join(&named(regulation, &check.field, wanted), "/", " / ");
    let is = Text::new(format!("{}现为{}", label.zh, actual.zh), format!("{} is {}", label.en, actual.en));
    let tail = match &check.test {
        FieldTest::Filled => return Text::new(format!("未填{}", label.zh), format!("{} is not filled in", label.en)),
        // An exclusion is answered with no, or the topic is not deliberated.
        FieldTest::OneOf(wanted) if is_no(&check.field, &wanted.of) => {
            return is.then(&Text::new("，须答“否”方可协商", "; it must be answered with no"));
        }
        FieldTest::OneOf(wanted) => {
            let wanted = wanted.said(&named(regulation, &check.field, &wanted.of), |_| options(&wanted.of));
            Text::new(format!("，{}为{}", should.zh, wanted.zh), format!("; it {} be {}", should.en, wanted.en))
        }
        FieldTest::AnyOf(wanted) => {
            let wanted = options(wanted);
            Text::new(format!("，{}有{}", should.zh, wanted.zh), format!("; it {} include {}", should.en, wanted.en))
        }
        FieldTest::AllOf(wanted) => {
            let missing: Vec<Name> = lacking(context, &check.field, wanted, stated).into_iter().cloned().collect();
            let (missing, wanted) = (
                phrase::list(&named(regulation, &check.field, &missing)),
                phrase::list(&named(regulation, &check.field, wanted)),
            );
            return Text::new(
                format!("{}尚缺{}（{}有{}）", label.zh, missing.zh, should.zh, wanted.zh),
                format!("{} lack {} ({} be {})", label.en, missing.en, should.en, wanted.en),
            );
        }
        FieldTest::SameAs(other) => {
            let others = Stated::of(context, other).values;
            let others: Vec<Name> = others.iter().map(|value| Name::from(value.as_str())).collect();
            let expected = phrase::list(&named(regulation, other, &others));
            let expected = if others.is_empty() { Text::new("未填", "not filled in") } else { expected };
            let other = self::label(regulation, other);
            return Text::new(
                format!("{}（{}）与{}（{}）不一致", label.zh, actual.zh, other.zh, expected.zh),
                format!("{} ({}) is not {} ({})", label.en, actual.en, other.en, expected.en),
            );
        }
        FieldTest::NotBefore(other) => {
            let expected = Stated::of(context, other).values.join("");
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
            let bounds = bound::in_case(context, regulation, context.rule, bounds, "");
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

pub(crate) fn how_to_set(context: &RuleContext, field: &Field, place: &Place) -> Text {
    let subject = context.view.subject();
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
            let key = field.key();
            text!(zh: "在 {path} 中填写 `{key}`", en: "fill in `{key}` in {path}")
        }
        other => {
            let key = other.key();
            text!(zh: "填写：yijuan set {subject} {key}=…", en: "fill it in: yijuan set {subject} {key}=…")
        }
    }
}

pub(crate) fn label(regulation: &Regulation, field: &Field) -> Text {
    if let Field::ScopeQuestion(question) = field {
        let Text { zh, en } = regulation.name_in(Group::Questions, question);
        return text!(zh: "排除事项“{zh}”", en: "ground of exclusion “{en}”");
    }
    let (zh, en) = field.label();
    Text::new(zh, en)
}

/// Values by their names; an id may stand for things of several kinds, so that each field knows its own.
fn named(regulation: &Regulation, field: &Field, values: &[Name]) -> Vec<Text> {
    let name = |id: &str| match field.values() {
        Values::Of(group) => regulation.name_in(group, id),
        Values::Whom => office_kind(id).unwrap_or_else(|| regulation.name(id)),
        Values::Free | Values::Answer => regulation.name(id),
        Values::PlanKind => {
            let known = PlanItem::KINDS.iter().find(|(known, _)| *known == id);
            known.map_or_else(|| Text::same(id), |(id, name)| Text::new(*name, *id))
        }
        Values::OfficeKind => office_kind(id).unwrap_or_else(|| Text::same(id)),
    };
    let named = values.iter().map(|value| match value.as_str() {
        "true" => Text::new("是", "yes"),
        "false" => Text::new("否", "no"),
        id => name(id),
    });
    named.collect()
}

fn office_kind(id: &str) -> Option<Text> {
    let known = Office::KINDS.iter().find(|(known, _)| *known == id);
    known.map(|(id, name)| Text::new(*name, id.replace('-', " ")))
}
