//! `Gongwen`: an official paper as it is set, whatever it is set as. Made of a head and of Markdown; knows no layout's
//! measures, and neither DOCX nor HTML.

mod heading;
mod markdown;
mod minutes;
mod note;
mod part;
mod punctuation;
mod title;
mod written;

pub use markdown::{Alignment, Bars, Markdown, Table};
pub(super) use markdown::{Kind, Piece};
pub(super) use note::under_title;
pub(super) use punctuation::is_wide;
pub(super) use title::{Width, title_lines};
pub(super) use written::{Section, put_right, without_number};

use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::model::Date;
use crate::text;
use crate::text::{Text, hidden};

/// How a paper is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// 文件格式: a red mark, number and rule above the title.
    Document,
    /// 信函格式: a red mark between the page's edge and a double rule, the number at the right.
    Letter,
    /// 纪要格式: a red mark, no number, no signature.
    Minutes,
    /// A list on landscape pages, whose head is repeated.
    Table,
    /// Title and text.
    #[default]
    Plain,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Self; 5] = [Self::Document, Self::Letter, Self::Minutes, Self::Table, Self::Plain];

    /// The layouts as a regulation writes them.
    pub const WORDS: [&str; 5] = ["document", "letter", "minutes", "table", "plain"];

    /// As a regulation writes it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// Reads a layout.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.word() == word)
    }

    /// Whether its pages lie on their side.
    pub(super) fn is_landscape(self) -> bool {
        self == Self::Table
    }
}

/// What stands around the text of a paper, with every name as it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// How it is laid out.
    pub layout: Layout,
    /// 份号.
    pub copy_number: Option<String>,
    /// 密级. What is classified has no place in an archive, so this is 内部 or nothing.
    pub secrecy: Option<String>,
    /// 紧急程度.
    pub urgency: Option<String>,
    /// 发文机关标志.
    pub mark: String,
    /// 发文字号.
    pub number: Option<String>,
    /// 签发人; a name that is written by hand is [`Meta::TO_SIGN`].
    pub signers: Vec<String>,
    /// 标题.
    pub title: String,
    /// 主送机关, without the colon.
    pub to: Option<String>,
    /// 附件说明, if other than the titles of the attached papers.
    pub attachments: Vec<String>,
    /// 发文机关署名.
    pub issuers: Vec<String>,
    /// 成文日期.
    pub date: Option<Date>,
    /// 附注, without the brackets.
    pub note: Option<String>,
    /// 抄送机关, without the full stop.
    pub copies: Option<String>,
    /// 印发机关和印发日期.
    pub imprint: Option<Imprint>,
}

/// Who printed a paper and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// 印发机关.
    pub office: String,
    /// 印发日期.
    pub date: Option<Date>,
}

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gongwen {
    /// What stands around the text. `attachments` names all attached papers.
    pub meta: Meta,
    /// The text.
    pub body: Vec<Block>,
    /// The attached papers, each of which begins a page.
    pub attached: Vec<Attached>,
    /// How many places are left to fill in.
    pub blanks: usize,
    /// SHA-256 of the Markdown it was read from, if what is made of it is to name that.
    pub sha256: Option<String>,
}

/// An attached paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// 附件, or 附件1; empty for a paper that is printed with another (印发).
    pub label: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: Vec<Block>,
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 for 一、 to 4 for （1）.
        level: usize,
        /// Its number, as printed.
        number: String,
        /// Its text, without the number.
        text: Vec<Run>,
    },
    /// What stands in brackets under the title: who adopted the paper and when (题注).
    UnderTitle(Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// An item of a list, which is set as a paragraph.
    Item {
        /// 1. or （1） or ①, or —— of a list without numbers.
        marker: String,
        /// Its text.
        text: Vec<Run>,
    },
    /// A paragraph quoted from elsewhere.
    Quote(Vec<Run>),
    /// A line set as it is.
    Verbatim(String),
    /// Who attended, in minutes: 出席 and the names.
    Attendance {
        /// 出席, 请假, 列席.
        label: String,
        /// The names.
        text: Vec<Run>,
    },
    /// A table.
    Table(Table),
}

