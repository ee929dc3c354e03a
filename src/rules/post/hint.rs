//! What to do about a role that nobody fit has: a command that enters them, with blanks for what only a person knows.

use super::holder::{Holder, Holders, room};
use super::judged::{Standing, lacks_office};
use super::message::role;
use crate::model::Name;
use crate::rules::enrol::{Enrol, one_of, roles, word};
use crate::rules::{PostCheck, Role, RuleContext};
use crate::text;
use crate::text::Text;
use crate::vocabulary::Group;

pub(crate) fn how_to_state(
    context: &RuleContext,
    check: &PostCheck,
    holders: &Holders,
    standings: &[Standing],
) -> Text {
    let subject = context.view.subject();
    if lacks_office(context, check) {
        return text!(
            zh: "先填责任委室：yijuan set {subject} office=〈委室〉",
            en: "name the responsible office first: yijuan set {subject} office=〈OFFICE〉"
        );
    }
    let posts = one_of(&roles(context.regulation, &check.posts));
    let Some(tag) = check.who.tag() else {
        let Text { zh, en } = posts.unwrap_or_else(|| Text::new("人员", "PERSON"));
        let (zh, en) = (bare(&zh), bare(&en));
        let room = room(context).map(|(_, room)| room.id.to_string()).unwrap_or_default();
        let field = if check.who == Role::RoomConvener { "convener" } else { "liaison" };
        return match check.who {
            Role::TopicLead => {
                text!(zh: "填写：yijuan set {subject} lead=〈{zh}〉", en: "fill it in: yijuan set {subject} lead=〈{en}〉")
            }
            _ => text!(
                zh: "在 rooms.yml 中填写 {room} 的 `{field}: 〈{zh}〉`",
                en: "fill in `{field}: 〈{en}〉` of {room} in rooms.yml"
            ),
        };
    };
    let of = |wanted: Standing| holders.there.iter().zip(standings).find(|(_, one)| **one == wanted);
    let delegated = of(Standing::Undelegated).or_else(|| of(Standing::Misdelegated));
    if let Some((holder, _)) = delegated.filter(|_| posts.is_some()) {
        return how_to_delegate(context, holder, posts);
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
    text!(zh: "登记{zh}：", en: "enter the {en}: ").then(&command)
}

/// The same entry again, with who delegated it.
fn how_to_delegate(context: &RuleContext, holder: &Holder, posts: Option<Text>) -> Text {
    let (Some((nth, attendee)), subject) = (holder.entry, context.view.subject()) else { return Text::same("") };
    let regulation = context.regulation;
    let named = |groups: &[Group], ids: &[Name]| -> Vec<Text> {
        ids.iter().map(|id| word(regulation, groups, id).unwrap_or_else(|| Text::same(id.as_str()))).collect()
    };
    let mut entry = Enrol::somebody(context);
    // A name that the register has for nobody, or for several, does not say who it is; the id does.
    let named_so = context.world.archive.person_named(&attendee.name).ok().flatten();
    let id = attendee.person.as_ref().filter(|id| named_so.is_none_or(|person| person.id != **id));
    entry.name = Text::same(id.unwrap_or(&attendee.name).as_str());
    entry.tags = named(&[Group::Tags, Group::Posts], &attendee.tags.0);
    entry.at = named(&[Group::Activities], &attendee.at.0);
    entry.round = attendee.round;
    entry.invited = attendee.invited.map(|day| Text::same(day.to_string()));
    entry.attended = attendee.attended;
    entry.delegated_by = posts;
    let number = nth + 1;
    text!(
        zh: "写明委托人：yijuan roster remove {subject} {number}；",
        en: "say who delegated it: yijuan roster remove {subject} {number}; "
    )
    .then(&entry.command(context))
}

/// A blank is put round it where it is used.
fn bare(option: &str) -> &str {
    option.trim_start_matches('〈').trim_end_matches('〉')
}
