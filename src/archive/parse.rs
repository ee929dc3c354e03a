mod syntax;

use super::locate;
use super::plain::plain;
use crate::model::FrontMatter;
use crate::problem::{Place, Problem, Step};
use crate::text;
use crate::text::{Text, nearest};
use serde::de::DeserializeOwned;

/// The largest files that are read, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Limits {
    /// Of a YAML file: hand-kept records are far smaller, and parsers grow slow on hostile ones.
    pub const YAML: u64 = 1 << 20;
    /// Of a Markdown paper.
    pub const PAPER: u64 = 16 << 20;
}

/// Reads a YAML file that holds one record.
///
/// # Errors
/// One problem at its line: encoding, syntax, an unknown, missing or duplicate key, a wrong type.
pub fn record<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<T, Problem> {
    let text = decode(path, bytes)?;
    parse(path, text, 0)
}

/// Reads a YAML file that holds a list of records; an empty file is an empty list.
///
/// # Errors
/// As for [`record`].
pub fn list<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<Vec<T>, Problem> {
    let text = decode(path, bytes)?;
    if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#') || line.trim() == "---") {
        return Ok(Vec::new());
    }
    parse(path, text, 0)
}

/// Reads the front matter of a Markdown paper: the YAML between a first line `---` and the next;
/// `None` if the file does not begin with one.
///
/// # Errors
/// As for [`record`], and if the block is never closed.
pub fn front_matter(path: &str, text: &str) -> Result<Option<FrontMatter>, Problem> {
    match locate::front_matter_block(text) {
        locate::Block::None => Ok(None),
        locate::Block::Open => {
            Err(Problem::new(Text::new("文首的 `---` 没有收尾", "the front matter begun by `---` never ends"))
                .at(Place::at(path, 1, 1))
                .hint(Text::new("在元数据之后另起一行写 `---`", "put a line `---` after it")))
        }
        locate::Block::Closed(block) => parse(path, block, 1).map(Some),
    }
}

fn parse<T: DeserializeOwned>(path: &str, text: &str, lines_before: usize) -> Result<T, Problem> {
    if text.len() as u64 > Limits::YAML {
        return Err(super::source::too_large(path, Limits::YAML));
    }
    if let Some(read) = plain(text) {
        return Ok(read);
    }
    if let Some((line, column)) = too_deep(text) {
        let place = Place::at(path, line + lines_before, column);
        return Err(syntax::too_deep().at(place));
    }
    serde_yaml::from_str(text).map_err(|error| explain(path, text, lines_before, &error))
}

/// Where a text nests more deeply than any record does. The parser would find out as well, but
/// takes time quadratic in the depth.
fn too_deep(text: &str) -> Option<(usize, usize)> {
    const DEEPEST: usize = 100;
    /// Bytes below which no nesting is deep enough to take long.
    const HARMLESS: usize = 4096;
    if text.len() < HARMLESS {
        return None;
    }
    let mut open = 0_usize;
    for (number, line) in text.lines().enumerate() {
        let dashes = line.split(' ').take_while(|part| matches!(*part, "-" | "?" | "")).count();
        if dashes > DEEPEST && line.matches("- ").count() > DEEPEST {
            return Some((number + 1, 1));
        }
        // A line that begins a block closes whatever brackets its text left open.
        if line.starts_with(|c: char| c == '-' || c.is_alphanumeric()) {
            open = 0;
        }
        for (column, c) in line.chars().enumerate() {
            match c {
                '[' | '{' => open += 1,
                ']' | '}' => open = open.saturating_sub(1),
                '#' => break,
                _ => {}
            }
            if open > DEEPEST {
                return Some((number + 1, column + 1));
            }
        }
    }
    None
}

