//! `Measure`: limits as integers, with the archive's values for words.

use crate::model::{Limit, Name};
use crate::rules::{Bound, Bounds, World};
/// A limit, with the archive's value for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// A number.
    Number(usize),
    /// A share of the total: numerator and denominator.
    Share(usize, usize),
    /// More than half of the total.
    Majority,
    /// The whole total.
    All,
}

impl Measure {
    /// The measure of a limit; `unset` for a word without a value, if it means a number.
    fn new(world: &World, rule: &Name, bound: &Bound, unset: fn(&str) -> Option<Self>) -> Option<Self> {
        match bound {
            Bound::Number(number) => Some(Self::Number(*number as usize)),
            Bound::Share(part, whole) => Some(Self::Share(*part as usize, *whole as usize)),
            Bound::All => Some(Self::All),
            Bound::Word(word) => value(world, rule, word).or_else(|| unset(word)),
        }
    }

    /// The least number of a total that is enough.
    pub(crate) fn least(self, total: usize) -> usize {
        match self {
            Self::Number(number) => number,
            Self::Share(part, whole) => (total * part).div_ceil(whole),
            Self::Majority => total / 2 + 1,
            Self::All => total,
        }
    }

    /// The greatest number of a total that is allowed.
    pub(crate) fn most(self, total: usize) -> usize {
        match self {
            Self::Number(number) => number,
            Self::Share(part, whole) => total * part / whole,
            Self::Majority | Self::All => total,
        }
    }

    /// How many more are needed. With `moves`, each one added increases the total too. `None` if no number is enough.
    pub(crate) fn short(self, count: usize, total: usize, moves: bool) -> Option<usize> {
        let more = match self {
            Self::Share(part, whole) if moves => {
                (part * total).saturating_sub(whole * count).checked_next_multiple_of(whole - part)? / (whole - part)
            }
            Self::Majority if moves => (total + 1).saturating_sub(2 * count),
            Self::All if moves => return None,
            _ => self.least(total).saturating_sub(count),
        };
        // In an empty total, somebody is needed first.
        Some(more.max(1))
    }

    /// How many must go. With `moves`, each one removed decreases the total too.
    pub(crate) fn over(self, count: usize, total: usize, moves: bool) -> Option<usize> {
        match self {
            Self::Share(part, whole) if moves => Some(
                (whole * count).saturating_sub(part * total).checked_next_multiple_of(whole - part)? / (whole - part),
            ),
            _ => Some(count.saturating_sub(self.most(total))),
        }
    }

    pub(crate) fn is_relative(self) -> bool {
        !matches!(self, Self::Number(_))
    }
}

/// The archive's number or share for a word, for this rule or for all.
pub(crate) fn value(world: &World, rule: &Name, word: &str) -> Option<Measure> {
    let limits = &world.settings()?.limits;
    [limits.get(rule), limits.get(word)].into_iter().flatten().find_map(|limit| match limit {
        Limit::Number(number) => Some(Measure::Number(*number as usize)),
        Limit::Share(part, whole) => Some(Measure::Share(*part as usize, *whole as usize)),
        Limit::Length(_) => None,
    })
}

/// The number for a condition: the archive's value for a word, else what the word means.
pub(crate) fn number(world: &World, rule: Option<&Name>, bound: &Bound) -> usize {
    match bound {
        Bound::Number(number) => *number as usize,
        Bound::Word(word) => match rule.and_then(|rule| value(world, rule, word)) {
            Some(Measure::Number(number)) => number,
            _ if word.as_str() == "many" => 2,
            _ => 1,
        },
        Bound::Share(..) | Bound::All => usize::MAX,
    }
}

