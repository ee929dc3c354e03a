//! The keys of the files of a topic and of a year.

use super::shape::Shape::{self, Any, Bool, Form, Known, List, Map, Name, OneOrMany, Record, Text, Word};
use super::shape::{self, Key, default, may, must};
use super::values::Of;
use crate::vocabulary::Group;

const KEPT: shape::Form = shape::Form {
    pattern: r"^\s*(?:内部|[Ii]nternal)\s*(?:[★☆*＊(（].*)?$",
    zh: "档案库中只能是“内部”",
    en: "only 内部 may stand in an archive",
};

/// A mark of secrecy.
pub(super) const SECRECY: Shape = Form(&KEPT);

const ACTORS: Shape = OneOrMany(&Known(Of::Actors));

pub(super) const TOPIC: &[Key] = &[
    must("title", Name, "题目", "title"),
    may("form", Known(Of::Terms(Group::Forms)), "协商形式", "form of consultation"),
    must("regulation", Known(Of::Regulations), "适用的规程", "regulation that governs it"),
    may("began", Shape::DATE, "登记日期", "day it was entered"),
    may("office", Known(Of::Offices), "责任委室", "responsible office"),
    may("lead", Known(Of::People), "牵头领导", "who leads it"),
    may("room", Known(Of::Rooms), "协商室", "consultation room it belongs to"),
    default("ad_hoc", Bool, "临时议题", "called for by circumstances and not in the plan"),
    default("tags", OneOrMany(&Known(Of::Terms(Group::TopicTags))), "议题标签", "topic tags"),
    may("entrusted_by", Known(Of::Actors), "委托方", "who entrusted it"),
    may("source", Record(SOURCE), "来源", "where it came from"),
    may("level", Known(Of::Terms(Group::Levels)), "议题层级", "level of the matter"),
    default("matter", OneOrMany(&Known(Of::Terms(Group::Matters))), "议题内容类别", "kinds of matters it belongs to"),
    may("basis", Text, "归类依据", "why it belongs to them"),
    may(
        "scope",
        Map(Of::Anything, &Any(&[Bool, Text])),
        "排除事项：逐项答 true 或 false，并写 by、date、note",
        "answers to the grounds of exclusion, with by, date and note",
    ),
    default("selection", OneOrMany(&Known(Of::Terms(Group::Selections))), "确定人员方式", "ways of choosing people"),
    default("quota", Map(Of::Quota, &Shape::COUNT), "名额，以标签为键", "how many people, by tag"),
    default("scheduled", Map(Of::Events, &Shape::DATE), "预定日期，以事件为键", "planned dates, by event"),
    may("secrecy", SECRECY, "密级", "its secrecy"),
    default("session", Record(SESSION), "会议安排", "the meeting as its papers announce it"),
];

pub(super) const SOURCE: &[Key] = &[
    may("channel", Known(Of::Terms(Group::Channels)), "来源渠道", "channel"),
    default("from", Shape::NAMES, "提出者", "who raised it"),
    default("hotline", Shape::NAMES, "12345热线工单", "tickets of the hotline"),
];

pub(super) const SESSION: &[Key] = &[
    may("time", Shape::HOUR, "会议时间", "when it begins"),
    may("minutes", Shape::COUNT, "会议时长（分钟）", "how long it is to last, in minutes"),
    may("place", Name, "会议地点", "building and room"),
    may("arrival", Shape::HOUR, "报到时间", "when to arrive"),
    may("dress", Name, "着装要求", "what to wear"),
    may("contact", Name, "联系人", "whom to ask"),
    may("phone", Name, "联系电话", "their telephone number"),
    may("reply_by", Shape::MOMENT, "回执时限", "until when to say who comes"),
    may("materials_by", Shape::MOMENT, "材料报送时限", "until when material is to be handed in"),
    default("agenda", List(&Any(&[Text, Record(AGENDA)])), "会议议程", "what comes in which order"),
];

pub(super) const AGENDA: &[Key] = &[
    must("item", Name, "事项", "what happens"),
    may("speaker", Name, "发言人", "who speaks"),
    may("minutes", Shape::COUNT, "时长（分钟）", "for how long, in minutes"),
];

pub(super) const TOPIC_EVENT: &[Key] = &event(Of::TopicEvents);
pub(super) const YEAR_EVENT: &[Key] = &event(Of::YearEvents);
pub(super) const SUGGESTION_EVENT: &[Key] = &event(Of::SuggestionEvents);

const fn event(of: Of) -> [Key; 13] {
    [
        must("date", Shape::DATE, "发生的日期", "day it happened"),
        must("event", Known(of), "事件", "event"),
        default("by", ACTORS, "由谁", "who did it"),
        default("to", ACTORS, "对谁", "to whom"),
        may("via", Known(Of::Ways), "方式", "in which way"),
        may("for", Shape::DATE, "所通知的会期", "date of the meeting that it announces"),
        default("ref", Shape::NAMES, "涉及的文书、文号、议题或规则", "papers, numbers, topics or rules it refers to"),
        may("round", Shape::ROUND, "轮次", "round of consultation"),
        may("room", Known(Of::Rooms), "协商室", "room it concerns"),
        may("note", Text, "备注", "note"),
        default("public", Bool, "可以公开", "whether it may be shown to everybody"),
        may("void", Shape::DATE, "作废哪一天的同一事件", "voids the entry of this event with this date"),
        may("again", Shape::ROUND, "作废后第几次重记", "how often it was recorded anew after it was voided"),
    ]
}

