//! Findings about the registers of rooms, places and bodies.

use super::finding;
use crate::archive::ROOT_FILE;
use crate::diagnostic::{Diagnostic, Known, Location, unknown};
use crate::duty::{Finding, Severity};
use crate::engine::Context;
use crate::model::{Body, Name, Room, Subject};
use crate::regulation::{Regulation, Rule};
use crate::rules::{Force, phrase};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, SubjectKind};
use std::collections::HashMap;

/// Entries with the same id, and entries that name something unknown.
pub(crate) fn of_archive(context: &Context, findings: &mut Vec<Finding>) {
    bodies(context, findings);
    units(context, findings);
    let mut ids = HashMap::new();
    for (index, room) in context.archive.rooms.iter().enumerate() {
        let twice = again(&mut ids, &room.id, index).map(|first| ("id", twice(&room.id, Some((first, index)))));
        let subject = Subject::Room(room.id.clone());
        findings.extend(twice.into_iter().chain(in_room(context, room)).map(|(key, problem)| {
            finding(&problem.at(Location::field("rooms.yml", [index.into(), key.into()])), subject.clone())
        }));
    }
}

/// Unknown names in the entry of a room, with their fields.
fn in_room(context: &Context, room: &Room) -> Vec<(&'static str, Diagnostic)> {
    let archive = context.archive;
    let mut problems = Vec::new();
    match context.regulations.get(&room.regulation) {
        Ok(regulation) if regulation.terms(Group::Levels).get(&room.level).is_none() => {
            let levels = regulation.terms(Group::Levels).iter();
            problems.push(("level", unknown(&Text::new("层级", "level"), &room.level, levels)));
        }
        Err(problem) if !context.regulations.is_broken(&room.regulation) => problems.push(("regulation", problem)),
        _ => {}
    }
    if let Some(unit) = room.unit.as_ref().filter(|unit| archive.units.iter().all(|known| known.id != **unit)) {
        problems.push(("unit", unknown(&Text::new("地方", "place"), unit, &archive.units)));
    }
    for (key, person) in [("convener", &room.convener), ("liaison", &room.liaison), ("officer", &room.officer)] {
        if let Some(person) = person.as_ref().filter(|person| archive.person(person).is_none()) {
            problems.push((key, unknown(&Text::new("人员", "person"), person, &archive.people)));
        }
    }
    problems
}

/// Regulations of rooms whose yearly duties bind nobody, because the settings do not name them.
pub(crate) fn unbound(context: &Context, findings: &mut Vec<Finding>) {
    let mut rooms: Vec<(usize, &Regulation)> = Vec::new();
    for (index, room) in context.archive.rooms.iter().enumerate() {
        let Ok(regulation) = context.regulations.get(&room.regulation) else { continue };
        if is_unbound(context, regulation) && rooms.iter().all(|(_, known)| known.id != regulation.id) {
            rooms.push((index, regulation));
        }
    }
    let Some((index, _)) = rooms.first() else { return };
    let place = Location::field("rooms.yml", [(*index).into(), "regulation".into()]);
    let (message, hint) = not_bound(&rooms.into_iter().map(|(_, regulation)| regulation).collect::<Vec<_>>());
    findings.push(Finding::without_rule(Severity::Note, Subject::Archive, place, message, hint));
}

/// Whether a regulation has yearly duties that do not bind, while those of another do.
#[must_use]
pub fn is_unbound(context: &Context, regulation: &Regulation) -> bool {
    // If nothing binds, this archive keeps no years.
    let mut binding = context.regulations.binding(context.archive).peekable();
    let binds = binding.peek().is_none() || binding.any(|one| one.id == regulation.id);
    !binds && of_year(regulation).next().is_some()
}

fn of_year(regulation: &Regulation) -> impl Iterator<Item = &Rule> {
    regulation.rules.iter().filter(|rule| rule.subject == SubjectKind::Year && rule.force != Force::May)
}

