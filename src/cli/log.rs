//! `log`: the history of a topic, a year or a room, day by day.

use super::context::{self, Context};
use crate::archive::{Archive, Review, Topic};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::{Commit, Repository};
use crate::model::{Attest, Date, Decision, Event, Name, Subject, Suggestion, Verdict, Waiver};
use crate::regulation::Regulation;
use crate::report::{json, table::table};
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use crate::workspace::LoadedArchive;
use clap::Args;
use serde::Serialize;

/// Show what happened to a topic, day by day: events, statements, exceptions, decisions and commits
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Log {
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
}

/// The trailer of commits about a room.
const ROOM: &str = "Yijuan-Room";

const EXAMPLES: &str = "\
yijuan log 2026-003
yijuan log 电梯 --format json";

/// The commits that gave numbers to the papers of a topic or a year. They are kept outside its folder.
fn of_numbers(history: &Repository, archive: &Archive, subject: &Subject) -> Result<Vec<Commit>, Diagnostic> {
    let (trailer, own) = match subject {
        Subject::Topic(key) => ("Yijuan-Topic", key.to_string()),
        Subject::Plan(year) => ("Yijuan-Plan", year.to_string()),
        Subject::Room(_) | Subject::Archive => return Ok(Vec::new()),
    };
    if archive.numbers.of(subject).next().is_none() {
        return Ok(Vec::new());
    }
    let mut commits = history.commits(&["numbers"], trailer)?;
    commits.retain(|commit| commit.trailer.contains(&own));
    Ok(commits)
}

/// What a line of the log is about; within a day the lines have this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Event,
    Statement,
    Waiver,
    Decision,
    Commit,
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

impl Log {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let (subject, topics) = context.workspace.subject(&self.key)?;
        let history = context.workspace.history()?;
        let loaded = context.workspace.read(&topics)?;
        // Events of rooms are kept in the folders of the years; the trailer says which room a commit is about.
        let mut commits = match &subject {
            Subject::Plan(year) => history.commits(&[&format!("plans/{year}")], ROOM)?,
            Subject::Room(_) => history.commits(&["rooms.yml", "plans"], ROOM)?,
            Subject::Topic(_) => history.commits(&[&loaded.topic()?.0.folder], ROOM)?,
            Subject::Archive => Vec::new(),
        };
        match &subject {
            Subject::Plan(_) => commits.retain(|commit| commit.trailer.is_empty()),
            Subject::Room(id) => commits.retain(|commit| commit.trailer.iter().any(|room| room == id.as_str())),
            Subject::Topic(_) | Subject::Archive => {}
        }
        commits.extend(of_numbers(&history, &loaded.archive, &subject)?);
        let LoadedArchive { archive, regulations, .. } = &loaded;
        let own = match (&subject, archive.topics.first()) {
            (_, Some(topic)) => Some(&topic.file.regulation),
            (Subject::Room(id), None) => archive.room(id).map(|room| &room.regulation),
            (_, None) => None,
        };
        let under = match own {
            Some(id) => regulations.get(id).into_iter().collect(),
            None => regulations.of_years(loaded.settings()?)?,
        };
        let names = Names { loaded: &loaded, under, language: context.language };
        let mut lines = match archive.topics.first() {
            Some(topic) => names.of_topic(topic),
            None => names.of_years(&subject),
        };
        lines.extend(commits.into_iter().map(of_commit));
        lines.sort_by_key(|line| (line.date, line.kind));
        let stdout = context.format.human_or_json(|| names.human(&lines), || as_json(&subject, &lines))?;
        let mut reply = context::reply(&loaded, stdout);
        if lines.is_empty() {
            reply.notes.push(Text::new("还没有任何记录", "nothing is on record yet"));
        }
        Ok(reply)
    }
}

fn as_json(subject: &Subject, lines: &[Line]) -> String {
    let key = if matches!(subject, Subject::Topic(_)) { "topic" } else { "subject" };
    json::pretty(&serde_json::json!({"schema": "yijuan/log/1", key: subject.to_string(), "entries": lines}))
}

