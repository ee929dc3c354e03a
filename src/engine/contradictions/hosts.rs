//! Meetings with several hosts, not all of whom may be host.

use super::Remark;
use crate::engine::{Context, rule};
use crate::regulation::{Check, Regulation};
use crate::rules::due::Timing;
use crate::rules::view::{MEETING, TopicFacts, View};
use crate::rules::{Role, RuleContext, post};
use crate::text;
use crate::vocabulary::SubjectKind;

/// Hosts of a round whom the rule does not allow, although one is allowed.
pub(super) fn besides<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
    round: u32,
) -> Option<Remark> {
    let view = View::of_round(facts, round);
    let subject = context.subject(regulation, view);
    let timing = Timing { due: view.day_of(MEETING, None), ..Timing::default() };
    let rules = regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Round);
    let (place, message) = rules.filter(|rule| rule::applies(&subject, rule)).find_map(|rule| {
        let asked = RuleContext { subject, rule: &rule.clause, timing: &timing };
        let mut hosts = rule.checks.iter().filter_map(|check| match check {
            Check::Post(check) if check.who == Role::Host => Some(check),
            _ => None,
        });
        let (place, message) = hosts.find_map(|check| post::besides(&asked, check))?;
        let id = &rule.id;
        Some((place, text!(zh: "{id} ", en: "{id} ").then(&message)))
    })?;
    let key = facts.topic.key;
    let hint = text!(
        zh: "协助主持的不必处理；误记的撤下后重登：yijuan roster remove {key} 〈序号〉",
        en: "if they helped the host there is nothing to do; if it is a slip, take the entry out and enter it anew: yijuan roster remove {key} 〈NUMBER〉"
    );
    Some((place, message, hint))
}