/// The message about regulations of rooms whose yearly duties do not bind, and the hint.
#[must_use]
pub fn not_bound(regulations: &[&Regulation]) -> (Text, Text) {
    let ids = Text::listed(regulations.iter().map(|regulation| regulation.id.as_str()));
    let names: Vec<Text> = regulations.iter().map(|regulation| regulation.called()).collect();
    let rules = regulations.iter().flat_map(|regulation| of_year(regulation));
    let rules: Vec<Text> = rules.map(|rule| Text::same(rule.id.as_str())).collect();
    let (names, Text { zh, en }) = (phrase::list(&names), phrase::list(&rules));
    let (names_zh, names_en, ids_zh, ids_en) = (names.zh, names.en, ids.zh, ids.en);
    (
        text!(
            zh: "有协商室适用{names_zh}的规程，其中的年度职责（{zh}）没有列入，不作判断",
            en: "rooms are under {names_en}, whose duties of the year ({en}) do not bind and are not judged"
        ),
        text!(
            zh: "由本机构承担的，在 yijuan.yml 的 `regulations` 中加上 {ids_zh}；由别的机构承担的不必处理",
            en: "if they are this institution's, add {ids_en} to `regulations` in yijuan.yml; if they are somebody else's there is nothing to do"
        ),
    )
}

fn units(context: &Context, findings: &mut Vec<Finding>) {
    let used: Vec<&Regulation> = context.regulations.used(context.archive).collect();
    let mut ids = HashMap::new();
    for (index, unit) in context.archive.units.iter().enumerate() {
        let mut problems = Vec::new();
        if let Some(first) = again(&mut ids, &unit.id, index) {
            problems.push(("id", twice(&unit.id, Some((first, index)))));
        }
        // A place belongs to no regulation; one of those in use must know its level.
        if !used.iter().any(|regulation| regulation.terms(Group::Levels).get(&unit.level).is_some()) {
            let levels = used.iter().flat_map(|regulation| regulation.terms(Group::Levels).iter());
            problems.push(("level", unknown(&Text::new("层级", "level"), &unit.level, levels)));
        }
        findings.extend(problems.into_iter().map(|(key, problem)| {
            finding(&problem.at(Location::field("units.yml", [index.into(), key.into()])), Subject::Archive)
        }));
    }
}

/// A body must be of a kind that a regulation in use knows, and its id and name must be its own.
fn bodies(context: &Context, findings: &mut Vec<Finding>) {
    let Some(settings) = context.settings() else { return };
    let used: Vec<&Regulation> = context.regulations.used(context.archive).collect();
    for (nth, (id, body)) in settings.bodies.0.iter().enumerate() {
        let mut problems = Vec::new();
        if settings.offices.get(id).is_some() || context.archive.person(id).is_some() {
            problems.push((None, twice(id, None)));
        }
        let offices = settings.offices.iter().map(|(_, office)| &office.name);
        let mut others = offices.chain(settings.bodies.0[..nth].iter().map(|(_, body)| &body.name));
        if others.any(|name| *name == body.name) {
            let name = &body.name;
            let again = Diagnostic::new(text!(zh: "名称 `{name}` 重复", en: "duplicate name `{name}`"));
            problems.push((Some("name"), again.hint(Text::new("换一个名称", "choose another name"))));
        }
        if let Some(kind) = &body.kind
            && !Body::KINDS.iter().any(|(known, _)| known == &kind.as_str())
            && !used.iter().any(|regulation| regulation.terms(Group::Bodies).get(kind).is_some())
        {
            let declared = used.iter().flat_map(|regulation| regulation.terms(Group::Bodies).iter()).map(Known::from);
            let known = declared.chain(Body::KINDS.iter().copied().map(Known::from));
            problems.push((Some("kind"), unknown(&Text::new("机构性质", "kind of body"), kind, known)));
        }
        findings.extend(problems.into_iter().map(|(key, problem)| {
            let field = ["bodies", id.as_str()].into_iter().chain(key).map(Into::into);
            finding(&problem.at(Location::field(ROOT_FILE, field)), Subject::Archive)
        }));
    }
}

/// The first entry with an id, if it is another one.
fn again<'a>(ids: &mut HashMap<&'a Name, usize>, id: &'a Name, nth: usize) -> Option<usize> {
    let first = *ids.entry(id).or_insert(nth);
    (first != nth).then_some(first)
}

/// The same id twice; with the entries if both are in the same list.
fn twice(id: &Name, entries: Option<(usize, usize)>) -> Diagnostic {
    let Some((first, this)) = entries.map(|(first, this)| (first + 1, this + 1)) else {
        return Diagnostic::new(text!(zh: "标识 `{id}` 重复", en: "duplicate id `{id}`"))
            .hint(Text::new("换一个标识", "choose another id"));
    };
    Diagnostic::new(text!(
        zh: "标识 `{id}` 重复（第 {first} 条和第 {this} 条）",
        en: "duplicate id `{id}` (entries {first} and {this})"
    ))
    .hint(Text::new(
        "两条说的是同一个，合成一条；不是的，换一个标识",
        "make one entry of two about the same; else choose another id",
    ))
}
