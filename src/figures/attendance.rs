//! Who came to what: the rosters of topics, an attendance for each activity.

use super::measure::{Figure, Found, Item, Key, Kind, Measure, Unit};
use crate::archive::{Archive, Topic};
use crate::engine::{Context, Progress};
use crate::model::{Attendance, Attendee, Date, Name, Person, Subject};
use crate::regulation::Regulation;
use crate::rules::view::MEETING;
use crate::text::Text;
use crate::vocabulary::{Group, Vocabulary};

/// The activity that is research, where a regulation names it.
const RESEARCH: &str = "research";

/// Somebody on the list for an activity.
pub(super) struct Attended {
    subject: Subject,
    /// Who: the id in the register, else the name.
    pub(super) who: Key,
    /// Whether they are a member of the committee.
    pub(super) is_member: bool,
    /// As what they are on the list.
    pub(super) classes: Vec<Key>,
    activity: Text,
    is_research: bool,
    attendance: Option<Attendance>,
    /// The day of the activity, if it is over and its day is known.
    day: Option<Date>,
    spoke: bool,
}

impl Attended {
    pub(super) fn of_topic(
        context: Context<'_>,
        regulation: &Regulation,
        topic: &Topic,
        progress: &Progress,
    ) -> Vec<Self> {
        let of_entry = |entry: &Attendee| -> Vec<Self> {
            let registered = registered(context.archive, entry);
            let is_tagged = entry.tags.iter().any(|tag| regulation.includes(tag, Vocabulary::MEMBER));
            let is_member =
                is_tagged || registered.is_some_and(|(_, person)| is_member([regulation], person, context.today));
            let classes = entry.tags.iter().map(|tag| class(regulation, tag)).collect::<Vec<_>>();
            let met = match entry.round {
                Some(round) => progress.met_in(round),
                None => progress.held(),
            };
            let of_activity = |(nth, activity): (usize, &str)| Self {
                subject: Subject::Topic(topic.key),
                who: who(registered, &entry.name),
                is_member,
                classes: classes.clone(),
                activity: regulation.name_in(Group::Activities, activity),
                is_research: activity == RESEARCH,
                attendance: entry.attendance,
                day: met.filter(|_| activity == MEETING),
                // Whoever spoke is not said to have done so at each of several activities.
                spoke: entry.spoke && nth == 0,
            };
            entry.activities().into_iter().enumerate().map(of_activity).collect()
        };
        topic.roster.iter().flat_map(of_entry).collect()
    }

    /// Whether they came.
    pub(super) fn came(&self) -> bool {
        self.attendance == Some(Attendance::Present)
    }

    /// Whether the activity is over: somebody's attendance is on record, or the meeting is.
    fn is_over(&self) -> bool {
        self.attendance.is_some() || self.day.is_some()
    }

    fn counted_if(&self, is_so: bool) -> Option<Found> {
        (self.is_over() && is_so).then(|| Found::counted().on(self.day))
    }
}

impl Item for Attended {
    fn subject(&self) -> Subject {
        self.subject.clone()
    }

    fn what(&self) -> Text {
        Text::join(&[self.who.name.clone(), self.activity.clone()], "：", ": ")
    }
}

/// The entry of the register for somebody on a list, with its place.
fn registered<'a>(archive: &'a Archive, entry: &Attendee) -> Option<(usize, &'a Person)> {
    let mut people = archive.people.iter().enumerate();
    match &entry.person {
        Some(id) => people.find(|(_, person)| person.id == *id),
        None => people.find(|(_, person)| person.name == entry.name),
    }
}

/// Somebody as rows name them.
pub(super) fn who(registered: Option<(usize, &Person)>, name: &Name) -> Key {
    match registered {
        Some((rank, person)) => Key { rank, id: person.id.to_string(), name: Text::same(&*person.name) },
        None => Key { rank: usize::MAX, id: name.to_string(), name: Text::same(&**name) },
    }
}

