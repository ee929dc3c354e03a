//! Kind `chain`.

use super::{Resolver, into};
use crate::problem::Step;
use crate::regulation::file::{ChainSpec, RoundSpec, StepsSpec};
use crate::regulation::{Chain, ChainStep, Stage, SubjectKind};

impl Resolver<'_> {
    pub(super) fn chain(&mut self, at: &[Step], spec: &ChainSpec, stages: &[Stage], subject: SubjectKind) -> Chain {
        let steps = match &spec.steps {
            StepsSpec::Stages => stages
                .iter()
                .enumerate()
                .map(|(index, stage)| ChainStep {
                    events: vec![stage.done_when.clone()],
                    by: Vec::new(),
                    to: Vec::new(),
                    next_round: false,
                    stage: Some(index),
                    when: stage.when.clone(),
                })
                .collect(),
            StepsSpec::List(steps) => steps
                .iter()
                .enumerate()
                .map(|(index, step)| {
                    let at = into(&into(at, "steps"), index);
                    self.exactly_one(&at, step.id.as_ref(), &step.any, &[]);
                    let id = step.id.iter().map(|id| self.event_id(&into(&at, "id"), id)).collect::<Vec<_>>();
                    let any = step.any.iter().map(|id| self.event_id(&into(&at, "any"), id)).collect::<Vec<_>>();
                    ChainStep {
                        events: if id.is_empty() { any } else { id },
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
            issuer: self.actors(&into(at, "issuer"), &spec.issuer),
            to: self.actors(&into(at, "to"), &spec.to),
            cc: self.actors(&into(at, "cc"), &spec.cc),
        }
    }
}
