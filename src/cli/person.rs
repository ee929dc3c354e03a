//! `person`: the register of people.

use super::context::Context;
use crate::changes::person;
use crate::diagnostic::Diagnostics;
use crate::report::people;
use crate::ui::Reply;
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
    /// The sector (界别) that they belong to as a member of the committee
    #[arg(long, value_name = "SECTOR")]
    pub sector: Option<String>,
}

/// Change a person in people.yml; comments and order stay
#[derive(Debug, Args)]
#[command(after_help = SET_EXAMPLES)]
pub(super) struct Set {
    /// The person: an id or name
    #[arg(value_name = "PERSON", add = super::completions::people())]
    person: String,
    /// What to change: `name=…`, `sector=…`, `unit=…`; `posts+=副主席:urban` adds a post, `posts+=秘书长至2026-11-30` ends one, `posts-=…` removes one, and likewise `tags`; an empty value removes the field
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
            sector: self.sector.clone(),
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

impl List {
    fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let loaded = context.workspace.read(&[])?;
        let people = person::holding(&loaded, self.post.as_deref())?;
        let page = context
            .format
            .human_or_json(|| people::human(&loaded, &people, context.language), || people::as_json(&people))?;
        Ok(Reply::new(page))
    }
}
