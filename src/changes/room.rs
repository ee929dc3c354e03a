//! `room add`: registers a consultation room. Also finds the room that a word means.

mod set;

pub(crate) use set::{FIELDS, Set};

use super::{Proposal, RecordBuilder, Words, Writer, builder, pinyin, typed, with_entry, word};
use crate::archive::{Archive, Change, entry, room_meant};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::engine::{is_unbound, not_bound};
use crate::model::{Name, Room, Settings};
use crate::regulation::{Regulation, Regulations};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;
use crate::workspace::{Days, LoadedArchive};

/// The room that an id or a name means.
///
/// # Errors
/// If there is none; the hint has the nearest names, or how to register one.
pub(crate) fn find<'a>(archive: &'a Archive, written: &str) -> Result<&'a Room, Diagnostic> {
    room_meant(&archive.rooms, written)
}

/// The note that the room of a topic is not registered.
pub(crate) fn unknown_yet(archive: &Archive, written: &str) -> Option<Text> {
    find(archive, written).is_err().then(|| {
        text!(
            zh: "协商室 `{written}` 没有登记，议题还不按它的规程判断；`yijuan room add` 登记，`yijuan room list` 列出已有的",
            en: "no room `{written}` is registered, and its regulation does not govern the topic yet; `yijuan room add` registers one, `yijuan room list` shows those there are"
        )
    })
}

/// The file of the register.
pub(crate) const FILE: &str = "rooms.yml";

/// The room to register.
#[derive(Debug)]
pub(crate) struct Add {
    /// Id, as topics and events will name the room; made of the name if not given
    pub id: Option<String>,
    /// Its name
    pub name: String,
    /// Its level: an id or Chinese name of its regulation
    pub level: String,
    /// Regulation that governs it; the archive's if not given
    pub regulation: Option<String>,
    /// Its place, as in units.yml
    pub unit: Option<String>,
    /// The day it was opened, YYYY-MM-DD
    pub opened: Option<String>,
    /// Person who convenes it
    pub convener: Option<String>,
    /// Its liaison officer
    pub liaison: Option<String>,
    /// Person in charge of booking, collecting and recording
    pub officer: Option<String>,
    /// Body that does its daily work; may be given several times
    pub daily_work: Vec<String>,
    /// Body that runs it; may be given several times
    pub run_by: Vec<String>,
    /// Office that guides it
    pub guide: Option<String>,
}

