//! What an opinion says of its own consultation, beside what is on record; numbers that jump; names of bodies that are
//! misspelt. Only what a sentence plainly states is taken up, for whoever is wrongly accused stops listening.

mod body;
mod fact;
mod numbering;

use super::{Remark, came};
use crate::archive::Paper;
use crate::diagnostic::Location;
use crate::engine::Context;
use crate::regulation::Regulation;
use crate::rules::view::TopicFacts;
use crate::text::{Text, line_and_column};
use crate::vocabulary::Vocabulary;

/// Most remarks on one paper.
const MOST: usize = 50;

/// Something found in a text: where, in bytes, what it is, and what to do.
#[derive(Clone)]
struct Slip {
    at: usize,
    message: Text,
    hint: Text,
}

/// Remarks on the opinions of a topic that are finished.
pub(super) fn of_topic<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
    papers: impl Iterator<Item = &'a Paper>,
) -> Vec<Remark> {
    let opinions = papers.filter(|paper| is_opinion(regulation, &paper.front.document));
    opinions.flat_map(|paper| of_paper(context, regulation, facts, paper)).collect()
}

/// Whether a paper says what a consultation came to.
fn is_opinion(regulation: &Vocabulary, document: &str) -> bool {
    regulation.counts_as(document, Vocabulary::OPINION) || regulation.counts_as(Vocabulary::OPINION, document)
}

fn of_paper<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
    paper: &Paper,
) -> Vec<Remark> {
    let mut slips = fact::slips(context, regulation, facts, paper);
    slips.extend(numbering::slips(&paper.body));
    slips.extend(body::slips(context, regulation, &paper.body));
    slips.sort_by_key(|slip| slip.at);
    let remark = |Slip { at, message, hint }: Slip| {
        let (line, column) = line_and_column(&paper.body, at);
        (Location::at(paper.path.clone(), line + paper.lines_before, column), message, hint)
    };
    let came = came::in_opinion(context, regulation, facts, paper);
    slips.into_iter().map(remark).chain(came).take(MOST).collect()
}
