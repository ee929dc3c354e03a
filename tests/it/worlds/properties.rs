//! What holds in every world: what changes no fact changes no judgement, and what is done in time is not blamed.

use super::written::World;
use super::{every_world, findings};
use crate::due::draft::{BUILT_IN, Draft};
use crate::names::InNames;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use yijuan::engine::Judgement;
use yijuan::model::Name;
use yijuan::regulation::{Check, Regulation};
use yijuan::rules::{Actor, Basis, Bounds, EventSet};
use yijuan::vocabulary::{Group, SubjectKind};

/// How an archive was judged, without the places.
fn told(judgement: &Judgement) -> Vec<String> {
    let duties = judgement.duties.iter().map(|duty| {
        let (id, subject, what) = (&duty.rule().id, &duty.subject, &duty.what);
        format!("{id} {subject} {what} {} {:?} {:?}", duty.state.id(), duty.due, duty.done)
    });
    let findings = judgement.findings.iter().map(|finding| {
        let rule = finding.rule_id().map_or("-", |id| id.as_str());
        format!("{rule} {} {} {}", finding.severity.id(), finding.subject, finding.message.zh)
    });
    let mut told: Vec<String> = duties.chain(findings).collect();
    told.sort();
    told
}

/// What is said of one and not of the other.
fn changed(before: &[String], after: &[String]) -> Vec<String> {
    let lost = before.iter().filter(|line| !after.contains(line)).map(|line| format!("no longer {line}"));
    let new = after.iter().filter(|line| !before.contains(line)).map(|line| format!("but {line}"));
    lost.chain(new).collect()
}

fn regulation(world: &World) -> &'static Regulation {
    BUILT_IN.get(&world.regulation).unwrap_or_else(|problem| panic!("{problem}"))
}

/// The same archive with comments, and with events of its topics that were recorded by mistake and struck out.
fn with_nothing_new(world: &World) -> Draft {
    let regulation = regulation(world);
    let day = world.day;
    let of_topics =
        regulation.events.iter().filter(|(_, event)| matches!(event.of, SubjectKind::Topic | SubjectKind::Round));
    let events: Vec<_> = of_topics.map(|(id, _)| id).collect();
    let files = world.draft.files();
    let with_comments = files
        .iter()
        .filter(|(path, _)| path.ends_with(".yml"))
        .fold(world.draft.clone(), |draft, (path, text)| draft.file(path, &format!("# 抄自登记本\n{text}# 完\n")));
    let topics = files.keys().filter_map(|path| path.strip_suffix("topic.yml"));
    topics.fold(with_comments, |draft, topic| {
        let path = format!("{topic}events.yml");
        let today = files.get(&path).map_or("", String::as_str);
        let is_free = |event: &&&str| !today.contains(&format!("date: {day}, event: {event}"));
        events.iter().filter(is_free).fold(draft, |draft, event| {
            let draft = draft.line(&path, &format!("- {{date: {day}, event: {event}}}"));
            draft.line(&path, &format!("- {{date: {day}, event: {event}, void: {day}, note: 误记}}"))
        })
    })
}

#[test]
fn comments_empty_folders_and_what_was_struck_out_change_nothing() {
    every_world(|world| {
        let before = told(world.judgement());
        let topics = world.draft.files().keys().filter_map(|path| path.strip_suffix("topic.yml"));
        let folders = topics.flat_map(|topic| ["materials", "photos"].map(|folder| format!("{topic}{folder}")));
        let folders = folders.chain(["plans/2024".to_owned(), "topics/2024".to_owned()]);
        changed(&before, &told(&folders.fold(with_nothing_new(world), Draft::empty_folder).judgement()))
    });
}

#[test]
fn names_are_judged_as_ids_are() {
    let many = AtomicUsize::new(0);
    every_world(|world| {
        let files = world.draft.files();
        let registers = ["people.yml", "rooms.yml", "yijuan.yml"];
        let mut names = InNames::of(registers.iter().filter_map(|path| files.get(*path)).map(String::as_str));
        let is_free = |path: &str| {
            // What was decided on and what was drawn from is bytes.
            let review = path
                .rsplit_once('/')
                .map(|(folder, file)| format!("{folder}/reviews/{}.yml", file.trim_end_matches(".md")));
            let bytes = ["/materials/", "/reviews/", "/photos/"].iter().any(|folder| path.contains(folder));
            !bytes && !review.is_some_and(|review| files.contains_key(&review))
        };
        let of_subjects = files.iter().filter(|(path, _)| path.starts_with("topics/") || path.starts_with("plans/"));
        let draft = of_subjects.filter(|(path, _)| is_free(path)).fold(world.draft.clone(), |draft, (path, text)| {
            let in_names = match text.strip_prefix("---\n").and_then(|text| text.split_once("\n---")) {
                Some((head, body)) => format!("---\n{}\n---{body}", names.file(path, head, &world.regulation)),
                None if path.ends_with(".yml") => names.file(path, text, &world.regulation),
                None => text.clone(),
            };
            draft.file(path, &in_names)
        });
        many.fetch_add(names.many, Ordering::Relaxed);
        changed(&told(world.judgement()), &told(&draft.judgement()))
    });
    let many = many.into_inner();
    assert!(many > 15_000, "only {many} names");
}

