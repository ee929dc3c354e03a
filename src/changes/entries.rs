//! List files with more entries.

use crate::archive::{Limits, add_entry, list, not_a_plain_list};
use crate::diagnostic::Diagnostic;
use crate::workspace::Workspace;
use serde::de::DeserializeOwned;

/// A list file that an entry was added to.
pub struct Added<T> {
    /// What it says now.
    pub text: String,
    /// The new one, as it reads back.
    pub entry: T,
}

/// A list file with one more entry: what does not read back in the company of the others, whatever style they are written
/// in, is refused.
///
/// # Errors
/// If it does not.
pub fn with_entry<T: DeserializeOwned>(workspace: &Workspace, path: &str, entry: &str) -> Result<Added<T>, Diagnostic> {
    let text = add_entry(&workspace.text(path)?, entry);
    listed::<T>(path, &text)?;
    // In the company of the others it may be a line that stands there already.
    let entry = listed::<T>(path, &add_entry("", entry))?.pop().ok_or_else(|| not_a_plain_list(path))?;
    Ok(Added { text, entry })
}

/// A list file's text with several more, under the same condition.
///
/// # Errors
/// If they do not read back.
pub fn with_entries<T: DeserializeOwned>(
    workspace: &Workspace,
    path: &str,
    entries: &[String],
) -> Result<String, Diagnostic> {
    let text = entries.iter().fold(workspace.text(path)?, |text, entry| add_entry(&text, entry));
    listed::<T>(path, &text)?;
    Ok(text)
}

/// What a list file says that entries were added to.
fn listed<T: DeserializeOwned>(path: &str, text: &str) -> Result<Vec<T>, Diagnostic> {
    list(path, text.as_bytes()).map_err(|problem| {
        let too_large = text.len() as u64 > Limits::YAML;
        if too_large { problem } else { not_a_plain_list(path) }
    })
}
