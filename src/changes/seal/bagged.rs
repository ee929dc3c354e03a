//! One bag: what lies in a commit, packed, written beside its place, signed, and looked at as whoever receives it does.

use super::filed::Register;
use super::no_fonds;
use super::occasion::Occasion;
use super::packed::Packer;
use super::past::Past;
use super::received::receipts;
use super::refused;
use crate::archive::signers;
use crate::changes::render::Kept;
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none};
use crate::dossier::bag::{Digests, Info, NewBag, Prepared, SEALED};
use crate::dossier::verify::{Known, SealSignature, VerifiedBag, group};
use crate::dossier::{Additions, Contents, Remark, RemarkKind, Sealing};
use crate::engine::{references_given_twice, reviews_of};
use crate::history::Repository;
use crate::model::{Settings, Subject};
use crate::signing::{SEAL_NAMESPACE, SigningKey};
use crate::text;
use crate::text::Text;
use crate::workspace::{LoadedArchive, topics_in};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where bags are put, and what they are signed with.
pub(super) struct Place<'a> {
    pub folder: &'a Path,
    pub sign: Option<&'a SigningKey>,
    /// Whether the settings have the number of the fonds by now.
    pub is_filed: bool,
}

/// A bag that is whole.
pub(super) struct Bagged {
    /// None if the same bag lies in its place already.
    pub prepared: Option<Prepared>,
    pub to: PathBuf,
    pub seal: String,
    /// The key with which it is signed, as `ssh-keygen -l` shows it; none if it is not.
    pub key: Option<String>,
    /// The last receipt in it, by the commit that holds it; none if there is none.
    pub receipts: Option<String>,
    /// How many files (件) it has.
    pub count: usize,
    /// What is not in it.
    pub notes: Vec<Text>,
}

impl Bagged {
    /// Makes the bag of an occasion.
    ///
    /// # Errors
    /// Everything that is in the way.
    pub(super) fn of(
        occasion: &Occasion,
        history: &Repository,
        register: &mut Register,
        place: &Place,
    ) -> Result<Self, Diagnostics> {
        let tree = Arc::new(history.tree(&occasion.commit)?);
        let folders = topics_in(&*tree, &[occasion.key.to_string()])?;
        let loaded = LoadedArchive::read(&*tree, Some(&folders), occasion.date)?;
        let (topic, regulation) = loaded.topic()?;
        let settings = loaded.settings()?;
        let filing = settings.filing.as_ref().ok_or_else(|| no_fonds(place.is_filed))?;
        let mut contents = Contents::of(loaded.context(), regulation, topic);
        contents.look(&*tree);
        let mut problems = refused::always(&loaded, topic, &contents);
        if occasion.recorded.is_none() {
            problems.extend(refused::uncommitted(history, topic)?);
            problems.extend(references_given_twice(&loaded.archive));
        }
        let additions = match &occasion.before {
            Some(before) => Some(Additions::since(&before.commit, history, &loaded, (&*tree, &contents))?),
            None => None,
        };
        if let Some(additions) = &additions {
            let mut is_new = additions.new.iter();
            contents.items.retain(|_| is_new.next() == Some(&true));
            problems.extend(refused::of_additions(additions, &contents, occasion.note.as_deref()));
        }
        let reviews = reviews_of(loaded.context(), &Subject::Topic(topic.key), None);
        let mut kept =
            Kept::new((&loaded.archive, settings), (regulation, &loaded.regulations), &reviews, occasion.date);
        if contents.items.iter().all(|item| !item.state.is_there()) && additions.is_none() {
            problems.push(refused::empty(&contents));
        }
        let without_fonts = kept.find_fonts(&settings.fonts).err();
        let past = Past::of(&contents, occasion, history)?;
        if occasion.note.is_none() {
            problems.extend(past.marks.iter().cloned().map(refused::in_history));
            if additions.is_none() {
                problems.extend(refused::missing(&contents, regulation));
            }
            problems.extend(refused::unfinished(&contents));
            problems.extend(
                without_fonts.into_iter().flatten().map(|problem| refused::without_pdf(problem, additions.is_some())),
            );
        }
        ensure_none(problems)?;
        let receipts = receipts(occasion, history, topic)?;
        let packer = Packer {
            topic,
            loaded: &loaded,
            regulation,
            settings,
            filing,
            contents: &contents,
            additions: additions.as_ref(),
            past: &past,
            receipts: &receipts,
            kept: &kept,
            tree: Arc::clone(&tree),
            occasion,
        };
        let mut packed = packer.files(register)?;
        packer.others(history, &mut packed)?;
        let mut notes: Vec<Text> = left_out(&contents).collect();
        notes.extend(untraced(&packed.untraced));
        notes.extend(withheld(&packed.withheld));
        let count = packed.catalogue.entries.len();
        let bag = NewBag { info: info(settings, occasion), files: packed.files };
        let to = place.folder.join(Sealing::bag(topic.key, occasion.nth()));
        let (prepared, lies_there) = prepared(&bag, &to)?;
        if let Some(key) = place.sign {
            prepared.sign(|bytes| key.sign(bytes, SEAL_NAMESPACE))?;
        }
        let signers = signers(&*tree).value.filter(|signers| !signers.is_empty());
        let archive = settings.id.as_ref();
        let verified = VerifiedBag::of(prepared.folder(), Known { archive, signers: signers.as_ref(), sealings: None });
        ensure_none(refused::unsound(&verified, topic.key, occasion.note.is_some()))?;
        let seal = prepared.seal.clone();
        let key = match verified.signature {
            SealSignature::Good { key, .. } => Some(key),
            SealSignature::None | SealSignature::Bad => None,
        };
        let receipts = receipts.last().map(|last| last.id.clone());
        Ok(Self { prepared: (!lies_there).then_some(prepared), to, seal, key, receipts, count, notes })
    }
}

