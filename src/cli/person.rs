//! `person`: the register of people.

mod set;

use super::context::Context;
use super::filter;
use super::format::Format;
use crate::archive::{Change, Field, entry};
use crate::changes::person::post::{post, term};
use crate::changes::{RecordBuilder, Words, Writer, builder, pinyin, typed, with_entry, word};
use crate::history::Message;
use crate::model::{Name, PostHeld};
use crate::problem::ensure_none;
use crate::problem::{Place, Problem, Problems};
use crate::report::{json, table::table};
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use crate::vocabulary::Group;
use crate::workspace::LoadedArchive;
use clap::{Args, Subcommand};

/// The register of people: who holds which post
#[derive(Debug, Subcommand)]
#[command(after_help = LIST_EXAMPLES)]
pub(super) enum Person {
    Add(Add),
    Set(set::Set),
    List(List),
}

/// Enter a person into people.yml
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct Add {
    /// Id, as events and topics will name the person; made of the name if not given
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Name as printed
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// Post held, for one office or for all; may be given several times
    #[arg(long = "post", value_name = "POST[:OFFICE]", add = super::completions::posts())]
    pub posts: Vec<String>,
    /// Tag; may be given several times
    #[arg(long = "tag", value_name = "TAG", add = super::completions::tags())]
    pub tags: Vec<String>,
}

/// Show the register
#[derive(Debug, Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(super) struct List {
    /// Only people holding this post
    #[arg(long, value_name = "POST", add = super::completions::posts())]
    post: Option<String>,
}

const ADD_EXAMPLES: &str = "\
yijuan person add --id qian-yangben --name 钱样本 --post 副主席:urban
yijuan person add --name 孙范文 --post committee-director:urban --tag member";
const LIST_EXAMPLES: &str = "\
yijuan person list
yijuan person list --post 副主席";

pub(super) const FILE: &str = "people.yml";

impl Person {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Set(set) => set.run(context),
            Self::List(list) => list.run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let loaded = context.workspace.read(&[])?;
        ensure_none(loaded.archive.problems_of(FILE))?;
        let mut given = self.given(&loaded, context.workspace.as_written);
        let id = self.id.as_deref().map(str::trim);
        let name = Name::from(self.name.trim());
        let mut of_the_name = loaded.archive.people.iter().filter(|person| name.looks_like(&person.name));
        let (namesake, is_only) = (of_the_name.next(), of_the_name.next().is_none());
        if let Some(known) = id.and_then(|id| loaded.archive.person(id)) {
            let (id, name) = (&known.id, &known.name);
            let zh = if is_only && namesake.is_some() { name } else { id };
            let known = Problem::new(
                text!(zh: "人员 `{id}` 已有登记（{name}）", en: "there is a person `{id}` already ({name})"),
            )
            .at(Place::file(FILE))
            .hint(text!(
                zh: "是同一人的，用 `yijuan person set {zh} 字段=值` 修改；是另一人的，换一个标识",
                en: "if it is the same person, `yijuan person set {id} FIELD=VALUE` changes the entry; else choose another id"
            ));
            given.wrong("id", known);
        } else if let (Some(known), None) = (namesake, id) {
            let (id, name) = (&known.id, &known.name);
            let zh = if is_only { name } else { id };
            let known =
                Problem::new(text!(zh: "{name}已有登记（`{id}`）", en: "{name} is registered already (`{id}`)"))
                    .at(Place::file(FILE))
                    .hint(text!(
                        zh: "是同一人的，用 `yijuan person set {zh} 字段=值` 修改；同名的另一人，用 `--id` 给出标识",
                        en: "if it is the same person, `yijuan person set {id} FIELD=VALUE` changes the entry; give a namesake an id with `--id`"
                    ));
            given.wrong("name", known);
        }
        let record = given.whole()?;
        let mut reply = Reply::new(builder::made_id(&record, id).zh);
        reply.notes.extend(namesake.map(|known| {
            let known = &known.id;
            text!(
                zh: "另有一人也叫{name}（`{known}`）；以后写姓名分不清时，写标识",
                en: "somebody else is called {name} (`{known}`); from now on an id says which of them is meant"
            )
        }));
        reply.notes.extend(told(&loaded, record.iter().map(|(_, field)| field)));
        let after = with_entry::<crate::model::Person>(&context.workspace, FILE, &entry(&record))?.text;
        let id = word(&record, "id").unwrap_or_default();
        let subject = text!(zh: "登记人员：{name}", en: "enter person: {name}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Person", id);
        Ok(reply.with(writer.apply(Change::new().file(FILE, after), &message)?))
    }

    /// The entry that it says, every word looked up.
    pub(super) fn given(&self, loaded: &LoadedArchive, as_written: bool) -> RecordBuilder {
        let mut given = RecordBuilder::default();
        let words = Words::under(&loaded.archive, Vec::new(), as_written);
        let is_taken = |id: &str| loaded.archive.called(id).is_some();
        let id = (self.id.as_deref(), "qian-yangben");
        let id = given.id(id, &self.name, |name| pinyin::of_person(name, is_taken));
        given.keep("name", typed::line("--name", &self.name));
        let name = given.keep("name", name(loaded, &words, &id, &self.name));
        given.word("name", name);
        given.list("posts", typed::each(&self.posts, |written| post(loaded, &words, written)));
        given.list("tags", typed::each(&self.tags, |written| term(loaded, Group::Tags, written)));
        given
    }
}

