//! A rule: this must hold for that, by then, if.

mod written;

use crate::model::Name;
use crate::rules::{Check, Count, Counted, Due, Moment, When};
use crate::vocabulary::SubjectKind;
pub(crate) use written::RuleSpec;

use crate::text::Text;
use serde::Deserialize;

/// A rule: this must hold for that, by then, if.
#[derive(Clone, Debug)]
pub struct Rule {
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
    /// What must hold, all of it.
    pub checks: Vec<Check>,
}

impl Rule {
    /// Whether only a person can state that it was followed: it stands on a checklist and is never found.
    #[must_use]
    pub fn is_attested(&self) -> bool {
        self.checks.iter().any(|check| matches!(check, Check::Attest))
    }

    /// The events it names, as anchors or as what it asks for.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        let moments = self.due.iter().flat_map(|due| due.after.iter().chain(&due.before).chain(&due.latest));
        let anchors = moments.filter_map(Moment::event).map(Name::as_str);
        let asked = self.checks.iter().flat_map(|check| -> Vec<&str> {
            match check {
                Check::Event(check) => check.events.ids().iter().map(Name::as_str).collect(),
                Check::Chain(chain) => {
                    chain.steps.iter().flat_map(|step| &step.events).chain(&chain.then).map(Name::as_str).collect()
                }
                Check::Count(Count { of: Counted::Event { event, .. }, .. }) => vec![event],
                _ => Vec::new(),
            }
        });
        anchors.chain(asked)
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

/// A period of the calendar, for each of which a room has a duty of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Per {
    /// A month.
    #[serde(rename = "month")]
    Month,
    /// Two months, from January on.
    #[serde(rename = "2 months")]
    TwoMonths,
    /// A quarter.
    #[serde(rename = "quarter")]
    Quarter,
    /// Half a year.
    #[serde(rename = "half-year")]
    HalfYear,
    /// A year.
    #[serde(rename = "year")]
    Year,
}

impl Per {
    /// As a person reads it, after what it is of.
    #[must_use]
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Month => ("每月", " and month"),
            Self::TwoMonths => ("每两个月", " and two months"),
            Self::Quarter => ("每季度", " and quarter"),
            Self::HalfYear => ("每半年", " and half-year"),
            Self::Year => ("每年", " and year"),
        };
        Text::new(zh, en)
    }

    /// How many months it has.
    #[must_use]
    pub fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::TwoMonths => 2,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}
