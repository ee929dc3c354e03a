//! Finds rules that demand two events in opposite orders, or against the order of the stages.

use super::when::contradicted;
use super::{Flaws, asked, events, path_in_check, path_in_rule};
use crate::diagnostic::PathSegment;
use crate::model::Name;
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::{Chain, ChainStep, EventSet, Force, Moment, Until, When};
use crate::text;
use crate::text::Text;
use std::collections::{HashMap, HashSet};

/// A demand that one event comes no later than another.
struct Arrow<'a> {
    from: &'a Name,
    to: &'a Name,
    /// The rule that demands it; `None` for the order of the stages.
    rule: Option<usize>,
    /// The conditions of the demand, all of which must hold.
    when: Vec<&'a When>,
    place: Vec<PathSegment>,
}

pub(super) fn check(regulation: &Regulation, flaws: &mut Flaws) {
    let arrows = arrows(regulation);
    let mut leaving: HashMap<&Name, Vec<&Arrow>> = HashMap::new();
    for arrow in &arrows {
        leaving.entry(arrow.from).or_default().push(arrow);
    }
    let mut reported: HashSet<Vec<Option<usize>>> = HashSet::new();
    for arrow in arrows.iter().filter(|arrow| arrow.rule.is_some()) {
        let Some(back) = path_back(&leaving, arrow) else { continue };
        let mut together: Vec<Option<usize>> = back.iter().map(|arrow| arrow.rule).chain([arrow.rule]).collect();
        together.sort_unstable();
        together.dedup();
        if !reported.insert(together) {
            continue;
        }
        let (from, to) = (arrow.from, arrow.to);
        let mut by: Vec<Text> = back.iter().map(|arrow| origin(arrow, regulation)).collect();
        by.dedup();
        let (zh, en) = (Text::join(&by, "、", ", ").zh, Text::join(&by, "、", ", ").en);
        flaws.add(
            arrow.place.clone(),
            text!(
                zh: "这里要求 `{from}` 不晚于 `{to}`，而{zh}正相反",
                en: "here `{from}` is to come before `{to}`; by {en} it is the other way round"
            ),
            Text::new("改正其中一处的次序", "mend the order of one of them"),
        );
    }
}

/// What demands an arrow, for messages.
fn origin(arrow: &Arrow, regulation: &Regulation) -> Text {
    match arrow.rule {
        Some(rule) => Text::same(regulation.rules[rule].id.as_str()),
        None => Text::new("环节次序", "the stages"),
    }
}

/// A path from the end of an arrow back to its beginning. All its conditions can hold at once.
fn path_back<'s, 'a>(
    leaving: &HashMap<&'a Name, Vec<&'s Arrow<'a>>>,
    first: &'s Arrow<'a>,
) -> Option<Vec<&'s Arrow<'a>>> {
    let mut paths: Vec<Vec<&Arrow>> = vec![vec![]];
    let mut seen = HashSet::from([first.to]);
    let mut nth = 0;
    while let Some(path) = paths.get(nth).cloned() {
        nth += 1;
        let at = path.last().map_or(first.to, |last| last.to);
        for arrow in leaving.get(at).into_iter().flatten().copied() {
            let longer = [path.as_slice(), &[arrow]].concat();
            let when: Vec<&When> = longer.iter().chain([&first]).flat_map(|arrow| arrow.when.clone()).collect();
            if contradicted(&when).is_some() {
                continue;
            }
            if arrow.to == first.from {
                return Some(longer);
            }
            if seen.insert(arrow.to) {
                paths.push(longer);
            }
        }
    }
    None
}

fn arrows(regulation: &Regulation) -> Vec<Arrow<'_>> {
    let mut arrows = Vec::new();
    for (nth, two) in regulation.stages.windows(2).enumerate() {
        // If any of several events may end a stage, none of them is bound.
        let ([from], [to]) = (two[0].done_when.as_slice(), two[1].done_when.as_slice()) else { continue };
        let place = vec![PathSegment::from("stages"), PathSegment::from(nth + 1)];
        arrows.push(Arrow { from, to, rule: None, when: vec![&two[0].when, &two[1].when], place });
    }
    // An optional rule demands no order.
    for (index, rule) in regulation.rules.iter().enumerate().filter(|(_, rule)| rule.force != Force::May) {
        for (nth, check) in rule.checks.iter().enumerate() {
            if let Check::Chain(chain) = check {
                add_chain(&mut arrows, index, rule, nth, chain);
            }
            add_due(&mut arrows, index, rule, check);
        }
    }
    arrows.retain(|arrow| arrow.from != arrow.to);
    arrows
}

/// Each step comes before the next. A step that may be any of several events is left out.
fn add_chain<'a>(arrows: &mut Vec<Arrow<'a>>, index: usize, rule: &'a Rule, nth: usize, chain: &'a Chain) {
    let single = |(at, step): (usize, &'a ChainStep)| match step.events.as_slice() {
        [event] if !step.next_round && step.stage.is_none() => Some((Some(at), event, &step.when)),
        _ => None,
    };
    let mut steps: Vec<_> = chain.steps.iter().enumerate().filter_map(single).collect();
    steps.extend(chain.then.iter().map(|then| (None, then, &rule.when)));
    for two in steps.windows(2) {
        let ((_, from, first), (at, to, second)) = (two[0], two[1]);
        let place = match at {
            Some(at) => {
                path_in_check(index, rule, nth, &["steps"]).into_iter().chain([PathSegment::from(at)]).collect()
            }
            None => path_in_check(index, rule, nth, &["then"]),
        };
        arrows.push(Arrow { from, to, rule: Some(index), when: vec![&rule.when, first, second], place });
    }
}

/// The demanded events come before the event of `before`, and after that of `after` if earlier ones do not count.
fn add_due<'a>(arrows: &mut Vec<Arrow<'a>>, index: usize, rule: &'a Rule, check: &'a Check) {
    let Some(due) = rule.due.as_ref().filter(|due| !matches!(due.until, Until::Every(_))) else { return };
    let mut arrow = |key: &str, from: &'a Name, to: &'a Name| {
        let place = path_in_rule(index, &["due", key]);
        arrows.push(Arrow { from, to, rule: Some(index), when: vec![&rule.when], place });
    };
    let after = only_event(&due.after).filter(|_| !due.counts_earlier);
    let before = only_event(&due.before);
    let asked: Vec<&Name> = match check {
        Check::Event(check) if check.next_round => Vec::new(),
        Check::Event(check) => match &check.events {
            EventSet::Any(ids) if ids.len() > 1 => Vec::new(),
            EventSet::Any(ids) | EventSet::All(ids) => ids.iter().collect(),
        },
        Check::Chain(chain) if chain.steps.iter().all(|step| step.events.len() == 1 && !step.next_round) => {
            asked(check)
        }
        _ => Vec::new(),
    };
    // If both are the same event, `anchor` reports it.
    if let Some(before) = before.filter(|before| after != Some(before)) {
        for event in asked {
            arrow("before", event, before);
            if let Some(after) = after {
                arrow("after", after, event);
            }
        }
        if let Some(after) = after {
            arrow("before", after, before);
        }
    }
}

/// The event, if it is the only moment. Of several, the first to come counts, so none of them is bound.
fn only_event(moments: &[Moment]) -> Option<&Name> {
    events(moments).next().filter(|_| moments.len() == 1)
}
