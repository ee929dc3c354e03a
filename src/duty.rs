//! What comes of a rule applied to a subject: a duty in some state, and a finding if it is not well.

mod standing;

pub use standing::{End, Standing, days_left, days_left_in_short, left_until, next, open, waits};

use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Date, Name, Subject};
use crate::regulation::{Citation, Regulation, Rule};
use crate::rules::Actor;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// How a duty stands on the day it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It does not hold, and its day has passed.
    Overdue,
    /// It does not hold, and at most [`State::SOON`] working days are left.
    DueSoon,
    /// It does not hold yet.
    Pending,
    /// It holds, but came after its day.
    DoneLate,
    /// It holds.
    Done,
    /// Its anchor is not known yet.
    Waiting,
    /// Its conditions are not met.
    NotApplicable,
}

impl State {
    /// Working days before its day from which a duty is due soon: one working week. This is the
    /// program's own number, not a regulation's.
    pub const SOON: i64 = 5;

    /// As reports write it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DueSoon => "due-soon",
            Self::Pending => "pending",
            Self::DoneLate => "done-late",
            Self::Done => "done",
            Self::Waiting => "waiting",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// As a person reads it.
    #[must_use]
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Overdue => ("已逾期", "overdue"),
            Self::DueSoon => ("即将到期", "due soon"),
            Self::Pending => ("待办", "pending"),
            Self::DoneLate => ("逾期办结", "done late"),
            Self::Done => ("已办", "done"),
            Self::Waiting => ("未起算", "waiting"),
            Self::NotApplicable => ("不适用", "not applicable"),
        };
        Text::new(zh, en)
    }

    /// Whether something is still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Overdue | Self::DueSoon | Self::Pending)
    }
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice.
    Note,
    /// Against what is generally done, or too late.
    Warning,
    /// Against what must be done, or unreadable.
    Error,
}

impl Severity {
    /// As reports write it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// As a person reads it.
    #[must_use]
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Note => ("提示", "note"),
            Self::Warning => ("警告", "warning"),
            Self::Error => ("错误", "error"),
        };
        Text::new(zh, en)
    }
}

/// A rule applied to a subject.
#[derive(Clone, Debug)]
pub struct Duty {
    /// The rule, with its regulation.
    pub citation: Citation,
    /// Whom it concerns.
    pub subject: Subject,
    /// Which of the subject's duties under this rule: a round from the second on, a suggestion's id.
    pub what: String,
    /// How it stands.
    pub state: State,
    /// Its day, if known.
    pub due: Option<Date>,
    /// The day it was done, if it holds and has one.
    pub done: Option<Date>,
    /// Calendar days until its day while open; negative once past.
    pub days_left: Option<i64>,
    /// Working days until its day while open; negative once past.
    pub working_days_left: Option<i64>,
    /// Whether its day may move with a schedule not yet published.
    pub provisional: bool,
    /// What there is to do, in a few words; empty once done.
    pub task: Text,
    /// What is missing, in a sentence; empty once done.
    pub missing: Text,
    /// Events whose record is missing, in the order they are due; empty once done.
    pub events: Vec<Name>,
    /// Whom a record of such an event must still reach, where it must reach somebody.
    pub reach: Vec<(Name, Vec<Actor>)>,
    /// The meeting's new day, of which somebody is to be told.
    pub new_day: Option<Date>,
    /// What to do, while it is open.
    pub hint: Option<Text>,
    /// A recorded exception excuses it.
    pub waived: bool,
}

/// Something to act on.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule broken, with its regulation; `None` for what is wrong with a file.
    pub citation: Option<Citation>,
    /// How grave it is.
    pub severity: Severity,
    /// Whom it concerns.
    pub subject: Subject,
    /// Where the wrong fact stands, or the missing one belongs.
    pub place: Location,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub hint: Option<Text>,
    /// What settles it, if one act does: findings with the same act are one thing to do.
    pub act: Option<Act>,
    /// The rule whose finding this one follows from.
    pub cause: Option<Name>,
    /// Whether what settles that one settles this one as well, and does not merely come before it.
    pub settled: bool,
    /// What was done, only late, in a few words.
    pub late: Option<Text>,
}

/// What settles a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A paper of this kind comes into being, for this of the subject's duties.
    Paper(Name, String),
    /// This event is recorded, for this of the subject's duties.
    Record(Name, String),
    /// The grounds of exclusion are answered.
    Answer,
    /// What stands there is put right.
    Correct(Location),
    /// The topic is given the office that acted.
    Office,
}

impl Duty {
    /// The regulation.
    #[must_use]
    pub fn regulation(&self) -> &Regulation {
        self.citation.regulation()
    }

    /// Its rule.
    #[must_use]
    pub fn rule(&self) -> &Rule {
        self.citation.rule()
    }

    /// The round of consultation whose duty it is; `None` if the rule is not about rounds.
    #[must_use]
    pub fn round(&self) -> Option<u32> {
        (self.rule().subject == SubjectKind::Round).then(|| self.what.parse().unwrap_or(1))
    }
}

impl Finding {
    /// A file that cannot be read, or does not say what it should.
    #[must_use]
    pub fn from_problem(problem: &Diagnostic) -> Self {
        let place = problem.place.clone().unwrap_or_else(|| Location::file(""));
        Finding {
            citation: None,
            severity: Severity::Error,
            subject: Subject::of_path(&place.path),
            place,
            message: problem.message.clone(),
            hint: problem.hint.clone(),
            act: None,
            cause: None,
            settled: false,
            late: None,
        }
    }

    /// What no rule asks for, and yet is to be told.
    #[must_use]
    pub fn told(severity: Severity, subject: Subject, place: Location, message: Text, hint: Text) -> Self {
        let problem = Diagnostic::new(message).at(place).hint(hint);
        Finding { severity, subject, ..Self::from_problem(&problem) }
    }

    /// The rule broken.
    #[must_use]
    pub fn rule(&self) -> Option<&Rule> {
        self.citation.as_ref().map(Citation::rule)
    }

    /// Its id.
    #[must_use]
    pub fn rule_id(&self) -> Option<&Name> {
        self.rule().map(|rule| &rule.id)
    }
}
