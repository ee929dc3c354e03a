//! Finds the conflict marks that a merge leaves in a file.

use crate::diagnostic::{Diagnostic, Location};
use crate::text::{Text, line_and_column};
use regex::Regex;
use std::sync::LazyLock;

/// A line put there by a merge: ours, the common ancestor (in diff3 style), between, theirs. A mark has seven characters
/// and may be followed by a name.
static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?m)^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?\r*$").ok());
const BETWEEN: &str = "=======";

/// Refuses a text with conflict marks, naming the first. A parser would only complain about colons and lists.
///
/// # Errors
/// If there is a mark.
pub(super) fn none_in(path: &str, text: &str) -> Result<(), Diagnostic> {
    let mut marks = MARK.iter().flat_map(|mark| mark.find_iter(text));
    let Some(first) = marks.next() else { return Ok(()) };
    // In Markdown a line of `=` may also underline a heading.
    if path.ends_with(".md") && is_between(first) && marks.all(is_between) {
        return Ok(());
    }
    let (line, _) = line_and_column(text, first.start());
    Err(Diagnostic::new(Text::new(
        "文件里有合并冲突的标记：两边改了同一处，还没有定下用哪一边",
        "there are conflict marks in the file: two sides changed the same lines and it is not settled which stands",
    ))
    .at(Location::at(path, line, 1))
    .hint(Text::new(
        "每处留下该留的一边（或两边都留），删去以 <<<<<<<、|||||||、=======、>>>>>>> 开头的行，然后 `git add` 此文件，`git commit`",
        "at each, keep the side that is right (or both) and remove the lines that begin with <<<<<<<, |||||||, ======= \
         and >>>>>>>; then `git add` the file and `git commit`",
    )))
}

fn is_between(mark: regex::Match) -> bool {
    mark.as_str().starts_with(BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_in(path: &str, text: &str) -> Option<usize> {
        none_in(path, text).err().and_then(|problem| problem.place?.line)
    }

    #[test]
    fn the_first_mark_is_named_whichever_it_is() {
        assert_eq!(
            line_in("people.yml", "- {id: a}\n<<<<<<< HEAD\n- {id: b}\n=======\n- {id: c}\n>>>>>>> b\n"),
            Some(2)
        );
        assert_eq!(line_in("people.yml", "- {id: a}\r\n<<<<<<<\r\n"), Some(2));
        // Left over from a conflict resolved in part.
        for (text, line) in [("a: b\n=======\n", 2), ("a: b\n||||||| 1234567\nc: d", 2), (">>>>>>> b", 1)] {
            assert_eq!(line_in("topic.yml", text), Some(line), "{text}");
        }
        assert_eq!(line_in("会议记录.md", "标题\n=======\n\n<<<<<<< HEAD\n甲\n"), Some(2));
    }

    #[test]
    fn what_only_looks_like_a_mark_is_none() {
        for text in ["note: <<<<<<< HEAD\n", "# 甲\n========\n", "note: |\n  =======\n", "<<<<<<<<甲\n", ">>>>>> b\n"]
        {
            assert_eq!(line_in("topic.yml", text), None, "{text}");
        }
        assert_eq!(line_in("会议记录.md", "标题\n=======\n正文\n\n标题\n=======\n"), None);
    }
}