/// Whether a rule leaves a number to each place and this archive has not settled it. Such a rule demands nothing.
pub(crate) fn is_left_open<'b>(world: &World, rule: &Name, bounds: impl Iterator<Item = &'b Bounds>) -> bool {
    let mut words = bounds.flat_map(|bounds| bounds.at_least.iter().chain(&bounds.at_most));
    words.any(|bound| match bound {
        Bound::Word(word) => word.as_str() == "locally-set" && value(world, rule, word).is_none(),
        _ => false,
    })
}

/// The limits of a rule in an archive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measures {
    pub least: Option<Measure>,
    pub most: Option<Measure>,
}

/// A limit that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// There are fewer than this.
    Few(Measure),
    /// There are more than this.
    Many(Measure),
}

impl Measures {
    pub(crate) fn new(world: &World, rule: &Name, bounds: &Bounds) -> Self {
        let least = bounds
            .at_least
            .as_ref()
            .and_then(|bound| Measure::new(world, rule, bound, |word| Some(least_for_word(word))));
        // A word without a value sets no upper limit.
        let most = bounds.at_most.as_ref().and_then(|bound| Measure::new(world, rule, bound, |_| None));
        Self { least, most }
    }

    /// The limit that a count of a total breaks. Relative limits are never met in an empty total.
    pub(crate) fn broken(self, count: usize, total: usize) -> Option<Broken> {
        let few = self.least.filter(|least| count < least.least(total) || (total == 0 && least.is_relative()));
        let many = self.most.filter(|most| count > most.most(total));
        few.map(Broken::Few).or(many.map(Broken::Many))
    }
}

/// The least number for a word without a value: 一定比例 is at least one, 为主 more than half.
fn least_for_word(word: &str) -> Measure {
    match word {
        "most" => Measure::Majority,
        "many" => Measure::Number(2),
        _ => Measure::Number(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a total, whether a count keeps the bounds.
    fn keeps(least: Option<Measure>, most: Option<Measure>, count: usize, total: usize) -> bool {
        Measures { least, most }.broken(count, total).is_none()
    }

    #[test]
    fn shares_agree_with_whole_numbers_at_every_size() {
        for total in 8..=22 {
            for count in 0..=total {
                let half = keeps(Some(Measure::Share(1, 2)), None, count, total);
                assert_eq!(half, 2 * count >= total, "at least half: {count} of {total}");
                let fifth = keeps(None, Some(Measure::Share(1, 5)), count, total);
                assert_eq!(fifth, 5 * count <= total, "at most a fifth: {count} of {total}");
                let quorum = keeps(Some(Measure::Share(2, 3)), None, count, total);
                assert_eq!(quorum, 3 * count >= 2 * total, "at least two thirds: {count} of {total}");
                let majority = keeps(Some(Measure::Majority), None, count, total);
                assert_eq!(majority, 2 * count > total, "more than half: {count} of {total}");
            }
        }
    }

    #[test]
    fn what_is_said_to_be_short_or_over_is_just_enough() {
        for total in 8..=22 {
            for count in 0..=total {
                for least in [Measure::Share(1, 2), Measure::Share(2, 3), Measure::Majority] {
                    let more = least.short(count, total, true).unwrap();
                    let enough = |more: usize| keeps(Some(least), None, count + more, total + more);
                    assert!(enough(0) || enough(more) && !enough(more - 1), "{least:?}: {count} of {total}, {more}");
                }
                let most = Measure::Share(1, 5);
                let less = most.over(count, total, true).unwrap();
                let few_enough = |less: usize| keeps(None, Some(most), count - less, total - less);
                assert!(few_enough(less) && (less == 0 || !few_enough(less - 1)), "{count} of {total}, {less}");
            }
        }
    }

    #[test]
    fn nobody_is_no_share_of_nobody() {
        assert!(!keeps(Some(Measure::Share(0, 2)), None, 0, 0));
        assert!(!keeps(Some(Measure::All), None, 0, 0));
        assert!(keeps(Some(Measure::Number(0)), None, 0, 0));
        assert!(keeps(None, Some(Measure::Share(1, 5)), 0, 0));
    }
}
