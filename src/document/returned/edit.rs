//! `Edit`: the lines of a paper with some changed, taken out or added. All others stay byte for byte.

use std::collections::BTreeMap;
use std::ops::Range;

/// What becomes of the lines.
pub(super) struct Edit {
    lines: Vec<String>,
    gone: Vec<bool>,
    instead: BTreeMap<usize, Vec<String>>,
    /// Before which line what is added, in order.
    added: BTreeMap<usize, Vec<Added>>,
    /// How many blanks each line begins with less.
    outdented: Vec<usize>,
}

struct Added {
    lines: Vec<String>,
    /// Whether it stands without blank lines around it.
    tight: bool,
}

impl Edit {
    /// Nothing is changed yet.
    pub(super) fn of(lines: &[&str]) -> Self {
        let count = lines.len();
        Self {
            lines: lines.iter().map(ToString::to_string).collect(),
            gone: vec![false; count],
            instead: BTreeMap::new(),
            added: BTreeMap::new(),
            outdented: vec![0; count],
        }
    }

    /// Takes lines out.
    pub(super) fn take_out(&mut self, lines: Range<usize>) {
        for at in lines {
            if let Some(gone) = self.gone.get_mut(at) {
                *gone = true;
            }
        }
    }

    /// Whether all of these lines are taken out.
    pub(super) fn is_gone(&self, lines: Range<usize>) -> bool {
        self.gone.get(lines).is_some_and(|lines| lines.iter().all(|gone| *gone))
    }

    /// Writes other lines in place of these.
    pub(super) fn replace(&mut self, lines: Range<usize>, by: Vec<String>) {
        self.take_out(lines.start + 1..lines.end);
        self.instead.insert(lines.start, by);
    }

    /// What stands in place of a line, if something else does.
    pub(super) fn instead(&self, at: usize) -> Option<&str> {
        self.instead.get(&at)?.first().map(String::as_str)
    }

    /// Adds lines before a line.
    pub(super) fn add(&mut self, before: usize, lines: Vec<String>, tight: bool) {
        self.added.entry(before).or_default().push(Added { lines, tight });
    }

    /// Lets lines begin further left.
    pub(super) fn outdent(&mut self, lines: Range<usize>, by: usize) {
        for at in lines {
            if let Some(outdented) = self.outdented.get_mut(at) {
                *outdented += by;
            }
        }
    }

    /// The lines as they are now.
    pub(super) fn done(mut self) -> Vec<String> {
        self.take_out_blank_lines();
        let mut done: Vec<String> = Vec::new();
        let mut wants_blank = false;
        for at in 0..=self.lines.len() {
            for Added { lines, tight } in self.added.remove(&at).unwrap_or_default() {
                let follows_text = done.last().is_some_and(|last| !last.trim().is_empty());
                if follows_text && (!tight || wants_blank) {
                    done.push(String::new());
                }
                done.extend(lines);
                wants_blank = !tight;
            }
            if self.gone.get(at).is_none_or(|gone| *gone) {
                continue;
            }
            for line in self.instead.remove(&at).unwrap_or_else(|| vec![self.lines[at].clone()]) {
                if wants_blank && !line.trim().is_empty() {
                    done.push(String::new());
                }
                wants_blank = false;
                let blanks = line.bytes().take_while(|byte| *byte == b' ').count();
                done.push(line[blanks.min(self.outdented[at])..].to_owned());
            }
        }
        done
    }

    /// With a paragraph goes the blank line after it, or at the end of the text that before it.
    fn take_out_blank_lines(&mut self) {
        let mut at = 0;
        while at < self.gone.len() {
            if !self.gone[at] {
                at += 1;
                continue;
            }
            let from = at;
            while self.gone.get(at) == Some(&true) {
                at += 1;
            }
            let follows_blank = from.checked_sub(1).is_none_or(|before| self.is_blank(before));
            if !follows_blank || self.instead.contains_key(&from.saturating_sub(1)) {
                continue;
            }
            if at == self.gone.len() {
                let text_ends = (0..from).rev().find(|before| !self.is_blank(*before)).map_or(0, |last| last + 1);
                self.gone[text_ends..from].fill(true);
            }
            while at < self.gone.len() && self.is_blank(at) {
                self.gone[at] = true;
                at += 1;
            }
        }
    }

    /// Whether a line has no words, or there is no such line.
    fn is_blank(&self, at: usize) -> bool {
        self.lines.get(at).is_none_or(|line| line.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, change: impl Fn(&mut Edit)) -> String {
        let lines: Vec<&str> = text.split('|').collect();
        let mut edit = Edit::of(&lines);
        change(&mut edit);
        edit.done().join("|")
    }

    #[test]
    fn with_a_paragraph_goes_one_blank_line() {
        assert_eq!(told("|甲||乙||丙", |edit| edit.take_out(1..2)), "|乙||丙");
        assert_eq!(told("|甲||乙||丙", |edit| edit.take_out(3..4)), "|甲||丙");
        assert_eq!(told("|甲||乙||丙", |edit| edit.take_out(5..6)), "|甲||乙");
        assert_eq!(told("- 甲|- 乙|- 丙", |edit| edit.take_out(1..2)), "- 甲|- 丙");
    }

    #[test]
    fn what_is_added_has_blank_lines_around_it_unless_it_is_one_of_a_list() {
        assert_eq!(told("甲||乙", |edit| edit.add(1, vec!["新".into()], false)), "甲||新||乙");
        assert_eq!(told("甲", |edit| edit.add(1, vec!["新".into()], false)), "甲||新");
        assert_eq!(told("- 甲|- 乙", |edit| edit.add(1, vec!["- 新".into()], true)), "- 甲|- 新|- 乙");
        assert_eq!(
            told("甲|乙", |edit| {
                edit.add(1, vec!["一".into()], false);
                edit.add(1, vec!["二".into()], false);
            }),
            "甲||一||二||乙"
        );
        let replaced = told("|甲||乙", |edit| {
            edit.take_out(1..2);
            edit.add(2, vec!["新".into()], false);
        });
        assert_eq!(replaced, "|新||乙");
    }
}