/// The same archive with the attendance in its rosters written in other words.
fn with_attendance(world: &World, present: &str, absent: &str) -> Draft {
    let rosters = world.draft.files().iter().filter(|(path, _)| path.ends_with("roster.yml"));
    rosters.fold(world.draft.clone(), |draft, (path, text)| {
        draft.file(path, &text.replace("attended: true", present).replace("attended: false", absent))
    })
}

#[test]
fn both_ways_of_writing_attendance_are_judged_alike() {
    let many = AtomicUsize::new(0);
    every_world(|world| {
        let rosters = world.draft.files().iter().filter(|(path, _)| path.ends_with("roster.yml"));
        let marked: usize = rosters.map(|(_, text)| text.matches("attended: ").count()).sum();
        if marked == 0 {
            return Vec::new();
        }
        many.fetch_add(marked, Ordering::Relaxed);
        let before = told(world.judgement());
        let mut wrong =
            changed(&before, &told(&with_attendance(world, "attendance: present", "attendance: absent").judgement()));
        // Who is on leave did not come either; only what is said of it tells the two apart.
        let on_leave = told(&with_attendance(world, "attendance: 到会", "attendance: 请假").judgement());
        let on_leave: Vec<String> =
            on_leave.iter().map(|line| line.replace("（请假）", "").replace("请假", "未到会")).collect();
        wrong.extend(changed(&before, &on_leave));
        wrong
    });
    let many = many.into_inner();
    assert!(many > 150, "only {many} marks");
}

/// The entries of a world's lists, each with its file, and what it says of a key.
fn entries<'a>(world: &'a World, file: &str) -> impl Iterator<Item = &'a str> {
    let files = world.draft.files().iter().filter(move |(path, _)| path.ends_with(&format!("/{file}")));
    files.flat_map(|(_, text)| text.lines().map(str::trim)).collect::<Vec<_>>().into_iter()
}

/// What a line of flow says of a key: `tags: [a, b]` or `date: 2026-04-16`.
fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let rest = line.split_once(&format!("{key}: "))?.1;
    let end = if rest.starts_with('[') { rest.find(']') } else { rest.find([',', '}']) };
    Some(rest[..end.unwrap_or(rest.len())].trim_start_matches('['))
}

/// The names of what a rule asks for together with other things and what is on record in time, whoever did it.
fn done_in_time(world: &World, regulation: &Regulation, check: &Check, due: &str) -> Vec<String> {
    let in_time = |line: &&str, key: &str| value(line, key).is_none_or(|date| date <= due);
    match check {
        Check::Event(check) if matches!(check.events, EventSet::All(_)) => {
            let events: Vec<&str> = entries(world, "events.yml").chain(entries(world, "suggestions.yml")).collect();
            let is_struck = events.iter().any(|line| line.contains("void: "));
            let done = check.events.ids().iter().filter(|id| {
                let mut of_event = events.iter().filter(|line| value(line, "event") == Some(id.as_str()));
                !is_struck && check.to.is_empty() && of_event.any(|line| in_time(line, "date"))
            });
            done.filter_map(|id| regulation.events.get(id)).map(|event| event.term.name.to_string()).collect()
        }
        Check::People(check)
            if check.bounds == Bounds::default()
                && check.each.len() > 1
                && check.at.iter().all(|at| at.as_str() == "meeting") =>
        {
            let roster: Vec<&str> = entries(world, "roster.yml").collect();
            let came = |line: &&&str| {
                let of_meeting = value(line, "at").is_none() && value(line, "round").is_none();
                let is_there = check.basis == Basis::Invited
                    || value(line, "attended") == Some("true")
                    || !roster.iter().any(|line| line.contains("attended"));
                of_meeting && is_there && in_time(line, "invited")
            };
            let single = check.each.iter().filter_map(|group| match group.as_slice() {
                [Actor::Id(tag)] => Some(tag),
                _ => None,
            });
            let carried = |tag: &&Name| {
                roster
                    .iter()
                    .filter(came)
                    .any(|line| value(line, "tags").is_some_and(|tags| tags.split(", ").any(|of| of == tag.as_str())))
            };
            let name = |tag: &Name| regulation.terms(Group::Tags).get(tag).map(|term| term.name.to_string());
            single.filter(carried).filter_map(name).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn what_is_done_in_time_is_not_named() {
    let examined = AtomicUsize::new(0);
    every_world(|world| {
        let (Some(id), regulation) = (&world.rule, regulation(world)) else { return Vec::new() };
        let Some(rule) = regulation.rules.iter().find(|rule| rule.id.as_str() == id) else { return Vec::new() };
        let judgement = world.judgement();
        let due: BTreeMap<_, _> = judgement
            .duties
            .iter()
            .filter(|duty| duty.rule().id == rule.id && duty.what.is_empty())
            .filter_map(|duty| Some((duty.subject.to_string(), duty.due?)))
            .collect();
        let mut wrong = Vec::new();
        for finding in findings(judgement, id, None) {
            let Some(due) = due.get(&finding.subject.to_string()) else { continue };
            let message = &finding.message.zh;
            let said = message.split("，应在").next().unwrap_or(message);
            for name in rule.checks.iter().flat_map(|check| done_in_time(world, regulation, check, &due.to_string())) {
                examined.fetch_add(1, Ordering::Relaxed);
                if said.contains(&name) {
                    wrong.push(format!("{name} was done in time: {message}"));
                }
            }
        }
        wrong
    });
    let examined = examined.into_inner();
    assert!(examined > 40, "only {examined} parts were done in time");
}
