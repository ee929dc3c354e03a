//! Scripts that git runs on its own: where they lie, and how they are put there. Somebody else's script is never written
//! over.

use super::{Repository, git, run};
use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
use std::fs;
use std::path::{Path, PathBuf};

/// The setting that names the key for receipts.
const HUB_KEY: &str = "yijuan.hubKey";

/// When git runs a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hook {
    /// Before a commit is made.
    PreCommit,
    /// Before what is pushed is taken in.
    PreReceive,
    /// When it was taken in.
    PostReceive,
}

impl Hook {
    /// The name of its file, and of the subcommand that it runs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PreCommit => "pre-commit",
            Self::PreReceive => "pre-receive",
            Self::PostReceive => "post-receive",
        }
    }

    /// The program is found by its name: its place differs from machine to machine, and the script stays.
    fn script(self) -> String {
        let command = self.command();
        if self == Self::PostReceive {
            // What was taken in stays taken in.
            return format!("#!/bin/sh\n# `yijuan hooks install`\nexec {command}\n");
        }
        format!(
            "\
#!/bin/sh
# `yijuan hooks install`
if ! command -v yijuan > /dev/null 2>&1; then
    echo '错误：找不到 yijuan 程序，无法核对，不予接受' >&2
    echo '提示：安装 yijuan，或把它所在的目录加入 PATH' >&2
    echo 'error: the program yijuan is not found, so nothing can be checked and nothing is accepted' >&2
    echo 'hint: install yijuan, or add its folder to PATH' >&2
    exit 1
fi
exec {command}
"
        )
    }

    /// What a script does.
    fn command(self) -> String {
        format!("yijuan hooks {}", self.name())
    }
}

/// What came of putting a script there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Installed {
    /// It was written.
    New(PathBuf),
    /// It was there.
    Known(PathBuf),
}

impl Repository {
    /// Whether it holds commits for others and no files.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.work_tree.is_none()
    }

    /// Puts a script where git looks for it.
    ///
    /// # Errors
    /// If there is another one, or the file cannot be written.
    pub fn install(&self, hook: Hook) -> Result<Installed, Diagnostic> {
        self.ensure_own_hooks()?;
        // A folder that is configured counts from where git runs its scripts.
        let top = self.work_tree.as_deref().unwrap_or(&self.git_dir);
        let said = run(top, &["rev-parse", "--git-path", "hooks"], None)?;
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let file = top.join(said.trim_end_matches(['\r', '\n'])).join(hook.name());
        let io = |error| Diagnostic::io(file.display().to_string(), &error);
        match fs::read(&file) {
            Ok(known) if runs(&known, &hook.command()) => Ok(Installed::Known(file)),
            Ok(_) => Err(of_another(hook, &file)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if file.symlink_metadata().is_ok() {
                    return Err(of_another(hook, &file));
                }
                file.parent().map_or(Ok(()), fs::create_dir_all).map_err(io)?;
                write(&file, &hook.script()).map_err(io)?;
                Ok(Installed::New(file))
            }
            Err(error) => Err(io(error)),
        }
    }

    /// That no folder is set for the scripts of every repository of this user or machine: what is put there runs in all.
    fn ensure_own_hooks(&self) -> Result<(), Diagnostic> {
        const SETTING: &str = "core.hooksPath";
        let top = self.work_tree.as_deref().unwrap_or(&self.git_dir);
        let value = |scope: &[&str]| -> Result<String, Diagnostic> {
            let said = git(top, &[&["config"], scope, &["--get", SETTING]].concat(), None)?;
            Ok(String::from_utf8_lossy(&said.stdout).trim_end().to_owned())
        };
        let everywhere = value(&[])?;
        if everywhere.is_empty() || [value(&["--local"])?, value(&["--worktree"])?].contains(&everywhere) {
            return Ok(());
        }
        let common = run(top, &["rev-parse", "--git-common-dir"], None)?;
        let common = top.join(String::from_utf8_lossy(&common.stdout).trim_end());
        let own = common.canonicalize().unwrap_or(common).join("hooks");
        let (own, top) = (own.display(), top.display().to_string());
        let top = top.trim_end_matches('/');
        Err(Diagnostic::new(text!(
            zh: "{SETTING} 不是这个仓库自己的设置，那里的钩子对所有仓库生效",
            en: "{SETTING} is not set by this repository, and hooks there run in every one"
        ))
        .at(Location::file(everywhere))
        .hint(text!(
            zh: "给这个仓库设自己的钩子目录，再装：git -C '{top}' config {SETTING} '{own}'",
            en: "give this repository a folder of its own, then install: git -C '{top}' config {SETTING} '{own}'"
        )))
    }

    /// Has git itself refuse what no script needs to look at: gives the settings, as git writes them.
    ///
    /// # Errors
    /// If git cannot set one.
    pub fn guard(&self) -> Result<Vec<String>, Diagnostic> {
        const SETTINGS: [(&str, &str); 4] = [
            ("receive.denyNonFastForwards", "true"),
            ("receive.denyDeletes", "true"),
            ("receive.fsckObjects", "true"),
            ("core.logAllRefUpdates", "always"),
        ];
        for (name, value) in SETTINGS {
            run(&self.git_dir, &["config", "--local", name, value], None)?;
        }
        let (name, value) = ("receive.hideRefs", "refs/yijuan");
        let hidden = git(&self.git_dir, &["config", "--local", "--get-all", name], None)?;
        if !String::from_utf8_lossy(&hidden.stdout).lines().any(|line| line == value) {
            run(&self.git_dir, &["config", "--local", "--add", name, value], None)?;
        }
        Ok(SETTINGS.into_iter().chain([(name, value)]).map(|(name, value)| format!("{name}={value}")).collect())
    }

    /// Names the key with which receipts are signed.
    ///
    /// # Errors
    /// If git cannot set it.
    pub fn set_hub_key(&self, key: &str) -> Result<(), Diagnostic> {
        run(&self.git_dir, &["config", "--local", HUB_KEY, key], None).map(drop)
    }

    /// The key with which receipts are signed; none if none was set up.
    #[must_use]
    pub fn hub_key(&self) -> Option<String> {
        self.setting(HUB_KEY).filter(|key| !key.is_empty())
    }

    /// A remote that is a folder: git runs its scripts there as whoever pushes.
    ///
    /// # Errors
    /// If git fails.
    pub fn remote_folder(&self) -> Result<Option<String>, Diagnostic> {
        let said = run(&self.root, &["remote", "--verbose"], None)?;
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let urls = said.lines().filter_map(|line| Some(line.split_once('\t')?.1.rsplit_once(" (")?.0));
        Ok(urls.into_iter().find(|url| is_folder(url)).map(ToOwned::to_owned))
    }
}

