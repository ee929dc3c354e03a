//! `report`: the figures of a year.

use super::context::{self, Context};
use super::format::Format;
use crate::changes::render::{Content, Files, Product};
use crate::diagnostic::{Diagnostics, unknown};
use crate::figures::{About, Report as Figures};
use crate::report::figures;
use crate::report::site::Site;
use crate::text::Text;
use crate::ui::{self, Reply};
use clap::Args;
use std::path::PathBuf;

/// Count a year: how the plan was carried out, what became of suggestions, what members, rooms and offices did
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Report {
    /// What it is about: plan, adoption, members, rooms or offices
    #[arg(value_name = "ABOUT", add = super::completions::words(&About::NAMES))]
    about: String,
    /// The year; that of today if not given
    #[arg(value_name = "YEAR", value_parser = super::plan::year())]
    year: Option<i32>,
    /// List what lies behind a figure: its id or name
    #[arg(long, value_name = "FIGURE")]
    explain: Option<String>,
    /// With --explain: of this row, by its id or name; of the whole if not given
    #[arg(long, value_name = "ROW", requires = "explain")]
    of: Option<String>,
    /// Write it into this file, too: DOCX, PDF, HTML or XLSX, by its ending; may be given several times
    #[arg(long = "to", value_name = "FILE", value_hint = clap::ValueHint::FilePath, conflicts_with = "explain")]
    to: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
yijuan report plan 2026
yijuan report plan 2026 --explain 按期办理 --of 城建环保委员会
yijuan report adoption 2026 --to 采纳落实情况.xlsx --to 采纳落实情况.docx
yijuan report members 2026 --format csv";

impl Report {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        let about = About::named(&self.about)
            .ok_or_else(|| unknown(&Text::new("报告", "report"), &self.about, About::NAMES))?;
        let files = Files::named(&self.to, &["docx", "pdf", "html", "xlsx"])?;
        let year = self.year.unwrap_or(context.workspace.today.year());
        let report = Figures::of(&context.workspace, about, year)?;
        let (language, colour) = (context.language, ui::colour_on_stdout());
        let stdout = if let Some(figure) = &self.explain {
            let explained = report.explain(figure, self.of.as_deref())?;
            match context.format {
                Format::Human => figures::explained(&report, &explained, language, colour),
                Format::Json => figures::explained_as_json(&report, &explained, language),
                Format::Csv => figures::explained_as_csv(&report, &explained, language),
                Format::Markdown => figures::explained_as_markdown(&report, &explained, language),
                _ => return Err(context.format.refused().into()),
            }
        } else {
            match context.format {
                Format::Human => figures::human(&report, context.verbose, language, colour),
                Format::Json => figures::as_json(&report, language),
                Format::Csv => figures::as_csv(&report, language),
                Format::Markdown => figures::as_markdown(&report, language),
                _ => return Err(context.format.refused().into()),
            }
        };
        files.write(&report.fonts, |product| {
            // A page has charts.
            if product == Product::Html {
                return Ok(Content::Page(Site::of_one(&report, language).report(&report)?.text));
            }
            let paper = figures::paper(&report, language, product == Product::Xlsx)?;
            Ok(Content::Paper(Box::new(paper)))
        })?;
        Ok(context::reply_without(report.unread.iter(), stdout))
    }
}
