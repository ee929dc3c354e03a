//! `render --update`: fills what has become known into a draft that somebody has written in.

use super::draft::{Draft, redraft};
use super::target::Target;
use crate::archive::{Limits, Source, TopicFolder, decode, topic_folders};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::history::{Commit, Merged, merge};
use crate::model::{Date, Subject, file_stem};
use crate::text;
use crate::text::{Text, on_one_line};
use crate::workspace::{LoadedArchive, Workspace};

/// The trailer of the commits that drafted a paper, which then stands as it was drafted.
pub(crate) const DRAFTED: &str = "Yijuan-Draft";

/// The trailer of the commits that filled something into a paper in which somebody had written.
pub(super) const UPDATED: &str = "Yijuan-Update";

/// Most changed lines that are told.
const TOLD: usize = 12;

/// What is to stand in a paper's file.
#[derive(Debug, Default)]
pub(super) struct Updated {
    pub text: String,
    /// The lines that were filled in, by number.
    pub changed: Vec<(usize, String)>,
    /// Whether it is more than a new draft.
    pub is_edited: bool,
    /// Whether new facts concern what somebody has written otherwise, which stays.
    pub is_kept: bool,
    /// The day on which it went out, if its text is now another one than went out.
    pub sent: Option<Date>,
}

impl Updated {
    /// What was changed of a paper that somebody has written in.
    pub(super) fn told(&self, path: &str) -> Vec<Text> {
        let count = self.changed.len();
        let filled = (count > 0).then(|| text!(zh: "更新了{count}行：{path}", en: "{count} lines updated: {path}"));
        let lines = self.changed.iter().take(TOLD).map(|(number, line)| {
            let line = on_one_line(line);
            text!(zh: "第{number}行：{line}", en: "line {number}: {line}")
        });
        let kept = self.is_kept.then(|| {
            Text::new(
                "有的地方已由人改写，与登记的不同，保留现有文字；请核对",
                "some places were written otherwise by hand and stay as they are: please check them",
            )
        });
        let sent = self.sent.map(|day| {
            text!(
                zh: "{path} 已于 {day} 发出，发出的原件不随之改变：有变动的另行书面通知；卷中应留原件的，从历史恢复",
                en: "{path} went out on {day}, and what went out stays as it was: give notice of what has changed; if the dossier is to keep the original, restore it from the history"
            )
        });
        filled.into_iter().chain(lines).chain(kept).chain(sent).collect()
    }
}

/// The file with what has become known since it was last drafted, and everything that somebody wrote.
///
/// # Errors
/// If it was not drafted by a command, or cannot be read.
pub(super) fn updated(
    workspace: &Workspace,
    target: &Target,
    path: &str,
    there: &[u8],
    draft: &Draft,
) -> Result<Updated, Diagnostic> {
    let at = || Location::file(path);
    let stem = file_stem(&draft.file);
    let ours = decode(path, there)?;
    let base = drafted_before(workspace, target, path, stem, draft)?;
    let Merged { text, is_ours } = merge(&base, ours, &draft.text).map_err(|problem| problem.at(at()))?;
    let known: Vec<&str> = ours.lines().collect();
    let new = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !known.contains(line));
    let changed = new.map(|(number, line)| (number + 1, line.to_owned())).collect();
    Ok(Updated { is_edited: text != draft.text, text, changed, is_kept: is_ours, sent: None })
}

