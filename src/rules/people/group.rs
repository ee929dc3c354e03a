//! `Group`: a group of people that a rule demands, and how many of it are on the list.

use super::list::Somebody;
use crate::rules::bound::{Broken, Measure, Measures};
use crate::rules::{Actor, Basis, Bounds, PeopleCheck, RuleContext, ShareOf, actor, phrase};
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use std::collections::HashSet;

/// A group of people that a rule demands, with its numbers.
#[derive(Clone)]
pub(crate) struct Group<'c, 'a> {
    pub check: &'c PeopleCheck,
    /// The actors, any of whom belongs to the group; empty for everybody.
    pub any: &'c [Actor],
    pub measures: Measures,
    pub broken: Option<Broken>,
    /// How many are counted, and of which total.
    pub count: usize,
    pub total: usize,
    /// For each entry of the list, whether it is counted, and whether it belongs to the total.
    pub counted: Vec<bool>,
    pub based: Vec<bool>,
    /// Those of the total who are not counted.
    pub absent: Vec<&'a str>,
}

/// The name of a group.
pub(crate) fn whom(regulation: &Vocabulary, any: &[Actor]) -> Text {
    if any.is_empty() { Text::new("人员", "people") } else { phrase::any_of_actors(regulation, any) }
}

/// The name of everybody who is counted.
pub(super) fn everybody(check: &PeopleCheck) -> Text {
    match check.basis {
        Basis::Invited => Text::new("受邀人员", "people invited"),
        Basis::Attended => Text::new("到会人员", "people who attended"),
        Basis::Known => Text::new("参加人员", "participants"),
    }
}

/// The groups of a check, in order.
pub(crate) fn groups<'c, 'a>(
    context: &RuleContext<'_, 'a>,
    check: &'c PeopleCheck,
    list: &[Somebody<'a>],
) -> Vec<Group<'c, 'a>> {
    let everybody: Option<&[Actor]> = check.each.is_empty().then_some(&[]);
    let each = everybody.into_iter().chain(check.each.iter().map(Vec::as_slice));
    let mut groups: Vec<Group> = each.map(|any| Group::new(context, check, any, list)).collect();
    // A post that nobody holds is vacant, unless nobody holds any of them: then the register is incomplete.
    if check.of == ShareOf::Register && groups.iter().any(|group| group.total > 0) {
        for vacant in groups.iter_mut().filter(|group| group.total == 0) {
            vacant.broken = None;
        }
    }
    groups
}

impl<'c, 'a> Group<'c, 'a> {
    fn new(context: &RuleContext<'_, 'a>, check: &'c PeopleCheck, any: &'c [Actor], list: &[Somebody<'a>]) -> Self {
        let measures = if check.bounds == Bounds::default() {
            Measures { least: Some(Measure::Number(1)), most: None }
        } else {
            Measures::new(context, &context.rule.id, &check.bounds)
        };
        let fits: Vec<bool> = list.iter().map(|one| any.is_empty() || one.is_any(context, any)).collect();
        let based: Vec<bool> = match &check.of {
            ShareOf::List => vec![true; list.len()],
            ShareOf::Tag(tag) => {
                let tag = [Actor::Id(tag.clone())];
                list.iter().map(|one| one.is_any(context, &tag)).collect()
            }
            ShareOf::Register => vec![false; list.len()],
        };
        if check.of == ShareOf::Register {
            let (there, absent) = of_register(context, any, list);
            let (count, total) = (there.len(), there.len() + absent.len());
            let broken = measures.broken(count, total);
            return Self { check, any, measures, broken, count, total, counted: fits, based, absent };
        }
        // Only those of the total are counted.
        let counted: Vec<bool> = fits.iter().zip(&based).map(|(fits, based)| *fits && *based).collect();
        let absent = list.iter().zip(based.iter().zip(&counted)).filter(|(_, (based, counted))| **based && !**counted);
        let absent = absent.map(|(one, _)| one.name()).collect();
        let [count, total] = [&counted, &based].map(|which| which.iter().filter(|yes| **yes).count());
        let broken = measures.broken(count, total);
        Self { check, any, measures, broken, count, total, counted, based, absent }
    }

    pub(crate) fn holds(&self) -> bool {
        self.broken.is_none()
    }

    /// Whether nobody holds the post, while others whom the rule demands are there.
    pub(crate) fn is_vacant(&self) -> bool {
        self.check.of == ShareOf::Register && self.total == 0 && self.holds()
    }

    /// Whether somebody who joins the list also increases the total.
    pub(crate) fn moves(&self) -> bool {
        self.check.of != ShareOf::Register
    }

    /// How many more people, or fewer, this group needs by itself.
    pub(crate) fn lacking(&self) -> usize {
        match self.broken {
            None => 0,
            Some(Broken::Few(least)) => least
                .short(self.count, self.total, self.moves())
                .unwrap_or_else(|| self.total.saturating_sub(self.count)),
            Some(Broken::Many(most)) => most.over(self.count, self.total, self.moves()).unwrap_or(self.count),
        }
    }

    /// Whether more people on the list may break its limits.
    pub(crate) fn is_moved_by_others(&self) -> bool {
        self.moves() && (self.measures.least.is_some_and(Measure::is_relative) || self.measures.most.is_some())
    }
}

/// The people of the register who belong to a group: those on the list, and those who are not.
fn of_register<'a>(
    context: &RuleContext<'_, 'a>,
    any: &[Actor],
    list: &[Somebody<'a>],
) -> (Vec<&'a str>, Vec<&'a str>) {
    let listed: HashSet<&str> =
        list.iter().filter_map(|one| one.person(&context.world)).map(|person| person.id.as_str()).collect();
    let people = if any.is_empty() {
        context.world.archive.people.iter().collect()
    } else {
        actor::holders(context, any, context.day())
    };
    let (mut there, mut absent) = (Vec::new(), Vec::new());
    for person in people {
        let is_listed = listed.contains(person.id.as_str());
        (if is_listed { &mut there } else { &mut absent }).push(person.name.as_str());
    }
    (there, absent)
}
