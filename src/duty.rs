//! The results of applying a rule to a subject: a duty with its state, and a finding if something is wrong.

mod standing;

pub use standing::{End, Standing, days_left, days_left_in_short, has_no_deadline, left_until, next, open};

use crate::diagnostic::{Diagnostic, Location, unknown};
use crate::model::{Date, Name, Subject};
use crate::regulation::{Citation, Regulation, Rule};
use crate::rules::{Actor, Force};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// The state of a duty on the day of the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Not met, and its due day has passed.
    Overdue,
    /// Not met, and at most [`State::SOON`] working days are left.
    DueSoon,
    /// Not met yet.
    Pending,
    /// Met, but after its due day.
    DoneLate,
    /// Met.
    Done,
    /// Not started, because the event it follows is not known yet.
    Waiting,
    /// Its conditions do not hold.
    NotApplicable,
}

impl State {
    /// How many working days before its due day a duty is due soon: one working week. The program chooses this number,
    /// not a regulation.
    pub const SOON: i64 = 5;

    /// Its name in reports for programs.
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

    /// Its name in reports for people.
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

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice.
    Note,
    /// Not as usual, or too late.
    Warning,
    /// Against a rule that must be followed, or unreadable.
    Error,
}

impl Severity {
    /// All of them, the highest first, as programs and Chinese readers know them.
    pub const NAMES: [(&'static str, &'static str); 3] = [("error", "错误"), ("warning", "警告"), ("note", "提示")];

    /// The one with this id or Chinese name.
    ///
    /// # Errors
    /// If there is none.
    pub(crate) fn named(written: &str) -> Result<Self, Diagnostic> {
        let all = [Self::Error, Self::Warning, Self::Note];
        let known = all.into_iter().find(|severity| [severity.names().0, severity.names().1].contains(&written));
        known.ok_or_else(|| unknown(&Text::new("程度", "severity"), written, Self::NAMES))
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Error => Self::NAMES[0],
            Self::Warning => Self::NAMES[1],
            Self::Note => Self::NAMES[2],
        }
    }

    /// Its name in reports for programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.names().0
    }

    /// Its name in reports for people.
    #[must_use]
    pub fn text(self) -> Text {
        let (id, name) = self.names();
        Text::new(name, id)
    }
}

/// A rule applied to a subject.
#[derive(Clone, Debug)]
pub struct Duty {
    /// The rule, with its regulation.
    pub citation: Citation,
    /// What it is about.
    pub subject: Subject,
    /// Which of the subject's duties under this rule: the number of a round from the second on, or the id of a
    /// suggestion.
    pub what: String,
    /// The last day of the period that it is about, if its subject has one for each.
    pub period_end: Option<Date>,
    /// How it stands.
    pub state: State,
    /// Its due day, if known.
    pub due: Option<Date>,
    /// The day it was done, if it is met and has such a day.
    pub done: Option<Date>,
    /// Calendar days until its due day while open; negative after it.
    pub days_left: Option<i64>,
    /// Working days until its due day while open; negative after it.
    pub working_days_left: Option<i64>,
    /// Whether a schedule not published yet may move its due day.
    pub provisional: bool,
    /// Whether a schedule not yet published may change how many working days are left until it.
    pub count_is_provisional: bool,
    /// What to do, in a few words; empty once done.
    pub task: Text,
    /// What is missing, as a sentence; empty once done.
    pub missing: Text,
    /// Events that have no record, in the order they are due; empty once done.
    pub events: Vec<Name>,
    /// For such events, who must still be informed.
    pub reach: Vec<(Name, Vec<Actor>)>,
    /// The new day of the meeting, if somebody must be informed of it.
    pub new_day: Option<Date>,
    /// How to do it, while it is open.
    pub hint: Option<Text>,
    /// Whether a recorded exception excuses it.
    pub waived: bool,
    /// The responsible office of its topic, as it is typed.
    pub office: Option<Text>,
}

