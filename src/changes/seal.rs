//! `dossier seal`: the dossier of a topic as a bag outside the archive, and the sealing on record in it.
//!
//! Everything is read from a commit: the last one, or of a dossier that is sealed already the one before its sealing was
//! recorded. So it can be sealed once more, in any clone, and comes out the same.

mod filed;
mod occasion;
mod others;
mod packed;
mod readme;
mod refused;

use super::render::Kept;
use super::{Proposal, Writer, with_entry};
use crate::archive::{Change, Field, ROOT_FILE, Topic, entry, signers};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, unknown};
use crate::dossier::bag::{Digests, Info, NewBag, Prepared, SEALED, zip};
use crate::dossier::verify::{Known, VerifiedBag, group};
use crate::dossier::{Contents, Remark, RemarkKind};
use crate::engine::reviews_of;
use crate::history::Repository;
use crate::model::{Date, Event, Settings, Subject};
use crate::signing::{SEAL_NAMESPACE, SigningKey};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use crate::workspace::{LoadedArchive, topics_in};
use filed::Register;
use occasion::Occasion;
use packed::Packer;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A dossier to be sealed.
#[derive(Debug)]
pub(crate) struct Seal {
    /// The topic's key, or part of it.
    pub key: String,
    /// The folder that the bag is put into; the one in which the archive lies if not given.
    pub to: Option<PathBuf>,
    /// Whether it is also written as a ZIP file.
    pub zip: bool,
    /// Who seals it.
    pub by: Option<String>,
    /// The key to sign with; empty for the one that git uses.
    pub sign: Option<String>,
    /// Why it is sealed although something is missing.
    pub incomplete: Option<String>,
}

/// A bag that is whole and not in its place yet, and the record of it.
pub(crate) struct Sealing {
    /// None if the same bag lies there already.
    prepared: Option<Prepared>,
    to: PathBuf,
    zip: bool,
    proposal: Proposal,
}

impl Sealing {
    /// Puts the bag into its place; what is to be recorded then.
    ///
    /// # Errors
    /// If it cannot be put there. Then nothing is to be recorded.
    pub(crate) fn place(self) -> Result<Proposal, Diagnostics> {
        if let Some(prepared) = self.prepared {
            prepared.place()?;
        }
        let mut proposal = self.proposal;
        if self.zip {
            let zip = zip(&self.to)?;
            proposal.answer = proposal.answer.then(&Text::same(format!("{}\n", zip.display())));
        }
        Ok(proposal)
    }
}

