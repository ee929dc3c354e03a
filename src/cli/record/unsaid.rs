//! What an entry leaves unsaid that a rule will ask, and what else may be a slip.

use super::Target;
use super::misplaced::belongs;
use crate::cli::context::Case;
use crate::cli::given::Words;
use crate::engine::applies;
use crate::model::{Event, Name};
use crate::regulation::{Check, Rule};
use crate::rules::{Attribute, ChainStep, phrase};
use crate::text;
use crate::text::Text;

/// All of it, a sentence each.
pub(super) fn hints(case: &Case, target: &Target, id: &str, event: &Event) -> Vec<Text> {
    let mut hints = Vec::new();
    if event.void.is_some() {
        return hints;
    }
    let words = Words::under(&case.archive, target.under.clone(), true);
    hints.extend(words.told(event.by.iter().chain(event.to.iter()).map(Name::as_str)));
    if event.date > case.bench().today {
        let date = event.date;
        hints.push(phrase::later_than_today(date));
    }
    let kind = target.regulation.events.get(id);
    hints.extend(kind.and_then(|kind| belongs(target.of, kind.of)));
    let topic = case.archive.topics.first();
    let applies = |rule: &&Rule| topic.is_none_or(|topic| applies(case.bench(), topic, target.suggestion, rule));
    for rule in target.regulation.rules.iter().filter(applies) {
        let unsaid = |option: &str| {
            let rule = &rule.id;
            text!(zh: "{rule} 还要看 `{option}`，这条记录没有写", en: "{rule} also asks for `{option}`, which this entry does not say")
        };
        for check in &rule.checks {
            match check {
                Check::Event(check) if check.events.ids().iter().any(|event| &**event == id) => {
                    let lacks = |attribute: Attribute, given: bool, wanted: bool, option: &str| {
                        ((wanted || check.needs.contains(&attribute)) && !given).then(|| unsaid(option))
                    };
                    hints.extend(lacks(Attribute::By, !event.by.is_empty(), !check.by.is_empty(), "--by"));
                    hints.extend(lacks(Attribute::To, !event.to.is_empty(), !check.to.is_empty(), "--to"));
                    hints.extend(lacks(Attribute::Via, event.via.is_some(), check.via.is_asked(), "--via"));
                    hints.extend(lacks(Attribute::Note, event.note.is_some(), false, "--note"));
                }
                // A step that is somebody's counts only if it says whose it was.
                Check::Chain(chain) if event.by.is_empty() => {
                    let step = |step: &ChainStep| step.events.iter().any(|event| &**event == id);
                    let is_whose = chain.steps.iter().any(|one| step(one) && !one.by.is_empty());
                    hints.extend(is_whose.then(|| unsaid("--by")));
                }
                _ => {}
            }
        }
    }
    hints
}
