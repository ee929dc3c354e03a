use super::context::Reference;
use super::format::Format;
use super::rule;
use crate::problem::{Place, Problems};
use crate::regulation::Regulation;
use crate::report::{json, table::table};
use crate::text::{Language, printable};
use crate::ui::Reply;
use clap::{Args, Subcommand};
use std::fmt::Write as _;

/// The regulations: those built in and the archive's own
#[derive(Debug, Subcommand)]
pub(super) enum RegulationCommand {
    List(ListRegulations),
    Show(ShowRegulation),
    Validate(ValidateRegulation),
}

/// List the regulations
#[derive(Debug, Args)]
pub(super) struct ListRegulations {}

/// Show a regulation as a readable page
#[derive(Debug, Args)]
pub(super) struct ShowRegulation {
    /// Its id; the archive's if not given
    #[arg(value_name = "ID", add = super::completions::regulation_ids())]
    id: Option<String>,
}

/// Find what is wrong in the archive's own regulations
#[derive(Debug, Args)]
pub(super) struct ValidateRegulation {
    /// Its id; all of them if not given
    #[arg(value_name = "ID", add = super::completions::regulation_ids())]
    id: Option<String>,
}

pub(super) const LIST_EXAMPLES: &[&str] = &["yijuan regulation list", "yijuan regulation list --format json"];
pub(super) const SHOW_EXAMPLES: &[&str] = &["yijuan regulation show", "yijuan regulation show mentougou"];
pub(super) const VALIDATE_EXAMPLES: &[&str] = &["yijuan regulation validate", "yijuan regulation validate mentougou"];

impl RegulationCommand {
    pub(super) fn run(&self, reference: &Reference) -> Result<Reply, Problems> {
        match (reference.format, self) {
            (Format::Human, _) | (Format::Json, Self::List(_)) => {}
            (Format::Json | Format::Csv | Format::Markdown, _) => return Err(reference.format.refused().into()),
        }
        match self {
            Self::List(_) => Ok(list(reference)),
            Self::Show(show) => Ok(Reply::new(page(reference.regulation(show.id.as_deref())?, reference.language))),
            Self::Validate(validate) => validate.run(reference),
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

fn page(regulation: &Regulation, language: Language) -> String {
    let in_force = regulation.in_force.map_or_else(String::new, |day| format!(" {day}"));
    let mut page = format!("{}\n{}{in_force}\n", regulation.title, regulation.id);
    let say = |zh, en| {
        if language == Language::Chinese { zh } else { en }
    };
    let _ = writeln!(page, "\n{}", say("协商形式", "forms"));
    for (id, term) in regulation.forms.iter() {
        let _ = writeln!(page, "  {} ({id})", term.name);
    }
    let _ = writeln!(page, "\n{}", say("环节", "stages"));
    for (nth, stage) in regulation.stages.iter().enumerate() {
        let done = regulation.name(&stage.done_when);
        let _ = writeln!(page, "  {}. {} — {}", nth + 1, stage.name.in_(language), done.in_(language));
    }
    let _ = writeln!(page, "\n{}", say("事件", "events"));
    for (id, event) in regulation.events.iter() {
        let _ = writeln!(page, "  {} ({id}, {})", event.term.name, event.of.id());
    }
    let _ = writeln!(page, "\n{}", say("文书", "documents"));
    for (id, document) in regulation.documents.iter() {
        let _ = writeln!(page, "  {} ({id})", document.term.name);
    }
    let _ = writeln!(page, "\n{}\n", say("规则", "rules"));
    let rules: Vec<String> = regulation.rules.iter().map(|one| rule::page(regulation, one, language)).collect();
    page.push_str(&rules.join("\n"));
    printable(&page)
}

impl ValidateRegulation {
    fn run(&self, reference: &Reference) -> Result<Reply, Problems> {
        let concerns =
            |place: &Place| self.id.as_ref().is_none_or(|id| place.path.starts_with(&format!("templates/{id}/")));
        let problems: Problems = reference
            .regulations
            .problems
            .iter()
            .filter(|problem| problem.place.as_ref().is_none_or(concerns))
            .cloned()
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let sound: Vec<&Regulation> = match &self.id {
            Some(id) => vec![reference.regulations.get(id)?],
            None => reference.regulations.iter().collect(),
        };
        let said = sound.iter().map(|one| match reference.language {
            Language::Chinese => format!("{}：没有问题，规则 {} 条\n", one.id, one.rules.len()),
            Language::English => format!("{}: sound, {} rules\n", one.id, one.rules.len()),
        });
        Ok(Reply::new(said.collect::<String>()))
    }
}
