//! Determines how many people are drawn from each stratum, so that all quotas are met.

use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use std::collections::BTreeMap;

/// A limit on how many of those drawn have a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Name of the tag.
    pub name: Text,
    /// At least.
    pub least: usize,
    /// At most.
    pub most: usize,
}

/// Most divisions considered at once; beyond, the quotas overlap too much.
const MOST_DIVISIONS: usize = 200_000;

/// How many are drawn from each stratum. `strata` gives the size of each and for which quotas its people count. Of all
/// divisions that meet the quotas, the result is nearest to the pool's proportions: the sum of deviations from each
/// stratum's share is least, and of equal ones it gives more to the earlier stratum. It does not depend on the sources.
///
/// # Errors
/// If there is none: the quota, or quotas, that cannot be met.
pub fn divide(strata: &[(usize, Vec<bool>)], quotas: &[Quota], size: usize) -> Result<Vec<usize>, Diagnostic> {
    let pool: usize = strata.iter().map(|(people, _)| people).sum();
    if size == 0 || size > pool {
        return Err(Diagnostic::new(
            text!(zh: "要抽 {size} 人，名单共 {pool} 人", en: "{size} people are to be drawn of a pool of {pool}"),
        )
        .hint(Text::new("改 `--size`，或补充名单", "change `--size`, or add to the pool")));
    }
    for (nth, quota) in quotas.iter().enumerate() {
        ensure_possible(strata, nth, quota, (size, pool))?;
    }
    if let Some(counts) = nearest(strata, quotas, size)? {
        return Ok(counts);
    }
    // Quotas that can be met one by one may still exclude each other. Two or three that do are named, else all.
    let (pairs, triples) = (subsets(quotas.len(), 2), subsets(quotas.len(), 3));
    for chosen in pairs.into_iter().chain(triples) {
        let mut some = quotas.to_vec();
        for (_, quota) in some.iter_mut().enumerate().filter(|(nth, _)| !chosen.contains(nth)) {
            (quota.least, quota.most) = (0, size);
        }
        if nearest(strata, &some, size)?.is_none() {
            return Err(incompatible(chosen.iter().map(|nth| &quotas[*nth].name), size));
        }
    }
    Err(incompatible(quotas.iter().map(|quota| &quota.name), size))
}

/// Quotas that cannot all be met.
fn incompatible<'q>(names: impl Iterator<Item = &'q Text>, size: usize) -> Diagnostic {
    let Text { zh, en } = Text::join(names, "、", ", ");
    Diagnostic::new(text!(
        zh: "抽 {size} 人时，这几项配额不能同时满足：{zh}",
        en: "of {size} people these quotas cannot all be kept: {en}"
    ))
    .hint(Text::new("放宽其中一项，或改 `--size`", "loosen one of them, or change `--size`"))
}

/// Ensures that a quota can be met by itself.
fn ensure_possible(
    strata: &[(usize, Vec<bool>)],
    nth: usize,
    quota: &Quota,
    (size, pool): (usize, usize),
) -> Result<(), Diagnostic> {
    let Quota { name: Text { zh, en }, least, most } = quota;
    let have = people_counting_for(strata, nth);
    let others = pool - have;
    let refused = if least > most {
        text!(zh: "配额“{zh}”的下限 {least} 大于上限 {most}", en: "the quota {en} asks for at least {least} and at most {most}")
    } else if *least > size {
        text!(zh: "配额“{zh}”至少 {least} 人，多于要抽的 {size} 人", en: "the quota {en} asks for at least {least} of {size} people")
    } else if *least > have {
        text!(zh: "配额“{zh}”至少 {least} 人，名单中只有 {have} 人", en: "the quota {en} asks for at least {least}, the pool has {have}")
    } else if size > others + *most {
        let rest = size - most;
        text!(
            zh: "配额“{zh}”至多 {most} 人，其余至少要 {rest} 人，名单中只有 {others} 人",
            en: "the quota {en} allows {most}, so {rest} others are needed, and the pool has {others}"
        )
    } else {
        return Ok(());
    };
    Err(Diagnostic::new(refused)
        .hint(Text::new("改配额或 `--size`，或补充名单", "change the quota or `--size`, or add to the pool")))
}

/// The division nearest to the pool's proportions; `None` if no division meets all quotas.
fn nearest(strata: &[(usize, Vec<bool>)], quotas: &[Quota], size: usize) -> Result<Option<Vec<usize>>, Diagnostic> {
    let pool: usize = strata.iter().map(|(people, _)| people).sum();
    // The people assigned so far, in all and for each quota → the least cost, and the division that has it.
    let mut divisions: BTreeMap<Vec<usize>, (usize, Vec<usize>)> = BTreeMap::new();
    divisions.insert(vec![0; quotas.len() + 1], (0, Vec::new()));
    for (nth, (people, of)) in strata.iter().enumerate() {
        let rest = &strata[nth + 1..];
        let left_in_all: usize = rest.iter().map(|(people, _)| people).sum();
        let left_of: Vec<usize> = (0..quotas.len()).map(|quota| people_counting_for(rest, quota)).collect();
        let mut next: BTreeMap<Vec<usize>, (usize, Vec<usize>)> = BTreeMap::new();
        for (given, (cost, counts)) in &divisions {
            for count in 0..=(*people).min(size - given[0]) {
                let mut given = given.clone();
                given[0] += count;
                for (quota, _) in of.iter().enumerate().filter(|(_, counts)| **counts) {
                    given[quota + 1] += count;
                }
                let kept = quotas
                    .iter()
                    .enumerate()
                    .all(|(nth, quota)| given[nth + 1] <= quota.most && given[nth + 1] + left_of[nth] >= quota.least);
                if !kept || given[0] + left_in_all < size {
                    continue;
                }
                let cost = cost + (pool * count).abs_diff(size * people);
                let mut counts = counts.clone();
                counts.push(count);
                match next.get_mut(&given) {
                    Some(known) if (known.0, std::cmp::Reverse(&known.1)) <= (cost, std::cmp::Reverse(&counts)) => {}
                    Some(known) => *known = (cost, counts),
                    None => drop(next.insert(given, (cost, counts))),
                }
                if next.len() > MOST_DIVISIONS {
                    return Err(entangled());
                }
            }
        }
        divisions = next;
    }
    let best =
        divisions.into_values().min_by(|a, b| (a.0, std::cmp::Reverse(&a.1)).cmp(&(b.0, std::cmp::Reverse(&b.1))));
    Ok(best.map(|(_, counts)| counts))
}

