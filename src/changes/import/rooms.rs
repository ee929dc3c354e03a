//! `import rooms`: the register of rooms.

use super::column::{Column, Holds};
use super::{Import, List, Outcome, changed_by, named, same, twice};
use crate::archive::{Change, Field, entry};
use crate::changes::room::{Add, FILE};
use crate::changes::{Proposal, Record, Wrong, pinyin, with_entries, word};
use crate::diagnostic::Diagnostics;
use crate::model::{Name, OneOrMany, Room};
use crate::text;
use crate::text::Text;
use crate::workspace::Workspace;

/// A list of rooms.
#[derive(Debug)]
pub(crate) struct Rooms {
    /// The list.
    pub list: List,
    /// Regulation that governs rooms whose row names none; the archive's if not given
    pub regulation: Option<String>,
}

const COLUMNS: &[Column] = &[
    Column::new("id", Holds::Words, &["标识"]),
    Column::new("name", Holds::Words, &["名称", "协商室", "协商议事室", "协商议事厅", "议事室", "议事室名称"])
        .required(),
    Column::new("level", Holds::Words, &["层级", "级别"]).required(),
    Column::new("regulation", Holds::Words, &["规程", "适用规程"]),
    Column::new("unit", Holds::Words, &["地方", "所在地方", "所在地"]),
    Column::new(
        "opened",
        Holds::Day,
        &[
            "成立时间",
            "建立时间",
            "成立日期",
            "建立日期",
            "登记日期",
            "建立之日",
            "设立时间",
            "设立日期",
            "启用日期",
            "启用时间",
            "成立之日",
            "挂牌时间",
            "挂牌日期",
            "建成时间",
        ],
    ),
    Column::new("convener", Holds::Person, &["召集人"]),
    Column::new("liaison", Holds::Person, &["联络员", "联系人"]),
    Column::new("officer", Holds::Person, &["专人", "负责人", "工作人员"]),
    Column::new("daily_work", Holds::Several, &["日常工作机构", "日常工作"]),
    Column::new("run_by", Holds::Several, &["实施机构", "具体实施", "承办机构"]),
    Column::new("guide", Holds::Words, &["指导委室", "联系委室", "指导单位"]),
];

impl Rooms {
    /// Takes it over.
    pub(crate) fn import(&self, workspace: &Workspace) -> Result<Import, Diagnostics> {
        let listing = self.list.read(COLUMNS)?;
        let loaded = workspace.read(&[])?;
        let archive = &loaded.archive;
        let settings = loaded.settings()?;
        let mut outcome = Outcome::of(&loaded, listing);
        outcome.unreadable(archive.problems_of(FILE));
        let mut listed: Vec<(usize, Name, String)> = Vec::new();
        for row in std::mem::take(&mut outcome.listing.rows) {
            let own = |key: &str| row.word(key).map(ToOwned::to_owned);
            let name = Name::from(row.word("name").unwrap_or_default());
            let given = row.word("id").map(Name::from);
            let known = match &given {
                Some(id) => archive.room(id),
                None => named(&archive.rooms, &name, |room| &room.name),
            };
            let name = outcome.known_as(name, known.map(|room| &room.name));
            let form = name.comparable();
            let is_taken = |id: &str| archive.room(id).is_some() || listed.iter().any(|(_, other, _)| **other == *id);
            let id = given
                .or_else(|| Some(known?.id.clone()))
                .unwrap_or_else(|| pinyin::of_room(&name, is_taken).unwrap_or_default().into());
            if let Some((number, other, _)) = listed.iter().find(|(_, other, same)| *other == id || *same == form) {
                let (key, what) = if *other == id { ("id", &id) } else { ("name", &name) };
                let hint = Text::new("一处只留一行，名称各不相同", "keep one row of each room, with a name of its own");
                outcome.take(&row, Err(vec![(key, twice(what, *number).hint(hint))]));
                continue;
            }
            let add = Add {
                id: Some(id.to_string()),
                name: name.to_string(),
                level: own("level").unwrap_or_default(),
                regulation: own("regulation").or_else(|| self.regulation.clone()),
                unit: own("unit"),
                opened: own("opened"),
                convener: own("convener"),
                liaison: own("liaison"),
                officer: own("officer"),
                daily_work: row.several("daily_work"),
                run_by: row.several("run_by"),
                guide: own("guide"),
            };
            listed.push((row.number, id, form));
            outcome.enter(&row, add.record(&loaded, settings, &workspace.days, workspace.as_written), known, there);
        }
        outcome.mind_offices();
        let undated = outcome.made().filter(|record| word(record, "opened").is_none()).count();
        if undated > 0 {
            outcome.listing.minded.push(text!(
                zh: "{undated} 处没有建立之日，须从建立起算的规则无法判断",
                en: "{undated} without the day they were opened: what counts from that day waits"
            ));
        }
        let file = self.list.name();
        let taken = outcome.finish(|new| {
            let entries: Vec<String> = new.iter().map(|record| entry(record)).collect();
            let after = with_entries::<Room>(workspace, FILE, &entries)?;
            let many = new.len();
            let subject = text!(zh: "登记协商室 {many} 处：{file}", en: "enter {many} rooms: {file}");
            let proposal = Proposal::new(Change::new().file(FILE, after), subject);
            let ids = new.iter().filter_map(|record| word(record, "id"));
            Ok(ids.fold(proposal, |proposal, id| proposal.trailer("Yijuan-Room", id)))
        })?;
        Ok(taken.of(loaded))
    }
}

/// Whether the register has all that a row says of a room.
///
/// # Errors
/// If it says something else.
fn there(known: &Room, record: &Record) -> Result<bool, Wrong> {
    let opened = known.opened.map(|day| Name::from(day.to_string()));
    let says = |key: &str| match key {
        "name" => Some(&known.name),
        "level" => Some(&known.level),
        "regulation" => Some(&known.regulation),
        "unit" => known.unit.as_ref(),
        "opened" => opened.as_ref(),
        "convener" => known.convener.as_ref(),
        "liaison" => known.liaison.as_ref(),
        "officer" => known.officer.as_ref(),
        "guide" => known.guide.as_ref(),
        _ => Some(&known.id),
    };
    let has = |bodies: &OneOrMany<Name>, words: &[String]| {
        words.iter().all(|word| bodies.iter().any(|body| **body == **word))
    };
    let differs = |(key, field): &&(&'static str, Field)| match field {
        Field::Word(written) => says(key).is_none_or(|known| **known != **written),
        Field::List(words) if *key == "daily_work" => !has(&known.daily_work, words),
        Field::List(words) => !has(&known.run_by, words),
        Field::Bool(_) | Field::Number(_) | Field::Items(_) => false,
    };
    let differs: Vec<&'static str> = record.iter().filter(differs).map(|(key, _)| *key).collect();
    let (id, name) = (&known.id, &known.name);
    same(&format!("{id} {name}"), FILE, &differs, Some(changed_by("room", id, name)))
}
