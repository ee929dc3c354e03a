//! What papers may name of a topic's meeting: its session, and who takes part in which capacity, with their posts.

use super::facts::Facts;
use crate::archive::Topic;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::document::{Remedy, TemplateValue};
use crate::engine::{Context, Meeting, meeting};
use crate::model::{AgendaItem, Attendance, Attendee, Body, Date, Person, PostHeld, Session};
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, field_argument};

/// How an unknown fact of the session is set.
fn set(topic: &Topic, field: &str) -> Remedy {
    let (key, Text { zh, en }) = (topic.key, field_argument(field));
    let command = text!(zh: "yijuan set {key}", en: "yijuan set {key}");
    Remedy { command, argument: text!(zh: "{zh}=…", en: "{en}=…") }
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
        problem.at(Location::file(topic.path("topic.yml"))).hint(set(topic, field).text())
    });
    missing.collect()
}

/// The facts of a topic with those of its meeting: `session`; `everyone` who takes part; and `people`, tag → those who
/// have it, or one that implies it.
pub(super) fn with_meeting(facts: &Facts, context: Context, topic: &Topic) -> TemplateValue {
    let meeting = meeting(context, facts.regulation, topic);
    let everyone = Participant::all(facts, topic, &meeting);
    let list = |people: &mut dyn Iterator<Item = &Participant>| {
        TemplateValue::List(people.map(|one| one.fact(facts)).collect())
    };
    let tags = facts.regulation.terms(Group::Tags).iter().map(|(tag, _)| tag.to_owned());
    let people = tags.map(|tag| {
        let of_tag = list(&mut everyone.iter().filter(|one| one.has(facts, &tag)));
        (tag, of_tag)
    });
    facts
        .of_topic(topic, meeting.round)
        .with("session", session(facts, topic, &everyone))
        .with("people", TemplateValue::map(people))
        .with("everyone", list(&mut everyone.iter()))
}

/// `session`: hours as HH:MM, deadlines as YYYY-MM-DD or YYYY-MM-DD HH:MM, times in minutes.
fn session(facts: &Facts, topic: &Topic, everyone: &[Participant]) -> TemplateValue {
    let session = &topic.file.session;
    let agenda = session.agenda.iter().map(|item| agenda_item(facts, topic, everyone, item));
    TemplateValue::map([
        known(topic, "time", session.time.as_ref()),
        known(topic, "minutes", session.minutes.as_ref()),
        known(topic, "place", session.place.as_ref()),
        known(topic, "arrival", session.arrival.as_ref()),
        known(topic, "dress", session.dress.as_ref()),
        known(topic, "contact", session.contact.as_ref()),
        known(topic, "phone", session.phone.as_ref()),
        known(topic, "reply_by", session.reply_by.as_ref()),
        known(topic, "materials_by", session.materials_by.as_ref()),
        ("agenda", TemplateValue::List(agenda.collect())),
    ])
}

/// A fact of the session, or how it is set.
fn known(topic: &Topic, key: &'static str, value: Option<&impl ToString>) -> (&'static str, TemplateValue) {
    let value = value.map(ToString::to_string);
    (key, TemplateValue::known(value, || set(topic, &format!("session.{key}"))))
}

/// The day of a meeting that was not held.
fn scheduled(facts: &Facts, topic: &Topic) -> Date {
    topic.file.scheduled.get(MEETING).copied().unwrap_or(facts.today)
}

/// For whom a paper is: the own institution, or others too.
#[derive(Clone, Copy)]
enum Reader {
    Own,
    Other,
}

/// Somebody who takes part in the meeting.
struct Participant<'t> {
    /// All that the roster says of them, for whatever activity: what somebody is holds for all of them.
    entries: Vec<&'t Attendee>,
    person: Option<&'t Person>,
    /// The day of the meeting.
    day: Date,
}

