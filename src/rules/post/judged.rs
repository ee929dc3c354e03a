//! Judges kind `post`: whether whoever has the role holds one of the posts that day.

use super::holder::{Holder, Holders, room};
use super::standing::Standing;
use super::{hint, message};
use crate::diagnostic::{Location, PathSegment};
use crate::rules::outcome::{Holds, Outcome, Wrong};
use crate::rules::{PostCheck, Role, RuleContext};
use crate::text::Text;

/// Whether somebody in the role holds one of the posts.
pub(crate) fn judge(context: &RuleContext, check: &PostCheck) -> Outcome {
    let holders = Holders::new(context, check.who);
    let standings: Vec<Standing> = holders.there.iter().map(|holder| Standing::new(context, check, holder)).collect();
    let belongs = belongs(context, check.who);
    // It is not the topic's duty to give its room a convener.
    let unasked = check.who == Role::RoomConvener && context.view.room.is_none() && holders.there.is_empty();
    if unasked || standings.contains(&Standing::Entitled) {
        return Outcome { holds: Holds::Undated, ..Outcome::open(belongs) };
    }
    let missing = message::missing(context, check, &holders, &standings);
    let hint = hint::how_to_state(context, check, &holders, &standings);
    // A missing statement or office can still be added; another post or another's delegation is wrong.
    let is_unstated = standings.iter().any(|standing| matches!(standing, Standing::Untagged | Standing::Undelegated));
    let wrong = holders.there.first().filter(|_| !hint::lacks_office(context, check) && !is_unstated);
    let wrong = wrong.map(|first| Wrong { place: first.place.clone(), message: missing.clone(), remedy: hint.clone() });
    let (task, wrong) = (message::to_do(check.who), wrong.into_iter().collect());
    Outcome { task, missing, wrong, hint: Some(hint), ..Outcome::open(belongs) }
}

/// People in the role who hold none of the posts, beside somebody who does, with the message.
pub(crate) fn besides(context: &RuleContext, check: &PostCheck) -> Option<(Location, Text)> {
    let holders = Holders::new(context, check.who).there;
    let standings: Vec<Standing> = holders.iter().map(|holder| Standing::new(context, check, holder)).collect();
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
