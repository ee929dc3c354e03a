//! How a topic's roster meets each rule about it, including the rules that hold.

use super::rule::{alike, applies, judge_checks};
use super::{Context, demand};
use crate::archive::Topic;
use crate::regulation::{Check, Rule};
use crate::rules::view::View;
use crate::rules::{Force, RuleContext, people, when};
use crate::text::Text;
use crate::vocabulary::SubjectKind;
/// How the people of a topic, or of one of its rounds, meet a rule.
#[derive(Clone, Debug)]
pub struct Tally<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The round; `None` for a rule about the whole topic.
    pub round: Option<u32>,
    /// Whether it holds.
    pub holds: bool,
    /// Whether a recorded exception excuses it.
    pub waived: bool,
    /// The numbers, and what is missing if it does not hold.
    pub message: Text,
}

/// A tally for each rule that applies to a topic's people, in the order of the rules.
#[must_use]
pub fn tallies<'a>(context: Context<'a>, topic: &'a Topic) -> Vec<Tally<'a>> {
    let Ok(regulation) = context.regulations.get(&topic.file.regulation) else { return Vec::new() };
    let facts = context.topic(regulation, topic, &context.years());
    let mut tallies = Vec::new();
    for rule in regulation.rules.iter().filter(|rule| rule.force != Force::May) {
        let views: Vec<View> = match rule.subject {
            SubjectKind::Topic => vec![View::of_topic(&facts)],
            SubjectKind::Round => (1..=facts.rounds).map(|round| View::of_round(&facts, round)).collect(),
            SubjectKind::Suggestion
            | SubjectKind::Room
            | SubjectKind::Unit
            | SubjectKind::Person
            | SubjectKind::Year => Vec::new(),
        };
        for view in views {
            let subject = context.subject(regulation, view);
            if !applies(&subject, rule) {
                continue;
            }
            let alike = alike(&subject, regulation, rule);
            let waived = when::waiver(&subject, &rule.id).is_some();
            let timing = demand::current(&subject, rule, |asked| judge_checks(asked, regulation, rule, &alike)).timing;
            let asked = RuleContext { subject, rule, timing: &timing };
            tallies.extend(rule.checks.iter().filter_map(|check| match check {
                Check::People(check) => {
                    let (holds, message) = people::tally(&asked, check, &alike);
                    Some(Tally { rule, round: view.round, holds, waived, message })
                }
                _ => None,
            }));
        }
    }
    tallies
}
