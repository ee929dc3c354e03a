use super::context::Context;
use super::format::Format;
use super::remembered::Question;
use crate::archive::Topic;
use crate::check::{Part, Selection, TopicStages, judge, stages_of_all};
use crate::duty::{Duty, Subject};
use crate::problem::{Problem, Problems};
use crate::regulation::unknown;
use crate::report::json;
use crate::report::table::{table, width};
use crate::report::topic::{Standing, next};
use crate::text::{Language, Text};
use crate::ui::Reply;
use clap::Args;
use std::collections::BTreeMap;

/// List topics: stage, next deadline and state of each
#[derive(Debug, Args)]
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
    /// Only topics in this state: overdue, due-soon, on-track or ended, or the Chinese name
    #[arg(long, value_name = "STATE", add = super::completions::words(&STATES))]
    state: Option<String>,
}

pub(super) const EXAMPLES: &[&str] = &[
    "yijuan list",
    "yijuan list --office urban --state overdue",
    "yijuan list --stage 做好协商准备",
    "yijuan list 电梯",
];

/// States of topics, with their names.
const STATES: [(&str, &str); 4] = [
    (Standing::IDS[0], "逾期"),
    (Standing::IDS[1], "将到期"),
    (Standing::IDS[2], "正常"),
    (Standing::IDS[3], "已办结"),
];

/// The id of a state, from its id or its Chinese name.
fn state(written: &str) -> Result<&'static str, Problem> {
    STATES
        .iter()
        .find(|(id, name)| written == *id || written == *name)
        .map(|(id, _)| *id)
        .ok_or_else(|| unknown(&Text::new("状态", "state"), written, STATES.iter().flat_map(|(id, name)| [*id, *name])))
}

struct Row<'a> {
    topic: &'a Topic,
    form: Text,
    stages: Option<&'a TopicStages<'a>>,
    standing: Standing,
    next: Option<&'a Duty<'a>>,
}

impl List {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let state = self.state.as_deref().map(state).transpose()?;
        let Self { text, year, office, stage, .. } = self;
        // There is no end of texts to look for.
        if text.is_some() {
            return self.find(context, state);
        }
        let form = format!("{year:?} {office:?} {stage:?} {state:?} {:?}", width());
        Question { command: "list", form, of: "" }.answer(context, || self.find(context, state))
    }

    fn find(&self, context: &Context, state: Option<&str>) -> Result<Reply, Problems> {
        let case = context.read_all()?;
        if let Some(stage) = &self.stage {
            let known = case.regulations.iter().flat_map(|regulation| &regulation.stages);
            let known: Vec<&str> = known.flat_map(|stage| [stage.id.as_str(), stage.name.zh.as_str()]).collect();
            if !known.contains(&stage.as_str()) {
                return Err(unknown(&Text::new("环节", "stage"), stage, known).into());
            }
        }
        let bench = case.bench();
        let judgement = judge(bench, Selection { part: Part::Whole, all: false });
        let stages = stages_of_all(bench);
        let mut of_topic: BTreeMap<&Subject, Vec<&Duty>> = BTreeMap::new();
        for duty in &judgement.duties {
            of_topic.entry(&duty.subject).or_default().push(duty);
        }
        let rows: Vec<Row> = case
            .archive
            .topics
            .iter()
            .zip(&stages)
            .map(|(topic, stages)| {
                let duties = of_topic.get(&Subject::Topic(topic.key)).map_or(&[][..], Vec::as_slice);
                let ended = stages.as_ref().and_then(|stages| stages.ended);
                let form = topic.file.form.as_deref();
                let form = form.map(|id| {
                    case.regulations.get(&topic.file.regulation).map_or_else(|_| Text::same(id), |r| r.name(id))
                });
                Row {
                    topic,
                    form: form.unwrap_or_else(|| Text::same("—")),
                    stages: stages.as_ref(),
                    standing: Standing::of(duties, ended),
                    next: next(duties),
                }
            })
            .filter(|row| state.is_none_or(|state| row.standing.id() == state))
            .filter(|row| self.wants(row, case.archive.settings.as_ref()))
            .collect();
        let stdout = match context.format {
            Format::Human => human(&rows, context.language),
            Format::Json => json(&rows),
            Format::Csv | Format::Markdown => return Err(context.format.refused().into()),
        };
        let mut reply = case.reply(stdout);
        if rows.is_empty() && context.format == Format::Human {
            reply.notes.push(Text::new("没有符合条件的议题", "no topic matches"));
        }
        Ok(reply)
    }

    fn wants(&self, row: &Row, settings: Option<&crate::model::Settings>) -> bool {
        let file = &row.topic.file;
        let office =
            self.office.as_deref().map(|written| settings.map_or(written, |settings| settings.office_id(written)));
        let stage = |wanted: &String| {
            row.stages
                .and_then(TopicStages::current)
                .is_some_and(|stage| *stage.id == **wanted || stage.name.zh == *wanted)
        };
        let text = |wanted: &String| {
            let from = file.source.iter().flat_map(|source| source.from.iter());
            row.topic.key.to_string().contains(wanted.as_str())
                || file.title.contains(wanted.as_str())
                || from.into_iter().any(|from| from.contains(wanted.as_str()))
        };
        self.year.is_none_or(|year| row.topic.key.year == year)
            && office.is_none_or(|office| file.office.as_deref() == Some(office))
            && self.stage.as_ref().is_none_or(stage)
            && self.text.as_ref().is_none_or(text)
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
            let stage = row.stages.and_then(TopicStages::current).map_or("—", |stage| stage.name.in_(language));
            let next = row.next.and_then(|duty| Some(format!("{} {}", duty.due?, duty.rule.id)));
            vec![
                row.topic.key.to_string(),
                row.topic.file.title.to_string(),
                row.form.in_(language).to_owned(),
                stage.to_owned(),
                next.unwrap_or_else(|| "—".to_owned()),
                row.stages.map_or("—".to_owned(), |_| row.standing.text().in_(language).to_owned()),
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
                "key": row.topic.key.to_string(),
                "title": row.topic.file.title,
                "form": row.topic.file.form,
                "regulation": row.topic.file.regulation,
                "office": row.topic.file.office,
                "stage": row.stages.and_then(TopicStages::current).map(|stage| stage.id.as_str()),
                "next": row.next.map(json::duty),
                "state": row.stages.map(|_| row.standing.id()),
                "path": row.topic.folder,
            })
        })
        .collect();
    json::pretty(&serde_json::json!({"schema": "yijuan/topics/1", "topics": topics}))
}
