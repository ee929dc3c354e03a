//! A sound bag, links in one, whose signature it bears, series of bags, and bags that are not made.

mod damages;
mod package;
mod zipped;

use super::*;
use crate::dossier::bag::{Algorithm, Content, DECLARATION, Digests, INFO, NewBag, SIGNATURE, Zipped};
use crate::model::ArchiveId;
use crate::signing::{AllowedSigners, SEAL_NAMESPACE};
use ssh_key::private::Ed25519Keypair;
use ssh_key::{HashAlg, LineEnding, PrivateKey, PublicKey};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const OPINION: &str = "data/Z109/WS·2026·Y/Z109-WS·2026·Y-0001/协商意见.md";
const LETTER: &str = "data/Z109/WS·2026·Y/Z109-WS·2026·Y-0002/协商函.md";

fn key(seed: u8) -> PrivateKey {
    PrivateKey::from(Ed25519Keypair::from_seed(&[seed; 32]))
}

fn signed(key: &PrivateKey, bytes: &[u8]) -> String {
    key.sign(SEAL_NAMESPACE, HashAlg::Sha512, bytes).unwrap().to_pem(LineEnding::LF).unwrap()
}

/// The line of `allowed_signers` by which a key seals for the office.
fn line(key: &PrivateKey, options: &str) -> String {
    let public = PublicKey::from(key.public_key().key_data().clone()).to_openssh().unwrap();
    format!("office {options}{public}\n")
}

fn info(seal: u32, previous: Option<&str>) -> Info {
    let info = Info::default()
        .with(Info::IDENTIFIER, &format!("2026-003-v{seal}"))
        .with(Info::GROUP, "2026-003")
        .with(Info::DATE, "2026-06-20")
        .with(Info::SEAL, &seal);
    previous.iter().fold(info, |info, previous| info.with(Info::PREVIOUS, *previous))
}

fn new_bag(info: Info) -> NewBag {
    let signers = line(&key(1), "namespaces=\"yijuan-seal\" ");
    let files = [(OPINION, "同意加装。\n"), (LETTER, "请研究办。\n"), ("data/其他/allowed_signers", &signers)];
    let content = |text: &str| Content::Bytes(text.as_bytes().to_vec());
    NewBag { info, files: files.map(|(path, text)| (path["data/".len()..].to_owned(), content(text))).into() }
}

/// Seals a bag, and returns its seal.
fn seal(to: &Path, info: Info, by: Option<&PrivateKey>) -> String {
    let prepared = new_bag(info).prepare(to).unwrap();
    if let Some(key) = by {
        prepared.sign(|bytes| Ok(signed(key, bytes))).unwrap();
    }
    let seal = prepared.seal.clone();
    prepared.place().unwrap();
    seal
}

/// What an archive has on record of the bag.
fn on_record(seal: &str) -> Sealing {
    let date = Date::ymd(2026, 6, 20).unwrap();
    Sealing { nth: 1, date, by: None, seal: seal.into(), key: None, receipts: None, note: None }
}

/// A signed bag in a folder of its own.
fn bag() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2026-003-v1");
    seal(&path, info(1, None), Some(&key(1)));
    (folder, path)
}

fn told(faults: &[BagFault]) -> Vec<String> {
    let told = faults.iter().map(|fault| {
        let line = fault.line.map(|line| format!(":{line}")).unwrap_or_default();
        let name = fault.path.rsplit('/').next().unwrap();
        let keys = [key(1), key(2)].map(|key| key.fingerprint(HashAlg::Sha256).to_string());
        let message = keys.iter().fold(fault.message.en.clone(), |message, key| message.replace(key, "KEY"));
        format!("{} {name}{line}: {message}", fault.kind.written())
    });
    told.collect()
}

/// Takes the manifests anew, as whoever alters a bag and seals it again.
fn resealed(bag: &Path) {
    let again = bag.with_extension("again");
    let files = [OPINION, LETTER, "data/其他/allowed_signers"]
        .map(|path| (path["data/".len()..].to_owned(), Content::Bytes(fs::read(bag.join(path)).unwrap())));
    let signature = fs::read(bag.join(SIGNATURE)).unwrap();
    let prepared = NewBag { info: info(1, None), files: files.into() }.prepare(&again).unwrap();
    prepared.place().unwrap();
    fs::remove_dir_all(bag).unwrap();
    fs::rename(again, bag).unwrap();
    fs::write(bag.join(SIGNATURE), signature).unwrap();
}

