//! A hint, done as it says with its blanks filled sensibly, settles what it is given for.

mod doing;
mod paper;

use super::written::{Stand, World};
use super::{duties, every_world, findings, worlds};
use crate::due::draft::{judged, within};
use doing::Doing;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use yijuan::archive::{Source, WorkTree};
use yijuan::diagnostic::Location;
use yijuan::duty::{Act, Duty, Finding, Severity, State};
use yijuan::engine::tallies;
use yijuan::regulation::Check;
use yijuan::rules::Force;
use yijuan::text::Text;

/// Worlds whose hints no test can carry out, with the reason.
const LEFT_TO_PEOPLE: &[(&str, &str)] = &[(
    "ziyang Z14a「议题审定后才沟通」",
    "the hint says why what was done after the approval does not count; nothing undoes it",
)];

/// Worlds whose ways to what is ahead settle nothing yet, with the reason.
const STILL_AHEAD: &[(&str, &str)] = &[
    ("mentougou M16b「三个月内跟踪过，又跟踪一次」", "this turn is done; the next is to be done in its own time"),
    ("ziyang Z22d「转为个人提案，不是集体提案」", "the hint says why what was done does not count; nothing undoes it"),
];

/// Whatever is found of a world's rule in a folder.
fn found(world: &World, doing: &Doing) -> Vec<Finding> {
    let judgement = judged(&WorkTree::new(doing.root().to_path_buf()), world.day, true);
    let rule = world.rule.as_deref().unwrap_or_default();
    findings(&judgement, rule, world.told.subject.as_deref()).cloned().collect()
}

/// What is left of a world's findings once their hints are carried out on a day, where one of many must be chosen the
/// so-manieth; nothing if all is settled.
///
/// What a fact that is struck out leaves undone is found anew, with a hint of its own, which is then followed as well.
fn left(world: &World, day: &str, choice: usize) -> Option<String> {
    let doing = Doing::begin(world, day, choice);
    let mut said = found(world, &doing);
    let merely_late = said.iter().filter(|finding| finding.hint.is_none()).count();
    for _ in 0..4 {
        if said.len() <= merely_late && said.iter().all(|finding| finding.hint.is_none()) {
            return None;
        }
        for finding in said.iter().filter(|finding| finding.hint.is_some()) {
            if let Err(error) = doing.carry_out(finding) {
                return Some(error);
            }
        }
        said = found(world, &doing);
    }
    let line = |finding: &Finding| {
        let hint = finding.hint.as_ref().map_or("no hint", |hint| &hint.zh);
        format!("{} → {hint}", finding.message.zh)
    };
    (!said.is_empty()).then(|| said.iter().map(line).collect::<Vec<_>>().join(" | "))
}

/// The days on which something could have been done: in time if possible, else later, up to the day of the world.
fn days(world: &World) -> Vec<String> {
    let judgement = world.judgement();
    let rule = world.rule.as_deref().unwrap_or_default();
    let today = world.day.to_string();
    let due = duties(judgement, rule, None).filter_map(|duty| duty.due).map(|due| due.to_string());
    let mut days: Vec<String> = due.filter(|due| *due <= today).collect();
    days.push(today.clone());
    let dates = regex::Regex::new(r"20\d\d-\d\d-\d\d").unwrap();
    let known =
        world.draft.files().values().flat_map(|text| dates.find_iter(text)).map(|date| date.as_str().to_owned());
    let known: BTreeSet<String> = known.filter(|date| *date <= today).collect();
    days.extend(known.into_iter().rev());
    days
}

/// What is left of a world's findings on whatever day their hints are carried out, as told of the first.
fn unsettled(world: &World) -> Option<String> {
    let rule = world.rule.as_deref().filter(|_| world.stand == Stand::Broken)?;
    let mut hints = findings(world.judgement(), rule, None).filter_map(|finding| finding.hint.as_ref());
    // Only whom to strike off a list is a choice among many.
    let choices = if hints.any(|hint| hint.zh.contains("〈序号〉")) { 24 } else { 1 };
    let mut first = None;
    for day in days(world) {
        for choice in 1..=choices {
            let left = left(world, &day, choice)?;
            first.get_or_insert(left);
        }
    }
    first
}

#[test]
fn a_hint_settles_what_it_is_given_for() {
    every_world(|world| {
        let left = unsettled(world);
        if LEFT_TO_PEOPLE.iter().any(|(name, _)| *name == world.name()) {
            return left.is_none().then(|| "its hint settles it: strike it off the list".to_owned());
        }
        left
    });
    let is_world = |name: &str| worlds().worlds.iter().any(|world| world.name() == name);
    let gone = LEFT_TO_PEOPLE.iter().map(|(name, _)| name).filter(|name| !is_world(name));
    assert_eq!(gone.collect::<Vec<_>>(), [&""; 0]);
}

