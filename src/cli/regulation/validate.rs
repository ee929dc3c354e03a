//! `yijuan regulation validate`.

use crate::archive::Source;
use crate::cli::completions;
use crate::cli::context::Reference;
use crate::problem::Problems;
use crate::text;
use crate::text::Language;
use crate::ui::Reply;
use clap::Args;
use std::fmt::Write as _;

/// Find what is wrong in a regulation: unknown ids, circles, rules that can never apply, quotes not in its text
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
    pub(super) fn run(&self, reference: &Reference) -> Result<Reply, Problems> {
        let regulations = &reference.regulations;
        let source = reference.source.as_ref().map(|source| source as &dyn Source);
        let mut ids: Vec<&str> = match &self.id {
            Some(id) => vec![regulations.get(id).map_or(id, |titled| titled.id.as_str())],
            None => regulations.ids().chain(regulations.own()).collect(),
        };
        ids.sort_unstable();
        ids.dedup();
        let (mut said, mut notes, mut problems) = (String::new(), Vec::new(), Problems::new());
        for id in ids {
            match regulations.validate(id, source) {
                Ok(sound) => {
                    let rules = sound.rules;
                    let _ = match reference.language {
                        Language::Chinese => writeln!(said, "{id}：没有问题，规则 {rules} 条"),
                        Language::English if rules == 1 => writeln!(said, "{id}: sound, 1 rule"),
                        Language::English => writeln!(said, "{id}: sound, {rules} rules"),
                    };
                    if !sound.has_text {
                        notes.push(text!(
                            zh: "templates/{id}/source.txt 没有原文，引文未核对；把规程全文贴进去",
                            en: "templates/{id}/source.txt holds no text, so no quote was looked up: paste the whole text there"
                        ));
                    }
                }
                Err(wrong) => problems.extend(wrong),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut reply = Reply::new(said);
        reply.notes = notes;
        Ok(reply)
    }
}
