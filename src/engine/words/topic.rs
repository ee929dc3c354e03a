//! Finds words in a topic's files that its regulation does not know, and exceptions that excuse nothing.

use super::comments::comments;
use super::copied::copies;
use super::entry::{attachment, document, event, unmarked};
use super::finding;
use super::void::voids;
use crate::archive::Topic;
use crate::diagnostic::{Diagnostic, Location, PathSegment, unknown};
use crate::duty::{Finding, Severity, State};
use crate::engine::{Context, Judgement};
use crate::model::{Name, Scope, ScopeAnswer, Subject, Waiver};
use crate::regulation::Regulation;
use crate::rules::view::{TopicFacts, View};
use crate::rules::{phrase, remedy};
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::{Field, Group, SubjectKind, Vocabulary};
use std::collections::HashMap;

/// Findings about the words in a topic's files.
pub(crate) fn of_topic<'a>(context: &Context<'a>, topic: &'a Topic) -> Vec<Finding> {
    let mut findings = Vec::new();
    copies(&topic.copies, &mut findings);
    let subject = Subject::Topic(topic.key);
    let path = topic.path("topic.yml");
    let at = |field: &str| Location::field(path.clone(), [PathSegment::from(field)]);
    let regulation = match context.regulations.get(&topic.file.regulation) {
        Ok(regulation) => regulation,
        // The problems of a broken regulation are reported at its own lines.
        Err(_) if context.regulations.is_broken(&topic.file.regulation) => return findings,
        Err(problem) => {
            findings.push(finding(&problem.at(at("regulation")), subject));
            return findings;
        }
    };
    terms(topic, regulation, &mut findings);
    if let Some(room) = &topic.file.room
        && context.archive.room(room).is_none()
    {
        let rooms = &context.archive.rooms;
        findings.push(finding(&unknown(&Text::new("协商室", "room"), room, rooms).at(at("room")), subject.clone()));
    }
    if let Some(lead) = &topic.file.lead
        && context.archive.person(lead).is_none()
    {
        let problem = unknown(&Text::new("人员", "person"), lead, &context.archive.people);
        findings.push(finding(&problem.at(at("lead")), subject.clone()));
    }
    if let Some(office) = &topic.file.office
        && is_nobodys(context, office)
    {
        let (key, called, typed) = (topic.key, office, one_word(office));
        let message = text!(
            zh: "责任委室“{called}”没有登记，不视为规程所说的任何委室",
            en: "the responsible office `{called}` is not registered and counts as no office in particular"
        );
        let hint = text!(
            zh: "改为已登记的：yijuan set {key} 责任委室=〈委室〉；确有此委室的，先登记：yijuan office add --name {typed}",
            en: "name one that is registered: yijuan set {key} office=〈OFFICE〉; if there is such an office, register it: yijuan office add --name {typed}"
        );
        findings.push(Finding::without_rule(Severity::Note, subject.clone(), at("office"), message, hint));
    }
    for event in topic.file.scheduled.keys() {
        if regulation.events.get(event).is_none() && regulation.event_named(event).is_none() {
            let known = regulation.events.iter().map(|(id, kind)| (id, &kind.term));
            let problem = unknown(&Text::new("事件", "event"), event, known);
            let place = Location::field(path.clone(), ["scheduled".into(), event.into()]);
            findings.push(finding(&problem.at(place), subject.clone()));
        }
    }
    attachments(topic, regulation, &mut findings);
    named_in_lists(topic, regulation, &mut findings);
    entries(topic, regulation, &mut findings);
    comments(context, Some(regulation), &topic.comments, &mut findings);
    for paper in &topic.papers {
        document(regulation, paper, &mut findings);
    }
    for path in &topic.unmarked {
        unmarked(regulation, path, &mut findings);
    }
    findings
}

/// Whether an office is neither registered, although others are, nor the office of anybody's post.
fn is_nobodys(context: &Context, office: &Name) -> bool {
    let is_of_somebody = context
        .archive
        .people
        .iter()
        .any(|person| person.posts.iter().any(|post| post.office.as_ref() == Some(office)));
    let settings = context.settings();
    settings.is_some_and(|settings| !settings.offices.is_empty() && settings.id_named(office).is_none())
        && !is_of_somebody
}

/// Reports unknown terms in the files of a topic.
struct TermCheck<'c> {
    topic: &'c Topic,
    regulation: &'c Regulation,
    findings: &'c mut Vec<Finding>,
}

