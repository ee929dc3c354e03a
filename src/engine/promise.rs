//! Answers to suggestions that are promised by a day. The office sets such days itself; no rule demands them.

use super::Context;
use crate::diagnostic::{Diagnostic, Location};
use crate::duty::{Finding, Severity};
use crate::model::{Date, Name, Subject, Suggestion, TopicKey};
use crate::regulation::Regulation;
use crate::rules::view::{TopicFacts, View};
use crate::text;
use crate::text::Text;
use crate::vocabulary::SubjectKind;

/// An answer that is still to come, by a day that the office set itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The topic.
    pub topic: TopicKey,
    /// The suggestion's id.
    pub suggestion: Name,
    /// The day.
    pub due: Date,
    /// Calendar days until it; negative once past.
    pub days_left: i64,
    /// Working days until it; negative once past.
    pub working_days_left: i64,
    /// Whether a schedule not yet published may change how many working days are left.
    pub is_provisional: bool,
    /// Who is responsible for the answer: the person, the office and the bodies.
    pub concerned: Vec<Name>,
    /// What to do.
    pub hint: Text,
}

impl Promise {
    /// The task in a few words.
    #[must_use]
    pub fn task() -> Text {
        Text::new("答复（自行登记的期限）", "an answer, by a day set by the office itself")
    }
}

/// The promised answers of a topic that are still to come.
pub(super) fn awaited(context: &Context, regulation: &Regulation, facts: &TopicFacts) -> Vec<Promise> {
    if facts.dropped.is_some() {
        return Vec::new();
    }
    let open = promised(facts).filter(|(nth, ..)| answered(regulation, facts, *nth).is_none());
    let promises = open.map(|(_, suggestion, due)| Promise {
        topic: facts.topic.key,
        suggestion: suggestion.id.clone(),
        due,
        days_left: context.today.days_until(due),
        working_days_left: context.calendar.workdays_between(context.today, due),
        is_provisional: context.calendar.may_change(context.today, due),
        concerned: [&suggestion.owner, &suggestion.office]
            .into_iter()
            .flatten()
            .chain(suggestion.to.iter())
            .cloned()
            .collect(),
        hint: how_to_answer(regulation, facts.topic.key, &suggestion.id),
    });
    promises.collect()
}

/// Findings of promised answers that are overdue or came late.
pub(super) fn missed(context: &Context, regulation: &Regulation, facts: &TopicFacts) -> Vec<Finding> {
    let missed = promised(facts).filter_map(|(nth, suggestion, due)| {
        let id = &suggestion.id;
        let place = Location::field(facts.topic.path("suggestions.yml"), [nth.into(), "due".into()]);
        let subject = Subject::Topic(facts.topic.key);
        match answered(regulation, facts, nth) {
            None if due < context.today && facts.dropped.is_none() => {
                let outcome = outcome(regulation).map_or_else(|| Text::same(""), |event| {
                    let Text { zh, en } = regulation.name(event);
                    text!(zh: "或{zh}", en: " or that it was {en}")
                });
                let Text { zh, en } = outcome;
                let message = text!(
                    zh: "{id} 的答复期限 {due} 已过，未见答复{zh}（期限为自行登记，非规程要求）",
                    en: "{id} was to be answered by {due}, and no answer{en} is on record (the office set this day itself; no rule does)"
                );
                let hint = how_to_answer(regulation, facts.topic.key, id);
                let missed = Finding::without_rule(Severity::Warning, subject, place, message, hint);
                Some(Finding { suggestion: Some(id.clone()), ..missed })
            }
            Some((event, day)) if due < day => {
                let problem = Diagnostic::new(late(id, &regulation.name(event), due, day)).at(place);
                Some(Finding { severity: Severity::Note, subject, ..Finding::from_problem(&problem) })
            }
            _ => None,
        }
    });
    missed.collect()
}

/// The message that an answer, or what it was about, came after the day that the office had set.
#[must_use]
pub fn late(id: &str, event: &Text, due: Date, day: Date) -> Text {
    let Text { zh, en } = event;
    text!(
        zh: "{id} 于 {day} {zh}，晚于自行登记的答复期限 {due}",
        en: "{id} was settled ({en}) on {day}, after {due}, the day set by the office itself"
    )
}

/// The suggestions for which the office set a day, with their places and that day.
fn promised<'a>(facts: &TopicFacts<'a>) -> impl Iterator<Item = (usize, &'a Suggestion, Date)> {
    let suggestions = facts.topic.suggestions.iter().enumerate();
    suggestions.filter_map(|(nth, suggestion)| Some((nth, suggestion, suggestion.due?)))
}

/// By what event and on which day a suggestion was answered or carried out. If the regulation has no event for an answer,
/// any event of the suggestion counts.
fn answered<'r>(regulation: &'r Regulation, facts: &TopicFacts, suggestion: usize) -> Option<(&'r str, Date)> {
    let view = View::of_suggestion(facts, suggestion);
    let of_suggestions = regulation.events.0.iter().filter(|(_, kind)| kind.of == SubjectKind::Suggestion);
    let has_answer = of_suggestions.clone().any(|(_, kind)| kind.is_answer());
    let answers = of_suggestions.filter(|(_, kind)| !has_answer || kind.settles());
    let days = answers.flat_map(|(event, _)| view.occurrences(event).map(move |one| (&**event, one.date)));
    days.min_by_key(|(_, day)| *day)
}

/// The event by which the regulation says that a suggestion was carried out.
fn outcome(regulation: &Regulation) -> Option<&str> {
    let mut events = regulation.events.0.iter().filter(|(_, kind)| kind.settles() && !kind.is_answer());
    events.next().map(|(event, _)| &**event)
}

fn how_to_answer(regulation: &Regulation, key: TopicKey, id: &str) -> Text {
    let answer = regulation.events.0.iter().find(|(_, kind)| kind.is_answer());
    let answer = answer.map(|(event, _)| regulation.event_argument(event));
    let Text { zh, en } = answer.unwrap_or_else(|| Text::new("〈办理情况〉", "〈EVENT〉"));
    let outcome = outcome(regulation).map_or_else(
        || Text::same(""),
        |event| {
            let (Text { zh: name, en: name_en }, Text { zh, en }) =
                (regulation.name(event), regulation.event_argument(event));
            text!(
                zh: "；已{name}的：yijuan suggestion update {key} {id} --event {zh} --on 〈日期〉",
                en: "; if it was {name_en}: yijuan suggestion update {key} {id} --event {en} --on 〈DATE〉"
            )
        },
    );
    let Text { zh: outcome_zh, en: outcome_en } = outcome;
    text!(
        zh: "已答复的补记：yijuan suggestion update {key} {id} --event {zh} --on 〈日期〉{outcome_zh}；另定期限的：yijuan suggestion update {key} {id} 答复期限=〈日期〉",
        en: "if it was answered, record it: yijuan suggestion update {key} {id} --event {en} --on 〈DATE〉{outcome_en}; if another day was agreed: yijuan suggestion update {key} {id} due=〈DATE〉"
    )
}
