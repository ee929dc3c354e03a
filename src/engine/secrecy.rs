//! Marks of secrecy: what has no place in an archive, and how it is taken out again.

use crate::archive::Marked;
use crate::duty::{Finding, Severity};
use crate::model::{Subject, is_secret};
use crate::text;
use crate::text::Text;

/// A finding for each mark.
pub(super) fn marks(marks: &[Marked]) -> impl Iterator<Item = Finding> {
    marks.iter().map(|Marked { place, mark }| {
        let subject = Subject::of_path(&place.path);
        if !is_secret(mark) {
            let message = text!(zh: "不认识的密级 {mark}", en: "unknown mark of secrecy, {mark}");
            let hint = Text::new(
                "密级只写 `内部`；公开的删去 `secrecy`；秘密、机密、绝密的不存入档案库",
                "`内部` is the only one in an archive; of public papers take `secrecy` out; secret ones have no place here",
            );
            return Finding::without_rule(Severity::Error, subject, place.clone(), message, hint);
        }
        let message = text!(
            zh: "标有密级“{mark}”，涉密的不能存在档案库里",
            en: "it is marked {mark}: what is classified has no place in an archive"
        );
        Finding::without_rule(Severity::Error, subject.clone(), place.clone(), message, how_to_take_out(&place.path, &subject))
    })
}

/// How a file, or the folder of a topic, is taken out of the archive and out of its history.
fn how_to_take_out(path: &str, subject: &Subject) -> Text {
    let whole = path.strip_suffix("/topic.yml").map(|folder| format!("{folder}/**"));
    let files = whole.as_deref().unwrap_or(path);
    // Git counts paths from the top of the work tree, in which the archive may be a folder.
    let filter = format!(
        "git filter-branch -f --index-filter \"git rm -r -q --cached --ignore-unmatch -- ':(top,glob)**/{files}'\" -- --all"
    );
    let forget = "git for-each-ref --format='delete %(refname)' refs/original | git update-ref --stdin && git reflog expire --expire=now --all && git gc --quiet --prune=now";
    let (note_zh, note_en) = match subject {
        Subject::Topic(_) if whole.is_some() => (
            "需要留痕的，另立题目不涉密的议题".to_owned(),
            "if a trace is to be kept, enter a topic whose title says nothing".to_owned(),
        ),
        subject => (
            format!("需要留痕的，只记有此件：yijuan record {subject} 〈事件〉 --note 〈不写内容〉"),
            format!(
                "if a trace is to be kept, record that it exists: yijuan record {subject} 〈EVENT〉 --note 〈NO CONTENT〉"
            ),
        ),
    };
    text!(
        zh: "标错的，改正密级；确是涉密的，先复制到机关保管涉密文件之处。没有提交过的，从这里删去；提交过的，再提交一次仍留在历史里，不要推送，在仓库顶层运行 {filter} && {forget}，其他克隆和服务器上的仓库一并更换；{note_zh}",
        en: "if the mark is wrong, mend it; if it is right, first copy it to where the office keeps classified papers; if it was never committed, delete it here; if it was, another commit leaves it in the history: do not push, run {filter} && {forget} at the top of the work tree, and replace every other clone and the repository on the server; {note_en}"
    )
}
