//! The Markdown of a paper, read into pieces: what a paper cannot hold is refused at its line.

mod table;

pub use table::{Alignment, Bars, Table};

use super::punctuation::{self, Character, is_wide};
use super::{BLANK, Run, Style, heading};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::text;
use crate::text::{Text, hidden, line_and_column};
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListType, NodeCodeBlock, NodeList, NodeValue};
use comrak::{Arena, Node, Options, parse_document};
use std::ops::Range;

/// Largest text that is read.
const LARGEST: usize = 1 << 20;

/// How deep lists and quotations may stand in one another.
const DEEPEST: usize = 6;

/// Most problems told of one paper.
const MOST: usize = 50;

/// The text of a paper, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Markdown<'a> {
    /// The path of its file.
    pub path: &'a str,
    /// The text, without front matter.
    pub text: &'a str,
    /// Lines of the file before it.
    pub lines_before: usize,
}

/// A part of the text as it is written.
#[derive(Clone, Debug)]
pub(in crate::document) struct Piece {
    /// Its line in the file.
    pub line: usize,
    /// What it is.
    pub kind: Kind,
    /// The lines of the text it is written in, from 0.
    pub lines: Range<usize>,
    /// The bytes of its first line before it: an indent, a bar of a quotation, the mark of an item.
    pub before: usize,
    /// The lines of what cannot be parted: a table, or a code block with its fences.
    pub whole: Range<usize>,
}

impl Piece {
    /// Whether it is an item of a list.
    pub(in crate::document) fn is_item(&self) -> bool {
        matches!(self.kind, Kind::Item(..))
    }
}

/// What a part of the text is.
#[derive(Clone, Debug)]
pub(in crate::document) enum Kind {
    /// A heading, by the number of its `#`.
    Heading(usize, Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// An item of a list: how deep it stands, its number if it has one, its text.
    Item(usize, Option<usize>, Vec<Run>),
    /// A paragraph of a quotation.
    Quote(Vec<Run>),
    /// A line of code.
    Verbatim(String),
    /// A table.
    Table(Table),
}

/// What has been read so far.
pub(super) struct Reading<'a> {
    markdown: Markdown<'a>,
    lines: Vec<&'a str>,
    pieces: Vec<Piece>,
    problems: &'a mut Diagnostics,
    /// Rows of all tables.
    pub rows: usize,
}

impl Markdown<'_> {
    /// The parts of the text, in order.
    pub(in crate::document) fn pieces(&self, problems: &mut Diagnostics) -> Vec<Piece> {
        if self.text.len() > LARGEST {
            let kib = LARGEST >> 10;
            problems.push(
                Diagnostic::new(text!(zh: "正文超过 {kib} KiB", en: "the text is larger than {kib} KiB"))
                    .at(Location::file(self.path))
                    .hint(Text::new("分成几份文书", "make several papers of it")),
            );
            return Vec::new();
        }
        if let Some((at, c)) = hidden(self.text).next() {
            let (line, column) = line_and_column(self.text, at);
            let code = format!("U+{:04X}", u32::from(c));
            problems.push(
                Diagnostic::new(text!(zh: "含看不见的字符 {code}", en: "it holds the hidden character {code}"))
                    .at(Location::at(self.path, line + self.lines_before, column))
                    .hint(Text::new("删去它", "take it out")),
            );
            return Vec::new();
        }
        let arena = Arena::new();
        let mut options = Options::default();
        options.extension.table = true;
        options.extension.cjk_friendly_emphasis = true;
        let root = parse_document(&arena, self.text, &options);
        let lines = self.text.lines().collect();
        let mut reading = Reading { markdown: *self, lines, pieces: Vec::new(), problems, rows: 0 };
        for block in root.children() {
            reading.block(block, 0, false);
        }
        reading.pieces
    }
}

impl<'a> Reading<'a> {
    /// The line in the file at which something begins.
    pub(super) fn line(&self, node: Node<'_>) -> usize {
        node.data().sourcepos.start.line + self.markdown.lines_before
    }

