//! What the members of the committee did: to what they were asked, whether they came, spoke, and made suggestions. Points
//! are the archive's own; nobody is ranked.

use super::attendance::{self, Attended, is_member, who};
use super::facts::Facts;
use super::measure::{
    Case, Cell, Figure, Found, Grouping, Key, Kind, Measure, Part, Row, Table, Unit, cells, figures, grouped,
};
use super::suggested::Suggested;
use crate::model::{Date, Name, Person, Points, Tenths};
use crate::text::Text;
use std::collections::{HashMap, HashSet};

/// What members proposed.
static PROPOSED: [Measure<Suggested>; 2] = [
    Measure {
        figure: Figure {
            id: "suggestions",
            name: ("所提建议", "suggestions"),
            unit: Unit::Suggestions,
            kind: Kind::Count,
            means: (
                "登记为提出人的意见建议；几人合提的，各人都计，合计只计一次",
                "suggestions that name them as proposers; one of several people counts with each, and once in the whole",
            ),
        },
        of: |_, _| Some(Found::counted()),
    },
    Measure {
        figure: Figure {
            id: "suggestions-adopted",
            name: ("其中采纳", "of them adopted"),
            unit: Unit::Suggestions,
            kind: Kind::Count,
            means: ("其中采纳和部分采纳的", "those of them adopted wholly or in part"),
        },
        of: |one, _| one.is_adopted().then(Found::counted),
    },
];

static POINTS: Figure = Figure {
    id: "points",
    name: ("积分", "points"),
    unit: Unit::Points,
    kind: Kind::Points,
    means: (
        "按 yijuan.yml 的 points 计，分值由本机构自定",
        "by `points` in yijuan.yml, which the institution sets itself",
    ),
};

/// A member, with what is on record of them.
struct Member<'f> {
    key: Key,
    sector: Key,
    attended: Vec<&'f Attended>,
    suggested: Vec<&'f Suggested>,
}

pub(super) fn tables(facts: &Facts) -> Vec<Table> {
    let archive = &facts.loaded.archive;
    let points = archive.settings.as_ref().and_then(|settings| settings.points);
    let members = members(facts);
    let of = |of: &[&Member]| cells_of(of, points, facts.loaded.today);
    let all: Vec<&Member> = members.iter().collect();
    let mut rows = vec![Row::whole("members", Text::new("全体委员", "all members"), of(&all))];
    let groupings: [Grouping<Member>; 2] = [
        (Text::new("界别", "sector"), |member| vec![member.sector.clone()]),
        (Text::new("委员", "member"), |member| vec![member.key.clone()]),
    ];
    rows.extend(grouped(&all, groupings, of));
    let figures = figures(&attendance::MEASURES).chain(figures(&PROPOSED)).chain(points.map(|_| &POINTS)).collect();
    vec![Table {
        id: "members",
        title: Text::new("委员参加协商情况", "members"),
        figures,
        rows,
        notes: vec![Text::new(
            "出席、请假、缺席、到会未登记四项之和，即应到人次；不排名次",
            "came, on leave, absent and not on record add up to expected; nobody is ranked",
        )],
    }]
}

/// The figures of members together, and what they have earned.
fn cells_of(members: &[&Member], points: Option<Points>, today: Date) -> Vec<Cell> {
    let attended: Vec<&Attended> = members.iter().flat_map(|member| member.attended.iter().copied()).collect();
    // What several of them proposed together is one suggestion.
    let mut seen = HashSet::new();
    let suggested = members.iter().flat_map(|member| member.suggested.iter().copied());
    let suggested: Vec<&Suggested> = suggested.filter(|one| seen.insert(std::ptr::from_ref(*one))).collect();
    let of = |attended: &[&Attended], suggested: &[&Suggested]| {
        let mut all = cells(&attendance::MEASURES, attended, today);
        all.extend(cells(&PROPOSED, suggested, today));
        all
    };
    let mut all = of(&attended, &suggested);
    all.extend(points.map(|points| {
        let each = members.iter().flat_map(|member| earned(points, &of(&member.attended, &member.suggested)));
        Cell(each.collect())
    }));
    all
}

/// The members of the register, and those whom a list alone calls members.
fn members(facts: &Facts) -> Vec<Member<'_>> {
    let archive = &facts.loaded.archive;
    let regulations: Vec<_> = facts.loaded.regulations.used(archive).collect();
    let registered = archive.people.iter().enumerate();
    let registered =
        registered.filter(|(_, person)| is_member(regulations.iter().copied(), person, facts.loaded.today));
    let mut members: Vec<Member> =
        registered.map(|(rank, person)| Member::of(who(Some((rank, person)), &person.name), Some(person))).collect();
    let mut places: HashMap<String, usize> =
        members.iter().enumerate().map(|(place, member)| (member.key.id.clone(), place)).collect();
    let attended: Vec<&Attended> = facts.topics_of(facts.year).flat_map(|topic| &topic.attended).collect();
    for one in attended.iter().filter(|one| one.is_member) {
        places.entry(one.who.id.clone()).or_insert_with(|| {
            members.push(Member::of(one.who.clone(), archive.person(&one.who.id)));
            members.len() - 1
        });
    }
    // Whoever is a member is one also where a list says something else of them.
    for one in attended {
        if let Some(place) = places.get(&one.who.id) {
            members[*place].attended.push(one);
        }
    }
    for member in &mut members {
        let is_theirs = |name: &Name| name.as_str() == member.key.id || name.as_str() == member.key.name.zh;
        let suggested = facts.topics_of(facts.year).flat_map(|topic| &topic.suggestions);
        member.suggested = suggested.filter(|one| one.proposers.iter().any(is_theirs)).collect();
    }
    members
}

impl Member<'_> {
    fn of(key: Key, person: Option<&Person>) -> Self {
        let sector = person.and_then(|person| person.sector.as_ref());
        let sector = sector.map_or_else(
            || Key::none(Text::new("界别未登记", "no sector")),
            |sector| Key { rank: 0, id: sector.to_string(), name: Text::same(&**sector) },
        );
        Self { key, sector, attended: Vec::new(), suggested: Vec::new() }
    }
}

/// What the cells of a member earn.
fn earned(points: Points, own: &[Cell]) -> Vec<Case> {
    let worth = |figure: &str| match figure {
        "came" => points.came,
        "leave" => points.leave,
        "absent" => points.absent,
        "spoke" => points.spoke,
        "researched" => points.researched,
        "suggestions" => points.suggestion,
        "suggestions-adopted" => points.adopted,
        _ => Tenths(0),
    };
    let named = figures(&attendance::MEASURES).chain(figures(&PROPOSED)).zip(own);
    let earning = named.filter(|(figure, _)| worth(figure.id).0 != 0);
    let cases = earning.flat_map(|(figure, cell)| {
        let counted = cell.0.iter().filter(|case| case.part == Part::Counted);
        counted.map(|case| Case {
            worth: worth(figure.id).0,
            why: Some(Text::new(figure.name.0, figure.name.1)),
            ..case.clone()
        })
    });
    cases.collect()
}
