//! Folds lines that are wider than the terminal; a folded line continues below its last column. What people copy can be
//! copied: a command has lines of its own, and paths, placeholders and quoted words stay whole.

use super::breaks::{is_closing, is_opening, pieces};
use regex::Regex;
use std::sync::LazyLock;
use unicode_width::UnicodeWidthStr as _;

/// What may stay whole. The first group is a command, of this program or of git; it ends at the first mark that no
/// unquoted argument contains.
static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"`[^`]*`|((?:yijuan|git (?:checkout|config|diff|fetch|log|restore|rm|show|switch|update-index)) ",
        r"(?:'[^']*'|〈[^〉]*〉|,[^ ]|[^；;，,。（）`])*)|“[^“”]*”|《[^《》]*》|〈[^〉]*〉",
        r"|[A-Za-z0-9._~][^\s：；，。、（）“”]*/[^\s：；，。、（）“”]*",
    ))
    .ok()
});

/// Codes that colour a text and have no width.
static COLOUR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("\u{1b}\\[[0-9;]*m").ok());

/// Tells a shell that a command continues on the next line.
const GOES_ON: &str = " \\";

/// Marks between a command and the text after it.
const SEPARATORS: [char; 4] = ['；', ';', '，', ','];

/// Folds every line of a page that is wider than `width` columns.
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
    let mut lines = Lines { text: String::new(), used: 0, margin: margin(line, width), width };
    for part in parts(line, width.saturating_sub(lines.margin)) {
        match part {
            Part::Piece(piece) => lines.piece(&piece),
            Part::Command(command) => lines.command(command),
        }
    }
    lines.text
}

/// The lines being filled.
struct Lines {
    text: String,
    used: usize,
    margin: usize,
    width: usize,
}

impl Lines {
    fn piece(&mut self, piece: &str) {
        if self.used + columns(piece.trim_end()) > self.width && self.used > self.margin {
            self.go_on(self.margin);
        }
        self.text.push_str(piece);
        self.used += columns(piece);
    }

    /// Adds a command on lines of its own, which a shell reads as one.
    fn command(&mut self, command: &str) {
        let line = self.text.rsplit('\n').next().unwrap_or_default();
        if line.contains(char::is_alphanumeric) {
            self.go_on(self.margin);
        }
        let words = words(command);
        for (nth, word) in words.iter().enumerate() {
            // An option stays with its value.
            let with = words.get(nth + 1).filter(|next| word.starts_with("--") && !next.starts_with("--"));
            let room = columns(word) + with.map_or(0, |value| 1 + columns(value));
            let behind = if nth + 1 + usize::from(with.is_some()) < words.len() { GOES_ON.len() } else { 0 };
            if nth > 0 && self.used + 1 + room + behind > self.width {
                self.text.push_str(GOES_ON);
                self.go_on(self.margin + 2);
            } else if nth > 0 {
                self.text.push(' ');
                self.used += 1;
            }
            self.text.push_str(word);
            self.used += columns(word);
        }
        // Text after a command begins a new line.
        self.used = self.used.max(self.width + 1);
    }

    fn go_on(&mut self, margin: usize) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
        self.text.push_str(&" ".repeat(margin));
        self.used = margin;
    }
}

/// The words of a command; a quoted word or a placeholder is one word even with spaces in it.
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

/// Where a folded line continues: below its last column, or two columns further in than it begins if that leaves too
/// little room.
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
    /// Text that is not broken.
    Piece(String),
    /// A command by itself.
    Command(&'l str),
}

/// The parts of a line for lines of `room` columns.
fn parts(line: &str, room: usize) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut end = 0;
    for found in WHOLE.iter().flat_map(|whole| whole.captures_iter(line)) {
        let Some(whole) = found.get(0) else { continue };
        pieces(&line[end..whole.start()]).for_each(|piece| add(&mut parts, piece));
        end = whole.end();
        let text = whole.as_str();
        if found.get(1).is_some() {
            let rest = &line[end..];
            // Brackets around a command close behind it; a separator becomes a new line.
            let closed = end + if rest.starts_with(SEPARATORS) { 0 } else { leading(rest, is_closing) };
            parts.push(Part::Command(line[whole.start()..closed].trim_end()));
            end = closed + leading(&line[closed..], |mark| mark == ' ' || SEPARATORS.contains(&mark));
        } else if is_short(text, room) {
            add(&mut parts, text);
        } else if text.starts_with('`') {
            text.split_inclusive(' ').for_each(|word| add(&mut parts, word));
        } else {
            pieces(text).for_each(|piece| add(&mut parts, piece));
        }
    }
    pieces(&line[end..]).for_each(|piece| add(&mut parts, piece));
    parts
}

/// Bytes at the beginning of a text that are such marks.
fn leading(text: &str, such: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(such).len()
}

/// Whether a part stays whole: paths and placeholders always, quoted words unless they would leave gaps.
fn is_short(text: &str, room: usize) -> bool {
    match text.chars().next() {
        Some('`') => columns(text) <= room,
        Some('“' | '《') => columns(text) <= room / 2,
        _ => true,
    }
}

/// Adds a piece; joins it to the last one if no line may end between them.
fn add(parts: &mut Vec<Part<'_>>, piece: &str) {
    match parts.last_mut() {
        Some(Part::Piece(last)) if piece.starts_with(is_closing) || last.ends_with(is_opening) => last.push_str(piece),
        _ => parts.push(Part::Piece(piece.to_owned())),
    }
}

#[cfg(test)]
mod tests;
