//! The registers in `yijuan.yml`, of offices and of bodies: each entry has an id, a name and a kind.

use super::entry::{self, Fields, Holds};
use crate::archive::{Change, Field, ROOT_FILE, record, set_field};
use crate::changes::{Proposal, Record, RecordBuilder, Words, Writer, builder, pinyin, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none, unknown};
use crate::model::{Name, Settings};
use crate::text;
use crate::text::Text;
use crate::workspace::LoadedArchive;

/// Id and name of a new entry. Both must be free.
pub(crate) fn given(
    (loaded, settings, as_written): (&LoadedArchive, &Settings, bool),
    what: &Text,
    id: (Option<&str>, &str),
    name: &str,
) -> RecordBuilder {
    let mut given = RecordBuilder::default();
    let id = given.id(id, name, |name| pinyin::of_body(name, |id| loaded.archive.called(id).is_some()));
    given.keep("name", typed::line("--name", name));
    let name = given
        .keep("name", name_of(&Words::under(&loaded.archive, Vec::new(), as_written), (settings, what), &id, name));
    given.word("name", name);
    let person = loaded.archive.person(&id).map(|person| &person.name);
    if let Some(whose) = settings.office_or_body(&id).map(|(name, _)| name).or(person) {
        let known = Diagnostic::new(
            text!(zh: "标识 `{id}` 已有登记（{whose}）", en: "the id `{id}` is registered already ({whose})"),
        );
        given.wrong("id", known.at(Location::file(ROOT_FILE)).hint(Text::new("换一个标识", "choose another id")));
    }
    given
}

/// Checks that no other office or body has the name.
fn name_of(words: &Words, (settings, what): (&Settings, &Text), id: &str, name: &str) -> Result<String, Diagnostic> {
    let name = Name::from(name.trim());
    let named = settings.bodies.iter().map(|(id, body)| (id, &body.name));
    let named = named.chain(settings.offices.iter().map(|(id, office)| (id, &office.name)));
    let others: Vec<(&str, &Name)> = named.filter(|(known, _)| *known != id).collect();
    let Some((known, _)) = others.iter().find(|(_, other)| name.looks_like(other)) else {
        return words.new_name(what, &name, others.iter().map(|(_, name)| *name));
    };
    let known = Diagnostic::new(
        text!(zh: "“{name}”已有登记，标识 `{known}`", en: "`{name}` is registered already, as `{known}`"),
    );
    let hint = Text::new("用它的标识，或换一个名称", "use its id, or choose another name");
    Err(known.at(Location::file(ROOT_FILE)).hint(hint))
}

/// Adds an entry to a register.
pub(crate) fn add(
    writer: &Writer,
    register: &str,
    id: Option<&str>,
    given: impl FnOnce(&LoadedArchive, &Settings) -> RecordBuilder,
    subject: Text,
) -> Result<Proposal, Diagnostics> {
    let loaded = writer.workspace.read(&[])?;
    ensure_none(loaded.archive.problems_of("people.yml"))?;
    let fields = given(&loaded, &writer.settings).whole()?;
    let after = entered(&writer.workspace.text(ROOT_FILE)?, register, &[&fields])?;
    let answer = builder::made_id(&fields, id);
    Ok(Proposal { answer, ..Proposal::new(Change::new().file(ROOT_FILE, after), subject) })
}

/// The fields of an entry that a command can set.
pub(crate) const FIELDS: &Fields = &[("name", Holds::Required), ("kind", Holds::Word)];

/// Changes fields of the entry with this id or name. `kind` looks up a kind.
pub(crate) fn set(
    writer: &Writer,
    loaded: &LoadedArchive,
    (register, what, entries): (&str, &Text, &[Listed]),
    (whose, written): (&str, &[String]),
    kind: impl Fn(&str) -> Result<String, Diagnostic>,
) -> Result<Proposal, Diagnostics> {
    let word = Name::from(whose.trim());
    let found = entries.iter().find(|(id, name, _)| **id == *word || word.looks_like(name));
    let Some((id, name, _)) = found else {
        let known = entries.iter().map(|(id, name, _)| (*id, name.as_str()));
        return Err(unknown(what, whose, known).at(Location::file(ROOT_FILE)).into());
    };
    let words = Words::under(&loaded.archive, Vec::new(), writer.workspace.as_written);
    let known = (loaded.settings()?, what);
    let settings = entry::read(
        FIELDS,
        written,
        |_| Vec::new(),
        |field, word| match field {
            "kind" => kind(word),
            _ => name_of(&words, known, id, word),
        },
    )?;
    let mut text = writer.workspace.text(ROOT_FILE)?;
    for (field, value) in &settings {
        text = set_field(ROOT_FILE, &text, &[register, id, field], value.as_ref())?;
    }
    record::<Settings>(ROOT_FILE, text.as_bytes())?;
    let (Text { zh, en }, fields) = (what, entry::named(&settings));
    let (fields_zh, fields_en) = (fields.zh, fields.en);
    let subject = text!(zh: "修改{zh} {name}：{fields_zh}", en: "set {en} {name}: {fields_en}");
    let notes = entry::renamed(&settings, name).into_iter().collect();
    Ok(Proposal { notes, ..Proposal::new(Change::new().file(ROOT_FILE, text), subject) })
}

/// The settings with more entries in a register.
pub(crate) fn entered(text: &str, register: &str, records: &[&Record]) -> Result<String, Diagnostic> {
    let mut text = text.to_owned();
    for fields in records {
        let id = builder::word(fields, "id").unwrap_or_default();
        for key in ["name", "kind"] {
            if let Some(value) = builder::word(fields, key) {
                let value = Field::Word(value.to_owned());
                text = set_field(ROOT_FILE, &text, &[register, id, key], Some(&value))?;
            }
        }
    }
    record::<Settings>(ROOT_FILE, text.as_bytes())?;
    Ok(text)
}

/// An entry: its id, its name and its kind.
pub(crate) type Listed<'a> = (&'a str, &'a Name, Option<&'a Name>);
