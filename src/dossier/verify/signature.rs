//! Whose signature is under the seal.
//!
//! A bag brings the list of the keys that were trusted when it was sealed. Whoever seals it again can bring another, so that
//! list proves nothing by itself: an archive at hand judges by its own.

use super::Known;
use super::fault::{BagFault, BagFaultKind};
use super::found::Found;
use crate::dossier::bag::{DATA, Info, SEALED, SIGNATURE};
use crate::model::Date;
use crate::signing::{AllowedSigners, SEAL_NAMESPACE, Signature};
use crate::text;
use crate::text::{Text, on_one_line};

/// Largest list of keys that is read.
const SIGNERS: u64 = 1 << 20;

/// What is known of the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealSignature {
    /// There is none.
    None,
    /// It proves the seal.
    Good {
        /// Whose key it is.
        principal: String,
        /// The key as `ssh-keygen -l` shows it.
        key: String,
        /// By whose word.
        trusting: Trusting,
    },
    /// It does not.
    Bad,
}

/// Whose word a key rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trusting {
    /// The archive at hand.
    Archive,
    /// The bag alone.
    Bag,
}

/// Where the list of keys lies in a bag.
fn signers_in_bag() -> String {
    format!("{DATA}/其他/{}", AllowedSigners::FILE)
}

/// Looks at the signature of a bag.
pub(super) fn look(
    found: &Found,
    info: &Info,
    known: Known,
    faults: &mut Vec<BagFault>,
    notes: &mut Vec<BagFault>,
) -> SealSignature {
    let at = |message: Text| BagFault::new(BagFaultKind::Signature, SIGNATURE, message);
    if !found.files.contains_key(SIGNATURE) {
        notes.push(at(Text::new("封装没有签名", "the seal is not signed")).hint(Text::new(
            "改动后重新封装的也会各项相符：凭登记表或收据核对摘要",
            "a bag that was altered and sealed again agrees with itself too: compare the digest with the transfer form or the receipt",
        )));
        return SealSignature::None;
    }
    match proved(found, info, known) {
        Ok(good) => {
            if let SealSignature::Good { trusting: Trusting::Bag, .. } = good {
                notes.push(at(Text::new(
                    "签名的密钥只有封装包自己为证",
                    "only the bag itself says whose key signed it",
                ))
                .hint(Text::new(
                    "在档案库内运行，或以 ssh-keygen 和移交方另行提供的公钥核验",
                    "run this in the archive, or verify it by ssh-keygen with a public key that came another way",
                )));
            }
            good
        }
        Err(message) => {
            faults.push(at(message));
            SealSignature::Bad
        }
    }
}

fn proved(found: &Found, info: &Info, known: Known) -> Result<SealSignature, Text> {
    let signature = found.read(SIGNATURE, Signature::LIMIT).and_then(|bytes| Signature::read(&bytes));
    let signature = signature.ok_or_else(|| Text::new("不是签名", "it is no signature"))?;
    if !signature.is_known() {
        return Err(Text::new("不认识这种密钥的签名", "signatures of its kind of key are not verified here"));
    }
    let sealed = found.read(SEALED, SIGNERS).unwrap_or_default();
    if !signature.is_over(&sealed, SEAL_NAMESPACE) {
        return Err(text!(zh: "不是对现在的 {SEALED} 签的", en: "it is not over {SEALED} as it is"));
    }
    let of_bag = || {
        let bytes = found.read(&signers_in_bag(), SIGNERS).unwrap_or_default();
        AllowedSigners::read(&String::from_utf8_lossy(&bytes)).0
    };
    let own = known.signers.filter(|_| known.topic_of(info).is_some());
    let (signers, trusting) = match own {
        Some(signers) => (signers.clone(), Trusting::Archive),
        None => (of_bag(), Trusting::Bag),
    };
    let key = signature.fingerprint();
    // A key that is good for everything is somebody's own, and does not speak for the office.
    let mut named = signers.of(&signature, SEAL_NAMESPACE).filter(|signer| signer.names_purposes()).peekable();
    if named.peek().is_none() {
        let whose = match trusting {
            Trusting::Archive => Text::new("档案库", "the archive"),
            Trusting::Bag => Text::new("封装包所带的名单", "the list in the bag"),
        };
        let Text { zh, en } = whose;
        return Err(text!(
            zh: "{zh}没有把封装交给密钥 {key}（namespaces=\"{SEAL_NAMESPACE}\"）",
            en: "{en} does not trust the key {key} to seal (namespaces=\"{SEAL_NAMESPACE}\")"
        ));
    }
    let day = info.date().unwrap_or(Date::EARLIEST);
    let good = named.find(|signer| signer.is_good_on(day));
    let good = good.ok_or_else(|| text!(zh: "密钥 {key} 在 {day} 无效", en: "the key {key} was not good on {day}"))?;
    let principal = on_one_line(good.principals.first().map_or("", String::as_str));
    Ok(SealSignature::Good { principal, key, trusting })
}
