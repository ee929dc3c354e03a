//! Reads the plain part of YAML, in which the program itself writes: keys and values, lists, and flow lists and maps on
//! one line. It is ten times as fast as the YAML parser.
//!
//! Anything else (comments after values, escapes, anchors, multi-line texts, tabs, errors) is refused; then the parser
//! reads the file, and only the parser reports errors. So this reader may refuse anything, but must never read a text
//! differently from the parser. Tests and a fuzz target compare the two.

mod node;

use node::Node;
use serde::Deserialize;

/// Reads a text of plain YAML; `None` if it has anything else, or does not fit the type.
#[must_use]
pub fn fast_yaml<'t, T: Deserialize<'t>>(text: &'t str) -> Option<T> {
    if !is_ordinary(text) {
        return None;
    }
    let mut lines = Lines::new(text);
    let node = block(&mut lines, 0, MAX_DEPTH)?;
    if lines.peek().is_some() {
        return None;
    }
    T::deserialize(node).ok()
}

/// Records nest less deeply than this.
const MAX_DEPTH: usize = 8;

/// Words that YAML 1.1 or 1.2 does not read as text.
const RESERVED: [&str; 10] = ["true", "false", "null", "yes", "no", "on", "off", "nan", "inf", "infinity"];

/// Whether all characters are without a special meaning for the parser, or line ends. Only a few bytes begin a special
/// one: most of a Chinese text need not be decoded.
fn is_ordinary(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| match byte {
        b' '..=b'~' | b'\n' | b'\r' => true,
        0xc2 | 0xe2 | 0xef => !text[at..].starts_with(is_special),
        byte => !byte.is_ascii(),
    })
}

fn is_special(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A line: how far it is indented, and the rest.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    indent: usize,
    text: &'t str,
}

/// The lines of a text that are neither blank nor comments.
struct Lines<'t> {
    rest: &'t str,
    /// The next line, if any.
    next: Option<Line<'t>>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let mut lines = Self { rest: text, next: None };
        lines.advance();
        lines
    }

    fn peek(&self) -> Option<Line<'t>> {
        self.next
    }

    fn advance(&mut self) {
        self.next = None;
        while !self.rest.is_empty() {
            let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
            self.rest = rest;
            let line = line.strip_suffix('\r').unwrap_or(line);
            let text = line.trim_start_matches(' ');
            // For the parser a carriage return ends the comment.
            let is_comment = text.starts_with('#') && !text.contains('\r');
            if !text.is_empty() && !is_comment {
                self.next = Some(Line { indent: line.len() - text.len(), text });
                return;
            }
        }
    }

    /// Replaces the next line by what follows its hyphen.
    fn replace(&mut self, line: Line<'t>) {
        self.next = Some(line);
    }
}

/// The list or map that begins at this indentation.
fn block<'t>(lines: &mut Lines<'t>, indent: usize, depth: usize) -> Option<Node<'t>> {
    let first = lines.peek().filter(|line| line.indent == indent && depth > 0)?;
    if first.text.starts_with("- ") { list(lines, indent, depth) } else { map(lines, indent, depth) }
}

fn list<'t>(lines: &mut Lines<'t>, indent: usize, depth: usize) -> Option<Node<'t>> {
    let mut items = Vec::new();
    while let Some(line) = lines.peek().filter(|line| line.indent == indent) {
        let Some(rest) = line.text.strip_prefix("- ") else { break };
        let text = rest.trim_start_matches(' ');
        if key(text).is_some() {
            let indent = indent + line.text.len() - text.len();
            lines.replace(Line { indent, text });
            items.push(map(lines, indent, depth - 1)?);
        } else {
            items.push(value(text)?);
            lines.advance();
        }
    }
    Some(Node::List(items))
}

fn map<'t>(lines: &mut Lines<'t>, indent: usize, depth: usize) -> Option<Node<'t>> {
    let mut entries = Vec::new();
    while let Some(line) = lines.peek().filter(|line| line.indent == indent && !line.text.starts_with("- ")) {
        let (key, rest) = key(line.text)?;
        lines.advance();
        let node = if rest.is_empty() {
            // A list may be indented as its key is.
            let below = lines.peek()?;
            let is_below = below.indent > indent || below.indent == indent && below.text.starts_with("- ");
            is_below.then(|| block(lines, below.indent, depth.checked_sub(1)?))??
        } else {
            value(rest.trim_start_matches(' '))?
        };
        entries.push((key, node));
    }
    // A line indented deeper would continue the value above it.
    let ends = lines.peek().is_none_or(|line| line.indent <= indent);
    (ends && !entries.is_empty()).then_some(Node::Map(entries))
}

