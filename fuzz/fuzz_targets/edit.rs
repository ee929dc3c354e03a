//! An edit either says what was meant and leaves every other line byte for byte, or is refused.
//!
//! The input's first line is the edit, the rest is the file:
//! `set KEY[.KEY] VALUE`, `unset KEY[.KEY]`, `add LIST KEY=VALUE;…`, `remove LIST N`,
//! `item LIST N KEY VALUE`, `entry KEY=VALUE;…`. A value is a word, `true`, `false`, `#12`, `[a,b]` or `[a@b,c]`, where
//! `a@b` is a record of two words.

#![no_main]

use libfuzzer_sys::fuzz_target;
use saphyr_parser::{Event, Marker, Parser, Span};
use serde_yaml::{Mapping, Value};
use std::ops::Range;
use yijuan::archive::{Field, Item, add_entry, add_item, entry, list, remove_item, set_field, set_item_field};
use yijuan::diagnostic::{Diagnostic, PathSegment};

const PATH: &str = "topics/2026/001-电梯/topic.yml";

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some((edit, text)) = text.split_once('\n') else { return };
    // No file of ours has keys with tags and anchors or that are no words, and where they stand nobody here can say;
    // nor does one say where it ends.
    let has_marks = |line: &str| line.trim_start_matches([' ', '-']).starts_with(['!', '&', '*', '?']);
    if text.lines().any(|line| has_marks(line) || line.starts_with("..."))
        || serde_yaml::from_str(text).is_ok_and(|read: Value| has_odd_keys(&read))
    {
        return;
    }
    let (verb, rest) = edit.split_once(' ').unwrap_or((edit, ""));
    match verb {
        "set" => set(text, rest),
        "unset" => unset(text, rest),
        "add" => add(text, rest),
        "remove" => remove(text, rest),
        "item" => item(text, rest),
        "entry" => append(text, rest),
        _ => {}
    }
});

fn set(text: &str, rest: &str) {
    let Some((path, field)) = rest.split_once(' ') else { return };
    let (path, field) = (path.split('.').collect::<Vec<_>>(), field_of(field));
    if !path.iter().all(|key| is_key(key)) || path.len() > 3 {
        return;
    }
    let Some(edited) = accepted(set_field(PATH, text, &path, Some(&field))) else { return };
    let old = read(text);
    let mut meant = old.clone();
    put(&mut meant, &path, value(&field));
    assert_eq!(read(&edited), meant, "{edited}");
    // The innermost of its keys that is there already, and what that holds.
    let steps = |keys: &[&str]| keys.iter().map(|key| PathSegment::from(*key)).collect::<Vec<_>>();
    let there = (0..=path.len()).rev().find(|keys| at(&old, &path[..*keys]).is_some()).unwrap_or(0);
    if there == 0 {
        return hold_only_added(text, &edited);
    }
    let Some(lines) = Lines::of(text, &steps(&path[..there])) else { return };
    lines.hold_others(&edited);
    if there == path.len() {
        lines.hold_comment(&edited);
    } else if at(&old, &path[..there]).is_some_and(|map| map.as_mapping().is_some_and(|map| !map.is_empty()))
        && lines.is_block
    {
        hold_only_added(text, &edited);
    }
}

fn unset(text: &str, rest: &str) {
    let path: Vec<&str> = rest.split('.').collect();
    if !path.iter().all(|key| is_key(key)) || path.len() > 3 {
        return;
    }
    let Some(edited) = accepted(set_field(PATH, text, &path, None)) else { return };
    let old = read(text);
    let mut meant = old.clone();
    take(&mut meant, &path);
    assert_eq!(read(&edited), meant, "{edited}");
    if at(&old, &path).is_none() {
        // Nothing to take out, unless it is an empty map on the way.
        if old == meant {
            hold_only_added(text, &edited);
        }
        return;
    }
    // A map goes with its last key.
    let goes = (1..=path.len()).find(|keys| at(&meant, &path[..*keys]).is_none()).unwrap_or(path.len());
    let steps: Vec<PathSegment> = path[..goes].iter().map(|key| PathSegment::from(*key)).collect();
    let Some(mut lines) = Lines::of(text, &steps) else { return };
    if meant.as_mapping().is_some_and(Mapping::is_empty) {
        // Blank lines go with the last key of all; no file of ours is without any.
        lines.range.end += split(text)[lines.range.end..].iter().take_while(|line| line.trim().is_empty()).count();
    }
    lines.hold_others(&edited);
}

