//! Safe names for the files of a bag, no two the same on any system.

use crate::dossier::name::{LONGEST_NAME, LONGEST_PATH, REFUSED, folded};
use crate::text::is_hidden;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization as _;

/// Gives each file a name that is safe and that no other of the bag has.
#[derive(Default)]
pub struct SafeNames {
    given: HashSet<String>,
}

impl SafeNames {
    /// A safe name in a folder for a file that is called `original`. What it was called is for the caller to keep.
    pub fn give(&mut self, folder: &str, original: &str) -> String {
        let nfc: String = original.nfc().collect();
        let mut name: String = nfc
            .chars()
            .map(|c| if is_hidden(c) || c == '/' || REFUSED.contains(&c) { '_' } else { c })
            .collect::<String>()
            .trim_start()
            .trim_end_matches(['.', ' '])
            .to_owned();
        if name.is_empty() {
            name.push('_');
        }
        let path_room = LONGEST_PATH.saturating_sub(folder.chars().count() + 1);
        for nth in 1.. {
            let mark = if nth == 1 { String::new() } else { format!("-{nth}") };
            let path = format!("{folder}/{}", shortened(&name, &mark, path_room));
            if self.given.insert(folded(&path)) {
                return path;
            }
        }
        name
    }
}

/// A name with a mark before its ending, cut between two characters before both if it is too long.
fn shortened(name: &str, mark: &str, characters: usize) -> String {
    let (stem, ending) = match name.rfind('.') {
        Some(at) if at > 0 && name.len() - at <= 10 => name.split_at(at),
        _ => (name, ""),
    };
    let (room, characters) = (
        LONGEST_NAME.saturating_sub(mark.len() + ending.len()),
        characters.saturating_sub(mark.chars().count() + ending.chars().count()),
    );
    let mut short = String::new();
    for c in stem.chars().take(characters) {
        if short.len() + c.len_utf8() > room {
            break;
        }
        short.push(c);
    }
    let short = short.trim_end_matches(['.', ' ']);
    format!("{short}{mark}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::name::objection;

    #[test]
    fn every_file_gets_a_safe_name_of_its_own() {
        let mut names = SafeNames::default();
        assert_eq!(names.give("data", "满意度50%.txt"), "data/满意度50_.txt");
        assert_eq!(names.give("data", "满意度50?.TXT"), "data/满意度50_-2.TXT");
        assert_eq!(names.give("data", "e\u{301}.md"), "data/é.md");
        assert_eq!(names.give("data", "É.md"), "data/É-2.md");
        assert_eq!(names.give("data", " 甲. "), "data/甲");
        assert_eq!(names.give("data", ".."), "data/_");
        let long = names.give("data", &format!("{}.pdf", "题".repeat(100)));
        assert!(long.ends_with("题.pdf") && objection(&long).is_none(), "{long}");
        let other = names.give("data", &format!("{}.pdf", "题".repeat(101)));
        assert!(other.ends_with("题-2.pdf") && objection(&other).is_none(), "{other}");
    }
}
