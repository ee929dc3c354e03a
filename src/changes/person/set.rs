//! `person set`: changes fields of a registered person.

use super::post::{known_or_as_written, term as of_group};
use super::term;
use super::{FILE, find, name, notes_on_posts};
use crate::archive::{Change, list, set_entry_field};
use crate::changes::entry::{self, Fields, Holds};
use crate::changes::{Proposal, Words, Writer};
use crate::diagnostic::{Diagnostics, ensure_none};
use crate::model::Person;
use crate::text;
use crate::vocabulary::Group;

/// The fields that can be set.
pub(crate) const FIELDS: &Fields = &[
    ("name", Holds::Required),
    ("posts", Holds::List),
    ("tags", Holds::List),
    ("sector", Holds::Word),
    ("unit", Holds::Word),
];

/// Changes to a registered person.
#[derive(Debug)]
pub(crate) struct Set {
    /// The person: an id or name
    pub person: String,
    /// What to change: `name=…`, `unit=…`; `posts+=副主席:urban` adds a post, `posts+=秘书长至2026-11-30` says until when, `posts-=…` takes one out, and so with `tags`; an empty value takes the field out
    pub fields: Vec<String>,
}

impl Set {
    pub(crate) fn propose(&self, writer: &Writer) -> Result<Proposal, Diagnostics> {
        let loaded = writer.workspace.read(&[])?;
        ensure_none(loaded.archive.problems_of(FILE))?;
        let people = &loaded.archive.people;
        let person = find(people, &self.person)?;
        let words = Words::under(&loaded.archive, Vec::new(), writer.workspace.as_written);
        let posts: Vec<String> = person.posts.iter().map(term::written).collect();
        let own = |field: &str| match field {
            "posts" => posts.clone(),
            _ => person.tags.iter().map(ToString::to_string).collect(),
        };
        let settings = entry::read(FIELDS, &self.fields, own, |field, word| match field {
            "name" => name(&loaded, &words, &person.id, word),
            "posts" => {
                let (post, days) = term::split(word)?;
                Ok(term::beside(
                    &posts,
                    &known_or_as_written(&loaded, &words, post, writer.workspace.as_written)?,
                    days,
                ))
            }
            "tags" => of_group(&loaded, Group::Tags, word),
            "sector" => Ok(word.to_owned()),
            _ => words.unit(word),
        })?;
        let nth = people.iter().position(|one| std::ptr::eq(one, person)).unwrap_or_default();
        let mut text = writer.workspace.text(FILE)?;
        for (field, value) in &settings {
            let value = value.as_ref().map(|value| term::spelt(field, value));
            text = set_entry_field(FILE, &text, nth, field, value.as_ref())?;
        }
        let after: Vec<Person> = list(FILE, text.as_bytes())?;
        let mut notes = Vec::new();
        notes.extend(notes_on_posts(&loaded, settings.iter().filter_map(|(key, field)| Some((*key, field.as_ref()?)))));
        notes.extend(entry::renamed(&settings, &person.name));
        let posts = after.get(nth).map_or(&[][..], |after| &after.posts);
        let gone = person
            .posts
            .iter()
            .find(|gone| !posts.iter().any(|held| (&held.post, &held.office) == (&gone.post, &gone.office)));
        if let Some(gone) = gone {
            let (id, name, post) = (&person.id, &person.name, term::named(&loaded, gone));
            let (zh, en) = (post.zh, post.en);
            notes.push(text!(
                zh: "去掉的职务，以往各次也不再算；只是卸任的，写明卸任之日：yijuan person set {name} 职务+={zh}至〈卸任之日〉",
                en: "what was done before no longer counts for the post that is gone; if it was only laid down, say when: yijuan person set {id} posts+={en}..〈DATE〉"
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