fn people_counting_for(strata: &[(usize, Vec<bool>)], quota: usize) -> usize {
    strata.iter().filter(|(_, of)| of[quota]).map(|(people, _)| people).sum()
}

fn entangled() -> Diagnostic {
    Diagnostic::new(Text::new("配额彼此交错太多，无法确定各层人数", "the quotas overlap too much to be divided"))
        .hint(Text::new("减少配额，或用 TAG=N 定下人数", "give fewer quotas, or exact numbers with TAG=N"))
}

/// All subsets of the numbers below `of` that have this size, in order.
fn subsets(of: usize, size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for last in size - 1..of {
        all.extend(subsets(last, size - 1).into_iter().map(|rest| [rest, vec![last]].concat()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quota(name: &str, least: usize, most: usize) -> Quota {
        Quota { name: Text::same(name), least, most }
    }

    /// Strata of stakeholders, officials, both and neither.
    fn strata(sizes: [usize; 4]) -> Vec<(usize, Vec<bool>)> {
        let of = [[true, false], [false, true], [true, true], [false, false]];
        sizes.into_iter().zip(of).map(|(people, of)| (people, of.to_vec())).collect()
    }

    #[test]
    fn without_quotas_the_only_stratum_gives_all() {
        assert_eq!(divide(&[(25, Vec::new())], &[], 10).unwrap(), [10]);
        assert!(divide(&[(25, Vec::new())], &[], 26).is_err());
        assert!(divide(&[(25, Vec::new())], &[], 0).is_err());
    }

    #[test]
    fn the_nearest_division_is_found_among_all_there_are() {
        for sizes in [[8, 5, 2, 10], [3, 9, 1, 7], [12, 0, 4, 4], [5, 5, 5, 5]] {
            for size in [1, 6, 10, 13] {
                for (least, most) in [(0, 13), (3, 6), (5, 5), (7, 13)] {
                    let quotas = [quota("s", least.min(size), most.min(size)), quota("o", 0, size / 5)];
                    assert_eq!(
                        divide(&strata(sizes), &quotas, size).ok(),
                        by_trying(sizes, &quotas, size),
                        "{sizes:?} {quotas:?} {size}"
                    );
                }
            }
        }
    }

    fn by_trying(sizes: [usize; 4], quotas: &[Quota], size: usize) -> Option<Vec<usize>> {
        let pool: usize = sizes.iter().sum();
        let mut best: Option<(usize, Vec<usize>)> = None;
        for a in (0..=sizes[0]).rev() {
            for b in (0..=sizes[1]).rev() {
                for c in (0..=sizes[2]).rev() {
                    let Some(d) = size.checked_sub(a + b + c).filter(|d| *d <= sizes[3]) else { continue };
                    let kept = (quotas[0].least..=quotas[0].most).contains(&(a + c)) && b + c <= quotas[1].most;
                    let counts = vec![a, b, c, d];
                    let cost =
                        counts.iter().zip(sizes).map(|(count, people)| (pool * count).abs_diff(size * people)).sum();
                    if kept && best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        best = Some((cost, counts));
                    }
                }
            }
        }
        best.map(|(_, counts)| counts)
    }

    #[test]
    fn too_many_divisions_are_given_up_before_they_are_all_made() {
        let quotas = [quota("a", 1, 9_000), quota("b", 1, 9_000)];
        let said = divide(&strata([9_000; 4]), &quotas, 9_000).unwrap_err().message.zh;
        assert_eq!(said, "配额彼此交错太多，无法确定各层人数");
    }

    #[test]
    fn the_reason_names_the_quota() {
        let said = |sizes, quotas: &[Quota], size| divide(&strata(sizes), quotas, size).unwrap_err().message.zh;
        let any = || quota("干部", 0, 10);
        assert_eq!(said([3, 2, 1, 9], &[quota("相关方", 5, 10), any()], 10), "配额“相关方”至少 5 人，名单中只有 4 人");
        assert_eq!(said([3, 2, 1, 9], &[quota("相关方", 5, 4), any()], 10), "配额“相关方”的下限 5 大于上限 4");
        assert_eq!(
            said([3, 2, 1, 9], &[quota("相关方", 11, 12), any()], 10),
            "配额“相关方”至少 11 人，多于要抽的 10 人"
        );
        assert_eq!(
            said([8, 2, 1, 3], &[quota("相关方", 0, 4), any()], 10),
            "配额“相关方”至多 4 人，其余至少要 6 人，名单中只有 5 人"
        );
        let both = [quota("相关方", 6, 10), quota("干部", 0, 1)];
        assert_eq!(said([4, 0, 6, 9], &both, 10), "抽 10 人时，这几项配额不能同时满足：相关方、干部");
    }
}
