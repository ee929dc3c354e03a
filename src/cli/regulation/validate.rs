//! `regulation validate`: looks for errors in regulations and their templates.

use crate::archive::Source;
use crate::cli::completions;
use crate::cli::context::Reference;
use crate::diagnostic::Diagnostics;
use crate::text;
use crate::text::Language;
use crate::ui::Reply;
use crate::workspace::template;
use clap::Args;
use std::fmt::Write as _;

/// Find errors in a regulation: unknown ids, cycles, rules that can never apply, quotes that are not in its text
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct ValidateRegulation {
    /// Its id; all of them if not given
    #[arg(value_name = "ID", add = completions::regulation_ids())]
    id: Option<String>,
}

const EXAMPLES: &str = "\
yijuan regulation validate
yijuan regulation validate mentougou";

impl ValidateRegulation {
    pub(super) fn run(&self, reference: &Reference) -> Result<Reply, Diagnostics> {
        let regulations = &reference.regulations;
        let source = reference.source.as_ref().map(|source| source as &dyn Source);
        let mut ids: Vec<&str> = match &self.id {
            Some(id) => vec![regulations.get(id).map_or(id, |titled| titled.id.as_str())],
            None => regulations.ids().chain(regulations.local_ids()).collect(),
        };
        ids.sort_unstable();
        ids.dedup();
        let mut reply = Reply::default();
        let mut problems = Diagnostics::new();
        for id in ids {
            let Some(looked) = regulations.validate(id, source).map_err(|wrong| problems.extend(wrong)).ok() else {
                continue;
            };
            let mut flaws = looked.flaws;
            let readable = regulations.get(id).ok();
            flaws.extend(source.map(|source| template::flaws(source, id, readable)).unwrap_or_default());
            if !flaws.is_empty() {
                reply.found.extend(flaws);
                continue;
            }
            let rules = looked.rules;
            let _ = match reference.language {
                Language::Chinese => writeln!(reply.stdout, "{id}：没有问题，规则 {rules} 条"),
                Language::English if rules == 1 => writeln!(reply.stdout, "{id}: sound, 1 rule"),
                Language::English => writeln!(reply.stdout, "{id}: sound, {rules} rules"),
            };
            if !looked.has_text {
                reply.notes.push(text!(
                    zh: "templates/{id}/source.txt 没有原文，引文未核对；把规程全文贴进去",
                    en: "templates/{id}/source.txt holds no text, so no quote was looked up: paste the whole text there"
                ));
            }
        }
        if !problems.is_empty() {
            problems.splice(0..0, reply.found);
            return Err(problems);
        }
        if !reply.found.is_empty() {
            // The regulations without errors are not listed then.
            reply = Reply { found: reply.found, exit: 1, ..Reply::default() };
        }
        Ok(reply)
    }
}
