//! The facts that a rule may name under `field`: one table of what each is called, where it stands and what it holds.

use super::{Group, SubjectKind};
use crate::model::Name;
use SubjectKind::{Person, Room, Round, Suggestion, Topic, Year};

/// A fact that a rule may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The day it was entered.
    Began,
    /// Form.
    Form,
    /// Responsible office.
    Office,
    /// Who leads it.
    Lead,
    /// Level of the matter, or of a room.
    Level,
    /// What it is about.
    Matter,
    /// Why it falls under that.
    Basis,
    /// Topic tags.
    Tags,
    /// Ways of choosing people.
    Selection,
    /// How many people of which tag.
    Quota,
    /// Channel it came by.
    SourceChannel,
    /// Who raised it.
    SourceFrom,
    /// Tickets of the hotline.
    SourceHotline,
    /// All answers to grounds of exclusion.
    Scope,
    /// The answer to one ground of exclusion.
    ScopeQuestion(Name),
    /// Kind of the responsible office.
    OfficeKind,
    /// Kind of the plan's item.
    PlanKind,
    /// Level of the topic's room.
    RoomLevel,
    /// First day the regulation is in force.
    InForce,
    /// Bodies that made the plan.
    MadeBy,
    /// Form of every item of the plan.
    ItemsForm,
    /// Body a suggestion is handed to.
    To,
    /// Person who presses a suggestion.
    Owner,
    /// Whether a suggestion was adopted.
    Adoption,
    /// What a suggestion was turned into.
    Conversion,
    /// What stands in a suggestion's way.
    Diagnostics,
    /// How a suggestion is to be solved.
    Solution,
    /// Who convenes a room.
    Convener,
    /// A room's liaison officer.
    Liaison,
    /// Who is in charge of a room.
    Officer,
    /// Bodies that do a room's daily work.
    DailyWork,
    /// Office that guides a room.
    Guide,
    /// Bodies that run a room.
    RunBy,
    /// What a room is called.
    Name,
    /// Liaison body a person is assigned to.
    Unit,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Values {
    /// Anything.
    Free,
    /// Names of a group.
    Of(Group),
    /// An office or a body: each is also what its kind or its name says.
    Whom,
    /// Yes or no.
    Answer,
    /// A kind of office.
    OfficeKind,
    /// A kind of item of the plan.
    PlanKind,
}

