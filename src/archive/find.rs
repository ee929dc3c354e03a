//! Finds the root folder of an archive.

use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use std::path::{Path, PathBuf};

/// The file that marks an archive's root.
pub const ROOT_FILE: &str = "yijuan.yml";

/// Finds the archive that contains a folder, going up from it.
///
/// # Errors
/// If neither the folder nor any above it has a `yijuan.yml`, or the folder does not exist.
pub fn find_root(from: &Path) -> Result<PathBuf, Diagnostic> {
    let start = from.canonicalize().map_err(|error| Diagnostic::io(from.display().to_string(), &error))?;
    start.ancestors().find(|folder| folder.join(ROOT_FILE).is_file()).map(Path::to_path_buf).ok_or_else(|| {
        let from = from.display();
        Diagnostic::new(text!(zh: "`{from}` 不在任何档案库中（各级目录都没有 {ROOT_FILE}）", en: "`{from}` lies in no archive (no {ROOT_FILE} in it or above it)"))
            .hint(Text::new("用 `-C 目录` 指明档案库，或用 `yijuan init 目录` 新建", "name one with `-C DIR`, or make one with `yijuan init DIR`"))
    })
}
