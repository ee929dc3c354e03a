//! `dossier receive`: takes sealed dossiers of another archive, once they are verified, and gives a receipt.

use super::record::{RecordFor, RecordRequest};
use super::{Proposal, Writer};
use crate::archive::{Limits, Source as _};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::document::TemplateValue;
use crate::dossier::bag::{Copied, Info};
use crate::dossier::verify::{BagFault, Known, QualityState, SealSignature, VerifiedBag, VerifiedBags};
use crate::model::{Subject, file_stem};
use crate::text;
use crate::text::{Text, on_one_line, one_word};
use crate::vocabulary::Vocabulary;
use crate::workspace::{LoadedArchive, template};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bags to be taken.
pub(crate) struct Receive<'a> {
    /// The folder of a bag or its ZIP file, or a folder with several.
    pub bag: &'a Path,
    /// Where they are copied to; they stay where they are if not given.
    pub to: Option<&'a Path>,
    /// Who takes them.
    pub by: &'a str,
    pub note: Option<&'a str>,
}

/// Bags that are verified and copied, but not in their places yet, and the receipt for them.
pub(crate) struct Received {
    copies: Vec<Copied>,
    proposal: Proposal,
}

impl Received {
    /// Puts the copies into their places; what is to be recorded then.
    ///
    /// # Errors
    /// If one cannot be put there. Then nothing is to be recorded.
    pub(crate) fn place(self) -> Result<Proposal, Diagnostics> {
        for copy in self.copies {
            copy.place()?;
        }
        Ok(self.proposal)
    }
}

impl Receive<'_> {
    /// Verifies the bags, copies them beside their places, and writes the receipt.
    ///
    /// # Errors
    /// Everything that is wrong with them; if they cannot be copied.
    pub(crate) fn prepare(&self, writer: &Writer, known: Known) -> Result<Received, Diagnostics> {
        let workspace = writer.workspace;
        let verified = VerifiedBags::of(self.bag, known)?;
        ensure_none(unsound(&verified))?;
        let mut copies = Vec::new();
        if let Some(to) = self.to {
            for bag in &verified.bags {
                copies.extend(copied(bag, to, known)?);
            }
        }
        let year = workspace.today.year();
        let (_, topics) = workspace.subject(&Subject::Plan(year).to_string())?;
        let loaded = workspace.read(&topics)?;
        let names: Vec<String> = verified.bags.iter().map(name).collect();
        let (first, count) = (names.first().map_or("", String::as_str), names.len());
        let called = if count > 2 { format!("{first}等{count}个") } else { names.join("、") };
        let path = format!("plans/{year}/接收回执（{called}）{}.md", workspace.today);
        let request = RecordRequest {
            event: Vocabulary::RECEIVED.to_owned(),
            by: vec![self.by.to_owned()],
            references: references(&verified, &names),
            note: self.note.map(ToOwned::to_owned),
            ..RecordRequest::default()
        };
        let mut proposal = request.propose(writer, &loaded, RecordFor::Year(year))?;
        let text = match workspace.source.read(&path, Limits::PAPER)? {
            Some(there) => there,
            None => receipt(writer, &loaded, &verified)?.into_bytes(),
        };
        proposal.change = proposal.change.file(path.as_str(), text);
        let places = self
            .to
            .into_iter()
            .flat_map(|to| verified.bags.iter().map(|bag| Copied::place_of(Path::new(&bag.path), to)));
        let mut answer = String::new();
        for place in places {
            let _ = writeln!(answer, "{}", place.display());
        }
        let _ = writeln!(answer, "{path}");
        proposal.answer = Text::same(answer);
        proposal.notes.extend(verified.bags.iter().flat_map(told));
        let stem = one_word(file_stem(&path)).into_owned();
        proposal.notes.push(text!(
            zh: "交回移交方：yijuan render plan:{year} {stem} --to docx",
            en: "to give it to those who handed it over: yijuan render plan:{year} {stem} --to docx"
        ));
        Ok(Received { copies, proposal })
    }
}

/// Copies a bag that is sound; none if it lies there already.
fn copied(bag: &VerifiedBag, to: &Path, known: Known) -> Result<Option<Copied>, Diagnostics> {
    let path = Path::new(&bag.path);
    let copied = Copied::of(path, to, bag.seal.as_deref().unwrap_or_default())?;
    // A ZIP file may have been replaced since it was verified.
    if let Some(copied) = copied.as_ref().filter(|_| path.is_file()) {
        let again = VerifiedBags::of(copied.path(), known)?;
        if !again.is_sound() || again.bags.iter().any(|copy| copy.seal != bag.seal) {
            return Err(copied.differs().into());
        }
    }
    Ok(copied)
}

