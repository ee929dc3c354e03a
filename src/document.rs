//! Papers: fills facts into a template and returns Markdown with front matter.
//!
//! Knows no rules, no files and no git. The caller gives the facts and, for missing ones, how they are set. A template
//! names facts (`{{ topic.title }}`); those it prints although they are missing are reported all together.

mod columns;
mod docx;
mod fact;
mod filter;
mod gongwen;
mod html;
mod language;
pub mod measure;
mod message;
mod names;
pub mod office;
mod outline;
mod package;
#[cfg_attr(not(feature = "pdf"), path = "document/pdf/none.rs")]
mod pdf;
mod returned;
mod tables;
#[cfg(test)]
mod tests;

pub use docx::{Edition, MarginComment, Received, docx, is_untouched, read, units, with_changes};
pub use fact::{Blank, Remedy, TemplateValue};
pub use gongwen::{Alignment, Attached, Bars, Block, Gongwen, Imprint, Layout, Markdown, Meta, Run, Style, Table};
pub use html::html;
pub use outline::Outline;
pub use pdf::Typesetter;
pub use returned::{Base, Comment, Mark, Returned, reads_like, returned};
pub use tables::{csv, xlsx};

use crate::calendar::Calendar;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::text;
use crate::text::{Text, line_and_column};
use chinese_number::{ChineseCase, ChineseCountMethod, ChineseVariant, NumberToChinese};
use fact::Unset;
use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, UndefinedBehavior, Value, functions, tests as asks};
use std::io;
use std::sync::Arc;

/// The built-in templates.
static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Steps a template may take. A plan of a thousand topics needs about twenty thousand.
const FUEL: u64 = 100_000;

/// Most bytes of a drafted paper, which should have a few pages.
const PAPER: usize = 1 << 20;

/// A template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Path relative to the archive's root.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A template that facts were filled into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The paper.
    pub text: String,
    /// The facts it leaves open.
    pub blanks: Vec<Blank>,
}

impl Template {
    /// The built-in template of a document of a regulation: its own, or that of all of them.
    #[must_use]
    pub fn built_in(regulation: &str, document: &str) -> Option<Self> {
        let own = BUILT_IN.get_file(format!("{regulation}/documents/{document}.md"));
        let file = own.or_else(|| BUILT_IN.get_file(format!("documents/{document}.md")))?;
        let path = format!("templates/{}", file.path().display());
        Some(Self { path, text: file.contents_utf8()?.to_owned() })
    }

    /// The folder for an archive's own templates of a regulation: `NAME.md`, by the document's Chinese name or id.
    #[must_use]
    pub fn own_folder(regulation: &str) -> String {
        format!("templates/{regulation}/documents")
    }

    /// Checks the template as far as possible without facts.
    ///
    /// # Errors
    /// The first thing in it that is not allowed or cannot be read, at its line.
    pub fn check(&self) -> Result<(), Diagnostic> {
        self.with_template(&Arc::default(), &Unset::default(), |_, _| Ok(()))
    }

    /// Everything that is wrong with it whatever the facts are, of which `facts` has all names that they can have.
    #[must_use]
    pub fn problems(&self, facts: &TemplateValue) -> Diagnostics {
        let found = || {
            self.check()?;
            let syntax = syntax().map_err(|error| self.explain(&error, &Value::UNDEFINED))?;
            names::problems(self, &syntax, facts).map_err(|error| self.explain(&error, &Value::UNDEFINED))
        };
        found().unwrap_or_else(|problem: Diagnostic| vec![problem])
    }

    /// Whether it names a fact, such as `session`.
    #[must_use]
    pub fn names(&self, fact: &str) -> bool {
        syntax().is_ok_and(|syntax| language::names(&self.text, fact, syntax))
    }

    /// Fills the facts into the template.
    ///
    /// # Errors
    /// Every fact it prints that is missing or contains invisible characters, and errors of the template, at its line.
    pub fn render(&self, facts: &TemplateValue, calendar: &Arc<Calendar>) -> Result<Filled, Diagnostics> {
        let (filled, problems) = self.render_as_far_as_known(facts, calendar);
        ensure_none(problems)?;
        Ok(filled)
    }