/// Writes the bag beside its place. Also whether the same bag lies there already.
fn prepared(bag: &NewBag, to: &Path) -> Result<(Prepared, bool), Diagnostics> {
    let there = fs::read(to.join(SEALED)).ok().map(|bytes| Digests::of_bytes(&bytes).sha512);
    let prepared = bag.prepare(to)?;
    let lies_there = there.as_ref() == Some(&prepared.seal);
    if to.symlink_metadata().is_ok() && !lies_there {
        return Err(Diagnostic::io(to.display().to_string(), &std::io::ErrorKind::AlreadyExists.into()).into());
    }
    Ok((prepared, lies_there))
}

fn info(settings: &Settings, occasion: &Occasion) -> Info {
    let (key, nth) = (occasion.key, occasion.nth());
    let info = Info::default()
        .with(Info::ORGANIZATION, settings.institution.as_deref().unwrap_or_default())
        .with(Info::IDENTIFIER, &Sealing::bag(key, nth))
        .with(Info::GROUP, &group(settings.id.as_ref(), key))
        .with(Info::DATE, &occasion.date)
        .with(Info::AGENT, concat!("yijuan ", env!("CARGO_PKG_VERSION")))
        .with(Info::SEAL, &nth);
    let info = occasion.before.iter().fold(info, |info, before| info.with(Info::PREVIOUS, before.seal.as_str()));
    let label = if occasion.before.is_some() { Info::NOTE } else { Info::INCOMPLETE };
    occasion.note.iter().fold(info, |info, why| info.with(label, why.as_str()))
}

/// What lies in the topic's folder and is not in the bag.
fn left_out(contents: &Contents) -> impl Iterator<Item = Text> {
    let kinds = [RemarkKind::Unlisted, RemarkKind::Left];
    let remarks = contents.remarks.iter().filter(move |remark| kinds.contains(&remark.kind));
    remarks.map(
        |Remark { file, text: Text { zh, en }, .. }| text!(zh: "没有封装 {file}：{zh}", en: "not sealed, {file}: {en}"),
    )
}

/// That texts which were decided on cannot be sealed, since they were never committed.
fn untraced(texts: &[String]) -> Option<Text> {
    let listed = texts.join("、");
    (!texts.is_empty()).then(|| {
        text!(zh: "审签过而历史中没有的文本，没有封装：{listed}", en: "decided on and in no commit, so not sealed: {listed}")
    })
}

/// That the history stays behind, since it has texts marked as secrets.
fn withheld(files: &[String]) -> Option<Text> {
    let listed = files.join("、");
    (!files.is_empty()).then(|| {
        text!(zh: "历史中有标密的文本，没有封装历史：{listed}", en: "its history has texts marked as secrets, and is not sealed: {listed}")
    })
}