/// What the bag is called, wherever it lies.
fn name(bag: &VerifiedBag) -> String {
    let folder = || Path::new(&bag.path).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = bag.info.get(Info::IDENTIFIER).map_or_else(folder, ToOwned::to_owned);
    on_one_line(&name.replace(['/', '\\'], "-"))
}

/// The seals, each with the name of its bag.
fn references(verified: &VerifiedBags, names: &[String]) -> Vec<String> {
    let seals = verified.bags.iter().map(|bag| bag.seal.clone().unwrap_or_default());
    names.iter().cloned().zip(seals).flat_map(|(name, seal)| [name, seal]).collect()
}

/// What is wrong with bags, for which they go back.
fn unsound(verified: &VerifiedBags) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let fault = |within: Option<&VerifiedBag>, fault: &BagFault| {
        let path: PathBuf = within.map_or_else(PathBuf::new, |bag| PathBuf::from(&bag.path)).join(&fault.path);
        let problem =
            Diagnostic::new(fault.message.clone()).at(Location::file(on_one_line(&path.display().to_string())));
        fault.hint.iter().cloned().fold(problem, Diagnostic::hint)
    };
    for bag in &verified.bags {
        problems.extend(bag.faults.iter().map(|one| fault(Some(bag), one)));
        // What a fault is is said by it already.
        let failed =
            bag.qualities.iter().filter(|quality| quality.state == QualityState::Failed && bag.faults.is_empty());
        problems
            .extend(failed.map(|quality| Diagnostic::new(quality.objection()).at(Location::file(bag.path.as_str()))));
    }
    problems.extend(verified.faults.iter().map(|one| fault(None, one)));
    if !problems.is_empty() {
        let path = verified.bags.first().map(|bag| bag.path.clone()).unwrap_or_default();
        problems.push(Diagnostic::new(Text::new("没有接收", "nothing was received")).at(Location::file(path)).hint(
            Text::new(
                "附核验报告退回移交方：yijuan dossier verify 〈封装包〉 --format markdown",
                "give it back with the report: yijuan dossier verify 〈BAG〉 --format markdown",
            ),
        ));
    }
    problems
}

/// What whoever receives it has to know.
fn told(bag: &VerifiedBag) -> Vec<Text> {
    let name = name(bag);
    let mut told = Vec::new();
    if let Some(why) = bag.info.get(Info::INCOMPLETE) {
        let why = on_one_line(why);
        told.push(text!(zh: "{name} 写明不齐全：{why}", en: "{name} says that it is incomplete: {why}"));
    }
    if let Some(previous) = bag.info.get(Info::PREVIOUS) {
        let previous = on_one_line(previous);
        told.push(text!(zh: "{name} 接续的封装：{previous}", en: "{name} follows the seal {previous}"));
    }
    told.extend(bag.notes.iter().filter(|_| bag.signature == SealSignature::None).map(|note| note.message.clone()));
    told
}

/// The receipt.
fn receipt(writer: &Writer, loaded: &LoadedArchive, verified: &VerifiedBags) -> Result<String, Diagnostics> {
    let workspace = writer.workspace;
    let regulation = loaded.regulations.of_plans(&writer.settings)?;
    let template = template::of_program(&workspace.source, regulation, Vocabulary::RECEIPT)?;
    let text = TemplateValue::text;
    let said = |bag: &VerifiedBag, label: &str| on_one_line(bag.info.get(label).unwrap_or_default());
    let bags = verified.bags.iter().map(|bag| {
        let signature = match &bag.signature {
            SealSignature::Good { principal, .. } => principal.clone(),
            SealSignature::None | SealSignature::Bad => String::new(),
        };
        TemplateValue::map([
            ("name", text(name(bag))),
            ("date", text(bag.info.date().map(|date| date.to_string()).unwrap_or_default())),
            ("files", text(bag.files.to_string())),
            ("bytes", text(bag.bytes.to_string())),
            ("sha512", text(bag.seal.clone().unwrap_or_default())),
            ("signature", text(signature)),
            ("incomplete", text(said(bag, Info::INCOMPLETE))),
        ])
    });
    let from = verified.bags.first().map(|bag| said(bag, Info::ORGANIZATION)).unwrap_or_default();
    let facts = TemplateValue::map([
        ("today", text(workspace.today.to_string())),
        ("from", text(from)),
        ("bags", TemplateValue::List(bags.collect())),
    ]);
    Ok(template.render(&facts, &Arc::new(loaded.calendar.clone()))?.text)
}
