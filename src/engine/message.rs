//! What is said of a whole rule, whatever its kinds.

use crate::model::{Date, Waiver};
use crate::rules::due::by_when_in_general;
use crate::rules::outcome::{Outcome, Part};
use crate::rules::phrase::{any_of, list, names, paper, quoted};
use crate::rules::{Check, EventSet, Regulation, Rule};
use crate::rules::{chain, count, document, event, field, people, post, wording};
use crate::text;
use crate::text::Text;

/// What a rule asks for and by when, without a case in hand:
/// “通知参加人员”（对象：政协方面人士），协商会议前15个工作日.
#[must_use]
pub fn asked(regulation: &Regulation, rule: &Rule) -> Text {
    let what: Vec<Text> = rule.checks.iter().map(|check| asked_of(regulation, rule, check)).collect();
    let Some(due) = &rule.due else {
        return Text::join(&what, "；", "; ");
    };
    Text::join(&what, "；", "; ").then(&by_when_in_general(regulation, due))
}

/// What one check of a rule asks for.
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
        Check::Attest => Text::new("由专人确认", "stated by a named person"),
        Check::Guidance => Text::new("参照执行", "for guidance"),
    }
}

/// What a recorded exception excuses, and by whose word.
pub(crate) fn waived(message: &Text, waiver: &Waiver, by: &Text) -> Text {
    let (reason, date) = (&waiver.reason, waiver.date);
    let (by, Text { zh, en }) = (&by.zh, message);
    text!(zh: "已豁免（{reason}；{by}，{date}）：{zh}", en: "waived ({reason}; {by}, {date}): {en}")
}

/// “研究解决方案”2026-04-16逾期完成: of several parts, those that came late.
pub(super) fn late(
    regulation: &Regulation,
    rule: &Rule,
    outcomes: &[Outcome],
    done: Option<Date>,
    due: Option<Date>,
) -> Text {
    let is_late = |part: &&Part| part.holds.day().is_some_and(|day| due.is_none_or(|due| due < day));
    let parts: Vec<Text> =
        outcomes.iter().flat_map(|outcome| &outcome.parts).filter(is_late).map(|part| part.name.clone()).collect();
    let what = if parts.is_empty() { what(regulation, rule) } else { list(&parts) };
    let (zh, en) = (what.zh, what.en);
    let done = done.or(due).map(|day| day.to_string()).unwrap_or_default();
    text!(zh: "{zh}{done}逾期完成", en: "{en} was done late, on {done}")
}

/// “了解办理情况”应在2026-08-20前办理一次，逾期: a turn that was missed.
pub(super) fn missed(regulation: &Regulation, rule: &Rule, day: Date) -> Text {
    let Text { zh, en } = what(regulation, rule);
    text!(zh: "{zh}应在{day}前办理一次，逾期", en: "{en} was due once more by {day}, which was missed")
}

/// What a rule asks for, in a few words.
fn what(regulation: &Regulation, rule: &Rule) -> Text {
    let mut what = Vec::new();
    for check in &rule.checks {
        match check {
            Check::Event(check) => {
                let events: Vec<Text> = names(regulation, check.events.ids()).iter().map(quoted).collect();
                what.push(match check.events {
                    EventSet::Any(_) => any_of(&events),
                    EventSet::All(_) => list(&events),
                });
            }
            Check::Chain(chain) => {
                let last = chain.steps.last().map(|step| chain::step(regulation, step));
                let then = chain.then.as_ref().map(|then| regulation.name(then));
                what.extend(then.or(last).map(|event| quoted(&event)));
            }
            Check::Document(check) => {
                let papers: Vec<Text> = check.documents.ids().iter().map(|id| paper(regulation, id)).collect();
                what.push(match check.documents {
                    EventSet::Any(_) => any_of(&papers),
                    EventSet::All(_) => Text::join(&papers, "", ", "),
                });
            }
            Check::Field(_) | Check::Post(_) | Check::People(_) | Check::Count(_) | Check::Wording(_) => {
                what.push(asked_of(regulation, rule, check));
            }
            Check::Attest | Check::Guidance => {}
        }
    }
    list(&what)
}
