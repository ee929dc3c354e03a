//! Turns the assignments of a `set` command into the new fields of a register's entry: a person, a room, an office or a body.

use super::fields;
use crate::archive::Field;
use crate::changes::{Assignment, typed};
use crate::diagnostic::{Diagnostic, Diagnostics, ensure_none, keep};
use crate::text;
use crate::text::Text;
use crate::vocabulary::field_argument;

/// What the value of a field is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A word that the entry cannot be without.
    Required,
    Word,
    List,
}

/// The fields that a command can set.
pub(crate) type Fields = [(&'static str, Holds)];

/// A field and its new value; `None` removes it.
pub(crate) type Setting = (&'static str, Option<Field>);

/// The new fields. `own` gives the current words of a list, `look` looks up a word of a field.
///
/// # Errors
/// All problems of the assignments.
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

/// A list after the earlier assignments on the same command line.
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
    let assignment = Assignment::read(written, &format!("{first}=…"))?;
    let field = fields::meant(assignment.field, fields.iter().map(|(field, _)| *field))?;
    let holds = fields.iter().find(|(known, _)| *known == field).map_or(Holds::Word, |(_, holds)| *holds);
    if holds != Holds::List {
        assignment.ensure_single()?;
    }
    if assignment.value.is_empty() {
        return if holds == Holds::Required {
            Err(Diagnostic::new(text!(zh: "`{field}` 不能没有", en: "`{field}` cannot be taken out"))
                .hint(text!(zh: "写新的值：{field}=…", en: "give it another value: {field}=…")))
        } else {
            Ok((field, None))
        };
    }
    typed::line(field, assignment.value)?;
    let value = match holds {
        Holds::List => {
            let list = assignment.list(own(field), |word| look(field, word))?;
            (!list.is_empty()).then_some(Field::List(list))
        }
        Holds::Required | Holds::Word => Some(Field::Word(look(field, assignment.value.trim())?)),
    };
    Ok((field, value))
}

/// The note after a change of name: files with the old name are not rewritten.
pub(crate) fn renamed(settings: &[Setting], before: &str) -> Option<Text> {
    settings.iter().any(|(field, _)| *field == "name").then(|| {
        text!(
            zh: "已经写着“{before}”的文件不随之改动；写的是标识的，自然跟着改",
            en: "files that have `{before}` written out keep it; those that have the id follow"
        )
    })
}

/// The names of the changed fields, for the commit message.
pub(crate) fn named(settings: &[Setting]) -> Text {
    let called: Vec<Text> = settings.iter().map(|(field, _)| field_argument(field)).collect();
    Text::join(&called, "、", ", ")
}
