//! `dossier seal` and `dossier append`: the dossier of a topic as a bag outside the archive, what joins it later as a further
//! one, and the sealing on record.
//!
//! Everything is read from a commit: the last one, or of a dossier that is sealed already the one before its sealing was
//! recorded. So it can be sealed once more, in any clone, and comes out the same.

mod bagged;
mod filed;
mod occasion;
mod others;
mod packed;
mod past;
mod readme;
mod received;
pub(super) mod refused;

use super::record::again::number;
use super::{Proposal, Writer, typed, with_entry};
use crate::archive::{Change, Field, ROOT_FILE, Topic, entry};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep, unknown};
use crate::document::Typesetter;
use crate::dossier::bag::{Prepared, Zipped};
use crate::dossier::{Additions, Contents, Sealing as Recorded};
use crate::history::Repository;
use crate::model::{Event, Name, Subject, TopicKey};
use crate::signing::SigningKey;
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use crate::workspace::LoadedArchive;
use bagged::{Bagged, Place};
use filed::Register;
use occasion::Occasion;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A dossier to be sealed.
#[derive(Debug)]
pub(crate) struct Seal {
    /// The topic's key, or part of it.
    pub key: String,
    /// What of it.
    pub part: Part,
    /// The folder that the bag is put into; the one in which the archive lies if not given.
    pub to: Option<PathBuf>,
    /// Whether it is also written as a ZIP file.
    pub zip: bool,
    /// Who seals it.
    pub by: Option<String>,
    /// The key to sign with; empty for the one that git uses.
    pub sign: Option<String>,
}

/// What of a dossier is sealed.
#[derive(Debug)]
pub(crate) enum Part {
    /// All of it, for the first time; later the bags that it has, once more.
    Whole {
        /// Why it is sealed although something is missing.
        incomplete: Option<String>,
    },
    /// What has joined it since it was sealed.
    Additions {
        /// Why it is sealed although something is not final, was changed, or is not set as PDF.
        note: Option<String>,
    },
}

/// Bags that are whole and not in their places yet, and the record of the new one.
pub(crate) struct Sealing {
    /// Each with its place; without a bag where the same one lies there already.
    bags: Vec<(Option<Prepared>, PathBuf)>,
    zip: bool,
    proposal: Proposal,
}

impl Sealing {
    /// Puts the bags into their places; what is to be recorded then.
    ///
    /// # Errors
    /// If one cannot be put there, or its ZIP file cannot be written. Then nothing is to be recorded.
    pub(crate) fn place(self) -> Result<Proposal, Diagnostics> {
        let zip = |(prepared, to): &(Option<Prepared>, PathBuf)| {
            Zipped::prepare(prepared.as_ref().map_or(to.as_path(), Prepared::folder), to)
        };
        let zipped = self.bags.iter().filter(|_| self.zip).map(zip).collect::<Result<Vec<_>, _>>()?;
        for prepared in self.bags.into_iter().filter_map(|(prepared, _)| prepared) {
            prepared.place()?;
        }
        let mut proposal = self.proposal;
        for zipped in zipped {
            let zip = zipped.place()?;
            proposal.answer = proposal.answer.then(&Text::same(format!("{}\n", zip.display())));
        }
        Ok(proposal)
    }
}

impl Seal {
    /// Writes the bags beside their places, and looks at them as whoever receives them does.
    ///
    /// # Errors
    /// Everything that is in the way.
    pub(crate) fn prepare(&self, writer: &Writer) -> Result<Sealing, Diagnostics> {
        let workspace = writer.workspace;
        let now = workspace.read(&[workspace.topic(&self.key)?])?;
        let (topic, _) = now.topic()?;
        let folder = self.folder(workspace.source.root())?;
        let history = workspace.history()?;
        let occasions = self.occasions(&history, &now)?;
        let sign = self.signing_key(&history)?;
        let is_filed = writer.settings.filing.is_some();
        let place = Place { folder: &folder, sign: sign.as_ref(), is_filed };
        let (mut bags, mut answer, mut notes) = (Vec::new(), String::new(), Vec::new());
        let mut record = None;
        for occasion in &occasions {
            let mut register = Register::new(workspace, topic.key, occasion.date);
            let bag = Bagged::of(occasion, &history, &mut register, &place)?;
            let seal = &bag.seal;
            match &occasion.recorded {
                Some(recorded) => {
                    notes.push(same(topic, &recorded.seal, seal)?);
                    notes.extend(without_signature(recorded, &bag));
                }
                None => record = Some(entered(writer, topic, occasion, (&register, &bag))?),
            }
            notes.push(text!(zh: "摘要（SHA-512）：{seal}", en: "digest (SHA-512): {seal}"));
            notes.extend(bag.notes);
            let _ = writeln!(answer, "{}", bag.to.display());
            bags.push((bag.prepared, bag.to));
        }
        if record.is_none() {
            notes.extend(since(&occasions, &history, &now)?);
        }
        let proposal = record.unwrap_or_else(|| Proposal::new(Change::new(), Text::same("")));
        let proposal = Proposal { answer: Text::same(answer), notes, ..proposal };
        Ok(Sealing { bags, zip: self.zip, proposal })
    }

