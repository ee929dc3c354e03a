//! `Clause`: everything in a rule except its checks.

use super::period::Per;
use super::{Actor, Due, When};
use crate::model::Name;
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;
use serde::Deserialize;

/// Everything in a rule except its checks. It is what a check knows of its rule.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Id, as in reports and waivers.
    pub id: Name,
    /// Article of the regulation.
    pub article: Name,
    /// Its exact words.
    pub quote: String,
    /// What it means, in English.
    pub en: String,
    /// How binding it is.
    pub force: Force,
    /// The kind of subject, each of which has a duty.
    pub subject: SubjectKind,
    /// For rooms: the periods, each of which has a duty; `None` for a single duty.
    pub per: Option<Per>,
    /// Conditions.
    pub when: When,
    /// When it is demanded and by when; `None` for at all times.
    pub due: Option<Due>,
    /// Who sees to it where its checks name nobody: the text does, without saying that another's act does not count.
    pub whose: Vec<Actor>,
}

impl Clause {
    /// What a note must explain, which only the wording of the rule says.
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
    /// 可: shown, but never a finding.
    May,
}

impl Force {
    /// Its name in rules.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::May => "may",
        }
    }
}
