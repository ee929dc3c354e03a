//! `rule`: shows the rules of the regulations.

use super::context::Reference;
use super::filter;
use super::format::Format;
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none, keep, unknown};
use crate::model::Name;
use crate::regulation::{Regulation, Regulations, Rule};
use crate::report::rules;
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::workspace::LoadedArchive;
use clap::Args;
use std::collections::BTreeSet;

/// Show the rules of the regulations: article, quote, force, and what is required by when
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RuleList {
    /// Rules to show in full; a table of all that the archive uses if none is given
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
        // Articles are looked up in the regulations that the archive names, if it names any.
        let mut own = all.clone();
        own.retain(|(regulation, _)| reference.goes_by(regulation));
        let own = if own.is_empty() { all.clone() } else { own };
        let mut problems = Diagnostics::new();
        let mut shown = Vec::new();
        for written in &self.rules {
            let mut found = all.clone();
            found.retain(|(_, rule)| rule.id.eq_ignore_ascii_case(written));
            if found.is_empty() {
                found.clone_from(&own);
                found.retain(|(_, rule)| is_of_article(rule, written));
            }
            if found.is_empty() {
                let known = own.iter().map(|(_, rule)| &*rule.id);
                keep::<()>(&mut problems, Err(unknown(&Text::new("规则", "rule"), written, known)));
            }
            shown.extend(found);
        }
        ensure_none(problems)?;
        let in_full = !self.rules.is_empty();
        let mut notes = Vec::new();
        let rules = if in_full {
            shown
        } else if let Some(used) = in_use(reference).filter(|_| self.regulation.is_none()) {
            let (used, unused): (Vec<_>, Vec<_>) =
                regulations.iter().partition(|regulation| used.contains(regulation.id.as_str()));
            notes.extend(others(&unused).filter(|_| reference.format == Format::Human));
            used.into_iter().flat_map(|regulation| regulation.rules.iter().map(|rule| (*regulation, rule))).collect()
        } else {
            all
        };
        let language = reference.language;
        let stdout = reference.format.human_or_json(
            || if in_full { rules::pages(&rules, language) } else { rules::in_table(&rules, language) },
            || rules::in_json(&rules),
        )?;
        Ok(Reply { notes, ..Reply::new(stdout) })
    }
}

/// The regulations that the archive's settings, rooms and topics name; nothing outside an archive.
fn in_use(reference: &Reference) -> Option<BTreeSet<String>> {
    let loaded = LoadedArchive::read(reference.source.as_ref()?, None, reference.today).ok()?;
    Some(loaded.regulations.used(&loaded.archive).map(|regulation| regulation.id.to_string()).collect())
}

/// A note on the regulations that are not in use, and how to list their rules.
fn others(others: &[&&Regulation]) -> Option<Text> {
    let called: Vec<Text> = others.iter().map(|regulation| regulation.called()).collect();
    let (count, first) = (called.len(), called.first()?);
    let (zh, en) = (&first.zh, &first.en);
    let all = Text::join(&called, "、", ", ");
    let (all_zh, all_en) = (all.zh, all.en);
    Some(text!(
        zh: "另有 {count} 部规程未用：{all_zh}；`yijuan rule --regulation {zh}` 列出其规则",
        en: "{count} more regulations are not in use: {all_en}; `yijuan rule --regulation {en}` lists the rules of one"
    ))
}

/// Whether a rule belongs to an article, written as 第十四条, 十四 or 四.9.
fn is_of_article(rule: &Rule, written: &str) -> bool {
    let (article, word) = (Name::from(&*rule.article).folded(), Name::from(written.trim()).folded());
    !word.is_empty() && (article == word || rule.article.contains('条') && number(&article) == number(&word))
}

/// 十四 of 第十四条第二款.
fn number(article: &str) -> &str {
    article.trim_start_matches('第').split('条').next().unwrap_or_default()
}

/// All regulations, those that the archive names before the others.
fn in_use_first(reference: &Reference) -> Vec<&Regulation> {
    let mut all: Vec<&Regulation> = reference.regulations.iter().collect();
    all.sort_by_key(|regulation| !reference.goes_by(regulation));
    all
}

/// The regulations that a word means: an id, a title, or a part of a title.
fn chosen<'r>(regulations: &'r Regulations, written: &str) -> Result<Vec<&'r Regulation>, Diagnostic> {
    let none = match regulations.get(written) {
        Ok(regulation) => return Ok(vec![regulation]),
        Err(none) => none,
    };
    let known = regulations.iter().map(|one| (one.id.as_str(), one.title.as_str()));
    // Titles are long, so the suggestions are ids.
    let ids = filter::meant(&Text::new("规程", "regulation"), written, known).map_err(|_| none)?;
    ids.into_iter().map(|id| regulations.get(id)).collect()
}
