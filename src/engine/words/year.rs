//! Finds words that mean nothing in the files of a year, under the regulation that knows them.

use super::comments::comments;
use super::copied::copies;
use super::entry::{attachment, document, event, unmarked};
use super::void::voids;
use super::{finding, of_room};
use crate::archive::PlanYear;
use crate::diagnostic::{Diagnostic, Location, PathSegment, unknown};
use crate::duty::Finding;
use crate::engine::Context;
use crate::model::{Name, PlanItem, Subject, TopicKey};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Field, Group, SubjectKind};
use std::collections::HashSet;

pub(super) fn of_years(context: &Context, findings: &mut Vec<Finding>) {
    let binding: Vec<&Regulation> = context.regulations.binding(context.archive).collect();
    for plan in &context.archive.plans {
        check_files(context, plan, &binding, findings);
        check_rules(context, plan, &binding, findings);
        copies(&plan.copies, findings);
        comments(context, binding.first().copied(), &plan.comments, findings);
        for path in &plan.unmarked {
            for regulation in &binding {
                unmarked(regulation, path, findings);
            }
        }
    }
    let topics: HashSet<TopicKey> = context.archive.folders.iter().map(|folder| folder.key).collect();
    for plan in &context.archive.plans {
        for (index, item) in plan.file.items.iter().enumerate() {
            check_item(&topics, plan, (index, item), &binding, findings);
        }
    }
}

/// The events, papers and attachments of a year.
fn check_files(context: &Context, plan: &PlanYear, binding: &[&Regulation], findings: &mut Vec<Finding>) {
    let path = format!("{}/events.yml", plan.folder);
    for recorded in &plan.events {
        let (at, room) = ([PathSegment::from(recorded.entry)], recorded.event.room.as_ref());
        let place = Location::field(path.clone(), [recorded.entry.into(), "room".into()]);
        let event_id = &recorded.event.event;
        let regulation = regulation_for(context, room, place, findings, || {
            first_that(binding, |regulation| regulation.events.get(event_id).is_some())
        });
        if let Some(regulation) = regulation {
            let subjects = [SubjectKind::Year, SubjectKind::Room];
            let subjects = if room.is_some() { &subjects } else { &subjects[..1] };
            event(regulation, &recorded.event, &path, &at, subjects, findings);
        }
    }
    voids(plan.events.iter().map(|recorded| (vec![recorded.entry.into()], &recorded.event)), &path, findings);
    for paper in &plan.papers {
        let place = Location::field(paper.path.clone(), ["room".into()]);
        let regulation = regulation_for(context, paper.front.room.as_ref(), place, findings, || {
            first_that(binding, |regulation| regulation.documents.get(&paper.front.document).is_some())
        });
        if let Some(regulation) = regulation {
            document(regulation, paper, findings);
        }
    }
    let path = format!("{}/materials.yml", plan.folder);
    for (index, attached) in plan.materials.iter().enumerate() {
        let place = Location::field(path.clone(), [index.into(), "room".into()]);
        let documents = &attached.material.document;
        let regulation = regulation_for(context, attached.material.room.as_ref(), place, findings, || {
            first_that(binding, |regulation| documents.iter().all(|id| regulation.documents.get(id).is_some()))
        });
        if let Some(regulation) = regulation {
            attachment(regulation, &path, index, attached, findings);
        }
    }
}

/// The regulation for an entry of a year: that of its room, else `of_year`. A finding if there is no such room.
fn regulation_for<'a>(
    context: &Context<'a>,
    room: Option<&Name>,
    place: Location,
    findings: &mut Vec<Finding>,
    of_year: impl FnOnce() -> Option<&'a Regulation>,
) -> Option<&'a Regulation> {
    match room {
        Some(room) => of_room(context, room, place, findings),
        None => of_year(),
    }
}

/// The first regulation that knows a word, else the first of all, which then reports it.
fn first_that<'a>(binding: &[&'a Regulation], knows: impl Fn(&Regulation) -> bool) -> Option<&'a Regulation> {
    binding.iter().find(|regulation| knows(regulation)).or(binding.first()).copied()
}

/// Exceptions and statements of a year and of rooms about unknown rules.
fn check_rules(context: &Context, plan: &PlanYear, binding: &[&Regulation], findings: &mut Vec<Finding>) {
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
        let known = under.iter().flat_map(|regulation| regulation.rules.iter().map(|rule| rule.id.as_str()));
        let known: Vec<&str> = known.collect();
        if !known.contains(&rule.as_str()) {
            let problem = unknown(&Text::new("规则", "rule"), rule, known).at(place("rule"));
            findings.push(finding(&problem, Subject::Plan(plan.year)));
        }
    }
}

/// An item of a plan: its title, its channel and its topic.
fn check_item(
    topics: &HashSet<TopicKey>,
    plan: &PlanYear,
    (index, item): (usize, &PlanItem),
    binding: &[&Regulation],
    findings: &mut Vec<Finding>,
) {
    let at = |field: &str| plan.item_at(index).place(field);
    if let Some(first) = plan.file.items[..index].iter().position(|other| other.title == item.title) {
        let (title, first, this) = (&item.title, first + 1, index + 1);
        let problem = Diagnostic::new(text!(
            zh: "计划项目“{title}”重复（第 {first} 项和第 {this} 项）",
            en: "duplicate item `{title}` of the plan (items {first} and {this})"
        ));
        let hint =
            Text::new("同一项的合成一项；不是的，题目写得有所区别", "make one of two; else give them different titles");
        findings.push(finding(&problem.at(at("title")).hint(hint), Subject::Plan(plan.year)));
    }
    if let Some(channel) = &item.channel
        && (channel.is_ascii() || !binding.iter().any(|regulation| regulation.leaves_open(&Field::SourceChannel)))
        && !binding.iter().any(|regulation| regulation.terms(Group::Channels).get(channel).is_some())
    {
        let channels = binding.iter().flat_map(|regulation| regulation.terms(Group::Channels).iter());
        let problem = unknown(&Text::new("来源渠道", "channel"), channel, channels).at(at("channel"));
        findings.push(finding(&problem, Subject::Plan(plan.year)));
    }
    let Some(key) = &item.topic else { return };
    if !key.parse().is_ok_and(|key: TopicKey| topics.contains(&key)) {
        let problem = Diagnostic::new(text!(zh: "没有议题 `{key}`", en: "there is no topic `{key}`")).hint(Text::new(
            "核对编号（`yijuan list` 列出全部议题），或删去 `topic`",
            "look at the key (`yijuan list` shows all topics), or take `topic` out",
        ));
        findings.push(finding(&problem.at(at("topic")), Subject::Plan(plan.year)));
    }
}
