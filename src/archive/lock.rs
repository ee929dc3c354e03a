//! One writer at a time.

use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::time::Duration;

/// The one writer at a time: held while a command changes the archive, let go when dropped.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Lock {
    const PATIENCE: Duration = Duration::from_secs(10);
    const PAUSE: Duration = Duration::from_millis(20);

    /// Takes the lock, waiting for another command to finish. The lock file lies inside the git
    /// folder and says who holds it; without one, the archive's own `yijuan.yml` is locked (and not written).
    /// Where several users share the repository, `shared` gives the rights its files have.
    ///
    /// # Errors
    /// If another command still holds it after ten seconds, or the file cannot be opened.
    pub fn take(root: &Path, git_dir: Option<&Path>, shared: Option<u32>) -> Result<Self, Diagnostic> {
        let path = git_dir.map_or_else(|| root.join(super::ROOT_FILE), |git_dir| git_dir.join("yijuan.lock"));
        let shown = path.display().to_string();
        let file = match git_dir {
            // To hold it, it is enough to read it: another may have made it.
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
                return Err(held(shown, holder));
            }
            Err(TryLockError::Error(error)) => return Err(Diagnostic::io(shown, &error)),
        }
        if git_dir.is_some() {
            // Only for others to read: who cannot be named holds the lock all the same.
            let _ = file.set_len(0).and_then(|()| (&file).write_all(format!("{}\n", std::process::id()).as_bytes()));
        }
        Ok(Self { _file: Some(file) })
    }

    /// Takes the lock on a folder in which a change is made ready: a new archive has no other, nor has a folder
    /// of drafts.
    ///
    /// # Errors
    /// If another command still holds it after ten seconds.
    pub(super) fn folder(folder: &Path) -> Result<Self, Diagnostic> {
        // A folder cannot be opened everywhere, nor locked on every file system.
        let Ok(file) = File::open(folder) else { return Ok(Self { _file: None }) };
        match wait(&file) {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(held(folder.display().to_string(), None)),
            Err(TryLockError::Error(_)) => Ok(Self { _file: None }),
        }
    }

    /// Whether a command makes a change ready in a folder just now.
    pub(super) fn folder_is_held(folder: &Path) -> bool {
        File::open(folder).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }
}

/// Gives a file the rights it has in a shared repository; only whoever made it can.
#[cfg(unix)]
fn share(file: &File, rights: Option<u32>) {
    use std::os::unix::fs::PermissionsExt as _;
    if let (Some(rights), Ok(about)) = (rights, file.metadata())
        && about.permissions().mode() & 0o777 != rights
    {
        let _ = file.set_permissions(std::fs::Permissions::from_mode(rights));
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

fn held(path: String, holder: Option<u32>) -> Diagnostic {
    let message = match holder {
        Some(holder) => text!(
            zh: "另一个 yijuan 命令（进程 {holder}）正在改动档案库",
            en: "another yijuan command (process {holder}) is changing the archive"
        ),
        None => Text::new("另一个 yijuan 命令正在改动档案库", "another yijuan command is changing the archive"),
    };
    Diagnostic::new(message).at(Location::file(path)).hint(Text::new("稍候再试", "try again in a moment"))
}
