//! Finds where a paper has a section that a rule demands: under a heading, at the beginning of a paragraph, or in a
//! sentence.

use crate::archive::Paper;
use crate::model::{is_placeholder, without_number};

/// Most characters between two parts of a title in a sentence: 牵头人专样甲介绍情况.
const APART: usize = 10;

/// The lines of a paper that have the section `title`. Mentioning the title with nothing under it is not enough, except
/// in an agenda, where each item is one line.
pub(super) fn lines<'p>(paper: &'p Paper, title: &'p str, is_agenda: bool) -> impl Iterator<Item = usize> + 'p {
    let headings = paper.outline.headings.iter();
    let headings = headings.filter(move |heading| heading.filled && heading.title.contains(title));
    // The text is only searched if no heading was enough, because most papers have the heading.
    let in_text = std::iter::once_with(move || in_text(paper, title, is_agenda)).flatten();
    headings.map(|heading| heading.line).chain(in_text)
}

fn in_text<'p>(paper: &'p Paper, title: &'p str, is_agenda: bool) -> impl Iterator<Item = usize> + 'p {
    let lines: Vec<&str> = paper.body.lines().collect();
    let numbers = (0..lines.len()).filter(move |at| has_section(&lines, *at, title, is_agenda));
    numbers.map(|at| at + 1 + paper.lines_before)
}

/// Whether a line has the section.
fn has_section(lines: &[&str], at: usize, title: &str, is_agenda: bool) -> bool {
    let line = lines[at];
    if !is_text(line) {
        return false;
    }
    let mut sentences = line.split_inclusive(['。', '！', '？', '；', ';', '!', '?', '|']).peekable();
    while let Some(sentence) = sentences.next() {
        match mention(sentence, title) {
            Some(Mention::WithContent) => return true,
            Some(Mention::Alone) => {
                let next = lines[at + 1..].iter().find(|line| !line.trim().is_empty());
                let has_text_below = next.is_some_and(|next| is_text(next) && !is_lead(next));
                if is_agenda || sentences.peek().is_some_and(|rest| is_text(rest)) || has_text_below {
                    return true;
                }
            }
            None => {}
        }
    }
    false
}

fn is_text(line: &str) -> bool {
    !line.starts_with('#') && !is_placeholder(line)
}

/// Whether a line is numbered like a heading and has no sentence, so that the text after it belongs to it.
fn is_lead(line: &str) -> bool {
    let line = line.trim();
    without_number(line) != line && !line.contains(['。', '，', '：', '；', ':'])
}

/// How a sentence mentions a title.
#[derive(Debug, PartialEq, Eq)]
enum Mention {
    /// Only the title.
    Alone,
    /// The title with something about it.
    WithContent,
}

fn mention(sentence: &str, title: &str) -> Option<Mention> {
    // Whole or in two parts, all characters of the title must be there.
    if !title.chars().all(|c| sentence.contains(c)) {
        return None;
    }
    let plain: String = sentence.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '_')).collect();
    if plain.contains(title) {
        let length = letters(without_number(plain.trim_start_matches(['-', '+', '•', '●'])));
        return Some(if length > letters(title) { Mention::WithContent } else { Mention::Alone });
    }
    is_in_two_parts(&plain, title).then_some(Mention::WithContent)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Whether a sentence has a title in two parts, with a few words of the same clause between them.
fn is_in_two_parts(sentence: &str, title: &str) -> bool {
    let cuts: Vec<usize> = title.char_indices().map(|(at, _)| at).collect();
    let middle = cuts.get(2..cuts.len().saturating_sub(1)).unwrap_or_default();
    middle.iter().map(|cut| title.split_at(*cut)).any(|(first, second)| {
        sentence.match_indices(first).any(|(at, _)| {
            let rest = &sentence[at + first.len()..];
            rest.find(second).is_some_and(|gap| {
                let between = &rest[..gap];
                between.chars().count() <= APART && between.chars().all(|c| c.is_alphanumeric() || c == '、')
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{Mention, is_in_two_parts, is_lead, mention};

    #[test]
    fn a_sentence_says_more_than_the_name_or_names_it_alone() {
        for (sentence, title, how) in [
            ("任务分工：城建委牵头，交通局配合", "任务分工", Some(Mention::WithContent)),
            ("**任务分工**", "任务分工", Some(Mention::Alone)),
            ("（一）任务分工", "任务分工", Some(Mention::Alone)),
            ("与会人员深入讨论", "深入讨论", Some(Mention::WithContent)),
            ("牵头人专样甲介绍情况", "牵头人介绍情况", Some(Mention::WithContent)),
            ("三条转化为工作措施", "转化为工作措施", Some(Mention::WithContent)),
            ("会议形成了协商一致的共识", "协商共识", Some(Mention::WithContent)),
            ("大家讨论了经费", "深入讨论", None),
            ("委员深入一线，讨论热烈", "深入讨论", None),
            ("达成共识", "协商共识", None),
        ] {
            assert_eq!(mention(sentence, title), how, "{sentence}");
        }
    }

    #[test]
    fn parts_of_a_title_have_two_characters_each() {
        assert!(!is_in_two_parts("分头落实各组讨论", "分组讨论"));
        assert!(is_in_two_parts("分组开展了讨论", "分组讨论"));
        assert!(!is_in_two_parts("任务：分工", "任务分工"));
    }

    #[test]
    fn a_numbered_line_without_a_sentence_leads() {
        assert!(is_lead("二、协商共识") && is_lead("（三）其他"));
        assert!(!is_lead("一、由城建委牵头，交通局配合。") && !is_lead("统一标准"));
    }
}
