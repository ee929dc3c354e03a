//! `room`: the register of consultation rooms.

mod list;
mod set;
mod show;

use super::context::Context;
use crate::archive::{Archive, Change, entry};
use crate::changes::{RecordBuilder, Words, Writer, builder, pinyin, typed, with_entry, word};
use crate::engine::{is_unbound, not_bound};
use crate::history::Message;
use crate::model::{Name, Room, Settings};
use crate::problem::ensure_none;
use crate::problem::{Place, Problem, Problems};
use crate::regulation::{Regulation, Regulations};
use crate::text;
use crate::text::Text;
use crate::ui::Reply;
use crate::vocabulary::Group;
use crate::workspace::{Days, LoadedArchive};
use clap::{Args, Subcommand};

/// Consultation rooms: where topics are deliberated, and what each still owes
#[derive(Debug, Subcommand)]
#[command(after_help = list::EXAMPLES)]
pub(super) enum RoomCommand {
    Add(Box<Add>),
    Set(set::Set),
    List(list::List),
    Show(show::Show),
}

/// Enter a consultation room into rooms.yml
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Add {
    /// Id, as topics and events will name the room; made of the name if not given
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// What it is called
    #[arg(long, value_name = "ROOM")]
    pub name: String,
    /// Its level: an id or Chinese name of its regulation
    #[arg(long, value_name = "LEVEL", add = super::completions::levels())]
    pub level: String,
    /// Regulation that governs it; the archive's if not given
    #[arg(long, value_name = "ID", add = super::completions::regulation_ids())]
    pub regulation: Option<String>,
    /// Place of units.yml it is the room of
    #[arg(long, value_name = "ID", add = super::completions::units())]
    pub unit: Option<String>,
    /// The day it was opened, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub opened: Option<String>,
    /// Person who convenes it
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    pub convener: Option<String>,
    /// Its liaison officer
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    pub liaison: Option<String>,
    /// Person in charge of booking, collecting and recording
    #[arg(long, value_name = "PERSON", add = super::completions::people())]
    pub officer: Option<String>,
    /// Body that does its daily work; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    pub daily_work: Vec<String>,
    /// Body that runs it; may be given several times
    #[arg(long, value_name = "WHO", add = super::completions::who())]
    pub run_by: Vec<String>,
    /// Office that guides it
    #[arg(long, value_name = "OFFICE", add = super::completions::offices())]
    pub guide: Option<String>,
}

const EXAMPLES: &str = "\
yijuan room add --id wulan --name 乌兰苏木协商议事室 --level 乡镇街道园区 --regulation ordos --opened 2026-03-02
yijuan room add --id hall-1 --name 城东协商议事厅 --level hall --guide urban --officer qian-yangben";

pub(super) const FILE: &str = "rooms.yml";

impl RoomCommand {
    pub(super) fn run(&self, context: &Context) -> Result<Reply, Problems> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Set(set) => set.run(context),
            Self::List(list::List {}) => list::List::run(context),
            Self::Show(show) => show.run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<Reply, Problems> {
        context.human_only()?;
        let writer = Writer::open(&context.workspace)?;
        let loaded = context.workspace.read(&[])?;
        let archive = &loaded.archive;
        ensure_none(archive.problems_of(FILE))?;
        let mut given = self.given(&loaded, &writer.settings, &context.workspace.days, context.workspace.as_written);
        let id = self.id.as_deref().map(str::trim);
        if let Some(known) = id.and_then(|id| archive.room(id)) {
            let (id, name) = (&known.id, &known.name);
            let known = Problem::new(
                text!(zh: "协商室 `{id}` 已有登记（{name}）", en: "there is a room `{id}` already ({name})"),
            )
            .at(Place::file(FILE))
            .hint(text!(
                zh: "是同一处的，用 `yijuan room set {name} 字段=值` 修改；是另一处的，换一个标识",
                en: "if it is the same room, `yijuan room set {id} FIELD=VALUE` changes the entry; else choose another id"
            ));
            given.wrong("id", known);
        }
        let name = Name::from(self.name.trim());
        given.keep("name", nobody_else_s(archive, id.unwrap_or_default(), &name));
        let record = given.whole()?;
        let after = with_entry::<Room>(&context.workspace, FILE, &entry(&record))?.text;
        let mut reply = Reply::new(builder::made_id(&record, id).zh);
        let id = word(&record, "id").unwrap_or_default();
        let subject = text!(zh: "登记协商室：{name}", en: "enter room: {name}");
        let message = Message::new(writer.in_archive_language(&subject)).trailer("Yijuan-Room", id);
        if self.opened.is_none() {
            reply.notes.push(Text::new(
                "没有 --opened：建立之日不知，须从建立起算的规则无法判断",
                "without --opened it is not known since when it is there, and what counts from that day waits",
            ));
        }
        reply.notes.extend(self.told(&loaded, &writer.settings));
        let regulation = self.regulation(&loaded.regulations, writer.settings.regulation.as_deref()).ok();
        // Told once: the next room under it is nothing new.
        let is_first = |regulation: &&Regulation| archive.rooms.iter().all(|room| room.regulation != regulation.id);
        let unbound = regulation.filter(is_first).filter(|regulation| is_unbound(&loaded.context(), regulation));
        reply.notes.extend(unbound.map(|regulation| not_bound(&[regulation])).into_iter().flat_map(<[Text; 2]>::from));
        Ok(reply.with(writer.apply(Change::new().file(FILE, after), &message)?))
    }

