//! What an opinion says of its own consultation, beside what is on record; numbers that jump; names of bodies that are
//! misspelt; headings under which nothing is said. Only what a sentence plainly states is taken up, for whoever is wrongly accused stops listening.

mod body;
mod contents;
mod fact;
mod numbering;

use super::{Remark, came};
use crate::archive::Paper;
use crate::diagnostic::Location;
use crate::engine::Context;
use crate::regulation::Regulation;
use crate::rules::phrase;
use crate::rules::view::TopicFacts;
use crate::text;
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

/// What is still to be said under the headings of an opinion: line, column and what it is. Nothing of another paper.
pub(crate) fn unsaid(regulation: &Vocabulary, paper: &Paper) -> Vec<(usize, usize, Text)> {
    let slips = is_opinion(regulation, &paper.front.document).then(|| contents::slips(paper));
    let placed = |slip: Slip| {
        let (line, column) = line_and_column(&paper.body, slip.at);
        (line + paper.lines_before, column, slip.message)
    };
    slips.unwrap_or_default().into_iter().map(placed).collect()
}

/// A slip with the name of the paper before it.
fn of(regulation: &Vocabulary, paper: &Paper, slip: Slip) -> Slip {
    let Text { zh, en } = phrase::paper(regulation, &paper.front.document);
    let Text { zh: said_zh, en: said_en } = slip.message;
    Slip { message: text!(zh: "{zh}{said_zh}", en: "{en}: {said_en}"), ..slip }
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
    // Until it is handed in somebody may still be writing it.
    if facts.topic.reviews.iter().any(|review| review.paper == paper.path && !review.decisions.is_empty()) {
        slips.extend(contents::slips(paper).into_iter().map(|slip| of(regulation, paper, slip)));
    }
    slips.extend(body::slips(context, regulation, &paper.body));
    slips.sort_by_key(|slip| slip.at);
    let remark = |Slip { at, message, hint }: Slip| {
        let (line, column) = line_and_column(&paper.body, at);
        (Location::at(paper.path.clone(), line + paper.lines_before, column), message, hint)
    };
    let came = came::in_opinion(context, regulation, facts, paper);
    slips.into_iter().map(remark).chain(came).take(MOST).collect()
}
