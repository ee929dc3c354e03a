//! Duties in lists, with the page of what each is about.

use super::listed::room_href;
use super::{Site, Whole, year_href};
use crate::duty::{Duty, State, days_left_in_short, has_no_deadline, open};
use crate::model::Subject;
use serde_json::json;

/// A duty among those of several subjects.
pub(super) fn listed(whole: &Whole, site: &Site, duty: &Duty) -> serde_json::Value {
    let title = whole.overview.title(&duty.subject);
    let title = title.unwrap_or_else(|| duty.subject.called().in_(site.language).to_owned());
    let office = duty.office.as_ref().map(|office| office.in_(site.language));
    let what = format!("{} {}", duty.rule().id, duty.task.in_(site.language));
    let due = duty.due.map(|_| due(site, duty));
    json!({"due": due, "href": href(whole, site, &duty.subject), "title": title, "what": what, "office": office})
}

/// The open duties of one subject that a day or the present asks for.
pub(super) fn pressing(site: &Site, duties: &[&Duty]) -> Vec<serde_json::Value> {
    let is_asked = |duty: &&Duty| {
        let is_dated = duty.due.is_some() || duty.state == State::Overdue;
        is_dated && !duty.rule().is_attested() || has_no_deadline(duty)
    };
    let asked = open(duties).into_iter().filter(is_asked);
    asked
        .map(|duty| {
            let class = match duty.state {
                State::Overdue => "late",
                State::DueSoon => "soon",
                _ => "",
            };
            let what = duty.task.in_(site.language);
            json!({"class": class, "due": due(site, duty), "what": what, "rule": duty.rule().id})
        })
        .collect()
}

/// Where the page of a subject lies, from the root of the site.
fn href(whole: &Whole, site: &Site, subject: &Subject) -> Option<String> {
    let of_year = |year: i32, at: &str| site.years.contains(&year).then(|| format!("{}#{at}", year_href(year)));
    match subject {
        Subject::Topic(key) => whole.page_of(*key),
        Subject::Room(id) => site.rooms.contains(id).then(|| room_href(id)),
        Subject::Plan(year) => of_year(*year, "plan"),
        Subject::Archive => of_year(site.today.year(), "archive"),
    }
}

/// 2026-06-18（3 个工作日）.
fn due(site: &Site, duty: &Duty) -> String {
    let left = days_left_in_short(duty);
    match duty.due {
        Some(due) => format!("{due}{}", site.language.choose(&format!("（{}）", left.zh), &format!(" ({})", left.en))),
        None => left.in_(site.language).to_owned(),
    }
}
