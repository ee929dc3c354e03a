//! The rows of a paper that is a table: what its regulation says has one, from what is on record.

use crate::document::TemplateValue;
use crate::model::{Date, FrontMatter, Subject};
use crate::regulation::Regulation;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{DocumentKind, Group, PaperTable, Vocabulary};

/// The fact of a row that has the id of its kind.
const OF_KIND: &str = "of_kind";

/// The fact that has the day.
const TODAY: &str = "today";

/// The facts with `table`, of a paper that is one.
pub(super) fn with_table(
    facts: TemplateValue,
    regulation: &Regulation,
    subject: &Subject,
    (id, kind): (&str, &DocumentKind),
) -> TemplateValue {
    let Some(table) = &kind.table else { return facts };
    let known = facts.get(fact_of(&table.of)).cloned();
    let filled = match known {
        Some(TemplateValue::List(mut rows)) => {
            rows.retain(|row| row.get(OF_KIND).is_none_or(|of| table.has(&text(Some(of)))));
            if rows.is_empty() {
                none(regulation, subject, table)
            } else {
                filled(&facts, subject, (id, kind, table), &rows)
            }
        }
        Some(missing) => missing,
        None => none(regulation, subject, table),
    };
    facts.with("table", filled)
}

/// The fact that has what may have a row.
fn fact_of(of: &str) -> &str {
    if of == PaperTable::SUGGESTIONS { "entries" } else { "everyone" }
}

fn filled(
    facts: &TemplateValue,
    subject: &Subject,
    (id, kind, table): (&str, &DocumentKind, &PaperTable),
    rows: &[TemplateValue],
) -> TemplateValue {
    let texts = |texts: Vec<String>| TemplateValue::List(texts.into_iter().map(TemplateValue::Text).collect());
    let row = |(row, nth): (&TemplateValue, usize)| {
        texts(table.columns.iter().map(|(_, from)| cell(row, from, nth)).collect())
    };
    let columns = table.columns.iter().map(|(head, _)| head.to_owned());
    let by_hand = || "　".repeat(8);
    let foot = table.foot.iter().map(|(label, from)| {
        let said = below(facts, from).unwrap_or_else(by_hand);
        format!("{label}：{said}")
    });
    let in_head = table.foot.iter().filter_map(|(label, from)| {
        let (key, _) =
            FrontMatter::NAMES.into_iter().find(|(key, name)| key.starts_with("filled_") && *name == label)?;
        // Room to write it by hand would count as filled in.
        let value = if from.as_str() == TODAY { text(facts.get(TODAY)) } else { below(facts, from)? };
        Some(TemplateValue::map([("key", TemplateValue::text(key)), ("value", TemplateValue::Text(value))]))
    });
    TemplateValue::map([
        ("document", TemplateValue::text(id)),
        ("title", title(facts, subject, (&kind.term.name, table))),
        ("head", TemplateValue::List(in_head.collect())),
        ("about", texts(about(facts, table, rows))),
        ("columns", texts(columns.collect())),
        ("rows", TemplateValue::List(rows.iter().zip(1..).map(row).collect())),
        ("foot", texts(foot.collect())),
    ])
}

/// What a row has in a column; nothing of what is not on record or is written by hand.
fn cell(row: &TemplateValue, from: &str, nth: usize) -> String {
    if from == PaperTable::NUMBER {
        return nth.to_string();
    }
    text(row.get(from))
}

fn text(fact: Option<&TemplateValue>) -> String {
    match fact {
        Some(TemplateValue::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// The title, in the regulation's own form if it has one.
fn title(facts: &TemplateValue, subject: &Subject, (name, table): (&str, &PaperTable)) -> TemplateValue {
    let topic = text(of_topic(facts, "title"));
    let Some(form) = &table.title else {
        return TemplateValue::Text(match subject {
            Subject::Plan(year) => format!("{year}年{name}"),
            _ => format!("“{topic}”{name}"),
        });
    };
    let room = of_topic(facts, "room");
    if let Some(missing @ TemplateValue::Missing { .. }) = room.filter(|_| form.contains("{name}")) {
        return missing.clone();
    }
    let year = match subject {
        Subject::Plan(year) => year.to_string(),
        _ => text(of_topic(facts, "year")),
    };
    TemplateValue::Text(form.replace("{name}", &text(room)).replace("{topic}", &topic).replace("{year}", &year))
}

fn of_topic<'f>(facts: &'f TemplateValue, name: &str) -> Option<&'f TemplateValue> {
    facts.get("topic")?.get(name)
}

/// What the table of a topic is about, as far as no column says it.
fn about(facts: &TemplateValue, table: &PaperTable, rows: &[TemplateValue]) -> Vec<String> {
    let has = |from: &str| table.columns.iter().any(|(_, own)| own.as_str() == from);
    let scheduled = facts.get("scheduled").and_then(|scheduled| scheduled.get("meeting"));
    let scheduled = text(scheduled).parse::<Date>().map(Date::printed).unwrap_or_default();
    // What was suggested may come from several rounds.
    let mut days = Vec::new();
    for day in rows.iter().filter_map(|row| Some(text(Some(row.get("met")?)))) {
        if !days.contains(&day) {
            days.push(day);
        }
    }
    let met = if days.is_empty() { scheduled } else { days.join("、") };
    // Where the last round meets is on record.
    let place = text(facts.get("session").and_then(|session| session.get("place")).filter(|_| days.len() < 2));
    let lines = [
        ("协商议题", text(of_topic(facts, "title")), has("topic")),
        ("协商时间", met, has("met")),
        ("协商地点", place, false),
    ];
    let said = lines.into_iter().filter(|(_, said, is_told)| !said.is_empty() && !is_told);
    said.map(|(label, said, _)| format!("{label}：{said}")).collect()
}

/// What stands below a table; none of what is not on record or is written by hand.
fn below(facts: &TemplateValue, from: &str) -> Option<String> {
    let of_archive = |name: &str| facts.get("archive").and_then(|archive| archive.get(name));
    let said = match from {
        "office" if of_topic(facts, "office").is_some() => text(of_topic(facts, "office")),
        "office" => text(of_archive("office")),
        "institution" => text(of_archive("institution")),
        TODAY => text(facts.get(TODAY)).parse::<Date>().map(Date::printed).unwrap_or_default(),
        _ => String::new(),
    };
    Some(said).filter(|said| !said.is_empty())
}

/// That there is nothing to have a row, and how something is recorded.
fn none(regulation: &Regulation, subject: &Subject, table: &PaperTable) -> TemplateValue {
    let of = match subject {
        Subject::Topic(key) => key.to_string(),
        _ => "〈议题〉".to_owned(),
    };
    let (called, set) = if *table.of == *PaperTable::SUGGESTIONS {
        let kind = table.kinds.first().map_or(Vocabulary::SUGGESTION, |kind| kind.as_str());
        let Text { zh, .. } = regulation.name_in(Group::SuggestionKinds, kind);
        let set = text!(
            zh: "yijuan suggestion add {of} --kind {zh} --text 〈内容〉",
            en: "yijuan suggestion add {of} --kind {kind} --text 〈TEXT〉"
        );
        (Text::new("意见建议", "an entry of suggestions"), set)
    } else {
        let set = text!(zh: "yijuan roster add {of} 〈姓名〉", en: "yijuan roster add {of} 〈NAME〉");
        (Text::new("参加人员", "an entry of the roster"), set)
    };
    TemplateValue::Missing { called: Some(called), set: set.into() }
}
