//! Numbers that somebody typed before paragraphs, or within one, and that jump: 一、三、; 一是，三是. Headings and the
//! items of lists are numbered as the paper is set.

use super::Slip;
use super::fact::numeral;
use crate::text;
use crate::text::Text;
use regex::Regex;
use std::sync::LazyLock;

type Pattern = LazyLock<Option<Regex>>;

/// A number before a paragraph: 一、 or （一）. A word may begin so (三、四级医院).
static BEFORE: Pattern = LazyLock::new(|| {
    Regex::new(r"^[\s\u{3000}]*(?:(?<wide>[一二三四五六七八九十]{1,3})、|（(?<narrow>[一二三四五六七八九十]{1,3})）)(?<after>.)").ok()
});

/// A number within a paragraph: 一是…；二是….
static WITHIN: Pattern =
    LazyLock::new(|| Regex::new(r"(?:^|[，。；：、（“\s])(?<number>[一二三四五六七八九十]{1,2})是").ok());

/// The slips of a text.
pub(super) fn slips(body: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    // The last number of each level: 一、 and （一）.
    let (mut last, mut fenced, mut begins, mut start) = ([0, 0], false, true, 0);
    for line in body.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fenced = !fenced;
        }
        if trimmed.starts_with('#') {
            last = [0, 0];
        } else if !fenced && !trimmed.starts_with(['|', '>']) {
            slips.extend(within(line, start));
            slips.extend(before(line, start, &mut last).filter(|_| begins));
        }
        begins = trimmed.is_empty() || trimmed.starts_with('#') || trimmed.ends_with(['。', '；', '：', '！', '？']);
        start += line.len();
    }
    slips
}

/// The slip of a number before a paragraph that does not follow the one before it.
fn before(line: &str, start: usize, last: &mut [u32; 2]) -> Option<Slip> {
    let found = BEFORE.as_ref()?.captures(line)?;
    let (level, number) = match found.name("wide") {
        Some(wide) => (0, wide),
        None => (1, found.name("narrow")?),
    };
    let is_word = numeral(found.name("after")?.as_str()).is_some();
    let value = numeral(number.as_str()).filter(|_| !is_word)?;
    let former = std::mem::replace(&mut last[level], value);
    last[level + 1..].fill(0);
    let follows = former == 0 || value == 1 || value == former + 1;
    (!follows).then(|| jump(start + number.start(), number.as_str(), value, former))
}

/// The slip of numbers within a line that jump.
fn within(line: &str, start: usize) -> Option<Slip> {
    let mut last = 0;
    for found in WITHIN.as_ref()?.captures_iter(line) {
        let number = found.name("number")?;
        let value = numeral(number.as_str())?;
        if last != 0 && value != 1 && value != last + 1 {
            return Some(jump(start + number.start(), number.as_str(), value, last));
        }
        last = if last == 0 && value != 1 { 0 } else { value };
    }
    None
}

fn jump(at: usize, written: &str, value: u32, former: u32) -> Slip {
    let message = text!(
        zh: "序号不连续：“{written}”在第 {former} 项之后",
        en: "numbers jump: “{written}” ({value}) comes after number {former}"
    );
    Slip {
        at, message, hint: Text::new("改正序号，或补上缺的一项", "mend the number, or add what is left out")
    }
}
