//! The keys of the settings, and of the registers of an archive.

use super::shape::Shape::{self, Any, Form, Known, List, Map, Name, OneOrMany, Record, Text, Whole, Word};
use super::shape::{self, Key, default, may, must};
use super::values::Of;

const ID: shape::Form = shape::Form {
    pattern: "^[a-z0-9](?:[a-z0-9-]{6,62})[a-z0-9]$",
    zh: "8 至 64 个小写字母、数字、连字符，首尾不用连字符",
    en: "8 to 64 small letters, digits and hyphens, no hyphen first or last",
};

const CLASS: shape::Form = shape::Form {
    pattern: r"\{year\}.*\{retention\}|\{retention\}.*\{year\}",
    zh: "类别号要有 {year} 和 {retention}",
    en: "the class has both {year} and {retention}",
};

pub(super) const SETTINGS: &[Key] = &[
    may("archive", Shape::COUNT, "档案库格式的版本", "version of the archive's format"),
    may("id", Form(&ID), "档案库标识，终身不变", "permanent id of the archive"),
    may("institution", Name, "机构名称，用于署名", "name of the institution, as in signatures"),
    may("office", Name, "机构办公室的名称，用于署名", "name of its office, as in signatures"),
    may("language", Known(Of::Languages), "提示所用语言", "language of messages"),
    default("commit", Word(&["auto", "manual"]), "命令是否自动提交", "whether commands commit their changes"),
    may("settle", Shape::LENGTH, "会后多久视为结束", "how long after its meeting a topic counts as ended"),
    may("regulation", Known(Of::Regulations), "新议题适用的规程", "regulation of new topics"),
    default(
        "regulations",
        List(&Known(Of::Regulations)),
        "年度职责适用的规程",
        "regulations whose yearly duties bind the institution",
    ),
    default("offices", Map(Of::Anything, &Record(OFFICE)), "委室，以标识为键", "offices by id"),
    default("bodies", Map(Of::Anything, &Record(BODY)), "机构以外的单位，以标识为键", "bodies outside it, by id"),
    default(
        "codes",
        Map(Of::Anything, &Any(&[Name, Record(CODES)])),
        "发文机关代字，以发文机关为键",
        "codes of document numbers, by issuer",
    ),
    may("filing", Record(FILING), "归档：档号和保管期限", "references of files, and how long they are kept"),
    default("fonts", Record(FONTS), "PDF 所用字体", "families that papers are set in as PDF"),
    default(
        "limits",
        Map(Of::Limits, &Shape::LIMIT),
        "规程没有给出数字的用词，本机构自定的值",
        "the archive's own values for words that the regulations use without a number",
    ),
    may("points", Record(POINTS), "委员履职计分", "what members are given for what they did"),
    default("counting", Word(&["common", "clear"]), "工作日的计算方法", "how days before an event are counted"),
    may("reviews", Word(&["required"]), "审签须对应文书的文本", "an approval counts only as a decision on a text"),
    may("signatures", Shape::REQUIRED_OR_DATE, "审签何时起须签名", "from when on decisions must be signed"),
];

pub(super) const OFFICE: &[Key] =
    &[must("name", Name, "名称", "name"), may("kind", Known(Of::OfficeKinds), "性质", "kind of office")];

pub(super) const BODY: &[Key] = &[
    must("name", Name, "名称", "name"),
    may("kind", Known(Of::BodyKinds), "相当于规程所说的哪种主体", "its kind, as regulations name it"),
];

pub(super) const CODES: &[Key] = &[
    may("letter", Name, "信函的代字", "code of letters"),
    may("document", Name, "文件的代字", "code of documents"),
    may("table", Name, "表格的代字", "code of tables"),
    may("plain", Name, "其他文书的代字", "code of other papers"),
];

const RETENTION: Shape = Word(&["D10", "D30", "Y"]);

