//! `Field`: the fields that a rule may name, with a table of their names, keys, subjects and values.

use super::{Group, SubjectKind};
use crate::model::Name;
use SubjectKind::{Person, Room, Round, Suggestion, Topic, Year};

/// A field that a rule may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The day the topic was entered.
    Began,
    /// Form.
    Form,
    /// Responsible office.
    Office,
    /// Who leads it.
    Lead,
    /// Level of the matter, or of a room.
    Level,
    /// Kinds of matters.
    Matter,
    /// Why the topic belongs to these kinds.
    Basis,
    /// Topic tags.
    Tags,
    /// Ways of choosing people.
    Selection,
    /// How many people with each tag.
    Quota,
    /// Source channel.
    SourceChannel,
    /// Who raised it.
    SourceFrom,
    /// Tickets of the hotline.
    SourceHotline,
    /// All answers to the grounds of exclusion.
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
    /// Bodies that made the plan together.
    MadeBy,
    /// Form of every item of the plan.
    ItemsForm,
    /// Body a suggestion is handed to.
    To,
    /// Person who follows a suggestion up.
    Owner,
    /// Whether a suggestion was adopted.
    Adoption,
    /// What a suggestion was turned into.
    Conversion,
    /// Obstacles to a suggestion.
    Problems,
    /// How a suggestion is to be solved.
    Solution,
    /// Who convenes a room.
    Convener,
    /// A room's liaison officer.
    Liaison,
    /// Person in charge of a room.
    Officer,
    /// Bodies that do a room's daily work.
    DailyWork,
    /// Office that guides a room.
    Guide,
    /// Bodies that run a room.
    RunBy,
    /// Name of a room.
    Name,
    /// Liaison body a person is assigned to.
    Unit,
}

/// The possible values of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Values {
    /// Anything.
    Free,
    /// Terms of a group.
    Term(Group),
    /// Offices or bodies, each of which also stands for its kind and its name.
    Body,
    /// Yes or no.
    Answer,
    /// A kind of office.
    OfficeKind,
    /// A kind of plan item.
    PlanKind,
}

