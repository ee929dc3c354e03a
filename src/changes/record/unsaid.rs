//! What an entry leaves unsaid that a rule will ask, and what else may be a slip.

use super::Target;
use super::misplaced::belongs;
use crate::archive::Topic;
use crate::changes::Words;
use crate::engine::{applies, awaited_from};
use crate::model::{Date, Event, Name};
use crate::regulation::{Check, Regulation, Rule};
use crate::rules::{Actor, Attribute, ChainStep, phrase};
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::SubjectKind;
use crate::workspace::LoadedArchive;

/// All of it, a sentence each.
pub(crate) fn hints(loaded: &LoadedArchive, target: &Target, id: &str, event: &Event) -> Vec<Text> {
    let mut hints = Vec::new();
    if event.void.is_some() {
        return hints;
    }
    let words = Words::under(&loaded.archive, target.under.clone(), true);
    let topic = loaded.archive.topics.first();
    // Whoever is on the topic's list, or made a suggestion, is known there.
    let is_known = |name: &Name| {
        topic.is_some_and(|topic| {
            let proposers = topic.suggestions.iter().flat_map(|suggestion| suggestion.proposers.iter());
            topic.roster.iter().map(|entry| &entry.name).chain(proposers).any(|known| known.looks_like(name))
        })
    };
    let named = event.by.iter().chain(event.to.iter()).filter(|name| !is_known(name));
    hints.extend(words.told(named.map(Name::as_str)));
    hints.extend(topic.and_then(|topic| of_suggestion(target, topic, id)));
    hints.extend(topic.and_then(|topic| by_another(loaded, target, topic, event)));
    if event.date > loaded.context().today {
        let date = event.date;
        hints.push(phrase::later_than_today(date));
    }
    let kind = target.regulation.events.get(id);
    hints.extend(kind.and_then(|kind| belongs(target.of, kind.of)));
    hints.extend(unsaid(loaded, target, id, event, &words));
    hints
}

/// What rules ask of the entry that it does not say, rule by rule, and how it is said after all.
fn unsaid(loaded: &LoadedArchive, target: &Target, id: &str, event: &Event, words: &Words) -> Vec<Text> {
    let topic = loaded.archive.topics.first();
    let applies = |rule: &&Rule| topic.is_none_or(|topic| applies(loaded.context(), topic, target.suggestion, rule));
    let mut lacking: Vec<Asked> = Vec::new();
    let mut hints = Vec::new();
    for rule in target.regulation.rules.iter().filter(applies) {
        let mut of_rule: Vec<Asked> = Vec::new();
        for asked in rule.checks.iter().flat_map(|check| asked_of(target.regulation, check, id, event)) {
            if of_rule.iter().all(|known| known.option != asked.option) {
                of_rule.push(asked);
            }
        }
        if of_rule.is_empty() {
            continue;
        }
        let quoted: Vec<String> = of_rule.iter().map(|asked| format!("`{}`", asked.option)).collect();
        let on = of_rule.iter().any(|asked| asked.option == "--note").then(|| rule.to_explain());
        let Text { zh: on_zh, en: on_en } = on.unwrap_or(Text::same(""));
        let (rule, Text { zh, en }) = (&rule.id, Text::listed(&quoted));
        hints.push(
            text!(zh: "{rule} 还要看 {zh}，这条记录没有写{on_zh}", en: "{rule} also asks for {en}, which this entry does not say{on_en}"),
        );
        for asked in of_rule {
            match lacking.iter_mut().find(|known| known.option == asked.option) {
                // Of two rules, the one that says whom it means.
                Some(known) if known.value.is_none() => known.value = asked.value,
                Some(_) => {}
                None => lacking.push(asked),
            }
        }
    }
    hints.extend((!lacking.is_empty()).then(|| {
        how_to_add(target, id, &as_said(event, |name| whom(loaded, target, name, words)), &lacking, event.date)
    }));
    hints
}

