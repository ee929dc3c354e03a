//! The comments on a paper, `reviews/PAPER.comments.yml`: read line by line, so that a broken one hides no other.

use super::parse::{Reading, decode, read_list};
use super::{Field, entry};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{Comment, CommentLine, Settlement, sha256};
use crate::text;
use crate::text::Text;
use serde::de::DeserializeOwned;
use std::collections::HashSet;

/// Hexadecimal digits of an id.
const ID: usize = 8;

/// Most problems told of one file.
const MOST: usize = 20;

/// How a line begins that settles a comment.
const SETTLES: &str = "- {settles: ";

/// A file of comments on one paper.
#[derive(Clone, Debug)]
pub struct Comments {
    /// Path of the file.
    pub path: String,
    /// Path of the paper.
    pub paper: String,
    /// Whether there is such a paper.
    pub is_there: bool,
    /// The lines that can be read, in file order, each with its number. One that stands twice is here once.
    pub lines: Vec<(usize, CommentLine)>,
}

impl Comments {
    /// The comments, each with the number of its line.
    pub fn made(&self) -> impl Iterator<Item = (usize, &Comment)> {
        self.lines.iter().filter_map(|(line, said)| match said {
            CommentLine::Made(comment) => Some((*line, comment)),
            CommentLine::Settled(_) => None,
        })
    }

    /// What settles a comment, if anything does: the earliest that says so.
    #[must_use]
    pub fn settlement(&self, id: &str) -> Option<&Settlement> {
        let settled = self.lines.iter().filter_map(|(_, said)| match said {
            CommentLine::Settled(settled) if *settled.settles == *id => Some(settled),
            _ => None,
        });
        settled.min_by_key(|settled| settled.date)
    }

    /// The comments that are not settled.
    pub fn open(&self) -> impl Iterator<Item = &Comment> {
        self.made().map(|(_, comment)| comment).filter(|comment| self.settlement(&comment.id).is_none())
    }
}

/// A comment as its line is written, with the id that follows from it.
#[must_use]
pub fn comment_entry(fields: &[(&str, Field)]) -> (String, String) {
    let said = entry(fields).split_off(1);
    let id = id_of(&said);
    let head = entry(&[("id", Field::Word(id.clone()))]);
    (format!("{}, {said}", head.trim_end_matches('}')), id)
}

/// The id of a comment, from what follows it in its line.
fn id_of(said: &str) -> String {
    let mut id = sha256(format!("{said}\n"));
    id.truncate(ID);
    id
}

/// Reads a file of comments. Its problems stand beside what can be read, for no rule rests on comments.
pub(super) fn read(path: &str, bytes: &[u8]) -> (Vec<(usize, CommentLine)>, Diagnostics) {
    let mut problems = Diagnostics::new();
    let (mut lines, mut seen) = (Vec::new(), HashSet::new());
    match decode(path, bytes) {
        Ok(text) => {
            for (nth, line) in text.lines().enumerate() {
                if !line.trim().is_empty() && !line.starts_with('#') && seen.insert(line) {
                    match read_line(path, line, nth + 1) {
                        Ok(said) => lines.push((nth + 1, said)),
                        Err(of_line) => problems.extend(of_line),
                    }
                }
            }
        }
        Err(problem) => problems.push(problem),
    }
    problems.extend(without_comment(path, &lines));
    (lines, problems.into_iter().take(MOST).map(|problem| Diagnostic { is_beside: true, ..problem }).collect())
}

fn read_line(path: &str, line: &str, number: usize) -> Result<CommentLine, Diagnostics> {
    let place = || Location::at(path, number, 1);
    if !line.starts_with("- {") {
        let problem = Diagnostic::new(Text::new("不是一行一条的批注", "it is no comment on a line of its own"));
        return Err(problem.at(place()).hint(how_to_restore(path)).into());
    }
    if line.starts_with(SETTLES) {
        return one::<Settlement>(path, line, number).map(CommentLine::Settled);
    }
    let comment = one::<Comment>(path, line, number)?;
    let said = line.split_once(", ").map_or("", |(_, said)| said);
    let is_short = [&comment.prefix, &comment.suffix].iter().all(|one| one.chars().count() <= Comment::AROUND);
    if *comment.id == *id_of(said) && is_short && !comment.exact.is_empty() {
        return Ok(CommentLine::Made(comment));
    }
    let id = &comment.id;
    let problem = text!(zh: "批注 {id} 写定后被改动", en: "comment {id} is not as it was written");
    Err(Diagnostic::new(problem).at(place()).hint(how_to_restore(path)).into())
}

/// The record on a line, with every problem at its place in the file.
fn one<T: DeserializeOwned>(path: &str, line: &str, number: usize) -> Result<T, Diagnostics> {
    let Reading { value, problems } = read_list::<T>(path, line.as_bytes());
    let problems = problems.into_iter().map(|mut problem| {
        if let Some(line) = problem.place.as_mut().and_then(|place| place.line.as_mut()) {
            *line += number - 1;
        }
        // A line that was written whole lacks and holds only what somebody changed in it.
        problem.hint(how_to_restore(path))
    });
    let problems: Diagnostics = problems.collect();
    value.filter(|read| problems.is_empty() && read.len() == 1).and_then(|mut read| read.pop()).ok_or(problems)
}

