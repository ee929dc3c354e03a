//! `doctor`: git, the calendar, posts, and what earlier versions wrote otherwise.

use super::context::Context;
use crate::archive::{Upgrade, in_several_lines};
use crate::changes::upgrade;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::engine::{Vacancy, unknown_language, vacancies};
use crate::model::Date;
use crate::report::paint;
use crate::rules::Actor;
use crate::text;
use crate::text::{Text, on_one_line};
use crate::ui::{self, Reply};
use crate::vocabulary::{Group, argument};
use crate::workspace::LoadedArchive;
use clap::Args;
use std::fmt::Write as _;

/// Look at what the archive needs around it: git, the calendar, who holds which post
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Doctor {
    /// Bring an older archive up to date, in one commit
    #[arg(long)]
    upgrade: bool,
    /// The archive's id, if it has none; made from its first commit if not given
    #[arg(long, value_name = "ID", requires = "upgrade")]
    id: Option<String>,
}

const EXAMPLES: &str = "\
yijuan doctor
yijuan -C 试用 doctor
yijuan doctor --upgrade";

/// What was looked at, and what is to be mended.
struct Diagnosis {
    what: Text,
    problems: Diagnostics,
}

impl Doctor {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Diagnostics> {
        context.human_only()?;
        if self.upgrade {
            return context.change(|writer| upgrade::propose(writer, self.id.as_deref()));
        }
        let loaded = context.workspace.read_all()?;
        let upgrade = upgrade::of(&context.workspace, &loaded, None);
        let changed: Vec<&str> = upgrade.iter().flat_map(|upgrade| upgrade.change.paths()).collect();
        let diagnoses = [
            Diagnosis { what: Text::new("档案库", "archive"), problems: archive(&loaded, &upgrade) },
            Diagnosis {
                what: Text::new("git 仓库", "git"),
                problems: repository(context).into_iter().chain(merging(context, &loaded, &changed)).collect(),
            },
            Diagnosis { what: Text::new("未提交的改动", "uncommitted changes"), problems: uncommitted(context) },
            Diagnosis {
                what: Text::new("工作日历", "calendar"), problems: calendar(&loaded, context.workspace.today)
            },
            Diagnosis { what: Text::new("人员和职务", "people and posts"), problems: posts(&loaded) },
        ];
        let (language, colour) = (context.language, ui::colour_on_stdout());
        let mut said = String::new();
        for Diagnosis { what, problems } in &diagnoses {
            let mark = if problems.is_empty() { paint::green("✓", colour) } else { paint::yellow("!", colour) };
            let _ = writeln!(said, "{mark} {}", what.in_(language));
            for Diagnostic { message, place, hint, .. } in problems {
                let place = place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
                // What git says may have several lines.
                for line in format!("{place}{}", message.in_(language)).lines() {
                    let _ = writeln!(said, "    {}", on_one_line(line));
                }
                if let Some(hint) = hint {
                    let _ = writeln!(said, "    → {}", on_one_line(hint.in_(language)));
                }
            }
        }
        let well = diagnoses.iter().all(|diagnosis| diagnosis.problems.is_empty());
        Ok(Reply { stdout: said, exit: u8::from(!well), ..Reply::default() })
    }
}

/// What cannot be read, a language that is none, and what earlier versions wrote otherwise.
fn archive(loaded: &LoadedArchive, upgrade: &Result<Upgrade, Diagnostics>) -> Diagnostics {
    let language = loaded.archive.settings.as_ref().and_then(unknown_language);
    let mut problems: Diagnostics = loaded.problems().cloned().chain(language).collect();
    match upgrade {
        Ok(upgrade) => problems.extend(upgrade::due(upgrade)),
        Err(refused) => problems.extend(refused.iter().cloned()),
    }
    problems
}

/// Whether there is a repository and something can be committed to it.
fn repository(context: &Context) -> Diagnostics {
    let repository = match context.workspace.history() {
        Ok(repository) => repository,
        Err(problem) => return problem.into(),
    };
    let mut problems = repository.readable().err().unwrap_or_default();
    if problems.is_empty() {
        problems.extend(repository.ready().err().unwrap_or_default());
    }
    problems.extend(repository.unlocked().err());
    problems
}

