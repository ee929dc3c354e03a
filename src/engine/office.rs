//! A topic all of whose acts were done by another office than it names: told once, as one thing to look at.

use super::Context;
use crate::archive::Topic;
use crate::diagnostic::PathSegment;
use crate::duty::{Act, Finding};
use crate::model::{Event, Name};
use crate::regulation::{Check, Rule};
use crate::rules::Actor;
use crate::text;
use crate::text::Text;

/// The other office of its kind by which a topic's acts were done, if none of them was done by its own: the office may
/// be what is wrong.
#[must_use]
pub fn acting_office<'a>(context: &Context<'a>, topic: &'a Topic, own: &str) -> Option<&'a Name> {
    let offices = &context.settings()?.offices;
    let kind = |id: &str| offices.get(id).map(|office| &office.kind);
    let acts = topic.events.iter().filter(|one| one.stands(context.today)).map(|one| &one.event);
    let acting = |act: &'a Event| acting(context, act).filter(|id| kind(id) == kind(own)).collect::<Vec<_>>();
    let acting: Vec<Vec<&Name>> = acts.map(acting).filter(|acting| !acting.is_empty()).collect();
    // Somebody may hold posts of several offices.
    let other = acting.iter().find(|acting| acting.len() == 1)?[0];
    let is_others = |acting: &Vec<&Name>| acting.contains(&other) && acting.iter().all(|one| *one.as_str() != *own);
    (acting.len() > 1 && acting.iter().all(is_others)).then_some(other)
}

/// The offices by which something was done: themselves, or people who hold a post of theirs.
fn acting<'a>(context: &Context<'a>, act: &'a Event) -> impl Iterator<Item = &'a Name> {
    let (offices, archive) = (context.settings().map(|settings| &settings.offices), context.archive);
    act.by.iter().flat_map(move |by| {
        let person = archive.person_named(by).ok().flatten();
        let posts = person.into_iter().flat_map(|person| &person.posts).filter(|post| post.on(act.date));
        let named = posts.filter_map(|post| post.office.as_ref());
        std::iter::once(by).chain(named).filter(move |id| offices.is_some_and(|offices| offices.get(id).is_some()))
    })
}

/// Makes what is found of those acts one thing to do: to look whether the topic names the right office.
pub(super) fn gather(context: &Context, topic: &Topic, findings: &mut [Finding]) {
    let Some(own) = topic.file.office.as_ref() else { return };
    let Some(other) = acting_office(context, topic, own) else { return };
    let is_its = |finding: &&mut Finding| {
        let entry = match finding.place.field.first() {
            Some(PathSegment::Entry(nth)) if finding.place.path == topic.path("events.yml") => *nth,
            _ => return false,
        };
        let act = topic.events.iter().find(|one| one.entry == entry);
        let is_by = act.is_some_and(|act| acting(context, &act.event).any(|one| one == other));
        is_by && matches!(finding.act, Some(Act::Correct(_))) && finding.rule().is_some_and(wants_the_office)
    };
    let found: Vec<&mut Finding> = findings.iter_mut().filter(is_its).collect();
    if found.len() < 2 {
        return;
    }
    let (key, named) = (topic.key, context.archive.called(other).unwrap_or(other));
    let look = text!(
        zh: "责任委室登记错的，改正：yijuan set {key} 责任委室={named}",
        en: "if the topic names the wrong office, mend that: yijuan set {key} office={other}"
    );
    for finding in found {
        finding.act = Some(Act::Office);
        finding.hint = Some(match &finding.hint {
            Some(hint) => Text::join([&look, &Text::new("没有登记错的，", "if not, ").then(hint)], "；", "; "),
            None => look.clone(),
        });
    }
}

/// Whether a rule wants something done by the responsible office, or by whoever holds a post of it.
fn wants_the_office(rule: &Rule) -> bool {
    let is_of_office = |actor: &Actor| matches!(actor, Actor::Office | Actor::OfOffice(_));
    rule.checks.iter().any(|check| match check {
        Check::Event(check) => check.by.iter().any(is_of_office),
        Check::Chain(chain) => chain.steps.iter().any(|step| step.by.iter().any(is_of_office)),
        _ => false,
    })
}