/// Whether the register has somebody as a member, by a tag or by a post that they hold on a day.
pub(super) fn is_member<'r>(regulations: impl IntoIterator<Item = &'r Regulation>, person: &Person, day: Date) -> bool {
    let posts = person.posts.iter().filter(|held| held.on(day)).map(|held| &held.post);
    let words: Vec<&Name> = person.tags.iter().chain(posts).collect();
    regulations.into_iter().any(|regulation| words.iter().any(|word| regulation.includes(word, Vocabulary::MEMBER)))
}

fn class(regulation: &Regulation, tag: &Name) -> Key {
    let rank = regulation.terms(Group::Tags).iter().position(|(known, _)| known == tag.as_str());
    Key { rank: rank.unwrap_or(usize::MAX), id: tag.to_string(), name: regulation.name(tag) }
}

/// Who came.
pub(super) static MEASURES: [Measure<Attended>; 9] = [
    Measure {
        figure: Figure {
            id: "expected",
            name: ("应到", "expected"),
            unit: Unit::Attendances,
            kind: Kind::Count,
            means: (
                "已经开过的活动，在名单上的；还没有开的不计",
                "on the list of an activity that is over; not of those still to come",
            ),
        },
        of: |one, _| Some(if one.is_over() { Found::counted().on(one.day) } else { Found::left_out() }),
    },
    Measure {
        figure: Figure {
            id: "came",
            name: ("出席", "came"),
            unit: Unit::Attendances,
            kind: Kind::Count,
            means: ("登记到会的", "on record as present"),
        },
        of: |one, _| one.counted_if(one.came()),
    },
    Measure {
        figure: Figure {
            id: "leave",
            name: ("请假", "on leave"),
            unit: Unit::Attendances,
            kind: Kind::Count,
            means: ("登记请假的", "on record as on leave"),
        },
        of: |one, _| one.counted_if(one.attendance == Some(Attendance::Leave)),
    },
    Measure {
        figure: Figure {
            id: "absent",
            name: ("缺席", "absent"),
            unit: Unit::Attendances,
            kind: Kind::Count,
            means: ("登记缺席的", "on record as absent"),
        },
        of: |one, _| one.counted_if(one.attendance == Some(Attendance::Absent)),
    },
    Measure {
        figure: Figure {
            id: "unrecorded",
            name: ("到会未登记", "not on record"),
            unit: Unit::Attendances,
            kind: Kind::Count,
            means: (
                "会已开过、到没到会没有登记的",
                "the meeting is over, and nothing is on record of whether they came",
            ),
        },
        of: |one, _| one.counted_if(one.attendance.is_none()),
    },
    Measure {
        figure: Figure {
            id: "attendance-rate",
            name: ("参会率", "attendance rate"),
            unit: Unit::Attendances,
            kind: Kind::Share,
            means: (
                "应到人次中出席的；到会未登记的不计",
                "of those expected, those who came; not those of whom nothing is on record",
            ),
        },
        of: |one, _| {
            let found = if one.attendance.is_some() { Found::counted_if(one.came()) } else { Found::left_out() };
            one.is_over().then(|| found.on(one.day))
        },
    },
    Measure {
        figure: Figure {
            id: "attendance-rate-without-leave",
            name: ("参会率（请假不计）", "attendance rate without leave"),
            unit: Unit::Attendances,
            kind: Kind::Share,
            means: ("出席和缺席人次中出席的；请假的不计", "of those who came or were absent, those who came"),
        },
        of: |one, _| {
            let found = match one.attendance {
                Some(Attendance::Present) => Found::counted(),
                Some(Attendance::Absent) => Found::other(),
                Some(Attendance::Leave) | None => Found::left_out(),
            };
            one.is_over().then(|| found.on(one.day))
        },
    },
    Measure {
        figure: Figure {
            id: "spoke",
            name: ("发言", "spoke"),
            unit: Unit::Attendances,
            kind: Kind::Count,
            means: ("出席并登记发言的", "came, and spoke"),
        },
        of: |one, _| one.counted_if(one.came() && one.spoke),
    },
    Measure {
        figure: Figure {
            id: "researched",
            name: ("参加调研", "researched"),
            unit: Unit::Attendances,
            kind: Kind::Count,
            means: ("出席中属于调研的", "of those who came, to research"),
        },
        of: |one, _| one.counted_if(one.came() && one.is_research),
    },
];
