//! Draws people by lot so that anybody can repeat it: RFC 3797, for each stratum. Pure functions of the pool and the
//! sources.
//!
//! People who have the same of the quotas' tags form a stratum. [`divide`] determines how many are drawn from each
//! before any source is known; [`order`] then gives the order of drawing in each.

mod quota;
mod source;

pub use quota::{Quota, divide};
pub use source::{Source, key};

use md5::{Digest as _, Md5};

/// Most people in one order: RFC 3797 counts in two bytes.
pub const MOST_PEOPLE: usize = 65_535;

/// The strata of a pool, given for each person for which quotas they count. Each stratum lists positions in the pool.
/// Strata come in the order of their first person.
#[must_use]
pub fn strata(people: &[Vec<bool>]) -> Vec<Vec<usize>> {
    let mut strata: Vec<Vec<usize>> = Vec::new();
    for (nth, person) in people.iter().enumerate() {
        match strata.iter_mut().find(|stratum| people[stratum[0]] == *person) {
            Some(stratum) => stratum.push(nth),
            None => strata.push(vec![nth]),
        }
    }
    strata
}

/// The order of drawing of at most [`MOST_PEOPLE`] people, as positions (0-based) in the published list (RFC 3797,
/// section 4).
#[must_use]
pub fn order(key: &str, people: usize) -> Vec<usize> {
    let mut left: Vec<usize> = (0..people).collect();
    let mut drawn = Vec::with_capacity(people);
    let mut nth: u16 = 0;
    while !left.is_empty() {
        let hash = hash(key, nth);
        let place = hash % left.len() as u128;
        drawn.push(left.remove(usize::try_from(place).unwrap_or_default()));
        nth = nth.wrapping_add(1);
    }
    drawn
}

/// MD5 of the key between two copies of the number, which is two bytes long, big-endian; read as one number.
fn hash(key: &str, nth: u16) -> u128 {
    let number = nth.to_be_bytes();
    let digest = Md5::new().chain_update(number).chain_update(key).chain_update(number).finalize();
    u128::from_be_bytes(digest.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 3797, section 5.
    const KEY: &str = "9319./2.5.8.10.12./9.18.26.34.41.45./";

    #[test]
    fn the_published_example_has_its_hashes_and_its_order() {
        let hashes = [
            "990DD0A5692A029A98B5E01AA28F3459",
            "3691E55CB63FCC37914430B2F70B5EC6",
            "FE814EDF564C190AC1D25753979990FA",
            "1863CCACEB568C31D7DDBDF1D4E91387",
            "F4AB33DF4889F0AF29C513905BE1D758",
            "13EAEB529F61ACFB9A29D0BA3A60DE4A",
            "992DB77C382CA2BDB9727001F3CDCCD9",
            "63AB4258ECA922976811C7F55C383CE7",
            "DFBC5AC97CED01B3A6E348E3CC63F40D",
            "31CB111C4A4EBE9287CEAE16FE51B909",
            "07FA46C122F164C215BBC72793B189A3",
            "AC52F8D75CCBE2E61AFEB3387637D501",
            "53306F73E14FC0B2FBF434218D25948E",
            "B5D1403501A81F9A47318BE7893B347C",
            "85B10B356AA06663EF1B1B407765100A",
            "3269E6CE559ABD57E2BA6AAB495EB9BD",
        ];
        for (nth, expected) in (0..).zip(hashes) {
            assert_eq!(format!("{:032X}", hash(KEY, nth)), expected);
        }
        let order: Vec<usize> = order(KEY, 25).into_iter().map(|place| place + 1).collect();
        assert_eq!(order[..16], [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22, 5, 18, 9, 1, 4]);
        let mut all = order;
        all.sort_unstable();
        assert_eq!(all, (1..=25).collect::<Vec<_>>());
    }

    #[test]
    fn people_who_are_alike_make_a_stratum() {
        let people = [[true, false], [false, false], [true, false], [true, true], [false, false]].map(Vec::from);
        assert_eq!(strata(&people), [vec![0, 2], vec![1, 4], vec![3]]);
        assert_eq!(strata(&[vec![], vec![]]), [vec![0, 1]]);
        assert!(order("1./", 0).is_empty());
    }
}
