//! Kind `people`: each of these is there, or so many of them.

use super::message;
use crate::model::{Attendee, Date, Person};
use crate::rules::bound::{Broken, Measure, Measures};
use crate::rules::outcome::{Holds, Outcome};
use crate::rules::{Actor, Basis, Bounds, PeopleCheck, RuleContext, ShareOf, actor};
/// Whether the people asked for are on the list, or came.
pub(crate) fn judge(context: &RuleContext, check: &PeopleCheck) -> Outcome {
    let list = list(context, check);
    let day = context.day();
    let fits = |any: &[Actor], entry: &Attendee| any.iter().any(|wanted| is(context, wanted, entry, day));
    let measures = Measures::of(context, context.rule, &check.bounds);
    let mut lacking = Vec::new();
    let mut since: Option<Date> = None;
    let everybody = [Vec::new()];
    let each: &[Vec<Actor>] = if check.each.is_empty() { &everybody } else { &check.each };
    for any in each {
        let counted: Vec<&&Attendee> = list.iter().filter(|entry| any.is_empty() || fits(any, entry)).collect();
        let base = base(context, check, any, &list);
        let broken = if check.bounds == Bounds::default() {
            counted.is_empty().then_some(Broken::Few(Measure::Number(1)))
        } else {
            measures.broken(counted.len(), base.len())
        };
        if let Some(broken) = broken {
            let there = |name: &str| counted.iter().any(|entry| is_called(entry, name));
            let absent = base.iter().filter(|one| !there(one.id)).map(|one| one.name).collect();
            lacking.push(Lacking { any: any.clone(), count: counted.len(), total: base.len(), broken, absent });
        }
        if check.basis == Basis::Invited {
            let least = measures.least.map_or(1, |least| least.least(base.len()));
            since = since.max(invited(&counted, least));
        }
    }
    let belongs = context.view.file("roster.yml");
    if lacking.is_empty() {
        return Outcome { holds: Holds::since(since), ..Outcome::open(belongs) };
    }
    let (task, missing) = message::missing(context, check, &lacking);
    let hint = message::how_to_enter(context, check, &lacking);
    Outcome { task, missing, uncounted: Some(hint), ..Outcome::open(belongs) }
}

/// Somebody asked for who is not there, or not often enough.
pub(crate) struct Lacking<'a> {
    pub any: Vec<Actor>,
    pub count: usize,
    pub total: usize,
    pub broken: Broken,
    /// Of those a share is taken of, who is not counted.
    pub absent: Vec<&'a str>,
}

/// The day on which the last of so many was invited; entries without a day come last.
fn invited(counted: &[&&Attendee], least: usize) -> Option<Date> {
    let mut days: Vec<Option<Date>> = counted.iter().map(|entry| entry.invited).collect();
    days.sort_by_key(|day| (day.is_none(), *day));
    days.get(least.checked_sub(1)?).copied().flatten()
}

/// The entries counted: of the activities and the round, and by the basis.
pub(crate) fn list<'a>(context: &RuleContext<'_, 'a>, check: &PeopleCheck) -> Vec<&'a Attendee> {
    let at = |entry: &Attendee| check.at.iter().any(|activity| entry.activities().contains(&&**activity));
    let entries: Vec<&Attendee> = context.view.roster().map(|(_, entry)| entry).filter(|entry| at(entry)).collect();
    let marked = entries.iter().any(|entry| entry.attended.is_some());
    match (check.basis, marked) {
        (Basis::Attended, _) | (Basis::Known, true) => {
            entries.into_iter().filter(|entry| entry.attended == Some(true)).collect()
        }
        (Basis::Invited, _) => {
            let invited = |entry: &&Attendee| entry.invited.is_none_or(|day| day <= context.world.today);
            entries.into_iter().filter(invited).collect()
        }
        (Basis::Known, false) => entries,
    }
}

/// Whether somebody on the list is who a rule means: as a person of the register, or by a tag.
pub(crate) fn is(context: &RuleContext, wanted: &Actor, entry: &Attendee, day: Date) -> bool {
    let person = entry.person.as_ref().unwrap_or(&entry.name);
    std::iter::once(person).chain(entry.tags.iter()).any(|stated| actor::fits(context, wanted, stated, day))
}

/// Somebody of whom a share is taken.
pub(crate) struct One<'a> {
    /// How a roster names them: the id in the register, or the name.
    id: &'a str,
    name: &'a str,
}

/// Whether an entry is this person.
fn is_called(entry: &Attendee, id: &str) -> bool {
    entry.person.as_ref().unwrap_or(&entry.name).as_str() == id
}

/// Those of whom a share is taken.
pub(crate) fn base<'a>(
    context: &RuleContext<'_, 'a>,
    check: &PeopleCheck,
    any: &[Actor],
    list: &[&'a Attendee],
) -> Vec<One<'a>> {
    let world = &context.world;
    let listed = |entry: &&'a Attendee| One { id: entry.person.as_ref().unwrap_or(&entry.name), name: &entry.name };
    match &check.of {
        ShareOf::List => list.iter().map(listed).collect(),
        ShareOf::Tag(tag) => {
            let tag = Actor::Id(tag.clone());
            list.iter().filter(|entry| is(context, &tag, entry, context.day())).map(listed).collect()
        }
        ShareOf::Register => {
            let holds = |person: &&Person| {
                any.is_empty() || any.iter().any(|one| actor::fits(context, one, &person.id, context.day()))
            };
            let people = world.archive.people.iter().filter(holds);
            people.map(|person| One { id: &person.id, name: &person.name }).collect()
        }
    }
}
