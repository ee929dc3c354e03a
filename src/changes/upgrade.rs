//! `doctor --upgrade`: rewrites files of earlier versions, and lists what people must change themselves.

use crate::archive::Upgrade;
use crate::changes::{Proposal, Writer};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, keep};
use crate::model::ArchiveId;
use crate::text;
use crate::text::Text;
use crate::workspace::{LoadedArchive, Workspace};

/// Brings the archive up to date in one commit.
pub(crate) fn propose(writer: &Writer, id: Option<&str>) -> Result<Proposal, Diagnostics> {
    let id: Option<ArchiveId> = id.map(str::parse).transpose()?;
    let loaded = writer.workspace.read_all()?;
    let known = loaded.archive.settings.as_ref().and_then(|settings| settings.id.as_ref());
    if let Some((known, _)) = known.zip(id.as_ref()).filter(|(known, id)| known != id) {
        return Err(Diagnostic::new(text!(zh: "档案库的标识已是 `{known}`", en: "the archive has an id, `{known}`"))
            .hint(Text::new("标识定了就不改；去掉 `--id`", "an id never changes; leave out `--id`"))
            .into());
    }
    let Upgrade { change, done, left } = of(writer.workspace, &loaded, id)?;
    let mut notes = Vec::new();
    for Diagnostic { message, place, hint, .. } in &left {
        let place = place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        let hint = hint.as_ref().map_or_else(|| Text::same(""), |hint| Text::new("；", "; ").then(hint));
        notes.push(Text::same(place).then(message).then(&hint));
    }
    if change.is_empty() {
        if left.is_empty() {
            notes.push(Text::new("没有可更新的", "there is nothing to bring up to date"));
        }
        return Ok(Proposal { notes, ..Proposal::new(change, Text::same("")) });
    }
    let mut problems = Diagnostics::new();
    for path in change.paths() {
        let changed = keep(&mut problems, writer.uncommitted(path)).unwrap_or_default();
        problems.extend(changed.first().map(|_| not_committed(path)));
    }
    ensure_none(problems)?;
    let answer = Text::join(&done.iter().map(|done| done.clone().then(&Text::same("\n"))).collect::<Vec<_>>(), "", "");
    let subject = Text::new("档案库更新到现在的写法", "bring the archive up to date");
    Ok(Proposal { answer, notes, ..Proposal::new(change, subject) })
}

pub(super) fn not_committed(path: &str) -> Diagnostic {
    Diagnostic::new(Text::new("有未提交的改动", "it has changes not committed"))
        .at(Location::file(path))
        .hint(text!(zh: "先 `yijuan commit`，再运行", en: "first `yijuan commit`, then run this again"))
}

/// The changes of an upgrade. If no id is given, it is made from the history, so that all clones get the same one.
pub(crate) fn of(workspace: &Workspace, loaded: &LoadedArchive, id: Option<ArchiveId>) -> Result<Upgrade, Diagnostics> {
    // An archive need not be in a repository.
    let repository = workspace.history().ok();
    let beginning = repository.as_ref().and_then(|repository| repository.beginning().ok().flatten());
    let crlf = repository.as_ref().and_then(|repository| repository.crlf().ok().flatten());
    let id = match (id, beginning) {
        (Some(id), _) => id,
        (None, Some(first)) => ArchiveId::of_history(&first),
        (None, None) => ArchiveId::random(),
    };
    Upgrade::of(&workspace.source, &loaded.archive, &id, crlf.as_deref())
}

/// The finding that an upgrade is due, with its changes.
pub(crate) fn due(Upgrade { done, .. }: &Upgrade) -> Option<Diagnostic> {
    if done.is_empty() {
        return None;
    }
    let listed = Text::join(done, "\n", "\n");
    let message = Text::new("较早的写法，可更新：\n", "written as earlier versions did, can be brought up to date:\n");
    Some(
        Diagnostic::new(message.then(&listed)).hint(Text::new(
            "`yijuan doctor --upgrade` 一次更新并提交",
            "`yijuan doctor --upgrade` does it in one commit",
        )),
    )
}
