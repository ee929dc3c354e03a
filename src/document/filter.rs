//! The filters of templates: `{{ scheduled.meeting | cn_date }}`.
//!
//! A filter takes a text and gives a text. Anything missing stays missing through all of them, to be reported when it is
//! printed; `blank` alone makes a place to fill in of it.

use super::fact::{LONGEST, Unset, too_long};
use super::numeral;
use crate::archive::scalar;
use crate::calendar::{Calendar, Direction};
use crate::diagnostic::Diagnostic;
use crate::model::{Counting, Date, Hour, Length, Moment};
use crate::text;
use crate::text::Text;
use chinese_number::ChineseCase;
use minijinja::value::Rest;
use minijinja::{Environment, Error, ErrorKind, Value, filters};
use std::str::FromStr;
use std::sync::Arc;

/// All filters, after `|`, each with the least and the most values that stand in its brackets.
pub(super) const FILTERS: [(&str, usize, usize); 24] = [
    ("cn_date", 0, 0),
    ("cn_day", 0, 0),
    ("cn_time", 0, 0),
    ("cn_moment", 0, 0),
    ("cn_length", 0, 0),
    ("weekday", 0, 0),
    ("numeral", 0, 0),
    ("capital", 0, 0),
    ("workdays_before", 1, 1),
    ("workdays_after", 1, 1),
    ("listed", 0, 1),
    ("blank", 1, 1),
    ("yaml", 0, 1),
    ("cell", 0, 0),
    ("default", 0, 2),
    ("first", 0, 0),
    ("join", 0, 1),
    ("last", 0, 0),
    ("length", 0, 0),
    ("replace", 2, 2),
    ("where", 2, 2),
    ("having", 0, usize::MAX),
    ("without", 0, usize::MAX),
    ("units", 0, 0),
];

/// Adds the filters. What `blank` leaves open goes to `unset`.
pub(super) fn add(environment: &mut Environment, calendar: &Arc<Calendar>, unset: &Unset) {
    let workdays = |direction| {
        let calendar = calendar.clone();
        move |value: &Value, count: u32| on_text(value, |text| workdays(&calendar, direction, text, count))
    };
    let unset = unset.clone();
    environment.add_filter("cn_date", |value: &Value| on_text(value, cn_date));
    environment.add_filter("cn_day", |value: &Value| on_text(value, cn_day));
    environment.add_filter("cn_time", |value: &Value| on_text(value, |text| Ok(read::<Hour>(text)?.in_words())));
    environment.add_filter("cn_moment", |value: &Value| on_text(value, cn_moment));
    environment.add_filter("cn_length", |value: &Value| on_text(value, |text| Ok(cn_length(text))));
    environment.add_filter("weekday", |value: &Value| on_text(value, weekday));
    environment.add_filter("numeral", |value: &Value| on_number(value, ChineseCase::Lower));
    environment.add_filter("capital", |value: &Value| on_number(value, ChineseCase::Upper));
    environment.add_filter("workdays_before", workdays(Direction::Before));
    environment.add_filter("workdays_after", workdays(Direction::After));
    environment.add_filter("listed", listed);
    environment.add_filter("where", chosen);
    environment.add_filter("having", having);
    environment.add_filter("without", without);
    environment.add_filter("units", units);
    environment.add_filter("blank", move |value: &Value, label: String| unset.fill(value, &label));
    environment.add_filter("yaml", yaml);
    environment.add_filter("cell", |value: &Value| on_text(value, |text| Ok(text.replace('|', "\\|"))));
    environment.add_filter("default", filters::default);
    environment.add_filter("first", filters::first);
    environment.add_filter("join", joined);
    environment.add_filter("last", filters::last);
    environment.add_filter("length", filters::length);
    environment.add_filter("replace", |value: &Value, old: String, new: String| {
        on_text(value, |text| replaced(text, &old, &new))
    });
}

/// Applies a function to a text. Anything missing stays missing, to be reported when it is printed.
fn on_text(value: &Value, turn: impl Fn(&str) -> Result<String, Error>) -> Result<Value, Error> {
    let Some(text) = value.as_str() else { return Ok(value.clone()) };
    ensure_short(text).and_then(turn).and_then(|text| ensure_short(&text).map(Value::from))
}

/// Reads a text, which a template may have made of anything.
fn read<T: FromStr<Err = Diagnostic>>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|wrong: Diagnostic| Error::new(ErrorKind::InvalidOperation, wrong.packed()))
}

/// 2026年6月11日
fn cn_date(written: &str) -> Result<String, Error> {
    read(written).map(Date::printed)
}

/// 6月11日
fn cn_day(written: &str) -> Result<String, Error> {
    Ok(read::<Date>(written)?.0.format("%-m月%-d日").to_string())
}

/// 6月11日下午5时, or 6月11日 of a moment without an hour.
fn cn_moment(written: &str) -> Result<String, Error> {
    let Moment { date, hour } = read(written)?;
    let day = date.0.format("%-m月%-d日").to_string();
    Ok(day + &hour.map(Hour::in_words).unwrap_or_default())
}

/// 2小时, 1小时30分钟 or 45分钟, of minutes.
fn cn_length(written: &str) -> String {
    let Ok(minutes) = written.parse::<u32>() else { return written.to_owned() };
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}分钟"),
        (hours, 0) => format!("{hours}小时"),
        (hours, minutes) => format!("{hours}小时{minutes}分钟"),
    }
}

