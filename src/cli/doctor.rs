//! `doctor`: checks git, calendar and posts, and brings archives of earlier versions up to date.

use super::context::Context;
use super::uncommitted::{how_to_restore, is_gone};
use crate::archive::{Upgrade, in_several_lines};
use crate::calendar::Calendar;
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

/// Check what the archive needs: git, the calendar, people in every post
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Doctor {
    /// Bring an older archive up to date, in one commit
    #[arg(long)]
    upgrade: bool,
    /// Id of the archive, if it has none; derived from its first commit if not given
    #[arg(long, value_name = "ID", requires = "upgrade")]
    id: Option<String>,
}

const EXAMPLES: &str = "\
yijuan doctor
yijuan -C 试用 doctor
yijuan doctor --upgrade";

/// What was checked, and its problems.
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
        let mut page = String::new();
        for Diagnosis { what, problems } in &diagnoses {
            let mark = if problems.is_empty() { paint::green("✓", colour) } else { paint::yellow("!", colour) };
            let _ = writeln!(page, "{mark} {}", what.in_(language));
            for Diagnostic { message, place, hint, .. } in problems {
                let place = place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
                // Messages of git may have several lines.
                for line in format!("{place}{}", message.in_(language)).lines() {
                    let _ = writeln!(page, "    {}", on_one_line(line));
                }
                if let Some(hint) = hint {
                    let _ = writeln!(page, "    → {}", on_one_line(hint.in_(language)));
                }
            }
        }
        let well = diagnoses.iter().all(|diagnosis| diagnosis.problems.is_empty());
        Ok(Reply { stdout: page, exit: u8::from(!well), ..Reply::default() })
    }
}

/// Files that cannot be read, an unknown language, and what an upgrade would change.
fn archive(loaded: &LoadedArchive, upgrade: &Result<Upgrade, Diagnostics>) -> Diagnostics {
    let language = loaded.archive.settings.as_ref().and_then(unknown_language);
    let mut problems: Diagnostics = loaded.problems().cloned().chain(language).collect();
    match upgrade {
        Ok(upgrade) => problems.extend(upgrade::due(upgrade)),
        Err(refused) => problems.extend(refused.iter().cloned()),
    }
    problems
}

/// Problems of the repository that prevent reading or committing.
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

/// Lists that git merges line by line and whose entries take several lines, so that a merge could mix two entries.
/// `changed` are the files that an upgrade changes.
fn merging(context: &Context, loaded: &LoadedArchive, changed: &[&str]) -> Diagnostics {
    let paths: Vec<String> = loaded.archive.list_files().collect();
    // `repository` reports that there is none.
    let Ok(Ok(united)) = context.workspace.history().map(|repository| repository.with_union_merge(&paths)) else {
        return Diagnostics::new();
    };
    let several = united.iter().filter_map(|path| {
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
    });
    several.collect()
}

fn uncommitted(context: &Context) -> Diagnostics {
    // `repository` reports that there is none.
    let Ok(repository) = context.workspace.history() else { return Diagnostics::new() };
    let paths = match repository.uncommitted(&["."]) {
        Ok(paths) => paths,
        Err(problem) => return problem.into(),
    };
    let (gone, paths): (Vec<String>, Vec<String>) = paths.into_iter().partition(|path| is_gone(context, path));
    let mut problems = Diagnostics::new();
    if let Some(first) = gone.first() {
        let count = gone.len();
        problems.push(
            Diagnostic::new(
                text!(zh: "有 {count} 个文件已删除，例如 {first}", en: "{count} files are deleted, {first} for one"),
            )
            .hint(how_to_restore(&gone)),
        );
    }
    if let Some(first) = paths.first() {
        let count = paths.len();
        problems.push(
            Diagnostic::new(
                text!(zh: "有 {count} 个文件未提交，例如 {first}", en: "{count} files are not committed, {first} for one"),
            )
            .hint(Text::new("`yijuan commit` 提交", "`yijuan commit` commits them")),
        );
    }
    problems
}

/// The month in which the holiday schedule of the next year is published.
const PUBLISHED: u32 = 11;

/// Years with deadlines whose holiday schedule is missing although it should be published by now.
fn calendar(loaded: &LoadedArchive, today: Date) -> Diagnostics {
    // Before that month nobody can enter the schedule of the next year.
    let next = Some(today.year() + 1).filter(|_| today >= Date::ymd(today.year(), PUBLISHED, 1).unwrap_or(today));
    let years = std::iter::once(today.year()).chain(next);
    let problems = years.filter(|year| loaded.calendar.schedule(*year).is_none()).map(|year| {
        Diagnostic::new(
            text!(zh: "没有 {year} 年的节假日安排，该年的期限是暂定的", en: "the days off of {year} are not known; its deadlines are provisional"),
        )
        .hint({
            let Text { zh, en } = Calendar::how_to_write(year);
            text!(
                zh: "国务院办公厅一般在上一年 11 月前后公布；公布后写入：{zh}",
                en: "they are published around November of the year before; then write them down: {en}"
            )
        })
    });
    problems.collect()
}

/// Posts that rules need and nobody holds.
fn posts(loaded: &LoadedArchive) -> Diagnostics {
    let problems = vacancies(loaded.context()).into_iter().map(|vacancy: Vacancy| {
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
            text!(zh: "尚无人担任{of_zh}{name_zh}（涉及 {zh}）", en: "nobody is {name_en}{of_en} (needed by {en})"),
        )
        .hint(text!(
            zh: "yijuan person add --name 〈姓名〉 --post {post_zh}",
            en: "yijuan person add --name 〈NAME〉 --post {post_en}"
        ))
    });
    problems.collect()
}
