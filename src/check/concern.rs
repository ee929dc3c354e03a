//! Whom a duty concerns.

use super::Bench;
use crate::duty::{Duty, Subject};
use crate::model::Person;
use crate::regulation::{Actor, Check};

/// Whether a duty concerns a person: they lead the topic, hold a post for its office, or are who a
/// step or an entry of the rule is to be by.
#[must_use]
pub fn concerns(bench: Bench, duty: &Duty, person: &Person) -> bool {
    let topic = match &duty.subject {
        Subject::Topic(key) => bench.archive.topics.iter().find(|topic| topic.key == *key),
        Subject::Plan(_) | Subject::Room(_) | Subject::Archive => None,
    };
    let office = topic.and_then(|topic| topic.file.office.as_ref());
    let held = || person.posts.iter().filter(|post| post.on(bench.today));
    let leads = topic.is_some_and(|topic| topic.file.lead.as_ref() == Some(&person.id));
    let of_office = office.is_some() && held().any(|post| post.office.as_ref() == office);
    let named = |wanted: &Actor| match wanted {
        Actor::Id(id) | Actor::OfOffice(id) => held().any(|post| {
            let for_office = matches!(wanted, Actor::Id(_)) || post.office.is_none() || post.office.as_ref() == office;
            for_office && duty.regulation.implied(&post.post).contains(&&**id)
        }),
        Actor::Office | Actor::EntrustedBy | Actor::Proposers => false,
    };
    let acts = duty.rule.checks.iter().any(|check| match check {
        Check::Event(check) => check.by.iter().any(named),
        Check::Chain(chain) => chain.steps.iter().flat_map(|step| &step.by).any(named),
        _ => false,
    });
    leads || of_office || acts
}
