//! `hooks install`: has git ask the program before it commits or takes in a push; and signs receipts for what was taken in.

use crate::calendar;
use crate::diagnostic::Diagnostic;
use crate::history::{Hook, Installed, Repository, Update};
use crate::signing::{RECEIPT_NAMESPACE, SigningKey};
use crate::text;
use crate::text::Text;
use std::path::Path;

/// What was installed.
#[derive(Debug, Default)]
pub(crate) struct Installation {
    /// The files that were written, and the settings.
    pub lines: Vec<String>,
    /// What else to know.
    pub notes: Vec<Text>,
}

/// Installs the hooks: in a clone for commits, in a bare repository for pushes, with the key for its receipts.
///
/// # Errors
/// If there is another hook, or the key cannot sign by itself.
pub(crate) fn install(repository: &Repository, key: Option<&Path>) -> Result<Installation, Diagnostic> {
    let is_bare = repository.is_bare();
    let mut done = Installation::default();
    if let Some(key) = key {
        if !is_bare {
            let message = Text::new("收到记录由共用的裸仓库签名", "receipts are signed by the shared bare repository");
            let hint = Text::new(
                "在裸仓库里装：yijuan -C 〈裸仓库〉 hooks install --key 〈密钥〉",
                "install it there: yijuan -C 〈BARE〉 hooks install --key 〈FILE〉",
            );
            return Err(Diagnostic::new(message).hint(hint));
        }
        done.notes.push(set_up_key(repository, key)?);
    }
    let hooks: &[Hook] = if is_bare { &[Hook::PreReceive, Hook::PostReceive] } else { &[Hook::PreCommit] };
    for hook in hooks {
        match repository.install(*hook)? {
            Installed::New(file) => done.lines.push(file.display().to_string()),
            Installed::Known(file) => {
                let file = file.display();
                done.notes.push(text!(zh: "钩子已经装好：{file}", en: "the hook is there already: {file}"));
            }
        }
    }
    if is_bare {
        done.lines.extend(repository.guard()?);
    }
    if !is_in_path() {
        done.notes.push(Text::new(
            "PATH 里没有 yijuan；钩子按这个名称查找，找不到就拒绝",
            "yijuan is not in PATH; the hook looks for it by this name, and refuses if it is not found",
        ));
    }
    if let Some(folder) = repository.remote_folder()? {
        done.notes.push(text!(
            zh: "远程仓库 {folder} 是文件夹，那里的钩子以推送人的身份运行，推送人可以绕过；可靠的是各克隆里的 `yijuan review verify`",
            en: "the remote {folder} is a folder: hooks there run as whoever pushes, who can get round them; what guards is `yijuan review verify` in every clone"
        ));
    }
    Ok(done)
}

/// Signs a receipt for what was taken in, if a key for receipts is set up.
///
/// # Errors
/// If it cannot sign, or git cannot keep the receipt.
pub(crate) fn acknowledge(repository: &Repository, updates: &[Update]) -> Result<(), Diagnostic> {
    let Some(key) = repository.hub_key() else { return Ok(()) };
    let key = SigningKey::named(&key)?;
    let sign = |text: &str| key.sign(text.as_bytes(), RECEIPT_NAMESPACE);
    repository.receive(updates, calendar::this_moment(), sign)
}

/// Has receipts signed with a key, and says what archives are to trust.
fn set_up_key(repository: &Repository, key: &Path) -> Result<Text, Diagnostic> {
    let whole = key.canonicalize().map_err(|error| Diagnostic::io(key.display().to_string(), &error))?;
    let whole = whole.display().to_string();
    let key = SigningKey::named(&whole)?;
    // It signs without anybody there.
    key.sign(b"", RECEIPT_NAMESPACE)?;
    repository.set_hub_key(&whole)?;
    let public = key.public_line();
    Ok(text!(
        zh: "收到记录用 {whole} 签名；在档案库的 allowed_signers 中加一行并提交：hub namespaces=\"{RECEIPT_NAMESPACE}\" {public}",
        en: "receipts are signed with {whole}; add a line to the archive's allowed_signers and commit it: hub namespaces=\"{RECEIPT_NAMESPACE}\" {public}"
    ))
}

/// Whether the script will find the program.
fn is_in_path() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| ["yijuan", "yijuan.exe"].iter().any(|name| folder.join(name).is_file()))
}
