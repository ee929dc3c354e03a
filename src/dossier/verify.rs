//! Whether a bag is what was sealed: every file in every manifest, every manifest in the seal, and nothing besides.
//!
//! It is stricter than other programs that read bags: what they pass over (a manifest that was taken away, a link, an empty
//! folder, a name in another form) is how a bag is altered unseen. Nothing is written, and what is read is bounded.

mod chain;
mod compared;
mod decisions;
mod fault;
mod found;
mod listed;
mod qualities;
mod receipts;
mod signature;
mod zipped;

pub use fault::{BagFault, BagFaultKind};
pub use qualities::{Quality, QualityState};
pub use signature::{SealSignature, Trusting};

use super::bag::{Info, SEALED, SIGNATURE};
use super::sealings::Sealing;
use super::unfinished::is_unfinished;
use crate::archive::{Source, Topic};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{ArchiveId, Date, TopicKey};
use crate::signing::AllowedSigners;
use crate::text;
use crate::text::Text;
use crate::workspace::{LoadedArchive, Verified, Workspace, topics_in};
use compared::Compared;
use found::Found;
use std::path::{Path, PathBuf};

/// What an archive knows of its own bags, where one is at hand. It judges no bag of another.
#[derive(Clone, Copy, Default)]
pub struct Known<'k> {
    /// Its id.
    pub archive: Option<&'k ArchiveId>,
    /// The keys that it trusts; none if it has no list.
    pub signers: Option<&'k AllowedSigners>,
    /// The sealings of a topic that it has on record.
    pub sealings: Option<&'k dyn Fn(TopicKey) -> Vec<Sealing>>,
}

/// How the bags of a topic's dossier are told from those of any other archive: yunhe-2026/2026-003.
#[must_use]
pub fn group(archive: Option<&ArchiveId>, key: TopicKey) -> String {
    archive.map_or_else(|| key.to_string(), |archive| format!("{archive}/{key}"))
}

impl Known<'_> {
    /// The topic whose bag it is, if it is one of this archive.
    fn topic_of(&self, info: &Info) -> Option<TopicKey> {
        let named = info.get(Info::GROUP)?;
        let key = named.rsplit('/').next()?.parse().ok()?;
        (named == group(self.archive, key)).then_some(key)
    }
}

/// One bag or several, and what is wrong with them.
pub struct VerifiedBags {
    /// Each bag.
    pub bags: Vec<VerifiedBag>,
    /// What is wrong between them.
    pub faults: Vec<BagFault>,
}

/// A bag, and what is wrong with it.
pub struct VerifiedBag {
    /// Where it lies, as it was given.
    pub path: String,
    /// What it says of itself.
    pub info: Info,
    /// The seal: SHA-512 of `tagmanifest-sha512.txt`, if that is there.
    pub seal: Option<String>,
    /// How many files the payload has.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// Whose signature is under the seal.
    pub signature: SealSignature,
    /// What is wrong, in the order of paths.
    pub faults: Vec<BagFault>,
    /// What is worth knowing besides.
    pub notes: Vec<BagFault>,
    /// The checks of DA/T 70 on its payload; none if that is no package of files.
    pub qualities: Vec<Quality>,
}

