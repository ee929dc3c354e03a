use crate::problem::{Place, Problem, Problems};
use crate::text::Text;
use std::fs::{self, File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use unicode_normalization::UnicodeNormalization as _;

/// Files to be written together: each whole or not at all, the commit point last.
#[derive(Clone, Debug, Default)]
pub struct Change {
    files: Vec<(String, Vec<u8>)>,
}

impl Change {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives a file this content. The file written last is the one whose presence says that all of the
    /// change happened: an `events.yml`, or a new topic's `topic.yml`.
    #[must_use]
    pub fn file(mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        self.files.push((path.into(), content.into()));
        self
    }

    /// The files it writes, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(path, _)| path.as_str())
    }

    /// The files and their contents, in order.
    pub fn into_files(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.files.into_iter()
    }

    /// Writes it below a root: temporary file, fsync, rename, for each in turn.
    ///
    /// # Errors
    /// If a path leads through a link or out of the archive (before anything is written), or the
    /// system refuses to write.
    pub fn apply(&self, root: &Path) -> Result<(), Problems> {
        let refused: Problems = self.paths().filter_map(|path| outside(root, path)).collect();
        if !refused.is_empty() {
            return Err(refused);
        }
        for (path, content) in &self.files {
            write_whole(&root.join(path), content).map_err(|error| Problem::io(path, &error))?;
        }
        Ok(())
    }
}

fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = atomic_write_file::AtomicWriteFile::open(path)?;
    file.write_all(bytes)?;
    file.commit()
}

/// Refuses a path that leads out of the archive, by its words or through a link.
fn outside(root: &Path, path: &str) -> Option<Problem> {
    let leads_out = Path::new(path).components().any(|part| !matches!(part, std::path::Component::Normal(_)));
    let mut so_far = PathBuf::from(root);
    let through_link = Path::new(path).components().any(|part| {
        so_far.push(part);
        fs::symlink_metadata(&so_far).is_ok_and(|about| about.is_symlink())
    });
    (leads_out || through_link).then(|| {
        Problem::new(Text::new(
            "路径经过符号链接或越出档案库，不予写入",
            "the path leads through a link or out of the archive; not written",
        ))
        .at(Place::file(path))
    })
}

/// The one writer at a time: held while a command changes the archive, let go when dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    const PATIENCE: Duration = Duration::from_secs(10);
    const PAUSE: Duration = Duration::from_millis(20);

    /// Takes the lock, waiting for another command to finish. The lock file lies inside the git
    /// folder; without one, the archive's own `yijuan.yml` is locked (and not written).
    ///
    /// # Errors
    /// If another command still holds it after ten seconds, or the file cannot be opened.
    pub fn take(root: &Path, git_dir: Option<&Path>) -> Result<Self, Problem> {
        let path = git_dir.map_or_else(|| root.join(super::ROOT_FILE), |git_dir| git_dir.join("yijuan.lock"));
        let shown = path.display().to_string();
        let file = match git_dir {
            Some(_) => File::options().create(true).truncate(false).write(true).read(true).open(&path),
            None => File::open(&path),
        };
        let file = file.map_err(|error| Problem::io(&shown, &error))?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if waited < Self::PATIENCE => {
                    std::thread::sleep(Self::PAUSE);
                    waited += Self::PAUSE;
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Problem::new(Text::new(
                        "另一个 yijuan 命令正在改动档案库",
                        "another yijuan command is changing the archive",
                    ))
                    .at(Place::file(shown))
                    .hint(Text::new("稍候再试", "try again in a moment")));
                }
                Err(TryLockError::Error(error)) => return Err(Problem::io(shown, &error)),
            }
        }
    }
}

/// Longest folder name, in bytes.
const LONGEST_FOLDER: usize = 60;

/// A topic's folder: three digits, hyphen, the title in NFC with letters and digits kept and
/// anything else `-`, cut at a character.
#[must_use]
pub fn folder_name(number: u32, title: &str) -> String {
    let mut name = format!("{number:03}-");
    for c in title.nfc() {
        let c = if c.is_alphanumeric() { c } else { '-' };
        if name.len() + c.len_utf8() > LONGEST_FOLDER {
            break;
        }
        name.push(c);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_names_keep_letters_and_digits_and_stay_short() {
        assert_eq!(folder_name(3, "老旧小区加装电梯"), "003-老旧小区加装电梯");
        assert_eq!(folder_name(12, "“十四五” / 中小学 3+2"), "012--十四五----中小学-3-2");
        assert_eq!(folder_name(7, "../../etc"), "007-------etc");
        let long = folder_name(1, &"题".repeat(100));
        assert!(long.len() <= 60 && long.starts_with("001-题题"), "{long}");
    }

    #[test]
    fn a_path_out_of_the_archive_is_refused_before_anything_is_written() {
        let root = tempfile::tempdir().unwrap();
        let change = Change::new().file("a.yml", "a: 1\n").file("../b.yml", "b: 1\n");
        assert!(change.apply(root.path()).is_err());
        assert!(!root.path().join("a.yml").exists());
    }
}
