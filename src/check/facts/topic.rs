//! What is wrong with a topic's files: words its regulation does not know, and exceptions that excuse nothing.

use super::entry::{document, event, unmarked};
use super::{Found, found};
use crate::archive::{AttachmentState, Topic};
use crate::check::{Bench, Judgement};
use crate::duty::{Finding, Severity, State, Subject};
use crate::model::{Date, Name, Scope, ScopeAnswer};
use crate::problem::{Place, Problem, Step};
use crate::regulation::{Regulation, SubjectKind, Terms, unknown};
use crate::text;
use crate::text::Text;
use std::collections::{HashMap, HashSet};

/// What is wrong with a topic's files.
pub(in crate::check) fn of_topic<'a>(bench: &Bench<'a>, topic: &'a Topic) -> Found {
    let mut findings = Found::new();
    let subject = Subject::Topic(topic.key);
    let path = topic.path("topic.yml");
    let at = |field: &str| Place::field(path.clone(), [Step::from(field)]);
    let regulation = match bench.regulations.get(&topic.file.regulation) {
        Ok(regulation) => regulation,
        // What is wrong with a broken one is said at its own lines.
        Err(_) if bench.regulations.is_broken(&topic.file.regulation) => return findings,
        Err(problem) => {
            findings.push(found(&problem.at(at("regulation")), subject));
            return findings;
        }
    };
    let mut known = |terms: &Terms, kind: (&str, &str), written: &Name, place: Place| {
        if terms.get(written).is_none() {
            findings
                .push(found(&unknown(&Text::new(kind.0, kind.1), written, terms.keys()).at(place), subject.clone()));
        }
    };
    if let Some(form) = &topic.file.form {
        known(&regulation.forms, ("协商形式", "form"), form, at("form"));
    }
    for tag in topic.file.tags.iter() {
        known(&regulation.topic_tags, ("议题标签", "topic tag"), tag, at("tags"));
    }
    if let Some(channel) = topic.file.source.as_ref().and_then(|source| source.channel.as_ref()) {
        known(
            &regulation.channels,
            ("来源渠道", "channel"),
            channel,
            Place::field(path.clone(), ["source".into(), "channel".into()]),
        );
    }
    for (index, suggestion) in topic.suggestions.iter().enumerate() {
        let place = Place::field(topic.path("suggestions.yml"), [index.into(), "kind".into()]);
        known(&regulation.suggestion_kinds, ("建议类别", "kind of suggestion"), &suggestion.kind, place);
    }
    // A regulation without a word on these leaves them to whoever keeps the file.
    for matter in topic.file.matter.iter().filter(|_| !regulation.matters.is_empty()) {
        known(&regulation.matters, ("议题内容类别", "matter"), matter, at("matter"));
    }
    for selection in topic.file.selection.iter().filter(|_| !regulation.selections.is_empty()) {
        known(&regulation.selections, ("确定人员方式", "way of choosing people"), selection, at("selection"));
    }
    if let Some(level) = topic.file.level.as_ref().filter(|_| !regulation.levels.is_empty()) {
        known(&regulation.levels, ("层级", "level"), level, at("level"));
    }
    for tag in topic.file.quota.keys().filter(|tag| *tag != "total") {
        let place = Place::field(path.clone(), ["quota".into(), tag.into()]);
        known(&regulation.tags, ("标签", "tag"), &Name::from(tag), place);
    }
    for (question, answer) in topic.file.scope.iter().flat_map(Scope::iter) {
        if matches!(answer, ScopeAnswer::Answer(_)) {
            let place = Place::field(path.clone(), ["scope".into(), question.into()]);
            known(&regulation.questions, ("排除事项", "ground of exclusion"), &Name::from(question), place);
        }
    }
    for (index, suggestion) in topic.suggestions.iter().enumerate() {
        let place = |key: &str| Place::field(topic.path("suggestions.yml"), [index.into(), key.into()]);
        if let Some(adoption) = suggestion.adoption.as_ref().filter(|_| !regulation.adoptions.is_empty()) {
            known(&regulation.adoptions, ("采纳情况", "adoption"), adoption, place("adoption"));
        }
        for conversion in suggestion.conversion.iter().filter(|_| !regulation.conversions.is_empty()) {
            known(&regulation.conversions, ("转化方向", "conversion"), conversion, place("conversion"));
        }
    }
    if let Some(room) = &topic.file.room
        && bench.archive.room(room).is_none()
    {
        let rooms = bench.archive.rooms.iter().map(|room| room.id.as_str());
        findings.push(found(&unknown(&Text::new("协商室", "room"), room, rooms).at(at("room")), subject.clone()));
    }
    if let Some(lead) = &topic.file.lead
        && bench.archive.person(lead).is_none()
    {
        let problem =
            unknown(&Text::new("人员", "person"), lead, bench.archive.people.iter().map(|person| &*person.id));
        findings.push(found(&problem.at(at("lead")), subject.clone()));
    }
    for event in topic.file.scheduled.keys() {
        if let Err(problem) = regulation.event_id(event) {
            let place = Place::field(path.clone(), ["scheduled".into(), event.into()]);
            findings.push(found(&problem.at(place), subject.clone()));
        }
    }
    attachments(topic, regulation, &mut findings);
    named_in_lists(topic, regulation, &mut findings);
    entries(topic, regulation, &mut findings);
    for paper in &topic.papers {
        document(regulation, paper, &mut findings);
    }
    for path in &topic.unmarked {
        unmarked(regulation, path, &mut findings);
    }
    findings
}

