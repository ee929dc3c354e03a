//! The keys of `regulation.yml`. What its ids mean among each other `regulation validate` says.

use super::shape::Shape::{self, Any, Bool, List, Map, Name, One, OneOrMany, Record, Text, Word};
use super::shape::{Key, default, may, must};
use super::values::Of;

const NAMES: Shape = List(&Name);
const TERMS: Shape = Map(Of::Anything, &Record(TERM));
const BOUND: Shape = Any(&[Shape::COUNT, Text]);
const SCALAR: Shape = Any(&[Bool, Text]);
const VALUES: Shape = Any(&[Bool, Text, List(&SCALAR)]);
const WHEN: Shape =
    Map(Of::Anything, &Any(&[Bool, Text, List(&SCALAR), Record(NOT), Record(AT_LEAST), Record(LESS_THAN)]));
const SUBJECT: Shape = Word(&["topic", "round", "suggestion", "room", "unit", "person", "year"]);
const ROUND: Shape = Word(&["own", "next"]);

pub(super) const REGULATION: &[Key] = &[
    must("id", Name, "标识，即文件夹的名称", "id, the name of its folder"),
    must("title", Name, "全称", "title"),
    default("also", NAMES, "简称", "other names"),
    may("in_force", Shape::DATE, "施行日期", "first day in force"),
    default("forms", TERMS, "协商形式", "forms of consultation"),
    default("posts", TERMS, "职务", "posts"),
    default("tags", TERMS, "人员的身份", "what somebody is at a meeting"),
    default("topic_tags", TERMS, "议题标签", "what a topic is"),
    default("bodies", TERMS, "主体", "bodies that act or are addressed"),
    default("channels", TERMS, "来源渠道", "where topics come from"),
    default("ways", TERMS, "方式", "ways of doing things"),
    default("suggestion_kinds", TERMS, "建议类别", "kinds of suggestions"),
    default("adoptions", TERMS, "采纳情况", "outcomes of suggestions"),
    default("conversions", TERMS, "转化方向", "what suggestions are turned into"),
    default("activities", TERMS, "会议以外的活动", "what people take part in besides the meeting"),
    default("matters", TERMS, "议题内容类别", "what topics are about"),
    default("questions", TERMS, "排除事项", "grounds that exclude a topic"),
    default("levels", TERMS, "层级", "levels of rooms, places and matters"),
    default("selections", TERMS, "确定人员方式", "ways of choosing people"),
    default("words", Map(Of::Anything, &Name), "没有给出数字的用词", "words that stand for a length or a number"),
    default("events", Map(Of::Anything, &Record(EVENT)), "事件，以标识为键", "events by id"),
    default("documents", Map(Of::Anything, &Record(DOCUMENT)), "文书，以标识为键", "documents by id"),
    default("stages", List(&Record(STAGE)), "环节", "stages"),
    default("rules", List(&Record(RULE)), "规则，照原文的次序", "rules, in the order of the text"),
];

pub(super) const TERM: &[Key] = &[
    must("name", Name, "中文名", "Chinese name"),
    may("en", Name, "英文名", "English label"),
    default("also", NAMES, "别名", "other names"),
    default("implies", NAMES, "也算作", "also counts as these"),
    default("of", NAMES, "由哪些人组成", "groups it consists of"),
    may("kind", Name, "用这一形式的计划项目是什么", "what an item of the plan with this form is"),
    may("occasion", Name, "文书如何称呼，{topic} 为题目", "how papers call what is held"),
    may("held", Name, "召开、举行或开展", "the verb for holding it"),
    may("office", Name, "为哪个委室；由哪个主体转请", "for which office, or through which body it is asked"),
];

pub(super) const EVENT: &[Key] = &[
    must("name", Name, "中文名", "Chinese name"),
    may("en", Name, "英文名", "English label"),
    default("also", NAMES, "别名", "other names"),
    default("of", SUBJECT, "是什么的事件", "kind of subject it belongs to"),
    default("document", NAMES, "以哪些文书的日期为准", "documents whose date stands for it"),
    default("issues", NAMES, "随之印发的文书", "documents that are issued with it"),
    may("announces", Name, "公布什么的日期", "whose date it announces"),
    may("amends", Name, "变更什么的安排", "whose arrangements it changes"),
    may("is", Name, "特别含义", "special meaning"),
    default("reminds", NAMES, "催办哪些事件", "events that it presses for"),
];

