//! What is said of a whole rule, whatever its kinds.

use crate::model::{Date, Waiver};
use crate::rules::due::by_when_in_general;
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

/// “通知参加人员”2026-05-25才完成，最迟2026-05-22（…）.
pub(crate) fn late(
    regulation: &Regulation,
    rule: &Rule,
    done: Option<Date>,
    due: Option<Date>,
    by_when: &Text,
) -> Text {
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
    let what = list(&what);
    let (zh, en) = (what.zh, what.en);
    let done = done.or(due).map(|day| day.to_string()).unwrap_or_default();
    text!(zh: "{zh}{done}才完成", en: "{en} was done only on {done}").then(by_when)
}
