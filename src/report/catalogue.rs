//! `render --list`: the papers of regulations, or of a topic or a year.

use super::table::table;
use crate::changes::render::catalogue::{Listed, Origin, PaperState};
use crate::model::Name;
use crate::text;
use crate::text::{Language, Text};

/// The papers of regulations, each with the id of its own.
pub(crate) fn of_regulations(papers: &[(String, Listed)], language: Language) -> String {
    let heading = match language {
        Language::Chinese => ["规程", "文书", "环节", "要求的规则", "模板"],
        Language::English => ["regulation", "paper", "stage", "asked for by", "template"],
    };
    let rows = papers.iter().map(|(regulation, listed)| {
        let [name, stage, rules] = cells(listed, language);
        let template = match &listed.template {
            Origin::Own(path) => path.clone(),
            Origin::BuiltIn => language.choose("自带", "built in").to_owned(),
            Origin::None => language.choose("由人写成", "written by hand").to_owned(),
        };
        vec![regulation.clone(), name, stage, rules, template]
    });
    table(&heading, &rows.collect::<Vec<_>>())
}

/// The papers of a topic or a year, and where they stand.
pub(crate) fn of_target(papers: &[(Listed, Option<String>, PaperState)], language: Language) -> String {
    let heading = match language {
        Language::Chinese => ["文书", "环节", "要求的规则", "文件", "状况"],
        Language::English => ["paper", "stage", "asked for by", "file", "state"],
    };
    let rows = papers.iter().map(|(listed, file, standing)| {
        let [name, stage, rules] = cells(listed, language);
        vec![name, stage, rules, file.clone().unwrap_or_else(none), said(standing).in_(language).to_owned()]
    });
    table(&heading, &rows.collect::<Vec<_>>())
}

/// What it is called, its stage, and the rules that ask for it.
fn cells(listed: &Listed, language: Language) -> [String; 3] {
    let stage = listed.stage.as_ref().map(|stage| stage.in_(language).to_owned());
    let rules: Vec<&str> = listed.rules.iter().map(Name::as_str).collect();
    let rules = if rules.is_empty() { none() } else { rules.join(" ") };
    [listed.name.in_(language).to_owned(), stage.unwrap_or_else(none), rules]
}

fn none() -> String {
    "—".to_owned()
}

fn said(state: &PaperState) -> Text {
    match state {
        PaperState::Sent(day) => text!(zh: "{day} 已发", en: "sent on {day}"),
        PaperState::Written => Text::new("已写成", "written"),
        PaperState::ToFillIn(open) => text!(zh: "草稿，还缺 {open} 处", en: "a draft, blanks: {open}"),
        PaperState::Ready(0) => Text::new("可起草", "can be drafted"),
        PaperState::Ready(open) => {
            text!(zh: "可起草，其中 {open} 处待填写", en: "can be drafted, blanks: {open}")
        }
        PaperState::Lacking(facts) => {
            text!(zh: "还不能起草，须先登记 {facts} 项", en: "not yet, facts to record first: {facts}")
        }
        PaperState::Broken => Text::new("模板有误", "its template is wrong"),
        PaperState::Unreadable => Text::new("读不了", "cannot be read"),
        PaperState::IfNamed => Text::new("点名时才起草", "only when named"),
    }
}
