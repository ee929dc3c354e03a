//! The checks of DA/T 70-2018 (四性检测) that a program can carry out on a package, by their codes, and those that it cannot.
//!
//! What needs a person or another program is said to, and never counts as passed.

mod format;

use super::SealSignature;
use super::fault::{BagFault, BagFaultKind};
use super::found::{Found, is_payload};
use crate::dossier::bag::DATA;
use crate::dossier::package::{CATALOGUE, Catalogue, DESCRIPTION, Entry, METADATA, OTHERS};
use crate::text;
use crate::text::{Text, on_one_line};
use format::{is_locked, is_of_another_format};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QualityState {
    /// Nothing is wrong.
    Passed,
    /// Something is.
    Failed,
    /// A person or another program has to look.
    Manual,
}

/// A check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quality {
    /// Its code within a stage: `1-7`.
    pub code: &'static str,
    /// What is looked at.
    pub what: Text,
    /// What it came to.
    pub state: QualityState,
    /// What is wrong, or what is left to do.
    pub found: Vec<Text>,
}

impl Quality {
    /// That it failed, and why.
    #[must_use]
    pub fn objection(&self) -> Text {
        let (code, Text { zh, en }) = (self.code, &self.what);
        let Text { zh: found, en: found_en } = Text::join(&self.found, "；", "; ");
        text!(
            zh: "DA/T 70 检测 {code} {zh}不通过：{found}",
            en: "check {code} of DA/T 70, {en}, failed: {found_en}"
        )
    }
}

impl QualityState {
    /// As JSON has it.
    #[must_use]
    pub fn written(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Manual => "manual",
        }
    }

    /// In words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Passed => Text::new("通过", "passed"),
            Self::Failed => Text::new("不通过", "failed"),
            Self::Manual => Text::new("人工", "manual"),
        }
    }
}

/// A package whose list could be read.
struct Package<'f> {
    found: &'f Found,
    catalogue: Catalogue,
    /// The files of each folder of the package that is for one file, by folder and name.
    folders: BTreeMap<String, BTreeMap<String, u64>>,
}

/// All checks, in the order of their codes; none of a bag whose payload is no such package.
pub(super) fn qualities(
    (found, catalogue): (&Found, Option<Catalogue>),
    faults: &[BagFault],
    signature: &SealSignature,
    incomplete: Option<&str>,
) -> Vec<Quality> {
    if !found.files.contains_key(&format!("{DATA}/{CATALOGUE}")) {
        return Vec::new();
    }
    let is_readable = catalogue.is_some();
    let package = Package { found, catalogue: catalogue.unwrap_or_default(), folders: folders(found) };
    let of_list = of_kind(faults, &[BagFaultKind::Catalogue]);
    let mut all = vec![
        origin(faults, signature),
        check("1-7", "档号规范性", "form of reference codes", package.references()),
        check("1-8", "档号、文号不重复", "codes and numbers given once", package.repeated()),
        check(
            "1-10",
            "内容与元数据一致",
            "names, sizes and digests as in the metadata",
            package.sizes().into_iter().chain(of_list).collect(),
        ),
        check("1-11", "元数据与内容关联", "metadata and content belong together", package.linked()),
        check("1-12", "说明文件和目录文件", "description and list", package.leading(is_readable)),
        check("1-13", "文件夹结构", "structure of folders", package.structure()),
        check("1-14", "信息包与封装时一致", "the package is as it was sealed", altered(faults)),
        check("2-1", "件数", "number of files", package.count()),
        check("2-2", "字节数", "number of bytes", of_kind(faults, &[BagFaultKind::Size])),
        check("2-4", "必填著录项", "required fields", package.required()),
        package.consecutive(),
        package.complete(incomplete),
        check(
            "2-11",
            "包内文件数",
            "files in the package",
            of_kind(faults, &[BagFaultKind::Missing, BagFaultKind::Unlisted]),
        ),
        check("3-1", "元数据可读", "metadata can be read", package.unreadable()),
        check("3-3", "格式与扩展名一致", "formats are what the names say", package.formats()),
        check("3-8", "无加密和非公开压缩", "nothing encrypted or packed", package.encrypted()),
    ];
    all.extend(manual());
    all.sort_by_key(|quality| {
        let (of, nth) = quality.code.split_once('-').unwrap_or_default();
        (of.parse::<u32>().unwrap_or_default(), nth.parse::<u32>().unwrap_or_default())
    });
    all
}

