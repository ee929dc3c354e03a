//! Topics whose acts were all done by an office other than the one named: this is reported once.

use super::Context;
use crate::archive::Topic;
use crate::diagnostic::PathSegment;
use crate::duty::{Act, Finding};
use crate::model::{Event, Name};
use crate::regulation::{Check, Rule};
use crate::rules::Actor;
use crate::text;
use crate::text::Text;

/// The other office of the same kind that did all the acts of a topic, if its own office did none of them. The topic may
/// name the wrong office.
#[must_use]
pub fn acting_office<'a>(context: &Context<'a>, topic: &'a Topic, own: &str) -> Option<&'a Name> {
    let offices = &context.settings()?.offices;
    let kind = offices.get(own).map(|office| &office.kind);
    let acts = topic.events.iter().filter(|one| one.stands(context.today)).map(|one| &one.event);
    // The offices of each act. A person may hold posts of several offices.
    let acting: Vec<Vec<&Name>> = acts
        .map(|act| acting(context, act).filter(|id| offices.get(id).map(|office| &office.kind) == kind).collect())
        .filter(|acting: &Vec<&Name>| !acting.is_empty())
        .collect();
    let other = acting.iter().find(|acting| acting.len() == 1)?[0];
    let are_all_others =
        acting.iter().all(|acting| acting.contains(&other) && acting.iter().all(|one| one.as_str() != own));
    (acting.len() > 1 && are_all_others).then_some(other)
}

/// The offices that did an act, either themselves or by people who hold their posts.
fn acting<'a>(context: &Context<'a>, act: &'a Event) -> impl Iterator<Item = &'a Name> {
    let (offices, archive) = (context.settings().map(|settings| &settings.offices), context.archive);
    act.by.iter().flat_map(move |by| {
        let person = archive.person_named(by).ok().flatten();
        let posts = person.into_iter().flat_map(|person| &person.posts).filter(|post| post.on(act.date));
        let named = posts.filter_map(|post| post.office.as_ref());
        std::iter::once(by).chain(named).filter(move |id| offices.is_some_and(|offices| offices.get(id).is_some()))
    })
}

/// Gives all findings about the acts of the other office one act: to check whether the topic names the right office.
pub(super) fn gather(context: &Context, topic: &Topic, findings: &mut [Finding]) {
    let Some(own) = topic.file.office.as_ref() else { return };
    let Some(other) = acting_office(context, topic, own) else { return };
    let about = findings.iter_mut().filter(|finding| {
        let is_by_other = act_of(topic, finding).is_some_and(|act| acting(context, act).any(|one| one == other));
        is_by_other && matches!(finding.act, Some(Act::Correct(_))) && finding.rule().is_some_and(demands_office)
    });
    let about: Vec<&mut Finding> = about.collect();
    if about.len() < 2 {
        return;
    }
    let (key, named) = (topic.key, context.archive.name_of(other));
    let check = text!(
        zh: "责任委室登记有误的，改正：yijuan set {key} 责任委室={named}",
        en: "if the topic names the wrong office, mend that: yijuan set {key} office={other}"
    );
    for finding in about {
        finding.act = Some(Act::Office);
        finding.hint = Some(match &finding.hint {
            Some(hint) => Text::join([&check, &Text::new("登记无误的，", "if not, ").then(hint)], "；", "; "),
            None => check.clone(),
        });
    }
}

/// The act in the list of events that a finding is about.
fn act_of<'a>(topic: &'a Topic, finding: &Finding) -> Option<&'a Event> {
    let Some(PathSegment::Entry(entry)) = finding.place.field.first() else { return None };
    let mut acts = topic.events.iter().filter(|_| finding.place.path == topic.path("events.yml"));
    acts.find(|act| act.entry == *entry).map(|act| &act.event)
}

/// Whether a rule demands that the responsible office, or a holder of its posts, acts.
fn demands_office(rule: &Rule) -> bool {
    let is_of_office = |actor: &Actor| matches!(actor, Actor::Office | Actor::OfOffice(_));
    rule.checks.iter().any(|check| match check {
        Check::Event(check) => check.by.iter().any(is_of_office),
        Check::Chain(chain) => chain.steps.iter().any(|step| step.by.iter().any(is_of_office)),
        _ => false,
    })
}
