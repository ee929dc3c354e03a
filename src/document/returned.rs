//! A paper that went round as DOCX and came back: the new Markdown of it, and the comments on it.
//!
//! What was received is compared with what the paper looks like as DOCX. Parts that did not change keep their bytes; of
//! those that did, everything that is not printed stays as far as it can. At last the new text is set again and compared
//! with what was received, so that whatever differs is told.

mod changes;
mod edit;
mod left;
mod pairs;
mod paper;
mod quote;
mod table;
mod words;
mod write;

#[cfg(test)]
mod tests;

use super::docx::{Lost, Received, Unit, beginning};
use super::gongwen::{Markdown, Meta};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::Date;
use crate::text;
use crate::text::Text;
use paper::{Paper, Place, Printed, is_said};
use words::squeezed;

/// The paper that went round.
#[derive(Clone, Copy, Debug)]
pub struct Base<'a> {
    /// The path of its file.
    pub path: &'a str,
    /// The text of its file.
    pub text: &'a str,
    /// The bytes before its text: the front matter.
    pub head: usize,
    /// What stands around its text.
    pub meta: &'a Meta,
    /// The office's own DOCX that it was filled into, with its path.
    pub template: Option<(&'a str, &'a [u8])>,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// The new text of its file.
    pub text: String,
    /// The comments.
    pub comments: Vec<Comment>,
    /// What was not carried over, to be looked at.
    pub left: Vec<Text>,
}

/// A comment on words of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The words as they stand in the new text of the file.
    pub quote: String,
    /// The characters of that text, normalised (NFC), before them.
    pub start: usize,
    /// Whose it is, as the DOCX names them.
    pub author: String,
    /// When it was written.
    pub day: Option<Date>,
    /// What it says.
    pub body: String,
    /// Which of the comments it answers.
    pub answers: Option<usize>,
    /// Whether it is marked as done.
    pub done: bool,
    /// The comments of the archive that were sent round on its words.
    pub marks: Vec<Mark>,
}

/// That a comment of the archive was sent round on words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its id in the archive.
    pub id: String,
    /// Whether it was on just these words.
    pub is_exact: bool,
}

/// The text of a file, with its lines.
struct Whole {
    text: String,
    /// The bytes before the text of the paper.
    body: usize,
    /// Where its lines begin.
    lines: Vec<usize>,
}

impl Whole {
    fn of(text: String, body: usize) -> Self {
        let ends = text[body..].match_indices('\n').map(|(at, _)| body + at + 1);
        let lines = std::iter::once(body).chain(ends).collect();
        Self { text, body, lines }
    }

    /// Where a line of the paper's text begins.
    fn line(&self, nth: usize) -> Option<usize> {
        self.lines.get(nth).copied()
    }
}

/// Most paragraphs and tables that are compared. A paper of a hundred pages has fewer.
const MOST: usize = 5000;

/// The paper with what was received.
///
/// # Errors
/// If the paper cannot be set, or what it would become.
pub fn returned(base: &Base, received: &Received) -> Result<Returned, Diagnostics> {
    let (head, body) = base.text.split_at_checked(base.head).unwrap_or(("", base.text));
    let lines_before = head.matches('\n').count();
    let paper = Paper::of(base, &Markdown { path: base.path, text: body, lines_before })?;
    let units: Vec<Unit> = received.accepted().into_iter().filter(is_said).collect();
    if units.len() > MOST {
        let problem = text!(zh: "来件的段落超过 {MOST} 个", en: "the file has more than {MOST} paragraphs");
        let hint = Text::new("核对是不是这份文书的来件", "see whether it is of this paper");
        return Err(Diagnostic::new(problem).at(Location::file(base.path)).hint(hint).into());
    }
    let (lines, links_lost) = changes::changed(&paper, &units);
    let whole = Whole::of(head.to_owned() + &joined(body, &paper.lines, &lines), head.len());
    let markdown = Markdown { path: base.path, text: &whole.text[whole.body..], lines_before };
    let now = Paper::of(base, &markdown).map_err(not_read)?;
    let (pairs, differences) = left::differences(&now, &units, received, base.meta);
    let (comments, without) = quote::comments(&now, &whole, base.meta, (&units, &pairs), &received.comments);
    let links = links_lost.iter().map(|said| {
        let said = beginning(said);
        text!(zh: "“{said}”：链接的网址没有留下", en: "“{said}”: the address of a link was lost")
    });
    let without = without.iter().map(|note| {
        let (who, said) = (&note.by.author, &note.text);
        text!(zh: "{who}的批注没有标在文字上，作为对标题的批注：{said}", en: "a comment of {who} is on no words and goes to the title: {said}")
    });
    // What an office's own file has is no loss, but one more of it is.
    let mut own: Vec<&Text> = now.own.iter().map(|own| &own.what).collect();
    let lost = received.left.iter().filter(|lost| match own.iter().position(|own| **own == lost.what) {
        Some(nth) => {
            own.remove(nth);
            false
        }
        None => true,
    });
    let lost: Vec<Text> = lost.map(Lost::text).collect();
    let left = lost.into_iter().chain(differences).chain(links).chain(without).collect();
    Ok(Returned { text: whole.text, comments, left })
}

/// Whether some units read like the paper. A line that is not of its text may have been printed otherwise since.
#[must_use]
pub fn reads_like(base: &Base, units: &[Unit]) -> bool {
    let (head, body) = base.text.split_at_checked(base.head).unwrap_or(("", base.text));
    let markdown = Markdown { path: base.path, text: body, lines_before: head.matches('\n').count() };
    let Ok(paper) = Paper::of(base, &markdown) else { return false };
    let units: Vec<&Unit> = units.iter().filter(|unit| is_said(unit)).collect();
    let is_same = |(printed, unit): (&Printed, &&Unit)| match printed.place {
        Place::Piece(..) => squeezed(&printed.unit.plain()) == squeezed(&unit.plain()),
        Place::Head(_) => true,
    };
    units.len() == paper.units.len() && paper.units.iter().zip(&units).all(is_same)
}

/// The lines as a text that ends its lines as the old one did.
fn joined(old: &str, before: &[&str], lines: &[String]) -> String {
    if before.iter().copied().eq(lines.iter().map(String::as_str)) {
        return old.to_owned();
    }
    let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    lines.iter().map(|line| line.clone() + end).collect()
}

/// That the new text is no paper: at lines that nobody can see yet.
fn not_read(problems: Diagnostics) -> Diagnostics {
    let told = problems.into_iter().map(|problem: Diagnostic| {
        let Text { zh, en } = problem.message.clone();
        Diagnostic {
            message: text!(zh: "来件写成文稿后读不成：{zh}", en: "what was received makes no paper: {en}"),
            ..problem
        }
    });
    told.collect()
}
