//! `roster draw --verify`: repeats every draw of a topic and compares it with its record and the roster.

use crate::changes::draw::kept::{Kept, folders, none_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;

/// A line for each draw that comes out the same.
///
/// # Errors
/// Every difference.
pub(crate) fn verify(workspace: &Workspace, key: &str) -> Result<Text, Diagnostics> {
    let loaded = workspace.read_topic(key)?;
    let (topic, regulation) = loaded.topic()?;
    let folders = folders(workspace, topic)?;
    let key = topic.key;
    if folders.is_empty() {
        return Err(none_of(topic).into());
    }
    let mut problems = Diagnostics::new();
    let mut lines = Vec::new();
    for (nth, folder) in &folders {
        let kept = match Kept::read(workspace, regulation, (*nth, folder)) {
            Ok(kept) => kept,
            Err(refused) => {
                problems.extend(refused);
                continue;
            }
        };
        for (_, name) in kept.now() {
            if !topic.roster.iter().any(|entry| entry.name == name) {
                let problem = Diagnostic::new(text!(
                    zh: "第 {nth} 次抽选抽中的 `{name}` 不在参加人员名单里",
                    en: "`{name}` was drawn ({nth}) and is not on the roster"
                ));
                problems.push(problem.at(Location::file(topic.path("roster.yml"))).hint(Text::new(
                    "不能来的用 `--replace` 递补，不要直接删去",
                    "replace who cannot come with `--replace`, and do not just take them out",
                )));
            }
        }
        let (size, people, replaced) = (kept.file.size, kept.file.pool.people, kept.file.replaced.len());
        let sha256 = &kept.file.pool.sha256;
        let agrees = text!(
            zh: "{key} 第 {nth} 次抽选重算一致：{people} 人中抽 {size} 人，递补 {replaced} 人，名单 SHA-256 {sha256}",
            en: "{key} draw {nth} comes out the same: {size} of {people}, {replaced} replaced, SHA-256 of the list {sha256}",
        );
        lines.push(agrees.then(&Text::same("\n")));
    }
    ensure_none(problems).map(|()| Text::join(&lines, "", ""))
}
