//! Entries of a file of decisions that cannot be verified: without `prev`, or chained and on no line of their own.

use super::verify::is_line;
use serde_yaml::Value;
use std::collections::HashMap;

/// What is wrong with a file of decisions beside what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stray {
    /// It cannot be read.
    Unreadable,
    /// There are entries more that cannot be verified.
    Entries,
}

/// How often each entry is there that cannot be verified.
#[derive(Default)]
struct Entries {
    unchained: HashMap<Value, usize>,
    /// Those that are chained, and not one with a line.
    astray: HashMap<Value, usize>,
    is_chained: bool,
}

/// What a file has come to hold that none held which was there before. What was there may stand otherwise now, on one line
/// for example. `may_begin`: older records may come with what has no chained line yet.
pub(super) fn stray(before: &[Vec<u8>], now: &[u8], may_begin: bool) -> Option<Stray> {
    let Some(now) = Entries::of(now) else { return Some(Stray::Unreadable) };
    let before: Vec<Entries> = before.iter().filter_map(|file| Entries::of(file)).collect();
    let is_new = |of: fn(&Entries) -> &HashMap<Value, usize>| {
        of(&now)
            .iter()
            .any(|(entry, count)| before.iter().all(|before| of(before).get(entry).is_none_or(|known| known < count)))
    };
    let may_be_unchained = may_begin && !before.iter().any(|before| before.is_chained);
    let is_stray = is_new(|entries| &entries.astray) || !may_be_unchained && is_new(|entries| &entries.unchained);
    is_stray.then_some(Stray::Entries)
}

impl Entries {
    /// None if they cannot be read.
    fn of(file: &[u8]) -> Option<Self> {
        let read =
            |bytes: &[u8]| serde_yaml::from_slice::<Option<Vec<Value>>>(bytes).ok().map(Option::unwrap_or_default);
        let mut entries = Self::default();
        for entry in read(file)? {
            let is_chained = entry.get("prev").is_some_and(|prev| !prev.is_null());
            entries.is_chained |= is_chained;
            let of_kind = if is_chained { &mut entries.astray } else { &mut entries.unchained };
            *of_kind.entry(entry).or_default() += 1;
        }
        for line in file.split_inclusive(|byte| *byte == b'\n').filter(|line| is_line(line)) {
            for entry in read(line).into_iter().flatten() {
                if let Some(count) = entries.astray.get_mut(&entry) {
                    *count -= 1;
                    if *count == 0 {
                        entries.astray.remove(&entry);
                    }
                }
            }
        }
        Some(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "- step: opinion-read\n  by: wang\n";
    const CHAINED: &str = "- {by: wang, verdict: approve, prev: []}\n";

    fn told(before: &[&str], now: &str, may_begin: bool) -> Option<Stray> {
        let before: Vec<Vec<u8>> = before.iter().map(|text| text.as_bytes().to_vec()).collect();
        stray(&before, now.as_bytes(), may_begin)
    }

    #[test]
    fn a_record_that_was_there_may_stand_otherwise() {
        let on_one = format!("- {{step: opinion-read, by: wang}}\n{CHAINED}");
        assert_eq!(told(&[OLD], &on_one, false), None);
        let twice = format!("{OLD}{OLD}{CHAINED}");
        assert_eq!(told(&[OLD], &twice, false), Some(Stray::Entries));
    }

    #[test]
    fn older_records_come_with_the_first_push_and_not_after_a_chained_line() {
        assert_eq!(told(&[], OLD, true), None);
        assert_eq!(told(&[], OLD, false), Some(Stray::Entries));
        assert_eq!(told(&[CHAINED], &format!("{OLD}{CHAINED}"), true), Some(Stray::Entries));
    }

    #[test]
    fn what_is_chained_has_a_line_of_its_own() {
        let wide = CHAINED.replace("prev: ", "prev:  ");
        assert_eq!(told(&[], &wide, true), Some(Stray::Entries));
        assert_eq!(told(&[&wide], &wide, true), None);
        assert_eq!(told(&[&wide], CHAINED, true), None);
        assert_eq!(told(&[CHAINED], &format!("{CHAINED}note: [\n"), true), Some(Stray::Unreadable));
    }
}
