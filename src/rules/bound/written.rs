//! Resolves limits as written.

use crate::diagnostic::{Diagnostic, PathSegment, unknown};
use crate::model::Name;
use crate::rules::{Bound, Bounds, Due, Resolver, into};
use crate::text;
use crate::text::{Text, nearest};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// A number, a share `1/2` or `20%`, or a word.
#[derive(Debug, Clone)]
pub(crate) enum BoundSpec {
    Number(u32),
    Word(Name),
}

impl<'de> Deserialize<'de> for BoundSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = BoundSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    &Text::new("数、份额（`1/2`、`20%`）或一个词", "a number, a share (`1/2`, `20%`) or a word")
                        .packed(),
                )
            }
            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<BoundSpec, E> {
                u32::try_from(number)
                    .map(BoundSpec::Number)
                    .map_err(|_| E::invalid_value(serde::de::Unexpected::Unsigned(number), &self))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<BoundSpec, E> {
                Ok(BoundSpec::Word(Name::from(text)))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Resolver<'_> {
    pub(crate) fn bounds(
        &mut self,
        at: &[PathSegment],
        at_least: Option<&BoundSpec>,
        at_most: Option<&BoundSpec>,
    ) -> Bounds {
        Bounds {
            at_least: at_least.map(|bound| self.bound(&into(at, "at_least"), bound)),
            at_most: at_most.map(|bound| self.bound(&into(at, "at_most"), bound)),
        }
    }

    pub(crate) fn bound(&mut self, at: &[PathSegment], written: &BoundSpec) -> Bound {
        let word = match written {
            BoundSpec::Number(number) => return Bound::Number(*number),
            BoundSpec::Word(word) => word,
        };
        if word.as_str() == "all" {
            return Bound::All;
        }
        let share = word.strip_suffix('%').map_or_else(|| word.split_once('/'), |part| Some((part, "100")));
        if let Some((part, whole)) = share
            && let (Ok(part), Ok(whole)) = (part.parse::<u32>(), whole.parse::<u32>())
        {
            if part > whole || !(1..=1000).contains(&whole) {
                let message = text!(zh: "`{word}` 不是份额", en: "`{word}` is no share");
                let hint = Text::new(
                    "份额写作 `1/2` 或 `20%`，至多为全部",
                    "write shares as `1/2` or `20%`, at most the whole",
                );
                self.wrong(at, Diagnostic::new(message).hint(hint));
            }
            return Bound::Share(part.min(whole), whole.clamp(1, 1000));
        }
        let words: Vec<&str> =
            self.words().filter(|word| !Due::WORDS.iter().any(|(length, _)| length == word)).collect();
        if !words.contains(&word.as_str()) {
            let mut problem = unknown(&Text::new("数量", "number, share or word"), word, words.iter().copied());
            if nearest(word, words).is_none() {
                let numbers = Text::new(
                    "写作 `15`、`1/2`、`20%`、`all`，或一个词；",
                    "write `15`, `1/2`, `20%`, `all` or a word; ",
                );
                problem.hint = problem.hint.map(|words| numbers.then(&words));
            }
            self.wrong(at, problem);
        }
        Bound::Word(word.clone())
    }
}
