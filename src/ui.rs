//! The only writer to stdout and stderr.
//!
//! stdout carries the result and nothing else; stderr carries hints and errors. Colour is used on a
//! terminal alone, and never where `NO_COLOR` is set or the terminal is a dumb one. A closed pipe is no error.

use crate::archive::{Limits, Source as _, WorkTree};
use crate::changes::Done;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::report::fold::fold;
use crate::report::{paint, table};
use crate::text::{Language, Text, is_hidden, on_one_line, printable};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use indicatif::{ProgressBar, ProgressDrawTarget};
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

/// What a command answers.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// The result, for stdout.
    pub stdout: String,
    /// What else to do or to mind, for stderr.
    pub notes: Vec<Text>,
    /// What was done, for stderr.
    pub log: Vec<Text>,
    /// What was found wrong, for stderr, by a command that was to look for it.
    pub found: Diagnostics,
    /// How the archive was changed, if it was: what holds whether or not the result can be read.
    pub done: Option<Text>,
    /// 0, or 1 for findings, or 2 for work done in part.
    pub exit: u8,
}

impl Reply {
    /// A result that went well.
    pub fn new(stdout: impl Into<String>) -> Self {
        Self { stdout: stdout.into(), ..Self::default() }
    }

    /// This and what was done after it.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        self.stdout += &next.stdout;
        self.notes.extend(next.notes);
        self.log.extend(next.log);
        self.found.extend(next.found);
        Self { done: self.done.or(next.done), exit: self.exit.max(next.exit), ..self }
    }

    /// The same, of a change that was carried out.
    #[must_use]
    pub fn with(mut self, done: Done) -> Self {
        self.notes.extend(done.notes);
        self.log.extend(done.log);
        self.done = done.done.or(self.done);
        self
    }
}

/// How far a long batch is, shown on a terminal while it lasts.
pub struct Progress(ProgressBar);

impl Progress {
    /// A batch of so many is over before anybody could read of it.
    const SHORT: usize = 5;

    /// Nothing is shown if that is asked for, or where stderr is no terminal.
    #[must_use]
    pub fn unless(quiet: bool) -> Self {
        let is_shown = !quiet && std::io::stderr().is_terminal();
        Self(ProgressBar::with_draw_target(
            None,
            if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() },
        ))
    }

    /// So many are done.
    pub fn at(&self, done: usize, of: usize) {
        if of > Self::SHORT {
            self.0.set_length(u64::try_from(of).unwrap_or(u64::MAX));
            self.0.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// What came of a command line: the language it is answered in, and the answer.
pub struct Answer {
    /// The language of what is said on stderr.
    pub language: Language,
    /// The answer, or everything that was refused.
    pub result: Result<Reply, Diagnostics>,
    /// The archive the command worked on, to show lines of its files.
    pub root: Option<PathBuf>,
}

/// Whether stdout is painted.
#[must_use]
pub fn colour_on_stdout() -> bool {
    colour_on(std::io::stdout().is_terminal())
}

/// Colour is for terminals that have any, unless `NO_COLOR` is set.
fn colour_on(terminal: bool) -> bool {
    let is_dumb = || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && !is_dumb()
}

/// Writes an answer out and gives the program's exit code.
#[must_use]
pub fn tell(answer: &Answer) -> ExitCode {
    let language = answer.language;
    match &answer.result {
        Ok(reply) => {
            let mut stdout = std::io::stdout().lock();
            let written = stdout.write_all(reply.stdout.as_bytes()).and_then(|()| stdout.flush());
            match written {
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                    return ExitCode::SUCCESS;
                }
                Err(error) => {
                    say(&problem(&Diagnostic::io("stdout", &error), language, None, false));
                    let Some(done) = &reply.done else { return ExitCode::from(2) };
                    // To do it again would be to do it twice.
                    let (done, result) = (done.in_(language), reply.stdout.trim_end());
                    say(&format!("{done}{}{}\n", language.choose("：", ": "), on_one_line(result)));
                    return ExitCode::from(reply.exit);
                }
                Ok(()) => {}
            }
            tell_problems(&reply.found, answer);
            for done in &reply.log {
                say(&folded(&format!("{}\n", on_one_line(done.in_(language)))));
            }
            for note in &reply.notes {
                say_hint(note, language);
            }
            ExitCode::from(reply.exit)
        }
        Err(problems) => {
            tell_problems(problems, answer);
            ExitCode::from(2)
        }
    }
}

/// Shows what a command is about to do, and asks on a terminal whether to; `None` if nobody is there to be asked.
#[must_use]
pub fn ask(shown: &str, notes: &[Text], question: &Text, language: Language) -> Option<bool> {
    let stdin = std::io::stdin();
    if !(stdin.is_terminal() && std::io::stderr().is_terminal()) {
        return None;
    }
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(shown.as_bytes()).and_then(|()| stdout.flush());
    for note in notes {
        say_hint(note, language);
    }
    say(&format!("{} [y/N] ", question.in_(language)));
    let mut answer = String::new();
    let _ = stdin.read_line(&mut answer);
    Some(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是"))
}

/// Asks for a line on a terminal; empty if nothing is answered, `None` once there is nothing more to read.
#[must_use]
pub fn ask_line(question: &Text, language: Language) -> Option<String> {
    say(question.in_(language));
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer).unwrap_or_default();
    (read > 0).then(|| answer.trim().to_owned())
}

/// Shows a step of a tour: its heading, the answer of its command, and on a terminal waits until it was read, if more comes.
/// Gives nothing once nobody wants more.
pub fn step(heading: &str, answer: &Answer, more: bool) -> Option<()> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(heading.as_bytes()).and_then(|()| stdout.flush()).ok()?;
    drop(stdout);
    let _ = tell(answer);
    if !more || !is_attended() {
        return Some(());
    }
    let question = Text::new("\n回车继续，q 结束：", "\nEnter goes on, q ends: ");
    ask_line(&question, answer.language).filter(|said| !said.eq_ignore_ascii_case("q")).map(drop)
}