/// Whether what was found is found once more, and not merely as done late.
fn is_still(after: &Finding, before: &Finding) -> bool {
    after.rule_id() == before.rule_id() && after.subject == before.subject && after.hint.is_some()
}

#[test]
fn what_is_said_to_be_settled_as_well_is() {
    // The same rules follow from the same one in many worlds.
    let known = Mutex::new(BTreeSet::new());
    every_world(|world| {
        let all = &world.judgement().findings;
        let heads = all.iter().filter(|head| head.cause.is_none() && head.hint.is_some() && head.rule().is_some());
        heads.into_iter().find_map(|head| {
            let is_settled =
                |one: &&Finding| one.settled && one.act == head.act && one.cause.as_ref() == head.rule_id();
            let settled = all.iter().filter(|one| one.subject == head.subject).filter(is_settled);
            let settled: Vec<&Finding> = settled.collect();
            let rules: Vec<String> =
                std::iter::once(&head).chain(&settled).filter_map(|one| Some(one.rule_id()?.to_string())).collect();
            if settled.is_empty() || !known.lock().unwrap().insert((world.regulation.clone(), rules)) {
                return None;
            }
            let mut first = None;
            for day in days(world) {
                let doing = Doing::begin(world, &day, 1).about(head);
                let done = doing.carry_out(head).err();
                let after = judged(&WorkTree::new(doing.root().to_path_buf()), world.day, true).findings;
                let is_left = |one: &&&Finding| after.iter().any(|other| is_still(other, one));
                let left: Vec<&str> = settled.iter().filter(is_left).map(|one| one.message.zh.as_str()).collect();
                let left = done.or((!left.is_empty()).then(|| left.join(" | ")))?;
                first.get_or_insert(left);
            }
            first
        })
    });
    let known = known.into_inner().unwrap();
    assert!(known.len() > 2, "only these settle others: {known:?}");
}

#[test]
fn what_is_not_yet_due_has_its_way_and_that_settles_it() {
    let carried_out = AtomicUsize::new(0);
    every_world(|world| {
        let rule = world.rule.as_deref()?;
        let without = world.judgement().duties.iter().find(|duty| duty.state.is_open() && duty.hint.is_none());
        if let Some(duty) = without {
            return Some(format!("nothing says how to do {}: {}", duty.rule().id, duty.missing.zh));
        }
        let ahead = |duty: &&Duty| matches!(duty.state, State::Pending | State::DueSoon) && !duty.rule().is_attested();
        // What is found besides has its hint looked at there.
        let is_found = |duty: &&Duty| findings(world.judgement(), rule, None).any(|one| one.hint == duty.hint);
        let open = duties(world.judgement(), rule, None).filter(ahead).filter(|duty| !is_found(duty));
        let left = |duty: &Duty, day: &String| {
            let doing = Doing::begin(world, day, 1);
            let told = |duty: &Duty| {
                let hint = duty.hint.clone().unwrap_or_else(|| Text::same(""));
                Finding::without_rule(
                    Severity::Note,
                    duty.subject.clone(),
                    Location::file(""),
                    duty.missing.clone(),
                    hint,
                )
            };
            let mut now = Some(duty.clone());
            for _ in 0..4 {
                let open = now?;
                if let Err(error) = doing.carry_out(&told(&open)) {
                    return Some(error);
                }
                let judgement = judged(&WorkTree::new(doing.root().to_path_buf()), world.day, true);
                let same = |one: &&Duty| one.subject == duty.subject && one.what == duty.what && one.state.is_open();
                now = duties(&judgement, rule, None).find(same).cloned();
            }
            now.map(|open| format!("{} → {}", open.missing.zh, open.hint.map(|hint| hint.zh).unwrap_or_default()))
        };
        let days = days(world);
        let is_listed = STILL_AHEAD.iter().any(|(name, _)| *name == world.name());
        open.into_iter().filter(|_| !is_listed).find_map(|duty| {
            carried_out.fetch_add(1, Ordering::Relaxed);
            let mut first = None;
            for day in &days {
                first.get_or_insert(left(duty, day)?);
            }
            first
        })
    });
    let carried_out = carried_out.into_inner();
    assert!(carried_out > 60, "only {carried_out} duties are ahead");
}

