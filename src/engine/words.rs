//! Facts that name what is not there: unknown events, forms, people, and two topics with one number.

mod copied;
mod entry;
mod limits;
mod number;
mod registers;
mod topic;
mod void;

pub use number::doubled_numbers;
pub use registers::{is_unbound, not_bound};
pub(crate) use topic::{idle_waivers, of_topic, unrecorded_meeting};

use super::Context;
use crate::archive::PlanYear;
use crate::diagnostic::{Diagnostic, Location, PathSegment, is_slip, unknown};
use crate::duty::Finding;
use crate::model::{Name, Settings, Subject, TopicKey};
use crate::regulation::Regulation;
use crate::text;
use crate::text::{Language, Text};
use crate::vocabulary::{Field, Group, SubjectKind};
use copied::copies;
use entry::{attachment, document, event, unmarked};
use std::collections::HashMap;
use void::voids;

type Found = Vec<Finding>;

fn found(problem: &Diagnostic, subject: Subject) -> Finding {
    Finding { subject, ..Finding::from_problem(problem) }
}

/// What is wrong with the settings, the register of people and the years.
pub(crate) fn of_archive(context: &Context) -> Found {
    let mut findings = Found::new();
    settings(context, &mut findings);
    people(context, &mut findings);
    registers::of_archive(context, &mut findings);
    copies(&context.archive.copies, &mut findings);
    findings.extend(doubled_numbers(&context.archive.folders));
    // Of two folders with one number the first is the topic.
    let topics = context.archive.folders.iter().rev().map(|folder| (folder.key, folder.path.as_str()));
    let topics: HashMap<TopicKey, &str> = topics.collect();
    let binding: Vec<&Regulation> = context.regulations.binding(context.archive).collect();
    for plan in &context.archive.plans {
        let path = format!("{}/events.yml", plan.folder);
        for recorded in &plan.events {
            let at = [PathSegment::from(recorded.entry)];
            // What concerns a room is judged by the room's regulation.
            if let Some(room) = &recorded.event.room {
                let place = Location::field(path.clone(), [recorded.entry.into(), "room".into()]);
                if let Some(regulation) = of_room(context, room, place, &mut findings) {
                    let of = [SubjectKind::Year, SubjectKind::Room];
                    event(regulation, &recorded.event, &path, &at, &of, &mut findings);
                }
                continue;
            }
            // One plan serves every regulation that binds; an event need be known to one of them.
            let knows = |regulation: &&&Regulation| regulation.events.get(&recorded.event.event).is_some();
            if let Some(regulation) = binding.iter().find(knows).or(binding.first()) {
                event(regulation, &recorded.event, &path, &at, &[SubjectKind::Year], &mut findings);
            }
        }
        voids(plan.events.iter().map(|recorded| (vec![recorded.entry.into()], &recorded.event)), &path, &mut findings);
        for paper in &plan.papers {
            if let Some(room) = &paper.front.room {
                let place = Location::field(paper.path.clone(), ["room".into()]);
                if let Some(regulation) = of_room(context, room, place, &mut findings) {
                    document(regulation, paper, &mut findings);
                }
                continue;
            }
            let knows = |regulation: &&&Regulation| regulation.documents.get(&paper.front.document).is_some();
            if let Some(regulation) = binding.iter().find(knows).or(binding.first()) {
                document(regulation, paper, &mut findings);
            }
        }
        let path = format!("{}/materials.yml", plan.folder);
        for (index, attached) in plan.materials.iter().enumerate() {
            if let Some(room) = &attached.material.room {
                let place = Location::field(path.clone(), [index.into(), "room".into()]);
                if let Some(regulation) = of_room(context, room, place, &mut findings) {
                    attachment(regulation, &path, index, attached, &mut findings);
                }
                continue;
            }
            let documents = &attached.material.document;
            let knows = |regulation: &&&Regulation| documents.iter().all(|id| regulation.documents.get(id).is_some());
            if let Some(regulation) = binding.iter().find(knows).or(binding.first()) {
                attachment(regulation, &path, index, attached, &mut findings);
            }
        }
        rules_of_year(context, plan, &binding, &mut findings);
        copies(&plan.copies, &mut findings);
        for path in &plan.unmarked {
            for regulation in &binding {
                unmarked(regulation, path, &mut findings);
            }
        }
    }
    for plan in &context.archive.plans {
        for (index, item) in plan.file.items.iter().enumerate() {
            let at = |field: &str| plan.item_at(index).place(field);
            if let Some(first) = plan.file.items[..index].iter().position(|other| other.title == item.title) {
                let (title, first, this) = (&item.title, first + 1, index + 1);
                let problem = Diagnostic::new(text!(
                    zh: "计划项目“{title}”重复（第 {first} 项和第 {this} 项）",
                    en: "duplicate item `{title}` of the plan (items {first} and {this})"
                ));
                let hint = Text::new(
                    "同一项的合成一项；不是的，题目写得有所区别",
                    "make one of two; else give them different titles",
                );
                findings.push(found(&problem.at(at("title")).hint(hint), Subject::Plan(plan.year)));
            }
            let leaves_open = |regulation: &&Regulation| regulation.leaves_open(&Field::SourceChannel);
            if let Some(channel) = &item.channel
                && (channel.is_ascii() || !binding.iter().any(leaves_open))
                && !binding.iter().any(|regulation| regulation.terms(Group::Channels).get(channel).is_some())
            {
                let channels = binding.iter().flat_map(|regulation| regulation.terms(Group::Channels).iter());
                let problem = unknown(&Text::new("来源渠道", "channel"), channel, channels).at(at("channel"));
                findings.push(found(&problem, Subject::Plan(plan.year)));
            }
            let Some(key) = &item.topic else { continue };
            let known = key.parse().is_ok_and(|key: TopicKey| topics.contains_key(&key));
            if !known {
                let problem =
                    Diagnostic::new(text!(zh: "没有议题 `{key}`", en: "there is no topic `{key}`")).hint(Text::new(
                        "核对编号（`yijuan list` 列出全部议题），或删去 `topic`",
                        "look at the key (`yijuan list` shows all topics), or take `topic` out",
                    ));
                findings.push(found(&problem.at(at("topic")), Subject::Plan(plan.year)));
            }
        }
    }
    findings
}

