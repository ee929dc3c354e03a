//! Finds circles: documents and posts that imply each other, and rules that wait for each other.

use super::{Flaws, asked, events, path_in_rule};
use crate::diagnostic::{Diagnostics, PathSegment};
use crate::model::Name;
use crate::regulation::{Regulation, Rule};
use crate::rules::Moment;
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;
use std::collections::{HashMap, HashSet};

/// All circles in a regulation.
pub(crate) fn circles(regulation: &Regulation, path: &str) -> Diagnostics {
    let mut flaws = Flaws { path, problems: Diagnostics::new() };
    documents(regulation, &mut flaws);
    for group in WITH_IMPLIES {
        for (id, _) in &regulation.terms(group).0 {
            if let Some(circle) = circle_from(id, |id| implied_terms(regulation, id)) {
                flaws.add(
                    [PathSegment::from(group.key()), PathSegment::from(id.as_str()), PathSegment::from("implies")],
                    text!(zh: "`implies` 循环：{circle}", en: "`implies` goes in a circle: {circle}"),
                    Text::new("只写由窄到宽的一边", "say it from the narrower to the wider alone"),
                );
            }
        }
    }
    rules(regulation, &mut flaws);
    flaws.problems
}

/// The groups whose names may imply others.
const WITH_IMPLIES: [Group; 3] = [Group::Posts, Group::Tags, Group::Bodies];

fn implied_terms<'r>(regulation: &'r Regulation, id: &Name) -> Vec<&'r Name> {
    let terms = WITH_IMPLIES.into_iter().filter_map(|group| regulation.terms(group).get(id));
    terms.flat_map(|term| &term.implies).collect()
}

fn wider_document<'r>(regulation: &'r Regulation, id: &Name) -> Vec<&'r Name> {
    regulation.documents.get(id).and_then(|kind| kind.is.as_ref()).into_iter().collect()
}

fn documents(regulation: &Regulation, flaws: &mut Flaws) {
    for (id, _) in &regulation.documents.0 {
        if let Some(circle) = circle_from(id, |id| wider_document(regulation, id)) {
            flaws.add(
                [PathSegment::from("documents"), PathSegment::from(id.as_str()), PathSegment::from("is")],
                text!(zh: "`is` 循环：{circle}", en: "`is` goes in a circle: {circle}"),
                Text::new("只在较窄的一种上写 `is`", "write `is` at the narrower kind alone"),
            );
        }
    }
}

/// The path from an id back to itself, for messages. `None` if there is no circle, or another id of it comes first by
/// name, so that each circle is reported once.
fn circle_from<'a>(start: &'a Name, next: impl Fn(&Name) -> Vec<&'a Name>) -> Option<String> {
    let mut paths: Vec<Vec<&Name>> = next(start).into_iter().map(|id| vec![start, id]).collect();
    let mut seen = HashSet::new();
    while let Some(path) = paths.pop() {
        let last = *path.last()?;
        if last == start {
            let is_first = path.iter().all(|id| start <= *id);
            return is_first.then(|| path.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" → "));
        }
        if seen.insert(last) {
            paths.extend(next(last).into_iter().map(|id| [path.as_slice(), &[id]].concat()));
        }
    }
    None
}

/// Which rules can ever be demanded, given the events that the others demand.
struct Demands<'r> {
    regulation: &'r Regulation,
    /// Event → the rules that demand it.
    demanding: HashMap<&'r str, Vec<usize>>,
    /// For each rule, whether it can be demanded.
    demanded: Vec<bool>,
}

impl<'r> Demands<'r> {
    fn new(regulation: &'r Regulation) -> Self {
        let mut demanding: HashMap<&str, Vec<usize>> = HashMap::new();
        for (nth, rule) in regulation.rules.iter().enumerate() {
            for event in rule.checks.iter().flat_map(asked) {
                demanding.entry(event).or_default().push(nth);
            }
        }
        let mut demands = Self { regulation, demanding, demanded: vec![false; regulation.rules.len()] };
        loop {
            let now: Vec<bool> = regulation.rules.iter().map(|rule| demands.can_be_demanded(rule)).collect();
            if now == demands.demanded {
                return demands;
            }
            demands.demanded = now;
        }
    }

    fn rules_demanding(&self, event: &Name) -> &[usize] {
        self.demanding.get(event.as_str()).map_or(&[], Vec::as_slice)
    }

    fn can_be_demanded(&self, rule: &Rule) -> bool {
        let Some(due) = &rule.due else { return true };
        due.after.is_empty() || due.after.iter().chain(&due.before).any(|moment| self.can_come(moment))
    }

    /// Events can come if no rule demands them, if a paper stands for them, or if a rule that demands them can be demanded.
    fn can_come(&self, moment: &Moment) -> bool {
        let Moment::Event(event) = moment else { return true };
        let kind = self.regulation.events.get(event);
        let comes_by_itself = kind.is_none_or(|kind| !kind.document.is_empty() || kind.amends_meeting);
        let rules = self.rules_demanding(event);
        comes_by_itself || rules.is_empty() || rules.iter().any(|nth| self.demanded[*nth])
    }

    /// The event that a rule waits for, and another rule that demands it.
    fn waits_for(&self, nth: usize) -> Option<(&'r Name, usize)> {
        let due = self.regulation.rules[nth].due.as_ref()?;
        let mut awaited = events(&due.after).chain(events(&due.before));
        awaited.find_map(|event| Some((event, *self.rules_demanding(event).first()?)))
    }

    /// The circle of rules reached from a rule, each with the event it waits for; empty if there is none.
    fn circle_from(&self, start: usize) -> Vec<(usize, &'r Name)> {
        let mut path: Vec<(usize, &Name)> = Vec::new();
        let mut at = start;
        while let Some((event, next)) = self.waits_for(at).filter(|_| path.iter().all(|(nth, _)| *nth != at)) {
            path.push((at, event));
            at = next;
        }
        // What leads into a circle is not part of it.
        path.into_iter().skip_while(|(nth, _)| *nth != at).collect()
    }
}

/// Rules that are never demanded, because each waits for an event that only another of them demands.
fn rules(regulation: &Regulation, flaws: &mut Flaws) {
    let (rules, demands) = (&regulation.rules, Demands::new(regulation));
    let mut reported = HashSet::new();
    for start in (0..rules.len()).filter(|nth| !demands.demanded[*nth]) {
        let circle = demands.circle_from(start);
        if circle.is_empty() || circle.iter().any(|(nth, _)| !reported.insert(*nth)) {
            continue;
        }
        let first = circle.iter().map(|(nth, _)| *nth).min().unwrap_or(start);
        let zh: Vec<String> = circle.iter().map(|(nth, event)| format!("{} 等 `{event}`", rules[*nth].id)).collect();
        let en: Vec<String> =
            circle.iter().map(|(nth, event)| format!("{} waits for `{event}`", rules[*nth].id)).collect();
        let (zh, en) = (zh.join("，"), en.join(", "));
        flaws.add(
            path_in_rule(first, &["due", "after"]),
            text!(zh: "循环等待，永不起算：{zh}", en: "a circle that never begins: {en}"),
            Text::new(
                "其中一条改从会自己发生的事件起算，或不写 `after`",
                "let one of them follow an event that comes by itself, or leave `after` out",
            ),
        );
    }
}
