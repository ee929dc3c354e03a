//! Decisions on a paper, `reviews/PAPER.yml`.

use super::{Date, Name};
use serde::Deserialize;

/// An entry of `reviews/PAPER.yml`: a decision on a paper, bound to its text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Event id of the step.
    pub step: Name,
    /// Person or body that decided.
    pub by: Name,
    /// The post in which.
    pub post: Option<Name>,
    /// When.
    pub date: Date,
    /// What was decided.
    pub verdict: Verdict,
    /// SHA-256 of the file's bytes, as `sha256sum` shows it.
    pub sha256: Name,
    /// The commit that held the text.
    pub commit: Option<Name>,
    /// The sitting, for a body.
    pub note: Option<String>,
    /// An SSH signature.
    pub signature: Option<String>,
}

/// What a decision says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The step is taken.
    #[serde(alias = "同意", alias = "通过", alias = "批准")]
    Approve,
    /// The paper goes back.
    #[serde(alias = "退回", alias = "退回修改")]
    Return,
}
