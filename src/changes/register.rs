//! The registers in `yijuan.yml`, of offices and of bodies: each entry has an id, a name and a kind.

use super::entry::{self, Fields, Holds};
use crate::archive::{Change, Field, ROOT_FILE, record, set_field};
use crate::changes::{Proposal, Record, RecordBuilder, Words, Writer, builder, pinyin, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, unknown};
use crate::model::{Name, Settings};
use crate::text;
use crate::text::Text;
use crate::workspace::LoadedArchive;

/// A register.
pub(crate) struct Register {
    /// Its key in `yijuan.yml`.
    pub key: &'static str,
    /// What it registers, in Chinese and in English.
    pub what: (&'static str, &'static str),
    /// An id such as an entry has.
    pub example: &'static str,
    pub entries: fn(&Settings) -> Vec<Listed<'_>>,
    /// The id of a kind of entries.
    pub kind: fn(&LoadedArchive, &str) -> Result<String, Diagnostic>,
    pub name_of_kind: fn(&LoadedArchive, &Name) -> Text,
}

/// An entry: its id, its name and its kind.
pub(crate) type Listed<'a> = (&'a str, &'a Name, Option<&'a Name>);

/// An entry to be added.
#[derive(Debug)]
pub(crate) struct Add {
    /// Id, as events and papers will name it; made of its name if not given
    pub id: Option<String>,
    /// Its name
    pub name: String,
    /// Its kind: an id or Chinese name
    pub kind: Option<String>,
}

/// Changes to an entry.
#[derive(Debug)]
pub(crate) struct Set {
    /// The entry: its id or name
    pub entry: String,
    /// What to change: `name=…`, `kind=…`; an empty value takes the kind out
    pub fields: Vec<String>,
}

/// The fields of an entry that a command can set.
pub(crate) const FIELDS: &Fields = &[("name", Holds::Required), ("kind", Holds::Word)];

impl Register {
    pub(crate) fn what(&self) -> Text {
        Text::new(self.what.0, self.what.1)
    }

    /// Adds an entry.
    pub(crate) fn add(&self, writer: &Writer, add: &Add) -> Result<Proposal, Diagnostics> {
        let loaded = writer.workspace.read(&[])?;
        ensure_none(loaded.archive.problems_of("people.yml"))?;
        let fields = self.record(add, &loaded, &writer.settings, writer.workspace.as_written).whole()?;
        let after = self.entered(&writer.workspace.text(ROOT_FILE)?, &[&fields])?;
        let answer = builder::made_id(&fields, add.id.as_deref());
        let ((zh, en), name) = (self.what, add.name.trim());
        let subject = text!(zh: "登记{zh}：{name}", en: "enter {en}: {name}");
        Ok(Proposal { answer, ..Proposal::new(Change::new().file(ROOT_FILE, after), subject) })
    }

    /// The entry, with every word looked up. Its id and its name must be free.
    pub(crate) fn record(
        &self,
        add: &Add,
        loaded: &LoadedArchive,
        settings: &Settings,
        as_written: bool,
    ) -> RecordBuilder {
        let mut given = RecordBuilder::default();
        let id = given.id((add.id.as_deref(), self.example), &add.name, |name| {
            pinyin::of_body(name, |id| loaded.archive.called(id).is_some())
        });
        given.keep("name", typed::line("--name", &add.name));
        let words = Words::under(&loaded.archive, Vec::new(), as_written);
        let name = given.keep("name", self.free_name(&words, settings, &id, &add.name));
        given.word("name", name);
        let person = loaded.archive.person(&id).map(|person| &person.name);
        if let Some(whose) = settings.office_or_body(&id).map(|(name, _)| name).or(person) {
            let known = Diagnostic::new(
                text!(zh: "标识 `{id}` 已有登记（{whose}）", en: "the id `{id}` is registered already ({whose})"),
            );
            given.wrong("id", known.at(Location::file(ROOT_FILE)).hint(Text::new("换一个标识", "choose another id")));
        }
        let kind = add.kind.as_deref().and_then(|written| given.keep("kind", (self.kind)(loaded, written)));
        given.word("kind", kind);
        given
    }

    /// A name that no other office or body has.
    fn free_name(&self, words: &Words, settings: &Settings, id: &str, name: &str) -> Result<String, Diagnostic> {
        let name = Name::from(name.trim());
        let named = settings.bodies.iter().map(|(id, body)| (id, &body.name));
        let named = named.chain(settings.offices.iter().map(|(id, office)| (id, &office.name)));
        let others: Vec<(&str, &Name)> = named.filter(|(known, _)| *known != id).collect();
        let Some((known, _)) = others.iter().find(|(_, other)| name.looks_like(other)) else {
            return words.new_name(&self.what(), &name, others.iter().map(|(_, name)| *name));
        };
        let known = Diagnostic::new(
            text!(zh: "“{name}”已有登记，标识 `{known}`", en: "`{name}` is registered already, as `{known}`"),
        );
        let hint = Text::new("用它的标识，或换一个名称", "use its id, or choose another name");
        Err(known.at(Location::file(ROOT_FILE)).hint(hint))
    }

    /// Changes fields of an entry.
    pub(crate) fn set(&self, writer: &Writer, set: &Set) -> Result<Proposal, Diagnostics> {
        let loaded = &writer.workspace.read(&[])?;
        let archive_settings = loaded.settings()?;
        let entries = (self.entries)(archive_settings);
        let word = Name::from(set.entry.trim());
        let found = entries.iter().find(|(id, name, _)| **id == *word || word.looks_like(name));
        let Some((id, name, _)) = found else {
            let known = entries.iter().map(|(id, name, _)| (*id, name.as_str()));
            return Err(unknown(&self.what(), &set.entry, known).at(Location::file(ROOT_FILE)).into());
        };
        let words = Words::under(&loaded.archive, Vec::new(), writer.workspace.as_written);
        let settings = entry::read(
            FIELDS,
            &set.fields,
            |_| Vec::new(),
            |field, word| match field {
                "kind" => (self.kind)(loaded, word),
                _ => self.free_name(&words, archive_settings, id, word),
            },
        )?;
        let mut text = writer.workspace.text(ROOT_FILE)?;
        for (field, value) in &settings {
            text = set_field(ROOT_FILE, &text, &[self.key, id, field], value.as_ref())?;
        }
        record::<Settings>(ROOT_FILE, text.as_bytes())?;
        let ((zh, en), fields) = (self.what, entry::named(&settings));
        let (fields_zh, fields_en) = (fields.zh, fields.en);
        let subject = text!(zh: "修改{zh} {name}：{fields_zh}", en: "set {en} {name}: {fields_en}");
        let notes = entry::renamed(&settings, name).into_iter().collect();
        Ok(Proposal { notes, ..Proposal::new(Change::new().file(ROOT_FILE, text), subject) })
    }

    /// The settings with more entries.
    pub(crate) fn entered(&self, text: &str, records: &[&Record]) -> Result<String, Diagnostic> {
        let mut text = text.to_owned();
        for fields in records {
            let id = builder::word(fields, "id").unwrap_or_default();
            for key in ["name", "kind"] {
                if let Some(value) = builder::word(fields, key) {
                    let value = Field::Word(value.to_owned());
                    text = set_field(ROOT_FILE, &text, &[self.key, id, key], Some(&value))?;
                }
            }
        }
        record::<Settings>(ROOT_FILE, text.as_bytes())?;
        Ok(text)
    }
}
