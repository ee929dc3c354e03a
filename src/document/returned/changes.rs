//! `Changes`: brings what was received into the lines of a paper.

use super::edit::Edit;
use super::pairs::pairs;
use super::paper::{Paper, Place};
use super::table;
use super::words::{content, form, key, level, marker, may_be_one, number, same, written};
use super::write::Form;
use crate::document::docx::{Line, Unit};
use crate::document::gongwen::{Kind, Piece, plain};
use std::collections::HashSet;

/// What is changed so far.
pub(super) struct Changes<'p, 'a> {
    paper: &'p Paper<'a>,
    edit: Edit,
    /// The mark of the last item that was added, and what it looks like, if nothing known came since.
    last_item: Option<(String, String)>,
    /// Whether something was added by itself since the last known part.
    is_outside: bool,
    /// Beginnings of what was written anew, although a link was in it.
    pub links_lost: Vec<String>,
}

/// The lines of a paper that says what was received, and the beginnings of texts that lost a link.
pub(super) fn changed(paper: &Paper, received: &[Unit]) -> (Vec<String>, Vec<String>) {
    let old: Vec<String> = paper.units.iter().map(|printed| key(&printed.unit)).collect();
    let new: Vec<String> = received.iter().map(key).collect();
    let pairs = pairs(&old, &new, &|from, to| may_be_one(&paper.units[from].unit, &received[to]));
    let mut changes =
        Changes { paper, edit: Edit::of(&paper.lines), last_item: None, is_outside: false, links_lost: Vec::new() };
    let kept: HashSet<usize> = pairs.iter().map(|(from, _)| *from).collect();
    let lost: Vec<usize> = (0..paper.units.len()).filter(|nth| !kept.contains(nth)).collect();
    for nth in &lost {
        if let Place::Piece(section, piece) = paper.units[*nth].place {
            changes.take_out(section, piece);
        }
    }
    changes.number_lists();
    let (mut before, mut known) = (None, pairs.iter().copied().peekable());
    for (nth, unit) in received.iter().enumerate() {
        if let Some((from, _)) = known.next_if(|(_, to)| *to == nth) {
            if let Place::Piece(section, piece) = paper.units[from].place {
                changes.change(section, piece, &paper.units[from].unit, unit);
            }
            (changes.last_item, changes.is_outside) = (None, false);
            before = Some(from);
            continue;
        }
        let moved = lost.iter().find(|lost| paper.units[**lost].unit == *unit || old[**lost] == new[nth]);
        let next = known.peek().map(|(from, to)| (*from, *to == nth + 1));
        changes.add(unit, before, next, moved.copied());
    }
    (changes.edit.done(), changes.links_lost)
}

impl Changes<'_, '_> {
    fn piece(&self, section: usize, piece: usize) -> &Piece {
        &self.paper.sections[section].pieces[piece]
    }

    /// What stands before a piece in its first line.
    fn prefix(&self, piece: &Piece) -> String {
        let line = self.paper.lines.get(piece.lines.start).copied().unwrap_or_default();
        let mut prefix = line.get(..piece.before).unwrap_or_default().to_owned();
        if matches!(piece.kind, Kind::Item(..)) && !prefix.ends_with([' ', '\t']) {
            prefix.push(' ');
        }
        prefix
    }

    fn take_out(&mut self, section: usize, nth: usize) {
        let paper = self.paper;
        let pieces = &paper.sections[section].pieces;
        let piece = &pieces[nth];
        self.edit.take_out(piece.lines.clone());
        if matches!(piece.kind, Kind::Verbatim(_)) {
            let of_block = pieces.iter().filter(|other| other.whole == piece.whole);
            if of_block.clone().all(|other| self.edit.is_gone(other.lines.clone())) {
                self.edit.take_out(piece.whole.clone());
            }
        }
        // What stood within an item moves out of it.
        let Kind::Item(depth, ..) = piece.kind else { return };
        let width = self.prefix(piece).chars().count();
        for within in &pieces[nth + 1..] {
            let is_within = match within.kind {
                Kind::Item(deeper, ..) => deeper > depth,
                _ => within.before >= width && !self.prefix(within).trim_start_matches([' ', '>']).is_empty(),
            };
            if !is_within {
                break;
            }
            self.edit.outdent(within.whole.clone(), width);
        }
    }

