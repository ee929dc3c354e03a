//! `PaperField`: the front matter that a rule may demand.

use crate::archive::Paper;
use crate::text::Text;
use serde::Deserialize;

/// A key of a paper's front matter that a rule may demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperField {
    /// Title.
    Title,
    /// Main recipients.
    To,
    /// Body that issues it.
    Issuer,
    /// Document number.
    Number,
    /// Who signs it for issue.
    Signer,
    /// Subject of the meeting.
    Subject,
    /// When it was held.
    Held,
    /// Where it was held.
    Place,
    /// Who chaired it.
    Host,
    /// Its agenda.
    Agenda,
    /// Papers that it includes.
    Absorbs,
    /// Department that filled it in.
    FilledBy,
    /// When it was filled in.
    FilledOn,
}

impl PaperField {
    pub(crate) fn is_filled(self, paper: &Paper) -> bool {
        let front = &paper.front;
        match self {
            Self::Title => front.title.is_some(),
            Self::To => !front.to.is_empty(),
            Self::Issuer => front.issuer.is_some(),
            Self::Number => front.number.is_some(),
            Self::Signer => front.signer.is_some(),
            Self::Subject => front.subject.is_some(),
            Self::Held => front.held.is_some(),
            Self::Place => front.place.is_some(),
            Self::Host => front.host.is_some(),
            Self::Agenda => !front.agenda.is_empty(),
            Self::Absorbs => !front.absorbs.is_empty(),
            Self::FilledBy => front.filled_by.is_some(),
            Self::FilledOn => front.filled_on.is_some(),
        }
    }

    /// All keys.
    pub(crate) const ALL: [Self; 13] = [
        Self::Title,
        Self::To,
        Self::Issuer,
        Self::Number,
        Self::Signer,
        Self::Subject,
        Self::Held,
        Self::Place,
        Self::Host,
        Self::Agenda,
        Self::Absorbs,
        Self::FilledBy,
        Self::FilledOn,
    ];

    /// Its key in the front matter.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::To => "to",
            Self::Issuer => "issuer",
            Self::Number => "number",
            Self::Signer => "signer",
            Self::Subject => "subject",
            Self::Held => "held",
            Self::Place => "place",
            Self::Host => "host",
            Self::Agenda => "agenda",
            Self::Absorbs => "absorbs",
            Self::FilledBy => "filled_by",
            Self::FilledOn => "filled_on",
        }
    }

    pub(crate) fn name(self) -> Text {
        let (zh, en) = match self {
            Self::Title => ("标题", "title"),
            Self::To => ("主送", "recipients"),
            Self::Issuer => ("署名机关", "issuer"),
            Self::Number => ("发文字号", "number"),
            Self::Signer => ("签发人", "signer"),
            Self::Subject => ("会议主题", "subject"),
            Self::Held => ("会议时间", "when it was held"),
            Self::Place => ("地点", "place"),
            Self::Host => ("主持人", "host"),
            Self::Agenda => ("议程", "agenda"),
            Self::Absorbs => ("吸纳的材料", "papers taken up"),
            Self::FilledBy => ("填报部门", "department that filled it in"),
            Self::FilledOn => ("填报时间", "when it was filled in"),
        };
        Text::new(zh, en)
    }
}
