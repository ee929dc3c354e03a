//! Resolves kind `chain` as written.

use crate::diagnostic::PathSegment;
use crate::model::{Name, OneOrMany, UniqueMap};
use crate::rules::event::RoundSpec;
use crate::rules::{Chain, ChainStep, ConditionSpec, Resolver, Stage, into};
use crate::text::Text;
use crate::vocabulary::SubjectKind;
use serde::{Deserialize, Deserializer};
use std::fmt;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChainSpec {
    pub steps: StepsSpec,
    pub document: Option<Name>,
    pub then: Option<Name>,
    #[serde(default)]
    pub resume: ResumeSpec,
    #[serde(default)]
    pub issuer: OneOrMany<Name>,
    #[serde(default)]
    pub to: OneOrMany<Name>,
    #[serde(default)]
    pub cc: OneOrMany<Name>,
}

/// Where a paper that was sent back goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ResumeSpec {
    #[default]
    First,
    Returner,
}

/// `stages`, or a list of steps.
#[derive(Debug)]
pub(crate) enum StepsSpec {
    Stages,
    List(Vec<StepSpec>),
}

/// A step. Exactly one of `id`, `any` and `all` gives its events.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepSpec {
    pub id: Option<Name>,
    #[serde(default)]
    pub any: Vec<Name>,
    #[serde(default)]
    pub all: Vec<Name>,
    #[serde(default)]
    pub by: OneOrMany<Name>,
    #[serde(default)]
    pub to: OneOrMany<Name>,
    #[serde(default)]
    pub round: RoundSpec,
    #[serde(default)]
    pub when: UniqueMap<ConditionSpec>,
}

impl<'de> Deserialize<'de> for StepsSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = StepsSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&Text::new("`stages` 或步骤的列表", "`stages` or a list of steps").packed())
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<StepsSpec, E> {
                if text == "stages" { Ok(StepsSpec::Stages) } else { Err(E::unknown_variant(text, &["stages"])) }
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<StepsSpec, A::Error> {
                let mut steps = Vec::new();
                while let Some(step) = seq.next_element()? {
                    steps.push(step);
                }
                Ok(StepsSpec::List(steps))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Resolver<'_> {
    pub(crate) fn chain(
        &mut self,
        at: &[PathSegment],
        spec: &ChainSpec,
        stages: &[Stage],
        subject: SubjectKind,
    ) -> Chain {
        let steps = match &spec.steps {
            StepsSpec::Stages => stages
                .iter()
                .map(|stage| ChainStep {
                    events: stage.done_when.clone(),
                    stage: Some(stage.name.clone()),
                    when: stage.when.clone(),
                    ..ChainStep::default()
                })
                .collect(),
            StepsSpec::List(steps) => steps
                .iter()
                .enumerate()
                .map(|(index, step)| {
                    let at = into(&into(at, "steps"), index);
                    self.exactly_one(&at, step.id.as_ref(), &step.any, &step.all);
                    let id = step.id.iter().map(|id| self.event_id(&into(&at, "id"), id)).collect::<Vec<_>>();
                    let all = step.all.iter().map(|id| self.event_id(&into(&at, "all"), id)).collect::<Vec<_>>();
                    let any = step.any.iter().map(|id| self.event_id(&into(&at, "any"), id)).collect::<Vec<_>>();
                    ChainStep {
                        all: !all.is_empty(),
                        events: [id, any, all].concat(),
                        by: self.actors(&into(&at, "by"), &step.by),
                        to: self.actors(&into(&at, "to"), &step.to),
                        next_round: step.round == RoundSpec::Next,
                        stage: None,
                        when: self.when(&into(&at, "when"), &step.when, subject),
                    }
                })
                .collect(),
        };
        Chain {
            steps,
            document: spec.document.as_ref().map(|document| self.document_id(&into(at, "document"), document)),
            then: spec.then.as_ref().map(|then| self.event_id(&into(at, "then"), then)),
            resumes: spec.resume == ResumeSpec::Returner,
            issuer: self.actors(&into(at, "issuer"), &spec.issuer),
            to: self.actors(&into(at, "to"), &spec.to),
            cc: self.actors(&into(at, "cc"), &spec.cc),
        }
    }
}
