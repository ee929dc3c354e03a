//! Finds the line and column of a field in a file's text.

use super::deduplicate;
use crate::diagnostic::{Location, PathSegment};
use crate::text::line_and_column;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use yaml_edit::{Document, YamlFile, YamlNode};

/// Fills in line and column of locations that name a field, reading and parsing each file once. A missing field gets the
/// position of the nearest one around it; in a missing file the location stays without a position.
pub fn locate<'p>(source: &dyn super::Source, places: impl IntoIterator<Item = &'p mut Location>) {
    let mut by_path: BTreeMap<String, Vec<&mut Location>> = BTreeMap::new();
    for place in places.into_iter().filter(|place| place.line.is_none()) {
        by_path.entry(place.path.clone()).or_default().push(place);
    }
    by_path.into_par_iter().for_each(|(path, places)| {
        let Ok(Some(bytes)) = source.read(&path, super::Limits::PAPER) else { return };
        let Ok(text) = std::str::from_utf8(&bytes) else { return };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file = File::new(&path, text, places.iter().any(|place| !place.field.is_empty()));
        for place in places {
            let (line, column) = file.position(&place.field);
            place.line = Some(line);
            place.column = Some(column);
        }
    });
}

/// A file whose YAML is parsed at most once.
struct File<'t> {
    yaml: Cow<'t, str>,
    lines_before: usize,
    document: Option<Document>,
}

impl<'t> File<'t> {
    fn new(path: &str, text: &'t str, parse: bool) -> Self {
        let (yaml, lines_before) = match front_matter_block(text) {
            Block::Closed(block) if path.ends_with(".md") => (Cow::Borrowed(block), 1),
            _ if parse => (deduplicate::blank_repeats(path, text), 0),
            _ => (Cow::Borrowed(text), 0),
        };
        let document = if parse { YamlFile::parse(&yaml).tree().document() } else { None };
        Self { yaml, lines_before, document }
    }

    fn position(&self, field: &[PathSegment]) -> (usize, usize) {
        let found = self
            .document
            .as_ref()
            .filter(|_| !field.is_empty())
            .and_then(|document| find_in(&self.yaml, document, field));
        found.map_or((1, 1), |(line, column)| (line + self.lines_before, column))
    }
}

/// Line and column of the key or entry that a field path leads to.
pub(super) fn find(text: &str, field: &[PathSegment]) -> Option<(usize, usize)> {
    find_in(text, &YamlFile::parse(text).tree().document()?, field)
}

fn find_in(text: &str, document: &Document, field: &[PathSegment]) -> Option<(usize, usize)> {
    let mut at = None;
    let mut node = root(document)?;
    for step in field {
        let next = match step {
            PathSegment::Key(key) => {
                let mapping = node.as_mapping()?.clone();
                mapping.entries().find_map(|entry| {
                    let name = entry.key_node()?;
                    (name.as_scalar()?.as_string() == *key).then(|| (name.byte_range().start, entry.value_node()))
                })
            }
            PathSegment::Entry(index) => {
                node.as_sequence()?.get(*index).map(|entry| (entry.byte_range().start, Some(entry)))
            }
        };
        let Some((start, value)) = next else { break };
        at = Some(start);
        match value {
            Some(value) => node = value,
            None => break,
        }
    }
    Some(line_and_column(text, at? as usize))
}

/// Line and column of the second of two equal keys in the map at a path.
pub(super) fn second_key(text: &str, field: &[PathSegment], key: &str) -> Option<(usize, usize)> {
    let document = YamlFile::parse(text).tree().document()?;
    let mut node = root(&document)?;
    for step in field {
        node = match step {
            PathSegment::Key(key) => node.as_mapping()?.get(key.as_str())?,
            PathSegment::Entry(index) => node.as_sequence()?.get(*index)?,
        };
    }
    let starts: Vec<u32> = node
        .as_mapping()?
        .entries()
        .filter_map(|entry| entry.key_node())
        .filter(|name| name.as_scalar().is_some_and(|name| name.as_string() == key))
        .map(|name| name.byte_range().start)
        .collect();
    starts.get(1).map(|start| line_and_column(text, *start as usize))
}

fn root(document: &Document) -> Option<YamlNode> {
    document.as_mapping().map(YamlNode::Mapping).or_else(|| document.as_sequence().map(YamlNode::Sequence))
}

/// The YAML block at the head of a Markdown file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// There is none.
    None,
    /// There is one that is never closed.
    Open,
    /// The text between its two `---` lines.
    Closed(&'a str),
}

/// Finds the block between a first line `---` and the next line `---` or `...`.
#[must_use]
pub fn front_matter_block(text: &str) -> Block<'_> {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return Block::None;
    };
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Block::Closed(&rest[..end]);
        }
        end += line.len();
    }
    Block::Open
}

/// The text after the front matter, and how many lines come before it.
#[must_use]
pub fn body(text: &str) -> (&str, usize) {
    let Block::Closed(block) = front_matter_block(text) else { return (text, 0) };
    let first = text.find('\n').map_or(text.len(), |at| at + 1);
    let rest = &text[first + block.len()..];
    let after = rest.find('\n').map_or("", |at| &rest[at + 1..]);
    (after, text[..text.len() - after.len()].matches('\n').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, field: &[PathSegment]) -> (usize, usize) {
        find(text, field).unwrap()
    }

    #[test]
    fn fields_are_found_in_block_and_flow_style() {
        let text = "# 头\n- {date: 2026-01-01, event: 会议}\n- date: 2026-01-02\n  event: 会议 # 尾\n";
        assert_eq!(at(text, &[PathSegment::from(0), PathSegment::from("event")]), (2, 22));
        assert_eq!(at(text, &[PathSegment::from(1)]), (3, 3));
        assert_eq!(at(text, &[PathSegment::from(1), PathSegment::from("event")]), (4, 3));
    }

    #[test]
    fn a_missing_field_is_pointed_at_from_outside() {
        assert_eq!(at("a: 1\nb: {c: 2}\n", &[PathSegment::from("b"), PathSegment::from("x")]), (2, 1));
    }
}
