//! `rule`: shows the rules of the regulations.

use super::context::Reference;
use super::format::Format;
use crate::diagnostic::Diagnostics;
use crate::regulation::{Regulation, Rule, rules_meant};
use crate::report::rules;
use crate::ui::Reply;
use clap::Args;

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
        let regulations = match &self.regulation {
            Some(written) => reference.regulations.meant(written)?,
            None => reference.named_first(),
        };
        let named: Vec<&Regulation> = regulations.iter().copied().filter(|one| reference.goes_by(one)).collect();
        let in_full = !self.rules.is_empty();
        let used = if in_full || self.regulation.is_some() { None } else { reference.used() };
        let (listed, unused): (Vec<&Regulation>, Vec<&Regulation>) = regulations
            .iter()
            .partition(|regulation| used.as_ref().is_none_or(|used| used.contains(regulation.id.as_str())));
        let rules: Vec<(&Regulation, &Rule)> = if in_full {
            // Articles are looked up in the regulations that the archive names, if it names any.
            rules_meant(&self.rules, &regulations, if named.is_empty() { &regulations } else { &named })?
        } else {
            listed.iter().flat_map(|regulation| regulation.rules.iter().map(|rule| (*regulation, rule))).collect()
        };
        let notes = rules::unused(&unused).filter(|_| reference.format == Format::Human);
        let language = reference.language;
        let stdout = reference.format.human_or_json(
            || if in_full { rules::pages(&rules, language) } else { rules::in_table(&rules, language) },
            || rules::in_json(&rules),
        )?;
        Ok(Reply { notes: notes.into_iter().collect(), ..Reply::new(stdout) })
    }
}
