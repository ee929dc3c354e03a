//! SSH signatures over lines of decisions: made by a key of whoever signs, and proved by the keys that an archive trusts.
//!
//! A signature is what `ssh-keygen -Y sign` makes, so that whoever has OpenSSH can verify it without this program.

mod agent;
mod allowed_signers;
mod key;
mod openssh;
mod timestamp;

pub use allowed_signers::{AllowedSigner, AllowedSigners};
pub use key::SigningKey;
pub use openssh::{WITH_DAYS, openssh};
pub use timestamp::{AUTHORITIES, NotStamped, TIMESTAMP_LIMIT, timestamp};

use ssh_key::public::KeyData;
use ssh_key::{HashAlg, SshSig};

/// What a signature over a decision is made for. One made for something else proves nothing here.
pub const NAMESPACE: &str = "yijuan";

/// What the signature over a receipt is made for.
pub const RECEIPT_NAMESPACE: &str = "yijuan-receipt";

/// What the signature over the seal of a dossier is made for.
pub const SEAL_NAMESPACE: &str = "yijuan-seal";

/// A signature, as read from its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature(SshSig);

impl Signature {
    /// The largest file that is read, in bytes: an Ed25519 signature has 300.
    pub const LIMIT: u64 = 16 << 10;

    /// Reads the form that OpenSSH writes; `None` if it is not in it.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        // An editor or a checkout may end its lines as Windows does.
        let text = String::from_utf8(bytes.to_vec()).ok()?.replace("\r\n", "\n");
        SshSig::from_pem(text.trim()).ok().map(Self)
    }

    /// Whether it was made over these bytes, for a namespace, by the key that it names. Whose key that is, is another
    /// question.
    #[must_use]
    pub fn is_over(&self, bytes: &[u8], namespace: &str) -> bool {
        let key = ssh_key::PublicKey::from(self.0.public_key().clone());
        self.was_touched() && key.verify(namespace, bytes, &self.0).is_ok()
    }

    /// Whether somebody was there when a security key made it, which that says in a flag behind its 64 bytes. Other keys do
    /// not say.
    fn was_touched(&self) -> bool {
        const USER_PRESENT: u8 = 1;
        let flags = || self.0.signature_bytes().get(64).copied().unwrap_or_default();
        !matches!(self.key(), KeyData::SkEd25519(_)) || flags() & USER_PRESENT != 0
    }

    /// Whether this program can verify signatures of its kind of key.
    #[must_use]
    pub fn is_known(&self) -> bool {
        is_known(self.key())
    }

    /// The key that it names.
    pub(crate) fn key(&self) -> &KeyData {
        self.0.public_key()
    }

    /// Its key as `ssh-keygen -l` shows it: `SHA256:…`.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.key().fingerprint(HashAlg::Sha256).to_string()
    }
}

/// Whether signatures of this kind of key are verified here: Ed25519, in a file or in a security key.
fn is_known(key: &KeyData) -> bool {
    matches!(key, KeyData::Ed25519(_) | KeyData::SkEd25519(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest as _, Sha256};
    use ssh_key::private::Ed25519Keypair;
    use ssh_key::public::SkEd25519;
    use ssh_key::{Algorithm, LineEnding};

    fn bare(key: &impl ssh_key::SigningKey, message: &[u8]) -> ssh_key::Signature {
        key.sign(message)
    }

    /// What a security key makes of some bytes.
    fn by_security_key(bytes: &[u8], flags: u8) -> Signature {
        let pair = Ed25519Keypair::from_seed(&[7; 32]);
        let key = SkEd25519::new(pair.public, "ssh:");
        let behind = [flags, 0, 0, 0, 1];
        let signed = SshSig::signed_data(NAMESPACE, HashAlg::Sha512, bytes).unwrap();
        let message = [&Sha256::digest("ssh:")[..], &behind, &Sha256::digest(&signed)[..]].concat();
        let made = bare(&ssh_key::PrivateKey::from(pair), &message);
        let made = ssh_key::Signature::new(Algorithm::SkEd25519, [made.as_bytes(), &behind].concat()).unwrap();
        let made = SshSig::new(key.into(), NAMESPACE, HashAlg::Sha512, made).unwrap();
        Signature::read(made.to_pem(LineEnding::LF).unwrap().as_bytes()).unwrap()
    }

    #[test]
    fn a_security_key_that_nobody_touched_signs_nothing() {
        assert!(by_security_key(b"line", 1).is_over(b"line", NAMESPACE));
        assert!(!by_security_key(b"line", 0).is_over(b"line", NAMESPACE));
        assert!(!by_security_key(b"line", 1).is_over(b"other", NAMESPACE));
    }
}
