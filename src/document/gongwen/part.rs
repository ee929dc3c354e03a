//! What stands under `#` in a paper: its title, an attached paper, or nothing but a level of headings.
//!
//! A paper's title is in its front matter, so its first headings are written `##`. `# 附件：名称` begins an attached
//! paper, `# 《名称》` one that is printed with this one (印发). A `#` that repeats the title is left out. Papers whose
//! headings all begin at `#` are taken as they are; one `#` above others is refused, for it may be a title or a heading.

use super::heading::{DEEPEST, circled, printed};
use super::markdown::{Kind, Markdown, Piece, too_deep};
use super::{Attached, Block, Meta, plain};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::text;
use crate::text::{Text, folded};
use std::collections::{HashMap, VecDeque};

/// The text of a paper, and the papers attached to it.
pub(super) fn parts(
    meta: &mut Meta,
    pieces: Vec<Piece>,
    markdown: &Markdown,
    problems: &mut Diagnostics,
) -> (Vec<Block>, Vec<Attached>) {
    let Divided { body, attached } = divided(&meta.title, pieces);
    let begin = |Begun { heading, label, title, pieces }: Begun| {
        if title.is_empty() {
            let hint = Text::new("写作 `# 附件：名称`", "write `# 附件：NAME`");
            let problem = Diagnostic::new(Text::new("附件没有标题", "the attachment has no title"));
            problems.push(problem.at(Location::at(markdown.path, heading.line, 1)).hint(hint));
        }
        Attached { label, title, body: blocks(pieces, markdown.path, problems) }
    };
    let mut attached: Vec<Attached> = attached.into_iter().map(begin).collect();
    label(meta, &mut attached, markdown.path, problems);
    (blocks(body, markdown.path, problems), attached)
}

/// The pieces of a paper's text, and of each attached paper.
pub(super) struct Divided {
    pub body: Vec<Piece>,
    pub attached: Vec<Begun>,
}

/// An attached paper, and the heading that begins it.
pub(super) struct Begun {
    pub heading: Piece,
    pub label: String,
    pub title: String,
    pub pieces: Vec<Piece>,
}

/// Divides a text where attached papers begin. A `#` that repeats the title is left out.
pub(super) fn divided(title: &str, pieces: Vec<Piece>) -> Divided {
    let mut divided = Divided { body: Vec::new(), attached: Vec::new() };
    for piece in pieces {
        let Divided { body, attached } = &mut divided;
        if let Kind::Heading(1, text) = &piece.kind {
            let text = plain(text);
            if let Some((label, title)) = attachment(&text) {
                attached.push(Begun { heading: piece, label, title, pieces: Vec::new() });
                continue;
            }
            if attached.is_empty() && body.is_empty() && same(&text, title) {
                continue;
            }
        }
        attached.last_mut().map_or(body, |begun| &mut begun.pieces).push(piece);
    }
    divided
}

/// How many `#` a heading has above its level: none where headings begin at `#`.
pub(super) fn hashes_above(pieces: &[Piece]) -> usize {
    usize::from(!pieces.iter().any(|piece| matches!(piece.kind, Kind::Heading(1, _))))
}

/// The label and title of an attached paper that a heading begins.
fn attachment(heading: &str) -> Option<(String, String)> {
    if let Some(title) = heading.strip_prefix('《').and_then(|title| title.strip_suffix('》')) {
        return Some((String::new(), title.to_owned()));
    }
    let rest = heading.strip_prefix("附件")?.trim_start();
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c));
    let marks: &[char] =
        if after.len() < rest.len() { &['：', ':', '.', '．', '、', ' ', '　'] } else { &['：', ':'] };
    // 附件一览表 and 附件的报送 are headings as any other.
    (after.is_empty() || after.starts_with(marks))
        .then(|| ("附件".to_owned(), after.trim_start_matches(marks).trim().to_owned()))
}

