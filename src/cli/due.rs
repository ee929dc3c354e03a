use super::context::Context;
use super::format::Format;
use super::remembered::Question;
use crate::archive::person_named;
use crate::check::{Part, Selection, concerns, judge};
use crate::duty::{Duty, Subject};
use crate::problem::{Problem, Problems};
use crate::regulation::unknown;
use crate::report::json;
use crate::report::table::{table, width};
use crate::report::topic::{days_left, open};
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use clap::Args;

/// What is due, by day, with the working days left
#[derive(Debug, Args)]
pub(super) struct DueList {
    /// Only what concerns this person: topics they lead, their office's topics, steps of their post
    #[arg(long = "for", value_name = "PERSON", add = super::completions::people())]
    person: Option<String>,
}

pub(super) const EXAMPLES: &[&str] = &["yijuan due", "yijuan due --for 钱样本", "yijuan due --format json"];

impl DueList {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let form = format!("{:?} {:?}", self.person, width());
        Question { command: "due", form, of: "" }.answer(context, || self.find(context))
    }

    fn find(&self, context: &Context) -> Result<Reply, Problems> {
        let case = context.read_all()?;
        let people = &case.archive.people;
        let person = self.person.as_deref().map(|written| {
            person_named(people, written)?.ok_or_else(|| -> Problem {
                let known = people.iter().flat_map(|person| [&*person.id, &*person.name]);
                unknown(&Text::new("人员", "person"), written, known)
            })
        });
        let person = person.transpose()?;
        let bench = case.bench();
        let judgement = judge(bench, Selection { part: Part::Whole, all: false });
        let duties: Vec<&Duty> =
            judgement.duties.iter().filter(|duty| person.is_none_or(|person| concerns(bench, duty, person))).collect();
        let dated: Vec<&Duty> = open(&duties).into_iter().filter(|duty| duty.due.is_some()).collect();
        let title = |subject: &Subject| match subject {
            Subject::Topic(key) => {
                case.archive.topics.iter().find(|topic| topic.key == *key).map(|topic| topic.file.title.to_string())
            }
            Subject::Room(id) => case.archive.room(id).map(|room| room.name.to_string()),
            Subject::Plan(_) | Subject::Archive => None,
        };
        let stdout = match context.format {
            Format::Json => {
                let rows: Vec<_> = dated.iter().map(|duty| json::duty(duty)).collect();
                json::pretty(&serde_json::json!({"schema": "yijuan/due/1", "as_of": context.today, "duties": rows}))
            }
            Format::Human => human(&dated, title, context.language),
            Format::Csv | Format::Markdown => return Err(context.format.refused().into()),
        };
        let mut reply = case.reply(stdout);
        if dated.is_empty() {
            reply.notes.push(text!(zh: "没有未办的期限", en: "nothing is due"));
        }
        Ok(reply)
    }
}

fn human(duties: &[&Duty], title: impl Fn(&Subject) -> Option<String>, language: Language) -> String {
    let heading = match language {
        Language::Chinese => ["期限", "尚余", "议题", "规则", "事项"],
        Language::English => ["due", "left", "topic", "rule", "what"],
    };
    let rows: Vec<Vec<String>> = duties
        .iter()
        .map(|duty| {
            let title = title(&duty.subject).unwrap_or_default();
            vec![
                duty.due.map(|due| due.to_string()).unwrap_or_default(),
                days_left(duty).in_(language).to_owned(),
                format!("{} {title}", duty.subject).trim_end().to_owned(),
                format!("{} {}", duty.rule.id, duty.what).trim_end().to_owned(),
                duty.task.in_(language).to_owned(),
            ]
        })
        .collect();
    table(&heading, &rows)
}