/// A field: its name in rules, its key in its file (dots lead into a map), its subjects, its name in both languages,
/// and its values.
type Entry = (Field, &'static str, &'static str, &'static [SubjectKind], (&'static str, &'static str), Values);

const OF_TOPIC: &[SubjectKind] = &[Topic, Round];

#[rustfmt::skip]
const TABLE: &[Entry] = &[
    (Field::Began, "began", "began", OF_TOPIC, ("登记日期", "the day it was entered"), Values::Free),
    (Field::Form, "form", "form", OF_TOPIC, ("协商形式", "form"), Values::Term(Group::Forms)),
    (Field::Office, "office", "office", &[Topic, Round, Suggestion], ("责任委室", "responsible office"), Values::Free),
    (Field::Lead, "lead", "lead", OF_TOPIC, ("牵头领导", "lead"), Values::Free),
    (Field::Level, "level", "level", &[Topic, Round, Room], ("议题层级", "level of the matter"), Values::Term(Group::Levels)),
    (Field::Matter, "matter", "matter", OF_TOPIC, ("议题内容类别", "matter"), Values::Term(Group::Matters)),
    (Field::Basis, "basis", "basis", OF_TOPIC, ("归类依据", "basis"), Values::Free),
    (Field::Tags, "tags", "tags", OF_TOPIC, ("议题标记", "topic tags"), Values::Term(Group::TopicTags)),
    (Field::Selection, "selection", "selection", OF_TOPIC, ("确定人员方式", "way of choosing people"), Values::Term(Group::Selections)),
    (Field::Quota, "quota", "quota", OF_TOPIC, ("参加人数和各方比例", "number of participants and of each side"), Values::Free),
    (Field::SourceChannel, "source.channel", "source.channel", OF_TOPIC, ("议题来源渠道", "source channel"), Values::Term(Group::Channels)),
    (Field::SourceFrom, "source.from", "source.from", OF_TOPIC, ("提出者", "who raised it"), Values::Free),
    (Field::SourceHotline, "source.hotline", "source.hotline", OF_TOPIC, ("12345热线工单", "tickets of the 12345 hotline"), Values::Free),
    (Field::Scope, "scope", "scope", OF_TOPIC, ("排除事项审查", "answers to the grounds of exclusion"), Values::Term(Group::Questions)),
    (Field::OfficeKind, "office_kind", "office", OF_TOPIC, ("责任委室性质", "kind of office"), Values::OfficeKind),
    (Field::PlanKind, "plan_kind", "kind", OF_TOPIC, ("年度计划中的议题类型", "kind in the plan"), Values::PlanKind),
    (Field::RoomLevel, "room_level", "room", OF_TOPIC, ("协商平台层级", "level of the room"), Values::Term(Group::Levels)),
    (Field::InForce, "in_force", "in_force", OF_TOPIC, ("规程施行日期", "the day the regulation came into force"), Values::Free),
    (Field::MadeBy, "made_by", "made_by", &[Year], ("计划制定单位", "bodies that made the plan"), Values::Body),
    (Field::ItemsForm, "items.form", "items.form", &[Year], ("各项议题的协商形式", "form of each item"), Values::Term(Group::Forms)),
    (Field::To, "to", "to", &[Suggestion], ("交办单位", "body it is handed to"), Values::Body),
    (Field::Owner, "owner", "owner", &[Suggestion], ("督办负责人", "person who presses it"), Values::Free),
    (Field::Adoption, "adoption", "adoption", &[Suggestion], ("采纳情况", "adoption"), Values::Term(Group::Adoptions)),
    (Field::Conversion, "conversion", "conversion", &[Suggestion], ("转化方向", "conversion"), Values::Term(Group::Conversions)),
    (Field::Problems, "problems", "problems", &[Suggestion], ("存在问题", "problems"), Values::Free),
    (Field::Solution, "solution", "solution", &[Suggestion], ("解决思路", "solution"), Values::Free),
    (Field::Convener, "convener", "convener", &[Room], ("召集人", "convener"), Values::Free),
    (Field::Liaison, "liaison", "liaison", &[Room], ("联络员", "liaison officer"), Values::Free),
    (Field::Officer, "officer", "officer", &[Room], ("专人", "person in charge"), Values::Free),
    (Field::DailyWork, "daily_work", "daily_work", &[Room], ("日常工作承担单位", "who does the daily work"), Values::Body),
    (Field::Guide, "guide", "guide", &[Room], ("指导专委会", "committee that guides it"), Values::Body),
    (Field::RunBy, "run_by", "run_by", &[Room], ("具体实施单位", "who runs it"), Values::Body),
    (Field::Name, "name", "name", &[Room], ("名称", "name"), Values::Free),
    (Field::Unit, "unit", "unit", &[Person], ("编入的基层联络机构", "liaison body the person is assigned to"), Values::Free),
];

impl Field {
    /// The field with this name in rules about a kind of subject, except the answers to single questions.
    pub(crate) fn named(name: &str, subject: SubjectKind) -> Option<Self> {
        let known = TABLE.iter().find(|(_, known, _, of, ..)| *known == name && of.contains(&subject));
        known.map(|(field, ..)| field.clone())
    }

    /// The names of fields in rules about a kind of subject.
    pub(crate) fn names(subject: SubjectKind) -> impl Iterator<Item = &'static str> {
        TABLE.iter().filter(move |(_, _, _, of, ..)| of.contains(&subject)).map(|(_, name, ..)| *name)
    }

    fn entry(&self) -> Option<&'static Entry> {
        TABLE.iter().find(|(field, ..)| field == self)
    }

    /// Its key in its file; dots lead into a map.
    pub(crate) fn key(&self) -> &'static str {
        // The answers to single questions are under `scope`.
        self.entry().map_or("scope", |(_, _, key, ..)| key)
    }

    /// Its name, except for answers to single questions, which have the names of the questions.
    pub(crate) fn label(&self) -> (&'static str, &'static str) {
        self.entry().map_or(("排除事项", "ground of exclusion"), |(_, _, _, _, label, _)| *label)
    }

    /// The names of the fields with a key.
    pub(crate) fn labels(key: &str) -> impl Iterator<Item = &'static str> {
        TABLE.iter().filter(move |(_, _, own, ..)| *own == key).map(|(.., (label, _), _)| *label)
    }

    /// Its possible values.
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