/// Lists that a merge unites line by line and whose entries take several lines: lines of two entries would mix.
/// `changed` are the files that an upgrade changes.
fn merging(context: &Context, loaded: &LoadedArchive, changed: &[&str]) -> Diagnostics {
    let paths: Vec<String> = loaded.archive.list_files().collect();
    // That there is no repository is said above.
    let Ok(Ok(united)) = context.workspace.history().map(|repository| repository.with_union_merge(&paths)) else {
        return Diagnostics::new();
    };
    let several = |path: &String| {
        let line = in_several_lines(&context.workspace.text(path).unwrap_or_default())?;
        Some(
            Diagnostic::new(Text::new(
                "条目分几行写，而合并时两边的行都留下，几条的行可能混在一起",
                "entries take several lines; a merge keeps the lines of both sides and may mix those of several entries",
            ))
            .at(Location::at(path, line, 1))
            .hint(if changed.contains(&path.as_str()) {
                Text::new(
                    "`yijuan doctor --upgrade` 把各条写成一行；其中有注释的，手工写成一行：- {id: …, name: …}",
                    "`yijuan doctor --upgrade` brings them to one line each; one with a comment in it, by hand: - {id: …, name: …}",
                )
            } else {
                Text::new("手工各写成一行：- {id: …, name: …}", "by hand, each on a line: - {id: …, name: …}")
            }),
        )
    };
    united.iter().filter_map(several).collect()
}

fn uncommitted(context: &Context) -> Diagnostics {
    // That there is no repository is said above.
    let Ok(repository) = context.workspace.history() else { return Diagnostics::new() };
    let paths = match repository.uncommitted(&["."]) {
        Ok(paths) => paths,
        Err(problem) => return problem.into(),
    };
    let count = paths.len();
    let Some(first) = paths.first() else { return Diagnostics::new() };
    Diagnostic::new(
        text!(zh: "有 {count} 个文件未提交，例如 {first}", en: "{count} files are not committed, {first} for one"),
    )
    .hint(Text::new("`yijuan commit` 提交", "`yijuan commit` commits them"))
    .into()
}

/// The month in which the days off of the next year are published.
const PUBLISHED: u32 = 11;

/// Years in which deadlines already fall and whose days off are not known, though they are published.
fn calendar(loaded: &LoadedArchive, today: Date) -> Diagnostics {
    // Before it is published, nobody can write the next year's down.
    let next = Some(today.year() + 1).filter(|_| today >= Date::ymd(today.year(), PUBLISHED, 1).unwrap_or(today));
    let years = std::iter::once(today.year()).chain(next);
    let unknown = years.filter(|year| loaded.calendar.schedule(*year).is_none());
    let problem = |year: i32| {
        Diagnostic::new(
            text!(zh: "没有 {year} 年的节假日安排，该年的期限是暂定的", en: "the days off of {year} are not known; its deadlines are provisional"),
        )
        .hint(text!(
            zh: "国务院办公厅一般在上一年 11 月前后公布；公布后写入 calendar/{year}.yml",
            en: "they are published around November of the year before; then write calendar/{year}.yml"
        ))
    };
    unknown.map(problem).collect()
}

/// Posts that rules ask for and nobody holds.
fn posts(loaded: &LoadedArchive) -> Diagnostics {
    let problem = |vacancy: Vacancy| {
        let rules: Vec<&str> = vacancy.rules.iter().map(|rule| rule.id.as_str()).collect();
        let Text { zh, en } = Text::listed(&rules);
        let names = vacancy.names();
        let (name_zh, name_en) = (names.zh, names.en);
        let post = match vacancy.posts.first() {
            Some(Actor::OfOffice(post) | Actor::Id(post)) => {
                let term = vacancy.regulation.terms(Group::Posts).get(post);
                term.map_or_else(|| Text::same(post.as_str()), |term| argument(&term.name, post))
            }
            _ => Text::same(""),
        };
        let office = vacancy.office.map(|office| argument(loaded.archive.office_name(office), office));
        let office = office.map_or_else(|| Text::same(""), |Text { zh, en }| text!(zh: ":{zh}", en: ":{en}"));
        let Text { zh: post_zh, en: post_en } = post.then(&office);
        let of = vacancy.office.map(|office| loaded.archive.called(office).map_or(office, |name| name.as_str()));
        let of = of.map_or_else(|| Text::same(""), |of| Text::new(format!("{of}的"), format!(" of {of}")));
        let (of_zh, of_en) = (of.zh, of.en);
        Diagnostic::new(
            text!(zh: "没有人任{of_zh}{name_zh}（{zh} 要看）", en: "nobody is {name_en}{of_en}, which {en} ask for"),
        )
        .hint(text!(
            zh: "yijuan person add --name 〈姓名〉 --post {post_zh}",
            en: "yijuan person add --name 〈NAME〉 --post {post_en}"
        ))
    };
    vacancies(loaded.context()).into_iter().map(problem).collect()
}
