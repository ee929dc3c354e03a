//! Whom a duty concerns.

use super::Context;
use crate::duty::Duty;
use crate::model::Name;
use crate::regulation::Check;
use crate::rules::{Actor, actor};
use crate::vocabulary::Group;

/// Whether a duty concerns a person, an office or a body: they lead the topic, or they act as whoever is to do what is open of it. What
/// nobody in particular is to do, or a body, the topic's office sees to: whoever holds a post of it.
/// Of a topic's duty the topic's office and lead are given.
#[must_use]
pub fn concerns(context: Context, duty: &Duty, (office, lead): (Option<&Name>, Option<&Name>), who: &Name) -> bool {
    let (world, regulation) = (context.world(), duty.regulation());
    let acts = |wanted: &Actor| actor::acts_for(&world, regulation, office, wanted, who);
    let is_of_people = |wanted: &Actor| match wanted {
        Actor::OfOffice(_) => true,
        Actor::Id(id) => [Group::Posts, Group::Tags].iter().any(|group| regulation.terms(*group).get(id).is_some()),
        Actor::Office | Actor::EntrustedBy | Actor::Proposers => false,
    };
    let sees_to = |by: &&[Actor]| (by.is_empty() || !by.iter().all(is_of_people)) && acts(&Actor::Office);
    lead == Some(who) || to_act(duty).iter().any(|by| by.iter().any(acts) || sees_to(by))
}

/// Who is to do each thing that is open; nobody named where the rule names nobody.
fn to_act(duty: &Duty) -> Vec<&[Actor]> {
    let is_open = |event: &Name| duty.events.contains(event);
    let mut all: Vec<&[Actor]> = Vec::new();
    for check in &duty.rule().checks {
        match check {
            Check::Event(check) => all.extend(check.events.ids().iter().any(is_open).then_some(&*check.by)),
            Check::Chain(chain) => {
                let steps = chain.steps.iter().filter(|step| step.events.iter().any(is_open));
                let steps: Vec<&[Actor]> = steps.map(|step| &*step.by).collect();
                // What follows on the steps, and what the paper must say, names nobody.
                let besides = steps.is_empty() || chain.then.as_ref().is_some_and(is_open);
                all.extend(besides.then_some(&[][..]));
                all.extend(steps);
            }
            Check::Document(check) => all.push(&check.by),
            _ => all.push(&[]),
        }
    }
    all
}
