//! `material add`: copies files into a dossier and enters them in its `materials.yml`.

pub(crate) mod dossier;
mod handed;
mod remove;

pub(crate) use remove::Remove;

use super::{Proposal, Record, RecordBuilder, Words, Writer, typed, with_entries};
use crate::archive::{Archive, Change, Field, Limits, Source as _, entry};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, PathSegment, ensure_none, unknown};
use crate::model::{Material as Entry, Name};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Text, on_one_line};
use crate::vocabulary::{Term, written as written_as};
use crate::workspace::Workspace;
use dossier::Dossier;
use handed::Handed;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Files to add, with fields that apply to all of them.
#[derive(Debug)]
pub(crate) struct Add {
    /// A topic's key (or part of it), or `plan:YEAR`
    pub target: String,
    /// The files
    pub files: Vec<PathBuf>,
    /// Documents that it is: an id or Chinese name; may be given several times
    pub documents: Vec<String>,
    /// Its title
    pub title: Option<String>,
    /// Who gave it
    pub from: Option<String>,
    /// Its date, YYYY-MM-DD
    pub date: Option<String>,
    /// Round of consultation; all rounds if not given
    pub round: Option<u32>,
    /// The consultation room it concerns, in a year's folder
    pub room: Option<String>,
}

/// The result for the files so far.
#[derive(Default)]
struct Taken {
    /// What is printed.
    answer: String,
    notes: Vec<Text>,
    /// The files' names in the dossier.
    named: Vec<String>,
    /// Paths of files that were in the dossier, and entered, already.
    there: Vec<String>,
    entries: Vec<String>,
    change: Change,
}

impl Add {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let workspace = writer.workspace;
        let (subject, topics) = workspace.subject(&self.target)?;
        let loaded = workspace.read(&topics)?;
        let archive = &loaded.archive;
        let target = Dossier::of(&loaded, &writer.settings, &subject, self.room.as_deref())?;
        let list = format!("{}/materials.yml", target.folder);
        ensure_none(archive.problems_of(&list))?;
        let words = Words::under(archive, vec![target.regulation], workspace.as_written);
        let mut given = self.record(workspace, archive, &target, &words);
        let handed: Vec<Handed> = self.files.iter().filter_map(|file| given.keep("file", Handed::read(file))).collect();
        let fields = given.whole()?;
        let mut taken = Taken::default();
        for handed in handed {
            self.take(workspace, &target, (handed, &fields, &words), &mut taken)?;
        }
        let (of, Text { zh, en }) = (target.subject.called(), Text::listed(&taken.named));
        let (of_zh, of_en) = (of.zh, of.en);
        let subject = text!(zh: "{of_zh} 收入材料：{zh}", en: "{of_en} material: {en}");
        let answer = Text::same(taken.answer);
        if taken.entries.is_empty() {
            let paths = taken.there.into_iter().chain([list]);
            let mut change = Change::new();
            for path in paths {
                let bytes = workspace.source.read(&path, Limits::MATERIAL)?;
                change = change.file(path, bytes.unwrap_or_default());
            }
            let same = text!(zh: "已在卷中，没有再收", en: "it is there already and was not taken again");
            let proposal = Proposal { answer, notes: taken.notes, same, ..Proposal::new(change, subject) };
            return Ok(proposal.about(&target.subject));
        }
        let undated = self.date.is_none().then(|| {
            Text::new(
                "没有写日期，卷内目录的日期空着；材料有日期的，收入时写 `--date`",
                "without a date, the index of the dossier has none; if it has one, give it with `--date`",
            )
        });
        let notes = taken.notes.into_iter().chain(undated).chain(words.notes_on(self.from.as_deref())).collect();
        let listed = with_entries::<Entry>(workspace, &list, &taken.entries)?;
        let proposal = Proposal { answer, notes, ..Proposal::new(taken.change.file(list, listed), subject) };
        Ok(proposal.about(&target.subject))
    }

    /// Adds one file.
    fn take(
        &self,
        workspace: &Workspace,
        target: &Dossier,
        (handed, fields, words): (Handed, &Record, &Words),
        taken: &mut Taken,
    ) -> Result<(), Diagnostics> {
        let there = handed.same_in(&workspace.source, &target.folder)?;
        let is_there = there.is_some();
        let file = match there {
            Some(file) => file,
            None => handed.place_in(&workspace.source, &target.folder)?,
        };
        let (name, path) = (&target.name, format!("{}/{file}", target.folder));
        if taken.change.paths().any(|other| other == path) {
            return Err(Diagnostic::new(text!(zh: "两个文件都叫 `{file}`", en: "two files are both `{file}`"))
                .hint(Text::new("分两次收入", "take them in two commands"))
                .into());
        }
        let listed = target.there.iter().map(|one| &one.material).enumerate();
        for (nth, material) in listed.filter(|(_, material)| is_there && material.file.as_str() == file) {
            if self.is_meant_by(material, fields) {
                if !is_same_as_given(material, fields, words) {
                    return Err(entered_differently(&format!("{}/materials.yml", target.folder), nth).into());
                }
                taken.named.push(file.clone());
                taken.there.push(path);
                let _ = writeln!(taken.answer, "{name} {}", on_one_line(&file));
                return Ok(());
            }
        }
        if is_there {
            taken.notes.push(Text::new(
                "卷中已有同样内容的文件，只登记，没有再收",
                "a file with this content is there already: it was entered and not copied again",
            ));
        } else {
            taken.notes.extend(handed.renamed(&file));
        }
        let _ = writeln!(taken.answer, "{name} {}", on_one_line(&file));
        taken.named.push(file.clone());
        let fields: Vec<_> = std::iter::once(("file", Field::Word(file))).chain(fields.iter().cloned()).collect();
        taken.entries.push(entry(&fields));
        taken.change = std::mem::take(&mut taken.change).file(path, handed.bytes);
        Ok(())
    }

    /// The fields of the entry, with every word looked up.
    fn record(&self, workspace: &Workspace, archive: &Archive, target: &Dossier, words: &Words) -> RecordBuilder {
        let mut given = RecordBuilder::default();
        let mut documents: Vec<String> = Vec::new();
        for written in &self.documents {
            let of_room = target.of_room.map(|regulation| document(regulation, written));
            let id = match of_room {
                Some(refused @ Err(_)) => document(target.regulation, written).or(refused),
                Some(found) => found,
                None => document(target.regulation, written),
            };
            let id = given.keep("document", id);
            documents.extend(id.filter(|id| !documents.contains(id)));
        }
        match &mut documents[..] {
            [only] => given.word("document", Some(std::mem::take(only))),
            _ => given.field("document", Some(Field::List(documents))),
        }
        let title = self.title.as_deref().map(str::trim);
        given.keep("title", title.map_or(Ok(()), |title| typed::line("--title", title)));
        given.word("title", title);
        let from = self.from.as_deref().and_then(|from| given.keep("from", words.actor(from)));
        given.word("from", from);
        let date = self.date.as_deref().and_then(|date| given.keep("date", workspace.days.read(date)));
        given.word("date", date.map(|date| date.to_string()));
        if let Some(room) = self.room.as_deref() {
            let found = if target.is_year { crate::changes::room::find(archive, room) } else { Err(of_topic()) };
            let room = given.keep("room", found).map(|room| room.id.as_str());
            given.word("room", room);
        }
        if target.is_year && self.round.is_some() {
            let message = Text::new("年度没有轮次", "a year has no rounds");
            given.wrong("round", Diagnostic::new(message).hint(Text::new("去掉 `--round`", "leave `--round` out")));
        }
        given.field("round", self.round.map(Field::Number));
        given
    }

    /// Whether an entry is for the same documents, round and room.
    fn is_meant_by(&self, material: &Entry, fields: &Record) -> bool {
        let mut documents = fields.iter().flat_map(|(key, field)| match field {
            Field::Word(word) if *key == "document" => vec![word.as_str()],
            Field::List(words) => words.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        });
        let room = fields.iter().find(|(key, _)| *key == "room").map(|(_, room)| room);
        let own = material.room.as_ref().map(|room| Field::Word(room.to_string()));
        documents.all(|one| material.document.iter().any(|own| own.as_str() == one))
            && material.round == self.round
            && room == own.as_ref()
    }
}

