//! `Stated`: the values of a field in the files.

use crate::model::{Date, Name, OneOrMany, PlanItem, Room, Scope, ScopeAnswer, Suggestion, TopicFile, TopicKey};
use crate::rules::view::TopicFacts;
use crate::rules::{FieldTest, RuleContext, World, actor, when};
use crate::vocabulary::{Field, Group, Values, Vocabulary};

/// The values of a field.
pub(crate) struct Stated {
    pub values: Vec<String>,
    /// Whether an entry of a list leaves it out.
    pub gaps: bool,
    /// The number, if the field is one.
    pub number: Option<u32>,
}

impl Stated {
    /// The values of a field of the subject.
    pub(crate) fn new(context: &RuleContext, field: &Field) -> Self {
        let view = &context.view;
        let mut gaps = false;
        let mut number = None;
        let values = if let Some(suggestion) = view.suggestion() {
            of_suggestion(suggestion, field)
        } else if let Some(facts) = view.topic {
            number = facts.topic.file.quota.get("total").copied().filter(|_| *field == Field::Quota);
            of_topic(context, facts, field)
        } else if let Some(plan) = view.plan {
            let file = plan.plan.map(|plan| &plan.file);
            match field {
                Field::MadeBy => file.map(|file| many(&file.made_by)).unwrap_or_default(),
                Field::ItemsForm => {
                    let items = file.map_or(&[][..], |file| &file.items);
                    let planned = items.iter().filter(|item| !item.ad_hoc && !is_of_another(context.regulation, item));
                    gaps = planned.clone().any(|item| item.form.is_none());
                    planned.filter_map(|item| item.form.as_ref()).map(ToString::to_string).collect()
                }
                Field::InForce => context.in_force.map(|day| day.to_string()).into_iter().collect(),
                _ => Vec::new(),
            }
        } else if let Some(facts) = view.room {
            of_room(facts.room, field)
        } else if let Some(facts) = view.person {
            one(facts.person.unit.as_ref().filter(|_| *field == Field::Unit))
        } else {
            Vec::new()
        };
        Self { values, gaps, number }
    }

    /// Whether a quota lacks the total, or the number of at least one side.
    pub(crate) fn is_half_a_quota(&self) -> bool {
        self.number.is_none() || self.values.len() < 2
    }

    /// The number, or how many values there are.
    pub(crate) fn count(&self) -> usize {
        self.number.map_or(self.values.len(), |number| number as usize)
    }
}

/// The wanted values that are not filled in.
pub(super) fn lacking<'w>(context: &RuleContext, field: &Field, wanted: &'w [Name], stated: &Stated) -> Vec<&'w Name> {
    let is_stated = |one: &Name| stated.values.iter().any(|value| is_wanted(context, field, value, one));
    wanted.iter().filter(|one| !is_stated(one)).collect()
}

/// Whether a value is the wanted one. An office or body is also what its kind or name means.
pub(super) fn is_wanted(context: &RuleContext, field: &Field, value: &str, wanted: &Name) -> bool {
    let is_body = field.values() == Values::Body;
    wanted.as_str() == value || is_body && actor::is_a(context, context.regulation, wanted, value, context.day())
}

fn one(value: Option<&Name>) -> Vec<String> {
    value.map(ToString::to_string).into_iter().collect()
}

fn many(values: &OneOrMany<Name>) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

