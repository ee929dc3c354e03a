//! What a command works with: archive or built-in regulations, day, language and output format.

use super::Global;
use super::format::Format;
use super::pushed::updates;
use crate::archive::{self, Limits, ROOT_FILE, Source as _, WorkTree};
use crate::calendar::{self, Calendar};
use crate::changes::{Proposal, Writer};
use crate::diagnostic::{Diagnostic, Diagnostics, keep, unknown};
use crate::history::{Hub, Repository};
use crate::model::{Counting, Date, Settings};
use crate::regulation::{Naming, Regulation, Regulations};
use crate::text::{Language, Text};
use crate::ui::Reply;
use crate::workspace::{Days, LoadedArchive, Told, Workspace, language_of};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The value of an option, read before the command line is parsed.
pub(super) fn argument(arguments: &[OsString], long: &str, short: Option<&str>) -> Option<String> {
    let mut rest = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    while let Some(argument) = rest.next() {
        if argument == long || Some(argument) == short {
            return rest.next().map(ToOwned::to_owned);
        }
        if let Some(value) = argument.strip_prefix(long).and_then(|value| value.strip_prefix('=')) {
            return Some(value.to_owned());
        }
        let attached = short.and_then(|short| argument.strip_prefix(short)).filter(|value| !value.is_empty());
        if let Some(value) = attached {
            return Some(value.to_owned());
        }
    }
    None
}

/// The language of a command line, read before it is parsed: `--lang`, then `YIJUAN_LANG`, then the archive's `language`,
/// then the locale, then English.
pub(super) fn language(arguments: &[OsString]) -> Language {
    argument(arguments, "--lang", None)
        .and_then(|tag| Language::parse(&tag))
        .or_else(|| Language::parse(&variable("YIJUAN_LANG")?))
        .or_else(|| Language::parse(&language_of_archive(arguments)?))
        .or_else(|| Language::parse(&locale()?))
        .unwrap_or(Language::English)
}

/// The `language` of the archive's settings, as written.
fn language_of_archive(arguments: &[OsString]) -> Option<String> {
    let folder = argument(arguments, "--directory", Some("-C")).map_or_else(|| PathBuf::from("."), PathBuf::from);
    let root = archive::find_root(&folder);
    // Hooks run where no archive need be: in a bare repository, or above several.
    if root.is_err() && arguments.iter().any(|argument| argument == "hooks") {
        let repository = Repository::discover(&folder.canonicalize().ok()?).ok()??;
        if arguments.iter().any(|argument| argument == "pre-receive") {
            return language_of(&Hub::of_environment(), || updates().unwrap_or_default().to_vec());
        }
        return language_of(&Hub::of(&repository), Vec::new);
    }
    let bytes = WorkTree::new(root.ok()?).read(ROOT_FILE, Limits::YAML).ok()??;
    let settings: Settings = archive::read_record(ROOT_FILE, &bytes).value?;
    settings.language.map(|language| language.to_string())
}

fn locale() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable)
}

/// An environment variable that is not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The root of the archive.
pub(super) fn root(global: &Global) -> Result<PathBuf, Diagnostic> {
    archive::find_root(global.directory.as_deref().unwrap_or(Path::new(".")))
}

/// The day that counts as today: `--as-of`, or the date of the clock.
pub(super) fn today(global: &Global, told: &Told) -> Result<Date, Diagnostic> {
    let today = calendar::today();
    global.as_of.as_ref().map_or(Ok(today), |written| Days::on(today, told).read(written))
}

/// The moment that counts as now, in seconds of Unix time: the clock's, or the end of the day of `--as-of`.
pub(super) fn moment(global: &Global, told: &Told) -> Result<i64, Diagnostic> {
    if global.as_of.is_none() {
        return Ok(calendar::this_moment().timestamp());
    }
    today(global, told).map(Date::last_second)
}

/// An archive, and how a command works with it.
pub(super) struct Context {
    pub language: Language,
    pub format: Format,
    pub verbose: bool,
    pub quiet: bool,
    pub workspace: Workspace,
}

/// Regulations and calendar, of an archive or built in.
pub(super) struct Reference {
    pub language: Language,
    pub today: Date,
    pub days: Days,
    pub format: Format,
    /// The archive, if there is one.
    pub source: Option<WorkTree>,
    pub settings: Option<Settings>,
    pub regulations: Regulations,
    pub calendar: Calendar,
    /// What could not be read of the archive's schedules.
    pub calendar_problems: Diagnostics,
}

/// A result. Files that could not be read are added as notes, and the exit code says that it is incomplete.
pub(super) fn reply(loaded: &LoadedArchive, stdout: String) -> Reply {
    reply_without(loaded.problems(), stdout)
}

/// The same, of files that could not be read.
pub(super) fn reply_without<'p>(unread: impl Iterator<Item = &'p Diagnostic>, stdout: String) -> Reply {
    let notes: Vec<Text> = unread.map(read_failed).collect();
    let exit = if notes.is_empty() { 0 } else { 2 };
    Reply { stdout, notes, exit, ..Reply::default() }
}

/// A note on a file that could not be read.
fn read_failed(problem: &Diagnostic) -> Text {
    let place = problem.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
    Text::new(
        format!("{place}{}；`yijuan check` 有详情", problem.message.zh),
        format!("{place}{}; `yijuan check` says more", problem.message.en),
    )
}

