//! Whether somebody a file names is who a rule means.

use crate::model::{Date, Name, Person};
use crate::rules::{Actor, SubjectContext, World};
use crate::vocabulary::{Group, Vocabulary};

/// Whether `stated` (a person, office, body, post or tag) is `wanted` on a day.
pub(crate) fn fits(context: &SubjectContext, wanted: &Actor, stated: &str, day: Date) -> bool {
    let (world, regulation, view) = (&context.world, context.regulation, &context.view);
    let topic = view.topic.map(|facts| &facts.topic.file);
    let office = topic.and_then(|topic| topic.office.as_deref());
    match wanted {
        Actor::Office => stated == "office" || office == Some(stated),
        Actor::EntrustedBy => {
            let by = topic.and_then(|topic| topic.entrusted_by.as_deref());
            stated == "entrusted-by" || by.is_some_and(|by| is(world, regulation, by, stated, day))
        }
        Actor::Proposers => {
            let is = |one: &Name| is_same(world, one, stated);
            stated == "proposers" || view.suggestion().is_some_and(|suggestion| suggestion.proposers.iter().any(is))
        }
        Actor::Id(id) => is(world, regulation, id, stated, day),
        Actor::OfOffice(post) => is_of_office(world, regulation, office, post, stated, day),
    }
}

/// Whether `stated` holds a post for an office. One held for no office in particular is held for all of them.
fn is_of_office(
    world: &World,
    regulation: &Vocabulary,
    office: Option<&str>,
    post: &str,
    stated: &str,
    day: Date,
) -> bool {
    held(world, regulation, stated, day).any(|held| {
        let for_it = held.office.map_or_else(
            || held.term_office(regulation).is_none_or(|of| office.is_some_and(|id| goes_by(world, id, of))),
            |of| of == "office" || Some(of) == office,
        );
        for_it && regulation.includes(held.id, post)
    })
}

/// Whether a person, or an office itself, acts today as `wanted` where this office is responsible, so far as that rests on posts alone.
pub(crate) fn acts_for(
    world: &World,
    regulation: &Vocabulary,
    office: Option<&Name>,
    wanted: &Actor,
    person: &str,
) -> bool {
    let day = world.today;
    let of_office = |of: &str| office.is_some_and(|office| office.as_str() == of);
    let holds_for = |meant: &dyn Fn(&str) -> bool| {
        held(world, regulation, person, day).any(|post| post.is_for(world, regulation, meant))
    };
    match wanted {
        Actor::Office => of_office(person) || holds_for(&of_office),
        // Of the offices of one kind, the responsible one is meant if it is one of them.
        Actor::Id(id) if office.is_some_and(|office| is(world, regulation, id, office, day)) => {
            of_office(person) || holds_for(&of_office)
        }
        Actor::Id(id) => is(world, regulation, id, person, day) || holds_for(&|of| is(world, regulation, id, of, day)),
        Actor::OfOffice(post) => is_of_office(world, regulation, office.map(Name::as_str), post, person, day),
        Actor::EntrustedBy | Actor::Proposers => false,
    }
}

/// Whether `stated` acts as `wanted` on a day: as itself, or as somebody who holds a post of the office or body meant.
/// Whoever is addressed is addressed as himself.
fn acts(context: &SubjectContext, wanted: &Actor, stated: &str, day: Date) -> bool {
    fits(context, wanted, stated, day) || {
        let (world, regulation) = (&context.world, context.regulation);
        held(world, regulation, stated, day)
            .any(|post| post.is_for(world, regulation, &|office| fits(context, wanted, office, day)))
    }
}

/// Whether any of those stated acts as any of those wanted.
pub(crate) fn any_acts(context: &SubjectContext, wanted: &[Actor], stated: &[&Name], day: Date) -> bool {
    wanted.iter().any(|wanted| stated.iter().any(|stated| acts(context, wanted, stated, day)))
}

