//! The registers that yijuan.yml holds, of offices and of bodies: an id, a name and a kind each.

use super::context::Context;
use super::entry::{self, Fields, Holds};
use super::format::Format;
use crate::archive::{Change, Field, ROOT_FILE, record, set_field};
use crate::changes::{Record, RecordBuilder, Words, Writer, builder, pinyin, typed};
use crate::history::Message;
use crate::model::{Name, Settings};
use crate::problem::ensure_none;
use crate::problem::{Place, Problem, Problems, unknown};
use crate::report::{json, table::table};
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;
use crate::workspace::LoadedArchive;

/// What a command says of an entry; nobody else has its id, and no other office or body its name.
pub(super) fn given(
    (loaded, settings, as_written): (&LoadedArchive, &Settings, bool),
    what: &Text,
    id: (Option<&str>, &str),
    name: &str,
) -> RecordBuilder {
    let mut given = RecordBuilder::default();
    let is_taken = |id: &str| loaded.archive.called(id).is_some();
    let id = given.id(id, name, |name| pinyin::of_body(name, is_taken));
    given.keep("name", typed::line("--name", name));
    let name = given
        .keep("name", name_of(&Words::under(&loaded.archive, Vec::new(), as_written), (settings, what), &id, name));
    given.word("name", name);
    let person = || loaded.archive.person(&id).map(|person| &person.name);
    if let Some(whose) = settings.office_or_body(&id).map(|(name, _)| name).or_else(person) {
        let known = Problem::new(
            text!(zh: "标识 `{id}` 已有登记（{whose}）", en: "the id `{id}` is registered already ({whose})"),
        );
        given.wrong("id", known.at(Place::file(ROOT_FILE)).hint(Text::new("换一个标识", "choose another id")));
    }
    given
}

/// A name that no other office or body has.
fn name_of(words: &Words, (settings, what): (&Settings, &Text), id: &str, name: &str) -> Result<String, Problem> {
    let name = Name::from(name.trim());
    let named = settings.bodies.iter().map(|(id, body)| (id, &body.name));
    let named = named.chain(settings.offices.iter().map(|(id, office)| (id, &office.name)));
    let others: Vec<(&str, &Name)> = named.filter(|(known, _)| *known != id).collect();
    let Some((known, _)) = others.iter().find(|(_, other)| name.looks_like(other)) else {
        return words.new_name(what, &name, others.iter().map(|(_, name)| *name));
    };
    let known =
        Problem::new(text!(zh: "“{name}”已有登记，标识 `{known}`", en: "`{name}` is registered already, as `{known}`"));
    let hint = Text::new("用它的标识，或换一个名称", "use its id, or choose another name");
    Err(known.at(Place::file(ROOT_FILE)).hint(hint))
}

/// Enters what a command says into a register.
pub(super) fn add(
    context: &Context,
    register: &str,
    id: Option<&str>,
    given: impl FnOnce(&LoadedArchive, &Settings) -> RecordBuilder,
    subject: &Text,
) -> Result<Reply, Problems> {
    context.human_only()?;
    let writer = Writer::open(&context.workspace)?;
    let loaded = context.workspace.read(&[])?;
    ensure_none(loaded.archive.problems_of("people.yml"))?;
    let fields = given(&loaded, &writer.settings).whole()?;
    let after = entered(&context.workspace.text(ROOT_FILE)?, register, &[&fields])?;
    let message = Message::new(writer.in_archive_language(subject));
    Ok(Reply::new(builder::made_id(&fields, id).zh).with(writer.apply(Change::new().file(ROOT_FILE, after), &message)?))
}

/// The fields of an entry that a command can set.
pub(super) const FIELDS: &Fields = &[("name", Holds::Needed), ("kind", Holds::Word)];

