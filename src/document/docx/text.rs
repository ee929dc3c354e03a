//! The text of a paper from its title to its end: headings, paragraphs, tables, signature, attached papers, imprint.

use super::head::{above_title, label};
use super::imprint::imprint;
use super::paragraph::{Paragraph, Span};
use super::table::{Grid, table};
use crate::diagnostic::Diagnostic;
use crate::document::gongwen::{Attached, Block, Gongwen, Layout, Meta, Run, Width, runs, title_lines, under_title};
use crate::document::measure::{self as m, Pt};

/// The styles of headings, by level (7.3.3).
const HEADINGS: [&str; 4] = ["H1", "H2", "H3", "H4"];

/// A part of a paper as it is set.
pub(super) enum Part {
    Paragraph(Paragraph),
    Table(Grid),
    /// What stands at a fixed place of the page.
    Fixed(String),
}

impl Part {
    /// Its XML.
    pub(super) fn xml(&self) -> Result<String, Diagnostic> {
        match self {
            Self::Paragraph(paragraph) => paragraph.xml().map(|xml| xml + "\n"),
            Self::Table(grid) => grid.xml(),
            Self::Fixed(xml) => Ok(xml.clone()),
        }
    }
}

/// The paragraphs and tables of a paper.
pub(super) fn parts(paper: &Gongwen) -> Result<Vec<Part>, Diagnostic> {
    let meta = &paper.meta;
    let mut text = Written::new(meta.layout);
    text.add_all(above_title(meta));
    text.add_all(title(&meta.title, text.landscape));
    let (note, body) = under_title(&paper.body);
    text.add_all(note.map(note_of).into_iter().collect());
    text.add(Paragraph::blank());
    if let Some(to) = &meta.to {
        text.add(Paragraph::new("Flush").text(&format!("{to}：")));
    }
    text.blocks(body);
    let ends = text.last.len();
    text.add_all(attachments(&meta.attachments));
    text.add_all(signature(meta));
    text.keep_from(if paper.is_brief() { text.written_after(ends) } else { ends.saturating_sub(1) }, meta);
    if let Some(note) = &meta.note {
        text.add(Paragraph::new("Body").text(&format!("（{note}）")));
    }
    for attached in &paper.attached {
        text.attached(attached);
    }
    Ok(text.finish(imprint(meta, meta.layout != Layout::Letter)?))
}

/// What is written so far; the last paragraphs may yet be kept together with what follows.
struct Written {
    done: Vec<Part>,
    last: Vec<Paragraph>,
    width: Pt,
    landscape: bool,
    ends_in_table: bool,
}

impl Written {
    fn new(layout: Layout) -> Self {
        let landscape = layout.is_landscape();
        let width = m::page(landscape).line.pt();
        Self { done: Vec::new(), last: Vec::new(), width, landscape, ends_in_table: false }
    }

    fn add(&mut self, paragraph: Paragraph) {
        self.ends_in_table = false;
        self.last.push(paragraph);
    }

    fn add_all(&mut self, paragraphs: Vec<Paragraph>) {
        self.last.extend(paragraphs);
        self.ends_in_table &= self.last.is_empty();
    }

    /// Nothing can change these paragraphs any more.
    fn settle(&mut self) {
        self.done.extend(self.last.drain(..).map(Part::Paragraph));
    }

