//! How a topic's list of people stands to each rule about it, also where it is well.

use super::rule::{alike, applies, judge_checks};
use super::{Context, demand};
use crate::archive::Topic;
use crate::regulation::{Check, Rule};
use crate::rules::view::View;
use crate::rules::{Force, RuleContext, people, when};
use crate::text::Text;
use crate::vocabulary::SubjectKind;
/// How the people of a topic, or of one of its rounds, stand to a rule.
#[derive(Clone, Debug)]
pub struct Tally<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The round it is asked of; none for a rule about the whole topic.
    pub round: Option<u32>,
    /// Whether it holds.
    pub holds: bool,
    /// Whether a recorded exception excuses it.
    pub waived: bool,
    /// How many there are of how many, and what is missing if it does not hold.
    pub said: Text,
}

/// How a topic's people stand to each rule that applies, in the order of the rules.
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
            let subject = context.of(regulation, view);
            if !applies(&subject, rule) {
                continue;
            }
            let alike = alike(&subject, regulation, rule);
            let waived = when::waiver(&subject, &rule.id).is_some();
            let timing = demand::of(&subject, rule, |asked| judge_checks(asked, regulation, rule, &alike)).timing;
            let asked = RuleContext { subject, rule, timing: &timing };
            tallies.extend(rule.checks.iter().filter_map(|check| match check {
                Check::People(check) => {
                    let (holds, said) = people::tally(&asked, check, &alike);
                    Some(Tally { rule, round: view.round, holds, waived, said })
                }
                _ => None,
            }));
        }
    }
    tallies
}