    /// Lets a list whose first items are gone begin with the number it began with.
    fn number_lists(&mut self) {
        let paper = self.paper;
        for section in &paper.sections {
            // For each depth, the number of the last item, and the first number if all up to there are gone.
            let mut lists: Vec<Option<(usize, Option<usize>)>> = Vec::new();
            for piece in &section.pieces {
                let Kind::Item(depth, Some(number), _) = piece.kind else {
                    if piece.before == 0 {
                        lists.clear();
                    }
                    continue;
                };
                lists.resize(depth + 1, None);
                let first = match lists[depth] {
                    Some((last, first)) if last + 1 == number => first,
                    _ => Some(number),
                };
                let is_gone = self.edit.is_gone(piece.lines.clone());
                if let Some(first) = first.filter(|first| !is_gone && *first != number) {
                    let line = paper.lines[piece.lines.start];
                    let prefix = &line[..piece.before];
                    let renumbered = prefix.replacen(|c: char| c.is_ascii_digit(), "\u{1}", 1);
                    let renumbered: String = renumbered.chars().filter(|c| !c.is_ascii_digit()).collect();
                    let own = renumbered.replace('\u{1}', &first.to_string()) + &line[piece.before..];
                    self.edit.replace(piece.lines.start..piece.lines.start + 1, vec![own]);
                }
                lists[depth] = Some((number, first.filter(|_| is_gone)));
            }
        }
    }

    /// Writes a part that is still there as it reads now.
    fn change(&mut self, section: usize, nth: usize, old: &Unit, new: &Unit) {
        let piece = self.piece(section, nth).clone();
        match (old, new, &piece.kind) {
            (Unit::Table(old), Unit::Table(new), Kind::Table(table)) => {
                let lines =
                    &self.paper.lines[piece.lines.start..(piece.lines.start + old.len() + 1).min(piece.lines.end)];
                if let Some(lines) = table::changed(lines, table, old, new) {
                    self.edit.replace(piece.lines.clone(), lines);
                }
            }
            (Unit::Paragraph(old), Unit::Paragraph(new), Kind::Verbatim(_)) => {
                let prefix = self.prefix(&piece);
                let lines = new.plain().lines().map(|line| prefix.clone() + line).collect();
                if old.plain().trim_end() != new.plain().trim_end() {
                    self.edit.replace(piece.lines.clone(), lines);
                }
            }
            (Unit::Paragraph(old), Unit::Paragraph(new), kind) => {
                let number = number(kind, old);
                // Programs lose the style of a heading that is joined to another paragraph, but not its number.
                let is_numbered = !number.is_empty() && new.plain().trim_start().starts_with(&number);
                let is_other = old.style != new.style
                    && match new.style.as_str() {
                        "Body" => matches!(kind, Kind::Heading(..) | Kind::Quote(_)) && !is_numbered,
                        "Quotation" => true,
                        style => level(style).is_some(),
                    };
                if is_other {
                    self.edit.take_out(piece.lines.clone());
                    let lines = self.block(section, new);
                    self.edit.add(piece.whole.end, lines, false);
                } else {
                    self.words(&piece, new);
                }
            }
            _ => {}
        }
    }

