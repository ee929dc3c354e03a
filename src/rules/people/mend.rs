//! Suggests the smallest change of a list of people after which all demands on it are met.

use super::Asked;
use super::group::{Group, groups, whom};
use super::list::{Somebody, list};
use super::smallest::{Demand, Step, change};
use crate::rules::bound::Measure;
use crate::rules::{Actor, PeopleCheck, RuleContext, ShareOf, when};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use std::collections::HashMap;

/// The smallest change of a list on which a rule does not hold: 补充2名利益相关方代表，或减少1名公职人员. It makes this rule and all
/// others about the same list hold, or at least this one without breaking another, and never changes more people than
/// these rules lack one by one. `None` if there is no such change.
pub(crate) fn smallest(context: &RuleContext, check: &PeopleCheck, list: &[Somebody], alike: &[Asked]) -> Option<Text> {
    if list.is_empty() {
        return None;
    }
    let mut all = asked_of(context, check, list, alike);
    // People missing elsewhere who would not be counted here are reported there.
    all.retain(|one| one.holds() || std::ptr::eq(one.check, check) || moves(context.regulation, one.any, &check.of));
    ways_in_words(context.regulation, &all, list).or_else(|| {
        all.retain(|one| one.holds() || std::ptr::eq(one.check, check));
        ways_in_words(context.regulation, &all, list)
    })
}

fn ways_in_words(regulation: &Vocabulary, asked: &[Group], list: &[Somebody]) -> Option<Text> {
    let ways = Model::new(regulation, asked, list).ways();
    (!ways.is_empty()).then(|| Text::join(&ways, "，或", ", or "))
}

/// Whether somebody of a group would belong to the total of a share.
fn moves(regulation: &Vocabulary, any: &[Actor], of: &ShareOf) -> bool {
    match of {
        ShareOf::List => true,
        ShareOf::Tag(tag) => !any.is_empty() && all_fit(regulation, any, &[Actor::Id(tag.clone())]),
        ShareOf::Register => false,
    }
}

/// All demands of rules on this very list.
fn asked_of<'a>(
    context: &RuleContext<'_, 'a>,
    check: &PeopleCheck,
    entries: &[Somebody<'a>],
    alike: &[Asked<'a>],
) -> Vec<Group<'a, 'a>> {
    let mut all = Vec::new();
    for (rule, other) in alike.iter().filter(|(_, other)| other.at == check.at) {
        if !when::holds(context, Some(&rule.id), &rule.when) || when::waiver(context, &rule.id).is_some() {
            continue;
        }
        let context = RuleContext { rule, ..*context };
        let of_other = list(&context, other);
        let same = of_other.len() == entries.len()
            && of_other.iter().zip(entries).all(|(one, other)| one.number() == other.number());
        if same {
            all.extend(groups(&context, other, &of_other).into_iter().filter(|group| !group.is_vacant()));
        }
    }
    all
}

/// The kinds of people on a list, and the demands on their numbers as integers.
struct Model<'m> {
    regulation: &'m Vocabulary,
    asked: &'m [Group<'m, 'm>],
    /// The groups from which people may join, in order of preference; `None` for somebody of no group.
    joining: Vec<Option<&'m [Actor]>>,
    /// An entry for each kind of people who may leave, and how many there are of it.
    leaving: Vec<(usize, usize)>,
    demands: Vec<Demand>,
}

impl<'m> Model<'m> {
    fn new(regulation: &'m Vocabulary, asked: &'m [Group<'m, 'm>], entries: &[Somebody]) -> Self {
        let (joining, leaving) = (joining(asked), leaving(asked, entries.len()));
        let mut model = Self { regulation, asked, joining, leaving, demands: Vec::new() };
        model.demands = asked.iter().flat_map(|one| model.demands_of(one)).collect();
        model
    }

    /// For each kind of people, joining kinds first: by how much one of them changes the count and the total of a
    /// group.
    fn kinds(&self, one: &Group) -> Vec<(i64, i64)> {
        let joining = self.joining.iter().map(|any| {
            let counted = one.any.is_empty() || any.is_some_and(|any| all_fit(self.regulation, any, one.any));
            let based = match &one.check.of {
                ShareOf::List => true,
                of => any.is_some_and(|any| moves(self.regulation, any, of)),
            };
            (i64::from(counted && (based || one.check.of == ShareOf::Register)), i64::from(based))
        });
        let leaving =
            self.leaving.iter().map(|(entry, _)| (i64::from(one.counted[*entry]), i64::from(one.based[*entry])));
        joining.chain(leaving).collect()
    }

