//! Kind `count`: something happened, or is planned, often enough.

use crate::model::{Date, Name, PlanItem};
use crate::problem::{Place, Step};
use crate::rules::bound::{Broken, Measures};
use crate::rules::outcome::{Holds, Outcome, Wrong};
use crate::rules::period::Period;
use crate::rules::remedy;
use crate::rules::view::sittings;
use crate::rules::{Count, Counted, Force, ItemCondition, ItemKey, Regulation, RuleContext, bound, phrase};
use crate::text;
use crate::text::Text;

/// Whether there are as many as the rule asks, and no more.
pub(crate) fn judge(context: &RuleContext, check: &Count) -> Outcome {
    match &check.of {
        Counted::Event(event) => judge_event(context, check, event),
        Counted::Items(conditions) => judge_items(context, check, conditions),
    }
}

fn judge_event(context: &RuleContext, check: &Count, event: &str) -> Outcome {
    let (world, rule, timing, view) = (&context.world, context.rule, context.timing, &context.view);
    let counts = |date: &Date| timing.floor.is_none_or(|floor| floor <= *date);
    let days: Vec<Date> = sittings(view.of(event)).map(|occurrence| occurrence.date).filter(counts).collect();
    let measures = Measures::of(world, rule, &check.bounds);
    let belongs = view.entry(None).unwrap_or_else(|| view.file("events.yml"));
    let warned = gap(context, event);
    let Some(broken) = measures.broken(days.len(), days.len()) else {
        let least = measures.least.map_or(0, |least| least.least(days.len()));
        let since = least.checked_sub(1).and_then(|nth| days.get(nth).copied());
        return Outcome { holds: Holds::since(since), warned, ..Outcome::open(belongs) };
    };
    let found = Found { count: days.len(), total: days.len(), broken };
    let outcome = Outcome {
        task: what(context.regulation, check).then(&owed(&found, check)),
        missing: said(context, check, &found),
        warned,
        ..Outcome::open(belongs)
    };
    match broken {
        Broken::Few(_) => Outcome { events: vec![event.into()], ..outcome },
        Broken::Many(_) => Outcome { uncounted: Some(remedy::how_to_strike(&view.subject(), event)), ..outcome },
    }
}

/// Where each period asks for one, two in a row that are further apart than a period.
fn gap(context: &RuleContext, event: &str) -> Vec<Wrong> {
    let (regulation, view) = (context.regulation, &context.view);
    let (Some(facts), Some(period)) = (view.room, view.period) else { return Vec::new() };
    let all: Vec<_> = sittings(facts.occurrences.iter().filter(|one| one.event == event)).collect();
    let apart = all.windows(2).filter(|pair| period.has(pair[1].date) && period.is_longer(pair[0].date, pair[1].date));
    let warned = apart.map(|pair| {
        let Text { zh, en } = regulation.name(event);
        let (last, next, length) = (pair[0].date, pair[1].date, period.length());
        let said = Text::new(
            format!("{zh}（{next}）距上次（{last}）超过{}", length.zh),
            format!("{en} ({next}) came more than {} after the last one ({last})", length.en),
        );
        let mend = Text::new("此后按期召开", "hold the next one in time");
        Wrong { place: pair[1].place(), said, mend }
    });
    warned.collect()
}

fn judge_items(context: &RuleContext, check: &Count, conditions: &[ItemCondition]) -> Outcome {
    let (world, rule, view) = (&context.world, context.rule, &context.view);
    let items = view.plan.and_then(|plan| plan.plan).map_or(&[][..], |plan| &plan.file.items);
    let count = items.iter();
    let fits = |item: &&PlanItem| conditions.iter().all(|condition| fits(context.regulation, condition, item));
    let count = count.filter(fits).count();
    let belongs = Place { field: vec![Step::from("items")], ..view.file("plan.yml") };
    let Some(broken) = Measures::of(world, rule, &check.bounds).broken(count, items.len()) else {
        return Outcome { holds: Holds::Undated, ..Outcome::open(belongs) };
    };
    let found = Found { count, total: items.len(), broken };
    Outcome {
        task: what(context.regulation, check),
        missing: said(context, check, &found),
        uncounted: Some(how_to_plan(context, conditions, broken)),
        ..Outcome::open(belongs)
    }
}

/// Whether an item of the plan is one that is counted.
fn fits(regulation: &Regulation, condition: &ItemCondition, item: &PlanItem) -> bool {
    let own = match condition.key {
        ItemKey::Kind => regulation.kind_of(item),
        ItemKey::Form => item.form.as_ref(),
    };
    own.is_some_and(|own| condition.values.contains(own)) != condition.not
}

struct Found {
    count: usize,
    /// Of how many a share is taken.
    total: usize,
    broken: Broken,
}

