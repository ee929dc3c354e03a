//! Kind `people`: each of these is there, or so many of them.

use super::group::{Group, groups};
use super::list::{Somebody, list, list_by};
use super::{Asked, hint, message};
use crate::diagnostic::Location;
use crate::model::Date;
use crate::rules::bound::Broken;
use crate::rules::outcome::{Holds, Outcome, Part, Wrong};
use crate::rules::{Basis, PeopleCheck, RuleContext, remedy};
use crate::text::Text;

/// Whether the people asked for are on the list, or came. `alike`: what this rule and others that may be broken like it
/// ask of any list, for all of which together a list is mended.
pub(crate) fn judge(context: &RuleContext, check: &PeopleCheck, alike: &[Asked]) -> Outcome {
    let list = list(context, check);
    let groups = groups(context, check, &list);
    let holds = |group: &Group| if group.holds() { Holds::since(invited(group, &list)) } else { Holds::No };
    let part = |group: &Group| Part { name: message::part(context.regulation, group), holds: holds(group) };
    let parts: Vec<Part> = groups.iter().map(part).collect();
    let belongs = context.view.file("roster.yml");
    let lacking: Vec<&Group> = groups.iter().filter(|group| !group.holds()).collect();
    if lacking.is_empty() {
        let last = parts.iter().filter_map(|part| part.holds.day()).max();
        return Outcome { holds: Holds::since(last), parts, ..Outcome::open(belongs) };
    }
    let (task, missing) = message::missing(context, check, &lacking, &list, alike);
    let missing = missing.then(&message::unmarked(context, check, &lacking));
    let hint = hint::how_to_mend(context, check, &lacking, &list);
    let (missing, hint) = match invited_later(context, check) {
        Some((place, day)) => {
            (Text::join(&[missing, message::invited_later(day)], "；", "; "), remedy::how_to_redate_file(&place, day))
        }
        None => (missing, hint),
    };
    // A list of those invited may still shrink; whoever is marked has come.
    let marked = || check.basis != Basis::Invited && check.at.iter().any(|activity| context.view.is_marked(activity));
    let is_many = |group: &&Group| matches!(group.broken, Some(Broken::Many(_)));
    let is_excess = lacking.iter().all(is_many);
    let wrong = (is_excess && marked()).then(|| Wrong {
        place: belongs.clone(),
        message: missing.clone(),
        remedy: hint.clone(),
    });
    let wrong = wrong.into_iter().collect();
    Outcome { parts, task, missing, wrong, is_excess, hint: Some(hint), ..Outcome::open(belongs) }
}

/// The first invitation to come, where nothing is lacking once all invitations have been made.
fn invited_later(context: &RuleContext, check: &PeopleCheck) -> Option<(Location, Date)> {
    let ahead = context.view.roster().filter_map(|(nth, entry)| Some((nth, entry.invited?)));
    let (nth, day) = ahead.filter(|(_, day)| context.today < *day).min_by_key(|(_, day)| *day)?;
    let in_the_end = list_by(context, check, Date::LATEST);
    let holds = groups(context, check, &in_the_end).iter().all(Group::holds);
    holds.then(|| (Location { field: vec![nth.into(), "invited".into()], ..context.view.file("roster.yml") }, day))
}

/// The day on which the last of so many was invited; entries without a day come last.
fn invited(group: &Group, list: &[Somebody]) -> Option<Date> {
    if group.check.basis != Basis::Invited {
        return None;
    }
    let least = group.measures.least.map_or(1, |least| least.least(group.total));
    let counted = list.iter().zip(&group.counted).filter(|(_, counted)| **counted);
    let mut days: Vec<Option<Date>> = counted.map(|(one, _)| one.invited()).collect();
    days.sort_by_key(|day| (day.is_none(), *day));
    days.get(least.checked_sub(1)?).copied().flatten()
}
