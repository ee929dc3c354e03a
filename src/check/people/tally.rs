//! How a topic's list of people stands to each rule about it, also where it is well.

use super::{base, is, judge, list, said};
use crate::archive::Topic;
use crate::check::bound;
use crate::check::view::{PlanFacts, TopicFacts, View};
use crate::check::{Bench, Holds, Question, due, sentence, when};
use crate::model::Attendee;
use crate::regulation::{Actor, Bounds, Check, Force, PeopleCheck, Regulation, Rule, SubjectKind};
use crate::text;
use crate::text::Text;

/// How the people of a topic, or of one of its rounds, stand to a rule.
#[derive(Clone, Debug)]
pub struct Tally<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The round it is asked of; none for a rule about the whole topic.
    pub round: Option<u32>,
    /// Whether it holds.
    pub holds: bool,
    /// How many there are of how many, and what is missing if it does not hold.
    pub said: Text,
}

/// How a topic's people stand to each rule that applies, in the order of the rules.
#[must_use]
pub fn tallies<'a>(bench: Bench<'a>, topic: &'a Topic) -> Vec<Tally<'a>> {
    let Ok(regulation) = bench.regulations.get(&topic.file.regulation) else { return Vec::new() };
    let facts = TopicFacts::gather(&bench, regulation, topic, &PlanFacts::of_all(&bench));
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
            if !when::holds(&bench, Some(rule), &rule.when, &view) || bound::is_left_open(&bench, rule) {
                continue;
            }
            let timing = due::timing(&bench, regulation, rule, &view);
            let question = Question { bench: &bench, regulation, rule, timing: &timing, view: &view };
            let checks = rule.checks.iter().filter_map(|check| match check {
                Check::People(check) => Some(check),
                _ => None,
            });
            tallies.extend(checks.map(|check| {
                let outcome = judge(&question, check);
                let holds = outcome.holds != Holds::No;
                let said = if holds { well(&question, check) } else { outcome.missing };
                Tally { rule, round: view.round, holds, said }
            }));
        }
    }
    tallies
}

/// 利益相关方代表7/12（不少于1/2）.
fn well(question: &Question, check: &PeopleCheck) -> Text {
    let regulation: &Regulation = question.regulation;
    if check.bounds == Bounds::default() {
        return said::asked(regulation, check);
    }
    let (entries, day) = (list(question, check), question.day());
    let bounds = bound::in_case(question.bench, regulation, question.rule, &check.bounds, "人");
    let group = |any: &[Actor]| {
        let fits = |entry: &&&Attendee| any.is_empty() || any.iter().any(|one| is(question, one, entry, day));
        let count = entries.iter().filter(fits).count();
        let total = base(question, check, any, &entries).len();
        let Text { zh, en } =
            if any.is_empty() { said::list_in_words(regulation, check) } else { said::whom(regulation, any) };
        if any.is_empty() {
            return text!(zh: "{zh}{count}人", en: "{en}: {count}");
        }
        text!(zh: "{zh}{count}/{total}", en: "{en}: {count} of {total}")
    };
    let everybody: Option<&[Actor]> = check.each.is_empty().then_some(&[]);
    let groups: Vec<Text> = everybody.into_iter().chain(check.each.iter().map(Vec::as_slice)).map(group).collect();
    let (said, Text { zh, en }) = (sentence::list(&groups), bounds);
    said.then(&text!(zh: "（{zh}）", en: " ({en})"))
}
