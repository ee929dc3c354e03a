//! Kind `post`: whoever has the role holds one of the posts that day.

use crate::model::Date;
use crate::problem::{Place, Step};
use crate::rules::outcome::{Holds, Outcome, Wrong};
use crate::rules::{Actor, Force, PostCheck, Regulation, Role, RuleContext, actor, phrase};
use crate::text;
use crate::text::Text;

/// Somebody in the role: how they are named in files, and what they are besides.
struct Holder<'a> {
    name: &'a str,
    /// Words that say who it is: the person's id or name, and the tags of this entry.
    stated: Vec<&'a str>,
    delegated: bool,
    place: Place,
}

/// Whether somebody in the role holds one of the posts.
pub(crate) fn judge(context: &RuleContext, check: &PostCheck) -> Outcome {
    let view = &context.view;
    let day = context.day();
    let holders = holders(context, check.who);
    let fits = |wanted: &[Actor], holder: &Holder| is_any(context, wanted, holder, day);
    let carries = |holder: &Holder| check.tags.iter().all(|tag| fits(std::slice::from_ref(tag), holder));
    let holds = holders.iter().any(|holder| {
        carries(holder) && (fits(&check.posts, holder) || (fits(&check.delegate, holder) && holder.delegated))
    });
    let belongs = match check.who {
        Role::TopicLead => Place { field: vec![Step::from("lead")], ..view.file("topic.yml") },
        Role::RoomLiaison => view.entry(Some("liaison")).unwrap_or_else(|| view.file("rooms.yml")),
        _ => view.file("roster.yml"),
    };
    if holds {
        return Outcome { holds: Holds::Undated, ..Outcome::open(belongs) };
    }
    let missing = said(context, check, &holders);
    let hint = how_to_say(context, check);
    // A delegation left unsaid can still be stated, and so can the office; another post is wrong.
    let could_be = |holder: &Holder| fits(&check.posts, holder) || fits(&check.delegate, holder);
    let wrong = holders.first().filter(|_| !lacks_office(context, check) && !holders.iter().any(could_be));
    let wrong = wrong.map(|first| Wrong { place: first.place.clone(), said: missing.clone(), mend: hint.clone() });
    let wrong = wrong.into_iter().collect();
    Outcome { task: role(check.who), missing, wrong, uncounted: Some(hint), ..Outcome::open(belongs) }
}

/// Whether a post for the responsible office is asked for while none is named.
fn lacks_office(context: &RuleContext, check: &PostCheck) -> bool {
    let of_office = |wanted: &Actor| matches!(wanted, Actor::OfOffice(_));
    context.view.office().is_none() && check.posts.iter().any(of_office)
}

fn holders<'a>(context: &RuleContext<'_, 'a>, who: Role) -> Vec<Holder<'a>> {
    let view = context.view;
    if who == Role::RoomLiaison {
        let facts = view.room.and_then(|facts| Some((facts, facts.room.liaison.as_ref()?)));
        let liaison = facts.map(|(facts, liaison)| Holder {
            name: context.world.archive.person(liaison).map_or(liaison.as_str(), |person| person.name.as_str()),
            stated: vec![liaison.as_str()],
            delegated: false,
            place: Place::field("rooms.yml", [Step::from(facts.index), Step::from("liaison")]),
        });
        return liaison.into_iter().collect();
    }
    let Some(tag) = who.tag() else {
        let topic = view.topic.map(|facts| facts.topic);
        let lead = topic.and_then(|topic| Some((topic, topic.file.lead.as_ref()?)));
        let lead = lead.map(|(topic, lead)| Holder {
            name: context.world.archive.person(lead).map_or(lead.as_str(), |person| person.name.as_str()),
            stated: vec![lead.as_str()],
            delegated: false,
            place: Place::field(topic.path("topic.yml"), [Step::from("lead")]),
        });
        return lead.into_iter().collect();
    };
    let roster = view.roster().filter(|(_, entry)| entry.tags.iter().any(|own| own.as_str() == tag));
    roster
        .map(|(index, entry)| Holder {
            name: entry.name.as_str(),
            stated: std::iter::once(entry.person.as_ref().unwrap_or(&entry.name))
                .chain(entry.tags.iter())
                .map(crate::model::Name::as_str)
                .collect(),
            delegated: entry.delegated_by.is_some(),
            place: Place { field: vec![Step::from(index)], ..view.file("roster.yml") },
        })
        .collect()
}