fn check(code: &'static str, zh: &str, en: &str, found: Vec<Text>) -> Quality {
    let state = if found.is_empty() { QualityState::Passed } else { QualityState::Failed };
    Quality { code, what: Text::new(zh, en), state, found }
}

/// What is left to people and to other programs.
fn manual() -> impl Iterator<Item = Quality> {
    let manual = [
        ("3-2", "在目标系统中可访问", "opens in the system of the receiver"),
        ("3-4", "逐件打开查看内容", "each file opened and looked at"),
        ("4-1", "杀毒软件在运行", "a virus scanner is running"),
        ("4-2", "查杀病毒", "scanned for viruses"),
        ("4-3", "载体和多余文件", "the carrier, and foreign files on it"),
        ("4-7", "过程安全", "safety of the handover"),
    ];
    manual.into_iter().map(|(code, zh, en)| Quality {
        code,
        what: Text::new(zh, en),
        state: QualityState::Manual,
        found: Vec::new(),
    })
}

fn origin(faults: &[BagFault], signature: &SealSignature) -> Quality {
    let found = of_kind(faults, &[BagFaultKind::Signature, BagFaultKind::Recorded]);
    let mut quality = check("1-1", "来源：摘要和签名", "origin: digests and signature", found);
    if *signature == SealSignature::None && quality.state == QualityState::Passed {
        quality.state = QualityState::Manual;
        quality.found.push(Text::new(
            "没有签名：与登记表所写摘要核对",
            "no signature: compare the digest with the transfer form",
        ));
    }
    quality
}

/// What is wrong with the bag, of some kinds.
fn of_kind(faults: &[BagFault], kinds: &[BagFaultKind]) -> Vec<Text> {
    faults.iter().filter(|fault| kinds.contains(&fault.kind)).map(said).collect()
}

fn altered(faults: &[BagFault]) -> Vec<Text> {
    let of_seal = [BagFaultKind::Signature, BagFaultKind::Recorded, BagFaultKind::Chain, BagFaultKind::Decision];
    faults.iter().filter(|fault| !of_seal.contains(&fault.kind)).map(said).collect()
}

fn said(fault: &BagFault) -> Text {
    let (path, Text { zh, en }) = (on_one_line(&fault.path), &fault.message);
    text!(zh: "{path}：{zh}", en: "{path}: {en}")
}

/// The folders below the fonds: everything in the payload that is neither loose nor among the other files.
fn folders(found: &Found) -> BTreeMap<String, BTreeMap<String, u64>> {
    let mut folders: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for (path, bytes) in found.files.iter().filter(|(path, _)| is_payload(path)) {
        let Some(inside) = path.strip_prefix(DATA).and_then(|path| path.strip_prefix('/')) else { continue };
        if let Some((folder, name)) = inside.rsplit_once('/')
            && folder.split('/').next() != Some(OTHERS)
        {
            folders.entry(folder.to_owned()).or_default().insert(name.to_owned(), *bytes);
        }
    }
    folders
}

