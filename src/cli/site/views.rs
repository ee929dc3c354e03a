//! What the pages of years and rooms are made of.

use crate::archive::PlanYear;
use crate::duty::Duty;
use crate::engine::{course, not_asked, of_room};
use crate::model::{Event, Name, Subject};
use crate::report::plan::{self, Item, is_beside};
use crate::report::room;
use crate::report::site::{RoomView, Site, YearView};
use crate::workspace::{LoadedArchive, Overview, TopicState};
use std::collections::BTreeSet;

/// The years that have a page, the latest first: those of topics, and those of plans where these are shown.
pub(super) fn years(overview: &Overview, is_public: bool) -> Vec<i32> {
    let mut years: BTreeSet<i32> = overview.topics.iter().map(|topic| topic.folder.key.year).collect();
    let plans = overview.loaded.archive.plans.iter();
    if is_public {
        years.extend(plans.filter(|plan| entries(plan, &overview.loaded, true).any(is_of_year)).map(|plan| plan.year));
    } else {
        years.extend(plans.filter(|plan| plan.has_something()).map(|plan| plan.year));
        years.extend(overview.others.duties.iter().filter_map(|duty| match duty.subject {
            Subject::Plan(year) => Some(year),
            Subject::Archive | Subject::Room(_) | Subject::Topic(_) => None,
        }));
        years.insert(overview.loaded.today.year());
    }
    years.into_iter().rev().collect()
}

/// The rooms that have a page; of two with one id, one.
pub(super) fn rooms(loaded: &LoadedArchive, is_public: bool) -> Vec<Name> {
    let mut rooms: Vec<Name> = Vec::new();
    for room in &loaded.archive.rooms {
        let is_shown = !is_public || entries_of_room(loaded, &room.id, true).next().is_some();
        if is_shown && !rooms.contains(&room.id) {
            rooms.push(room.id.clone());
        }
    }
    rooms
}

/// The years of a site, each with what is to be shown of it.
pub(super) fn of_years<'a>(overview: &'a Overview, duties: &'a [Duty], site: &Site) -> Vec<YearView<'a>> {
    let loaded = &overview.loaded;
    let under = loaded.archive.settings.as_ref().and_then(|settings| loaded.regulations.of_years(settings).ok());
    let under = under.unwrap_or_default();
    let of = |subject: &Subject| {
        let own = duties.iter().filter(|duty| duty.subject == *subject && !site.is_public);
        own.collect::<Vec<&Duty>>()
    };
    let view = |year: &i32| {
        let year = *year;
        let plan = loaded.archive.plan(year).filter(|plan| plan.has_something());
        let events = plan.into_iter().flat_map(|plan| entries(plan, loaded, true));
        let page = |plan: &'a PlanYear| {
            let regulation = *under.first()?;
            Some(plan::Page {
                loaded,
                plan,
                regulation,
                items: plan.file.items.iter().map(|item| Item::of(item, &overview.topics)).collect(),
                beside: overview.topics.iter().filter(|topic: &&TopicState| is_beside(plan, topic)).collect(),
                steps: course(loaded.context(), &under, year),
                duties: Vec::new(),
                findings: &[],
                language: site.language,
                colour: false,
            })
        };
        YearView {
            year,
            regulations: under.iter().copied().chain(loaded.regulations.used(&loaded.archive)).collect(),
            plan: plan.filter(|_| !site.is_public).and_then(page),
            duties: of(&Subject::Plan(year)),
            of_archive: if year == site.today.year() { of(&Subject::Archive) } else { Vec::new() },
            events: events.filter(|_| site.is_public).filter(|event| is_of_year(event)).collect(),
        }
    };
    site.years.iter().map(view).collect()
}

/// The rooms of a site, each with what is to be shown of it.
pub(super) fn of_rooms<'a>(loaded: &'a LoadedArchive, duties: &'a [Duty], site: &Site) -> Vec<RoomView<'a>> {
    let rooms = site.rooms.iter().filter_map(|id| loaded.archive.room(id));
    let view = |room| {
        let (held, topics) = of_room(loaded.context(), room);
        let subject = Subject::Room(room.id.clone());
        let (held, not_asked, duties) = if site.is_public {
            (Vec::new(), Vec::new(), Vec::new())
        } else {
            let own = duties.iter().filter(|duty| duty.subject == subject).collect();
            (held, not_asked(loaded.context(), room), own)
        };
        let page = room::Page {
            loaded,
            room,
            regulation: loaded.regulations.get(&room.regulation).ok(),
            held,
            not_asked,
            topics,
            duties,
            findings: &[],
            language: site.language,
            colour: false,
        };
        RoomView { page, events: entries_of_room(loaded, &room.id, site.is_public).collect() }
    };
    rooms.map(view).collect()
}

/// What is on record in the folder of a year and stands.
fn entries<'a>(plan: &'a PlanYear, loaded: &LoadedArchive, is_public: bool) -> impl Iterator<Item = &'a Event> {
    let today = loaded.today;
    let standing = plan.events.iter().filter(move |recorded| recorded.stands(today));
    standing.map(|recorded| &recorded.event).filter(move |event| event.public || !is_public)
}

fn entries_of_room<'a>(loaded: &'a LoadedArchive, room: &Name, is_public: bool) -> impl Iterator<Item = &'a Event> {
    let all = loaded.archive.plans.iter().flat_map(move |plan| entries(plan, loaded, is_public));
    all.filter(move |event| event.room.as_ref() == Some(room))
}

fn is_of_year(event: &Event) -> bool {
    event.room.is_none()
}