fn of_topic(context: &RuleContext, facts: &TopicFacts, field: &Field) -> Vec<String> {
    let (world, regulation) = (&context.world, context.regulation);
    let topic = &facts.topic.file;
    let source = topic.source.as_ref();
    match field {
        Field::Began => topic.began.map(|day| day.to_string()).into_iter().collect(),
        Field::Form => one(topic.form.as_ref()),
        Field::Office => one(topic.office.as_ref()),
        Field::Lead => one(topic.lead.as_ref()),
        Field::Level => one(topic.level.as_ref()),
        Field::Matter => many(&topic.matter),
        Field::Basis => topic.basis.clone().into_iter().collect(),
        Field::Tags => many(&topic.tags),
        Field::Selection => many(&topic.selection),
        Field::Quota => topic.quota.keys().map(ToOwned::to_owned).collect(),
        Field::SourceChannel => one(source.and_then(|source| source.channel.as_ref())),
        Field::SourceFrom => source.map(|source| many(&source.from)).unwrap_or_default(),
        Field::SourceHotline => source.map(|source| many(&source.hotline)).unwrap_or_default(),
        Field::Scope => answers(context, topic).into_iter().map(|(asked, _)| asked.to_owned()).collect(),
        Field::ScopeQuestion(wanted) => {
            let answer = answers(context, topic).into_iter().find(|(asked, _)| *asked == wanted.as_str());
            answer.map(|(_, answer)| answer.to_string()).into_iter().collect()
        }
        Field::OfficeKind => {
            let office = topic.office.as_deref().and_then(|office| world.settings()?.offices.get(office));
            one(office.and_then(|office| office.kind.as_ref()))
        }
        Field::PlanKind => one(planned(world, facts.topic.key).and_then(|(_, item)| regulation.kind_of(item))),
        Field::RoomLevel => one(when::room_of(world, facts).map(|room| &room.level)),
        Field::InForce => context.in_force.map(|day| day.to_string()).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The answers to the grounds of exclusion, which are signed together. A no without a signature excludes nothing yet; a
/// yes needs none.
fn answers<'t>(context: &RuleContext, topic: &'t TopicFile) -> Vec<(&'t str, bool)> {
    let message = |key: &str| match topic.scope.as_ref().and_then(|scope| scope.get(key)) {
        Some(ScopeAnswer::Signature(message)) => Some(message),
        _ => None,
    };
    let signed = message("by").is_some() && signed_on(topic).is_some_and(|day| day <= context.world.today);
    let answers = topic.scope.iter().flat_map(Scope::iter).filter_map(|(asked, answer)| match answer {
        ScopeAnswer::Answer(answer) => Some((asked, *answer)),
        ScopeAnswer::Signature(_) => None,
    });
    answers.filter(|(_, answer)| signed || *answer).collect()
}

/// The date on which the grounds of exclusion were answered.
pub(super) fn signed_on(topic: &TopicFile) -> Option<Date> {
    match topic.scope.as_ref()?.get("date")? {
        ScopeAnswer::Signature(day) => day.parse().ok(),
        ScopeAnswer::Answer(_) => None,
    }
}

fn of_suggestion(suggestion: &Suggestion, field: &Field) -> Vec<String> {
    match field {
        Field::To => many(&suggestion.to),
        Field::Owner => one(suggestion.owner.as_ref()),
        Field::Office => one(suggestion.office.as_ref()),
        Field::Adoption => one(suggestion.adoption.as_ref()),
        Field::Conversion => many(&suggestion.conversion),
        Field::Problems => suggestion.problems.clone().into_iter().collect(),
        Field::Solution => suggestion.solution.clone().into_iter().collect(),
        _ => Vec::new(),
    }
}

fn of_room(room: &Room, field: &Field) -> Vec<String> {
    match field {
        Field::Convener => one(room.convener.as_ref()),
        Field::Liaison => one(room.liaison.as_ref()),
        Field::Officer => one(room.officer.as_ref()),
        Field::DailyWork => many(&room.daily_work),
        Field::Guide => one(room.guide.as_ref()),
        Field::RunBy => many(&room.run_by),
        Field::Name => vec![room.name.to_string()],
        Field::Level => vec![room.level.to_string()],
        _ => Vec::new(),
    }
}

/// Plan items of the year's original plan that have no form, or not one that the rule allows.
pub(super) fn astray<'i>(
    regulation: &'i Vocabulary,
    items: &'i [PlanItem],
    test: &'i FieldTest,
) -> impl Iterator<Item = usize> + 'i {
    let is_allowed = move |form: &Name| match test {
        FieldTest::OneOf(wanted) => wanted.accepts(form),
        _ => true,
    };
    let planned = move |item: &PlanItem| !item.ad_hoc && !is_of_another(regulation, item);
    let astray = items.iter().enumerate().filter(move |(_, item)| planned(item));
    astray.filter(move |(_, item)| !item.form.as_ref().is_some_and(is_allowed)).map(|(nth, _)| nth)
}

/// Whether an item has become a topic under another regulation, whose form this one does not know: an id, which a word
/// without meaning never is. No form of this regulation is demanded of it.
fn is_of_another(regulation: &Vocabulary, item: &PlanItem) -> bool {
    let is_foreign = |form: &Name| form.is_ascii() && regulation.terms(Group::Forms).get(form).is_none();
    item.topic.is_some() && item.form.as_ref().is_some_and(is_foreign)
}

/// The plan item that became this topic, with its place.
pub(crate) fn planned<'a>(world: &World<'a>, key: TopicKey) -> Option<(usize, &'a PlanItem)> {
    let items = &world.archive.plan(key.year)?.file.items;
    let mut items = items.iter().enumerate();
    items.find(|(_, item)| item.topic.as_deref().and_then(|topic| topic.parse().ok()) == Some(key))
}