/// A key and what follows its colon: nothing, or a space and a value.
fn key(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|b| !matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | 0x80..))?;
    let (key, rest) = text.split_at(end);
    let rest = rest.strip_prefix(':').filter(|rest| rest.is_empty() || rest.starts_with(' '))?;
    let is_letter = |c: char| c.is_ascii_lowercase() || !c.is_ascii();
    let is_key = key.starts_with(is_letter) && key.len() <= 64 && !RESERVED.contains(&key);
    is_key.then_some((key, rest))
}

/// A value on one line.
fn value(text: &str) -> Option<Node<'_>> {
    if !text.starts_with(['[', '{', '"', '\'']) {
        return word(text, |b| b.is_ascii_graphic() && b != b'#');
    }
    let (node, rest) = flow(text, MAX_DEPTH)?;
    rest.is_empty().then_some(node)
}

/// A flow value or a quoted text, and what follows it.
fn flow(text: &str, depth: usize) -> Option<(Node<'_>, &str)> {
    let depth = depth.checked_sub(1)?;
    match text.bytes().next()? {
        b'[' => {
            let (mut items, mut rest) = (Vec::new(), opened(text));
            while !rest.starts_with(']') {
                let (item, after) = flow(rest, depth)?;
                items.push(item);
                rest = separated(after, ']')?;
            }
            Some((Node::List(items), &rest[1..]))
        }
        b'{' => {
            let (mut entries, mut rest) = (Vec::new(), opened(text));
            while !rest.starts_with('}') {
                let (key, after) = key(rest)?;
                let (value, after) = flow(after.trim_start_matches(' '), depth)?;
                entries.push((key, value));
                rest = separated(after, '}')?;
            }
            Some((Node::Map(entries), &rest[1..]))
        }
        quote @ (b'"' | b'\'') => {
            let (quoted, rest) = text[1..].split_once(char::from(quote))?;
            let is_plain = !quoted.contains('\r') && (quote == b'\'' || !quoted.contains('\\'));
            let ends = !rest.starts_with('\'') && is_plain;
            ends.then_some((Node::Text(quoted), rest))
        }
        _ => {
            let end = text.find([',', ']', '}'])?;
            let is_inner = |b| matches!(b, b'-' | b'_' | b'.' | b'/' | b'(' | b')' | b'+' | b'%' | b'=');
            Some((word(text[..end].trim_end_matches(' '), is_inner)?, &text[end..]))
        }
    }
}

fn opened(text: &str) -> &str {
    text[1..].trim_start_matches(' ')
}

/// What follows an item: the closing bracket or, after a comma, another item.
fn separated(text: &str, closing: char) -> Option<&str> {
    let text = text.trim_start_matches(' ');
    let Some(next) = text.strip_prefix(',') else { return text.starts_with(closing).then_some(text) };
    let next = next.trim_start_matches(' ');
    (!next.starts_with(closing)).then_some(next)
}

/// A value without quotes, which may hold these signs.
fn word(text: &str, may_hold: impl Fn(u8) -> bool) -> Option<Node<'_>> {
    let bytes = text.as_bytes();
    let (first, last) = (*bytes.first()?, *bytes.last()?);
    let is_inner = |(at, byte): (usize, &u8)| match byte {
        b':' => bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric),
        b' ' => true,
        other => other.is_ascii_alphanumeric() || !other.is_ascii() || may_hold(*other),
    };
    if last == b' ' || !bytes.iter().enumerate().all(is_inner) {
        return None;
    }
    match first {
        b'0'..=b'9' => number_or_word(text),
        _ if !first.is_ascii() => Some(Node::Text(text)),
        _ if !first.is_ascii_alphabetic() => None,
        _ if RESERVED.iter().any(|word| word.eq_ignore_ascii_case(text)) => match text {
            "true" | "false" => Some(Node::Bool(text == "true")),
            _ => None,
        },
        _ => Some(Node::Text(text)),
    }
}