    fn table(&mut self, grid: Grid) {
        // Two tables without anything between them would be one.
        if self.ends_in_table {
            self.add(Paragraph::blank());
        }
        self.settle();
        self.done.push(Part::Table(grid));
        self.ends_in_table = true;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, number, text } => {
                    let style = HEADINGS[level.saturating_sub(1).min(HEADINGS.len() - 1)];
                    self.add(numbered(style, number, text));
                }
                Block::UnderTitle(text) => self.add(note_of(text)),
                Block::Paragraph(text) => self.add(Paragraph::new("Body").runs(text)),
                Block::Item { marker, text } => self.add(numbered("Body", marker, text)),
                Block::Quote(text) => self.add(Paragraph::new("Quotation").runs(text)),
                Block::Verbatim(text) => {
                    let line = runs(&text.replace('\t', "    "));
                    self.add(Paragraph { align: "left", ..Paragraph::new("Flush") }.runs(&line));
                }
                Block::Attendance { label, text } => self.attendance(label, text),
                Block::Table(of) => self.table(table(of, self.width, self.landscape)),
            }
        }
    }

    /// 出席、请假、列席 (10.3): the label in 黑体, further lines below the first name.
    fn attendance(&mut self, name: &str, text: &[Run]) {
        if self.last.last().is_none_or(|last| last.indent.is_none()) {
            self.add(Paragraph::blank());
        }
        let width = Pt((name.ems() + 1.0) * m::PITCH.0);
        let left = Pt(m::PITCH.0 * 2.0 + width.0);
        let line = Paragraph::new("Flush").indented(left, Pt(0.0), width).span(label(&format!("{name}：")));
        self.add(line.runs(text));
    }

    /// Where, after the text, something is written again.
    fn written_after(&self, ends: usize) -> usize {
        ends + self.last.iter().skip(ends).take_while(|paragraph| paragraph.spans.is_empty()).count()
    }

    /// Keeps a paragraph and all below it on one page: the last of the text, so that no signature stands alone.
    fn keep_from(&mut self, last: usize, meta: &Meta) {
        let end = self.last.len().saturating_sub(usize::from(meta.note.is_none()));
        if let Some(kept) = self.last.get_mut(last..end) {
            for paragraph in kept {
                paragraph.keep = true;
            }
        }
        if let Some(first) = self.last.get_mut(last) {
            first.whole = true;
        }
    }

    /// 附件 (7.3.7): on a new page, its label in the first line and its title in the third.
    fn attached(&mut self, paper: &Attached) {
        let mut head = Vec::new();
        if !paper.label.is_empty() {
            head.extend([Paragraph::new("Annex").text(&paper.label), Paragraph::blank()]);
        }
        head.extend(title(&paper.title, self.landscape));
        let (note, body) = under_title(&paper.body);
        head.extend(note.map(note_of));
        head.push(Paragraph::blank());
        if let Some(first) = head.first_mut() {
            first.breaks = true;
        }
        self.add_all(head);
        self.blocks(body);
    }

    /// The whole, with the imprint at the bottom of the page on which it ends.
    fn finish(mut self, imprint: Option<String>) -> Vec<Part> {
        if self.ends_in_table && imprint.is_none() {
            // A table must be followed by a paragraph. This one takes no room.
            self.add(Paragraph::tiny());
        }
        // What is printed last goes to the next page with the imprint, so that this does not stand alone.
        if let Some(last) = self.last.last_mut().filter(|_| imprint.is_some()) {
            last.keep = true;
        }
        self.settle();
        self.done.extend(imprint.map(Part::Fixed));
        self.done
    }
}

/// The title (7.3.1): in the middle, broken at words.
fn title(text: &str, landscape: bool) -> Vec<Paragraph> {
    title_lines(text, landscape).iter().map(|line| Paragraph::new("Heading").text(line).kept()).collect()
}

/// What stands under a title, in the middle.
fn note_of(text: &[Run]) -> Paragraph {
    Paragraph::new("UnderTitle").runs(text).kept()
}

/// 署名和成文日期 (7.3.5.1): one below the other, with one middle.
fn signature(meta: &Meta) -> Vec<Paragraph> {
    if !meta.is_signed() {
        return Vec::new();
    }
    let date = meta.date_to_print();
    let longest = meta.issuers.iter().map(|name| name.as_str().ems()).fold(0.0, f64::max);
    let middle = m::signature_middle(longest, date.as_deref().map_or(0.0, Width::ems));
    let line = |text: &String| {
        let right = Pt((middle - text.as_str().ems() / 2.0).max(0.0) * m::PITCH.0);
        Paragraph::new("Signature").indented(Pt(0.0), right, Pt(0.0)).text(text)
    };
    let above = (0..m::LINES_ABOVE_SIGNATURE).map(|_| Paragraph::blank());
    above.chain(meta.issuers.iter().chain(&date).map(line)).collect()
}

fn numbered(style: &'static str, number: &str, text: &[Run]) -> Paragraph {
    Paragraph::new(style).span(Span { text: number.to_owned(), ..Span::default() }).runs(text)
}

/// 附件说明 (7.3.4): a line below the text, two characters in; several with numbers, their further lines below the first
/// character of the name.
fn attachments(names: &[String]) -> Vec<Paragraph> {
    let label = m::PITCH.0 * 3.0;
    let number = if names.len() > 9 { 1.5 } else { 1.0 } * m::PITCH.0;
    let line = |(nth, name): (usize, &String)| {
        let first = if nth == 0 { "附件：" } else { "" };
        if names.len() == 1 {
            return Paragraph::new("Attachments")
                .indented(Pt(m::PITCH.0 * 2.0 + label), Pt(0.0), Pt(label))
                .text(&format!("{first}{name}"));
        }
        let (left, hanging) = (m::PITCH.0 * 2.0 + label + number, if nth == 0 { label + number } else { number });
        let mut line = Paragraph::new("Attachments")
            .indented(Pt(left), Pt(0.0), Pt(hanging))
            .text(&format!("{first}{}.", nth + 1));
        line.tabs = vec![(Pt(left), "left")];
        line.span(Span { tab: true, text: name.clone(), ..Span::default() })
    };
    let lines = names.iter().enumerate().map(line);
    (!names.is_empty()).then(Paragraph::blank).into_iter().chain(lines).collect()
}
