//! Finds quotes that the regulation's own text does not have.

use super::{Flaws, path_in_rule};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;

/// Lines of `source.txt` that begin with this are notes.
const NOTE: char = '#';

/// The text of a regulation without notes and white space, because its lines break where its pages did. `None` if nothing
/// is left.
pub(crate) fn without_space(text: &str) -> Option<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with(NOTE));
    let text: String = lines.flat_map(str::chars).filter(|c| !is_space(*c)).collect();
    (!text.is_empty()).then_some(text)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// `text` comes from [`without_space`].
pub(super) fn check(regulation: &Regulation, text: &str, flaws: &mut Flaws) {
    for (index, rule) in regulation.rules.iter().enumerate() {
        let quote: Vec<char> = rule.quote.chars().filter(|c| !is_space(*c)).collect();
        if text.contains(&string(&quote)) {
            continue;
        }
        let id = &rule.id;
        // A binary search finds the longest beginning that is in the text; there the two differ.
        let (mut agrees, mut differs) = (0, quote.len());
        while differs - agrees > 1 {
            let length = agrees.midpoint(differs);
            if text.contains(&string(&quote[..length])) {
                agrees = length;
            } else {
                differs = length;
            }
        }
        let hint = match agrees {
            0 => Text::new("从 source.txt 照抄", "copy the words from source.txt"),
            length => {
                let (from, differs) = (length.saturating_sub(12), quote[length]);
                let last = string(&quote[from..length]);
                let beginning = string(&quote[..length]);
                let at = text.find(&beginning).map_or(0, |at| at + beginning.len());
                let there: String = text[at..].chars().take(8).collect();
                text!(
                    zh: "到“{last}”为止一致，之后引文是“{differs}”，原文是“{there}”",
                    en: "they agree up to “{last}”; then the quote has “{differs}”, the text “{there}”"
                )
            }
        };
        flaws.add(
            path_in_rule(index, &["quote"]),
            text!(zh: "规则 `{id}` 的引文不在 source.txt 中", en: "the quote of rule `{id}` is not in source.txt"),
            hint,
        );
    }
}

fn string(characters: &[char]) -> String {
    characters.iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_line_breaks_are_no_part_of_the_text() {
        assert_eq!(without_space("# 抄自\n第一条　 为了\r\n 规范\n").as_deref(), Some("第一条为了规范"));
        assert_eq!(without_space("# 尚无\n\n"), None);
    }
}
