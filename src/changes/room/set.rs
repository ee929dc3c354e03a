//! `room set`: changes fields of a registered room.

use super::{FILE, ensure_name_unused, find, what};
use crate::archive::{Change, Field, list, set_entry_field};
use crate::changes::entry::{self, Fields, Holds};
use crate::changes::{Proposal, Words, Writer, fields};
use crate::diagnostic::{Diagnostics, ensure_none};
use crate::model::{Name, OneOrMany, Room};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;

/// The fields that can be set.
pub(crate) const FIELDS: &Fields = &[
    ("name", Holds::Required),
    ("level", Holds::Required),
    ("regulation", Holds::Required),
    ("unit", Holds::Word),
    ("opened", Holds::Word),
    ("closed", Holds::Word),
    ("convener", Holds::Word),
    ("liaison", Holds::Word),
    ("officer", Holds::Word),
    ("daily_work", Holds::List),
    ("run_by", Holds::List),
    ("guide", Holds::Word),
];

/// Changes to a registered room.
#[derive(Debug)]
pub(crate) struct Set {
    /// The room: its id, or its name or part of it
    pub room: String,
    /// What to change: `opened=2026-03-02`, `officer=钱样本`; `run_by+=…` adds to a list, `run_by-=…` takes out of it; an empty value takes the field out
    pub fields: Vec<String>,
}

impl Set {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = writer.workspace.read(&[])?;
        let (archive, regulations) = (&loaded.archive, &loaded.regulations);
        ensure_none(archive.problems_of(FILE))?;
        let room = find(archive, &self.room)?;
        // A level belongs to the new regulation, wherever that stands on the command line.
        let governs = self.fields.iter().rev().find_map(|field| {
            let (field, regulation) = field.split_once('=')?;
            (fields::meant(field, ["regulation"]) == Ok("regulation")).then_some(regulation)
        });
        let regulation = regulations.get(governs.unwrap_or(&room.regulation))?;
        let words = Words::under(archive, vec![regulation], writer.workspace.as_written);
        let own = |field: &str| {
            let list: &OneOrMany<Name> = if field == "run_by" { &room.run_by } else { &room.daily_work };
            list.iter().map(ToString::to_string).collect()
        };
        let settings = entry::read(FIELDS, &self.fields, own, |field, word| match field {
            "name" => {
                ensure_name_unused(archive, &room.id, &Name::from(word))?;
                let others = archive.rooms.iter().filter(|other| other.id != room.id);
                words.new_name(&what(), word, others.map(|other| &other.name))
            }
            "level" => regulation.id_in(Group::Levels, word).map(ToOwned::to_owned),
            "regulation" => Ok(regulation.id.to_string()),
            "unit" => words.unit(word),
            "opened" | "closed" => writer.workspace.days.read(word).map(|day| day.to_string()),
            "guide" => words.office(word),
            "daily_work" | "run_by" => words.actor(word),
            _ => crate::changes::person::find(&archive.people, word).map(|person| person.id.to_string()),
        })?;
        let nth = archive.rooms.iter().position(|one| std::ptr::eq(one, room)).unwrap_or_default();
        let mut text = writer.workspace.text(FILE)?;
        for (field, value) in &settings {
            text = set_entry_field(FILE, &text, nth, field, value.as_ref())?;
        }
        let after: Vec<Room> = list(FILE, text.as_bytes())?;
        if let Some(after) = after.get(nth) {
            regulation.id_in(Group::Levels, &after.level).map_err(|problem| {
                let levels = regulation.terms(Group::Levels).iter().map(|(id, term)| Text::new(term.name.as_str(), id));
                let Text { zh, en } = Text::join(&levels.collect::<Vec<_>>(), "、", ", ");
                problem.hint(text!(zh: "一并写明层级 level=…：{zh}", en: "say the level as well, level=…: {en}"))
            })?;
        }
        let named = settings.iter().flat_map(|(field, value)| match (*field, value) {
            ("guide", Some(Field::Word(office))) => vec![office.as_str()],
            (_, Some(Field::List(bodies))) => bodies.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        });
        let mut notes = Vec::new();
        notes.extend(words.notes_on(named));
        notes.extend(entry::renamed(&settings, &room.name));
        let (name, fields) = (&room.name, entry::named(&settings));
        let (zh, en) = (fields.zh, fields.en);
        let subject = text!(zh: "协商室 {name} 修改：{zh}", en: "room {name} set: {en}");
        Ok(Proposal {
            notes,
            ..Proposal::new(Change::new().file(FILE, text), subject).trailer("Yijuan-Room", &room.id)
        })
    }
}
