//! Actors named in papers.

use super::{Actor, is_meant};
use crate::archive::Paper;
use crate::model::Name;
use crate::rules::SubjectContext;

/// Whether somebody named in a paper is the actor that a rule means, on the paper's date.
pub(crate) fn is_meant_in(context: &SubjectContext, paper: &Paper, wanted: &Actor, stated: &Name) -> bool {
    is_meant(context, wanted, stated, paper.front.date.unwrap_or(context.today))
}

/// The actors that none of these papers names in a field.
pub(crate) fn unstated(
    context: &SubjectContext,
    papers: &[&Paper],
    wanted: &[Actor],
    field: fn(&Paper) -> &[Name],
) -> Vec<Actor> {
    let names =
        |paper: &Paper, wanted: &Actor| field(paper).iter().any(|stated| is_meant_in(context, paper, wanted, stated));
    wanted.iter().filter(|wanted| !papers.iter().any(|paper| names(paper, wanted))).cloned().collect()
}
