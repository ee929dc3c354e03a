//! The hint to register a name that may be of the kind of body that a rule means.

use crate::model::Name;
use crate::rules::enrol::one_of;
use crate::rules::{Actor, World};
use crate::text;
use crate::text::{Text, one_word};
use crate::vocabulary::{Group, Vocabulary, argument};

/// The command to register the first of these names that nobody has, as a body of a kind that is wanted; `None` if all
/// are known or no body is wanted.
pub(crate) fn how_to_register<'s>(
    world: &World,
    regulation: &Vocabulary,
    stated: impl IntoIterator<Item = &'s str>,
    wanted: impl IntoIterator<Item = &'s Name>,
) -> Option<Text> {
    let kinds = wanted.into_iter().filter_map(|id| Some(argument(&regulation.terms(Group::Bodies).get(id)?.name, id)));
    let Text { zh: kind_zh, en: kind_en } = one_of(&kinds.collect::<Vec<_>>())?;
    let name = stated.into_iter().find(|name| is_nobodys(world, regulation, name))?;
    let word = one_word(name);
    Some(text!(
        zh: "“{name}”没有登记，是这样的单位的，先登记：yijuan body add --name {word} --kind {kind_zh}",
        en: "`{name}` is not registered; if it is one, register it: yijuan body add --name {word} --kind {kind_en}"
    ))
}

/// The ids of actors.
pub(crate) fn ids<'a>(wanted: impl Iterator<Item = &'a Actor>) -> impl Iterator<Item = &'a Name> {
    wanted.filter_map(|actor| if let Actor::Id(id) = actor { Some(id) } else { None })
}

/// Whether a name is unknown to the registers and to the regulation.
fn is_nobodys(world: &World, regulation: &Vocabulary, name: &str) -> bool {
    let is_plain = !name.is_ascii() && !name.chars().any(char::is_whitespace);
    let is_person = !world.archive.person_named(name).is_ok_and(|person| person.is_none());
    let is_listed =
        world.settings().is_some_and(|settings| settings.id_named(name).or(settings.own_id(name)).is_some());
    let groups = [Group::Bodies, Group::Posts, Group::Tags];
    is_plain && !is_person && !is_listed && groups.iter().all(|group| regulation.term_named(*group, name).is_none())
}