    /// The entry that it says, every word looked up.
    pub(super) fn given(
        &self,
        loaded: &LoadedArchive,
        settings: &Settings,
        days: &Days,
        as_written: bool,
    ) -> RecordBuilder {
        let LoadedArchive { archive, regulations, .. } = loaded;
        let mut given = RecordBuilder::default();
        let is_taken = |id: &str| archive.room(id).is_some();
        let id = given.id((self.id.as_deref(), "hall-1"), &self.name, |name| pinyin::of_room(name, is_taken));
        given.keep("name", typed::line("--name", &self.name));
        let words = Words::under(archive, Vec::new(), as_written);
        let others = archive.rooms.iter().filter(|room| room.id != id).map(|room| &room.name);
        let name = given.keep("name", words.new_name(&what(), &self.name, others));
        given.word("name", name);
        let regulation = given.keep("regulation", self.regulation(regulations, settings.regulation.as_deref()));
        let level = regulation.and_then(|regulation| given.keep("level", level(regulations, regulation, &self.level)));
        given.word("level", level);
        given.word("regulation", regulation.map(|regulation| regulation.id.as_str()));
        let unit = self.unit.as_deref().and_then(|unit| given.keep("unit", words.place(unit)));
        given.word("unit", unit);
        let opened = self.opened.as_deref().and_then(|day| given.keep("opened", days.read(day)));
        given.word("opened", opened.map(|day| day.to_string()));
        for (key, written) in [("convener", &self.convener), ("liaison", &self.liaison), ("officer", &self.officer)] {
            let found = written.as_deref().map(|written| crate::changes::person::find(&archive.people, written));
            let person = found.and_then(|found| given.keep(key, found));
            given.word(key, person.map(|person| person.id.as_str()));
        }
        if let Some(regulation) = regulation {
            let words = Words::under(archive, vec![regulation], as_written);
            for (key, written) in [("daily_work", &self.daily_work), ("run_by", &self.run_by)] {
                given.list(key, typed::each(written, |written| words.actor(written)));
            }
            let guide = self.guide.as_deref().and_then(|office| given.keep("guide", words.office(office)));
            given.word("guide", guide);
        }
        given
    }

    /// What to say of bodies that are nobody in particular.
    fn told(&self, loaded: &LoadedArchive, settings: &Settings) -> Vec<Text> {
        let Ok(regulation) = self.regulation(&loaded.regulations, settings.regulation.as_deref()) else {
            return Vec::new();
        };
        let named = self.daily_work.iter().chain(&self.run_by).chain(&self.guide).map(String::as_str);
        Words::under(&loaded.archive, vec![regulation], true).told(named)
    }

    fn regulation<'a>(&self, known: &'a Regulations, settled: Option<&str>) -> Result<&'a Regulation, Problem> {
        known.get(self.regulation.as_deref().or(settled).ok_or_else(|| {
            Problem::new(Text::new("yijuan.yml 没有写明规程", "yijuan.yml names no regulation"))
                .hint(Text::new("用 `--regulation` 指明", "say which with `--regulation`"))
        })?)
    }
}

fn what() -> Text {
    Text::new("协商室", "room")
}

/// Refuses a name that another room has.
fn nobody_else_s(archive: &Archive, id: &str, name: &Name) -> Result<(), Problem> {
    let mut others = archive.rooms.iter().filter(|room| room.id.as_str() != id);
    others.find(|room| name.looks_like(&room.name)).map_or(Ok(()), |known| {
        let known = &known.id;
        let named = Problem::new(
            text!(zh: "协商室“{name}”已有登记，标识 `{known}`", en: "there is a room called `{name}` already, `{known}`"),
        );
        Err(named
            .at(Place::file(FILE))
            .hint(Text::new("用它的标识，或换一个名称", "use its id, or choose another name")))
    })
}

/// The level's id; if its regulation does not know it, another one may.
fn level<'a>(known: &Regulations, regulation: &'a Regulation, written: &str) -> Result<&'a str, Problem> {
    regulation.id_in(Group::Levels, written).map_err(|problem| {
        let others: Vec<&str> = known
            .iter()
            .filter(|other| other.id_in(Group::Levels, written).is_ok())
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
