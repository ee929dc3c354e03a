//! What only people can state of a topic: its attest rules, what may be done, and what is advice.

use crate::archive::Topic;
use crate::changes::attest::is_stated;
use crate::duty::State;
use crate::engine::{Judgement, applies, does_not_count};
use crate::model::{Attest, Date};
use crate::regulation::{Check, Regulation, Rule};
use crate::report::{json, paint};
use crate::rules::Force;
use crate::text::{Language, Text, on_one_line};
use crate::vocabulary::SubjectKind;
use crate::workspace::LoadedArchive;
use std::fmt::Write as _;

/// A rule on the list, and where it stands.
pub(super) struct Entry<'a> {
    rule: &'a Rule,
    /// Which of the topic's duties under the rule.
    what: &'a str,
    standing: Standing<'a>,
    /// Why what was stated does not count, while nothing that does is stated.
    aside: Option<Text>,
}

enum Standing<'a> {
    /// Advice; nothing is asked.
    Guidance,
    /// Still to be stated or done; its day, if it has one.
    Open(Option<Date>),
    /// It is not time yet.
    Waiting,
    /// Done, on this day if it has one, and who stated it.
    Done(Option<Date>, Option<&'a Attest>),
}

impl Standing<'_> {
    fn id(&self) -> &'static str {
        match self {
            Self::Guidance => "guidance",
            Self::Open(_) => "open",
            Self::Waiting => "waiting",
            Self::Done(..) => "done",
        }
    }

    fn mark(&self) -> &'static str {
        match self {
            Self::Guidance => "·",
            Self::Open(_) | Self::Waiting => "○",
            Self::Done(..) => "●",
        }
    }
}

/// The list of a topic, in the order of its regulation.
pub(super) fn of_topic<'a>(
    loaded: &'a LoadedArchive,
    topic: &'a Topic,
    regulation: &'a Regulation,
    judgement: &'a Judgement,
) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for rule in &regulation.rules {
        if rule.checks.iter().all(|check| matches!(check, Check::Guidance)) {
            let here = applies(loaded.context(), topic, None, rule);
            entries.extend(here.then_some(Entry { rule, what: "", standing: Standing::Guidance, aside: None }));
            continue;
        }
        if !is_stated(rule) {
            continue;
        }
        let duties = judgement.duties.iter().filter(|duty| duty.rule().id == rule.id);
        for duty in duties.filter(|duty| duty.state != State::NotApplicable) {
            let round = duty.what.parse().unwrap_or(1);
            let is_done = matches!(duty.state, State::Done | State::DoneLate);
            let states = |attest: &&Attest| {
                let of_round = rule.subject == SubjectKind::Topic || attest.round.is_none_or(|of| of == round);
                attest.rule == rule.id && of_round
            };
            let why_not = |attest: &Attest| does_not_count(loaded.context(), topic, rule, attest);
            let (stated, aside) = match topic.attests.iter().find(states) {
                None => (None, None),
                // Of several, that which the duty rests on.
                Some(_) if is_done && rule.is_attested() => {
                    (topic.attests.iter().filter(states).find(|attest| Some(attest.date) == duty.done), None)
                }
                Some(_) => {
                    let counts = topic.attests.iter().filter(states).find(|attest| why_not(attest).is_none());
                    (counts, topic.attests.iter().filter(states).filter(|_| counts.is_none()).find_map(why_not))
                }
            };
            let standing = match duty.state {
                _ if stated.is_some() => Standing::Done(stated.map(|attest| attest.date), stated),
                State::Done | State::DoneLate => Standing::Done(duty.done, None),
                State::Waiting => Standing::Waiting,
                _ => Standing::Open(duty.due),
            };
            entries.push(Entry { rule, what: &duty.what, standing, aside });
        }
    }
    entries
}