/// Whether an entry has the same title, giver and date, as far as these are given.
fn is_same_as_given(material: &Entry, fields: &Record, words: &Words) -> bool {
    let from = material.from.as_ref().map(|from| words.actor(from).unwrap_or_else(|_| from.to_string()));
    let title = material.title.as_ref().map(ToString::to_string);
    let date = material.date.map(|date| date.to_string());
    let own = [("title", title), ("from", from), ("date", date)].map(|(key, word)| (key, word.map(Field::Word)));
    let mut given = fields.iter().filter(|(key, _)| matches!(*key, "title" | "from" | "date"));
    given.all(|(key, field)| own.iter().any(|(own, known)| own == key && known.as_ref() == Some(field)))
}

/// The id of a document, from its id or its Chinese name.
fn document(regulation: &Regulation, written: &str) -> Result<String, Diagnostic> {
    let name = Name::from(written.trim());
    let what = Text::new("文书", "document");
    let terms: Vec<(&str, &Term)> = regulation.documents.iter().map(|(id, kind)| (id, &kind.term)).collect();
    let by_id = terms.iter().find(|(id, _)| *id == name.as_str());
    let found = by_id.or_else(|| terms.iter().find(|(_, term)| term.names().any(|own| name.looks_like(own))));
    let id = match found {
        Some((id, _)) => Some(*id),
        None => written_as(&what, &name, terms.iter().copied())?,
    };
    id.map(ToOwned::to_owned).ok_or_else(|| unknown(&what, written, terms))
}

fn of_topic() -> Diagnostic {
    Diagnostic::new(Text::new("`--room` 用于年度的材料", "`--room` goes with the materials of a year")).hint(Text::new(
        "议题所属的协商室写在 topic.yml；去掉 `--room`",
        "a topic says itself which room it is of: leave `--room` out",
    ))
}

fn entered_differently(list: &str, nth: usize) -> Diagnostic {
    Diagnostic::new(Text::new("此文件已登记，所填内容与此不同", "the file is entered already with other fields"))
        .at(Location::field(list, [PathSegment::from(nth)]))
        .hint(Text::new("要更正的，编辑该文件后 `yijuan commit`", "to correct it, edit the file, then `yijuan commit`"))
}
