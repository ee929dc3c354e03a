//! `office`: the offices of the institution.

use super::context::Context;
use super::register;
use crate::changes::{RecordBuilder, Writer, typed};
use crate::model::{Name, Office as Entry, Settings};
use crate::problem::{Problem, Problems};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::workspace::LoadedArchive;
use clap::{Args, Subcommand};

/// Offices of the institution: who is responsible for topics, by their names
#[derive(Debug, Subcommand)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) enum Office {
    Add(Add),
    Set(Set),
    List(List),
}

/// Register an office in yijuan.yml
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct Add {
    /// Id, as topics and entries will name the office; made of its name if not given
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Its name
    #[arg(long, value_name = "OFFICE")]
    name: String,
    /// special-committee (专门委员会) or office (办公室)
    #[arg(long, value_name = "KIND", add = super::completions::words(&Entry::KINDS))]
    kind: Option<String>,
}

/// Change the name or the kind of an office; comments and order stay
#[derive(Debug, Args)]
#[command(after_help = SET_EXAMPLES)]
pub(super) struct Set {
    /// The office: its id or name
    #[arg(value_name = "WHO", add = super::completions::offices())]
    office: String,
    /// What to change: `name=…`, `kind=…`; an empty value takes the kind out
    #[arg(value_name = "FIELD=VALUE", required = true, add = super::entry::candidates(register::FIELDS))]
    fields: Vec<String>,
}

/// Show the offices registered
#[derive(Debug, Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(super) struct List {}

const ADD_EXAMPLES: &str = "\
yijuan office add --id resources --name 农业农村资源委员会 --kind special-committee
yijuan office add --id research --name 研究室 --kind 办公室";
const SET_EXAMPLES: &str = "\
yijuan office set 研究室 name=研究室（智库办公室）
yijuan office set research kind=办公室";
const LIST_EXAMPLES: &str = "\
yijuan office list
yijuan office list --format json";

/// Where yijuan.yml keeps them.
const REGISTER: &str = "offices";

impl Office {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Set(set) => set.run(context),
            Self::List(List {}) => List::run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let name = self.name.trim();
        let subject = text!(zh: "登记委室：{name}", en: "enter office: {name}");
        register::add(
            context,
            REGISTER,
            self.id.as_deref(),
            |loaded, settings| self.given(loaded, settings, context.workspace.as_written),
            &subject,
        )
    }

    /// The entry that it says; nobody else has its id or its name.
    fn given(&self, loaded: &LoadedArchive, settings: &Settings, as_written: bool) -> RecordBuilder {
        let mut given =
            register::given((loaded, settings, as_written), &what(), (self.id.as_deref(), "urban"), &self.name);
        let kind = self.kind.as_deref().and_then(|written| given.keep("kind", kind_of(written)));
        given.word("kind", kind);
        given
    }
}

/// The id of a kind of offices.
fn kind_of(written: &str) -> Result<String, Problem> {
    typed::one_of(&Text::new("委室性质", "kind of office"), &Entry::KINDS, written).map(ToOwned::to_owned)
}

fn what() -> Text {
    Text::new("委室", "office")
}

impl Set {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let loaded = context.workspace.read(&[])?;
        let settings = loaded.settings()?;
        let said = (self.office.as_str(), self.fields.as_slice());
        register::set(context, (&writer, &loaded), (REGISTER, &what(), &listed(settings)), said, kind_of)
    }
}

/// The offices registered, as they are listed.
fn listed(settings: &Settings) -> Vec<register::Listed<'_>> {
    settings.offices.iter().map(|(id, office)| (id, &office.name, office.kind.as_ref())).collect()
}

impl List {
    fn run(context: &Context) -> Result<Reply, Problems> {
        let loaded = context.workspace.read(&[])?;
        let none = Text::new("没有登记委室", "no office is registered");
        register::list(context, REGISTER, &listed(loaded.settings()?), name_of_kind, none)
    }
}

/// What a kind of offices is called.
fn name_of_kind(kind: &Name) -> Text {
    let known = Entry::KINDS.iter().find(|(id, _)| *id == kind.as_str());
    known.map_or_else(|| Text::same(kind.as_str()), |(id, name)| Text::new(*name, id.replace('-', " ")))
}
