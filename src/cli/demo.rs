//! `demo`: the sample archive, and ten commands that show what can be done with one.

use super::Global;
use super::format::Format;
use crate::changes::init;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::history;
use crate::text;
use crate::text::{Language, Text, one_word};
use crate::ui::{self, Reply};
use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;

/// Make the sample archive and walk through it in ten steps, each a command that is run
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Demo {
    /// Folder of the sample; yijuan-demo if not given
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

const EXAMPLES: &str = "\
yijuan demo
yijuan demo 试用";

/// The day on which the sample stands.
const TODAY: &str = "2026-06-15";

/// What each step is about, and its command.
const STEPS: [(&str, &str, &str); 10] = [
    ("有什么不合规程：哪一条、哪一天", "what breaks the regulation: which rule, on which day", "check 2026-016"),
    ("一个议题应办什么，还有几个工作日", "what is due of a topic, in how many working days", "due 2026-018"),
    ("一个议题办到哪一步", "how far a topic is", "show 2026-018"),
    ("一条规则要求什么，原文怎样写", "what a rule asks, and its words", "rule M7a"),
    ("工作日怎样数", "how working days are counted", "workday 2026-07-09 --before 15 --explain"),
    (
        "记一件事；改动由 git 记下",
        "enter what was done; git keeps the change",
        "record 2026-018 通知参加人员 --on 2026-06-15 --by 城建环保委员会 --to 政协方面人士",
    ),
    ("有哪些文书，各到什么程度", "which papers there are, and where each stands", "render 2026-018 --list"),
    ("起草一份文书，记录里有的已经填好", "draft a paper, with what is on record filled in", "render 2026-018 会议通知"),
    ("文稿审签到哪一步，由谁决定", "how far the review of a draft is, and who decided", "review status 2026-010"),
    ("一年的计划完成得怎样", "how a year's plan was carried out", "report plan 2026"),
];

impl Demo {
    pub(super) fn run(
        &self,
        global: &Global,
        language: Language,
        told: &crate::workspace::Told,
    ) -> Result<Reply, Diagnostics> {
        Format::of(global).and_then(Format::human_only)?;
        super::context::today(global, told)?;
        let root = self.dir.clone().unwrap_or_else(|| PathBuf::from("yijuan-demo"));
        let root = global.directory.as_ref().map_or_else(|| root.clone(), |folder| folder.join(&root));
        if init::is_archive(&root) {
            let dir = root.display().to_string();
            let message = Text::new("这里已有档案库", "an archive is there already");
            let hint =
                Text::new("另写一个文件夹；示例不要了的，先删去", "name another folder, or delete the sample first");
            return Err(Diagnostic::new(message).at(Location::file(dir)).hint(hint).into());
        }
        // What is tried out belongs into no history but its own.
        if !init::makes_repository(&root)? {
            let message = Text::new(
                "这里已在一个 git 仓库里，示例会记进它的历史",
                "this is in a git repository, whose history the sample would enter",
            );
            let hint = Text::new("换到仓库以外的文件夹，或写明一个", "go to a folder outside of it, or name one");
            return Err(Diagnostic::new(message).at(Location::file(root.display().to_string())).hint(hint).into());
        }
        // Nobody need be known to look at a sample.
        let is_known = history::identity(&init::nearest_folder(&root)).is_ok();
        let identity = (!is_known).then(|| ("演示".to_owned(), "demo@example.org".to_owned()));
        init::Init { root: &root, contents: init::Contents::Sample, commit: true, language, identity }.make()?;
        let mut went_well = true;
        for (nth, (zh, en, command)) in STEPS.iter().enumerate() {
            let shown = root.display().to_string();
            let shown = if shown.contains([' ', '\'']) { one_word(&shown).into_owned() } else { shown };
            let (nth, of) = (nth + 1, STEPS.len());
            let about = Text::new(*zh, *en);
            let heading =
                format!("\n{nth}/{of} {}\n$ yijuan -C {shown} --as-of {TODAY} {command}\n", about.in_(language));
            let before = ["yijuan", "-C"].map(OsString::from).into_iter().chain([root.clone().into()]);
            let after =
                ["--as-of", TODAY, "--lang", language.choose("zh-CN", "en")].into_iter().chain(command.split(' '));
            let arguments: Vec<OsString> = before.chain(after.map(OsString::from)).collect();
            let answer = super::run(&arguments);
            went_well &= answer.result.is_ok();
            if ui::step(&heading, &answer, nth < of).is_none() {
                break;
            }
        }
        let dir = root.display();
        let next = text!(
            zh: "示例在 {dir}，随意改动，不要了就删去；自己的档案库：yijuan init 政协档案；用词：yijuan explain",
            en: "the sample is in {dir}: change it as you like, delete it when done; an archive of your own: yijuan init archive; words: yijuan explain"
        );
        Ok(Reply { notes: vec![next], exit: if went_well { 0 } else { 2 }, ..Reply::default() })
    }
}