pub(super) const DOCUMENT: &[Key] = &[
    must("name", Name, "中文名", "Chinese name"),
    may("en", Name, "英文名", "English label"),
    default("also", NAMES, "别名", "other names"),
    may("is", Name, "算作哪种文书", "document that it counts as"),
    may("layout", Name, "版式", "layout"),
    default("upward", NAMES, "哪些主体的是上行文", "bodies whose papers of this kind go upward"),
    may("retention", Word(&["D10", "D30", "Y"]), "保管期限：10 年、30 年、永久", "kept 10 years, 30 years, for ever"),
    default("sections", Map(Of::Anything, &Shape::NAMES), "应有的章节", "its sections"),
    may("stage", Name, "属于哪个环节", "stage to which it belongs"),
    may("forms", NAMES, "哪些协商形式才有", "forms whose topics have it"),
    default(
        "of",
        Word(&["topic", "round"]),
        "每轮协商各一份（`round`），或一个议题一份",
        "whether each round has one, or the topic",
    ),
    may("table", Record(TABLE), "由档案库的事实填写的表格", "table that is filled from what is on record"),
];

pub(super) const TABLE: &[Key] = &[
    must("of", Name, "每行是什么", "what has a row"),
    default("kinds", Shape::NAMES, "哪些类别的建议", "kinds of suggestions"),
    may("title", Name, "标题", "title"),
    must("columns", Map(Of::Anything, &Name), "各列，以栏名为键", "columns, by heading"),
    default("foot", Map(Of::Anything, &Name), "表下各项", "what stands below"),
];

pub(super) const STAGE: &[Key] = &[
    must("id", Name, "标识", "id"),
    must("name", Name, "中文名", "Chinese name"),
    may("en", Name, "英文名", "English label"),
    must("done_when", Shape::NAMES, "哪些事件之一即完成", "done with one of these events"),
    default("when", WHEN, "什么情形才有", "if"),
];

pub(super) const RULE: &[Key] = &[
    must("id", Name, "规则的名称", "id"),
    must("article", Name, "条款，照原文的编号", "article"),
    must("quote", Text, "原文，一字不改", "exact words of the text"),
    must("en", Text, "英文的意思", "what it means in English"),
    must("force", Word(&["must", "should", "may"]), "效力", "force"),
    default("subject", SUBJECT, "对每个什么", "what it holds for"),
    may(
        "per",
        Word(&["month", "2 months", "quarter", "half-year", "year"]),
        "协商室的每个什么期间",
        "period of a room",
    ),
    default("when", WHEN, "什么情形", "if"),
    may("due", Record(DUE), "何时办", "by when"),
    default("whose", NAMES, "由谁负责", "whose it is"),
    must("check", Any(&[Word(&["attest", "guidance"]), One(CHECK), List(&One(CHECK))]), "要求什么", "what is asked"),
];

const NOT: &[Key] = &[must("not", VALUES, "不是这些", "none of these")];

const AT_LEAST: &[Key] = &[must("at_least", BOUND, "至少", "at least"), may("less_than", BOUND, "少于", "less than")];

const LESS_THAN: &[Key] = &[must("less_than", BOUND, "少于", "less than")];

pub(super) const DUE: &[Key] = &[
    default("after", Shape::NAMES, "在哪些事件之后", "after these events"),
    default("once", Shape::NAMES, "在哪些事件之后，此前办的也算", "after these, and what was done before counts"),
    default("before", Shape::NAMES, "在哪些事件之前", "before these events"),
    default("latest", Shape::NAMES, "最迟", "at the latest"),
    default("anchor", Word(&["running", "last", "each"]), "从哪一次起算", "from which occurrence it counts"),
    may("until", Name, "到哪个事件为止", "until this event"),
    may("by", Name, "多久，或哪一天", "length of time, or day"),
    may("every", Name, "每隔多久", "every so often"),
    may("counting", Word(&["common", "clear"]), "工作日的计算方法", "how days are counted"),
];

pub(super) const CHECK: &[Key] = &[
    default("event", Record(EVENT_CHECK), "记录了事件", "an event is on record"),
    default("chain", Record(CHAIN), "依次办理", "steps in order"),
    default("document", Record(DOCUMENT_CHECK), "有文书", "a document is there"),
    default("field", Record(FIELD_CHECK), "字段有值", "a field has a value"),
    default("post", Record(POST_CHECK), "由某职务的人担任", "who has a role holds a post"),
    default("people", Record(PEOPLE_CHECK), "有这些人参加", "people take part"),
    default("count", Record(COUNT_CHECK), "有几个", "so many of them"),
    default("wording", Record(WORDING_CHECK), "用语", "words"),
];

pub(super) const EVENT_CHECK: &[Key] = &[
    may("id", Name, "事件", "event"),
    default("any", NAMES, "其中之一", "one of these"),
    default("all", NAMES, "全部", "all of these"),
    default("by", Shape::NAMES, "由谁", "who did it"),
    default("to", Shape::NAMES, "对谁", "to whom"),
    default("via", Shape::NAMES, "方式", "in which way"),
    default("needs", List(&Word(&["by", "to", "via", "for", "ref", "note"])), "须写明", "what must be stated"),
    default("round", ROUND, "哪一轮的", "of which round"),
    may("among", Name, "在哪些之中", "among these"),
    may("where_invited", Record(WHERE_INVITED), "邀请了的才须", "where these are invited"),
    default("not_after", NAMES, "不得在这些之后", "not after these"),
];

