//! Numbers that somebody typed before paragraphs, or within one, and that jump: 一、三、; 1．3．; 一是，三是; 第一，第三，. Headings and the
//! items of lists are numbered as the paper is set.

use super::Slip;
use super::fact::numeral;
use crate::text;
use crate::text::Text;
use regex::Regex;
use std::sync::LazyLock;

type Pattern = LazyLock<Option<Regex>>;

/// A number before a paragraph, by level: 一、 （一） 1． （1）. A word may begin so (三、四级医院).
static BEFORE: Pattern = LazyLock::new(|| {
    Regex::new(
        r"(?x)^[\s\u{3000}]*(?:
        (?<l0>[一二三四五六七八九十]{1,3})、
        |（(?<l1>[一二三四五六七八九十]{1,3})）
        |(?<l2>[0-9]{1,2})[．、]
        |（(?<l3>[0-9]{1,2})）
        )(?<after>.)",
    )
    .ok()
});

/// The levels by the names that [`BEFORE`] gives them.
const LEVELS: [&str; 4] = ["l0", "l1", "l2", "l3"];

/// A number within a paragraph: 一是…；二是….
static WITHIN: Pattern =
    LazyLock::new(|| Regex::new(r"(?:^|[，。；：、（“\s])(?<number>[一二三四五六七八九十]{1,2})是").ok());

/// A number at the beginning of a sentence, in one paragraph or in one after the other: 第一，…第二，….
static ORDINAL: Pattern =
    LazyLock::new(|| Regex::new(r"(?:^|[。；：！？\s\u{3000}])第(?<number>[一二三四五六七八九十]{1,2})，").ok());

/// The slips of a text.
pub(super) fn slips(body: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    // The last number of each level, and of 第一，.
    let (mut last, mut ordinal, mut fenced, mut begins, mut start) = ([0; 4], 0, false, true, 0);
    for line in body.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fenced = !fenced;
        }
        if trimmed.starts_with('#') {
            (last, ordinal) = ([0; 4], 0);
        } else if !fenced && !trimmed.starts_with(['|', '>']) {
            slips.extend(within(&WITHIN, line, start, &mut 0));
            slips.extend(within(&ORDINAL, line, start, &mut ordinal));
            slips.extend(before(line, start, &mut last).filter(|_| begins));
        }
        begins = trimmed.is_empty() || trimmed.starts_with('#') || trimmed.ends_with(['。', '；', '：', '！', '？']);
        start += line.len();
    }
    slips
}

/// The slip of a number before a paragraph that does not follow the one before it.
fn before(line: &str, start: usize, last: &mut [u32; 4]) -> Option<Slip> {
    let found = BEFORE.as_ref()?.captures(line)?;
    let (level, number) = LEVELS.iter().enumerate().find_map(|(level, name)| Some((level, found.name(name)?)))?;
    let after = found.name("after")?.as_str();
    let is_word = numeral(after).is_some() || after.starts_with(|c: char| c.is_ascii_digit());
    let value = number.as_str().parse().ok().or_else(|| numeral(number.as_str())).filter(|_| !is_word)?;
    let former = std::mem::replace(&mut last[level], value);
    last[level + 1..].fill(0);
    let follows = former == 0 || value == 1 || value == former + 1;
    (!follows).then(|| jump(start + number.start(), number.as_str(), value, former))
}

/// The slip of numbers within a line that jump. `last`: the last one before it.
fn within(pattern: &Pattern, line: &str, start: usize, last: &mut u32) -> Option<Slip> {
    for found in pattern.as_ref()?.captures_iter(line) {
        let number = found.name("number")?;
        let value = numeral(number.as_str())?;
        let former = std::mem::replace(last, if *last == 0 && value != 1 { 0 } else { value });
        if former != 0 && value != 1 && value != former + 1 {
            return Some(jump(start + number.start(), number.as_str(), value, former));
        }
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