impl<'t> Participant<'t> {
    /// Those on the roster for the meeting of the last round, in the order of the regulation's posts, and who has none as
    /// the roster has them.
    fn all(facts: &'t Facts, topic: &'t Topic, meeting: &Meeting) -> Vec<Self> {
        let day = meeting.held.unwrap_or_else(|| scheduled(facts, topic));
        let of_round = topic.roster.iter().filter(|entry| entry.round.is_none_or(|round| round == meeting.round));
        let people = Attendee::people(of_round).into_iter().map(|entries| {
            let mut named = entries.iter().map(|entry| entry.person.as_ref().unwrap_or(&entry.name));
            // If two people have the same name, an entry with only the name means neither.
            let person = named.find_map(|name| facts.archive.person_named(name).ok().flatten());
            Self { entries, person, day }
        });
        let mut all: Vec<Self> = people.filter(|one| one.at_meeting().next().is_some()).collect();
        all.sort_by_key(|one| one.rank(facts));
        all
    }

    fn at_meeting(&self) -> impl Iterator<Item = &'t Attendee> {
        self.entries.iter().copied().filter(|entry| entry.activities().contains(&MEETING))
    }

    /// The posts held on the day of the meeting.
    fn posts(&self) -> impl Iterator<Item = &'t PostHeld> {
        self.person.into_iter().flat_map(|person| &person.posts).filter(|post| post.on(self.day))
    }

    /// Whether they have a tag, by the roster, the register or a post they hold.
    fn has(&self, facts: &Facts, tag: &str) -> bool {
        let tags = self.entries.iter().flat_map(|entry| entry.tags.iter());
        let registered = self.person.into_iter().flat_map(|person| &person.tags);
        let mut own = tags.chain(registered).chain(self.posts().map(|post| &post.post));
        own.any(|own| facts.regulation.includes(own, tag))
    }

    /// The place of their highest post in the regulation; who has none comes last.
    fn rank(&self, facts: &Facts) -> usize {
        let posts = facts.regulation.terms(Group::Posts);
        let places = self.posts().filter_map(|held| posts.iter().position(|(id, _)| *id == *held.post.as_str()));
        places.min().unwrap_or(usize::MAX)
    }

    fn affiliation(&self) -> Option<&'t str> {
        self.entries.iter().find_map(|entry| entry.affiliation.as_deref())
    }

    /// The post with which they are named, as the roster has it, or else the register.
    fn post(&self, facts: &Facts, to: Reader) -> String {
        let held = || {
            self.posts().next().map(|held| match to {
                Reader::Own => facts.post_held(held),
                Reader::Other => facts.post_in_full(held),
            })
        };
        self.affiliation().map(ToOwned::to_owned).or_else(held).unwrap_or_default()
    }

    fn fact(&self, facts: &Facts) -> TemplateValue {
        let name = self.entries.first().map(|entry| entry.name.to_string()).unwrap_or_default();
        let affiliation = self.affiliation();
        let (post, in_full) = (self.post(facts, Reader::Own), self.post(facts, Reader::Other));
        let mark = self.at_meeting().find_map(|entry| entry.attendance);
        let is_away = mark.is_some_and(|mark| mark != Attendance::Present);
        let came = mark.map(Attendance::id).unwrap_or_default();
        let tags = facts.regulation.terms(Group::Tags).iter().map(|(tag, _)| tag).filter(|tag| self.has(facts, tag));
        let given = self.at_meeting().flat_map(|entry| entry.tags.iter());
        let identity = given.map(|tag| facts.regulation.name_in(Group::Tags, tag).zh).collect::<Vec<_>>().join("、");
        let sector = self.person.and_then(|person| person.sector.as_ref()).map(ToString::to_string);
        TemplateValue::map([
            ("name", TemplateValue::text(&*name)),
            ("post", TemplateValue::text(&*post)),
            ("called", TemplateValue::text(format!("{post}{name}"))),
            ("introduced", TemplateValue::text(format!("{in_full}{name}"))),
            ("asked_through", TemplateValue::text(asked_through(facts, &post))),
            ("attendance", TemplateValue::text(came)),
            ("away", TemplateValue::Bool(is_away)),
            ("identity", TemplateValue::text(identity)),
            ("sector", TemplateValue::text(sector.unwrap_or_default())),
            ("came", TemplateValue::text(mark.map(|mark| mark.text().zh).unwrap_or_default())),
            ("tags", TemplateValue::List(tags.map(TemplateValue::text).collect())),
            ("spoke", TemplateValue::Bool(self.at_meeting().any(|entry| entry.spoke))),
            ("unit", unit(facts, &name, affiliation)),
        ])
    }
}

