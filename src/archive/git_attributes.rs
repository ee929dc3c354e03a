//! The `.gitattributes` of an archive: which line ends are fixed, and which lists are merged by union.

/// The attributes that prescribe line ends.
pub(super) const EOL: &str = " text eol=lf";

/// The `.gitattributes` of an archive. Line ends are fixed because they are part of what is signed, and lists are merged
/// by union because two branches may both add entries. Other merges are left to people.
pub const GIT_ATTRIBUTES: &str = "\
*.md text eol=lf
*.yml text eol=lf
*.csv -text
*.sig text eol=lf
people.yml merge=union
rooms.yml merge=union
units.yml merge=union
**/events.yml merge=union
**/roster.yml merge=union
**/suggestions.yml merge=union
**/waivers.yml merge=union
**/attests.yml merge=union
**/reviews/*.yml merge=union
plans/*/items.yml merge=union
numbers/*.yml merge=union
filing/*.yml merge=union
";

/// A `.gitattributes` with the missing lines before its first line, so that any line already there takes precedence in
/// git. The existing text stays byte for byte.
#[must_use]
pub fn with_attributes(known: &[u8]) -> Vec<u8> {
    with_lines(known, &missing(known))
}

/// The lines of [`GIT_ATTRIBUTES`] that a `.gitattributes` does not settle yet, in whatever way.
pub(super) fn missing(known: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(known);
    let text = text.trim_start_matches('\u{feff}');
    GIT_ATTRIBUTES.lines().filter(|line| !settles(text, line)).collect()
}

fn settles(known: &str, line: &str) -> bool {
    let (pattern, wanted) = line.split_once(' ').unwrap_or((line, ""));
    let wanted = attribute(wanted.split(' ').next().unwrap_or_default());
    known.lines().any(|line| {
        let mut words = line.split_whitespace();
        words.next() == Some(pattern) && words.any(|word| attribute(word) == wanted)
    })
}

/// The word of a line of a `.gitattributes` by which git would hide or change decisions, comments and events, if the line
/// may be about them.
#[must_use]
pub fn hidden_by(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let (pattern, words) = match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
        None => line.split_once(char::is_whitespace)?,
    };
    if pattern.starts_with('#') {
        return None;
    }
    words.split_whitespace().find(|word| hides(word)).filter(|_| may_be_of_lists(pattern))
}

/// Whether an attribute hides changes, converts what is committed, or merges otherwise than by union.
fn hides(word: &str) -> bool {
    let (name, value) = word.split_once('=').unwrap_or((word, ""));
    match name {
        "-diff" | "binary" | "-text" | "-crlf" | "-merge" | "filter" | "ident" | "working-tree-encoding" => true,
        "merge" => !matches!(value, "" | "union"),
        "eol" => value != "lf",
        "diff" => !value.is_empty(),
        _ => false,
    }
}

/// Whether a pattern may match `events.yml` or a file of `reviews/`: what ends otherwise than in `.yml` does not, nor what
/// lies among photos and materials. `[attr]` gives attributes a name, which may then stand in any line.
fn may_be_of_lists(pattern: &str) -> bool {
    if pattern.starts_with("[attr]") {
        return true;
    }
    let mut parts = pattern.rsplit('/');
    let last = parts.next().unwrap_or_default();
    if parts.any(|folder| matches!(folder, "photos" | "materials")) {
        return false;
    }
    let is_named = UNITED.contains(&last);
    let ending =
        last.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.chars().all(char::is_alphanumeric));
    !is_named && ending.is_none_or(|ending| ending.eq_ignore_ascii_case("yml"))
}

/// Lists whose entries may change.
const UNITED: [&str; 8] = [
    "people.yml",
    "rooms.yml",
    "units.yml",
    "roster.yml",
    "suggestions.yml",
    "waivers.yml",
    "attests.yml",
    "items.yml",
];

/// The file with these lines first, after its byte order mark.
pub(super) fn with_lines(known: &[u8], lines: &[&str]) -> Vec<u8> {
    let line_end = if known.windows(2).any(|two| two == b"\r\n") { "\r\n" } else { "\n" };
    let mark = if known.starts_with("\u{feff}".as_bytes()) { "\u{feff}".len() } else { 0 };
    let added: String = lines.iter().flat_map(|line| [*line, line_end]).collect();
    [&known[..mark], added.as_bytes(), &known[mark..]].concat()
}

/// The name of an attribute that is set, unset or given a value. `eol` and `binary` also settle `text`.
fn attribute(word: &str) -> &str {
    match word.trim_start_matches(['-', '!']).split('=').next().unwrap_or_default() {
        "eol" | "binary" => "text",
        name => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_decisions_is_told_from_what_is_about_photos() {
        for (line, word) in [
            ("* -diff", Some("-diff")),
            ("**/reviews/*.yml text eol=lf -diff", Some("-diff")),
            ("topics/** binary", Some("binary")),
            ("*.yml merge=ours", Some("merge=ours")),
            ("events.yml filter=mine", Some("filter=mine")),
            ("[attr]mine.jpg -text", Some("-text")),
            ("**/reviews/*.yml merge=union", None),
            ("*.yml text eol=lf", None),
            ("people.yml -merge", None),
            ("\"topics/两 张.jpg\" binary", None),
            ("\"topics/** \" binary", Some("binary")),
            ("*.jpg binary", None),
            ("**/materials/** -text", None),
            ("topics/2026/003-x/photos/* binary", None),
            ("# * -diff", None),
        ] {
            assert_eq!(hidden_by(line), word, "{line}");
        }
        assert!(GIT_ATTRIBUTES.lines().all(|line| hidden_by(line).is_none()));
    }

    #[test]
    fn attributes_that_somebody_settled_stay() {
        let known = b"*.png binary\r\npeople.yml -merge\r\n*.md text eol=crlf";
        let whole = String::from_utf8(with_attributes(known)).unwrap();
        assert!(
            whole.starts_with("*.yml text eol=lf\r\n*.csv -text\r\n*.sig text eol=lf\r\nrooms.yml merge=union\r\n"),
            "{whole}"
        );
        assert!(whole.ends_with("merge=union\r\n*.png binary\r\npeople.yml -merge\r\n*.md text eol=crlf"), "{whole}");
        let settled =
            String::from_utf8(with_attributes("\u{feff}*.yml eol=crlf\ntopics/** -text\n".as_bytes())).unwrap();
        assert!(settled.starts_with("\u{feff}*.md text eol=lf\n*.csv"), "{settled}");
        assert!(
            settled.ends_with("\n*.yml eol=crlf\ntopics/** -text\n") && !settled.contains("*.yml text"),
            "{settled}"
        );
        assert_eq!(with_attributes(whole.as_bytes()), whole.as_bytes());
        assert_eq!(with_attributes(b""), GIT_ATTRIBUTES.as_bytes());
    }
}
