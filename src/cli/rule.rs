//! `rule`: the rules and their words.

use super::context::Reference;
use super::filter;
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none, keep, unknown};
use crate::model::Name;
use crate::regulation::{Regulation, Regulations, Rule};
use crate::report::rules;
use crate::text::Text;
use crate::ui::Reply;
use clap::Args;

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

impl RuleList {
    pub(super) fn run(&self, reference: &Reference) -> Result<Reply, Diagnostics> {
        if let Some(problem) = reference.regulations.problems.first() {
            return Err(problem.clone().into());
        }
        let regulations: Vec<&Regulation> = match &self.regulation {
            Some(written) => chosen(&reference.regulations, written)?,
            None => in_use_first(reference),
        };
        let all: Vec<(&Regulation, &Rule)> =
            regulations.iter().flat_map(|regulation| regulation.rules.iter().map(|rule| (*regulation, rule))).collect();
        let mut problems = Diagnostics::new();
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
            let pages = rules.iter().map(|(regulation, rule)| rules::page(regulation, rule, reference.language));
            if in_full { pages.collect::<Vec<_>>().join("\n") } else { rules::in_table(&rules, reference.language) }
        };
        Ok(Reply::new(reference.format.human_or_json(human, || rules::in_json(&rules))?))
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
fn chosen<'r>(regulations: &'r Regulations, written: &str) -> Result<Vec<&'r Regulation>, Diagnostic> {
    let none = match regulations.get(written) {
        Ok(regulation) => return Ok(vec![regulation]),
        Err(none) => none,
    };
    let known = regulations.iter().map(|one| (one.id.as_str(), one.title.as_str()));
    // Titles are long: what may be meant is told by its id.
    let ids = filter::meant(&Text::new("规程", "regulation"), written, known).map_err(|_| none)?;
    ids.into_iter().map(|id| regulations.get(id)).collect()
}