impl Seal {
    /// Writes the bag beside its place, and looks at it as whoever receives it does.
    ///
    /// # Errors
    /// Everything that is in the way.
    pub(crate) fn prepare(&self, writer: &Writer) -> Result<Sealing, Diagnostics> {
        let workspace = writer.workspace;
        let now = workspace.read(&[workspace.topic(&self.key)?])?;
        let (topic, _) = now.topic()?;
        let to = self.place(workspace.source.root(), topic)?;
        let history = workspace.history()?;
        let on_record = Occasion::on_record(&history, topic, workspace.today)?;
        let is_new = on_record.is_none();
        let occasion = match on_record {
            Some(occasion) => occasion,
            None => self.occasion(&history, &now, workspace.today)?,
        };
        let tree = Arc::new(history.tree(&occasion.commit)?);
        let folders = topics_in(&*tree, &[topic.key.to_string()])?;
        let loaded = LoadedArchive::read(&*tree, Some(&folders), occasion.date)?;
        let (sealed, regulation) = loaded.topic()?;
        let settings = loaded.settings()?;
        let filing = settings.filing.as_ref().ok_or_else(no_fonds)?;
        let mut contents = Contents::of(loaded.context(), regulation, sealed);
        contents.look(&*tree);
        let mut problems = refused::always(&loaded, sealed, &contents, is_new.then_some(&history))?;
        let subject = Subject::Topic(sealed.key);
        let reviews = reviews_of(loaded.context(), &subject, None);
        let mut kept =
            Kept::new((&loaded.archive, settings), (regulation, &loaded.regulations), &reviews, occasion.date);
        let without_fonts = kept.find_fonts(&settings.fonts).err();
        if occasion.incomplete.is_none() {
            problems.extend(refused::unless_incomplete(&contents, regulation, occasion.date));
            problems.extend(without_fonts.into_iter().flatten().map(refused::without_pdf));
        }
        ensure_none(problems)?;
        let mut register = Register::new(workspace, sealed.key, occasion.date);
        let packer = Packer {
            topic: sealed,
            loaded: &loaded,
            regulation,
            settings,
            filing,
            contents: &contents,
            kept: &kept,
            tree: Arc::clone(&tree),
            occasion: &occasion,
        };
        let mut packed = packer.files(&mut register)?;
        packer.others(&history, &mut packed)?;
        let untraced = untraced(&packed.untraced);
        let bag = NewBag { info: info(sealed, settings, &occasion), files: packed.files };
        let (prepared, lies_there) = prepared(&bag, &to)?;
        self.sign(&prepared, &history)?;
        let signers = signers(&*tree).value.filter(|signers| !signers.is_empty());
        let archive = settings.id.as_ref();
        let verified = VerifiedBag::of(prepared.folder(), Known { archive, signers: signers.as_ref(), seals: None });
        if occasion.incomplete.is_none() || !verified.faults.is_empty() {
            ensure_none(refused::unsound(&verified))?;
        }
        let seal = prepared.seal.clone();
        let proposal = match &occasion.recorded {
            Some(recorded) => same(sealed, recorded, &seal)?,
            None => record(writer, topic, &occasion, (&register, &seal))?,
        };
        let mut notes = proposal.notes.clone();
        notes.push(text!(zh: "摘要（SHA-512）：{seal}", en: "digest (SHA-512): {seal}"));
        notes.extend(left_out(&contents).chain(untraced));
        let answer = Text::same(format!("{}\n", to.display()));
        Ok(Sealing {
            prepared: (!lies_there).then_some(prepared),
            to,
            zip: self.zip,
            proposal: Proposal { answer, notes, ..proposal },
        })
    }

    /// Sealed now: the last commit.
    fn occasion(&self, history: &Repository, now: &LoadedArchive, today: Date) -> Result<Occasion, Diagnostics> {
        let by = match &self.by {
            Some(written) => {
                let known = now.archive.people.iter().map(|person| (person.id.as_str(), person.name.as_str()));
                let person = now.archive.person_named(written)?;
                let unknown = || unknown(&Text::new("人员", "person"), written, known.map(|(_, name)| name));
                Some(person.ok_or_else(unknown)?.id.clone())
            }
            None => None,
        };
        let commit = history.last_commit().ok_or_else(|| {
            Diagnostic::new(Text::new("还没有提交", "nothing is committed yet"))
                .hint(Text::new("先 `yijuan commit`", "first `yijuan commit`"))
        })?;
        Ok(Occasion { date: today, by, incomplete: self.incomplete.clone(), commit, recorded: None })
    }

    /// Where the bag is put: not into the archive, which would be sealed into the next one.
    fn place(&self, root: &Path, topic: &Topic) -> Result<PathBuf, Diagnostic> {
        let beside = || root.parent().unwrap_or(root).to_owned();
        let folder = self.to.clone().unwrap_or_else(beside);
        let whole = std::path::absolute(&folder).unwrap_or_else(|_| folder.clone());
        let there = whole.ancestors().find_map(|there| there.canonicalize().ok());
        let is_inside = there.is_some_and(|there| there.starts_with(root));
        if is_inside {
            return Err(Diagnostic::new(Text::new("在档案库之内", "it lies in the archive"))
                .at(Location::file(folder.display().to_string()))
                .hint(Text::new("`--to` 写档案库以外的文件夹", "let `--to` name a folder outside of it")));
        }
        Ok(folder.join(format!("{}-v1", topic.key)))
    }