/// Whether it is a file of the calendar that is not as it should be.
fn is_of_calendar(problem: &Diagnostic) -> bool {
    problem.place.as_ref().is_some_and(|place| place.path.starts_with("calendar/"))
}

impl Context {
    pub(super) fn open(global: &Global, language: Language, told: &Told) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::new();
        let today = keep(&mut problems, today(global, told));
        let format = keep(&mut problems, Format::of(global));
        check_language(global, &mut problems);
        let source = keep(&mut problems, root(global)).map(WorkTree::new);
        if let Some(source) = &source {
            keep(&mut problems, archive::readable(source));
        }
        match (today, format, source) {
            (Some(today), Some(format), Some(source)) if problems.is_empty() => Ok(Self {
                language,
                format,
                verbose: global.verbose,
                quiet: global.quiet,
                workspace: Workspace {
                    source,
                    today,
                    days: Days::on(today, told),
                    as_written: global.writing.as_written,
                    no_commit: global.writing.no_commit,
                },
            }),
            _ => Err(problems),
        }
    }

    /// Carries out the proposal of a request. There is no JSON of it.
    pub(super) fn change(
        &self,
        propose: impl FnOnce(&Writer) -> Result<Proposal, Diagnostics>,
    ) -> Result<Reply, Diagnostics> {
        self.human_only()?;
        let writer = Writer::open(&self.workspace)?;
        let proposal = propose(&writer)?;
        self.carry_out(&writer, proposal)
    }

    /// Carries out a proposal.
    pub(super) fn carry_out(&self, writer: &Writer, proposal: Proposal) -> Result<Reply, Diagnostics> {
        let reply = Reply {
            stdout: proposal.answer.in_(self.language).to_owned(),
            notes: proposal.notes.clone(),
            ..Reply::default()
        };
        Ok(reply.with(writer.carry_out(proposal)?))
    }

    /// Refuses every `--format` except `human`.
    pub(super) fn human_only(&self) -> Result<(), Diagnostic> {
        self.format.human_only()
    }
}

/// Reports a `--lang` that is no known language. An unknown locale is ignored.
pub(super) fn check_language(global: &Global, problems: &mut Diagnostics) {
    if let Some(written) = &global.lang
        && Language::parse(written).is_none()
    {
        problems.push(unknown(&Text::new("语言", "language"), written, Language::TAGS));
    }
}

impl Reference {
    /// The regulations and calendar of the archive, or the built-in ones without an archive.
    pub(super) fn open(global: &Global, language: Language, told: &Told) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::new();
        check_language(global, &mut problems);
        let today = keep(&mut problems, today(global, told));
        let format = keep(&mut problems, Format::of(global));
        let root = match root(global) {
            Ok(root) => Some(root),
            Err(_) if global.directory.is_none() => None,
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        let (Some(today), Some(format), true) = (today, format, problems.is_empty()) else {
            return Err(problems);
        };
        let mut calendar = Calendar::built_in()?;
        let days = Days::on(today, told);
        let Some(root) = root else {
            return Ok(Self {
                language,
                today,
                days,
                format,
                source: None,
                settings: None,
                regulations: Regulations::built_in(),
                calendar,
                calendar_problems: Diagnostics::new(),
            });
        };
        let source = WorkTree::new(root);
        archive::readable(&source)?;
        let mut archive = archive::load(&source, &[], &|_| None);
        let unread = archive.problems.iter().filter(|problem| is_of_calendar(problem)).cloned();
        let calendar_problems = unread.chain(calendar.publish_all(&archive.schedules)).collect();
        let regulations = Regulations::load(&source, &archive.local_regulations);
        Naming::of(&regulations, &archive).archive(&mut archive);
        let settings = archive.settings;
        let source = Some(source);
        Ok(Self { language, today, days, format, source, settings, regulations, calendar, calendar_problems })
    }

    /// Whether the archive's settings name a regulation.
    pub(super) fn goes_by(&self, regulation: &Regulation) -> bool {
        let named = self.settings.iter().flat_map(|settings| settings.regulations.iter().chain(&settings.regulation));
        named.into_iter().any(|id| *id == regulation.id)
    }

    /// All regulations, those that the settings name before the others.
    pub(super) fn named_first(&self) -> Vec<&Regulation> {
        let mut all: Vec<&Regulation> = self.regulations.iter().collect();
        all.sort_by_key(|regulation| !self.goes_by(regulation));
        all
    }

    /// The ids of the regulations that settings, rooms and topics name; nothing outside an archive.
    pub(super) fn used(&self) -> Option<BTreeSet<String>> {
        let loaded = LoadedArchive::read(self.source.as_ref()?, None, self.today).ok()?;
        Some(loaded.regulations.used(&loaded.archive).map(|regulation| regulation.id.to_string()).collect())
    }

    /// How working days are counted back.
    pub(super) fn counting(&self) -> Counting {
        self.settings.as_ref().map(|settings| settings.counting).unwrap_or_default()
    }

    /// The regulation asked for, or the archive's, or mentougou.
    pub(super) fn regulation(&self, asked: Option<&str>) -> Result<&Regulation, Diagnostic> {
        let settled = self.settings.as_ref().and_then(|settings| settings.regulation.as_deref());
        self.regulations.get(asked.or(settled).unwrap_or("mentougou"))
    }
}
