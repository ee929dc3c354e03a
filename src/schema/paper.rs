//! The keys of the heads of papers, of decisions on them, and of comments.

use super::shape::Shape::{self, Bool, Known, List, Map, Name, OneOrMany, Text, Word};
use super::shape::{Key, default, may, must};
use super::topic::SECRECY;
use super::values::Of;

const ACTORS: Shape = OneOrMany(&Known(Of::Actors));

pub(super) const FRONT_MATTER: &[Key] = &[
    must("document", Known(Of::Documents), "文书", "document of the regulation"),
    may("title", Name, "标题", "title as printed"),
    may("date", Shape::DATE, "成文日期", "date of the paper"),
    may("office", Known(Of::Offices), "拟稿部门", "office that drafted it"),
    may("issuer", Known(Of::Actors), "发文机关", "body that issues it"),
    default("to", ACTORS, "主送", "main recipients"),
    default("cc", ACTORS, "抄送", "copies"),
    may("number", Name, "发文字号", "document number"),
    may("signer", Name, "签发人", "who signs it for issue"),
    may("copy_number", Name, "份号", "copy number"),
    may("urgency", Name, "紧急程度", "how urgent it is"),
    may("secrecy", SECRECY, "密级", "its secrecy"),
    default("public", Bool, "公开", "whether it may be shown to everybody"),
    default("attachments", Shape::NAMES, "附件", "papers sent with it, by title"),
    may("note", Name, "附注", "note below the date"),
    may("meeting", Shape::DATE, "会期", "day of the meeting it announces"),
    may("round", Shape::ROUND, "轮次", "round of consultation"),
    may("room", Known(Of::Rooms), "协商室", "room it concerns"),
    may("subject", Name, "会议主题", "subject of the meeting it records"),
    may("held", Name, "会议时间", "when that meeting was held"),
    may("place", Name, "会议地点", "where it was held"),
    may("host", Name, "主持人", "who chaired it"),
    default("agenda", Shape::NAMES, "会议议程", "its agenda"),
    default("absorbs", OneOrMany(&Known(Of::Documents)), "吸纳", "papers that it includes"),
    default("covers", Map(Of::Anything, &Name), "内容所在", "under which heading prescribed content stands"),
    may("filled_by", Known(Of::Actors), "填报部门", "department that filled in a table"),
    may("filled_on", Shape::DATE, "填报时间", "when it was filled in"),
];

pub(super) const DECISION: &[Key] = &[
    may("topic", Name, "议题编号，或 plan:年份", "key of the topic, or plan:YEAR"),
    may("document", Name, "文书", "kind of paper"),
    may("round", Shape::COUNT, "审签的轮次", "round of review"),
    may("step", Known(Of::Events), "环节", "event of the step"),
    must("by", Known(Of::Actors), "决定人", "who decided"),
    may("for", Known(Of::Actors), "代谁，或转请谁", "whose power they used, or to whom it is passed on"),
    may("post", Name, "职务", "post in which they decided"),
    must("date", Shape::DATE, "日期", "when"),
    must("verdict", VERDICT, "决定", "what was decided"),
    may("via", VIA, "如何得知", "how the decision reached whoever entered it"),
    may("note", Text, "意见", "what was said with it"),
    must("sha256", Name, "文书的 SHA-256", "SHA-256 of the paper's bytes"),
    may("commit", Name, "含有这一文本的提交", "commit that holds these bytes"),
    may("recorded_by", Text, "登记人", "who entered it"),
    may("prev", List(&Name), "所承接各行的 SHA-256", "SHA-256 of the lines it follows"),
];

const VERDICT: Shape = Word(&[
    "submit",
    "送审",
    "approve",
    "同意",
    "通过",
    "批准",
    "amend",
    "改后同意",
    "改后签发",
    "return",
    "退回",
    "退回修改",
    "hold",
    "缓发",
    "暂缓",
    "note",
    "阅",
    "pass-on",
    "转请",
    "withdraw",
    "撤回",
]);

const VIA: Shape = Word(&["circle", "圈阅", "scan", "扫描件", "meeting", "会议"]);

pub(super) const COMMENT: &[Key] = &[
    must("id", Name, "标识", "id, which follows from the line"),
    must("text", Name, "所批文本的 SHA-256", "SHA-256 of the text on which it was made"),
    must("start", Shape::COUNT, "之前有几个字符", "how many characters come before the words"),
    must("exact", Text, "所批的文字", "the words"),
    must("prefix", Text, "之前的文字", "what comes before them"),
    must("suffix", Text, "之后的文字", "what comes after them"),
    must("by", Known(Of::Actors), "批注人", "who made it"),
    must("date", Shape::DATE, "日期", "when"),
    must("body", Text, "批注", "what was said"),
];

pub(super) const SETTLEMENT: &[Key] = &[
    must("settles", Name, "处理哪一条批注", "id of the comment"),
    must("by", Known(Of::Actors), "处理人", "who says so"),
    must("date", Shape::DATE, "日期", "when"),
    may("note", Text, "如何处理", "how"),
];
