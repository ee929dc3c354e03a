//! `remind`: 催办单, a paper for each office or body that owes something, and the entry of it with each thing that is owed.

mod facts;

use super::render::DRAFTED;
use super::{Proposal, Writer, person, with_entries};
use crate::archive::{Change, Field, Limits, Source as _, entry};
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none, keep};
use crate::document::Template;
use crate::model::{Date, Event, Name, Settings, Subject, file_stem};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::Vocabulary;
use crate::workspace::{Debt, Owed, Workspace, template};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Those to be reminded.
#[derive(Debug)]
pub(crate) struct Remind {
    /// An office or a body; all that owe something if none is named.
    pub whom: Option<String>,
    /// The day by which it is to be done.
    pub deadline: Option<String>,
}

/// What came of it.
pub(crate) struct Reminded {
    pub proposal: Proposal,
    /// The papers, by the stems of their files in the folder of the year.
    pub papers: Vec<String>,
    /// The files that could not be read, of whose topics nothing is said.
    pub unread: Diagnostics,
}

/// What papers are made from.
struct Office<'w> {
    workspace: &'w Workspace,
    owed: &'w Owed,
    regulation: &'w Regulation,
    template: Template,
    deadline: Option<Date>,
}

impl Remind {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Reminded, Diagnostics> {
        let workspace = writer.workspace;
        let mut owed = Owed::of(workspace)?;
        let mut problems = Diagnostics::new();
        let deadline = self.deadline.as_deref().and_then(|day| keep(&mut problems, deadline(workspace, day)));
        let whom = self.whom.as_deref().map(|written| whom(&owed, written));
        let whom = whom.and_then(|found| found.map_err(|found| problems.extend(found)).ok());
        ensure_none(problems)?;
        if let Some(whom) = &whom {
            owed.debts.retain(|debt| debt.by == *whom);
        }
        let regulation = owed.loaded.regulations.of_plans(&writer.settings)?;
        let template = template::of_program(&workspace.source, regulation, Vocabulary::REMINDER)?;
        let office = Office { workspace, owed: &owed, regulation, template, deadline };
        let mut by: BTreeMap<&Name, Vec<&Debt>> = BTreeMap::new();
        for debt in &owed.debts {
            by.entry(&debt.by).or_default().push(debt);
        }
        let (mut change, mut notes) = (Change::new(), Vec::new());
        if by.is_empty() {
            notes.push(Text::new("没有要催办的", "nobody has to be reminded"));
        }
        let (mut papers, mut names, mut told) = (Vec::new(), Vec::new(), Vec::new());
        for (whom, debts) in by {
            let name = office.name(whom);
            let path = office.path(&name);
            if workspace.source.read(&path, Limits::PAPER)?.is_some() {
                notes.push(text!(zh: "今天已有，未动：{path}", en: "there from today already, left: {path}"));
                continue;
            }
            change = change.file(path.as_str(), office.paper(whom, &debts)?);
            papers.push(path);
            names.push(name);
            told.extend(debts);
        }
        for (path, text) in office.entries(&told)? {
            change = change.file(path, text);
        }
        if self.whom.is_none() && owed.own > 0 {
            let (own, name) = (owed.own, one_word(&office.own()).into_owned());
            notes.push(text!(
                zh: "办公室自己的 {own} 项不在其内：yijuan digest --for {name}",
                en: "{own} of the general office itself are not among them: yijuan digest --for {name}"
            ));
        }
        if self.whom.is_none() && owed.nobodys > 0 {
            let nobodys = owed.nobodys;
            notes.push(text!(
                zh: "{nobodys} 项没有承办的委室，无从催办：yijuan set 〈议题〉 责任委室=〈委室〉",
                en: "{nobodys} are nobody's in particular and cannot be pressed for: yijuan set 〈TOPIC〉 office=〈OFFICE〉"
            ));
        }
        let proposal = proposal(change, &told, &names, &papers);
        let papers = papers.iter().map(|path| file_stem(path).to_owned()).collect();
        let unread = owed.loaded.problems().cloned().collect();
        Ok(Reminded { proposal: Proposal { notes, ..proposal }, papers, unread })
    }
}

/// The change with its message.
fn proposal(change: Change, told: &[&Debt], names: &[String], papers: &[String]) -> Proposal {
    let Text { zh, en } = Text::listed(names);
    let subject = text!(zh: "催办：{zh}", en: "reminders: {en}");
    let answer = papers.iter().fold(String::new(), |all, path| all + path + "\n");
    let proposal = Proposal { answer: Text::same(answer), ..Proposal::new(change, subject) };
    let mut subjects: Vec<&Subject> = told.iter().map(|debt| &debt.subject).collect();
    subjects.sort();
    subjects.dedup();
    let proposal = subjects.into_iter().fold(proposal, Proposal::about);
    papers.iter().fold(proposal, |proposal, path| proposal.trailer(DRAFTED, file_stem(path)))
}

