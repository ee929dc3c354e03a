//! The command line: one file per subcommand; the only user of clap.
//!
//! Each command turns its arguments into a request, calls the library and gives a [`Reply`] to [`crate::ui`]. No command
//! prints, and none writes anything once it has found an error.

mod attest;
mod body;
mod calendar;
mod check;
mod chinese;
mod comment;
mod commit;
mod completions;
mod context;
mod demo;
mod diff;
mod digest;
mod doctor;
mod dossier;
mod due;
mod explain;
mod export;
mod find;
mod format;
mod hooks;
mod import;
mod init;
mod list;
mod log;
mod material;
mod morning;
mod new;
mod number;
mod office;
mod person;
mod plan;
mod postpone;
mod pushed;
mod record;
mod registered;
mod regulation;
mod remind;
mod render;
mod renumber;
mod report;
mod review;
mod room;
mod roster;
mod rule;
mod schema;
mod set;
mod show;
mod site;
mod suggestion;
mod usage;
mod waive;
mod workday;

use crate::changes::typed;
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none};
use crate::report::fold::fold;
use crate::report::table;
use crate::text::{Language, Text};
use crate::ui::{Answer, Reply};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use context::{Context, Reference};
use format::Format;
use regulation::RegulationCommand;
use std::ffi::OsString;
use std::path::PathBuf;

/// One topic, one dossier: a committee's consultation work, kept as plain files and judged by its regulation.
#[derive(Debug, Parser)]
#[command(name = "yijuan", version, disable_help_subcommand = true, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    global: Global,
    /// Without a command: only what concerns this person, office or body on the morning page
    #[arg(long = "for", value_name = "WHO", add = completions::who())]
    person: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "\
yijuan init 政协档案
yijuan new --title 老旧小区加装电梯 --meeting 2026-09-10
yijuan check";

/// Options that every command has; they may stand before or after it.
#[derive(Clone, Debug, Default, Args)]
struct Global {
    /// Archive to work on, or a folder inside it
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true)]
    directory: Option<PathBuf>,
    /// Date to use as today, YYYY-MM-DD
    #[arg(long, value_name = "DATE", global = true)]
    as_of: Option<String>,
    /// Language of messages: zh-CN or en
    #[arg(long, value_name = "LANG", global = true, add = completions::plain(Language::TAGS))]
    lang: Option<String>,
    /// Form of the output: human or json; of some commands also others, which their help names
    #[arg(long, value_name = "FORMAT", global = true, add = completions::plain(Format::ALL.map(|(name, _)| name)))]
    format: Option<String>,
    #[command(flatten)]
    writing: Writing,
    /// Print only the result and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Print more: what was written and committed; in `check` also the quote of each article and the file
    #[arg(short, long, global = true)]
    verbose: bool,
}

/// How files are written.
#[derive(Clone, Copy, Debug, Default, Args)]
struct Writing {
    /// Write files without committing them
    #[arg(long, global = true)]
    no_commit: bool,
    /// Accept names as written, even if they are close to known ones
    #[arg(long, global = true)]
    as_written: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    Demo(demo::Demo),
    #[command(subcommand)]
    Import(import::Import),
    New(new::New),
    Find(find::Find),
    List(list::List),
    Show(show::Show),
    Record(record::Record),
    Set(set::Set),
    Postpone(postpone::Postpone),
    Renumber(renumber::Renumber),
    #[command(subcommand)]
    Review(review::Review),
    #[command(subcommand)]
    Comment(comment::CommentCommand),
    #[command(subcommand)]
    Plan(plan::Plan),
    #[command(subcommand)]
    Person(person::Person),
    #[command(subcommand)]
    Office(office::Office),
    #[command(subcommand)]
    Body(body::Body),
    #[command(subcommand)]
    Room(room::RoomCommand),
    #[command(subcommand)]
    Roster(roster::Roster),
    #[command(subcommand)]
    Suggestion(suggestion::Suggestion),
    Attest(attest::Attest),
    Waive(waive::Waive),
    #[command(subcommand)]
    Material(material::Material),
    Render(render::Render),
    #[command(subcommand)]
    Dossier(dossier::Dossier),
    #[command(subcommand)]
    Number(number::Number),
    Check(check::Check),
    Due(due::DueList),
    Digest(digest::Digest),
    Remind(remind::Remind),
    Report(report::Report),
    Site(site::SiteFolder),
    Export(export::Export),
    Calendar(calendar::CalendarFile),
    Doctor(doctor::Doctor),
    #[command(subcommand)]
    Hooks(hooks::Hooks),
    Log(log::Log),
    Diff(diff::Diff),
    Rule(rule::RuleList),
    #[command(subcommand)]
    Regulation(RegulationCommand),
    Workday(workday::Workday),
    Schema(schema::Schema),
    Commit(commit::Commit),
    Explain(explain::Explain),
    Completions(completions::Completions),
}

/// Runs a command line, which begins with the program's name.
#[must_use]
pub fn run(arguments: &[OsString]) -> Answer {
    // A shell asking for completions says so in the environment and expects nothing else.
    clap_complete::CompleteEnv::with_factory(Cli::command).complete();
    let language = context::language(arguments);
    // Checked first, because part of a placeholder could be read as anything.
    if let Err(unfilled) = ensure_none(typed::filled(arguments)) {
        return Answer { language, result: Err(unfilled), root: None };
    }
    let cli = match parse(arguments, language) {
        Ok(cli) => cli,
        Err(error) => {
            return Answer { language, result: usage::answer(&error, arguments, language), root: None };
        }
    };
    let root = context::root(&cli.global).ok();
    let _alone = alone();
    let result = cli.run(language);
    Answer { language, result, root }
}