/// Attachments that are not there, or are no known document; exceptions and statements about no known rule.
fn attachments(topic: &Topic, regulation: &Regulation, findings: &mut Found) {
    let subject = Subject::Topic(topic.key);
    let path = topic.path("materials.yml");
    for (index, attachment) in topic.materials.iter().enumerate() {
        let file = &attachment.material.file;
        let problem = match attachment.state {
            AttachmentState::There => None,
            AttachmentState::Absent => Some(
                Problem::new(text!(zh: "没有文件 `{file}`", en: "there is no file `{file}`"))
                    .hint(Text::new("放好文件，或改正路径", "put the file there, or mend the path")),
            ),
            AttachmentState::NoPicture => {
                Some(Problem::new(text!(zh: "`{file}` 不是图片", en: "`{file}` is no picture")).hint(Text::new(
                    "photos/ 只放照片；换成照片，或移到 materials/",
                    "photos/ is for photographs: put one there, or move the file to materials/",
                )))
            }
        };
        if let Some(problem) = problem {
            let place = Place::field(path.clone(), [index.into(), "file".into()]);
            findings.push(found(&problem.at(place), subject.clone()));
        }
        for document in attachment.material.document.iter() {
            if regulation.documents.get(document).is_none() {
                let problem = unknown(&Text::new("文书", "document"), document, regulation.documents.keys())
                    .at(Place::field(path.clone(), [index.into(), "document".into()]));
                findings.push(found(&problem, subject.clone()));
            }
        }
    }
    let attested = topic.attests.iter().map(|attest| &attest.rule).enumerate();
    for (file, nth, rule) in attested.map(|(nth, rule)| ("attests.yml", nth, rule)) {
        if !regulation.rules.iter().any(|known| known.id == *rule) {
            let known = regulation.rules.iter().map(|rule| rule.id.as_str());
            let problem = unknown(&Text::new("规则", "rule"), rule, known)
                .at(Place::field(topic.path(file), [nth.into(), "rule".into()]));
            findings.push(found(&problem, subject.clone()));
        }
    }
    let mut called: HashMap<&Name, Vec<usize>> = HashMap::new();
    for (nth, entry) in topic.roster.iter().enumerate() {
        let again = |name| called.get(name)?.iter().copied().find(|other| topic.roster[*other].is_again(entry));
        let first = std::iter::once(&entry.name).chain(&entry.person).filter_map(again).min();
        for name in std::iter::once(&entry.name).chain(&entry.person) {
            called.entry(name).or_default().push(nth);
        }
        if let Some(first) = first {
            let (name, first) = (&entry.name, first + 1);
            let problem = Problem::new(
                text!(zh: "`{name}` 已在名单第 {first} 条，算了两次", en: "`{name}` is entry {first} of the list already and counts twice"),
            )
            .at(Place::field(topic.path("roster.yml"), [nth.into(), "name".into()]))
            .hint(Text::new(
                "删去一条；若是同名的两个人，各写 `person`，或在姓名后加以区别",
                "take one out; two people of one name are told apart by `person`, or by a word after the name",
            ));
            findings.push(found(&problem, subject.clone()));
        }
        for activity in entry.at.iter().filter(|at| at.as_str() != "meeting" && !regulation.activities.is_empty()) {
            if regulation.activities.get(activity).is_none() {
                let activities = regulation.activities.keys();
                let problem = unknown(&Text::new("活动", "activity"), activity, activities)
                    .at(Place::field(topic.path("roster.yml"), [nth.into(), "at".into()]));
                findings.push(found(&problem, subject.clone()));
            }
        }
        for tag in entry.tags.iter() {
            let known = || regulation.tags.keys().chain(regulation.posts.keys());
            if !known().any(|known| known == tag.as_str()) {
                let problem = unknown(&Text::new("标签", "tag"), tag, known())
                    .at(Place::field(topic.path("roster.yml"), [nth.into(), "tags".into()]));
                findings.push(found(&problem, subject.clone()));
            }
        }
    }
}

