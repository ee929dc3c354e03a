//! Adds entries to list files, and refuses a text that would not read back.

use crate::archive::{Limits, add_entry, list, not_a_plain_list};
use crate::diagnostic::Diagnostic;
use crate::workspace::Workspace;
use serde::de::DeserializeOwned;

/// A list file with one more entry.
pub struct Added<T> {
    /// The new text of the file.
    pub text: String,
    /// The new entry, as it reads back.
    pub entry: T,
}

/// Adds an entry to a list file.
///
/// # Errors
/// If it does not read back beside the others, whatever YAML style these have.
pub fn with_entry<T: DeserializeOwned>(workspace: &Workspace, path: &str, entry: &str) -> Result<Added<T>, Diagnostic> {
    let text = add_entry(&workspace.text(path)?, entry);
    listed::<T>(path, &text)?;
    // Read by itself: beside the others, the last entry need not be the new one.
    let entry = listed::<T>(path, &add_entry("", entry))?.pop().ok_or_else(|| not_a_plain_list(path))?;
    Ok(Added { text, entry })
}

/// Adds several entries to a list file.
///
/// # Errors
/// If they do not read back beside the others.
pub fn with_entries<T: DeserializeOwned>(
    workspace: &Workspace,
    path: &str,
    entries: &[String],
) -> Result<String, Diagnostic> {
    let text = entries.iter().fold(workspace.text(path)?, |text, entry| add_entry(&text, entry));
    listed::<T>(path, &text)?;
    Ok(text)
}

/// The entries of a list file after an addition.
fn listed<T: DeserializeOwned>(path: &str, text: &str) -> Result<Vec<T>, Diagnostic> {
    list(path, text.as_bytes()).map_err(|problem| {
        let too_large = text.len() as u64 > Limits::YAML;
        if too_large { problem } else { not_a_plain_list(path) }
    })
}
