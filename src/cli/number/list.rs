//! `number list`: the numbers of a year.

use crate::archive::{number_file, titles};
use crate::cli::context::{self, Context};
use crate::cli::format::Format;
use crate::diagnostic::Diagnostics;
use crate::engine::left_out;
use crate::model::Subject;
use crate::report::numbers::{Page, Row};
use crate::text;
use crate::ui::Reply;
use crate::workspace::LoadedArchive;
use clap::Args;
use std::collections::HashMap;

/// List the numbers of a year: which paper, which day, and what numbers are left out
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct List {
    /// The year
    #[arg(value_name = "YEAR", value_parser = crate::cli::plan::year())]
    year: i32,
}

const EXAMPLES: &str = "\
yijuan number list 2026
yijuan number list 2026 --format csv";

impl List {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let source = &context.workspace.source;
        let (loaded, folders) = LoadedArchive::read_without_topics(source, context.workspace.today)?;
        let archive = &loaded.archive;
        let named = folders.iter().zip(titles(source, &folders));
        let named: HashMap<Subject, String> =
            named.filter_map(|(folder, title)| Some((Subject::Topic(folder.key), title?.to_string()))).collect();
        let mut of_year: Vec<_> = archive.numbers.iter().filter(|taken| taken.entry.year == self.year).collect();
        of_year
            .sort_by_key(|taken| (&taken.entry.code, taken.entry.number, taken.entry.date, taken.entry.topic.as_ref()));
        let gaps = left_out(&of_year);
        let rows = of_year.iter().map(|taken| Row::of(&loaded, taken, &named)).collect();
        let page = Page { year: self.year, rows, gaps };
        let stdout = match context.format {
            Format::Human => page.human(context.language),
            Format::Json => page.json(),
            Format::Csv => page.csv(context.language),
            _ => return Err(context.format.refused().into()),
        };
        let mut reply = context::reply(&loaded, stdout);
        // What cannot be read may be all there is.
        if page.rows.is_empty() && archive.problems_of(&number_file(self.year)).is_empty() {
            let year = self.year;
            reply.notes.push(text!(
                zh: "{year} 年还没有登记文号；`yijuan number assign` 编号",
                en: "no number of {year} is entered; `yijuan number assign` takes one"
            ));
        }
        Ok(reply)
    }
}