/// Lines that settle a comment that is not there.
fn without_comment(path: &str, lines: &[(usize, CommentLine)]) -> Diagnostics {
    let made: HashSet<&str> = lines
        .iter()
        .filter_map(|(_, said)| if let CommentLine::Made(comment) = said { Some(&*comment.id) } else { None })
        .collect();
    let strays = lines.iter().filter_map(|(line, said)| match said {
        CommentLine::Settled(settled) if !made.contains(&*settled.settles) => {
            let id = &settled.settles;
            let problem = text!(zh: "了结的批注 {id} 不在", en: "comment {id}, which it settles, is not there");
            Some(Diagnostic::new(problem).at(Location::at(path, *line, 1)).hint(how_to_restore(path)))
        }
        _ => None,
    });
    strays.collect()
}

/// How to have a file back as it was committed.
fn how_to_restore(path: &str) -> Text {
    text!(
        zh: "批注写定不改；恢复：git checkout -- {path}",
        en: "a comment stays as it is; to restore it: git checkout -- {path}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "topics/2026/001-甲/reviews/意见.comments.yml";

    fn written(start: u32, exact: &str, body: &str) -> (String, String) {
        let word = |word: &str| Field::Word(word.to_owned());
        let fields = [
            ("text", word(&"a".repeat(64))),
            ("start", Field::Number(start)),
            ("exact", word(exact)),
            ("prefix", word("")),
            ("suffix", word("，年底前\n完成")),
            ("by", word("li-xugou")),
            ("date", word("2026-05-02")),
            ("body", word(body)),
        ];
        let (entry, id) = comment_entry(&fields);
        (format!("- {entry}\n"), id)
    }

    fn read_text(text: &str) -> (Vec<usize>, Vec<String>) {
        let (lines, problems) = read(PATH, text.as_bytes());
        assert!(problems.iter().all(|problem| problem.is_beside));
        let problems = problems.iter().map(|problem| problem.to_string().replace(PATH, "f"));
        (lines.iter().map(|(line, _)| *line).collect(), problems.collect())
    }

    #[test]
    fn an_id_is_that_of_the_rest_of_the_line() {
        let (line, id) = written(12, "由街道组织", "写明: 谁, 何时 {牵头}");
        let said = line.split_once(", ").unwrap().1;
        assert_eq!(id, sha256(said)[..8]);
        assert_eq!(read_text(&line), (vec![1], vec![]));
        // An id of digits alone would be read as a number.
        let digits = (0..9_999).map(|start| written(start, "由", "改")).find(|(_, id)| id.bytes().all(|b| b < b'a'));
        let (line, id) = digits.unwrap();
        assert!(line.starts_with(&format!("- {{id: \"{id}\", text: ")), "{line}");
        assert_eq!(read_text(&line), (vec![1], vec![]));
    }

    #[test]
    fn a_broken_line_hides_no_other() {
        let [(one, id), (two, _), (three, _)] = [1, 2, 3].map(|start| written(start, "由街道组织", "改"));
        let settled = format!("- {{settles: {id}, by: qian, date: 2026-05-04}}\n");
        let text = [
            &one,
            &two.replace("body: 改", "body: 删"),
            "# 说明\n\n",
            "- {id: 1\n",
            &settled,
            "- {settles: 00000000, by: qian, date: 2026-5-4}\n",
            "- {settles: ffffffff, by: qian, date: 2026-05-04}\n",
            "甲\n",
            &three,
            &one,
        ];
        let (lines, problems) = read_text(&text.map(ToOwned::to_owned).concat());
        assert_eq!(lines, [1, 6, 8, 10]);
        assert_eq!(problems[0], format!("f:2:1: comment {} is not as it was written", &two[7..15]));
        assert!(problems[1].starts_with("f:5:"), "{problems:?}");
        assert_eq!(
            problems[2..],
            [
                "f:7:39: `2026-5-4` is not a date (write dates as YYYY-MM-DD, for example 2026-06-11)"
                    .split(" (")
                    .next()
                    .unwrap(),
                "f:9:1: it is no comment on a line of its own",
                "f:8:1: comment ffffffff, which it settles, is not there",
            ]
        );
    }

    #[test]
    fn a_comment_is_open_until_a_line_settles_it() {
        let [(one, id), (two, _)] = [1, 2].map(|start| written(start, "由街道组织", "改"));
        let settled = format!("- {{settles: {id}, by: qian, date: 2026-05-04, note: 已改}}\n");
        let (lines, _) = read(PATH, [settled, one, two].concat().as_bytes());
        let comments = Comments { path: PATH.to_owned(), paper: String::new(), is_there: true, lines };
        assert_eq!(comments.settlement(&id).unwrap().note.as_deref(), Some("已改"));
        assert_eq!(comments.open().map(|comment| comment.start).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn whatever_is_wrong_in_a_line_is_restored_not_filled_in() {
        for line in
            ["- {id: zz, text: 12}\n", "- {settles: zz, by: li, date: 5月}\n", "- {id: zz, colour: red}\n", "甲\n"]
        {
            let (_, problems) = read(PATH, line.as_bytes());
            let hints: Vec<&str> = problems.iter().map(|problem| problem.hint.as_ref().unwrap().zh.as_str()).collect();
            assert!(!hints.is_empty() && hints.iter().all(|hint| hint.contains("git checkout")), "{line} {hints:?}");
        }
    }
}
