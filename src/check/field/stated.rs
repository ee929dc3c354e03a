//! What is filled in: the values of a field in the files.

use crate::check::{Bench, Question};
use crate::model::{Name, OneOrMany, ScopeAnswer, TopicKey};
use crate::regulation::Field;

/// What is filled in.
pub(super) struct Stated {
    pub values: Vec<String>,
    /// Some entry of a list leaves it out.
    pub gaps: bool,
    /// A number, where the field is one.
    pub number: Option<u32>,
}

impl Stated {
    /// What is filled in of a field.
    pub(super) fn of(question: &Question, field: &Field) -> Self {
        let Question { bench, regulation, view, .. } = *question;
        let mut gaps = false;
        let mut number = None;
        let one = |value: Option<&Name>| value.map(ToString::to_string).into_iter().collect::<Vec<String>>();
        let many = |values: &OneOrMany<Name>| values.iter().map(ToString::to_string).collect::<Vec<String>>();
        let values = match (view.topic, view.plan) {
            (Some(facts), _) => {
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
                    Field::Quota => {
                        number = topic.quota.get("total").copied();
                        topic.quota.keys().map(ToOwned::to_owned).collect()
                    }
                    Field::SourceChannel => one(source.and_then(|source| source.channel.as_ref())),
                    Field::SourceFrom => source.map(|source| many(&source.from)).unwrap_or_default(),
                    Field::SourceHotline => source.map(|source| many(&source.hotline)).unwrap_or_default(),
                    Field::Scope => {
                        let answered = topic.scope.iter().flat_map(crate::model::Scope::iter);
                        let answered = answered.filter(|(_, answer)| matches!(answer, ScopeAnswer::Answer(_)));
                        answered.map(|(question, _)| question.to_owned()).collect()
                    }
                    Field::ScopeQuestion(wanted) => match topic.scope.as_ref().and_then(|scope| scope.get(wanted)) {
                        Some(ScopeAnswer::Answer(answer)) => vec![answer.to_string()],
                        _ => Vec::new(),
                    },
                    Field::OfficeKind => {
                        let office = topic.office.as_deref().and_then(|office| bench.settings()?.offices.get(office));
                        one(office.and_then(|office| office.kind.as_ref()))
                    }
                    Field::PlanKind => plan_kind(bench, facts.topic.key).into_iter().collect(),
                    Field::InForce => vec![regulation.in_force.to_string()],
                    Field::MadeBy | Field::ItemsForm => Vec::new(),
                }
            }
            (None, Some(plan)) => {
                let file = plan.plan.map(|plan| &plan.file);
                match field {
                    Field::MadeBy => file.map(|file| many(&file.made_by)).unwrap_or_default(),
                    Field::ItemsForm => {
                        let items = file.map_or(&[][..], |file| &file.items);
                        gaps = items.iter().any(|item| item.form.is_none());
                        items.iter().filter_map(|item| item.form.as_ref()).map(ToString::to_string).collect()
                    }
                    Field::InForce => vec![regulation.in_force.to_string()],
                    _ => Vec::new(),
                }
            }
            (None, None) => Vec::new(),
        };
        Self { values, gaps, number }
    }

    /// The number it is, or how many values there are.
    pub(super) fn count(&self) -> usize {
        self.number.map_or(self.values.len(), |number| number as usize)
    }
}

/// The kind of the plan's item that became this topic.
fn plan_kind(bench: &Bench, key: TopicKey) -> Option<String> {
    let items = &bench.archive.plan(key.year)?.file.items;
    let item = items.iter().find(|item| item.topic.as_deref().and_then(|topic| topic.parse().ok()) == Some(key))?;
    item.kind.as_ref().map(ToString::to_string)
}