/// Whether a script, whosever it is, runs this command: a line begins with it, maybe after `exec`, and the program may be
/// named with its folder.
fn runs(script: &[u8], command: &str) -> bool {
    let (program, rest) = command.split_once(' ').unwrap_or((command, ""));
    String::from_utf8_lossy(script).lines().any(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("exec ").unwrap_or(line).trim_start();
        let (first, after) = line.split_once(' ').unwrap_or((line, ""));
        let first = first.trim_matches(['"', '\'']).trim_end_matches(".exe");
        let is_program = first.rsplit(['/', '\\']).next() == Some(program);
        let after = after.trim_start().strip_prefix(rest);
        is_program && after.is_some_and(|after| after.is_empty() || after.starts_with([' ', ';', '|', '&']))
    })
}

fn of_another(hook: Hook, file: &Path) -> Diagnostic {
    let refuses = if hook == Hook::PostReceive { "" } else { " || exit 1" };
    let line = format!("{}{refuses}", hook.command());
    Diagnostic::new(Text::new("已有别的钩子，不予改动", "there is another hook, which stays as it is"))
        .at(Location::file(file.display().to_string()))
        .hint(text!(zh: "在其中加一行：{line}", en: "add a line to it: {line}"))
}

fn write(file: &Path, script: &str) -> std::io::Result<()> {
    fs::write(file, script)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(file, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// Whether git takes an address for a folder, and does not go through a server.
fn is_folder(url: &str) -> bool {
    if let Some((scheme, _)) = url.split_once("://") {
        return scheme == "file";
    }
    let is_drive = url.len() > 1 && url.as_bytes()[1] == b':' && url.as_bytes()[0].is_ascii_alphabetic();
    // `host:path`, unless a slash comes first.
    is_drive || url.find(':').is_none_or(|colon| url[..colon].contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_told_from_a_server() {
        for folder in [
            "/srv/hub.git",
            "../hub.git",
            "hub.git",
            "file:///srv/hub.git",
            r"\\server\share\hub.git",
            "D:/hub.git",
            r"D:\hub.git",
        ] {
            assert!(is_folder(folder), "{folder}");
        }
        for server in [
            "git@office:hub.git",
            "office:hub.git",
            "ssh://office/hub.git",
            "https://office/hub.git",
            "git://office/hub.git",
        ] {
            assert!(!is_folder(server), "{server}");
        }
    }

    #[test]
    fn a_line_that_is_commented_out_runs_nothing() {
        let command = Hook::PreCommit.command();
        assert!(runs(Hook::PreCommit.script().as_bytes(), &command));
        for line in
            ["yijuan hooks pre-commit || exit 1", "  exec /usr/bin/yijuan hooks pre-commit", "yijuan hooks pre-commit;"]
        {
            assert!(runs(format!("#!/bin/sh\n{line}\n").as_bytes(), &command), "{line}");
        }
        for line in [
            "# yijuan hooks pre-commit || exit 1",
            "echo yijuan hooks pre-commit",
            "echo 'run: yijuan hooks pre-commit'",
            "yijuan hooks pre-commit-not",
            "true || yijuan hooks pre-commit",
        ] {
            assert!(!runs(format!("#!/bin/sh\n{line}\n").as_bytes(), &command), "{line}");
        }
    }
}
