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
                Check::Count(Count { of: Counted::Event(event), .. }) => vec![event],
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
    /// A paper exists and says what it must.
    Document(DocumentCheck),
    /// A fact is filled, and with what it must be.
    Field(FieldCheck),
    /// Somebody holds a post.
    Post(PostCheck),
    /// People are invited or present.
    People(PeopleCheck),
    /// Something happened, or is planned, often enough.
    Count(Count),
    /// A text uses no forbidden words.
    Wording(Wording),
    /// Only a person can state it.
    Attest,
    /// Shown, never judged.
    Guidance,
}

impl Check {
    /// The kind as it is written.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Event(_) => "event",
            Self::Chain(_) => "chain",
            Self::Document(_) => "document",
            Self::Field(_) => "field",
            Self::Post(_) => "post",
            Self::People(_) => "people",
            Self::Count(_) => "count",
            Self::Wording(_) => "wording",
            Self::Attest => "attest",
            Self::Guidance => "guidance",
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

impl Actor {
    /// As a rule or an entry writes it.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Office => "office".to_owned(),
            Self::EntrustedBy => "entrusted-by".to_owned(),
            Self::Proposers => "proposers".to_owned(),
            Self::Id(id) => id.to_string(),
            Self::OfOffice(post) => format!("{post}:office"),
        }
    }
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

/// Kind `document`: the paper exists.
#[derive(Clone, Debug)]
pub struct DocumentCheck {
    /// Which papers, and how many of them.
    pub documents: EventSet,
    /// Who must have drafted it.
    pub by: Vec<Actor>,
    /// In whose name it goes out.
    pub issuer: Vec<Actor>,
    /// To whom it must be addressed.
    pub to: Vec<Actor>,
    /// To whom it must be copied.
    pub cc: Vec<Actor>,
    /// Front matter that must be filled.
    pub fields: Vec<PaperField>,
    /// Headings with text under them, any of each inner list, by their titles.
    pub sections: Vec<Vec<Name>>,
    /// Head of its table, exactly.
    pub columns: Vec<Name>,
    /// Its title, exactly.
    pub title: Option<Name>,
    /// Whether the sections stand in this order.
    pub in_order: bool,
}

/// A key of a paper's front matter that a rule may demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperField {
    /// Title.
    Title,
    /// Main recipients.
    To,
    /// Body in whose name it goes out.
    Issuer,
    /// Document number.
    Number,
    /// Who signs it for issue.
    Signer,
    /// Subject of the meeting.
    Subject,
    /// When it was held.
    Held,
    /// Where.
    Place,
    /// Who was in the chair.
    Host,
    /// Its agenda.
    Agenda,
    /// Papers taken up.
    Absorbs,
    /// Department that filled it in.
    FilledBy,
    /// When it was filled in.
    FilledOn,
}

/// Kind `field`: a fact is filled, with one of these, any of these, all of these, or within limits.
#[derive(Clone, Debug)]
pub struct FieldCheck {
    /// Which fact.
    pub field: Field,
    /// What it must be.
    pub test: FieldTest,
}

/// A fact that a rule may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The day it was entered.
    Began,
    /// Form.
    Form,
    /// Responsible office.
    Office,
    /// Who leads it.
    Lead,
    /// Level of the matter.
    Level,
    /// What it is about.
    Matter,
    /// Why it falls under that.
    Basis,
    /// Topic tags.
    Tags,
    /// Ways of choosing people.
    Selection,
    /// How many people of which tag.
    Quota,
    /// Channel it came by.
    SourceChannel,
    /// Who raised it.
    SourceFrom,
    /// Tickets of the hotline.
    SourceHotline,
    /// All answers to grounds of exclusion.
    Scope,
    /// The answer to one.
    ScopeQuestion(Name),
    /// Kind of the responsible office.
    OfficeKind,
    /// Kind of the plan's item.
    PlanKind,
    /// First day the regulation is in force.
    InForce,
    /// Bodies that made the plan.
    MadeBy,
    /// Form of every item of the plan.
    ItemsForm,
}

