//! The front matter of a paper.

use super::{Date, Name, OneOrMany, UniqueMap};
use serde::Deserialize;

impl FrontMatter {
    /// Its keys with what an office calls them.
    pub const NAMES: [(&str, &str); 27] = [
        ("document", "文书"),
        ("title", "标题"),
        ("date", "成文日期"),
        ("office", "拟稿部门"),
        ("issuer", "发文机关"),
        ("to", "主送"),
        ("cc", "抄送"),
        ("number", "发文字号"),
        ("signer", "签发人"),
        ("copy_number", "份号"),
        ("urgency", "紧急程度"),
        ("secrecy", "密级"),
        ("public", "公开"),
        ("attachments", "附件"),
        ("note", "附注"),
        ("meeting", "会期"),
        ("round", "轮次"),
        ("room", "协商室"),
        ("subject", "会议主题"),
        ("held", "会议时间"),
        ("place", "会议地点"),
        ("host", "主持人"),
        ("agenda", "会议议程"),
        ("absorbs", "吸纳"),
        ("covers", "内容所在"),
        ("filled_by", "填报部门"),
        ("filled_on", "填报时间"),
    ];
}

/// The YAML block at the beginning of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// Document id of the regulation.
    pub document: Name,
    /// Title as printed.
    pub title: Option<Name>,
    /// 成文日期.
    pub date: Option<Date>,
    /// Office that drafted it; the topic's if absent.
    pub office: Option<Name>,
    /// Body that issues it (署名).
    pub issuer: Option<Name>,
    /// Main recipients (主送).
    #[serde(default)]
    pub to: OneOrMany<Name>,
    /// Copies (抄送).
    #[serde(default)]
    pub cc: OneOrMany<Name>,
    /// Document number (发文字号).
    pub number: Option<Name>,
    /// Who signs it for issue (签发人).
    pub signer: Option<Name>,
    /// 份号.
    pub copy_number: Option<Name>,
    /// How urgent it is (紧急程度): 特急, 加急.
    pub urgency: Option<Name>,
    /// Its secrecy (密级). Only 内部 may stand in an archive.
    pub secrecy: Option<Name>,
    /// Whether it may be shown to everybody; not if nothing is said.
    #[serde(default)]
    pub public: bool,
    /// The papers sent with it (附件), by title.
    #[serde(default)]
    pub attachments: OneOrMany<Name>,
    /// The note below the date (附注), such as whom to ask.
    pub note: Option<Name>,
    /// The day of the meeting it announces.
    pub meeting: Option<Date>,
    /// Round of consultation; the first if absent.
    #[serde(default, deserialize_with = "super::round::read")]
    pub round: Option<u32>,
    /// The room it concerns, in the folder of a year.
    pub room: Option<Name>,
    /// Subject of the meeting it records.
    pub subject: Option<Name>,
    /// When that meeting was held.
    pub held: Option<Name>,
    /// Where it was held.
    pub place: Option<Name>,
    /// Who chaired it.
    pub host: Option<Name>,
    /// Its agenda.
    #[serde(default)]
    pub agenda: OneOrMany<Name>,
    /// Papers that this one includes.
    #[serde(default)]
    pub absorbs: OneOrMany<Name>,
    /// Prescribed content → the heading under which it stands, where it has none of its own.
    #[serde(default)]
    pub covers: UniqueMap<Name>,
    /// Department that filled in a table.
    pub filled_by: Option<Name>,
    /// When it was filled in.
    pub filled_on: Option<Date>,
}