    /// What can be known to be in the way before a file is taken into the dossier.
    ///
    /// # Errors
    /// All of it.
    pub(crate) fn ready(&self, writer: &Writer) -> Result<(), Diagnostics> {
        let workspace = writer.workspace;
        let now = workspace.read(&[workspace.topic(&self.key)?])?;
        let (topic, _) = now.topic()?;
        let history = workspace.history()?;
        self.folder(workspace.source.root())?;
        self.occasions(&history, &now)?;
        self.signing_key(&history)?;
        let mut problems = refused::uncommitted(&history, topic)?;
        if matches!(self.part, Part::Additions { note: None }) {
            let without_fonts = Typesetter::new(&writer.settings.fonts).err();
            problems.extend(without_fonts.into_iter().flatten().map(|problem| refused::without_pdf(problem, true)));
        }
        ensure_none(problems)
    }

    /// The sealings to be made: a new one, or those on record.
    fn occasions(&self, history: &Repository, now: &LoadedArchive) -> Result<Vec<Occasion>, Diagnostics> {
        let (topic, _) = now.topic()?;
        let mut on_record = Occasion::on_record(history, topic, now.today)?;
        let (note, before) = match (&self.part, on_record.pop()) {
            (Part::Whole { incomplete }, None) => (incomplete, None),
            (Part::Whole { .. }, Some(last)) => {
                on_record.push(last);
                return Ok(on_record);
            }
            (Part::Additions { .. }, None) => return Err(unsealed(topic.key).into()),
            (Part::Additions { note }, Some(last)) => (note, last.as_before()),
        };
        let mut problems = Diagnostics::new();
        let by = self.by.as_deref().and_then(|written| keep(&mut problems, person(now, written)));
        keep(&mut problems, note.as_deref().map_or(Ok(()), |note| typed::line("--note", note)));
        ensure_none(problems)?;
        let commit = history.last_commit().ok_or_else(|| {
            Diagnostic::new(Text::new("还没有提交", "nothing is committed yet"))
                .hint(Text::new("先 `yijuan commit`", "first `yijuan commit`"))
        })?;
        Ok(vec![Occasion { key: topic.key, date: now.today, by, note: note.clone(), commit, before, recorded: None }])
    }

    /// The folder that bags are put into: not one in the archive, which would be sealed into the next one.
    fn folder(&self, root: &Path) -> Result<PathBuf, Diagnostic> {
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
        Ok(folder)
    }

    /// The key to sign with, if it is to be signed.
    fn signing_key(&self, history: &Repository) -> Result<Option<SigningKey>, Diagnostic> {
        let Some(sign) = &self.sign else { return Ok(None) };
        let named = Some(sign.clone()).filter(|sign| !sign.is_empty()).or_else(|| history.signing_key());
        let named = named.ok_or_else(|| {
            Diagnostic::new(Text::new("没有写明用哪把密钥签名", "it is not said with which key to sign"))
                .hint(Text::new("写明密钥：--sign=〈密钥文件〉", "name it: --sign=〈FILE〉"))
        })?;
        SigningKey::named(&named).map(Some)
    }
}

/// The person who seals it.
fn person(now: &LoadedArchive, written: &str) -> Result<Name, Diagnostic> {
    let known = now.archive.people.iter().map(|person| (person.id.as_str(), person.name.as_str()));
    let person = now.archive.person_named(written)?;
    let unknown = || unknown(&Text::new("人员", "person"), written, known.map(|(_, name)| name));
    Ok(person.ok_or_else(unknown)?.id.clone())
}

