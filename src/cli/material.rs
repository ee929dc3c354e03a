//! `material`: what others hand in.

mod list;
mod remove;

use super::context::Context;
use crate::archive::{Archive, Change, Field, entry};
use crate::changes::material::dossier::Dossier;
use crate::changes::material::handed::Handed;
use crate::changes::{Record, RecordBuilder, Words, Writer, typed, with_entries};
use crate::history::Message;
use crate::model::{Material as Entry, Name};
use crate::problem::ensure_none;
use crate::problem::{Place, Problem, Problems, Step, unknown};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Text, on_one_line};
use crate::ui::Reply;
use crate::vocabulary::Term;
use clap::{Args, Subcommand};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Papers that others hand in: scans, photographs, files of any kind
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(super) enum Material {
    Add(Add),
    List(list::List),
    Remove(remove::Remove),
}

/// Copy files into the folder of a topic or a year, and say in materials.yml what they are
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Add {
    /// A topic's key (or part of it), or `plan:YEAR`
    #[arg(value_name = "TARGET", add = super::completions::keys())]
    target: String,
    /// The files; what is said of one is said of all
    #[arg(value_name = "FILE", required = true, value_hint = clap::ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// What it is: the id or Chinese name of a document; may be given several times
    #[arg(long = "document", value_name = "DOCUMENT", required = true, add = super::completions::documents())]
    documents: Vec<String>,
    /// Its title
    #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
    title: Option<String>,
    /// Who gave it
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    from: Option<String>,
    /// Its date, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Round of consultation; every one if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    round: Option<u32>,
    /// The consultation room it concerns, in a year's folder
    #[arg(long, value_name = "ROOM", add = super::completions::rooms())]
    room: Option<String>,
}

