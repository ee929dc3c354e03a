//! Notes on a new entry: what rules ask for and it lacks, and possible slips.

use super::Target;
use super::misplaced::belongs;
use crate::archive::Topic;
use crate::changes::Words;
use crate::engine::{Itemless, applies, awaited_from, itemless};
use crate::model::{Date, Event, Name};
use crate::regulation::{Check, Regulation};
use crate::rules::{Actor, Attribute, phrase};
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::{Group, SubjectKind, Vocabulary, argument};
use crate::workspace::LoadedArchive;

/// All notes, a sentence each.
pub(crate) fn hints(loaded: &LoadedArchive, target: &Target, id: &str, event: &Event) -> Vec<Text> {
    let mut hints = Vec::new();
    if event.void.is_some() {
        return hints;
    }
    let words = Words::under(&loaded.archive, target.under.clone(), true);
    let topic = loaded.archive.topics.first();
    let named = event.by.iter().chain(event.to.iter());
    let named = named.filter(|name| !topic.is_some_and(|topic| takes_part(topic, name)));
    hints.extend(words.notes_on(named.map(Name::as_str)));
    hints.extend(topic.and_then(|topic| of_suggestion(target, topic, id)));
    hints.extend(topic.and_then(|topic| by_another(loaded, target, topic, event)));
    if event.date > loaded.context().today {
        let date = event.date;
        hints.push(phrase::later_than_today(date));
    }
    let kind = target.regulation.events.get(id);
    hints.extend(kind.filter(|_| id != Vocabulary::REMINDED).and_then(|kind| belongs(target.takes, kind.of)));
    hints.extend(unsaid(loaded, target, id, event, &words));
    hints
}

/// Whether somebody is on the topic's roster or made a suggestion.
fn takes_part(topic: &Topic, name: &Name) -> bool {
    let proposers = topic.suggestions.iter().flat_map(|suggestion| suggestion.proposers.iter());
    topic.roster.iter().map(|entry| &entry.name).chain(proposers).any(|known| known.looks_like(name))
}

/// What rules ask for and the entry lacks, rule by rule, and how to add it.
fn unsaid(loaded: &LoadedArchive, target: &Target, id: &str, event: &Event, words: &Words) -> Vec<Text> {
    let topic = loaded.archive.topics.first();
    let mut lacking: Vec<Asked> = Vec::new();
    let mut hints = Vec::new();
    let rules = target.regulation.rules.iter();
    let rules =
        rules.filter(|rule| topic.is_none_or(|topic| applies(loaded.context(), topic, target.suggestion, rule)));
    for rule in rules {
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
        let must = of_rule.iter().any(|asked| asked.must);
        let on = of_rule.iter().any(|asked| asked.option == "--note").then(|| rule.to_explain());
        let Text { zh: on_zh, en: on_en } = on.unwrap_or(Text::same(""));
        let (rule, Text { zh, en }) = (&rule.id, Text::listed(&quoted));
        hints.push(if must {
            text!(zh: "{rule} 还要看 {zh}，这条记录没有写{on_zh}", en: "{rule} also asks for {en}, which this entry does not say{on_en}")
        } else {
            text!(zh: "{rule} 还看 {zh}，这条记录没有写，视为符合", en: "{rule} also looks at {en}; this entry does not say, and is taken to be as it asks")
        });
        for asked in of_rule {
            match lacking.iter_mut().find(|known| known.option == asked.option) {
                // If two rules ask for it, the one that names somebody.
                Some(known) if known.value.is_none() => known.value = asked.value,
                Some(_) => {}
                None => lacking.push(asked),
            }
        }
    }
    hints.extend((!lacking.is_empty()).then(|| {
        how_to_add(target, id, &options_of(event, |name| whom(loaded, target, name, words)), &lacking, event.date)
    }));
    hints
}

/// An option that an entry lacks.
struct Asked {
    option: &'static str,
    /// Its value, if the rule gives one.
    value: Option<Text>,
    /// Whether the entry does not count without it. What else is left unsaid is taken to be as it must.
    must: bool,
}