/// A value that begins with a digit: a short whole number, or what cannot be taken for one, such as a date, a key, a
/// length or a share.
fn number_or_word(text: &str) -> Option<Node<'_>> {
    if is_digits(text) {
        let is_short = text.len() <= 9 && (text == "0" || !text.starts_with('0'));
        return is_short.then(|| text.parse().ok().map(Node::Number))?;
    }
    let is_word = !text.is_ascii() || text.contains([' ', '/', '%']) || text.split('-').all(is_digits);
    is_word.then_some(Node::Text(text))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_yaml::Value;

    /// Whether a text is read here. If so, the parser must read the same value.
    fn agrees(text: &str) -> bool {
        let Some(read) = fast_yaml::<Value>(text) else { return false };
        assert_eq!(serde_yaml::from_str::<Value>(text).ok(), Some(read), "{text:?}");
        true
    }

    #[test]
    fn what_the_program_writes_is_read() {
        for text in [
            "- {date: 2026-04-15, event: notice-sent, by: [education], to: [cppcc-side], for: 2026-04-23}\n",
            "# 花名册\n\n- {name: 赵示例, tags: [host], attended: true, round: 2}\r\n-   {name: \"沈: 代\", at: []}",
            "title: 关于“电梯”的协商意见（草案）\nto: [vice-chair:office, 区政府]\nnumber: 云协办〔2026〕2号\n",
            "- id: s1\n  text: 由牵头部门办理。\n  key: true\n  events:\n    - {date: 2026-06-07, event: progress}\n- id: s2\n",
            "agenda:\n- 通报情况\n- 'a, b'\nref: 2026-001\nsettle: 12 months\nlimits: {promptly: 10 workdays, some: 1/3}\n",
            "source:\n  channel: a\n  # 注\n  from: 2026年度计划\nscheduled: {}\n",
            "en: The group's draft, and each item [of it]\nretention: Y\ncolumns: {序号: number, 姓名: name}\n",
            "never: ['(?:^|[。；])\\s+', \"he's\"]\nat_most: 20%\nof: {at_most: 20%, or: a}\n",
        ] {
            assert!(agrees(text), "{text}");
        }
    }

    #[test]
    fn what_only_the_parser_may_read_is_left_to_it() {
        for text in [
            "",
            "# 无\n",
            "[]\n",
            "a\n",
            "- a: 1\n b: 2\n",
            "a: 1 # 注\n",
            "a:\n",
            "a: null\n",
            "a: ~\n",
            "a: Yes\n",
            "a: .5\n",
            "a: 012\n",
            "a: 1e5\n",
            "a: 1_0\n",
            "a: 0x1F\n",
            "a: |\n  b\n",
            "a: b\n  c\n",
            "a: b: c\n",
            "a: &x b\n",
            "a: *x\n",
            "a: 'it''s'\n",
            "a: \"\\u4e00\"\n",
            "a:\tb\n",
            "---\na: 1\n",
            "a: [b\n",
            "a: [b]]\n",
            "a: [b,]\n",
            "a: {b}\n",
            "a: 甲\u{2028}b: 1\n",
            "a: 甲\u{85}\n",
            "# 甲\ra: 1\nb: 2\n",
            "a: 甲\u{7}\n",
            "\u{feff}a: 1\n",
            "a: b \n",
            "- - a\n",
            "a: 1\na: 2\n",
            "a: 1\n- b\n",
            "- a\nb: 1\n",
            "a: {b: 1}x\n",
            "a: [b]: c\n",
            "true: 1\n",
            "on: 1\n",
        ] {
            assert!(!agrees(text), "{text:?}");
        }
    }

    /// Most of what a command does for an archive of a few topics would else be reading its regulation.
    #[test]
    fn the_regulations_of_the_program_are_read() {
        let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let folders = std::fs::read_dir(templates).unwrap().map(|entry| entry.unwrap().path());
        let texts: Vec<String> =
            folders.filter_map(|folder| std::fs::read_to_string(folder.join("regulation.yml")).ok()).collect();
        assert_eq!(texts.len(), 5);
        assert!(texts.iter().all(|text| agrees(text)));
    }

    #[test]
    fn a_list_of_its_fields_is_no_record() {
        assert!(fast_yaml::<crate::model::PlanFile>("- iad\n").is_none());
    }

    #[test]
    fn no_special_character_is_overlooked() {
        for c in '\0'..=char::MAX {
            let is_plain = matches!(c, ' '..='~' | '\n' | '\r') || !c.is_ascii() && !is_special(c);
            assert_eq!(is_ordinary(&format!("甲{c}乙")), is_plain, "{c:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_is_read_otherwise_than_by_the_parser(
            text in r#"((  ?|    )?(- ?)?((a|id|no|k-2|甲): ?|:)?([\[{] ?)?(甲|2026-06-11|0?12|tr?ue|x:y|1/2|5%|[Yn]|'|"| #|, ?|\}|\]|b: |乙: |\r|-|e5|null|~|《|。|[?!&*|>@`\\;^$<]){0,4}\n?){1,6}"#
        ) {
            agrees(&text);
        }
    }
}
