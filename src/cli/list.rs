use super::context::Context;
use super::format::Format;
use super::overview::{Overview, TopicState};
use crate::duty::Duty;
use crate::engine::{Part, Selection};
use crate::problem::unknown;
use crate::problem::{Problem, Problems};
use crate::regulation::Regulations;
use crate::report::json;
use crate::report::table::table;
use crate::report::topic::{Standing, days_left, next};
use crate::rules::Stage;
use crate::text::{Language, Text};
use crate::ui::Reply;
use clap::Args;

/// List topics: stage, next deadline and state of each
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct List {
    /// Only topics whose key, title or source contains this text
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// Only topics of this year
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    /// Only topics of this office: its id or name
    #[arg(long, value_name = "OFFICE", add = super::completions::offices())]
    office: Option<String>,
    /// Only topics in this stage: its id or name
    #[arg(long, value_name = "STAGE", add = super::completions::stages())]
    stage: Option<String>,
    /// Only topics in this state: overdue, due-soon, on-track, unrecorded, ended or dropped, or the Chinese name
    #[arg(long, value_name = "STATE", add = super::completions::words(&STATES))]
    state: Option<String>,
}

const EXAMPLES: &str = "\
yijuan list
yijuan list --office urban --state overdue
yijuan list --stage 做好协商准备
yijuan list 电梯";

/// States of topics, with their names.
const STATES: [(&str, &str); 6] = [
    (Standing::IDS[0], "逾期"),
    (Standing::IDS[1], "将到期"),
    (Standing::IDS[2], "正常"),
    (Standing::IDS[3], "待补记"),
    (Standing::IDS[4], "已办结"),
    (Standing::IDS[5], "终止"),
];

/// The id of a state, from its id or its Chinese name.
fn state(written: &str) -> Result<&'static str, Problem> {
    STATES
        .iter()
        .find(|(id, name)| written == *id || written == *name)
        .map(|(id, _)| *id)
        .ok_or_else(|| unknown(&Text::new("状态", "state"), written, STATES))
}

struct Row<'a> {
    topic: &'a TopicState,
    form: Text,
    stage: Option<&'a Stage>,
    standing: Option<Standing>,
    next: Option<&'a Duty>,
}

impl List {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let state = self.state.as_deref().map(state).transpose()?;
        let Overview { case, topics, .. } = Overview::of(context, Selection { part: Part::Topics, all: false })?;
        let regulations = &case.regulations;
        if let Some(stage) = &self.stage {
            let known = regulations.iter().flat_map(|regulation| &regulation.stages);
            let known: Vec<(&str, &str)> = known.map(|stage| (stage.id.as_str(), stage.name.zh.as_str())).collect();
            if !known.iter().any(|(id, name)| stage == id || stage == name) {
                return Err(unknown(&Text::new("环节", "stage"), stage, known).into());
            }
        }
        let rows: Vec<Row> = topics
            .iter()
            .map(|topic| Row::of(topic, regulations))
            .filter(|row| state.is_none_or(|state| row.standing.is_some_and(|standing| standing.id() == state)))
            .filter(|row| self.wants(row, case.archive.settings.as_ref()))
            .collect();
        let stdout = context.format.human_or_json(|| human(&rows, context.language), || json(&rows))?;
        let mut reply = case.reply(stdout);
        if rows.is_empty() && context.format == Format::Human {
            reply.notes.push(Text::new("没有符合条件的议题", "no topic matches"));
        }
        Ok(reply)
    }

    fn wants(&self, row: &Row, settings: Option<&crate::model::Settings>) -> bool {
        let topic = row.topic;
        let named = |written: &str| {
            let of = settings?.offices.iter().find(|(_, office)| *office.name == *written);
            of.map(|(id, _)| id)
        };
        let office = self.office.as_deref().map(|written| named(written).unwrap_or(written));
        let stage = |wanted: &String| row.stage.is_some_and(|stage| *stage.id == **wanted || stage.name.zh == *wanted);
        let text = |wanted: &String| {
            topic.folder.key.to_string().contains(wanted.as_str())
                || topic.title.contains(wanted.as_str())
                || topic.from.iter().any(|from| from.contains(wanted.as_str()))
        };
        self.year.is_none_or(|year| topic.folder.key.year == year)
            && office.is_none_or(|office| topic.office.as_deref() == Some(office))
            && self.stage.as_ref().is_none_or(stage)
            && self.text.as_ref().is_none_or(text)
    }
}

impl<'a> Row<'a> {
    fn of(topic: &'a TopicState, regulations: &'a Regulations) -> Self {
        let duties: Vec<&Duty> = topic.open.iter().collect();
        let form = topic.form.as_deref();
        let form = form.map(|id| regulations.get(&topic.regulation).map_or_else(|_| Text::same(id), |r| r.name(id)));
        Self {
            topic,
            form: form.unwrap_or_else(|| Text::same("—")),
            stage: topic.stage(regulations),
            standing: topic.standing(),
            next: next(&duties),
        }
    }
}

fn human(rows: &[Row], language: Language) -> String {
    let heading = match language {
        Language::Chinese => ["编号", "题目", "形式", "环节", "下一期限", "状态"],
        Language::English => ["key", "title", "form", "stage", "next deadline", "state"],
    };
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let stage = row.stage.map_or("—", |stage| stage.name.in_(language));
            let day =
                |duty: &Duty| duty.due.map_or_else(|| days_left(duty).in_(language).to_owned(), |due| due.to_string());
            let next = row.next.map(|duty| format!("{} {}", day(duty), duty.rule().id));
            let standing = row.standing.map_or_else(|| Text::same("—"), Standing::text);
            vec![
                row.topic.folder.key.to_string(),
                row.topic.title.to_string(),
                row.form.in_(language).to_owned(),
                stage.to_owned(),
                next.unwrap_or_else(|| "—".to_owned()),
                standing.in_(language).to_owned(),
            ]
        })
        .collect();
    table(&heading, &rows)
}

fn json(rows: &[Row]) -> String {
    let topics: Vec<_> = rows
        .iter()
        .map(|row| {
            serde_json::json!({
                "key": row.topic.folder.key.to_string(),
                "title": row.topic.title,
                "form": row.topic.form,
                "regulation": row.topic.regulation,
                "office": row.topic.office,
                "stage": row.stage.map(|stage| stage.id.as_str()),
                "next": row.next.map(json::duty),
                "state": row.standing.map(Standing::id),
                "path": row.topic.folder.path,
            })
        })
        .collect();
    json::pretty(&serde_json::json!({"schema": "yijuan/topics/1", "topics": topics}))
}