/// What a field must be.
#[derive(Clone, Debug)]
pub enum FieldTest {
    /// Anything.
    Filled,
    /// One of these; another value is wrong at once.
    OneOf(Vec<Name>),
    /// At least one of these among its values.
    AnyOf(Vec<Name>),
    /// Each of these among its values.
    AllOf(Vec<Name>),
    /// Equal to another field; another value is wrong at once.
    SameAs(Field),
    /// A date not before another.
    NotBefore(Field),
    /// So many values, or such a number.
    Within(Bounds),
}

/// Kind `post`: whoever is `who` holds one of the posts that day.
#[derive(Clone, Debug)]
pub struct PostCheck {
    /// In which role.
    pub who: Role,
    /// Posts, any of which will do.
    pub posts: Vec<Actor>,
    /// Posts that will do when the delegation is stated.
    pub delegate: Vec<Actor>,
    /// Tags the person must carry as well.
    pub tags: Vec<Actor>,
}

/// A role somebody has in a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// In the chair of the meeting.
    Host,
    /// Who reports on the state of affairs.
    Briefer,
    /// Who leads the research.
    ResearchLead,
    /// Who leads the topic.
    TopicLead,
}

impl Role {
    /// The tag in `roster.yml` that makes somebody this; none for the topic's own lead.
    #[must_use]
    pub fn tag(self) -> Option<&'static str> {
        match self {
            Self::Host => Some("host"),
            Self::Briefer => Some("briefer"),
            Self::ResearchLead => Some("research-lead"),
            Self::TopicLead => None,
        }
    }
}

/// Kind `people`: each of these is there, or so many of them.
#[derive(Clone, Debug)]
pub struct PeopleCheck {
    /// Activities at which they are counted.
    pub at: Vec<Name>,
    /// Whoever fits any of an inner list; empty: everybody.
    pub each: Vec<Vec<Actor>>,
    /// How many.
    pub bounds: Bounds,
    /// Of whom a share is taken.
    pub of: ShareOf,
    /// Who is counted.
    pub basis: Basis,
}

/// Of whom a share is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareOf {
    /// Everybody on the list.
    List,
    /// Those on the list with this tag.
    Tag(Name),
    /// All in the register of people who hold it.
    Register,
}

/// Who of a roster is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Everybody on the list.
    Invited,
    /// Those who came.
    Attended,
    /// Those who came, once attendance is marked for anybody; else everybody.
    #[default]
    Known,
}

/// Kind `count`: so many occurrences of an event, or items of the plan.
#[derive(Clone, Debug)]
pub struct Count {
    /// What is counted.
    pub of: Counted,
    /// How many.
    pub bounds: Bounds,
}

/// What a count is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Items of the year's plan that meet all of these conditions.
    Items(Vec<ItemCondition>),
    /// Occurrences of an event.
    Event(Name),
}

/// Which items of a plan are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemCondition {
    /// What is looked at.
    pub key: ItemKey,
    /// What it must be, one of these.
    pub values: Vec<Name>,
    /// Or must not be.
    pub not: bool,
}

/// What a condition on an item of the plan may look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKey {
    /// Consultation or supervision.
    Kind,
    /// Form of consultation.
    Form,
}

impl ItemKey {
    /// All of them.
    pub(super) const ALL: [Self; 2] = [Self::Kind, Self::Form];

    /// As it is written.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Form => "form",
        }
    }
}

/// Limits, each left out where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// At least.
    pub at_least: Option<Bound>,
    /// At most.
    pub at_most: Option<Bound>,
}

/// A number, a share compared in integers, or a word the text leaves without a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// So many.
    Number(u32),
    /// A share: numerator and denominator.
    Share(u32, u32),
    /// Every one.
    All,
    /// 一定比例, 为主, 多次 …
    Word(Name),
}

/// Kind `wording`: what a text must not say, and how it must say something.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Papers looked at; all if empty.
    pub documents: Vec<Name>,
    /// Patterns that must not occur.
    pub never: Vec<regex::Regex>,
    /// Whether names of people must not occur.
    pub no_names: bool,
    /// Every match of the pattern must read exactly so.
    pub exactly: Option<(regex::Regex, String)>,
}
