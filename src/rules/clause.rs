//! All of a rule but what must hold: its words, how binding it is, for whom, by when and if.

use super::period::Per;
use super::{Due, When};
use crate::model::Name;
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;
use serde::Deserialize;

/// All of a rule but what must hold. It is what the kinds know of the rule that they stand in.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Id, as reports and waivers name it.
    pub id: Name,
    /// Article of the regulation.
    pub article: Name,
    /// Its exact words.
    pub quote: String,
    /// What it means, in English.
    pub en: String,
    /// How binding it is.
    pub force: Force,
    /// What there is one duty for each of.
    pub subject: SubjectKind,
    /// Of a room: one duty for each of these periods; `None`: one in all.
    pub per: Option<Per>,
    /// If.
    pub when: When,
    /// When it is demanded and by when; `None`: at all times.
    pub due: Option<Due>,
}

impl Clause {
    /// What a note has to explain: only the words of the rule say it.
    pub(crate) fn to_explain(&self) -> Text {
        let Self { quote, en, .. } = self;
        text!(zh: "（就条文“{quote}”说明）", en: " (on what the rule says: {en})")
    }
}

/// How binding a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// 应、须、要: a breach is an error.
    Must,
    /// 一般、原则上: a breach is a warning.
    Should,
    /// 可: shown, never found.
    May,
}

impl Force {
    /// As it is written.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::May => "may",
        }
    }
}
