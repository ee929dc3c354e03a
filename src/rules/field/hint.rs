//! Hints about fields: the command that fills in the field, with blanks in 〈〉 for the user.

use super::message::{label, named};
use super::stated::{Stated, astray, lacking, planned};
use crate::diagnostic::Location;
use crate::model::Name;
use crate::rules::{Choice, FieldCheck, FieldTest, RuleContext, unregistered};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Field, Group, Values, Vocabulary, argument, field_argument};

/// The command that fills in the field, or its file.
pub(super) fn how_to_set(context: &RuleContext, check: &FieldCheck, place: &Location) -> Text {
    let subject = context.view.subject();
    let (path, field) = (&place.path, &check.field);
    let is_held = context.view.topic.is_some_and(|facts| facts.held(1).is_some());
    match (field, &check.test) {
        // A topic that was deliberated cannot be dropped any more.
        (Field::ScopeQuestion(question), _) if is_excluded(context, field) => {
            let Text { zh, en } = answer(context, question, ("否", "no"));
            let correct = text!(
                zh: "误答的更正：yijuan set {subject}{zh} --by 〈核对人〉 --on 〈日期〉；",
                en: "correct a mistaken answer: yijuan set {subject}{en} --by 〈WHO〉 --on 〈DATE〉; "
            );
            let dropped = context.regulation.event_argument(Vocabulary::DROPPED).zh;
            correct.then(&if is_held {
                Text::new("确属该情形的，已无从补救", "if it is right, nothing makes up for it")
            } else {
                text!(
                    zh: "确属该情形的，记录终止：yijuan record {subject} {dropped} --on 〈日期〉 --note 〈原因〉",
                    en: "if it is right, record that it is dropped: yijuan record {subject} dropped --on 〈DATE〉 --note 〈WHY〉"
                )
            })
        }
        (Field::Scope | Field::ScopeQuestion(_), _) => how_to_answer(context, check),
        (Field::MadeBy | Field::ItemsForm | Field::PlanKind, _) => {
            in_plan(context, check).unwrap_or_else(|| text!(zh: "在 {path} 中填写", en: "fill it in in {path}"))
        }
        (Field::Quota, test) => how_to_set_quota(context, matches!(test, FieldTest::Filled)),
        _ if !path.ends_with("/topic.yml") => {
            let fill = how_to_set_entry(context, check)
                .unwrap_or_else(|| text!(zh: "在 {path} 中填写", en: "fill it in in {path}"));
            Text::join(&how_to_register(context, check).into_iter().chain([fill]).collect::<Vec<_>>(), "；", "; ")
        }
        (other, test) => {
            let (Text { zh: key, en: key_en }, blank) = (field_argument(other.key()), blank(context, check));
            // Another rule may demand other values in the same list.
            let is_list = matches!(other, Field::Matter | Field::Selection);
            let is_one_of_many = matches!(test, FieldTest::AnyOf(_) | FieldTest::AllOf(_));
            let adds = if *other == Field::Tags || is_list && is_one_of_many { "+" } else { "" };
            let (zh, en) = (blank.zh, blank.en);
            text!(zh: "填写：yijuan set {subject} {key}{adds}={zh}", en: "fill it in: yijuan set {subject} {key_en}{adds}={en}")
        }
    }
}