/// UTF-8, with or without a byte order mark.
///
/// # Errors
/// If it is neither, with what it looks like and how to convert it.
pub fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, Problem> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => error,
    };
    let before = &bytes[..error.valid_up_to()];
    let before = String::from_utf8_lossy(before);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let (line, column) = (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1);
    let (found, hint) = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        (Text::new("文件是 UTF-16 编码", "the file is UTF-16"), Text::new("请另存为 UTF-8", "save it as UTF-8"))
    } else if looks_like_gbk(bytes) {
        (
            Text::new("文件不是 UTF-8，像是 GBK", "the file is not UTF-8, it looks like GBK"),
            Text::new(
                "转换：iconv -f GB18030 -t UTF-8 原文件 > 新文件",
                "convert it: iconv -f GB18030 -t UTF-8 OLD > NEW",
            ),
        )
    } else {
        (Text::new("文件不是 UTF-8", "the file is not UTF-8"), Text::new("请另存为 UTF-8", "save it as UTF-8"))
    };
    Err(Problem::new(found).at(Place::at(path, line, column)).hint(hint))
}

/// Whether every byte above ASCII belongs to a two-byte GBK character.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        if *byte < 0x80 {
            continue;
        }
        let trail = rest.next().copied().unwrap_or(0);
        if !(0x81..=0xfe).contains(byte) || !(0x40..=0xfe).contains(&trail) || trail == 0x7f {
            return false;
        }
    }
    true
}

/// Puts a parser's error into words a clerk can act on.
fn explain(path: &str, text: &str, lines_before: usize, error: &serde_yaml::Error) -> Problem {
    let said = error.to_string();
    let said = error.location().map_or(said.as_str(), |at| {
        said.strip_suffix(&format!(" at line {} column {}", at.line(), at.column())).unwrap_or(&said)
    });
    let (field, said) = split_path(said);
    // The parser's own lines are also ended by what no editor ends them with, such as U+2028.
    let mut spot = error.location().map(|at| locate::line_and_column(text, at.index()));
    let problem = if said.starts_with("control characters are not allowed") {
        spot = text.char_indices().find(|(_, c)| is_forbidden(*c)).map(|(at, _)| locate::line_and_column(text, at));
        Problem::new(Text::new("文件里有控制字符", "there is a control character in the file"))
            .hint(Text::new("删去这个看不见的字符", "take the invisible character out"))
    } else if let Some(key) = between(said, "duplicate field `", "`") {
        spot = locate::second_key(text, &field, key).or(spot);
        Problem::new(text!(zh: "键 `{key}` 重复", en: "duplicate key `{key}`"))
            .hint(Text::new("只保留一处", "keep one of them"))
    } else if let Some(key) = between(said, "unknown field `", "`") {
        let known = quoted(said.split_once(", expected").map_or("", |(_, known)| known));
        Problem::new(text!(zh: "未知的键 `{key}`", en: "unknown key `{key}`")).hint(did_you_mean(key, &known))
    } else if let Some(value) = between(said, "unknown variant `", "`") {
        let known = quoted(said.split_once(", expected").map_or("", |(_, known)| known));
        Problem::new(text!(zh: "未知的值 `{value}`", en: "unknown value `{value}`")).hint(did_you_mean(value, &known))
    } else if let Some(key) = between(said, "missing field `", "`") {
        Problem::new(text!(zh: "缺少键 `{key}`", en: "missing key `{key}`"))
            .hint(text!(zh: "加上 `{key}: …`", en: "add `{key}: …`"))
    } else if let Some(date) = between(said, "invalid date `", "`") {
        Problem::new(text!(zh: "`{date}` 不是日期", en: "`{date}` is not a date")).hint(Text::new(
            "日期写作 YYYY-MM-DD，例如 2026-06-11",
            "write dates as YYYY-MM-DD, for example 2026-06-11",
        ))
    } else if let Some(round) = between(said, "invalid round `", "`") {
        Problem::new(text!(zh: "`{round}` 不是轮次", en: "`{round}` is not a round"))
            .hint(Text::new("轮次写 1 到 50", "rounds are numbered 1 to 50"))
    } else if let Some(length) = between(said, "invalid length `", "`") {
        Problem::new(text!(zh: "`{length}` 不是时长", en: "`{length}` is not a length of time")).hint(Text::new(
            "写作 `10 workdays`、`7 days`、`2 weeks` 或 `3 months`",
            "write `10 workdays`, `7 days`, `2 weeks` or `3 months`",
        ))
    } else if let Some((found, wanted)) = said
        .strip_prefix("invalid type: ")
        .or_else(|| said.strip_prefix("invalid value: "))
        .and_then(|s| s.split_once(", expected "))
    {
        let (found, wanted) = (shape(found), shape(wanted));
        Problem::new(Text::new(
            format!("这里应为{}，现为{}", wanted.zh, found.zh),
            format!("expected {}, found {}", wanted.en, found.en),
        ))
        .hint(Text::new(format!("改写成{}", wanted.zh), format!("write {} here", wanted.en)))
    } else {
        syntax::explain(said)
    };
    match spot {
        Some((line, column)) => problem.at(Place::at(path, line + lines_before, column)),
        None => problem.at(Place::file(path)),
    }
}

