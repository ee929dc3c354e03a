//! Lines that are no longer than a terminal is wide: what is longer goes on below where its last column began. What people
//! copy can be copied: a command stands on lines of its own, and a path, a placeholder and a quoted word stay whole.

use super::breaks::{is_closing, is_opening, pieces};
use regex::Regex;
use std::sync::LazyLock;
use unicode_width::UnicodeWidthStr as _;

/// What may stay whole; a command by itself is the first group. It ends with what no argument of one holds unquoted.
static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"`[^`]*`|(yijuan (?:'[^']*'|〈[^〉]*〉|,[^ ]|[^；;，,。（）`])*)|“[^“”]*”|《[^《》]*》|〈[^〉]*〉",
        r"|[A-Za-z0-9._~][^\s：；，。、（）“”]*/[^\s：；，。、（）“”]*",
    ))
    .ok()
});

/// What colours a text and takes no room.
static COLOUR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("\u{1b}\\[[0-9;]*m").ok());

/// What tells a shell that a command goes on in the next line.
const GOES_ON: &str = " \\";

/// What parts a command from what follows it.
const SEPARATORS: [char; 4] = ['；', ';', '，', ','];

/// A page with every line folded that is longer than `width` columns.
#[must_use]
pub fn fold(page: &str, width: usize) -> String {
    let mut folded = String::with_capacity(page.len());
    for line in page.split_inclusive('\n') {
        let text = line.trim_end_matches('\n');
        if columns(text) <= width {
            folded.push_str(line);
        } else {
            folded.push_str(&broken(text, width));
            folded.push_str(&line[text.len()..]);
        }
    }
    folded
}

fn columns(text: &str) -> usize {
    COLOUR.as_ref().map_or_else(|| text.width(), |colour| colour.replace_all(text, "").width())
}

fn broken(line: &str, width: usize) -> String {
    let mut lines = Lines { said: String::new(), used: 0, margin: margin(line, width), width };
    for part in parts(line, width.saturating_sub(lines.margin)) {
        match part {
            Part::Piece(piece) => lines.piece(&piece),
            Part::Command(command) => lines.command(command),
        }
    }
    lines.said
}

/// Lines as they are filled.
struct Lines {
    said: String,
    used: usize,
    margin: usize,
    width: usize,
}

impl Lines {
    fn piece(&mut self, piece: &str) {
        if self.used + columns(piece.trim_end()) > self.width && self.used > self.margin {
            self.go_on(self.margin);
        }
        self.said.push_str(piece);
        self.used += columns(piece);
    }

    /// A command, on lines of its own that a shell takes as one.
    fn command(&mut self, command: &str) {
        let line = self.said.rsplit('\n').next().unwrap_or_default();
        if line.contains(char::is_alphanumeric) {
            self.go_on(self.margin);
        }
        let words = words(command);
        for (nth, word) in words.iter().enumerate() {
            // An option keeps its value.
            let with = words.get(nth + 1).filter(|next| word.starts_with("--") && !next.starts_with("--"));
            let room = columns(word) + with.map_or(0, |value| 1 + columns(value));
            let behind = if nth + 1 + usize::from(with.is_some()) < words.len() { GOES_ON.len() } else { 0 };
            if nth > 0 && self.used + 1 + room + behind > self.width {
                self.said.push_str(GOES_ON);
                self.go_on(self.margin + 2);
            } else if nth > 0 {
                self.said.push(' ');
                self.used += 1;
            }
            self.said.push_str(word);
            self.used += columns(word);
        }
        // Whatever follows begins a line.
        self.used = self.used.max(self.width + 1);
    }

    fn go_on(&mut self, margin: usize) {
        self.said.truncate(self.said.trim_end_matches(' ').len());
        self.said.push('\n');
        self.said.push_str(&" ".repeat(margin));
        self.used = margin;
    }
}

/// The words of a command: what is quoted and what stands for something else are words, whatever spaces they hold.
fn words(command: &str) -> Vec<&str> {
    let (mut words, mut start, mut within) = (Vec::new(), 0, None);
    for (at, mark) in command.char_indices() {
        match (within, mark) {
            (None, '\'') => within = Some('\''),
            (None, '〈') => within = Some('〉'),
            (Some(end), _) if end == mark => within = None,
            (None, ' ') => {
                words.push(&command[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    words.push(&command[start..]);
    words.retain(|word| !word.is_empty());
    words
}

/// Where a line goes on: below its last column, unless that leaves too little room, else a little further in than it begins.
fn margin(line: &str, width: usize) -> usize {
    let plain = COLOUR.as_ref().map_or(line.into(), |colour| colour.replace_all(line, ""));
    let indent = plain.len() - plain.trim_start_matches(' ').len();
    let ends = plain.match_indices(' ').map(|(at, space)| at + space.len());
    let gaps = ends.filter(|at| *at > indent && plain[..*at].ends_with("  ") && !plain[*at..].starts_with(' '));
    let columns = gaps.map(|at| plain[..at].width());
    columns.filter(|at| *at <= width / 2).max().unwrap_or(indent + 2)
}

/// A part of a line.
enum Part<'l> {
    /// What is not broken.
    Piece(String),
    /// A command by itself.
    Command(&'l str),
}

/// The parts of a line of which so many columns can be used.
fn parts(line: &str, room: usize) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut told = 0;
    for found in WHOLE.iter().flat_map(|whole| whole.captures_iter(line)) {
        let Some(whole) = found.get(0) else { continue };
        pieces(&line[told..whole.start()]).for_each(|piece| add(&mut parts, piece));
        told = whole.end();
        let text = whole.as_str();
        if found.get(1).is_some() {
            let rest = &line[told..];
            // A bracket it stands in is closed behind it; what parts it from more is a new line.
            let closed = told + if rest.starts_with(SEPARATORS) { 0 } else { leading(rest, is_closing) };
            parts.push(Part::Command(line[whole.start()..closed].trim_end()));
            told = closed + leading(&line[closed..], |mark| mark == ' ' || SEPARATORS.contains(&mark));
        } else if is_short(text, room) {
            add(&mut parts, text);
        } else if text.starts_with('`') {
            text.split_inclusive(' ').for_each(|word| add(&mut parts, word));
        } else {
            pieces(text).for_each(|piece| add(&mut parts, piece));
        }
    }
    pieces(&line[told..]).for_each(|piece| add(&mut parts, piece));
    parts
}

/// How much of a text, from its beginning, is of such marks.
fn leading(text: &str, such: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(such).len()
}

/// Whether what may stay whole does: a path and a placeholder always, what is quoted unless it would leave holes.
fn is_short(text: &str, room: usize) -> bool {
    match text.chars().next() {
        Some('`') => columns(text) <= room,
        Some('“' | '《') => columns(text) <= room / 2,
        _ => true,
    }
}

/// Adds a piece, to the one before it if no line may end between them.
fn add(parts: &mut Vec<Part<'_>>, piece: &str) {
    match parts.last_mut() {
        Some(Part::Piece(last)) if piece.starts_with(is_closing) || last.ends_with(is_opening) => last.push_str(piece),
        _ => parts.push(Part::Piece(piece.to_owned())),
    }
}

#[cfg(test)]
mod tests;
