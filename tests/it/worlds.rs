//! What each rule asks, told by worlds: archives on a day, and how the rule stands in them.
//!
//! `tests/worlds/REGULATION.yml` holds, for each rule that is judged, the smallest world that meets it, the smallest that
//! breaks it and at least one neighbour as a real office produces it: a day late, by another post, absent people, a
//! second round, a scan instead of a text. Somebody who adds a rule adds its three worlds:
//!
//! ```yaml
//! rules:
//!   M7a: # the article, and what it says
//!     from: planned            # the base they begin with; without it, the one that all bases begin with
//!     day: 2026-04-17          # looked at on this day, unless a world says another
//!     lines: {…}               # what they have in common beside the base
//!     worlds:
//!       - met: 会前第15个工作日通知        # nothing is found, a duty is done
//!         is: {due: 2026-03-25}
//!       - broken: 无人通知                # something is found
//!         is: {severity: error}
//!         lines:
//!           topic/events.yml: '- notice-sent'
//!       - quiet: 临时议题不适用            # nothing is found, nothing is done
//!         from: ad-hoc         # another base, without what the rule's worlds have in common
//! ```
//!
//! `files` puts whole files in place: a text, a paper as `{document: …, date: …, text: …}`, or `~` for none. `lines`
//! changes a file: `= LINE` takes the place of the one line with the same key or the same first value, `- WORDS` takes away
//! the one line that has these words, `@ WORDS` goes below it, and `+ LINE` adds a line there, or at the end. `topic/` is the
//! folder of topic 2026-001, `year/` that of 2026.
//!
//! What else a world `is`: `subject`, `severity`, `state`, `due`, `done`, `says` and `hides` (words that a finding has, or none
//! has) and `also` (how other rules stand). A rule that may be followed is never broken, nor is one that says why under
//! `never_broken`: it has a `quiet` world instead. Under `clean` are worlds in which nothing is found at all.

mod hints;
mod properties;
mod tasks;
mod written;

use crate::due::draft::BUILT_IN;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use written::{Stand, World, Worlds};
use yijuan::duty::{Duty, Finding, State};
use yijuan::engine::Judgement;
use yijuan::regulation::Rule;

/// The worlds of all regulations that are built in.
fn worlds() -> &'static Worlds {
    static WORLDS: LazyLock<Result<Worlds, String>> = LazyLock::new(|| Worlds::read(BUILT_IN.ids()));
    WORLDS.as_ref().unwrap_or_else(|error| panic!("{error}"))
}

/// How a rule stands, of one subject or of all.
fn stand(judgement: &Judgement, rule: &str, subject: Option<&str>) -> Stand {
    let is_done = |duty: &&Duty| matches!(duty.state, State::Done | State::DoneLate);
    if findings(judgement, rule, subject).next().is_some() {
        Stand::Broken
    } else if duties(judgement, rule, subject).any(|duty| is_done(&duty)) {
        Stand::Met
    } else {
        Stand::Quiet
    }
}

fn findings<'a>(
    judgement: &'a Judgement,
    rule: &'a str,
    subject: Option<&'a str>,
) -> impl Iterator<Item = &'a Finding> {
    let is_of = move |finding: &&Finding| finding.rule().is_some_and(|of| of.id.as_str() == rule);
    judgement
        .findings
        .iter()
        .filter(is_of)
        .filter(move |finding| subject.is_none_or(|subject| finding.subject.to_string() == subject))
}

fn duties<'a>(judgement: &'a Judgement, rule: &'a str, subject: Option<&'a str>) -> impl Iterator<Item = &'a Duty> {
    let is_of = move |duty: &&Duty| duty.rule().id.as_str() == rule;
    judgement
        .duties
        .iter()
        .filter(is_of)
        .filter(move |duty| subject.is_none_or(|subject| duty.subject.to_string() == subject))
}