/// The command that fills in a field of a suggestion, a room or a person.
fn how_to_set_entry(context: &RuleContext, check: &FieldCheck) -> Option<Text> {
    let (view, Text { zh: key, en: key_en }) = (&context.view, field_argument(check.field.key()));
    let entry = match (view.suggestion(), view.room, view.person) {
        (Some(suggestion), ..) => format!("suggestion update {} {}", view.subject(), suggestion.id),
        (_, Some(facts), _) => format!("room set {}", facts.room.id),
        (.., Some(facts)) => format!("person set {}", facts.person.id),
        _ => return None,
    };
    let (sign, Text { zh, en }) = match (&check.test, check.field.values()) {
        (FieldTest::AllOf(wanted), _) => {
            let missing = lacking(context, &check.field, wanted, &Stated::new(context, &check.field));
            let missing: Vec<Name> = missing.into_iter().cloned().collect();
            let ids = missing.iter().map(Name::as_str).collect::<Vec<_>>().join(",");
            let names = Text::join(&named(context.regulation, &check.field, &missing), "、", ",").zh;
            ("+=", Text::new(names, ids))
        }
        (FieldTest::Filled, Values::Term(group)) => {
            let terms = context.regulation.terms(group).keys();
            let terms: Vec<Text> = terms.map(|id| context.regulation.name_in(group, id)).collect();
            let Text { zh, en } = Text::join(&terms, "或", " or ");
            ("=", Text::new(format!("〈{zh}〉"), format!("〈{en}〉")))
        }
        _ => ("=", blank(context, check)),
    };
    let fill = text!(zh: "填写：yijuan {entry} {key}{sign}{zh}", en: "fill it in: yijuan {entry} {key_en}{sign}{en}");
    let lacks_places = check.field == Field::Unit && context.world.archive.units.is_empty();
    let list =
        lacks_places.then(|| Text::new("先在 units.yml 列出各地方，再", "list the places in units.yml first, then "));
    Some(list.unwrap_or_else(|| Text::same("")).then(&fill))
}

/// How to register a body that is filled in, but not registered as what the rule demands.
fn how_to_register(context: &RuleContext, check: &FieldCheck) -> Option<Text> {
    let (FieldTest::OneOf(Choice { of: wanted, .. }) | FieldTest::AnyOf(wanted) | FieldTest::AllOf(wanted)) =
        &check.test
    else {
        return None;
    };
    let stated = Stated::new(context, &check.field);
    let names = stated.values.iter().map(String::as_str).filter(|_| check.field.values() == Values::Body);
    unregistered::how_to_register(context, context.regulation, names, wanted)
}

/// A blank with the possible values of a field.
fn blank(context: &RuleContext, check: &FieldCheck) -> Text {
    let inside = match &check.test {
        FieldTest::OneOf(Choice { of: wanted, .. }) | FieldTest::AnyOf(wanted) => {
            Text::join(&named(context.regulation, &check.field, wanted), "或", " or ")
        }
        _ => label(context.regulation, &check.field),
    };
    Text::new(format!("〈{}〉", inside.zh), format!("〈{}〉", inside.en))
}

/// How to answer the grounds of exclusion that have no answer, or no signature.
fn how_to_answer(context: &RuleContext, check: &FieldCheck) -> Text {
    let subject = context.view.subject();
    let stated = Stated::new(context, &check.field);
    let asked: Vec<&str> = match (&check.field, &check.test) {
        // One act of checking settles all open ones, so they are listed together.
        (Field::ScopeQuestion(own), _) => {
            let is_open = |question: &&str| {
                let field = Field::ScopeQuestion(Name::from(*question));
                *question == own.as_str() || Stated::new(context, &field).values.is_empty()
            };
            context.regulation.terms(Group::Questions).keys().filter(is_open).collect()
        }
        (field, FieldTest::AllOf(wanted)) => {
            lacking(context, field, wanted, &stated).into_iter().map(Name::as_str).collect()
        }
        _ => context.regulation.terms(Group::Questions).keys().collect(),
    };
    let answers: Vec<Text> =
        asked.iter().map(|question| answer(context, question, ("〈否或是〉", "〈no or yes〉"))).collect();
    let Text { zh, en } = Text::join(&answers, "", "");
    text!(
        zh: "核对后答复：yijuan set {subject}{zh} --by 〈核对人〉 --on 〈日期〉",
        en: "once looked into, answer it: yijuan set {subject}{en} --by 〈WHO〉 --on 〈DATE〉"
    )
}

/// The answer to a ground of exclusion for a command line.
fn answer(context: &RuleContext, question: &str, (answer_zh, answer_en): (&str, &str)) -> Text {
    let Text { zh, .. } = context.regulation.name_in(Group::Questions, question);
    let (Text { zh, en }, scope) = (argument(&zh, question), field_argument("scope"));
    let (scope_zh, scope_en) = (scope.zh, scope.en);
    text!(zh: " {scope_zh}.{zh}={answer_zh}", en: " {scope_en}.{en}={answer_en}")
}

