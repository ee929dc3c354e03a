//! Whose signature stands under a decision, and whether it may.
//!
//! Whoever decided signs. What was decided by a body, or on paper and in a meeting, whoever enters it may sign instead: that
//! proves who entered it, and no more.

use super::trusted::{Trusted, TrustedKey};
use crate::archive::Archive;
use crate::model::{Date, Decision, Name, Person};
use crate::signing::{NAMESPACE, Signature};
use crate::text;
use crate::text::Text;

/// Who signed a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedBy {
    /// As `allowed_signers` names them.
    pub principal: String,
    /// Their key as `ssh-keygen -l` shows it.
    pub key: String,
    /// Whether it is whoever decided; else it is whoever entered it.
    pub is_decider: bool,
}

/// Why a signature does not prove a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSigned {
    /// It is none, or not one of this line.
    Altered,
    /// Its kind of key is not verified here.
    UnknownKind,
    /// Nobody is trusted with the key.
    Untrusted,
    /// Its key is good from a later day on.
    NotYet(Date),
    /// Its key was good until a day.
    Expired(Date),
    /// It is of somebody else.
    OfAnother(String),
}

impl SignedBy {
    /// Judges a signature by the keys that are trusted. `line` is what is signed, with its line end; on `day` it was signed
    /// at the earliest. `archive` says whom the line means.
    pub(crate) fn of(
        signature: &Signature,
        (line, decision): (&[u8], &Decision),
        (trusted, archive): (&Trusted, &Archive),
        day: Date,
    ) -> Result<Self, NotSigned> {
        if !signature.is_known() {
            return Err(NotSigned::UnknownKind);
        }
        if !signature.is_over(line, NAMESPACE) {
            return Err(NotSigned::Altered);
        }
        Self::trusted(signature, decision, (trusted, archive), day)
    }

    /// The same of a signature that is over the line.
    pub(super) fn trusted(
        signature: &Signature,
        decision: &Decision,
        (trusted, archive): (&Trusted, &Archive),
        day: Date,
    ) -> Result<Self, NotSigned> {
        let trusted: Vec<&TrustedKey> = trusted.of(signature).collect();
        let first = trusted.first().ok_or(NotSigned::Untrusted)?;
        let Some(first_good) = trusted.iter().find(|key| key.signer.is_good_on(day)) else {
            let expired = trusted.iter().filter_map(|key| key.signer.until).filter(|until| *until < day).max();
            return Err(match expired {
                Some(until) => NotSigned::Expired(until),
                None => NotSigned::NotYet(first.signer.from.unwrap_or(day)),
            });
        };
        // A line may name somebody by id or by name.
        let is_by = |person: &&Person| person.id == decision.by || person.name == decision.by;
        let person = archive.people.iter().find(is_by);
        let id = person.map_or(&decision.by, |person| &person.id);
        let recorder = Recorder::of(archive, decision);
        let may_be_recorder = person.is_none() || decision.via.is_some();
        let mut good = trusted.iter().filter(|key| key.signer.is_good_on(day));
        let found = good.find_map(|key| match key.word_for(id) {
            Some(word) => Some((word.clone(), true)),
            None if may_be_recorder => Some((recorder.word_in(key)?.clone(), false)),
            None => None,
        });
        let (principal, is_decider) = found
            .ok_or_else(|| NotSigned::OfAnother(first_good.signer.principals.first().cloned().unwrap_or_default()))?;
        Ok(Self { principal, key: signature.fingerprint(), is_decider })
    }
}

/// Whoever entered a decision: as git knows them, and as the register does.
#[derive(Default)]
struct Recorder<'d> {
    as_git: Vec<&'d str>,
    id: Option<&'d Name>,
}

impl<'d> Recorder<'d> {
    fn of(archive: &'d Archive, decision: &'d Decision) -> Self {
        let Some(recorded_by) = &decision.recorded_by else { return Self::default() };
        let (name, address) = recorded_by.split_once(" <").unwrap_or((recorded_by, ""));
        let known = archive.people.iter().find(|person| *person.name == *name).map(|person| &person.id);
        let as_git = [name, address.trim_end_matches('>')].into_iter().filter(|word| !word.is_empty());
        Self { as_git: as_git.collect(), id: known }
    }

    fn word_in<'k>(&self, key: &'k TrustedKey) -> Option<&'k String> {
        let as_git = key.signer.principals.iter().find(|word| self.as_git.contains(&word.as_str()));
        as_git.or_else(|| key.word_for(self.id?))
    }
}

impl NotSigned {
    /// What is wrong.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Altered => Text::new("签名与此行内容不符", "the signature is not one over this line"),
            Self::UnknownKind => Text::new(
                "签名的密钥不是 Ed25519，不能核验",
                "the signature is of no Ed25519 key and cannot be verified",
            ),
            Self::Untrusted => Text::new(
                "签名的密钥不在 allowed_signers 里",
                "the key of the signature is not among those of allowed_signers",
            ),
            Self::NotYet(from) => {
                text!(zh: "签名的密钥自 {from} 起才有效", en: "the key of the signature is good from {from} on")
            }
            Self::Expired(until) => {
                text!(zh: "签名的密钥 {until} 已到期", en: "the key of the signature was good until {until}")
            }
            Self::OfAnother(who) => {
                text!(zh: "签名是{who}的，不是作决定的人的", en: "the signature is of {who} and not of whoever decided")
            }
        }
    }
}
