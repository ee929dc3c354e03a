//! What was found in a bag beside what its manifests say.

use super::fault::{BagFault, BagFaultKind};
use super::found::{Found, is_payload};
use crate::dossier::bag::{
    Algorithm, DECLARATION, DECLARED, Digests, INFO, Info, LineFault, Manifest, SEALED, SIGNATURE,
};
use crate::text;
use crate::text::{Text, on_one_line};
use std::collections::{BTreeSet, HashMap};

/// Largest manifest that is read: some 300,000 files.
const MANIFEST: u64 = 64 << 20;

/// The outcome of the comparison.
pub(super) struct Compared {
    /// What the bag says of itself.
    pub info: Info,
    /// SHA-512 of the manifest of manifests.
    pub seal: Option<String>,
    /// What is wrong.
    pub faults: Vec<BagFault>,
}

/// The manifests of one kind, of the payload or of what is beside it.
struct Manifests {
    is_of_payload: bool,
    all: Vec<(Algorithm, Manifest)>,
}

impl Compared {
    pub(super) fn of(found: &Found) -> Self {
        let mut faults = found.faults.clone();
        declaration(found, &mut faults);
        let info = info(found, &mut faults);
        for is_of_payload in [true, false] {
            Manifests::read(found, is_of_payload, &mut faults).compare(found, &mut faults);
        }
        Self { info, seal: found.digests.get(SEALED).map(|digests| digests.sha512.clone()), faults }
    }
}

fn declaration(found: &Found, faults: &mut Vec<BagFault>) {
    if found.read(DECLARATION, DECLARED.len() as u64).as_deref() != Some(DECLARED.as_bytes()) {
        let message = Text::new("没有，或不是规定的两行", "it is not there, or not the two lines that it must be");
        faults.push(BagFault::new(BagFaultKind::Declaration, DECLARATION, message));
    }
}

/// What is said of the bag, whose size is compared with what is there.
fn info(found: &Found, faults: &mut Vec<BagFault>) -> Info {
    let Some(bytes) = found.read(INFO, Info::LIMIT) else {
        let message = Text::new("没有，或过大", "it is not there, or too large");
        faults.push(BagFault::new(BagFaultKind::Info, INFO, message));
        return Info::default();
    };
    let (info, wrong) = Info::read(&bytes);
    faults.extend(wrong.into_iter().map(|line| {
        let message = Text::new("不是“名称: 内容”一行", "this is no line of a label and its value");
        BagFault::new(BagFaultKind::Info, INFO, message).line(line)
    }));
    let payload = found.files.iter().filter(|(path, _)| is_payload(path));
    let (files, bytes) = payload.fold((0, 0), |(files, all), (_, bytes)| (files + 1, all + bytes));
    match info.oxum() {
        Some(said) if said == (bytes, files) => {}
        Some((said_bytes, said_files)) => faults.push(BagFault::new(
            BagFaultKind::Size,
            INFO,
            text!(
                zh: "写明 {said_files} 个文件、{said_bytes} 字节，实有 {files} 个、{bytes} 字节",
                en: "it says {said_files} files of {said_bytes} bytes, there are {files} of {bytes}"
            ),
        )),
        None => {
            let message = Text::new("没有写明文件数和字节数", "it does not say how many files and bytes there are");
            faults.push(BagFault::new(BagFaultKind::Size, INFO, message));
        }
    }
    info
}

impl Manifests {
    fn read(found: &Found, is_of_payload: bool, faults: &mut Vec<BagFault>) -> Self {
        let mut all = Vec::new();
        for algorithm in Algorithm::ALL {
            let name = if is_of_payload { algorithm.manifest() } else { algorithm.tag_manifest() };
            match found.read(&name, MANIFEST) {
                Some(bytes) => {
                    let (manifest, wrong) = Manifest::read(&bytes, algorithm, is_of_payload);
                    faults.extend(wrong.into_iter().map(|(line, fault)| of_line(&name, line, &fault)));
                    all.push((algorithm, manifest));
                }
                None => {
                    let message = Text::new("没有这份清单，或过大", "this manifest is not there, or too large");
                    let hint = Text::new("少一份清单，就少一道核对", "what it listed can be altered unseen");
                    faults.push(BagFault::new(BagFaultKind::NoManifest, name, message).hint(hint));
                }
            }
        }
        Self { is_of_payload, all }
    }

    fn name(&self, algorithm: Algorithm) -> String {
        if self.is_of_payload { algorithm.manifest() } else { algorithm.tag_manifest() }
    }