/// How to set the number of participants, and of each side.
fn how_to_set_quota(context: &RuleContext, has_sides: bool) -> Text {
    let subject = context.view.subject();
    let stated = Stated::new(context, &Field::Quota);
    let total =
        (stated.number.is_none() || !has_sides).then(|| Text::new(" 参加人数=〈人数〉", " quota.total=〈NUMBER〉"));
    let no_side = stated.values.iter().all(|tag| tag == "total");
    let side = (has_sides && no_side).then(|| Text::new(" 名额.〈标签〉=〈人数〉", " quota.〈TAG〉=〈NUMBER〉"));
    let Text { zh, en } = total.into_iter().chain(side).fold(Text::same(""), |message, one| message.then(&one));
    text!(zh: "填写：yijuan set {subject}{zh}", en: "fill it in: yijuan set {subject}{en}")
}

/// How to fill in the year's plan, its items, or the item of a topic; `None` if no command does.
fn in_plan(context: &RuleContext, check: &FieldCheck) -> Option<Text> {
    let year = context.view.year()?;
    let Text { zh, en } = blank(context, check);
    Some(match (&check.field, &check.test) {
        (Field::MadeBy, FieldTest::AllOf(wanted)) => {
            let stated = Stated::new(context, &Field::MadeBy);
            let missing = lacking(context, &Field::MadeBy, wanted, &stated);
            let missing: Vec<Text> = missing.into_iter().map(|id| context.regulation.actor_argument(id)).collect();
            let Text { zh, en } = Text::join(&missing, "、", ",");
            text!(
                zh: "填写：yijuan plan set {year} 计划制定单位+={zh}",
                en: "fill it in: yijuan plan set {year} made_by+={en}"
            )
        }
        (Field::MadeBy, _) => {
            text!(zh: "填写：yijuan plan set {year} 计划制定单位={zh}", en: "fill it in: yijuan plan set {year} made_by={en}")
        }
        (Field::ItemsForm, test) => {
            let items = context.view.plan.and_then(|plan| plan.plan).map_or(&[][..], |plan| &plan.file.items);
            if items.iter().all(|item| item.ad_hoc) {
                return Some(text!(
                    zh: "列入：yijuan plan add {year} --title 〈题目〉 --form {zh}",
                    en: "enter it: yijuan plan add {year} --title 〈TITLE〉 --form {en}"
                ));
            }
            let which = astray(context.regulation, items, test)
                .flat_map(|nth| [" --item ".to_owned(), (nth + 1).to_string()])
                .collect::<String>();
            (!which.is_empty()).then(|| {
                text!(
                    zh: "填写：yijuan plan set {year} 协商形式={zh}{which}；年中临时增列的，写明：yijuan plan set {year} 临时议题=是{which}",
                    en: "fill it in: yijuan plan set {year} form={en}{which}; of one entered in the course of the year, say so: yijuan plan set {year} ad_hoc=true{which}"
                )
            })?
        }
        _ => {
            let key = context.view.topic?.topic.key;
            match planned(&context.world, key) {
                Some((nth, _)) => {
                    let number = nth + 1;
                    text!(
                        zh: "填写：yijuan plan set {year} 类别={zh} --item {number}",
                        en: "fill it in: yijuan plan set {year} kind={en} --item {number}"
                    )
                }
                None => text!(
                    zh: "列入：yijuan plan add {year} --title 〈题目〉 --kind {zh} --topic {key}",
                    en: "enter it: yijuan plan add {year} --title 〈TITLE〉 --kind {en} --topic {key}"
                ),
            }
        }
    })
}

/// Whether a ground of exclusion is answered with yes.
fn is_excluded(context: &RuleContext, field: &Field) -> bool {
    matches!(field, Field::ScopeQuestion(_)) && Stated::new(context, field).values.iter().any(|value| value == "true")
}
