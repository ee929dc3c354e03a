//! What became of suggestions, by those they were handed to and by office, beside the year before.

use super::facts::Facts;
use super::measure::{Grouping, Measure, Table, cells, figures, grouped};
use super::plan::both;
use super::suggested::{ADOPTED_OR_NOT, HANDLED, SATISFACTION, Suggested};
use crate::text::Text;

pub(super) fn tables(facts: &Facts) -> Vec<Table> {
    let several = Text::new(
        "交由几个单位办理的，在各单位都计，在全年只计一次",
        "what was handed to several bodies counts with each of them, and once in the whole",
    );
    let mut tables: Vec<Table> = [
        ("handling", Text::new("交办答复", "handling"), &HANDLED[..]),
        ("adoption", Text::new("采纳落实", "adoption"), &ADOPTED_OR_NOT),
        ("satisfaction", Text::new("满意度", "satisfaction"), &SATISFACTION),
    ]
    .into_iter()
    .map(|(id, title, measures)| table(facts, id, title, measures))
    .collect();
    tables[0].notes.push(several);
    tables[1].notes.push(Text::new(
        "采纳、部分采纳、不采纳、研究中、其他、未登记各项之和，即意见建议总数",
        "adopted, partly adopted, not adopted, under study, otherwise and not on record add up to all suggestions",
    ));
    tables
}

fn table(facts: &Facts, id: &'static str, title: Text, measures: &'static [Measure<Suggested>]) -> Table {
    let suggested = |year| facts.topics_of(year).flat_map(|topic| &topic.suggestions).collect::<Vec<&Suggested>>();
    let (own, before) = (suggested(facts.year), suggested(facts.year - 1));
    let of = |items: &[&Suggested]| cells(measures, items, facts.loaded.today);
    let mut rows = both(facts.year, of(&own), of(&before));
    let groupings: [Grouping<Suggested>; 2] = [
        (Text::new("交办单位", "handed to"), Suggested::handed_to),
        (Text::new("责任委室", "office"), |one| vec![one.office.clone()]),
    ];
    rows.extend(grouped(&own, groupings, of));
    Table { id, title, figures: figures(measures).collect(), rows, notes: Vec::new() }
}