    fn demands_of(&self, one: &Group) -> Vec<Demand> {
        let list = Numbers { count: whole(one.count), total: whole(one.total), kinds: self.kinds(one) };
        let mut demands = match one.measures.least {
            Some(Measure::Number(number)) => vec![list.demand(1, 0, -whole(number))],
            Some(Measure::Share(part, of)) => vec![list.demand(whole(of), -whole(part), 0), list.not_empty()],
            Some(Measure::Majority) => vec![list.demand(2, -1, -1)],
            Some(Measure::All) => vec![list.demand(1, -1, 0), list.not_empty()],
            None => Vec::new(),
        };
        match one.measures.most {
            Some(Measure::Number(number)) => demands.push(list.demand(-1, 0, whole(number))),
            Some(Measure::Share(part, of)) => demands.push(list.demand(-whole(of), whole(part), 0)),
            Some(Measure::Majority | Measure::All) | None => {}
        }
        demands
    }

    /// The ways to change the list, the smallest first: by joining, by leaving, and by both if that takes fewer people.
    /// Ways that take more people than are lacking one by one are left out.
    fn ways(&self) -> Vec<Text> {
        let joins: Vec<_> = (0..self.joining.len()).map(|kind| (Step::Join(kind), usize::MAX)).collect();
        let there = self.joining.len();
        let leaves = self.leaving.iter().enumerate();
        let leaves: Vec<_> = leaves.map(|(nth, (_, times))| (Step::Leave(there + nth), *times)).collect();
        let mut ways: Vec<Vec<(Step, usize)>> =
            [&joins, &leaves].into_iter().filter_map(|steps| change(&self.demands, steps)).collect();
        let both: Vec<_> = leaves.iter().chain(&joins).copied().collect();
        if let Some(way) = change(&self.demands, &both)
            && ways.iter().all(|other| people(&way) < people(other))
        {
            ways.push(way);
        }
        let lacking: usize = self.asked.iter().map(Group::lacking).sum();
        ways.retain(|way| people(way) <= lacking);
        ways.sort_by_key(|way| people(way));
        ways.iter().map(|way| self.in_words(way)).collect()
    }

    fn in_words(&self, way: &[(Step, usize)]) -> Text {
        let mut joining: Vec<(Text, usize)> = Vec::new();
        let mut leaving: Vec<(Text, usize)> = Vec::new();
        for (step, times) in way {
            let (named, name) = match step {
                Step::Join(kind) => {
                    (&mut joining, self.joining[*kind].map_or_else(|| self.others(), |any| whom(self.regulation, any)))
                }
                Step::Leave(kind) => (&mut leaving, self.leaver(self.leaving[*kind - self.joining.len()].0)),
            };
            match named.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => *known += times,
                None => named.push((name, *times)),
            }
        }
        let parts = [
            (!leaving.is_empty()).then(|| step_in_words(("减少", "remove"), &leaving)),
            (!joining.is_empty()).then(|| step_in_words(("补充", "add"), &joining)),
        ];
        Text::join(&parts.into_iter().flatten().collect::<Vec<_>>(), "并", " and ")
    }

    /// The groups that have a share or an upper limit, or are the total of a share, and which entries belong to them.
    fn groups(&self) -> Vec<(Text, &[bool])> {
        let mut groups: Vec<(Text, &[bool])> = Vec::new();
        for one in self.asked.iter().filter(|one| one.is_moved_by_others()) {
            // Groups to which all must belong do not distinguish anybody.
            if !one.any.is_empty() && one.measures.least != Some(Measure::All) {
                groups.push((whom(self.regulation, one.any), &one.counted));
            }
            if let ShareOf::Tag(tag) = &one.check.of {
                groups.push((self.regulation.name(tag), &one.based));
            }
        }
        groups.sort_by_key(|(_, of)| of.iter().filter(|yes| **yes).count());
        groups.dedup();
        groups
    }

    /// The name of people of none of the groups.
    fn others(&self) -> Text {
        if self.groups().is_empty() { Text::new("人", "people") } else { Text::new("其他人员", "others") }
    }

    /// The name of people who leave: the groups they belong to, and if others belong to these too, those they do not.
    fn leaver(&self, entry: usize) -> Text {
        type Groups<'g> = Vec<(Text, &'g [bool])>;
        let (mut of, not): (Groups, Groups) = self.groups().into_iter().partition(|(_, of)| of[entry]);
        // Only the narrowest groups are named.
        let narrower = of.clone();
        of.retain(|(_, one)| narrower.iter().all(|(_, other)| !is_narrower(other, one)));
        if of.is_empty() {
            return self.others();
        }
        // Other groups that share people with these.
        let not = not
            .into_iter()
            .filter(|(_, other)| (0..other.len()).any(|known| of.iter().all(|(_, one)| one[known]) && other[known]));
        let not: Vec<Text> = not.map(|(name, _)| name).collect();
        let of = Text::join(of.iter().map(|(name, _)| name), "兼", " and ");
        if not.is_empty() {
            return of;
        }
        let not = Text::join(&not, "、", " or ");
        Text::new(format!("{}（非{}）", of.zh, not.zh), format!("{} (no {})", of.en, not.en))
    }
}