fn add(text: &str, rest: &str) {
    let Some((list, fields)) = rest.split_once(' ') else { return };
    let Some(fields) = fields_of(fields).filter(|_| is_key(list)) else { return };
    let Some(edited) = accepted(add_item(PATH, text, list, &fields)) else { return };
    let old = read(text);
    let mut items = at(&old, &[list]).and_then(Value::as_sequence).cloned().unwrap_or_default();
    let had_items = !items.is_empty();
    items.push(record(&fields));
    let mut meant = old.clone();
    put(&mut meant, &[list], Value::Sequence(items));
    assert_eq!(read(&edited), meant, "{edited}");
    if had_items || at(&old, &[list]).is_none() {
        hold_only_added(text, &edited);
    } else {
        hold_all_but(text, &[PathSegment::from(list)], &edited);
    }
}

fn remove(text: &str, rest: &str) {
    let Some((list, nth)) = rest.split_once(' ') else { return };
    let Ok(nth) = nth.parse::<usize>() else { return };
    let Some(edited) = accepted(remove_item(PATH, text, list, nth)) else { return };
    let old = read(text);
    let mut items = at(&old, &[list]).and_then(Value::as_sequence).cloned().expect("a list had the item");
    items.remove(nth);
    let was_last = items.is_empty();
    let mut meant = old.clone();
    put(&mut meant, &[list], Value::Sequence(items));
    assert_eq!(read(&edited), meant, "{edited}");
    if was_last {
        hold_all_but(text, &[PathSegment::from(list)], &edited);
    } else {
        let Some(lines) = Lines::of(text, &[PathSegment::from(list), PathSegment::from(nth)]) else { return };
        lines.hold_others(&edited);
        // Lines are gone, and none but its own.
        let (before, after) = (split(text).len(), split(&edited).len());
        assert!(after < before && before - after <= lines.range.len(), "{edited}");
    }
}

fn item(text: &str, rest: &str) {
    let parts: Vec<&str> = rest.splitn(4, ' ').collect();
    let [list, nth, key, word] = parts[..] else { return };
    let Ok(nth) = nth.parse::<usize>() else { return };
    if !is_key(list) || !is_key(key) {
        return;
    }
    let field = Field::Word(word.to_owned());
    let Some(edited) = accepted(set_item_field(PATH, text, (list, nth), key, Some(&field))) else { return };
    let mut meant = read(text);
    let item = at_mut(&mut meant, list).and_then(|items| items.get_mut(nth)).and_then(Value::as_mapping_mut);
    item.expect("the item is there").insert(key.into(), word.into());
    assert_eq!(read(&edited), meant, "{edited}");
    hold_all_but(text, &[PathSegment::from(list), PathSegment::from(nth)], &edited);
}

fn append(text: &str, rest: &str) {
    let Some(fields) = fields_of(rest) else { return };
    let one = entry(&fields);
    assert!(!one.contains('\n'), "an entry is one line: {one}");
    assert_eq!(serde_yaml::from_str::<Value>(&one).expect("an entry reads"), record(&fields), "{one}");
    let edited = add_entry(text, &one);
    assert!(text.trim() == "[]" || edited.starts_with(text));
    // The last entry may lack its line end.
    let Ok(mut meant) = list::<Value>(PATH, format!("{text}\n").as_bytes()) else { return };
    let Ok(read) = list::<Value>(PATH, edited.as_bytes()) else { return };
    meant.push(record(&fields));
    assert_eq!(read, meant, "{edited}");
}

