//! `show`: a topic on one page.

use super::context::{self, Context};
use crate::diagnostic::Diagnostics;
use crate::duty::{Duty, open};
use crate::engine::{Part, Selection, judge, meeting, reviews_of_topic, stages};
use crate::model::Subject;
use crate::report::checklist;
use crate::report::topic::Page;
use crate::ui::{self, Reply};
use crate::workspace::LeftAtClosing;
use clap::Args;

/// Show a topic on one page: facts, stages, deadlines, what to do next
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Show {
    /// A topic's key (or part of it), `plan:YEAR` or `room:ID`
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// Only what people must state: attested rules, what is permitted, guidance
    #[arg(long)]
    checklist: bool,
}

const EXAMPLES: &str = "\
yijuan show 2026-003
yijuan show 电梯
yijuan show 2026-003 --checklist
yijuan show 2026-003 --format json";

impl Show {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let (subject, topics) = context.workspace.subject(&self.key)?;
        match &subject {
            Subject::Plan(year) => return super::plan::Show::of(*year).run(context),
            Subject::Room(id) => return super::room::Show::of(id).run(context),
            Subject::Topic(_) | Subject::Archive => {}
        }
        let loaded = context.workspace.read(&topics)?;
        let (topic, regulation) = loaded.topic()?;
        let rule_context = loaded.context();
        let judgement = judge(rule_context, Selection { part: Part::Topics, all: true });
        if self.checklist {
            let entries = crate::workspace::checklist(&loaded, topic, regulation, &judgement);
            let stdout = context.format.human_or_json(
                || checklist::human(&loaded, topic, &entries, context.language, ui::colour_on_stdout()),
                || checklist::as_json(topic, &entries),
            )?;
            return Ok(context::reply(&loaded, stdout));
        }
        let stages = stages(rule_context, topic);
        let duties: Vec<&Duty> = judgement.duties.iter().collect();
        // With anything open, that comes first.
        let has_ended = stages.as_ref().is_none_or(|stages| stages.ended.is_some());
        let at_closing = (!has_ended && open(&duties).is_empty()).then(|| LeftAtClosing::today(&loaded));
        let page = Page {
            loaded: &loaded,
            topic,
            regulation,
            stages: stages.as_ref(),
            last_meeting: meeting(rule_context, regulation, topic),
            reviews: reviews_of_topic(rule_context, topic, None),
            duties,
            at_closing: at_closing.map(LeftAtClosing::duties).unwrap_or_default(),
            findings: &judgement.findings,
            language: context.language,
            colour: ui::colour_on_stdout(),
            verbose: context.verbose,
        };
        Ok(context::reply(&loaded, context.format.human_or_json(|| page.human(), || page.json())?))
    }
}
