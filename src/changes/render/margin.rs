//! The comments on a paper, to be set in the margin of a DOCX.

use crate::diagnostic::Diagnostic;
use crate::document::{Gongwen, MarginComment, units};
use crate::review::place::counted;
use crate::workspace::PlacedComment;
use std::ops::Range;

/// The comments, each on its words. Those whose words are gone, or cannot be told from others, stand at the beginning of
/// the paper and say which words they were on.
pub(crate) fn margin_comments<'c>(
    comments: impl Iterator<Item = &'c PlacedComment>,
    text: &str,
    paper: &Gongwen,
) -> Result<Vec<MarginComment>, Diagnostic> {
    let (units, text) = (units(paper)?, counted(text.as_bytes()));
    let place = |comment: &PlacedComment| {
        let made = &comment.comment;
        let found = comment.place.range().and_then(|range| on_paper(&text, range, &units));
        let text = if found.is_some() { made.body.clone() } else { made.of_words_gone() };
        let (unit, range) = found.unwrap_or_default();
        let (id, author) = (made.id.to_string(), comment.by.to_string());
        MarginComment { id, author, day: made.date, text, unit, range }
    };
    Ok(comments.map(place).collect())
}

/// Where words of the Markdown are printed: the unit, and the characters of it. `None` if it does not print them as often
/// as they are written, for then it is not known which of them are meant.
fn on_paper(text: &[char], words: &Range<usize>, units: &[String]) -> Option<(usize, Range<usize>)> {
    let wanted: Vec<char> = printed(text.get(words.clone())?).map(|(_, c)| c).collect();
    let written: Vec<(usize, char)> = printed(text).collect();
    let written = places(&written, &wanted);
    let nth = written.iter().position(|at| words.contains(&at.start))?;
    let in_units = units.iter().enumerate().flat_map(|(unit, said)| {
        let said: Vec<char> = said.chars().collect();
        let said: Vec<(usize, char)> = printed(&said).collect();
        places(&said, &wanted).into_iter().map(move |at| (unit, at)).collect::<Vec<_>>()
    });
    let in_units: Vec<(usize, Range<usize>)> = in_units.collect();
    in_units.get(nth).filter(|_| in_units.len() == written.len()).cloned()
}

/// The characters that are printed, each with its place: not the marks of Markdown, nor white space.
fn printed(text: &[char]) -> impl Iterator<Item = (usize, char)> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '`' | '\\' | '#' | '>' | '|');
    text.iter().copied().enumerate().filter(move |(_, c)| !is_mark(*c))
}

/// The characters of a text that hold the words, once for each time they stand there.
fn places(text: &[(usize, char)], words: &[char]) -> Vec<Range<usize>> {
    if words.is_empty() {
        return Vec::new();
    }
    let found = text.windows(words.len()).filter(|window| window.iter().map(|(_, c)| c).eq(words));
    found.filter_map(|window| Some(window.first()?.0..window.last()?.0 + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, words: &str, nth: usize, units: &[&str]) -> Option<(usize, String)> {
        let start = text.match_indices(words).nth(nth).map(|(at, _)| text[..at].chars().count()).unwrap();
        let text: Vec<char> = text.chars().collect();
        let units: Vec<String> = units.iter().map(|&unit| unit.to_owned()).collect();
        let (unit, range) = on_paper(&text, &(start..start + words.chars().count()), &units)?;
        Some((unit, units[unit].chars().skip(range.start).take(range.len()).collect()))
    }

    #[test]
    fn words_are_found_in_the_paragraph_that_prints_them() {
        let text = "---\ntitle: 意见\n---\n\n## 问题\n\n由**区住建**委办理，\n并报区政府。\n\n由区住建委答复。\n";
        let units = ["意见", "一、问题", "由区住建委办理，并报区政府。", "由区住建委答复。"];
        assert_eq!(place(text, "**区住建**委办理", 0, &units), Some((2, "区住建委办理".to_owned())));
        assert_eq!(place(text, "办理，\n并报", 0, &units), Some((2, "办理，并报".to_owned())));
        assert_eq!(place(text, "区住建委", 0, &units), Some((3, "区住建委".to_owned())));
    }

    #[test]
    fn words_that_cannot_be_told_apart_have_no_place() {
        let units = ["区政府", "报区政府。", "报区政府。"];
        assert_eq!(place("报区政府。\n\n报区政府。\n", "区政府", 1, &units), None);
        assert_eq!(place("甲,乙\n", "甲,乙", 0, &["甲，乙"]), None);
    }
}
