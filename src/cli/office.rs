//! `office`: the offices of the institution.

use super::context::Context;
use super::registered;
use crate::changes::office::OFFICES;
use crate::changes::register;
use crate::diagnostic::Diagnostics;
use crate::model::Office as Entry;
use crate::ui::Reply;
use clap::{Args, Subcommand};

/// Offices of the institution, which are responsible for topics
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
    /// Id that topics and entries will use; derived from the name if not given
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
    /// What to change: `name=…`, `kind=…`; an empty value removes the kind
    #[arg(value_name = "FIELD=VALUE", required = true, add = super::completions::fields(register::FIELDS))]
    fields: Vec<String>,
}

/// List the registered offices
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

impl Office {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        match self {
            Self::Add(Add { id, name, kind }) => {
                let add = register::Add { id: id.clone(), name: name.clone(), kind: kind.clone() };
                registered::add(context, &OFFICES, &add)
            }
            Self::Set(Set { office, fields }) => {
                let set = register::Set { entry: office.clone(), fields: fields.clone() };
                registered::set(context, &OFFICES, &set)
            }
            Self::List(List {}) => registered::list(context, &OFFICES),
        }
    }
}
