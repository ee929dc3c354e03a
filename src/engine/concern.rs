//! Whom a duty concerns.

use crate::duty::Duty;
use crate::model::{Date, Name, Person};
use crate::regulation::Check;
use crate::rules::Actor;
/// Whether a duty concerns a person: they lead the topic, hold a post for its office, or are who a
/// step or an entry of the rule is to be by. Of a topic's duty the topic's office and lead are given.
#[must_use]
pub fn concerns(duty: &Duty, (office, lead): (Option<&Name>, Option<&Name>), person: &Person, today: Date) -> bool {
    let held = || person.posts.iter().filter(|post| post.on(today));
    let leads = lead == Some(&person.id);
    let of_office = office.is_some() && held().any(|post| post.office.as_ref() == office);
    let named = |wanted: &Actor| match wanted {
        Actor::Id(id) | Actor::OfOffice(id) => held().any(|post| {
            let for_office = matches!(wanted, Actor::Id(_)) || post.office.is_none() || post.office.as_ref() == office;
            for_office && duty.regulation().implied(&post.post).contains(&&**id)
        }),
        Actor::Office | Actor::EntrustedBy | Actor::Proposers => false,
    };
    let acts = duty.rule().checks.iter().any(|check| match check {
        Check::Event(check) => check.by.iter().any(named),
        Check::Chain(chain) => chain.steps.iter().flat_map(|step| &step.by).any(named),
        _ => false,
    });
    leads || of_office || acts
}
