//! Hints about roles: commands with blanks for what only the user knows.

use super::holder::{Holder, Holders, room};
use super::message::role;
use super::standing::{Standing, badly_delegated};
use crate::model::{Name, Person};
use crate::rules::enrol::{Enrol, how_to_register, one_of, roles, word};
use crate::rules::unregistered::how_to_name_office;
use crate::rules::{Actor, PostCheck, Role, RuleContext, actor};
use crate::text;
use crate::text::Text;
use crate::vocabulary::{Group, argument};

pub(crate) fn how_to_state(
    context: &RuleContext,
    check: &PostCheck,
    holders: &Holders,
    standings: &[Standing],
) -> Text {
    if lacks_office(context, check) {
        return how_to_name_office(context);
    }
    let posts = one_of(&roles(context.regulation, &check.posts));
    let Some(tag) = check.who.tag() else { return how_to_fill(context, check, posts) };
    if let Some(((holder, _), posts)) = badly_delegated(holders, standings).zip(posts.clone()) {
        return how_to_delegate(context, check, holder, posts);
    }
    let mut entry = Enrol::somebody(context);
    let groups = [Group::Tags];
    entry.tags.extend(word(context.regulation, &groups, &Name::from(tag)));
    entry.tags.extend(posts);
    entry.tags.extend(roles(context.regulation, &check.tags));
    if check.who == Role::ResearchLead {
        entry.at.extend(word(context.regulation, &[Group::Activities], &Name::from("research")));
    }
    let (Text { zh, en }, command) = (role(check.who), entry.command(context));
    let enter = text!(zh: "登记{zh}：", en: "enter the {en}: ").then(&command);
    Text::join(&instead_of(context, holders, standings).into_iter().chain([enter]).collect::<Vec<_>>(), "；", "; ")
}

/// How to remove the only person entered in the role, if they hold none of the posts.
fn instead_of(context: &RuleContext, holders: &Holders, standings: &[Standing]) -> Option<Text> {
    let ([holder], [Standing::Other]) = (holders.there.as_slice(), standings) else { return None };
    let (nth, entry) = holder.entry?;
    let (subject, number, name) = (context.view.subject(), nth + 1, &entry.name);
    Some(text!(
        zh: "{name}登记有误的先撤下：yijuan roster remove {subject} {number}",
        en: "if {name} was entered by mistake, take the entry out first: yijuan roster remove {subject} {number}"
    ))
}

/// How to fill in a person: one in the register who holds the post, or if nobody does, one to be registered first.
fn how_to_fill(context: &RuleContext, check: &PostCheck, posts: Option<Text>) -> Text {
    let holders = actor::holders(context, &check.posts, context.day());
    let mut known: Vec<Text> =
        holders.iter().map(|person| Text::new(person.name.as_str(), person.id.as_str())).collect();
    let given = if known.is_empty() { of_another_office(context, check) } else { None };
    let given = given.map(|(give, people)| {
        known = people;
        give
    });
    let enter = known.is_empty().then(|| how_to_register(context, posts).then(&Text::new("；再", "; then ")));
    let Text { zh, en } = one_of(&known).unwrap_or_else(|| Text::new("〈姓名〉", "〈ID〉"));
    let subject = context.view.subject();
    let room = room(context).map(|(_, room)| room.id.to_string()).unwrap_or_default();
    let fill = match check.who {
        Role::TopicLead => {
            text!(zh: "填写：yijuan set {subject} 牵头领导={zh}", en: "fill it in: yijuan set {subject} lead={en}")
        }
        Role::RoomConvener => {
            text!(zh: "填写：yijuan room set {room} 召集人={zh}", en: "fill it in: yijuan room set {room} convener={en}")
        }
        _ => {
            text!(zh: "填写：yijuan room set {room} 联络员={zh}", en: "fill it in: yijuan room set {room} liaison={en}")
        }
    };
    given.or(enter).unwrap_or_else(|| Text::same("")).then(&fill)
}

/// For a post for the responsible office that is only held for other offices: how to give the holders this office as
/// well, and who they are.
fn of_another_office(context: &RuleContext, check: &PostCheck) -> Option<(Text, Vec<Text>)> {
    let post = check.posts.iter().find_map(|post| if let Actor::OfOffice(post) = post { Some(post) } else { None })?;
    let (office, day) = (context.view.office()?, context.day());
    let holds = |person: &&Person| {
        person.posts.iter().any(|held| held.on(day) && context.regulation.includes(&held.post, post))
    };
    let people = context.world.archive.people.iter().filter(holds);
    let people: Vec<Text> = people.map(|person| Text::new(person.name.as_str(), person.id.as_str())).collect();
    let (who, post) = (one_of(&people)?, context.regulation.actor_argument(post));
    let (zh, en, post_zh, post_en) = (who.zh, who.en, post.zh, post.en);
    let called = context.world.archive.name_of(office);
    let give = text!(
        zh: "先加上责任委室：yijuan person set {zh} 职务+={post_zh}:{called}；再",
        en: "give the post this office as well: yijuan person set {en} posts+={post_en}:{office}; then "
    );
    Some((give, people))
}

/// The command that states who delegated it: the only holder of the post, else the post.
fn how_to_delegate(context: &RuleContext, check: &PostCheck, holder: &Holder, posts: Text) -> Text {
    let Some((nth, _)) = holder.entry else { return Text::same("") };
    let (subject, number) = (context.view.subject(), nth + 1);
    let Text { zh, en } = match actor::holders(context, &check.posts, context.day())[..] {
        [person] => argument(&person.name, &person.id),
        _ => posts,
    };
    text!(
        zh: "写明委托人：yijuan roster update {subject} {number} --delegated-by {zh}",
        en: "say who delegated it: yijuan roster update {subject} {number} --delegated-by {en}"
    )
}

/// Whether a post for the responsible office is demanded, but no office is named.
pub(super) fn lacks_office(context: &RuleContext, check: &PostCheck) -> bool {
    context.view.office().is_none() && check.posts.iter().any(|wanted| matches!(wanted, Actor::OfOffice(_)))
}