impl TermCheck<'_> {
    fn check(&mut self, group: Group, written: &str, file: &str, field: Vec<PathSegment>) {
        let terms = self.regulation.terms(group);
        if terms.get(written).is_none() {
            let problem = unknown(&group.text(), written, terms.iter());
            let place = Location::field(self.topic.path(file), field);
            self.findings.push(finding(&problem.at(place), Subject::Topic(self.topic.key)));
        }
    }

    fn in_topic(&mut self, group: Group, written: &str, field: Vec<PathSegment>) {
        self.check(group, written, "topic.yml", field);
    }

    fn in_suggestion(&mut self, group: Group, written: &str, (index, key): (usize, &str)) {
        self.check(group, written, "suggestions.yml", vec![index.into(), key.into()]);
    }

    /// Whether a word is a free entry in a field whose list is open. Free entries are not ids.
    fn is_free(&self, word: &str, field: &Field) -> bool {
        !word.is_ascii() && self.regulation.leaves_open(field)
    }
}

/// Terms of the topic and of its suggestions, by group.
fn terms(topic: &Topic, regulation: &Regulation, findings: &mut Vec<Finding>) {
    let mut terms = TermCheck { topic, regulation, findings };
    let file = &topic.file;
    if let Some(form) = file.form.as_ref().filter(|form| !terms.is_free(form, &Field::Form)) {
        terms.in_topic(Group::Forms, form, vec!["form".into()]);
    }
    for tag in file.tags.iter() {
        terms.in_topic(Group::TopicTags, tag, vec!["tags".into()]);
    }
    for channel in file.source.iter().filter_map(|source| source.channel.as_ref()) {
        if !terms.is_free(channel, &Field::SourceChannel) {
            terms.in_topic(Group::Channels, channel, vec!["source".into(), "channel".into()]);
        }
    }
    // A group without terms in the regulation may be used freely.
    let fields: [(Group, &str, &[Name]); 3] = [
        (Group::Matters, "matter", &file.matter),
        (Group::Selections, "selection", &file.selection),
        (Group::Levels, "level", file.level.as_slice()),
    ];
    for (group, key, words) in fields.into_iter().filter(|(group, ..)| !regulation.terms(*group).is_empty()) {
        for word in words {
            terms.in_topic(group, word, vec![key.into()]);
        }
    }
    for tag in file.quota.keys().filter(|tag| *tag != "total") {
        terms.in_topic(Group::Tags, tag, vec!["quota".into(), tag.into()]);
    }
    for (question, answer) in file.scope.iter().flat_map(Scope::iter) {
        if matches!(answer, ScopeAnswer::Answer(_)) {
            terms.in_topic(Group::Questions, question, vec!["scope".into(), question.into()]);
        }
    }
    for (index, suggestion) in topic.suggestions.iter().enumerate() {
        terms.in_suggestion(Group::SuggestionKinds, &suggestion.kind, (index, "kind"));
        let fields: [(Group, &str, &[Name]); 2] = [
            (Group::Adoptions, "adoption", suggestion.adoption.as_slice()),
            (Group::Conversions, "conversion", &suggestion.conversion),
        ];
        for (group, key, words) in fields.into_iter().filter(|(group, ..)| !regulation.terms(*group).is_empty()) {
            for word in words {
                terms.in_suggestion(group, word, (index, key));
            }
        }
    }
}

