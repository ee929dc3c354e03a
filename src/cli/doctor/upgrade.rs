use crate::archive::{Upgrade, new_id};
use crate::cli::context::{Case, Context};
use crate::cli::{ensure_none, keep};
use crate::history::Message;
use crate::problem::{Place, Problem, Problems};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;

/// Brings the archive up to date in one commit, and says what it changed.
pub(super) fn run(context: &Context, id: Option<&str>) -> Result<Reply, Problems> {
    let id = id.map_or_else(new_id, str::parse)?;
    let writer = context.writer()?;
    let case = context.read_all()?;
    let Upgrade { change, done, left } = Upgrade::of(&context.source, &case.archive, &id)?;
    let mut reply = Reply::default();
    for Problem { message, place, .. } in &left {
        let place = place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        reply.notes.push(Text::same(place).then(message));
    }
    if change.is_empty() {
        reply.notes.push(Text::new("没有可更新的", "there is nothing to bring up to date"));
        return Ok(reply);
    }
    let mut problems = Problems::new();
    for path in change.paths() {
        let changed = keep(&mut problems, writer.uncommitted(path)).unwrap_or_default();
        problems.extend(changed.first().map(|_| not_committed(path)));
    }
    ensure_none(problems)?;
    reply.stdout = done.iter().flat_map(|done| [done.in_(context.language), "\n"]).collect();
    let message =
        Message::new(writer.in_archive_language(&Text::new("档案库更新到现在的写法", "bring the archive up to date")));
    writer.apply(change, &message, reply)
}

fn not_committed(path: &str) -> Problem {
    Problem::new(Text::new("有未提交的改动", "it has changes not committed"))
        .at(Place::file(path))
        .hint(text!(zh: "先 `yijuan commit`，再更新", en: "first `yijuan commit`, then upgrade"))
}

/// What an upgrade would change, if anything.
pub(super) fn due(context: &Context, case: &Case) -> Result<Option<Problem>, Problems> {
    let Upgrade { done, .. } = Upgrade::of(&context.source, &case.archive, &new_id()?)?;
    if done.is_empty() {
        return Ok(None);
    }
    let listed = Text::join(&done, "\n", "\n");
    let said = Text::new("较早的写法，可更新：\n", "written as earlier versions did, can be brought up to date:\n");
    Ok(Some(Problem::new(said.then(&listed)).hint(Text::new(
        "`yijuan doctor --upgrade` 一次更新并提交",
        "`yijuan doctor --upgrade` does it in one commit",
    ))))
}
