//! A digest as the JSON that the robots of chat groups take, within the length that they take.

use super::Digest;
use crate::text;
use crate::text::Language;
use serde_json::{Value, json};

/// A chat program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Robot {
    /// 企业微信.
    Wecom,
    /// 钉钉.
    Dingtalk,
}

/// Characters of a title, of which a notification shows no more.
const TITLE: usize = 60;

impl Robot {
    /// The longest message, in bytes: of 企业微信 the content, of 钉钉 the whole body.
    const fn limit(self) -> usize {
        match self {
            Self::Wecom => 4_096,
            Self::Dingtalk => 20_000,
        }
    }

    /// What ends a line.
    const fn line_end(self) -> &'static str {
        match self {
            Self::Wecom => "\n",
            // Without the blanks 钉钉 goes on in the same line.
            Self::Dingtalk => "  \n  ",
        }
    }

    fn body(self, title: &str, content: &str) -> Value {
        match self {
            Self::Wecom => json!({"msgtype": "markdown", "markdown": {"content": content}}),
            Self::Dingtalk => json!({"msgtype": "markdown", "markdown": {"title": title, "text": content}}),
        }
    }

    fn length(self, title: &str, content: &str) -> usize {
        match self {
            Self::Wecom => content.len(),
            Self::Dingtalk => self.body(title, content).to_string().len(),
        }
    }

    /// The message. What does not fit is left out item by item, from the end, and counted.
    pub(crate) fn message(self, digest: &Digest) -> String {
        let title: String = plain(&digest.title).chars().take(TITLE).collect();
        let head = format!("**{title}**{}{}", self.line_end(), plain(&digest.counts));
        let foot = format!("{}{}", self.line_end(), plain(&digest.foot));
        let lines = lines(digest);
        let of_items = |lines: &[Line]| lines.iter().filter(|line| line.is_item).count();
        let all = of_items(&lines);
        let content = |taken: &[Line]| {
            // A heading under which nothing is left would promise something.
            let end = taken.iter().rposition(|line| line.is_item).map_or(0, |last| last + 1);
            let taken = &taken[..end];
            let mut content = head.clone();
            for line in taken {
                content.push_str(self.line_end());
                content.push_str(&line.text);
            }
            let left = all - of_items(taken);
            if left > 0 {
                content.push_str(self.line_end());
                content.push_str(&left_out(left, digest.language));
            }
            content + &foot
        };
        // With more lines the message is longer, so that the longest that fits is found by halving.
        let (mut fits, mut too_many) = (0, lines.len() + 1);
        while too_many - fits > 1 {
            let middle = usize::midpoint(fits, too_many);
            if self.length(&title, &content(&lines[..middle])) <= self.limit() {
                fits = middle;
            } else {
                too_many = middle;
            }
        }
        let mut body = self.body(&title, &content(&lines[..fits])).to_string();
        body.push('\n');
        body
    }
}

/// A line of a message: an item, or the office whose items follow.
struct Line {
    text: String,
    is_item: bool,
}

fn lines(digest: &Digest) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in &digest.groups {
        lines.push(Line { text: format!("**{}**", plain(&group.office)), is_item: false });
        for (kind, entries) in &group.parts {
            let mark = kind.mark();
            let mark = mark.in_(digest.language);
            let of_kind = entries.iter().map(|entry| plain(&digest.line(entry)));
            lines.extend(of_kind.map(|line| Line { text: format!("{mark} {line}"), is_item: true }));
        }
    }
    lines
}

fn left_out(count: usize, language: Language) -> String {
    text!(zh: "另有{count}项，此处列不下", en: "{count} more, for which there is no room here").in_(language).to_owned()
}

/// The text with every character that could be a mark of their Markdown as its full-width form: they know no escape.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '<' => '＜',
            '>' => '＞',
            '*' => '＊',
            '_' => '＿',
            '`' => '｀',
            '[' => '［',
            ']' => '］',
            '#' => '＃',
            '~' => '～',
            '@' => '＠',
            '|' => '｜',
            '!' => '！',
            '\\' => '＼',
            '&' => '＆',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, Group, Kind};
    use super::*;

    /// A digest with so many items of an office and of another.
    fn digest(items: usize, text: &str) -> Digest {
        let entry =
            |nth: usize| Entry { about: format!("2026-{nth:03} 老旧小区加装电梯"), text: text.to_owned() };
        let group = |office: &str, range: std::ops::Range<usize>| Group {
            office: office.to_owned(),
            parts: vec![(Kind::New, range.map(entry).collect())],
        };
        Digest {
            title: "政协云河区委员会协商工作日报（2026年7月1日，星期三）".to_owned(),
            counts: format!("新增逾期和问题{items}项"),
            groups: vec![group("提案委员会", 0..items / 3), group("城建环保委员会", items / 3..items)],
            foot: "数据截至2026年7月1日，与2026年6月30日相比。".to_owned(),
            is_news: true,
            language: Language::Chinese,
        }
    }

    fn content(robot: Robot, message: &str) -> String {
        let body: Value = serde_json::from_str(message).unwrap();
        let field = if robot == Robot::Wecom { "content" } else { "text" };
        body["markdown"][field].as_str().unwrap().to_owned()
    }

    #[test]
    fn a_message_keeps_to_its_limit_breaks_no_item_and_counts_what_it_leaves_out() {
        let text = "尚未记录“发出《协商函》”，应在2026-06-29前（协商会议前10个工作日）";
        for robot in [Robot::Wecom, Robot::Dingtalk] {
            for items in 0..=500 {
                let message = robot.message(&digest(items, text));
                let content = content(robot, &message);
                let length = if robot == Robot::Wecom { content.len() } else { message.trim_end().len() };
                assert!(length <= robot.limit(), "{robot:?} {items}: {length}");
                let shown = content.lines().filter(|line| line.trim().starts_with("▲新增 ")).count();
                let whole = content.lines().filter(|line| line.trim().ends_with("10个工作日）")).count();
                assert_eq!(shown, whole, "{robot:?} {items}: an item is cut");
                let left = format!("另有{}项，此处列不下", items - shown);
                assert_eq!(content.contains(&left), shown < items, "{robot:?} {items}: {content}");
                assert!(content.trim_end().ends_with("相比。"), "{content}");
            }
        }
    }

    #[test]
    fn nothing_of_an_item_is_a_mark_and_one_that_is_too_long_is_counted() {
        let message = Robot::Wecom
            .message(&digest(1, "<@all> [点此](http://example.invalid) **重要** `code` <font color=\"info\">"));
        let shown = content(Robot::Wecom, &message);
        assert!(shown.contains("＜＠all＞ ［点此］(http://example.invalid) ＊＊重要＊＊ ｀code｀ ＜font"), "{shown}");
        let message = Robot::Wecom.message(&digest(3, &"长".repeat(2_000)));
        assert!(content(Robot::Wecom, &message).contains("另有3项，此处列不下"));
    }
}
