//! What a command works on: the archive, the day, the language, now or in a commit.

mod pass;
mod topics;
mod writer;

pub(super) use topics::Topics;
pub(super) use writer::{Added, Writer};

use super::format::Format;
use super::given::{Days, Told};
use super::{Global, Writing, keep};
use crate::archive::{self, Archive, Limits, ROOT_FILE, Source, TopicFolder, WorkTree};
use crate::calendar::{self, Calendar};
use crate::engine;
use crate::history::{Repository, Tree};
use crate::model::{Date, Settings};
use crate::problem::unknown;
use crate::problem::{Place, Problem, Problems};
use crate::regulation::{Naming, Regulation, Regulations};
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The value of an option, found before the command line is parsed.
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

/// The language of a command line, found before it is parsed: `--lang`, then `YIJUAN_LANG`, then the
/// archive's `language`, then the locale; English if none says.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let of_archive = || {
        let folder = argument(arguments, "--directory", Some("-C")).map_or_else(|| PathBuf::from("."), PathBuf::from);
        let bytes = WorkTree::new(archive::find_root(&folder).ok()?).read(ROOT_FILE, Limits::YAML).ok()??;
        let settings: Settings = archive::read_record(ROOT_FILE, &bytes).value?;
        settings.language.map(|language| language.to_string())
    };
    let locale = || variable("LC_ALL").or_else(|| variable("LC_MESSAGES")).or_else(|| variable("LANG"));
    let asked = [argument(arguments, "--lang", None), variable("YIJUAN_LANG")]
        .into_iter()
        .flatten()
        .find_map(|tag| Language::parse(&tag));
    asked
        .or_else(|| Language::parse(&of_archive()?))
        .or_else(|| Language::parse(&locale()?))
        .unwrap_or(Language::English)
}

/// The root of the archive a command line means.
pub(super) fn root(global: &Global) -> Result<PathBuf, Problem> {
    archive::find_root(global.directory.as_deref().unwrap_or(Path::new(".")))
}

/// The day a command line takes for today.
pub(super) fn today(global: &Global, told: &Told) -> Result<Date, Problem> {
    let today = calendar::today();
    global.as_of.as_ref().map_or(Ok(today), |written| Days::on(today, told).read(written))
}

/// The year that `plan:YEAR` means, or 2026年度计划 as pages have it; `None` for the key of a topic.
pub(super) fn plan_year(target: &str) -> Result<Option<i32>, Problem> {
    let named = target.strip_suffix("计划").and_then(|year| year.trim_end().strip_suffix("年度")).map(str::trim);
    if let Some(year) = named.and_then(crate::model::year) {
        return Ok(Some(year));
    }
    let Some(year) = target.strip_prefix("plan:") else { return Ok(None) };
    let wrong = || {
        Problem::new(text!(zh: "`{year}` 不是年份", en: "`{year}` is not a year"))
            .hint(Text::new("年份写四位数字，例如 plan:2026", "a year has four digits, plan:2026"))
    };
    crate::model::year(year).map(Some).ok_or_else(wrong)
}

/// An archive and how a command was asked to treat it.
pub(super) struct Context {
    pub language: Language,
    pub today: Date,
    pub format: Format,
    pub quiet: bool,
    pub verbose: bool,
    pub source: WorkTree,
    pub days: Days,
    writing: Writing,
}

/// The law and the calendar, of an archive or as the program has them.
pub(super) struct Reference {
    pub language: Language,
    pub today: Date,
    pub days: Days,
    pub format: Format,
    /// The archive, if the command line lies in one.
    pub source: Option<WorkTree>,
    pub settings: Option<Settings>,
    pub regulations: Regulations,
    pub calendar: Calendar,
}

/// Everything judged together.
pub(super) struct Case {
    pub archive: Archive,
    pub regulations: Regulations,
    pub calendar: Calendar,
    pub today: Date,
}

