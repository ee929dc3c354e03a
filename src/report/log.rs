//! `log`: what is on record about a subject, as a table and as JSON.

use super::{json, table::table};
use crate::diagnostic::Diagnostics;
use crate::model::{Attest, Date, Decision, Event, Name, Subject, Suggestion, Verdict, Waiver, file_stem};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Language, Text};
use crate::workspace::{LoadedArchive, Log, LogEntry};
use serde::Serialize;

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Event,
    Statement,
    Waiver,
    Decision,
    Commit,
}

impl Kind {
    fn text(self) -> Text {
        match self {
            Self::Event => Text::new("事件", "event"),
            Self::Statement => Text::new("确认", "statement"),
            Self::Waiver => Text::new("例外", "exception"),
            Self::Decision => Text::new("审签", "decision"),
            Self::Commit => Text::new("提交", "commit"),
        }
    }
}

/// A line of the log.
#[derive(Serialize)]
struct Line {
    date: Date,
    kind: Kind,
    /// The id of the event, the rule stated or not followed, the step decided, or the commit.
    id: String,
    /// The same in words.
    what: String,
    by: Vec<String>,
    /// In whose place it was decided.
    #[serde(skip)]
    r#for: Option<Name>,
    /// To whom an event was addressed, or a decision passed on.
    #[serde(skip)]
    to: Vec<String>,
    /// The paper decided on.
    document: Option<String>,
    /// The suggestion, commitment or response that the event belongs to.
    suggestion: Option<String>,
    /// The suggestion in words.
    #[serde(skip)]
    about: Option<Text>,
    round: Option<u32>,
    note: Option<String>,
    /// Whether a later entry strikes it out.
    struck: bool,
    /// The day of the entry that it strikes out.
    void: Option<Date>,
}

impl Line {
    fn new(date: Date, kind: Kind, id: &str, what: &str) -> Self {
        Self {
            date,
            kind,
            id: id.to_owned(),
            what: what.to_owned(),
            by: Vec::new(),
            r#for: None,
            to: Vec::new(),
            document: None,
            suggestion: None,
            about: None,
            round: None,
            note: None,
            struck: false,
            void: None,
        }
    }
}

/// The log of a subject in one language.
pub(crate) struct Page<'a> {
    loaded: &'a LoadedArchive,
    subject: &'a Subject,
    under: Vec<&'a Regulation>,
    language: Language,
    entries: Vec<LogEntry<'a>>,
}

