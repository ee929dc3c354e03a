//! Limits of numbers.

mod measure;
mod message;
mod written;

use crate::model::Name;
pub(crate) use measure::{Broken, Measure, Measures, is_left_open, number};
pub(crate) use message::{in_case, in_words, share, with_verb};
pub(crate) use written::BoundSpec;

/// Limits of a number, both optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// At least.
    pub at_least: Option<Bound>,
    /// At most.
    pub at_most: Option<Bound>,
}

/// A number, a share (compared in integers), or a word that the text leaves without a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A number.
    Number(u32),
    /// Numerator and denominator; written in per cent if the denominator is 100.
    Share(u32, u32),
    /// The whole total.
    All,
    /// 一定比例, 为主, 多次 …
    Word(Name),
}