/// Changes fields of the entry of this id or name; `kind` finds the id of a kind.
pub(super) fn set(
    context: &Context,
    (writer, loaded): (&Writer, &LoadedArchive),
    (register, what, entries): (&str, &Text, &[Listed]),
    (whose, written): (&str, &[String]),
    kind: impl Fn(&str) -> Result<String, Problem>,
) -> Result<Reply, Problems> {
    let word = Name::from(whose.trim());
    let is = |(id, name, _): &&Listed| **id == *word || word.looks_like(name);
    let Some((id, name, _)) = entries.iter().find(is) else {
        let known = entries.iter().map(|(id, name, _)| (*id, name.as_str()));
        return Err(unknown(what, whose, known).at(Place::file(ROOT_FILE)).into());
    };
    let words = Words::under(&loaded.archive, Vec::new(), context.workspace.as_written);
    let known = (loaded.settings()?, what);
    let look = |field: &str, word: &str| if field == "kind" { kind(word) } else { name_of(&words, known, id, word) };
    let settings = entry::read(FIELDS, written, |_| Vec::new(), look)?;
    let mut text = context.workspace.text(ROOT_FILE)?;
    for (field, value) in &settings {
        text = set_field(ROOT_FILE, &text, &[register, id, field], value.as_ref())?;
    }
    record::<Settings>(ROOT_FILE, text.as_bytes())?;
    let (Text { zh, en }, fields) = (what, entry::named(&settings));
    let (fields_zh, fields_en) = (fields.zh, fields.en);
    let subject = text!(zh: "修改{zh} {name}：{fields_zh}", en: "set {en} {name}: {fields_en}");
    let message = Message::new(writer.in_archive_language(&subject));
    let mut reply = Reply::default();
    reply.notes.extend(entry::renamed(&settings, name));
    Ok(reply.with(writer.apply(Change::new().file(ROOT_FILE, text), &message)?))
}

/// The settings with these entries in a register.
pub(super) fn entered(text: &str, register: &str, records: &[&Record]) -> Result<String, Problem> {
    let mut text = text.to_owned();
    for fields in records {
        let word = |wanted: &str| {
            fields.iter().find_map(|(key, field)| match field {
                Field::Word(word) if *key == wanted => Some(word.as_str()),
                _ => None,
            })
        };
        let id = word("id").unwrap_or_default();
        for key in ["name", "kind"] {
            if let Some(value) = word(key) {
                let value = Field::Word(value.to_owned());
                text = set_field(ROOT_FILE, &text, &[register, id, key], Some(&value))?;
            }
        }
    }
    record::<Settings>(ROOT_FILE, text.as_bytes())?;
    Ok(text)
}

/// An entry as it is listed: its id, its name and its kind.
pub(super) type Listed<'a> = (&'a str, &'a Name, Option<&'a Name>);

/// A register as a table or as JSON.
pub(super) fn list(
    context: &Context,
    register: &str,
    entries: &[Listed],
    name_of_kind: impl Fn(&Name) -> Text,
    none: Text,
) -> Result<Reply, Problems> {
    match context.format {
        Format::Human | Format::Json => {}
        Format::Csv | Format::Markdown => return Err(context.format.refused().into()),
    }
    if context.format == Format::Json {
        let row = |(id, name, kind): &Listed| serde_json::json!({"id": id, "name": name, "kind": kind});
        let rows: Vec<_> = entries.iter().map(row).collect();
        let schema = format!("yijuan/{register}/1");
        return Ok(Reply::new(json::pretty(&serde_json::json!({"schema": schema, register: rows}))));
    }
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|(id, name, kind)| {
            let kind = kind.map(|kind| name_of_kind(kind).in_(context.language).to_owned());
            vec![(*id).to_owned(), name.to_string(), kind.unwrap_or_default()]
        })
        .collect();
    let heading = match context.language {
        Language::Chinese => ["标识", "名称", "性质"],
        Language::English => ["id", "name", "kind"],
    };
    let mut reply = Reply::new(table(&heading, &rows));
    if rows.is_empty() {
        reply.notes.push(none);
    }
    Ok(reply)
}
