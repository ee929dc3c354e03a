//! What `FIELD=VALUE`, `FIELD+=VALUE` and `FIELD-=VALUE` make of one entry of a register: a person, a room, an office or
//! a body.

use super::fields;
use crate::archive::Field;
use crate::changes::{Assignment, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none, keep};
use crate::text;
use crate::text::Text;
use crate::vocabulary::field_argument;

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A word without which there is no entry.
    Needed,
    Word,
    List,
}

/// The fields that a command can set.
pub(crate) type Fields = [(&'static str, Holds)];

/// A field and what it is to hold; `None` takes it out.
pub(crate) type Setting = (&'static str, Option<Field>);

/// What a command line says of an entry: `own` is what a list of it holds, `look` finds what to write for a word of a field.
///
/// # Errors
/// All that is wrong with what is said.
pub(crate) fn read(
    fields: &'static Fields,
    written: &[String],
    own: impl Fn(&str) -> Vec<String>,
    look: impl Fn(&str, &str) -> Result<String, Diagnostic>,
) -> Result<Vec<Setting>, Diagnostics> {
    let mut problems = Diagnostics::new();
    let mut settings: Vec<Setting> = Vec::new();
    for written in written {
        let setting = setting(fields, written, |field| list(field, &settings, &own), &look);
        let Some(setting) = keep(&mut problems, setting) else { continue };
        settings.retain(|(field, _)| *field != setting.0);
        settings.push(setting);
    }
    ensure_none(problems)?;
    Ok(settings)
}

/// What a list holds, with what was said of it before on the same command line.
fn list(field: &str, settings: &[Setting], own: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    match settings.iter().find(|(other, _)| *other == field) {
        Some((_, Some(Field::List(list)))) => list.clone(),
        Some(_) => Vec::new(),
        None => own(field),
    }
}

fn setting(
    fields: &'static Fields,
    written: &str,
    own: impl Fn(&str) -> Vec<String>,
    look: impl Fn(&str, &str) -> Result<String, Diagnostic>,
) -> Result<Setting, Diagnostic> {
    let (first, _) = fields[0];
    let said = Assignment::read(written, &format!("{first}=…"))?;
    let field = fields::meant(said.field, fields.iter().map(|(field, _)| *field))?;
    let holds = fields.iter().find(|(known, _)| *known == field).map_or(Holds::Word, |(_, holds)| *holds);
    if holds != Holds::List {
        said.of_one()?;
    }
    if said.value.is_empty() {
        return if holds == Holds::Needed {
            Err(Diagnostic::new(text!(zh: "`{field}` 不能没有", en: "`{field}` cannot be taken out"))
                .hint(text!(zh: "写新的值：{field}=…", en: "give it another value: {field}=…")))
        } else {
            Ok((field, None))
        };
    }
    typed::line(field, said.value)?;
    let value = match holds {
        Holds::List => {
            let list = said.list(own(field), |word| look(field, word))?;
            (!list.is_empty()).then_some(Field::List(list))
        }
        Holds::Needed | Holds::Word => Some(Field::Word(look(field, said.value.trim())?)),
    };
    Ok((field, value))
}

/// What to say where another name is set.
pub(crate) fn renamed(settings: &[Setting], before: &str) -> Option<Text> {
    settings.iter().any(|(field, _)| *field == "name").then(|| {
        text!(
            zh: "已经写着“{before}”的文件不随之改动；写的是标识的，自然跟着改",
            en: "files that have `{before}` written out keep it; those that have the id follow"
        )
    })
}

/// The fields that are set, for a commit's message.
pub(crate) fn named(settings: &[Setting]) -> Text {
    let called: Vec<Text> = settings.iter().map(|(field, _)| field_argument(field)).collect();
    Text::join(&called, "、", ", ")
}
