//! What a template may say: little enough that what it makes, and the work of making it, stays small.
//!
//! Nothing is kept from one tag to the next, nothing is repeated but by a loop over what is there, and a tag is short.
//! So no value is much larger than a fact, and nothing is nested deeper than a small stack holds.

use crate::diagnostic::{Diagnostic, Location};
use crate::text;
use crate::text::{Text, hidden, line_and_column};
use minijinja::machinery::{Token, Tokenizer};
use minijinja::syntax::SyntaxConfig;

/// Bytes of a template.
const SOURCE: usize = 256 << 10;

/// Words and signs in one tag: a title put together of its parts has fifteen.
const WORDS: usize = 100;

/// Brackets within one another.
const BRACKETS: usize = 20;

/// Tags within one another; each `elif` is one within what stands before it.
const DEPTH: usize = 40;

/// What a tag may begin with.
const STATEMENTS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// What may stand after `|`.
pub(super) const FILTERS: [&str; 9] =
    ["cn_date", "yaml", "cell", "default", "first", "join", "last", "length", "replace"];

/// What may stand after `is`.
pub(super) const TESTS: [&str; 3] = ["defined", "undefined", "none"];

/// Looks through a template before anything is made of it; gives the line and column of its first loop, for without
/// one it makes no more than it is. What is not even made of words is left to the parser to name.
///
/// # Errors
/// The first thing that no template may say.
pub(super) fn spoken(path: &str, text: &str, syntax: SyntaxConfig) -> Result<Option<(usize, usize)>, Diagnostic> {
    if text.len() > SOURCE {
        let kib = SOURCE >> 10;
        return Err(Diagnostic::new(text!(zh: "模板超过 {kib} KiB", en: "the template is larger than {kib} KiB"))
            .at(Location::file(path))
            .hint(Text::new(
                "删去多余的内容；文书模板一般只有几页",
                "shorten it; a paper's template has a few pages",
            )));
    }
    let at = |byte: usize| {
        let (line, column) = line_and_column(text, byte);
        Location::at(path, line, column)
    };
    let wrong = |Diagnostic { message: Text { zh, en }, hint, .. }, byte| {
        let message = text!(zh: "模板有误：{zh}", en: "the template is wrong: {en}");
        Diagnostic { message, place: Some(at(byte)), hint, is_beside: false }
    };
    if let Some((byte, c)) = hidden(text).next() {
        return Err(wrong(unseen(c), byte));
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

/// How far a template has been read.
#[derive(Default)]
struct Reading<'t> {
    /// Words of the open tag.
    words: usize,
    /// Its open brackets.
    brackets: usize,
    /// What the open tag begins with.
    statement: Option<&'t str>,
    before: Before<'t>,
    /// The open conditions and loops, each with its branches.
    open: Vec<usize>,
}

/// What stands before a word.
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
                text!(zh: "括号套了 {BRACKETS} 层以上", en: "brackets stand more than {BRACKETS} deep"),
            )
            .hint(Text::new("减少层数", "nest them less deeply")));
        }
        match word {
            Token::Ident(name) => self.name(before, name),
            Token::Str(said) => seen(said),
            Token::String(said) => seen(said),
            Token::Mul | Token::Pow => {
                Err(Diagnostic::new(text!(zh: "模板里没有 {word}", en: "templates know no {word}"))
                    .hint(Text::new("要重复的，用 `{% for %}`", "what is to be repeated stands in `{% for %}`")))
            }
            // What a loop goes over is there already, so that loops in loops make nothing larger.
            Token::Tilde | Token::Plus | Token::BracketOpen | Token::BraceOpen if self.statement == Some("for") => {
                Err(over_what_is_there(word))
            }
            Token::ParenOpen if self.statement == Some("for") && before != Before::Word("range") => {
                Err(over_what_is_there(word))
            }
            Token::Pipe => {
                self.before = Before::Pipe;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn name(&mut self, before: Before, name: &'t str) -> Result<(), Diagnostic> {
        let known = |among: &[&str], zh: &str, en: &str| {
            if among.contains(&name) {
                return Ok(());
            }
            let known = among.join("`, `");
            Err(Diagnostic::new(text!(zh: "没有{zh} `{name}`", en: "there is no {en} `{name}`"))
                .hint(text!(zh: "可用：`{known}`", en: "known are: `{known}`")))
        };
        self.before = if name == "is" { Before::Is } else { Before::Word(name) };
        match before {
            Before::Statement => {
                known(&STATEMENTS, "语句", "statement")?;
                self.statement = Some(name);
                self.nest(name)
            }
            Before::Pipe => known(&FILTERS, "过滤器", "filter"),
            Before::Is if name == "not" => {
                self.before = Before::Is;
                Ok(())
            }
            Before::Is => known(&TESTS, "判断", "test"),
            _ if name == "recursive" && self.statement == Some("for") => {
                Err(over_what_is_there(&Token::Ident("recursive")))
            }
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
            zh: "条件和循环套了 {DEPTH} 层以上（每个 `elif` 也算一层）",
            en: "conditions and loops stand more than {DEPTH} deep, each `elif` one deeper"
        ))
        .hint(Text::new("减少层数", "nest them less deeply")))
    }
}

fn seen(said: &str) -> Result<(), Diagnostic> {
    hidden(said).next().map_or(Ok(()), |(_, c)| Err(unseen(c)))
}

fn unseen(c: char) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(c));
    Diagnostic::new(text!(zh: "含看不见的字符 {code}", en: "it holds the hidden character {code}"))
        .hint(Text::new("删去它", "take it out"))
}

fn over_what_is_there(word: &Token) -> Diagnostic {
    let said = if let Token::Ident(name) = word { format!("`{name}`") } else { word.to_string() };
    Diagnostic::new(text!(zh: "`for` 里不能用 {said}", en: "`for` takes no {said}")).hint(Text::new(
        "写作 `{% for item in plan.items %}` 或 `{% for nth in range(5) %}`",
        "write `{% for item in plan.items %}` or `{% for nth in range(5) %}`",
    ))
}
