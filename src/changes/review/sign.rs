//! Signs a decision: the line that is entered now, or one that was entered before and is repeated.

use super::Decide;
use super::paper::Found;
use crate::archive::list;
use crate::changes::Writer;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{Decision, sha256, signature_file, signatures_of};
use crate::signing::{AllowedSigners, NAMESPACE, Signature, SigningKey};
use crate::text;
use crate::text::Text;
use crate::workspace::{NotSigned, SignedBy, Trusted, Workspace};

/// The signature over a line, ready to be written.
pub(super) struct Signed {
    pub path: String,
    pub text: String,
    /// Who signed.
    pub note: Text,
}

impl Decide {
    /// The signature over a line of decisions, if one is asked for or the archive requires it.
    ///
    /// # Errors
    /// If there is no key, or nobody is trusted with it who may sign this decision.
    pub(super) fn signed(&self, writer: &Writer, found: &Found, line: &str) -> Result<Option<Signed>, Diagnostics> {
        let Some(decision) = list::<Decision>("", line.as_bytes()).ok().and_then(|mut read| read.pop()) else {
            return Ok(None);
        };
        let workspace = writer.workspace;
        if self.sign.is_none() && !writer.settings.requires_signatures(decision.date.max(workspace.today)) {
            return Ok(None);
        }
        let key = SigningKey::named(&self.key(workspace)?)?;
        let text = key.sign(line.as_bytes(), NAMESPACE)?;
        let trusted = (&committed(workspace)?, &found.loaded.archive);
        let signature = Signature::read(text.as_bytes()).ok_or_else(|| key.broken())?;
        let by = SignedBy::of(&signature, (line.as_bytes(), &decision), trusted, workspace.today);
        let by = by.map_err(|why| refused(&why, &decision, &key))?;
        let hash = sha256(line);
        let path = format!("{}/{}", signatures_of(&found.decisions()), signature_file(&hash));
        let SignedBy { principal, key, .. } = &by;
        let note = text!(zh: "已签名：{principal}（{key}）", en: "signed by {principal} ({key})");
        Ok(Some(Signed { path, text, note }))
    }

    /// The key as it was named here, or as git names it.
    fn key(&self, workspace: &Workspace) -> Result<String, Diagnostic> {
        if let Some(key) = self.sign.as_ref().filter(|key| !key.is_empty()) {
            return Ok(key.clone());
        }
        let of_git = workspace.history().ok().and_then(|history| history.signing_key());
        of_git.ok_or_else(|| {
            Diagnostic::new(Text::new("没有写明用哪把密钥签名", "it is not said with which key to sign")).hint(Text::new(
                "写明密钥：git config --global user.signingKey ~/.ssh/id_ed25519，或 --sign=〈密钥文件〉；没有的先生成一对：ssh-keygen -t ed25519",
                "name it: git config --global user.signingKey ~/.ssh/id_ed25519, or --sign=〈FILE〉; if there is none: ssh-keygen -t ed25519",
            ))
        })
    }
}

/// Whose keys are trusted as of the last commit: a key that comes in with the decision it signs proves nothing.
fn committed(workspace: &Workspace) -> Result<Trusted, Diagnostic> {
    let last = workspace.history().ok().and_then(|history| Some((history.last_commit()?, history)));
    Ok(match last {
        Some((last, history)) => Trusted::read(&history.tree(&last)?, &[]),
        None => Trusted::read(&workspace.source, &[]),
    })
}

fn refused(why: &NotSigned, decision: &Decision, key: &SigningKey) -> Diagnostic {
    let problem = Diagnostic::new(why.text()).at(Location::file(AllowedSigners::FILE));
    let (by, public) = (&decision.by, key.public_line());
    match why {
        NotSigned::OfAnother(_) => problem.hint(Text::new(
            "由作决定的人用自己的密钥签；替人登记的，写明怎样得知：--via circle（圈阅）、scan（扫描件）、meeting（会议），由登记的人签",
            "whoever decided signs with their own key; if you enter it for them, say how it reached you, --via circle, scan or meeting, and sign yourself",
        )),
        NotSigned::Untrusted => problem.hint(text!(
            zh: "在档案库根目录的 allowed_signers 中加一行并提交：{by} namespaces=\"yijuan\" {public}（替人登记的，写登记人的标识）",
            en: "add a line to allowed_signers in the archive's root and commit it: {by} namespaces=\"yijuan\" {public} (if you enter it for somebody, with your own id)"
        )),
        NotSigned::NotYet(_) | NotSigned::Expired(_) => problem.hint(Text::new(
            "换一把有效的密钥，或在 allowed_signers 中改有效期（valid-after、valid-before）并提交",
            "use a key that is good, or change its days in allowed_signers (valid-after, valid-before) and commit that",
        )),
        NotSigned::Altered | NotSigned::UnknownKind => {
            problem.hint(Text::new("重新生成一对密钥：ssh-keygen -t ed25519", "make a pair of keys: ssh-keygen -t ed25519"))
        }
    }
}
