//! XML as a tree of elements. What is read is bounded, and declares nothing of its own.

use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use std::fmt::Write as _;

/// Most elements that are read.
const MOST: usize = 1_000_000;

/// How deep they may stand in one another.
const DEEPEST: usize = 16;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Its name.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// The text in it.
    pub text: String,
    /// The elements in it.
    pub children: Vec<Self>,
}

impl Node {
    /// An element with nothing in it.
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// An element with a text in it.
    pub(super) fn of(name: &str, text: &(impl ToString + ?Sized)) -> Self {
        Self { text: text.to_string(), ..Self::new(name) }
    }

    /// Adds an attribute.
    pub(super) fn with(mut self, name: &str, value: &(impl ToString + ?Sized)) -> Self {
        self.attributes.push((name.to_owned(), value.to_string()));
        self
    }

    /// Adds elements.
    pub(super) fn holding(self, children: impl IntoIterator<Item = Self>) -> Self {
        Self { children: self.children.into_iter().chain(children).collect(), ..self }
    }

    /// The text of the first element of a name; empty if there is none.
    pub fn text_of(&self, name: &str) -> &str {
        self.children.iter().find(|child| child.name == name).map_or("", |child| child.text.as_str())
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// The file.
    pub(super) fn file(&self) -> String {
        let mut file = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        self.write(&mut file, 0);
        file
    }

    fn write(&self, file: &mut String, depth: usize) {
        let (blank, name) = ("  ".repeat(depth), &self.name);
        let _ = write!(file, "{blank}<{name}");
        for (key, value) in &self.attributes {
            let _ = write!(file, " {key}=\"{}\"", escape(seen(value)));
        }
        if self.children.is_empty() && self.text.is_empty() {
            file.push_str("/>\n");
        } else if self.children.is_empty() {
            let _ = writeln!(file, ">{}</{name}>", escape(seen(&self.text)));
        } else {
            file.push_str(">\n");
            for child in &self.children {
                child.write(file, depth + 1);
            }
            let _ = writeln!(file, "{blank}</{name}>");
        }
    }

    /// Reads a file; `None` if it is no sound XML in UTF-8, or too large.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::from_str(std::str::from_utf8(bytes).ok()?);
        // Around the outermost element stands one without a name.
        let mut open = vec![Self::default()];
        let mut count = 0;
        loop {
            let event = reader.read_event().ok()?;
            if matches!(event, Event::Start(_) | Event::Empty(_)) {
                count += 1;
                if count > MOST || open.len() > DEEPEST {
                    return None;
                }
            }
            match event {
                Event::Eof => break,
                Event::Start(tag) => open.push(Self::started(&tag)?),
                Event::Empty(tag) => open.last_mut()?.children.push(Self::started(&tag)?),
                Event::End(_) => {
                    let mut done = open.pop()?;
                    done.text = done.text.trim().into();
                    open.last_mut()?.children.push(done);
                }
                Event::Text(text) => open.last_mut()?.text.push_str(&text),
                Event::CData(text) => open.last_mut()?.text.push_str(&text),
                Event::GeneralRef(reference) => {
                    let written = reference.resolve_char_ref().ok().flatten().map(String::from);
                    let known = resolve_predefined_entity(&reference).map(ToOwned::to_owned);
                    open.last_mut()?.text.push_str(&written.or(known)?);
                }
                Event::DocType(_) => return None,
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
        let whole = open.pop().filter(|_| open.is_empty())?;
        <[Self; 1]>::try_from(whole.children).ok().map(|[outermost]| outermost)
    }

    fn started(tag: &BytesStart) -> Option<Self> {
        let mut node = Self::new(tag.name().as_ref());
        for attribute in tag.attributes() {
            let attribute = attribute.ok()?;
            let value = unescape(&attribute.value).ok()?.into_owned();
            node.attributes.push((attribute.key.as_ref().to_owned(), value));
        }
        Some(node)
    }
}

/// A text without the characters that XML cannot have.
fn seen(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let file = Node::new("目录文件").holding([
            Node::of("题名", "甲<乙>&“丙”"),
            Node::new("文件").with("名称", "\"1\" & 2.md").with("大小", &3),
            Node::new("件").holding([Node::of("备注", "一\u{1}二")]),
        ]);
        let read = Node::read(file.file().as_bytes()).unwrap();
        assert_eq!(read.text_of("题名"), "甲<乙>&“丙”");
        assert_eq!(read.children[1].attribute("名称"), Some("\"1\" & 2.md"));
        assert_eq!(read.children[2].text_of("备注"), "一二");
    }

    #[test]
    fn what_does_harm_is_not_read() {
        let deep = "<a>".repeat(1000);
        for file in
            ["", "<a>", "<a></b>", "<a/><b/>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a>&b;</a>", &deep]
        {
            assert_eq!(Node::read(file.as_bytes()), None, "{file}");
        }
        assert_eq!(Node::read(b"\xff"), None);
    }
}
