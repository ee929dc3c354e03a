//! The checks of DA/T 70: a package that passes them, and what each finds.

use super::*;
use crate::dossier::package::{CATALOGUE, Catalogue, DESCRIPTION, Entry, EntryFile, METADATA};
use crate::model::sha256;

/// Two files as a package has them, after a change to their list or to the payload.
fn package(change: fn(&mut Catalogue, &mut Vec<(String, Content)>)) -> (TempDir, VerifiedBag) {
    let entry = |item: u32, name: &str, text: &str| Entry {
        reference: format!("Z109-WS·2026·Y-000{item}"),
        author: "政协云河区委员会".into(),
        title: format!("关于老旧小区加装电梯的{name}"),
        date: "20260620".into(),
        retention: "Y".into(),
        folder: format!("Z109/WS·2026·Y/Z109-WS·2026·Y-000{item}"),
        files: vec![file(&format!("{name}.md"), text.as_bytes())],
        ..Entry::default()
    };
    let mut list = Catalogue {
        entries: vec![entry(1, "协商意见", "同意加装。\n"), entry(2, "协商函", "请研究办。\n")],
    };
    let mut files = new_bag(info(1, None)).files;
    change(&mut list, &mut files);
    let text = |text: String| Content::Bytes(text.into_bytes());
    for entry in &list.entries {
        files.push((format!("{}/{METADATA}", entry.folder), text(entry.metadata(&[]))));
    }
    files.push((CATALOGUE.to_owned(), text(list.file())));
    files.push((DESCRIPTION.to_owned(), text("一卷\n".to_owned())));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bag");
    NewBag { info: info(1, None), files }.prepare(&path).unwrap().place().unwrap();
    (folder, VerifiedBag::of(&path, Known::default()))
}

fn file(name: &str, bytes: &[u8]) -> EntryFile {
    EntryFile { name: name.into(), original: None, bytes: bytes.len() as u64, sha256: sha256(bytes) }
}

fn failed(bag: &VerifiedBag) -> Vec<String> {
    let failed = bag.qualities.iter().filter(|quality| quality.state == QualityState::Failed);
    failed.map(|quality| format!("{} {}", quality.code, Text::join(&quality.found, "；", "; ").zh)).collect()
}

#[test]
fn a_package_passes_what_a_program_can_check_and_leaves_the_rest_to_people() {
    let (_folder, bag) = package(|_, _| ());
    assert_eq!((told(&bag.faults), failed(&bag)), (Vec::new(), Vec::new()));
    let manual = bag.qualities.iter().filter(|quality| quality.state == QualityState::Manual);
    let manual: Vec<&str> = manual.map(|quality| quality.code).collect();
    assert_eq!(manual, ["1-1", "3-2", "3-4", "4-1", "4-2", "4-3", "4-7"]);
    assert!(bag.is_sound());
}

#[test]
fn what_is_wrong_with_a_package_is_told_under_its_code() {
    type Wrong = (fn(&mut Catalogue, &mut Vec<(String, Content)>), &'static [&'static str]);
    let wrong: &[Wrong] = &[
        (
            |list, _| list.entries[0].reference = "Z109-WS·2026·Y-1".into(),
            &["1-7 Z109-WS·2026·Y-1：不是“全宗号-类别号-四位件号”，或不在相应的文件夹"],
        ),
        (
            |list, _| list.entries[0].reference = "Z109".into(),
            &["1-7 Z109：不是“全宗号-类别号-四位件号”，或不在相应的文件夹"],
        ),
        (
            |list, _| list.entries.iter_mut().for_each(|entry| entry.number = "云协办〔2026〕5号".into()),
            &["1-8 云协办〔2026〕5号"],
        ),
        (|list, _| list.entries[1].files[0].bytes = 7, &["1-10 Z109-WS·2026·Y-0002：协商函.md 大小不符"]),
        (
            |list, _| list.entries[1].files.clear(),
            &[
                "1-11 Z109-WS·2026·Y-0002：目录与文件夹不一致：协商函.md",
                "2-7 Z109-WS·2026·Y-0002：没有内容，或有空文件",
            ],
        ),
        (
            |_, files| files.push(("Z109/WS·2026·Y/Z109-WS·2026·Y-0009/甲.md".into(), Content::Bytes(b"1".into()))),
            &["1-13 Z109/WS·2026·Y/Z109-WS·2026·Y-0009 不在目录中", "2-1 目录 2 件，文件夹 3 个"],
        ),
        (
            |list, _| (list.entries[0].title, list.entries[0].date) = Default::default(),
            &["2-4 Z109-WS·2026·Y-0001：没有题名、日期"],
        ),
        (
            |list, files| {
                let more = [
                    ("扫描件.pdf", &b"PK\x03\x04 "[..]),
                    ("附件.pdf", b"%PDF-1.7 /Encrypt"),
                    ("图.jpg", b"\x89PNG\r\n\x1a\n"),
                    ("版式.ofd", b"PK\x03\x04\x14\0\0\x08"),
                    ("加密.ofd", b"PK\x03\x04\x14\0\x01\x08"),
                    ("包.zip", b"PK\x03\x04\x14\0\0\x08"),
                ];
                for (name, bytes) in more {
                    files.push((format!("{}/{name}", list.entries[0].folder), Content::Bytes(bytes.into())));
                    list.entries[0].files.push(file(name, bytes));
                }
            },
            &[
                "3-3 Z109-WS·2026·Y-0001：扫描件.pdf、图.jpg 不是扩展名所示的格式",
                "3-8 Z109-WS·2026·Y-0001：扫描件.pdf、附件.pdf、加密.ofd、包.zip 加密或压缩",
            ],
        ),
    ];
    for (change, expected) in wrong {
        let (_folder, bag) = package(*change);
        assert_eq!(told(&bag.faults), [""; 0]);
        assert_eq!(failed(&bag), *expected);
        assert!(!bag.is_sound());
    }
}

#[test]
fn a_list_that_says_otherwise_than_the_manifests_is_told() {
    let (_folder, bag) = package(|list, files| {
        list.entries[0].files[0].sha256 = sha256("不同意加装。\n".as_bytes());
        list.entries[1].files[0].sha256.clear();
        files.retain(|(path, _)| !path.ends_with("协商函.md"));
    });
    assert_eq!(told(&bag.faults), ["catalogue 协商意见.md: its SHA-256 is not the one in 目录文件.XML"]);
    let failed = failed(&bag);
    assert!(failed[0].starts_with("1-10 data/Z109") && failed[0].ends_with("SHA-256 不符"), "{failed:?}");
    assert!(!bag.is_sound());
}

#[test]
fn numbers_that_other_dossiers_may_have_are_left_to_people() {
    let (_folder, bag) = package(|list, files| {
        let entry = &mut list.entries[1];
        entry.reference = "Z109-WS·2026·Y-0003".into();
        entry.folder = "Z109/WS·2026·Y/Z109-WS·2026·Y-0003".into();
        files[1].0 = "Z109/WS·2026·Y/Z109-WS·2026·Y-0003/协商函.md".into();
    });
    assert!(bag.is_sound());
    let quality = bag.qualities.iter().find(|quality| quality.code == "2-6").unwrap();
    assert_eq!(quality.state, QualityState::Manual);
    assert_eq!(quality.found[0].zh, "Z109-WS·2026·Y 的件号有间隔：其间的属于其他案卷，与登记核对");
}