/// A problem to act on.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule broken, with its regulation; `None` for a problem of a file.
    pub citation: Option<Citation>,
    /// How serious it is.
    pub severity: Severity,
    /// What it is about.
    pub subject: Subject,
    /// The suggestion of the subject that it is about, if it is about one.
    pub suggestion: Option<Name>,
    /// Where the wrong value is, or where the missing one belongs.
    pub place: Location,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub hint: Option<Text>,
    /// The act that settles it, if one does. Findings with the same act are one task.
    pub act: Option<Act>,
    /// The rule whose finding caused this one.
    pub cause: Option<Name>,
    /// Whether settling the cause settles this one as well; otherwise it only comes first.
    pub settled: bool,
    /// What was done too late, in a few words.
    pub late: Option<Text>,
}

/// An act that settles a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Write a paper of this kind, for this of the subject's duties.
    Paper(Name, String),
    /// Record this event, for this of the subject's duties.
    Record(Name, String),
    /// Answer the grounds of exclusion.
    Answer,
    /// Correct what is there.
    Correct(Location),
    /// Name the office that acted as the responsible office of the topic.
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

    /// The round of consultation it belongs to; `None` if the rule is not about rounds.
    #[must_use]
    pub fn round(&self) -> Option<u32> {
        (self.rule().subject == SubjectKind::Round).then(|| self.what.parse().unwrap_or(1))
    }
}

impl Duty {
    /// Whether it must be done still: neither excused nor left to choice.
    #[must_use]
    pub fn is_owed(&self) -> bool {
        self.state.is_open() && !self.waived && self.rule().force != Force::May
    }

    /// Whether it must be stated by a person and nobody has, although its day is over.
    #[must_use]
    pub fn is_unstated(&self) -> bool {
        let is_asked = self.rule().is_attested() && self.rule().force != Force::May;
        is_asked && self.state.is_open() && !self.waived && self.days_left.is_some_and(|left| left < 0)
    }

    /// The rules of duties, each with the round that it is about: M6d、M11（第2轮）.
    #[must_use]
    pub fn listed(duties: &[&Self]) -> Text {
        let each = duties.iter().map(|duty| {
            let round = duty.round().filter(|_| !duty.what.is_empty());
            let round = round.map(|round| text!(zh: "（第{round}轮）", en: " (round {round})"));
            round.iter().fold(Text::same(&*duty.rule().id), Text::then)
        });
        Text::join(&each.collect::<Vec<_>>(), "、", ", ")
    }
}

impl Finding {
    /// A finding for a file that cannot be read or has wrong contents.
    #[must_use]
    pub fn from_problem(problem: &Diagnostic) -> Self {
        let place = problem.place.clone().unwrap_or_else(|| Location::file(""));
        Finding {
            citation: None,
            severity: Severity::Error,
            subject: Subject::of_path(&place.path),
            suggestion: None,
            place,
            message: problem.message.clone(),
            hint: problem.hint.clone(),
            act: None,
            cause: None,
            settled: false,
            late: None,
        }
    }

    /// A finding that is not based on a rule.
    #[must_use]
    pub fn without_rule(severity: Severity, subject: Subject, place: Location, message: Text, hint: Text) -> Self {
        let problem = Diagnostic::new(message).at(place).hint(hint);
        Finding { severity, subject, ..Self::from_problem(&problem) }
    }

    /// Whether it says already what a duty lacks.
    #[must_use]
    pub fn says_what_lacks(&self, duty: &Duty) -> bool {
        let missing = duty.missing.zh.as_str();
        let is_about = self.subject == duty.subject && self.rule_id() == Some(&duty.rule().id);
        is_about && !missing.is_empty() && self.message.zh.contains(missing)
    }

    /// The rule broken.
    #[must_use]
    pub fn rule(&self) -> Option<&Rule> {
        self.citation.as_ref().map(Citation::rule)
    }

    /// The id of the rule broken.
    #[must_use]
    pub fn rule_id(&self) -> Option<&Name> {
        self.rule().map(|rule| &rule.id)
    }
}