/// That a dossier came out as it was sealed.
fn same(topic: &Topic, recorded: &str, seal: &str) -> Result<Text, Diagnostic> {
    let key = topic.key;
    if recorded == seal {
        return Ok(text!(zh: "{key} 已经封装，登记不变", en: "{key} is sealed already, and its record stays"));
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

/// That a bag which was signed is made once more without its signature.
fn without_signature(recorded: &Recorded, bag: &Bagged) -> Option<Text> {
    let key = recorded.key.as_ref().filter(|_| bag.prepared.is_some() && bag.key.is_none())?;
    Some(text!(
        zh: "原来用密钥 {key} 签了名，这一份没有签名：加 `--sign`",
        en: "it was signed with the key {key}, and this one is not: add `--sign`"
    ))
}

/// The sealing on record, with the references that were given.
fn entered(
    writer: &Writer,
    topic: &Topic,
    occasion: &Occasion,
    (register, bag): (&Register, &Bagged),
) -> Result<Proposal, Diagnostic> {
    let path = topic.path("events.yml");
    let mut fields =
        vec![("date", Field::Word(occasion.date.to_string())), ("event", Field::Word(Vocabulary::SEALED.to_owned()))];
    fields.extend(occasion.by.iter().map(|by| ("by", Field::List(vec![by.to_string()]))));
    let sealed: Vec<&String> = std::iter::once(&bag.seal).chain(&bag.key).chain(&bag.receipts).collect();
    let sealed = match sealed[..] {
        [seal] => Field::Word(seal.clone()),
        _ => Field::List(sealed.into_iter().cloned().collect()),
    };
    fields.push(("ref", sealed));
    let again = number(&topic.events, (Vocabulary::SEALED, None), occasion.date, (None, None));
    fields.extend(again.map(|again| ("again", Field::Number(again))));
    fields.extend(occasion.note.iter().map(|why| ("note", Field::Word(why.clone()))));
    let text = with_entry::<Event>(writer.workspace, &path, &entry(&fields))?.text;
    let registers = register.files()?;
    let change = registers.into_iter().fold(Change::new(), |change, (path, text)| change.file(path, text));
    let (key, nth, count) = (topic.key, occasion.nth(), bag.count);
    let subject = text!(zh: "{key} 第{nth}次封装，{count}件", en: "{key} sealed, bag {nth}, {count} files");
    Ok(Proposal::new(change.file(path, text), subject).about(&Subject::Topic(key)))
}

/// What has joined the dossier since it was sealed last, and is sealed by another command.
fn since(occasions: &[Occasion], history: &Repository, now: &LoadedArchive) -> Result<Option<Text>, Diagnostics> {
    let Some(last) = occasions.last().and_then(Occasion::as_before) else { return Ok(None) };
    let (topic, regulation) = now.topic()?;
    let tree = history.tree("HEAD")?;
    let mut contents = Contents::of(now.context(), regulation, topic);
    contents.look(&tree);
    let additions = Additions::since(&last.commit, history, now, (&tree, &contents))?;
    Ok(additions.told(&contents))
}

fn unsealed(key: TopicKey) -> Diagnostic {
    Diagnostic::new(text!(zh: "{key} 还没有封装", en: "{key} is not sealed yet")).hint(text!(
        zh: "材料收入案卷：yijuan material add {key} 〈文件〉；然后封装：yijuan dossier seal {key}",
        en: "take material into the dossier, yijuan material add {key} 〈FILE〉, then seal it, yijuan dossier seal {key}"
    ))
}

fn no_fonds(is_written: bool) -> Diagnostic {
    if is_written {
        return Diagnostic::new(Text::new("全宗号还没有提交", "the number of the fonds is not committed yet"))
            .at(Location::file(ROOT_FILE))
            .hint(Text::new("先提交：yijuan commit", "commit it first: yijuan commit"));
    }
    Diagnostic::new(Text::new("没有设置全宗号", "no number of the fonds is set")).at(Location::file(ROOT_FILE)).hint(
        Text::new(
            "写明档案馆给的全宗号，并提交：filing: {fonds: 〈全宗号〉}",
            "write the one that the archives gave, and commit it: filing: {fonds: 〈NUMBER〉}",
        ),
    )
}