/// （还欠1次）: how many more there must be; nothing where there are too many.
fn owed(found: &Found, check: &Count) -> Text {
    let Broken::Few(measure) = &found.broken else { return Text::same("") };
    let (short, unit) = (measure.least(found.total).saturating_sub(found.count).max(1), unit(check));
    text!(zh: "（还欠{short}{unit}）", en: " ({short} short)")
}

/// 协商会议1次，应不少于2次，还欠1次.
fn said(context: &RuleContext, check: &Count, found: &Found) -> Text {
    let Text { zh, en } = what(context.regulation, check);
    let unit = unit(check);
    let count = found.count;
    let should = if context.rule.force == Force::Should { ("一般应", "generally ") } else { ("应", "") };
    let bounds = bound::in_case(context, context.regulation, context.rule, &check.bounds, unit);
    let bounds = bound::with_verb(bounds);
    // Of a share it is said what it comes to.
    let comes_to = |measure: &bound::Measure, number: usize| match measure {
        bound::Measure::Number(_) => Text::same(""),
        _ => text!(zh: "，即{number}{unit}", en: ", that is {number},"),
    };
    let (comes_to, mend) = match &found.broken {
        Broken::Few(measure) => {
            let least = measure.least(found.total);
            let short = least.saturating_sub(count).max(1);
            (comes_to(measure, least), text!(zh: "还欠{short}{unit}", en: "{short} short"))
        }
        Broken::Many(measure) => {
            let most = measure.most(found.total);
            let over = count.saturating_sub(most);
            (comes_to(measure, most), text!(zh: "多出{over}{unit}", en: "{over} too many"))
        }
    };
    let bounds = bounds.then(&comes_to);
    let period = context.view.period.map_or_else(|| Text::same(""), Period::text);
    let of = if period.is_empty() { "" } else { ", " };
    let (zh, en) = (format!("{}{zh}", period.zh), format!("{en}{of}{}", period.en));
    Text::new(
        format!("{zh}{count}{unit}，{}{}，{}", should.0, bounds.zh, mend.zh),
        format!("{en}: {count}, {}{} required, {}", should.1, bounds.en, mend.en),
    )
}

fn unit(check: &Count) -> &'static str {
    match check.of {
        Counted::Event(_) => "次",
        Counted::Items(_) => "项",
    }
}

fn how_to_plan(context: &RuleContext, conditions: &[ItemCondition], broken: Broken) -> Text {
    let year = context.view.plan.map(|plan| plan.year).unwrap_or_default();
    let one = conditions.iter().filter(|condition| !condition.not && condition.values.len() == 1);
    let options =
        one.flat_map(|condition| condition.values.iter().map(|value| format!(" --{} {value}", condition.key.id())));
    let options: String = options.collect();
    match broken {
        Broken::Few(_) => text!(
            zh: "补列：yijuan plan add {year} --title 题目{options}",
            en: "enter more: yijuan plan add {year} --title TITLE{options}"
        ),
        Broken::Many(_) => text!(
            zh: "减列：yijuan plan remove {year} 题目",
            en: "take some out: yijuan plan remove {year} TITLE"
        ),
    }
}

/// 年度计划的民主监督议题.
fn what(regulation: &Regulation, check: &Count) -> Text {
    let conditions = match &check.of {
        Counted::Event(event) => return regulation.name(event),
        Counted::Items(conditions) => conditions,
    };
    let named = conditions.iter().map(|condition| {
        let not = if condition.not { Text::new("非", "other than ") } else { Text::same("") };
        let names: Vec<Text> = condition.values.iter().map(|value| name(regulation, condition.key, value)).collect();
        not.then(&phrase::any_of(&names))
    });
    let named = Text::join(&named.collect::<Vec<_>>(), "、", ", ");
    if named.is_empty() {
        return Text::new("年度计划议题", "items of the plan");
    }
    Text::new(format!("年度计划的{}议题", named.zh), format!("items of the plan ({})", named.en))
}

fn name(regulation: &Regulation, key: ItemKey, word: &Name) -> Text {
    match key {
        ItemKey::Form => regulation.name(word),
        ItemKey::Kind => {
            let known = PlanItem::KINDS.iter().find(|(id, _)| *id == word.as_str());
            known.map_or_else(|| Text::same(word.as_str()), |(id, name)| Text::new(*name, *id))
        }
    }
}

/// What the rule asks for, without a case in hand.
pub(crate) fn asked(regulation: &Regulation, check: &Count) -> Text {
    let bounds = bound::in_words(regulation, &check.bounds, unit(check));
    let Text { zh, en } = what(regulation, check);
    Text::new(format!("{zh}{}", bounds.zh), format!("{en}: {}", bounds.en))
}
