//! Whom `--for` means: a person by name or post, an office or a body.

use super::find_or_holder;
use crate::archive::person_meant;
use crate::changes::Words;
use crate::diagnostic::{Diagnostics, unknown};
use crate::model::Name;
use crate::text::Text;
use crate::vocabulary::meant;
use crate::workspace::LoadedArchive;

/// The person, office or body that a name or a post means.
///
/// # Errors
/// If it means nobody or several.
pub(crate) fn who(loaded: &LoadedArchive, written: &str) -> Result<Name, Diagnostics> {
    let people = &loaded.archive.people;
    if let Some(person) = person_meant(people, written)? {
        return Ok(person.id.clone());
    }
    // The only holder of a post; then an office, a body, or a body that a regulation names.
    if let Ok(person) = find_or_holder(loaded, written) {
        return Ok(person.id.clone());
    }
    let used = loaded.regulations.used(&loaded.archive).collect();
    let words = Words::under(&loaded.archive, used, true);
    if let Some(id) = words.actor(written).ok().filter(|id| words.notes_on([id.as_str()]).is_empty()) {
        return Ok(Name::from(id));
    }
    let known = people.iter().map(|person| (person.id.as_str(), person.name.as_str()));
    let kind = Text::new("人员", "person");
    let ids = meant(&kind, written, known)?;
    // Two people with the same name: `person_meant` refuses the name and lists their ids.
    let named = people.iter().find(|person| ids.contains(person.id.as_str())).map_or("", |person| &*person.name);
    let one = if ids.len() == 1 { ids.first().copied().unwrap_or_default() } else { named };
    let person = person_meant(people, one)?;
    Ok(person.map(|person| person.id.clone()).ok_or_else(|| unknown(&kind, written, people))?)
}
