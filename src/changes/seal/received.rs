//! The receipts of decisions that go into a bag: evidence from outside of when each was there.

use super::occasion::Occasion;
use super::others::escaped;
use super::packed::{Packed, Packer};
use crate::archive::Topic;
use crate::changes::render::as_csv;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::dossier::bag::Content;
use crate::dossier::package::{RECEIPTS, RECEIVED};
use crate::history::{KeptReceipt, Repository};
use crate::model::{file_stem, sha256};
use crate::text;
use crate::text::Text;
use crate::workspace::{Receipted, ReceivedLine, receipted};
use std::fmt::Write as _;

/// Those that are known, or were when the dossier was sealed, less those that the bag before has.
///
/// # Errors
/// If git cannot read them, or those that were sealed are not here.
pub(super) fn receipts(
    occasion: &Occasion,
    history: &Repository,
    topic: &Topic,
) -> Result<Vec<Receipted>, Diagnostics> {
    let known = match &occasion.recorded {
        None => history.receipts()?,
        Some(recorded) => match &recorded.receipts {
            None => return Ok(Vec::new()),
            Some(last) => history.receipts_until(last)?.ok_or_else(|| not_here(last, &topic.path("events.yml")))?,
        },
    };
    let before = occasion.before.as_ref().and_then(|before| before.receipts.as_ref());
    let is_last = |kept: &KeptReceipt| before.is_some_and(|last| *last.as_str() == *kept.id);
    let sealed: Vec<String> = match known.iter().position(is_last) {
        Some(last) => known[..=last].iter().map(|kept| kept.id.clone()).collect(),
        None => Vec::new(),
    };
    let mut receipted = receipted(history, &occasion.commit, &topic.reviews, known)?;
    receipted.retain(|one| !sealed.contains(&one.id));
    Ok(receipted)
}

fn not_here(last: &str, path: &str) -> Diagnostic {
    let short = last.get(..7).unwrap_or(last);
    Diagnostic::new(text!(
        zh: "封装时一并封装的收到记录（截至 {short}）不在这一克隆里",
        en: "the receipts that were sealed with it, up to {short}, are not in this clone"
    ))
    .at(Location::file(path))
    .hint(Text::same("git fetch origin 'refs/yijuan/*:refs/yijuan/*'"))
}

impl Packer<'_> {
    /// The receipts with their signatures, and a list of the decisions that each was the first to receive.
    ///
    /// # Errors
    /// If the list cannot be written.
    pub(super) fn received(&self, packed: &mut Packed) -> Result<(), Diagnostics> {
        if self.receipts.is_empty() {
            return Ok(());
        }
        let mut table = "| 文书 | 审签决定（行的SHA-256） | 提交 | 收到时间 | 收到记录 |\n".to_owned();
        table += "| --- | --- | --- | --- | --- |\n";
        for Receipted { receipt, lines, .. } in self.receipts {
            let (hash, at) = (sha256(receipt.text.as_bytes()), receipt.received.format("%Y-%m-%dT%H:%M:%SZ"));
            let name = format!("{}-{}.txt", receipt.received.format("%Y-%m-%d"), &hash[..16]);
            for ReceivedLine { paper, hash, commit } in lines {
                let paper = escaped(file_stem(paper));
                let _ = writeln!(table, "| {paper} | {hash} | {commit} | {at} | {name} |");
            }
            let of = |bytes: &str| Content::Bytes(bytes.as_bytes().to_vec());
            packed.add_other(&format!("{RECEIPTS}/{name}"), of(&receipt.text));
            packed.add_other(&format!("{RECEIPTS}/{name}.sig"), of(&receipt.signature));
        }
        packed.add_other(&format!("{RECEIPTS}/{RECEIVED}"), Content::Bytes(as_csv(RECEIVED, &table)?));
        Ok(())
    }
}
