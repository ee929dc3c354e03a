//! Texts that nest more deeply than any record.

/// Where a text nests more deeply than any record does. The parser would find out as well, but
/// takes time quadratic in the depth.
pub(super) fn too_deep(text: &str) -> Option<(usize, usize)> {
    const DEEPEST: usize = 100;
    /// Bytes below which no nesting is deep enough to take long.
    const HARMLESS: usize = 4096;
    if text.len() < HARMLESS {
        return None;
    }
    let mut open = 0_usize;
    for (number, line) in text.lines().enumerate() {
        let dashes = line.split(' ').take_while(|part| matches!(*part, "-" | "?" | "")).count();
        if dashes > DEEPEST && line.matches("- ").count() > DEEPEST {
            return Some((number + 1, 1));
        }
        // A line that begins a block closes whatever brackets its text left open.
        if line.starts_with(|c: char| c == '-' || c.is_alphanumeric()) {
            open = 0;
        }
        for (column, c) in line.chars().enumerate() {
            match c {
                '[' | '{' => open += 1,
                ']' | '}' => open = open.saturating_sub(1),
                '#' => break,
                _ => {}
            }
            if open > DEEPEST {
                return Some((number + 1, column + 1));
            }
        }
    }
    None
}