pub(super) const WHERE_INVITED: &[Key] =
    &[must("to", Shape::NAMES, "对谁", "to whom"), default("when", WHEN, "什么情形", "if")];

pub(super) const CHAIN: &[Key] = &[
    must("steps", Any(&[Word(&["stages"]), List(&Record(STEP))]), "各步，或 stages", "steps, or stages"),
    may("document", Name, "审签哪种文书", "document that is decided on"),
    may("then", Name, "之后的事件", "event after them"),
    default("resume", Word(&["first", "returner"]), "退回后从哪里起", "where it goes on after a return"),
    default("issuer", Shape::NAMES, "发文机关", "issuer"),
    default("to", Shape::NAMES, "主送", "recipients"),
    default("cc", Shape::NAMES, "抄送", "copies"),
];

pub(super) const STEP: &[Key] = &[
    may("id", Name, "事件", "event"),
    default("any", NAMES, "其中之一", "one of these"),
    default("all", NAMES, "全部", "all of these"),
    default("by", Shape::NAMES, "由谁", "who did it"),
    default("to", Shape::NAMES, "对谁", "to whom"),
    default("round", ROUND, "哪一轮的", "of which round"),
    default("when", WHEN, "什么情形", "if"),
];

pub(super) const DOCUMENT_CHECK: &[Key] = &[
    may("id", Name, "文书", "document"),
    default("any", NAMES, "其中之一", "one of these"),
    default("all", NAMES, "全部", "all of these"),
    default("by", Shape::NAMES, "由谁", "who made it"),
    default("issuer", Shape::NAMES, "发文机关", "issuer"),
    default("to", Shape::NAMES, "主送", "recipients"),
    default("cc", Shape::NAMES, "抄送", "copies"),
    default(
        "fields",
        List(&Word(&[
            "title",
            "to",
            "issuer",
            "number",
            "signer",
            "subject",
            "held",
            "place",
            "host",
            "agenda",
            "absorbs",
            "filled_by",
            "filled_on",
        ])),
        "文首须写明",
        "what its head must state",
    ),
    default("absorbs", NAMES, "须吸纳", "papers that it includes"),
    default("sections", List(&Shape::NAMES), "须有的章节", "sections that it has"),
    default("columns", NAMES, "须有的栏目", "columns that it has"),
    may("title", Name, "标题的写法", "how its title reads"),
    default("in_order", Bool, "章节依次排列", "whether sections stand in this order"),
];

pub(super) const FIELD_CHECK: &[Key] = &[
    must("field", Name, "字段", "field"),
    default("one_of", List(&SCALAR), "是其中之一", "is one of these"),
    default("none_of", List(&SCALAR), "不是其中任何一个", "is none of these"),
    default("any_of", List(&SCALAR), "至少有其一", "has one of these"),
    default("all_of", List(&SCALAR), "全部都有", "has all of these"),
    may("same_as", Name, "与另一字段相同", "is the same as another"),
    may("at_least", BOUND, "至少", "at least"),
    may("at_most", BOUND, "至多", "at most"),
    default("when", WHEN, "什么情形", "if"),
];

pub(super) const POST_CHECK: &[Key] = &[
    must(
        "who",
        Word(&["host", "briefer", "research-lead", "topic-lead", "room-convener", "room-liaison"]),
        "谁",
        "who",
    ),
    must("posts", NAMES, "须任的职务", "posts they may hold"),
    default("delegate", NAMES, "谁可以委托", "who may delegate it"),
    default("tags", NAMES, "或有的标签", "or tags they may have"),
];

pub(super) const PEOPLE_CHECK: &[Key] = &[
    default("at", NAMES, "在哪些活动", "at these activities"),
    default("each", List(&Shape::NAMES), "各方，每一方都要有", "each of these sides"),
    may("at_least", BOUND, "至少", "at least"),
    may("at_most", BOUND, "至多", "at most"),
    may("of", Name, "以谁为总数", "of whom"),
    may("basis", Word(&["invited", "attended", "known"]), "按邀请还是到会", "by whom it is counted"),
    default("except", OneOrMany(&Name), "不计", "not counted"),
];

pub(super) const COUNT_CHECK: &[Key] = &[
    must("of", Name, "数什么", "what is counted"),
    default("where", WHEN, "其中什么样的", "which of them"),
    may("at_least", BOUND, "至少", "at least"),
    may("at_most", BOUND, "至多", "at most"),
];

pub(super) const WORDING_CHECK: &[Key] = &[
    must("documents", Shape::NAMES, "哪些文书", "in which documents"),
    default("never", OneOrMany(&Text), "不得出现的用语", "words that never stand there"),
    may("names", Name, "须写出名称的", "whose name must stand there"),
    may("like", Text, "类似的写法", "what looks like it"),
    may("use", Text, "应写作", "what to write"),
];
