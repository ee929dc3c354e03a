//! `Draft`: whether a paper is still a draft, and where its blanks are.

use super::outline::is_placeholder;
use regex::Regex;
use std::sync::LazyLock;

/// Why a paper is still a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Draft {
    /// This many places, in the front matter or the text, are marked 〔待填写〕 or 〔待填写：…〕.
    Blanks(usize),
    /// This many places, some of them only written as 〈…〉 or ×× in the front matter.
    Unmarked(usize),
    /// The text has only headings and placeholders.
    Empty,
}

impl Draft {
    /// Reads a paper's file; `body` is its text after the front matter. `None` if the paper is complete.
    #[must_use]
    pub fn of(text: &str, body: &str) -> Option<Self> {
        let head = &text[..text.len() - body.len()];
        let blanks = text.matches("〔待填写").count();
        let unmarked = unmarked(head);
        if unmarked > 0 {
            return Some(Self::Unmarked(blanks + unmarked + left_empty(head)));
        }
        if blanks > 0 {
            return Some(Self::Blanks(blanks + left_empty(head)));
        }
        body.lines().all(|line| line.starts_with('#') || is_placeholder(line)).then_some(Self::Empty)
    }

    /// Byte offset of the first blank in the file.
    #[must_use]
    pub fn first_blank(text: &str, body: &str) -> Option<usize> {
        let head = &text[..text.len() - body.len()];
        open_places(head).chain(text.find("〔待填写")).min()
    }

    /// Byte offsets of the blanks in the file, in order.
    #[must_use]
    pub fn blanks(text: &str, body: &str) -> Vec<usize> {
        let head = &text[..text.len() - body.len()];
        let mut blanks: Vec<usize> =
            open_places(head).chain(text.match_indices("〔待填写").map(|(at, _)| at)).collect();
        blanks.sort_unstable();
        blanks.dedup();
        blanks
    }
}

/// An open place, or a title or comment. These two are matched so that what they contain does not count.
static OPEN_OR_SKIPPED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"《[^》]*》|#.*|〈[^〉]*〉|[×＊]{2,}|[×＊]+号").ok());

/// How many places of the front matter are open, but not marked 〔待填写〕. The text is not searched: there ×× may stand
/// for a name that is withheld.
fn unmarked(head: &str) -> usize {
    open_places(head).count()
}

/// How many fields of the front matter are left empty, with a comment that asks for them. They alone make no draft: a rule
/// that demands a field says which one is missing.
fn left_empty(head: &str) -> usize {
    let fields = head.lines().filter_map(|line| Some(line.split_once("# 待填写")?.0.trim_end()));
    fields.filter(|field| field.ends_with(':') || field.ends_with("[]")).count()
}

/// Byte offsets of the open places.
fn open_places(head: &str) -> impl Iterator<Item = usize> {
    let found = OPEN_OR_SKIPPED.iter().flat_map(|open| open.find_iter(head));
    found.filter(|found| !found.as_str().starts_with(['《', '#'])).map(|found| found.start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_head_leaves_open_makes_a_draft_too() {
        for (line, open) in [
            ("number: 京门政协函〔2026〕×号", 1),
            ("number: ××〔2026〕××号", 2),
            ("to: [〈主送单位〉, 区政府]", 1),
            ("title: 关于××的函", 1),
            ("title: 关于〈议题〉的函〔待填写：题目〕", 2),
            ("title: 关于《〈物业管理条例〉释义》和3×3篮球场的函", 0),
            ("title: 函 # 〈题目〉另定", 0),
            ("number: 京门政协函〔2026〕3号", 0),
        ] {
            let text = format!("---\n{line}\n---\n某小区××号楼〈略〉。\n");
            let draft = Draft::of(&text, "某小区××号楼〈略〉。\n");
            assert_eq!(draft, (open > 0).then_some(Draft::Unmarked(open)), "{line}");
        }
    }

    #[test]
    fn fields_left_empty_in_the_head_are_counted_beside_blanks() {
        let head = "place:   # 待填写：会议地点\nagenda: []   # 待填写：会议议程\nhost: 甄样本   # 待填写：主持人\n";
        for (body, draft) in [("〔待填写：共识〕\n", Some(Draft::Blanks(3))), ("已达成共识。\n", None)] {
            assert_eq!(Draft::of(&format!("---\n{head}---\n{body}"), body), draft);
        }
    }

    #[test]
    fn a_blank_in_the_head_or_in_the_text_makes_a_draft() {
        let head = "---\nto: [〔待填写：主送〕]\n---\n正文。\n";
        assert_eq!(Draft::of(head, "正文。\n"), Some(Draft::Blanks(1)));
        let body = "## 一\n\n〔待填写〕，〔待填写：日期〕。\n";
        assert_eq!(Draft::of(body, body), Some(Draft::Blanks(2)));
    }

    #[test]
    fn headings_alone_say_nothing() {
        for body in ["", "\n\n", "# 意见\n\n## 一、共识\n\n……\n", "<!-- 略 -->\n"] {
            assert_eq!(Draft::of(body, body), Some(Draft::Empty), "{body}");
        }
        for body in ["同意。\n", "| 序号 | 建议 |\n|---|---|\n", "![](photos/1.png)\n"] {
            assert_eq!(Draft::of(body, body), None, "{body}");
        }
    }
}