    /// The rest of the line at which something begins.
    pub(super) fn source(&self, node: Node<'_>) -> Option<&'a str> {
        let start = node.data().sourcepos.start;
        let line: &'a str = self.lines.get(start.line.checked_sub(1)?)?;
        line.get(start.column.checked_sub(1)?..)
    }

    /// Notes a problem at a line.
    pub(super) fn refuse(&mut self, line: usize, problem: Diagnostic) {
        if self.problems.len() < MOST {
            self.problems.push(problem.at(Location::at(self.markdown.path, line, 1)));
        }
    }

    fn add(&mut self, node: Node<'_>, kind: Kind) {
        let place = node.data().sourcepos;
        let first = place.start.line.saturating_sub(1);
        let lines = first..place.end.line.max(first + 1);
        let before = place.start.column.saturating_sub(1);
        self.pieces.push(Piece { line: self.line(node), kind, whole: lines.clone(), lines, before });
    }

    /// The lines of a code block, each a piece.
    fn verbatim(&mut self, node: Node<'_>, code: &NodeCodeBlock) {
        let place = node.data().sourcepos;
        let first = place.start.line.saturating_sub(1);
        let whole = first..place.end.line.max(first + 1);
        for (nth, text) in code.literal.lines().enumerate() {
            let at = first + nth + usize::from(code.fenced);
            let before = self.lines.get(at).map_or(0, |line| line.len().saturating_sub(text.len()));
            let kind = Kind::Verbatim(text.to_owned());
            self.pieces.push(Piece { line: self.line(node), kind, lines: at..at + 1, before, whole: whole.clone() });
        }
    }

    fn block(&mut self, node: Node<'_>, depth: usize, quoted: bool) {
        let line = self.line(node);
        if depth > DEEPEST {
            let problem =
                text!(zh: "列表和引文嵌套超过 {DEEPEST} 层", en: "lists and quotations stand more than {DEEPEST} deep");
            self.refuse(line, Diagnostic::new(problem).hint(Text::new("减少层数", "nest them less deeply")));
            return;
        }
        // Cloned, because the children are looked at while it is.
        let value = node.data().value.clone();
        match value {
            NodeValue::Heading(heading) => {
                let text = inlines(node, self);
                self.add(node, Kind::Heading(usize::from(heading.level), text));
            }
            NodeValue::Paragraph => {
                let text = inlines(node, self);
                if !text.is_empty() {
                    self.add(node, if quoted { Kind::Quote(text) } else { Kind::Paragraph(text) });
                }
            }
            NodeValue::List(list) => self.list(node, &list, depth, quoted),
            NodeValue::BlockQuote => node.children().for_each(|block| self.block(block, depth + 1, true)),
            NodeValue::CodeBlock(code) => self.verbatim(node, &code),
            NodeValue::Table(of) => {
                if let Some(table) = Table::read(node, &of, self) {
                    self.add(node, Kind::Table(table));
                }
            }
            NodeValue::HtmlBlock(html) if is_open_comment(&html.literal) => self.refuse(line, open_comment()),
            NodeValue::HtmlBlock(html) if !is_comment(&html.literal) => self.refuse(line, raw_html(&html.literal)),
            // A rule and a comment are not printed.
            _ => {}
        }
    }

    fn list(&mut self, node: Node<'_>, list: &NodeList, depth: usize, quoted: bool) {
        for (nth, item) in node.children().enumerate() {
            let number = (list.list_type == ListType::Ordered).then_some(list.start + nth);
            let first = item.first_child().filter(|block| matches!(block.data().value, NodeValue::Paragraph));
            if let Some(first) = first {
                let text = inlines(first, self);
                self.add(first, Kind::Item(depth, number, text));
            } else if number.is_some() {
                self.add(item, Kind::Item(depth, number, Vec::new()));
                // Its mark is all there is in its line.
                if let Some(empty) = self.pieces.last_mut() {
                    empty.lines.end = empty.lines.start + 1;
                    empty.whole = empty.lines.clone();
                    empty.before = self.lines.get(empty.lines.start).map_or(0, |line| line.len());
                }
            }
            for block in item.children().skip(usize::from(first.is_some())) {
                self.block(block, depth + 1, quoted);
            }
        }
    }
}

/// The text of a paragraph, a heading or a cell.
pub(super) fn inlines(node: Node<'_>, reading: &mut Reading) -> Vec<Run> {
    let mut written: Vec<(Character, Style)> = Vec::new();
    let (mut strong, mut emphasis) = (0, 0);
    for edge in node.traverse() {
        let (is_start, node) = match edge {
            NodeEdge::Start(node) => (true, node),
            NodeEdge::End(node) => (false, node),
        };
        let data = node.data();
        match &data.value {
            NodeValue::Strong => strong += if is_start { 1 } else { -1 },
            NodeValue::Emph => emphasis += if is_start { 1 } else { -1 },
            _ if !is_start => {}
            value => {
                let style = Style { strong: strong > 0, emphasis: emphasis > 0, blank: false };
                let mut put = |text: &str, verbatim: bool| {
                    written.extend(text.chars().map(|c| (Character { c, verbatim }, style)));
                };
                match value {
                    NodeValue::Text(text) => put(text, false),
                    NodeValue::Code(code) => put(&code.literal, true),
                    // Whether a space stands between two lines is decided when both are known.
                    NodeValue::SoftBreak => put("\r", false),
                    NodeValue::LineBreak => put("\n", false),
                    NodeValue::HtmlInline(html) if is_line_break(html) => put("\n", false),
                    NodeValue::HtmlInline(html) if !is_comment(html) => {
                        let line = reading.line(node);
                        reading.refuse(line, raw_html(html));
                    }
                    NodeValue::Link(link) if !is_safe(&link.url) => {
                        let line = reading.line(node);
                        reading.refuse(line, unsafe_link(&link.url));
                    }
                    NodeValue::Image(_) => {
                        let line = reading.line(node);
                        reading.refuse(line, image());
                    }
                    _ => {}
                }
            }
        }
    }
    join_lines(&mut written);
    let characters: Vec<Character> = written.iter().map(|(character, _)| *character).collect();
    let corrected = punctuation::correct(&characters);
    runs(corrected.into_iter().zip(written).filter_map(|(c, (_, style))| c.map(|c| (c, style))))
}

/// Lines of a paragraph are joined: between Chinese characters without a space.
fn join_lines(written: &mut Vec<(Character, Style)>) {
    for at in 0..written.len() {
        if written[at].0.c == '\r' {
            written[at].0.c = ' ';
            let last = at.checked_sub(1).map(|at| written[at].0.c);
            let next = written.get(at + 1).map(|(character, _)| character.c);
            if last.is_none_or(is_wide) || next.is_none_or(is_wide) {
                written[at].0.c = '\r';
            }
        }
    }
    written.retain(|(character, _)| character.c != '\r');
}

/// Characters as pieces of one style each. What is left to fill in is a piece of its own.
pub(super) fn runs(characters: impl Iterator<Item = (char, Style)>) -> Vec<Run> {
    let mut characters: Vec<(char, Style)> = characters.collect();
    let begins = |rest: &[(char, Style)]| {
        BLANK.0.chars().count() <= rest.len() && BLANK.0.chars().zip(rest).all(|(wanted, (c, _))| wanted == *c)
    };
    let mut is_open = false;
    for at in 0..characters.len() {
        is_open |= begins(&characters[at..]);
        characters[at].1.blank = is_open;
        is_open &= characters[at].0 != BLANK.1;
    }
    let mut runs: Vec<Run> = Vec::new();
    for (c, style) in characters {
        match runs.last_mut() {
            Some(run) if run.style == style => run.text.push(c),
            _ => runs.push(Run { text: c.to_string(), style }),
        }
    }
    runs
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + 3 == html.len())
}

