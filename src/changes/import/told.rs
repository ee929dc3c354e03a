//! What is to be told of the rows of a list: those passed over, and the cells that were read as something else.

use super::excerpt::{first_of, shown_rows};
use crate::sheet;
use crate::text;
use crate::text::Text;

/// What was passed over or read as something else.
#[derive(Default)]
pub(super) struct Told<'s> {
    pub skipped: Vec<&'s sheet::Row>,
    /// That rows were hidden.
    pub unseen: Option<Text>,
    /// Cells of which a part is not imported.
    pub cut: Vec<Text>,
    /// Cells that are written as usual.
    pub recast: Vec<Text>,
    /// Days that were numbers, by head and row.
    pub counted: Vec<(String, usize)>,
}

impl Told<'_> {
    pub(super) fn warnings(self, since_1904: bool) -> impl Iterator<Item = Text> {
        let skipped = (!self.skipped.is_empty()).then(|| {
            let Text { zh, en } = shown_rows(&self.skipped, None);
            text!(zh: "略过的行：{zh}", en: "rows passed over: {en}")
        });
        let cut = (!self.cut.is_empty()).then(|| {
            let Text { zh, en } = first_of(&self.cut);
            text!(zh: "姓名之外的文字未导入：{zh}", en: "text beside a name is not imported: {en}")
        });
        let recast = (!self.recast.is_empty()).then(|| {
            let Text { zh, en } = first_of(&self.recast);
            text!(
                zh: "部首、兼容字、全角字母和数字已换成通常的字：{zh}",
                en: "radicals, compatibility forms, wide letters and digits are written as usual: {en}"
            )
        });
        let (since, many) = (if since_1904 { 1904 } else { 1900 }, self.counted.len());
        let counted = self.counted.first().map(|(head, first)| {
            text!(
                zh: "日期是数字，从 {since} 年起算：“{head}”第{first}行等 {many} 格",
                en: "days that are numbers, counted from {since}: {many} cells, the first under `{head}` in row {first}"
            )
        });
        [skipped, self.unseen, cut, recast, counted].into_iter().flatten()
    }
}