/// Refuses to change a paper that was decided on: its decisions would lapse.
pub(super) fn ensure_undecided(target: &Target, path: &str, draft: &Draft) -> Result<(), Diagnostic> {
    let stem = file_stem(&draft.file);
    let Some(sheet) = target.reviews.iter().find(|sheet| sheet.paper == stem && sheet.is_decided) else {
        return Ok(());
    };
    let name = &target.name;
    let problem = if sheet.is_through {
        Diagnostic::new(Text::new(
            "文书各环节都已办结，更新会使已有的决定失效",
            "every step is taken on the paper, and an update would make its decisions lapse",
        ))
        .hint(text!(
            zh: "成文日期、印发日期和文号，制成时按审签、发出的记录和登记印上：yijuan render {name} {stem} --to docx；要改正文的，先撤回（`yijuan review withdraw`）",
            en: "dates and number are printed as they are on record: yijuan render {name} {stem} --to docx; to change the text, first withdraw it (`yijuan review withdraw`)"
        ))
    } else {
        Diagnostic::new(Text::new(
            "文书在审签中，更新会使已有的决定失效",
            "the paper is under review, and an update would make its decisions lapse",
        ))
        .hint(Text::new(
            "先退回或撤回（`yijuan review return`、`yijuan review withdraw`），再更新",
            "first return or withdraw it (`yijuan review return`, `yijuan review withdraw`)",
        ))
    };
    Err(problem.at(Location::file(path)))
}

/// The paper as it was last drafted, from the facts of that time.
fn drafted_before(
    workspace: &Workspace,
    target: &Target,
    path: &str,
    stem: &str,
    draft: &Draft,
) -> Result<String, Diagnostic> {
    let by_hand = || {
        Diagnostic::new(Text::new(
            "文件不是由 `render` 起草并提交的，分不清哪些由人写成",
            "the file was not drafted and committed by `render`, so what somebody wrote cannot be told apart",
        ))
        .at(Location::file(path))
        .hint(Text::new(
            "另存一份对照修改：加 `--out 目录`；要重写，加 `--force`",
            "write elsewhere and compare (`--out DIR`), or write anew (`--force`)",
        ))
    };
    let history = workspace.history()?;
    let [drafts, updates] = [history.commits(&[path], DRAFTED)?, history.commits(&[path], UPDATED)?];
    let is_of = |commit: &Commit| commit.trailer.iter().any(|one| one == stem);
    // Both are the same commits, each with one of the trailers.
    let mut commits = drafts.iter().zip(&updates);
    let (last, _) = commits.rfind(|(draft, update)| is_of(draft) || is_of(update)).ok_or_else(by_hand)?;
    let past = workspace.past(&last.id)?;
    // What was drafted stands there itself, unless it was filled into what somebody had written.
    if is_of(last)
        && let Some(bytes) = Source::read(&past, path, Limits::PAPER)?
    {
        return Ok(decode(path, &bytes)?.to_owned());
    }
    let drafted = redrafted_in(workspace, &past, &target.subject, None, draft);
    drafted.map(|draft| draft.text).map_err(|problems| problems.into_iter().next().unwrap_or_else(by_hand))
}

/// A paper as it is drafted from another state of the archive.
///
/// # Errors
/// If that cannot be read, or facts are missing there.
pub(super) fn redrafted_in(
    workspace: &Workspace,
    source: &dyn Source,
    subject: &Subject,
    issuer: Option<&str>,
    draft: &Draft,
) -> Result<Draft, Diagnostics> {
    let is_meant = |folder: &TopicFolder| match *subject {
        Subject::Plan(year) => folder.key.year == year,
        Subject::Topic(key) => folder.key == key,
        Subject::Room(_) | Subject::Archive => false,
    };
    let folders: Vec<TopicFolder> = topic_folders(source).0.into_iter().filter(is_meant).collect();
    let loaded = LoadedArchive::read(source, Some(&folders), workspace.today)?;
    redraft(workspace, &Target::of(&loaded, workspace, source, subject, issuer)?, draft)
}

/// Whether a paper stands as it was last drafted: then facts alone have changed, and nothing is lost with it.
pub(crate) fn is_unedited(workspace: &Workspace, path: &str) -> bool {
    let Ok(history) = workspace.history() else { return false };
    let is_kept = history.uncommitted(&[path]).is_ok_and(|paths| paths.is_empty());
    is_kept && history.last_has_trailer(path, DRAFTED).unwrap_or_default()
}
