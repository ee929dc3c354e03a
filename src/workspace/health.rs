//! What an archive needs beside its facts: a repository that can be read and written, a calendar, people in every post.

use super::uncommitted::of_archive;
use super::{LoadedArchive, Workspace};
use crate::archive::{Limits, Source as _, in_several_lines};
use crate::calendar::Calendar;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::engine::{Vacancy, unknown_language, unknown_retention, vacancies};
use crate::model::Date;
use crate::rules::{Actor, enrol::one_of};
use crate::schema::{Values, editor};
use crate::signing::{WITH_DAYS, openssh};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, argument};

/// What was checked, and its problems.
pub(crate) struct Diagnosis {
    pub what: Text,
    pub problems: Diagnostics,
}

/// All that is checked. `due` is what an upgrade would change, `changed` the files it would change.
pub(crate) fn diagnoses(
    workspace: &Workspace,
    loaded: &LoadedArchive,
    due: Diagnostics,
    changed: &[&str],
) -> Vec<Diagnosis> {
    let language = loaded.archive.settings.as_ref().and_then(unknown_language);
    let retention = unknown_retention(&loaded.archive, &loaded.regulations);
    let archive = loaded.problems().cloned().chain(language).chain(retention).chain(due).collect();
    let git = repository(workspace).into_iter().chain(merging(workspace, loaded, changed)).collect();
    let mut all = vec![
        Diagnosis { what: Text::new("档案库", "archive"), problems: archive },
        Diagnosis { what: Text::new("git 仓库", "git"), problems: git },
        Diagnosis { what: Text::new("未提交的改动", "uncommitted changes"), problems: uncommitted(workspace) },
        Diagnosis { what: Text::new("工作日历", "calendar"), problems: calendar(loaded, workspace.today) },
        Diagnosis { what: Text::new("人员和职务", "people and posts"), problems: posts(loaded) },
    ];
    if !loaded.archive.signers.is_empty() {
        all.push(Diagnosis { what: Text::new("签名", "signatures"), problems: old_openssh().into_iter().collect() });
    }
    all.extend(editor(workspace, loaded));
    all
}

/// Whether the schemas of an editor say what the archive says now; nothing if none are installed.
fn editor(workspace: &Workspace, loaded: &LoadedArchive) -> Option<Diagnosis> {
    let read = |path: &str| workspace.source.read(path, Limits::MATERIAL);
    let problems = match editor::is_installed(&read) {
        // Where they cannot lie, none do; `schema --install` says why.
        Ok(false) | Err(_) => return None,
        Ok(true) => editor::installation(&Values::new(&loaded.archive, &loaded.regulations), &read),
    };
    let problems = match problems {
        Ok(change) if change.is_empty() => Diagnostics::new(),
        Ok(change) => {
            let Text { zh, en } = Text::listed(change.paths().take(MOST_NAMED));
            let more = if change.paths().count() > MOST_NAMED { " …" } else { "" };
            let hint = Text::new("重新生成：yijuan schema --install", "write them anew: yijuan schema --install");
            Diagnostic::new(text!(
                zh: "编辑器所用的与档案库现状不符：{zh}{more}",
                en: "what the editor uses is not what the archive says now: {en}{more}"
            ))
            .hint(hint)
            .into()
        }
        Err(problem) => problem.into(),
    };
    Some(Diagnosis { what: Text::new("编辑器提示", "schemas for the editor"), problems })
}

/// Files that are named; the others are not.
const MOST_NAMED: usize = 3;

/// That signatures cannot be verified without this program here.
fn old_openssh() -> Option<Diagnostic> {
    let found = openssh();
    if found.is_some_and(|found| found >= WITH_DAYS) {
        return None;
    }
    let (major, minor) = WITH_DAYS;
    let message = match found {
        Some((major, minor)) => text!(
            zh: "OpenSSH {major}.{minor} 不认 allowed_signers 中的起止日期，用 ssh-keygen 核验不了",
            en: "the OpenSSH of this machine ({major}.{minor}) does not know the days of allowed_signers, so its ssh-keygen cannot verify"
        ),
        None => Text::new(
            "没有找到 OpenSSH，不能另用 ssh-keygen 核验签名",
            "no OpenSSH is found, so ssh-keygen cannot verify signatures",
        ),
    };
    Some(Diagnostic::new(message).hint(text!(
        zh: "装 OpenSSH {major}.{minor} 以上；`yijuan review verify` 不受影响",
        en: "install OpenSSH {major}.{minor} or later; `yijuan review verify` works without it"
    )))
}

/// Problems of the repository that prevent reading or committing.
fn repository(workspace: &Workspace) -> Diagnostics {
    let repository = match workspace.history() {
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
fn merging(workspace: &Workspace, loaded: &LoadedArchive, changed: &[&str]) -> Diagnostics {
    let paths: Vec<String> = loaded.archive.list_files().collect();
    // `repository` reports that there is none.
    let Ok(Ok(united)) = workspace.history().map(|repository| repository.with_union_merge(&paths)) else {
        return Diagnostics::new();
    };
    let several = united.iter().filter_map(|path| {
        let line = in_several_lines(&workspace.text(path).unwrap_or_default())?;
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

fn uncommitted(workspace: &Workspace) -> Diagnostics {
    // `repository` reports that there is none.
    let Ok(repository) = workspace.history() else { return Diagnostics::new() };
    match of_archive(workspace, &repository) {
        Ok(findings) => findings
            .into_iter()
            .map(|finding| match finding.hint {
                Some(hint) => Diagnostic::new(finding.message).hint(hint),
                None => Diagnostic::new(finding.message),
            })
            .collect(),
        Err(problem) => problem.into(),
    }
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
        .hint({
            let enter = text!(
                zh: "yijuan person add --name 〈姓名〉 --post {post_zh}",
                en: "yijuan person add --name 〈NAME〉 --post {post_en}"
            );
            let holders: Vec<Text> = vacancy.elsewhere.iter().map(|one| argument(&one.name, &one.id)).collect();
            match one_of(&holders) {
                None => enter,
                Some(Text { zh, en }) => {
                    let (enter_zh, enter_en) = (enter.zh, enter.en);
                    text!(
                        zh: "由现任的兼管：yijuan person set {zh} 职务+={post_zh}；另有其人：{enter_zh}",
                        en: "if one in office takes it on: yijuan person set {en} posts+={post_en}; if it is somebody else: {enter_en}"
                    )
                }
            }
        })
    });
    problems.collect()
}
