//! The registers that yijuan.yml holds, of offices and of bodies: an id, a name and a kind each.

use super::context::{Case, Context};
use super::ensure_none;
use super::format::Format;
use super::given::{self, Given, Record};
use crate::archive::{Change, Field, ROOT_FILE, record, set_field};
use crate::history::Message;
use crate::model::{Name, Settings};
use crate::problem::{Place, Problem, Problems};
use crate::report::{json, table::table};
use crate::text;
use crate::text::{Language, Text};
use crate::ui::Reply;

/// What a command says of an entry; nobody else has its id, and no other office or body its name.
pub(super) fn given(case: &Case, settings: &Settings, (id, example): (&str, &str), name: &str) -> Given {
    let mut given = Given::default();
    let id = given.checked("id", |problems| given::id(problems, id, example));
    given.word("id", Some(id.as_str()));
    given.keep("name", given::line("--name", name));
    let name = Name::from(name.trim());
    given.word("name", Some(name.as_str()));
    let person = || case.archive.person(&id).map(|person| &person.name);
    if let Some(whose) = settings.office_or_body(&id).map(|(name, _)| name).or_else(person) {
        let known = Problem::new(
            text!(zh: "标识 `{id}` 已有登记（{whose}）", en: "the id `{id}` is registered already ({whose})"),
        );
        given.wrong("id", known.at(Place::file(ROOT_FILE)).hint(Text::new("换一个标识", "choose another id")));
    }
    let named = settings.bodies.iter().map(|(id, body)| (id, &body.name));
    let named = named.chain(settings.offices.iter().map(|(id, office)| (id, &office.name)));
    if let Some((known, _)) = named.into_iter().find(|(known, other)| name.looks_like(other) && **known != *id) {
        let known = Problem::new(
            text!(zh: "“{name}”已有登记，标识 `{known}`", en: "`{name}` is registered already, as `{known}`"),
        );
        let hint = Text::new("用它的标识，或换一个名称", "use its id, or choose another name");
        given.wrong("name", known.at(Place::file(ROOT_FILE)).hint(hint));
    }
    given
}

/// Enters what a command says into a register.
pub(super) fn add(
    context: &Context,
    register: &str,
    given: impl FnOnce(&Case, &Settings) -> Given,
    subject: &Text,
) -> Result<Reply, Problems> {
    context.human_only()?;
    let writer = context.writer()?;
    let case = context.read(&[])?;
    ensure_none(case.archive.problems_of("people.yml"))?;
    let fields = given(&case, &writer.settings).whole()?;
    let after = entered(&context.text(ROOT_FILE)?, register, &[&fields])?;
    let message = Message::new(writer.in_archive_language(subject));
    writer.apply(Change::new().file(ROOT_FILE, after), &message, Reply::default())
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
