//! Words of a command line that go into a file as they are.

use super::keep;
use crate::model::Name;
use crate::problem::{Problem, Problems};
use crate::text;
use crate::text::{Text, is_hidden};

/// Refuses what is empty, or is more than a line.
pub(super) fn one_line(problems: &mut Problems, option: &str, value: &str) {
    keep(problems, line(option, value));
}

/// Refuses what is no line of text.
pub(super) fn line(what: &str, written: &str) -> Result<(), Problem> {
    if !written.trim().is_empty() && !written.contains(is_hidden) {
        return Ok(());
    }
    Err(Problem::new(text!(zh: "`{what}` 为空或含看不见的字符", en: "`{what}` is empty or holds invisible characters"))
        .hint(Text::new("写一行文字；从别处粘贴来的，请重新输入", "write one line of text; type anew what was pasted")))
}

/// An id as files name somebody or something by it: lower-case letters, digits and hyphens.
pub(super) fn id(problems: &mut Problems, written: &str, example: &str) -> Name {
    one_line(problems, "--id", written);
    let id = Name::from(written.trim());
    if !id.is_empty() && !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        problems.push(Problem::new(text!(zh: "`{id}` 不能作标识", en: "`{id}` is no id")).hint(text!(
            zh: "标识用小写字母、数字和 `-`，例如 {example}",
            en: "ids are lower-case letters, digits and `-`, for example {example}"
        )));
    }
    id
}
