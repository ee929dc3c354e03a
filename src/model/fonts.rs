//! `fonts` of `yijuan.yml`: the families that papers are set in as PDF.

use super::Name;
use serde::Deserialize;

/// For each use of type, the families in order: the first that the machine has is used, the others for characters that
/// it lacks. Empty: those of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fonts {
    /// Titles and marks (小标宋).
    #[serde(default)]
    pub title: Vec<Name>,
    /// The text (仿宋).
    #[serde(default)]
    pub body: Vec<Name>,
    /// Headings of the second level, signers and quotations (楷体).
    #[serde(default)]
    pub kai: Vec<Name>,
    /// Headings of the first level and heads of tables (黑体).
    #[serde(default)]
    pub hei: Vec<Name>,
    /// Page numbers (宋体).
    #[serde(default)]
    pub song: Vec<Name>,
}