    /// Writes the words of a piece anew, if they have changed.
    fn words(&mut self, piece: &Piece, new: &Line) {
        let (old, new) = (written(&piece.kind), content(&piece.kind, &new.text));
        if same(&old, &new) {
            return;
        }
        let lines = &self.paper.lines[piece.lines.clone()];
        let first = lines.first().copied().unwrap_or_default();
        let mut before = vec![self.prefix(piece)];
        let mut source = first.get(piece.before..).unwrap_or_default().to_owned();
        let form = if matches!(piece.kind, Kind::Heading(..)) { Form::Heading } else { Form::Paragraph };
        if form == Form::Heading && source.starts_with('#') {
            let words = source.trim_start_matches('#');
            before[0] += &source[..source.len() - words.len()];
            before[0].push(' ');
            source = String::from(words.trim());
        } else if let Kind::Heading(level, _) = piece.kind {
            // Its second line underlines it.
            before[0] += &"#".repeat(level);
            before[0].push(' ');
        } else {
            for line in &lines[1..] {
                let words = line.trim_start_matches([' ', '\t', '>']);
                before.push(line[..line.len() - words.len()].to_owned());
                source = source + "\n" + words;
            }
        }
        let words = form.amended(&source, &old, &new).unwrap_or_else(|| {
            if source.contains("](") || source.contains("<http") {
                self.links_lost.push(plain(&new));
            }
            form.written(&new) + &comments(&source)
        });
        let lines = words.split('\n').zip(&before).map(|(words, before)| before.clone() + words).collect();
        self.edit.replace(piece.lines.clone(), lines);
    }

    /// A part of its own, by its style.
    fn block(&self, section: usize, line: &Line) -> Vec<String> {
        if let Some(level) = level(&line.style) {
            let hashes = "#".repeat(level + self.paper.sections[section].hashes_above);
            let words = content(&Kind::Heading(level, Vec::new()), &line.text);
            return vec![format!("{hashes} {}", Form::Heading.written(&words))];
        }
        let words = Form::Paragraph.written(&line.text);
        vec![if line.style == "Quotation" { format!("> {words}") } else { words }]
    }

    /// Adds a part between two that are known.
    fn add(&mut self, unit: &Unit, before: Option<usize>, next: Option<(usize, bool)>, moved: Option<usize>) {
        let paper = self.paper;
        let (next, follows) = (next.map(|(next, _)| next), next.is_some_and(|(_, follows)| follows));
        let Some((section, last)) = slot(paper, before, next) else { return };
        let next = next.and_then(|unit| paper.piece_of(unit));
        let at = last.map_or_else(|| paper.sections[section].begins(), |last| last.whole.end);
        let line = match unit {
            Unit::Table(rows) => {
                self.is_outside = true;
                return self.edit.add(at, table::anew(rows, &[]), false);
            }
            Unit::Paragraph(line) => line,
        };
        let beside = (last.filter(|_| !self.is_outside), next.filter(|_| follows));
        if let Some((within, at)) = between_code(last, next).or_else(|| beside_code(line, beside)) {
            let prefix = self.prefix(within);
            let lines = line.plain().lines().map(|line| prefix.clone() + line).collect();
            return self.edit.add(at, lines, true);
        }
        if line.style == "Body"
            && let Some((mark, looks, at, tight)) = self.item(section, line, last, next.map(|next| (next, follows)), at)
        {
            let words = content(&Kind::Item(0, None, Vec::new()), &line.text);
            let lines = vec![mark.clone() + &Form::Paragraph.written(&words)];
            (self.last_item, self.is_outside) = (Some((mark, looks)), true);
            return self.edit.add(at, lines, tight);
        }
        (self.last_item, self.is_outside) = (None, true);
        let mut lines =
            moved.and_then(|unit| self.moved(paper.piece_of(unit)?, line)).unwrap_or_else(|| self.block(section, line));
        // Between two items it stands within the first, so that the list goes on.
        if let Some(last) = last.filter(|last| last.is_item() && next.is_some_and(Piece::is_item)) {
            let indent = " ".repeat(self.prefix(last).chars().count());
            for line in &mut lines {
                line.insert_str(0, &indent);
            }
        }
        self.edit.add(at, lines, false);
    }

