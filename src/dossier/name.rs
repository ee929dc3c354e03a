//! Names of files that every system and every tool for packages takes: what may not stand in one, and which two are the
//! same to some.

use crate::text;
use crate::text::{Text, is_hidden};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// Characters that Windows refuses, and the percent sign, on which tools for packages differ.
pub(super) const REFUSED: [char; 9] = ['%', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// Names that Windows keeps for devices, whatever ending they have.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The same with a number from 1 to 9.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Most bytes of a name, and most characters of a path.
pub(super) const LONGEST_NAME: usize = 200;
pub(super) const LONGEST_PATH: usize = 240;

/// Why a path cannot stand in a package; the separator is `/`.
#[must_use]
pub fn objection(path: &str) -> Option<Text> {
    if let Some(found) = path.chars().find(|c| REFUSED.contains(c)) {
        return Some(text!(zh: "文件名含有 {found}", en: "its name has {found} in it"));
    }
    if path.chars().any(|c| c.is_control() || is_hidden(c)) {
        return Some(Text::new("文件名含有不可见的字符", "its name has hidden characters in it"));
    }
    if let Some(found) = path.split('/').find(|name| is_device(name)) {
        return Some(text!(zh: "Windows 不接受“{found}”这个名称", en: "no file may be called `{found}` on Windows"));
    }
    if path.split('/').any(|name| name.ends_with(['.', ' ']) || name.starts_with(' ')) {
        return Some(Text::new(
            "文件名以空格或点结尾，或以空格开头",
            "its name begins or ends with a blank, or ends with a dot",
        ));
    }
    if !is_nfc(path) {
        return Some(Text::new("文件名不是通行的编码形式（NFC）", "its name is not in the usual form (NFC)"));
    }
    if path.split('/').any(|name| name.len() > LONGEST_NAME) {
        return Some(text!(zh: "文件名长于 {LONGEST_NAME} 字节", en: "its name is longer than {LONGEST_NAME} bytes"));
    }
    (path.chars().count() > LONGEST_PATH)
        .then(|| text!(zh: "路径长于 {LONGEST_PATH} 个字符", en: "its path is longer than {LONGEST_PATH} characters"))
}

/// Whether Windows takes a name for that of a device.
pub(super) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_numbered = |kind: &&str| stem.strip_prefix(*kind).is_some_and(|nth| matches!(nth.as_bytes(), [b'1'..=b'9']));
    DEVICES.contains(&stem.as_str()) || NUMBERED_DEVICES.iter().any(is_numbered)
}

/// A path in the usual form (NFC), if it is in another.
#[must_use]
pub fn in_usual_form(path: &str) -> Option<String> {
    (!is_nfc(path)).then(|| path.nfc().collect())
}

/// The same for paths that some system takes for one: in one form and in one case.
#[must_use]
pub fn folded(path: &str) -> String {
    path.nfc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_package_takes_is_told() {
        for (path, words) in [
            ("materials/部门材料.pdf", None),
            ("photos/照片 (1).JPG", None),
            ("materials/满意度50%.pdf", Some("含有 %")),
            ("materials/甲:乙.pdf", Some("含有 :")),
            ("materials/名\u{202e}fdp.exe", Some("不可见")),
            ("materials/材料 .pdf ", Some("空格")),
            ("materials/材料.", Some("点结尾")),
            ("materials/Cafe\u{301}.pdf", Some("NFC")),
            ("materials/CON.txt", Some("Windows")),
            ("lpt1/a.txt", Some("Windows")),
            ("materials/console.txt", None),
            ("materials/com0.txt", None),
        ] {
            let told = objection(path).map(|text| text.zh);
            assert_eq!(told.is_some(), words.is_some(), "{path}: {told:?}");
            assert!(words.is_none_or(|words| told.unwrap_or_default().contains(words)), "{path}");
        }
        assert!(objection(&format!("{}.pdf", "长".repeat(70))).is_some());
        assert!(objection(&["长".repeat(60).as_str(); 5].join("/")).is_some());
    }

    #[test]
    fn twins_fold_to_one() {
        assert_eq!(folded("A/Caf\u{e9}.PDF"), folded("a/cafe\u{301}.pdf"));
        assert_ne!(folded("甲.pdf"), folded("乙.pdf"));
    }
}
