//! `init`: makes a new archive.

use super::format::Format;
use super::{Global, context};
use crate::archive::ROOT_FILE;
use crate::changes::init;
use crate::diagnostic::{Diagnostics, all_or_nothing, keep};
use crate::model::ArchiveId;
use crate::regulation::Regulations;
use crate::text;
use crate::text::Language;
use crate::ui::Reply;
use crate::workspace::Told;
use clap::Args;
use std::path::PathBuf;

/// Make an archive: settings, an empty register of people, and a git repository if there is none
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Init {
    /// Folder of the new archive
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Regulation of its topics; mentougou if not given
    #[arg(long, value_name = "ID", add = super::completions::regulation_ids())]
    regulation: Option<String>,
    /// Fill it with the sample: one year of an invented district
    #[arg(long, conflicts_with = "regulation")]
    sample: bool,
    /// Id of the archive, which no other archive may have; random if not given
    #[arg(long, value_name = "ID", conflicts_with = "sample")]
    id: Option<String>,
}

const EXAMPLES: &str = "\
yijuan init 政协档案
yijuan init 试用 --sample
yijuan init 政协档案 --regulation mentougou --no-commit";

impl Init {
    pub(super) fn run(&self, global: &Global, language: Language, told: &Told) -> Result<Reply, Diagnostics> {
        let mut problems = Diagnostics::new();
        let today = keep(&mut problems, context::today(global, told));
        context::check_language(global, &mut problems);
        keep(&mut problems, Format::of(global).and_then(Format::human_only));
        let id = keep(&mut problems, self.id.as_deref().map_or_else(|| Ok(ArchiveId::random()), str::parse));
        let (today, id) = all_or_nothing(today.zip(id), problems)?;
        let regulations = Regulations::built_in();
        let regulation = &regulations.get(self.regulation.as_deref().unwrap_or("mentougou"))?.id;
        let contents = if self.sample { init::Contents::Sample } else { init::Contents::Empty { regulation, id } };
        init::Init { root: &self.dir, contents, commit: !global.writing.no_commit, language }.make()?;
        let dir = self.dir.display();
        let next = if self.sample {
            text!(zh: "看看它：yijuan -C {dir} --as-of 2026-06-15 check", en: "look at it: yijuan -C {dir} --as-of 2026-06-15 check")
        } else {
            let year = today.year();
            text!(
                zh: "在 {dir}/{ROOT_FILE} 填写机构名称；yijuan -C {dir} new --title 题目 --meeting {year}-MM-DD",
                en: "name your institution in {dir}/{ROOT_FILE}; yijuan -C {dir} new --title TITLE --meeting {year}-MM-DD"
            )
        };
        Ok(Reply { notes: vec![next], ..Reply::default() })
    }
}
