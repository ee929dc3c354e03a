//! `hooks`: has git ask the program before it commits, or takes in what is pushed.

use super::format::Format;
use super::{Global, context};
use crate::calendar;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::history::{Hook, Installed, Repository, Update};
use crate::signing::{RECEIPT_NAMESPACE, SigningKey};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::workspace::{Told, why_not_commit, why_not_receive};
use clap::Subcommand;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Have git check before it commits or takes in what is pushed
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(super) enum Hooks {
    /// Install the hooks: in a clone for commits, in a bare repository for pushes
    #[command(after_help = EXAMPLES)]
    Install {
        /// In a bare repository: sign a receipt for each push with this SSH key, which needs no passphrase
        #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
        key: Option<PathBuf>,
    },
    /// Run by git before a commit: refuses unreadable files, and changed decisions, comments and events
    #[command(hide = true, after_help = "yijuan hooks pre-commit")]
    PreCommit,
    /// Run by git before a push is taken in: looks at every commit
    #[command(hide = true, after_help = "yijuan hooks pre-receive")]
    PreReceive,
    /// Run by git when a push was taken in: signs a receipt, if a key for receipts is set up
    #[command(hide = true, after_help = "yijuan hooks post-receive")]
    PostReceive,
}

const EXAMPLES: &str = "\
yijuan hooks install
yijuan -C 共用.git hooks install --key ~/.ssh/hub";

impl Hooks {
    pub(super) fn run(&self, global: &Global, told: &Told) -> Result<Reply, Diagnostics> {
        let mut problems = Diagnostics::new();
        context::check_language(global, &mut problems);
        ensure_none(problems)?;
        Format::of(global).and_then(Format::human_only)?;
        let today = context::today(global, told)?;
        match self {
            Self::Install { key } => install(&repository(global)?, key.as_deref()).map_err(Into::into),
            Self::PreCommit => ensure_none(why_not_commit(&repository(global)?, today)?).map(|()| Reply::default()),
            Self::PreReceive => ensure_none(why_not_receive(&updates()?, today)?).map(|()| Reply::default()),
            Self::PostReceive => {
                let repository = repository(global)?;
                if let Some(key) = repository.hub_key() {
                    let key = SigningKey::named(&key)?;
                    let sign = |text: &str| key.sign(text.as_bytes(), RECEIPT_NAMESPACE);
                    repository.receive(&updates()?, calendar::this_moment(), sign)?;
                }
                Ok(Reply::default())
            }
        }
    }
}

/// What is pushed, as git hands it to its scripts.
fn updates() -> Result<Vec<Update>, Diagnostic> {
    let updates: Option<Vec<Update>> = std::io::stdin().lines().map(|line| Update::read(&line.ok()?)).collect();
    updates.ok_or_else(|| {
        let message = Text::new("git 没有说明推送了什么", "git has not said what is pushed");
        Diagnostic::new(message).hint(Text::new("由 git 运行，不必手工运行", "git runs this, nobody else need"))
    })
}

/// The repository around the folder that was named.
fn repository(global: &Global) -> Result<Repository, Diagnostic> {
    let folder = global.directory.as_deref().unwrap_or(Path::new("."));
    let io = |error| Diagnostic::io(folder.display().to_string(), &error);
    let folder = folder.canonicalize().map_err(io)?;
    Repository::discover(&folder)?.ok_or_else(|| {
        Diagnostic::new(Text::new("这里不是 git 仓库", "there is no git repository here"))
            .at(Location::file(folder.display().to_string()))
            .hint(Text::new("用 `-C 目录` 指明克隆或裸仓库", "name a clone or a bare repository with `-C DIR`"))
    })
}

fn install(repository: &Repository, key: Option<&Path>) -> Result<Reply, Diagnostic> {
    let is_bare = repository.is_bare();
    let mut reply = Reply::default();
    if let Some(key) = key {
        if !is_bare {
            let message = Text::new("收到记录由共用的裸仓库签名", "receipts are signed by the shared bare repository");
            let hint = Text::new(
                "在裸仓库里装：yijuan -C 〈裸仓库〉 hooks install --key 〈密钥〉",
                "install it there: yijuan -C 〈BARE〉 hooks install --key 〈FILE〉",
            );
            return Err(Diagnostic::new(message).hint(hint));
        }
        reply.notes.push(set_up_key(repository, key)?);
    }
    let hooks: &[Hook] = if is_bare { &[Hook::PreReceive, Hook::PostReceive] } else { &[Hook::PreCommit] };
    for hook in hooks {
        match repository.install(*hook)? {
            Installed::New(file) => {
                let _ = writeln!(reply.stdout, "{}", file.display());
            }
            Installed::Known(file) => {
                let file = file.display();
                reply.notes.push(text!(zh: "钩子已经装好：{file}", en: "the hook is there already: {file}"));
            }
        }
    }
    if is_bare {
        for setting in repository.guard()? {
            reply.stdout.push_str(&setting);
            reply.stdout.push('\n');
        }
    }
    if !is_in_path() {
        reply.notes.push(Text::new(
            "PATH 里没有 yijuan；钩子按这个名称查找，找不到就拒绝",
            "yijuan is not in PATH; the hook looks for it by this name, and refuses if it is not found",
        ));
    }
    if let Some(folder) = repository.remote_folder()? {
        reply.notes.push(text!(
            zh: "远程仓库 {folder} 是文件夹，那里的钩子以推送人的身份运行，推送人可以绕过；可靠的是各克隆里的 `yijuan review verify`",
            en: "the remote {folder} is a folder: hooks there run as whoever pushes, who can get round them; what guards is `yijuan review verify` in every clone"
        ));
    }
    Ok(reply)
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
