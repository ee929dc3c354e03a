use super::context::{Case, Context};
use super::given::Given;
use super::register;
use crate::model::{Body as Entry, Name, Settings};
use crate::problem::{Known, Problem, Problems, unknown};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::vocabulary::Group;
use clap::{Args, Subcommand};

/// Bodies outside the institution: what regulations mean by departments, committees and offices, by their own names
#[derive(Debug, Subcommand)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) enum Body {
    Add(Add),
    List(List),
}

/// Register a body in yijuan.yml
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct Add {
    /// Id, as events and papers will name the body
    #[arg(long, value_name = "ID")]
    pub id: String,
    /// Its name
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// What it is of the bodies that the regulation speaks of: an id or Chinese name
    #[arg(long, value_name = "KIND", add = super::completions::body_kinds())]
    pub kind: Option<String>,
}

/// Show the bodies registered
#[derive(Debug, Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(super) struct List {}

const ADD_EXAMPLES: &str = "\
yijuan body add --id zhujianwei --name 区住建委 --kind department
yijuan body add --id qu-zhengfu-ban --name 区人民政府办公室 --kind 政府办公室";
const LIST_EXAMPLES: &str = "\
yijuan body list
yijuan body list --format json";

/// Where yijuan.yml keeps them.
pub(super) const REGISTER: &str = "bodies";

impl Body {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match self {
            Self::Add(add) => add.run(context),
            Self::List(List {}) => List::run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        let name = self.name.trim();
        let subject = text!(zh: "登记单位：{name}", en: "enter body: {name}");
        register::add(context, REGISTER, |case, settings| self.given(case, settings), &subject)
    }

    /// The entry that it says, every word looked up; nobody else has its id or its name.
    pub(super) fn given(&self, case: &Case, settings: &Settings) -> Given {
        let mut given = register::given(case, settings, (&self.id, "zhujianwei"), &self.name);
        let kind = self.kind.as_deref().and_then(|written| given.keep("kind", kind(case, written)));
        given.word("kind", kind);
        given
    }
}

/// The id of a kind of bodies, of any regulation that the archive uses.
fn kind(case: &Case, written: &str) -> Result<String, Problem> {
    let word = Name::from(written.trim());
    let used = || case.regulations.used(&case.archive);
    let declared = used().find_map(|regulation| regulation.id_in(Group::Bodies, &word).ok());
    let own = Entry::KINDS.iter().find(|(id, name)| *id == word.as_str() || *name == word.as_str());
    declared.or(own.map(|(id, _)| *id)).map(ToOwned::to_owned).ok_or_else(|| {
        let terms = used().flat_map(|regulation| regulation.terms(Group::Bodies).iter());
        let known = terms.map(Known::from).chain(Entry::KINDS.map(Known::from));
        unknown(&Text::new("机构性质", "kind of body"), &word, known)
    })
}

impl List {
    fn run(context: &Context) -> Result<Reply, Problems> {
        let case = context.read(&[])?;
        let bodies = case.settings()?.bodies.iter();
        let bodies: Vec<_> = bodies.map(|(id, body)| (id, &body.name, body.kind.as_ref())).collect();
        let none = Text::new("没有登记单位", "no body is registered");
        register::list(context, REGISTER, &bodies, |kind| name_of_kind(&case, kind), none)
    }
}

/// What a kind is called by the first regulation in use that speaks of it.
fn name_of_kind(case: &Case, kind: &Name) -> Text {
    let mut used = case.regulations.used(&case.archive);
    let declared = used.find_map(|regulation| Some(regulation.terms(Group::Bodies).get(kind)?.text(kind)));
    let own = || Entry::KINDS.iter().find(|(id, _)| *id == kind.as_str());
    declared.unwrap_or_else(|| {
        own().map_or_else(|| Text::same(kind.as_str()), |(id, name)| Text::new(*name, id.replace('-', " ")))
    })
}
