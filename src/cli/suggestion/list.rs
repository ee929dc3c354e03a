//! `suggestion list`: the ledger of suggestions.

use crate::cli::context::{self, Context};
use crate::cli::format::Format;
use crate::diagnostic::Diagnostics;
use crate::duty::Duty;
use crate::engine::{Part, Selection, judge};
use crate::model::Subject;
use crate::report::suggestions::{Entry, full_heading, short_heading};
use crate::report::{csv, json, markdown, table::table};
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;

/// List suggestions and commitments of all topics or of one
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct List {
    /// The topic: its key or part of it; all if not given
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: Option<String>,
}

pub(super) const EXAMPLES: &str = "\
yijuan suggestion list
yijuan suggestion list 2026-003
yijuan suggestion list --format csv";

impl List {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let loaded = match &self.key {
            Some(key) => context.workspace.read(&[context.workspace.topic(key)?])?,
            None => context.workspace.read_all()?,
        };
        let judgement = judge(loaded.context(), Selection { part: Part::Topics, all: true });
        let mut entries = Vec::new();
        for topic in &loaded.archive.topics {
            let subject = Subject::Topic(topic.key);
            let of_topic: Vec<&Duty> = judgement.duties.iter().filter(|duty| duty.subject == subject).collect();
            entries.extend(
                topic
                    .suggestions
                    .iter()
                    .map(|entry| Entry::of(&loaded, topic, entry, (&of_topic, &judgement.promises))),
            );
        }
        let language = context.language;
        let stdout = match context.format {
            Format::Human => {
                let rows: Vec<_> = entries.iter().map(|entry| entry.short(language)).collect();
                table(&short_heading(language), &rows)
            }
            Format::Json => {
                let rows: Vec<_> = entries.iter().map(Entry::json).collect();
                let schema = "yijuan/suggestions/1";
                json::pretty(
                    &serde_json::json!({"schema": schema, "as_of": context.workspace.today, "suggestions": rows}),
                )
            }
            Format::Csv | Format::Markdown => {
                let rows: Vec<_> = entries.iter().enumerate().map(|(nth, entry)| entry.full(nth, language)).collect();
                let heading = full_heading(language);
                if context.format == Format::Csv { csv::rows(&heading, &rows) } else { markdown::rows(&heading, &rows) }
            }
            _ => return Err(context.format.refused().into()),
        };
        let mut reply = context::reply(&loaded, stdout);
        if entries.is_empty() {
            reply.notes.push(Text::new(
                "还没有登记建议；`yijuan suggestion add` 登记",
                "no suggestion is entered yet; `yijuan suggestion add` enters one",
            ));
        }
        Ok(reply)
    }
}
