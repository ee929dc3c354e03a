//! What may stand in a file: its keys, and the shape of their values; and what JSON Schema (draft-07) says of them.

use super::values::{Of, Values};
use serde_json::{Map, Value, json};

/// A key of a record.
pub(super) struct Key {
    pub name: &'static str,
    pub need: Need,
    pub shape: Shape,
    pub zh: &'static str,
    pub en: &'static str,
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// It must.
    Must,
    /// It need not, and its value may be left empty.
    May,
    /// It need not. What has a default of its own is not left empty.
    Default,
}

/// A key that must be there.
pub(super) const fn must(name: &'static str, shape: Shape, zh: &'static str, en: &'static str) -> Key {
    Key { name, need: Need::Must, shape, zh, en }
}

/// A key that may be left out or left empty.
pub(super) const fn may(name: &'static str, shape: Shape, zh: &'static str, en: &'static str) -> Key {
    Key { name, need: Need::May, shape, zh, en }
}

/// A key that may be left out, and then has a value by default.
pub(super) const fn default(name: &'static str, shape: Shape, zh: &'static str, en: &'static str) -> Key {
    Key { name, need: Need::Default, shape, zh, en }
}

/// The shape of a value.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Text, which may be empty.
    Text,
    /// Text that is not empty.
    Name,
    /// Text of a form.
    Form(&'static Form),
    /// Yes or no.
    Bool,
    /// A whole number, from the first to the last.
    Whole(i64, i64),
    /// A number with decimals, from the first to the last.
    Decimal(i64, i64),
    /// One of the program's own words.
    Word(&'static [&'static str]),
    /// A word of the archive or its regulations.
    Known(Of),
    /// One value, or a list of such.
    OneOrMany(&'static Shape),
    /// A list.
    List(&'static Shape),
    /// A record with these keys.
    Record(&'static [Key]),
    /// A record with exactly one of these keys.
    One(&'static [Key]),
    /// Any keys, of which these are known, each with such a value.
    Map(Of, &'static Shape),
    /// Any of these.
    Any(&'static [Shape]),
}

/// The form of a text, and how to write it.
pub(super) struct Form {
    pub pattern: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

/// The days of every month from 1900 to 2199, and 29 February in the leap years of that time alone.
macro_rules! day {
    () => {
        "(?:(?:19|2[01])[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:(?:19|2[01])(?:0[48]|[2468][048]|[13579][26])|2000)-02-29)"
    };
}

macro_rules! hour {
    () => {
        "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
    };
}

macro_rules! length {
    () => {
        "0*(?:[1-9][0-9]{0,3}|10000) (?:workdays?|days?|weeks?|months?)"
    };
}

const DATE: Form = Form {
    pattern: concat!("^", day!(), "$"),
    zh: "日期写作 YYYY-MM-DD，例如 2026-06-11",
    en: "write dates as YYYY-MM-DD, for example 2026-06-11",
};
const HOUR: Form = Form {
    pattern: concat!("^", hour!(), "$"),
    zh: "时刻写作 HH:MM，例如 14:30",
    en: "write hours as HH:MM, for example 14:30",
};
const MOMENT: Form = Form {
    pattern: concat!("^", day!(), "(?: ", hour!(), ")?$"),
    zh: "写作 YYYY-MM-DD，可带时刻 HH:MM",
    en: "write YYYY-MM-DD, possibly with HH:MM",
};
const SPAN: Form = Form {
    pattern: concat!("^", day!(), r"(?:\.\.", day!(), ")?$"),
    zh: "写作 2026-02-15..2026-02-23，或一个日期",
    en: "write 2026-02-15..2026-02-23, or a date",
};
const LENGTH: Form = Form {
    pattern: concat!("^", length!(), "$"),
    zh: "时长写作 10 workdays、7 days、2 weeks 或 3 months",
    en: "write lengths as 10 workdays, 7 days, 2 weeks or 3 months",
};
const LENGTH_OR_SHARE: Form = Form {
    pattern: concat!("^(?:", length!(), "|[0-9]+%|[0-9]+/[0-9]+)$"),
    zh: "写作数、份额（1/4、20%）或时长（10 workdays）",
    en: "write a number, a share (1/4, 20%) or a length of time (10 workdays)",
};
const REQUIRED_OR_DATE: Form = Form {
    pattern: concat!("^(?:required|", day!(), ")$"),
    zh: "写作 required 或一个日期",
    en: "write required, or a day",
};

impl Shape {
    pub(super) const DATE: Self = Self::Form(&DATE);
    pub(super) const HOUR: Self = Self::Form(&HOUR);
    pub(super) const MOMENT: Self = Self::Form(&MOMENT);
    pub(super) const SPANS: Self = Self::OneOrMany(&Self::Form(&SPAN));
    pub(super) const LENGTH: Self = Self::Form(&LENGTH);
    pub(super) const LIMIT: Self = Self::Any(&[Self::COUNT, Self::Form(&LENGTH_OR_SHARE)]);
    pub(super) const REQUIRED_OR_DATE: Self = Self::Form(&REQUIRED_OR_DATE);
    /// A number that is not negative.
    pub(super) const COUNT: Self = Self::Whole(0, u32::MAX as i64);
    /// A round, or how often something was recorded anew.
    pub(super) const ROUND: Self = Self::Whole(1, 50);
    pub(super) const NAMES: Self = Self::OneOrMany(&Self::Name);

    /// What JSON Schema says of it.
    pub(super) fn schema(&self, values: &Values) -> Value {
        match self {
            // A number without quotation marks is read as text; true and false too, but nobody means that.
            Self::Text => json!({"type": ["string", "number"]}),
            Self::Name => json!({"type": ["string", "number"], "minLength": 1}),
            Self::Form(Form { pattern, zh, en }) => {
                json!({"type": "string", "pattern": pattern, "patternErrorMessage": format!("{zh} / {en}")})
            }
            Self::Bool => json!({"type": "boolean"}),
            Self::Whole(first, last) => json!({"type": "integer", "minimum": first, "maximum": last}),
            Self::Decimal(first, last) => json!({"type": "number", "minimum": first, "maximum": last}),
            Self::Word(words) => json!({"type": "string", "enum": words}),
            Self::Known(of) => values.schema(*of),
            Self::OneOrMany(one) => {
                let one = one.schema(values);
                any_of(vec![quoted(one.clone()), json!({"type": "array", "items": one})])
            }
            Self::List(one) => json!({"type": "array", "items": one.schema(values)}),
            Self::Record(keys) => record(keys, values),
            Self::One(keys) => {
                let mut one = record(keys, values);
                one["minProperties"] = json!(1);
                one["maxProperties"] = json!(1);
                one
            }
            Self::Map(of, value) => map(*of, &value.schema(values), values),
            Self::Any(shapes) => any_of(shapes.iter().map(|shape| quoted(shape.schema(values))).collect()),
        }
    }
}

fn record(keys: &[Key], values: &Values) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_owned(), key.schema(values))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.need == Need::Must).map(|key| key.name).collect();
    let mut record = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        record["required"] = json!(required);
    }
    record
}

impl Key {
    fn schema(&self, values: &Values) -> Value {
        let Self { need, shape, zh, en, .. } = self;
        let mut schema = shape.schema(values);
        // Lists, maps and records may be left empty too, and so may text that must be there.
        let may_be_empty = match shape {
            Shape::Text | Shape::List(_) | Shape::Map(..) => true,
            Shape::Record(keys) => keys.iter().all(|key| key.need != Need::Must),
            _ => false,
        };
        if *need == Need::May || may_be_empty {
            schema = or_empty(schema);
        }
        schema["description"] = json!(format!("{zh} / {en}"));
        schema
    }
}

/// A map: its values, and if they are known, what its keys are called.
fn map(of: Of, value: &Value, values: &Values) -> Value {
    let (known, also) = values.of(of);
    let mut map = json!({"type": "object", "additionalProperties": value});
    if also.is_none() && !known.is_empty() {
        map["propertyNames"] = json!({"enum": known});
    }
    // Editors complete the keys of what is an object and nothing else.
    json!({"anyOf": [map]})
}

/// Where other things may stand too, a number is a number, and text that looks like one needs quotation marks.
fn quoted(mut schema: Value) -> Value {
    if schema["type"] == json!(["string", "number"]) {
        schema["type"] = json!("string");
    }
    schema
}

/// Alternatives; those of an alternative stand beside the others.
fn any_of(schemas: Vec<Value>) -> Value {
    let flat = schemas.into_iter().flat_map(|mut schema| match schema.get_mut("anyOf").map(Value::take) {
        Some(Value::Array(inner)) => inner,
        _ => vec![schema],
    });
    json!({"anyOf": flat.collect::<Vec<Value>>()})
}

/// The same, or nothing.
fn or_empty(mut schema: Value) -> Value {
    if let Some(Value::Array(any)) = schema.get_mut("anyOf") {
        any.push(json!({"type": "null"}));
        return schema;
    }
    let own = schema["type"].take();
    let types = if own.is_array() { own } else { json!([own]) };
    schema["type"] = types;
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.push(json!("null"));
    }
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.push(Value::Null);
    }
    schema
}
