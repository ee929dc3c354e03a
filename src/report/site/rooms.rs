//! The pages of consultation rooms: which there are, and of each what it is, what it owes and what it did.

use super::listed::{room_file, room_href};
use super::owed;
use super::{Page, Sheet, Site, Whole};
use crate::archive::Topic;
use crate::diagnostic::Diagnostic;
use crate::duty::open;
use crate::model::{Event, Room};
use crate::report::page::tally;
use crate::report::room::{self, met};
use crate::report::rooms::{COLUMNS, Row};
use crate::rules::view::MEETING;
use crate::text::Text;
use serde_json::{Value, json};
use std::cmp::Reverse;

/// Where the page of all rooms lies.
pub(super) const ROOMS: &str = "rooms.html";

/// A room and what is on record of it.
pub(crate) struct RoomView<'a> {
    pub page: room::Page<'a>,
    /// Its entries in the folders of years that may be shown.
    pub events: Vec<&'a Event>,
}

impl RoomView<'_> {
    /// As the page that finds everything has it.
    pub(super) fn listed(&self, site: &Site) -> Value {
        let Room { id, name, .. } = self.page.room;
        let about = format!("{} {id}", site.label("rooms"));
        json!({"href": room_href(id), "title": name, "about": about})
    }
}

impl Site {
    /// The page of all rooms.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn all_rooms(&self, views: &[RoomView]) -> Result<Page, Diagnostic> {
        let rows = views.iter().map(|RoomView { page, .. }| {
            let (held, owed) = (page.held.clone(), open(&page.duties));
            let row = Row { room: page.room, held, topics: page.topics.len(), owed };
            let cells = row.cells(page.loaded, self.language).into_iter().filter(|_| !self.is_public);
            let cells: Vec<String> = cells.collect();
            json!({"href": room_href(&page.room.id), "name": page.room.name, "cells": cells})
        });
        let rows: Vec<Value> = rows.collect();
        let heads = COLUMNS.map(|(zh, en)| self.language.choose(zh, en));
        let heads = if self.is_public { &heads[..1] } else { &heads };
        self.page(Sheet {
            path: ROOMS.to_owned(),
            title: self.label("rooms"),
            template: "rooms.html",
            view: json!({"heads": heads, "rows": rows}),
            markup: Vec::new(),
            script: None,
        })
    }
}

impl Whole<'_> {
    /// The page of a room.
    ///
    /// # Errors
    /// If a template is broken.
    pub(crate) fn room(&self, site: &Site, view: &RoomView) -> Result<Page, Diagnostic> {
        let RoomView { page, .. } = view;
        let language = site.language;
        let facts = page.facts().into_iter().filter(|_| !site.is_public);
        let facts = facts.map(|(name, value)| json!({"name": name, "value": value}));
        let counts = page.count_rows().into_iter().map(|row| json!({"cells": row}));
        let not_asked: Vec<&str> = page.not_asked.iter().map(|why| why.in_(language)).collect();
        let topics = page.topics.iter().filter_map(|topic| {
            let listed = self.topics.iter().find(|listed| listed.key == topic.key)?;
            Some(listed.view("../"))
        });
        site.page(Sheet {
            path: room_file(&page.room.id),
            title: &page.room.name,
            template: "room.html",
            view: json!({
                "back": format!("../{ROOMS}"),
                "facts": facts.collect::<Vec<_>>(),
                "is_public": site.is_public,
                "duties": owed::pressing(site, &page.duties),
                "tally": tally(&page.duties).in_(language),
                "counts": counts.collect::<Vec<_>>(),
                "not_asked": not_asked,
                "activities": self.activities(site, view),
                "topics": topics.collect::<Vec<_>>(),
            }),
            markup: Vec::new(),
            script: None,
        })
    }

    /// What was done in a room and what is scheduled there, the latest first.
    fn activities(&self, site: &Site, RoomView { page, events }: &RoomView) -> Vec<Value> {
        let name = |regulation: &str, event: &str| {
            let regulation = page.loaded.regulations.get(regulation).ok();
            regulation.map_or_else(|| event.to_owned(), |one| one.name(event).in_(site.language).to_owned())
        };
        let of_topic = |day: String, topic: &Topic, note: Option<&str>| {
            let href = self.page_of(topic.key).map(|href| format!("../{href}"));
            let what = name(&topic.file.regulation, MEETING);
            json!({"day": day, "what": what, "href": href, "title": topic.file.title, "note": note})
        };
        let mut all: Vec<Value> = Vec::new();
        for topic in page.topics.iter().filter(|_| !site.is_public) {
            all.extend(met(topic, page.loaded).into_iter().map(|day| of_topic(day, topic, None)));
            let scheduled = topic.file.scheduled.get(MEETING).filter(|day| site.today <= **day);
            let scheduled = scheduled.filter(|day| !met(topic, page.loaded).contains(&day.to_string()));
            let note = Text::new("预定", "scheduled");
            all.extend(scheduled.map(|day| of_topic(day.to_string(), topic, Some(note.in_(site.language)))));
        }
        all.extend(events.iter().map(|event| {
            let what = name(&page.room.regulation, &event.event);
            json!({"day": event.date.to_string(), "what": what, "href": null, "title": null, "note": event.note})
        }));
        all.sort_by_key(|one| Reverse(one["day"].as_str().unwrap_or_default().to_owned()));
        all
    }
}
