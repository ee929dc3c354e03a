mod list;
mod show;

use super::context::Context;
use super::{all_or_nothing, given, keep};
use crate::archive::{Archive, Change, Field, entry};
use crate::history::Message;
use crate::model::{Name, Room};
use crate::problem::{Place, Problem, Problems};
use crate::regulation::{Regulation, Regulations, unknown};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use clap::{Args, Subcommand};

/// Consultation rooms: where topics are deliberated, and what each still owes
#[derive(Debug, Subcommand)]
pub(super) enum RoomCommand {
    Add(Box<Add>),
    List(list::List),
    Show(show::Show),
}

/// Enter a consultation room into rooms.yml
#[derive(Debug, Args)]
pub(super) struct Add {
    /// Id, as topics and events will name the room
    #[arg(long, value_name = "ID")]
    id: String,
    /// What it is called
    #[arg(long, value_name = "ROOM")]
    name: String,
    /// Its level: an id or Chinese name of its regulation
    #[arg(long, value_name = "LEVEL", add = super::completions::levels())]
    level: String,
    /// Regulation that governs it; the archive's if not given
    #[arg(long, value_name = "ID", add = super::completions::regulation_ids())]
    regulation: Option<String>,
    /// Place of units.yml it is the room of
    #[arg(long, value_name = "ID", add = super::completions::units())]
    unit: Option<String>,
    /// The day it was opened, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    opened: Option<String>,
    /// Person who convenes it
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    convener: Option<String>,
    /// Its liaison officer
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    liaison: Option<String>,
    /// Person in charge of booking, collecting and recording
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    officer: Option<String>,
    /// Body that does its daily work; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    daily_work: Vec<String>,
    /// Body that runs it; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    run_by: Vec<String>,
    /// Office that guides it
    #[arg(long, value_name = "OFFICE", add = super::completions::offices())]
    guide: Option<String>,
}

pub(super) const ADD_EXAMPLES: &[&str] = &[
    "yijuan room add --id wulan --name 乌兰苏木协商议事室 --level 乡镇街道园区 --regulation ordos --opened 2026-03-02",
    "yijuan room add --id hall-1 --name 城东协商议事厅 --level hall --guide urban --officer qian-yangben",
];
pub(super) const LIST_EXAMPLES: &[&str] = &["yijuan room list", "yijuan room list --format json"];
pub(super) const SHOW_EXAMPLES: &[&str] =
    &["yijuan room show wulan", "yijuan room show 乌兰苏木协商议事室 --format json"];

const FILE: &str = "rooms.yml";

impl RoomCommand {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match self {
            Self::Add(add) => add.run(context),
            Self::List(list::List {}) => list::List::run(context),
            Self::Show(show) => show.run(context),
        }
    }
}

