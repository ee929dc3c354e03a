//! `person`: the register of people.

mod post;
mod set;

use super::context::{Case, Context};
use super::format::Format;
use super::given::{self, Given, Words, word};
use super::pinyin;
use super::{ensure_none, filter};
use crate::archive::{Change, Field, entry, person_meant};
use crate::history::Message;
use crate::model::{Name, PostHeld};
use crate::problem::unknown;
use crate::problem::{Place, Problem, Problems};
use crate::report::{json, table::table};
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use crate::vocabulary::Group;
use clap::{Args, Subcommand};
pub(super) use post::{is_post, is_tag};
use post::{post, term};

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
        let writer = context.writer()?;
        let case = context.read(&[])?;
        ensure_none(case.archive.problems_of(FILE))?;
        let mut given = self.given(&case, context.as_written());
        let id = self.id.as_deref().map(str::trim);
        let name = Name::from(self.name.trim());
        let mut of_the_name = case.archive.people.iter().filter(|person| name.looks_like(&person.name));
        let (namesake, is_only) = (of_the_name.next(), of_the_name.next().is_none());
        if let Some(known) = id.and_then(|id| case.archive.person(id)) {
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
        let mut reply = given::taken(&record, id);
        reply.notes.extend(namesake.map(|known| {
            let known = &known.id;
            text!(
                zh: "另有一人也叫{name}（`{known}`）；以后写姓名分不清时，写标识",
                en: "somebody else is called {name} (`{known}`); from now on an id says which of them is meant"
            )
        }));
        reply.notes.extend(told(&case, record.iter().map(|(_, field)| field)));
        let after = context.with_entry::<crate::model::Person>(FILE, &entry(&record))?.text;
        let id = word(&record, "id").unwrap_or_default();
        let subject = text!(zh: "登记人员：{name}", en: "enter person: {name}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Person", id);
        writer.apply(Change::new().file(FILE, after), &message, reply)
    }

    /// The entry that it says, every word looked up.
    pub(super) fn given(&self, case: &Case, as_written: bool) -> Given {
        let mut given = Given::default();
        let words = Words::under(&case.archive, Vec::new(), as_written);
        let is_taken = |id: &str| case.archive.called(id).is_some();
        let id = (self.id.as_deref(), "qian-yangben");
        let id = given.id(id, &self.name, |name| pinyin::of_person(name, is_taken));
        given.keep("name", given::line("--name", &self.name));
        let name = given.keep("name", name(case, &words, &id, &self.name));
        given.word("name", name);
        given.list("posts", given::each(&self.posts, |written| post(case, &words, written)));
        given.list("tags", given::each(&self.tags, |written| term(case, Group::Tags, written)));
        given
    }
}

/// The person meant by an id or a name.
///
/// # Errors
/// If nobody in the register is called so, with the nearest or the way to enter somebody as a hint; if
/// several people have that name.
pub(super) fn find<'a>(people: &'a [crate::model::Person], written: &str) -> Result<&'a crate::model::Person, Problem> {
    person_meant(people, written)?.ok_or_else(|| {
        let problem = unknown(&Text::new("人员", "person"), written, people);
        if problem.hint.is_some() {
            problem
        } else {
            problem.hint(Text::new("先用 `yijuan person add` 登记", "enter the person with `yijuan person add`"))
        }
    })
}

/// The same, or whoever alone holds a post.
///
/// # Errors
/// As there, also of a post that nobody holds, or several.
pub(super) fn find_or_holder<'a>(case: &'a Case, written: &str) -> Result<&'a crate::model::Person, Problem> {
    find(&case.archive.people, written).or_else(|problem| {
        let Ok(post) = post(case, &Words::under(&case.archive, Vec::new(), true), written) else { return Err(problem) };
        let wanted = PostHeld::parse(&post);
        let is_it = |held: &PostHeld| {
            let of_office = wanted.office.is_none() || held.office == wanted.office;
            held.post == wanted.post && of_office && held.on(case.today)
        };
        let mut holders = case.archive.people.iter().filter(|person| person.posts.iter().any(is_it));
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

/// A name to register: one that another person has but for its marks is most likely that person's.
fn name(case: &Case, words: &Words, id: &str, written: &str) -> Result<String, Problem> {
    let others = case.archive.people.iter().filter(|person| *person.id != *id).map(|person| &person.name);
    words.new_name(&Text::new("人员", "person"), written, others)
}

/// What to say of offices that posts are held for and nobody has registered.
fn told<'f>(case: &Case, fields: impl Iterator<Item = &'f Field>) -> Vec<Text> {
    let posts = fields.filter_map(|field| if let Field::List(posts) = field { Some(posts) } else { None });
    let offices = posts.flatten().filter_map(|post| Some(post.split_once(':')?.1));
    Words::under(&case.archive, Vec::new(), true).told_of_offices(offices)
}

/// The posts that a filter means.
fn posts(case: &Case, written: &str) -> Result<Vec<String>, Problem> {
    if let Ok(post) = term(case, Group::Posts, written) {
        return Ok(vec![post]);
    }
    let terms = case.regulations.used(&case.archive).flat_map(|regulation| regulation.terms(Group::Posts).iter());
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
        let case = context.read(&[])?;
        let wanted = self.post.as_deref();
        let wanted = wanted.map(|written| posts(&case, written)).transpose()?;
        let people = case.archive.people.iter();
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
            let under = case.regulations.used(&case.archive).chain(case.regulations.iter());
            let name = under.map(|regulation| regulation.name(id)).find(|name| name.zh != id);
            name.unwrap_or_else(|| Text::same(id)).in_(context.language).to_owned()
        };
        let office = |id| case.archive.office_name(id);
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
