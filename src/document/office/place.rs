//! `Place`: where a name stands in the XML of a part, by byte ranges, so that nothing around it changes.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// A name between `{{` and `}}`.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The name.
    pub name: String,
    /// The bytes of it and its marks: one range for each piece of text it is split over.
    pub ranges: Vec<Range<usize>>,
    /// Whether its paragraph says nothing else.
    pub is_alone: bool,
    /// Whether its paragraph holds a picture or another shape.
    pub is_with_shape: bool,
    /// The bytes of its paragraph.
    pub paragraph: Range<usize>,
    /// The bytes of the paragraph's properties, and of those of the run the name begins in.
    look: (Range<usize>, Range<usize>),
}

/// How a paragraph and a run look: the XML of their properties.
pub(super) struct Look<'x> {
    pub paragraph: &'x str,
    pub run: &'x str,
}

impl Place {
    pub(super) fn look<'x>(&self, xml: &'x str) -> Look<'x> {
        Look { paragraph: &xml[self.look.0.clone()], run: &xml[self.look.1.clone()] }
    }
}

/// Elements that are drawn: pictures, text boxes, embedded files.
const SHAPES: [&str; 4] = ["w:drawing", "w:pict", "w:object", "mc:AlternateContent"];

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    start: usize,
    holds_shape: bool,
    properties: Range<usize>,
    run: Range<usize>,
    /// Of each character: its bytes in the XML, and the properties of its run.
    characters: Vec<(char, Range<usize>, Range<usize>)>,
    in_text: bool,
    /// Properties that are not closed yet.
    began: Option<Began>,
}

/// Where properties began, whose they are, and how many of the same are open: former ones may stand in them.
#[derive(Clone, Copy)]
struct Began {
    start: usize,
    element: &'static str,
    depth: usize,
}

/// The places of a part, in order.
pub(super) fn places(xml: &str) -> Result<Vec<Place>, String> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Open> = Vec::new();
    let mut places = Vec::new();
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let end = position(&reader);
        match event {
            Event::Eof => break,
            Event::Start(tag) if tag.name().as_ref() == "w:p" => {
                // It is in a text box, however that is drawn.
                if let Some(around) = open.last_mut() {
                    around.holds_shape = true;
                }
                open.push(Open { start, ..Open::default() });
            }
            Event::End(tag) if tag.name().as_ref() == "w:p" => {
                if let Some(paragraph) = open.pop() {
                    places.extend(paragraph.places(end)?);
                }
            }
            event => {
                if let Some(paragraph) = open.last_mut() {
                    paragraph.take(&event, start, end);
                }
            }
        }
    }
    // A paragraph in a text box ends before the one it is in.
    places.sort_by_key(|place: &Place| place.ranges.first().map(|range| range.start));
    Ok(places)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

impl Open {
    fn take(&mut self, event: &Event, start: usize, end: usize) {
        if let Event::Start(tag) | Event::Empty(tag) = event {
            self.holds_shape |= SHAPES.contains(&tag.name().as_ref());
        }
        match event {
            Event::Start(tag) => match (tag.name().as_ref(), &mut self.began) {
                (name, Some(began)) => began.depth += usize::from(name == began.element),
                ("w:t", None) => self.in_text = true,
                ("w:r", None) => self.run = end..end,
                ("w:pPr", None) => self.began = Some(Began { start, element: "w:pPr", depth: 1 }),
                ("w:rPr", None) => self.began = Some(Began { start, element: "w:rPr", depth: 1 }),
                _ => {}
            },
            Event::End(tag) => match (tag.name().as_ref(), &mut self.began) {
                (name, Some(began)) if name == began.element => {
                    began.depth -= 1;
                    if began.depth == 0 {
                        let range = began.start..end;
                        *(if name == "w:pPr" { &mut self.properties } else { &mut self.run }) = range;
                        self.began = None;
                    }
                }
                ("w:t", None) => self.in_text = false,
                _ => {}
            },
            Event::Text(text) if self.in_text => {
                let mut at = start;
                for c in text.chars() {
                    self.characters.push((c, at..at + c.len_utf8(), self.run.clone()));
                    at += c.len_utf8();
                }
            }
            // A character written as an entity is none of a name, but it is not nothing.
            Event::GeneralRef(_) if self.in_text => self.characters.push(('&', start..end, self.run.clone())),
            _ => {}
        }
    }

    fn places(self, end: usize) -> Result<Vec<Place>, String> {
        let text: Vec<char> = self.characters.iter().map(|(c, ..)| *c).collect();
        let find = |mark: char, from: usize| {
            text.windows(2).skip(from).position(|two| *two == [mark, mark]).map(|at| at + from)
        };
        let printed = count_printed(&text);
        let (mut places, mut from) = (Vec::new(), 0);
        while let Some(opens) = find('{', from) {
            let Some(closes) = find('}', opens + 2) else {
                let rest: String = text[opens..].iter().take(20).collect();
                return Err(format!("{rest} … }}}}?"));
            };
            let name: String = text[opens + 2..closes].iter().collect();
            places.push(Place {
                name: name.trim().to_owned(),
                ranges: joined(&self.characters[opens..closes + 2]),
                is_alone: count_printed(&text[opens..closes + 2]) == printed,
                is_with_shape: self.holds_shape,
                paragraph: self.start..end,
                look: (self.properties.clone(), self.characters[opens].2.clone()),
            });
            from = closes + 2;
        }
        Ok(places)
    }
}

fn count_printed(text: &[char]) -> usize {
    text.iter().filter(|c| !c.is_whitespace()).count()
}

/// The bytes of characters, in as few ranges as there can be.
fn joined(characters: &[(char, Range<usize>, Range<usize>)]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (_, range, _) in characters {
        match ranges.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => ranges.push(range.clone()),
        }
    }
    ranges
}