pub(super) const FILING: &[Key] = &[
    must("fonds", Name, "全宗号", "number that the archives gave to the institution"),
    may("class", Form(&CLASS), "类别号", "class of its files"),
    default(
        "retention",
        Map(Of::AllDocuments, &RETENTION),
        "保管期限，以文书为键：10 年、30 年、永久",
        "how long papers of a kind are kept: 10 years, 30 years, for ever",
    ),
];

const FAMILIES: Shape = List(&Name);

pub(super) const FONTS: &[Key] = &[
    default("title", FAMILIES, "标题（小标宋）", "titles and marks"),
    default("body", FAMILIES, "正文（仿宋）", "the text"),
    default("kai", FAMILIES, "二级标题（楷体）", "headings of the second level"),
    default("hei", FAMILIES, "一级标题（黑体）", "headings of the first level"),
    default("song", FAMILIES, "页码（宋体）", "page numbers"),
];

const TENTHS: Shape = Shape::Decimal(-10_000, 10_000);

pub(super) const POINTS: &[Key] = &[
    default("came", TENTHS, "到会", "for coming"),
    default("leave", TENTHS, "请假", "for asking for leave"),
    default("absent", TENTHS, "缺席", "for being absent"),
    default("spoke", TENTHS, "发言", "for speaking"),
    default("researched", TENTHS, "参加调研", "for taking part in research"),
    default("suggestion", TENTHS, "提出建议", "for a suggestion"),
    default("adopted", TENTHS, "建议被采纳", "for a suggestion that was adopted"),
];

pub(super) const PERSON: &[Key] = &[
    must("id", Name, "标识", "id, as events and topics name the person"),
    must("name", Name, "姓名", "name as printed"),
    default("posts", List(&Any(&[Known(Of::Posts), Record(POST)])), "职务", "posts held"),
    default("tags", List(&Known(Of::PersonTags)), "标签", "tags"),
    may("sector", Name, "界别", "sector to which they belong as a member"),
    may("unit", Known(Of::Liaison), "编入的基层联络机构", "liaison body they are assigned to"),
    default("deputises", List(&Record(DEPUTISING)), "可代谁审签", "those whose decisions they may take"),
];

pub(super) const POST: &[Key] = &[
    must("post", Known(Of::Posts), "职务", "post"),
    may("from", Shape::DATE, "任职第一天", "first day"),
    may("until", Shape::DATE, "任职最后一天", "last day"),
];

pub(super) const DEPUTISING: &[Key] = &[
    must("for", Known(Of::Actors), "代谁", "who is represented"),
    must("from", Shape::DATE, "第一天", "first day"),
    must("until", Shape::DATE, "最后一天", "last day"),
    must("by", Known(Of::Actors), "由谁授权", "who authorised it"),
];

pub(super) const ROOM: &[Key] = &[
    must("id", Name, "标识", "id, as topics name the room"),
    must("name", Name, "名称", "name"),
    must("level", Known(Of::Levels), "层级", "level"),
    must("regulation", Known(Of::Regulations), "适用的规程", "regulation that governs it"),
    may("unit", Known(Of::Units), "所在的地方", "place that has this room"),
    may("opened", Shape::DATE, "建立日期", "day it was opened"),
    may("closed", Shape::DATE, "撤销日期", "last day of its existence"),
    may("convener", Known(Of::People), "召集人", "who convenes it"),
    may("liaison", Known(Of::People), "联络员", "liaison officer"),
    may("officer", Known(Of::People), "专人", "person in charge"),
    default("daily_work", OneOrMany(&Known(Of::Actors)), "日常工作承担单位", "who does its daily work"),
    default("run_by", OneOrMany(&Known(Of::Actors)), "具体实施单位", "who runs it"),
    may("guide", Known(Of::Actors), "指导专委会", "office that guides it"),
];

pub(super) const UNIT: &[Key] = &[
    must("id", Name, "标识", "id, as rooms name the place"),
    must("name", Name, "名称", "name"),
    must("level", Known(Of::Levels), "层级", "level"),
];

