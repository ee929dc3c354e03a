//! Words of a command line that go into a file as they are.

use crate::model::Name;
use crate::problem::{Problem, Problems};
use crate::text;

/// Refuses what is empty, or is more than a line.
pub(super) fn one_line(problems: &mut Problems, option: &str, value: &str) {
    if value.trim().is_empty() || value.chars().any(char::is_control) {
        problems.push(Problem::new(
            text!(zh: "`{option}` 为空或含控制字符", en: "`{option}` is empty or holds control characters"),
        ));
    }
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
