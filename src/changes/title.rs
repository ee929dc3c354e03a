//! Checks titles.

use crate::diagnostic::Diagnostic;
use crate::text::{Text, is_line};

/// Most characters of a title.
const LONGEST_TITLE: usize = 200;

/// Refuses a title that is no line of text.
pub(crate) fn check_title(title: &str) -> Result<(), Diagnostic> {
    if is_line(title) && title.chars().count() <= LONGEST_TITLE {
        return Ok(());
    }
    let wrong =
        Text::new("题目为空、过长或含看不见的字符", "the title is empty, too long or holds invisible characters");
    Err(Diagnostic::new(wrong)
        .hint(Text::new("题目写一行，不超过 200 字", "a title is one line of at most 200 characters")))
}