/// What an edit gives, if it was not refused; a refusal says where.
fn accepted(edited: Result<String, Diagnostic>) -> Option<String> {
    edited.map_err(|problem| assert!(problem.place.is_some_and(|place| place.path == PATH))).ok()
}

/// Some lines of a file, 0-based: what a key or an entry of a list holds, without what follows it.
struct Lines<'t> {
    text: &'t str,
    range: Range<usize>,
    /// Nothing but a comment follows the key on its line.
    is_block: bool,
}

impl<'t> Lines<'t> {
    /// Where two parsers do not see the same in a text, nobody here can say what stands where.
    fn of(text: &'t str, steps: &[PathSegment]) -> Option<Self> {
        if has_other_line_ends(text) {
            return None;
        }
        let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
        let root = Node::read(plain).filter(|root| root.is_like(&read(text)))?;
        let mut range = root.lines_of(steps)?;
        let lines = split(text);
        let line = lines[range.start];
        // A comment that is indented deeper goes with what it stands below.
        let indent = |line: &str| line.len() - line.trim_start().len();
        let idle = lines[range.end..].iter().take_while(|line| is_idle(line));
        let deeper = |below: &&str| !below.trim().is_empty() && indent(below) > indent(line);
        range.end += idle.collect::<Vec<_>>().into_iter().rposition(deeper).map_or(0, |last| last + 1);
        let is_block =
            line.split_once(':').is_some_and(|(_, value)| value.trim().is_empty() || value.trim().starts_with('#'));
        Some(Self { text, range, is_block })
    }

    /// Holds that the lines before and after these are as they were.
    fn hold_others(&self, edited: &str) {
        let (old, new) = (split(self.text), split(edited));
        let (before, after) = (&old[..self.range.start], &old[self.range.end..]);
        assert!(new.starts_with(before), "before line {}:\n{}\n=>\n{edited}", self.range.start + 1, self.text);
        assert!(new.ends_with(after), "after line {}:\n{}\n=>\n{edited}", self.range.end, self.text);
        assert!(new.len() >= before.len() + after.len(), "{}\n=>\n{edited}", self.text);
    }

    /// Holds that the comment behind a value of one line is as it was.
    fn hold_comment(&self, edited: &str) {
        let old = split(self.text)[self.range.start];
        let comment = old.find(" #").filter(|_| self.range.len() == 1 && !old.contains(['"', '\'', '|', '>']));
        if let Some(comment) = comment {
            let new = split(edited)[self.range.start];
            assert!(new.ends_with(&old[comment..]), "{old} => {new}");
        }
    }
}

/// What a text holds, and on which lines, as the marks of another parser's events tell it.
struct Node {
    /// 0-based; of a list or a map the lines of all it holds.
    lines: Range<usize>,
    is_flow: bool,
    held: Held,
}

enum Held {
    Word,
    /// What an anchor elsewhere holds.
    Alias,
    List(Vec<Node>),
    /// Of each key the lines from its own to the last of what it holds.
    Map(Vec<(String, Range<usize>, Node)>),
}

impl Node {
    fn read(text: &str) -> Option<Self> {
        let mut events = Parser::new_from_str(text).map_while(Result::ok);
        events.find(|(event, _)| matches!(event, Event::DocumentStart(_)))?;
        Self::next(text, &mut events)?.ok()
    }

