//! `import`: an office's lists, taken over whole or not at all.

mod attendance;
mod bodies;
mod people;
mod plan;
mod progress;
mod rooms;
mod suggestions;

use super::context::Context;
use crate::archive::Field;
use crate::changes::Proposal;
use crate::changes::import::column::Column;
use crate::changes::import::listing::{Listing, Row, first_of};
use crate::changes::{Record, RecordBuilder, Words, Writer, Wrong};
use crate::model::Name;
use crate::problem::ensure_none;
use crate::problem::{Problem, Problems};
use crate::report::table::table;
use crate::text;
use crate::text::{Language, Text, printable};
use crate::ui::Reply;
use crate::workspace::LoadedArchive;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Take over the lists an office has in Excel or CSV
#[derive(Debug, Subcommand)]
#[command(after_help = people::EXAMPLES)]
pub(super) enum Import {
    People(people::People),
    Bodies(bodies::Bodies),
    Plan(plan::Plan),
    Rooms(rooms::Rooms),
    Suggestions(suggestions::Suggestions),
    Attendance(attendance::Attendance),
}

/// The list, and how it is taken.
#[derive(Debug, Args)]
struct Source {
    /// The list: a .xlsx or CSV file
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// Take the column with this head for a field, or for none if nothing follows; may be given several times
    #[arg(long = "map", value_name = "HEAD=FIELD")]
    map: Vec<String>,
    /// Sheet of the workbook, if more than one might be meant
    #[arg(long, value_name = "SHEET")]
    sheet: Option<String>,
    /// Show what would be made, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        match self {
            Self::People(people) => people.run(context),
            Self::Bodies(bodies) => bodies.run(context),
            Self::Plan(plan) => plan.run(context),
            Self::Rooms(rooms) => rooms.run(context),
            Self::Suggestions(suggestions) => suggestions.run(context),
            Self::Attendance(attendance) => attendance.run(context),
        }
    }
}

impl Source {
    /// The right to write, which a dry run has no need of.
    fn writer<'c>(&self, context: &'c Context) -> Result<Option<Writer<'c>>, Problems> {
        if self.dry_run { Ok(None) } else { Writer::open(&context.workspace).map(Some) }
    }

    fn listing(&self, columns: &'static [Column]) -> Result<Listing, Problems> {
        Listing::read(&self.file, self.sheet.as_deref(), &self.map, columns)
    }

    /// The file's own name, for a commit's message.
    fn name(&self) -> String {
        printable(&self.file.file_name().unwrap_or_default().to_string_lossy()).replace('\n', " ")
    }
}

/// What becomes of the rows of a list.
struct Outcome<'c> {
    /// Whose names the ids have.
    loaded: &'c LoadedArchive,
    listing: Listing,
    /// What each row gives, in their order, and whether the archive has it already.
    taken: Vec<(usize, Record, bool)>,
    /// What is wrong, by row; 0 is no row.
    wrong: Vec<(usize, Problem)>,
    /// What is known already in another form.
    alike: Vec<Text>,
    /// What is done with the records, in Chinese.
    verb: &'static str,
}

impl<'c> Outcome<'c> {
    /// Nothing yet, but for what is wrong with cells whatever they are taken for.
    fn of(loaded: &'c LoadedArchive, listing: Listing) -> Self {
        let wrong = listing.wrong.clone();
        Self { loaded, listing, taken: Vec::new(), wrong, alike: Vec::new(), verb: "新增" }
    }

    /// Notes what cannot be read of the archive.
    fn unreadable(&mut self, problems: Problems) {
        self.wrong.extend(problems.into_iter().map(|problem| (0, problem)));
    }

    /// Notes what a row gives, or what is wrong with it.
    fn take(&mut self, row: &Row, found: Result<(Record, bool), Wrong>) {
        match found {
            Ok((record, there)) => self.taken.push((row.number, record, there)),
            Err(wrong) => {
                let wrong = wrong.into_iter().map(|(key, problem)| self.listing.wrong_in(row, key, problem));
                self.wrong.extend(wrong.map(|problem| (row.number, problem)));
            }
        }
    }

