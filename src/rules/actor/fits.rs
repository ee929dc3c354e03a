//! Whether somebody named in a file is the actor that a rule means.

use crate::model::{Date, Name, Person};
use crate::rules::{Actor, SubjectContext, World};
use crate::vocabulary::{Group, Vocabulary};

/// Whether `stated` (a person, office, body, post or tag) is the `wanted` actor on a day.
pub(crate) fn is_meant(context: &SubjectContext, wanted: &Actor, stated: &str, day: Date) -> bool {
    let (world, regulation, view) = (&context.world, context.regulation, &context.view);
    let topic = view.topic.map(|facts| &facts.topic.file);
    let office = topic.and_then(|topic| topic.office.as_deref());
    match wanted {
        Actor::Office => stated == "office" || office == Some(stated),
        Actor::EntrustedBy => {
            let by = topic.and_then(|topic| topic.entrusted_by.as_deref());
            stated == "entrusted-by" || by.is_some_and(|by| is_a(world, regulation, by, stated, day))
        }
        Actor::Proposers => {
            let is_proposer = |one: &Name| is_same(world, one, stated);
            stated == "proposers" || view.suggestion().is_some_and(|one| one.proposers.iter().any(is_proposer))
        }
        Actor::Id(id) => is_a(world, regulation, id, stated, day),
        Actor::OfOffice(post) => is_of_office(world, regulation, office, post, stated, day),
    }
}

/// Whether `stated` holds a post for an office. A post for no particular office is held for all.
fn is_of_office(
    world: &World,
    regulation: &Vocabulary,
    office: Option<&str>,
    post: &str,
    stated: &str,
    day: Date,
) -> bool {
    capacities(world, regulation, stated, day).any(|held| {
        let for_it = held.office.map_or_else(
            || held.term_office(regulation).is_none_or(|of| office.is_some_and(|id| has_name(world, id, of))),
            |of| of == "office" || Some(of) == office,
        );
        for_it && regulation.includes(held.id, post)
    })
}

/// Whether a person, or an office itself, can act today as `wanted` if this office is responsible, judged by posts
/// alone.
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
        capacities(world, regulation, person, day).any(|post| post.is_for(world, regulation, meant))
    };
    match wanted {
        Actor::Office => of_office(person) || holds_for(&of_office),
        // Of the offices of a kind, the responsible one is meant if it is of that kind.
        Actor::Id(id) if office.is_some_and(|office| is_a(world, regulation, id, office, day)) => {
            of_office(person) || holds_for(&of_office)
        }
        Actor::Id(id) => {
            is_a(world, regulation, id, person, day) || holds_for(&|of| is_a(world, regulation, id, of, day))
        }
        Actor::OfOffice(post) => is_of_office(world, regulation, office.map(Name::as_str), post, person, day),
        Actor::EntrustedBy | Actor::Proposers => false,
    }
}

/// Whether `stated` acts as `wanted` on a day: as itself, or as somebody who holds a post of the office or body meant.
/// An addressee is always meant as itself.
fn acts(context: &SubjectContext, wanted: &Actor, stated: &str, day: Date) -> bool {
    is_meant(context, wanted, stated, day) || {
        let (world, regulation) = (&context.world, context.regulation);
        capacities(world, regulation, stated, day)
            .any(|post| post.is_for(world, regulation, &|office| is_meant(context, wanted, office, day)))
    }
}

/// Whether any of those stated acts as any of those wanted.
pub(crate) fn any_acts(context: &SubjectContext, wanted: &[Actor], stated: &[&Name], day: Date) -> bool {
    wanted.iter().any(|wanted| stated.iter().any(|stated| acts(context, wanted, stated, day)))
}

/// The people who act on a day as one of the wanted actors in their own right.
pub(crate) fn holders<'a>(context: &SubjectContext<'_, 'a>, wanted: &[Actor], day: Date) -> Vec<&'a Person> {
    let people = context.world.archive.people.iter();
    people.filter(|person| wanted.iter().any(|wanted| is_meant(context, wanted, &person.id, day))).collect()
}

