//! The bags of a dossier as a series: the first, and what joined it later, each naming the seal of the one before.

use super::VerifiedBag;
use super::fault::{BagFault, BagFaultKind};
use crate::dossier::bag::Info;
use crate::text;
use crate::text::Text;
use std::collections::BTreeMap;

/// What is wrong between bags.
pub(super) fn faults(bags: &[VerifiedBag]) -> Vec<BagFault> {
    let mut series: BTreeMap<&str, Vec<&VerifiedBag>> = BTreeMap::new();
    for bag in bags {
        series.entry(bag.info.get(Info::GROUP).unwrap_or_default()).or_default().push(bag);
    }
    series.into_values().flat_map(|bags| of_series(&bags)).collect()
}

fn of_series(bags: &[&VerifiedBag]) -> Vec<BagFault> {
    let mut faults = Vec::new();
    let mut numbered: BTreeMap<u32, &VerifiedBag> = BTreeMap::new();
    for bag in bags {
        let Some(seal) = bag.info.seal() else {
            let label = Info::SEAL;
            faults.push(at(bag, text!(zh: "没有写明 {label}", en: "it does not say {label}")));
            continue;
        };
        if let Some(other) = numbered.insert(seal, bag) {
            let other = &other.path;
            faults.push(at(bag, text!(zh: "第 {seal} 次封装还有 `{other}`", en: "`{other}` is seal {seal} too")));
        }
    }
    for (seal, bag) in &numbered {
        let named = bag.info.get(Info::PREVIOUS);
        let before = seal - 1;
        let message = match (before, named, numbered.get(&before)) {
            (0, None, _) => continue,
            (0, Some(_), _) => Text::new("是第 1 次封装，却指明了前一次", "it is the first, and names one before"),
            (_, None, _) => text!(
                zh: "没有写明第 {before} 次封装的摘要",
                en: "it does not name the digest of seal {before}"
            ),
            (_, Some(_), None) => text!(zh: "缺第 {before} 次封装", en: "seal {before} is missing"),
            (_, Some(named), Some(other)) if other.seal.as_deref() == Some(named) => continue,
            (_, Some(_), Some(other)) => {
                let other = &other.path;
                text!(
                    zh: "它指明的第 {before} 次封装不是 `{other}`",
                    en: "the seal {before} that it names is not `{other}`"
                )
            }
        };
        faults.push(at(bag, message));
    }
    faults
}

fn at(bag: &VerifiedBag, message: Text) -> BagFault {
    BagFault::new(BagFaultKind::Chain, bag.path.as_str(), message)
}
