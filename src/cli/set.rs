//! `set`: changes fields of a topic.yml.

use super::completions;
use super::context::Context;
use crate::changes::set;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use crate::vocabulary::Group;
use clap::Args;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

/// Change fields of a topic.yml; comments and order stay
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Set {
    /// The topic: its key or part of it
    #[arg(value_name = "KEY", add = super::completions::keys())]
    key: String,
    /// What to change: `office=urban`, `scheduled.meeting=2026-07-01`, `tags=major,other`; `tags+=major` adds to a list, `tags-=major` removes from it; `quota.TAG=8`, `scope.QUESTION=no`; an empty value removes the field
    #[arg(value_name = "FIELD=VALUE", required = true, add = candidates())]
    fields: Vec<String>,
    /// Who answers the questions of `scope`: a person, office or body
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    by: Option<String>,
    /// The day it is answered, YYYY-MM-DD; today if not given
    #[arg(long, value_name = "DATE", requires = "by")]
    on: Option<String>,
}

const EXAMPLES: &str = "\
yijuan set 2026-003 office=urban lead=钱样本
yijuan set 2026-003 scheduled.meeting=2026-07-01
yijuan set 2026-003 tags+=重大问题 form=专题协商
yijuan set 2026-003 quota.total=12 quota.政协委员=8
yijuan set 2026-003 scope.依法应予保密=no --by 钱样本
yijuan set 2026-003 lead=";

impl Set {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request =
            set::Set { key: self.key.clone(), fields: self.fields.clone(), by: self.by.clone(), on: self.on.clone() };
        context.change(|writer| request.propose(writer))
    }
}

/// The fields, ready for a value.
fn candidates() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let plain = set::FIELDS.iter().map(|(field, _)| CompletionCandidate::new(format!("{field}=")));
        plain.chain(of_maps()).collect()
    })
}

/// The fields of each map, ready for a value.
fn of_maps() -> Vec<CompletionCandidate> {
    let fields = [
        completions::under("scheduled", |regulation| {
            regulation.events.iter().map(|(id, event)| (id, &event.term.name)).collect()
        }),
        vec![CompletionCandidate::new("quota.total=")],
        completions::under("quota", |regulation| completions::terms(regulation.terms(Group::Tags))),
        completions::under("scope", |regulation| completions::terms(regulation.terms(Group::Questions))),
    ];
    fields.into_iter().flatten().collect()
}
