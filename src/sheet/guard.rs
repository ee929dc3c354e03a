//! Keeps spreadsheets from taking text for a formula, by an apostrophe before it.

use std::borrow::Cow;

/// Characters that begin a formula. East Asian versions of spreadsheets accept the full-width ones too.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

const MARK: char = '\'';

/// The text of a cell, so that no spreadsheet takes it for a formula.
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if cell.trim_start_matches(MARK).starts_with(FORMULA) { format!("{MARK}{cell}").into() } else { cell.into() }
}

/// The text before it was [`guarded`].
pub(super) fn unguarded(cell: &str) -> &str {
    let guarded = cell.strip_prefix(MARK).filter(|cell| cell.trim_start_matches(MARK).starts_with(FORMULA));
    guarded.unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_reckon_is_guarded_and_read_back() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"]
        {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        assert_eq!(guarded("议题 = 题目"), "议题 = 题目");
        for said in ["=1+1", "'=1+1", "''-1", "'十五五'规划", "'", "", "题目"] {
            assert_eq!(unguarded(&guarded(said)), said);
        }
    }
}