/// Missing or unknown attachments, statements about unknown rules, and unknown words on the roster.
fn attachments(topic: &Topic, regulation: &Regulation, findings: &mut Vec<Finding>) {
    let subject = Subject::Topic(topic.key);
    let path = topic.path("materials.yml");
    for (index, attached) in topic.materials.iter().enumerate() {
        attachment(regulation, &path, index, attached, findings);
    }
    let attested = topic.attests.iter().map(|attest| &attest.rule).enumerate();
    for (file, nth, rule) in attested.map(|(nth, rule)| ("attests.yml", nth, rule)) {
        if !regulation.rules.iter().any(|known| known.id == *rule) {
            let known = regulation.rules.iter().map(|rule| rule.id.as_str());
            let problem = unknown(&Text::new("规则", "rule"), rule, known)
                .at(Location::field(topic.path(file), [nth.into(), "rule".into()]));
            findings.push(finding(&problem, subject.clone()));
        }
    }
    let mut called: HashMap<&Name, Vec<usize>> = HashMap::new();
    for (nth, entry) in topic.roster.iter().enumerate() {
        let earlier = std::iter::once(&entry.name).chain(&entry.person).filter_map(|name| called.get(name)).flatten();
        let first = earlier.copied().filter(|other| topic.roster[*other].overlaps(entry)).min();
        for name in std::iter::once(&entry.name).chain(&entry.person) {
            called.entry(name).or_default().push(nth);
        }
        if let Some(first) = first {
            let (name, first) = (&entry.name, first + 1);
            let problem = Diagnostic::new(
                text!(zh: "`{name}` 已在名单第 {first} 条，重复计算", en: "`{name}` is entry {first} of the list already and counts twice"),
            )
            .at(Location::field(topic.path("roster.yml"), [nth.into(), "name".into()]))
            .hint(Text::new(
                "删去一条；若是同名的两个人，各写 `person`，或在姓名后加以区别",
                "take one out; two people of one name are told apart by `person`, or by a word after the name",
            ));
            findings.push(finding(&problem, subject.clone()));
        }
        for activity in
            entry.at.iter().filter(|at| at.as_str() != "meeting" && !regulation.terms(Group::Activities).is_empty())
        {
            if regulation.terms(Group::Activities).get(activity).is_none() {
                let activities = regulation.terms(Group::Activities).iter();
                let problem = unknown(&Text::new("活动", "activity"), activity, activities)
                    .at(Location::field(topic.path("roster.yml"), [nth.into(), "at".into()]));
                findings.push(finding(&problem, subject.clone()));
            }
        }
        for tag in entry.tags.iter() {
            if [Group::Tags, Group::Posts].iter().all(|group| regulation.terms(*group).get(tag).is_none()) {
                let known = regulation.terms(Group::Tags).iter().chain(regulation.terms(Group::Posts).iter());
                let problem = unknown(&Text::new("标签", "tag"), tag, known)
                    .at(Location::field(topic.path("roster.yml"), [nth.into(), "tags".into()]));
                findings.push(finding(&problem, subject.clone()));
            }
        }
    }
}

/// Exceptions from unknown rules, and suggestions with the same id.
fn named_in_lists(topic: &Topic, regulation: &Regulation, findings: &mut Vec<Finding>) {
    let subject = Subject::Topic(topic.key);
    for (index, waiver) in topic.waivers.iter().enumerate() {
        if !regulation.rules.iter().any(|rule| rule.id == waiver.rule) {
            let place = Location::field(topic.path("waivers.yml"), [index.into(), "rule".into()]);
            let rules = regulation.rules.iter().map(|rule| rule.id.as_str());
            findings
                .push(finding(&unknown(&Text::new("规则", "rule"), &waiver.rule, rules).at(place), subject.clone()));
        }
    }
    for (index, suggestion) in topic.suggestions.iter().enumerate() {
        let id = &suggestion.id;
        if let Some(first) = topic.suggestions[..index].iter().position(|other| other.id == *id) {
            let place = Location::field(topic.path("suggestions.yml"), [index.into(), "id".into()]);
            let (first, this) = (first + 1, index + 1);
            let message = text!(
                zh: "建议 `{id}` 重复（第 {first} 条和第 {this} 条）",
                en: "duplicate suggestion `{id}` (entries {first} and {this})"
            );
            let hint = Text::new(
                "同一条建议的合成一条，`events` 并在一起；不是的，换一个标识",
                "make one entry of two about one suggestion, with the `events` of both; else choose another id",
            );
            findings.push(finding(&Diagnostic::new(message).at(place).hint(hint), subject.clone()));
        }
    }
}