/// Exceptions and statements of a year and of rooms about no known rule.
fn rules_of_year(context: &Context, plan: &PlanYear, binding: &[&Regulation], findings: &mut Found) {
    let waived = plan.waivers.iter().enumerate().map(|(nth, one)| ("waivers.yml", nth, &one.rule, &one.room));
    let attested = plan.attests.iter().enumerate().map(|(nth, one)| ("attests.yml", nth, &one.rule, &one.room));
    for (file, nth, rule, room) in waived.chain(attested) {
        let place = |field: &str| Location::field(plan.path(file), [nth.into(), field.into()]);
        let under: Vec<&Regulation> = match room {
            Some(room) => match of_room(context, room, place("room"), findings) {
                Some(regulation) => vec![regulation],
                None => continue,
            },
            None => binding.to_vec(),
        };
        let known = || under.iter().flat_map(|regulation| regulation.rules.iter().map(|rule| rule.id.as_str()));
        if !known().any(|known| known == rule.as_str()) {
            let problem = unknown(&Text::new("规则", "rule"), rule, known()).at(place("rule"));
            findings.push(found(&problem, Subject::Plan(plan.year)));
        }
    }
}

/// The regulation of the room that an entry or a paper of a year names.
fn of_room<'a>(context: &Context<'a>, id: &Name, place: Location, findings: &mut Found) -> Option<&'a Regulation> {
    let Some(room) = context.archive.room(id) else {
        let rooms = &context.archive.rooms;
        let subject = Subject::of_path(&place.path);
        findings.push(found(&unknown(&Text::new("协商室", "room"), id, rooms).at(place), subject));
        return None;
    };
    context.regulations.get(&room.regulation).ok()
}

fn settings(context: &Context, findings: &mut Found) {
    let Some(settings) = context.settings() else {
        return;
    };
    let named = settings.regulation.iter().map(|id| (id, vec![PathSegment::from("regulation")]));
    let bound = settings.regulations.iter().enumerate().map(|(n, id)| (id, vec!["regulations".into(), n.into()]));
    for (id, field) in named.chain(bound) {
        if let Err(problem) = context.regulations.get(id)
            && !context.regulations.is_broken(id)
        {
            findings.push(found(&problem.at(Location::field(crate::archive::ROOT_FILE, field)), Subject::Archive));
        }
    }
    findings.extend(unknown_language(settings).map(|problem| found(&problem, Subject::Archive)));
    limits::look(context, settings, findings);
}

/// The archive's language, if the program does not speak it.
#[must_use]
pub fn unknown_language(settings: &Settings) -> Option<Diagnostic> {
    let written = settings.language.as_deref().filter(|written| Language::parse(written).is_none())?;
    let problem = unknown(&Text::new("语言", "language"), written, Language::TAGS);
    Some(problem.at(Location::field(crate::archive::ROOT_FILE, ["language".into()])))
}

fn people(context: &Context, findings: &mut Found) {
    for (index, person) in context.archive.people.iter().enumerate() {
        let id = &person.id;
        for (nth, tag) in person.tags.iter().enumerate() {
            if !context
                .regulations
                .used(context.archive)
                .any(|regulation| regulation.terms(Group::Tags).get(tag).is_some())
            {
                let tags = context
                    .regulations
                    .used(context.archive)
                    .flat_map(|regulation| regulation.terms(Group::Tags).iter());
                let place = Location::field("people.yml", [index.into(), "tags".into(), nth.into()]);
                let problem = unknown(&Text::new("标签", "tag"), tag, tags).at(place);
                findings.push(found(&problem, Subject::Archive));
            }
        }
        // A merge may leave the same line twice.
        let earlier = context.archive.people[..index].iter().position(|other| other.id == *id && other != person);
        if let Some(first) = earlier {
            let place = Location::field("people.yml", [index.into(), "id".into()]);
            let (first, this) = (first + 1, index + 1);
            let message = text!(zh: "人员 `{id}` 重复（第 {first} 条和第 {this} 条）", en: "duplicate person `{id}` (entries {first} and {this})");
            let problem = Diagnostic::new(message).at(place).hint(Text::new(
                "两条是同一人的，合成一条；不是的，换一个标识",
                "make one entry of two about one person; else choose another id",
            ));
            findings.push(found(&problem, Subject::Archive));
        }
        for (nth, held) in person.posts.iter().enumerate() {
            let known = |regulation: &Regulation| regulation.terms(Group::Posts).get(&held.post).is_some();
            if !context.regulations.used(context.archive).any(known) {
                let posts = context
                    .regulations
                    .used(context.archive)
                    .flat_map(|regulation| regulation.terms(Group::Posts).iter());
                let place = Location::field("people.yml", [index.into(), "posts".into(), nth.into()]);
                let posts: Vec<_> = posts.collect();
                // What somebody is beside what the rules ask for is theirs to write.
                if held.post.is_ascii() || is_slip(&held.post, posts.iter().copied()) {
                    let problem = unknown(&Text::new("职务", "post"), &held.post, posts).at(place);
                    findings.push(found(&problem, Subject::Archive));
                }
            }
        }
    }
}
