//! Determines whom a duty concerns.

use super::Context;
use crate::duty::Duty;
use crate::model::Name;
use crate::regulation::{Check, Regulation};
use crate::rules::{Actor, actor};
use crate::vocabulary::Group;

/// Whether a duty concerns a person, an office or a body: because they lead the topic, or can act as whoever must do
/// what is open. If that is nobody in particular, or a body, everybody with a post in the topic's office is concerned.
///
/// `office` and `lead` are those of the duty's topic.
#[must_use]
pub fn concerns(context: Context, duty: &Duty, (office, lead): (Option<&Name>, Option<&Name>), who: &Name) -> bool {
    let (world, regulation) = (context.world(), duty.regulation());
    let acts = |wanted: &Actor| actor::acts_for(&world, regulation, office, wanted, who);
    let sees_to = |by: &[Actor]| {
        (by.is_empty() || !by.iter().all(|actor| is_of_people(regulation, actor))) && acts(&Actor::Office)
    };
    lead == Some(who) || open_actors(duty).iter().any(|by| by.iter().any(acts) || sees_to(by))
}

/// The office that is to do what is open: the responsible one if it can act, else the only other that can. None where no
/// office, or any of several, is meant.
#[must_use]
pub fn whose(context: Context, duty: &Duty, office: Option<&Name>) -> Option<Name> {
    let (world, regulation) = (context.world(), duty.regulation());
    let acting = open_actors(duty);
    let acts =
        |id: &str| acting.iter().flat_map(|by| by.iter()).any(|by| actor::acts_for(&world, regulation, office, by, id));
    if let Some(own) = office.filter(|own| acts(own)) {
        return Some(own.clone());
    }
    let offices = context.archive.settings.iter().flat_map(|settings| settings.offices.keys());
    let mut others = offices.filter(|id| acts(id));
    let only = others.next()?;
    others.next().is_none().then(|| Name::from(only))
}

/// Whether an actor is a person, not a body.
fn is_of_people(regulation: &Regulation, actor: &Actor) -> bool {
    match actor {
        Actor::OfOffice(_) => true,
        Actor::Id(id) => [Group::Posts, Group::Tags].iter().any(|group| regulation.terms(*group).get(id).is_some()),
        Actor::Office | Actor::EntrustedBy | Actor::Proposers => false,
    }
}

/// Whether the record of one of these events is missing.
fn is_open(duty: &Duty, events: &[Name]) -> bool {
    events.iter().any(|event| duty.events.contains(event))
}

/// For each thing that is open, who must do it, or else who sees to the rule; empty if it names nobody.
fn open_actors(duty: &Duty) -> Vec<&[Actor]> {
    let whose = duty.rule().whose.as_slice();
    open_acts(duty).into_iter().map(|by| if by.is_empty() { whose } else { by }).collect()
}

/// For each thing that is open, who must do it; empty if its check names nobody.
fn open_acts(duty: &Duty) -> Vec<&[Actor]> {
    let mut all: Vec<&[Actor]> = Vec::new();
    for check in &duty.rule().checks {
        match check {
            Check::Event(check) => all.extend(is_open(duty, check.events.ids()).then_some(&*check.by)),
            Check::Chain(chain) => {
                let steps = chain.steps.iter().filter(|step| is_open(duty, &step.events));
                let steps: Vec<&[Actor]> = steps.map(|step| &*step.by).collect();
                // For the event after the steps, and for the contents of the paper, nobody is named.
                let besides = steps.is_empty() || chain.then.as_ref().is_some_and(|then| duty.events.contains(then));
                all.extend(besides.then_some(&[][..]));
                all.extend(steps);
            }
            Check::Document(check) => all.push(&check.by),
            _ => all.push(&[]),
        }
    }
    all
}
