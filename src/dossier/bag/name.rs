//! Safe names for the files of a bag, no two the same on any system.

use super::DATA;
use crate::dossier::name::{LONGEST_NAME, LONGEST_PATH, REFUSED, folded, is_device};
use crate::text::is_hidden;
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization as _;

/// Most characters of a path within a folder of a name that is not the program's own.
const INSIDE: usize = 40;

/// Gives each file of the payload a name that is safe and that no other has.
#[derive(Default)]
pub struct SafeNames {
    given: HashSet<String>,
    /// The folders that were given a name, by where they are and what they are called.
    folders: HashMap<(String, String), String>,
}

impl SafeNames {
    /// A safe name in a folder for a file that is called `original`. What it was called is for the caller to keep.
    pub fn give(&mut self, folder: &str, original: &str) -> String {
        self.of_room(folder, original, 0)
    }

    /// A safe name for a folder that is called `original`, the same each time.
    pub fn folder(&mut self, folder: &str, original: &str) -> String {
        let called = (folder.to_owned(), original.to_owned());
        if let Some(known) = self.folders.get(&called) {
            return known.clone();
        }
        let path = self.of_room(folder, original, INSIDE);
        self.folders.insert(called, path.clone());
        path
    }

    /// A safe name that leaves so many characters for what is inside.
    fn of_room(&mut self, folder: &str, original: &str, inside: usize) -> String {
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
        if is_device(&name) {
            name.insert(name.find('.').unwrap_or(name.len()), '_');
        }
        // In the bag, all of it lies in a folder.
        let around = DATA.len() + 1 + folder.chars().count() + 1;
        let path_room = LONGEST_PATH.saturating_sub(around + inside);
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
        assert_eq!(names.give("data", "Aux.txt"), "data/Aux_.txt");
        let long = names.give("data", &format!("{}.pdf", "题".repeat(100)));
        assert!(long.ends_with("题.pdf") && objection(&long).is_none(), "{long}");
        let other = names.give("data", &format!("{}.pdf", "题".repeat(101)));
        assert!(other.ends_with("题-2.pdf") && objection(&other).is_none(), "{other}");
        let deep = names.give(&"深".repeat(60), &format!("{}.pdf", "x".repeat(196)));
        assert!(objection(&format!("{DATA}/{deep}")).is_none(), "{deep}");
    }

    #[test]
    fn a_folder_keeps_its_name_and_leaves_room_for_what_is_in_it() {
        let mut names = SafeNames::default();
        assert_eq!(names.folder("版本", "意见50%"), "版本/意见50_");
        assert_eq!(names.folder("版本", "意见50%"), "版本/意见50_");
        assert_eq!(names.folder("版本", "意见50?"), "版本/意见50_-2");
        let long = names.folder("版本", &"x".repeat(250));
        let inside = names.give(&long, "2026-06-20-0123456789abcdef.md");
        assert!(inside.ends_with("cdef.md") && objection(&format!("{DATA}/{inside}")).is_none(), "{inside}");
    }
}
