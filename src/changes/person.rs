//! People of the register.

pub(crate) mod post;

use super::Words;
use crate::archive::person_meant;
use crate::model::{Person, PostHeld};
use crate::problem::{Problem, unknown};
use crate::text;
use crate::text::Text;
use crate::workspace::LoadedArchive;
use post::post;

/// The person meant by an id or a name.
///
/// # Errors
/// If nobody in the register is called so, with the nearest or the way to enter somebody as a hint; if
/// several people have that name.
pub(crate) fn find<'a>(people: &'a [Person], written: &str) -> Result<&'a Person, Problem> {
    person_meant(people, written)?.ok_or_else(|| {
        let problem = unknown(&Text::new("人员", "person"), written, people);
        if problem.hint.is_some() {
            problem
        } else {
            problem.hint(Text::new("先用 `yijuan person add` 登记", "enter the person with `yijuan person add`"))
        }
    })
}

/// The same, or whoever alone holds a post.
///
/// # Errors
/// As there, also of a post that nobody holds, or several.
pub(crate) fn find_or_holder<'a>(loaded: &'a LoadedArchive, written: &str) -> Result<&'a Person, Problem> {
    find(&loaded.archive.people, written).or_else(|problem| {
        let Ok(post) = post(loaded, &Words::under(&loaded.archive, Vec::new(), true), written) else {
            return Err(problem);
        };
        let wanted = PostHeld::parse(&post);
        let is_it = |held: &PostHeld| {
            let of_office = wanted.office.is_none() || held.office == wanted.office;
            held.post == wanted.post && of_office && held.on(loaded.today)
        };
        let mut holders = loaded.archive.people.iter().filter(|person| person.posts.iter().any(is_it));
        match (holders.next(), holders.next()) {
            (Some(only), None) => Ok(only),
            (first, second) => {
                let named: Vec<&str> = first.into_iter().chain(second).chain(holders).map(|one| &*one.name).collect();
                let Text { zh, en } = Text::listed(&named);
                Err(if named.is_empty() {
                    problem
                } else {
                    problem.hint(text!(zh: "写是哪一位：{zh}", en: "say which of them: {en}"))
                })
            }
        }
    })
}
