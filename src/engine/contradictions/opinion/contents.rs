//! Headings of an opinion under which nothing is said: nothing at all, a word that stands for what is to come, or 无.

use super::Slip;
use crate::archive::Paper;
use crate::model::is_placeholder;
use crate::text;
use crate::text::{Text, on_one_line};

/// The slips of a paper. A blank 〔待填写〕 is none: it says itself that it is one.
pub(super) fn slips(paper: &Paper) -> Vec<Slip> {
    let mut starts = Vec::new();
    let mut start = 0;
    for line in paper.body.split_inclusive('\n') {
        starts.push((start + line.len() - line.trim_start().len(), line.trim()));
        start += line.len();
    }
    let headings = paper.outline.headings.iter();
    headings.filter_map(|heading| unsaid(&starts, heading.line.checked_sub(paper.lines_before + 1)?, heading)).collect()
}

/// What is wrong under the heading in a line. One with headings below it may have nothing of its own.
fn unsaid(lines: &[(usize, &str)], nth: usize, heading: &crate::model::Heading) -> Option<Slip> {
    let (at, _) = *lines.get(nth)?;
    let below = lines.get(nth + 1..).unwrap_or_default().iter().take_while(|(_, line)| !line.starts_with('#'));
    let said: Vec<&(usize, &str)> = below.filter(|(_, line)| !line.is_empty()).collect();
    let title = on_one_line(&heading.title);
    let (at, message) = match said[..] {
        [] if heading.filled => return None,
        [] => (at, text!(zh: "“{title}”之下没有内容", en: "nothing stands under `{title}`")),
        [(at, only)] if is_none(only) || is_placeholder(only) && !only.starts_with('〔') => {
            let only = on_one_line(only);
            (*at, text!(zh: "“{title}”之下只有“{only}”", en: "only `{only}` stands under `{title}`"))
        }
        _ => return None,
    };
    Some(Slip {
        at,
        message,
        hint: Text::new("写明这一部分；确实没有的，说明情况", "write this part; if there is nothing to say, say why"),
    })
}

fn is_none(line: &str) -> bool {
    matches!(line.trim_matches(|c: char| !c.is_alphanumeric()), "无" | "暂无" | "没有")
}
