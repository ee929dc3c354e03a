//! `number list`: the register of document numbers of a year, as a table, as JSON and as CSV.

use super::table::{or_dash, table};
use super::{csv, json};
use crate::archive::TakenNumber;
use crate::model::{Name, NumberEntry, Subject};
use crate::text;
use crate::text::{Language, Text};
use crate::workspace::LoadedArchive;
use std::collections::HashMap;

/// A year's numbers.
pub(crate) struct Page<'a> {
    pub year: i32,
    /// By code and number.
    pub rows: Vec<Row<'a>>,
    /// Of each code, numbers left out: the first and the last of each range.
    pub gaps: Vec<(&'a Name, u32, u32)>,
}

/// An entry, with the names of what it is about.
pub(crate) struct Row<'a> {
    taken: TakenNumber<'a>,
    /// The title of the topic.
    title: Option<&'a str>,
    /// The name of the paper.
    paper: Option<Text>,
}

impl<'a> Row<'a> {
    pub(crate) fn of(loaded: &'a LoadedArchive, taken: &TakenNumber<'a>, titles: &'a HashMap<Subject, String>) -> Self {
        let title = taken.entry.subject().and_then(|subject| titles.get(&subject));
        let name = |document: &Name| {
            let used = loaded.regulations.used(&loaded.archive);
            let known =
                used.chain(loaded.regulations.iter()).find(|regulation| regulation.documents.get(document).is_some());
            known.map_or_else(|| Text::same(document.as_str()), |regulation| regulation.name(document))
        };
        let paper = taken.entry.paper.as_ref().map(|paper| Text::same(paper.as_str()));
        let paper = paper.or_else(|| taken.entry.document.as_ref().map(name));
        Self { taken: *taken, title: title.map(String::as_str), paper }
    }

    /// The number as printed; of several, with the last.
    fn number(&self) -> String {
        let entry = self.taken.entry;
        match entry.last() {
            last if last > entry.number => format!("{}至{last}号", entry.text().to_string().trim_end_matches('号')),
            _ => entry.text().to_string(),
        }
    }

    fn topic(&self) -> Option<String> {
        let topic = self.taken.entry.topic.as_ref()?;
        Some(self.title.map_or_else(|| topic.to_string(), |title| format!("{topic} {title}")))
    }

    /// What it was used for, and that the paper has another number by now.
    fn note(&self) -> Option<Text> {
        let note = self.taken.entry.note.as_ref().map(|note| Text::same(note.as_str()));
        let replaced = self.taken.is_replaced.then(|| Text::new("已改编", "replaced"));
        let instead = self.taken.entry.instead_of.iter();
        let instead = instead.map(|number| text!(zh: "代替 {number}", en: "instead of {number}"));
        let all: Vec<Text> = note.into_iter().chain(replaced).chain(instead).collect();
        (!all.is_empty()).then(|| Text::join(&all, "；", "; "))
    }

    fn cells(&self, language: Language) -> [Option<String>; 5] {
        let said = |text: Option<&Text>| text.map(|text| text.in_(language).to_owned());
        let (paper, note) = (said(self.paper.as_ref()), said(self.note().as_ref()));
        [Some(self.number()), Some(self.taken.entry.date.to_string()), self.topic(), paper, note]
    }

    fn json(&self) -> serde_json::Value {
        let NumberEntry { code, year, number, through, topic, document, paper, date, instead_of, note } =
            self.taken.entry;
        serde_json::json!({
            "text": self.number(),
            "code": code,
            "year": year,
            "number": number,
            "through": through,
            "topic": topic,
            "document": document,
            "paper": paper,
            "date": date,
            "instead_of": instead_of.0,
            "note": note,
            "replaced": self.taken.is_replaced,
        })
    }
}

impl Page<'_> {
    pub(crate) fn human(&self, language: Language) -> String {
        let rows = self.rows.iter().map(|row| row.cells(language).map(or_dash).to_vec());
        let rows: Vec<Vec<String>> = rows.collect();
        let mut page = table(&heading(language), &rows);
        for (code, from, to) in &self.gaps {
            let year = self.year;
            let gap = if from == to {
                text!(zh: "缺号：{code}〔{year}〕{from}号", en: "left out: {code}〔{year}〕{from}号")
            } else {
                text!(zh: "缺号：{code}〔{year}〕{from}至{to}号", en: "left out: {code}〔{year}〕{from}–{to}号")
            };
            page.push_str(gap.in_(language));
            page.push('\n');
        }
        page
    }

    pub(crate) fn csv(&self, language: Language) -> String {
        let rows = self.rows.iter().map(|row| row.cells(language).map(Option::unwrap_or_default).to_vec());
        csv::rows(&heading(language), &rows.collect::<Vec<_>>())
    }

    /// `yijuan/numbers/1`.
    pub(crate) fn json(&self) -> String {
        let numbers: Vec<_> = self.rows.iter().map(Row::json).collect();
        let gaps = self.gaps.iter().map(|(code, from, to)| serde_json::json!({"code": code, "from": from, "to": to}));
        let gaps: Vec<_> = gaps.collect();
        json::pretty(&serde_json::json!({
            "schema": "yijuan/numbers/1",
            "year": self.year,
            "numbers": numbers,
            "gaps": gaps,
        }))
    }
}

fn heading(language: Language) -> [&'static str; 5] {
    match language {
        Language::Chinese => ["文号", "日期", "议题", "文书", "备注"],
        Language::English => ["number", "date", "topic", "paper", "note"],
    }
}