impl Asked {
    /// The user must know who did it, so that of several the value is a blank.
    fn by(regulation: &Regulation, actors: &[Actor], must: bool) -> Self {
        let value = (!actors.is_empty()).then(|| phrase::whoever(regulation, actors));
        Self { option: "--by", value, must }
    }

    /// The rule says whom it must reach.
    fn to(regulation: &Regulation, actors: &[Actor], must: bool) -> Self {
        let each: Vec<Text> = actors.iter().map(|to| phrase::argument(regulation, to)).collect();
        Self { option: "--to", value: (!actors.is_empty()).then(|| Text::join(&each, " --to ", " --to ")), must }
    }

    fn is_given_in(&self, event: &Event) -> bool {
        match self.option {
            "--by" => !event.by.is_empty(),
            "--to" => !event.to.is_empty(),
            "--via" => event.via.is_some(),
            _ => event.note.is_some(),
        }
    }
}

/// The options that a check asks of an entry of the event, and that it lacks.
fn asked_of(regulation: &Regulation, check: &Check, id: &str, event: &Event) -> Vec<Asked> {
    let mut asked = Vec::new();
    match check {
        Check::Event(check) if check.events.ids().iter().any(|event| &**event == id) => {
            let needs = |attribute| check.needs.contains(&attribute);
            if needs(Attribute::By) || !check.by.is_empty() {
                asked.push(Asked::by(regulation, &check.by, needs(Attribute::By)));
            }
            if needs(Attribute::To) || !check.to.is_empty() {
                asked.push(Asked::to(regulation, &check.to, needs(Attribute::To)));
            }
            if needs(Attribute::Via) || check.via.is_asked() {
                asked.push(Asked { option: "--via", value: None, must: needs(Attribute::Via) });
            }
            if needs(Attribute::Note) {
                asked.push(Asked { option: "--note", value: None, must: true });
            }
        }
        // A step of somebody counts only with their name. An entry that names nobody it reached is taken to have reached
        // all.
        Check::Chain(chain) => {
            for step in chain.steps.iter().filter(|step| step.events.iter().any(|event| &**event == id)) {
                asked.extend((!step.by.is_empty()).then(|| Asked::by(regulation, &step.by, true)));
                asked.extend((!step.to.is_empty()).then(|| Asked::to(regulation, &step.to, false)));
            }
        }
        _ => {}
    }
    asked.retain(|asked| !asked.is_given_in(event));
    asked
}

