//! Finds quoted words in the Markdown of a paper: where a line breaks makes no difference, nor do marks of emphasis.

use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::Text;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// Places that are named; the others are only counted.
const NAMED: usize = 5;

/// The one place in a text where the words of a quotation stand, in characters.
///
/// # Errors
/// If they stand nowhere, or at several places.
pub(super) fn find(path: &str, text: &[char], quote: &str) -> Result<Range<usize>, Diagnostic> {
    let wanted: Vec<char> = quote.nfc().filter(|c| counts(*c)).collect();
    if wanted.is_empty() {
        return Err(Diagnostic::new(Text::new("`--quote` 为空", "`--quote` is empty"))
            .hint(Text::new("抄写文书中的一句话", "quote some words of the paper")));
    }
    let solid: Vec<usize> = (0..text.len()).filter(|at| counts(text[*at])).collect();
    let is_here = |places: &&[usize]| places.iter().zip(&wanted).all(|(at, wanted)| text[*at] == *wanted);
    let found: Vec<Range<usize>> = solid
        .windows(wanted.len())
        .filter(is_here)
        .filter_map(|places| Some(*places.first()?..*places.last()? + 1))
        .collect();
    match &found[..] {
        [range] => Ok(range.clone()),
        [] => Err(Diagnostic::new(Text::new("文书里没有这句话", "these words are not in the paper"))
            .at(Location::file(path))
            .hint(Text::new(
                "照文书原文抄写，少写几个字也可以",
                "quote it as it stands there; a few words are enough",
            ))),
        several => {
            let lines = several.iter().take(NAMED).map(|range| line(text, range.start).to_string());
            let lines: Vec<String> = lines.collect();
            let (zh, en) = (lines.join("、"), lines.join(", "));
            let (count, more) = (several.len(), if NAMED < several.len() { " …" } else { "" });
            let message = text!(
                zh: "这句话在文书里有 {count} 处：第{zh}{more}行",
                en: "these words stand {count} times in the paper: lines {en}{more}"
            );
            let at = several[0].start;
            let column = text[..at].iter().rev().take_while(|c| **c != '\n').count() + 1;
            Err(Diagnostic::new(message)
                .at(Location::at(path, line(text, at), column))
                .hint(Text::new("多抄几个字，使它只有一处", "quote more words, so that they stand once")))
        }
    }
}

/// Whether a character counts in a quotation.
fn counts(c: char) -> bool {
    !c.is_whitespace() && c != '*'
}

/// The line of a character.
pub(super) fn line(text: &[char], at: usize) -> usize {
    text[..at].iter().filter(|c| **c == '\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "---\ntitle: 意见\n---\n\n建立**街道牵头**的楼栋\n议事机制；年底前完成。\n\n推行并联审查；年底前完成。\n";

    fn found(quote: &str) -> Result<String, String> {
        let text: Vec<char> = TEXT.chars().collect();
        let found = find("p.md", &text, quote).map(|range| text[range].iter().collect());
        found.map_err(|problem| problem.to_string())
    }

    #[test]
    fn words_are_found_across_a_line_break_and_marks() {
        assert_eq!(found("街道牵头的楼栋议事机制"), Ok("街道牵头**的楼栋\n议事机制".to_owned()));
        assert_eq!(found(" 推行 并联审查"), Ok("推行并联审查".to_owned()));
        assert_eq!(found("并联审查；年底前完成。"), Ok("并联审查；年底前完成。".to_owned()));
    }

    #[test]
    fn words_must_stand_once() {
        assert_eq!(found("年底前完成"), Err("p.md:6:6: these words stand 2 times in the paper: lines 6, 8".to_owned()));
        assert_eq!(found("十月底前完成"), Err("p.md: these words are not in the paper".to_owned()));
        assert_eq!(found(" \n"), Err("`--quote` is empty".to_owned()));
        assert!(found(&TEXT.repeat(2)).is_err());
    }
}
