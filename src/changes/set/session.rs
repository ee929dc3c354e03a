//! `session.…` on a command line: hour, place, agenda and contact of the meeting, for the papers that announce it.

use super::{Known, Setting};
use crate::archive::{Field, Item};
use crate::changes::{Assignment, typed};
use crate::diagnostic::Diagnostic;
use crate::model::{AgendaItem, Hour, Moment, Name};
use crate::text;

/// The fields of `session`.
pub(crate) const FIELDS: [&str; 10] = [
    "session.time",
    "session.minutes",
    "session.place",
    "session.arrival",
    "session.dress",
    "session.contact",
    "session.phone",
    "session.reply_by",
    "session.materials_by",
    AGENDA,
];

const AGENDA: &str = "session.agenda";

/// What is set of the session; nothing if the field is none of its.
pub(super) fn read(known: &Known, assignment: &Assignment, before: &[Setting]) -> Option<Result<Setting, Diagnostic>> {
    let field = FIELDS.into_iter().find(|field| *field == assignment.field)?;
    let steps = field.split('.').map(ToOwned::to_owned).collect();
    Some(value(known, field, assignment, before).map(|value| (steps, value)))
}

fn value(known: &Known, field: &str, assignment: &Assignment, before: &[Setting]) -> Result<Option<Field>, Diagnostic> {
    if field == AGENDA {
        return agenda(assignment, so_far(known, before));
    }
    assignment.ensure_single()?;
    let value = assignment.value.trim();
    if value.is_empty() {
        return Ok(None);
    }
    typed::line(field, value)?;
    let read = match field {
        "session.time" | "session.arrival" => Field::Word(Hour::read(value)?.to_string()),
        "session.reply_by" | "session.materials_by" => {
            Field::Word(Moment::as_written(value, |day| known.days.read(day))?.to_string())
        }
        "session.minutes" => Field::Number(minutes(value)?),
        _ => Field::Word(Name::from(value).to_string()),
    };
    Ok(Some(read))
}

/// A time in minutes: 90, 90分钟, 2小时.
fn minutes(value: &str) -> Result<u32, Diagnostic> {
    let word = Name::from(value);
    let (number, unit) = match word.strip_suffix("小时") {
        Some(hours) => (hours, 60),
        None => (word.strip_suffix("分钟").unwrap_or(&word), 1),
    };
    let read = number.trim().parse().ok().and_then(|number: u32| number.checked_mul(unit));
    read.filter(|minutes| (1..=24 * 60).contains(minutes)).ok_or_else(|| {
        Diagnostic::new(text!(zh: "`{value}` 不是时长", en: "`{value}` is no length of time"))
            .hint(text!(zh: "写分钟数，例如 90，或 2小时", en: "write minutes, for example 90"))
    })
}

/// The agenda once it is changed: items one after the other with `；` between, each `ITEM/SPEAKER/MINUTES`.
fn agenda(assignment: &Assignment, own: Vec<Item>) -> Result<Option<Field>, Diagnostic> {
    let items = assignment.value.split([';', '；']).map(str::trim).filter(|item| !item.is_empty());
    let items = items.map(|one| item(one).map(|item| written(&item)));
    let agenda = assignment.items(own, items.collect::<Result<_, _>>()?, |one, other| happens(one) == happens(other));
    Ok((!agenda.is_empty()).then_some(Field::Items(agenda)))
}

/// The agenda as the same command line has left it so far, or as the file has it.
fn so_far(known: &Known, before: &[Setting]) -> Vec<Item> {
    match before.iter().rfind(|(steps, _)| steps.join(".") == AGENDA) {
        Some((_, Some(Field::Items(items)))) => items.clone(),
        Some(_) => Vec::new(),
        None => known.topic.session.agenda.iter().map(written).collect(),
    }
}

/// What happens in an item, by which it is known.
fn happens(item: &Item) -> Option<&str> {
    match item {
        Item::Word(word) => Some(word),
        Item::Record(fields) => fields.iter().find_map(|(key, field)| match field {
            Field::Word(word) if *key == "item" => Some(word.as_str()),
            _ => None,
        }),
    }
}

fn item(written: &str) -> Result<AgendaItem, Diagnostic> {
    typed::line(AGENDA, written)?;
    let parts: Vec<&str> = written.split(['/', '／']).map(str::trim).collect();
    let (item, speaker, length) = match parts[..] {
        [item] => (item, "", ""),
        [item, speaker] => (item, speaker, ""),
        [item, speaker, length] => (item, speaker, length),
        _ => {
            return Err(Diagnostic::new(
                text!(zh: "`{written}` 不是一项议程", en: "`{written}` is no item of an agenda"),
            )
            .hint(text!(
                zh: "写作 事项/发言人/分钟，例如 会议议程+=课题组通报调研情况/钱样本/10",
                en: "write ITEM/SPEAKER/MINUTES, for example session.agenda+=课题组通报调研情况/钱样本/10"
            )));
        }
    };
    let minutes = (!length.is_empty()).then(|| minutes(length)).transpose()?;
    Ok(AgendaItem { item: item.into(), speaker: Some(speaker).filter(|who| !who.is_empty()).map(Name::from), minutes })
}

fn written(item: &AgendaItem) -> Item {
    let AgendaItem { item, speaker, minutes } = item;
    if speaker.is_none() && minutes.is_none() {
        return Item::Word(item.to_string());
    }
    let speaker = speaker.as_ref().map(|who| ("speaker", Field::Word(who.to_string())));
    let minutes = minutes.map(|minutes| ("minutes", Field::Number(minutes)));
    Item::Record([("item", Field::Word(item.to_string()))].into_iter().chain(speaker).chain(minutes).collect())
}