fn replaced(bag: &Path, file: &str, change: impl Fn(String) -> String) {
    let text = fs::read_to_string(bag.join(file)).unwrap();
    fs::write(bag.join(file), change(text)).unwrap();
}

fn without_line(text: &str, word: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.contains(word)).collect()
}

#[test]
fn a_sealed_bag_is_sound() {
    let (_folder, bag) = bag();
    let verified = VerifiedBag::of(&bag, Known::default());
    assert_eq!(told(&verified.faults), [""; 0]);
    assert_eq!((verified.files, verified.info.seal()), (3, Some(1)));
    let SealSignature::Good { principal, trusting, .. } = &verified.signature else { panic!("not signed") };
    assert_eq!((principal.as_str(), *trusting), ("office", Trusting::Bag));
    assert_eq!(
        told(&verified.notes),
        ["signature tagmanifest-sha512.txt.sig: only the bag itself says whose key signed it"]
    );
}

#[cfg(unix)]
#[test]
fn links_and_what_is_no_file_are_named() {
    use std::os::unix::fs::symlink;
    let (folder, bag) = bag();
    fs::write(folder.path().join("outside"), "x").unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    symlink(folder.path().join("outside"), bag.join("data/file")).unwrap();
    symlink(folder.path().join("folder"), bag.join("data/folder")).unwrap();
    symlink("nowhere", bag.join("data/nowhere")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(bag.join("data/socket")).unwrap();
    let verified = VerifiedBag::of(&bag, Known::default());
    let link = |name: &str| format!("link {name}: it is a link, not a file");
    let socket = "special socket: it is neither a file nor a folder".to_owned();
    assert_eq!(told(&verified.faults), [link("file"), link("folder"), link("nowhere"), socket]);
}

#[test]
fn an_archive_judges_its_own_bags_by_its_own_keys_and_seals() {
    let (_folder, bag) = bag();
    let seal = VerifiedBag::of(&bag, Known::default()).seal.unwrap();
    let judged = |archive: Option<&ArchiveId>, signers: &str, seal: &str| {
        let signers = AllowedSigners::read(signers).0;
        let sealings = |key: TopicKey| if key.number == 3 { vec![on_record(seal)] } else { Vec::new() };
        VerifiedBag::of(&bag, Known { archive, signers: Some(&signers), sealings: Some(&sealings) })
    };
    let verified = judged(None, &line(&key(1), "namespaces=\"yijuan-seal\" "), &seal);
    assert_eq!(told(&verified.faults), [""; 0]);
    assert_eq!(told(&verified.notes), ["recorded tagmanifest-sha512.txt: the archive has this very seal on record"]);
    let until = "valid-before=\"20260601Z\",namespaces=\"yijuan-seal\" ";
    for (signers, why) in [
        (line(&key(2), "namespaces=\"yijuan-seal\" "), "the archive does not trust the key "),
        (line(&key(1), ""), "the archive does not trust the key "),
        (line(&key(1), until), "the key KEY was not good on 2026-06-20"),
    ] {
        let faults = told(&judged(None, &signers, "0").faults);
        assert_eq!(faults[0], "recorded tagmanifest-sha512.txt: the archive has another seal on record");
        let start = "signature tagmanifest-sha512.txt.sig: ";
        assert!(faults[1].starts_with(start) && faults[1].contains(why), "{}", faults[1]);
    }
    let foreign = judged("yunhe-2026".parse().ok().as_ref(), &line(&key(2), ""), "0");
    assert_eq!(told(&foreign.faults), [""; 0], "a bag of another archive is none of its business");
}

#[test]
fn a_signature_that_was_taken_away_is_told_by_the_record() {
    let (_folder, bag) = bag();
    let seal = VerifiedBag::of(&bag, Known::default()).seal.unwrap();
    let signers = AllowedSigners::read(&line(&key(1), "namespaces=\"yijuan-seal\" ")).0;
    let judged = |with: Option<&str>| {
        let sealings = |_| vec![Sealing { key: with.map(Into::into), ..on_record(&seal) }];
        VerifiedBag::of(&bag, Known { archive: None, signers: Some(&signers), sealings: Some(&sealings) })
    };
    assert_eq!(told(&judged(Some("SHA256:abc")).faults), [""; 0]);
    fs::remove_file(bag.join(SIGNATURE)).unwrap();
    let verified = judged(Some("SHA256:abc"));
    let gone =
        "signature tagmanifest-sha512.txt.sig: it was signed with the key SHA256:abc, and the signature is not there";
    assert_eq!(told(&verified.faults), [gone]);
    assert_eq!(told(&verified.notes), ["recorded tagmanifest-sha512.txt: the archive has this very seal on record"]);
    assert_eq!(told(&judged(None).faults), [""; 0]);
}

#[test]
fn each_bag_of_a_series_names_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let first = seal(&at("v1"), info(1, None), None);
    let second = seal(&at("v2"), info(2, Some(&first)), None);
    seal(&at("v3"), info(3, Some(&second)), None);
    let faults = || {
        let verified = VerifiedBags::of(folder.path(), Known::default()).unwrap();
        assert!(verified.bags.iter().all(VerifiedBag::is_sound));
        told(&verified.faults)
    };
    assert_eq!(faults(), [""; 0]);
    fs::rename(at("v2"), at("v4")).unwrap();
    assert_eq!(faults(), [""; 0], "the name of the folder does not matter");
    // What a killed sealing left belongs to no series.
    seal(&at(".v3.unfinished"), info(3, Some(&second)), None);
    assert_eq!(faults(), [""; 0]);
    fs::remove_dir_all(at("v4")).unwrap();
    assert_eq!(faults(), ["chain v3: seal 2 is missing"]);
    seal(&at("v2"), info(2, Some(&second)), None);
    let second = at("v2").display().to_string();
    let first = at("v1").display().to_string();
    let wrong = [
        format!("chain v2: the seal 1 that it names is not `{first}`"),
        format!("chain v3: the seal 2 that it names is not `{second}`"),
    ];
    assert_eq!(faults(), wrong);
    seal(&at("v2b"), info(2, None), None);
    assert!(faults().contains(&format!("chain v2b: `{second}` is seal 2 too")));
}