    /// The next node, or the mark that ends the list or map around it.
    fn next<'t>(text: &str, events: &mut impl Iterator<Item = (Event<'t>, Span)>) -> Option<Result<Self, Marker>> {
        let (event, span) = events.next()?;
        let first = span.start.line() - 1;
        let until = |end: Marker| (end.line() - usize::from(end.col() == 0)).max(first + 1);
        let is_flow = text.chars().nth(span.start.index()).is_some_and(|c| matches!(c, '{' | '['));
        let mut last = until(span.end);
        let held = match event {
            Event::SequenceEnd | Event::MappingEnd => return Some(Err(span.end)),
            Event::Scalar(..) => Held::Word,
            Event::Alias(_) => Held::Alias,
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                let end = loop {
                    match Self::next(text, events)? {
                        Ok(item) => items.push(item),
                        Err(end) => break end,
                    }
                };
                last = items.last().map_or(last, |item: &Self| item.lines.end);
                last = if is_flow { until(end) } else { last };
                Held::List(items)
            }
            Event::MappingStart(..) => {
                let mut entries = Vec::new();
                let end = loop {
                    let (key, span) = match events.next()? {
                        (Event::Scalar(key, ..), span) => (key, span),
                        (Event::MappingEnd, span) => break span.end,
                        _ => return None,
                    };
                    let value = Self::next(text, events)?.ok()?;
                    entries.push((key.into_owned(), span.start.line() - 1..value.lines.end, value));
                };
                last = entries.last().map_or(last, |(_, lines, _)| lines.end);
                last = if is_flow { until(end) } else { last };
                Held::Map(entries)
            }
            _ => return None,
        };
        Some(Ok(Self { lines: first..last, is_flow, held }))
    }

    /// Whether both parsers found the same keys and as many entries.
    fn is_like(&self, value: &Value) -> bool {
        match (&self.held, value) {
            (Held::Alias, _) => true,
            (Held::List(items), Value::Sequence(values)) => {
                items.len() == values.len() && items.iter().zip(values).all(|(item, value)| item.is_like(value))
            }
            (Held::Map(entries), Value::Mapping(map)) => {
                let is_like = |((name, _, node), (key, value)): (&(String, _, Self), (&Value, &Value))| {
                    key.as_str() == Some(name) && node.is_like(value)
                };
                entries.len() == map.len() && entries.iter().zip(map).all(is_like)
            }
            (Held::Word, Value::Tagged(tagged)) => self.is_like(&tagged.value),
            (Held::Word, value) => !value.is_sequence() && !value.is_mapping(),
            _ => false,
        }
    }

    /// The lines of what steps lead to; within braces those of the braces, as what stands there shares its lines.
    fn lines_of(&self, steps: &[PathSegment]) -> Option<Range<usize>> {
        let mut node = self;
        let mut lines = self.lines.clone();
        for step in steps {
            if node.is_flow {
                break;
            }
            (node, lines) = match (step, &node.held) {
                (PathSegment::Entry(nth), Held::List(items)) => items.get(*nth).map(|item| (item, item.lines.clone()))?,
                (PathSegment::Key(key), Held::Map(entries)) => {
                    entries.iter().find(|(name, ..)| name == key).map(|(_, lines, node)| (node, lines.clone()))?
                }
                _ => return None,
            };
        }
        Some(lines)
    }
}

fn has_odd_keys(value: &Value) -> bool {
    match value {
        Value::Sequence(items) => items.iter().any(has_odd_keys),
        Value::Mapping(map) => map.iter().any(|(key, value)| !key.is_string() || has_odd_keys(value)),
        Value::Tagged(tagged) => has_odd_keys(&tagged.value),
        _ => false,
    }
}

/// Characters that end a line for the YAML parser and for no editor: a line of the file may then hold two keys, and what
/// is said here of lines says nothing. What the edit means is still held.
fn has_other_line_ends(text: &str) -> bool {
    text.contains(['\u{85}', '\u{2028}', '\u{2029}'])
}

fn hold_all_but(text: &str, steps: &[PathSegment], edited: &str) {
    if let Some(lines) = Lines::of(text, steps) {
        lines.hold_others(edited);
    }
}

/// Holds that lines were added in one place, and nothing else changed.
fn hold_only_added(text: &str, edited: &str) {
    // A record within braces grows on the line it stands on.
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_flow = plain.lines().find(|line| !is_idle(line)).is_some_and(|line| line.trim_start().starts_with('{'));
    if is_flow || has_other_line_ends(text) {
        return;
    }
    let (old, new) = (split(text), split(edited));
    let before = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let after = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    assert!(before + after >= old.len() && new.len() >= old.len(), "{text}\n=>\n{edited}");
}

