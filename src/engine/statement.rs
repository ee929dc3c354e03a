//! What people state, and why a statement does not count.

use super::Context;
use crate::archive::Topic;
use crate::diagnostic::Location;
use crate::duty::{Finding, Severity};
use crate::model::{Attest, Subject};
use crate::regulation::{Regulation, Rule};
use crate::rules::due::{Timing, timings};
use crate::rules::phrase;
use crate::rules::view::{TopicFacts, View};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// Why a statement of a topic does not count, if it does not: its day is still to come, or it was made before what it
/// speaks of had happened.
#[must_use]
pub fn does_not_count(context: Context<'_>, topic: &Topic, rule: &Rule, attest: &Attest) -> Option<Text> {
    let regulation = context.regulations.get(&topic.file.regulation).ok()?;
    let facts = context.topic(regulation, topic, &context.years());
    if context.today < attest.date {
        return Some(phrase::later_than_today(attest.date));
    }
    premature(&context, regulation, &facts, rule, attest)
}

/// Statements that were made too early, where none beside them counts.
pub(super) fn premature_ones<'a>(
    context: &'a Context<'a>,
    regulation: &'a Regulation,
    facts: &'a TopicFacts<'a>,
) -> impl Iterator<Item = Finding> + 'a {
    let all = facts.topic.attests.iter().enumerate().filter(|(_, attest)| attest.date <= context.today);
    all.filter_map(|(nth, attest)| {
        let rule = regulation.rules.iter().find(|rule| rule.id == attest.rule)?;
        let why = premature(context, regulation, facts, rule, attest)?;
        let again = |other: &&Attest| other.rule == attest.rule && attest.date < other.date;
        let is_made_anew = |other: &Attest| premature(context, regulation, facts, rule, other).is_none();
        if facts.topic.attests.iter().filter(again).any(is_made_anew) {
            return None;
        }
        let (subject, id, key) = (Subject::Topic(facts.topic.key), &rule.id, facts.topic.key);
        let place = Location::field(facts.topic.path("attests.yml"), [nth.into()]);
        let round = attest.round.map(|round| format!(" --round {round}")).unwrap_or_default();
        let hint = text!(
            zh: "其后重新说明：yijuan attest {key} {id} --by 〈人员〉{round}",
            en: "state it anew after that: yijuan attest {key} {id} --by 〈PERSON〉{round}"
        );
        Some(Finding::told(Severity::Note, subject, place, Text::same(format!("{id} ")).then(&why), hint))
    })
}

/// What a statement was made before, of what it speaks of; of several rounds it counts for those that it came after.
fn premature<'a>(
    context: &Context<'a>,
    regulation: &'a Regulation,
    facts: &TopicFacts<'a>,
    rule: &Rule,
    attest: &Attest,
) -> Option<Text> {
    let due = rule.due.as_ref().filter(|due| rule.is_attested() && !due.after.is_empty() && !due.counts_earlier)?;
    let views: Vec<View> = match rule.subject {
        SubjectKind::Round => {
            let rounds = 1..=facts.rounds;
            let covered = rounds.filter(|round| attest.round.is_none_or(|of| of == *round));
            covered.map(|round| View::of_round(facts, round)).collect()
        }
        SubjectKind::Topic => vec![View::of_topic(facts)],
        _ => return None,
    };
    let is_early = |view: &View<'_, 'a>| {
        let all = timings(&context.of(regulation, *view), &rule.id, Some(due), |_: &Timing| Vec::new());
        all.iter().all(|timing| timing.floor.is_none_or(|floor| attest.date < floor))
    };
    if views.is_empty() || !views.iter().all(is_early) {
        return None;
    }
    let moments: Vec<Text> =
        due.after.iter().filter_map(|moment| moment.event()).map(|event| regulation.name(event)).collect();
    let (date, Text { zh, en }) = (attest.date, phrase::any_of(&moments));
    Some(text!(
        zh: "{date} 的说明早于{zh}，不能计入，须在其后重新说明",
        en: "the statement of {date} came before {en} and does not count; it is to be made anew after that"
    ))
}
