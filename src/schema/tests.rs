//! The table and the reader say the same: each key of each record, with values of every sort, is taken by both or by neither.

use super::shape::{Key, Need, Shape};
use super::{Values, paper, registers, regulation, topic};
use crate::archive::Archive;
use crate::model::*;
use crate::regulation::{CheckSpec, DocumentSpec, EventSpec, RegulationFile, Regulations, RuleSpec, StageSpec};
use crate::rules::chain::{ChainSpec, StepSpec};
use crate::rules::count::CountSpec;
use crate::rules::document::DocumentCheckSpec;
use crate::rules::due::DueSpec;
use crate::rules::event::{EventCheckSpec, WhereInvitedSpec};
use crate::rules::field::FieldCheckSpec;
use crate::rules::people::PeopleCheckSpec;
use crate::rules::post::PostCheckSpec;
use crate::rules::wording::WordingSpec;
use crate::vocabulary::{PaperTable, Term};
use regex::Regex;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// What a schema says of values of one type, and so nothing of others; and what it says to people.
#[rustfmt::skip]
const OF_OTHERS: [&str; 13] = [
    "pattern", "minLength", "minimum", "maximum", "items", "required", "properties", "additionalProperties", "minProperties", "maxProperties",
    "propertyNames", "description", "patternErrorMessage",
];

/// Whether a value is as a schema wants it; only what the schemas of this program say is understood.
fn accepts(schema: &Value, value: &Value) -> bool {
    let Some(schema) = schema.as_object() else { return schema == &json!(true) };
    schema.iter().all(|(word, wanted)| match (word.as_str(), value) {
        ("type", _) => {
            let is = |name: &Value| match name.as_str().unwrap() {
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_i64() || value.is_u64(),
                "number" => value.is_number(),
                "array" => value.is_array(),
                "object" => value.is_object(),
                "null" => value.is_null(),
                other => panic!("{other}"),
            };
            wanted.as_array().map_or_else(|| is(wanted), |any| any.iter().any(is))
        }
        ("enum", _) => wanted.as_array().unwrap().contains(value),
        ("anyOf", _) => wanted.as_array().unwrap().iter().any(|one| accepts(one, value)),
        ("pattern", Value::String(text)) => Regex::new(wanted.as_str().unwrap()).unwrap().is_match(text),
        ("minLength", Value::String(text)) => !text.is_empty(),
        ("minimum", Value::Number(number)) => wanted.as_f64() <= number.as_f64(),
        ("maximum", Value::Number(number)) => number.as_f64() <= wanted.as_f64(),
        ("items", Value::Array(items)) => items.iter().all(|item| accepts(wanted, item)),
        ("required", Value::Object(record)) => {
            wanted.as_array().unwrap().iter().all(|key| record.contains_key(key.as_str().unwrap()))
        }
        ("properties", Value::Object(record)) => {
            record.iter().all(|(key, value)| wanted.get(key).is_none_or(|of| accepts(of, value)))
        }
        ("additionalProperties", Value::Object(record)) => record
            .iter()
            .filter(|(key, _)| schema.get("properties").and_then(|own| own.get(key)).is_none())
            .all(|(_, value)| accepts(wanted, value)),
        ("minProperties", Value::Object(record)) => wanted.as_u64() <= Some(record.len() as u64),
        ("maxProperties", Value::Object(record)) => Some(record.len() as u64) <= wanted.as_u64(),
        ("propertyNames", Value::Object(record)) => {
            record.keys().all(|key| wanted["enum"].as_array().unwrap().contains(&json!(key)))
        }
        (known, _) => OF_OTHERS.contains(&known) || panic!("{known}"),
    })
}

/// A value that a shape takes.
fn sample(shape: &Shape) -> Value {
    match shape {
        Shape::Text | Shape::Name | Shape::Known(_) => json!("某"),
        Shape::Form(_) => {
            ["2026-06-15", "09:30", "10 workdays", "yunhe-zhengxie", "WS·{year}·{retention}", "内部", "2026-003"]
                .into_iter()
                .map(|text| json!(text))
                .find(|text| accepts(&schema(shape), text))
                .unwrap()
        }
        Shape::Bool => json!(true),
        Shape::Whole(first, _) => json!((*first).max(1)),
        Shape::Decimal(..) => json!(7.5),
        Shape::Word(words) => json!(words[0]),
        Shape::OneOrMany(one) => sample(one),
        Shape::List(one) => json!([sample(one)]),
        Shape::Record(keys) => Value::Object(least(keys)),
        Shape::One(keys) => json!({keys[0].name: sample(&keys[0].shape)}),
        Shape::Map(_, value) => json!({"某": sample(value)}),
        Shape::Any(shapes) => sample(&shapes[0]),
    }
}