fn is_open_comment(html: &str) -> bool {
    html.trim_start().starts_with("<!--") && !html.contains("-->")
}

fn is_line_break(html: &str) -> bool {
    matches!(html.trim_matches(['<', '>', '/', ' ']).to_ascii_lowercase().as_str(), "br")
}

/// Whether a link leads to a page or an address, and nowhere else.
fn is_safe(url: &str) -> bool {
    let scheme = url.split([':', '/', '?', '#']).next().filter(|scheme| url[scheme.len()..].starts_with(':'));
    scheme.is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str()))
}

fn raw_html(html: &str) -> Diagnostic {
    let start: String = html.trim().lines().next().unwrap_or_default().chars().take(20).collect();
    Diagnostic::new(text!(zh: "文书里不能有 HTML：`{start}`", en: "a paper holds no HTML: `{start}`")).hint(Text::new(
        "用 Markdown 写；要显示尖括号本身，写作 `\\<`",
        "write Markdown; the bracket itself is written `\\<`",
    ))
}

fn open_comment() -> Diagnostic {
    Diagnostic::new(Text::new(
        "注释 `<!--` 没有结束，其后的文字都不会印出",
        "the comment `<!--` has no end, so that nothing after it would be printed",
    ))
    .hint(Text::new("在注释末尾写 `-->`", "write `-->` where the comment ends"))
}

fn unsafe_link(url: &str) -> Diagnostic {
    let start: String = url.chars().take(20).collect();
    Diagnostic::new(text!(zh: "链接不是网址：`{start}`", en: "the link is no address: `{start}`"))
        .hint(Text::new("只写文字，或写 http、https 网址", "write the words alone, or an address with http or https"))
}

fn image() -> Diagnostic {
    Diagnostic::new(Text::new("文书里不放图片", "a paper holds no pictures")).hint(Text::new(
        "图片存入议题的 photos/ 并登记在 materials.yml，正文写明见附件",
        "put it into the topic's photos/ and into materials.yml, and name it as an attachment",
    ))
}

/// That a heading is deeper than those there are.
pub(super) fn too_deep(level: usize) -> Diagnostic {
    let deepest = heading::DEEPEST;
    Diagnostic::new(
        text!(zh: "标题有 {level} 级，公文只有 {deepest} 级", en: "a heading of level {level}; papers have {deepest}"),
    )
    .hint(Text::new("减少 `#`，或改成正文", "use fewer `#`, or make it text"))
}
