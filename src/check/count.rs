//! Kind `count`: something happened, or is planned, often enough.

use super::{Bench, Holds, Outcome, Question};
use crate::model::Limit;
use crate::problem::{Place, Step};
use crate::regulation::{Bound, Count, Counted, Regulation};
use crate::text;
use crate::text::Text;

/// Whether there are as many as the rule asks.
pub(super) fn judge(question: &Question, check: &Count) -> Outcome {
    let Question { bench, view, .. } = *question;
    let (count, total, belongs) = match &check.of {
        Counted::Event(event) => {
            let count = view.of(event).count();
            (count, count, view.file("events.yml"))
        }
        Counted::Items => {
            let items = view.plan.and_then(|plan| plan.plan).map_or(&[][..], |plan| &plan.file.items);
            let of_kind = |kind: Option<&crate::model::Name>| {
                check.kinds.is_empty() || kind.is_some_and(|kind| check.kinds.contains(kind))
            };
            let count = items.iter().filter(|item| of_kind(item.kind.as_ref())).count();
            (count, items.len(), Place { field: vec![Step::from("items")], ..view.file("plan.yml") })
        }
    };
    let least = check.bounds.at_least.as_ref().and_then(|bound| number(bench, bound, total)).unwrap_or(0);
    let most = check.bounds.at_most.as_ref().and_then(|bound| number(bench, bound, total));
    if count >= least && most.is_none_or(|most| count <= most) {
        let since = match &check.of {
            Counted::Event(event) => view.of(event).nth(least.saturating_sub(1)).map(|occurrence| occurrence.date),
            Counted::Items => None,
        };
        return Outcome { holds: Holds::since(since), ..Outcome::open(belongs) };
    }
    let what = what(question.regulation, check);
    let short = least.saturating_sub(count);
    let (zh, en) = (&what.zh, &what.en);
    let missing = text!(zh: "{zh}{count}次（项），应不少于{least}，还欠{short}", en: "{en}: {count}, at least {least} required, {short} short");
    Outcome { task: what.clone(), missing, ..Outcome::open(belongs) }
}

fn number(bench: &Bench, bound: &Bound, total: usize) -> Option<usize> {
    match bound {
        Bound::Number(number) => Some(*number as usize),
        Bound::Share(part, whole) => Some((total * *part as usize).div_ceil(*whole as usize)),
        Bound::All => Some(total),
        Bound::Word(word) => match bench.settings().and_then(|settings| settings.limits.get(word)) {
            Some(Limit::Number(number)) => Some(*number as usize),
            _ => match word.as_str() {
                "some" => Some(1),
                "most" => Some(total / 2 + 1),
                "many" => Some(2),
                _ => None,
            },
        },
    }
}

fn what(regulation: &Regulation, check: &Count) -> Text {
    match &check.of {
        Counted::Event(event) => regulation.name(event),
        Counted::Items => Text::new("年度计划议题", "items of the plan"),
    }
}

/// What the rule asks for, without a case in hand.
pub(super) fn asked(regulation: &Regulation, check: &Count) -> Text {
    what(regulation, check)
}
