//! Judges kind `count`: whether something happened, or is planned, often enough and not too often.

use crate::archive::PlanYear;
use crate::diagnostic::{Location, PathSegment};
use crate::model::{Name, PlanItem};
use crate::rules::bound::{Broken, Measures};
use crate::rules::outcome::{Holds, Outcome, Wrong};
use crate::rules::period::Period;
use crate::rules::view::{Occurrence, Origin, sittings};
use crate::rules::{Count, Counted, Force, ItemCondition, ItemKey, RuleContext, bound, phrase, remedy};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary};

/// Whether the number is within the limits.
pub(crate) fn judge(context: &RuleContext, check: &Count) -> Outcome {
    match &check.of {
        Counted::Event { event, forms } => judge_event(context, check, event, forms),
        Counted::Items(conditions) => judge_items(context, check, conditions),
    }
}

fn judge_event(context: &RuleContext, check: &Count, event: &str, forms: &[Name]) -> Outcome {
    let (world, rule, timing, view) = (&context.world, context.rule, context.timing, &context.view);
    let counts = |one: &&Occurrence| {
        timing.floor.is_none_or(|floor| floor <= one.date) && (forms.is_empty() || is_of_form(context, one, forms))
    };
    let all: Vec<&Occurrence> = sittings(view.occurrences(event)).filter(counts).collect();
    let count = all.len();
    let mut measures = Measures::new(world, &rule.id, &check.bounds);
    // If the room was open only for a part of the period, the upper limit still applies, but not the lower one.
    if let (Some(room), Some(period)) = (view.room, view.period)
        && !room.counts(period)
    {
        measures.least = None;
    }
    let belongs = view.entry(None).unwrap_or_else(|| view.file("events.yml"));
    let Some(broken) = measures.broken(count, count) else {
        let least = measures.least.map_or(0, |least| least.least(count));
        let since = least.checked_sub(1).and_then(|nth| all.get(nth).map(|one| one.date));
        let evidence = all.iter().find(|one| Some(one.date) == since).map(|one| one.place());
        return Outcome { holds: Holds::since(since), evidence, ..Outcome::open(belongs) };
    };
    let found = Found { count, total: count, broken };
    let is_few = matches!(broken, Broken::Few(_));
    let later: Vec<&Occurrence> = sittings(view.all_later(event).filter(|_| is_few)).filter(counts).collect();
    let outcome = Outcome {
        task: to_do(context.regulation, check, &found),
        missing: sentence(context, check, &found).then(&to_come(&later)),
        ..Outcome::open(belongs)
    };
    match broken {
        Broken::Few(_) => Outcome { events: vec![event.into()], ..outcome },
        // The excess occurrence is wrong at once.
        Broken::Many(most) => {
            let remedy = remedy::how_to_strike(context.regulation, &view.subject(), event);
            let first = all.get(most.most(count)).map(|one| one.place());
            let message = outcome.missing.clone();
            let wrong = first.map(|place| Wrong { place, message, remedy: remedy.clone() });
            Outcome { wrong: wrong.into_iter().collect(), is_excess: true, hint: Some(remedy), ..outcome }
        }
    }
}

/// Whether something happened on a topic with one of these forms.
fn is_of_form(context: &RuleContext, one: &Occurrence, forms: &[Name]) -> bool {
    let Origin::Entry { folder, .. } = &one.origin else { return false };
    let topic = context.archive.topics.iter().find(|topic| topic.folder == *folder);
    topic.and_then(|topic| topic.file.form.as_ref()).is_some_and(|form| forms.contains(form))
}

fn judge_items(context: &RuleContext, check: &Count, conditions: &[ItemCondition]) -> Outcome {
    let (world, rule, view) = (&context.world, context.rule, &context.view);
    let plan = view.plan.and_then(|plan| plan.plan);
    let items = plan.map_or(&[][..], |plan| &plan.file.items);
    let counted =
        items.iter().filter(|item| conditions.iter().all(|condition| meets(context.regulation, condition, item)));
    let count = counted.count();
    let no_plan = Location { field: vec![PathSegment::from("items")], ..view.file("plan.yml") };
    let belongs = plan.map_or(no_plan, PlanYear::items);
    let Some(broken) = Measures::new(world, &rule.id, &check.bounds).broken(count, items.len()) else {
        return Outcome { holds: Holds::Undated, ..Outcome::open(belongs) };
    };
    let found = Found { count, total: items.len(), broken };
    Outcome {
        task: to_do(context.regulation, check, &found),
        missing: sentence(context, check, &found),
        hint: Some(how_to_plan(context, conditions, broken)),
        is_excess: matches!(broken, Broken::Many(_)),
        ..Outcome::open(belongs)
    }
}