/// The note how to add it: entries are not edited, so it is struck out and recorded once more.
fn how_to_add(target: &Target, id: &str, options: &Text, lacking: &[Asked], date: Date) -> Text {
    let (name, typed) = (&target.name, target.regulation.event_argument(id));
    let blanks = lacking.iter().map(|Asked { option, value, .. }| {
        let blank = match *option {
            "--by" => Text::new("〈由谁〉", "〈WHO〉"),
            "--to" => Text::new("〈对谁〉", "〈WHOM〉"),
            "--via" => Text::new("〈方式〉", "〈WAY〉"),
            _ => Text::new("〈说明〉", "〈NOTE〉"),
        };
        Text::same(format!(" {option} ")).then(value.as_ref().unwrap_or(&blank))
    });
    let options = options.clone().then(&Text::join(&blanks.collect::<Vec<_>>(), "", ""));
    let (Text { zh, en }, more_zh, more_en) = (typed, options.zh, options.en);
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

/// The options of an entry, except its day.
fn options_of(event: &Event, whom: impl Fn(&Name) -> Text) -> Text {
    let named = [("by", &event.by), ("to", &event.to)];
    let named = named.into_iter().flat_map(|(option, names)| names.iter().map(move |name| (option, name)));
    let named = named.map(|(option, name)| (option, whom(name)));
    let refs = event.r#ref.iter().map(|name| ("ref", Text::same(typed(name))));
    let others = [
        ("via", event.via.as_ref().map(Name::to_string)),
        ("for", event.r#for.map(|day| day.to_string())),
        ("round", event.round.map(|round| round.to_string())),
        ("note", event.note.clone()),
    ];
    let others = others.into_iter().filter_map(|(option, value)| Some((option, Text::same(typed(&value?)))));
    let options = named
        .chain(refs)
        .chain(others)
        .map(|(option, Text { zh, en })| text!(zh: " --{option} {zh}", en: " --{option} {en}"));
    Text::join(&options.collect::<Vec<_>>(), "", "")
}

/// A person or body as written on a command line: in Chinese by name, if it means nobody else.
fn whom(loaded: &LoadedArchive, target: &Target, id: &Name, words: &Words) -> Text {
    let own = loaded.archive.called(id).map(ToString::to_string);
    let called = typed(&own.unwrap_or_else(|| target.regulation.actor_argument(id).zh));
    let means_it = words.actor(&called).is_ok_and(|found| found == id.as_str());
    let id = typed(id);
    Text::new(if means_it { called } else { id.clone() }, id)
}

/// A word as it is typed, in quotation marks if needed.
fn typed(value: &str) -> String {
    let is_plain = value.chars().all(|c| c.is_alphanumeric() || c == '-') && !value.starts_with('-');
    if is_plain { value.to_owned() } else { one_word(value).into_owned() }
}

/// The note that an event counts for every suggestion of the topic, or that it has none for which it could.
fn of_suggestion(target: &Target, topic: &Topic, id: &str) -> Option<Text> {
    let is_its = target.regulation.events.get(id).is_some_and(|kind| kind.of == SubjectKind::Suggestion);
    if !is_its || target.suggestion.is_some() {
        return None;
    }
    if let Some(Itemless { rule, kind }) = itemless(target.regulation, topic, id) {
        let (key, rule, name) = (topic.key, &rule.id, target.regulation.name_in(Group::SuggestionKinds, kind));
        let Text { zh: typed_zh, en: typed_en } = argument(&name.zh, kind);
        let Text { zh, en } = name;
        return Some(text!(
            zh: "本议题还没有登记{zh}，{rule} 的期限无从起算；登记：yijuan suggestion add {key} --kind {typed_zh} --text 〈内容〉",
            en: "the topic has no {en} yet from which the time of {rule} could count; enter it: yijuan suggestion add {key} --kind {typed_en} --text 〈TEXT〉"
        ));
    }
    let [first, others @ ..] = &topic.suggestions[..] else { return None };
    let (key, Text { zh, en }) = (topic.key, target.regulation.event_argument(id));
    let which =
        if others.is_empty() { Text::same(first.id.as_str()) } else { Text::new("〈建议〉", "〈SUGGESTION〉") };
    let (which_zh, which_en) = (which.zh, which.en);
    Some(text!(
        zh: "这是建议的事件，记在议题上的，各条建议都算；只是一条的，作废后记在该条：yijuan suggestion update {key} {which_zh} --event {zh}",
        en: "this is an event of suggestions, and recorded for the topic it counts for each of them; if it is of one alone, strike it out and record it there: yijuan suggestion update {key} {which_en} --event {en}"
    ))
}

/// The note that a suggestion was answered by another body than the one it was handed to.
fn by_another(loaded: &LoadedArchive, target: &Target, topic: &Topic, event: &Event) -> Option<Text> {
    let nth = target.suggestion?;
    let to = awaited_from(loaded.context(), topic, nth, event)?;
    let (id, date, archive) = (&topic.suggestions[nth].id, event.date, &loaded.archive);
    let to = Text::listed(to.iter().map(|to| archive.name_of(to).as_str()));
    let Text { zh, en } = Text::listed(event.by.iter().map(|by| archive.name_of(by).as_str()));
    let (key, typed) = (topic.key, target.regulation.event_argument(&event.event));
    let (typed_zh, typed_en, to_zh, to_en) = (typed.zh, typed.en, to.zh, to.en);
    Some(text!(
        zh: "{id} 交办的是{to_zh}，答复的是{zh}；记错的作废：yijuan suggestion update {key} {id} --event {typed_zh} --void {date} --note 〈原因〉；改由别的单位承办的：yijuan suggestion update {key} {id} 交办单位=〈单位〉",
        en: "{id} was handed to {to_en}, and {en} answered; if that is a slip, strike it out: yijuan suggestion update {key} {id} --event {typed_en} --void {date} --note 〈WHY〉; if it was handed to another body since: yijuan suggestion update {key} {id} to=〈BODY〉"
    ))
}