fn is_any(context: &RuleContext, wanted: &[Actor], holder: &Holder, day: Date) -> bool {
    wanted.iter().any(|wanted| holder.stated.iter().any(|stated| actor::fits(context, wanted, stated, day)))
}

fn role(who: Role) -> Text {
    let (zh, en) = match who {
        Role::Host => ("主持人", "host"),
        Role::Briefer => ("通报情况人", "briefer"),
        Role::ResearchLead => ("调研带队人", "research lead"),
        Role::TopicLead => ("牵头领导", "lead"),
        Role::RoomLiaison => ("联络员", "liaison officer"),
    };
    Text::new(zh, en)
}

/// 主持人现为…，一般应由主席担任，委托…的须记明委托人.
fn said(context: &RuleContext, check: &PostCheck, holders: &[Holder]) -> Text {
    let regulation = context.regulation;
    let role = role(check.who);
    let names: Vec<Text> = holders.iter().map(|holder| Text::same(holder.name)).collect();
    let actual = if names.is_empty() { Text::new("未填", "not named") } else { phrase::list(&names) };
    let (zh, en) = (actual.zh, actual.en);
    let is = Text::new(format!("{}现为{zh}", role.zh), format!("the {} is {en}", role.en));
    is.then(&wanted(regulation, check, context.rule.force))
}

fn wanted(regulation: &Regulation, check: &PostCheck, force: Force) -> Text {
    let Text { zh, en } = phrase::any_of_actors(regulation, &check.posts);
    let mut said = if force == Force::Should {
        text!(zh: "，一般应由{zh}担任", en: "; generally the {en}")
    } else {
        text!(zh: "，应由{zh}担任", en: "; it must be the {en}")
    };
    if !check.tags.is_empty() {
        let Text { zh, en } = phrase::list_of_actors(regulation, &check.tags);
        said = said.then(&text!(zh: "且为{zh}", en: ", being also {en}"));
    }
    if !check.delegate.is_empty() {
        let Text { zh, en } = phrase::any_of_actors(regulation, &check.delegate);
        said = said.then(&text!(zh: "，委托{zh}的须记明委托人", en: "; a delegation to the {en} must be stated"));
    }
    said
}

fn how_to_say(context: &RuleContext, check: &PostCheck) -> Text {
    let subject = context.view.subject();
    if lacks_office(context, check) {
        return text!(
            zh: "先填责任委室：yijuan set {subject} office=委室",
            en: "name the responsible office first: yijuan set {subject} office=OFFICE"
        );
    }
    match check.who {
        Role::TopicLead => {
            text!(zh: "填写：yijuan set {subject} lead=人员", en: "fill it in: yijuan set {subject} lead=PERSON")
        }
        Role::RoomLiaison => Text::new("在 rooms.yml 中填写 `liaison`", "fill in `liaison` in rooms.yml"),
        other => {
            let tag = other.tag().unwrap_or_default();
            text!(
                zh: "在 roster.yml 中登记并标 `{tag}`；受托主持的写 `delegated_by`",
                en: "enter the person in roster.yml with the tag `{tag}`; a delegation as `delegated_by`"
            )
        }
    }
}

/// What the rule asks for, without a case in hand.
pub(crate) fn asked(regulation: &Regulation, check: &PostCheck, force: Force) -> Text {
    role(check.who).then(&wanted(regulation, check, force))
}
