//! Restricts the language of templates, so that results and the work of making them stay small.
//!
//! Templates have no variables and no other repetition than loops over existing facts, and tags are short. So no value
//! gets much larger than a fact, and nothing is nested too deeply for a small stack.

use super::filter::FILTERS;
use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::{Text, hidden, line_and_column};
use minijinja::machinery::{Token, Tokenizer};
use minijinja::syntax::SyntaxConfig;

/// Most bytes of a template.
const SOURCE: usize = 256 << 10;

/// Most tokens in one tag. A title composed of its parts has fifteen.
const WORDS: usize = 100;

/// Deepest nesting of brackets.
const BRACKETS: usize = 20;

/// Deepest nesting of tags. Each `elif` is nested in the branch before it.
const DEPTH: usize = 40;

/// Keywords that begin a tag.
const STATEMENTS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// Tests, after `is`.
pub(super) const TESTS: [&str; 3] = ["defined", "undefined", "none"];

/// Checks a template before it is rendered, and returns line and column of its first loop, without which the result is
/// no larger than the template. What cannot be split into tokens is left to the parser.
///
/// # Errors
/// The first thing that is not allowed.
pub(super) fn check(path: &str, text: &str, syntax: SyntaxConfig) -> Result<Option<(usize, usize)>, Diagnostic> {
    if text.len() > SOURCE {
        let kib = SOURCE >> 10;
        return Err(Diagnostic::new(text!(zh: "模板超过 {kib} KiB", en: "the template is larger than {kib} KiB"))
            .at(Location::file(path))
            .hint(Text::new(
                "删去多余的内容；文书模板一般只有几页",
                "shorten it; a paper's template has a few pages",
            )));
    }
    let wrong = |Diagnostic { message: Text { zh, en }, hint, .. }, byte| {
        let message = text!(zh: "模板有误：{zh}", en: "the template is wrong: {en}");
        let (line, column) = line_and_column(text, byte);
        Diagnostic { message, place: Some(Location::at(path, line, column)), hint, is_beside: false }
    };
    if let Some((byte, c)) = hidden(text).next() {
        return Err(wrong(invisible(c), byte));
    }
    let mut first_loop = None;
    let mut reading = Reading::default();
    let mut words = Tokenizer::new(text, path, false, syntax);
    while let Ok(Some((word, span))) = words.next_token() {
        let byte = span.start_offset as usize;
        reading.next(&word).map_err(|problem| wrong(problem, byte))?;
        if first_loop.is_none() && reading.statement == Some("for") {
            first_loop = Some(line_and_column(text, byte));
        }
    }
    Ok(first_loop)
}

/// Whether a template names a fact, `session` in `{{ session.time }}` and in `{% if session["time"] %}`.
pub(super) fn names(text: &str, fact: &str, syntax: SyntaxConfig) -> bool {
    let (mut words, mut is_part) = (Tokenizer::new(text, "", false, syntax), false);
    while let Ok(Some((word, _))) = words.next_token() {
        if matches!(word, Token::Ident(name) if name == fact && !is_part) {
            return true;
        }
        // After a dot stands a part of another fact, after a bar a filter.
        is_part = matches!(word, Token::Dot | Token::Pipe);
    }
    false
}

/// The state of reading a template.
#[derive(Default)]
struct Reading<'t> {
    /// Tokens of the open tag so far.
    words: usize,
    /// Its open brackets.
    brackets: usize,
    /// The keyword of the open tag.
    statement: Option<&'t str>,
    before: Before<'t>,
    /// The open conditions and loops, each with the number of its branches.
    open: Vec<usize>,
}

/// What is before a token.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Before<'t> {
    #[default]
    Other,
    Statement,
    Pipe,
    Is,
    Word(&'t str),
}

