//! Judges kind `document`: whether the paper exists and has the required content.

use super::found::{Aside, Found, find};
use super::message;
use crate::diagnostic::Location;
use crate::rules::outcome::{Holds, Outcome, Part, Wrong};
use crate::rules::{DocumentCheck, EventSet, RuleContext, phrase};

/// Whether the demanded papers exist with the required content.
pub(crate) fn judge(context: &RuleContext, check: &DocumentCheck) -> Outcome {
    let found: Vec<Found> = check.documents.ids().iter().map(|id| find(context, check, id)).collect();
    let held = match check.documents {
        EventSet::Any(_) => {
            found.iter().filter(|found| found.holds()).min_by_key(|found| (found.date.is_none(), found.date))
        }
        EventSet::All(_) => {
            let all = found.iter().all(Found::holds);
            found.iter().max_by_key(|found| found.date).filter(|_| all)
        }
    };
    // A paper that is wrong is not reported as missing as well.
    let open: Vec<&Found> = found.iter().filter(|found| !found.holds() && found.wrong.is_empty()).collect();
    let first = open.first().copied().or(found.first());
    let belongs = first.map_or_else(|| context.view.file(""), |found| belongs(context, found));
    let part =
        |found: &Found| Part { name: phrase::paper(context.regulation, &found.id), holds: Holds::since(found.date) };
    let outcome = match held {
        Some(held) => {
            let parts = match check.documents {
                EventSet::Any(_) => vec![part(held)],
                EventSet::All(_) => found.iter().map(part).collect(),
            };
            let evidence = held.place.clone();
            Outcome { holds: Holds::since(held.date), parts, evidence, ..Outcome::open(belongs) }
        }
        None if open.is_empty() => {
            let missing = found.iter().flat_map(|found| &found.wrong).next().map(|wrong| wrong.message.clone());
            let papers = message::papers(context.regulation, check);
            let task = phrase::to_correct(&papers);
            let missing = missing.unwrap_or(papers);
            Outcome { task, missing, ..Outcome::open(belongs) }
        }
        None => {
            let open = match check.documents {
                // Any of them is enough, so one that has been begun should be completed.
                EventSet::Any(_) if open.len() > 1 => match open.iter().find(|found| found.is_begun()) {
                    Some(begun) => vec![*begun],
                    None => open,
                },
                _ => open,
            };
            let (task, missing) = message::missing(context, check, &open);
            let places: Vec<(&Found, Location)> =
                open.iter().map(|found| (*found, self::belongs(context, found))).collect();
            let hint = Some(message::how_to_supply(context, check, &places));
            let only = open.first().filter(|_| open.len() == 1);
            let defective = only.filter(|found| matches!(found.aside, Some(Aside::Later(_) | Aside::Draft(_))));
            let defective = defective.and_then(|found| found.place.clone());
            let absent = only.filter(|found| !found.is_begun());
            let absent = absent.map(|found| found.id.clone());
            Outcome { task, missing, hint, defective, absent, ..Outcome::open(belongs) }
        }
    };
    let wrong: Vec<Wrong> = found.into_iter().flat_map(|found| found.wrong).collect();
    Outcome { wrong, ..outcome }
}

/// Where the paper is, or where it belongs: papers with a layout are Markdown files with their Chinese name;
/// photographs and files from others are attachments.
fn belongs(context: &RuleContext, found: &Found) -> Location {
    let (regulation, view) = (context.regulation, &context.view);
    let kind = regulation.documents.get(&found.id);
    found.place.clone().unwrap_or_else(|| match kind {
        Some(kind) if kind.layout.is_none() && view.topic.is_some() => view.file("materials.yml"),
        Some(kind) => view.file(&format!("{}.md", kind.term.name)),
        None => view.file(&format!("{}.md", found.id)),
    })
}
