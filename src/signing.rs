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
        ssh_key::PublicKey::from(self.0.public_key().clone()).verify(namespace, bytes, &self.0).is_ok()
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
