//! `calendar`: deadlines and meetings as iCalendar (RFC 5545), for a program that shows them by day.

use super::due::heading_of;
use super::law;
use super::page::is_provisional;
use crate::duty::{Duty, State};
use crate::engine::Promise;
use crate::model::{Date, Subject};
use crate::text::{Language, Text, on_one_line};
use crate::workspace::{Due, Overview, TopicState};

/// How events are worded.
struct Page {
    language: Language,
    /// The archive's id, the last part of each event's.
    archive: String,
}

/// The whole calendar: what is due, what of withdrawn topics is off, and the meetings that are scheduled.
pub(crate) fn ics(
    overview: &Overview,
    due: &Due,
    withdrawn: &[(Duty, TopicState)],
    meetings: &[&TopicState],
    language: Language,
) -> String {
    let settings = overview.loaded.archive.settings.as_ref();
    let id = settings.and_then(|settings| settings.id.as_ref()).map(ToString::to_string);
    let page = Page { language, archive: id.unwrap_or_else(|| "yijuan.invalid".to_owned()) };
    let institution = settings.and_then(|settings| settings.institution.as_deref()).unwrap_or_default();
    let name = format!("{institution}{}", language.choose("协商工作期限", " consultation deadlines"));
    let mut lines: Vec<String> =
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//yijuan//yijuan//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
            .map(ToOwned::to_owned)
            .into();
    lines.push(format!("X-WR-CALNAME:{}", text(name.trim_start())));
    let of_duties = due.duties.iter().map(|duty| page.duty(duty, overview.title(&duty.subject), false));
    let of_promises =
        due.promises.iter().map(|promise| Some(page.promise(promise, overview.title(&Subject::Topic(promise.topic)))));
    let off = withdrawn.iter().map(|(duty, topic)| page.duty(duty, Some(topic.title.to_string()), true));
    let of_meetings = meetings.iter().map(|topic| page.meeting(topic));
    let events = of_duties.chain(of_promises).chain(off).chain(of_meetings).flatten();
    lines.extend(events.flat_map(|event| event.lines(overview.loaded.today)));
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// An event of a whole day.
struct Event {
    uid: String,
    day: Date,
    summary: String,
    /// What else is said of it, line by line.
    said: Vec<String>,
    place: Option<String>,
    status: Option<&'static str>,
}

impl Event {
    /// Its properties (RFC 5545, 3.6.1). It ends, exclusively, on the next day.
    fn lines(&self, today: Date) -> Vec<String> {
        let mut lines = vec![
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", text(&self.uid)),
            // The day of which this calendar is: the same files on the same day give the same bytes.
            format!("DTSTAMP:{}T000000Z", compact(today)),
            format!("DTSTART;VALUE=DATE:{}", compact(self.day)),
            format!("DTEND;VALUE=DATE:{}", compact(self.day.plus_days(1))),
            "TRANSP:TRANSPARENT".to_owned(),
            format!("SUMMARY:{}", text(&self.summary)),
        ];
        if !self.said.is_empty() {
            let said: Vec<String> = self.said.iter().map(|line| text(line)).collect();
            lines.push(format!("DESCRIPTION:{}", said.join("\\n")));
        }
        lines.extend(self.place.iter().map(|place| format!("LOCATION:{}", text(place))));
        lines.extend(self.status.iter().map(|status| format!("STATUS:{status}")));
        lines.push("END:VEVENT".to_owned());
        lines
    }
}

impl Page {
    /// A deadline; nothing for a duty without a day.
    fn duty(&self, duty: &Duty, title: Option<String>, is_off: bool) -> Option<Event> {
        let what = if duty.what.is_empty() { String::new() } else { format!("/{}", duty.what) };
        let period = duty.period_end.map(|end| format!("/{end}")).unwrap_or_default();
        let (regulation, rule) = (&duty.regulation().id, &duty.rule().id);
        let is_provisional = is_provisional(duty) && !is_off;
        let overdue = Text::new("【逾期】", "[overdue] ");
        let mark = if duty.state == State::Overdue && !is_off { overdue.in_(self.language) } else { "" };
        let about = self.about(&duty.subject, title, duty.task.in_(self.language));
        Some(Event {
            uid: format!("{}/{regulation}/{rule}{what}{period}@{}", duty.subject, self.archive),
            day: duty.due?,
            summary: format!("{mark}{about}{}", self.provisional(is_provisional)),
            said: vec![duty.missing.in_(self.language).to_owned(), law(duty.rule(), self.language)],
            place: None,
            status: if is_off { Some("CANCELLED") } else { is_provisional.then_some("TENTATIVE") },
        })
    }

    fn promise(&self, promise: &Promise, title: Option<String>) -> Event {
        let subject = Subject::Topic(promise.topic);
        let what = format!("{} {}", promise.suggestion, Promise::task().in_(self.language));
        Event {
            uid: format!("{subject}/{}/answer@{}", promise.suggestion, self.archive),
            day: promise.due,
            summary: self.about(&subject, title, &what),
            said: Vec::new(),
            place: None,
            status: None,
        }
    }

    /// The meeting of a topic; off if the topic was withdrawn.
    fn meeting(&self, topic: &TopicState) -> Option<Event> {
        let meeting = topic.meeting.as_ref()?;
        let subject = Subject::Topic(topic.folder.key);
        let hour = meeting.time.as_ref().map(|time| format!(" {time}")).unwrap_or_default();
        let what = format!("{}{hour}", self.language.choose("协商会议", "meeting"));
        Some(Event {
            uid: format!("{subject}/meeting@{}", self.archive),
            day: meeting.day,
            summary: self.about(&subject, Some(topic.title.to_string()), &what),
            said: Vec::new(),
            place: meeting.place.as_ref().map(ToString::to_string),
            status: topic.is_dropped().then_some("CANCELLED"),
        })
    }

    /// What it is about, and what there is to do.
    fn about(&self, subject: &Subject, title: Option<String>, what: &str) -> String {
        format!("{}{}{what}", heading_of(subject, title, self.language), self.language.choose("：", ": "))
    }

    fn provisional(&self, is_provisional: bool) -> &'static str {
        match (is_provisional, self.language) {
            (false, _) => "",
            (true, Language::Chinese) => "（暂计）",
            (true, Language::English) => " (provisional)",
        }
    }
}

/// 20260615.
fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// A text on one line, with what means something escaped (RFC 5545, 3.3.11).
fn text(raw: &str) -> String {
    let mut escaped = String::with_capacity(raw.len());
    for c in on_one_line(raw).chars() {
        if matches!(c, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Most octets of a line without its end (RFC 5545, 3.1).
const OCTETS: usize = 75;

/// A line with its end, continued on lines that begin with a space; no character is divided.
fn folded(line: &str) -> String {
    let (mut page, mut length) = (String::with_capacity(line.len() + line.len() / 20), 0);
    for c in line.chars() {
        if length + c.len_utf8() > OCTETS {
            page.push_str("\r\n ");
            length = 1;
        }
        page.push(c);
        length += c.len_utf8();
    }
    page + "\r\n"
}