/// Whether somebody is there to be asked.
#[must_use]
pub fn is_attended() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal() && std::io::stdout().is_terminal()
}

fn say_hint(note: &Text, language: Language) {
    let hint = Text::new("提示：", "hint: ");
    say(&folded(&format!("{}{}\n", hint.in_(language), on_one_line(note.in_(language)))));
}

fn tell_problems(problems: &Diagnostics, answer: &Answer) {
    let source = answer.root.clone().map(WorkTree::new);
    let colour = colour_on(std::io::stderr().is_terminal());
    for (nth, one) in problems.iter().enumerate() {
        // What helps against several problems in a row is said once, after the last of them.
        let again = one.hint.is_some() && problems.get(nth + 1).is_some_and(|next| next.hint == one.hint);
        let one = if again { Diagnostic { hint: None, ..one.clone() } } else { one.clone() };
        say(&problem(&one, answer.language, source.as_ref(), colour));
    }
}

/// What is said besides, no wider than the terminal it is said on.
fn folded(text: &str) -> String {
    let width = if std::io::stderr().is_terminal() { table::terminal_width() } else { None };
    width.map_or_else(|| text.to_owned(), |width| fold(text, width))
}

/// A reader who has gone away cannot be told so.
fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(shortened(text).as_bytes());
}

/// Long lines without their middle: what is quoted in them may be anything that somebody pasted.
fn shortened(text: &str) -> String {
    const BEGINNING: usize = 600;
    const END: usize = 300;
    let short = |line: &str| {
        let count = line.chars().count();
        if count <= BEGINNING + END {
            return line.to_owned();
        }
        let (beginning, end) = (line.chars().take(BEGINNING), line.chars().skip(count - END));
        beginning.chain(" … ".chars()).chain(end).collect()
    };
    text.split_inclusive('\n').map(short).collect()
}

/// What is wrong, where with the line shown, and what to do.
fn problem(problem: &Diagnostic, language: Language, source: Option<&WorkTree>, colour: bool) -> String {
    let (error, hint) = match language {
        Language::Chinese => ("错误", "提示"),
        Language::English => ("error", "hint"),
    };
    let message = printable(problem.message.in_(language));
    let shown_hint = problem.hint.as_ref().map(|hint| printable(hint.in_(language)));
    let colon = if language == Language::Chinese { "：" } else { ": " };
    let tail = shown_hint.map(|text| folded(&format!("{hint}{colon}{text}\n")));
    let located = problem.place.as_ref().and_then(|place| Some((place, line(place, source?)?)));
    let mut said = match located {
        Some((place, text)) => {
            let (Some(line), Some(column)) = (place.line, place.column) else {
                return String::new();
            };
            let path = on_one_line(&place.path);
            let start = text.char_indices().nth(column - 1).map_or(text.len(), |(at, _)| at);
            let end = text[start..].char_indices().nth(1).map_or(text.len(), |(at, _)| start + at);
            let snippet = Snippet::source(text.as_str()).line_start(line).path(path.as_str());
            let group = Level::ERROR
                .with_name(error)
                .primary_title(message.as_str())
                .element(snippet.annotation(AnnotationKind::Primary.span(start..end)));
            let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
            let rendered = renderer.render(&[group]) + "\n";
            // The renderer puts its own colon after the word.
            let said = match language {
                Language::Chinese => rendered.replacen(": ", "：", 1),
                Language::English => rendered,
            };
            // What is shown of the file keeps its columns.
            let (title, shown) = said.split_once('\n').unwrap_or((&said, ""));
            format!("{}\n{shown}", folded(title))
        }
        None => {
            let place = problem.place.as_ref().filter(|place| !place.path.is_empty()).map(|place| format!("{place}: "));
            let said =
                format!("{}{colon}{}{message}\n", paint::red(error, colour), on_one_line(&place.unwrap_or_default()));
            folded(&said)
        }
    };
    said.push_str(&tail.unwrap_or_default());
    said
}

/// The line a place points at, with what could drive a terminal escaped away.
fn line(place: &Location, source: &WorkTree) -> Option<String> {
    let (number, _) = (place.line?, place.column?);
    let bytes = source.read(&place.path, Limits::PAPER).ok()??;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let line = text.lines().nth(number - 1)?;
    // A longer line tells nobody more, and columns stay true only where no character is widened.
    Some(line.chars().take(400).map(|c| if is_hidden(c) { '\u{fffd}' } else { c }).collect())
}
