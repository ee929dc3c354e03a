//! `dossier append`: seals what has joined a dossier since it was sealed.

use super::sealing::Sealing;
use crate::changes::seal::{Part, Seal};
use crate::changes::{Writer, material};
use crate::cli::context::Context;
use crate::diagnostic::Diagnostics;
use crate::ui::Reply;
use clap::Args;
use std::path::PathBuf;

/// Add files to a dossier that is sealed, as a further bag that names the one before; what was sealed stays as it is
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Append {
    /// A topic's key, or part of it
    #[arg(value_name = "KEY", add = crate::cli::completions::keys())]
    key: String,
    /// The files; without any, what was taken into the dossier since it was sealed
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath, requires_all = ["documents", "date"])]
    files: Vec<PathBuf>,
    /// What they are, a kind of document: an id or Chinese name; may be given several times
    #[arg(long = "as", value_name = "DOCUMENT", requires = "files", add = crate::cli::completions::documents())]
    documents: Vec<String>,
    /// Their title
    #[arg(long, value_name = "TITLE", requires = "files", allow_hyphen_values = true)]
    title: Option<String>,
    /// Who gave them
    #[arg(long, value_name = "WHO", requires = "files", add = crate::cli::completions::who())]
    from: Option<String>,
    /// Their date, YYYY-MM-DD
    #[arg(long, value_name = "DATE", requires = "files")]
    date: Option<String>,
    #[command(flatten)]
    sealing: Sealing,
    /// Why it is sealed although something is not final, was changed since it was sealed, or is not set as PDF
    #[arg(long, value_name = "REASON")]
    note: Option<String>,
}

const EXAMPLES: &str = "\
yijuan dossier append 2026-003 ~/扫描/批示.pdf --as 办理结果材料 --from 区政府 --date 2026-07-02 --to 移交
yijuan dossier append 2026-003 --to 移交";

impl Append {
    pub(in crate::cli) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        let request = self.sealing.of(&self.key, Part::Additions { note: self.note.clone() });
        let taken = if self.files.is_empty() { Reply::default() } else { self.take(context, &request)? };
        let writer = Writer::open(&context.workspace)?;
        let proposal = request.prepare(&writer)?.place()?;
        Ok(taken.then(context.carry_out(&writer, proposal)?))
    }

    /// Takes the files into the dossier, by a commit of their own: what is sealed is what lies in a commit.
    fn take(&self, context: &Context, request: &Seal) -> Result<Reply, Diagnostics> {
        let material = material::Add {
            target: self.key.clone(),
            files: self.files.clone(),
            documents: self.documents.clone(),
            title: self.title.clone(),
            from: self.from.clone(),
            date: self.date.clone(),
            round: None,
            room: None,
        };
        context.change(|writer| {
            request.ready(writer)?;
            material.propose(writer)
        })
    }
}