/// A record with no more than it must have.
fn least(keys: &[Key]) -> Map<String, Value> {
    keys.iter().filter(|key| key.need == Need::Must).map(|key| (key.name.to_owned(), sample(&key.shape))).collect()
}

fn schema(shape: &Shape) -> Value {
    let regulations = Regulations::from_iter([]);
    shape.schema(&Values::new(&Archive::default(), &regulations))
}

/// Values of every sort, and beside `of` every word that a key may have.
fn probes(shape: &Shape) -> Vec<Value> {
    let mut probes: Vec<Value> = serde_json::from_str(
        r#"[null, true, false, 0, 1, -1, 50, 51, 7.5, 99999999999, "", "某", "2026-06-15", "2026-02-29", "2024-02-29", "2026-2-3",
        "2026-06-31", "1899-01-01", "2026-06-15 17:00", "2026-06-15 24:00", "09:30", "9:30", "10 workdays", "0 days", "10 天", "20%", "1/4",
        "required", "内部", "秘密", "2026-02-15..2026-02-23", "yes", [], ["某"], ["2026-06-15"], [1], [""], [null], [{}], {}, {"某": 1}, {"某": "某"},
        {"某": "2026-06-15"}, {"某": true}, {"某": {}}, {"某": {"name": "某"}}, {"zzz": null}]"#,
    )
    .unwrap();
    let words = match shape {
        Shape::Word(words) | Shape::Any([Shape::Word(words), ..]) => words,
        _ => &[][..],
    };
    probes.extend(words.iter().map(|word| json!(word)));
    probes.push(sample(shape));
    probes
}

