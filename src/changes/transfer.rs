//! `dossier transfer`: the handover of a dossier, as an event and with the form on which both sides sign (移交登记表).

mod form;

use super::record::{RecordFor, RecordRequest};
use super::seal::refused;
use super::{Proposal, Words, Writer, typed};
use crate::archive::{Limits, Source as _, Topic};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep};
use crate::dossier::{Contents, Sealing};
use crate::model::{Date, Settings, file_stem};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::Vocabulary;
use crate::workspace::template;
use form::Form;
use std::sync::Arc;

/// A dossier that is handed over.
#[derive(Debug)]
pub(crate) struct Transfer {
    /// The topic's key, or part of it.
    pub key: String,
    /// To whom.
    pub to: String,
    /// Who hands it over; the office in charge of the topic if not given.
    pub by: Option<String>,
    /// The day; today if not given.
    pub on: Option<String>,
    /// Why it is handed over although something is missing.
    pub incomplete: Option<String>,
}

impl Transfer {
    /// The event and the form.
    ///
    /// # Errors
    /// Whatever is missing, not final, not committed or not sealed; and what `record` refuses.
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let workspace = writer.workspace;
        let loaded = workspace.read(&[workspace.topic(&self.key)?])?;
        let (topic, regulation) = loaded.topic()?;
        let mut problems = Diagnostics::new();
        let on = self.on.as_deref().and_then(|written| keep(&mut problems, workspace.days.read(written)));
        let on = on.unwrap_or(workspace.today);
        let by = keep(&mut problems, self.by(topic));
        keep(&mut problems, self.incomplete.as_deref().map_or(Ok(()), |note| typed::line("--note", note)));
        let mut contents = Contents::of(loaded.context(), regulation, topic);
        contents.look(&workspace.source);
        problems.extend(refused::always(&loaded, topic, &contents));
        let sealings = Sealing::of(topic, workspace.today);
        problems.extend(refused::uncommitted(&workspace.history()?, topic)?);
        if self.incomplete.is_none() {
            let lacking = refused::missing(&contents, regulation).into_iter().chain(refused::unfinished(&contents));
            problems.extend(lacking.map(unless_incomplete));
        }
        ensure_none(problems)?;
        let by = by.unwrap_or_default();
        let words = Words::under(&loaded.archive, vec![regulation], workspace.as_written);
        let name = |written: &str| {
            let id = words.actor(written).unwrap_or_else(|_| written.to_owned());
            let own = writer.settings.office.as_ref().filter(|_| *id == *Settings::OWN_OFFICE);
            loaded.archive.called(&id).or(own).map_or_else(|| regulation.name(&id).zh, ToString::to_string)
        };
        // An office signs with the name of its institution.
        let signing = |name: String| {
            let is_office = writer.settings.offices.iter().any(|(_, office)| *office.name == *name);
            let institution = writer.settings.institution.as_deref().filter(|_| is_office);
            institution.filter(|institution| !name.starts_with(institution)).unwrap_or_default().to_owned() + &name
        };
        let receiver = name(&self.to);
        let form = Form {
            loaded: &loaded,
            topic,
            regulation,
            contents: &contents,
            sealings: &sealings,
            from: signing(name(&by)),
            to: signing(receiver.clone()),
            on,
            why: self.incomplete.as_deref(),
        };
        let path = topic.path(&format!("移交登记表（{}）{on}.md", receiver.replace(['/', '\\'], "-")));
        if workspace.source.read(&path, Limits::PAPER)?.is_some() {
            return Err(already(&path, on).into());
        }
        let text = drafted(writer, regulation, &form)?;
        let request = RecordRequest {
            event: regulation.handover().to_owned(),
            on: Some(on.to_string()),
            by: vec![by],
            to: vec![self.to.clone()],
            references: sealings.last().map(|last| last.seal.to_string()).into_iter().collect(),
            note: self.incomplete.clone(),
            ..RecordRequest::default()
        };
        let mut proposal = request.propose(writer, &loaded, RecordFor::Topic)?;
        proposal.change = proposal.change.file(path.as_str(), text);
        proposal.answer = proposal.answer.then(&Text::same(format!("{path}\n")));
        let (key, stem) = (topic.key, one_word(file_stem(&path)).into_owned());
        if sealings.is_empty() {
            proposal.notes.push(text!(
                zh: "还没有封装，登记表没有数字摘要：yijuan dossier seal {key}",
                en: "it is not sealed, so the form has no digest: yijuan dossier seal {key}"
            ));
        }
        proposal.notes.push(text!(
            zh: "打印：yijuan render {key} {stem} --to docx",
            en: "to print it: yijuan render {key} {stem} --to docx"
        ));
        Ok(proposal)
    }

    /// Who hands it over.
    fn by(&self, topic: &Topic) -> Result<String, Diagnostic> {
        let office = topic.file.office.as_ref().map(ToString::to_string);
        self.by.clone().or(office).ok_or_else(|| {
            let key = topic.key;
            Diagnostic::new(Text::new("没有写明由谁移交", "it is not said who hands it over")).hint(text!(
                zh: "写 `--by 〈委室〉`，或写明责任委室：yijuan set {key} 责任委室=〈委室〉",
                en: "give `--by 〈OFFICE〉`, or the office in charge: yijuan set {key} office=〈OFFICE〉"
            ))
        })
    }
}

/// The form, drafted.
fn drafted(writer: &Writer, regulation: &Regulation, form: &Form) -> Result<String, Diagnostics> {
    let template = template::of_program(&writer.workspace.source, regulation, Vocabulary::TRANSFER_FORM)?;
    Ok(template.render(&form.facts(), &Arc::new(form.loaded.calendar.clone()))?.text)
}

/// What is in the way, with the way past it.
fn unless_incomplete(problem: Diagnostic) -> Diagnostic {
    let past = Text::new(
        "确有原因的，`--incomplete --note 〈原因〉`",
        "if there is a reason, `--incomplete --note 〈REASON〉`",
    );
    let hint = Text::join(problem.hint.iter().chain([&past]), "；", "; ");
    Diagnostic { hint: Some(hint), ..problem }
}

fn already(path: &str, on: Date) -> Diagnostic {
    Diagnostic::new(text!(zh: "{on} 已移交，登记表在卷中", en: "it was handed over on {on}, and the form is there"))
        .at(Location::file(path))
        .hint(Text::new(
            "登记错的，改正该表，或删去后重做",
            "to correct it, edit the form, or delete it and hand over anew",
        ))
}