fn zipped(bag: &Path) -> Result<PathBuf, Diagnostic> {
    Zipped::prepare(bag, bag)?.place()
}

#[test]
fn equal_contents_are_equal_bags_and_equal_zip_files() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["one", "other"].map(|name| {
        let bag = folder.path().join(name).join("2026-003-v1");
        seal(&bag, info(1, None), Some(&key(1)));
        fs::read(zipped(&bag).unwrap()).unwrap()
    });
    assert!(files[0] == files[1]);
    let one = folder.path().join("one/2026-003-v1");
    assert!(zipped(&one).is_ok(), "the same is there");
    fs::write(folder.path().join("one/2026-003-v1.zip"), "another").unwrap();
    assert!(zipped(&one).is_err(), "nothing is replaced");
    assert_eq!(fs::read_dir(folder.path().join("one")).unwrap().count(), 2, "nothing is left");
}

#[test]
fn there_is_no_bag_or_a_whole_one() {
    let folder = tempfile::tempdir().unwrap();
    let bag = folder.path().join("bag");
    let mut broken = new_bag(info(1, None));
    let gone = || Err(Diagnostic::new(Text::same("gone")));
    broken.files.push(("其他/不在".into(), Content::Read(Box::new(gone))));
    assert!(broken.prepare(&bag).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    // What a killed command left does not hinder the next.
    fs::create_dir_all(folder.path().join(".bag.unfinished/data")).unwrap();
    drop(new_bag(info(1, None)).prepare(&bag).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    seal(&bag, info(1, None), None);
    assert!(new_bag(info(1, None)).prepare(&bag).unwrap().place().is_err(), "a bag is never replaced");
    assert!(VerifiedBag::of(&bag, Known::default()).is_sound());
}