const EXAMPLES: &str = "\
yijuan material add 2026-003 ~/扫描/部门材料.pdf --document 部门提供的材料 --from 区住建委 --date 2026-06-02
yijuan material add 2026-003 照片/*.jpg --document 会议照片
yijuan material add plan:2026 年度计划.pdf --document annual-plan --title 2026年度协商计划";

/// What became of the files that were handed in.
#[derive(Default)]
struct Taken {
    /// What is printed.
    said: String,
    notes: Vec<Text>,
    /// The files, as they are called in the dossier.
    named: Vec<String>,
    /// Paths of those that were there, and entered, already.
    there: Vec<String>,
    entries: Vec<String>,
    change: Change,
}

impl Material {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match self {
            Self::Add(add) => add.run(context),
            Self::List(list) => list.run(context),
            Self::Remove(remove) => remove.run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let (subject, topics) = context.workspace.subject(&self.target)?;
        let loaded = context.workspace.read(&topics)?;
        let archive = &loaded.archive;
        let target = Dossier::of(&loaded, &writer.settings, &subject, self.room.as_deref())?;
        let list = format!("{}/materials.yml", target.folder);
        ensure_none(archive.problems_of(&list))?;
        let words = Words::under(archive, vec![target.regulation], context.workspace.as_written);
        let mut given = self.given(context, archive, &target, &words);
        let handed: Vec<Handed> = self.files.iter().filter_map(|file| given.keep("file", Handed::read(file))).collect();
        let fields = given.whole()?;
        let mut taken = Taken::default();
        for handed in handed {
            self.take(context, &target, (handed, &fields, &words), &mut taken)?;
        }
        let name = &target.name;
        let Text { zh, en } = Text::listed(&taken.named);
        let subject = text!(zh: "{name} 收入材料：{zh}", en: "{name} material: {en}");
        let message = Message::new(writer.in_archive_language(&subject));
        let message = message.trailer(target.trailer.0, target.trailer.1.as_str());
        let mut reply = Reply { notes: taken.notes, ..Reply::new(taken.said) };
        if taken.entries.is_empty() {
            let told = text!(zh: "已在卷中，没有再收", en: "it is there already and was not taken again");
            let paths: Vec<String> = taken.there.into_iter().chain([list]).collect();
            return Ok(reply.with(writer.as_it_is(&paths, &message, told)?));
        }
        reply.notes.extend(words.told(self.from.as_deref()));
        let listed = with_entries::<Entry>(&context.workspace, &list, &taken.entries)?;
        Ok(reply.with(writer.apply(taken.change.file(list, listed), &message)?))
    }

    /// Takes one of the files.
    fn take(
        &self,
        context: &Context,
        target: &Dossier,
        (handed, fields, words): (Handed, &Record, &Words),
        taken: &mut Taken,
    ) -> Result<(), Problems> {
        let there = handed.same_in(&context.workspace.source, &target.folder)?;
        let is_there = there.is_some();
        let file = match there {
            Some(file) => file,
            None => handed.place_in(&context.workspace.source, &target.folder)?,
        };
        let (name, path) = (&target.name, format!("{}/{file}", target.folder));
        if taken.change.paths().any(|other| other == path) {
            return Err(Problem::new(text!(zh: "两个文件都叫 `{file}`", en: "two files are both `{file}`"))
                .hint(Text::new("分两次收入", "take them in two commands"))
                .into());
        }
        let listed = target.there.iter().map(|one| &one.material).enumerate();
        for (nth, material) in listed.filter(|(_, material)| is_there && material.file.as_str() == file) {
            if self.is_meant_by(material, fields) {
                if !says(material, fields, words) {
                    return Err(listed_otherwise(&format!("{}/materials.yml", target.folder), nth).into());
                }
                taken.named.push(file.clone());
                taken.there.push(path);
                let _ = writeln!(taken.said, "{name} {}", on_one_line(&file));
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
        let _ = writeln!(taken.said, "{name} {}", on_one_line(&file));
        taken.named.push(file.clone());
        let fields: Vec<_> = std::iter::once(("file", Field::Word(file))).chain(fields.iter().cloned()).collect();
        taken.entries.push(entry(&fields));
        taken.change = std::mem::take(&mut taken.change).file(path, handed.bytes);
        Ok(())
    }

    /// What is said of the file, every word looked up.
    fn given(&self, context: &Context, archive: &Archive, target: &Dossier, words: &Words) -> RecordBuilder {
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
        let date = self.date.as_deref().and_then(|date| given.keep("date", context.workspace.days.read(date)));
        given.word("date", date.map(|date| date.to_string()));
        if let Some(room) = self.room.as_deref() {
            let found = if target.is_year { crate::changes::room::find(archive, room) } else { Err(of_topic()) };
            let room = given.keep("room", found).map(|room| room.id.as_str());
            given.word("room", room);
        }
        if target.is_year && self.round.is_some() {
            let message = Text::new("年度没有轮次", "a year has no rounds");
            given.wrong("round", Problem::new(message).hint(Text::new("去掉 `--round`", "leave `--round` out")));
        }
        given.field("round", self.round.map(Field::Number));
        given
    }

    /// Whether an entry is about the same: the same documents, of the same round and room.
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

/// Whether an entry has all that is given of title, giver and date; it may have more.
fn says(material: &Entry, fields: &Record, words: &Words) -> bool {
    let from = material.from.as_ref().map(|from| words.actor(from).unwrap_or_else(|_| from.to_string()));
    let own = |key: &str| match key {
        "title" => material.title.as_ref().map(ToString::to_string),
        "from" => from.clone(),
        _ => material.date.map(|date| date.to_string()),
    };
    let given = fields.iter().filter(|(key, _)| matches!(*key, "title" | "from" | "date"));
    given.into_iter().all(|(key, field)| own(key).map(Field::Word).as_ref() == Some(field))
}

/// The id of a document, from its id or its Chinese name.
fn document(regulation: &Regulation, written: &str) -> Result<String, Problem> {
    let name = Name::from(written.trim());
    let documents = || regulation.documents.iter();
    let is = |kind: &Term| kind.names().any(|own| name.looks_like(own));
    let found =
        documents().find(|(id, _)| *id == name.as_str()).or_else(|| documents().find(|(_, kind)| is(&kind.term)));
    found
        .map(|(id, _)| id.to_owned())
        .ok_or_else(|| unknown(&Text::new("文书", "document"), written, documents().map(|(id, kind)| (id, &kind.term))))
}

fn of_topic() -> Problem {
    Problem::new(Text::new("`--room` 用于年度的材料", "`--room` goes with the materials of a year")).hint(Text::new(
        "议题所属的协商室写在 topic.yml；去掉 `--room`",
        "a topic says itself which room it is of: leave `--room` out",
    ))
}

fn listed_otherwise(list: &str, nth: usize) -> Problem {
    Problem::new(Text::new("此文件已登记，写的与这里不同", "the file is entered already, and otherwise"))
        .at(Place::field(list, [Step::from(nth)]))
        .hint(Text::new("要更正的，编辑该文件后 `yijuan commit`", "to correct it, edit the file, then `yijuan commit`"))
}
