//! `suggestion update`: changes a suggestion or records what happened to it.

use crate::changes::suggestion;
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

/// Change fields of a suggestion, and record what happened to it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Update {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    /// The suggestion's id
    #[arg(value_name = "ID")]
    id: String,
    /// What to change: `adoption=adopted`, `conversion=livelihood-project`, `owner=qian`; an empty value removes the field
    #[arg(value_name = "FIELD=VALUE", required_unless_present = "event", add = candidates())]
    fields: Vec<String>,
    /// What happened: an event's id or Chinese name
    #[arg(long, value_name = "EVENT", add = crate::cli::completions::events())]
    event: Option<String>,
    /// The day it happened, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE", requires = "event", conflicts_with = "void")]
    on: Option<String>,
    /// Who did it: a person, office or body; may be given several times
    #[arg(long, value_name = "WHO", requires = "event", add = crate::cli::completions::who())]
    by: Vec<String>,
    /// To whom; may be given several times
    #[arg(long, value_name = "WHO", requires = "event", add = crate::cli::completions::who())]
    to: Vec<String>,
    /// In which way
    #[arg(long, value_name = "WAY", requires = "event", add = crate::cli::completions::ways())]
    via: Option<String>,
    /// Anything else worth keeping
    #[arg(long, value_name = "TEXT", requires = "event", allow_hyphen_values = true)]
    note: Option<String>,
    /// Strike out the entry of this event with this date; say why with --note
    #[arg(long, value_name = "DATE", requires = "event", requires = "note")]
    void: Option<String>,
}

const EXAMPLES: &str = "\
yijuan suggestion update 2026-003 s1 adoption=采纳 conversion=民生实事项目
yijuan suggestion update 2026-003 s1 --event 答复 --on 2026-06-10 --by 区住建委 --via 书面
yijuan suggestion update 2026-003 s1 --event 答复 --void 2026-06-10 --note 日期记错";

/// The fields, ready for a value.
fn candidates() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        suggestion::Known::FIELDS.iter().map(|field| CompletionCandidate::new(format!("{field}="))).collect()
    })
}

impl Update {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = suggestion::Update {
            key: self.key.clone(),
            id: self.id.clone(),
            fields: self.fields.clone(),
            event: self.event.clone(),
            on: self.on.clone(),
            by: self.by.clone(),
            to: self.to.clone(),
            via: self.via.clone(),
            note: self.note.clone(),
            void: self.void.clone(),
        };
        context.change(|writer| request.propose(writer))
    }
}
