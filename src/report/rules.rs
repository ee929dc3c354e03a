//! `rule`: rules in a table, in full and as JSON.

use super::json;
use super::table::table;
use crate::engine::{asked, conditions};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::Per;
use crate::text;
use crate::text::{Language, Text, printable};
use serde::Serialize;

/// A note on the regulations that are not in use, and how to list their rules.
pub(crate) fn unused(regulations: &[&Regulation]) -> Option<Text> {
    let called: Vec<Text> = regulations.iter().map(|regulation| regulation.called()).collect();
    let (count, first) = (called.len(), called.first()?);
    let (zh, en) = (&first.zh, &first.en);
    let all = Text::join(&called, "、", ", ");
    let (all_zh, all_en) = (all.zh, all.en);
    Some(text!(
        zh: "另有 {count} 部规程未用：{all_zh}；`yijuan rule --regulation {zh}` 列出其规则",
        en: "{count} more regulations are not in use: {all_en}; `yijuan rule --regulation {en}` lists the rules of one"
    ))
}

/// Rules in full.
pub(crate) fn pages(rules: &[(&Regulation, &Rule)], language: Language) -> String {
    let pages = rules.iter().map(|(regulation, rule)| page(regulation, rule, language));
    pages.collect::<Vec<_>>().join("\n")
}

fn page(regulation: &Regulation, rule: &Rule, language: Language) -> String {
    let (id, article, title) = (&rule.id, &rule.article, &regulation.title);
    printable(&format!("{id}  {title} {article}\n{}", lines(&fields(regulation, rule, language), 2)))
}

pub(crate) fn in_table(rules: &[(&Regulation, &Rule)], language: Language) -> String {
    let heading = match language {
        Language::Chinese => ["规程", "规则", "条款", "效力", "原文"],
        Language::English => ["regulation", "rule", "article", "force", "meaning"],
    };
    let rows: Vec<Vec<String>> = rules
        .iter()
        .map(|(regulation, rule)| {
            let text = match language {
                Language::Chinese => &rule.quote,
                Language::English => &rule.en,
            };
            let force = force(rule, language).to_owned();
            vec![regulation.id.to_string(), rule.id.to_string(), rule.article.to_string(), force, text.clone()]
        })
        .collect();
    table(&heading, &rows)
}

/// Rules as JSON: `yijuan/rules/1`.
pub(crate) fn in_json(rules: &[(&Regulation, &Rule)]) -> String {
    let rows: Vec<Row> = rules.iter().map(|(regulation, rule)| Row::of(regulation, rule)).collect();
    json::pretty(&serde_json::json!({"schema": "yijuan/rules/1", "rules": rows}))
}

/// The description of a rule: label and text.
pub(crate) type Fields = Vec<(&'static str, String)>;

/// A rule in full, without its id and article.
pub(crate) fn fields(regulation: &Regulation, rule: &Rule, language: Language) -> Fields {
    let per = rule.per.map_or_else(|| Text::same(""), Per::text);
    let subject = rule.subject.text().then(&per).in_(language).to_owned();
    let asked = asked(regulation, rule).in_(language).to_owned();
    let when = conditions(regulation, &rule.when).in_(language).to_owned();
    let force = force(rule, language).to_owned();
    let fields = match language {
        Language::Chinese => {
            vec![("原文", rule.quote.clone()), ("适用", when), ("要求", asked), ("效力", force), ("对象", subject)]
        }
        Language::English => {
            let kinds = rule.checks.iter().map(Check::kind).collect::<Vec<_>>().join(" + ");
            vec![
                ("words", rule.quote.clone()),
                ("meaning", rule.en.clone()),
                ("applies", when),
                ("asked", asked),
                ("force", force),
                ("subject", subject),
                ("kind", kinds),
            ]
        }
    };
    fields.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// One line for each field, indented by `margin` columns, with the texts aligned.
pub(crate) fn lines(fields: &Fields, margin: usize) -> String {
    let widest = fields.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    fields.iter().map(|field| line(field, widest, margin)).collect()
}

fn line((label, text): &(&str, String), widest: usize, margin: usize) -> String {
    let space = widest - label.chars().count() + 2;
    format!("{:margin$}{label}{:space$}{text}\n", "", "")
}

fn force(rule: &Rule, language: Language) -> &'static str {
    match (language, rule.force.id()) {
        (Language::Chinese, "must") => "必须",
        (Language::Chinese, "should") => "一般应当",
        (Language::Chinese, _) => "可以",
        (Language::English, force) => force,
    }
}

#[derive(Serialize)]
struct Row<'a> {
    regulation: &'a str,
    id: &'a str,
    article: &'a str,
    quote: &'a str,
    en: &'a str,
    force: &'static str,
    kind: &'static str,
}

impl<'a> Row<'a> {
    fn of(regulation: &'a Regulation, rule: &'a Rule) -> Self {
        Self {
            regulation: &regulation.id,
            id: &rule.id,
            article: &rule.article,
            quote: &rule.quote,
            en: &rule.en,
            force: rule.force.id(),
            kind: rule.checks.first().map_or("", Check::kind),
        }
    }
}
