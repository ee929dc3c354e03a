use super::outline::is_placeholder;

/// What keeps a paper from being more than a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Draft {
    /// So many places, in its head or its text, are marked 〔待填写〕 or 〔待填写：…〕.
    Blanks(usize),
    /// Under its head there is nothing but headings and places for text.
    Empty,
}

impl Draft {
    /// Reads a paper's file; `body` is what stands under its head.
    #[must_use]
    pub fn of(text: &str, body: &str) -> Option<Self> {
        let blanks = text.matches("〔待填写").count();
        if blanks > 0 {
            return Some(Self::Blanks(blanks));
        }
        let says_nothing = |line: &str| line.starts_with('#') || is_placeholder(line);
        body.lines().all(says_nothing).then_some(Self::Empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