/// Those who act as any of those wanted today, by what they are themselves.
pub(crate) fn holders<'a>(context: &SubjectContext<'_, 'a>, wanted: &[Actor]) -> Vec<&'a Person> {
    let people = context.world.archive.people.iter();
    let acts = |person: &&Person| wanted.iter().any(|wanted| fits(context, wanted, &person.id, context.world.today));
    people.filter(acts).collect()
}

/// Whether two words name one person, office or body, be it by id or by name.
pub(crate) fn is_same(world: &World, one: &str, other: &str) -> bool {
    one == other || registered(world, one).is_some_and(|id| Some(id) == registered(world, other))
}

/// The id of whoever the registers have by this id or name.
fn registered<'w>(world: &'w World, word: &str) -> Option<&'w str> {
    let person = world.archive.person_named(word).ok().flatten().map(|person| person.id.as_str());
    person.or_else(|| world.settings()?.id_named(word))
}

/// Whether `stated` is, on a day, what an id means.
pub(crate) fn is(world: &World, regulation: &Vocabulary, id: &str, stated: &str, day: Date) -> bool {
    held(world, regulation, stated, day)
        .any(|held| regulation.includes(held.id, id) || held.amounts_to(world, regulation, id))
}

/// Something somebody is: a post, tag, body or kind of office, and for which office.
struct Held<'a> {
    id: &'a str,
    office: Option<&'a str>,
}

impl Held<'_> {
    /// The office that the post itself names, so that nobody need say it of who holds it.
    fn term_office<'r>(&self, regulation: &'r Vocabulary) -> Option<&'r Name> {
        regulation.terms(Group::Posts).get(self.id)?.office.as_ref()
    }

    /// Whether it is held for one of the offices meant: by its own word, or by that of the post.
    fn is_for(&self, world: &World, regulation: &Vocabulary, meant: &dyn Fn(&str) -> bool) -> bool {
        match (self.office, self.term_office(regulation), world.settings()) {
            (Some(office), ..) => meant(office),
            (None, Some(called), Some(settings)) => {
                settings.offices.keys().any(|id| goes_by(world, id, called) && meant(id))
            }
            _ => false,
        }
    }

    /// Whether it is a post by being a wider one held for a certain office.
    fn amounts_to(&self, world: &World, regulation: &Vocabulary, post: &str) -> bool {
        let Some((office, term)) = self.office.zip(regulation.terms(Group::Posts).get(post)) else { return false };
        let Some((of, wider)) = term.office.as_ref().zip(term.implies.first()) else { return false };
        goes_by(world, office, of) && regulation.includes(self.id, wider)
    }
}

/// Whether an office has this id or name.
fn goes_by(world: &World, office: &str, called: &Name) -> bool {
    let name = || world.settings().and_then(|settings| settings.office_or_body(office)).map(|(name, _)| name);
    office == called.as_str() || name() == Some(called)
}

/// What `stated` is on a day: itself, and a person's posts and tags, an office's or body's kind, the body of the
/// regulation that it is by its name.
fn held<'a>(
    world: &'a World,
    regulation: &'a Vocabulary,
    stated: &'a str,
    day: Date,
) -> impl Iterator<Item = Held<'a>> {
    let (id, office) = stated.split_once(':').map_or((stated, None), |(post, office)| (post, Some(office)));
    // Of two people with one name, a file that gives only the name means nobody in particular.
    let person: Option<&Person> = world.archive.person_named(stated).ok().flatten();
    let posts = person.into_iter().flat_map(move |person| {
        let posts = person.posts.iter().filter(move |post| post.on(day));
        let posts = posts.map(|post| Held { id: &post.post, office: post.office.as_deref() });
        posts.chain(person.tags.iter().map(|tag| Held { id: tag, office: None }))
    });
    let registered = world.settings().and_then(|settings| settings.office_or_body(stated));
    let kinds = registered
        .into_iter()
        .flat_map(|(name, kind)| kind.into_iter().chain(regulation.term_named(Group::Bodies, name)));
    let own = world.settings().and_then(|settings| settings.own_id(stated));
    let kinds = kinds.map(Name::as_str).chain(own).map(|kind| Held { id: kind, office: None });
    std::iter::once(Held { id, office }).chain(posts).chain(kinds)
}