#[test]
fn recording_what_a_rule_asks_for_never_breaks_it() {
    let recorded = AtomicUsize::new(0);
    every_world(|world| {
        let rule = world.rule.as_deref()?;
        let days = days(world);
        let before: Vec<_> = findings(world.judgement(), rule, None).collect();
        // What is wrong stays so until it is struck out, and is not made up for.
        if before.iter().any(|finding| matches!(finding.act, Some(Act::Correct(_)))) {
            return None;
        }
        let open = duties(world.judgement(), rule, None).filter(|duty| duty.state.is_open());
        let broken = |duty: &Duty, day: &String| {
            let doing = Doing::begin(world, day, 1);
            let done = doing.record(duty)?;
            recorded.fetch_add(1, Ordering::Relaxed);
            if let Err(error) = done {
                return Some(error);
            }
            let judgement = judged(&WorkTree::new(doing.root().to_path_buf()), world.day, true);
            let found: Vec<_> = findings(&judgement, rule, None).map(|finding| finding.message.zh.clone()).collect();
            (found.len() > before.len()).then(|| found.join(" | "))
        };
        // Recorded for today, what was done long ago may come after what it had to precede; it has a day that is right.
        open.into_iter().find_map(|duty| {
            let mut first = None;
            for day in &days {
                first.get_or_insert(broken(duty, day)?);
            }
            first
        })
    });
    let recorded = recorded.into_inner();
    assert!(recorded > 150, "only {recorded} duties ask for a record");
}

/// The rules about people that must be met and are not, whether or not their day has come; each with its round.
fn unmet(source: &dyn Source, world: &World) -> BTreeSet<String> {
    within(source, world.day, |context| {
        let all = context.archive.topics.iter().flat_map(|topic| tallies(context, topic));
        let unmet = all.filter(|tally| !tally.holds && !tally.waived && tally.rule.force == Force::Must);
        unmet.map(|tally| format!("{} {:?}", tally.rule.id, tally.round)).collect()
    })
}

/// Worlds whose hints about people cannot but break another rule about them, with the reason.
const NOT_WITHOUT: &[(&str, &str)] = &[
    (
        "ordos E2.1b「党委书记主持，不是副书记」",
        "the only leader of the party organisation on the list is the one whose entry is to be taken out",
    ),
    (
        "ordos E2.1b「会开了，没有主持人」",
        "whoever must host is an official, and one more is over a fifth of this list",
    ),
    (
        "ordos E2.3c「部门来的是办事员，不是负责同志」",
        "whoever is lacking is an official, and one more is over a fifth of this list",
    ),
];

#[test]
fn a_hint_about_people_breaks_no_other_rule_about_them() {
    let carried_out = AtomicUsize::new(0);
    every_world(|world| {
        let regulation = crate::due::draft::BUILT_IN.get(&world.regulation).unwrap();
        let rule = world.rule.as_deref().filter(|_| world.stand == Stand::Broken)?;
        let rule = regulation.rules.iter().find(|known| known.id.as_str() == rule)?;
        if !rule.checks.iter().any(|check| matches!(check, Check::People(_) | Check::Post(_))) {
            return None;
        }
        let before = unmet(&world.draft, world);
        let hints = findings(world.judgement(), &rule.id, None).filter_map(|finding| finding.hint.as_ref());
        let hints: Vec<&str> = hints.map(|hint| hint.zh.as_str()).collect();
        // Only whom to strike off a list is a choice among many.
        let choices = if hints.iter().any(|hint| hint.contains("〈序号〉")) { 24 } else { 1 };
        let mut first = None;
        for (day, choice) in days(world).iter().flat_map(|day| (1..=choices).map(move |choice| (day, choice))) {
            let doing = Doing::begin(world, day, choice);
            // What a hint does not settle is told elsewhere.
            let found = found(world, &doing).into_iter().filter(|finding| finding.hint.is_some());
            if found.map(|finding| doing.carry_out(&finding)).any(|done| done.is_err()) {
                continue;
            }
            carried_out.fetch_add(1, Ordering::Relaxed);
            let after = unmet(&WorkTree::new(doing.root().to_path_buf()), world);
            let anew: Vec<&str> = after.difference(&before).map(String::as_str).collect();
            if anew.is_empty() {
                return None;
            }
            first.get_or_insert(format!("{}: {}", anew.join(", "), hints.join(" | ")));
        }
        first.filter(|_| !NOT_WITHOUT.iter().any(|(name, _)| *name == world.name()))
    });
    let carried_out = carried_out.into_inner();
    assert!(carried_out > 40, "only {carried_out} hints about people were carried out");
}
