//! Who attended, in minutes (GB/T 9704-2012, 10.3): the paragraphs at the end that begin with 出席, 请假 or 列席.

use super::{Block, Run};

/// The words that begin such a paragraph, before the colon.
const LABELS: [&str; 12] =
    ["出席", "出席人员", "出席人", "请假", "请假人员", "缺席", "列席", "列席人员", "邀请", "旁听", "主持", "记录"];

/// Tells the names of those who attended from the text.
pub(super) fn mark_attendance(body: &mut [Block]) {
    for block in body.iter_mut().rev() {
        let Block::Paragraph(text) = block else { return };
        let Some((label, names)) = labelled(text) else { return };
        *block = Block::Attendance { label, text: names };
    }
}

fn labelled(text: &[Run]) -> Option<(String, Vec<Run>)> {
    let (first, rest) = text.split_first()?;
    let (label, names) = first.text.split_once('：')?;
    LABELS.contains(&label.trim()).then(|| {
        let first = Run { text: names.trim_start().to_owned(), ..first.clone() };
        (label.trim().to_owned(), std::iter::once(first).chain(rest.iter().cloned()).collect())
    })
}
