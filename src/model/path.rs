//! What a file of the archive is called, by its path.

/// The file without its folders.
#[must_use]
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What a paper is called: its file without the ending.
#[must_use]
pub fn file_stem(path: &str) -> &str {
    let file = file_name(path);
    file.strip_suffix(".md").unwrap_or(file)
}
