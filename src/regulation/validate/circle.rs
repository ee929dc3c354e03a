//! Circles: duties that wait for each other, documents and posts that are each other.

use super::{Flaws, asked, events, of_rule};
use crate::diagnostic::{Diagnostics, PathSegment};
use crate::model::Name;
use crate::regulation::Regulation;
use crate::rules::Moment;
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;
use std::collections::{HashMap, HashSet};

/// Everything in a regulation that goes in a circle.
pub(crate) fn circles(regulation: &Regulation, path: &str) -> Diagnostics {
    let mut flaws = Flaws { path, problems: Diagnostics::new() };
    documents(regulation, &mut flaws);
    let groups = [Group::Posts, Group::Tags, Group::Bodies];
    let wider = |id: &Name| -> Vec<&Name> {
        let terms = groups.into_iter().filter_map(|group| regulation.terms(group).get(id));
        terms.flat_map(|term| &term.implies).collect()
    };
    for group in groups {
        for (id, _) in &regulation.terms(group).0 {
            if let Some(circle) = back_to(id, &wider) {
                flaws.find(
                    [PathSegment::from(group.key()), PathSegment::from(id.as_str()), PathSegment::from("implies")],
                    text!(zh: "`implies` 循环：{circle}", en: "`implies` goes in a circle: {circle}"),
                    Text::new("只写由窄到宽的一边", "say it from the narrower to the wider alone"),
                );
            }
        }
    }
    duties(regulation, &mut flaws);
    flaws.problems
}

fn documents(regulation: &Regulation, flaws: &mut Flaws) {
    let wider = |id: &Name| regulation.documents.get(id).and_then(|kind| kind.is.as_ref()).into_iter().collect();
    for (id, _) in &regulation.documents.0 {
        if let Some(circle) = back_to(id, &wider) {
            flaws.find(
                [PathSegment::from("documents"), PathSegment::from(id.as_str()), PathSegment::from("is")],
                text!(zh: "`is` 循环：{circle}", en: "`is` goes in a circle: {circle}"),
                Text::new("只在较窄的一种上写 `is`", "write `is` at the narrower kind alone"),
            );
        }
    }
}

/// The way from an id back to itself, if it is the first of its circle by name.
fn back_to<'a>(start: &'a Name, next: &impl Fn(&Name) -> Vec<&'a Name>) -> Option<String> {
    let mut ways: Vec<Vec<&Name>> = next(start).into_iter().map(|id| vec![start, id]).collect();
    let mut seen = HashSet::new();
    while let Some(way) = ways.pop() {
        let last = *way.last()?;
        if last == start {
            let is_first = way.iter().all(|id| start <= *id);
            return is_first.then(|| way.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" → "));
        }
        if seen.insert(last) {
            ways.extend(next(last).into_iter().map(|id| [way.as_slice(), &[id]].concat()));
        }
    }
    None
}

/// Rules none of which is ever demanded, for each waits for what only another of them asks for.
fn duties(regulation: &Regulation, flaws: &mut Flaws) {
    let rules = &regulation.rules;
    let mut asking: HashMap<&str, Vec<usize>> = HashMap::new();
    for (nth, rule) in rules.iter().enumerate() {
        for event in rule.checks.iter().flat_map(asked) {
            asking.entry(event).or_default().push(nth);
        }
    }
    let asking = |event: &Name| asking.get(event.as_str()).map_or(&[][..], Vec::as_slice);
    let mut demanded: Vec<bool> = vec![false; rules.len()];
    loop {
        // An event comes about if nobody asks for it, if a paper stands for it, or if a duty that is demanded asks for it.
        let comes = |event: &Name| {
            let kind = regulation.events.get(event);
            let by_itself = kind.is_none_or(|kind| !kind.document.is_empty() || kind.amends_meeting);
            by_itself || asking(event).is_empty() || asking(event).iter().any(|nth| demanded[*nth])
        };
        let starts = |moments: &[Moment]| {
            moments.iter().any(|moment| match moment {
                Moment::Event(event) => comes(event),
                Moment::PeriodStart | Moment::PeriodEnd | Moment::Day(_) => true,
            })
        };
        let now: Vec<bool> = rules
            .iter()
            .map(|rule| match &rule.due {
                None => true,
                Some(due) if due.after.is_empty() => true,
                Some(due) => starts(&due.after) || starts(&due.before),
            })
            .collect();
        if now == demanded {
            break;
        }
        demanded = now;
    }
    // What a rule waits for is asked for by another that is never demanded; so back to the first.
    let waits_for = |nth: usize| -> Option<(&Name, usize)> {
        let due = rules[nth].due.as_ref()?;
        let mut awaited = events(&due.after).chain(events(&due.before));
        awaited.find_map(|event| Some((event, *asking(event).first()?)))
    };
    let mut told = HashSet::new();
    for start in (0..rules.len()).filter(|nth| !demanded[*nth]) {
        let mut way = Vec::new();
        let mut at = start;
        while let Some((event, next)) = waits_for(at).filter(|_| way.iter().all(|(nth, _)| *nth != at)) {
            way.push((at, event));
            at = next;
        }
        // What leads into a circle is no part of it.
        let circle: Vec<_> = way.into_iter().skip_while(|(nth, _)| *nth != at).collect();
        if circle.is_empty() || circle.iter().any(|(nth, _)| !told.insert(*nth)) {
            continue;
        }
        let first = circle.iter().map(|(nth, _)| *nth).min().unwrap_or(at);
        let zh: Vec<String> = circle.iter().map(|(nth, event)| format!("{} 等 `{event}`", rules[*nth].id)).collect();
        let en: Vec<String> =
            circle.iter().map(|(nth, event)| format!("{} waits for `{event}`", rules[*nth].id)).collect();
        let (zh, en) = (zh.join("，"), en.join(", "));
        flaws.find(
            of_rule(first, &["due", "after"]),
            text!(zh: "循环等待，永不起算：{zh}", en: "a circle that never begins: {en}"),
            Text::new(
                "其中一条改从会自己发生的事件起算，或不写 `after`",
                "let one of them follow an event that comes by itself, or leave `after` out",
            ),
        );
    }
}
