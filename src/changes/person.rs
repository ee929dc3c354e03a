//! `person add`: registers a person. Also finds the person that a word means.

pub(crate) mod post;
mod set;
pub(crate) mod term;
mod who;

pub(crate) use post::holding;
pub(crate) use set::{FIELDS, Set};
pub(crate) use who::who;

use super::{Proposal, RecordBuilder, Words, Writer, builder, pinyin, typed, with_entry, word};
use crate::archive::{Change, Field, entry, person_meant};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, unknown};
use crate::model::{Name, Person, PostHeld};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;
use crate::workspace::LoadedArchive;
use post::{kept, known_or_as_written, post, term};

/// The person that an id or a name means.
///
/// # Errors
/// If nobody in the register has it; the hint has the nearest names, or how to register somebody. If several people have
/// the name.
pub(crate) fn find<'a>(people: &'a [Person], written: &str) -> Result<&'a Person, Diagnostic> {
    person_meant(people, written)?.ok_or_else(|| {
        let mut problem = unknown(&Text::new("人员", "person"), written, people);
        let register = Text::new(
            "没有登记的，先用 `yijuan person add` 登记",
            "enter whoever is not registered with `yijuan person add`",
        );
        let is_question = |hint: &Text| hint.zh.ends_with('？');
        problem.hint = problem.hint.map(|hint| {
            let (zh, en) = if is_question(&hint) { ("", " ") } else { ("；", "; ") };
            Text::join(&[hint, register], zh, en)
        });
        problem
    })
}

/// Like [`find`], or the only holder of a post.
///
/// # Errors
/// Like [`find`]; or if nobody or several people hold the post.
pub(crate) fn find_or_holder<'a>(loaded: &'a LoadedArchive, written: &str) -> Result<&'a Person, Diagnostic> {
    find(&loaded.archive.people, written).or_else(|problem| {
        let post = post(loaded, &Words::under(&loaded.archive, Vec::new(), true), written);
        let wanted = PostHeld::parse(post.as_deref().unwrap_or(written));
        let mut holders = loaded.archive.people.iter().filter(|person| {
            person.posts.iter().any(|held| {
                let of_office = wanted.office.is_none() || held.office == wanted.office;
                (held.post == wanted.post || held.post.as_str() == written) && of_office && held.on(loaded.today)
            })
        });
        match (holders.next(), holders.next()) {
            (Some(only), None) => Ok(only),
            (first, second) => {
                let named: Vec<&str> = first.into_iter().chain(second).chain(holders).map(|one| &*one.name).collect();
                let Text { zh, en } = Text::listed(&named);
                Err(if named.is_empty() {
                    problem
                } else {
                    problem.hint(text!(zh: "写是哪一位：{zh}", en: "say which of them: {en}"))
                })
            }
        }
    })
}

/// The file of the register.
pub(crate) const FILE: &str = "people.yml";

/// The person to register.
#[derive(Debug)]
pub(crate) struct Add {
    /// Id, as events and topics will name the person; made of the name if not given
    pub id: Option<String>,
    /// Name as printed
    pub name: String,
    /// Post held, for one office or for all; may be given several times
    pub posts: Vec<String>,
    /// Tag; may be given several times
    pub tags: Vec<String>,
    /// The sector that they belong to as a member
    pub sector: Option<String>,
}