/// The office or body that is meant.
///
/// # Errors
/// If it is nobody, a person, or the general office, which does the reminding.
fn whom(owed: &Owed, written: &str) -> Result<Name, Diagnostics> {
    let who = person::who(&owed.loaded, written)?;
    if let Some(person) = owed.loaded.archive.person(&who) {
        let name = &person.name;
        let problem =
            text!(zh: "{name}是个人，催办单发给单位", en: "{name} is a person, and reminders go to offices and bodies");
        return Err(Diagnostic::new(problem)
            .hint(text!(zh: "写所在的委室或单位；某人要办的见 `yijuan digest --for {name}`", en: "name the office or body; `yijuan digest --for {name}` says what waits for a person"))
            .into());
    }
    if owed.general.as_ref() == Some(&who) {
        return Err(Diagnostic::new(Text::new("催办单由办公室发出，不发给自己", "the general office sends reminders, and gets none"))
            .hint(text!(zh: "办公室自己要办的见 `yijuan digest --for {written}`", en: "`yijuan digest --for {written}` says what waits for itself"))
            .into());
    }
    Ok(who)
}

/// The day by which it is to be done.
fn deadline(workspace: &Workspace, written: &str) -> Result<Date, Diagnostic> {
    let day = workspace.days.read(written)?;
    if day < workspace.today {
        return Err(Diagnostic::new(text!(zh: "办结期限 {day} 已过", en: "{day} is past"))
            .hint(Text::new("`--due` 写今天或以后的日期", "give `--due` today or a later day")));
    }
    Ok(day)
}

impl Office<'_> {
    fn name(&self, id: &Name) -> String {
        let own = self.owed.loaded.archive.called(id);
        own.map_or_else(|| self.regulation.name(id).zh, ToString::to_string)
    }

    /// Where the paper for somebody lies: with those of the year.
    fn path(&self, name: &str) -> String {
        let (today, name) = (self.workspace.today, name.replace(['/', '\\'], "-"));
        format!("plans/{}/催办单（{name}）{today}.md", today.year())
    }

    /// The paper for one of them.
    fn paper(&self, whom: &Name, debts: &[&Debt]) -> Result<String, Diagnostics> {
        let facts = facts::facts(self.owed, whom, debts, self.deadline);
        let calendar = Arc::new(self.owed.loaded.calendar.clone());
        Ok(self.template.render(&facts, &calendar)?.text)
    }

    /// The files of events with an entry for each subject of what is owed, for each who owes it.
    fn entries(&self, debts: &[&Debt]) -> Result<BTreeMap<String, String>, Diagnostics> {
        let today = self.workspace.today;
        let mut references: BTreeMap<(&Subject, &Name, &Name), Vec<String>> = BTreeMap::new();
        for Debt { subject, by, event, reference, .. } in debts {
            let all = references.entry((subject, by, event)).or_default();
            if !all.contains(&reference.to_string()) {
                all.push(reference.to_string());
            }
        }
        let mut entries: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for ((subject, by, event), references) in references {
            let mut fields = vec![
                ("date", Field::Word(today.to_string())),
                ("event", Field::Word(event.to_string())),
                ("by", Field::List(vec![Settings::OWN_OFFICE.to_owned()])),
                ("to", Field::List(vec![by.to_string()])),
                ("ref", Field::List(references)),
            ];
            if let Subject::Room(id) = subject {
                fields.push(("room", Field::Word(id.to_string())));
            }
            entries.entry(self.events_of(subject)).or_default().push(entry(&fields));
        }
        let file = |(path, entries): (String, Vec<String>)| {
            let text = with_entries::<Event>(self.workspace, &path, &entries)?;
            Ok((path, text))
        };
        entries.into_iter().map(file).collect()
    }

    /// The file of a subject's events.
    fn events_of(&self, subject: &Subject) -> String {
        let year = match subject {
            Subject::Topic(key) => {
                // What is owed was found in one of them.
                let folder = self.owed.folders.iter().find(|folder| folder.key == *key);
                return format!("{}/events.yml", folder.map_or("", |folder| &folder.path));
            }
            Subject::Plan(year) => *year,
            Subject::Room(_) | Subject::Archive => self.workspace.today.year(),
        };
        format!("plans/{year}/events.yml")
    }

    /// What the general office is called.
    fn own(&self) -> String {
        self.owed.general.as_ref().map_or_else(|| "办公室".to_owned(), |id| self.name(id))
    }
}
