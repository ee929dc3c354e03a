//! Kind `post`: whoever has the role holds one of the posts that day.

use super::holder::{Holder, Holders, room};
use super::standing::Standing;
use super::{hint, message};
use crate::diagnostic::{Location, PathSegment};
use crate::rules::outcome::{Holds, Outcome, Wrong};
use crate::rules::{PostCheck, Role, RuleContext};
use crate::text::Text;

/// Whether somebody in the role holds one of the posts.
pub(crate) fn judge(context: &RuleContext, check: &PostCheck) -> Outcome {
    let holders = Holders::of(context, check.who);
    let standings: Vec<Standing> = holders.there.iter().map(|holder| Standing::of(context, check, holder)).collect();
    let belongs = belongs(context, check.who);
    // A topic does not owe its room a convener.
    let unasked = check.who == Role::RoomConvener && context.view.room.is_none() && holders.there.is_empty();
    if unasked || standings.contains(&Standing::Entitled) {
        return Outcome { holds: Holds::Undated, ..Outcome::open(belongs) };
    }
    let missing = message::missing(context, check, &holders, &standings);
    let hint = hint::how_to_state(context, check, &holders, &standings);
    // What was left unsaid can still be stated, and so can the office; another post, another's delegation is wrong.
    let could_be = |standing: &Standing| matches!(standing, Standing::Untagged | Standing::Undelegated);
    let wrong =
        holders.there.first().filter(|_| !hint::lacks_office(context, check) && !standings.iter().any(could_be));
    let wrong = wrong.map(|first| Wrong { place: first.place.clone(), message: missing.clone(), remedy: hint.clone() });
    let (task, wrong) = (message::to_do(check.who), wrong.into_iter().collect());
    Outcome { task, missing, wrong, hint: Some(hint), ..Outcome::open(belongs) }
}

/// Whoever has the role beside somebody who may, and holds none of the posts; and what the rule asks for.
pub(crate) fn besides(context: &RuleContext, check: &PostCheck) -> Option<(Location, Text)> {
    let holders = Holders::of(context, check.who).there;
    let standings: Vec<Standing> = holders.iter().map(|holder| Standing::of(context, check, holder)).collect();
    let others = holders.iter().zip(&standings).filter(|(_, standing)| **standing == Standing::Other);
    let others: Vec<&Holder> = others.map(|(holder, _)| holder).collect();
    let first = others.first().filter(|_| standings.contains(&Standing::Entitled))?;
    Some((first.place.clone(), message::besides(context, check, &others)))
}

fn belongs(context: &RuleContext, who: Role) -> Location {
    let view = context.view;
    let of_room = |field: &str| {
        let index = room(context).map(|(index, _)| index);
        index.map_or_else(
            || view.file("rooms.yml"),
            |index| Location::field("rooms.yml", [PathSegment::from(index), field.into()]),
        )
    };
    match who {
        Role::TopicLead => Location { field: vec![PathSegment::from("lead")], ..view.file("topic.yml") },
        Role::RoomConvener => of_room("convener"),
        Role::RoomLiaison => of_room("liaison"),
        Role::Host | Role::Briefer | Role::ResearchLead => view.file("roster.yml"),
    }
}