/// Exceptions from unknown rules, and two suggestions with one id.
fn named_in_lists(topic: &Topic, regulation: &Regulation, findings: &mut Found) {
    let subject = Subject::Topic(topic.key);
    for (index, waiver) in topic.waivers.iter().enumerate() {
        if !regulation.rules.iter().any(|rule| rule.id == waiver.rule) {
            let place = Place::field(topic.path("waivers.yml"), [index.into(), "rule".into()]);
            let rules = regulation.rules.iter().map(|rule| rule.id.as_str());
            findings.push(found(&unknown(&Text::new("规则", "rule"), &waiver.rule, rules).at(place), subject.clone()));
        }
    }
    let mut ids = HashSet::new();
    for (index, suggestion) in topic.suggestions.iter().enumerate() {
        let id = &suggestion.id;
        if !ids.insert(id) {
            let place = Place::field(topic.path("suggestions.yml"), [index.into(), "id".into()]);
            let problem = Problem::new(text!(zh: "建议 `{id}` 重复", en: "duplicate suggestion `{id}`")).at(place);
            findings.push(found(&problem.hint(Text::new("换一个标识", "choose another id")), subject.clone()));
        }
    }
}

/// Exceptions that excuse nothing: those past their last day, and those whose rule has been followed
/// after all or does not apply.
pub(in crate::check) fn idle_waivers<'a>(bench: &Bench<'a>, topic: &'a Topic, judgement: &Judgement) -> Found {
    let mut findings = Found::new();
    for (nth, waiver) in topic.waivers.iter().enumerate() {
        let (rule, key) = (&waiver.rule, topic.key);
        let (severity, problem) = match waiver.until {
            Some(until) if until < bench.today => {
                let over = text!(zh: "{rule} 的例外到 {until} 为止，已不再有效", en: "the exception from {rule} ended on {until} and no longer holds");
                (
                    Severity::Note,
                    Problem::new(over).hint(text!(
                        zh: "仍需要的，再记一次：yijuan waive {key} {rule} --reason 原因 --by 谁",
                        en: "if it is still needed, waive it anew: yijuan waive {key} {rule} --reason WHY --by WHO"
                    )),
                )
            }
            _ => {
                let round = waiver.round.map(|round| if round > 1 { round.to_string() } else { String::new() });
                let of_round = |what: &String| round.as_ref().is_none_or(|round| round == what);
                let mut duties = judgement.duties.iter().filter(|duty| duty.rule().id == *rule && of_round(&duty.what));
                let found = judgement.findings.iter().any(|finding| finding.rule_id() == Some(rule));
                let followed = duties.clone().any(|duty| duty.state == State::Done);
                let idle = duties.clone().next().is_some()
                    && duties.all(|duty| matches!(duty.state, State::Done | State::NotApplicable));
                if !idle || found || bench.today < waiver.date {
                    continue;
                }
                let nothing = if followed {
                    text!(zh: "{rule} 已经办到，这一例外不再需要", en: "{rule} has been followed; the exception excuses nothing")
                } else {
                    text!(zh: "{rule} 不适用，这一例外没有可免的事", en: "{rule} does not apply; the exception excuses nothing")
                };
                let remedy =
                    Text::new("写上 `until` 让它到期，或删去这一条", "let it end with `until`, or take the entry out");
                (Severity::Warning, Problem::new(nothing).hint(remedy))
            }
        };
        let place = Place::field(topic.path("waivers.yml"), [nth.into()]);
        findings.push(Finding { severity, ..found(&problem.at(place), Subject::Topic(topic.key)) });
    }
    findings
}

fn entries(topic: &Topic, regulation: &Regulation, findings: &mut Found) {
    use SubjectKind::{Round, Suggestion, Topic};
    let path = topic.path("events.yml");
    for recorded in &topic.events {
        let at = [Step::from(recorded.entry)];
        event(regulation, &recorded.event, &path, &at, &[Topic, Round, Suggestion], findings);
        let strikes = |void: Date| {
            topic.events.iter().any(|other| {
                other.event.event == recorded.event.event && other.event.date == void && other.struck.is_some()
            })
        };
        if let Some(void) = recorded.event.void.filter(|void| !strikes(*void)) {
            let problem = Problem::new(
                text!(zh: "没有 {void} 的这项记录可更正", en: "there is no entry of {void} to strike out"),
            )
            .hint(Text::new(
                "`void` 写被更正的那条记录的日期；更正写在它之后",
                "`void` names the date of the entry meant, which stands before it",
            ));
            let place = Place::field(path.clone(), [recorded.entry.into(), "void".into()]);
            findings.push(found(&problem.at(place), Subject::Topic(topic.key)));
        }
    }
    let path = topic.path("suggestions.yml");
    for (index, suggestion) in topic.suggestions.iter().enumerate() {
        for (nth, entry) in suggestion.events.iter().enumerate() {
            let at = [index.into(), "events".into(), nth.into()];
            event(regulation, entry, &path, &at, &[Suggestion], findings);
        }
    }
}