    /// The mark of a new item of a list, what it looks like, where it goes, and whether without a blank line.
    fn item(
        &self,
        section: usize,
        line: &Line,
        last: Option<&Piece>,
        next: Option<(&Piece, bool)>,
        at: usize,
    ) -> Option<(String, String, usize, bool)> {
        let said = line.plain();
        let looks = form(marker(said.trim_start())?);
        if let Some((mark, _)) = self.last_item.as_ref().filter(|(_, known)| *known == looks) {
            return Some((counted_on(mark), looks, at, true));
        }
        let printed = |piece: &Piece| {
            let unit = self.paper.units.iter().find(|unit| match unit.place {
                Place::Piece(section, nth) => std::ptr::eq(self.piece(section, nth), piece),
                Place::Head(_) => false,
            })?;
            marker(unit.unit.plain().as_str()).map(form)
        };
        let pieces = &self.paper.sections[section].pieces;
        if let Some(last) = last {
            let upto = pieces.iter().position(|piece| std::ptr::eq(piece, last))?;
            for piece in pieces[..=upto].iter().rev().take_while(|piece| piece.is_item()) {
                if printed(piece).as_ref() == Some(&looks) {
                    return Some((counted_on(&self.prefix(piece)), looks, at, true));
                }
            }
        }
        let (next, follows) = next.filter(|(next, _)| next.is_item() && printed(next).as_ref() == Some(&looks))?;
        // It may have another number by now.
        let words = self.paper.lines[next.lines.start].len() - next.before;
        let now = self.edit.instead(next.lines.start).and_then(|line| line.get(..line.len().checked_sub(words)?));
        let mark = now.map_or_else(|| self.prefix(next), ToOwned::to_owned);
        // What else is new stands between the two.
        Some((mark, looks, if follows { next.whole.start } else { at }, follows))
    }

    /// The lines of a part that was moved, if it stands by itself and its words are the same.
    fn moved(&self, piece: &Piece, line: &Line) -> Option<Vec<String>> {
        let is_alone = piece.before == 0 && matches!(piece.kind, Kind::Paragraph(_) | Kind::Heading(..));
        let is_same = same(&written(&piece.kind), &content(&piece.kind, &line.text));
        let is_kind = matches!(piece.kind, Kind::Heading(..)) == level(&line.style).is_some();
        (is_alone && is_same && is_kind)
            .then(|| self.paper.lines[piece.lines.clone()].iter().map(ToString::to_string).collect())
    }
}

/// The section between two known parts, and the piece that comes before; `None` if there is no text between them.
fn slot<'p>(paper: &'p Paper, before: Option<usize>, next: Option<usize>) -> Option<(usize, Option<&'p Piece>)> {
    let head = match before.map(|unit| paper.units[unit].place) {
        Some(Place::Piece(section, piece)) => return Some((section, Some(&paper.sections[section].pieces[piece]))),
        Some(Place::Head(section)) => section,
        None => 0,
    };
    let is_there = head < paper.sections.len();
    let is_head = next.is_some_and(|unit| paper.units[unit].place == Place::Head(head));
    (is_there && !is_head).then_some((head, None))
}

fn is_code(piece: &Piece) -> bool {
    matches!(piece.kind, Kind::Verbatim(_))
}

/// The line of code after which a part stands between two of one block, and where that is.
fn between_code<'p>(last: Option<&'p Piece>, next: Option<&'p Piece>) -> Option<(&'p Piece, usize)> {
    let last = last.filter(|last| is_code(last) && next.is_some_and(|next| next.whole == last.whole))?;
    Some((last, last.lines.end))
}

/// The line of code just before or just after a part in the style of code, and where the part goes.
fn beside_code<'p>(line: &Line, (last, next): (Option<&'p Piece>, Option<&'p Piece>)) -> Option<(&'p Piece, usize)> {
    let after = last.filter(|last| is_code(last)).map(|last| (last, last.lines.end));
    let before = next.filter(|next| is_code(next)).map(|next| (next, next.lines.start));
    after.or(before).filter(|_| line.style == "Flush")
}

/// The mark of the next item.
fn counted_on(mark: &str) -> String {
    let digits: String = mark.chars().filter(char::is_ascii_digit).collect();
    let next = digits.parse::<u32>().map(|number| (number + 1).to_string());
    next.map_or_else(|_| mark.to_owned(), |next| mark.replacen(&digits, &next, 1))
}

/// The comments of a Markdown text.
fn comments(source: &str) -> String {
    let mut found = String::new();
    let mut rest = source;
    while let Some(from) = rest.find("<!--") {
        let Some(length) = rest[from..].find("-->") else { break };
        found += &rest[from..from + length + 3].replace('\n', " ");
        rest = &rest[from + length + 3..];
    }
    found
}