/// The room meant by an id or a name.
///
/// # Errors
/// If there is no such room, with the nearest or the way to enter one as a hint.
pub(super) fn find<'a>(archive: &'a Archive, written: &str) -> Result<&'a Room, Problem> {
    let name = Name::from(written);
    let by_name = || archive.rooms.iter().find(|room| room.name == name);
    archive.room(written).or_else(by_name).ok_or_else(|| {
        let known = archive.rooms.iter().flat_map(|room| [&*room.id, &*room.name]);
        let problem = unknown(&Text::new("协商室", "room"), written, known);
        if problem.hint.is_some() {
            problem
        } else {
            problem.hint(Text::new("先用 `yijuan room add` 登记", "enter the room with `yijuan room add`"))
        }
    })
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = context.writer()?;
        let case = context.read(&[])?;
        let archive = &case.archive;
        all_or_nothing((), archive.problems_of(FILE))?;
        let mut problems = Problems::new();
        let id = given::id(&mut problems, &self.id, "hall-1");
        given::one_line(&mut problems, "--name", &self.name);
        if let Some(known) = archive.room(&id) {
            let name = &known.name;
            problems.push(
                Problem::new(
                    text!(zh: "协商室 `{id}` 已有登记（{name}）", en: "there is a room `{id}` already ({name})"),
                )
                .at(Place::file(FILE))
                .hint(Text::new("换一个 id", "choose another id")),
            );
        }
        let regulation = keep(&mut problems, self.regulation(&case.regulations, writer.settings.regulation.as_deref()));
        let level = regulation.and_then(|regulation| keep(&mut problems, self.level(&case.regulations, regulation)));
        let opened = self.opened.as_deref().and_then(|day| keep(&mut problems, super::context::date(day)));
        let unit = self.unit.as_deref().and_then(|unit| keep(&mut problems, place(archive, unit)));
        let mut person = |written: &Option<String>| {
            let found = written.as_deref().map(|written| super::person::find(&archive.people, written));
            found.and_then(|found| keep(&mut problems, found)).map(|person| Field::Word(person.id.to_string()))
        };
        let (convener, liaison, officer) = (person(&self.convener), person(&self.liaison), person(&self.officer));
        let mut bodies = |written: &[String]| {
            let ids = written.iter().filter_map(|written| {
                let id = regulation?.actor_id(&archive.people, written);
                keep(&mut problems, id).map(|id| writer.settings.office_id(id).to_owned())
            });
            Some(Field::List(ids.collect())).filter(|_| !written.is_empty())
        };
        let (daily_work, run_by) = (bodies(&self.daily_work), bodies(&self.run_by));
        let (Some(regulation), Some(level)) = all_or_nothing((regulation, level), problems)? else {
            return Ok(Reply::default());
        };

        let word = |word: &str| Some(Field::Word(word.to_owned()));
        let name = self.name.trim();
        let fields: Vec<(&str, Field)> = [
            ("id", word(&id)),
            ("name", word(name)),
            ("level", word(level)),
            ("regulation", word(&regulation.id)),
            ("unit", unit.map(Field::Word)),
            ("opened", opened.and_then(|day| word(&day.to_string()))),
            ("convener", convener),
            ("liaison", liaison),
            ("officer", officer),
            ("daily_work", daily_work),
            ("run_by", run_by),
            ("guide", self.guide.as_deref().and_then(|office| word(writer.settings.office_id(office)))),
        ]
        .into_iter()
        .filter_map(|(key, field)| Some((key, field?)))
        .collect();
        let (after, _) = context.with_entry::<Room>(FILE, &entry(&fields))?;
        let subject = text!(zh: "登记协商室：{name}", en: "enter room: {name}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Room", id.to_string());
        let mut reply = Reply::default();
        if opened.is_none() {
            reply.notes.push(Text::new(
                "没有 --opened：建立之日不知，须从建立起算的规则无法判断",
                "without --opened it is not known since when it is there, and what counts from that day waits",
            ));
        }
        writer.apply(Change::new().file(FILE, after), &message, reply)
    }

    fn regulation<'a>(&self, known: &'a Regulations, settled: Option<&str>) -> Result<&'a Regulation, Problem> {
        known.get(self.regulation.as_deref().or(settled).ok_or_else(|| {
            Problem::new(Text::new("yijuan.yml 没有写明规程", "yijuan.yml names no regulation"))
                .hint(Text::new("用 `--regulation` 指明", "say which with `--regulation`"))
        })?)
    }

    /// The level's id; if its regulation does not know it, another one may.
    fn level<'a>(&self, known: &Regulations, regulation: &'a Regulation) -> Result<&'a str, Problem> {
        let kind = Text::new("层级", "level");
        regulation.id_in(&regulation.levels, &kind, &self.level).map_err(|problem| {
            let others: Vec<&str> = known
                .iter()
                .filter(|other| other.id_in(&other.levels, &kind, &self.level).is_ok())
                .map(|other| other.id.as_str())
                .collect();
            if others.is_empty() {
                return problem;
            }
            let (of, others) = (&regulation.id, others.join(" / "));
            problem.hint(text!(
                zh: "规程 {of} 没有这一层级；用 `--regulation` 指明：{others}",
                en: "the regulation {of} has no such level; say which has with `--regulation`: {others}"
            ))
        })
    }
}

/// The id of a place of units.yml, from its id or its name.
fn place(archive: &Archive, written: &str) -> Result<String, Problem> {
    let name = Name::from(written);
    let found = archive.units.iter().find(|unit| unit.id == name || unit.name == name);
    found.map(|unit| unit.id.to_string()).ok_or_else(|| {
        let known = archive.units.iter().flat_map(|unit| [&*unit.id, &*unit.name]);
        unknown(&Text::new("地方", "place"), written, known)
    })
}
