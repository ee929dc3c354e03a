//! Decides which rules can be judged if some files of a topic cannot be read.

use crate::archive::{Topic, TopicPart};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::Fact;
use crate::vocabulary::SubjectKind;

/// Whether a rule can be judged. Files that cannot be read may contain what seems missing.
pub(super) fn allows(topic: &Topic, regulation: &Regulation, rule: &Rule) -> bool {
    topic.unread.iter().all(|part| !needs(*part, regulation, rule))
}

fn needs(part: TopicPart, regulation: &Regulation, rule: &Rule) -> bool {
    let mut kinds = rule.events().filter_map(|event| regulation.events.get(event));
    let mut checks = rule.checks.iter();
    match part {
        TopicPart::Records => true,
        // The roster may show that addressees were informed.
        TopicPart::Roster => checks.any(|check| match check {
            Check::People(_) | Check::Post(_) => true,
            Check::Event(check) => !check.to.is_empty(),
            _ => false,
        }),
        TopicPart::Suggestions => {
            rule.subject == SubjectKind::Suggestion || kinds.any(|kind| kind.of == SubjectKind::Suggestion)
        }
        TopicPart::Attests => checks.any(|check| matches!(check, Check::Attest)),
        // A paper may stand for an event, and names its issuer.
        TopicPart::Papers => {
            checks.any(|check| match check {
                Check::Document(_) => true,
                Check::Chain(chain) => chain.document.is_some(),
                _ => false,
            }) || kinds.any(|kind| !kind.document.is_empty())
                || rule.when.0.iter().any(|condition| condition.fact == Fact::OpinionIssuer)
        }
    }
}
