//! Rules and their words: in a table, in full, as JSON.

use super::json;
use super::table::table;
use crate::engine::{asked, conditions};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::Per;
use crate::text::{Language, Text, printable};
use serde::Serialize;

/// A rule in full.
pub(crate) fn page(regulation: &Regulation, rule: &Rule, language: Language) -> String {
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
            let said = match language {
                Language::Chinese => &rule.quote,
                Language::English => &rule.en,
            };
            let force = force(rule, language).to_owned();
            vec![regulation.id.to_string(), rule.id.to_string(), rule.article.to_string(), force, said.clone()]
        })
        .collect();
    table(&heading, &rows)
}

/// Rules as JSON.
pub(crate) fn in_json(rules: &[(&Regulation, &Rule)]) -> String {
    let rows: Vec<Row> = rules.iter().map(|(regulation, rule)| Row::of(regulation, rule)).collect();
    json::pretty(&serde_json::json!({"schema": "yijuan/rules/1", "rules": rows}))
}

/// What is said of a rule, by label.
pub(crate) type Fields = Vec<(&'static str, String)>;

/// A rule in full, but for its id and article.
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
    fields.into_iter().filter(|(_, said)| !said.is_empty()).collect()
}

/// A line for each, so far from the margin, what is said one below the other.
pub(crate) fn lines(fields: &Fields, margin: usize) -> String {
    let widest = fields.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let line = |(label, said): &(&str, String)| {
        let space = widest - label.chars().count() + 2;
        format!("{:margin$}{label}{:space$}{said}\n", "", "")
    };
    fields.iter().map(line).collect()
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
