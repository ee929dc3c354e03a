//! Evidence from outside of when a decision was there: the receipt of a shared repository, or a time stamp.

use super::Now;
use super::fault::{Fault, FaultKind};
use super::line::Asked;
use crate::archive::signers;
use crate::diagnostic::Diagnostic;
use crate::history::{Past, Receipt, Repository};
use crate::model::{Date, signatures_of};
use crate::signing::{AUTHORITIES, AllowedSigners, NotStamped, RECEIPT_NAMESPACE, Signature, timestamp};
use crate::text;
use crate::text::Text;
use chrono::{DateTime, Utc};

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
    /// The commit that the branch pointed to before, by place.
    pub before: Option<usize>,
}

impl Receipts {
    /// That none was received.
    pub(super) fn none(past: &Past) -> Self {
        Self { received: vec![None; past.commits.len()], notes: Vec::new() }
    }

    /// Those of the repository. Their key is among those that the last commit trusts.
    pub(super) fn of(repository: &Repository, past: &Past) -> Result<Self, Diagnostic> {
        let mut receipts = Self::none(past);
        let all = repository.receipts()?;
        let Some(last) = past.commits.len().checked_sub(1).filter(|_| !all.is_empty()) else { return Ok(receipts) };
        let signers = past.archive(last).and_then(|tree| signers(&tree).value).unwrap_or_default();
        // None is earlier than the one before it.
        let mut latest = DateTime::<Utc>::MIN_UTC;
        let (trusted, others): (Vec<Receipt>, Vec<Receipt>) = all.into_iter().partition(|one| {
            let is_later = latest <= one.received;
            latest = latest.max(one.received);
            is_later && is_trusted(&signers, one)
        });
        if !others.is_empty() {
            let (count, file) = (others.len(), AllowedSigners::FILE);
            receipts.notes.push(text!(
                zh: "{count} 件收到记录不可信，不作佐证：签名的密钥不在 {file} 里（用途 {RECEIPT_NAMESPACE}），或前后不相接",
                en: "receipts that are not trusted and prove nothing: {count}; their key is not among those of {file} for {RECEIPT_NAMESPACE}, or one before them is missing"
            ));
        }
        for receipt in &trusted {
            receipts.take(receipt, past);
        }
        Ok(receipts)
    }

    /// All that a tip was made from was there when it was received.
    fn take(&mut self, receipt: &Receipt, past: &Past) {
        for (old, new) in &receipt.moved {
            let received = Received { at: receipt.received, before: past.find(old) };
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

fn is_trusted(signers: &AllowedSigners, receipt: &Receipt) -> bool {
    let Some(signature) = Signature::read(receipt.signature.as_bytes()) else { return false };
    let Some(day) = receipt.day() else { return false };
    let is_known =
        signers.of(&signature, RECEIPT_NAMESPACE).any(|signer| signer.names_purposes() && signer.is_good_on(day));
    receipt.follows && is_known && signature.is_over(receipt.text.as_bytes(), RECEIPT_NAMESPACE)
}

impl Proof {
    /// The evidence for a decision, and what is wrong with it.
    pub(super) fn of(asked: &Asked, now: Now, receipts: &Receipts) -> (Self, Vec<Fault>) {
        let received = asked.brought.and_then(|brought| Some(receipts.received[brought.commit].as_ref()?.at));
        let (stamped, mut faults) = match stamped(asked, now) {
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
fn stamped(asked: &Asked, now: Now) -> Result<Option<DateTime<Utc>>, Box<Fault>> {
    let Asked { held, line, .. } = asked;
    let line = &held.lines[*line];
    let path = format!("{}/{}.tsr", signatures_of(&held.path), &line.hash[..16]);
    let fault = |kind, message| Box::new(Fault::of(held, asked.line, kind, message));
    // Only a file can be handed to `openssl`.
    let Some(root) = now.root else { return Ok(None) };
    match now.source.start(&path) {
        Ok(None) => return Ok(None),
        Ok(Some(_)) => {}
        Err(_) => {
            let message = text!(zh: "无法读取时间戳：{path}", en: "the time stamp cannot be read: {path}");
            return Err(fault(FaultKind::Unreadable, message));
        }
    }
    timestamp(&root.join(&path), &line.bytes, &root.join(AUTHORITIES)).map(Some).map_err(|why| match why {
        NotStamped::NoProgram => fault(
            FaultKind::Note,
            Text::new("没有 openssl，时间戳未核验", "there is no openssl, the time stamp was not verified"),
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
