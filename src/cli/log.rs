//! `log`: what became of a topic, day by day.

use super::context::{self, Context};
use crate::archive::{Review, Topic};
use crate::diagnostic::Diagnostics;
use crate::history::Commit;
use crate::model::{Attest, Date, Decision, Event, Name, Subject, Suggestion, Waiver};
use crate::regulation::Regulation;
use crate::report::{json, table::table};
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use crate::workspace::LoadedArchive;
use clap::Args;
use serde::Serialize;

/// Tell what became of a topic, day by day: events, statements, exceptions, decisions and commits
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Log {
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
}

const EXAMPLES: &str = "\
yijuan log 2026-003
yijuan log 电梯 --format json";

/// Where a line of the time line comes from; within a day in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Event,
    Statement,
    Waiver,
    Decision,
    Commit,
}

/// A line of the time line.
#[derive(Serialize)]
struct Line {
    date: Date,
    kind: Kind,
    /// The event, the rule stated or not followed, the step decided, or the commit.
    id: String,
    /// It in words.
    what: String,
    by: Vec<String>,
    /// Whom it reached.
    #[serde(skip)]
    to: Vec<String>,
    /// The paper decided on.
    document: Option<String>,
    /// The suggestion, commitment or response it happened to.
    suggestion: Option<String>,
    /// It in words.
    #[serde(skip)]
    about: Option<Text>,
    round: Option<u32>,
    note: Option<String>,
    /// A later entry strikes it out.
    struck: bool,
    /// The day of the entry that it strikes out.
    void: Option<Date>,
}

impl Log {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let (subject, topics) = context.workspace.subject(&self.key)?;
        let history = context.workspace.history()?;
        let loaded = context.workspace.read(&topics)?;
        // What happens in a room stands in the folders of the years; a commit says which room it is about.
        let of = |paths: &[&str]| history.commits(paths, "Yijuan-Room");
        let commits = match &subject {
            Subject::Plan(year) => {
                of(&[&format!("plans/{year}")])?.into_iter().filter(|commit| commit.trailer.is_empty()).collect()
            }
            Subject::Room(id) => {
                let is_its = |commit: &Commit| commit.trailer.iter().any(|room| room == id.as_str());
                of(&["rooms.yml", "plans"])?.into_iter().filter(is_its).collect()
            }
            Subject::Topic(_) => of(&[&loaded.topic()?.0.folder])?,
            Subject::Archive => Vec::new(),
        };
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
        let of = if matches!(subject, Subject::Topic(_)) { "topic" } else { "subject" };
        let as_json = || serde_json::json!({"schema": "yijuan/log/1", of: subject.to_string(), "entries": lines});
        let stdout = context.format.human_or_json(|| names.human(&lines), || json::pretty(&as_json()))?;
        let mut reply = context::reply(&loaded, stdout);
        if lines.is_empty() {
            reply.notes.push(Text::new("还没有任何记录", "nothing is on record yet"));
        }
        Ok(reply)
    }
}

fn of_commit(commit: Commit) -> Line {
    Line {
        date: commit.date,
        kind: Kind::Commit,
        id: commit.id,
        what: commit.subject,
        by: vec![commit.author],
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

/// What ids are called.
struct Names<'a> {
    loaded: &'a LoadedArchive,
    /// The regulations whose words are told, those of the first before the others.
    under: Vec<&'a Regulation>,
    language: Language,
}

impl Names<'_> {
    /// What is on record of a topic.
    fn of_topic(&self, topic: &Topic) -> Vec<Line> {
        let said = self.said(&topic.attests, &topic.waivers, &topic.reviews);
        self.events(topic).into_iter().chain(said).collect()
    }

    /// What is on record of a year, or in every year of a room.
    fn of_years(&self, subject: &Subject) -> Vec<Line> {
        let room = if let Subject::Room(id) = subject { Some(id) } else { None };
        let is_its = |named: &Option<Name>| named.as_ref() == room;
        let plans =
            self.loaded.archive.plans.iter().filter(|plan| room.is_some() || *subject == Subject::Plan(plan.year));
        let of_plan = plans.flat_map(|plan| {
            let events = plan.events.iter().filter(|recorded| is_its(&recorded.event.room));
            let events = events.map(|recorded| self.event(&recorded.event, recorded.struck.is_some(), None));
            let reviews: &[Review] = if room.is_some() { &[] } else { &plan.reviews };
            let attests = plan.attests.iter().filter(|attest| is_its(&attest.room));
            let waivers = plan.waivers.iter().filter(|waiver| is_its(&waiver.room));
            events.chain(self.said(attests, waivers, reviews)).collect::<Vec<_>>()
        });
        of_plan.collect()
    }

    /// What people state, except and decide.
    fn said<'l>(
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

    /// What happened to a topic and to its suggestions.
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
        let what = text!(zh: "说明已办到：{rule}", en: "stated as done: {rule}");
        self.of_rule((Kind::Statement, rule, what), (*date, by, *round), note.clone())
    }

    fn waiver(&self, Waiver { rule, reason, by, date, until, round, room: _ }: &Waiver) -> Line {
        let until = until.map_or_else(|| Text::same(""), |day| text!(zh: "（至 {day}）", en: " (until {day})"));
        let what = text!(zh: "例外，不按此条：{rule}", en: "an exception to {rule}").then(&until);
        self.of_rule((Kind::Waiver, rule, what), (*date, by, *round), Some(reason.clone()))
    }

    /// What somebody said of a rule.
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
            to: Vec::new(),
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
            Kind::Statement => Text::new("说明", "statement"),
            Kind::Waiver => Text::new("例外", "exception"),
            Kind::Decision => Text::new("审签", "decision"),
            Kind::Commit => Text::new("提交", "commit"),
        };
        let struck = if line.struck { Text::new("（已作废）", " (struck out)") } else { Text::same("") };
        let by: Vec<String> = match line.kind {
            Kind::Commit => line.by.clone(),
            _ => line.by.iter().map(|id| self.who(id)).collect(),
        };
        let to: Vec<String> = line.to.iter().map(|id| self.who(id)).collect();
        let round = line.round.filter(|round| *round > 1).map(|n| text!(zh: "第 {n} 轮", en: "round {n}"));
        let about = [line.about.clone(), round].into_iter().flatten().map(|text| text.in_(self.language).to_owned());
        let commit = Some(&line.id).filter(|_| line.kind == Kind::Commit);
        let said = [line.document.as_ref(), line.note.as_ref(), commit].into_iter().flatten().cloned();
        vec![
            line.date.to_string(),
            kind.in_(self.language).to_owned(),
            format!("{}{}", line.what, struck.in_(self.language)),
            by.join(and),
            to.join(and),
            about.chain(said).collect::<Vec<_>>().join(then),
        ]
    }
}
