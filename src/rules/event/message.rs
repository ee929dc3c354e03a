//! What is said of events: which are missing, and why one on record does not count.

use super::judged::Objection;
use crate::model::Date;
use crate::rules::phrase::{actors, any_of, in_brackets, list, names, quoted};
use crate::rules::{Actor, Attribute, Choice, EventCheck, EventSet, Force, Regulation};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;

/// “通知参加人员”, or several of which any or all are asked for.
pub(crate) fn events(regulation: &Regulation, check: &EventCheck) -> Text {
    let events: Vec<Text> = names(regulation, check.events.ids()).iter().map(quoted).collect();
    match check.events {
        EventSet::Any(_) => any_of(&events),
        EventSet::All(_) => list(&events),
    }
}

/// “通知参加人员”（对象：政协方面人士）.
pub(crate) fn asked(regulation: &Regulation, check: &EventCheck) -> Text {
    events(regulation, check).then(&in_brackets(&details(regulation, check, Force::Must)))
}

/// 尚无“通知参加人员”记录（对象：政协方面人士）.
pub(crate) fn no_record(regulation: &Regulation, check: &EventCheck, force: Force, last: Option<Date>) -> Text {
    let events = events(regulation, check);
    let mut details = details(regulation, check, force);
    if let Some(last) = last {
        details.push(text!(zh: "上次：{last}", en: "last: {last}"));
    }
    let (zh, en) = (events.zh, events.en);
    text!(zh: "尚无{zh}记录", en: "no record of {en}").then(&in_brackets(&details))
}

/// 应由…；对象：…；方式：…；记明…: what an entry must say to count.
fn details(regulation: &Regulation, check: &EventCheck, force: Force) -> Vec<Text> {
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

/// 书面或电话联系: an id may be a way and something else.
fn ways(regulation: &Regulation, ways: &Choice) -> Text {
    let names: Vec<Text> = ways.of.iter().map(|way| regulation.name_in(Group::Ways, way)).collect();
    ways.said(&names, any_of)
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

/// Why an entry on record does not settle the duty.
pub(crate) fn does_not_count(
    regulation: &Regulation,
    check: &EventCheck,
    event: &str,
    date: Date,
    objection: &Objection,
) -> Text {
    let why = match objection {
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
        Objection::Unsaid(attribute) => {
            let Text { zh, en } = attribute.text();
            text!(zh: "未记明{zh}", en: "it does not state {en}")
        }
    };
    let event = quoted(&regulation.name(event));
    let (zh, en, why_zh, why_en) = (event.zh, event.en, why.zh, why.en);
    text!(zh: "{date}的{zh}不算数：{why_zh}", en: "{en} of {date} does not count: {why_en}")
}

/// Who has not been reached by any entry.
pub(crate) fn not_covered(regulation: &Regulation, event: &str, uncovered: &[Actor]) -> Text {
    let event = quoted(&regulation.name(event));
    let to = list(&actors(regulation, uncovered));
    let (zh, en, to_zh, to_en) = (event.zh, event.en, to.zh, to.en);
    text!(zh: "已有的{zh}未及：{to_zh}", en: "the {en} on record did not reach: {to_en}")
}
