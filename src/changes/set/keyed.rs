//! Fields that hold a map: `scheduled.EVENT`, `quota.TAG` and `scope.QUESTION`, whose answers somebody gives on a day.

use super::{Known, Setting};
use crate::archive::Field;
use crate::changes::{Assignment, typed};
use crate::diagnostic::Diagnostic;
use crate::model::{Date, ScopeAnswer, UniqueMap};
use crate::rules::phrase;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary, field_argument, field_names};

/// The fields that hold a map.
pub(crate) const MAPS: [&str; 3] = ["scheduled", "quota", "scope"];

/// What is set of them without a word of the regulation.
pub(crate) const USUAL: [&str; 2] = ["scheduled.meeting", "quota.total"];

/// Who gives answers, and on which day.
pub(crate) struct Signature<'w> {
    pub by: &'w str,
    pub on: Option<&'w str>,
}

/// What a field is called that is set, for the history: 会期, 名额（政协委员）; all answers are one.
pub(super) fn called(regulation: &Vocabulary, steps: &[String]) -> Text {
    let [map, key] = steps else { return field_argument(&steps.join(".")) };
    let (whole, Text { zh: of, en: of_en }) = (steps.join("."), field_argument(map));
    match map.as_str() {
        "scope" => field_argument(map),
        _ if field_names(&whole).next().is_some() || !MAPS.contains(&map.as_str()) => field_argument(&whole),
        _ => {
            let Text { zh, .. } = regulation.name(key);
            text!(zh: "{of}（{zh}）", en: "{of_en}.{key}")
        }
    }
}

/// What is set of a map; nothing if the field is none.
pub(crate) fn read(known: &Known, said: &Assignment) -> Option<Result<Setting, Diagnostic>> {
    let (map, key) = said.field.split_once('.')?;
    let read = match map {
        "scheduled" => scheduled,
        "quota" => quota,
        "scope" => scope,
        _ => return None,
    };
    Some(said.of_one().and_then(|()| read(known, key.trim(), said.value.trim())))
}

fn scheduled(known: &Known, event: &str, value: &str) -> Result<Setting, Diagnostic> {
    let id = |written: &str| known.regulation.event_id(written).map(ToOwned::to_owned);
    let steps = steps("scheduled", &known.written.scheduled, id(event)?, id);
    let day = (!value.is_empty()).then(|| known.days.read(value)).transpose()?;
    Ok((steps, day.map(|day| Field::Word(day.to_string()))))
}

fn quota(known: &Known, tag: &str, value: &str) -> Result<Setting, Diagnostic> {
    let id = |written: &str| match written {
        // How many there are of all tags together.
        "total" => Ok(written.to_owned()),
        _ => known.words.term(Group::Tags, written, false),
    };
    let steps = steps("quota", &known.written.quota, id(tag)?, id);
    let number = |_| {
        Diagnostic::new(text!(zh: "`{value}` 不是人数", en: "`{value}` is no number of people"))
            .hint(text!(zh: "例如 quota.{tag}=8", en: "for example quota.{tag}=8"))
    };
    let number = (!value.is_empty()).then(|| value.parse().map_err(number)).transpose()?;
    Ok((steps, number.map(Field::Number)))
}

fn scope(known: &Known, question: &str, value: &str) -> Result<Setting, Diagnostic> {
    let is_asked = !known.regulation.terms(Group::Questions).is_empty();
    let id = |written: &str| {
        // Where nothing is asked, no word is an answer.
        if is_asked {
            known.words.term(Group::Questions, written, false)
        } else {
            known.regulation.id_in(Group::Questions, written).map(ToOwned::to_owned)
        }
    };
    let empty = UniqueMap::default();
    let steps = steps("scope", known.written.scope.as_ref().unwrap_or(&empty), id(question)?, id);
    let answer = || {
        typed::answer(value).map(Field::Bool).ok_or_else(|| {
            Diagnostic::new(text!(zh: "`{value}` 不是答复", en: "`{value}` is no answer"))
                .hint(text!(zh: "写 排除事项.{question}=是（属该情形）或 否（不属）", en: "write scope.{question}=yes (it is so) or no"))
        })
    };
    Ok((steps, (!value.is_empty()).then(answer).transpose()?))
}

/// The keys to an entry: as the file has it where it stands under a name, else by its id.
fn steps<V>(
    map: &str,
    there: &UniqueMap<V>,
    id: String,
    look: impl Fn(&str) -> Result<String, Diagnostic>,
) -> Vec<String> {
    let own = there.keys().find(|key| look(key).is_ok_and(|of| of == id)).map(ToOwned::to_owned);
    vec![map.to_owned(), own.unwrap_or(id)]
}

/// Signs what is answered of the grounds of exclusion. All answers of a topic have one signature; it stays as it is
/// where the same person answers the same.
pub(crate) fn sign(
    known: &Known,
    settings: &[Setting],
    signature: Option<&Signature>,
    today: Date,
    notes: &mut Vec<Text>,
) -> Result<Vec<Setting>, Diagnostic> {
    let answers = settings.iter().filter(|(steps, value)| steps[0] == "scope" && value.is_some());
    let answers: Vec<(&str, bool)> =
        answers.map(|(steps, value)| (steps[1].as_str(), *value == Some(Field::Bool(true)))).collect();
    let Some(&Signature { by, on }) = signature else {
        if answers.is_empty() {
            return Ok(Vec::new());
        }
        return Err(Diagnostic::new(Text::new("没有写明由谁答复", "it is not said who answers"))
            .hint(Text::new("加 `--by 谁`", "add `--by WHO`")));
    };
    if answers.is_empty() {
        return Err(Diagnostic::new(Text::new(
            "`--by` 只用于答复排除事项",
            "`--by` goes with answers to grounds of exclusion",
        ))
        .hint(Text::new("例如 排除事项.〈事项〉=否 --by 〈谁〉", "for example scope.QUESTION=no --by WHO")));
    }
    let by = known.words.actor(by)?;
    let day = on.map(|on| known.days.read(on)).transpose()?;
    let (scope, written) = (known.topic.scope.as_ref(), known.written.scope.as_ref());
    let said = |key: &str| match scope.and_then(|scope| scope.get(key)) {
        Some(ScopeAnswer::Signature(said)) => Some(said.as_str()),
        _ => None,
    };
    let is_there = |(question, answer): &(&str, bool)| {
        written.and_then(|scope| scope.get(question)) == Some(&ScopeAnswer::Answer(*answer))
    };
    let (before, since) = (said("by"), said("date"));
    if day.is_none() && before == Some(&by) && since.is_some() && answers.iter().all(is_there) {
        return Ok(Vec::new());
    }
    let of_others = written.into_iter().flat_map(UniqueMap::iter).any(|(question, answer)| {
        matches!(answer, ScopeAnswer::Answer(_)) && answers.iter().all(|(set, _)| *set != question)
    });
    if let Some(before) = before.filter(|before| of_others && *before != by) {
        let who = known.archive.called(before).map_or(before, |name| name.as_str());
        notes.push(text!(
            zh: "其余各项原由{who}答复，现在一并改为新的署名；请核对是否仍然成立",
            en: "the other answers were given by {who}, and now stand under the same signature: see that they still hold"
        ));
    }
    let day = day.unwrap_or(today);
    if today < day {
        notes.push(phrase::later_than_today(day));
    }
    notes.extend(known.words.told([by.as_str()]));
    let sign = |key: &str, value: String| (vec!["scope".to_owned(), key.to_owned()], Some(Field::Word(value)));
    Ok(vec![sign("by", by), sign("date", day.to_string())])
}
