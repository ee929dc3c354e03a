//! JSON with comments, as editors keep their settings: where a member of an object stands.

use std::ops::Range;

/// A member of an object: its key, and where its value is.
pub(super) struct Member {
    pub key: String,
    pub value: Range<usize>,
}

/// The same text with spaces for comments, for commas before a closing bracket, and for a byte order mark. It has the same
/// length.
pub(super) fn without_comments(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut bare = bytes.to_vec();
    let mut comma = None;
    let mut at = if text.starts_with('\u{feff}') { blank(&mut bare, 0..'\u{feff}'.len_utf8()) } else { 0 };
    while at < bytes.len() {
        at = match bytes[at] {
            b'"' => {
                comma = None;
                end_of_string(bytes, at)
            }
            b'/' if bytes[at..].starts_with(b"//") => {
                let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
                blank(&mut bare, at..end)
            }
            b'/' if bytes[at..].starts_with(b"/*") => {
                let end = text[at + 2..].find("*/").map_or(text.len(), |end| at + 2 + end + 2);
                blank(&mut bare, at..end)
            }
            byte => {
                match (byte, comma) {
                    (b',', _) => comma = Some(at),
                    (b'}' | b']', Some(comma)) => drop(blank(&mut bare, comma..comma + 1)),
                    _ => {}
                }
                if !byte.is_ascii_whitespace() && byte != b',' {
                    comma = None;
                }
                at + 1
            }
        };
    }
    String::from_utf8(bare).unwrap_or_default()
}

/// Puts spaces there, but leaves line ends; gives the end.
fn blank(bare: &mut [u8], range: Range<usize>) -> usize {
    for byte in bare[range.clone()].iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
        *byte = b' ';
    }
    range.end
}

/// The members of the object that begins at a brace of valid JSON.
pub(super) fn members(bare: &str, brace: usize) -> Vec<Member> {
    let bytes = bare.as_bytes();
    let mut members = Vec::new();
    let mut at = brace + 1;
    while let Some(start) = next(bytes, at, |byte| matches!(byte, b'"' | b'}')).filter(|start| bytes[*start] == b'"') {
        let end = end_of_string(bytes, start);
        let key = serde_json::from_str(&bare[start..end]).unwrap_or_default();
        let Some(colon) = next(bytes, end, |byte| byte == b':') else { break };
        let Some(value) = next(bytes, colon + 1, |byte| !byte.is_ascii_whitespace()) else { break };
        at = end_of_value(bytes, value);
        members.push(Member { key, value: value..at });
    }
    members
}

fn next(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    (from..bytes.len()).find(|at| wanted(bytes[*at]))
}

/// Behind the string that begins at a quotation mark.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

fn end_of_value(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at = end_of_string(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return at + depth,
            b'}' | b']' => depth -= 1,
            b',' if depth == 0 => return at,
            byte if byte.is_ascii_whitespace() && depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    at
}