    fn sign(&self, prepared: &Prepared, history: &Repository) -> Result<(), Diagnostic> {
        let Some(sign) = &self.sign else { return Ok(()) };
        let named = Some(sign.clone()).filter(|sign| !sign.is_empty()).or_else(|| history.signing_key());
        let named = named.ok_or_else(|| {
            Diagnostic::new(Text::new("没有写明用哪把密钥签名", "it is not said with which key to sign"))
                .hint(Text::new("写明密钥：--sign=〈密钥文件〉", "name it: --sign=〈FILE〉"))
        })?;
        let key = SigningKey::named(&named)?;
        prepared.sign(|bytes| key.sign(bytes, SEAL_NAMESPACE))
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

/// Nothing to record, of a dossier that came out as it was sealed.
fn same(topic: &Topic, recorded: &str, seal: &str) -> Result<Proposal, Diagnostic> {
    let key = topic.key;
    if recorded == seal {
        let same = text!(zh: "{key} 已经封装，登记不变", en: "{key} is sealed already, and its record stays");
        return Ok(Proposal { notes: vec![same], ..Proposal::new(Change::new(), Text::same("")) });
    }
    Err(Diagnostic::new(text!(
        zh: "{key} 已经封装，再次封装得到的与登记的不同",
        en: "{key} is sealed already, and comes out otherwise than what is on record"
    ))
    .at(Location::file(topic.path("events.yml")))
    .hint(Text::new(
        "程序版本、字体不同，或历史改写过，都会如此；以原封装包为准",
        "another version of the program, other fonts, or a rewritten history do this; the bag that was sealed is right",
    )))
}

/// The sealing on record, with the references that were given.
fn record(
    writer: &Writer,
    topic: &Topic,
    occasion: &Occasion,
    (register, seal): (&Register, &str),
) -> Result<Proposal, Diagnostic> {
    let path = topic.path("events.yml");
    let mut fields =
        vec![("date", Field::Word(occasion.date.to_string())), ("event", Field::Word(Vocabulary::SEALED.to_owned()))];
    fields.extend(occasion.by.iter().map(|by| ("by", Field::List(vec![by.to_string()]))));
    fields.push(("ref", Field::Word(seal.to_owned())));
    fields.extend(occasion.incomplete.iter().map(|why| ("note", Field::Word(why.clone()))));
    let text = with_entry::<Event>(writer.workspace, &path, &entry(&fields))?.text;
    let registers = register.files()?;
    let change = registers.into_iter().fold(Change::new(), |change, (path, text)| change.file(path, text));
    let (key, short) = (topic.key, &seal[..16]);
    let subject = text!(zh: "{key} 封装：{short}", en: "{key} sealed: {short}");
    Ok(Proposal::new(change.file(path, text), subject).about(&Subject::Topic(key)))
}

fn info(topic: &Topic, settings: &Settings, occasion: &Occasion) -> Info {
    let key = topic.key.to_string();
    let info = Info::default()
        .with(Info::ORGANIZATION, settings.institution.as_deref().unwrap_or_default())
        .with(Info::IDENTIFIER, &format!("{key}-v1"))
        .with(Info::GROUP, &group(settings.id.as_ref(), topic.key))
        .with(Info::DATE, &occasion.date)
        .with(Info::AGENT, concat!("yijuan ", env!("CARGO_PKG_VERSION")))
        .with(Info::SEAL, &1);
    occasion.incomplete.iter().fold(info, |info, why| info.with(Info::INCOMPLETE, why.as_str()))
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

fn no_fonds() -> Diagnostic {
    Diagnostic::new(Text::new("没有设置全宗号", "no number of the fonds is set")).at(Location::file(ROOT_FILE)).hint(
        Text::new(
            "写明档案馆给的全宗号，并提交：filing: {fonds: 〈全宗号〉}",
            "write the one that the archives gave, and commit it: filing: {fonds: 〈NUMBER〉}",
        ),
    )
}