/// Numbers the attached papers and makes 附件说明 name them. A name that differs is a problem (the clause asks for the
/// same: GB/T 9704-2012, 7.3.7); of papers with one title, each takes the next place.
fn label(meta: &mut Meta, attached: &mut [Attached], path: &str, problems: &mut Diagnostics) {
    let labelled: Vec<&mut Attached> = attached.iter_mut().filter(|paper| !paper.label.is_empty()).collect();
    if meta.attachments.is_empty() {
        meta.attachments = labelled.iter().map(|paper| paper.title.clone()).collect();
    }
    let mut places: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (nth, name) in meta.attachments.iter().enumerate().filter(|(_, name)| !name.trim().is_empty()) {
        places.entry(folded(name.chars()).collect()).or_default().push_back(nth);
    }
    for paper in labelled {
        let title = &paper.title;
        let key: String = folded(title.chars()).collect();
        let Some(nth) = places.get_mut(&key).and_then(VecDeque::pop_front) else {
            let problem = text!(zh: "附件说明里没有《{title}》", en: "`attachments` does not name “{title}”");
            let hint = Text::new("附件说明与附件的标题应一致，改其中一处", "both must be the same; change either");
            problems.push(Diagnostic::new(problem).at(Location::file(path)).hint(hint));
            continue;
        };
        if meta.attachments.len() > 1 {
            paper.label = format!("附件{}", nth + 1);
        }
    }
}

/// Whether two titles are the same but for spaces and punctuation.
fn same(one: &str, other: &str) -> bool {
    folded(one.chars()).eq(folded(other.chars())) && !one.trim().is_empty()
}

/// The blocks of a text whose headings are counted from its widest.
fn blocks(pieces: Vec<Piece>, path: &str, problems: &mut Diagnostics) -> Vec<Block> {
    let heading = |piece: &Piece| match piece.kind {
        Kind::Heading(level, _) => Some((level, piece.line)),
        _ => None,
    };
    let headings: Vec<(usize, usize)> = pieces.iter().filter_map(heading).collect();
    let alone: Vec<usize> = headings.iter().filter(|(level, _)| *level == 1).map(|(_, line)| *line).collect();
    if let ([line], true) = (&alone[..], headings.len() > 1) {
        problems.push(
            Diagnostic::new(Text::new(
                "只有一个 `#` 标题，不知是文书的标题还是“一、”",
                "a single `#` may be the paper's title or a heading",
            ))
            .at(Location::at(path, *line, 1))
            .hint(Text::new(
                "文书的标题写在文首 `title:`；正文的“一、”写作 `##`",
                "the title is `title:` in the front matter; a heading of the text begins with `##`",
            )),
        );
    }
    let above = hashes_above(&pieces);
    let mut under = 0;
    let mut made = Vec::with_capacity(pieces.len());
    for piece in pieces {
        made.push(match piece.kind {
            Kind::Heading(written, text) => {
                let level = written - above;
                if level > DEEPEST {
                    problems.push(too_deep(level).at(Location::at(path, piece.line, 1)));
                }
                under = level;
                Block::Heading { level, number: String::new(), text }
            }
            Kind::Paragraph(text) => Block::Paragraph(text),
            Kind::Item(depth, number, text) => Block::Item { marker: marker(under, depth, number), text },
            Kind::Quote(text) => Block::Quote(text),
            Kind::Verbatim(text) => Block::Verbatim(text),
            Kind::Table(table) => Block::Table(table),
        });
    }
    made
}

/// What stands before an item. The first lists go on as 1.; under headings that do, as （1）; lists in lists one level
/// further down. Where there are no numbers, a dash.
fn marker(under: usize, depth: usize, number: Option<usize>) -> String {
    match (number, under.max(2) + 1 + depth) {
        (None, _) => "——".to_owned(),
        (Some(number), level @ ..=DEEPEST) => printed(level, number),
        (Some(number), _) => circled(number),
    }
}
