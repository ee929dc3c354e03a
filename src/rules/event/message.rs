//! Messages about events: which are missing, and why a record does not count.

use super::objection::Objection;
use super::reach::Unreached;
use crate::model::Date;
use crate::rules::phrase::{actor, actors, any_of, chosen, in_brackets, list, names, quoted};
use crate::rules::unregistered::{who_did, who_must};
use crate::rules::view::Occurrence;
use crate::rules::{Actor, Attribute, Choice, EventCheck, EventSet, Force, RuleContext, phrase, remedy};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary};

/// The events: “通知参加人员”, joined with 或 or as a list.
pub(crate) fn events(regulation: &Vocabulary, check: &EventCheck) -> Text {
    let events: Vec<Text> = names(regulation, check.events.ids()).iter().map(quoted).collect();
    match check.events {
        EventSet::Any(_) => any_of(&events),
        EventSet::All(_) => list(&events),
    }
}

/// The task: 完成“通知参加人员”.
pub(crate) fn to_do(regulation: &Vocabulary, check: &EventCheck) -> Text {
    phrase::to_see_to(&events(regulation, check))
}

/// What the rule demands, in general: “通知参加人员”（对象：政协方面人士）.
pub(crate) fn asked(regulation: &Vocabulary, check: &EventCheck) -> Text {
    events(regulation, check).then(&in_brackets(&details(regulation, check, Force::Must)))
}

/// An event: “通知参加人员”.
pub(crate) fn event(regulation: &Vocabulary, event: &str) -> Text {
    quoted(&regulation.name(event))
}

/// An event for an addressee; the addressee is named if there are several: “通知参加人员”（政协方面人士）.
pub(crate) fn event_to(regulation: &Vocabulary, id: &str, to: &Actor, of_several: bool) -> Text {
    let event = event(regulation, id);
    if of_several { event.then(&in_brackets(&[actor(regulation, to)])) } else { event }
}

/// A missing record: 尚未记录“通知参加人员”（对象：政协方面人士）.
pub(crate) fn no_record(regulation: &Vocabulary, check: &EventCheck, force: Force, last: Option<Date>) -> Text {
    let events = events(regulation, check);
    let mut details = details(regulation, check, force);
    if let Some(last) = last {
        details.push(text!(zh: "上次：{last}", en: "last: {last}"));
    }
    let (zh, en) = (events.zh, events.en);
    text!(zh: "尚未记录{zh}", en: "no record of {en}").then(&in_brackets(&details))
}

/// A record by somebody else of one of several events, of which the first is still to be recorded by whoever must:
/// “答复”（2026-07-20）由区城市管理委作出，尚待专委会记录“办理进展”.
pub(crate) fn by_another(context: &RuleContext, check: &EventCheck, one: &Occurrence, last: Option<Date>) -> Text {
    let (regulation, date) = (context.regulation, one.date);
    let (done, wanted) = (event(regulation, one.event), check.events.ids().iter().take(1));
    let wanted = list(&wanted.map(|id| event(regulation, id)).collect::<Vec<_>>());
    let (is, must) = (who_did(context, &one.by()), who_must(context, &check.by));
    let (zh, en, is_zh, is_en) = (done.zh, done.en, is.zh, is.en);
    let (must_zh, must_en, wanted_zh, wanted_en) = (must.zh, must.en, wanted.zh, wanted.en);
    let last = last.map(|last| text!(zh: "上次：{last}", en: "last: {last}"));
    text!(
        zh: "{zh}（{date}）由{is_zh}作出，尚待{must_zh}记录{wanted_zh}",
        en: "{en} ({date}) is by {is_en}; {wanted_en} is still to be recorded by the {must_en}"
    )
    .then(&in_brackets(last.as_slice()))
}

/// A record with a date that is still to come: “通知参加人员”已有记录：2026-06-20 在今天之后，到那天才计入.
pub(crate) fn later(regulation: &Vocabulary, later: &Occurrence) -> Text {
    phrase::there_but_later(&event(regulation, later.event), later.date)
}

