//! Where a paper says something that a rule asks it to say: under a heading of its own, at the head of a paragraph, or
//! in a sentence.

use crate::archive::Paper;
use crate::model::{is_placeholder, without_number};

/// Characters that may stand between the two parts of a title that a sentence pulls apart: 牵头人专样甲介绍情况.
const APART: usize = 10;

/// The lines of a paper that say what `title` names. What merely names it and has nothing under it says nothing, but in
/// an agenda, where each item is one line.
pub(super) fn lines<'p>(paper: &'p Paper, title: &'p str, is_agenda: bool) -> impl Iterator<Item = usize> + 'p {
    let headings = paper.outline.headings.iter();
    let headings = headings.filter(move |heading| heading.filled && heading.title.contains(title));
    // Most papers say it under its heading, and nobody need read on.
    let in_text = std::iter::once_with(move || in_text(paper, title, is_agenda)).flatten();
    headings.map(|heading| heading.line).chain(in_text)
}

fn in_text<'p>(paper: &'p Paper, title: &'p str, is_agenda: bool) -> impl Iterator<Item = usize> + 'p {
    let lines: Vec<&str> = paper.body.lines().collect();
    let is_head = |line: &str| line.starts_with('#');
    let numbers = (0..lines.len()).filter(move |at| {
        let line = lines[*at];
        if is_head(line) || is_placeholder(line) {
            return false;
        }
        let mut sentences = line.split_inclusive(['。', '！', '？', '；', ';', '!', '?', '|']).peekable();
        while let Some(sentence) = sentences.next() {
            match says(sentence, title) {
                Some(Says::More) => return true,
                Some(Says::NameAlone) => {
                    let follows = |rest: &str| !is_placeholder(rest) && !is_head(rest);
                    let next = || lines[at + 1..].iter().find(|line| !line.trim().is_empty());
                    let is_led = || next().is_some_and(|next| follows(next) && !is_lead(next));
                    if is_agenda || sentences.peek().is_some_and(|rest| follows(rest)) || is_led() {
                        return true;
                    }
                }
                None => {}
            }
        }
        false
    });
    numbers.map(|at| at + 1 + paper.lines_before)
}

/// A line that is numbered like a heading and holds no sentence: what follows it, it has under it.
fn is_lead(line: &str) -> bool {
    let line = line.trim();
    without_number(line) != line && !line.contains(['。', '，', '：', '；', ':'])
}

/// How a sentence has a title in it.
#[derive(Debug, PartialEq, Eq)]
enum Says {
    NameAlone,
    More,
}

fn says(sentence: &str, title: &str) -> Option<Says> {
    // Whole or in parts, a title is there with all its characters.
    if !title.chars().all(|c| sentence.contains(c)) {
        return None;
    }
    let plain: String = sentence.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '_')).collect();
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    if plain.contains(title) {
        let message = words(without_number(plain.trim_start_matches(['-', '+', '•', '●'])));
        return Some(if message > words(title) { Says::More } else { Says::NameAlone });
    }
    parted(&plain, title).then_some(Says::More)
}

/// Whether a sentence has a title in two parts, with a few words of the same clause between them.
fn parted(sentence: &str, title: &str) -> bool {
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
    use super::{Says, is_lead, parted, says};

    #[test]
    fn a_sentence_says_more_than_the_name_or_names_it_alone() {
        for (sentence, title, how) in [
            ("任务分工：城建委牵头，交通局配合", "任务分工", Some(Says::More)),
            ("**任务分工**", "任务分工", Some(Says::NameAlone)),
            ("（一）任务分工", "任务分工", Some(Says::NameAlone)),
            ("与会人员深入讨论", "深入讨论", Some(Says::More)),
            ("牵头人专样甲介绍情况", "牵头人介绍情况", Some(Says::More)),
            ("三条转化为工作措施", "转化为工作措施", Some(Says::More)),
            ("会议形成了协商一致的共识", "协商共识", Some(Says::More)),
            ("大家讨论了经费", "深入讨论", None),
            ("委员深入一线，讨论热烈", "深入讨论", None),
            ("达成共识", "协商共识", None),
        ] {
            assert_eq!(says(sentence, title), how, "{sentence}");
        }
    }

    #[test]
    fn parts_of_a_title_have_two_characters_each() {
        assert!(!parted("分头落实各组讨论", "分组讨论"));
        assert!(parted("分组开展了讨论", "分组讨论"));
        assert!(!parted("任务：分工", "任务分工"));
    }

    #[test]
    fn a_numbered_line_without_a_sentence_leads() {
        assert!(is_lead("二、协商共识") && is_lead("（三）其他"));
        assert!(!is_lead("一、由城建委牵头，交通局配合。") && !is_lead("统一标准"));
    }
}
