//! `init`: makes a new archive.

mod questions;

use super::format::Format;
use super::{Global, context};
use crate::archive::ROOT_FILE;
use crate::changes::{init, typed};
use crate::diagnostic::{Diagnostics, all_or_nothing, ensure_none, keep};
use crate::history;
use crate::model::ArchiveId;
use crate::regulation::Regulations;
use crate::text;
use crate::text::Language;
use crate::ui::{self, Reply};
use crate::workspace::Told;
use clap::Args;
use questions::Answers;
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
    /// Whole name of the institution
    #[arg(long, value_name = "NAME", conflicts_with = "sample")]
    institution: Option<String>,
    /// Name of an office in charge of topics; may be given several times
    #[arg(long = "office", value_name = "NAME", conflicts_with = "sample")]
    offices: Vec<String>,
    /// Fill it with the sample: one year of an invented district
    #[arg(long, conflicts_with = "regulation")]
    sample: bool,
    /// Id of the archive, which no other archive may have; random if not given
    #[arg(long, value_name = "ID", conflicts_with = "sample")]
    id: Option<String>,
}

const EXAMPLES: &str = "\
yijuan init 政协档案
yijuan init 政协档案 --institution 政协某某区委员会 --office 城建环保委员会
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
        let root = global.directory.as_ref().map_or_else(|| self.dir.clone(), |folder| folder.join(&self.dir));
        let regulations = Regulations::built_in();
        let asked = if self.is_asked(global) {
            // A repository that is there already has its own, or says that it has none.
            let makes_one = !global.writing.no_commit && init::makes_repository(&root)?;
            let needs_identity = makes_one && history::identity(&init::nearest_folder(&root)).is_err();
            // Nobody answers five questions to be told that the folder is taken.
            let contents = init::Contents::Empty { regulation: "", id: id.clone(), institution: None, offices: &[] };
            let identity = needs_identity.then(|| (String::new(), String::new()));
            let commit = !global.writing.no_commit;
            init::Init { root: &root, contents, commit, language, identity }.ensure_possible()?;
            questions::ask(&self.answers(), &regulations, needs_identity, language)?
        } else {
            self.answers()
        };
        let regulation = &regulations.get(asked.regulation.as_deref().unwrap_or("mentougou"))?.id;
        let language = asked.language.unwrap_or(language);
        let (institution, offices) = (asked.institution.as_deref(), asked.offices.as_slice());
        let mut problems = Diagnostics::new();
        let named = institution.iter().map(|name| ("--institution", *name));
        for (option, name) in named.chain(offices.iter().map(|name| ("--office", name.as_str()))) {
            keep(&mut problems, typed::line(option, name));
        }
        ensure_none(problems)?;
        let contents = if self.sample {
            init::Contents::Sample
        } else {
            init::Contents::Empty { regulation, id, institution, offices }
        };
        let identity = asked.identity.clone();
        init::Init { root: &root, contents, commit: !global.writing.no_commit, language, identity }.make()?;
        let dir = root.display();
        let next = if self.sample {
            text!(zh: "看看它：yijuan -C {dir} --as-of 2026-06-15 check", en: "look at it: yijuan -C {dir} --as-of 2026-06-15 check")
        } else if institution.is_some() {
            let year = today.year();
            text!(zh: "立第一个议题：yijuan -C {dir} new --title 题目 --meeting {year}-MM-DD", en: "enter the first topic: yijuan -C {dir} new --title TITLE --meeting {year}-MM-DD")
        } else {
            let year = today.year();
            text!(
                zh: "在 {dir}/{ROOT_FILE} 填写机构名称；yijuan -C {dir} new --title 题目 --meeting {year}-MM-DD",
                en: "name your institution in {dir}/{ROOT_FILE}; yijuan -C {dir} new --title TITLE --meeting {year}-MM-DD"
            )
        };
        Ok(Reply { notes: vec![next], ..Reply::default() })
    }

    fn answers(&self) -> Answers {
        Answers {
            institution: self.institution.clone(),
            regulation: self.regulation.clone(),
            offices: self.offices.clone(),
            language: None,
            identity: None,
        }
    }

    /// Whether questions are asked: somebody is there, and has not said it already.
    fn is_asked(&self, global: &Global) -> bool {
        !self.sample && !global.quiet && self.institution.is_none() && ui::is_attended()
    }
}
