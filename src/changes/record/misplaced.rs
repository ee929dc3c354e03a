//! Refuses an event recorded for the wrong kind of subject, and says where it belongs.

use crate::diagnostic::Diagnostic;
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// The problem of an event that the target does not take.
pub(crate) fn misplaced(target: &Text, takes: &[SubjectKind], of: SubjectKind, event: &Text) -> Option<Diagnostic> {
    let (Text { zh, en }, Text { zh: of_zh, en: of_en }) = (event, target);
    let hint = belongs(takes, of)?;
    Some(Diagnostic::new(text!(zh: "“{zh}”不能记在 {of_zh}", en: "“{en}” cannot be recorded for {of_en}")).hint(hint))
}

/// The hint where an event belongs, if not here.
pub(crate) fn belongs(takes: &[SubjectKind], of: SubjectKind) -> Option<Text> {
    if takes.contains(&of) {
        return None;
    }
    match of {
        SubjectKind::Year => Some(Text::new(
            "这是年度事件，应记在 `plan:年份`",
            "this is an event of the year; record it for `plan:YEAR`",
        )),
        SubjectKind::Room => Some(Text::new(
            "这是协商室的事件，应记在 `room:标识`",
            "this is an event of a room; record it for `room:ID`",
        )),
        SubjectKind::Topic | SubjectKind::Round | SubjectKind::Suggestion => {
            Some(Text::new("这是议题的事件，应记在议题上", "this is an event of a topic; record it there"))
        }
        // These have no events.
        SubjectKind::Unit | SubjectKind::Person => None,
    }
}
