//! `body`: departments, parties and others outside the institution.

use super::context::Context;
use super::register;
use crate::changes::{RecordBuilder, Writer};
use crate::model::{Body as Entry, Name, Settings};
use crate::problem::{Known, Problem, Problems, unknown};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::vocabulary::Group;
use crate::workspace::LoadedArchive;
use clap::{Args, Subcommand};

/// Bodies outside the institution: what regulations mean by departments, committees and offices, by their own names
#[derive(Debug, Subcommand)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) enum Body {
    Add(Add),
    Set(Set),
    List(List),
}

/// Register a body in yijuan.yml
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct Add {
    /// Id, as events and papers will name the body; made of its name if not given
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Its name
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// What it is of the bodies that the regulation speaks of: an id or Chinese name
    #[arg(long, value_name = "KIND", add = super::completions::body_kinds())]
    pub kind: Option<String>,
}

/// Change the name or the kind of a body; comments and order stay
#[derive(Debug, Args)]
#[command(after_help = SET_EXAMPLES)]
pub(super) struct Set {
    /// The body: its id or name
    #[arg(value_name = "WHO", add = super::completions::bodies())]
    body: String,
    /// What to change: `name=…`, `kind=…`; an empty value takes the kind out
    #[arg(value_name = "FIELD=VALUE", required = true, add = super::entry::candidates(register::FIELDS))]
    fields: Vec<String>,
}

/// Show the bodies registered
#[derive(Debug, Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(super) struct List {}

const ADD_EXAMPLES: &str = "\
yijuan body add --id zhujianwei --name 区住建委 --kind department
yijuan body add --id qu-zhengfu-ban --name 区人民政府办公室 --kind 政府办公室";
const SET_EXAMPLES: &str = "\
yijuan body set 区住建委 name=区住房城乡建设局
yijuan body set qu-zhengfu-ban kind=政府办公室";
const LIST_EXAMPLES: &str = "\
yijuan body list
yijuan body list --format json";

/// Where yijuan.yml keeps them.
pub(super) const REGISTER: &str = "bodies";

impl Body {
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
        let subject = text!(zh: "登记单位：{name}", en: "enter body: {name}");
        register::add(
            context,
            REGISTER,
            self.id.as_deref(),
            |loaded, settings| self.given(loaded, settings, context.workspace.as_written),
            &subject,
        )
    }

    /// The entry that it says, every word looked up; nobody else has its id or its name.
    pub(super) fn given(&self, loaded: &LoadedArchive, settings: &Settings, as_written: bool) -> RecordBuilder {
        let mut given =
            register::given((loaded, settings, as_written), &what(), (self.id.as_deref(), "zhujianwei"), &self.name);
        let kind = self.kind.as_deref().and_then(|written| given.keep("kind", kind(loaded, written)));
        given.word("kind", kind);
        given
    }
}

/// The id of a kind of bodies, of any regulation that the archive uses.
fn kind(loaded: &LoadedArchive, written: &str) -> Result<String, Problem> {
    let word = Name::from(written.trim());
    let used = || loaded.regulations.used(&loaded.archive);
    let declared = used().find_map(|regulation| regulation.id_in(Group::Bodies, &word).ok());
    let own = Entry::KINDS.iter().find(|(id, name)| *id == word.as_str() || *name == word.as_str());
    declared.or(own.map(|(id, _)| *id)).map(ToOwned::to_owned).ok_or_else(|| {
        let terms = used().flat_map(|regulation| regulation.terms(Group::Bodies).iter());
        let known = terms.map(Known::from).chain(Entry::KINDS.map(Known::from));
        unknown(&Text::new("机构性质", "kind of body"), &word, known)
    })
}

fn what() -> Text {
    Text::new("单位", "body")
}

impl Set {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let loaded = context.workspace.read(&[])?;
        let settings = loaded.settings()?;
        let said = (self.body.as_str(), self.fields.as_slice());
        register::set(context, (&writer, &loaded), (REGISTER, &what(), &listed(settings)), said, |written| {
            kind(&loaded, written)
        })
    }
}

/// The bodies registered, as they are listed.
fn listed(settings: &Settings) -> Vec<register::Listed<'_>> {
    settings.bodies.iter().map(|(id, body)| (id, &body.name, body.kind.as_ref())).collect()
}

impl List {
    fn run(context: &Context) -> Result<Reply, Problems> {
        let loaded = context.workspace.read(&[])?;
        let none = Text::new("没有登记单位", "no body is registered");
        register::list(context, REGISTER, &listed(loaded.settings()?), |kind| name_of_kind(&loaded, kind), none)
    }
}

/// What a kind is called by the first regulation in use that speaks of it.
fn name_of_kind(loaded: &LoadedArchive, kind: &Name) -> Text {
    let mut used = loaded.regulations.used(&loaded.archive);
    let declared = used.find_map(|regulation| Some(regulation.terms(Group::Bodies).get(kind)?.text(kind)));
    let own = || Entry::KINDS.iter().find(|(id, _)| *id == kind.as_str());
    declared.unwrap_or_else(|| {
        own().map_or_else(|| Text::same(kind.as_str()), |(id, name)| Text::new(*name, id.replace('-', " ")))
    })
}
