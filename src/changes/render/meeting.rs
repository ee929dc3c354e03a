//! What papers may name of a topic's meeting: its session, and who takes part in which capacity.

use super::facts::Facts;
use crate::archive::Topic;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::document::TemplateValue;
use crate::model::{AgendaItem, Attendance, Attendee, Name, Session};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, field_argument};

/// How an unknown fact of the session is set.
fn set(topic: &Topic, field: &str) -> Text {
    let (key, Text { zh, en }) = (topic.key, field_argument(field));
    text!(zh: "yijuan set {key} {zh}=…", en: "yijuan set {key} {en}=…")
}

/// What a session that has been begun still lacks, so that no paper announces half of it.
pub(super) fn lacking(topic: &Topic) -> Diagnostics {
    let session = &topic.file.session;
    if *session == Session::default() {
        return Diagnostics::new();
    }
    let needed = [("session.time", session.time.is_none()), ("session.place", session.place.is_none())];
    let missing = needed.into_iter().filter(|(_, is_missing)| *is_missing).map(|(field, _)| {
        let Text { zh, en } = field_argument(field);
        let problem = Diagnostic::new(text!(zh: "会议安排缺少{zh}", en: "the session lacks `{en}`"));
        problem.at(Location::file(topic.path("topic.yml"))).hint(set(topic, field))
    });
    missing.collect()
}

/// The facts of a topic with those of its meeting.
pub(super) fn with_meeting(facts: &Facts, topic: &Topic) -> TemplateValue {
    facts
        .of_topic(topic)
        .with("session", session(topic))
        .with("people", facts.people(topic))
        .with("everyone", facts.everyone(topic))
        .with("departments", facts.departments(topic))
}

/// `session`: hours as HH:MM, deadlines as YYYY-MM-DD or YYYY-MM-DD HH:MM, times in minutes.
fn session(topic: &Topic) -> TemplateValue {
    let session = &topic.file.session;
    let known = |key: &'static str, value: Option<String>| {
        (key, TemplateValue::known(value, || set(topic, &format!("session.{key}"))))
    };
    let written = |name: &Option<Name>| name.as_ref().map(ToString::to_string);
    TemplateValue::map([
        known("time", session.time.map(|hour| hour.to_string())),
        known("minutes", session.minutes.map(|minutes| minutes.to_string())),
        known("place", written(&session.place)),
        known("arrival", session.arrival.map(|hour| hour.to_string())),
        known("dress", written(&session.dress)),
        known("contact", written(&session.contact)),
        known("phone", written(&session.phone)),
        known("reply_by", session.reply_by.map(|moment| moment.to_string())),
        known("materials_by", session.materials_by.map(|moment| moment.to_string())),
        ("agenda", TemplateValue::List(session.agenda.iter().map(agenda_item).collect())),
    ])
}

