//! Judges kind `people`: whether all of these people, or enough of them, are on the list.

use super::group::{Group, groups};
use super::list::{Somebody, list, list_by};
use super::{Asked, hint, message};
use crate::diagnostic::Location;
use crate::model::Date;
use crate::rules::bound::Broken;
use crate::rules::outcome::{Holds, Outcome, Part, Wrong};
use crate::rules::{Basis, PeopleCheck, RuleContext, remedy};
use crate::text::Text;

/// Whether the demanded people are on the list, or came. `alike` has the checks of this and other rules that are
/// considered together when a change of the list is suggested.
pub(crate) fn judge(context: &RuleContext, check: &PeopleCheck, alike: &[Asked]) -> Outcome {
    let list = list(context, check);
    let groups = groups(context, check, &list);
    let parts = groups.iter().map(|group| Part {
        name: message::part(context.regulation, group),
        holds: if group.holds() { Holds::since(invited(group, &list)) } else { Holds::No },
    });
    let parts: Vec<Part> = parts.collect();
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
    // People who are only invited may still be removed, but those marked present have come.
    let is_marked = check.basis != Basis::Invited && check.at.iter().any(|activity| context.view.is_marked(activity));
    let is_excess = lacking.iter().all(|group| matches!(group.broken, Some(Broken::Many(_))));
    let wrong = (is_excess && is_marked).then(|| Wrong {
        place: belongs.clone(),
        message: missing.clone(),
        remedy: hint.clone(),
    });
    let wrong = wrong.into_iter().collect();
    Outcome { parts, task, missing, wrong, is_excess, hint: Some(hint), ..Outcome::open(belongs) }
}

/// The invitation that is still to come and after which nothing is missing.
fn invited_later(context: &RuleContext, check: &PeopleCheck) -> Option<(Location, Date)> {
    let ahead = context.view.roster().filter_map(|(nth, entry)| Some((entry.invited?, nth)));
    let mut ahead: Vec<(Date, usize)> = ahead.filter(|(day, _)| context.today < *day).collect();
    ahead.sort_unstable();
    let (day, nth) = ahead
        .into_iter()
        .find(|(day, _)| groups(context, check, &list_by(context, check, *day)).iter().all(Group::holds))?;
    Some((Location { field: vec![nth.into(), "invited".into()], ..context.view.file("roster.yml") }, day))
}

/// The date on which the last of the needed people was invited. Entries without a date come last.
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
