//! `Paragraph`: a paragraph as a DOCX has it, by its style and what differs from that.

use super::xml::{filled, map};
use crate::diagnostic::Diagnostic;
use crate::document::gongwen::Run;
use crate::document::measure::Pt;
use crate::model::Date;
use minijinja::Value;
use std::ops::Range;

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// The id of its style.
    pub style: &'static str,
    /// Whether it stays on the page of the next.
    pub keep: bool,
    /// Whether it begins a page.
    pub breaks: bool,
    /// Whether its first or last line never stands alone.
    pub whole: bool,
    /// A red rule above or below.
    pub rule: Option<Rule>,
    /// The height of its lines, if not the style's.
    pub line: Option<Pt>,
    /// Room above and below.
    pub room: (Pt, Pt),
    /// Indents, if not the style's.
    pub indent: Option<Indent>,
    /// Where its tabs lead.
    pub tabs: Vec<(Pt, &'static str)>,
    /// How it is aligned, if not as its style.
    pub align: &'static str,
    /// Its text.
    pub spans: Vec<Span>,
    /// What happened to it as a whole.
    pub change: Option<Mark>,
}

/// A change, as Word shows it.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Its number in the file.
    pub id: usize,
    /// Whether something was deleted, or else inserted.
    pub is_deletion: bool,
    /// Whose it is.
    pub author: String,
    /// Its day.
    pub day: Date,
}

/// A red rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// `top` or `bottom`.
    pub side: &'static str,
    /// The kind of line.
    pub kind: &'static str,
    /// How thick it is.
    pub size: Pt,
    /// From the text to it, in whole points.
    pub space: i64,
}

/// Indents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Indent {
    /// At the left.
    pub left: Pt,
    /// At the right.
    pub right: Pt,
    /// How much further left the first line begins.
    pub hanging: Pt,
}

/// A piece of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Span {
    /// Whether a tab stands before it.
    pub tab: bool,
    /// The text.
    pub text: String,
    /// Its font, if not the style's.
    pub font: &'static str,
    /// Bold.
    pub bold: bool,
    /// A place to fill in.
    pub blank: bool,
    /// Its size, if not the style's.
    pub size: Option<Pt>,
    /// Its width in per cent of the usual.
    pub narrower: Option<i64>,
    /// What happened to it.
    pub change: Option<Mark>,
    /// The comments that begin with it.
    pub opens: Vec<Noted>,
    /// The comments that end with it.
    pub closes: Vec<Noted>,
}

/// A comment whose words begin or end. A bookmark on the same words says which one of the archive it is, for the numbers
/// of comments are given anew by whatever program saves the file.
#[derive(Clone, Debug)]
pub(super) struct Noted {
    /// The comment's number in the file.
    pub id: usize,
    /// The bookmark's number in the file.
    pub bookmark: usize,
    /// The bookmark's name.
    pub name: String,
}

/// The fonts an official paper is set in, by the names offices have them under.
pub(super) const KAI: &str = "楷体_GB2312";
pub(super) const HEI: &str = "黑体";
pub(super) const SONG: &str = "宋体";
pub(super) const TITLE_SONG: &str = "方正小标宋简体";

impl Paragraph {
    /// A paragraph of a style.
    pub(super) fn new(style: &'static str) -> Self {
        Self { style, ..Self::default() }
    }

    /// An empty line.
    pub(super) fn blank() -> Self {
        Self::new("Flush")
    }

    /// An empty line that takes no room.
    pub(super) fn tiny() -> Self {
        Self { line: Some(Pt(0.75)), ..Self::blank() }
    }

    /// With a text.
    pub(super) fn text(self, text: &str) -> Self {
        self.runs(&crate::document::gongwen::runs(text))
    }

    /// With pieces of text.
    pub(super) fn runs(mut self, runs: &[Run]) -> Self {
        self.spans.extend(runs.iter().map(|run| Span {
            text: run.text.clone(),
            font: if run.style.emphasis { KAI } else { "" },
            bold: run.style.strong,
            blank: run.style.blank,
            ..Span::default()
        }));
        self
    }

    /// Its text without its looks.
    pub(super) fn plain(&self) -> String {
        self.spans.iter().map(Span::plain).collect()
    }

