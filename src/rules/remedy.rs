//! What to do about what is wrong, where no record is missing.

use crate::model::{Draft, Subject};
use crate::text;
use crate::text::Text;

/// How an entry that should not be there is struck out.
pub(crate) fn how_to_strike(subject: &Subject, event: &str) -> Text {
    text!(
        zh: "误记的用 `yijuan record {subject} {event} --void 〈日期〉 --note 〈原因〉` 更正",
        en: "strike out what is mistaken: yijuan record {subject} {event} --void 〈DATE〉 --note 〈WHY〉"
    )
}

/// How to mend what was recorded in the wrong order.
pub(crate) fn how_to_mend_order() -> Text {
    Text::new(
        "日期记错的，用 `yijuan record … --void 日期 --note 原因` 更正；确实颠倒的，补办并说明",
        "if the date is mistaken, strike it out with `yijuan record … --void DATE --note WHY`; if it did happen so, make up for it and say why",
    )
}

/// Where a paper is put right.
pub(crate) fn how_to_mend_paper(path: &str) -> Text {
    text!(zh: "改正 {path} 的文头", en: "mend the front matter of {path}")
}

/// How a draft becomes a paper.
pub(crate) fn how_to_fill_in(path: &str, draft: Draft) -> Text {
    match draft {
        Draft::Blanks(_) => text!(zh: "填写 {path} 中的〔待填写〕", en: "fill in what {path} marks 〔待填写〕"),
        Draft::Empty => text!(zh: "写好 {path} 的正文", en: "write the text of {path}"),
    }
}

/// How a text is put right.
pub(crate) fn how_to_reword() -> Text {
    Text::new("改写这一处", "reword it")
}