pub(super) const NUMBER: &[Key] = &[
    must("code", Name, "发文机关代字", "code of the issuer"),
    must("year", Whole(i32::MIN as i64, i32::MAX as i64), "年份", "year"),
    must("number", Shape::COUNT, "序号", "number"),
    may("through", Shape::COUNT, "到第几号为止", "last number, of several"),
    may("topic", Name, "议题编号，或 plan:年份", "key of the topic, or plan:YEAR"),
    may("document", Known(Of::Documents), "文书", "document"),
    may("paper", Name, "文件名", "file of the paper"),
    must("date", Shape::DATE, "取号日期", "day it was given out"),
    default("instead_of", Shape::NAMES, "代替的号", "numbers it replaces"),
    may("note", Name, "备注", "note"),
];

pub(super) const FILED: &[Key] = &[
    must("reference", Name, "档号", "reference"),
    must("topic", Name, "议题编号", "key of the topic"),
    must("file", Name, "文件", "file, from the folder of the topic"),
    must("date", Shape::DATE, "给号日期", "day it was given"),
];

pub(super) const CALENDAR: &[Key] = &[
    default("year", Whole(i32::MIN as i64, i32::MAX as i64), "年份", "year"),
    default("notices", List(&Record(NOTICE)), "依据的通知", "notices that declare it"),
    default("holidays", Map(Of::Anything, &Shape::SPANS), "节假日，以名称为键", "days off, by name"),
    default("workdays", List(&Shape::DATE), "调休上班的日子", "make-up working days"),
];

pub(super) const NOTICE: &[Key] = &[
    may("number", Name, "文号", "number"),
    may("date", Shape::DATE, "日期", "date"),
    may("title", Name, "标题", "title"),
    may("url", Name, "网址", "address"),
    default("declares", Shape::SPANS, "由它公布的日子", "days that it declares"),
];

pub(super) const DRAW: &[Key] = &[
    must("date", Shape::DATE, "抽选日期", "day it was drawn"),
    default("by", OneOrMany(&Known(Of::Actors)), "抽选人", "who drew"),
    may("round", Shape::ROUND, "轮次", "round of consultation"),
    must("pool", Record(POOL), "名单", "list from which people were drawn"),
    must("size", Shape::COUNT, "抽几人", "how many were drawn"),
    default("quotas", List(&Record(DRAW_QUOTA)), "名额", "how many must have a tag"),
    must("sources", List(&Record(SOURCE_OF_DRAW)), "随机数来源", "sources of randomness"),
    must("strata", List(&Record(STRATUM)), "分层", "strata"),
    default("replaced", List(&Record(REPLACED)), "替补", "replacements"),
];

pub(super) const POOL: &[Key] = &[
    must("file", Name, "文件", "file, beside the record"),
    must("sha256", Text, "文件的 SHA-256", "SHA-256 of its bytes"),
    must("people", Shape::COUNT, "人数", "how many people it has"),
];

pub(super) const DRAW_QUOTA: &[Key] = &[
    must("tag", Name, "标签", "tag"),
    must("at_least", Shape::COUNT, "至少", "at least"),
    must("at_most", Shape::COUNT, "至多", "at most"),
];

pub(super) const SOURCE_OF_DRAW: &[Key] =
    &[may("name", Name, "名称", "name"), must("numbers", List(&Text), "数字", "numbers")];

pub(super) const STRATUM: &[Key] = &[
    default("tags", Shape::NAMES, "标签", "tags that its people have"),
    must("people", Shape::COUNT, "人数", "how many people are in it"),
    must("drawn", Shape::COUNT, "抽几人", "how many of them are drawn"),
    must("key", Text, "RFC 3797 的密钥", "key of RFC 3797"),
    must("order", List(&Name), "抽出的次序", "its people in the order drawn"),
];

pub(super) const REPLACED: &[Key] = &[
    must("date", Shape::DATE, "日期", "day"),
    must("out", Name, "换下的人", "who was replaced"),
    must("in", Name, "补上的人", "who came instead"),
    may("note", Text, "原因", "why"),
];
