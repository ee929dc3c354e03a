//! Each way in which a bag is altered, and how that is told.

use super::*;

/// A name, what is done to a bag, and what is found then.
type Damage = (&'static str, fn(&Path), &'static [&'static str]);

const DAMAGES: &[Damage] = &[
    (
        "another byte, the same size",
        |bag| replaced(bag, OPINION, |text| text.replace('同', "不")),
        &["altered 协商意见.md: its content is not what was sealed"],
    ),
    (
        "a file removed",
        |bag| fs::remove_file(bag.join(OPINION)).unwrap(),
        &[
            "empty-folder Z109-WS·2026·Y-0001: an empty folder",
            "size bag-info.txt: it says 3 files of 145 bytes, there are 2 of 129",
            "missing 协商意见.md: it is listed and not there",
        ],
    ),
    (
        "a file added to the payload",
        |bag| fs::write(bag.join("data/其他/.DS_Store"), "").unwrap(),
        &[
            "size bag-info.txt: it says 3 files of 145 bytes, there are 4 of 145",
            "unlisted .DS_Store: no manifest lists it",
        ],
    ),
    (
        "a file added beside the payload",
        |bag| fs::write(bag.join("说明.txt"), "1").unwrap(),
        &["unlisted 说明.txt: no manifest lists it"],
    ),
    (
        "a file renamed",
        |bag| fs::rename(bag.join(OPINION), bag.join(OPINION).with_file_name("意见.md")).unwrap(),
        &[
            "missing 协商意见.md: it is listed and not there",
            "unlisted 意见.md: no manifest lists it; its content is that of `data/Z109/WS·2026·Y/Z109-WS·2026·Y-0001/协商意见.md`",
        ],
    ),
    (
        "two files swapped",
        |bag| {
            fs::rename(bag.join(OPINION), bag.join("x")).unwrap();
            fs::rename(bag.join(LETTER), bag.join(OPINION)).unwrap();
            fs::rename(bag.join("x"), bag.join(LETTER)).unwrap();
        },
        &[
            "altered 协商意见.md: its content is that of `data/Z109/WS·2026·Y/Z109-WS·2026·Y-0002/协商函.md`",
            "altered 协商函.md: its content is that of `data/Z109/WS·2026·Y/Z109-WS·2026·Y-0001/协商意见.md`",
        ],
    ),
    (
        "a manifest cut off",
        |bag| replaced(bag, "manifest-sha512.txt", |text| text[..text.len() - 9].to_owned()),
        &[
            "listed-once allowed_signers: manifest-sha512.txt does not list it",
            "altered manifest-sha512.txt: its content is not what was sealed",
            "line manifest-sha512.txt:3: the manifest ends within this line",
        ],
    ),
    (
        "a line missing from one manifest",
        |bag| replaced(bag, "manifest-sha256.txt", |text| without_line(&text, "协商函")),
        &[
            "listed-once 协商函.md: manifest-sha256.txt does not list it",
            "altered manifest-sha256.txt: its content is not what was sealed",
        ],
    ),
    (
        "a manifest taken away",
        |bag| fs::remove_file(bag.join("manifest-sha256.txt")).unwrap(),
        &[
            "no-manifest manifest-sha256.txt: this manifest is not there, or too large",
            "missing manifest-sha256.txt: it is listed and not there",
        ],
    ),
    (
        "the manifests of what is beside the payload taken away, and the day changed",
        |bag| {
            for algorithm in Algorithm::ALL {
                fs::remove_file(bag.join(algorithm.tag_manifest())).unwrap();
            }
            replaced(bag, INFO, |text| text.replace("2026-06-20", "1066-06-20"));
        },
        &[
            "unlisted bag-info.txt: no manifest lists it",
            "unlisted bagit.txt: no manifest lists it",
            "unlisted manifest-sha256.txt: no manifest lists it",
            "unlisted manifest-sha512.txt: no manifest lists it",
            "no-manifest tagmanifest-sha256.txt: this manifest is not there, or too large",
            "no-manifest tagmanifest-sha512.txt: this manifest is not there, or too large",
            "signature tagmanifest-sha512.txt.sig: it is not over tagmanifest-sha512.txt as it is",
        ],
    ),
    (
        "sealed again after a number was changed",
        |bag| {
            replaced(bag, OPINION, |text| text.replace('同', "不"));
            resealed(bag);
        },
        &["signature tagmanifest-sha512.txt.sig: it is not over tagmanifest-sha512.txt as it is"],
    ),
    (
        "sealed again with a key and a list of one's own",
        |bag| {
            let other = key(2);
            fs::write(bag.join("data/其他/allowed_signers"), line(&other, "")).unwrap();
            resealed(bag);
            let sealed = fs::read(bag.join(SEALED)).unwrap();
            fs::write(bag.join(SIGNATURE), signed(&other, &sealed)).unwrap();
        },
        &[
            "signature tagmanifest-sha512.txt.sig: the list in the bag does not trust the key KEY to seal (namespaces=\"yijuan-seal\")",
        ],
    ),
    (
        "a name in another form of Unicode",
        |bag| {
            fs::write(bag.join("data/e\u{301}"), "").unwrap();
            fs::write(bag.join("data/é"), "").unwrap();
        },
        &[
            "size bag-info.txt: it says 3 files of 145 bytes, there are 5 of 145",
            "name e\u{301}: its name is not in the usual form (NFC)",
            "unlisted e\u{301}: no manifest lists it",
            "twin é: on some systems it has the same name as `data/e\u{301}`",
            "unlisted é: no manifest lists it",
        ],
    ),
    (
        "a name in capitals",
        |bag| fs::copy(bag.join(OPINION), bag.join(OPINION).with_extension("MD")).map(drop).unwrap(),
        &[
            "size bag-info.txt: it says 3 files of 145 bytes, there are 4 of 161",
            "unlisted 协商意见.MD: no manifest lists it; its content is that of `data/Z109/WS·2026·Y/Z109-WS·2026·Y-0001/协商意见.md`",
            "twin 协商意见.md: on some systems it has the same name as `data/Z109/WS·2026·Y/Z109-WS·2026·Y-0001/协商意见.MD`",
        ],
    ),
    (
        "a file emptied",
        |bag| fs::write(bag.join(OPINION), "").unwrap(),
        &[
            "altered 协商意见.md: its content is gone, the file is empty",
            "size bag-info.txt: it says 3 files of 145 bytes, there are 3 of 129",
        ],
    ),
    (
        "a path that leads out",
        |bag| {
            let digest = Digests::of_bytes(b"").sha256;
            replaced(bag, "manifest-sha256.txt", |text| format!("{text}{digest}  data/../../passwd\n"));
        },
        &[
            "altered manifest-sha256.txt: its content is not what was sealed",
            "escape manifest-sha256.txt:4: `data/../../passwd` lies outside of where it may lie",
        ],
    ),
    (
        "an empty folder",
        |bag| fs::create_dir_all(bag.join("data/其他/空/空")).unwrap(),
        &["empty-folder 空: an empty folder"],
    ),
    (
        "line ends of Windows",
        |bag| replaced(bag, DECLARATION, |text| text.replace('\n', "\r\n")),
        &[
            "altered bagit.txt: its content is not what was sealed",
            "declaration bagit.txt: it is not there, or not the two lines that it must be",
        ],
    ),
    (
        "a manifest rewritten for one file",
        |bag| {
            let (one, other) = (Digests::of_bytes("同意加装。\n".as_bytes()), Digests::of_bytes(b""));
            replaced(bag, "manifest-sha256.txt", |text| text.replace(&one.sha256, &other.sha256));
        },
        &[
            "altered 协商意见.md: it agrees with one manifest and not with manifest-sha256.txt",
            "altered manifest-sha256.txt: its content is not what was sealed",
        ],
    ),
];

#[test]
fn every_damage_is_named_with_its_file() {
    for (name, damage, expected) in DAMAGES {
        let (_folder, bag) = bag();
        damage(&bag);
        let verified = VerifiedBag::of(&bag, Known::default());
        let mut expected: Vec<&str> = expected.to_vec();
        let mut found = told(&verified.faults);
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{name}");
    }
}
