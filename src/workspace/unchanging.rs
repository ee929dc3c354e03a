//! Files whose lines never change: decisions, comments and events. What is committed of them stays; what is new is added.

use super::verify::is_line;
use crate::archive::Limits;
use crate::diagnostic::Location;
use crate::history::{Followed, Loss, Lost};
use crate::model::{COMMENTS, FiledEntry, file_name};
use crate::text;
use crate::text::Text;
use serde_yaml::Value;

/// Their lines, and links where a file of an archive belongs, wherever the archive lies.
pub(super) const UNCHANGING: Followed = Followed {
    folder: |_| true,
    file: is_unchanging,
    line: said,
    other: is_of_archive,
    limit: Limits::YAML,
    is_final: is_line,
    says_as_much,
};

pub(super) fn is_unchanging(path: &str) -> bool {
    let mut from_end = path.rsplit('/');
    let (name, folder, above) = (from_end.next().unwrap_or_default(), from_end.next(), from_end.next());
    name == "events.yml" || folder == Some("reviews") && name.ends_with(".yml") || is_signature(name, folder, above)
}

/// `reviews/PAPER.sig/HASH.sig`, or a time stamp beside it.
fn is_signature(name: &str, folder: Option<&str>, above: Option<&str>) -> bool {
    let is_in_folder = above == Some("reviews") && folder.is_some_and(|folder| folder.ends_with(".sig"));
    is_in_folder && (name.ends_with(".sig") || name.ends_with(".tsr"))
}

/// A line without its end, which an editor may leave out at the end of a file; no blank line and no comment.
fn said(line: &[u8]) -> Option<&[u8]> {
    // Of a decision every byte counts: others name it by its digest.
    let line = if is_line(line) { line.strip_suffix(b"\n").unwrap_or(line) } else { line.trim_ascii_end() };
    (!line.is_empty() && !line.starts_with(b"#")).then_some(line)
}

/// What lies in an archive's folders, or is one of the files at its root.
fn is_of_archive(path: &str) -> bool {
    const FOLDERS: [&str; 6] = ["topics", "plans", "numbers", FiledEntry::FOLDER, "templates", "calendar"];
    const FILES: [&str; 7] =
        ["yijuan.yml", "people.yml", "rooms.yml", "units.yml", "allowed_signers", "tsa.pem", ".gitattributes"];
    path.split('/').any(|part| FOLDERS.contains(&part)) || FILES.contains(&file_name(path))
}

/// Whether every entry is still there, on however many lines.
fn says_as_much(old: &[u8], new: &[u8]) -> Option<bool> {
    let [Ok(old), new] = [old, new].map(serde_yaml::from_slice::<Vec<Value>>) else { return None };
    Some(new.is_ok_and(|new| old.iter().all(|entry| new.contains(entry))))
}

/// What is not kept, where it stood, and what to do instead.
pub(super) fn told(lost: &Lost) -> (Location, Text, Text) {
    let path = &lost.path;
    let (what, instead) = what(path);
    let Text { zh, en } = what;
    let (line, message) = match &lost.loss {
        Loss::Lines(lines) => (lines.first().copied(), told_lines(lines, &zh, &en)),
        Loss::File => (None, text!(zh: "已提交的{zh}文件被删除", en: "the file of committed {en} has been deleted")),
        Loss::Order => {
            (None, text!(zh: "{zh}的先后次序被改动", en: "the order of the committed {en} has been changed"))
        }
        Loss::Entry => (
            None,
            text!(zh: "已提交的{zh}中有一条插入了内容", en: "something has been put into one of the committed {en}"),
        ),
        Loss::Number => {
            let message = Text::new(
                "议题有已提交的审签决定，文件夹改了编号或年度",
                "the folder of committed decisions has been given another number or year",
            );
            let hint = Text::new(
                "决定里写有编号，不能再改；文件夹改回原编号，名称可以改",
                "decisions name the number, so it stays; give the folder its number again, its name may be another",
            );
            return (Location::file(path.as_str()), message, hint);
        }
        Loss::Other => {
            let message = Text::new(
                "这里应是文件，现为链接或另一个仓库",
                "a link or another repository has been put where a file belongs",
            );
            let hint = Text::new("把文件本身放在这里", "put the file itself there");
            return (Location::file(path.as_str()), message, hint);
        }
    };
    (Location { line, ..Location::file(path.as_str()) }, message, instead)
}

/// Lines that are named; the others are only counted.
const NAMED: usize = 5;

fn told_lines(lines: &[usize], zh: &str, en: &str) -> Text {
    let named: Vec<String> = lines.iter().take(NAMED).map(ToString::to_string).collect();
    let (zh_lines, en_lines) = (named.join("、"), named.join(", "));
    match lines.len() {
        1 => text!(
            zh: "已提交的第{zh_lines}行{zh}被改动或删除",
            en: "line {en_lines} of the committed {en} has been changed or taken out"
        ),
        count if count <= NAMED => text!(
            zh: "已提交的第{zh_lines}行{zh}被改动或删除",
            en: "lines {en_lines} of the committed {en} have been changed or taken out"
        ),
        count => text!(
            zh: "已提交的第{zh_lines}等{count}行{zh}被改动或删除",
            en: "{count} lines of the committed {en} have been changed or taken out ({en_lines}, …)"
        ),
    }
}

/// What a file holds, and what to do instead of changing it.
fn what(path: &str) -> (Text, Text) {
    if path.ends_with(COMMENTS) {
        return (
            Text::new("批注", "comments"),
            Text::new("批注写定不改；另加一条", "a comment stays as it is; add another one"),
        );
    }
    if file_name(path) == "events.yml" {
        return (
            Text::new("事件", "events"),
            Text::new(
                "事件只增不改；记错的用 `yijuan record … --void 日期 --note 原因` 作废",
                "entries are only added; void a mistake: `yijuan record … --void DATE --note WHY`",
            ),
        );
    }
    if path.ends_with(".sig") {
        return (
            Text::new("签名", "signatures"),
            Text::new("签名文件不得删除或改动，请恢复原文件", "a signature stays as it is; restore it"),
        );
    }
    if path.ends_with(".tsr") {
        return (
            Text::new("时间戳", "time stamps"),
            Text::new("时间戳文件不得删除或改动，请恢复原文件", "a time stamp stays as it is; restore it"),
        );
    }
    (
        Text::new("审签决定", "decisions"),
        Text::new("决定写定不改；有误的另作一项决定", "a decision stays as it is; make another one"),
    )
}