/// An option that an entry was made without.
struct Asked {
    option: &'static str,
    /// What is typed with it, as far as the rule says.
    value: Option<Text>,
}

/// The options that a check asks of an entry of the event, and that it was made without.
fn asked_of(regulation: &Regulation, check: &Check, id: &str, event: &Event) -> Vec<Asked> {
    let mut asked = Vec::new();
    let mut lacks = |option: &'static str, given: bool, is_asked: bool, value: Option<Text>| {
        asked.extend((is_asked && !given).then_some(Asked { option, value }));
    };
    // Who did it, only whoever recorded it knows; whom it must reach, the rule says.
    let by = |by: &[Actor]| (!by.is_empty()).then(|| phrase::blank(&phrase::any_of_actors(regulation, by)));
    let to = |to: &[Actor]| {
        let each: Vec<Text> = to.iter().map(|to| phrase::argument(regulation, to)).collect();
        (!to.is_empty()).then(|| Text::join(&each, " --to ", " --to "))
    };
    match check {
        Check::Event(check) if check.events.ids().iter().any(|event| &**event == id) => {
            let needs = |attribute: Attribute| check.needs.contains(&attribute);
            lacks("--by", !event.by.is_empty(), needs(Attribute::By) || !check.by.is_empty(), by(&check.by));
            lacks("--to", !event.to.is_empty(), needs(Attribute::To) || !check.to.is_empty(), to(&check.to));
            lacks("--via", event.via.is_some(), needs(Attribute::Via) || check.via.is_asked(), None);
            lacks("--note", event.note.is_some(), needs(Attribute::Note), None);
        }
        // A step that is somebody's counts only if it says whose it was; one that says nothing of whom it reached
        // is taken to have reached all.
        Check::Chain(chain) => {
            let step = |step: &&ChainStep| step.events.iter().any(|event| &**event == id);
            for step in chain.steps.iter().filter(step) {
                lacks("--by", !event.by.is_empty(), !step.by.is_empty(), by(&step.by));
                lacks("--to", !event.to.is_empty(), !step.to.is_empty(), to(&step.to));
            }
        }
        _ => {}
    }
    asked
}

/// An entry is not changed: it is struck out and made anew, with what it did not say.
fn how_to_add(target: &Target, id: &str, said: &Text, lacking: &[Asked], date: Date) -> Text {
    let (name, typed) = (&target.name, target.regulation.event_argument(id));
    let blanks = lacking.iter().map(|Asked { option, value }| {
        let blank = || match *option {
            "--by" => Text::new("〈由谁〉", "〈WHO〉"),
            "--to" => Text::new("〈对谁〉", "〈WHOM〉"),
            "--via" => Text::new("〈方式〉", "〈WAY〉"),
            _ => Text::new("〈说明〉", "〈NOTE〉"),
        };
        Text::same(format!(" {option} ")).then(&value.clone().unwrap_or_else(blank))
    });
    let said = said.clone().then(&Text::join(&blanks.collect::<Vec<_>>(), "", ""));
    let (Text { zh, en }, more_zh, more_en) = (typed, said.zh, said.en);
    let command = if target.suggestion.is_some() {
        format!("suggestion update {name} --event")
    } else {
        format!("record {name}")
    };
    text!(
        zh: "要补写的，作废后重记：yijuan {command} {zh} --void {date} --note 补写；再 yijuan {command} {zh} --on {date}{more_zh}",
        en: "to add it, strike the entry out and make it anew: yijuan {command} {en} --void {date} --note 'more to say'; then yijuan {command} {en} --on {date}{more_en}"
    )
}

