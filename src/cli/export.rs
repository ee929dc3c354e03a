//! `export`: the facts of the archive for other programs.

use super::context::{self, Context};
use super::format::Format;
use crate::changes::export::Folder;
use crate::diagnostic::Diagnostics;
use crate::figures::export::{Export as Facts, Form};
use crate::report::export;
use crate::text;
use crate::ui::Reply;
use clap::Args;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Write the facts of the archive as tables for DuckDB, Spark or a spreadsheet, beside those of other archives
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// The folder to write into; made if it is not there
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    dir: PathBuf,
    /// This year alone; every year if not given
    #[arg(long, value_name = "YEAR", value_parser = super::plan::year())]
    year: Option<i32>,
}

const EXAMPLES: &str = "\
yijuan export ../全省
yijuan export ../全省 --year 2026
yijuan export 表格 --format csv";

impl Export {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let form = match context.format {
            Format::Human | Format::Ndjson => Form::Ndjson,
            Format::Csv => Form::Csv,
            _ => return Err(context.format.refused().into()),
        };
        let facts = Facts::of(&context.workspace, self.year)?;
        let institution = |part: &str| export::institution(part, form);
        let folder = Folder::begin(&self.dir, &export::mark(form), form, &facts, institution)?;
        let mut written: BTreeMap<&str, usize> = BTreeMap::new();
        let left_out = facts.rows(&mut |table, year, rows| {
            *written.entry(table.id).or_default() += rows.len();
            folder.add(table, year, &export::heading(table, form), &export::lines(table, &rows, form))
        })?;
        folder.place(|has| export::schema(form, has))?;
        let mut page = format!("{}\n", self.dir.display());
        for (table, rows) in &written {
            let _ = writeln!(page, "  {table} {rows}");
        }
        let reply = context::reply_without(left_out.unread.iter(), page);
        let topics: Vec<String> = left_out.topics.iter().map(ToString::to_string).collect();
        if topics.is_empty() {
            return Ok(reply);
        }
        let topics = topics.join("、");
        let note = text!(
            zh: "规程不明或文件读不出，没有导出：{topics}；`yijuan check` 有详情",
            en: "not exported, for their regulation is unknown or a file of theirs cannot be read: {topics}; `yijuan check` says more"
        );
        let notes = reply.notes.into_iter().chain([note]).collect();
        Ok(Reply { notes, exit: 2, stdout: reply.stdout, ..Reply::default() })
    }
}
