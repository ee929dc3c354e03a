//! What can be judged of a topic some of whose files cannot be read: every rule that does without them.

use crate::archive::{Topic, TopicPart};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::Fact;
use crate::vocabulary::SubjectKind;

/// Whether a rule can be judged: what is missing from a part that cannot be read is not known to be missing.
pub(super) fn allows(topic: &Topic, regulation: &Regulation, rule: &Rule) -> bool {
    topic.unread.iter().all(|part| !needs(*part, regulation, rule))
}

fn needs(part: TopicPart, regulation: &Regulation, rule: &Rule) -> bool {
    let kinds = || rule.events().filter_map(|event| regulation.events.get(event));
    let any = |is: fn(&Check) -> bool| rule.checks.iter().any(is);
    match part {
        TopicPart::Records => true,
        // Whom a notice reached may be on the roster.
        TopicPart::Roster => any(|check| match check {
            Check::People(_) | Check::Post(_) => true,
            Check::Event(check) => !check.to.is_empty(),
            _ => false,
        }),
        TopicPart::Suggestions => {
            rule.subject == SubjectKind::Suggestion || kinds().any(|kind| kind.of == SubjectKind::Suggestion)
        }
        TopicPart::Attests => any(|check| matches!(check, Check::Attest)),
        // A paper may stand for an event, and says in whose name it goes out.
        TopicPart::Papers => {
            any(|check| match check {
                Check::Document(_) => true,
                Check::Chain(chain) => chain.document.is_some(),
                _ => false,
            }) || kinds().any(|kind| !kind.document.is_empty())
                || rule.when.0.iter().any(|condition| condition.fact == Fact::OpinionIssuer)
        }
    }
}