impl<'t> Reading<'t> {
    fn next(&mut self, word: &Token<'t>) -> Result<(), Diagnostic> {
        let before = std::mem::take(&mut self.before);
        match word {
            Token::TemplateData(_) | Token::VariableEnd | Token::BlockEnd => return Ok(()),
            Token::VariableStart | Token::BlockStart => {
                (self.words, self.brackets, self.statement) = (0, 0, None);
                if matches!(word, Token::BlockStart) {
                    self.before = Before::Statement;
                }
                return Ok(());
            }
            _ => {}
        }
        self.words += 1;
        if self.words > WORDS {
            return Err(Diagnostic::new(text!(zh: "标签超过 {WORDS} 个词", en: "the tag has more than {WORDS} words"))
                .hint(Text::new("拆成几个标签", "make several of it")));
        }
        match word {
            Token::ParenOpen | Token::BracketOpen | Token::BraceOpen => self.brackets += 1,
            Token::ParenClose | Token::BracketClose | Token::BraceClose => {
                self.brackets = self.brackets.saturating_sub(1);
            }
            _ => {}
        }
        if self.brackets > BRACKETS {
            return Err(Diagnostic::new(
                text!(zh: "括号嵌套超过 {BRACKETS} 层", en: "brackets stand more than {BRACKETS} deep"),
            )
            .hint(Text::new("减少层数", "nest them less deeply")));
        }
        match word {
            Token::Ident(name) => self.name(before, name),
            Token::Str(text) => ensure_visible(text),
            Token::String(text) => ensure_visible(text),
            Token::Mul | Token::Pow => {
                Err(Diagnostic::new(text!(zh: "模板里没有 {word}", en: "templates know no {word}"))
                    .hint(Text::new("要重复的，用 `{% for %}`", "what is to be repeated stands in `{% for %}`")))
            }
            // A loop goes over existing facts only, so that nested loops cannot make anything larger.
            Token::Tilde | Token::Plus | Token::BracketOpen | Token::BraceOpen if self.statement == Some("for") => {
                Err(not_in_a_loop(word))
            }
            Token::ParenOpen if self.statement == Some("for") && before != Before::Word("range") => {
                Err(not_in_a_loop(word))
            }
            Token::Pipe => {
                self.before = Before::Pipe;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn name(&mut self, before: Before, name: &'t str) -> Result<(), Diagnostic> {
        self.before = if name == "is" { Before::Is } else { Before::Word(name) };
        match before {
            Before::Statement => {
                known(name, &STATEMENTS, "语句", "statement")?;
                self.statement = Some(name);
                self.nest(name)
            }
            Before::Pipe => known(name, &FILTERS.map(|(name, ..)| name), "过滤器", "filter"),
            Before::Is if name == "not" => {
                self.before = Before::Is;
                Ok(())
            }
            Before::Is => known(name, &TESTS, "判断", "test"),
            _ if name == "recursive" && self.statement == Some("for") => Err(not_in_a_loop(&Token::Ident("recursive"))),
            _ => Ok(()),
        }
    }

    fn nest(&mut self, statement: &str) -> Result<(), Diagnostic> {
        match statement {
            "if" | "for" => self.open.push(1),
            "elif" => self.open.iter_mut().next_back().into_iter().for_each(|branches| *branches += 1),
            "endif" | "endfor" => drop(self.open.pop()),
            _ => {}
        }
        if self.open.iter().sum::<usize>() <= DEPTH {
            return Ok(());
        }
        Err(Diagnostic::new(text!(
            zh: "条件和循环嵌套超过 {DEPTH} 层（每个 `elif` 也算一层）",
            en: "conditions and loops stand more than {DEPTH} deep, each `elif` one deeper"
        ))
        .hint(Text::new("减少层数", "nest them less deeply")))
    }
}

fn known(name: &str, among: &[&str], zh: &str, en: &str) -> Result<(), Diagnostic> {
    if among.contains(&name) {
        return Ok(());
    }
    let known = among.join("`, `");
    Err(Diagnostic::new(text!(zh: "没有{zh} `{name}`", en: "there is no {en} `{name}`"))
        .hint(text!(zh: "可用：`{known}`", en: "known are: `{known}`")))
}

fn ensure_visible(text: &str) -> Result<(), Diagnostic> {
    hidden(text).next().map_or(Ok(()), |(_, c)| Err(invisible(c)))
}

fn invisible(c: char) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(c));
    Diagnostic::new(text!(zh: "含看不见的字符 {code}", en: "it holds the hidden character {code}"))
        .hint(Text::new("删去它", "take it out"))
}

fn not_in_a_loop(word: &Token) -> Diagnostic {
    let word = if let Token::Ident(name) = word { format!("`{name}`") } else { word.to_string() };
    Diagnostic::new(text!(zh: "`for` 里不能用 {word}", en: "`for` takes no {word}")).hint(Text::new(
        "写作 `{% for item in plan.items %}` 或 `{% for nth in range(5) %}`",
        "write `{% for item in plan.items %}` or `{% for nth in range(5) %}`",
    ))
}
