//! What a word means among regulations: one of them by a part of its title, or rules by their id or article.

use super::{Regulation, Regulations, Rule};
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none, unknown};
use crate::model::Name;
use crate::text::Text;
use crate::vocabulary::meant;

impl Regulations {
    /// The regulations that a word means: an id, a title, or a part of a title.
    ///
    /// # Errors
    /// If it means none.
    pub(crate) fn meant(&self, written: &str) -> Result<Vec<&Regulation>, Diagnostic> {
        let none = match self.get(written) {
            Ok(regulation) => return Ok(vec![regulation]),
            Err(none) => none,
        };
        let known = self.iter().map(|one| (one.id.as_str(), one.title.as_str()));
        // Titles are long, so the suggestions are ids.
        let ids = meant(&Text::new("规程", "regulation"), written, known).map_err(|_| none)?;
        ids.into_iter().map(|id| self.get(id)).collect()
    }
}

/// The rules that words mean: by their id in any of the regulations, or all of an article in those of `by_article`.
///
/// # Errors
/// Of every word that means none.
pub(crate) fn rules_meant<'r>(
    written: &[String],
    regulations: &[&'r Regulation],
    by_article: &[&'r Regulation],
) -> Result<Vec<(&'r Regulation, &'r Rule)>, Diagnostics> {
    let (mut problems, mut meant) = (Diagnostics::new(), Vec::new());
    for word in written {
        let mut found = rules(regulations, |rule| rule.id.eq_ignore_ascii_case(word));
        if found.is_empty() {
            found = rules(by_article, |rule| is_of_article(rule, word));
        }
        if found.is_empty() {
            let known = rules(by_article, |_| true);
            problems.push(unknown(&Text::new("规则", "rule"), word, known.into_iter().map(|(_, rule)| &*rule.id)));
        }
        meant.extend(found);
    }
    ensure_none(problems).map(|()| meant)
}

fn rules<'r>(regulations: &[&'r Regulation], such: impl Fn(&Rule) -> bool) -> Vec<(&'r Regulation, &'r Rule)> {
    let all = regulations.iter().flat_map(|regulation| regulation.rules.iter().map(|rule| (*regulation, rule)));
    all.filter(|(_, rule)| such(rule)).collect()
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