/// The groups from which people may join. Those that are short come first. Nobody is asked to join a group that only has
/// an upper limit.
fn joining<'m>(asked: &'m [Group<'m, 'm>]) -> Vec<Option<&'m [Actor]>> {
    let mut wanted: Vec<&Group> =
        asked.iter().filter(|one| one.measures.least.is_some() && !one.any.is_empty()).collect();
    wanted.retain(|one| !one.holds() || one.is_moved_by_others());
    wanted.sort_by_key(|one| one.holds());
    let mut joining: Vec<Option<&[Actor]>> = Vec::new();
    for any in wanted.into_iter().map(|one| Some(one.any)).chain([None]) {
        if !joining.contains(&any) {
            joining.push(any);
        }
    }
    joining
}

/// An entry for each kind of people who may leave, and how many there are of it. People of groups that are too large come
/// first, those whom rules want last.
fn leaving(asked: &[Group], entries: usize) -> Vec<(usize, usize)> {
    let mut leaving: Vec<(usize, usize)> = Vec::new();
    let mut known = HashMap::new();
    for entry in 0..entries {
        let kind: Vec<(bool, bool)> = asked.iter().map(|one| (one.counted[entry], one.based[entry])).collect();
        let nth = *known.entry(kind).or_insert(leaving.len());
        match leaving.get_mut(nth) {
            Some((_, times)) => *times += 1,
            None => leaving.push((entry, 1)),
        }
    }
    leaving.sort_by_key(|(entry, _)| {
        let groups = asked.iter().filter(|one| !one.any.is_empty() && one.counted[*entry]);
        let too_many = groups.clone().any(|one| !one.holds() && one.measures.most.is_some());
        (!too_many, groups.count())
    });
    leaving
}

/// A step in words: 补充2名公职人员、1名党代表.
fn step_in_words(verb: (&str, &str), named: &[(Text, usize)]) -> Text {
    let named: Vec<Text> = named.iter().map(|(name, times)| several(name, *times)).collect();
    let Text { zh, en } = Text::join(&named, "、", " and ");
    Text::new(format!("{}{zh}", verb.0), format!("{} {en}", verb.1))
}

fn people(way: &[(Step, usize)]) -> usize {
    way.iter().map(|(_, times)| *times).sum()
}

/// The numbers of a group, and how one person of each kind changes them.
struct Numbers {
    count: i64,
    total: i64,
    kinds: Vec<(i64, i64)>,
}

impl Numbers {
    /// The demand that this linear combination of count, total and a number is not negative.
    fn demand(&self, of_count: i64, of_total: i64, number: i64) -> Demand {
        let value = (of_count * self.count).saturating_add(of_total * self.total).saturating_add(number);
        let effects = self.kinds.iter().map(|(counted, based)| of_count * counted + of_total * based).collect();
        Demand { value, effects }
    }

    /// The demand that there is anybody.
    fn not_empty(&self) -> Demand {
        self.demand(0, 1, -1)
    }
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Whether one set of entries is a proper part of another.
fn is_narrower(one: &[bool], other: &[bool]) -> bool {
    one != other && one.iter().zip(other).all(|(one, other)| *other || !one)
}

/// Whether everybody in one group also belongs to another, as far as the groups tell.
fn all_fit(regulation: &Vocabulary, any: &[Actor], other: &[Actor]) -> bool {
    any.iter().all(|one| other.iter().any(|wanted| fits(regulation, one, wanted)))
}

fn fits(regulation: &Vocabulary, one: &Actor, wanted: &Actor) -> bool {
    match (one, wanted) {
        (Actor::Id(id) | Actor::OfOffice(id), Actor::Id(wanted)) | (Actor::OfOffice(id), Actor::OfOffice(wanted)) => {
            regulation.implied(id).contains(&wanted.as_str())
        }
        _ => one == wanted,
    }
}

/// A number of people: 2名公职人员; 2 officials.
fn several(name: &Text, times: usize) -> Text {
    let Text { zh, en } = name;
    let one = times == 1;
    let en = match en.as_str() {
        "people" if one => "person".to_owned(),
        "others" if one => "other".to_owned(),
        "people" | "others" => en.clone(),
        _ if one || en.contains(" or ") || en.ends_with(')') => en.clone(),
        _ => format!("{en}s"),
    };
    let unit = if zh == "人" { "" } else { "名" };
    text!(zh: "{times}{unit}{zh}", en: "{times} {en}")
}