pub(super) const ATTENDEE: &[Key] = &[
    must("name", Name, "姓名", "name as printed"),
    may("person", Known(Of::Anybody), "人员登记中的标识", "id in the register of people"),
    may("affiliation", Name, "单位及职务", "employer and post"),
    default("tags", OneOrMany(&Known(Of::Roles)), "身份", "their roles here"),
    default("at", OneOrMany(&Known(Of::Activities)), "参加的活动", "activities they take part in"),
    may("round", Shape::ROUND, "轮次", "round of consultation"),
    may("invited", Shape::DATE, "邀请日期", "day of the invitation"),
    may("attendance", ATTENDANCE, "到会情况", "whether they came"),
    may("attended", ATTENDANCE, "到会情况（旧写法）", "whether they came, as once written"),
    default("spoke", Bool, "发言", "whether they spoke"),
    may("delegated_by", Known(Of::Actors), "委托其主持的人", "who delegated the chair to them"),
];

const ATTENDANCE: Shape = Any(&[Word(&["present", "到会", "leave", "请假", "absent", "缺席"]), Bool]);

pub(super) const SUGGESTION: &[Key] = &[
    must("id", Name, "标识", "id, unique within the topic"),
    must("kind", Known(Of::Terms(Group::SuggestionKinds)), "类别", "kind"),
    must("text", Text, "内容", "what is suggested, promised or answered"),
    may("round", Shape::ROUND, "轮次", "round of consultation"),
    may("key", Bool, "重点建议", "a key or difficult one"),
    default("to", ACTORS, "交办单位", "bodies it is handed to"),
    may("owner", Known(Of::Actors), "督办负责人", "who follows it up"),
    may("office", Known(Of::Offices), "承办委室", "office in charge"),
    default("proposers", Shape::NAMES, "提出者", "who proposed it"),
    may("due", Shape::DATE, "答复期限", "day by which an answer was asked for or promised"),
    may("adoption", Known(Of::Terms(Group::Adoptions)), "采纳情况", "whether it was adopted"),
    may(
        "satisfaction",
        Word(&["satisfied", "满意", "mostly-satisfied", "基本满意", "dissatisfied", "不满意"]),
        "满意程度",
        "what its proposers say of the answer",
    ),
    default("conversion", OneOrMany(&Known(Of::Terms(Group::Conversions))), "转化方向", "what it was turned into"),
    may("problems", Text, "存在问题", "obstacles"),
    may("solution", Text, "解决思路", "how it is to be solved"),
    default("public", Bool, "可以公开", "whether it may be shown to everybody"),
    default("events", List(&Record(SUGGESTION_EVENT)), "办理经过", "what happened to it"),
];

pub(super) const MATERIAL: &[Key] = &[
    must("file", Name, "文件", "file, from this folder"),
    must("document", OneOrMany(&Known(Of::Documents)), "是什么文书", "what it is"),
    may("title", Name, "标题", "title"),
    may("from", Name, "提供者", "who provided it"),
    default("public", Bool, "可以公开", "whether it may be shown to everybody"),
    may("date", Shape::DATE, "日期", "date"),
    may("room", Known(Of::Rooms), "协商室", "room it concerns"),
    may("round", Shape::ROUND, "轮次", "round of consultation"),
];

pub(super) const WAIVER: &[Key] = &[
    must("rule", Known(Of::Rules), "规则", "rule"),
    must("reason", Text, "原因", "why it is not followed"),
    must("by", Known(Of::Actors), "批准人", "who decided it"),
    must("date", Shape::DATE, "日期", "when"),
    may("until", Shape::DATE, "最后一天", "last day it applies"),
    may("round", Shape::ROUND, "轮次", "round it is for"),
    may("room", Known(Of::Rooms), "协商室", "room it is for"),
];

pub(super) const ATTEST: &[Key] = &[
    must("rule", Known(Of::Rules), "规则", "rule"),
    must("by", Known(Of::Actors), "确认人", "who states that it was followed"),
    must("date", Shape::DATE, "日期", "when"),
    may("round", Shape::ROUND, "轮次", "round it is stated for"),
    may("room", Known(Of::Rooms), "协商室", "room it is stated of"),
    may("note", Text, "备注", "how it was followed"),
];

pub(super) const PLAN: &[Key] = &[
    default("made_by", ACTORS, "计划制定单位", "bodies that made the plan"),
    default("items", List(&Record(ITEM)), "计划的议题", "planned topics"),
];

pub(super) const ITEM: &[Key] = &[
    must("title", Name, "题目", "title"),
    may("form", Known(Of::Terms(Group::Forms)), "协商形式", "form of consultation"),
    may("kind", Known(Of::PlanKinds), "类型", "kind"),
    may("office", Known(Of::Offices), "责任委室", "responsible office"),
    may("topic", Form(&TOPIC_KEY), "转为的议题", "topic it became"),
    may("channel", Known(Of::Terms(Group::Channels)), "来源渠道", "channel"),
    default("ad_hoc", Bool, "临时增列", "added during the year"),
    may("note", Name, "未办原因", "why it became no topic"),
];

const TOPIC_KEY: shape::Form = shape::Form {
    pattern: "^[0-9]{4}-[0-9]{3,6}$",
    zh: "议题编号写作 2026-003",
    en: "write the key of a topic as 2026-003",
};