impl<'a> Page<'a> {
    /// # Errors
    /// If no regulation names what is on record, as the settings have none.
    pub(crate) fn of(log: &'a Log, language: Language) -> Result<Self, Diagnostics> {
        let Log { loaded, subject, .. } = log;
        Ok(Self { loaded, subject, under: log.regulations()?, language, entries: log.entries() })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn human(&self) -> String {
        let heading = match self.language {
            Language::Chinese => ["日期", "类别", "事项", "由谁", "对谁", "备注"],
            Language::English => ["date", "kind", "what", "by", "to", "note"],
        };
        let rows: Vec<Vec<String>> = self.entries.iter().map(|entry| self.row(&self.line(entry))).collect();
        table(&heading, &rows)
    }

    /// `yijuan/log/1`.
    pub(crate) fn json(&self) -> String {
        let key = if matches!(self.subject, Subject::Topic(_)) { "topic" } else { "subject" };
        let lines: Vec<Line> = self.entries.iter().map(|entry| self.line(entry)).collect();
        json::pretty(&serde_json::json!({"schema": "yijuan/log/1", key: self.subject.to_string(), "entries": lines}))
    }

    fn line(&self, entry: &LogEntry) -> Line {
        match entry {
            LogEntry::Event { event, struck, suggestion } => self.event(event, *struck, *suggestion),
            LogEntry::Statement(attest) => self.statement(attest),
            LogEntry::Waiver(waiver) => self.waiver(waiver),
            LogEntry::Decision { paper, decision } => self.decision(paper, decision),
            LogEntry::Commit(commit) => Line {
                by: vec![commit.author.clone()],
                ..Line::new(commit.date, Kind::Commit, &commit.id, &commit.subject)
            },
        }
    }

    fn event(&self, event: &Event, struck: bool, suggestion: Option<&Suggestion>) -> Line {
        let name = self.name(&event.event);
        let what = event.void.map_or(name.clone(), |void| {
            let Text { zh, en } = name;
            text!(zh: "作废 {void} {zh}", en: "struck out: {void} {en}")
        });
        let about = suggestion.map(|Suggestion { id, kind, .. }| {
            let Text { zh, en } = self.name(kind);
            text!(zh: "{zh} {id}", en: "{en} {id}")
        });
        Line {
            by: event.by.iter().map(ToString::to_string).collect(),
            to: event.to.iter().map(ToString::to_string).collect(),
            suggestion: suggestion.map(|suggestion| suggestion.id.to_string()),
            about,
            round: event.round.or_else(|| suggestion?.round),
            note: event.note.clone(),
            struck,
            void: event.void,
            ..Line::new(event.date, Kind::Event, &event.event, what.in_(self.language))
        }
    }

    fn statement(&self, Attest { rule, by, date, round, room: _, note }: &Attest) -> Line {
        let what = text!(zh: "确认已办到：{rule}", en: "stated as done: {rule}");
        Line {
            by: vec![by.to_string()],
            round: *round,
            note: note.clone(),
            ..Line::new(*date, Kind::Statement, rule, what.in_(self.language))
        }
    }

    fn waiver(&self, Waiver { rule, reason, by, date, until, round, room: _ }: &Waiver) -> Line {
        let until = until.map_or_else(|| Text::same(""), |day| text!(zh: "（至 {day}）", en: " (until {day})"));
        let what = text!(zh: "例外，不按此条：{rule}", en: "an exception to {rule}").then(&until);
        Line {
            by: vec![by.to_string()],
            round: *round,
            note: Some(reason.clone()),
            ..Line::new(*date, Kind::Waiver, rule, what.in_(self.language))
        }
    }

    fn decision(&self, paper: &str, decision: &Decision) -> Line {
        let verdict = decision.verdict.text();
        let what = decision.step.as_ref().map_or_else(
            || verdict.clone(),
            |step| {
                let (Text { zh, en }, Text { zh: verdict_zh, en: verdict_en }) = (self.name(step), &verdict);
                text!(zh: "{zh}：{verdict_zh}", en: "{en}: {verdict_en}")
            },
        );
        let id = decision.step.as_deref().unwrap_or(decision.verdict.written());
        let (passed_on, r#for) = match &decision.r#for {
            Some(to) if decision.verdict == Verdict::PassOn => (Some(to.to_string()), None),
            whose => (None, whose.clone()),
        };
        Line {
            by: vec![decision.by.to_string()],
            r#for,
            to: passed_on.into_iter().collect(),
            document: Some(file_stem(paper).to_owned()),
            note: decision.note.clone(),
            ..Line::new(decision.date, Kind::Decision, id, what.in_(self.language))
        }
    }

    fn name(&self, id: &str) -> Text {
        let names = self.under.iter().map(|regulation| regulation.name(id));
        let known = names.into_iter().find(|name| name.zh != id);
        known.unwrap_or_else(|| Text::same(id))
    }

    /// A person, an office or a body by its name.
    fn who(&self, id: &str) -> String {
        let own = self.loaded.archive.called(id).map(ToString::to_string);
        own.unwrap_or_else(|| self.name(id).in_(self.language).to_owned())
    }

    fn row(&self, line: &Line) -> Vec<String> {
        let (and, then) = match self.language {
            Language::Chinese => ("、", "；"),
            Language::English => (", ", "; "),
        };
        let struck = if line.struck { Text::new("（已作废）", " (struck out)") } else { Text::same("") };
        let by: Vec<String> = match line.kind {
            Kind::Commit => line.by.clone(),
            _ => line.by.iter().map(|id| self.who(id)).collect(),
        };
        let in_place_of = line.r#for.as_ref().map(|id| {
            let whose = self.who(id);
            text!(zh: "（代{whose}）", en: " (for {whose})").in_(self.language).to_owned()
        });
        let in_place_of = in_place_of.unwrap_or_default();
        let to: Vec<String> = line.to.iter().map(|id| self.who(id)).collect();
        let round = line.round.filter(|round| *round > 1).map(|n| text!(zh: "第 {n} 轮", en: "round {n}"));
        let about = [line.about.clone(), round].into_iter().flatten().map(|text| text.in_(self.language).to_owned());
        let commit = Some(&line.id).filter(|_| line.kind == Kind::Commit);
        let notes = [line.document.as_ref(), line.note.as_ref(), commit].into_iter().flatten().cloned();
        vec![
            line.date.to_string(),
            line.kind.text().in_(self.language).to_owned(),
            format!("{}{}", line.what, struck.in_(self.language)),
            by.join(and) + &in_place_of,
            to.join(and),
            about.chain(notes).collect::<Vec<_>>().join(then),
        ]
    }
}
