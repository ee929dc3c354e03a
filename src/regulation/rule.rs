use super::{Due, Moment, When};
use crate::model::Name;
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
    /// If.
    pub when: When,
    /// When it is demanded and by when; `None`: at all times.
    pub due: Option<Due>,
    /// What must hold, all of it.
    pub checks: Vec<Check>,
}

impl Rule {
    /// The events it names, as anchors or as what it asks for.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        let moments = self.due.iter().flat_map(|due| due.after.iter().chain(&due.before));
        let anchors = moments.filter_map(|moment| match moment {
            Moment::Event(event) => Some(event.as_str()),
            Moment::PeriodStart | Moment::PeriodEnd => None,
        });
        let asked = self.checks.iter().flat_map(|check| -> Vec<&str> {
            match check {
                Check::Event(check) => check.events.ids().iter().map(Name::as_str).collect(),
                Check::Chain(chain) => {
                    chain.steps.iter().map(|step| &step.event).chain(&chain.then).map(Name::as_str).collect()
                }
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

/// What a rule is about, or whose event an event is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    /// A topic, all its rounds together.
    Topic,
    /// A round of consultation on a topic.
    #[default]
    Round,
    /// A suggestion.
    Suggestion,
    /// A year.
    Year,
}

impl SubjectKind {
    /// As a person reads it.
    #[must_use]
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Topic => ("议题", "topic"),
            Self::Round => ("每轮协商", "round"),
            Self::Suggestion => ("每条建议", "suggestion"),
            Self::Year => ("年度", "year"),
        };
        Text::new(zh, en)
    }

    /// As it is written.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Round => "round",
            Self::Suggestion => "suggestion",
            Self::Year => "year",
        }
    }
}

/// What must hold: one of the kinds of the rule language.
#[derive(Clone, Debug)]
pub enum Check {
    /// Something is on record.
    Event(EventCheck),
    /// Several things are on record, in order.
    Chain(Chain),
}

impl Check {
    /// The kind as it is written.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Event(_) => "event",
            Self::Chain(_) => "chain",
        }
    }
}

/// Kind `event`: such an entry is on record.
#[derive(Clone, Debug)]
pub struct EventCheck {
    /// Which events, and how many of them.
    pub events: EventSet,
    /// An entry that states another actor does not count.
    pub by: Vec<Actor>,
    /// Who must all be covered, by one entry or several.
    pub to: Vec<Actor>,
    /// An entry that states another way does not count.
    pub via: Vec<Name>,
    /// What an entry must state.
    pub needs: Vec<Attribute>,
}

/// One event, any of several, or each of them.
#[derive(Clone, Debug)]
pub enum EventSet {
    /// Any of these (often one).
    Any(Vec<Name>),
    /// Each of these.
    All(Vec<Name>),
}

impl EventSet {
    /// The events named.
    #[must_use]
    pub fn ids(&self) -> &[Name] {
        let (Self::Any(ids) | Self::All(ids)) = self;
        ids
    }
}

/// An attribute of an entry that a rule may demand to be stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attribute {
    /// By whom.
    By,
    /// To whom.
    To,
    /// In which way.
    Via,
    /// The meeting date announced.
    For,
    /// Paper, number or topic.
    Ref,
    /// A note.
    Note,
}

/// An actor or addressee a rule names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The topic's responsible office.
    Office,
    /// Whoever entrusted the topic.
    EntrustedBy,
    /// Whoever made the suggestion.
    Proposers,
    /// A post, tag, body or kind of office, of whatever office.
    Id(Name),
    /// A post for the topic's responsible office: `vice-chair:office`.
    OfOffice(Name),
}

/// Kind `chain`: the steps are on record in this order.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The steps.
    pub steps: Vec<ChainStep>,
    /// The paper that climbs the chain; with it, a step before its turn is wrong at once.
    pub document: Option<Name>,
    /// The event that passes the paper on, after the last step.
    pub then: Option<Name>,
    /// In whose name the paper goes out.
    pub issuer: Vec<Actor>,
    /// To whom it must be addressed.
    pub to: Vec<Actor>,
    /// To whom it must be copied.
    pub cc: Vec<Actor>,
}

/// A step of a chain.
#[derive(Clone, Debug)]
pub struct ChainStep {
    /// Its event.
    pub event: Name,
    /// Who takes it; then it must be stated.
    pub by: Vec<Actor>,
    /// Stage it ends, if the chain is that of the stages.
    pub stage: Option<usize>,
    /// Subjects it is a step for.
    pub when: When,
}
