//! Conditions in words.

use crate::rules::phrase::any_of;
use crate::rules::{Bound, Condition, Fact, Matches, Value, When, bound};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary};

/// The conditions of a rule, empty if it always applies: 形式为专题协商；非临时召开.
#[must_use]
pub fn conditions(regulation: &Vocabulary, when: &When) -> Text {
    let message: Vec<Text> = when.0.iter().map(|one| condition(regulation, one)).collect();
    Text::join(&message, "；", "; ")
}

fn condition(regulation: &Vocabulary, condition: &Condition) -> Text {
    let Condition { fact, matches } = condition;
    if let Matches::AnyOf(values) | Matches::Not(values) = matches
        && let [Value::Bool(value)] = values.as_slice()
    {
        return yes_or_no(*fact, *value == matches!(matches, Matches::AnyOf(_)));
    }
    if let (Fact::Waived | Fact::Recorded, Matches::AnyOf(values) | Matches::Not(values)) = (fact, matches) {
        let Text { zh, en } = listed(regulation, *fact, values);
        return match (fact, matches) {
            (Fact::Waived, Matches::Not(_)) => text!(zh: "未登记{zh}的例外", en: "{en} not waived"),
            (Fact::Waived, _) => text!(zh: "已登记{zh}的例外", en: "{en} waived"),
            (_, Matches::Not(_)) => text!(zh: "未记录{zh}", en: "no {en} on record"),
            _ => text!(zh: "已记录{zh}", en: "{en} on record"),
        };
    }
    let Text { zh: name, en } = name(*fact);
    match matches {
        Matches::AnyOf(values) => {
            let values = listed(regulation, *fact, values);
            Text::new(format!("{name}为{}", values.zh), format!("{en} {}", values.en))
        }
        Matches::Not(values) => {
            let values = listed(regulation, *fact, values);
            Text::new(format!("{name}不是{}", values.zh), format!("{en} other than {}", values.en))
        }
        Matches::Number { at_least, less_than } => {
            let least = at_least.as_ref().map(|bound| number(regulation, bound));
            let least = least.map(|Text { zh, en }| text!(zh: "不少于{zh}", en: "at least {en}"));
            let than = less_than.as_ref().map(|bound| number(regulation, bound));
            let than = than.map(|Text { zh, en }| text!(zh: "少于{zh}", en: "less than {en}"));
            let bounds = Text::join(least.iter().chain(&than), "、", " and ");
            Text::new(format!("{name}{}", bounds.zh), format!("{en} {}", bounds.en))
        }
    }
}

/// What is so or not so.
fn yes_or_no(fact: Fact, is: bool) -> Text {
    let (zh, not_zh, en, not_en) = match fact {
        Fact::AdHoc => ("临时召开", "非临时召开", "ad hoc", "not ad hoc"),
        Fact::Planned => ("列入年度计划", "未列入年度计划", "in the year's plan", "not in the year's plan"),
        Fact::Entrusted => ("受委托", "非受委托", "entrusted by somebody", "entrusted by nobody"),
        _ => ("重点难点", "非重点难点", "key", "not key"),
    };
    if is { Text::new(zh, en) } else { Text::new(not_zh, not_en) }
}

fn name(fact: Fact) -> Text {
    let (zh, en) = match fact {
        Fact::Form => ("形式", "form"),
        Fact::AdHoc => ("临时召开", "ad hoc"),
        Fact::Tags => ("议题标签", "topic tag"),
        Fact::Planned => ("列入年度计划", "planned"),
        Fact::Entrusted => ("受委托", "entrusted"),
        Fact::OpinionIssuer => ("协商意见署名", "opinion issued by"),
        Fact::Waived => ("登记了例外的规则", "waived"),
        Fact::Recorded => ("已记录的事件", "on record:"),
        Fact::Kind => ("建议类别", "kind"),
        Fact::Key => ("重点难点", "key"),
        Fact::Adoption => ("采纳情况", "adoption"),
        Fact::Channel => ("来源渠道", "channel"),
        Fact::Matter => ("内容类别", "matter"),
        Fact::Selection => ("确定人员方式", "people chosen by"),
        Fact::RoomLevel => ("协商室层级", "level of the room"),
        Fact::FailedRounds => ("未达成一致的轮数", "rounds without consensus:"),
        Fact::Level => ("层级", "level"),
        Fact::PersonTags => ("标签", "tag"),
        Fact::TopicTags => ("当年议题标签", "tag of a topic of the year"),
    };
    Text::new(zh, en)
}

fn listed(regulation: &Vocabulary, fact: Fact, values: &[Value]) -> Text {
    let group = match fact {
        Fact::Form => Some(Group::Forms),
        Fact::Tags | Fact::TopicTags => Some(Group::TopicTags),
        Fact::OpinionIssuer => Some(Group::Bodies),
        Fact::Kind => Some(Group::SuggestionKinds),
        Fact::Adoption => Some(Group::Adoptions),
        Fact::Channel => Some(Group::Channels),
        Fact::Matter => Some(Group::Matters),
        Fact::Selection => Some(Group::Selections),
        Fact::RoomLevel | Fact::Level => Some(Group::Levels),
        Fact::PersonTags => Some(Group::Tags),
        _ => None,
    };
    let named = values.iter().map(|value| match value {
        Value::Bool(value) => yes_or_no(fact, *value),
        // A rule's id is no event's or document's.
        Value::Word(word) if fact == Fact::Waived => Text::same(word.as_str()),
        Value::Word(word) => group.map_or_else(|| regulation.name(word), |terms| regulation.name_in(terms, word)),
    });
    any_of(&named.collect::<Vec<_>>())
}

fn number(regulation: &Vocabulary, bound: &Bound) -> Text {
    match bound {
        Bound::Number(number) => Text::same(number.to_string()),
        Bound::Share(part, whole) => bound::share(*part as usize, *whole as usize),
        Bound::All => Text::new("全部", "all"),
        Bound::Word(word) => regulation.name(word),
    }
}