impl VerifiedBags {
    /// Looks at the bag in a folder or in a ZIP file, or at all bags in a folder. A ZIP file beside the folder of its name
    /// is the same bag once more, and is looked at where it is named.
    ///
    /// # Errors
    /// If there is no bag.
    pub fn of(path: &Path, known: Known) -> Result<Self, Diagnostics> {
        let shown = path.display().to_string();
        let metadata = path.metadata().map_err(|error| Diagnostic::io(shown.as_str(), &error))?;
        if !metadata.is_dir() {
            let bag = VerifiedBag::of_zip(path, known).ok_or_else(|| no_bag(&shown))?;
            return Ok(Self { bags: vec![bag], faults: Vec::new() });
        }
        if found::is_bag(path) {
            return Ok(Self { bags: vec![VerifiedBag::of(path, known)], faults: Vec::new() });
        }
        let entries = path.read_dir().map_err(|error| Diagnostic::io(shown.as_str(), &error))?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| !is_unfinished(path));
        paths.sort();
        let bag = |path: &PathBuf| {
            if found::is_bag(path) {
                return Some(VerifiedBag::of(path, known));
            }
            let folder =
                path.extension().filter(|ending| ending.eq_ignore_ascii_case("zip")).map(|_| path.with_extension(""));
            folder.filter(|folder| !found::is_bag(folder)).and_then(|_| VerifiedBag::of_zip(path, known))
        };
        let bags: Vec<VerifiedBag> = paths.iter().filter_map(bag).collect();
        if bags.is_empty() {
            return Err(no_bag(&shown).into());
        }
        let faults = chain::faults(&bags);
        Ok(Self { bags, faults })
    }

    /// Looks at the bags of a topic in a folder, by what the archive has on record of them, and at the decisions on its papers.
    ///
    /// # Errors
    /// If the archive or its history cannot be read.
    pub fn of_topic(workspace: &Workspace, topic: &Topic, folder: &Path, known: Known) -> Result<Self, Diagnostics> {
        let (mut bags, mut missing) = (Vec::new(), Vec::new());
        let key = topic.key;
        let at = |message: Text| BagFault::new(BagFaultKind::Chain, topic.path("events.yml"), message);
        for Sealing { nth, .. } in Sealing::of(topic, workspace.today) {
            let name = Sealing::bag(key, nth);
            let path = folder.join(&name);
            let bag = path.is_dir().then(|| VerifiedBag::of(&path, known));
            let zip = folder.join(format!("{name}.zip"));
            if let Some(bag) = bag.or_else(|| VerifiedBag::of_zip(&zip, known)) {
                bags.push(bag);
                continue;
            }
            let path = path.display();
            let message = text!(zh: "第{nth}次封装的封装包不在：{path}", en: "bag {nth} is not there: {path}");
            missing.push(at(message).hint(text!(
                zh: "放在别处的，写 `--in 〈文件夹〉`；重做：yijuan dossier seal {key} --to 〈文件夹〉",
                en: "if it lies elsewhere, give `--in 〈DIR〉`; to make it again: yijuan dossier seal {key} --to 〈DIR〉"
            )));
        }
        if bags.is_empty() && missing.is_empty() {
            let never = at(Text::new("没有封装", "it is not sealed"));
            missing.push(
                never.hint(text!(zh: "封装：yijuan dossier seal {key}", en: "to seal it: yijuan dossier seal {key}")),
            );
        }
        let mut faults = chain::faults(&bags);
        faults.extend(missing);
        let verified = Verified::of(workspace, &[key.to_string()])?;
        faults.extend(verified.papers.iter().flat_map(|paper| {
            paper.faults.iter().map(|fault| {
                let of_paper = BagFault::new(BagFaultKind::Decision, paper.path.as_str(), fault.message.clone());
                let of_paper = fault.line.into_iter().fold(of_paper, BagFault::line);
                fault.hint.iter().cloned().fold(of_paper, BagFault::hint)
            })
        }));
        Ok(Self { bags, faults })
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.bags.iter().all(VerifiedBag::is_sound)
    }
}

impl VerifiedBag {
    /// Looks at the bag in a folder.
    #[must_use]
    pub fn of(path: &Path, known: Known) -> Self {
        Self::of_found(path, &Found::of(path), known)
    }

    /// Looks at the bag in a ZIP file; none if there is none in it.
    fn of_zip(path: &Path, known: Known) -> Option<Self> {
        let is_file = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        let found = is_file.then(|| Found::of_zip(path))??;
        Some(Self::of_found(path, &found, known))
    }

