//! `show --checklist`: what only people can state of a topic: its attested rules, what is permitted, and guidance.

use crate::archive::Topic;
use crate::duty::State;
use crate::model::Name;
use crate::regulation::Check;
use crate::report::{json, paint};
use crate::rules::Force;
use crate::text::{Language, on_one_line};
use crate::vocabulary::SubjectKind;
use crate::workspace::{ChecklistEntry, LoadedArchive, Stated};
use std::fmt::Write as _;

/// The checklist for a terminal.
pub(crate) fn human(
    loaded: &LoadedArchive,
    topic: &Topic,
    entries: &[ChecklistEntry],
    language: Language,
    colour: bool,
) -> String {
    let key = topic.key;
    let title = on_one_line(&format!("{key} {}", topic.file.title));
    let mut page = format!("{}\n", paint::bold(&title, colour));
    for ChecklistEntry { rule, what, standing, aside } in entries {
        let id = format!("{} {what}", rule.id);
        let state = match standing {
            Stated::Guidance => language.choose("倡导性规定，供参考", "guidance, nothing is asked").to_owned(),
            Stated::Waiting => State::Waiting.text().in_(language).to_owned(),
            Stated::Open(due) => {
                let by = due.map(|due| format!("{}{due}", language.choose("，最迟 ", ", by ")));
                format!(
                    "{}{}",
                    if rule.force == Force::May {
                        language.choose("可确认", "open")
                    } else {
                        language.choose("待确认", "open")
                    },
                    by.unwrap_or_default()
                )
            }
            Stated::Done(day, stated) => {
                let who = stated.map(|attest| {
                    let name = name(loaded, topic, &attest.by, language);
                    let note = attest.note.as_deref().map(|note| format!("{}{note}", language.choose("：", ": ")));
                    format!(" {name}{}", note.unwrap_or_default())
                });
                let day = day.map(|day| format!(" {day}"));
                format!("{}{}{}", language.choose("已办", "done"), day.unwrap_or_default(), who.unwrap_or_default())
            }
        };
        let may = if rule.force == Force::May { language.choose("（可）", " (may)") } else { "" };
        let _ = writeln!(page, "\n {} {}{may}  {}", standing.mark(), id.trim_end(), on_one_line(&state));
        let law = match language {
            Language::Chinese => format!("{}：“{}”", rule.article, rule.quote),
            Language::English => format!("{}: {} “{}”", rule.article, rule.en, rule.quote),
        };
        let _ = writeln!(page, "   {}", paint::faint(&law, colour));
        if let Some(aside) = aside {
            let _ = writeln!(page, "   {}", aside.in_(language));
        }
        if matches!(standing, Stated::Open(_)) {
            // Without a round, a statement would count for every round.
            let several = entries.iter().any(|other| other.rule.id == rule.id && !other.what.is_empty());
            let round = match rule.subject {
                SubjectKind::Round if several => format!(" --round {}", if what.is_empty() { "1" } else { what }),
                _ => String::new(),
            };
            let who = language.choose("〈人员〉", "〈PERSON〉");
            let _ = writeln!(page, "   → yijuan attest {key} {}{round} --by {who}", rule.id);
        }
    }
    let done = entries.iter().filter(|entry| matches!(entry.standing, Stated::Done(..))).count();
    let open = entries.iter().filter(|entry| matches!(entry.standing, Stated::Open(_))).count();
    let _ = match language {
        Language::Chinese => writeln!(page, "\n  已办 {done} 项，待确认 {open} 项"),
        Language::English => writeln!(page, "\n  {done} done, {open} open"),
    };
    page
}

/// What whoever stated it is called.
fn name(loaded: &LoadedArchive, topic: &Topic, id: &Name, language: Language) -> String {
    let own = loaded.archive.called(id).map(ToString::to_string);
    let of_law = || loaded.regulations.get(&topic.file.regulation).map(|law| law.name(id).in_(language).to_owned());
    own.unwrap_or_else(|| of_law().unwrap_or_else(|_| id.to_string()))
}

/// The checklist as JSON: `yijuan/checklist/1`.
pub(crate) fn as_json(topic: &Topic, entries: &[ChecklistEntry]) -> String {
    let rows: Vec<_> = entries
        .iter()
        .map(|ChecklistEntry { rule, what, standing, .. }| {
            let (due, date, stated) = match standing {
                Stated::Done(date, stated) => (None, *date, *stated),
                Stated::Open(due) => (*due, None, None),
                Stated::Guidance | Stated::Waiting => (None, None, None),
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
