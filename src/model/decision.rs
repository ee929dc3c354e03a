//! Decisions on a paper, `reviews/PAPER.yml`.

use super::{Date, Name};
use crate::text;
use crate::text::Text;
use serde::Deserialize;

/// An entry of `reviews/PAPER.yml`: a decision on a paper, bound to the paper's text by a digest.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Key of the topic, or `plan:YEAR`; older records leave it out.
    pub topic: Option<Name>,
    /// Kind of paper; older records leave it out.
    pub document: Option<Name>,
    /// Round of review: a return or a withdrawal ends one.
    pub round: Option<u32>,
    /// Event id of the step; none where no step is decided.
    pub step: Option<Name>,
    /// Person, office or body that decided.
    pub by: Name,
    /// Whose power they used, or to whom the decision is passed on.
    pub r#for: Option<Name>,
    /// The post in which they decided.
    pub post: Option<Name>,
    /// When.
    pub date: Date,
    /// What was decided.
    pub verdict: Verdict,
    /// How the decision reached whoever entered it.
    pub via: Option<Via>,
    /// What was said with it; the sitting, for a body.
    pub note: Option<String>,
    /// SHA-256 of the paper's bytes, as `sha256sum` shows it.
    pub sha256: Name,
    /// A commit that holds these bytes; none if they were not committed yet.
    pub commit: Option<Name>,
    /// Whoever entered it, as git knows them.
    pub recorded_by: Option<String>,
    /// SHA-256 of the lines it follows; `None` in records that are not chained.
    pub prev: Option<Vec<Name>>,
}

impl Decision {
    /// Whether it takes its step, for the text it is bound to.
    #[must_use]
    pub fn approves(&self) -> bool {
        matches!(self.verdict, Verdict::Approve | Verdict::Amend)
    }

    /// Whether it decides on a step.
    #[must_use]
    pub fn is_of_step(&self, step: &str) -> bool {
        self.step.as_deref() == Some(step)
    }

    /// Whether it ends the round.
    #[must_use]
    pub fn ends_round(&self) -> bool {
        matches!(self.verdict, Verdict::Return | Verdict::Withdraw)
    }

    /// Behind whoever decided, whose place they took: （代曾核签）. `whom` is the name of `for`.
    #[must_use]
    pub fn in_place_of(&self, whom: &Text) -> Text {
        let Text { zh, en } = whom;
        match self.r#for {
            Some(_) if self.verdict != Verdict::PassOn => text!(zh: "（代{zh}）", en: " (for {en})"),
            _ => Text::same(""),
        }
    }

    /// Behind what was decided, to whom it is passed on. `whom` is the name of `for`.
    #[must_use]
    pub fn passed_on_to(&self, whom: &Text) -> Text {
        let Text { zh, en } = whom;
        match self.verdict {
            Verdict::PassOn => text!(zh: "{zh}", en: " to {en}"),
            _ => Text::same(""),
        }
    }

    /// Whether it says what it follows.
    #[must_use]
    pub fn is_chained(&self) -> bool {
        self.prev.is_some()
    }
}

/// What a decision says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The paper is handed in.
    #[serde(alias = "送审")]
    Submit,
    /// The step is taken.
    #[serde(alias = "同意", alias = "通过", alias = "批准")]
    Approve,
    /// The step is taken for a text changed in the same act (改后签发).
    #[serde(alias = "改后同意", alias = "改后签发")]
    Amend,
    /// The paper goes back.
    #[serde(alias = "退回", alias = "退回修改")]
    Return,
    /// The decision waits.
    #[serde(alias = "缓发", alias = "暂缓")]
    Hold,
    /// Read; nothing is decided.
    #[serde(alias = "阅")]
    Note,
    /// Somebody else is asked to decide.
    #[serde(alias = "转请")]
    PassOn,
    /// The office takes the paper back.
    #[serde(alias = "撤回")]
    Withdraw,
}

impl Verdict {
    /// As a line of `reviews/` writes it.
    #[must_use]
    pub fn written(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Approve => "approve",
            Self::Amend => "amend",
            Self::Return => "return",
            Self::Hold => "hold",
            Self::Note => "note",
            Self::PassOn => "pass-on",
            Self::Withdraw => "withdraw",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Submit => Text::new("送审", "submitted"),
            Self::Approve => Text::new("同意", "approved"),
            Self::Amend => Text::new("改后同意", "amended and approved"),
            Self::Return => Text::new("退回", "returned"),
            Self::Hold => Text::new("缓发", "put off"),
            Self::Note => Text::new("阅", "read"),
            Self::PassOn => Text::new("转请", "passed on"),
            Self::Withdraw => Text::new("撤回", "withdrawn"),
        }
    }
}

/// How a decision reached whoever entered it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Via {
    /// A circle on the circulated sheet (圈阅), which counts as consent.
    #[serde(alias = "圈阅")]
    Circle,
    /// A signed sheet, kept as a scan.
    #[serde(alias = "扫描件")]
    Scan,
    /// A sitting.
    #[serde(alias = "会议")]
    Meeting,
}

impl Via {
    /// Every one, as it is written.
    pub const ALL: [(&'static str, Self); 3] =
        [("circle", Self::Circle), ("scan", Self::Scan), ("meeting", Self::Meeting)];

    /// The one that a word means, as it is written or in Chinese.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().map(|(_, via)| *via).find(|via| via.written() == word || via.text().zh == *word)
    }

    /// As a line of `reviews/` writes it.
    #[must_use]
    pub fn written(self) -> &'static str {
        Self::ALL.iter().find(|(_, via)| *via == self).map_or("", |(written, _)| written)
    }

    /// What it is called.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Circle => Text::new("圈阅", "circled"),
            Self::Scan => Text::new("扫描件", "scan"),
            Self::Meeting => Text::new("会议", "meeting"),
        }
    }
}
