//! Posts that rules need and nobody holds.

use super::Context;
use crate::model::{Name, Person};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::{Actor, Force, actor};
use crate::text::Text;
use crate::vocabulary::Group;
use std::collections::BTreeSet;

/// Posts of which a rule needs one, and which nobody holds today.
#[derive(Clone, Debug)]
pub struct Vacancy<'a> {
    /// The regulation.
    pub regulation: &'a Regulation,
    /// The posts, any of which is enough.
    pub posts: &'a [Actor],
    /// The office they are for; `None` if they are for no particular office.
    pub office: Option<&'a str>,
    /// The rules.
    pub rules: Vec<&'a Rule>,
    /// Who holds one of the posts for another office.
    pub elsewhere: Vec<&'a Person>,
}

impl Vacancy<'_> {
    /// The posts in words.
    #[must_use]
    pub fn names(&self) -> Text {
        let names: Vec<Text> = self.posts.iter().filter_map(post).map(|post| self.regulation.name(post)).collect();
        Text::join(&names, "或", " or ")
    }
}

/// The vacancies under the regulations that bind the archive, in the order of their rules.
#[must_use]
pub fn vacancies(context: Context<'_>) -> Vec<Vacancy<'_>> {
    let mut vacancies: Vec<Vacancy> = Vec::new();
    for regulation in context.regulations.binding(context.archive) {
        // A post for an office is needed only once the office has a topic under this regulation.
        let topics = context.archive.topics.iter().filter(|topic| *topic.file.regulation == *regulation.id);
        let offices: BTreeSet<Option<&str>> =
            topics.filter_map(|topic| topic.file.office.as_deref()).map(Some).collect();
        let offices = Vec::from_iter(offices);
        let binding = regulation.rules.iter().filter(|rule| rule.force != Force::May);
        let asked = binding.flat_map(|rule| asked(regulation, rule).map(move |posts| (rule, posts)));
        for (rule, posts) in asked.filter(|(rule, posts)| !is_stated(&context, regulation, rule, posts)) {
            let of_offices = posts.iter().all(|post| matches!(post, Actor::OfOffice(_)));
            let places = if of_offices { offices.as_slice() } else { &[None] };
            for office in places.iter().copied().filter(|office| !is_held(&context, regulation, posts, *office)) {
                match vacancies.iter_mut().find(|one| one.posts == posts && one.office == office) {
                    Some(vacancy) if vacancy.rules.iter().any(|known| known.id == rule.id) => {}
                    Some(vacancy) => vacancy.rules.push(rule),
                    None => {
                        let elsewhere =
                            if office.is_some() { holders(&context, regulation, posts) } else { Vec::new() };
                        vacancies.push(Vacancy { regulation, posts, office, rules: vec![rule], elsewhere });
                    }
                }
            }
        }
    }
    vacancies
}

/// Whether rules demand a post, or one that it implies, for the responsible office, so that it matters for which office
/// it is held.
#[must_use]
pub fn is_for_an_office(regulation: &Regulation, post: &str) -> bool {
    let implied = regulation.implied(post);
    let mut asked = regulation.rules.iter().flat_map(lists).flatten();
    asked.any(|actor| matches!(actor, Actor::OfOffice(of) if implied.contains(&of.as_str())))
}

/// The lists of actors of a rule, from each of which one is needed.
fn lists(rule: &Rule) -> impl Iterator<Item = &[Actor]> {
    rule.checks.iter().flat_map(|check| match check {
        Check::Event(check) => vec![check.by.as_slice()],
        Check::Chain(chain) => chain.steps.iter().map(|step| step.by.as_slice()).collect(),
        Check::Post(check) => vec![check.posts.as_slice()],
        _ => Vec::new(),
    })
}

/// The lists that contain only posts. If a body or an office can act as well, no person is needed.
fn asked<'a>(regulation: &'a Regulation, rule: &'a Rule) -> impl Iterator<Item = &'a [Actor]> {
    lists(rule).filter(move |list| !list.is_empty() && list.iter().all(|actor| is_post(regulation, actor)))
}

fn is_post(regulation: &Regulation, actor: &Actor) -> bool {
    post(actor).is_some_and(|post| regulation.terms(Group::Posts).get(post).is_some())
}

/// The post, if an actor is one.
fn post(actor: &Actor) -> Option<&Name> {
    match actor {
        Actor::Id(id) | Actor::OfOffice(id) => Some(id),
        Actor::Office | Actor::EntrustedBy | Actor::Proposers => None,
    }
}

/// Whether an entry of a roster gives the post to somebody in the role, who need not be in the register.
fn is_stated(context: &Context, regulation: &Regulation, rule: &Rule, posts: &[Actor]) -> bool {
    let roles = rule.checks.iter().filter_map(|check| match check {
        Check::Post(check) if check.posts == posts => check.who.tag(),
        _ => None,
    });
    let roles: Vec<&str> = roles.collect();
    let topics = context.archive.topics.iter().filter(|topic| *topic.file.regulation == *regulation.id);
    let listed = topics.flat_map(|topic| &topic.roster);
    let posts: Vec<&Name> =
        posts.iter().filter_map(|post| if let Actor::Id(id) = post { Some(id) } else { None }).collect();
    let mut holders = listed.filter(|one| {
        one.tags.iter().any(|tag| posts.iter().any(|post| regulation.implied(tag).contains(&post.as_str())))
    });
    holders.any(|one| one.tags.iter().any(|tag| roles.contains(&tag.as_str())))
}

/// The people who hold one of these posts, for whatever office.
fn holders<'a>(context: &Context<'a>, regulation: &Regulation, posts: &[Actor]) -> Vec<&'a Person> {
    let wanted: Vec<&Name> = posts.iter().filter_map(post).collect();
    let holds = |person: &&Person| {
        let held = person.posts.iter().filter(|held| held.on(context.today));
        held.into_iter().any(|held| wanted.iter().any(|post| regulation.includes(&held.post, post)))
    };
    context.archive.people.iter().filter(holds).collect()
}

fn is_held(context: &Context, regulation: &Regulation, posts: &[Actor], office: Option<&str>) -> bool {
    let people = &context.archive.people;
    let held = people.iter().flat_map(|person| &person.posts).filter(|held| held.on(context.today));
    posts.iter().any(|post| match post {
        Actor::Id(id) => people.iter().any(|one| actor::is_a(&context.world(), regulation, id, &one.id, context.today)),
        Actor::OfOffice(id) => held.clone().any(|held| {
            let for_it = office.is_none() || held.office.is_none() || held.office.as_deref() == office;
            for_it && regulation.implied(&held.post).contains(&&**id)
        }),
        Actor::Office | Actor::EntrustedBy | Actor::Proposers => true,
    })
}
