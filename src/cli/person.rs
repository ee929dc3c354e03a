//! `person`: the register of people.

use super::context::Context;
use super::filter;
use super::format::Format;
use crate::changes::person;
use crate::changes::person::post::term;
use crate::diagnostic::{Diagnostic, Diagnostics};
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
    /// Id, as events and topics will name the person; made of the name if not given
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Name as printed
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// Post held, for one office or for all, and from when until when: 秘书长2021-03-01至2026-11-30; may be given several times
    #[arg(long = "post", value_name = "POST[:OFFICE]", add = super::completions::posts())]
    pub posts: Vec<String>,
    /// Tag; may be given several times
    #[arg(long = "tag", value_name = "TAG", add = super::completions::tags())]
    pub tags: Vec<String>,
}

/// Change what people.yml says of a person; comments and order stay
#[derive(Debug, Args)]
#[command(after_help = SET_EXAMPLES)]
pub(super) struct Set {
    /// The person: an id or name
    #[arg(value_name = "PERSON", add = super::completions::people())]
    person: String,
    /// What to change: `name=…`, `unit=…`; `posts+=副主席:urban` adds a post, `posts+=秘书长至2026-11-30` says until when, `posts-=…` takes one out, and so with `tags`; an empty value takes the field out
    #[arg(value_name = "FIELD=VALUE", required = true, add = super::completions::fields(person::FIELDS))]
    fields: Vec<String>,
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
        let label = |id: &str| -> String {
            // Somebody may hold a post under a regulation that only topics follow, which are not read here.
            let under = loaded.regulations.used(&loaded.archive).chain(loaded.regulations.iter());
            let name = under.map(|regulation| regulation.name(id)).find(|name| name.zh != id);
            name.unwrap_or_else(|| Text::same(id)).in_(context.language).to_owned()
        };
        let office = |id| loaded.archive.office_name(id);
        let is_chinese = context.language == Language::Chinese;
        let between = if is_chinese { "、" } else { ", " };
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
                        (Some(from), None) if is_chinese => format!(" {from}起"),
                        (from, until) if is_chinese => format!(" {}至{}", shown(from), shown(until)),
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