/// What is otherwise than a world says.
fn differences(world: &World, judgement: &Judgement) -> Vec<String> {
    let told = &world.told;
    let subject = told.subject.as_deref();
    let mut wrong = Vec::new();
    let Some(rule) = &world.rule else {
        let of_subject = |finding: &&Finding| subject.is_none_or(|subject| finding.subject.to_string() == subject);
        let found = judgement.findings.iter().filter(of_subject);
        return found.map(|finding| format!("found: {}", finding.message.zh)).collect();
    };
    let rules = [(rule, &world.stand)].into_iter().chain(&told.also);
    for (rule, wanted) in rules {
        let subject = subject.filter(|_| Some(rule) == world.rule.as_ref());
        let is = stand(judgement, rule, subject);
        if is != *wanted {
            let said: Vec<_> = findings(judgement, rule, subject).map(|finding| &finding.message.zh).collect();
            let states: Vec<_> = duties(judgement, rule, subject).map(|duty| duty.state.id()).collect();
            wrong.push(format!("{rule} is {is:?}, not {wanted:?}: {states:?} {said:?}"));
        }
    }
    let found: Vec<&Finding> = findings(judgement, rule, subject).collect();
    let duties: Vec<&Duty> = duties(judgement, rule, subject).collect();
    let mut one_of = |what: &str, wanted: &Option<String>, are: Vec<String>| {
        if let Some(wanted) = wanted
            && !are.contains(wanted)
        {
            wrong.push(format!("{what} {are:?}, not {wanted}"));
        }
    };
    let date = |date: Option<_>| date.map_or_else(String::new, |date: yijuan::model::Date| date.to_string());
    one_of("severity", &told.severity, found.iter().map(|finding| finding.severity.id().to_owned()).collect());
    one_of("state", &told.state, duties.iter().map(|duty| duty.state.id().to_owned()).collect());
    one_of("due", &told.due, duties.iter().map(|duty| date(duty.due)).collect());
    one_of("done", &told.done, duties.iter().map(|duty| date(duty.done)).collect());
    let says = |words: &str| found.iter().any(|finding| finding.message.zh.contains(words));
    wrong.extend(told.says.iter().filter(|words| !says(words)).map(|words| format!("does not say {words}")));
    wrong.extend(told.hides.iter().filter(|words| says(words)).map(|words| format!("says {words}")));
    wrong
}

/// Asks something of every world at once, and tells all that fail.
fn every_world<I: IntoIterator<Item = String>>(ask: impl Fn(&World) -> I + Sync) {
    let worlds = &worlds().worlds;
    let failed: Vec<String> = worlds
        .par_iter()
        .flat_map_iter(|world| ask(world).into_iter().map(|wrong| format!("{}: {wrong}", world.name())))
        .collect();
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), worlds.len(), failed.join("\n"));
}

#[test]
fn every_world_is_judged_as_the_words_say() {
    every_world(|world| differences(world, world.judgement()));
}

/// What the rules of a regulation lack among its worlds, in a sentence each.
fn lacking<'a>(regulation: &str, rules: impl Iterator<Item = &'a Rule>) -> Vec<String> {
    let mut stands: BTreeMap<&str, Vec<Stand>> = BTreeMap::new();
    for world in worlds().worlds.iter().filter(|world| world.regulation == regulation) {
        if let Some(rule) = &world.rule {
            stands.entry(rule).or_default().push(world.stand);
        }
    }
    let judged = rules.filter(|rule| !matches!(rule.checks[0].kind(), "attest" | "guidance"));
    let ask = |rule: &Rule| {
        let has = stands.get(rule.id.as_str()).map_or(&[][..], Vec::as_slice);
        // What may be done is never found.
        let never = (regulation.to_owned(), rule.id.to_string());
        let is_free = rule.force.id() == "may" || worlds().never_broken.contains(&never);
        let contrary = if is_free { Stand::Quiet } else { Stand::Broken };
        let mut wanted = Vec::new();
        if !has.contains(&Stand::Met) {
            wanted.push("the smallest that meets it (`met: …`)".to_owned());
        }
        if !has.contains(&contrary) {
            let word = if contrary == Stand::Quiet { "leaves it (`quiet: …`)" } else { "breaks it (`broken: …`)" };
            wanted.push(format!("the smallest that {word}"));
        }
        if has.len() + wanted.len() < 3 {
            wanted.push("a neighbour, as a real office produces it".to_owned());
        }
        if worlds().never_broken.contains(&never) && has.contains(&Stand::Broken) {
            return Some(format!("{} is broken in a world: strike out its `never_broken`", rule.id));
        }
        let add = wanted.join(", and ");
        (!wanted.is_empty()).then(|| format!("add to {} in tests/worlds/{regulation}.yml {add}", rule.id))
    };
    judged.filter_map(ask).collect()
}

#[test]
fn every_rule_that_is_judged_has_a_world_that_meets_it_one_that_breaks_it_and_a_neighbour() {
    let lacking: Vec<String> = BUILT_IN
        .ids()
        .flat_map(|id| {
            let regulation = BUILT_IN.get(id).unwrap_or_else(|problem| panic!("{problem}"));
            lacking(id, regulation.rules.iter())
        })
        .collect();
    assert!(lacking.is_empty(), "{} rules lack worlds:\n{}", lacking.len(), lacking.join("\n"));
}

#[test]
fn no_world_is_about_a_rule_that_is_none() {
    every_world(|world| {
        let regulation = BUILT_IN.get(&world.regulation).unwrap_or_else(|problem| panic!("{problem}"));
        let named = world.rule.iter().chain(world.told.also.keys());
        let is_rule = |id: &str| regulation.rules.iter().any(|rule| rule.id.as_str() == id);
        named.filter(|id| !is_rule(id)).map(|id| format!("no rule {id}")).collect::<Vec<_>>()
    });
}
