//! The errors of serde about keys, for records whose keys are not fixed at compile time.

use serde::de::Error;

/// A key that is given twice.
pub(crate) fn duplicate<E: Error>(key: &str) -> E {
    E::custom(format!("duplicate field `{key}`"))
}

/// A key that is none of the known ones.
pub(crate) fn unknown<'k, E: Error>(key: &str, known: impl Iterator<Item = &'k str>) -> E {
    let known: Vec<String> = known.map(|key| format!("`{key}`")).collect();
    E::custom(format!("unknown field `{key}`, expected one of {}", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::value::Error as Said;

    #[test]
    fn serde_says_the_same_of_the_programs_own_keys() {
        assert_eq!(duplicate::<Said>("a"), Said::duplicate_field("a"));
        let known = ["b", "c", "d"];
        assert_eq!(unknown::<Said>("a", known.into_iter()), Said::unknown_field("a", &["b", "c", "d"]));
    }
}
