//! Messages about fields: the value, and the allowed ones.

use super::stated::{Stated, lacking};
use crate::model::{Name, PlanItem};
use crate::rules::{Choice, FieldCheck, FieldTest, Force, RuleContext, bound, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Field, Group, Values, Vocabulary};

/// What the rule demands, in general.
pub(crate) fn asked(regulation: &Vocabulary, check: &FieldCheck) -> Text {
    let label = label(regulation, &check.field);
    match &check.test {
        FieldTest::Within(bounds) => {
            let bounds = bound::in_words(regulation, bounds, "");
            Text::new(format!("{}：{}", label.zh, bounds.zh), format!("{}: {}", label.en, bounds.en))
        }
        FieldTest::Filled => Text::new(format!("填明{}", label.zh), format!("{} filled in", label.en)),
        FieldTest::OneOf(Choice { of: wanted, open: false }) | FieldTest::AnyOf(wanted) => {
            let wanted = options(regulation, check, wanted);
            Text::new(format!("{}：{}", label.zh, wanted.zh), format!("{}: {}", label.en, wanted.en))
        }
        FieldTest::NoneOf(_) if matches!(check.field, Field::ScopeQuestion(_)) => {
            Text::new(format!("不属{}", label.zh), format!("{} not: yes", label.en))
        }
        FieldTest::NoneOf(unwanted) => {
            let unwanted = options(regulation, check, unwanted);
            Text::new(format!("{}不是{}", label.zh, unwanted.zh), format!("{} not: {}", label.en, unwanted.en))
        }
        FieldTest::OneOf(wanted) => {
            let wanted = phrase::chosen(wanted, &named(regulation, &check.field, &wanted.of), phrase::list);
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

/// The allowed values: 专题协商/对口协商.
fn options(regulation: &Vocabulary, check: &FieldCheck, values: &[Name]) -> Text {
    Text::join(&named(regulation, &check.field, values), "/", " / ")
}

/// The task, in a few words: 填写议题来源渠道; 答复排除事项“…”; 改正….
pub(crate) fn to_do(regulation: &Vocabulary, check: &FieldCheck, stated: &Stated) -> Text {
    let label = label(regulation, &check.field);
    let Text { zh, en } = &label;
    let is_answer = matches!(check.field, Field::ScopeQuestion(_));
    match &check.test {
        _ if stated.values.is_empty() || stated.gaps => {
            let (verb_zh, verb_en) = if is_answer { ("答复", "answer the") } else { ("填写", "fill in:") };
            text!(zh: "{verb_zh}{zh}", en: "{verb_en} {en}")
        }
        _ if is_answer => text!(zh: "核实{zh}", en: "look into the {en}"),
        FieldTest::Filled | FieldTest::AllOf(_) => phrase::to_complete(&text!(zh: "{zh}", en: "what is stated: {en}")),
        _ => phrase::to_correct(&text!(zh: "{zh}", en: "what is stated: {en}")),
    }
}

/// The value and the allowed ones: 尚未填写议题来源渠道（应为…/…）; 议题来源渠道为…，应为…/….
pub(crate) fn missing(context: &RuleContext, check: &FieldCheck, stated: &Stated) -> Text {
    let regulation = context.regulation;
    let label = label(regulation, &check.field);
    let mut values: Vec<Name> = stated.values.iter().map(|value| Name::from(value.as_str())).collect();
    values.dedup();
    if (values.is_empty() || stated.gaps) && !matches!(check.test, FieldTest::AllOf(_)) {
        return unfilled(regulation, check, &label);
    }
    let actual = match check.field.values() {
        Values::Body => phrase::list(&values.iter().map(|one| context.name(regulation, one)).collect::<Vec<_>>()),
        _ => phrase::list(&named(regulation, &check.field, &values)),
    };
    let should = if context.rule.force == Force::Should {
        Text::new("一般应", "should generally")
    } else {
        Text::new("应", "must")
    };
    let is = Text::new(format!("{}为{}", label.zh, actual.zh), format!("{} is {}", label.en, actual.en));
    match &check.test {
        FieldTest::Filled if check.field == Field::Quota => half_a_quota(stated),
        FieldTest::Filled => is,
        // The ground of exclusion applies, so the topic must not be deliberated.
        FieldTest::OneOf(_) | FieldTest::NoneOf(_) if matches!(check.field, Field::ScopeQuestion(_)) => Text::new(
            format!("{}答“是”：属该情形，不得列入协商", label.zh),
            format!("{} is answered with yes: the topic must not be deliberated", label.en),
        ),
        FieldTest::OneOf(wanted) => {
            let wanted = phrase::chosen(wanted, &named(regulation, &check.field, &wanted.of), |_| {
                options(regulation, check, &wanted.of)
            });
            is.then(&Text::new(
                format!("，{}为{}", should.zh, wanted.zh),
                format!("; it {} be {}", should.en, wanted.en),
            ))
        }
        FieldTest::NoneOf(unwanted) => {
            let unwanted = options(regulation, check, unwanted);
            is.then(&Text::new(format!("，不得为{}", unwanted.zh), format!("; it must not be {}", unwanted.en)))
        }
        FieldTest::AnyOf(wanted) => {
            let wanted = options(regulation, check, wanted);
            is.then(&Text::new(
                format!("，{}有{}", should.zh, wanted.zh),
                format!("; it {} include {}", should.en, wanted.en),
            ))
        }
        FieldTest::AllOf(wanted) => {
            let missing: Vec<Name> = lacking(context, &check.field, wanted, stated).into_iter().cloned().collect();
            let missing = phrase::list(&named(regulation, &check.field, &missing));
            Text::new(format!("{}缺{}", label.zh, missing.zh), format!("{} lack {}", label.en, missing.en))
        }
        FieldTest::SameAs(other) => {
            let others = Stated::new(context, other).values;
            let others: Vec<Name> = others.iter().map(|value| Name::from(value.as_str())).collect();
            let expected = phrase::list(&named(regulation, other, &others));
            let other = self::label(regulation, other);
            if others.is_empty() {
                return Text::new(format!("尚未填写{}", other.zh), format!("{} is not filled in", other.en));
            }
            Text::new(
                format!("{}（{}）与{}（{}）不一致", label.zh, actual.zh, other.zh, expected.zh),
                format!("{} ({}) is not {} ({})", label.en, actual.en, other.en, expected.en),
            )
        }
        FieldTest::NotBefore(other) => {
            let (expected, other) = (Stated::new(context, other).values.join(""), self::label(regulation, other));
            Text::new(
                format!("{}{}早于{}{expected}", label.zh, actual.zh, other.zh),
                format!("{} ({}) is before {} ({expected})", label.en, actual.en, other.en),
            )
        }
        FieldTest::Within(bounds) => {
            let label = if check.field == Field::Quota { Text::new("名额", "quota") } else { label };
            let bounds = bound::in_case(context, regulation, &context.rule.id, bounds, "");
            let (count, bounds) = (stated.count(), bound::with_verb(bounds));
            Text::new(
                format!("{}为{count}，{}{}", label.zh, should.zh, bounds.zh),
                format!("{}: {count}; it {} be {}", label.en, should.en, bounds.en),
            )
        }
    }
}

/// An empty field: 尚未填写协商形式（应为专题协商/对口协商）.
fn unfilled(regulation: &Vocabulary, check: &FieldCheck, label: &Text) -> Text {
    let (zh, en) = (&label.zh, &label.en);
    match &check.test {
        FieldTest::OneOf(wanted) if is_no(&check.field, &wanted.of) => {
            text!(zh: "{zh}尚未答复", en: "{en} is not answered")
        }
        FieldTest::OneOf(Choice { of: wanted, .. }) | FieldTest::AnyOf(wanted) => {
            let options = options(regulation, check, wanted);
            let is_open = matches!(&check.test, FieldTest::OneOf(choice) if choice.open);
            let (etc_zh, etc_en) = if is_open { ("等", ", etc.") } else { ("", "") };
            let (options_zh, options_en) = (options.zh, options.en);
            text!(
                zh: "尚未填写{zh}（应为{options_zh}{etc_zh}）",
                en: "{en} is not filled in (it must be {options_en}{etc_en})"
            )
        }
        _ => text!(zh: "尚未填写{zh}", en: "{en} is not filled in"),
    }
}

fn half_a_quota(stated: &Stated) -> Text {
    if stated.number.is_none() {
        Text::new("已确定各方代表人数，尚未确定参加人数", "the sides are fixed, but not the number of participants")
    } else {
        Text::new("已确定参加人数，尚未确定各方代表比例", "the number of participants is fixed, but no side's share")
    }
}

/// Whether a field is a ground of exclusion that must be answered with no.
fn is_no(field: &Field, wanted: &[Name]) -> bool {
    matches!(field, Field::ScopeQuestion(_)) && matches!(wanted, [no] if no.as_str() == "false")
}

pub(crate) fn label(regulation: &Vocabulary, field: &Field) -> Text {
    if let Field::ScopeQuestion(question) = field {
        let Text { zh, en } = regulation.name_in(Group::Questions, question);
        return text!(zh: "排除事项“{zh}”", en: "ground of exclusion “{en}”");
    }
    let (zh, en) = field.label();
    Text::new(zh, en)
}

/// The names of values. Each field has its own names, because an id may be used for several kinds of things.
pub(super) fn named(regulation: &Vocabulary, field: &Field, values: &[Name]) -> Vec<Text> {
    let name = |id: &str| match field.values() {
        Values::Term(group) => regulation.name_in(group, id),
        Values::Body | Values::OfficeKind => phrase::whom(regulation, id),
        Values::Free | Values::Answer => regulation.name(id),
        Values::PlanKind => {
            let known = PlanItem::KINDS.iter().find(|(known, _)| *known == id);
            known.map_or_else(|| Text::same(id), |(id, name)| Text::new(*name, *id))
        }
    };
    let named = values.iter().map(|value| match value.as_str() {
        "true" => Text::new("是", "yes"),
        "false" => Text::new("否", "no"),
        id => name(id),
    });
    named.collect()
}