impl Case {
    /// What could not be read: files of the archive, and regulations of its own.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.archive.problems.iter().chain(&self.regulations.problems)
    }

    /// A result, with what could not be read beside it: then it is not whole, and the exit code says so.
    pub(super) fn reply(&self, stdout: String) -> Reply {
        let notes: Vec<Text> = self.problems().map(read_failed).collect();
        let exit = if notes.is_empty() { 0 } else { 2 };
        Reply { stdout, notes, exit, ..Reply::default() }
    }

    /// The archive's settings, if they could be read.
    pub(super) fn settings(&self) -> Result<&Settings, Problems> {
        self.archive.settings.as_ref().ok_or_else(|| self.archive.problems.clone())
    }

    pub(super) fn bench(&self) -> engine::Context<'_> {
        engine::Context {
            archive: &self.archive,
            regulations: &self.regulations,
            calendar: &self.calendar,
            today: self.today,
        }
    }
}

/// A file that could not be read, as a note beside a list that is not whole.
fn read_failed(problem: &Problem) -> Text {
    let place = problem.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
    Text::new(
        format!("{place}{}；`yijuan check` 有详情", problem.message.zh),
        format!("{place}{}; `yijuan check` says more", problem.message.en),
    )
}

impl Context {
    pub(super) fn open(global: &Global, language: Language, told: &Told) -> Result<Self, Problems> {
        let mut problems = Problems::new();
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
                today,
                format,
                quiet: global.quiet,
                verbose: global.verbose,
                source,
                days: Days::on(today, told),
                writing: global.writing,
            }),
            _ => Err(problems),
        }
    }

    /// Whether names are taken however near they are to known ones.
    pub(super) fn as_written(&self) -> bool {
        self.writing.as_written
    }

    /// Everything in the archive, ready to be judged.
    pub(super) fn read_all(&self) -> Result<Case, Problems> {
        self.read_from(&self.source, None)
    }

    /// The archive with these topics alone.
    pub(super) fn read(&self, topics: &[TopicFolder]) -> Result<Case, Problems> {
        self.read_from(&self.source, Some(topics))
    }

    /// Everything, or the archive with these topics alone, as it is in the work tree or was in a commit.
    pub(super) fn read_from(&self, source: &dyn Source, topics: Option<&[TopicFolder]>) -> Result<Case, Problems> {
        let mut calendar = Calendar::built_in()?;
        let regulations = Regulations::load(source, &archive::local_regulations(source));
        let (topics, strays) = match topics {
            Some(topics) => (topics.to_vec(), Problems::new()),
            None => archive::topic_folders(source),
        };
        let mut archive = archive::load(source, &topics, &|id| regulations.texts(id));
        archive.problems.extend(strays);
        Naming::of(&regulations, &archive).archive(&mut archive);
        for schedule in &archive.schedules {
            calendar.publish(schedule.clone());
        }
        Ok(Case { archive, regulations, calendar, today: self.today })
    }

    /// The topics that keys, or unambiguous parts of a key or a folder's name, mean; in the order given.
    pub(super) fn topics(&self, written: &[String]) -> Result<Vec<TopicFolder>, Problems> {
        Self::topics_in(&self.source, written)
    }

    /// The same, as they are in the work tree or were in a commit.
    pub(super) fn topics_in(source: &dyn Source, written: &[String]) -> Result<Vec<TopicFolder>, Problems> {
        let known = Topics::of(source);
        let mut problems = Problems::new();
        let mut topics: Vec<TopicFolder> = Vec::new();
        for written in written {
            let topic = keep(&mut problems, known.meant(written));
            topics.extend(topic.filter(|topic| !topics.contains(topic)));
        }
        super::ensure_none(problems).map(|()| topics)
    }

    pub(super) fn topic(&self, written: &str) -> Result<TopicFolder, Problems> {
        let mut topics = self.topics(&[written.to_owned()])?;
        Ok(topics.swap_remove(0))
    }

    /// The text of a file of the archive; nothing if there is none.
    pub(super) fn text(&self, path: &str) -> Result<String, Problem> {
        let bytes = self.source.read(path, Limits::YAML)?.unwrap_or_default();
        archive::decode(path, &bytes)?;
        // A byte order mark stays where it is.
        Ok(String::from_utf8(bytes).unwrap_or_default())
    }

    /// The one topic that a target means; none for `plan:YEAR` and `room:ID`.
    pub(super) fn target(&self, written: &str) -> Result<Vec<TopicFolder>, Problems> {
        let is_topic = !written.starts_with("plan:") && !written.starts_with("room:") && plan_year(written)?.is_none();
        if is_topic { self.topics(&[written.to_owned()]) } else { Ok(Vec::new()) }
    }

    /// Refuses every `--format` but the one for people.
    pub(super) fn human_only(&self) -> Result<(), Problem> {
        self.format.human_only()
    }

    /// The repository around the archive, to look back in.
    pub(super) fn history(&self) -> Result<Repository, Problem> {
        let root = self.source.root();
        Repository::discover(root)?.ok_or_else(|| {
            Problem::new(Text::new(
                "档案库不在 git 仓库中，没有历史可查",
                "the archive lies in no git repository and has no history",
            ))
            .at(Place::file(root.display().to_string()))
            .hint(Text::new("运行 `git init`，再用 `yijuan commit` 提交", "run `git init`, then `yijuan commit`"))
        })
    }

    /// The archive as it was in a commit.
    pub(super) fn past(&self, revision: &str) -> Result<Tree, Problem> {
        let tree = self.history()?.tree(revision)?;
        archive::readable(&tree).map(|()| tree)
    }

    /// The wording for commit messages: the archive's language, that its history may read in one.
    pub(super) fn in_archive_language<'t>(&self, text: &'t Text) -> Result<&'t str, Problems> {
        Ok(in_language_of(&archive::settings(&self.source)?, text))
    }
}

