//! The hints to register a name that may be of the kind of body that a rule means, and to name the responsible office.

use crate::model::Name;
use crate::rules::enrol::one_of;
use crate::rules::{Actor, RuleContext, World, phrase};
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

/// How the responsible office is named.
pub(crate) fn how_to_name_office(context: &RuleContext) -> Text {
    let subject = context.view.subject();
    let offices = context.world.settings().into_iter().flat_map(|settings| settings.offices.iter());
    let offices: Vec<Text> = offices.map(|(id, office)| argument(&office.name, id)).collect();
    let Text { zh, en } = one_of(&offices).unwrap_or_else(|| Text::new("〈委室〉", "〈OFFICE〉"));
    text!(
        zh: "先填责任委室：yijuan set {subject} 责任委室={zh}",
        en: "name the responsible office first: yijuan set {subject} office={en}"
    )
}

/// Who must act, and which office the responsible one is: 责任委室（城建环保委员会）.
pub(crate) fn who_must(context: &RuleContext, wanted: &[Actor]) -> Text {
    let who = phrase::any_of_actors(context.regulation, wanted);
    let office = context.view.office().filter(|_| matches!(wanted, [Actor::Office]));
    let called = office.map(|office| context.name(context.regulation, office));
    who.then(&phrase::in_brackets(called.as_slice()))
}

/// Who acted, and whether they are in no register: 城环委（没有登记）.
pub(crate) fn who_did(context: &RuleContext, by: &[&Name]) -> Text {
    let each = by.iter().map(|by| {
        let name = context.name(context.regulation, by);
        let is_unknown = is_nobodys(&context.world, context.regulation, by);
        let unknown = is_unknown.then(|| Text::new("没有登记", "not registered"));
        name.then(&phrase::in_brackets(unknown.as_slice()))
    });
    phrase::list(&each.collect::<Vec<_>>())
}

/// Whether the responsible office must act, and the topic does not say which it is: then nobody is it.
pub(crate) fn lacks_office(context: &RuleContext, wanted: &[Actor]) -> bool {
    let is_unnamed = context.view.topic.is_some_and(|facts| facts.topic.file.office.is_none());
    is_unnamed && wanted.iter().all(|actor| matches!(actor, Actor::Office | Actor::OfOffice(_)))
}

/// That it is not said, as the end of a sentence.
pub(crate) fn office_is_unnamed() -> Text {
    Text::new("（责任委室尚未填写）", " (which is not named)")
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