/// The whole command line with its help in one language, for pages of a manual.
#[must_use]
pub fn described(language: Language) -> clap::Command {
    usage::command(Cli::command(), language)
}

/// Reads a command line. Help and errors are those of the language, whose words are only put in where they are shown: for
/// fifty commands they take longer than reading the line.
fn parse(arguments: &[OsString], language: Language) -> Result<Cli, clap::Error> {
    match Cli::try_parse_from(arguments) {
        Err(error) if error.kind() != ErrorKind::DisplayVersion => {
            let matches = usage::command(Cli::command(), language).try_get_matches_from(arguments)?;
            Cli::from_arg_matches(&matches)
        }
        read_or_version => read_or_version,
    }
}

/// `--for` before a command: of some commands it is an option of their own.
fn misplaced_for() -> Diagnostic {
    Diagnostic::new(Text::new(
        "命令之前的 `--for` 只用于晨报",
        "`--for` before a command is for the morning page alone",
    ))
    .hint(Text::new(
        "写在命令之后，如 `yijuan due --for 〈人员〉`",
        "write it after the command: `yijuan due --for 〈WHO〉`",
    ))
}

/// If no thread can be started, a pool in which this thread does all the work; it must be kept until the end.
fn alone() -> Option<rayon::ThreadPool> {
    use std::error::Error as _;
    let refused = rayon::ThreadPoolBuilder::new().build_global().err()?;
    // Without a source, the pool merely exists already.
    refused.source()?;
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok()
}

impl Cli {
    fn run(&self, language: Language) -> Result<Reply, Diagnostics> {
        let told = crate::workspace::Told::default();
        let mut reply = self.run_command(language, &told)?;
        reply.notes.splice(0..0, told.all());
        // Files that could not be read are reported even with `--quiet`.
        if self.global.quiet && reply.exit != 2 {
            reply.notes.clear();
        }
        if !self.global.verbose {
            reply.log.clear();
        }
        if let Some(width) = table::terminal_width().filter(|_| self.is_page()) {
            reply.stdout = fold(&reply.stdout, width);
        }
        Ok(reply)
    }

    /// Whether people read the answer, and it is neither for programs nor an argument of another command.
    fn is_page(&self) -> bool {
        let is_human = Format::of(&self.global).is_ok_and(|format| format == Format::Human);
        is_human
            && !matches!(
                self.command,
                Some(
                    Command::New(_)
                        | Command::Render(_)
                        | Command::Calendar(_)
                        | Command::Schema(_)
                        | Command::Completions(_)
                )
            )
    }

    fn run_command(&self, language: Language, told: &crate::workspace::Told) -> Result<Reply, Diagnostics> {
        let global = &self.global;
        let context = || Context::open(global, language, told);
        // Some commands also work without an archive.
        let reference = || Reference::open(global, language, told);
        let Some(command) = &self.command else {
            let is_outside = global.directory.is_none() && self.person.is_none() && context::root(global).is_err();
            return if is_outside { usage::help(language) } else { morning::run(&context()?, self.person.as_deref()) };
        };
        if self.person.is_some() {
            return Err(misplaced_for().into());
        }
        match command {
            Command::Init(init) => init.run(global, language, told),
            Command::Demo(demo) => demo.run(global, language, told),
            Command::Import(import) => import.run(&context()?),
            Command::New(new) => new.run(&context()?),
            Command::Find(find) => find.run(&context()?),
            Command::List(list) => list.run(&context()?),
            Command::Show(show) => show.run(&context()?),
            Command::Record(record) => record.run(&context()?),
            Command::Set(set) => set.run(&context()?),
            Command::Postpone(postpone) => postpone.run(&context()?),
            Command::Renumber(renumber) => renumber.run(&context()?),
            Command::Review(review) => review.run(&context()?),
            Command::Comment(comment) => comment.run(&context()?),
            Command::Plan(plan) => plan.run(&context()?),
            Command::Person(person) => person.run(&context()?),
            Command::Office(office) => office.run(&context()?),
            Command::Body(body) => body.run(&context()?),
            Command::Room(room) => room.run(&context()?),
            Command::Roster(roster) => roster.run(&context()?),
            Command::Suggestion(suggestion) => suggestion.run(&context()?),
            Command::Attest(attest) => attest.run(&context()?),
            Command::Waive(waive) => waive.run(&context()?),
            Command::Material(material) => material.run(&context()?),
            Command::Render(render) => render.run(&context()?),
            Command::Dossier(dossier) => dossier.run(context, reference),
            Command::Number(number) => number.run(&context()?),
            Command::Check(check) => check.run(&context()?),
            Command::Due(due) => due.run(&context()?),
            Command::Digest(digest) => digest.run(&context()?),
            Command::Remind(remind) => remind.run(&context()?),
            Command::Report(report) => report.run(&context()?),
            Command::Site(site) => site.run(&context()?),
            Command::Export(export) => export.run(&context()?),
            Command::Calendar(calendar) => calendar.run(&context()?),
            Command::Doctor(doctor) => doctor.run(&context()?),
            Command::Hooks(hooks) => hooks.run(global, told),
            Command::Log(log) => log.run(&context()?),
            Command::Diff(diff) => diff.run(&context()?),
            Command::Rule(rule) => rule.run(&reference()?),
            // A new regulation needs an archive; the other commands do not.
            Command::Regulation(RegulationCommand::New(new)) => new.run(&context()?),
            Command::Regulation(regulation) => regulation.run(&reference()?),
            Command::Workday(workday) => workday.run(&reference()?),
            Command::Schema(schema) => schema.run(&context()?),
            Command::Commit(commit) => commit.run(&context()?),
            Command::Explain(explain) => explain.run(global, language),
            Command::Completions(completions) => completions.run(),
        }
    }
}
