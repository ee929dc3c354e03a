//! `person`: the register of people.

use super::context::Context;
use super::filter;
use super::format::Format;
use crate::changes::person;
use crate::changes::person::post::term;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{self, PostHeld};
use crate::report::{json, table::table};
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
    Set(Set),
    List(List),
}

/// Enter a person into people.yml
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct Add {
    /// Id that events and topics will use; derived from the name if not given
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Name as printed
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// Post held, for one office or for all, with its term if known: 秘书长2021-03-01至2026-11-30; may be given several times
    #[arg(long = "post", value_name = "POST[:OFFICE]", add = super::completions::posts())]
    pub posts: Vec<String>,
    /// Tag; may be given several times
    #[arg(long = "tag", value_name = "TAG", add = super::completions::tags())]
    pub tags: Vec<String>,
}

/// Change a person in people.yml; comments and order stay
#[derive(Debug, Args)]
#[command(after_help = SET_EXAMPLES)]
pub(super) struct Set {
    /// The person: an id or name
    #[arg(value_name = "PERSON", add = super::completions::people())]
    person: String,
    /// What to change: `name=…`, `unit=…`; `posts+=副主席:urban` adds a post, `posts+=秘书长至2026-11-30` ends one, `posts-=…` removes one, and likewise `tags`; an empty value removes the field
    #[arg(value_name = "FIELD=VALUE", required = true, add = super::completions::fields(person::FIELDS))]
    fields: Vec<String>,
}

/// List the registered people
#[derive(Debug, Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(super) struct List {
    /// Only people holding this post
    #[arg(long, value_name = "POST", add = super::completions::posts())]
    post: Option<String>,
}

const ADD_EXAMPLES: &str = "\
yijuan person add --id qian-yangben --name 钱样本 --post 副主席:urban
yijuan person add --name 孙范文 --post 专委会主任:城建环保委员会 --tag 政协委员";
const SET_EXAMPLES: &str = "\
yijuan person set 钱样本 职务+=副主席:城建环保委员会
yijuan person set 孙范文 职务-=专委会主任:城建环保委员会 标签+=政协委员";
const LIST_EXAMPLES: &str = "\
yijuan person list
yijuan person list --post 副主席";

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = person::Add {
            id: self.id.clone(),
            name: self.name.clone(),
            posts: self.posts.clone(),
            tags: self.tags.clone(),
        };
        context.change(|writer| request.propose(writer))
    }
}

impl Set {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let request = person::Set { person: self.person.clone(), fields: self.fields.clone() };
        context.change(|writer| request.propose(writer))
    }
}

impl Person {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Set(set) => set.run(context),
            Self::List(list) => list.run(context),
        }
    }
}

/// The posts that a filter means.
fn posts(loaded: &LoadedArchive, written: &str) -> Result<Vec<String>, Diagnostic> {
    if let Ok(post) = term(loaded, Group::Posts, written) {
        return Ok(vec![post]);
    }
    let terms = loaded.regulations.used(&loaded.archive).flat_map(|regulation| regulation.terms(Group::Posts).iter());
    let terms = terms.map(|(id, term)| (id, term.name.as_str()));
    let meant = filter::meant(&Group::Posts.text(), written, terms)?;
    Ok(meant.into_iter().map(ToOwned::to_owned).collect())
}

impl List {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
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
                    let posts: Vec<String> = person.posts.iter().map(person::written_post).collect();
                    serde_json::json!({"id": person.id, "name": person.name, "posts": posts, "tags": person.tags, "unit": person.unit})
                })
                .collect();
            return Ok(Reply::new(json::pretty(&serde_json::json!({"schema": "yijuan/people/1", "people": rows}))));
        }
        let names = Names { loaded: &loaded, language: context.language };
        let rows: Vec<Vec<String>> = people.into_iter().map(|person| names.row(person)).collect();
        let heading = match context.language {
            Language::Chinese => ["标识", "姓名", "职务", "标签"],
            Language::English => ["id", "name", "posts", "tags"],
        };
        Ok(Reply::new(table(&heading, &rows)))
    }
}

/// Names of posts, tags and offices in one language.
struct Names<'a> {
    loaded: &'a LoadedArchive,
    language: Language,
}

impl Names<'_> {
    fn row(&self, person: &model::Person) -> Vec<String> {
        let between = self.language.choose("、", ", ");
        let posts: Vec<String> = person.posts.iter().map(|held| self.post(held)).collect();
        let tags: Vec<String> = person.tags.iter().map(|tag| self.term(tag)).collect();
        vec![person.id.to_string(), person.name.to_string(), posts.join(between), tags.join(between)]
    }

    /// 副主席（城建环保委员会） 2021-03-01起.
    fn post(&self, held: &PostHeld) -> String {
        let office = held.office.as_ref().map(|id| self.loaded.archive.office_name(id));
        let (post, is_chinese) = (self.term(&held.post), self.language == Language::Chinese);
        let office = match office {
            None => String::new(),
            Some(name) if is_chinese => format!("（{name}）"),
            Some(name) => format!(" ({name})"),
        };
        let days = match (held.from, held.until) {
            (None, None) => String::new(),
            (Some(from), None) if is_chinese => format!(" {from}起"),
            (from, until) if is_chinese => format!(" {}至{}", shown(from), shown(until)),
            (from, until) => format!(" {}..{}", shown(from), shown(until)),
        };
        format!("{post}{office}{days}")
    }

    /// The name of a post or tag, also of a regulation that only topics use, which are not read here.
    fn term(&self, id: &str) -> String {
        let regulations = &self.loaded.regulations;
        let all = regulations.used(&self.loaded.archive).chain(regulations.iter());
        let name = all.map(|regulation| regulation.name(id)).find(|name| name.zh != id);
        name.unwrap_or_else(|| Text::same(id)).in_(self.language).to_owned()
    }
}

fn shown(day: Option<model::Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
