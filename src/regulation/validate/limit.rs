//! Limits that no number keeps.

use super::{Flaws, of_check};
use crate::regulation::Regulation;
use crate::rules::{Bound, Bounds};
use crate::text;
use crate::text::Text;

pub(super) fn look(regulation: &Regulation, flaws: &mut Flaws) {
    for (index, rule) in regulation.rules.iter().enumerate() {
        for (nth, check) in rule.checks.iter().enumerate() {
            let Some(Bounds { at_least: Some(least), at_most: Some(most) }) = check.bounds() else { continue };
            if exceeds(least, most) {
                let (least, most) = (written(least), written(most));
                flaws.find(
                    of_check(index, rule, nth, &["at_least"]),
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

/// Whether the least is more than the most. A number and a share have no order of their own.
fn exceeds(least: &Bound, most: &Bound) -> bool {
    let share = |bound: &Bound| match bound {
        Bound::Share(part, whole) => Some((u64::from(*part), u64::from(*whole))),
        Bound::All => Some((1, 1)),
        Bound::Number(_) | Bound::Word(_) => None,
    };
    match (least, most) {
        (Bound::Number(least), Bound::Number(most)) => least > most,
        _ => share(least).zip(share(most)).is_some_and(|((part, whole), (most, of))| part * of > most * whole),
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
