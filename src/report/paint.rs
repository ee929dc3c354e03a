//! Colours of a terminal by what they mean. Without `colour` a text stays as it is.

fn painted(code: &str, text: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// An error, or something overdue.
#[must_use]
pub fn red(text: &str, colour: bool) -> String {
    painted("1;31", text, colour)
}

/// A warning, or something due soon.
#[must_use]
pub fn yellow(text: &str, colour: bool) -> String {
    painted("33", text, colour)
}

/// Nothing wrong.
#[must_use]
pub fn green(text: &str, colour: bool) -> String {
    painted("32", text, colour)
}

/// A heading.
#[must_use]
pub fn bold(text: &str, colour: bool) -> String {
    painted("1", text, colour)
}

/// Something less important.
#[must_use]
pub fn faint(text: &str, colour: bool) -> String {
    painted("2", text, colour)
}
