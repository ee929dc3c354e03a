//! The lock that lets one command at a time change an archive.

use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::time::Duration;

/// Held while a command changes the archive; released when dropped.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Lock {
    const PATIENCE: Duration = Duration::from_secs(10);
    const PAUSE: Duration = Duration::from_millis(20);

    /// Takes the lock, waiting for another command to finish. The lock file is in the git folder and contains the
    /// process id of its holder. Without git, the archive's `yijuan.yml` is locked, and not written. `shared` is the
    /// mode of files in a repository that several users share.
    ///
    /// # Errors
    /// If another command still holds it after ten seconds, or the file cannot be opened.
    pub fn take(root: &Path, git_dir: Option<&Path>, shared: Option<u32>) -> Result<Self, Diagnostic> {
        let path = git_dir.map_or_else(|| root.join(super::ROOT_FILE), |git_dir| git_dir.join("yijuan.lock"));
        let shown = path.display().to_string();
        let file = match git_dir {
            // Another user may have created it; reading is enough to lock it.
            Some(_) => {
                File::options().create(true).truncate(false).write(true).read(true).open(&path).or_else(|error| {
                    if error.kind() == ErrorKind::PermissionDenied { File::open(&path) } else { Err(error) }
                })
            }
            None => File::open(&path),
        };
        let file = file.map_err(|error| Diagnostic::io(&shown, &error))?;
        share(&file, shared);
        match wait(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = git_dir.and_then(|_| std::fs::read_to_string(&path).ok()?.trim().parse::<u32>().ok());
                return Err(busy(shown, holder));
            }
            Err(TryLockError::Error(error)) => return Err(Diagnostic::io(shown, &error)),
        }
        if git_dir.is_some() {
            // The process id only informs others; the lock holds even if it cannot be written.
            let _ = file.set_len(0).and_then(|()| (&file).write_all(format!("{}\n", std::process::id()).as_bytes()));
        }
        Ok(Self { _file: Some(file) })
    }

    /// Locks a folder while a change is prepared in it. A new archive has no other lock, nor has a folder of drafts.
    ///
    /// # Errors
    /// If another command still holds it after ten seconds.
    pub(super) fn folder(folder: &Path) -> Result<Self, Diagnostic> {
        // Not every system can open a folder, and not every file system can lock one.
        let Ok(file) = File::open(folder) else { return Ok(Self { _file: None }) };
        match wait(&file) {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(busy(folder.display().to_string(), None)),
            Err(TryLockError::Error(_)) => Ok(Self { _file: None }),
        }
    }

    /// Whether a command is preparing a change in the folder now.
    pub(super) fn folder_is_held(folder: &Path) -> bool {
        File::open(folder).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }
}

/// Gives a file the mode it has in a shared repository. This succeeds only for its owner.
#[cfg(unix)]
fn share(file: &File, mode: Option<u32>) {
    use std::os::unix::fs::PermissionsExt as _;
    if let (Some(mode), Ok(metadata)) = (mode, file.metadata())
        && metadata.permissions().mode() & 0o777 != mode
    {
        let _ = file.set_permissions(std::fs::Permissions::from_mode(mode));
    }
}

#[cfg(not(unix))]
fn share(_: &File, _: Option<u32>) {}

fn wait(file: &File) -> Result<(), TryLockError> {
    let mut waited = Duration::ZERO;
    loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if waited < Lock::PATIENCE => {
                std::thread::sleep(Lock::PAUSE);
                waited += Lock::PAUSE;
            }
            answer => return answer,
        }
    }
}

fn busy(path: String, holder: Option<u32>) -> Diagnostic {
    let message = match holder {
        Some(holder) => text!(
            zh: "另一个 yijuan 命令（进程 {holder}）正在改动档案库",
            en: "another yijuan command (process {holder}) is changing the archive"
        ),
        None => Text::new("另一个 yijuan 命令正在改动档案库", "another yijuan command is changing the archive"),
    };
    Diagnostic::new(message).at(Location::file(path)).hint(Text::new("稍候再试", "try again in a moment"))
}