/// The list as a person reads it.
pub(super) fn human(
    loaded: &LoadedArchive,
    topic: &Topic,
    entries: &[Entry],
    language: Language,
    colour: bool,
) -> String {
    let say = |zh: &'static str, en: &'static str| match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    let key = topic.key;
    let title = on_one_line(&format!("{key} {}", topic.file.title));
    let mut page = format!("{}\n", paint::bold(&title, colour));
    for Entry { rule, what, standing, aside } in entries {
        let id = format!("{} {what}", rule.id);
        let standing_said = match standing {
            Standing::Guidance => say("倡导性规定，供参考", "guidance, nothing is asked").to_owned(),
            Standing::Waiting => State::Waiting.text().in_(language).to_owned(),
            Standing::Open(due) => {
                let by = due.map(|due| format!("{}{due}", say("，最迟 ", ", by ")));
                format!(
                    "{}{}",
                    if rule.force == Force::May { say("可说明", "open") } else { say("待说明", "open") },
                    by.unwrap_or_default()
                )
            }
            Standing::Done(day, stated) => {
                let who = stated.map(|attest| {
                    let name = loaded.archive.person(&attest.by).map_or(&attest.by, |person| &person.name);
                    let note = attest.note.as_deref().map(|note| format!("{}{note}", say("：", ": ")));
                    format!(" {name}{}", note.unwrap_or_default())
                });
                let day = day.map(|day| format!(" {day}"));
                format!("{}{}{}", say("已办", "done"), day.unwrap_or_default(), who.unwrap_or_default())
            }
        };
        let may = if rule.force == Force::May { say("（可）", " (may)") } else { "" };
        let _ = writeln!(page, "\n {} {}{may}  {}", standing.mark(), id.trim_end(), on_one_line(&standing_said));
        let law = match language {
            Language::Chinese => format!("{}：“{}”", rule.article, rule.quote),
            Language::English => format!("{}: {} “{}”", rule.article, rule.en, rule.quote),
        };
        let _ = writeln!(page, "   {}", paint::faint(&law, colour));
        if let Some(aside) = aside {
            let _ = writeln!(page, "   {}", aside.in_(language));
        }
        if matches!(standing, Standing::Open(_)) {
            // Without a round, a statement would stand for all of them.
            let several = entries.iter().any(|other| other.rule.id == rule.id && !other.what.is_empty());
            let round = match rule.subject {
                SubjectKind::Round if several => format!(" --round {}", if what.is_empty() { "1" } else { what }),
                _ => String::new(),
            };
            let who = say("〈人员〉", "〈PERSON〉");
            let _ = writeln!(page, "   → yijuan attest {key} {}{round} --by {who}", rule.id);
        }
    }
    let done = entries.iter().filter(|entry| matches!(entry.standing, Standing::Done(..))).count();
    let open = entries.iter().filter(|entry| matches!(entry.standing, Standing::Open(_))).count();
    let _ = match language {
        Language::Chinese => writeln!(page, "\n  已办 {done} 项，待说明 {open} 项"),
        Language::English => writeln!(page, "\n  {done} done, {open} open"),
    };
    page
}

/// The list as one object.
pub(super) fn as_json(topic: &Topic, entries: &[Entry]) -> String {
    let rows: Vec<_> = entries
        .iter()
        .map(|Entry { rule, what, standing, .. }| {
            let (due, date, stated) = match standing {
                Standing::Done(date, stated) => (None, *date, *stated),
                Standing::Open(due) => (*due, None, None),
                Standing::Guidance | Standing::Waiting => (None, None, None),
            };
            serde_json::json!({
                "rule": rule.id,
                "what": what,
                "article": rule.article,
                "quote": rule.quote,
                "en": rule.en,
                "force": rule.force.id(),
                "kind": rule.checks.first().map_or("", Check::kind),
                "state": standing.id(),
                "due": due,
                "date": date,
                "by": stated.map(|attest| &attest.by),
                "note": stated.and_then(|attest| attest.note.as_deref()),
            })
        })
        .collect();
    json::pretty(&serde_json::json!({
        "schema": "yijuan/checklist/1",
        "key": topic.key.to_string(),
        "entries": rows,
    }))
}
