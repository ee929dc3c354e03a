//! `body`: departments, parties and others outside the institution.

use super::context::Context;
use super::registered;
use crate::changes::body::BODIES;
use crate::changes::register;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::{Args, Subcommand};

/// Bodies outside the institution: the departments, committees and offices of the regulations, by their own names
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
    /// Id that events and papers will use; derived from the name if not given
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Its name
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// Kind of body in the sense of the regulation: an id or Chinese name
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
    /// What to change: `name=…`, `kind=…`; an empty value removes the kind
    #[arg(value_name = "FIELD=VALUE", required = true, add = super::completions::fields(register::FIELDS))]
    fields: Vec<String>,
}

/// List the registered bodies
#[derive(Debug, Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(super) struct List {}

const ADD_EXAMPLES: &str = "\
yijuan body add --id zhujianwei --name 区住建委 --kind 政府职能部门
yijuan body add --id qu-zhengfu-ban --name 区人民政府办公室 --kind 政府办公室";
const SET_EXAMPLES: &str = "\
yijuan body set 区住建委 name=区住房城乡建设局
yijuan body set 区人民政府办公室 性质=政府办公室";
const LIST_EXAMPLES: &str = "\
yijuan body list
yijuan body list --format json";

impl Body {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        match self {
            Self::Add(Add { id, name, kind }) => {
                let add = register::Add { id: id.clone(), name: name.clone(), kind: kind.clone() };
                registered::add(context, &BODIES, &add)
            }
            Self::Set(Set { body, fields }) => {
                let set = register::Set { entry: body.clone(), fields: fields.clone() };
                registered::set(context, &BODIES, &set)
            }
            Self::List(List {}) => registered::list(context, &BODIES),
        }
    }
}
