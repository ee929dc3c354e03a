//! `Element`: the XML of a part as a tree. Its size and depth are bounded, and it declares nothing of its own.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// Most elements of a part. A paper of a hundred pages, each word in a run of its own, has fewer.
const MOST: usize = 400_000;

/// How deep they may stand in one another.
const DEEPEST: usize = 200;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name with its prefix, as everybody writes it: `w:p`.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// Why a part is not read.
#[derive(Debug)]
pub(super) enum Refused {
    /// It is no sound XML.
    Broken(String),
    /// It is too large, or its elements stand too deep in one another.
    TooLarge,
}

impl Element {
    /// Reads a part.
    pub(super) fn read(xml: &str) -> Result<Self, Refused> {
        let mut reader = Reader::from_str(xml);
        // Around the outermost element stands one without a name.
        let mut open = vec![Self::default()];
        let mut count = 0;
        loop {
            let event = reader.read_event().map_err(|error| Refused::Broken(error.to_string()))?;
            if matches!(event, Event::Start(_) | Event::Empty(_)) {
                count += 1;
                if count > MOST || open.len() > DEEPEST {
                    return Err(Refused::TooLarge);
                }
            }
            match event {
                Event::Eof => break,
                Event::Start(tag) => open.push(Self::of(&tag)?),
                Event::Empty(tag) => put(&mut open, Node::Element(Self::of(&tag)?)),
                Event::End(_) => {
                    if let Some(done) = open.pop() {
                        put(&mut open, Node::Element(done));
                    }
                }
                Event::Text(text) => put_text(&mut open, &text),
                Event::CData(text) => put_text(&mut open, &text),
                Event::GeneralRef(reference) => {
                    let written = reference.resolve_char_ref().ok().flatten().map(String::from);
                    let known = resolve_predefined_entity(&reference).map(ToOwned::to_owned);
                    let text = written.or(known).ok_or_else(|| Refused::Broken(format!("&{};", &*reference)))?;
                    put_text(&mut open, &text);
                }
                Event::DocType(_) => return Err(Refused::Broken("DOCTYPE".to_owned())),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
        match open.pop() {
            Some(whole) if open.is_empty() => Ok(whole),
            _ => Err(Refused::Broken("EOF".to_owned())),
        }
    }

    fn of(tag: &BytesStart) -> Result<Self, Refused> {
        let mut attributes = Vec::new();
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| Refused::Broken(error.to_string()))?;
            let value = unescape(&attribute.value).map_err(|error| Refused::Broken(error.to_string()))?;
            attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Ok(Self { name: tag.name().as_ref().to_owned(), attributes, children: Vec::new() })
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of a name in it.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.find(name))
    }

    /// All elements of a name, however deep; those within one of them too.
    pub(super) fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Self>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            element.all(name, found);
        }
    }

    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of the element of a name in it.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.find(name)?.attribute("w:val")
    }

    /// Whether a property is set: it is there and does not say that it is off. `None` if it is not there.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let is_off = |value: &str| matches!(value, "0" | "false" | "off" | "none");
        self.find(name).map(|property| !property.attribute("w:val").is_some_and(is_off))
    }

    /// The text directly in it.
    pub(super) fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect()
    }
}

fn put(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn put_text(open: &mut [Element], text: &str) {
    let Some(last) = open.last_mut() else { return };
    match last.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => last.children.push(Node::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_be_written_in_every_way_of_xml() {
        let read = Element::read("<a><w:t>甲&lt;&#20057;<![CDATA[<丙>]]></w:t></a>").unwrap();
        assert_eq!(read.at(&["a", "w:t"]).unwrap().text(), "甲<乙<丙>");
    }

    #[test]
    fn what_is_unsound_deep_or_declares_entities_is_refused() {
        let deep = "<a>".repeat(DEEPEST + 1) + &"</a>".repeat(DEEPEST + 1);
        assert!(matches!(Element::read(&deep), Err(Refused::TooLarge)));
        assert!(matches!(Element::read(&"<a/>".repeat(MOST + 1)), Err(Refused::TooLarge)));
        for xml in ["<a>", "<a></b>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a>&b;</a>", "<a b=\"&c;\"/>"] {
            assert!(matches!(Element::read(xml), Err(Refused::Broken(_))), "{xml}");
        }
    }
}