    /// Fills in the facts that are known; beside it everything because of which it is no paper yet.
    #[must_use]
    pub fn render_as_far_as_known(&self, facts: &TemplateValue, calendar: &Arc<Calendar>) -> (Filled, Diagnostics) {
        let (facts, unfit) = facts.values();
        let (mut paper, unset) = (Paper::default(), Unset::default());
        let written = self.with_template(calendar, &unset, |template, first_loop| {
            let written = template.render_captured_to(&facts, &mut paper).map(drop);
            written.map_err(|error| if paper.full { self.too_large(first_loop) } else { self.explain(&error, &facts) })
        });
        let mut problems = unfit.take();
        problems.extend(written.err());
        let text = format!("{}\n", String::from_utf8_lossy(&paper.text).trim_end());
        (Filled { text, blanks: unset.take() }, problems)
    }

    /// Parses the template and passes it on, with line and column of its first loop.
    fn with_template(
        &self,
        calendar: &Arc<Calendar>,
        unset: &Unset,
        use_it: impl FnOnce(&minijinja::Template, Option<(usize, usize)>) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let explain = |error: Error| self.explain(&error, &Value::UNDEFINED);
        let syntax = syntax().map_err(explain)?;
        let first_loop = language::check(&self.path, &self.text, syntax.clone())?;
        let environment = environment(syntax, calendar, unset);
        use_it(&environment.template_from_named_str(&self.path, &self.text).map_err(explain)?, first_loop)
    }

    fn too_large(&self, first_loop: Option<(usize, usize)>) -> Diagnostic {
        let kib = PAPER >> 10;
        let place = first_loop
            .map_or_else(|| Location::file(&self.path), |(line, column)| Location::at(&self.path, line, column));
        Diagnostic::new(text!(zh: "写出的文书超过 {kib} KiB", en: "the paper it makes is larger than {kib} KiB"))
            .at(place)
            .hint(Text::new("减少循环的层数或次数", "loop less often, or less deeply"))
    }

    fn explain(&self, error: &Error, facts: &Value) -> Diagnostic {
        let at = error.range().map(|range| line_and_column(&self.text, range.start));
        let at = at.or_else(|| error.line().map(|line| (line, 1)));
        let place =
            at.map_or_else(|| Location::file(&self.path), |(line, column)| Location::at(&self.path, line, column));
        if let Some(problem) = error.detail().and_then(Diagnostic::unpacked) {
            return problem.at(place);
        }
        let (message, hint) = message::explain(error, |name| beside(facts, name));
        Diagnostic::new(message).at(place).hint(hint)
    }
}

/// The names beside `topic.titel`: those of the topic.
fn beside(facts: &Value, name: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split(['.', '[']).map(|part| part.trim_matches(['\'', '"', ']'])).collect();
    let inner = parts[..parts.len() - 1].iter().try_fold(facts.clone(), |facts, part| {
        part.parse::<usize>().map_or_else(|_| facts.get_attr(part), |nth| facts.get_item(&Value::from(nth))).ok()
    });
    let names = inner.iter().filter_map(|facts| facts.try_iter().ok()).flatten();
    names.map(|name| name.to_string()).collect()
}

/// The part of a paper written so far.
#[derive(Default)]
struct Paper {
    text: Vec<u8>,
    full: bool,
}

impl io::Write for Paper {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        self.full = self.text.len() + part.len() > PAPER;
        if self.full {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.text.extend(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The syntax of tags.
fn syntax() -> Result<SyntaxConfig, Error> {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()
}

/// What templates may use: no other files, nothing undefined, and no filter that can make its result very large.
fn environment(syntax: SyntaxConfig, calendar: &Arc<Calendar>, unset: &Unset) -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_syntax(syntax);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.add_function("range", functions::range);
    environment.add_test("defined", asks::is_defined);
    environment.add_test("undefined", asks::is_undefined);
    environment.add_test("none", asks::is_none);
    filter::add(&mut environment, calendar, unset);
    environment
}

/// A number in Chinese numerals: 一百二十三 or 壹佰贰拾叁.
fn numeral(number: impl NumberToChinese + ToString + Copy, case: ChineseCase) -> String {
    number
        .to_chinese(ChineseVariant::Simple, case, ChineseCountMethod::TenThousand)
        .unwrap_or_else(|_| number.to_string())
}