/// A piece of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text; `\n` is a line end.
    pub text: String,
    /// How it is set.
    pub style: Style,
}

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Bold.
    pub strong: bool,
    /// In 楷体.
    pub emphasis: bool,
    /// A place to fill in.
    pub blank: bool,
}

/// How a place to fill in begins, and how it ends.
pub(super) const BLANK: (&str, char) = ("〔待填写", '〕');

impl Gongwen {
    /// Reads a paper. Punctuation, numerals and numbers of headings are put right where there can be no doubt.
    ///
    /// # Errors
    /// Everything in it that cannot be set, each at its line.
    pub fn read(meta: Meta, markdown: &Markdown) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::new();
        let mut meta = meta.corrected();
        meta.ensure_printable(markdown.path, &mut problems);
        // Later 附件说明 repeats the titles of attached papers.
        let in_head: usize = meta.texts().map(blanks).sum();
        let pieces = markdown.pieces(&mut problems);
        let (mut body, mut attached) = part::parts(&mut meta, pieces, markdown, &mut problems);
        ensure_none(problems)?;
        if meta.layout == Layout::Minutes {
            minutes::mark_attendance(&mut body);
        }
        note::mark_notes(&meta, &mut body, &mut attached);
        let texts = attached.iter_mut().map(|paper| &mut paper.body);
        for blocks in std::iter::once(&mut body).chain(texts) {
            heading::number(blocks);
        }
        let texts: usize = body.iter().map(Block::blanks).sum();
        let papers =
            attached.iter().map(|paper| blanks(&paper.title) + paper.body.iter().map(Block::blanks).sum::<usize>());
        let blanks = in_head + texts + papers.sum::<usize>();
        Ok(Self { meta, body, attached, blanks, sha256: None })
    }

    /// The same with nothing left in its tables to be written by hand.
    #[must_use]
    pub fn complete(mut self) -> Self {
        for block in &mut self.body {
            if let Block::Table(table) = block {
                table.is_complete = true;
            }
        }
        self
    }

    /// Whether the text has one paragraph at most. The first page must have some of the text (7.3.3), so that paragraph does
    /// not go with the signature where this finds no room.
    pub(super) fn is_brief(&self) -> bool {
        self.body.iter().filter(|block| !matches!(block, Block::Heading { .. } | Block::UnderTitle(_))).count() <= 1
    }

    /// With bars in the cells of the tables of its text, one table after the other.
    #[must_use]
    pub fn with_bars(mut self, bars: Vec<Bars>) -> Self {
        let tables = self.body.iter_mut().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        for (table, bars) in tables.zip(bars) {
            table.bars = bars;
        }
        self
    }

    /// Its tables, each with the heading it stands under, or else the title.
    #[must_use]
    pub fn tables(&self) -> Vec<(String, &Table)> {
        let attached = self.attached.iter().map(|paper| (&paper.title, &paper.body));
        let mut tables = Vec::new();
        for (title, blocks) in std::iter::once((&self.meta.title, &self.body)).chain(attached) {
            let mut under = title.clone();
            for block in blocks {
                match block {
                    Block::Heading { text, .. } => under = plain(text),
                    Block::Table(table) => tables.push((under.clone(), table)),
                    _ => {}
                }
            }
        }
        tables
    }
}

/// How many places are left to fill in.
fn blanks(text: &str) -> usize {
    text.matches(BLANK.0).count()
}

