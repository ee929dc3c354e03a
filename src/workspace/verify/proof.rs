//! Evidence from outside of when a decision was there: the receipt of a shared repository, or a time stamp.

use super::beside::{Beside, before};
use super::fault::{Fault, FaultKind};
use super::line::Asked;
use super::{Committed, Now};
use crate::archive::{Limits, Source, signers};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::{KeptReceipt, Past, Receipt};
use crate::model::{Date, signatures_of, stamp_file};
use crate::signing::{
    AUTHORITIES, AllowedSigners, NotStamped, RECEIPT_NAMESPACE, Signature, TIMESTAMP_LIMIT, timestamp,
};
use crate::text;
use crate::text::Text;
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::sync::Arc;

/// When something was there at the latest, and who says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// When a shared repository received it.
    pub received: Option<DateTime<Utc>>,
    /// When an authority stamped it.
    pub stamped: Option<DateTime<Utc>>,
}

impl Proof {
    /// The earliest of both.
    #[must_use]
    pub fn latest(&self) -> Option<DateTime<Utc>> {
        self.received.into_iter().chain(self.stamped).min()
    }
}

/// When each commit was received, as far as receipts say that are trusted.
pub(super) struct Receipts {
    pub received: Vec<Option<Received>>,
    /// What is wrong with them.
    pub notes: Vec<Text>,
}

/// What a receipt says of a commit.
#[derive(Clone)]
pub(super) struct Received {
    pub at: DateTime<Utc>,
    /// The receipt, by place among them.
    pub by: usize,
    /// The commit that the branch pointed to before, by place.
    pub before: Option<usize>,
}

impl Receipts {
    /// That none was received.
    pub(super) fn none(past: &Past) -> Self {
        Self { received: vec![None; past.commits.len()], notes: Vec::new() }
    }

    /// What these say. Their key is among those that the last commit trusts, and among those of the branch before
    /// the push: one that comes with what it is to witness proves nothing.
    pub(super) fn of(all: &[KeptReceipt], past: &Past) -> Result<Self, Diagnostics> {
        let mut receipts = Self::none(past);
        let Some(last) = past.commits.len().checked_sub(1).filter(|_| !all.is_empty()) else { return Ok(receipts) };
        let mut keys = HubKeys { past, by_state: HashMap::new() };
        let (mut wrong, mut tip) = (0, None);
        // None is earlier than the one before it.
        let mut latest = DateTime::<Utc>::MIN_UTC;
        for (nth, kept) in all.iter().enumerate() {
            let receipt = &kept.receipt;
            let is_later = latest <= receipt.received;
            latest = latest.max(receipt.received);
            let before = receipt.moved.iter().filter_map(|(old, _)| past.find(old)).chain(tip).next();
            tip = receipt.moved.iter().rev().find_map(|(_, new)| past.find(new)).or(tip);
            if !is_later || !keys.trust(last, kept)? {
                wrong += 1;
            } else if before.map_or(Ok(false), |before| keys.trust(before, kept))? {
                receipts.take((nth, receipt), past);
            }
        }
        if wrong > 0 {
            let file = AllowedSigners::FILE;
            receipts.notes.push(text!(
                zh: "{wrong} 件收到记录不可信，不作佐证：签名的密钥不在 {file} 里（用途 {RECEIPT_NAMESPACE}），或前后不相接",
                en: "receipts that are not trusted and prove nothing: {wrong}; their key is not among those of {file} for {RECEIPT_NAMESPACE}, or one before them is missing"
            ));
        }
        Ok(receipts)
    }

    /// All that a tip was made from was there when it was received.
    fn take(&mut self, (nth, receipt): (usize, &Receipt), past: &Past) {
        for (old, new) in &receipt.moved {
            let received = Received { at: receipt.received, by: nth, before: past.find(old) };
            let mut open: Vec<usize> = past.find(new).into_iter().collect();
            while let Some(commit) = open.pop() {
                if self.received[commit].is_none() {
                    self.received[commit] = Some(received.clone());
                    open.extend(&past.commits[commit].parents);
                }
            }
        }
    }
}

/// The keys for receipts, by what a commit trusts.
struct HubKeys<'p> {
    past: &'p Past,
    by_state: HashMap<Arc<str>, AllowedSigners>,
}

impl HubKeys<'_> {
    /// Whether a commit trusts a receipt.
    fn trust(&mut self, commit: usize, kept: &KeptReceipt) -> Result<bool, Diagnostic> {
        let Self { past, by_state } = self;
        let state = past.state(commit, &[AllowedSigners::FILE])?;
        let read = || past.archive(commit).and_then(|tree| signers(&tree).value).unwrap_or_default();
        Ok(kept.follows && is_signed(by_state.entry(state).or_insert_with(read), &kept.receipt))
    }
}

