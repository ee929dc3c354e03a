use super::context::{Case, Context};
use super::given::{self, Given};
use super::register;
use crate::model::{Name, Office as Entry, Settings};
use crate::problem::Problems;
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use clap::{Args, Subcommand};

/// Offices of the institution: who is responsible for topics, by their names
#[derive(Debug, Subcommand)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) enum Office {
    Add(Add),
    List(List),
}

/// Register an office in yijuan.yml
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct Add {
    /// Id, as topics and entries will name the office
    #[arg(long, value_name = "ID")]
    id: String,
    /// Its name
    #[arg(long, value_name = "OFFICE")]
    name: String,
    /// special-committee (专门委员会) or office (办公室)
    #[arg(long, value_name = "KIND", add = super::completions::words(&Entry::KINDS))]
    kind: Option<String>,
}

/// Show the offices registered
#[derive(Debug, Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(super) struct List {}

const ADD_EXAMPLES: &str = "\
yijuan office add --id resources --name 农业农村资源委员会 --kind special-committee
yijuan office add --id research --name 研究室 --kind 办公室";
const LIST_EXAMPLES: &str = "\
yijuan office list
yijuan office list --format json";

/// Where yijuan.yml keeps them.
const REGISTER: &str = "offices";

impl Office {
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
        let subject = text!(zh: "登记委室：{name}", en: "enter office: {name}");
        register::add(context, REGISTER, |case, settings| self.given(case, settings), &subject)
    }

    /// The entry that it says; nobody else has its id or its name.
    fn given(&self, case: &Case, settings: &Settings) -> Given {
        let mut given = register::given(case, settings, (&self.id, "urban"), &self.name);
        let kind = |written: &str| given::one_of(&Text::new("委室性质", "kind of office"), &Entry::KINDS, written);
        let kind = self.kind.as_deref().and_then(|written| given.keep("kind", kind(written)));
        given.word("kind", kind);
        given
    }
}

impl List {
    fn run(context: &Context) -> Result<Reply, Problems> {
        let case = context.read(&[])?;
        let offices = case.settings()?.offices.iter();
        let offices: Vec<_> = offices.map(|(id, office)| (id, &office.name, office.kind.as_ref())).collect();
        let none = Text::new("没有登记委室", "no office is registered");
        register::list(context, REGISTER, &offices, name_of_kind, none)
    }
}

/// What a kind of offices is called.
fn name_of_kind(kind: &Name) -> Text {
    let known = Entry::KINDS.iter().find(|(id, _)| *id == kind.as_str());
    known.map_or_else(|| Text::same(kind.as_str()), |(id, name)| Text::new(*name, id.replace('-', " ")))
}
