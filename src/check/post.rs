//! Kind `post`: whoever has the role holds one of the posts that day.

use super::{Holds, Outcome, Question, Wrong, actor, sentence};
use crate::model::Date;
use crate::problem::{Place, Step};
use crate::regulation::{Actor, Check, Fact, Force, Matches, PostCheck, Regulation, Role, Rule, Value};
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
pub(super) fn judge(question: &Question, check: &PostCheck) -> Outcome {
    let Question { view, .. } = *question;
    let day = question.day();
    let holders = holders(question, check.who);
    let fits = |wanted: &[Actor], holder: &Holder| is_any(question, wanted, holder, day);
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
    let missing = said(question, check, &holders);
    let hint = how_to_say(question, check);
    // A delegation left unsaid can still be stated, and so can the office; another post is wrong.
    let could_be = |holder: &Holder| fits(&check.posts, holder) || fits(&check.delegate, holder);
    let wrong = holders.first().filter(|_| !lacks_office(question, check) && !holders.iter().any(could_be));
    let wrong = wrong.map(|first| Wrong { place: first.place.clone(), said: missing.clone(), mend: hint.clone() });
    let wrong = wrong.into_iter().collect();
    Outcome { task: role(check.who), missing, wrong, uncounted: Some(hint), ..Outcome::open(belongs) }
}

/// Whether a post for the responsible office is asked for while none is named.
fn lacks_office(question: &Question, check: &PostCheck) -> bool {
    let of_office = |wanted: &Actor| matches!(wanted, Actor::OfOffice(_));
    question.view.office().is_none() && check.posts.iter().any(of_office)
}

fn holders<'a>(question: &Question<'_, 'a>, who: Role) -> Vec<Holder<'a>> {
    let view = question.view;
    if who == Role::RoomLiaison {
        let facts = view.room.and_then(|facts| Some((facts, facts.room.liaison.as_ref()?)));
        let liaison = facts.map(|(facts, liaison)| Holder {
            name: question.bench.archive.person(liaison).map_or(liaison.as_str(), |person| person.name.as_str()),
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
            name: question.bench.archive.person(lead).map_or(lead.as_str(), |person| person.name.as_str()),
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

fn is_any(question: &Question, wanted: &[Actor], holder: &Holder, day: Date) -> bool {
    let Question { bench, regulation, view, .. } = *question;
    wanted
        .iter()
        .any(|wanted| holder.stated.iter().any(|stated| actor::fits(bench, regulation, wanted, stated, day, view)))
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
fn said(question: &Question, check: &PostCheck, holders: &[Holder]) -> Text {
    let regulation = question.regulation;
    let role = role(check.who);
    let names: Vec<Text> = holders.iter().map(|holder| Text::same(holder.name)).collect();
    let actual = if names.is_empty() { Text::new("未填", "not named") } else { sentence::list(&names) };
    let (zh, en) = (actual.zh, actual.en);
    let is = Text::new(format!("{}现为{zh}", role.zh), format!("the {} is {en}", role.en));
    is.then(&wanted(regulation, check, question.rule.force))
}

fn wanted(regulation: &Regulation, check: &PostCheck, force: Force) -> Text {
    let Text { zh, en } = sentence::any_of_actors(regulation, &check.posts);
    let mut said = if force == Force::Should {
        text!(zh: "，一般应由{zh}担任", en: "; generally the {en}")
    } else {
        text!(zh: "，应由{zh}担任", en: "; it must be the {en}")
    };
    if !check.tags.is_empty() {
        let Text { zh, en } = sentence::list_of_actors(regulation, &check.tags);
        said = said.then(&text!(zh: "且为{zh}", en: ", being also {en}"));
    }
    if !check.delegate.is_empty() {
        let Text { zh, en } = sentence::any_of_actors(regulation, &check.delegate);
        said = said.then(&text!(zh: "，委托{zh}的须记明委托人", en: "; a delegation to the {en} must be stated"));
    }
    said
}

fn how_to_say(question: &Question, check: &PostCheck) -> Text {
    let subject = question.view.subject();
    if lacks_office(question, check) {
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
pub(super) fn asked(regulation: &Regulation, check: &PostCheck, force: Force) -> Text {
    role(check.who).then(&wanted(regulation, check, force))
}

/// 主席主持，可委托副主席（M10a）: who hosts a form of consultation, by the rules about its host alone.
#[must_use]
pub fn hosts(regulation: &Regulation, form: &str) -> Text {
    let of_form = |rule: &&Rule| {
        rule.when.0.iter().all(|condition| {
            let named = |value: &Value| matches!(value, Value::Word(word) if word.as_str() == form);
            match (condition.fact, &condition.matches) {
                (Fact::Form, Matches::AnyOf(forms)) => forms.iter().any(named),
                (Fact::Form, Matches::Not(forms)) => !forms.iter().any(named),
                _ => true,
            }
        })
    };
    let hosts = regulation.rules.iter().filter(of_form).flat_map(|rule| {
        rule.checks.iter().filter_map(move |check| match check {
            Check::Post(check) if check.who == Role::Host => Some((rule, check)),
            _ => None,
        })
    });
    let said = hosts.map(|(rule, check)| {
        let Text { zh, en } = sentence::any_of_actors(regulation, &check.posts);
        let by = match rule.force {
            Force::Must => text!(zh: "{zh}主持", en: "hosted by the {en}"),
            Force::Should => text!(zh: "一般由{zh}主持", en: "generally hosted by the {en}"),
            Force::May => text!(zh: "可由{zh}主持", en: "may be hosted by the {en}"),
        };
        let Text { zh, en } = sentence::any_of_actors(regulation, &check.delegate);
        let delegate = if check.delegate.is_empty() {
            Text::same("")
        } else {
            text!(zh: "，可委托{zh}", en: ", who may delegate to the {en}")
        };
        let id = &rule.id;
        by.then(&delegate).then(&text!(zh: "（{id}）", en: " ({id})"))
    });
    Text::join(&said.collect::<Vec<_>>(), "；", "; ")
}