impl Package<'_> {
    fn each(&self, wrong: impl Fn(&Entry) -> Option<Text>) -> Vec<Text> {
        let told = self.catalogue.entries.iter().filter_map(|entry| {
            let (reference, Text { zh, en }) = (on_one_line(&entry.reference), wrong(entry)?);
            Some(text!(zh: "{reference}：{zh}", en: "{reference}: {en}"))
        });
        told.collect()
    }

    /// 全宗号-类别号-件号, under the folder of the fonds and of the class.
    fn references(&self) -> Vec<Text> {
        self.each(|entry| {
            let (fonds, rest) = entry.reference.split_once('-').unwrap_or_default();
            let (class, item) = rest.rsplit_once('-').unwrap_or_default();
            let is_number = item.len() == 4 && item.bytes().all(|byte| byte.is_ascii_digit()) && item != "0000";
            let is_right = is_number && entry.folder == format!("{fonds}/{class}/{}", entry.reference);
            (!is_right).then(|| {
                Text::new(
                    "不是“全宗号-类别号-四位件号”，或不在相应的文件夹",
                    "not fonds, class and a number of four digits, or not in the folder of these",
                )
            })
        })
    }

    fn repeated(&self) -> Vec<Text> {
        let mut seen = HashSet::new();
        let all = self.catalogue.entries.iter().flat_map(|entry| [&entry.reference, &entry.number]);
        let twice = all.filter(|code| !code.is_empty() && !seen.insert(code.as_str()));
        twice.map(|code| Text::same(on_one_line(code))).collect()
    }

    fn sizes(&self) -> Vec<Text> {
        self.each(|entry| {
            let there = self.folders.get(&entry.folder)?;
            let wrong =
                entry.files.iter().filter(|file| there.get(&file.name).is_some_and(|bytes| *bytes != file.bytes));
            let names: Vec<String> = wrong.map(|file| on_one_line(&file.name)).collect();
            let Text { zh, en } = Text::listed(&names);
            (!names.is_empty()).then(|| text!(zh: "{zh} 大小不符", en: "the size of {en} differs"))
        })
    }

    fn linked(&self) -> Vec<Text> {
        self.each(|entry| {
            let nothing = BTreeMap::new();
            let there = self.folders.get(&entry.folder).unwrap_or(&nothing);
            let there: BTreeSet<&str> = there.keys().map(String::as_str).filter(|name| *name != METADATA).collect();
            let listed: BTreeSet<&str> = entry.files.iter().map(|file| file.name.as_str()).collect();
            let differ: Vec<String> = there.symmetric_difference(&listed).map(|name| on_one_line(name)).collect();
            let Text { zh, en } = Text::listed(&differ);
            (!differ.is_empty()).then(|| text!(zh: "目录与文件夹不一致：{zh}", en: "list and folder differ in {en}"))
        })
    }

    fn leading(&self, is_readable: bool) -> Vec<Text> {
        let mut found = Vec::new();
        if !is_readable {
            found.push(text!(zh: "{CATALOGUE} 无法读取", en: "{CATALOGUE} cannot be read"));
        }
        if !self.found.files.contains_key(&format!("{DATA}/{DESCRIPTION}")) {
            found.push(text!(zh: "没有 {DESCRIPTION}", en: "there is no {DESCRIPTION}"));
        }
        found
    }

    fn structure(&self) -> Vec<Text> {
        let listed: HashSet<&str> = self.catalogue.entries.iter().map(|entry| entry.folder.as_str()).collect();
        let strange = self.folders.keys().filter(|folder| !listed.contains(folder.as_str()));
        strange
            .map(|folder| {
                let folder = on_one_line(folder);
                text!(zh: "{folder} 不在目录中", en: "{folder} is not in the list")
            })
            .collect()
    }

    fn count(&self) -> Vec<Text> {
        let (listed, there) = (self.catalogue.entries.len(), self.folders.len());
        let differ = (listed != there)
            .then(|| text!(zh: "目录 {listed} 件，文件夹 {there} 个", en: "{listed} in the list, {there} folders"));
        differ.into_iter().collect()
    }

    fn required(&self) -> Vec<Text> {
        self.each(|entry| {
            let required = ["档号", "责任者", "题名", "日期", "保管期限"];
            let empty =
                entry.columns().into_iter().filter(|(column, text)| required.contains(column) && text.is_empty());
            let empty: Vec<&str> = empty.map(|(column, _)| column).collect();
            let Text { zh, en } = Text::listed(&empty);
            (!empty.is_empty()).then(|| text!(zh: "没有{zh}", en: "without {en}"))
        })
    }

    /// Numbers go on over all dossiers of a class, so one that is not in this may be another's: that the register says.
    fn consecutive(&self) -> Quality {
        let found = self.gaps();
        let state = if found.is_empty() { QualityState::Passed } else { QualityState::Manual };
        Quality { code: "2-6", what: Text::new("件号连续", "numbers without gaps"), state, found }
    }

    fn gaps(&self) -> Vec<Text> {
        let mut classes: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for entry in &self.catalogue.entries {
            if let Some((class, item)) = entry.reference.rsplit_once('-')
                && let Ok(item) = item.parse()
            {
                classes.entry(class).or_default().insert(item);
            }
        }
        let gaps = classes.into_iter().filter_map(|(class, items)| {
            let (first, last) = (*items.first()?, *items.last()?);
            let is_whole = usize::try_from(last - first).is_ok_and(|span| span + 1 == items.len());
            (!is_whole).then(|| on_one_line(class))
        });
        let told = gaps.map(|class| {
            text!(
                zh: "{class} 的件号有间隔：其间的属于其他案卷，与登记核对",
                en: "numbers of {class} are not consecutive: compare with the register which other dossiers have them"
            )
        });
        told.collect()
    }

    /// What a bag says that it lacks is for a person to accept.
    fn complete(&self, incomplete: Option<&str>) -> Quality {
        let mut quality = check("2-7", "内容完整", "content present", self.empty());
        if let Some(why) = incomplete.map(on_one_line) {
            let says = text!(zh: "封装时写明不齐全：{why}", en: "it says that it is incomplete: {why}");
            quality.found.push(says);
            if quality.state == QualityState::Passed {
                quality.state = QualityState::Manual;
            }
        }
        quality
    }

    fn empty(&self) -> Vec<Text> {
        self.each(|entry| {
            let is_empty = entry.files.is_empty() || entry.files.iter().any(|file| file.bytes == 0);
            is_empty.then(|| Text::new("没有内容，或有空文件", "no content, or an empty file"))
        })
    }

    fn unreadable(&self) -> Vec<Text> {
        self.each(|entry| {
            let path = format!("{DATA}/{}/{METADATA}", entry.folder);
            let read = self.found.read(&path, Catalogue::LIMIT).and_then(|bytes| Entry::read(&bytes));
            (read.as_ref() != Some(entry)).then(|| {
                text!(zh: "{METADATA} 无法读取，或与目录不一致", en: "{METADATA} cannot be read, or differs from the list")
            })
        })
    }

    fn formats(&self) -> Vec<Text> {
        self.each(|entry| {
            self.of_files(entry, is_of_another_format, "不是扩展名所示的格式", "not of the format that the name says")
        })
    }

    fn encrypted(&self) -> Vec<Text> {
        self.each(|entry| self.of_files(entry, is_locked, "加密或压缩", "encrypted or packed"))
    }

    fn of_files(&self, entry: &Entry, is_wrong: fn(&str, &[Vec<u8>; 2]) -> bool, zh: &str, en: &str) -> Option<Text> {
        let wrong = entry.files.iter().filter(|file| {
            let path = format!("{DATA}/{}/{}", entry.folder, file.name);
            self.found.edges(&path).is_some_and(|edges| is_wrong(&file.name, &edges))
        });
        let wrong: Vec<String> = wrong.map(|file| on_one_line(&file.name)).collect();
        let names = Text::listed(&wrong);
        (!wrong.is_empty()).then(|| names.then(&Text::new(format!(" {zh}"), format!(" {en}"))))
    }
}
