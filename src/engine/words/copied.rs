//! Copies of the archive's files, which are not read.

use crate::archive::Copied;
use crate::diagnostic::Location;
use crate::duty::{Finding, Severity};
use crate::model::Subject;
use crate::text;
use crate::text::Text;

/// A finding for each copy.
pub(crate) fn copies(copied: &[Copied], findings: &mut Vec<Finding>) {
    findings.extend(copied.iter().map(|Copied { path, original: of, marks_open }| {
        let (message, hint) = if *marks_open {
            (
                text!(
                    zh: "软件打开 `{of}` 时留下的标记：有人正在编辑，或上次没有正常关闭",
                    en: "a program's mark that `{of}` is open: somebody is editing it, or it was never closed properly"
                ),
                Text::new("没有人在编辑的，删去它", "remove it if nobody is editing"),
            )
        } else {
            (
                text!(
                    zh: "像是 `{of}` 的副本（同步、另存或合并时留下的），其中记的不会并入 `{of}`",
                    en: "it looks like a copy of `{of}` that syncing, saving or merging left; what it says does not count for `{of}`"
                ),
                text!(
                    zh: "对照两份，把只在副本里的并入 `{of}`，再删去副本；不是副本的，另起名称",
                    en: "compare the two, put into `{of}` what only the copy has, then remove it; if it is none, rename it"
                ),
            )
        };
        Finding::without_rule(Severity::Warning, Subject::of_path(path), Location::file(path), message, hint)
    }));
}