/// The options by which an entry was made, but for its day.
fn as_said(event: &Event, whom: impl Fn(&Name) -> Text) -> Text {
    let named = [("by", &event.by), ("to", &event.to)];
    let named = named.into_iter().flat_map(|(option, names)| names.iter().map(move |name| (option, name)));
    let named = named.map(|(option, name)| (option, whom(name)));
    let others = [
        ("via", event.via.as_ref().map(Name::to_string)),
        ("for", event.r#for.map(|day| day.to_string())),
        ("ref", event.r#ref.as_ref().map(Name::to_string)),
        ("round", event.round.map(|round| round.to_string())),
        ("note", event.note.clone()),
    ];
    let others = others.into_iter().filter_map(|(option, value)| Some((option, Text::same(typed(&value?)))));
    let options =
        named.chain(others).map(|(option, Text { zh, en })| text!(zh: " --{option} {zh}", en: " --{option} {en}"));
    Text::join(&options.collect::<Vec<_>>(), "", "")
}

/// Whoever acted, as a command line takes them: in Chinese by a name that means nobody else.
fn whom(loaded: &LoadedArchive, target: &Target, id: &Name, words: &Words) -> Text {
    let own = loaded.archive.called(id).map(ToString::to_string);
    let called = typed(&own.unwrap_or_else(|| target.regulation.actor_argument(id).zh));
    let means_it = words.actor(&called).is_ok_and(|found| found == id.as_str());
    let id = typed(id);
    Text::new(if means_it { called } else { id.clone() }, id)
}

/// A word as it is typed.
fn typed(value: &str) -> String {
    let is_plain = value.chars().all(|c| c.is_alphanumeric() || c == '-') && !value.starts_with('-');
    if is_plain { value.to_owned() } else { one_word(value).into_owned() }
}

/// That an event is one of each suggestion, where it is recorded for the topic and there are some.
fn of_suggestion(target: &Target, topic: &Topic, id: &str) -> Option<Text> {
    let is_its = target.regulation.events.get(id).is_some_and(|kind| kind.of == SubjectKind::Suggestion);
    let [first, others @ ..] = &topic.suggestions[..] else { return None };
    if !is_its || target.suggestion.is_some() {
        return None;
    }
    let (key, Text { zh, en }) = (topic.key, target.regulation.event_argument(id));
    let which =
        if others.is_empty() { Text::same(first.id.as_str()) } else { Text::new("〈建议〉", "〈SUGGESTION〉") };
    let (which_zh, which_en) = (which.zh, which.en);
    Some(text!(
        zh: "这是每条建议的事件，记在议题上不算哪一条的；记在建议上：yijuan suggestion update {key} {which_zh} --event {zh}",
        en: "this is an event of each suggestion, and recorded for the topic it is of none; record it there: yijuan suggestion update {key} {which_en} --event {en}"
    ))
}

/// That somebody else has answered a suggestion than it was handed to.
fn by_another(loaded: &LoadedArchive, target: &Target, topic: &Topic, event: &Event) -> Option<Text> {
    let nth = target.suggestion?;
    let to = awaited_from(loaded.context(), topic, nth, event)?;
    let called = |name: &Name| loaded.archive.called(name).unwrap_or(name).to_string();
    let (id, to, date) = (&topic.suggestions[nth].id, Text::listed(to.iter().map(called)), event.date);
    let Text { zh, en } = Text::listed(event.by.iter().map(called));
    let (key, typed) = (topic.key, target.regulation.event_argument(&event.event));
    let (typed_zh, typed_en, to_zh, to_en) = (typed.zh, typed.en, to.zh, to.en);
    Some(text!(
        zh: "{id} 交办的是{to_zh}，答复的是{zh}；记错的作废：yijuan suggestion update {key} {id} --event {typed_zh} --void {date} --note 〈原因〉；改由别的单位承办的：yijuan suggestion update {key} {id} 交办单位=〈单位〉",
        en: "{id} was handed to {to_en}, and {en} answered; if that is a slip, strike it out: yijuan suggestion update {key} {id} --event {typed_en} --void {date} --note 〈WHY〉; if it was handed to another body since: yijuan suggestion update {key} {id} to=〈BODY〉"
    ))
}
