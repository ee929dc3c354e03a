//! Limits on a number.

use super::{Resolver, into};
use crate::problem::Step;
use crate::regulation::file::BoundSpec;
use crate::regulation::{Bound, Bounds, Due};

impl Resolver<'_> {
    pub(super) fn bounds(&mut self, at: &[Step], at_least: Option<&BoundSpec>, at_most: Option<&BoundSpec>) -> Bounds {
        Bounds {
            at_least: at_least.map(|bound| self.bound(&into(at, "at_least"), bound)),
            at_most: at_most.map(|bound| self.bound(&into(at, "at_most"), bound)),
        }
    }

    pub(super) fn bound(&mut self, at: &[Step], written: &BoundSpec) -> Bound {
        let word = match written {
            BoundSpec::Number(number) => return Bound::Number(*number),
            BoundSpec::Word(word) => word,
        };
        if word.as_str() == "all" {
            return Bound::All;
        }
        if let Some((part, whole)) = word.split_once('/')
            && let (Ok(part), Ok(whole)) = (part.parse::<u32>(), whole.parse::<u32>())
            && part <= whole
            && (1..=1000).contains(&whole)
        {
            return Bound::Share(part, whole);
        }
        let words = Due::NUMBER_WORDS.iter().map(|(word, _)| *word).chain(self.file.words.keys()).collect();
        self.known(at, ("数量", "number, share or word"), word, words);
        Bound::Word(word.clone())
    }
}
