//! `regulation`: lists, shows, validates and begins regulations.

mod new;
mod show;
mod validate;

use super::context::Reference;
use super::format::Format;
use crate::diagnostic::Diagnostics;
use crate::report::{json, table::table};
use crate::text::Language;
use crate::ui::Reply;
use clap::{Args, Subcommand};

/// The regulations: those built in and the archive's own
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(super) enum RegulationCommand {
    New(new::NewRegulation),
    List(ListRegulations),
    Show(show::ShowRegulation),
    Validate(validate::ValidateRegulation),
}

/// List the regulations
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ListRegulations {}

const EXAMPLES: &str = "\
yijuan regulation list
yijuan regulation list --format json";

impl RegulationCommand {
    pub(super) fn run(&self, reference: &Reference) -> Result<Reply, Diagnostics> {
        match (self, reference.format) {
            (Self::List(_), Format::Human | Format::Json) => Ok(list(reference)),
            (Self::Show(show), _) => show.run(reference),
            (Self::Validate(validate), Format::Human) => validate.run(reference),
            (Self::New(_) | Self::List(_) | Self::Validate(_), _) => Err(reference.format.refused().into()),
        }
    }
}

fn list(reference: &Reference) -> Reply {
    let regulations = reference.regulations.iter();
    if reference.format == Format::Json {
        let rows: Vec<_> = regulations
            .map(|one| {
                serde_json::json!({
                    "id": one.id, "title": one.title, "in_force": one.in_force, "built_in": one.built_in, "rules": one.rules.len()
                })
            })
            .collect();
        return Reply::new(json::pretty(&serde_json::json!({"schema": "yijuan/regulations/1", "regulations": rows})));
    }
    let (heading, built_in, local) = match reference.language {
        Language::Chinese => (["标识", "名称", "施行", "规则", "出处"], "内置", "本档案库"),
        Language::English => (["id", "title", "in force", "rules", "from"], "built in", "this archive"),
    };
    let rows: Vec<Vec<String>> = regulations
        .map(|one| {
            let from = if one.built_in { built_in } else { local };
            vec![
                one.id.to_string(),
                one.title.to_string(),
                one.in_force.map_or_else(|| "-".to_owned(), |day| day.to_string()),
                one.rules.len().to_string(),
                from.to_owned(),
            ]
        })
        .collect();
    Reply::new(table(&heading, &rows))
}