    fn of_found(path: &Path, found: &Found, known: Known) -> Self {
        let compared = Compared::of(found);
        let Compared { info, seal, mut faults, .. } = compared;
        let mut notes = Vec::new();
        let signature = signature::look(found, &info, known, &mut faults, &mut notes);
        let catalogue = listed::catalogue(found);
        if let Some(catalogue) = &catalogue {
            listed::look(found, catalogue, &mut faults);
        }
        let decided = decisions::look(found, info.get(Info::PREVIOUS).is_none(), &mut faults, &mut notes);
        receipts::look(found, &decided, &mut faults);
        on_record((&info, seal.as_deref(), &signature), known, &mut faults, &mut notes);
        faults.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        let qualities = qualities::qualities((found, catalogue), &faults, &signature, info.get(Info::INCOMPLETE));
        let payload = found.files.iter().filter(|(path, _)| found::is_payload(path));
        Self {
            path: path.display().to_string(),
            info,
            seal,
            files: payload.clone().count(),
            bytes: payload.map(|(_, bytes)| bytes).sum(),
            signature,
            faults,
            notes,
            qualities,
        }
    }

    /// Whether nothing is wrong with it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.qualities.iter().all(|quality| quality.state != QualityState::Failed)
    }
}

/// Compares the seal and its signature with what the archive has on record: a bag that was altered and sealed again is sound in
/// itself, and so is one whose signature was taken away.
fn on_record(
    (info, seal, signature): (&Info, Option<&str>, &SealSignature),
    known: Known,
    faults: &mut Vec<BagFault>,
    notes: &mut Vec<BagFault>,
) {
    let sealings = known.topic_of(info).zip(known.sealings).map(|(topic, sealings)| (topic, sealings(topic)));
    let Some((seal, (topic, sealings))) = seal.zip(sealings) else { return };
    if let Some(recorded) = sealings.iter().find(|one| *one.seal == *seal) {
        let message = Text::new("档案库登记的正是这一封装", "the archive has this very seal on record");
        notes.push(BagFault::new(BagFaultKind::Recorded, SEALED, message));
        if let Some(key) = recorded.key.as_ref().filter(|_| *signature == SealSignature::None) {
            notes.retain(|note| note.kind != BagFaultKind::Signature);
            faults.push(unsigned(key, &Sealing::bag(topic, recorded.nth)));
        }
    } else if !sealings.is_empty() {
        let message = Text::new("档案库登记的是另一封装", "the archive has another seal on record");
        let hint = Text::new(
            "封装后又有改动并重新封装的，才会如此；以登记的为准",
            "a bag that was altered and sealed again is so; the one on record is right",
        );
        faults.push(BagFault::new(BagFaultKind::Recorded, SEALED, message).hint(hint));
    }
}

/// That the signature with which a bag was sealed is gone.
fn unsigned(key: &str, bag: &str) -> BagFault {
    let message = text!(
        zh: "封装时用密钥 {key} 签了名，签名不在了",
        en: "it was signed with the key {key}, and the signature is not there"
    );
    BagFault::new(BagFaultKind::Signature, SIGNATURE, message).hint(text!(
        zh: "签名是封装以后去掉的，从另一份 {bag} 取回；没有的，移开这一份，用 `yijuan dossier seal --sign` 重做",
        en: "it was taken away since: take it from another copy of {bag}; if there is none, move this one away and make it again by `yijuan dossier seal --sign`"
    ))
}

/// The sealings of a topic that an archive has on record.
///
/// # Errors
/// If it has no such topic.
pub fn on_record_of(source: &dyn Source, key: TopicKey, today: Date) -> Result<Vec<Sealing>, Diagnostics> {
    let folders = topics_in(source, &[key.to_string()])?;
    let loaded = LoadedArchive::read(source, Some(&folders), today)?;
    Ok(loaded.archive.topics.iter().flat_map(|topic| Sealing::of(topic, today)).collect())
}

fn no_bag(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new("这里没有封装包", "there is no bag here")).at(Location::file(path)).hint(Text::new(
        "写含有 bagit.txt 的文件夹，或封装包的 ZIP 文件",
        "give the folder that has bagit.txt, or the ZIP file of a bag",
    ))
}

#[cfg(test)]
mod tests;
