//! Reads a regulation that must be free of errors.

use super::{Regulation, file, resolve, validate};
use crate::diagnostic::Diagnostics;

/// Reads a regulation from the text of its `regulation.yml`.
///
/// # Errors
/// All its problems, each at its line.
pub fn read(id: &str, path: &str, bytes: &[u8], built_in: bool) -> Result<Regulation, Diagnostics> {
    let file: file::RegulationFile = crate::archive::read_record(path, bytes).whole()?;
    let (regulation, mut problems) = resolve::resolve(id, path, file, built_in);
    problems.extend(validate::circles(&regulation, path));
    if problems.is_empty() { Ok(regulation) } else { Err(problems) }
}
