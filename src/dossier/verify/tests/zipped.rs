//! The ZIP file of a bag, verified as it is, and what is done to one.

use super::*;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What is put into a ZIP file beside or in place of what a bag has.
type Change = fn(&mut ZipWriter<Cursor<Vec<u8>>>);

/// What is done to its bytes.
type Altered = fn(Vec<u8>) -> Vec<u8>;

fn stored() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Stored)
}

fn file(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8], options: SimpleFileOptions) {
    zip.start_file(name, options).unwrap();
    zip.write_all(bytes).unwrap();
}

/// The ZIP file of a bag, with something added and its bytes changed.
fn verified(add: Change, change: impl Fn(Vec<u8>) -> Vec<u8>) -> VerifiedBag {
    let (folder, bag) = bag();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in walkdir::WalkDir::new(&bag).sort_by_file_name().into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder.path()).unwrap().to_str().unwrap();
            file(&mut zip, name, &fs::read(entry.path()).unwrap(), stored());
        }
    }
    add(&mut zip);
    let path = folder.path().join("bag.zip");
    fs::write(&path, change(zip.finish().unwrap().into_inner())).unwrap();
    VerifiedBags::of(&path, Known::default()).unwrap().bags.pop().unwrap()
}

/// A name within a ZIP file replaced by another of its length, wherever it stands.
fn renamed(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..bytes.len().saturating_sub(from.len()) {
        if bytes[at..].starts_with(from.as_bytes()) {
            bytes[at..at + from.len()].copy_from_slice(to.as_bytes());
        }
    }
    bytes
}

#[test]
fn a_zip_file_is_verified_like_the_folder_it_was_made_of() {
    let (folder, bag) = bag();
    let zip = zipped(&bag).unwrap();
    let [of_zip, of_folder] =
        [&zip, &bag].map(|path| VerifiedBags::of(path, Known::default()).unwrap().bags.pop().unwrap());
    assert_eq!(told(&of_zip.faults), [""; 0]);
    assert_eq!((of_zip.seal, of_zip.files, of_zip.bytes), (of_folder.seal, of_folder.files, of_folder.bytes));
    assert_eq!(of_zip.signature, of_folder.signature);
    // Beside its folder it is not another bag; without that it is the bag.
    let series = || VerifiedBags::of(folder.path(), Known::default()).unwrap().bags.len();
    assert_eq!(series(), 1);
    fs::remove_dir_all(&bag).unwrap();
    assert_eq!(series(), 1);
    // Nothing but what lies there was written.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// The place of the last record of a kind.
fn last(bytes: &[u8], record: &[u8]) -> usize {
    bytes.windows(record.len()).rposition(|part| part == record).unwrap()
}

fn first(bytes: &[u8], words: &str) -> usize {
    bytes.windows(words.len()).position(|part| part == words.as_bytes()).unwrap()
}

#[test]
fn what_is_added_to_a_zip_file_is_named() {
    let added: [(Change, &str); 8] = [
        (|zip| file(zip, "2026-003-v1/data/多.md", b"1", stored()), "unlisted 多.md: no manifest lists it"),
        (|zip| file(zip, "2026-003-v1/多.md", b"1", stored()), "unlisted 多.md: no manifest lists it"),
        (
            |zip| file(zip, "2026-003-v1/../../x", b"1", stored()),
            "escape x: `2026-003-v1/../../x` lies outside of where it may lie",
        ),
        (|zip| file(zip, "x", b"1", stored()), "unlisted x: it lies outside the folder of the bag"),
        (
            |zip| file(zip, "2026-003-v1/x", &[b'1'; 99], stored().compression_method(CompressionMethod::Deflated)),
            "packed x: it is compressed, not stored as it is",
        ),
        (|zip| zip.add_symlink("2026-003-v1/x", "/etc/passwd", stored()).unwrap(), "link x: it is a link, not a file"),
        (|zip| zip.add_directory("2026-003-v1/data/x", stored()).unwrap(), "empty-folder x: an empty folder"),
        (
            |zip| file(zip, "2026-003-v1/DATA/其他/allowed_signers", b"1", stored()),
            "twin allowed_signers: on some systems it has the same name as `DATA/其他/allowed_signers`",
        ),
    ];
    for (add, expected) in added {
        let told = told(&verified(add, |bytes| bytes).faults);
        assert!(told.contains(&expected.to_owned()), "{expected}: {told:?}");
    }
}

#[test]
fn what_is_changed_in_a_zip_file_is_named() {
    let nothing: Change = |_| ();
    let other: Change = |zip| file(zip, "2026-003-v1/bagit.tx2", b"1", stored());
    let strange = "unlisted bag.zip: there is something in the ZIP file that its list does not have, or has otherwise";
    let changed: [(Change, Altered, &str); 6] = [
        (nothing, |bytes| renamed(&bytes, "同意", "同樣"), "altered 协商意见.md: its content is not what was sealed"),
        (nothing, |bytes| [b"xx", &bytes[..]].concat(), strange),
        (nothing, |bytes| [&bytes[..], b"xx"].concat(), strange),
        (
            nothing,
            // The header before the file has another name than the list.
            |mut bytes| {
                let at = first(&bytes, "2026-003-v1/bagit.txt") + "2026-003-v1/bagit.tx".len();
                bytes[at] = b'2';
                bytes
            },
            strange,
        ),
        (
            other,
            |bytes| renamed(&bytes, "bagit.tx2", "bagit.txt"),
            "twin bag.zip: two files in the ZIP file have one name",
        ),
        (
            other,
            |mut bytes| {
                let at = last(&bytes, b"PK\x01\x02");
                bytes[at + 8] |= 1;
                bytes
            },
            "packed bagit.tx2: it is encrypted",
        ),
    ];
    for (add, change, expected) in changed {
        let told = told(&verified(add, change).faults);
        assert!(told.contains(&expected.to_owned()), "{expected}: {told:?}");
    }
}

#[test]
fn a_zip_file_without_a_bag_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    file(&mut zip, "甲.md", b"1", stored());
    for bytes in [zip.finish().unwrap().into_inner(), b"PK\x03\x04".to_vec(), Vec::new()] {
        fs::write(&path, bytes).unwrap();
        assert!(VerifiedBags::of(&path, Known::default()).is_err());
        assert!(VerifiedBags::of(folder.path(), Known::default()).is_err());
    }
}