    fn compare(&self, found: &Found, faults: &mut Vec<BagFault>) {
        let listed: BTreeSet<&String> =
            self.all.iter().flat_map(|(_, manifest)| manifest.iter().map(|(path, _)| path)).collect();
        // By content, to say where a file went and what stands in its place.
        let by_content: HashMap<&str, &String> = self
            .all
            .iter()
            .flat_map(|(_, manifest)| manifest.iter().map(|(path, line)| (line.digest.as_str(), path)))
            .collect();
        let same = |digests: &Digests| {
            Algorithm::ALL.iter().find_map(|one| by_content.get(digests.by(*one)).map(|path| on_one_line(path)))
        };
        for path in found.files.keys().filter(|path| is_payload(path) == self.is_of_payload) {
            if !(listed.contains(path) || path == SIGNATURE || self.is_seal(path)) {
                faults.push(unlisted(path, found.digests.get(path).and_then(same)));
            }
        }
        for path in listed {
            for (algorithm, _) in self.all.iter().filter(|(_, manifest)| manifest.get(path).is_none()) {
                let manifest = self.name(*algorithm);
                let message = text!(zh: "{manifest} 没有列出它", en: "{manifest} does not list it");
                faults.push(BagFault::new(BagFaultKind::ListedOnce, path.as_str(), message));
            }
            if !found.files.contains_key(path) {
                let message = Text::new("清单中有，文件不在", "it is listed and not there");
                faults.push(BagFault::new(BagFaultKind::Missing, path.as_str(), message));
            } else if let Some(digests) = found.digests.get(path) {
                faults.extend(self.altered(path, digests, &same));
            }
        }
    }

    /// Whether it is one of the manifests that list all others.
    fn is_seal(&self, path: &str) -> bool {
        !self.is_of_payload && Algorithm::ALL.iter().any(|algorithm| algorithm.tag_manifest() == path)
    }

    fn altered(&self, path: &str, digests: &Digests, same: &impl Fn(&Digests) -> Option<String>) -> Option<BagFault> {
        let lines = self.all.iter().filter_map(|(algorithm, manifest)| Some((*algorithm, manifest.get(path)?)));
        let lines: Vec<_> = lines.collect();
        let differ = |(algorithm, line): &&(Algorithm, _)| {
            let line: &&crate::dossier::bag::Line = line;
            line.digest != digests.by(*algorithm)
        };
        let wrong: Vec<_> = lines.iter().filter(differ).collect();
        let (first, _) = wrong.first()?;
        let message = if wrong.len() < lines.len() {
            let manifest = self.name(*first);
            text!(zh: "与 {manifest} 不符，与另一份清单相符", en: "it agrees with one manifest and not with {manifest}")
        } else if let Some(other) = same(digests) {
            text!(zh: "内容是 `{other}` 的", en: "its content is that of `{other}`")
        } else if digests.bytes == 0 {
            Text::new("内容没有了，只剩空文件", "its content is gone, the file is empty")
        } else {
            Text::new("内容与封装时不同", "its content is not what was sealed")
        };
        Some(BagFault::new(BagFaultKind::Altered, path, message))
    }
}

fn unlisted(path: &str, same: Option<String>) -> BagFault {
    let message = match same {
        Some(other) => {
            text!(zh: "清单中没有；内容是 `{other}` 的", en: "no manifest lists it; its content is that of `{other}`")
        }
        None => Text::new("清单中没有", "no manifest lists it"),
    };
    BagFault::new(BagFaultKind::Unlisted, path, message)
}

fn of_line(manifest: &str, line: usize, fault: &LineFault) -> BagFault {
    let (kind, message) = match fault {
        LineFault::Form => (
            BagFaultKind::Line,
            Text::new("不是“摘要、两个空格、路径”一行", "this is no line of digest, two blanks and path"),
        ),
        LineFault::CutOff => (BagFaultKind::Line, Text::new("清单在这一行中断", "the manifest ends within this line")),
        LineFault::Repeated(path) => {
            let path = on_one_line(path);
            (BagFaultKind::Line, text!(zh: "又列了一次 `{path}`", en: "it lists `{path}` again"))
        }
        LineFault::Escapes(path) => {
            let path = on_one_line(path);
            (
                BagFaultKind::Escape,
                text!(zh: "`{path}` 不在应在的位置", en: "`{path}` lies outside of where it may lie"),
            )
        }
    };
    BagFault::new(kind, manifest, message).line(line)
}
