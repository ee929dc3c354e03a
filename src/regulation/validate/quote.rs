//! Quotes that the regulation's own text does not have.

use super::{Flaws, of_rule};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;

/// Lines that begin so in `source.txt` are notes and no part of the text.
const NOTE: char = '#';

/// The text of a regulation without notes and white space, for a text breaks lines where its pages did; nothing
/// if there is nothing else in it.
pub(crate) fn run_together(text: &str) -> Option<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with(NOTE));
    let together: String = lines.flat_map(str::chars).filter(|c| !is_space(*c)).collect();
    (!together.is_empty()).then_some(together)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// `text` is already run together.
pub(super) fn look(regulation: &Regulation, text: &str, flaws: &mut Flaws) {
    for (index, rule) in regulation.rules.iter().enumerate() {
        let quote: Vec<char> = rule.quote.chars().filter(|c| !is_space(*c)).collect();
        let beginning = |length: usize| quote[..length].iter().collect::<String>();
        if text.contains(&beginning(quote.len())) {
            continue;
        }
        let id = &rule.id;
        // The longest beginning that the text does have shows where the two part; a shorter one is there as well.
        let (mut agrees, mut differs) = (0, quote.len());
        while differs - agrees > 1 {
            let length = agrees.midpoint(differs);
            if text.contains(&beginning(length)) {
                agrees = length;
            } else {
                differs = length;
            }
        }
        let hint = match agrees {
            0 => Text::new("从 source.txt 照抄", "copy the words from source.txt"),
            length => {
                let (from, differs) = (length.saturating_sub(12), quote[length]);
                let last: String = quote[from..length].iter().collect();
                let at = text.find(&beginning(length)).map_or(0, |at| at + beginning(length).len());
                let there: String = text[at..].chars().take(8).collect();
                text!(
                    zh: "到“{last}”为止一致，之后引文是“{differs}”，原文是“{there}”",
                    en: "they agree up to “{last}”; then the quote has “{differs}”, the text “{there}”"
                )
            }
        };
        flaws.find(
            of_rule(index, &["quote"]),
            text!(zh: "规则 `{id}` 的引文不在 source.txt 中", en: "the quote of rule `{id}` is not in source.txt"),
            hint,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_line_breaks_are_no_part_of_the_text() {
        assert_eq!(run_together("# 抄自\n第一条　 为了\r\n 规范\n").as_deref(), Some("第一条为了规范"));
        assert_eq!(run_together("# 尚无\n\n"), None);
    }
}
