//! A meeting with several hosts, of whom one may and others may not.

use super::Told;
use crate::engine::{Context, rule};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::due::Timing;
use crate::rules::view::{MEETING, TopicFacts, View};
use crate::rules::{Role, RuleContext, post};
use crate::text;
use crate::vocabulary::SubjectKind;

/// Whoever is host of a round beside somebody the rule means.
pub(super) fn besides<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
    round: u32,
) -> Option<Told> {
    let view = View::of_round(facts, round);
    let subject = context.of(regulation, view);
    let timing = Timing { due: view.day_of(MEETING, None), ..Timing::default() };
    let is_of_round = |rule: &&Rule| rule.subject == SubjectKind::Round && rule::applies(&subject, rule);
    let (place, said) = regulation.rules.iter().filter(is_of_round).find_map(|rule| {
        let asked = RuleContext { subject, rule: &rule.clause, timing: &timing };
        let mut hosts = rule.checks.iter().filter_map(|check| match check {
            Check::Post(check) if check.who == Role::Host => Some(check),
            _ => None,
        });
        let (place, said) = hosts.find_map(|check| post::besides(&asked, check))?;
        let id = &rule.id;
        Some((place, text!(zh: "{id} ", en: "{id} ").then(&said)))
    })?;
    let key = facts.topic.key;
    let hint = text!(
        zh: "协助主持的不必处理；误记的撤下后重登：yijuan roster remove {key} 〈序号〉",
        en: "if they helped the host there is nothing to do; if it is a slip, take the entry out and enter it anew: yijuan roster remove {key} 〈NUMBER〉"
    );
    Some((place, said, hint))
}