/// The YAML of a value, with nothing where it is null.
fn yaml(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Object(map) => {
            let fields: Vec<String> = map.iter().map(|(key, value)| format!("{key}: {}", yaml(value))).collect();
            format!("{{{}}}", fields.join(", "))
        }
        Value::Array(list) if list.iter().all(|item| !item.is_null()) => {
            format!("[{}]", list.iter().map(yaml).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// What the reader takes for text or a number and nobody means so: true and false, numbers where words stand, `null`, counts
/// beyond four billion. Of these alone the schemas are stricter.
fn is_odd(probe: &Value) -> bool {
    match probe {
        Value::Array(list) => list.iter().any(is_odd),
        Value::Object(map) => map.values().any(is_odd),
        other => !other.is_string(),
    }
}

/// Keys whose words `check` refuses, and not the reader.
const JUDGED: [&str; 6] = ["language", "kind", "quota", "secrecy", "topic", "posts"];

/// What the table and the reader of a record say differently.
fn differences<T: DeserializeOwned>(record: &str, keys: &'static [Key]) -> Vec<String> {
    let mut differences = Vec::new();
    let (whole, least) = (schema(&if record == "check" { Shape::One(keys) } else { Shape::Record(keys) }), least(keys));
    let mut both = |value: &Value, is_excused: bool| {
        let text = yaml(value);
        let by_reader = serde_yaml::from_str::<T>(&text).map(drop).map_err(|error| error.to_string());
        let by_schema = accepts(&whole, value);
        if by_reader.is_ok() != by_schema && !(by_reader.is_ok() && is_excused) {
            differences.push(format!("{record}: {text}: {by_schema}, {by_reader:?}"));
        }
    };
    both(&Value::Object(least.clone()), false);
    for key in least.keys() {
        let without = least.iter().filter(|(other, _)| *other != key);
        both(&without.map(|(key, value)| (key.clone(), value.clone())).collect(), false);
    }
    for key in keys {
        for probe in probes(&key.shape) {
            let is_excused = is_odd(&probe) || JUDGED.contains(&key.name);
            let mut record = least.clone();
            record.insert(key.name.to_owned(), probe);
            both(&Value::Object(record), is_excused);
        }
    }
    let mut own: Vec<String> = keys.iter().map(|key| key.name.to_owned()).collect();
    let said = serde_yaml::from_str::<T>("{zzz: 1}").map(drop).unwrap_err().to_string();
    let mut taken: Vec<String> = said.split('`').skip(3).step_by(2).map(ToOwned::to_owned).collect();
    own.sort();
    taken.sort();
    assert_eq!(own, taken, "{record}: {said}");
    differences
}

#[test]
fn the_table_says_of_every_key_what_the_reader_says() {
    let found = [
        differences::<Settings>("settings", registers::SETTINGS),
        differences::<Office>("office", registers::OFFICE),
        differences::<Body>("body", registers::BODY),
        differences::<LayoutCodes>("codes", registers::CODES),
        differences::<Filing>("filing", registers::FILING),
        differences::<Fonts>("fonts", registers::FONTS),
        differences::<Points>("points", registers::POINTS),
        differences::<Person>("person", registers::PERSON),
        differences::<PostHeld>("post", registers::POST),
        differences::<Deputising>("deputising", registers::DEPUTISING),
        differences::<Room>("room", registers::ROOM),
        differences::<Unit>("unit", registers::UNIT),
        differences::<NumberEntry>("number", registers::NUMBER),
        differences::<FiledEntry>("filed", registers::FILED),
        differences::<Schedule>("calendar", registers::CALENDAR),
        differences::<Notice>("notice", registers::NOTICE),
        differences::<DrawFile>("draw", registers::DRAW),
        differences::<DrawPool>("pool", registers::POOL),
        differences::<DrawQuota>("draw quota", registers::DRAW_QUOTA),
        differences::<DrawSource>("source of a draw", registers::SOURCE_OF_DRAW),
        differences::<DrawStratum>("stratum", registers::STRATUM),
        differences::<DrawReplaced>("replaced", registers::REPLACED),
        differences::<TopicFile>("topic", topic::TOPIC),
        differences::<Source>("source", topic::SOURCE),
        differences::<Session>("session", topic::SESSION),
        differences::<AgendaItem>("agenda", topic::AGENDA),
        differences::<Event>("event", topic::TOPIC_EVENT),
        differences::<Attendee>("attendee", topic::ATTENDEE),
        differences::<Suggestion>("suggestion", topic::SUGGESTION),
        differences::<Material>("material", topic::MATERIAL),
        differences::<Waiver>("waiver", topic::WAIVER),
        differences::<Attest>("attest", topic::ATTEST),
        differences::<PlanFile>("plan", topic::PLAN),
        differences::<PlanItem>("item", topic::ITEM),
        differences::<FrontMatter>("front matter", paper::FRONT_MATTER),
        differences::<Decision>("decision", paper::DECISION),
        differences::<Comment>("comment", paper::COMMENT),
        differences::<Settlement>("settlement", paper::SETTLEMENT),
        differences::<RegulationFile>("regulation", regulation::REGULATION),
        differences::<Term>("term", regulation::TERM),
        differences::<EventSpec>("event of a regulation", regulation::EVENT),
        differences::<DocumentSpec>("document", regulation::DOCUMENT),
        differences::<PaperTable>("table", regulation::TABLE),
        differences::<StageSpec>("stage", regulation::STAGE),
        differences::<RuleSpec>("rule", regulation::RULE),
        differences::<DueSpec>("due", regulation::DUE),
        differences::<CheckSpec>("check", regulation::CHECK),
        differences::<EventCheckSpec>("event check", regulation::EVENT_CHECK),
        differences::<WhereInvitedSpec>("where invited", regulation::WHERE_INVITED),
        differences::<ChainSpec>("chain", regulation::CHAIN),
        differences::<StepSpec>("step", regulation::STEP),
        differences::<DocumentCheckSpec>("document check", regulation::DOCUMENT_CHECK),
        differences::<FieldCheckSpec>("field check", regulation::FIELD_CHECK),
        differences::<PostCheckSpec>("post check", regulation::POST_CHECK),
        differences::<PeopleCheckSpec>("people check", regulation::PEOPLE_CHECK),
        differences::<CountSpec>("count", regulation::COUNT_CHECK),
        differences::<WordingSpec>("wording", regulation::WORDING_CHECK),
    ]
    .concat();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
