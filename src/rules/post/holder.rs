//! `Holder`: who has a role, from the topic, the room or the roster.

use crate::diagnostic::{Location, PathSegment};
use crate::model::{Attendee, Name, Room};
use crate::rules::{Actor, Role, RuleContext, actor};

/// Somebody in a role.
pub(crate) struct Holder<'a> {
    pub name: &'a str,
    /// The person's id or name, and the tags of the entry.
    stated: Vec<&'a str>,
    /// The entry of the roster with its place.
    pub entry: Option<(usize, &'a Attendee)>,
    pub place: Location,
}

/// Those who have a role, and those who should have had it but did not come.
pub(crate) struct Holders<'a> {
    pub there: Vec<Holder<'a>>,
    pub absent: Vec<Holder<'a>>,
}

impl<'a> Holders<'a> {
    pub(crate) fn new(context: &RuleContext<'_, 'a>, who: Role) -> Self {
        match who {
            Role::TopicLead => Self::single(lead(context)),
            Role::RoomConvener => Self::single(of_room(context, "convener", |room| room.convener.as_ref())),
            Role::RoomLiaison => Self::single(of_room(context, "liaison", |room| room.liaison.as_ref())),
            Role::Host | Role::Briefer => Self::of_roster(context, who, "meeting"),
            Role::ResearchLead => Self::of_roster(context, who, "research"),
        }
    }

    fn single(holder: Option<Holder<'a>>) -> Self {
        Self { there: holder.into_iter().collect(), absent: Vec::new() }
    }

    fn of_roster(context: &RuleContext<'_, 'a>, who: Role, activity: &str) -> Self {
        let view = context.view;
        let tagged = view.roster().filter(|(_, entry)| entry.tags.iter().any(|tag| Some(tag.as_str()) == who.tag()));
        let (absent, there) = tagged.partition::<Vec<_>, _>(|(_, entry)| {
            // In an entry for other activities only, the mark is for those.
            let elsewhere = !entry.at.is_empty() && !entry.activities().contains(&activity);
            (if elsewhere { entry.came() } else { view.mark(entry, activity) }) == Some(false)
        });
        let holders = |entries: Vec<(usize, &'a Attendee)>| {
            entries.into_iter().map(|(nth, entry)| Holder {
                name: entry.name.as_str(),
                stated: std::iter::once(entry.person.as_ref().unwrap_or(&entry.name))
                    .chain(entry.tags.iter())
                    .map(Name::as_str)
                    .collect(),
                entry: Some((nth, entry)),
                place: Location { field: vec![PathSegment::from(nth)], ..view.file("roster.yml") },
            })
        };
        Self { there: holders(there).collect(), absent: holders(absent).collect() }
    }
}

impl Holder<'_> {
    /// Whether they are any of these actors on the day that counts.
    pub(crate) fn is_any(&self, context: &RuleContext, wanted: &[Actor]) -> bool {
        wanted
            .iter()
            .any(|wanted| self.stated.iter().any(|stated| actor::is_meant(context, wanted, stated, context.day())))
    }

    /// Who delegated the role to them.
    pub(crate) fn delegated_by(&self) -> Option<&Name> {
        self.entry.and_then(|(_, entry)| entry.delegated_by.as_ref())
    }
}

fn lead<'a>(context: &RuleContext<'_, 'a>) -> Option<Holder<'a>> {
    let topic = context.view.topic.map(|facts| facts.topic)?;
    let place = Location::field(topic.path("topic.yml"), [PathSegment::from("lead")]);
    Some(named(context, topic.file.lead.as_ref()?, place))
}

/// The person named in the room of the duty or of its topic.
fn of_room<'a>(context: &RuleContext<'_, 'a>, field: &str, who: impl Fn(&Room) -> Option<&Name>) -> Option<Holder<'a>> {
    let (index, room) = room(context)?;
    Some(named(context, who(room)?, Location::field("rooms.yml", [PathSegment::from(index), PathSegment::from(field)])))
}

/// The room of the duty or of its topic, with its place in `rooms.yml`.
pub(crate) fn room<'a>(context: &RuleContext<'_, 'a>) -> Option<(usize, &'a Room)> {
    let own = context.view.room.map(|facts| (facts.index, facts.room));
    own.or_else(|| {
        let id = context.view.topic?.topic.file.room.as_ref()?;
        context.world.archive.rooms.iter().enumerate().find(|(_, room)| room.id == *id)
    })
}

fn named<'a>(context: &RuleContext<'_, 'a>, id: &'a Name, place: Location) -> Holder<'a> {
    let person = context.world.archive.person(id);
    let name = person.map_or(id.as_str(), |person| person.name.as_str());
    Holder { name, stated: vec![id.as_str()], entry: None, place }
}
