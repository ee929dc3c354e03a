//! Messages about a whole rule, whatever its checks.

use crate::model::{Date, Name, Waiver};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::due::by_when_in_general;
use crate::rules::outcome::{Holds, Outcome};
use crate::rules::phrase::{any_of, list, names, quoted};
use crate::rules::{EventCheck, EventSet, chain, count, document, event, field, people, phrase, post, wording};
use crate::text;
use crate::text::Text;
use std::collections::BTreeMap;

/// What a rule demands and by when, in general: “通知参加人员”（对象：政协方面人士），协商会议前15个工作日.
#[must_use]
pub fn asked(regulation: &Regulation, rule: &Rule) -> Text {
    let what: Vec<Text> = rule.checks.iter().map(|check| asked_of(regulation, rule, check)).collect();
    let Some(due) = &rule.due else {
        return Text::join(&what, "；", "; ");
    };
    Text::join(&what, "；", "; ").then(&by_when_in_general(regulation, due))
}

/// What one check of a rule demands.
fn asked_of(regulation: &Regulation, rule: &Rule, check: &Check) -> Text {
    match check {
        Check::Event(check) => event::asked(regulation, check),
        Check::Chain(chain) => chain::asked(regulation, chain),
        Check::Document(check) => document::asked(regulation, check),
        Check::Field(check) => field::asked(regulation, check),
        Check::Post(check) => post::asked(regulation, check, rule.force),
        Check::People(check) => people::asked(regulation, check),
        Check::Count(check) => count::asked(regulation, check),
        Check::Wording(check) => wording::asked(regulation, check),
        Check::Attest => Text::new("由具名人员确认", "stated by a named person"),
        Check::Guidance => Text::new("参照执行", "for guidance"),
    }
}

/// The message of a finding that a recorded exception excuses.
pub(crate) fn waived(message: &Text, waiver: &Waiver, by: &Text) -> Text {
    let (reason, date) = (&waiver.reason, waiver.date);
    let (by, Text { zh, en }) = (&by.zh, message);
    text!(zh: "例外（{reason}；{by}，{date}）：{zh}", en: "waived ({reason}; {by}, {date}): {en}")
}

/// The message of a finding for which an exception is recorded with a later date: …；例外已有记录：2026-06-20 在今天之后，到那天才计入.
pub(super) fn waived_later(message: &Text, waiver: &Waiver) -> Text {
    let later = phrase::there_but_later(&Text::new("例外", "the exception"), waiver.date);
    Text::join(&[message.clone(), later], "；", "; ")
}

/// A turn that was missed: “了解办理情况”应在2026-08-20前办理一次.
pub(super) fn missed(regulation: &Regulation, rule: &Rule, day: Date) -> Text {
    let what: Vec<Text> = rule.checks.iter().filter_map(|check| what_is_done(regulation, rule, check)).collect();
    let Text { zh, en } = list(&what);
    text!(zh: "{zh}应在{day}前办理一次", en: "{en} was due once more by {day}")
}

/// What a rule has done, by its name alone: “通知参加人员”. `None` if it asks how something is, and not for an act. Of
/// several events that would do, those that happened are named.
#[must_use]
pub fn what_was_done(regulation: &Regulation, rule: &Rule, happened: impl Fn(&Name) -> bool) -> Option<Text> {
    let what = rule.checks.iter().filter_map(|check| match check {
        Check::Event(EventCheck { events: EventSet::Any(ids), .. }) if ids.iter().any(&happened) => {
            let ids: Vec<Name> = ids.iter().filter(|id| happened(id)).cloned().collect();
            Some(list(&names(regulation, &ids).iter().map(quoted).collect::<Vec<_>>()))
        }
        check => what_is_done(regulation, rule, check),
    });
    let what: Vec<Text> = what.collect();
    (!what.is_empty()).then(|| list(&what))
}

/// Whether a rule asks for nothing but a paper that an event of another rule stands for.
#[must_use]
pub fn is_of_the_same(regulation: &Regulation, papers: &Rule, events: &Rule) -> bool {
    let stands_for = |document: &Name| {
        let events = events.checks.iter().filter_map(|check| match check {
            Check::Event(check) => Some(check.events.ids()),
            _ => None,
        });
        let mut kinds = events.flatten().filter_map(|id| regulation.events.get(id));
        kinds.any(|kind| kind.document.contains(document))
    };
    papers.checks.iter().all(|check| match check {
        Check::Document(check) => check.documents.ids().iter().any(stands_for),
        _ => false,
    })
}

/// What was done after the due day, and when: “通知参加人员”2026-05-25完成. Parts that were in time are left out.
pub(crate) fn late(regulation: &Regulation, rule: &Rule, outcomes: &[Outcome], due: Option<Date>) -> Text {
    let mut by_day: BTreeMap<Date, Vec<Text>> = BTreeMap::new();
    for (check, outcome) in rule.checks.iter().zip(outcomes) {
        for part in &outcome.parts {
            if let Some(day) = day_after(part.holds, due) {
                by_day.entry(day).or_default().push(part.name.clone());
            }
        }
        if let Some(day) = day_after(outcome.holds, due).filter(|_| outcome.parts.is_empty()) {
            by_day.entry(day).or_default().extend(what_is_done(regulation, rule, check));
        }
    }
    let done: Vec<Text> = by_day
        .into_iter()
        .map(|(day, what)| {
            let Text { zh, en } = list(&what);
            text!(zh: "{zh}{day}", en: "{en} on {day}")
        })
        .collect();
    let Text { zh, en } = list(&done);
    text!(zh: "{zh}完成", en: "{en}")
}

/// The day since when something holds, if that is after the due day.
fn day_after(holds: Holds, due: Option<Date>) -> Option<Date> {
    holds.day().filter(|day| due.is_none_or(|due| due < *day))
}

/// What a check demands, by its name alone; `None` if it cannot be done late.
fn what_is_done(regulation: &Regulation, rule: &Rule, check: &Check) -> Option<Text> {
    match check {
        Check::Event(check) => {
            let events: Vec<Text> = names(regulation, check.events.ids()).iter().map(quoted).collect();
            Some(match check.events {
                EventSet::Any(_) => any_of(&events),
                EventSet::All(_) => list(&events),
            })
        }
        Check::Chain(chain) => {
            let last = chain.steps.last().map(|step| chain::step(regulation, step));
            let then = chain.then.as_ref().map(|then| regulation.name(then));
            then.or(last).map(|event| quoted(&event))
        }
        Check::Document(check) => Some(document::papers(regulation, check)),
        Check::Count(check) => Some(quoted(&count::what(regulation, check))),
        Check::Field(_) | Check::Post(_) | Check::People(_) | Check::Wording(_) => {
            Some(asked_of(regulation, rule, check))
        }
        Check::Attest | Check::Guidance => None,
    }
}