    /// Notes what a row gives, and whether that is what the archive has already of what is known under its name.
    fn enter<K>(
        &mut self,
        row: &Row,
        given: RecordBuilder,
        known: Option<&K>,
        there: impl FnOnce(&K, &Record) -> Result<bool, Wrong>,
    ) {
        let found = given.by_field().and_then(|record| {
            let there = known.map_or(Ok(false), |known| there(known, &record))?;
            Ok((record, there))
        });
        self.take(row, found);
    }

    /// The name by which something is known already. Where only its form differs from the one in the list, that is said.
    fn known_as(&mut self, written: Name, known: Option<&Name>) -> Name {
        let Some(known) = known.filter(|known| **known != written && written.looks_like(known)) else { return written };
        self.alike.push(Text::same(format!("{written} ~ {known}")));
        known.clone()
    }

    /// Says which offices the settings do not list: most likely they are listed under another name.
    fn mind_offices(&mut self) {
        let named = self.taken.iter().flat_map(|(_, record, _)| record).flat_map(|(key, field)| match (*key, field) {
            ("office" | "guide", Field::Word(office)) => vec![office.as_str()],
            ("posts", Field::List(posts)) => posts.iter().filter_map(|post| Some(post.split_once(':')?.1)).collect(),
            _ => Vec::new(),
        });
        let told = Words::under(&self.loaded.archive, Vec::new(), true).told_of_offices(named);
        self.listing.minded.extend(told);
    }

    /// The records that are new.
    fn made(&self) -> impl Iterator<Item = &Record> {
        self.taken.iter().filter(|(.., there)| !there).map(|(_, record, _)| record)
    }

    /// Tells what would be made, or makes it: nothing, if any row is wrong.
    fn finish(
        mut self,
        context: &Context,
        writer: Option<&Writer>,
        change: impl FnOnce(&[&Record]) -> Result<Proposal, Problems>,
    ) -> Result<Reply, Problems> {
        self.wrong.sort_by_key(|(row, _)| *row);
        let wrong = std::mem::take(&mut self.wrong);
        ensure_none(wrong.into_iter().map(|(_, problem)| problem).collect())?;
        if !self.alike.is_empty() {
            let Text { zh, en } = first_of(&self.alike);
            self.listing.minded.push(text!(
                zh: "只是写法与已有的不同，视为同一个：{zh}",
                en: "taken for what is there already, from which they differ in form alone: {en}"
            ));
        }
        let new: Vec<&Record> = self.made().collect();
        let (made, there, verb) = (new.len(), self.taken.len() - new.len(), self.verb);
        // Also a dry run finds what the files have no room for.
        let change = if new.is_empty() { None } else { Some(change(&new)?) };
        let Some(writer) = writer else {
            let total = text!(zh: "将{verb} {made} 条，已有 {there} 条；什么也没有写", en: "to be entered: {made}; there already: {there}; nothing is written");
            return Ok(Reply::new(self.shown(context.language) + total.in_(context.language) + "\n"));
        };
        let total = text!(zh: "{verb} {made} 条，已有 {there} 条", en: "entered: {made}; there already: {there}");
        let mut reply = Reply::new(format!("{}\n", total.in_(context.language)));
        reply.notes.extend(self.listing.minded.iter().cloned());
        match change {
            Some(proposal) => Ok(reply.with(writer.carry_out(proposal)?)),
            None => Ok(reply),
        }
    }