/// Whether a key signed a receipt that is trusted with that on its day.
pub(crate) fn is_signed(signers: &AllowedSigners, receipt: &Receipt) -> bool {
    let Some(signature) = Signature::read(receipt.signature.as_bytes()) else { return false };
    let Some(day) = receipt.day() else { return false };
    let is_known =
        signers.of(&signature, RECEIPT_NAMESPACE).any(|signer| signer.names_purposes() && signer.is_good_on(day));
    is_known && signature.is_over(receipt.text.as_bytes(), RECEIPT_NAMESPACE)
}

impl Proof {
    /// The evidence for a decision, and what is wrong with it.
    pub(super) fn of(asked: &Asked, now: Now, receipts: &Receipts, known: (&Past, &Beside)) -> (Self, Vec<Fault>) {
        let received = asked.brought.and_then(|brought| Some(receipts.received[brought.commit].as_ref()?.at));
        let (stamped, mut faults) = match stamped(asked, now, known) {
            Ok(stamped) => (stamped, Vec::new()),
            Err(fault) => (None, vec![*fault]),
        };
        let proof = Self { received, stamped };
        let day = proof.latest().and_then(|at| Date::of_second(at.timestamp()));
        if let Some(day) = day.filter(|day| *day < asked.decision.date) {
            let message =
                text!(zh: "日期晚于 {day}，那时已有此行", en: "it is dated after {day}, when the line was there");
            faults.push(Fault::of(asked.held, asked.line, FaultKind::Chain, message));
        }
        (proof, faults)
    }
}

/// When a time stamp beside the signature says that the line was there.
fn stamped(asked: &Asked, now: Now, (past, beside): (&Past, &Beside)) -> Result<Option<DateTime<Utc>>, Box<Fault>> {
    let Asked { held, line, .. } = asked;
    let line = &held.lines[*line];
    let path = format!("{}/{}", signatures_of(&held.path), stamp_file(&line.hash));
    let fault = |kind, message| Box::new(Fault::of(held, asked.line, kind, message));
    let brought = beside.brought(&path);
    let stamp = match now.source.read(&path, TIMESTAMP_LIMIT) {
        Ok(Some(stamp)) => stamp,
        Ok(None) => {
            let Some(brought) = brought else { return Ok(None) };
            let Text { zh, en } = Committed::of(past, brought).called();
            let id = &past.commits[brought].id[..7];
            let message = text!(
                zh: "提交 {zh}中的时间戳已被删除",
                en: "the time stamp that commit {en} has is there no longer"
            );
            return Err(Box::new(fault(FaultKind::Edited, message).hint(text!(
                zh: "恢复：git restore --source={id} -- '{path}'",
                en: "have it back: git restore --source={id} -- '{path}'"
            ))));
        }
        Err(_) => {
            let message = text!(zh: "无法读取时间戳：{path}", en: "the time stamp cannot be read: {path}");
            return Err(fault(FaultKind::Unreadable, message));
        }
    };
    // Like keys, they are those of before: whoever could bring them along would need no authority.
    let trusted = match brought {
        Some(brought) => Some(before(past, brought, now)),
        None => past.commits.len().checked_sub(1),
    };
    let authorities =
        trusted.and_then(|trusted| past.archive(trusted)).map(|tree| Source::read(&tree, AUTHORITIES, Limits::YAML));
    let Some(Ok(Some(authorities))) = authorities else {
        let message = text!(
            zh: "时间戳不能证实：{AUTHORITIES}（授时机构的证书）须在它之前提交",
            en: "the time stamp does not prove: {AUTHORITIES} (certificates of authorities) must have been committed before it"
        );
        return Err(fault(FaultKind::Signature, message));
    };
    timestamp(&stamp, &line.bytes, &authorities).map(Some).map_err(|why| match why {
        NotStamped::Unverified(why) => fault(
            FaultKind::Note,
            text!(zh: "时间戳未能核验：{why}", en: "the time stamp could not be verified: {why}"),
        ),
        NotStamped::Refused(why) => fault(
            FaultKind::Signature,
            text!(
                zh: "时间戳不能证实（授时机构的证书在 {AUTHORITIES}）：{why}",
                en: "the time stamp does not prove (certificates of authorities are in {AUTHORITIES}): {why}"
            ),
        ),
    })
}
