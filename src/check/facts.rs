//! Facts that name what is not there: unknown events, forms, people, and two topics with one number.

mod registers;

use super::{Bench, Judgement};
use crate::archive::{AttachmentState, Paper, Topic};
use crate::duty::{Finding, Severity, State, Subject};
use crate::model::{Date, Event, Limit, Name, Scope, ScopeAnswer, TopicKey};
use crate::problem::{Place, Problem, Step};
use crate::regulation::{Due, Regulation, SubjectKind, Terms, unknown};
use crate::text;
use crate::text::Text;
use std::collections::{HashMap, HashSet};

type Found<'a> = Vec<Finding<'a>>;

fn found<'a>(problem: &Problem, subject: Subject) -> Finding<'a> {
    Finding { subject, ..Finding::from_problem(problem) }
}

/// What is wrong with the settings, the register of people and the years.
pub(super) fn of_archive<'a>(bench: &Bench<'a>) -> Found<'a> {
    let mut findings = Found::new();
    settings(bench, &mut findings);
    people(bench, &mut findings);
    registers::of_archive(bench, &mut findings);
    let topics = numbers(bench, &mut findings);
    let binding: Vec<&Regulation> = bench.regulations.binding(bench.archive).collect();
    for plan in &bench.archive.plans {
        let path = format!("{}/events.yml", plan.folder);
        for recorded in &plan.events {
            let at = [Step::from(recorded.entry)];
            // What concerns a room is judged by the room's regulation.
            if let Some(room) = &recorded.event.room {
                let place = Place::field(path.clone(), [recorded.entry.into(), "room".into()]);
                if let Some(regulation) = of_room(bench, room, place, &mut findings) {
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
        for paper in &plan.papers {
            if let Some(room) = &paper.front.room {
                let place = Place::field(paper.path.clone(), ["room".into()]);
                if let Some(regulation) = of_room(bench, room, place, &mut findings) {
                    document(regulation, paper, &mut findings);
                }
                continue;
            }
            let knows = |regulation: &&&Regulation| regulation.documents.get(&paper.front.document).is_some();
            if let Some(regulation) = binding.iter().find(knows).or(binding.first()) {
                document(regulation, paper, &mut findings);
            }
        }
        for path in &plan.unmarked {
            for regulation in &binding {
                unmarked(regulation, path, &mut findings);
            }
        }
    }
    for plan in &bench.archive.plans {
        for (index, item) in plan.file.items.iter().enumerate() {
            let at = |field: &str| {
                Place::field(format!("{}/plan.yml", plan.folder), ["items".into(), index.into(), field.into()])
            };
            if let Some(channel) = &item.channel
                && !binding.iter().any(|regulation| regulation.channels.get(channel).is_some())
            {
                let channels = binding.iter().flat_map(|regulation| regulation.channels.keys());
                let problem = unknown(&Text::new("来源渠道", "channel"), channel, channels).at(at("channel"));
                findings.push(found(&problem, Subject::Plan(plan.year)));
            }
            let Some(key) = &item.topic else { continue };
            let known = key.parse().is_ok_and(|key: TopicKey| topics.contains_key(&key));
            if !known {
                let problem = Problem::new(text!(zh: "没有议题 `{key}`", en: "there is no topic `{key}`"));
                findings.push(found(&problem.at(at("topic")), Subject::Plan(plan.year)));
            }
        }
    }
    findings
}

/// The regulation of the room that an entry or a paper of a year names.
fn of_room<'a>(bench: &Bench<'a>, id: &Name, place: Place, findings: &mut Found<'_>) -> Option<&'a Regulation> {
    let Some(room) = bench.archive.room(id) else {
        let rooms = bench.archive.rooms.iter().map(|room| room.id.as_str());
        let subject = Subject::of_path(&place.path);
        findings.push(found(&unknown(&Text::new("协商室", "room"), id, rooms).at(place), subject));
        return None;
    };
    bench.regulations.get(&room.regulation).ok()
}

/// The folder of each number; a number that stands twice is found at the later folder.
fn numbers<'a>(bench: &Bench<'a>, findings: &mut Found<'a>) -> HashMap<TopicKey, &'a str> {
    let mut folders: HashMap<TopicKey, &str> = HashMap::new();
    for topic in &bench.archive.folders {
        let (key, folder) = (topic.key, topic.path.as_str());
        if let Some(first) = folders.get(&key) {
            let problem =
                Problem::new(text!(zh: "编号 {key} 与 `{first}` 重复", en: "number {key} is also that of `{first}`"))
                    .at(Place::file(folder))
                    .hint(Text::new(
                        "给其中一个文件夹换一个没有用过的编号",
                        "give one of the folders a number not yet used",
                    ));
            findings.push(found(&problem, Subject::Topic(key)));
        } else {
            folders.insert(key, folder);
        }
    }
    folders
}

fn settings<'a>(bench: &Bench<'a>, findings: &mut Found<'a>) {
    let Some(settings) = bench.settings() else {
        return;
    };
    let named = settings.regulation.iter().map(|id| (id, vec![Step::from("regulation")]));
    let bound = settings.regulations.iter().enumerate().map(|(n, id)| (id, vec!["regulations".into(), n.into()]));
    for (id, field) in named.chain(bound) {
        if let Err(problem) = bench.regulations.get(id)
            && !bench.regulations.is_broken(id)
        {
            findings.push(found(&problem.at(Place::field(crate::archive::ROOT_FILE, field)), Subject::Archive));
        }
    }
    // A value may be for a word or for one rule, of any regulation the archive uses.
    for (word, limit) in settings.limits.iter() {
        if let Some(problem) = other_measure(word, limit) {
            let place = Place::field(crate::archive::ROOT_FILE, ["limits".into(), word.into()]);
            findings.push(found(&problem.at(place), Subject::Archive));
        }
        let known = bench.regulations.used(bench.archive).any(|regulation| {
            regulation.words.get(word).is_some() || regulation.rules.iter().any(|rule| &*rule.id == word)
        });
        if !known {
            let words = bench.regulations.used(bench.archive).flat_map(|regulation| regulation.words.keys());
            let place = Place::field(crate::archive::ROOT_FILE, ["limits".into(), word.into()]);
            findings.push(found(
                &unknown(&Text::new("用词或规则", "word or rule"), word, words).at(place),
                Subject::Archive,
            ));
        }
    }
}

/// A length where a word stands for a number, or the other way round. What a regulation's own word
/// stands for is not said.
fn other_measure(word: &str, limit: &Limit) -> Option<Problem> {
    let is = |words: &[(&str, &str)]| words.iter().any(|(known, _)| *known == word);
    match limit {
        Limit::Length(_) if is(&Due::NUMBER_WORDS) => Some(
            Problem::new(
                text!(zh: "`{word}` 代表数量，不是时长", en: "`{word}` stands for a number, not for a length of time"),
            )
            .hint(Text::new("写成 `3` 或 `1/4`", "write `3` or `1/4`")),
        ),
        Limit::Number(_) | Limit::Share(..) if is(&Due::WORDS) => Some(
            Problem::new(
                text!(zh: "`{word}` 代表时长，不是数量", en: "`{word}` stands for a length of time, not for a number"),
            )
            .hint(Text::new("写成 `10 workdays` 或 `2 months`", "write `10 workdays` or `2 months`")),
        ),
        _ => None,
    }
}

fn people<'a>(bench: &Bench<'a>, findings: &mut Found<'a>) {
    let mut ids = HashSet::new();
    for (index, person) in bench.archive.people.iter().enumerate() {
        let id = &person.id;
        for (nth, tag) in person.tags.iter().enumerate() {
            if !bench.regulations.used(bench.archive).any(|regulation| regulation.tags.get(tag).is_some()) {
                let tags = bench.regulations.used(bench.archive).flat_map(|regulation| regulation.tags.keys());
                let place = Place::field("people.yml", [index.into(), "tags".into(), nth.into()]);
                let problem = unknown(&Text::new("标签", "tag"), tag, tags).at(place);
                findings.push(found(&problem, Subject::Archive));
            }
        }
        if !ids.insert(id) {
            let place = Place::field("people.yml", [index.into(), "id".into()]);
            let problem = Problem::new(text!(zh: "人员 `{id}` 重复", en: "duplicate person `{id}`")).at(place);
            findings.push(found(&problem, Subject::Archive));
        }
        for (nth, held) in person.posts.iter().enumerate() {
            let known = |regulation: &Regulation| regulation.posts.get(&held.post).is_some();
            if !bench.regulations.used(bench.archive).any(known) {
                let posts = bench.regulations.used(bench.archive).flat_map(|regulation| regulation.posts.keys());
                let place = Place::field("people.yml", [index.into(), "posts".into(), nth.into()]);
                findings
                    .push(found(&unknown(&Text::new("职务", "post"), &held.post, posts).at(place), Subject::Archive));
            }
        }
    }
}