fn of_commit(commit: Commit) -> Line {
    Line {
        date: commit.date,
        kind: Kind::Commit,
        id: commit.id,
        what: commit.subject,
        by: vec![commit.author],
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

/// The names of ids.
struct Names<'a> {
    loaded: &'a LoadedArchive,
    /// The regulations that give the names; the first one that has a name wins.
    under: Vec<&'a Regulation>,
    language: Language,
}

impl Names<'_> {
    /// Everything on record about a topic.
    fn of_topic(&self, topic: &Topic) -> Vec<Line> {
        let statements = self.statements(&topic.attests, &topic.waivers, &topic.reviews);
        self.events(topic).into_iter().chain(statements).collect()
    }

    /// Everything on record about a year, or about a room in all years.
    fn of_years(&self, subject: &Subject) -> Vec<Line> {
        let room = if let Subject::Room(id) = subject { Some(id) } else { None };
        let plans =
            self.loaded.archive.plans.iter().filter(|plan| room.is_some() || *subject == Subject::Plan(plan.year));
        let of_plan = plans.flat_map(|plan| {
            let events = plan.events.iter().filter(|recorded| recorded.event.room.as_ref() == room);
            let events = events.map(|recorded| self.event(&recorded.event, recorded.struck.is_some(), None));
            let reviews: &[Review] = if room.is_some() { &[] } else { &plan.reviews };
            let attests = plan.attests.iter().filter(|attest| attest.room.as_ref() == room);
            let waivers = plan.waivers.iter().filter(|waiver| waiver.room.as_ref() == room);
            events.chain(self.statements(attests, waivers, reviews)).collect::<Vec<_>>()
        });
        of_plan.collect()
    }

    /// Statements, exceptions and decisions.
    fn statements<'l>(
        &self,
        attests: impl IntoIterator<Item = &'l Attest>,
        waivers: impl IntoIterator<Item = &'l Waiver>,
        reviews: &[Review],
    ) -> Vec<Line> {
        let decisions =
            reviews.iter().flat_map(|review| review.decisions.iter().map(move |decision| (review, decision)));
        let attests = attests.into_iter().map(|attest| self.statement(attest));
        let waivers = waivers.into_iter().map(|waiver| self.waiver(waiver));
        attests.chain(waivers).chain(decisions.map(|(review, decision)| self.decision(review, decision))).collect()
    }

    /// Events of a topic and of its suggestions.
    fn events(&self, topic: &Topic) -> Vec<Line> {
        let of_topic = topic.events.iter().map(|recorded| self.event(&recorded.event, recorded.struck.is_some(), None));
        let of_suggestions = topic.suggestions.iter().flat_map(|suggestion| {
            let events = &suggestion.events;
            events.iter().map(move |event| self.event(event, event.struck_by(events).is_some(), Some(suggestion)))
        });
        of_topic.chain(of_suggestions).collect()
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
            date: event.date,
            kind: Kind::Event,
            id: event.event.to_string(),
            what: what.in_(self.language).to_owned(),
            by: event.by.iter().map(ToString::to_string).collect(),
            r#for: None,
            to: event.to.iter().map(ToString::to_string).collect(),
            document: None,
            suggestion: suggestion.map(|suggestion| suggestion.id.to_string()),
            about,
            round: event.round.or_else(|| suggestion?.round),
            note: event.note.clone(),
            struck,
            void: event.void,
        }
    }

    fn statement(&self, Attest { rule, by, date, round, room: _, note }: &Attest) -> Line {
        let what = text!(zh: "确认已办到：{rule}", en: "stated as done: {rule}");
        self.of_rule((Kind::Statement, rule, what), (*date, by, *round), note.clone())
    }

    fn waiver(&self, Waiver { rule, reason, by, date, until, round, room: _ }: &Waiver) -> Line {
        let until = until.map_or_else(|| Text::same(""), |day| text!(zh: "（至 {day}）", en: " (until {day})"));
        let what = text!(zh: "例外，不按此条：{rule}", en: "an exception to {rule}").then(&until);
        self.of_rule((Kind::Waiver, rule, what), (*date, by, *round), Some(reason.clone()))
    }

    /// A statement or an exception about a rule.
    fn of_rule(
        &self,
        (kind, rule, what): (Kind, &Name, Text),
        (date, by, round): (Date, &Name, Option<u32>),
        note: Option<String>,
    ) -> Line {
        Line {
            date,
            kind,
            id: rule.to_string(),
            what: what.in_(self.language).to_owned(),
            by: vec![by.to_string()],
            r#for: None,
            to: Vec::new(),
            document: None,
            suggestion: None,
            about: None,
            round,
            note,
            struck: false,
            void: None,
        }
    }

    fn decision(&self, review: &Review, decision: &Decision) -> Line {
        let verdict = decision.verdict.text();
        let what = decision.step.as_ref().map_or_else(
            || verdict.clone(),
            |step| {
                let (Text { zh, en }, Text { zh: verdict_zh, en: verdict_en }) = (self.name(step), &verdict);
                text!(zh: "{zh}：{verdict_zh}", en: "{en}: {verdict_en}")
            },
        );
        let paper = review.paper.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
        Line {
            date: decision.date,
            kind: Kind::Decision,
            id: decision.step.as_deref().unwrap_or(decision.verdict.written()).to_owned(),
            what: what.in_(self.language).to_owned(),
            by: vec![decision.by.to_string()],
            r#for: decision.r#for.clone().filter(|_| decision.verdict != Verdict::PassOn),
            to: decision
                .r#for
                .iter()
                .filter(|_| decision.verdict == Verdict::PassOn)
                .map(ToString::to_string)
                .collect(),
            document: paper.map(ToOwned::to_owned),
            suggestion: None,
            about: None,
            round: None,
            note: decision.note.clone(),
            struck: false,
            void: None,
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

    fn human(&self, lines: &[Line]) -> String {
        let heading = match self.language {
            Language::Chinese => ["日期", "类别", "事项", "由谁", "对谁", "备注"],
            Language::English => ["date", "kind", "what", "by", "to", "note"],
        };
        table(&heading, &lines.iter().map(|line| self.row(line)).collect::<Vec<_>>())
    }

    fn row(&self, line: &Line) -> Vec<String> {
        let (and, then) = match self.language {
            Language::Chinese => ("、", "；"),
            Language::English => (", ", "; "),
        };
        let kind = match line.kind {
            Kind::Event => Text::new("事件", "event"),
            Kind::Statement => Text::new("确认", "statement"),
            Kind::Waiver => Text::new("例外", "exception"),
            Kind::Decision => Text::new("审签", "decision"),
            Kind::Commit => Text::new("提交", "commit"),
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
            kind.in_(self.language).to_owned(),
            format!("{}{}", line.what, struck.in_(self.language)),
            by.join(and) + &in_place_of,
            to.join(and),
            about.chain(notes).collect::<Vec<_>>().join(then),
        ]
    }
}