/// Whether two words name the same person, office or body, by id or by name.
pub(crate) fn is_same(world: &World, one: &str, other: &str) -> bool {
    one == other || registered(world, one).is_some_and(|id| Some(id) == registered(world, other))
}

/// The id in the registers with this id or name.
fn registered<'w>(world: &'w World, word: &str) -> Option<&'w str> {
    let person = world.archive.person_named(word).ok().flatten().map(|person| person.id.as_str());
    person.or_else(|| world.settings()?.id_named(word))
}

/// Whether `stated` is, on a day, what an id means.
pub(crate) fn is_a(world: &World, regulation: &Vocabulary, id: &str, stated: &str, day: Date) -> bool {
    capacities(world, regulation, stated, day)
        .any(|held| regulation.includes(held.id, id) || held.implies_post(world, regulation, id))
}

/// A capacity in which somebody acts: a post, tag, body or kind of office, and for which office.
struct Capacity<'a> {
    id: &'a str,
    office: Option<&'a str>,
}

impl Capacity<'_> {
    /// The office in the name of the post itself, which holders need not state.
    fn term_office<'r>(&self, regulation: &'r Vocabulary) -> Option<&'r Name> {
        regulation.terms(Group::Posts).get(self.id)?.office.as_ref()
    }

    /// Whether it is held for one of the offices meant, by its own entry or by the post.
    fn is_for(&self, world: &World, regulation: &Vocabulary, meant: &dyn Fn(&str) -> bool) -> bool {
        match (self.office, self.term_office(regulation), world.settings()) {
            (Some(office), ..) => meant(office),
            (None, Some(called), Some(settings)) => {
                settings.offices.keys().any(|id| has_name(world, id, called) && meant(id))
            }
            _ => false,
        }
    }

    /// Whether it is a wider post for the office that the given post names.
    fn implies_post(&self, world: &World, regulation: &Vocabulary, post: &str) -> bool {
        let Some((office, term)) = self.office.zip(regulation.terms(Group::Posts).get(post)) else { return false };
        let Some((of, wider)) = term.office.as_ref().zip(term.implies.first()) else { return false };
        has_name(world, office, of) && regulation.includes(self.id, wider)
    }
}

/// Whether an office has this id or name.
fn has_name(world: &World, office: &str, called: &Name) -> bool {
    let known = || world.settings().and_then(|settings| settings.office_or_body(office));
    office == called.as_str() || known().is_some_and(|(name, _)| name == called)
}

/// All capacities of `stated` on a day: itself, a person's posts and tags, the kind of an office or body, and the body
/// of the regulation with its name; of a room, with the name of its level.
fn capacities<'a>(
    world: &'a World,
    regulation: &'a Vocabulary,
    stated: &'a str,
    day: Date,
) -> impl Iterator<Item = Capacity<'a>> {
    let (id, office) = stated.split_once(':').map_or((stated, None), |(post, office)| (post, Some(office)));
    // If two people have the same name, an entry with only the name means neither.
    let person: Option<&Person> = world.archive.person_named(stated).ok().flatten();
    let posts = person.into_iter().flat_map(move |person| {
        let posts = person.posts.iter().filter(move |post| post.on(day));
        let posts = posts.map(|post| Capacity { id: &post.post, office: post.office.as_deref() });
        posts.chain(person.tags.iter().map(|tag| Capacity { id: tag, office: None }))
    });
    let registered = world.settings().and_then(|settings| settings.office_or_body(stated));
    let kinds = registered
        .into_iter()
        .flat_map(|(name, kind)| kind.into_iter().chain(regulation.term_named(Group::Bodies, name)));
    let own = world.settings().and_then(|settings| settings.own_id(stated));
    let level = world.archive.room(stated).and_then(|room| regulation.terms(Group::Levels).get(&room.level));
    let kinds = kinds.chain(level.and_then(|level| regulation.term_named(Group::Bodies, &level.name)));
    let kinds = kinds.map(Name::as_str).chain(own).map(|kind| Capacity { id: kind, office: None });
    std::iter::once(Capacity { id, office }).chain(posts).chain(kinds)
}