/// A name to register: one that another person has but for its marks is most likely that person's.
fn name(loaded: &LoadedArchive, words: &Words, id: &str, written: &str) -> Result<String, Problem> {
    let others = loaded.archive.people.iter().filter(|person| *person.id != *id).map(|person| &person.name);
    words.new_name(&Text::new("人员", "person"), written, others)
}

/// What to say of offices that posts are held for and nobody has registered.
fn told<'f>(loaded: &LoadedArchive, fields: impl Iterator<Item = &'f Field>) -> Vec<Text> {
    let posts = fields.filter_map(|field| if let Field::List(posts) = field { Some(posts) } else { None });
    let offices = posts.flatten().filter_map(|post| Some(post.split_once(':')?.1));
    Words::under(&loaded.archive, Vec::new(), true).told_of_offices(offices)
}

/// The posts that a filter means.
fn posts(loaded: &LoadedArchive, written: &str) -> Result<Vec<String>, Problem> {
    if let Ok(post) = term(loaded, Group::Posts, written) {
        return Ok(vec![post]);
    }
    let terms = loaded.regulations.used(&loaded.archive).flat_map(|regulation| regulation.terms(Group::Posts).iter());
    let terms = terms.map(|(id, term)| (id, term.name.as_str()));
    let meant = filter::meant(&Group::Posts.text(), written, terms)?;
    Ok(meant.into_iter().map(ToOwned::to_owned).collect())
}

impl List {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match context.format {
            Format::Human | Format::Json => {}
            Format::Csv | Format::Markdown => return Err(context.format.refused().into()),
        }
        let loaded = context.workspace.read(&[])?;
        let wanted = self.post.as_deref();
        let wanted = wanted.map(|written| posts(&loaded, written)).transpose()?;
        let people = loaded.archive.people.iter();
        let people: Vec<_> = people
            .filter(|person| {
                wanted
                    .as_ref()
                    .is_none_or(|wanted| person.posts.iter().any(|held| wanted.iter().any(|post| *held.post == **post)))
            })
            .collect();
        if context.format == Format::Json {
            let rows: Vec<_> = people
                .iter()
                .map(|person| {
                    let posts: Vec<String> = person.posts.iter().map(written_post).collect();
                    serde_json::json!({"id": person.id, "name": person.name, "posts": posts, "tags": person.tags, "unit": person.unit})
                })
                .collect();
            return Ok(Reply::new(json::pretty(&serde_json::json!({"schema": "yijuan/people/1", "people": rows}))));
        }
        let label = |id: &str| -> String {
            // Somebody may hold a post under a regulation that only topics follow, which are not read here.
            let under = loaded.regulations.used(&loaded.archive).chain(loaded.regulations.iter());
            let name = under.map(|regulation| regulation.name(id)).find(|name| name.zh != id);
            name.unwrap_or_else(|| Text::same(id)).in_(context.language).to_owned()
        };
        let office = |id| loaded.archive.office_name(id);
        let between = if context.language == Language::Chinese { "、" } else { ", " };
        let rows: Vec<Vec<String>> = people
            .iter()
            .map(|person| {
                let posts = person.posts.iter().map(|held| {
                    let of = held.office.as_ref().map(|id| match context.language {
                        Language::Chinese => format!("（{}）", office(id)),
                        Language::English => format!(" ({})", office(id)),
                    });
                    let of = of.unwrap_or_default();
                    let days = match (held.from, held.until) {
                        (None, None) => String::new(),
                        (from, until) => format!(" {}..{}", shown(from), shown(until)),
                    };
                    format!("{}{of}{days}", label(&held.post))
                });
                let tags = person.tags.iter().map(|tag| label(tag)).collect::<Vec<_>>().join(between);
                vec![person.id.to_string(), person.name.to_string(), posts.collect::<Vec<_>>().join(between), tags]
            })
            .collect();
        let heading = match context.language {
            Language::Chinese => ["标识", "姓名", "职务", "标签"],
            Language::English => ["id", "name", "posts", "tags"],
        };
        Ok(Reply::new(table(&heading, &rows)))
    }
}

fn shown(day: Option<crate::model::Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn written_post(held: &PostHeld) -> String {
    held.office.as_ref().map_or_else(|| held.post.to_string(), |office| format!("{}:{office}", held.post))
}
