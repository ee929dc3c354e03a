//! `import rooms`: the register of rooms.

use super::column::{Column, Holds};
use super::{Import, List, Listed, Outcome, changed_by, named, none_differs};
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
    /// Regulation of rooms whose row names none; the archive's if not given
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
    pub(crate) fn import(&self, workspace: &Workspace) -> Result<Import, Diagnostics> {
        let listing = self.list.read(COLUMNS)?;
        let loaded = workspace.read(&[])?;
        let archive = &loaded.archive;
        let settings = loaded.settings()?;
        let mut outcome = Outcome::of(&loaded, listing);
        outcome.unreadable(archive.problems_of(FILE));
        let mut listed = Listed::default();
        for row in std::mem::take(&mut outcome.listing.rows) {
            let name = Name::from(row.word("name").unwrap_or_default());
            let given = row.word("id").map(Name::from);
            let known = match &given {
                Some(id) => archive.room(id),
                None => named(&archive.rooms, &name, |room| &room.name),
            };
            let name = outcome.known_as(name, known.map(|room| &room.name));
            let id = given.or_else(|| Some(known?.id.clone())).unwrap_or_else(|| {
                let made = pinyin::of_room(&name, |id| archive.room(id).is_some() || listed.has(id));
                made.unwrap_or_default().into()
            });
            let hint = Text::new("一处只留一行，名称各不相同", "keep one row of each room, with a name of its own");
            if let Err(twice) = listed.list(&row, &id, &name, hint) {
                outcome.take(&row, Err(twice));
                continue;
            }
            let add = Add {
                id: Some(id.to_string()),
                name: name.to_string(),
                level: row.owned("level").unwrap_or_default(),
                regulation: row.owned("regulation").or_else(|| self.regulation.clone()),
                unit: row.owned("unit"),
                opened: row.owned("opened"),
                convener: row.owned("convener"),
                liaison: row.owned("liaison"),
                officer: row.owned("officer"),
                daily_work: row.several("daily_work"),
                run_by: row.several("run_by"),
                guide: row.owned("guide"),
            };
            outcome.enter(&row, add.record(&loaded, settings, &workspace.days, workspace.as_written), known, agrees);
        }
        outcome.warn_of_offices();
        let undated = outcome.made().filter(|record| word(record, "opened").is_none()).count();
        if undated > 0 {
            outcome.listing.warnings.push(text!(
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
        Ok(taken.with_archive(loaded))
    }
}

/// Whether the register has everything that a row gives.
///
/// # Errors
/// If it differs.
fn agrees(known: &Room, record: &Record) -> Result<bool, Wrong> {
    let differs = record.iter().filter(|(key, field)| !agrees_in(known, key, field)).map(|(key, _)| *key);
    let differs: Vec<&'static str> = differs.collect();
    let (id, name) = (&known.id, &known.name);
    none_differs(&format!("{id} {name}"), FILE, &differs, Some(changed_by("room", id, name)))
}

fn agrees_in(known: &Room, key: &str, field: &Field) -> bool {
    let own = match (key, field) {
        ("daily_work", Field::List(words)) => return has_all(&known.daily_work, words),
        (_, Field::List(words)) => return has_all(&known.run_by, words),
        ("opened", Field::Word(day)) => return known.opened.is_some_and(|opened| opened.to_string() == *day),
        ("name", _) => Some(&known.name),
        ("level", _) => Some(&known.level),
        ("regulation", _) => Some(&known.regulation),
        ("unit", _) => known.unit.as_ref(),
        ("convener", _) => known.convener.as_ref(),
        ("liaison", _) => known.liaison.as_ref(),
        ("officer", _) => known.officer.as_ref(),
        ("guide", _) => known.guide.as_ref(),
        _ => Some(&known.id),
    };
    match field {
        Field::Word(written) => own.is_some_and(|own| **own == **written),
        _ => true,
    }
}

fn has_all(bodies: &OneOrMany<Name>, words: &[String]) -> bool {
    words.iter().all(|word| bodies.iter().any(|body| **body == **word))
}
