//! The key with which somebody signs: in a file, or held by the SSH agent.

use super::{agent, is_known};
use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
use ssh_key::public::KeyData;
use ssh_key::{HashAlg, LineEnding, PrivateKey, PublicKey, SshSig};
use std::fs;
use std::path::{Path, PathBuf};

/// A key that signs.
pub struct SigningKey {
    public: KeyData,
    /// Where it was named.
    place: String,
    /// The private key, if it lies in a file that needs no passphrase; else only the agent can sign.
    private: Option<PrivateKey>,
}

impl SigningKey {
    /// The key that somebody names as git names it (`user.signingKey`): the file of a private or a public key, or the public
    /// key itself, maybe behind `key::`.
    ///
    /// # Errors
    /// If there is no such file, or no key in it that this program can sign with.
    pub fn named(written: &str) -> Result<Self, Diagnostic> {
        let literal = written.strip_prefix("key::").or(Some(written).filter(|written| written.starts_with("ssh-")));
        if let Some(literal) = literal {
            let public = PublicKey::from_openssh(literal).map_err(|_| no_key(written))?;
            return Self::new(public.key_data().clone(), written, None);
        }
        let path = at_home(written);
        let text =
            fs::read_to_string(&path).map_err(|error| Diagnostic::io(written, &error).hint(how_to_make_one()))?;
        if let Ok(public) = PublicKey::from_openssh(&text) {
            // Beside a public key its private key lies under the name without the ending.
            let beside = path.extension().is_some_and(|end| end == "pub").then(|| path.with_extension(""));
            let private = beside.and_then(|beside| PrivateKey::read_openssh_file(&beside).ok());
            let private = private.filter(|private| private.public_key().key_data() == public.key_data());
            return Self::new(public.key_data().clone(), written, private);
        }
        let private = PrivateKey::from_openssh(&text).map_err(|_| no_key(written))?;
        Self::new(private.public_key().key_data().clone(), written, Some(private))
    }

    fn new(public: KeyData, place: &str, private: Option<PrivateKey>) -> Result<Self, Diagnostic> {
        if !is_known(&public) {
            return Err(Diagnostic::new(Text::new("只用 Ed25519 密钥签名", "signatures are made with Ed25519 keys"))
                .at(Location::file(place))
                .hint(how_to_make_one()));
        }
        let private = private.filter(|private| !private.is_encrypted());
        Ok(Self { public, place: place.to_owned(), private })
    }

    /// The signature over some bytes for a namespace, as `ssh-keygen -Y sign` writes it.
    ///
    /// # Errors
    /// If the key needs a passphrase or a touch, and the agent has it not.
    pub fn sign(&self, bytes: &[u8], namespace: &str) -> Result<String, Diagnostic> {
        self.try_sign(bytes, namespace).ok_or_else(|| {
            let place = &self.place;
            Diagnostic::new(Text::new(
                "密钥有口令保护，或只有公钥，而 ssh-agent 里没有它",
                "the key has a passphrase or only its public part is here, and the SSH agent has it not",
            ))
            .at(Location::file(place))
            .hint(text!(
                zh: "先加入 ssh-agent：ssh-add {place}（没有运行的，先 eval $(ssh-agent)）",
                en: "add it to the agent first: ssh-add {place} (if none runs: eval $(ssh-agent))"
            ))
        })
    }

    /// Its public part, as `allowed_signers` has it.
    #[must_use]
    pub fn public_line(&self) -> String {
        PublicKey::from(self.public.clone()).to_openssh().unwrap_or_default()
    }

    /// That it gave something that is no signature.
    #[must_use]
    pub fn broken(&self) -> Diagnostic {
        Diagnostic::new(Text::new("无法读取签名", "the signature cannot be read"))
            .at(Location::file(self.place.as_str()))
            .hint(how_to_make_one())
    }

    fn try_sign(&self, bytes: &[u8], namespace: &str) -> Option<String> {
        let signature = match self.private.as_ref().and_then(|key| key.sign(namespace, HashAlg::Sha512, bytes).ok()) {
            Some(signature) => signature,
            None => {
                let signed = SshSig::signed_data(namespace, HashAlg::Sha512, bytes).ok()?;
                let signature = agent::sign(&self.public, &signed)?;
                SshSig::new(self.public.clone(), namespace, HashAlg::Sha512, signature).ok()?
            }
        };
        signature.to_pem(LineEnding::LF).ok()
    }
}

fn no_key(place: &str) -> Diagnostic {
    Diagnostic::new(Text::new("不是 OpenSSH 的密钥", "this is no key of OpenSSH"))
        .at(Location::file(place))
        .hint(how_to_make_one())
}

fn how_to_make_one() -> Text {
    Text::new(
        "生成一对密钥：ssh-keygen -t ed25519；再写明用哪一个：git config --global user.signingKey ~/.ssh/id_ed25519",
        "make a pair of keys: ssh-keygen -t ed25519; then say which: git config --global user.signingKey ~/.ssh/id_ed25519",
    )
}

/// A path that may begin with `~/`.
fn at_home(written: &str) -> PathBuf {
    let home = || std::env::home_dir().filter(|home| !home.as_os_str().is_empty());
    match written.strip_prefix("~/").zip(home()) {
        Some((rest, home)) => home.join(rest),
        None => Path::new(written).to_owned(),
    }
}