/// What an entry must state to count: 应由…；对象：…；方式：…；记明….
fn details(regulation: &Vocabulary, check: &EventCheck, force: Force) -> Vec<Text> {
    let mut details = Vec::new();
    if !check.by.is_empty() {
        let Text { zh, en } = any_of(&actors(regulation, &check.by));
        details.push(match force {
            Force::Should => text!(zh: "一般应由{zh}", en: "generally by: {en}"),
            Force::Must | Force::May => text!(zh: "应由{zh}", en: "by: {en}"),
        });
    }
    if !check.to.is_empty() {
        let Text { zh, en } = list(&actors(regulation, &check.to));
        details.push(text!(zh: "对象：{zh}", en: "to: {en}"));
    }
    if check.via.is_asked() {
        let Text { zh, en } = ways(regulation, &check.via);
        details.push(text!(zh: "方式：{zh}", en: "via: {en}"));
    }
    if !check.needs.is_empty() {
        let needs: Vec<Text> = check.needs.iter().map(|attribute| attribute.text()).collect();
        let Text { zh, en } = list(&needs);
        details.push(text!(zh: "记明{zh}", en: "stating {en}"));
    }
    details
}

/// Ways of doing something: 书面或电话联系. Ways have their own names, because an id may be something else too.
fn ways(regulation: &Vocabulary, ways: &Choice) -> Text {
    let names: Vec<Text> = ways.of.iter().map(|way| regulation.name_in(Group::Ways, way)).collect();
    chosen(ways, &names, any_of)
}

impl Attribute {
    fn text(self) -> Text {
        let (zh, en) = match self {
            Self::By => ("由谁", "by whom"),
            Self::To => ("对谁", "to whom"),
            Self::Via => ("方式", "in which way"),
            Self::For => ("会议日期", "the meeting date"),
            Self::Ref => ("文号", "the reference"),
            Self::Note => ("说明", "a note"),
        };
        Text::new(zh, en)
    }
}

/// A record that does not state what the rule demands: “责成承办临时协商”（2026-05-06）未记明说明.
pub(super) fn does_not_say(context: &RuleContext, check: &EventCheck, one: &Occurrence, objection: &Objection) -> Text {
    let (Text { zh, en }, date) = (event(context.regulation, one.event), one.date);
    let mut why = why_not(context.regulation, check, objection);
    if matches!(objection, Objection::Unsaid(attributes) if attributes.contains(&Attribute::Note)) {
        why = why.then(&context.rule.to_explain());
    }
    Text::new(format!("{zh}（{date}）{}", why.zh), format!("{en} ({date}): {}", why.en))
}

/// A record that does not count, with the reason.
pub(crate) fn does_not_count(
    regulation: &Vocabulary,
    check: &EventCheck,
    event: &str,
    date: Date,
    objection: &Objection,
) -> Text {
    let why = why_not(regulation, check, objection);
    let event = quoted(&regulation.name(event));
    let (zh, en, why_zh, why_en) = (event.zh, event.en, why.zh, why.en);
    text!(zh: "{date}的{zh}不能计入（{why_zh}）", en: "{en} of {date} does not count: {why_en}")
}

fn why_not(regulation: &Vocabulary, check: &EventCheck, objection: &Objection) -> Text {
    match objection {
        Objection::TooEarly(floor) => text!(zh: "早于{floor}", en: "it is earlier than {floor}"),
        Objection::OtherDay(new) => {
            text!(zh: "所通知的不是新的会期{new}", en: "it does not announce the new day, {new}")
        }
        Objection::OtherActor => {
            let Text { zh, en } = any_of(&actors(regulation, &check.by));
            text!(zh: "应由{zh}", en: "it must be by the {en}")
        }
        Objection::OtherWay => {
            let Text { zh, en } = ways(regulation, &check.via);
            text!(zh: "方式应为{zh}", en: "the way must be {en}")
        }
        Objection::TooLate(event) => {
            let Text { zh, en } = regulation.name(event);
            text!(zh: "晚于{zh}", en: "it came after {en}")
        }
        Objection::Unsaid(attributes) => {
            let Text { zh, en } = list(&attributes.iter().map(|attribute| attribute.text()).collect::<Vec<_>>());
            text!(zh: "未记明{zh}", en: "it does not state {en}")
        }
    }
}

