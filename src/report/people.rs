//! `person list`: the register of people as a table and as JSON.

use super::{json, table::table};
use crate::changes::person::written_post;
use crate::model::{Date, Person, PostHeld};
use crate::text::{Language, Text};
use crate::workspace::LoadedArchive;

/// People in a table.
pub(crate) fn human(loaded: &LoadedArchive, people: &[&Person], language: Language) -> String {
    let heading = match language {
        Language::Chinese => ["标识", "姓名", "职务", "标签"],
        Language::English => ["id", "name", "posts", "tags"],
    };
    let names = Names { loaded, language };
    table(&heading, &people.iter().map(|person| names.row(person)).collect::<Vec<_>>())
}

/// People as JSON: `yijuan/people/1`.
pub(crate) fn as_json(people: &[&Person]) -> String {
    let rows: Vec<_> = people
        .iter()
        .map(|person| {
            let posts: Vec<String> = person.posts.iter().map(written_post).collect();
            serde_json::json!({"id": person.id, "name": person.name, "posts": posts, "tags": person.tags, "sector": person.sector, "unit": person.unit})
        })
        .collect();
    json::pretty(&serde_json::json!({"schema": "yijuan/people/1", "people": rows}))
}

/// Names of posts, tags and offices in one language.
struct Names<'a> {
    loaded: &'a LoadedArchive,
    language: Language,
}

impl Names<'_> {
    fn row(&self, person: &Person) -> Vec<String> {
        let between = self.language.choose("、", ", ");
        let posts: Vec<String> = person.posts.iter().map(|held| self.post(held)).collect();
        let tags: Vec<String> = person.tags.iter().map(|tag| self.term(tag)).collect();
        vec![person.id.to_string(), person.name.to_string(), posts.join(between), tags.join(between)]
    }

    /// 副主席（城建环保委员会） 2021-03-01起.
    fn post(&self, held: &PostHeld) -> String {
        let office = held.office.as_ref().map(|id| self.loaded.archive.office_name(id));
        let (post, is_chinese) = (self.term(&held.post), self.language == Language::Chinese);
        let office = match office {
            None => String::new(),
            Some(name) if is_chinese => format!("（{name}）"),
            Some(name) => format!(" ({name})"),
        };
        let days = match (held.from, held.until) {
            (None, None) => String::new(),
            (Some(from), None) if is_chinese => format!(" {from}起"),
            (from, until) if is_chinese => format!(" {}至{}", shown(from), shown(until)),
            (from, until) => format!(" {}..{}", shown(from), shown(until)),
        };
        format!("{post}{office}{days}")
    }

    /// The name of a post or tag, also of a regulation that only topics use, which are not read here.
    fn term(&self, id: &str) -> String {
        let regulations = &self.loaded.regulations;
        let all = regulations.used(&self.loaded.archive).chain(regulations.iter());
        let name = all.map(|regulation| regulation.name(id)).find(|name| name.zh != id);
        name.unwrap_or_else(|| Text::same(id)).in_(self.language).to_owned()
    }
}

fn shown(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
