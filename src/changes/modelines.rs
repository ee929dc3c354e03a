//! `schema --install --modelines`: the first line of each YAML file says where its schema lies, for editors that have no
//! settings for a whole folder.

use super::upgrade::not_committed;
use super::{Proposal, Writer};
use crate::archive::{Change, Limits, Source as _};
use crate::diagnostic::{Diagnostics, ensure_none, keep};
use crate::schema::editor;
use crate::text::Text;

/// What begins such a line.
const MARK: &str = "# yaml-language-server:";

/// The files without such a line, with one.
///
/// # Errors
/// If a file cannot be read, or has changes that would be committed with the line.
pub(crate) fn propose(writer: &Writer) -> Result<Proposal, Diagnostics> {
    let source = &writer.workspace.source;
    let (mut problems, mut change) = (Diagnostics::new(), Change::new());
    for (path, schema) in editor::files(source)? {
        let text = source.read(&path, Limits::YAML)?.map(String::from_utf8);
        // What is no text, `check` says.
        let Some(Ok(text)) = text else { continue };
        let (mark, rest) = text.strip_prefix('\u{feff}').map_or(("", text.as_str()), |rest| ("\u{feff}", rest));
        if rest.starts_with(MARK) {
            continue;
        }
        let changed = keep(&mut problems, writer.uncommitted(&path)).unwrap_or_default();
        problems.extend(changed.first().map(|_| not_committed(&path)));
        let end = if rest.contains("\r\n") { "\r\n" } else { "\n" };
        let to_root = "../".repeat(path.matches('/').count());
        change = change.file(path, format!("{mark}{MARK} $schema={to_root}{schema}{end}{rest}"));
    }
    ensure_none(problems)?;
    let written: Vec<String> = change.paths().map(|path| format!("{path}\n")).collect();
    let answer = Text::same(written.concat());
    let subject = Text::new("写明文件的 Schema", "say which schema each file has");
    Ok(Proposal { answer, ..Proposal::new(change, subject) })
}
