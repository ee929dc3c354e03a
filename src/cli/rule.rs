//! `rule`: the rules and their words.

use super::context::Reference;
use super::filter;
use crate::engine::{asked, conditions};
use crate::model::Name;
use crate::problem::unknown;
use crate::problem::{Problem, Problems};
use crate::problem::{ensure_none, keep};
use crate::regulation::{Check, Regulation, Regulations, Rule};
use crate::report::{json, table::table};
use crate::rules::Per;
use crate::text::{Language, Text, printable};
use crate::ui::Reply;
use clap::Args;
use serde::Serialize;

/// Show the rules of the regulations: article, words, force, and what is asked by when
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RuleList {
    /// Rules to show in full; all in a table if none is given
    #[arg(value_name = "RULE", add = super::completions::rules())]
    rules: Vec<String>,
    /// Only rules of this regulation
    #[arg(long, value_name = "ID", add = super::completions::regulation_ids())]
    regulation: Option<String>,
}

const EXAMPLES: &str = "\
yijuan rule
yijuan rule M7a
yijuan rule --regulation mentougou --format json";

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

impl RuleList {
    pub(super) fn run(&self, reference: &Reference) -> Result<Reply, Problems> {
        if let Some(problem) = reference.regulations.problems.first() {
            return Err(problem.clone().into());
        }
        let regulations: Vec<&Regulation> = match &self.regulation {
            Some(written) => chosen(&reference.regulations, written)?,
            None => in_use_first(reference),
        };
        let all: Vec<(&Regulation, &Rule)> =
            regulations.iter().flat_map(|regulation| regulation.rules.iter().map(|rule| (*regulation, rule))).collect();
        let mut problems = Problems::new();
        let mut shown = Vec::new();
        for written in &self.rules {
            let by_id = all.iter().filter(|(_, rule)| rule.id.eq_ignore_ascii_case(written)).copied();
            let mut found: Vec<_> = by_id.collect();
            // Of the articles, those of the regulations that the archive goes by, if it names some.
            let own = || {
                let own = all.iter().filter(|(regulation, _)| reference.goes_by(regulation)).copied();
                let own: Vec<_> = own.collect();
                if own.is_empty() { all.clone() } else { own }
            };
            if found.is_empty() {
                found = own().into_iter().filter(|(_, rule)| is_of_article(rule, written)).collect();
            }
            if found.is_empty() {
                let own = own();
                let known = own.iter().map(|(_, rule)| &*rule.id);
                keep::<()>(&mut problems, Err(unknown(&Text::new("规则", "rule"), written, known)));
            }
            shown.extend(found);
        }
        ensure_none(problems)?;
        let in_full = !self.rules.is_empty();
        let rules = if in_full { shown } else { all };
        let human = || {
            let pages = rules.iter().map(|(regulation, rule)| page(regulation, rule, reference.language));
            if in_full { pages.collect::<Vec<_>>().join("\n") } else { in_table(&rules, reference.language) }
        };
        let as_json = || {
            let rows: Vec<Row> = rules.iter().map(|(regulation, rule)| Row::of(regulation, rule)).collect();
            json::pretty(&serde_json::json!({"schema": "yijuan/rules/1", "rules": rows}))
        };
        Ok(Reply::new(reference.format.human_or_json(human, as_json)?))
    }
}

/// Whether a rule stands in an article: 第十四条, 十四, 四.9.
fn is_of_article(rule: &Rule, written: &str) -> bool {
    let (article, word) = (Name::from(&*rule.article).spoken(), Name::from(written.trim()).spoken());
    let number = |of: &str| of.trim_start_matches('第').split('条').next().unwrap_or_default().to_owned();
    !word.is_empty() && (article == word || rule.article.contains('条') && number(&article) == number(&word))
}

/// All regulations, those that the archive binds itself to before the others.
fn in_use_first(reference: &Reference) -> Vec<&Regulation> {
    let mut all: Vec<&Regulation> = reference.regulations.iter().collect();
    let binds = |one: &Regulation| {
        reference.settings.as_ref().is_some_and(|settings| {
            settings.regulation.iter().chain(&settings.regulations).any(|bound| *bound == one.id)
        })
    };
    all.sort_by_key(|one| !binds(one));
    all
}

/// The regulations that a word means: an id, a title, or a part of one.
fn chosen<'r>(regulations: &'r Regulations, written: &str) -> Result<Vec<&'r Regulation>, Problem> {
    let none = match regulations.get(written) {
        Ok(regulation) => return Ok(vec![regulation]),
        Err(none) => none,
    };
    let known = regulations.iter().map(|one| (one.id.as_str(), one.title.as_str()));
    // Titles are long: what may be meant is told by its id.
    let ids = filter::meant(&Text::new("规程", "regulation"), written, known).map_err(|_| none)?;
    ids.into_iter().map(|id| regulations.get(id)).collect()
}

/// The rule of a regulation with this id, in capitals or not.
///
/// # Errors
/// If there is none, with the nearest one as a hint.
pub(super) fn find<'a>(regulation: &'a Regulation, written: &str) -> Result<&'a Rule, Problem> {
    regulation.rules.iter().find(|rule| rule.id.eq_ignore_ascii_case(written)).ok_or_else(|| {
        let known = regulation.rules.iter().map(|rule| &*rule.id);
        unknown(&Text::new("规则", "rule"), written, known)
    })
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

fn force(rule: &Rule, language: Language) -> &'static str {
    match (language, rule.force.id()) {
        (Language::Chinese, "must") => "必须",
        (Language::Chinese, "should") => "一般应当",
        (Language::Chinese, _) => "可以",
        (Language::English, force) => force,
    }
}

fn in_table(rules: &[(&Regulation, &Rule)], language: Language) -> String {
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

/// What is said of a rule, by label.
pub(super) type Fields = Vec<(&'static str, String)>;

/// A rule in full, but for its id and article.
pub(super) fn fields(regulation: &Regulation, rule: &Rule, language: Language) -> Fields {
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
pub(super) fn lines(fields: &Fields, margin: usize) -> String {
    let widest = fields.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let line = |(label, said): &(&str, String)| {
        let space = widest - label.chars().count() + 2;
        format!("{:margin$}{label}{:space$}{said}\n", "", "")
    };
    fields.iter().map(line).collect()
}

/// A rule in full.
fn page(regulation: &Regulation, rule: &Rule, language: Language) -> String {
    let (id, article, title) = (&rule.id, &rule.article, &regulation.title);
    printable(&format!("{id}  {title} {article}\n{}", lines(&fields(regulation, rule, language), 2)))
}
