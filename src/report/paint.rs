//! Colour, where it is wanted.

fn painted(code: &str, text: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Something wrong.
#[must_use]
pub fn red(text: &str, colour: bool) -> String {
    painted("1;31", text, colour)
}

/// Something to mind.
#[must_use]
pub fn yellow(text: &str, colour: bool) -> String {
    painted("33", text, colour)
}

/// Something well.
#[must_use]
pub fn green(text: &str, colour: bool) -> String {
    painted("32", text, colour)
}

/// A heading.
#[must_use]
pub fn bold(text: &str, colour: bool) -> String {
    painted("1", text, colour)
}

/// Something beside the point.
#[must_use]
pub fn faint(text: &str, colour: bool) -> String {
    painted("2", text, colour)
}