impl Block {
    /// How many places are left to fill in.
    fn blanks(&self) -> usize {
        match self {
            Self::Heading { text, .. }
            | Self::UnderTitle(text)
            | Self::Paragraph(text)
            | Self::Item { text, .. }
            | Self::Quote(text)
            | Self::Attendance { text, .. } => blanks(&plain(text)),
            Self::Verbatim(text) => blanks(text),
            Self::Table(table) => {
                let cells = std::iter::once(&table.head).chain(&table.rows).flatten();
                cells.map(|cell| blanks(&plain(cell))).sum()
            }
        }
    }
}

impl Imprint {
    /// 印发日期, or room to write it in.
    pub(super) fn date_to_print(&self) -> String {
        self.date.map_or_else(|| DATE_TO_WRITE.to_owned(), Date::printed) + "印发"
    }
}

/// A date that is written by hand.
const DATE_TO_WRITE: &str = "　　年　　月　　日";

impl Meta {
    /// Room for the name of who signs.
    pub const TO_SIGN: &str = "　　　";

    /// Whether it names who signed it, and nobody has.
    #[must_use]
    pub fn is_to_be_signed(&self) -> bool {
        self.layout == Layout::Document && self.signers.iter().any(|name| name == Self::TO_SIGN)
    }

    /// The texts of the head that may have places to fill in.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let one = [&self.copy_number, &self.urgency, &self.number, &self.to, &self.note, &self.copies];
        let several = self.signers.iter().chain(&self.issuers).chain(&self.attachments);
        let whole = [&self.mark, &self.title];
        one.into_iter().flatten().chain(several).chain(whole).map(String::as_str)
    }

    /// Whether it is signed: of minutes nothing is, of what has no layout of its own only what names who issues it.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        match self.layout {
            Layout::Minutes => false,
            Layout::Document | Layout::Letter => self.date.is_some() || !self.issuers.is_empty(),
            Layout::Table | Layout::Plain => !self.issuers.is_empty(),
        }
    }

    /// 成文日期; of a paper that has none yet but names who issues it, room to write it in when it is signed.
    #[must_use]
    pub(super) fn date_to_print(&self) -> Option<String> {
        let unknown = (!self.issuers.is_empty()).then(|| DATE_TO_WRITE.to_owned());
        self.date.map(Date::printed).or(unknown)
    }

    fn corrected(mut self) -> Self {
        let one = [&mut self.to, &mut self.note, &mut self.copies, &mut self.number];
        for text in one.into_iter().flatten().chain([&mut self.title]).chain(&mut self.attachments) {
            *text = punctuation::corrected(text);
        }
        // The writers add what ends these.
        let ends: [(&mut Option<String>, &[char]); 3] =
            [(&mut self.to, &['：', ':', '。']), (&mut self.copies, &['。', '.']), (&mut self.note, &['。'])];
        for (text, ends) in ends {
            if let Some(text) = text {
                *text = text.trim().trim_end_matches(ends).to_owned();
            }
        }
        self.note = self.note.map(|text| note::without_brackets(&text).to_owned());
        self
    }

    fn ensure_printable(&self, path: &str, problems: &mut Diagnostics) {
        if self.title.trim().is_empty() {
            let problem = Diagnostic::new(Text::new("文书没有标题", "the paper has no title"));
            let hint = Text::new("在文首写上 `title: 标题`", "write `title: …` at the beginning of the file");
            problems.push(problem.at(Location::file(path)).hint(hint));
        }
        for text in self.texts() {
            if let Some((_, c)) = hidden(text).next() {
                let code = format!("U+{:04X}", u32::from(c));
                let problem =
                    text!(zh: "文首含看不见的字符 {code}", en: "the front matter holds the hidden character {code}");
                problems
                    .push(Diagnostic::new(problem).at(Location::file(path)).hint(Text::new("删去它", "take it out")));
            }
        }
    }
}

/// Pieces of text without their styles.
#[must_use]
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// A text of the head in pieces, its places to fill in apart.
#[must_use]
pub fn runs(text: &str) -> Vec<Run> {
    markdown::runs(text.chars().map(|c| (c, Style::default())))
}

#[cfg(test)]
mod tests;