impl Add {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = writer.workspace.read(&[])?;
        let archive = &loaded.archive;
        ensure_none(archive.problems_of(FILE))?;
        let mut given = self.record(&loaded, &writer.settings, &writer.workspace.days, writer.workspace.as_written);
        let id = self.id.as_deref().map(str::trim);
        if let Some(known) = id.and_then(|id| archive.room(id)) {
            let (id, name) = (&known.id, &known.name);
            let known = Diagnostic::new(
                text!(zh: "协商室 `{id}` 已有登记（{name}）", en: "there is a room `{id}` already ({name})"),
            )
            .at(Location::file(FILE))
            .hint(text!(
                zh: "是同一处的，用 `yijuan room set {name} 字段=值` 修改；是另一处的，换一个标识",
                en: "if it is the same room, `yijuan room set {id} FIELD=VALUE` changes the entry; else choose another id"
            ));
            given.wrong("id", known);
        }
        let name = Name::from(self.name.trim());
        given.keep("name", ensure_name_unused(archive, id.unwrap_or_default(), &name));
        let record = given.whole()?;
        let after = with_entry::<Room>(writer.workspace, FILE, &entry(&record))?.text;
        let answer = builder::made_id(&record, id);
        let mut notes = Vec::new();
        let id = word(&record, "id").unwrap_or_default();
        let subject = text!(zh: "登记协商室：{name}", en: "enter room: {name}");
        if self.opened.is_none() {
            notes.push(Text::new(
                "没有 --opened：建立之日不知，须从建立起算的规则无法判断",
                "without --opened it is not known since when it is there, and what counts from that day waits",
            ));
        }
        notes.extend(self.notes(&loaded, &writer.settings));
        let regulation = self.regulation(&loaded.regulations, writer.settings.regulation.as_deref()).ok();
        // Only for the first room under a regulation.
        let unbound = regulation.filter(|regulation| {
            let is_first = archive.rooms.iter().all(|room| room.regulation != regulation.id);
            is_first && is_unbound(&loaded.context(), regulation)
        });
        notes.extend(unbound.map(|regulation| not_bound(&[regulation])).into_iter().flat_map(<[Text; 2]>::from));
        Ok(Proposal {
            answer,
            notes,
            ..Proposal::new(Change::new().file(FILE, after), subject).trailer("Yijuan-Room", &id)
        })
    }

    /// The entry, with every word looked up.
    pub(crate) fn record(
        &self,
        loaded: &LoadedArchive,
        settings: &Settings,
        days: &Days,
        as_written: bool,
    ) -> RecordBuilder {
        let LoadedArchive { archive, regulations, .. } = loaded;
        let mut given = RecordBuilder::default();
        let id = given.id((self.id.as_deref(), "hall-1"), &self.name, |name| {
            pinyin::of_room(name, |id| archive.room(id).is_some())
        });
        given.keep("name", typed::line("--name", &self.name));
        let words = Words::under(archive, Vec::new(), as_written);
        let others = archive.rooms.iter().filter(|room| room.id != id).map(|room| &room.name);
        let name = given.keep("name", words.new_name(&what(), &self.name, others));
        given.word("name", name);
        let regulation = given.keep("regulation", self.regulation(regulations, settings.regulation.as_deref()));
        let level = regulation.and_then(|regulation| given.keep("level", level(regulations, regulation, &self.level)));
        given.word("level", level);
        given.word("regulation", regulation.map(|regulation| regulation.id.as_str()));
        let unit = self.unit.as_deref().and_then(|unit| given.keep("unit", words.unit(unit)));
        given.word("unit", unit);
        let opened = self.opened.as_deref().and_then(|day| given.keep("opened", days.read(day)));
        given.word("opened", opened.map(|day| day.to_string()));
        for (key, written) in [("convener", &self.convener), ("liaison", &self.liaison), ("officer", &self.officer)] {
            let found = written.as_deref().map(|written| super::person::find(&archive.people, written));
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

    /// Notes on bodies and offices that are not registered.
    fn notes(&self, loaded: &LoadedArchive, settings: &Settings) -> Vec<Text> {
        let Ok(regulation) = self.regulation(&loaded.regulations, settings.regulation.as_deref()) else {
            return Vec::new();
        };
        let named = self.daily_work.iter().chain(&self.run_by).chain(&self.guide).map(String::as_str);
        Words::under(&loaded.archive, vec![regulation], true).notes_on(named)
    }

    fn regulation<'a>(&self, known: &'a Regulations, settled: Option<&str>) -> Result<&'a Regulation, Diagnostic> {
        known.get(self.regulation.as_deref().or(settled).ok_or_else(|| {
            Diagnostic::new(Text::new("yijuan.yml 没有写明规程", "yijuan.yml names no regulation"))
                .hint(Text::new("用 `--regulation` 指明", "say which with `--regulation`"))
        })?)
    }
}

fn what() -> Text {
    Text::new("协商室", "room")
}

/// Refuses a name that another room has.
fn ensure_name_unused(archive: &Archive, id: &str, name: &Name) -> Result<(), Diagnostic> {
    let mut others = archive.rooms.iter().filter(|room| room.id.as_str() != id);
    others.find(|room| name.looks_like(&room.name)).map_or(Ok(()), |known| {
        let known = &known.id;
        let named = Diagnostic::new(
            text!(zh: "协商室“{name}”已有登记，标识 `{known}`", en: "there is a room called `{name}` already, `{known}`"),
        );
        Err(named
            .at(Location::file(FILE))
            .hint(Text::new("用它的标识，或换一个名称", "use its id, or choose another name")))
    })
}

/// The id of a level. If the regulation does not have it, the hint names those that do.
fn level<'a>(known: &Regulations, regulation: &'a Regulation, written: &str) -> Result<&'a str, Diagnostic> {
    regulation.id_in(Group::Levels, written).map_err(|problem| {
        let others = known.iter().filter(|other| other.id_in(Group::Levels, written).is_ok());
        let others: Vec<Text> = others.map(Regulation::called).collect();
        let Text { zh: of, en: of_en } = regulation.called();
        let has_none = regulation.terms(Group::Levels).iter().next().is_none();
        if others.is_empty() && has_none {
            return problem.hint(text!(
                zh: "{of}规程没有分层级的协商室；是哪部规程所说的，用 `--regulation` 指明",
                en: "the regulation {of_en} has rooms of no levels; say which speaks of it with `--regulation`"
            ));
        }
        if others.is_empty() {
            return problem;
        }
        let Text { zh, en } = Text::join(&others, " / ", " / ");
        problem.hint(text!(
            zh: "{of}规程没有这一层级；用 `--regulation` 指明：{zh}",
            en: "the regulation {of_en} has no such level; say which has with `--regulation`: {en}"
        ))
    })
}
