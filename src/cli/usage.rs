//! Help and usage errors, in both languages.

use super::chinese;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::report::fold::fold;
use crate::report::table;
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory as _};
use std::ffi::OsString;
use std::fmt::Write as _;

/// Greatest width of a page of help.
const HELP_WIDTH: usize = 100;

/// The command line with help in one language.
pub(super) fn command(command: Command, language: Language) -> Command {
    // clap folds nothing: our own folding knows Chinese and keeps commands whole.
    dress(command, "", language).term_width(0)
}

fn dress(command: Command, path: &str, language: Language) -> Command {
    let chinese = language == Language::Chinese;
    let heading = if chinese { "示例：" } else { "Examples:" };
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default().replace('\n', "\n  ");
    let mut command = command.after_help(format!("{heading}\n  {examples}")).disable_help_flag(true).arg(
        Arg::new("help").short('h').long("help").action(ArgAction::Help).help(if chinese {
            "显示帮助"
        } else {
            "Print help"
        }),
    );
    if path.is_empty() {
        let version = if chinese { "显示版本" } else { "Print version" };
        command = command
            .disable_version_flag(true)
            .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(version));
    }
    let (global, options, arguments) =
        if chinese { ("通用选项", "选项", "参数") } else { ("Global options", "Options", "Arguments") };
    let mut position = 0;
    command = command.mut_args(|argument| {
        // clap would sort options by name; positional arguments keep their places.
        position += 1;
        let for_all = argument.is_global_set() || matches!(argument.get_id().as_str(), "help" | "version");
        let heading = match (argument.is_positional(), for_all) {
            (true, _) => arguments,
            (false, true) => global,
            (false, false) => options,
        };
        let late = if for_all { 100 } else { 0 };
        argument.help_heading(heading).display_order(late + position)
    });
    if chinese {
        command = command.subcommand_help_heading("命令").subcommand_value_name("命令");
        if let Some(about) = chinese::about(path) {
            command = command.about(about).long_about(None::<&str>);
        }
        command = command.mut_args(|argument| {
            let help = chinese::help(path, argument.get_id().as_str());
            let value = argument.get_value_names().and_then(|names| chinese::value(path, names.first()?));
            let argument = if let Some(value) = value { argument.value_name(value) } else { argument };
            if let Some(help) = help { argument.help(help) } else { argument }
        });
        let shape = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";
        let usage = command.render_usage().to_string();
        let usage = usage.trim_start_matches("Usage:").trim().replace("[OPTIONS]", "[选项]");
        let usage =
            if path.is_empty() { usage } else { usage.replacen(command.get_name(), &format!("yijuan {path}"), 1) };
        command = command.help_template(shape).override_usage(usage);
    }
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in names {
        let inner_path = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(name, |inner| dress(inner, &inner_path, language));
    }
    command
}

/// The page of help of the program.
pub(super) fn help(language: Language) -> Result<Reply, Diagnostics> {
    let asked = ["yijuan", "--help"].map(OsString::from);
    match command(super::Cli::command(), language).try_get_matches_from(&asked) {
        Ok(_) => Ok(Reply::default()),
        Err(help) => answer(&help, &asked, language),
    }
}

