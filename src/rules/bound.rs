//! Limits on a number.

mod measure;
mod message;
mod written;

use crate::model::Name;
pub(crate) use measure::{Broken, Measure, Measures, is_left_open, number};
pub(crate) use message::{in_case, in_words, share, with_verb};
pub(crate) use written::BoundSpec;

/// Limits, each left out where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// At least.
    pub at_least: Option<Bound>,
    /// At most.
    pub at_most: Option<Bound>,
}

/// A number, a share compared in integers, or a word the text leaves without a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// So many.
    Number(u32),
    /// A share: numerator and denominator; of a hundred where it is written in per cent.
    Share(u32, u32),
    /// Every one.
    All,
    /// 一定比例, 为主, 多次 …
    Word(Name),
}
