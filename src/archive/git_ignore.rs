//! The `.gitignore` of an archive: files made from papers, which are no facts, stay out of its history.

use super::git_attributes::with_lines;

/// The `.gitignore` of an archive: what `render` puts beside papers. Attachments stand in folders further down.
pub const GIT_IGNORE: &str = "\
/topics/*/*/*.docx
/topics/*/*/*.pdf
/topics/*/*/*.html
/topics/*/*/*.xlsx
/topics/*/*/*.csv
/plans/*/*.docx
/plans/*/*.pdf
/plans/*/*.html
/plans/*/*.xlsx
/plans/*/*.csv
";

/// A `.gitignore` with the missing lines before its first line, so that any line already there takes precedence in git.
/// The existing text stays byte for byte.
#[must_use]
pub fn with_ignored(known: &[u8]) -> Vec<u8> {
    with_lines(known, &missing(known))
}

/// The lines of [`GIT_IGNORE`] that a `.gitignore` does not have yet, nor their contrary.
pub(super) fn missing(known: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(known);
    let known: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim).collect();
    let is_there = |line: &&str| known.iter().any(|known| known.trim_start_matches('!') == *line);
    GIT_IGNORE.lines().filter(|line| !is_there(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_stays_and_takes_precedence() {
        let known = b"*.tmp\r\n!/topics/*/*/*.docx\r\n";
        let whole = String::from_utf8(with_ignored(known)).unwrap();
        assert!(whole.starts_with("/topics/*/*/*.pdf\r\n") && whole.ends_with("*.tmp\r\n!/topics/*/*/*.docx\r\n"));
        assert_eq!(with_ignored(whole.as_bytes()), whole.as_bytes());
        assert_eq!(with_ignored(b""), GIT_IGNORE.as_bytes());
    }
}
