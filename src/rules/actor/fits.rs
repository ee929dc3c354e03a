//! Whether somebody a file names is who a rule means.

use crate::model::{Date, Name};
use crate::rules::{Actor, SubjectContext, World};
/// Whether `stated` (a person, office, body, post or tag) is `wanted` on a day.
pub(crate) fn fits(context: &SubjectContext, wanted: &Actor, stated: &str, day: Date) -> bool {
    let (world, regulation, view) = (&context.world, context.regulation, &context.view);
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
        Actor::Id(id) => held(world, stated, day).any(|held| regulation.implied(held.id).contains(&&**id)),
        // A post held for no office in particular is held for all of them.
        Actor::OfOffice(post) => held(world, stated, day).any(|held| {
            regulation.implied(held.id).contains(&&**post) && (held.office.is_none() || held.office == office)
        }),
    }
}

/// Whether any of those stated is any of those wanted.
pub(crate) fn any_fits(context: &SubjectContext, wanted: &[Actor], stated: &[&Name], day: Date) -> bool {
    wanted.iter().any(|wanted| stated.iter().any(|stated| fits(context, wanted, stated, day)))
}

/// Something somebody is: a post, tag, body or kind of office, and for which office.
pub(crate) struct Held<'a> {
    id: &'a str,
    office: Option<&'a str>,
}

/// What `stated` is on a day: itself, and a person's posts and tags, an office's kind.
pub(crate) fn held<'a>(world: &'a World, stated: &'a str, day: Date) -> impl Iterator<Item = Held<'a>> {
    let (id, office) = stated.split_once(':').map_or((stated, None), |(post, office)| (post, Some(office)));
    // Of two people with one name, a file that gives only the name means nobody in particular.
    let person = world.archive.person_named(stated).ok().flatten();
    let posts = person.into_iter().flat_map(move |person| {
        let posts = person.posts.iter().filter(move |post| post.on(day));
        let posts = posts.map(|post| Held { id: &post.post, office: post.office.as_deref() });
        posts.chain(person.tags.iter().map(|tag| Held { id: tag, office: None }))
    });
    let office_kind =
        world.settings().and_then(|settings| settings.offices.get(stated)).and_then(|office| office.kind.as_deref());
    std::iter::once(Held { id, office }).chain(posts).chain(office_kind.map(|kind| Held { id: kind, office: None }))
}