    /// How the list is read, and what its rows give.
    fn shown(&self, language: Language) -> String {
        let mut shown = String::new();
        for said in self.listing.said.iter().chain(&self.listing.minded) {
            shown.push_str(&printable(said.in_(language)));
            shown.push('\n');
        }
        let is_used =
            |column: &&Column| self.taken.iter().any(|(_, record, _)| record.iter().any(|(key, _)| *key == column.key));
        let columns: Vec<&Column> = self.listing.columns.iter().filter(is_used).collect();
        let heads = columns.iter().map(|column| language.say(column.heads[0], column.key));
        let heading: Vec<&str> = std::iter::once(language.say("行", "row")).chain(heads).chain([""]).collect();
        let rows = self.taken.iter().map(|(number, record, there)| {
            let value = |column: &&Column| {
                let field = record.iter().find(|(key, _)| *key == column.key);
                field.map(|(_, field)| self.written(column.key, field, language)).unwrap_or_default()
            };
            let there = if *there { language.say("已有", "there already") } else { "" };
            std::iter::once(number.to_string()).chain(columns.iter().map(value)).chain([there.to_owned()]).collect()
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if !rows.is_empty() {
            shown.push('\n');
            shown.push_str(&table(&heading, &rows));
            shown.push('\n');
        }
        shown
    }

    /// A field as a table shows it: in Chinese by the names of what it holds.
    fn written(&self, key: &str, field: &Field, language: Language) -> String {
        let word = |word: &String| match language {
            Language::Chinese if key != "id" => self.called(word).unwrap_or_else(|| word.clone()),
            _ => word.clone(),
        };
        match field {
            Field::Word(one) => word(one),
            Field::Bool(yes) => yes.to_string(),
            Field::Number(number) => number.to_string(),
            Field::List(words) => words.iter().map(word).collect::<Vec<_>>().join(language.say("、", ", ")),
        }
    }

    /// What somebody or something is called that has this id, or the post for an office.
    fn called(&self, id: &str) -> Option<String> {
        let LoadedArchive { archive, regulations, .. } = self.loaded;
        if let Some((post, office)) = id.split_once(':') {
            return Some(format!("{}（{}）", self.called(post)?, archive.office_name(office)));
        }
        let under = regulations.used(archive).chain(regulations.iter());
        let known = archive.called(id).map(ToString::to_string);
        known.or_else(|| under.map(|one| one.name(id).zh).find(|name| name != id))
    }
}

/// What is known by a name, or else by one that looks like it.
fn named<'k, K>(known: &'k [K], name: &Name, of: impl Fn(&K) -> &Name) -> Option<&'k K> {
    let by_name = known.iter().find(|known| of(known) == name);
    by_name.or_else(|| known.iter().find(|known| name.looks_like(of(known))))
}

/// What to say of something that an earlier row of the list has, too.
fn twice(what: &str, row: usize) -> Problem {
    Problem::new(text!(zh: "`{what}` 与第 {row} 行重复", en: "`{what}` stands in row {row} already"))
}

/// How an entry of a register is changed.
fn changed_by(command: &str, id: &str, name: &str) -> Text {
    text!(
        zh: "用 `yijuan {command} set {name} 字段=值` 修改，或从表中去掉这一行",
        en: "change it with `yijuan {command} set {id} FIELD=VALUE`, or take the row out of the list"
    )
}

/// Whether the archive has something just as a row says it, from the fields that differ; `hint` says how it is changed
/// where that needs no edit of the file.
///
/// # Errors
/// If any differs: an import changes nothing that is there.
fn same(what: &str, file: &str, differs: &[&'static str], hint: Option<Text>) -> Result<bool, Wrong> {
    let Some(first) = differs.first() else { return Ok(true) };
    let Text { zh, en } = Text::listed(differs);
    let problem = Problem::new(text!(
        zh: "`{what}` 在 {file} 中已有，但 {zh} 不同",
        en: "`{what}` is in {file} already, and differs in: {en}"
    ));
    let by_hand = || text!(zh: "改 {file}，或从表中去掉这一行", en: "edit {file}, or take the row out of the list");
    Err(vec![(*first, problem.hint(hint.unwrap_or_else(by_hand)))])
}
