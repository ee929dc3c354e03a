//! Finds words that mean nothing: unknown events, forms or people, and numbers and ids that are given twice.

mod comments;
mod copied;
mod entry;
mod filing;
mod limits;
mod number;
mod registers;
mod topic;
mod void;
mod year;

pub use filing::{references_given_twice, unknown_retention};
pub use number::doubled_numbers;
pub(crate) use registers::unbound;
pub use registers::{is_unbound, not_bound};
pub(crate) use topic::{idle_waivers, of_topic, unrecorded_meeting};

use super::Context;
use crate::diagnostic::{Diagnostic, Location, PathSegment, unknown};
use crate::duty::{Finding, Severity};
use crate::model::{Name, Person, Settings, Subject};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Language, Text};
use crate::vocabulary::{Group, Term, is_misspelt_post, unknown_post};
use copied::copies;

fn finding(problem: &Diagnostic, subject: Subject) -> Finding {
    Finding { subject, ..Finding::from_problem(problem) }
}

/// Findings about the settings, the registers and the years.
pub(crate) fn of_archive(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    settings(context, &mut findings);
    for (index, person) in context.archive.people.iter().enumerate() {
        check_person(context, index, person, &mut findings);
    }
    registers::of_archive(context, &mut findings);
    copies(&context.archive.copies, &mut findings);
    findings.extend(doubled_numbers(&context.archive.folders));
    let references = references_given_twice(context.archive);
    findings.extend(references.iter().map(|problem| finding(problem, Subject::Archive)));
    year::of_years(context, &mut findings);
    findings
}

/// The regulation of a room named in the files of a year; a finding if there is no such room.
fn of_room<'a>(
    context: &Context<'a>,
    id: &Name,
    place: Location,
    findings: &mut Vec<Finding>,
) -> Option<&'a Regulation> {
    let Some(room) = context.archive.room(id) else {
        let rooms = &context.archive.rooms;
        let subject = Subject::of_path(&place.path);
        findings.push(finding(&unknown(&Text::new("协商室", "room"), id, rooms).at(place), subject));
        return None;
    };
    context.regulations.get(&room.regulation).ok()
}

fn settings(context: &Context, findings: &mut Vec<Finding>) {
    let Some(settings) = context.settings() else {
        return;
    };
    let named = settings.regulation.iter().map(|id| (id, vec![PathSegment::from("regulation")]));
    let bound = settings.regulations.iter().enumerate().map(|(n, id)| (id, vec!["regulations".into(), n.into()]));
    for (id, field) in named.chain(bound) {
        if let Err(problem) = context.regulations.get(id)
            && !context.regulations.is_broken(id)
        {
            findings.push(finding(&problem.at(Location::field(crate::archive::ROOT_FILE, field)), Subject::Archive));
        }
    }
    findings.extend(unknown_language(settings).map(|problem| finding(&problem, Subject::Archive)));
    let retention = unknown_retention(context.archive, context.regulations);
    findings.extend(retention.iter().map(|problem| finding(problem, Subject::Archive)));
    limits::check(context, settings, findings);
}

/// The problem of an archive's language that the program does not have.
#[must_use]
pub fn unknown_language(settings: &Settings) -> Option<Diagnostic> {
    let written = settings.language.as_deref().filter(|written| Language::parse(written).is_none())?;
    let problem = unknown(&Text::new("语言", "language"), written, Language::TAGS);
    Some(problem.at(Location::field(crate::archive::ROOT_FILE, ["language".into()])))
}

fn check_person(context: &Context, index: usize, person: &Person, findings: &mut Vec<Finding>) {
    let at = |key: &str, nth: usize| Location::field("people.yml", [index.into(), key.into(), nth.into()]);
    for (nth, tag) in person.tags.iter().enumerate() {
        let tags = used_terms(context, Group::Tags);
        if !tags.iter().any(|(id, _)| *id == tag.as_str()) && !is_known_elsewhere(context, Group::Tags, tag) {
            let problem = unknown(&Text::new("标签", "tag"), tag, tags).at(at("tags", nth));
            findings.push(finding(&problem, Subject::Archive));
        }
    }
    let id = &person.id;
    // The same line twice is left over from a merge, and not an error.
    let earlier = context.archive.people[..index].iter().position(|other| other.id == *id && other != person);
    if let Some(first) = earlier {
        let place = Location::field("people.yml", [index.into(), "id".into()]);
        let (first, this) = (first + 1, index + 1);
        let message = text!(zh: "人员 `{id}` 重复（第 {first} 条和第 {this} 条）", en: "duplicate person `{id}` (entries {first} and {this})");
        let problem = Diagnostic::new(message).at(place).hint(Text::new(
            "两条是同一人的，合成一条；不是的，换一个标识",
            "make one entry of two about one person; else choose another id",
        ));
        findings.push(finding(&problem, Subject::Archive));
    }
    for (nth, held) in person.posts.iter().enumerate() {
        let posts = used_terms(context, Group::Posts);
        // Posts that no rule mentions may be written freely, so that what looks like a slip need not be one.
        let is_id = held.post.is_ascii();
        if posts.iter().any(|(id, _)| *id == held.post.as_str())
            || is_known_elsewhere(context, Group::Posts, &held.post)
            || !is_id && !is_misspelt_post(&held.post, posts.iter().copied())
        {
            continue;
        }
        let found = finding(&unknown_post(&held.post, posts).at(at("posts", nth)), Subject::Archive);
        findings.push(if is_id { found } else { Finding { severity: Severity::Note, ..found } });
    }
}

/// Whether some regulation that the archive does not use has a term: it counts for no rule here, and is no error.
fn is_known_elsewhere(context: &Context, group: Group, id: &str) -> bool {
    context.regulations.iter().any(|regulation| regulation.terms(group).get(id).is_some())
}

/// The terms of a group in all regulations that the archive uses.
fn used_terms<'a>(context: &Context<'a>, group: Group) -> Vec<(&'a str, &'a Term)> {
    context.regulations.used(context.archive).flat_map(|regulation| regulation.terms(group).iter()).collect()
}
