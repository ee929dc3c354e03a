//! What is known of the papers that a template makes before there are facts: their words, line by line.

use super::{Template, syntax};
use minijinja::machinery::ast::Stmt;
use minijinja::machinery::parse;

/// A paper in which every tag prints the same. Its lines are those of the template.
pub struct Outline {
    /// The text of the paper.
    pub text: String,
    /// Lines of the template before its first.
    pub lines_before: usize,
    /// How far the template was read.
    read: usize,
}

/// What a tag may print: a day, a number, yes; each is a text too.
const PRINTED: [&str; 3] = ["2026-01-01", "1", "true"];

/// What tags print, and which way conditions and loops go.
#[derive(Clone, Copy)]
struct Way {
    printed: &'static str,
    is_so: bool,
    has_entries: bool,
}

impl Outline {
    fn write(&mut self, template: &str, nodes: &[Stmt], way: Way) {
        for node in nodes {
            match node {
                Stmt::EmitRaw(words) => {
                    self.add(template, words.span().start_offset as usize, words.raw);
                    self.read += words.raw.len();
                }
                Stmt::EmitExpr(tag) => self.add(template, tag.span().start_offset as usize, way.printed),
                Stmt::IfCond(of) => self.write(template, if way.is_so { &of.true_body } else { &of.false_body }, way),
                Stmt::ForLoop(of) => self.write(template, if way.has_entries { &of.body } else { &of.else_body }, way),
                // No others are allowed.
                _ => {}
            }
        }
    }

    /// Adds what stands at a place of the template, on the same line as there.
    fn add(&mut self, template: &str, at: usize, words: &str) {
        let passed = template.get(self.read..at).unwrap_or_default().matches('\n').count();
        if self.text.is_empty() {
            self.lines_before += passed;
        } else {
            self.text.extend(std::iter::repeat_n('\n', passed));
        }
        self.text += words;
        self.read = at;
    }
}

impl Template {
    /// The papers that it can make, as far as they differ by what tags print and by their branches: every condition holds or
    /// none does, and every loop has one entry or none. Nothing if it cannot be parsed.
    #[must_use]
    pub fn outlines(&self) -> Vec<Outline> {
        // The parser needs a stack as deep as tags are nested.
        if self.check().is_err() {
            return Vec::new();
        }
        let Ok(Stmt::Template(whole)) = syntax().and_then(|syntax| parse(&self.text, &self.path, syntax)) else {
            return Vec::new();
        };
        let branches = [(true, true), (true, false), (false, true), (false, false)];
        let ways = branches.into_iter().flat_map(|(is_so, has_entries)| {
            PRINTED.into_iter().map(move |printed| Way { printed, is_so, has_entries })
        });
        let outline = |way| {
            let mut outline = Outline { text: String::new(), lines_before: 0, read: 0 };
            outline.write(&self.text, &whole.children, way);
            outline
        };
        ways.map(outline).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_template() {
        let text = "{# note #}\n---\n{% if a %}\nto: [{{ a }}]\n{% else %}\nto: 甲\n{% endif %}\n---\n{% for b in c %}\nx\n{% endfor %}\nend\n";
        let outlines = Template { path: "t.md".into(), text: text.into() }.outlines();
        let texts: Vec<&str> = outlines.iter().map(|outline| outline.text.as_str()).collect();
        assert!(outlines.iter().all(|outline| outline.lines_before == 1));
        assert_eq!(texts[0], "---\n\nto: [2026-01-01]\n\n\n\n---\n\nx\n\nend");
        assert_eq!(texts[11], "---\n\n\n\nto: 甲\n\n---\n\n\n\nend");
    }
}
