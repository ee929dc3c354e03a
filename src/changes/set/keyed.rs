//! Fields of `set` that are maps: `scheduled.EVENT`, `quota.TAG` and `scope.QUESTION`. Answers in `scope` are signed.

use super::{Known, Setting};
use crate::archive::Field;
use crate::changes::{Assignment, typed};
use crate::diagnostic::Diagnostic;
use crate::model::{Date, ScopeAnswer, UniqueMap};
use crate::rules::phrase;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary, field_argument, field_names};

/// The fields that are maps.
pub(crate) const MAPS: [&str; 3] = ["scheduled", "quota", "scope"];

/// Keys that need no word of the regulation.
pub(crate) const USUAL: [&str; 2] = ["scheduled.meeting", "quota.total"];

/// Who gives the answers, and when.
pub(crate) struct Signature<'w> {
    pub by: &'w str,
    pub on: Option<&'w str>,
}

/// The name of a changed field in the commit message: 会期, 名额（政协委员）. All answers have the name of the map.
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

/// Reads the assignment of a map's entry; `None` for another field.
pub(crate) fn read(known: &Known, assignment: &Assignment) -> Option<Result<Setting, Diagnostic>> {
    let (map, key) = assignment.field.split_once('.')?;
    let read = match map {
        "scheduled" => scheduled,
        "quota" => quota,
        "scope" => scope,
        _ => return None,
    };
    Some(assignment.ensure_single().and_then(|()| read(known, key.trim(), assignment.value.trim())))
}

fn scheduled(known: &Known, event: &str, value: &str) -> Result<Setting, Diagnostic> {
    let steps = steps("scheduled", &known.written.scheduled, event, |written| {
        known.regulation.event_id(written).map(ToOwned::to_owned)
    })?;
    let day = (!value.is_empty()).then(|| known.days.read(value)).transpose()?;
    Ok((steps, day.map(|day| Field::Word(day.to_string()))))
}

fn quota(known: &Known, tag: &str, value: &str) -> Result<Setting, Diagnostic> {
    let steps = steps("quota", &known.written.quota, tag, |written| match written {
        // The number of all people together.
        "total" => Ok(written.to_owned()),
        _ => known.words.term(Group::Tags, written, false),
    })?;
    if value.is_empty() {
        return Ok((steps, None));
    }
    let number = value.parse().map_err(|_| {
        Diagnostic::new(text!(zh: "`{value}` 不是人数", en: "`{value}` is no number of people"))
            .hint(text!(zh: "例如 quota.{tag}=8", en: "for example quota.{tag}=8"))
    })?;
    Ok((steps, Some(Field::Number(number))))
}

fn scope(known: &Known, question: &str, value: &str) -> Result<Setting, Diagnostic> {
    let is_asked = !known.regulation.terms(Group::Questions).is_empty();
    let empty = UniqueMap::default();
    let steps = steps("scope", known.written.scope.as_ref().unwrap_or(&empty), question, |written| {
        // A regulation without questions accepts no word for one.
        if is_asked {
            known.words.term(Group::Questions, written, false)
        } else {
            known.regulation.id_in(Group::Questions, written).map(ToOwned::to_owned)
        }
    })?;
    if value.is_empty() {
        return Ok((steps, None));
    }
    let answer = typed::answer(value).ok_or_else(|| {
        Diagnostic::new(text!(zh: "`{value}` 不是答复", en: "`{value}` is no answer"))
            .hint(text!(zh: "写 排除事项.{question}=是（属该情形）或 否（不属）", en: "write scope.{question}=yes (it is so) or no"))
    })?;
    Ok((steps, Some(Field::Bool(answer))))
}

/// The path of an entry: under the key that the file has for it, else under its id, which `look` finds.
fn steps<V>(
    map: &str,
    there: &UniqueMap<V>,
    written: &str,
    look: impl Fn(&str) -> Result<String, Diagnostic>,
) -> Result<Vec<String>, Diagnostic> {
    let id = look(written)?;
    let own = there.keys().find(|key| look(key).is_ok_and(|of| of == id)).map(ToOwned::to_owned);
    Ok(vec![map.to_owned(), own.unwrap_or(id)])
}

/// Signs the answers about grounds of exclusion. All answers of a topic have one signature. It stays if the same person
/// gives the same answers.
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
    let [before, since] = ["by", "date"].map(|key| match scope.and_then(|scope| scope.get(key)) {
        Some(ScopeAnswer::Signature(signature)) => Some(signature.as_str()),
        _ => None,
    });
    let is_unchanged = answers
        .iter()
        .all(|(question, answer)| written.and_then(|scope| scope.get(question)) == Some(&ScopeAnswer::Answer(*answer)));
    if day.is_none() && before == Some(&by) && since.is_some() && is_unchanged {
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
    notes.extend(known.words.notes_on([by.as_str()]));
    let signature = [("by", by), ("date", day.to_string())];
    let settings = signature.map(|(key, value)| (vec!["scope".to_owned(), key.to_owned()], Some(Field::Word(value))));
    Ok(settings.into())
}
