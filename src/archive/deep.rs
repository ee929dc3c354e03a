//! Finds text that nests too deeply for a YAML parser to read quickly.

/// Line and column where a text nests more deeply than any record does. The parser would refuse it as well, but only
/// after a time quadratic in the depth.
pub(super) fn too_deep(text: &str) -> Option<(usize, usize)> {
    const DEEPEST: usize = 100;
    /// Texts below this many bytes cannot nest deeply enough to take long.
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
        // A new block at the margin ends any flow value, even if a bracket was left open in a text.
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