/// What is wrong with a topic's files.
pub(super) fn of_topic<'a>(bench: &Bench<'a>, topic: &'a Topic) -> Found<'a> {
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
    for matter in topic.file.matter.iter() {
        known(&regulation.matters, ("议题内容类别", "matter"), matter, at("matter"));
    }
    for selection in topic.file.selection.iter() {
        known(&regulation.selections, ("确定人员方式", "way of choosing people"), selection, at("selection"));
    }
    if let Some(level) = &topic.file.level {
        known(&regulation.levels, ("层级", "level"), level, at("level"));
    }
    for (question, answer) in topic.file.scope.iter().flat_map(Scope::iter) {
        if matches!(answer, ScopeAnswer::Answer(_)) {
            let place = Place::field(path.clone(), ["scope".into(), question.into()]);
            known(&regulation.questions, ("排除事项", "ground of exclusion"), &Name::from(question), place);
        }
    }
    for (index, suggestion) in topic.suggestions.iter().enumerate() {
        let place = |key: &str| Place::field(topic.path("suggestions.yml"), [index.into(), key.into()]);
        // A regulation without a word on it leaves these to whoever keeps the file.
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

/// A file named like a paper of the regulation that does not say it is one, and so does not count.
fn unmarked(regulation: &Regulation, path: &str, findings: &mut Found<'_>) {
    let file = path.rsplit('/').next().unwrap_or_default();
    let name = Name::from(file.trim_end_matches(".md"));
    let Some((id, kind)) = regulation.documents.iter().find(|(id, kind)| **id == *name || kind.term.name == name)
    else {
        return;
    };
    let name = &kind.term.name;
    let problem = Problem::new(
        text!(zh: "文首没有写明是什么文书，不算《{name}》", en: "it does not say what it is, so it is no {name} ({id})"),
    )
    .at(Place::at(path, 1, 1))
    .hint(text!(
        zh: "文首写三行：`---`、`document: {id}`、`---`",
        en: "begin it with three lines: `---`, `document: {id}`, `---`"
    ));
    findings.push(Finding { severity: Severity::Warning, ..found(&problem, Subject::of_path(path)) });
}

/// Attachments that are not there, or are no known document; exceptions and statements about no known rule.
fn attachments(topic: &Topic, regulation: &Regulation, findings: &mut Found<'_>) {
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
    for (nth, entry) in topic.roster.iter().enumerate() {
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
fn named_in_lists(topic: &Topic, regulation: &Regulation, findings: &mut Found<'_>) {
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
pub(super) fn idle_waivers<'a>(bench: &Bench<'a>, topic: &'a Topic, judgement: &Judgement<'a>) -> Found<'a> {
    let mut findings = Found::new();
    for (nth, waiver) in topic.waivers.iter().enumerate() {
        let rule = &waiver.rule;
        let (severity, problem) = match waiver.until {
            Some(until) if until < bench.today => {
                let over = text!(zh: "{rule} 的例外到 {until} 为止，已不再有效", en: "the exception from {rule} ended on {until} and no longer holds");
                (Severity::Note, Problem::new(over))
            }
            _ => {
                let round = waiver.round.map(|round| if round > 1 { round.to_string() } else { String::new() });
                let of_round = |what: &String| round.as_ref().is_none_or(|round| round == what);
                let mut duties = judgement.duties.iter().filter(|duty| duty.rule.id == *rule && of_round(&duty.what));
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

fn entries(topic: &Topic, regulation: &Regulation, findings: &mut Found<'_>) {
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
            );
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

/// An entry's event must be one of the regulation's, and of the subject whose file it stands in.
fn event(
    regulation: &Regulation,
    entry: &Event,
    path: &str,
    at: &[Step],
    of: &[SubjectKind],
    findings: &mut Found<'_>,
) {
    let place = |key: &str| Place::field(path, at.iter().cloned().chain([Step::from(key)]));
    let subject = Subject::of_path(path);
    match regulation.events.get(&entry.event) {
        None => {
            let known = regulation.events.keys();
            let problem = unknown(&Text::new("事件", "event"), &entry.event, known).at(place("event"));
            findings.push(found(&problem, subject.clone()));
        }
        Some(kind) if !of.contains(&kind.of) => {
            let Text { zh, en } = kind.term.text(&entry.event);
            let file = match kind.of {
                SubjectKind::Year | SubjectKind::Room | SubjectKind::Unit | SubjectKind::Person => {
                    "plans/YEAR/events.yml"
                }
                SubjectKind::Suggestion => "suggestions.yml",
                SubjectKind::Topic | SubjectKind::Round => "topics/YEAR/…/events.yml",
            };
            let problem = Problem::new(text!(zh: "“{zh}”不应记在这里", en: "“{en}” does not belong here"))
                .at(place("event"))
                .hint(text!(zh: "应记在 {file}", en: "it belongs into {file}"));
            findings.push(Finding { severity: Severity::Warning, ..found(&problem, subject.clone()) });
        }
        Some(_) => {}
    }
    if let Some(via) = &entry.via
        && regulation.ways.get(via).is_none()
    {
        let problem = unknown(&Text::new("方式", "way"), via, regulation.ways.keys()).at(place("via"));
        findings.push(found(&problem, subject));
    }
}

fn document(regulation: &Regulation, paper: &Paper, findings: &mut Found<'_>) {
    let written = &paper.front.document;
    if regulation.documents.get(written).is_none() {
        let problem = unknown(&Text::new("文书", "document"), written, regulation.documents.keys())
            .at(Place::field(paper.path.clone(), ["document".into()]));
        findings.push(found(&problem, Subject::of_path(&paper.path)));
    }
}