fn meets(regulation: &Vocabulary, condition: &ItemCondition, item: &PlanItem) -> bool {
    let own = match condition.key {
        ItemKey::Kind => regulation.kind_of(item),
        ItemKey::Form => item.form.as_ref(),
    };
    own.is_some_and(|own| condition.values.contains(own)) != condition.not
}

struct Found {
    count: usize,
    /// The total of which a share is taken.
    total: usize,
    broken: Broken,
}

/// The task, in a few words: 完成“协商会议”（还欠1次）; 增列年度计划的民主监督议题.
fn to_do(regulation: &Vocabulary, check: &Count, found: &Found) -> Text {
    let what = what(regulation, check);
    let Text { zh, en } = &what;
    match (&found.broken, &check.of) {
        (Broken::Few(measure), Counted::Event { .. }) => {
            let (short, unit) = (measure.least(found.total).saturating_sub(found.count).max(1), unit(check));
            let owed = text!(zh: "（还欠{short}{unit}）", en: " ({short} short)");
            phrase::to_see_to(&phrase::quoted(&what)).then(&owed)
        }
        (Broken::Many(_), Counted::Event { .. }) => {
            text!(zh: "核实“{zh}”的次数", en: "look into how often “{en}” happened")
        }
        (Broken::Few(_), Counted::Items(_)) => text!(zh: "增列{zh}", en: "enter more {en}"),
        (Broken::Many(_), Counted::Items(_)) => text!(zh: "减列{zh}", en: "take out {en}"),
    }
}

/// The number and the limits: 协商会议1次，应不少于2次，还欠1次.
fn sentence(context: &RuleContext, check: &Count, found: &Found) -> Text {
    let Text { zh, en } = what(context.regulation, check);
    let unit = unit(check);
    let count = found.count;
    let should = if context.rule.force == Force::Should { ("一般应", "generally ") } else { ("应", "") };
    let bounds = bound::in_case(context, context.regulation, &context.rule.id, &check.bounds, unit);
    let bounds = bound::with_verb(bounds);
    // For a share, the message says what number it is.
    let comes_to = |measure: &bound::Measure, number: usize| match measure {
        bound::Measure::Number(_) => Text::same(""),
        _ => text!(zh: "，即{number}{unit}", en: ", that is {number},"),
    };
    let (comes_to, remedy) = match &found.broken {
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
        format!("{zh}{count}{unit}，{}{}，{}", should.0, bounds.zh, remedy.zh),
        format!("{en}: {count}, {}{} required, {}", should.1, bounds.en, remedy.en),
    )
}

/// Occurrences that are still to come: ，另有1次：2026-06-20 在今天之后，到那天才计入.
fn to_come(later: &[&Occurrence]) -> Text {
    let Some(first) = later.first() else { return Text::same("") };
    let (number, Text { zh, en }) = (later.len(), phrase::later_than_today(first.date));
    text!(zh: "，另有{number}次：{zh}", en: "; besides, there are {number}: {en}")
}

fn unit(check: &Count) -> &'static str {
    match check.of {
        Counted::Event { .. } => "次",
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
            zh: "补列：yijuan plan add {year} --title 〈题目〉{options}",
            en: "enter more: yijuan plan add {year} --title 〈TITLE〉{options}"
        ),
        Broken::Many(_) => text!(
            zh: "减列：yijuan plan remove {year} 〈题目〉",
            en: "take some out: yijuan plan remove {year} 〈TITLE〉"
        ),
    }
}

/// What is counted: 年度计划的民主监督议题.
pub(crate) fn what(regulation: &Vocabulary, check: &Count) -> Text {
    let conditions = match &check.of {
        Counted::Event { event, forms } => {
            let name = regulation.name(event);
            let forms: Vec<Text> = forms.iter().map(|form| regulation.name_in(Group::Forms, form)).collect();
            let Text { zh, en } = phrase::any_of(&forms);
            return if forms.is_empty() { name } else { name.then(&text!(zh: "（{zh}）", en: " ({en})")) };
        }
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

fn name(regulation: &Vocabulary, key: ItemKey, word: &Name) -> Text {
    match key {
        ItemKey::Form => regulation.name(word),
        ItemKey::Kind => {
            let known = PlanItem::KINDS.iter().find(|(id, _)| *id == word.as_str());
            known.map_or_else(|| Text::same(word.as_str()), |(id, name)| Text::new(*name, *id))
        }
    }
}

/// What the rule demands, in general.
pub(crate) fn asked(regulation: &Vocabulary, check: &Count) -> Text {
    let bounds = bound::in_words(regulation, &check.bounds, unit(check));
    let Text { zh, en } = what(regulation, check);
    Text::new(format!("{zh}{}", bounds.zh), format!("{en}: {}", bounds.en))
}