/// The scheduled day has passed, but neither a meeting nor a new day is on record.
pub(crate) fn unrecorded_meeting(context: &Context, facts: &TopicFacts) -> Option<Finding> {
    let (topic, day) = (facts.topic, facts.unrecorded(&context.world())?);
    let key = topic.key;
    let Text { zh, en } = facts.regulation.name("meeting");
    if let Some(later) = View::of_round(facts, facts.rounds).later("meeting") {
        let Text { zh: later_zh, en: later_en } = phrase::later_than_today(later.date);
        let message = text!(
            zh: "{zh}原定{day}，记录的 {later_zh}",
            en: "the {en} was scheduled for {day}; on record it is for another day: {later_en}"
        );
        let hint = remedy::how_to_redate(facts.regulation, &View::of_round(facts, facts.rounds), later);
        return Some(Finding::without_rule(Severity::Warning, Subject::Topic(key), later.place(), message, hint));
    }
    let [held, dropped] = ["meeting", Vocabulary::DROPPED].map(|id| facts.regulation.event_argument(id).zh);
    let problem = Diagnostic::new(text!(
        zh: "原定{day}的{zh}未见记录",
        en: "there is no record of the {en} scheduled for {day}"
    ))
    .at(Location::field(topic.path("topic.yml"), ["scheduled".into(), "meeting".into()]))
    .hint(text!(
        zh: "已召开的补记：yijuan record {key} {held} --on {day}；改期的：yijuan postpone {key} 〈日期〉；不再召开的：yijuan record {key} {dropped} --on 〈日期〉 --note 〈原因〉",
        en: "if it was held, record it: yijuan record {key} meeting --on {day}; if it moved: yijuan postpone {key} 〈DATE〉; if it will not be held: yijuan record {key} dropped --on 〈DATE〉 --note 〈WHY〉"
    ));
    Some(Finding { severity: Severity::Warning, ..finding(&problem, Subject::Topic(key)) })
}

/// Exceptions that excuse nothing: those past their last day, and those whose rule was followed after all or does not
/// apply.
pub(crate) fn idle_waivers<'w>(
    context: &Context,
    subject: &Subject,
    waivers: impl Iterator<Item = (Location, &'w Waiver)>,
    judgement: &Judgement,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, waiver) in waivers {
        let (rule, key) = (&waiver.rule, subject);
        let (severity, problem) = match waiver.until {
            // The duties of a room's period are due after it, so that a past exception still excuses them.
            Some(until) if until < context.today && waiver.room.is_none() => {
                let over = text!(zh: "{rule} 的例外到 {until} 为止，已不再有效", en: "the exception from {rule} ended on {until} and no longer holds");
                (
                    Severity::Note,
                    Diagnostic::new(over).hint(text!(
                        zh: "仍需要的，再记一次：yijuan waive {key} {rule} --reason 〈原因〉 --by 〈批准人〉",
                        en: "if it is still needed, waive it anew: yijuan waive {key} {rule} --reason 〈WHY〉 --by 〈WHO〉"
                    )),
                )
            }
            _ => {
                let round = waiver.round.map(|round| if round > 1 { round.to_string() } else { String::new() });
                let duties = judgement.duties.iter().filter(|duty| duty.rule().id == *rule);
                let mut duties = duties.filter(|duty| round.as_ref().is_none_or(|round| *round == duty.what));
                let found = judgement.findings.iter().any(|finding| finding.rule_id() == Some(rule));
                let followed = duties.clone().any(|duty| duty.state == State::Done);
                let idle = duties.clone().next().is_some()
                    && duties.all(|duty| matches!(duty.state, State::Done | State::NotApplicable));
                if !idle || found || context.today < waiver.date {
                    continue;
                }
                let nothing = if followed {
                    text!(zh: "{rule} 已经办到，这一例外不再需要", en: "{rule} has been followed; the exception excuses nothing")
                } else {
                    text!(zh: "{rule} 不适用，这一例外没有可免的事", en: "{rule} does not apply; the exception excuses nothing")
                };
                let remedy =
                    Text::new("写上 `until` 让它到期，或删去这一条", "let it end with `until`, or take the entry out");
                (Severity::Warning, Diagnostic::new(nothing).hint(remedy))
            }
        };
        findings.push(Finding { severity, ..finding(&problem.at(place), subject.clone()) });
    }
    findings
}

fn entries(topic: &Topic, regulation: &Regulation, findings: &mut Vec<Finding>) {
    use SubjectKind::{Round, Suggestion, Topic};
    let path = topic.path("events.yml");
    for recorded in &topic.events {
        let at = [PathSegment::from(recorded.entry)];
        event(regulation, &recorded.event, &path, &at, &[Topic, Round, Suggestion], findings);
    }
    voids(topic.events.iter().map(|recorded| (vec![recorded.entry.into()], &recorded.event)), &path, findings);
    let path = topic.path("suggestions.yml");
    for (index, suggestion) in topic.suggestions.iter().enumerate() {
        for (nth, entry) in suggestion.events.iter().enumerate() {
            let at = [index.into(), "events".into(), nth.into()];
            event(regulation, entry, &path, &at, &[Suggestion], findings);
        }
        let events = suggestion.events.iter().enumerate();
        let events = events.map(|(nth, entry)| (vec![index.into(), "events".into(), nth.into()], entry));
        voids(events, &path, findings);
    }
}