/// The registered body in which somebody holds a post, by id and name; a place to fill in where it is not to be told.
fn unit(facts: &Facts, name: &str, affiliation: Option<&str>) -> TemplateValue {
    let body = affiliation.and_then(|words| facts.settings.body_of(words));
    let is_known = TemplateValue::Bool(body.is_some());
    let unknown = format!("〔待填写：{name}的单位〕");
    let (id, name) = body.map_or((&*unknown, &*unknown), |(id, body)| (id, body.name.as_str()));
    TemplateValue::map([("id", TemplateValue::text(id)), ("name", TemplateValue::text(name)), ("is_known", is_known)])
}

/// The office through which somebody of another body is asked to come: that of the body their post names, 区委办公室 of
/// 区委副书记, and of the government where it names none.
fn asked_through(facts: &Facts, post: &str) -> String {
    let bodies = facts.regulation.terms(Group::Bodies);
    let of_government = bodies.iter().map(|(id, _)| id).find(|id| *id == Body::GOVERNMENT_OFFICE);
    // 区委副书记、区长 is the head of the government.
    let heads_it = post.split('、').any(|part| HEADS.iter().any(|head| part.ends_with(head)));
    let named = || {
        let is_named = |name: &str| post.split_once(name).is_some_and(|(_, rest)| !rest.starts_with("员会"));
        let mut with_office = bodies.iter().filter_map(|(_, body)| Some((body.name.as_str(), body.office.as_deref()?)));
        with_office.find(|(name, _)| is_named(name)).map(|(_, office)| office)
    };
    let through = if heads_it { None } else { named() };
    through.or(of_government).unwrap_or_default().to_owned()
}

/// How the heads of governments and their deputies are called, whatever a regulation calls the government.
const HEADS: [&str; 6] = ["区长", "县长", "市长", "旗长", "州长", "盟长"];

/// Whoever speaks, with their posts; a body, or somebody nobody knows, as written.
fn introduced(facts: &Facts, topic: &Topic, everyone: &[Participant], written: &str) -> String {
    let one = |name: &str| {
        let is_meant = |one: &&Participant| one.entries.iter().any(|entry| entry.name.as_str() == name);
        let registered = || {
            let person = facts.archive.person_named(name).ok().flatten();
            Participant { entries: Vec::new(), person, day: scheduled(facts, topic) }.post(facts, Reader::Other)
        };
        let post = everyone.iter().find(is_meant).map(|one| one.post(facts, Reader::Other));
        post.unwrap_or_else(registered) + name
    };
    written.split('、').map(one).collect::<Vec<_>>().join("、")
}

fn agenda_item(facts: &Facts, topic: &Topic, everyone: &[Participant], item: &AgendaItem) -> TemplateValue {
    let AgendaItem { item, speaker, minutes } = item;
    let speaker = speaker.as_ref().map(|speaker| introduced(facts, topic, everyone, speaker));
    TemplateValue::map([
        ("item", TemplateValue::text(item.to_string())),
        ("speaker", TemplateValue::text(speaker.unwrap_or_default())),
        ("minutes", TemplateValue::text(minutes.map(|minutes| minutes.to_string()).unwrap_or_default())),
    ])
}
