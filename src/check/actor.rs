//! Whether somebody a file names is who a rule means.

use super::{Bench, view::View};
use crate::model::{Date, Name};
use crate::regulation::{Actor, Regulation};

/// Whether `stated` (a person, office, body, post or tag) is `wanted` on a day.
pub(super) fn fits(
    bench: &Bench,
    regulation: &Regulation,
    wanted: &Actor,
    stated: &str,
    day: Date,
    view: &View,
) -> bool {
    let topic = view.topic.map(|facts| &facts.topic.file);
    let office = topic.and_then(|topic| topic.office.as_deref());
    match wanted {
        Actor::Office => stated == "office" || office == Some(stated),
        Actor::EntrustedBy => {
            stated == "entrusted-by" || topic.and_then(|topic| topic.entrusted_by.as_deref()) == Some(stated)
        }
        Actor::Proposers => {
            stated == "proposers"
                || view.suggestion().is_some_and(|suggestion| suggestion.proposers.iter().any(|one| **one == *stated))
        }
        Actor::Id(id) => held(bench, stated, day).any(|held| regulation.implied(held.id).contains(&&**id)),
        // A post held for no office in particular is held for all of them.
        Actor::OfOffice(post) => held(bench, stated, day).any(|held| {
            regulation.implied(held.id).contains(&&**post) && (held.office.is_none() || held.office == office)
        }),
    }
}

/// Whether any of those stated is any of those wanted.
pub(super) fn any_fits(
    bench: &Bench,
    regulation: &Regulation,
    wanted: &[Actor],
    stated: &[&Name],
    day: Date,
    view: &View,
) -> bool {
    wanted.iter().any(|wanted| stated.iter().any(|stated| fits(bench, regulation, wanted, stated, day, view)))
}

/// Something somebody is: a post, tag, body or kind of office, and for which office.
struct Held<'a> {
    id: &'a str,
    office: Option<&'a str>,
}

/// What `stated` is on a day: itself, and a person's posts and tags, an office's kind.
fn held<'a>(bench: &'a Bench, stated: &'a str, day: Date) -> impl Iterator<Item = Held<'a>> {
    let (id, office) = stated.split_once(':').map_or((stated, None), |(post, office)| (post, Some(office)));
    // Of two people with one name, a file that gives only the name means nobody in particular.
    let person = bench.archive.person_named(stated).ok().flatten();
    let posts = person.into_iter().flat_map(move |person| {
        let posts = person.posts.iter().filter(move |post| post.on(day));
        let posts = posts.map(|post| Held { id: &post.post, office: post.office.as_deref() });
        posts.chain(person.tags.iter().map(|tag| Held { id: tag, office: None }))
    });
    let office_kind =
        bench.settings().and_then(|settings| settings.offices.get(stated)).and_then(|office| office.kind.as_deref());
    std::iter::once(Held { id, office }).chain(posts).chain(office_kind.map(|kind| Held { id: kind, office: None }))
}