/// The lines with their ends; the last may lack its own in the file.
fn split(text: &str) -> Vec<&str> {
    let ends = if text.contains("\r\n") { "\r\n" } else { "\n" };
    text.strip_suffix(ends).unwrap_or(text).split(ends).filter(|_| !text.is_empty()).collect()
}

/// Blank, or a comment.
fn is_idle(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    line.is_empty() || line.starts_with('#')
}

/// Keys are words of the program or ids.
fn is_key(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
        && !matches!(word, "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null")
}

fn field_of(written: &str) -> Field {
    let number = || written.strip_prefix('#').and_then(|number| number.parse().ok()).map(Field::Number);
    match written {
        "true" | "false" => Field::Bool(written == "true"),
        _ => match written.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
            Some(list) if list.contains('@') => Field::Items(list.split(',').map(item_of).collect()),
            Some(list) => Field::List(list.split(',').map(ToOwned::to_owned).collect()),
            None => number().unwrap_or_else(|| Field::Word(written.to_owned())),
        },
    }
}

fn item_of(written: &str) -> Item {
    match written.split_once('@') {
        Some((post, from)) => {
            Item::Record(vec![("post", Field::Word(post.to_owned())), ("from", Field::Word(from.to_owned()))])
        }
        None => Item::Word(written.to_owned()),
    }
}

fn fields_of(written: &str) -> Option<Vec<(&str, Field)>> {
    let mut fields: Vec<(&str, Field)> = Vec::new();
    for field in written.split(';') {
        let (key, value) = field.split_once('=').filter(|(key, _)| is_key(key))?;
        if fields.iter().any(|(known, _)| *known == key) {
            return None;
        }
        fields.push((key, field_of(value)));
    }
    Some(fields)
}

fn value(field: &Field) -> Value {
    match field {
        Field::Word(word) => word.as_str().into(),
        Field::Bool(yes) => (*yes).into(),
        Field::Number(number) => (*number).into(),
        Field::List(words) => Value::Sequence(words.iter().map(|word| word.as_str().into()).collect()),
        Field::Items(items) => Value::Sequence(items.iter().map(of_item).collect()),
    }
}

fn of_item(item: &Item) -> Value {
    match item {
        Item::Word(word) => word.as_str().into(),
        Item::Record(fields) => record(fields),
    }
}

fn record(fields: &[(&str, Field)]) -> Value {
    Value::Mapping(fields.iter().map(|(key, field)| (Value::from(*key), value(field))).collect())
}

/// What a file says; an empty one is an empty map.
fn read(text: &str) -> Value {
    let text = text.trim_start_matches('\u{feff}');
    match serde_yaml::from_str(text).unwrap_or_else(|error| panic!("an accepted edit reads: {error}\n{text}")) {
        Value::Null => Value::Mapping(Mapping::new()),
        read => read,
    }
}

fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| value.as_mapping()?.get(*key))
}

fn at_mut<'v>(value: &'v mut Value, key: &str) -> Option<&'v mut Value> {
    value.as_mapping_mut()?.get_mut(key)
}

fn put(value: &mut Value, path: &[&str], new: Value) {
    let Some((key, rest)) = path.split_first() else {
        *value = new;
        return;
    };
    if !value.is_mapping() {
        *value = Value::Mapping(Mapping::new());
    }
    let map = value.as_mapping_mut().expect("a map");
    put(map.entry(Value::from(*key)).or_insert(Value::Null), rest, new);
}

fn take(value: &mut Value, path: &[&str]) {
    let (Some((key, rest)), Some(map)) = (path.split_first(), value.as_mapping_mut()) else { return };
    if rest.is_empty() {
        map.remove(*key);
    } else if let Some(inner) = map.get_mut(*key).filter(|inner| inner.is_mapping()) {
        take(inner, rest);
        if inner.as_mapping().is_some_and(Mapping::is_empty) {
            map.remove(*key);
        }
    }
}
