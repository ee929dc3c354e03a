//! Whose signature stands under a decision, and whether it may.
//!
//! Whoever decided signs. What was decided by a body, or on paper and in a meeting, whoever enters it may sign instead: that
//! proves who entered it, and no more.

use crate::archive::Archive;
use crate::model::{Date, Decision, Name, Person};
use crate::signing::{AllowedSigner, AllowedSigners, NAMESPACE, Signature};
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
    /// at the earliest. `archive` says what people are called.
    pub(crate) fn of(
        signature: &Signature,
        (line, decision): (&[u8], &Decision),
        (signers, archive): (&AllowedSigners, &Archive),
        day: Date,
    ) -> Result<Self, NotSigned> {
        if !signature.is_known() {
            return Err(NotSigned::UnknownKind);
        }
        if !signature.is_over(line, NAMESPACE) {
            return Err(NotSigned::Altered);
        }
        let trusted: Vec<&AllowedSigner> = signers.of(signature, NAMESPACE).collect();
        let first = trusted.first().ok_or(NotSigned::Untrusted)?;
        let Some(first_good) = trusted.iter().find(|signer| signer.is_good_on(day)) else {
            let expired = trusted.iter().filter_map(|signer| signer.until).filter(|until| *until < day).max();
            return Err(match expired {
                Some(until) => NotSigned::Expired(until),
                None => NotSigned::NotYet(first.from.unwrap_or(day)),
            });
        };
        // A line may name somebody by id or by name.
        let is_by = |person: &&Person| person.id == decision.by || person.name == decision.by;
        let person = archive.people.iter().find(is_by);
        let id = person.map_or(&decision.by, |person| &person.id);
        let (decider, recorder) = (names_of(archive, id), names_of_recorder(archive, decision));
        let may_be_recorder = person.is_none() || decision.via.is_some();
        let mut good = trusted.iter().filter(|signer| signer.is_good_on(day));
        let found = good.find_map(|signer| {
            let is_decider = signer.is_of(&decider);
            let names = if is_decider { &decider } else { &recorder };
            let principal = signer.principals.iter().find(|one| names.contains(one))?;
            (is_decider || may_be_recorder).then(|| (principal.clone(), is_decider))
        });
        let (principal, is_decider) =
            found.ok_or_else(|| NotSigned::OfAnother(first_good.principals.first().cloned().unwrap_or_default()))?;
        Ok(Self { principal, key: signature.fingerprint(), is_decider })
    }
}

/// What `allowed_signers` may call a person, an office or a body: by a name that several people have, it calls nobody.
fn names_of(archive: &Archive, id: &str) -> Vec<String> {
    let is_shared = |name: &Name| archive.people.iter().filter(|person| person.name == *name).count() > 1;
    let name = archive.called(id).filter(|name| !is_shared(name)).map(ToString::to_string);
    std::iter::once(id.to_owned()).chain(name).collect()
}

/// What it may call whoever entered a decision: as git knows them, and as the register does.
fn names_of_recorder(archive: &Archive, decision: &Decision) -> Vec<String> {
    let Some(recorded_by) = &decision.recorded_by else { return Vec::new() };
    let (name, address) = recorded_by.split_once(" <").unwrap_or((recorded_by, ""));
    let known = archive.people.iter().find(|person| *person.name == *name).map(|person| person.id.to_string());
    let as_git = [name, address.trim_end_matches('>')].into_iter().filter(|word| !word.is_empty());
    as_git.map(ToOwned::to_owned).chain(known).collect()
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