/// A character that YAML does not allow.
fn is_forbidden(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    is_control || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// «did you mean», or all that is known.
fn did_you_mean(word: &str, known: &[&str]) -> Text {
    match nearest(word, known.iter().copied()) {
        Some(near) => text!(zh: "是否想写 `{near}`？", en: "did you mean `{near}`?"),
        None => {
            let known = known.join(", ");
            text!(zh: "可用：{known}", en: "known are: {known}")
        }
    }
}

/// Splits `list[1].a: message` into the path and the message.
fn split_path(said: &str) -> (Vec<Step>, &str) {
    let Some((path, message)) = said.split_once(": ") else {
        return (Vec::new(), said);
    };
    if path.contains([' ', '`']) || path.starts_with("invalid") {
        return (Vec::new(), said);
    }
    let mut steps = Vec::new();
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let (key, entries) = part.split_once('[').map_or((part, ""), |(key, entries)| (key, entries));
        if !key.is_empty() {
            steps.push(Step::from(key));
        }
        steps.extend(
            entries.split('[').filter_map(|entry| entry.trim_end_matches(']').parse::<usize>().ok()).map(Step::from),
        );
    }
    (steps, message)
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let rest = &text[text.find(open)? + open.len()..];
    rest.find(close).map(|end| &rest[..end])
}

fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// A YAML shape in words, from the way serde names it.
fn shape(named: &str) -> Text {
    match named {
        "map" | "a map" => Text::new("“键: 值”", "a map (key: value)"),
        "sequence" | "a sequence" => Text::new("列表", "a list"),
        "unit value" => Text::new("空值", "nothing"),
        "a string" => Text::new("文字", "text"),
        "a date YYYY-MM-DD" => Text::new("日期 YYYY-MM-DD", "a date YYYY-MM-DD"),
        "u32" | "usize" => Text::new("不带负号的整数", "a whole number, not below zero"),
        "i32" | "a number" => Text::new("整数", "a whole number"),
        "a value or a list of values" => Text::new("一个值或列表", "a value or a list"),
        "a post" => Text::new("职务", "a post"),
        "a boolean" | "true, false or a signature" => Text::new("true 或 false", "true or false"),
        "a number, a share or a word" => Text::new("数、份额（`1/2`）或一个词", "a number, a share (`1/2`) or a word"),
        "a word, true or false" => Text::new("一个词、true 或 false", "a word, true or false"),
        "a value, a list of values, `{not: …}`, `{at_least: …}` or `{less_than: …}`" => Text::new(
            "一个值、列表、`{not: …}`、`{at_least: …}` 或 `{less_than: …}`",
            "a value, a list of values, `{not: …}`, `{at_least: …}` or `{less_than: …}`",
        ),
        "`stages` or a list of steps" => Text::new("`stages` 或步骤的列表", "`stages` or a list of steps"),
        "a number or a length" => Text::new("数或时长", "a number or a length of time"),
        _ if named.starts_with("struct ") => Text::new("“键: 值”", "a map (key: value)"),
        _ => {
            let value = between(named, "`", "`").or_else(|| between(named, "\"", "\""));
            match (named.split(' ').next(), value) {
                (Some("string"), Some(value)) => {
                    text!(zh: "文字 `{value}`", en: "the text `{value}`")
                }
                (Some("integer" | "float" | "floating"), Some(value)) => {
                    text!(zh: "数 `{value}`", en: "the number `{value}`")
                }
                (Some("boolean"), Some(value)) => text!(zh: "`{value}`", en: "`{value}`"),
                _ => Text::same(named),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, TopicFile};

    fn refused<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
        let problem = record::<T>("f.yml", text.as_bytes()).unwrap_err();
        let hint = problem.hint.clone().map_or(String::new(), |hint| format!(" ({})", hint.en));
        format!("{problem}{hint}")
    }

    #[test]
    fn every_slip_is_named_at_its_line() {
        assert_eq!(
            refused::<TopicFile>("title: 电梯\nregulation: m\nofice: urban\n"),
            "f.yml:3:1: unknown key `ofice` (did you mean `office`?)"
        );
        assert_eq!(
            refused::<TopicFile>("title: 电梯\nregulation: m\n\ntitle: 停车\n"),
            "f.yml:4:1: duplicate key `title` (keep one of them)"
        );
        assert_eq!(
            refused::<TopicFile>(
                "title: 电梯\nregulation: m\nscheduled:\n  meeting: 2026-06-01\n  meeting: 2026-06-02\n"
            ),
            "f.yml:5:3: duplicate key `meeting` (keep one of them)"
        );
        assert_eq!(refused::<TopicFile>("title: 电梯\n"), "f.yml:1:1: missing key `regulation` (add `regulation: …`)");
        assert_eq!(
            refused::<Event>("date: 2026-2-3\nevent: meeting\n"),
            "f.yml:1:7: `2026-2-3` is not a date (write dates as YYYY-MM-DD, for example 2026-06-11)"
        );
        assert_eq!(
            refused::<Vec<Event>>("date: 2026-02-03\n"),
            "f.yml:1:1: expected a list, found a map (key: value) (write a list here)"
        );
        assert_eq!(
            refused::<TopicFile>("title: {}\nregulation: m\n"),
            "f.yml:1:8: expected text, found a map (key: value) (write text here)"
        );
    }

    #[test]
    fn lines_are_those_of_an_editor() {
        let place = |text: &str| record::<TopicFile>("f.yml", text.as_bytes()).unwrap_err().place.unwrap();
        // The end of a last line without a line end is on that line.
        assert_eq!(place("title: 电梯\nsource: {channel: 甲"), Place::at("f.yml", 2, 20));
        assert_eq!(place("title: 电梯\nform: 甲\u{ffff}\n"), Place::at("f.yml", 2, 8));
        // For the parser, each of these ends a line.
        for end in ['\u{85}', '\u{2028}', '\u{2029}', '\r'] {
            assert_eq!(place(&format!("title: 电梯 # 甲{end}# 乙\nform: {{}}\n")).line, Some(2), "{end:?}");
        }
    }

    #[test]
    fn encodings_other_than_utf_8_are_told_apart() {
        assert_eq!(decode("f", "\u{feff}电梯".as_bytes()).unwrap(), "电梯");
        let gbk = [b't', b':', b' ', 0xb5, 0xe7, 0xcc, 0xdd, b'\n'];
        assert_eq!(decode("f", &gbk).unwrap_err().to_string(), "f:1:4: the file is not UTF-8, it looks like GBK");
        assert_eq!(decode("f", &[b'a', b'\n', 0xff, b'x']).unwrap_err().to_string(), "f:2:1: the file is not UTF-8");
    }

    #[test]
    fn an_empty_list_file_holds_nothing() {
        assert!(list::<Event>("events.yml", b"# none yet\n\n").unwrap().is_empty());
    }
}