/// Help is an answer; every other error of clap becomes a [`Diagnostic`] in both languages.
pub(super) fn answer(error: &clap::Error, arguments: &[OsString], language: Language) -> Result<Reply, Diagnostics> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let mut help = error.to_string();
        if language == Language::Chinese {
            // clap puts an ASCII colon after each heading.
            for heading in ["命令", "参数", "选项", "通用选项"] {
                help = help.replace(&format!("\n{heading}:\n"), &format!("\n{heading}：\n"));
            }
        }
        let width = table::terminal_width().map_or(HELP_WIDTH, |width| width.min(HELP_WIDTH));
        return Ok(Reply::new(fold(&help, width)));
    }
    let (argument, value) = (detail(error, ContextKind::InvalidArg), detail(error, ContextKind::InvalidValue));
    let problem = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = detail(error, ContextKind::InvalidSubcommand);
            Diagnostic::new(text!(zh: "没有命令 `{word}`", en: "there is no command `{word}`"))
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            Diagnostic::new(text!(zh: "多出的参数 `{argument}`", en: "there is no place for `{argument}`"))
        }
        ErrorKind::UnknownArgument => {
            Diagnostic::new(text!(zh: "没有选项或参数 `{argument}`", en: "there is no option or argument `{argument}`"))
        }
        ErrorKind::MissingRequiredArgument => Diagnostic::new(text!(zh: "缺少 {argument}", en: "missing {argument}")),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Diagnostic::new(Text::new("缺少命令", "a command is missing"))
        }
        ErrorKind::ArgumentConflict => {
            let other = detail(error, ContextKind::PriorArg);
            let is_twice = argument == other;
            let twice = text!(zh: "`{argument}` 写了两次", en: "`{argument}` is given twice");
            if is_twice {
                return Err(Diagnostic::new(twice).hint(Text::new("只写一次", "give it once")).into());
            }
            Diagnostic::new(
                text!(zh: "`{argument}` 与 `{other}` 不能同用", en: "`{argument}` and `{other}` exclude each other"),
            )
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Diagnostic::new(text!(zh: "`{argument}` 缺少值", en: "`{argument}` needs a value"))
        }
        ErrorKind::TooManyValues => {
            Diagnostic::new(text!(zh: "`{argument}` 的值太多", en: "too many values for `{argument}`"))
        }
        ErrorKind::InvalidUtf8 => Diagnostic::new(Text::new("命令行不是 UTF-8", "the command line is not UTF-8")),
        ErrorKind::InvalidValue if value.is_empty() => {
            Diagnostic::new(text!(zh: "`{argument}` 缺少值", en: "`{argument}` needs a value"))
        }
        _ => {
            Diagnostic::new(text!(zh: "`{argument}` 的值 `{value}` 不对", en: "`{value}` is no value for `{argument}`"))
        }
    };
    let hint = match (meant(error), error.kind()) {
        (Some(near), _) => text!(zh: "是否想写 `{near}`？", en: "did you mean `{near}`?"),
        (None, ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) => {
            Text::new("`yijuan --help` 列出全部命令", "`yijuan --help` shows all commands")
        }
        (None, kind) => {
            let (command, typed) = typed(arguments);
            let says = match kind {
                ErrorKind::UnknownArgument if argument.starts_with('-') => options(&command),
                ErrorKind::UnknownArgument | ErrorKind::MissingRequiredArgument => example(&command),
                _ => None,
            };
            let help = text!(zh: "`yijuan{typed} --help` 说明用法", en: "`yijuan{typed} --help` shows how it is used");
            Text::join(says.iter().chain([&help]), "；", "; ")
        }
    };
    Err(problem.hint(hint).into())
}

/// The options of a command, but those of all commands.
fn options(command: &Command) -> Option<Text> {
    let own = command.get_arguments().filter(|argument| !argument.is_global_set());
    let own: Vec<Text> = own.filter_map(|argument| Some(Text::same(format!("--{}", argument.get_long()?)))).collect();
    let Text { zh, en } = Text::join(&own, "、", ", ");
    (!own.is_empty()).then(|| text!(zh: "这里的选项：{zh}", en: "its options: {en}"))
}

/// The first example of a command.
fn example(command: &Command) -> Option<Text> {
    let examples = command.get_after_help()?.to_string();
    let first = examples.lines().next()?.to_owned();
    Some(text!(zh: "例如 `{first}`", en: "for example `{first}`"))
}

/// The command that was typed, and each of its words after a space.
fn typed(arguments: &[OsString]) -> (Command, String) {
    let (mut at, mut typed) = (super::Cli::command(), String::new());
    for word in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        let Some(inner) = at.find_subcommand(word).cloned() else { continue };
        let _ = write!(typed, " {word}");
        at = inner;
    }
    (at, typed)
}

/// The command or option that clap takes a mistyped word for.
fn meant(error: &clap::Error) -> Option<&str> {
    match error.get(ContextKind::SuggestedSubcommand).or_else(|| error.get(ContextKind::SuggestedArg))? {
        ContextValue::String(near) => Some(near),
        // The likeliest comes last.
        ContextValue::Strings(near) => near.last().map(String::as_str),
        _ => None,
    }
}

/// A detail of an error of clap; empty if there is none of this kind.
fn detail(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(many)) => many.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command with its arguments, by the path of the command.
    fn walk(command: &Command, path: &str, found: &mut Vec<(String, Option<String>)>) {
        assert!(command.get_after_help().is_some(), "no examples for `{path}`");
        found.push((path.to_owned(), None));
        let own = command.get_arguments().filter(|argument| path.is_empty() || !argument.is_global_set());
        found.extend(own.map(|argument| (path.to_owned(), Some(argument.get_id().to_string()))));
        for inner in command.get_subcommands() {
            let inner_path =
                if path.is_empty() { inner.get_name().to_owned() } else { format!("{path} {}", inner.get_name()) };
            walk(inner, &inner_path, found);
        }
    }

    #[test]
    fn every_command_and_option_is_explained_in_chinese_and_has_examples() {
        let mut found = Vec::new();
        walk(&super::super::Cli::command(), "", &mut found);
        for (path, argument) in found {
            match argument {
                Some(id) => assert!(chinese::help(&path, &id).is_some(), "no Chinese help for `{path}` `{id}`"),
                None => assert!(chinese::about(&path).is_some(), "no Chinese description of `{path}`"),
            }
        }
    }

    #[test]
    fn the_command_line_is_well_formed_in_both_languages() {
        for language in [Language::Chinese, Language::English] {
            command(super::super::Cli::command(), language).debug_assert();
        }
    }
}
