//! A paper as an office would write it: all that a rule asks of it, and a sentence under each heading.

use crate::worlds::written::World;
use regex::Regex;
use yijuan::model::Name;
use yijuan::rules::{Actor, DocumentCheck};

/// A paper in the making.
pub struct Paper {
    head: Vec<(String, String)>,
    sections: Vec<String>,
}

impl Paper {
    pub fn new(id: &str, title: &str, day: &str, office: Option<String>) -> Self {
        let head = [("document", id), ("title", title), ("date", day)];
        let head = head.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let mut paper = Self { head: head.to_vec(), sections: Vec::new() };
        paper.set("office", office);
        paper
    }

    pub fn set(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.head.retain(|(other, _)| other != key);
            self.head.push((key.to_owned(), value));
        }
    }

    fn add(&mut self, key: &str, actors: &[Actor]) {
        let all: Vec<String> = actors.iter().map(Actor::written).collect();
        self.set(key, (!all.is_empty()).then(|| format!("[{}]", all.join(", "))));
    }

    /// In whose name it goes out, to whom, and copied to whom.
    pub fn address(&mut self, issuer: &[Actor], to: &[Actor], cc: &[Actor]) {
        self.set("issuer", issuer.first().map(Actor::written));
        self.add("to", to);
        self.add("cc", cc);
    }

    /// What a check asks of the paper.
    pub fn take(&mut self, check: &DocumentCheck, world: &World) {
        let by = check.by.first().filter(|by| !matches!(by, Actor::Office));
        self.set("office", by.map(Actor::written));
        self.address(&check.issuer, &check.to, &check.cc);
        let absorbs: Vec<&str> = check.absorbs.iter().map(Name::as_str).collect();
        self.set("absorbs", (!absorbs.is_empty()).then(|| format!("[{}]", absorbs.join(", "))));
        for field in &check.fields {
            let key = key(field);
            let is_stated = self.head.iter().any(|(other, _)| *other == key);
            let value = match key.as_str() {
                "to" => "[department]".to_owned(),
                "held" | "filled_on" => self.head[2].1.clone(),
                _ => "甲".to_owned(),
            };
            self.set(&key, (!is_stated).then_some(value));
        }
        let room = world.draft.files().get("rooms.yml");
        let room = room.and_then(|text| Regex::new(r"id: ([a-z0-9]+), name: ([^,]+)").unwrap().captures(text));
        self.set("room", room.as_ref().map(|room| room[1].to_owned()));
        let named = room.as_ref().map_or("", |room| room.get(2).unwrap().as_str());
        self.set("title", check.title.as_ref().map(|title| title.replace("{name}", named)));
        let first = check.sections.iter().filter_map(|any| any.first());
        self.sections = first.map(|section| section.title.to_string()).collect();
        if !check.columns.is_empty() {
            let columns: Vec<&str> = check.columns.iter().map(Name::as_str).collect();
            let row = |cell: &str| vec![cell; columns.len()].join(" | ");
            self.sections = vec![format!("| {} |\n| {} |\n| {} |", columns.join(" | "), row("---"), row("甲"))];
        }
    }

    pub fn text(&self, body: &str) -> String {
        let head: String = self.head.iter().fold(String::new(), |head, (key, value)| head + key + ": " + value + "\n");
        let missing = self.sections.iter().filter(|section| !body.contains(*section));
        let sections: String = missing
            .map(|section| {
                if section.starts_with('|') {
                    format!("{section}\n")
                } else {
                    format!("## {section}\n\n内容写明。\n\n")
                }
            })
            .collect();
        let body = if self.sections.iter().any(|section| section.starts_with('|')) || body.trim().is_empty() {
            "\n正文写明。\n\n"
        } else {
            body
        };
        format!("---\n{head}---\n{body}\n{sections}")
    }
}

/// What an enum calls something in Rust, as files call it.
pub fn key(named: &impl std::fmt::Debug) -> String {
    let named = format!("{named:?}");
    let mut key = String::new();
    for c in named.chars() {
        if c.is_uppercase() && !key.is_empty() {
            key.push('_');
        }
        key.extend(c.to_lowercase());
    }
    key
}
