//! Which receipts received the decisions on papers: what of them a sealed dossier takes along.

use super::FOLLOWED;
use super::held::is_line;
use super::proof::Receipts;
use crate::archive::Review;
use crate::diagnostic::Diagnostics;
use crate::history::{KeptReceipt, Receipt, Repository};
use crate::model::sha256;
use std::collections::BTreeMap;

/// A receipt, and the decisions that it was the first to receive.
pub(crate) struct Receipted {
    /// The commit that holds it.
    pub id: String,
    pub receipt: Receipt,
    pub lines: Vec<ReceivedLine>,
}

/// The line of a decision, and what brought it.
pub(crate) struct ReceivedLine {
    /// The paper that was decided on.
    pub paper: String,
    /// SHA-256 of the line.
    pub hash: String,
    /// The commit, by its whole id.
    pub commit: String,
}

/// Which of these receipts received decisions on these papers, as a commit has them, in their order. Those that are not trusted
/// received nothing.
///
/// # Errors
/// If git cannot read the history.
pub(crate) fn receipted(
    repository: &Repository,
    commit: &str,
    reviews: &[Review],
    receipts: Vec<KeptReceipt>,
) -> Result<Vec<Receipted>, Diagnostics> {
    if receipts.is_empty() || reviews.is_empty() {
        return Ok(Vec::new());
    }
    let past = repository.past_of(commit, FOLLOWED)?;
    let received = Receipts::of(&receipts, &past)?.received;
    let mut by_receipt: BTreeMap<usize, Vec<ReceivedLine>> = BTreeMap::new();
    for review in reviews {
        let files = past.files.iter().filter(|file| file.paths.contains(&review.path));
        for line in files.flat_map(|file| &file.lines).filter(|line| line.there && is_line(&line.bytes)) {
            let Some(brought) = line.happened.iter().find(|happened| happened.brought) else { continue };
            let Some(received) = &received[brought.commit] else { continue };
            let (paper, commit) = (review.paper.clone(), past.commits[brought.commit].id.clone());
            let line = ReceivedLine { paper, hash: sha256(&line.bytes), commit };
            by_receipt.entry(received.by).or_default().push(line);
        }
    }
    let receipts = receipts.into_iter().enumerate();
    let receipted = receipts.filter_map(|(nth, KeptReceipt { id, receipt, .. })| {
        Some(Receipted { id, receipt, lines: by_receipt.remove(&nth)? })
    });
    Ok(receipted.collect())
}
