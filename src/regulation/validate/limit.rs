//! Finds limits that no number can keep.

use super::{Flaws, path_in_check};
use crate::regulation::Regulation;
use crate::rules::{Bound, Bounds};
use crate::text;
use crate::text::Text;

pub(super) fn check(regulation: &Regulation, flaws: &mut Flaws) {
    for (index, rule) in regulation.rules.iter().enumerate() {
        for (nth, check) in rule.checks.iter().enumerate() {
            let Some(Bounds { at_least: Some(least), at_most: Some(most) }) = check.bounds() else { continue };
            if exceeds(least, most) {
                let (least, most) = (written(least), written(most));
                flaws.add(
                    path_in_check(index, rule, nth, &["at_least"]),
                    text!(
                        zh: "`at_least: {least}` 大于 `at_most: {most}`，永不符合",
                        en: "`at_least: {least}` is more than `at_most: {most}`: nothing can be both"
                    ),
                    Text::new("对调，或改正其中一个", "change them round, or mend one of them"),
                );
            }
        }
    }
}

/// Whether the least is more than the most. A number and a share cannot be compared.
fn exceeds(least: &Bound, most: &Bound) -> bool {
    match (least, most) {
        (Bound::Number(least), Bound::Number(most)) => least > most,
        _ => share(least).zip(share(most)).is_some_and(|((part, whole), (most, of))| part * of > most * whole),
    }
}

/// Numerator and denominator of a share.
fn share(bound: &Bound) -> Option<(u64, u64)> {
    match bound {
        Bound::Share(part, whole) => Some((u64::from(*part), u64::from(*whole))),
        Bound::All => Some((1, 1)),
        Bound::Number(_) | Bound::Word(_) => None,
    }
}

fn written(bound: &Bound) -> String {
    match bound {
        Bound::Number(number) => number.to_string(),
        Bound::Share(part, 100) => format!("{part}%"),
        Bound::Share(part, whole) => format!("{part}/{whole}"),
        Bound::All => "all".to_owned(),
        Bound::Word(word) => word.to_string(),
    }
}