    /// Its text from one character to another.
    pub(super) fn cut(&self, range: Range<usize>) -> Vec<Span> {
        let (mut cut, mut at) = (Vec::new(), 0);
        for span in &self.spans {
            let text = span.plain();
            let (from, to) = (range.start.saturating_sub(at), range.end.saturating_sub(at));
            let within: String = text.chars().take(to).skip(from).collect();
            at += text.chars().count();
            if let Some(rest) = within.strip_prefix('\t').filter(|_| span.tab && from == 0) {
                cut.push(Span { text: rest.to_owned(), ..span.clone() });
            } else if !within.is_empty() {
                cut.push(Span { text: within, tab: false, ..span.clone() });
            }
        }
        cut
    }

    /// With one more piece of text.
    pub(super) fn span(mut self, span: Span) -> Self {
        self.spans.push(span);
        self
    }

    /// With indents.
    pub(super) fn indented(mut self, left: Pt, right: Pt, hanging: Pt) -> Self {
        self.indent = Some(Indent { left, right, hanging });
        self
    }

    /// On the page of the next.
    pub(super) fn kept(mut self) -> Self {
        self.keep = true;
        self
    }

    /// Its XML.
    pub(super) fn xml(&self) -> Result<String, Diagnostic> {
        let indent = self.indent.unwrap_or(Indent { left: Pt(0.0), right: Pt(0.0), hanging: Pt(0.0) });
        let (before, after) = self.room;
        let tabs = self.tabs.iter().map(|(at, kind)| map([("at", at.twips().into()), ("kind", (*kind).into())]));
        let p = map([
            ("style", self.style.into()),
            ("keep", self.keep.into()),
            ("breaks", self.breaks.into()),
            ("whole", self.whole.into()),
            ("rule", self.rule.map_or_else(|| Value::from(false), Rule::value)),
            ("tabs", tabs.collect()),
            ("spaced", (self.line.is_some() || before.0 + after.0 > 0.0).into()),
            ("before", before.twips().into()),
            ("after", after.twips().into()),
            ("line", self.line.map_or(0, Pt::twips).into()),
            ("indented", self.indent.is_some().into()),
            ("left", indent.left.twips().into()),
            ("right", indent.right.twips().into()),
            ("hanging", indent.hanging.twips().into()),
            ("align", self.align.into()),
            ("change", Mark::value(self.change.as_ref())),
            ("runs", self.spans.iter().map(Span::value).collect()),
        ]);
        filled("paragraph.xml", &map([("p", p)]))
    }
}

impl Mark {
    pub(super) fn value(of: Option<&Self>) -> Value {
        let value = |mark: &Self| {
            map([
                ("kind", if mark.is_deletion { "del" } else { "ins" }.into()),
                ("id", mark.id.into()),
                ("author", mark.author.as_str().into()),
                ("day", mark.day.to_string().into()),
            ])
        };
        of.map_or_else(|| Value::from(false), value)
    }
}

impl Noted {
    fn value(&self) -> Value {
        map([("id", self.id.into()), ("bookmark", self.bookmark.into()), ("name", self.name.as_str().into())])
    }
}

impl Rule {
    fn value(self) -> Value {
        // Borders are counted in eighths of a point.
        let eighths = self.size.twips() * 8 / 20;
        map([
            ("side", self.side.into()),
            ("kind", self.kind.into()),
            ("size", eighths.into()),
            ("space", self.space.into()),
        ])
    }
}

impl Span {
    /// Its text, after a tab if one stands before it.
    fn plain(&self) -> String {
        if self.tab { format!("\t{}", self.text) } else { self.text.clone() }
    }

    fn value(&self) -> Value {
        let size = self.size.map_or(0, Pt::half_points);
        let narrower = self.narrower.unwrap_or_default();
        let styled = !self.font.is_empty() || self.bold || self.blank || size > 0 || narrower > 0;
        map([
            ("tab", self.tab.into()),
            (
                "lines",
                if self.text.is_empty() {
                    Value::from(Vec::<Value>::new())
                } else {
                    self.text.split('\n').map(Value::from).collect()
                },
            ),
            ("styled", styled.into()),
            ("font", self.font.into()),
            ("bold", self.bold.into()),
            ("blank", self.blank.into()),
            ("size", size.into()),
            ("narrower", narrower.into()),
            ("change", Mark::value(self.change.as_ref())),
            ("text", if self.change.as_ref().is_some_and(|mark| mark.is_deletion) { "delText" } else { "t" }.into()),
            ("opens", self.opens.iter().map(Noted::value).collect()),
            ("closes", self.closes.iter().map(Noted::value).collect()),
        ])
    }
}