/// A field: its name in rules, its key in its file (dots lead into a map), of which subjects it is, its name in both
/// languages, what it holds.
type Entry = (Field, &'static str, &'static str, &'static [SubjectKind], (&'static str, &'static str), Values);

const OF_TOPIC: &[SubjectKind] = &[Topic, Round];

#[rustfmt::skip]
const TABLE: &[Entry] = &[
    (Field::Began, "began", "began", OF_TOPIC, ("登记日期", "the day it was entered"), Values::Free),
    (Field::Form, "form", "form", OF_TOPIC, ("协商形式", "form"), Values::Of(Group::Forms)),
    (Field::Office, "office", "office", &[Topic, Round, Suggestion], ("责任委室", "responsible office"), Values::Free),
    (Field::Lead, "lead", "lead", OF_TOPIC, ("牵头领导", "lead"), Values::Free),
    (Field::Level, "level", "level", &[Topic, Round, Room], ("议题层级", "level of the matter"), Values::Of(Group::Levels)),
    (Field::Matter, "matter", "matter", OF_TOPIC, ("议题内容类别", "matter"), Values::Of(Group::Matters)),
    (Field::Basis, "basis", "basis", OF_TOPIC, ("归类依据", "basis"), Values::Free),
    (Field::Tags, "tags", "tags", OF_TOPIC, ("议题标记", "topic tags"), Values::Of(Group::TopicTags)),
    (Field::Selection, "selection", "selection", OF_TOPIC, ("确定人员方式", "way of choosing people"), Values::Of(Group::Selections)),
    (Field::Quota, "quota", "quota", OF_TOPIC, ("参加人数和各方比例", "number of participants and of each side"), Values::Free),
    (Field::SourceChannel, "source.channel", "source.channel", OF_TOPIC, ("议题来源渠道", "source channel"), Values::Of(Group::Channels)),
    (Field::SourceFrom, "source.from", "source.from", OF_TOPIC, ("提出者", "who raised it"), Values::Free),
    (Field::SourceHotline, "source.hotline", "source.hotline", OF_TOPIC, ("12345热线工单", "tickets of the 12345 hotline"), Values::Free),
    (Field::Scope, "scope", "scope", OF_TOPIC, ("排除事项审查", "answers to the grounds of exclusion"), Values::Of(Group::Questions)),
    (Field::OfficeKind, "office_kind", "office", OF_TOPIC, ("责任委室性质", "kind of office"), Values::OfficeKind),
    (Field::PlanKind, "plan_kind", "kind", OF_TOPIC, ("年度计划中的议题类型", "kind in the plan"), Values::PlanKind),
    (Field::RoomLevel, "room_level", "room", OF_TOPIC, ("协商平台层级", "level of the room"), Values::Of(Group::Levels)),
    (Field::InForce, "in_force", "in_force", OF_TOPIC, ("规程施行日期", "the day the regulation came into force"), Values::Free),
    (Field::MadeBy, "made_by", "made_by", &[Year], ("计划制定单位", "bodies that made the plan"), Values::Whom),
    (Field::ItemsForm, "items.form", "items.form", &[Year], ("各项议题的协商形式", "form of each item"), Values::Of(Group::Forms)),
    (Field::To, "to", "to", &[Suggestion], ("交办单位", "body it is handed to"), Values::Whom),
    (Field::Owner, "owner", "owner", &[Suggestion], ("督办负责人", "person who presses it"), Values::Free),
    (Field::Adoption, "adoption", "adoption", &[Suggestion], ("采纳情况", "adoption"), Values::Of(Group::Adoptions)),
    (Field::Conversion, "conversion", "conversion", &[Suggestion], ("转化方向", "conversion"), Values::Of(Group::Conversions)),
    (Field::Diagnostics, "problems", "problems", &[Suggestion], ("存在问题", "problems"), Values::Free),
    (Field::Solution, "solution", "solution", &[Suggestion], ("解决思路", "solution"), Values::Free),
    (Field::Convener, "convener", "convener", &[Room], ("召集人", "convener"), Values::Free),
    (Field::Liaison, "liaison", "liaison", &[Room], ("联络员", "liaison officer"), Values::Free),
    (Field::Officer, "officer", "officer", &[Room], ("专人", "person in charge"), Values::Free),
    (Field::DailyWork, "daily_work", "daily_work", &[Room], ("日常工作承担单位", "who does the daily work"), Values::Whom),
    (Field::Guide, "guide", "guide", &[Room], ("指导专委会", "committee that guides it"), Values::Whom),
    (Field::RunBy, "run_by", "run_by", &[Room], ("具体实施单位", "who runs it"), Values::Whom),
    (Field::Name, "name", "name", &[Room], ("名称", "name"), Values::Free),
    (Field::Unit, "unit", "unit", &[Person], ("编入的基层联络机构", "liaison body the person is assigned to"), Values::Free),
];

impl Field {
    /// The field that a rule about such a subject calls so; not the answer to one question, which has its id in it.
    pub(crate) fn named(name: &str, subject: SubjectKind) -> Option<Self> {
        let known = TABLE.iter().find(|(_, known, _, of, ..)| *known == name && of.contains(&subject));
        known.map(|(field, ..)| field.clone())
    }

    /// What a rule about such a subject may name.
    pub(crate) fn names(subject: SubjectKind) -> impl Iterator<Item = &'static str> {
        TABLE.iter().filter(move |(_, _, _, of, ..)| of.contains(&subject)).map(|(_, name, ..)| *name)
    }

    fn entry(&self) -> Option<&'static Entry> {
        TABLE.iter().find(|(field, ..)| field == self)
    }

    /// Its key in its file; dots lead into a map.
    pub(crate) fn key(&self) -> &'static str {
        // The answer to one question stands among all of them.
        self.entry().map_or("scope", |(_, _, key, ..)| key)
    }

    /// What it is called; the answer to one question has the question's name instead.
    pub(crate) fn label(&self) -> (&'static str, &'static str) {
        self.entry().map_or(("排除事项", "ground of exclusion"), |(_, _, _, _, label, _)| *label)
    }

    /// What fields that stand under a key of a file are called.
    pub(crate) fn labels(key: &str) -> impl Iterator<Item = &'static str> {
        TABLE.iter().filter(move |(_, _, own, ..)| *own == key).map(|(.., (label, _), _)| *label)
    }

    /// What it holds.
    pub(crate) fn values(&self) -> Values {
        self.entry().map_or(Values::Answer, |(.., values)| *values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_fields_of_a_subject_share_a_name() {
        for subject in [Topic, Round, Suggestion, Room, SubjectKind::Unit, Person, Year] {
            let mut names: Vec<&str> = Field::names(subject).collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{subject:?}");
        }
    }
}