fn in_language_of<'t>(settings: &Settings, text: &'t Text) -> &'t str {
    text.in_(settings.language.as_deref().and_then(Language::parse).unwrap_or(Language::English))
}

/// The regulations whose yearly course the archive's years follow, first the one by whose words a plan is kept.
pub(super) fn regulations_of_years<'a>(
    settings: &Settings,
    regulations: &'a Regulations,
) -> Result<Vec<&'a Regulation>, Problem> {
    let first = regulation_of_years(settings, regulations)?;
    let others = settings.regulations.iter().filter_map(|id| regulations.get(id).ok());
    Ok(std::iter::once(first).chain(others.filter(|other| other.id != first.id)).collect())
}

/// The regulation by whose words the archive's plans are kept: the first of those that bind.
pub(super) fn regulation_of_years<'a>(
    settings: &Settings,
    regulations: &'a Regulations,
) -> Result<&'a Regulation, Problem> {
    let settled = settings.regulations.first().or(settings.regulation.as_ref());
    regulations.get(settled.ok_or_else(|| {
        Problem::new(Text::new("yijuan.yml 没有写明规程", "yijuan.yml names no regulation"))
            .hint(Text::new("写上 `regulations: [规程]`", "write `regulations: [ID]` there"))
    })?)
}

/// `--lang` must name a language; a locale that is none is simply passed over.
pub(super) fn check_language(global: &Global, problems: &mut Problems) {
    if let Some(written) = &global.lang
        && Language::parse(written).is_none()
    {
        problems.push(unknown(&Text::new("语言", "language"), written, Language::TAGS));
    }
}

impl Reference {
    /// The archive's law if the command line lies in one, else what the program has built in.
    pub(super) fn open(global: &Global, language: Language, told: &Told) -> Result<Self, Problems> {
        let mut problems = Problems::new();
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
            });
        };
        let source = WorkTree::new(root);
        archive::readable(&source)?;
        let mut archive = archive::load(&source, &[], &|_| None);
        for schedule in &archive.schedules {
            calendar.publish(schedule.clone());
        }
        let regulations = Regulations::load(&source, &archive.local_regulations);
        Naming::of(&regulations, &archive).archive(&mut archive);
        let settings = archive.settings;
        Ok(Self { language, today, days, format, source: Some(source), settings, regulations, calendar })
    }

    /// Whether the archive's settings name a regulation.
    pub(super) fn goes_by(&self, regulation: &Regulation) -> bool {
        let named = self.settings.iter().flat_map(|settings| settings.regulations.iter().chain(&settings.regulation));
        named.into_iter().any(|id| *id == regulation.id)
    }

    /// The regulation asked for, else the archive's, else the only one there is.
    pub(super) fn regulation(&self, asked: Option<&str>) -> Result<&Regulation, Problem> {
        let settled = self.settings.as_ref().and_then(|settings| settings.regulation.as_deref());
        self.regulations.get(asked.or(settled).unwrap_or("mentougou"))
    }
}