/// Addressees not informed; of a group informed in part, the people left out: “通知参加人员”尚未送达：部门负责人.
pub(super) fn not_reached(regulation: &Vocabulary, id: &str, unreached: &[Unreached]) -> Text {
    let to: Vec<Text> = unreached.iter().map(|one| left_out(regulation, one)).collect();
    let (event, to) = (event(regulation, id), list(&to));
    let (zh, en, to_zh, to_en) = (event.zh, event.en, to.zh, to.en);
    text!(zh: "{zh}尚未送达：{to_zh}", en: "{en} has not reached: {to_en}")
}

/// People left out of a group: 参加人员中的张示例、李样本等5人.
fn left_out(regulation: &Vocabulary, Unreached { group, people }: &Unreached) -> Text {
    const NAMED: usize = 3;
    let (group, count) = (actor(regulation, group), people.len());
    if people.is_empty() {
        return group;
    }
    let named: Vec<Text> = people.iter().take(NAMED).map(|name| Text::same(name.as_str())).collect();
    let (zh, en) = (Text::join(&named, "、", ", ").zh, list(&named).en);
    let (zh, en) = if count > NAMED {
        (format!("{zh}等{count}人"), format!("{} and {} more", Text::join(&named, "、", ", ").en, count - NAMED))
    } else {
        (zh, en)
    };
    Text::new(format!("{}中的{zh}", group.zh), format!("{} ({en})", group.en))
}

/// A record that contradicts the rule: “确定年度协商工作安排”（2026-01-30）由主席会议作出，应由常委会会议作出.
pub(crate) fn contradicts(context: &RuleContext, check: &EventCheck, one: &Occurrence, objection: &Objection) -> Text {
    let (regulation, date) = (context.regulation, one.date);
    let Text { zh, en } = event(regulation, one.event);
    match objection {
        Objection::OtherDay(new) => {
            text!(zh: "{zh}（{date}）所通知的不是新的会期{new}", en: "{en} ({date}) does not announce the new day, {new}")
        }
        Objection::OtherWay => {
            let via = one.entry().and_then(|entry| entry.via.as_ref());
            let is = list(&via.map(|via| regulation.name_in(Group::Ways, via)).into_iter().collect::<Vec<_>>());
            let must = ways(regulation, &check.via);
            let (is_zh, is_en, must_zh, must_en) = (is.zh, is.en, must.zh, must.en);
            text!(
                zh: "{zh}（{date}）以{is_zh}进行，应以{must_zh}进行",
                en: "{en} ({date}) was done by way of {is_en}, it must be {must_en}"
            )
        }
        _ => {
            let (is, must) = (who_did(context, &one.by()), who_must(context, &check.by));
            let (is_zh, is_en, must_zh, must_en) = (is.zh, is.en, must.zh, must.en);
            text!(
                zh: "{zh}（{date}）由{is_zh}作出，应由{must_zh}作出",
                en: "{en} ({date}) is by {is_en}, it must be by {must_en}"
            )
        }
    }
}

/// A record with other addressees: “送交协商成果”（2026-05-20）的对象为县政府，应为委托方.
pub(crate) fn went_elsewhere(context: &RuleContext, one: &Occurrence, wanted: &[Actor]) -> Text {
    let (regulation, date) = (context.regulation, one.date);
    let Text { zh, en } = event(regulation, one.event);
    let to = one.entry().map_or(&[][..], |entry| &entry.to);
    let is = list(&to.iter().map(|to| context.name(regulation, to)).collect::<Vec<_>>());
    let must = list(&actors(regulation, wanted));
    let (is_zh, is_en, must_zh, must_en) = (is.zh, is.en, must.zh, must.en);
    text!(
        zh: "{zh}（{date}）的对象为{is_zh}，应为{must_zh}",
        en: "{en} ({date}) went to {is_en}, it must go to {must_en}"
    )
}

/// What to do about a record that contradicts the rule.
pub(crate) fn how_to_correct(context: &RuleContext, one: &Occurrence) -> Text {
    let again = Text::new("确属此情形的，依规定重新办理", "if it was done so, have it done again as it must be");
    remedy::how_to_correct(context.regulation, &context.view, one, &again)
}