/// 星期四
fn weekday(written: &str) -> Result<String, Error> {
    Ok(read::<Date>(written)?.weekday().zh)
}

/// The day that is so many working days before or after another.
fn workdays(calendar: &Calendar, direction: Direction, written: &str, count: u32) -> Result<String, Error> {
    let length: Length = read(&format!("{count} workdays"))?;
    Ok(calendar.count(read(written)?, direction, length, Counting::default()).due.to_string())
}

/// A number in Chinese numerals, 一百二十三 or 壹佰贰拾叁; of a number or its digits.
fn on_number(value: &Value, case: ChineseCase) -> Result<Value, Error> {
    let number = value.as_i64().or_else(|| value.as_str()?.parse().ok());
    match number {
        Some(number) => Ok(Value::from(numeral(number, case))),
        // What is missing stays so.
        None if value.as_str().is_none() => Ok(value.clone()),
        None => {
            let wrong = Diagnostic::new(text!(zh: "`{value}` 不是整数", en: "`{value}` is no whole number"))
                .hint(Text::new("例如 `{{ 12 | numeral }}`", "for example `{{ 12 | numeral }}`"));
            Err(Error::new(ErrorKind::InvalidOperation, wrong.packed()))
        }
    }
}

/// Names with 、 between them; of records, what they have under a key.
fn listed(values: &Value, key: Option<String>) -> Result<Value, Error> {
    joined(&under(values, key)?, Some("、".to_owned())).map(Value::from)
}

/// The values of a list; of records, what they have under a key.
fn under(values: &Value, key: Option<String>) -> Result<Value, Error> {
    let Some(key) = key else { return Ok(values.clone()) };
    values.try_iter()?.map(|value| value.get_attr(&key)).collect::<Result<Vec<_>, _>>().map(Value::from)
}

/// A text as a scalar of YAML; what the records of a list have under a key as the entries of one in flow style.
fn yaml(value: &Value, key: Option<String>) -> Result<Value, Error> {
    if key.is_none() {
        return on_text(value, |text| Ok(scalar(text)));
    }
    let entries = under(value, key)?.try_iter()?.map(|entry| on_text(&entry, |text| Ok(scalar(text))));
    joined(&Value::from(entries.collect::<Result<Vec<_>, _>>()?), Some(", ".to_owned())).map(Value::from)
}

/// Those of a list of records that have a value under a key.
fn chosen(values: &Value, key: &str, wanted: &Value) -> Result<Value, Error> {
    let mut chosen = Vec::new();
    for value in values.try_iter()? {
        if value.get_attr(key)? == *wanted {
            chosen.push(value);
        }
    }
    Ok(Value::from(chosen))
}

/// Those of a list of people who have any of these tags.
fn having(people: &Value, Rest(tags): Rest<String>) -> Result<Value, Error> {
    by_tags(people, &tags, true)
}

/// Those of a list of people who have none of these tags.
fn without(people: &Value, Rest(tags): Rest<String>) -> Result<Value, Error> {
    by_tags(people, &tags, false)
}

fn by_tags(people: &Value, tags: &[String], wanted: bool) -> Result<Value, Error> {
    let mut kept = Vec::new();
    for person in people.try_iter()? {
        let own = person.get_attr("tags")?;
        if own.try_iter()?.any(|tag| tags.iter().any(|one| tag.as_str() == Some(one))) == wanted {
            kept.push(person);
        }
    }
    Ok(Value::from(kept))
}

/// The units of a list of people, each once; none if not one of them is told.
fn units(people: &Value) -> Result<Value, Error> {
    let (mut units, mut is_known): (Vec<Value>, bool) = (Vec::new(), false);
    for person in people.try_iter()? {
        let unit = person.get_attr("unit")?;
        let id = unit.get_attr("id")?;
        is_known |= unit.get_attr("is_known")?.is_true();
        if !units.iter().any(|known| known.get_attr("id").is_ok_and(|known| known == id)) {
            units.push(unit);
        }
    }
    Ok(Value::from(if is_known { units } else { Vec::new() }))
}

/// Replaces text, but not so that it gets too long.
fn replaced(text: &str, old: &str, new: &str) -> Result<String, Error> {
    let (times, longer) = (text.matches(old).count(), new.len().saturating_sub(old.len()));
    if times.saturating_mul(longer) > LONGEST { Err(too_long_here()) } else { Ok(text.replace(old, new)) }
}

/// Joins texts with another between them.
fn joined(values: &Value, between: Option<String>) -> Result<String, Error> {
    let (mut text, between) = (String::new(), between.unwrap_or_default());
    for (nth, value) in values.try_iter()?.enumerate() {
        if nth > 0 {
            text += &between;
        }
        text += &value.to_string();
        ensure_short(&text)?;
    }
    Ok(text)
}

/// Refuses a text that is too long for one tag.
fn ensure_short(text: &str) -> Result<&str, Error> {
    if text.len() <= LONGEST {
        return Ok(text);
    }
    Err(too_long_here())
}

fn too_long_here() -> Error {
    Error::new(ErrorKind::InvalidOperation, too_long(&Text::new("这里的文字", "the text here")).packed())
}
