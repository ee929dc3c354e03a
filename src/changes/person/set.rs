//! Fields of somebody in the register.

use super::post::{held, term};
use super::{FILE, find, name, told};
use crate::archive::{Change, list, set_entry_field};
use crate::changes::entry::{self, Fields, Holds};
use crate::changes::{Proposal, Words, Writer};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, ensure_none};
use crate::model::Person;
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;

/// The fields that can be set.
pub(crate) const FIELDS: &Fields =
    &[("name", Holds::Needed), ("posts", Holds::List), ("tags", Holds::List), ("unit", Holds::Word)];

/// What is to be changed of somebody: `FIELD=VALUE`, and so on.
#[derive(Debug)]
pub(crate) struct Set {
    /// The person: an id or name
    pub person: String,
    /// What to change: `name=…`, `unit=…`; `posts+=副主席:urban` adds a post, `posts-=…` takes one out, and so with `tags`; an empty value takes the field out
    pub fields: Vec<String>,
}

impl Set {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = writer.workspace.read(&[])?;
        ensure_none(loaded.archive.problems_of(FILE))?;
        let people = &loaded.archive.people;
        let person = find(people, &self.person)?;
        let words = Words::under(&loaded.archive, Vec::new(), writer.workspace.as_written);
        let own = |field: &str| match field {
            "posts" => person.posts.iter().map(super::written_post).collect(),
            _ => person.tags.iter().map(ToString::to_string).collect(),
        };
        let settings = entry::read(FIELDS, &self.fields, own, |field, word| match field {
            "name" => name(&loaded, &words, &person.id, word),
            "posts" => held(&loaded, &words, word, writer.workspace.as_written),
            "tags" => term(&loaded, Group::Tags, word),
            _ => words.unit(word),
        })?;
        let says = |wanted: &str| settings.iter().any(|(field, _)| *field == wanted);
        let nth = people.iter().position(|one| std::ptr::eq(one, person)).unwrap_or_default();
        if says("posts") && person.posts.iter().any(|held| held.from.is_some() || held.until.is_some()) {
            let number = nth + 1;
            return Err(Diagnostic::new(Text::new(
                "有的职务写明了任期",
                "some of the posts have the days they are held",
            ))
            .at(Location::file(FILE))
            .hint(text!(
                zh: "在 people.yml 第 {number} 条中手工修改，任期不至丢失",
                en: "edit entry {number} of people.yml by hand, so that the days are not lost"
            ))
            .into());
        }
        let mut text = writer.workspace.text(FILE)?;
        for (field, value) in &settings {
            text = set_entry_field(FILE, &text, nth, field, value.as_ref())?;
        }
        let after: Vec<Person> = list(FILE, text.as_bytes())?;
        let mut notes = Vec::new();
        notes.extend(told(&loaded, settings.iter().filter_map(|(key, field)| Some((*key, field.as_ref()?)))));
        notes.extend(entry::renamed(&settings, &person.name));
        let left = |held| after.get(nth).is_some_and(|after| !after.posts.contains(held));
        if says("posts") && person.posts.iter().any(left) {
            notes.push(Text::new(
                "去掉的职务，以往各次也不再算；只是卸任的，在 people.yml 写 `{post: 职务, until: 卸任之日}`",
                "what was done before no longer counts for the post that is gone; if it was only laid down, write `{post: POST, until: DATE}` in people.yml",
            ));
        }
        let (name, fields) = (&person.name, entry::named(&settings));
        let (zh, en) = (fields.zh, fields.en);
        let subject = text!(zh: "修改人员 {name}：{zh}", en: "set person {name}: {en}");
        Ok(Proposal {
            notes,
            ..Proposal::new(Change::new().file(FILE, text), subject).trailer("Yijuan-Person", &person.id)
        })
    }
}