impl Add {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = writer.workspace.read(&[])?;
        ensure_none(loaded.archive.problems_of(FILE))?;
        let mut given = self.record(&loaded, writer.workspace.as_written, writer.workspace.as_written);
        let id = self.id.as_deref().map(str::trim);
        let name = Name::from(self.name.trim());
        let mut of_the_name = loaded.archive.people.iter().filter(|person| name.looks_like(&person.name));
        let (namesake, is_only) = (of_the_name.next(), of_the_name.next().is_none());
        if let Some(known) = id.and_then(|id| loaded.archive.person(id)) {
            let (id, name) = (&known.id, &known.name);
            let zh = if is_only && namesake.is_some() { name } else { id };
            let known = Diagnostic::new(
                text!(zh: "人员 `{id}` 已有登记（{name}）", en: "there is a person `{id}` already ({name})"),
            )
            .at(Location::file(FILE))
            .hint(text!(
                zh: "是同一人的，用 `yijuan person set {zh} 字段=值` 修改；是另一人的，换一个标识",
                en: "if it is the same person, `yijuan person set {id} FIELD=VALUE` changes the entry; else choose another id"
            ));
            given.wrong("id", known);
        } else if let (Some(known), None) = (namesake, id) {
            let (id, name) = (&known.id, &known.name);
            let zh = if is_only { name } else { id };
            let known =
                Diagnostic::new(text!(zh: "{name}已有登记（`{id}`）", en: "{name} is registered already (`{id}`)"))
                    .at(Location::file(FILE))
                    .hint(text!(
                        zh: "是同一人的，用 `yijuan person set {zh} 字段=值` 修改；同名的另一人，用 `--id` 给出标识",
                        en: "if it is the same person, `yijuan person set {id} FIELD=VALUE` changes the entry; give a namesake an id with `--id`"
                    ));
            given.wrong("name", known);
        }
        let record = given.whole()?;
        let answer = builder::made_id(&record, id);
        let mut notes = Vec::new();
        notes.extend(namesake.map(|known| {
            let known = &known.id;
            text!(
                zh: "另有一人也叫{name}（`{known}`）；以后写姓名分不清时，写标识",
                en: "somebody else is called {name} (`{known}`); from now on an id says which of them is meant"
            )
        }));
        notes.extend(notes_on_posts(&loaded, record.iter().map(|(key, field)| (*key, field))));
        let after = with_entry::<Person>(writer.workspace, FILE, &entry(&term::record(&record)))?.text;
        let id = word(&record, "id").unwrap_or_default();
        let subject = text!(zh: "登记人员：{name}", en: "enter person: {name}");
        Ok(Proposal {
            answer,
            notes,
            ..Proposal::new(Change::new().file(FILE, after), subject).trailer("Yijuan-Person", &id)
        })
    }

    /// The entry, with every word looked up. `any_post` also accepts a post that is nearly one of a regulation's.
    pub(crate) fn record(&self, loaded: &LoadedArchive, as_written: bool, any_post: bool) -> RecordBuilder {
        let mut given = RecordBuilder::default();
        let words = Words::under(&loaded.archive, Vec::new(), as_written);
        let id = given.id((self.id.as_deref(), "qian-yangben"), &self.name, |name| {
            pinyin::of_person(name, |id| loaded.archive.called(id).is_some())
        });
        given.keep("name", typed::line("--name", &self.name));
        let name = given.keep("name", name(loaded, &words, &id, &self.name));
        given.word("name", name);
        let posts = typed::each(&self.posts, |written| {
            let (post, days) = term::split(written)?;
            Ok(term::in_a_word(&known_or_as_written(loaded, &words, post, any_post)?, days))
        });
        given.list("posts", posts);
        given.list("tags", typed::each(&self.tags, |written| term(loaded, Group::Tags, written)));
        let sector = self.sector.as_deref().and_then(|sector| {
            given.keep("sector", typed::line("--sector", sector))?;
            Some(sector.trim().to_owned())
        });
        given.word("sector", sector);
        given
    }
}

/// A name to register. One that differs only in marks from another person's is refused.
fn name(loaded: &LoadedArchive, words: &Words, id: &str, written: &str) -> Result<String, Diagnostic> {
    let others = loaded.archive.people.iter().filter(|person| *person.id != *id).map(|person| &person.name);
    words.new_name(&Text::new("人员", "person"), written, others)
}

/// Notes on posts that no regulation knows, and on offices of posts that are not registered.
fn notes_on_posts<'f>(loaded: &LoadedArchive, fields: impl Iterator<Item = (&'f str, &'f Field)>) -> Vec<Text> {
    let posts = fields.filter_map(|(key, field)| match field {
        Field::List(posts) if key == "posts" => Some(posts),
        _ => None,
    });
    let posts: Vec<&String> = posts.flatten().collect();
    let offices = posts.iter().filter_map(|post| Some(term::bare(post).split_once(':')?.1));
    let of_offices = Words::under(&loaded.archive, Vec::new(), true).notes_on_offices(offices);
    let unknown: Vec<&str> = kept(posts.iter().copied()).collect();
    let note = (!unknown.is_empty()).then(|| {
        let Text { zh, en } = Text::listed(&unknown);
        text!(
            zh: "规程没有的职务，照所写的记下：{zh}",
            en: "posts that no regulation knows, kept as written: {en}"
        )
    });
    note.into_iter().chain(of_offices).collect()
}

pub(crate) fn written_post(held: &PostHeld) -> String {
    held.office.as_ref().map_or_else(|| held.post.to_string(), |office| format!("{}:{office}", held.post))
}