impl Facts<'_> {
    /// `people`: tag → those at the meeting who have it, or one that implies it, in the customary order.
    fn people(&self, topic: &Topic) -> TemplateValue {
        let entries = self.in_order(topic);
        TemplateValue::map(self.regulation.terms(Group::Tags).iter().map(|(tag, _)| {
            let of_tag = entries.iter().filter(|entry| self.has(entry, tag));
            (tag.to_string(), TemplateValue::List(of_tag.map(|entry| self.participant(entry)).collect()))
        }))
    }

    /// `everyone` at the meeting, in the customary order.
    fn everyone(&self, topic: &Topic) -> TemplateValue {
        TemplateValue::List(self.in_order(topic).into_iter().map(|entry| self.participant(entry)).collect())
    }

    fn in_order<'t>(&self, topic: &'t Topic) -> Vec<&'t Attendee> {
        let mut entries: Vec<&Attendee> = at_meeting(topic).collect();
        entries.sort_by_key(|entry| self.rank(entry));
        entries
    }

    /// `departments`: the bodies whose officials are on the roster, by id (or as written) and name.
    fn departments(&self, topic: &Topic) -> TemplateValue {
        let mut found: Vec<(String, String)> = Vec::new();
        for entry in at_meeting(topic).filter(|entry| self.has(entry, "department-official")) {
            let Some(affiliation) = &entry.affiliation else { continue };
            let bodies = self.settings.bodies.iter().filter(|(_, body)| affiliation.starts_with(body.name.as_str()));
            let body = bodies.max_by_key(|(_, body)| body.name.len());
            let (id, name) = body.map_or_else(
                || (affiliation.to_string(), affiliation.to_string()),
                |(id, body)| (id.to_owned(), body.name.to_string()),
            );
            if !found.iter().any(|(known, _)| *known == id) {
                found.push((id, name));
            }
        }
        let facts = found.into_iter().map(|(id, name)| {
            TemplateValue::map([("id", TemplateValue::text(id)), ("name", TemplateValue::text(name))])
        });
        TemplateValue::List(facts.collect())
    }

    /// Whether somebody has a tag, by the roster, the register or a post they hold.
    fn has(&self, entry: &Attendee, tag: &str) -> bool {
        let person = entry.person.as_ref().and_then(|id| self.archive.person(id));
        let (tags, posts) = person.map_or((&[][..], &[][..]), |person| (&person.tags[..], &person.posts[..]));
        let posts = posts.iter().filter(|post| post.on(self.today)).map(|post| &post.post);
        entry.tags.iter().chain(tags).chain(posts).any(|own| self.regulation.includes(own, tag))
    }

    /// Every tag that somebody has.
    fn tags<'s>(&'s self, entry: &'s Attendee) -> impl Iterator<Item = &'s str> {
        self.regulation.terms(Group::Tags).iter().map(|(tag, _)| tag).filter(|tag| self.has(entry, tag))
    }

    /// Where somebody stands among the others: by the order of posts in the regulation; who has none comes last.
    fn rank(&self, entry: &Attendee) -> usize {
        let posts = self.regulation.terms(Group::Posts);
        let person = entry.person.as_ref().and_then(|id| self.archive.person(id));
        let held = person.into_iter().flat_map(|person| &person.posts).filter(|post| post.on(self.today));
        let rank = held.filter_map(|held| posts.iter().position(|(id, _)| *id == *held.post.as_str())).min();
        rank.unwrap_or(usize::MAX)
    }

    fn participant(&self, entry: &Attendee) -> TemplateValue {
        let person = entry.person.as_ref().and_then(|id| self.archive.person(id));
        let held = person.and_then(|person| self.post_of(person));
        let post = entry.affiliation.as_ref().map(ToString::to_string).or(held).unwrap_or_default();
        let came = entry.attendance.map(Attendance::id).unwrap_or_default();
        TemplateValue::map([
            ("name", TemplateValue::text(entry.name.to_string())),
            ("post", TemplateValue::text(&*post)),
            ("called", TemplateValue::text(format!("{post}{}", entry.name))),
            ("attendance", TemplateValue::text(came)),
            ("tags", TemplateValue::List(self.tags(entry).map(TemplateValue::text).collect())),
            ("spoke", TemplateValue::Bool(entry.spoke)),
        ])
    }
}

fn agenda_item(item: &AgendaItem) -> TemplateValue {
    let AgendaItem { item, speaker, minutes } = item;
    TemplateValue::map([
        ("item", TemplateValue::text(item.to_string())),
        ("speaker", TemplateValue::text(speaker.as_ref().map(ToString::to_string).unwrap_or_default())),
        ("minutes", TemplateValue::text(minutes.map(|minutes| minutes.to_string()).unwrap_or_default())),
    ])
}

fn at_meeting(topic: &Topic) -> impl Iterator<Item = &Attendee> {
    topic.roster.iter().filter(|entry| entry.activities().contains(&"meeting"))
}
