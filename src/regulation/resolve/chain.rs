//! Kind `chain`.

use super::{Resolver, into};
use crate::problem::Step;
use crate::regulation::file::{ChainSpec, StepsSpec};
use crate::regulation::{Chain, ChainStep, Stage, SubjectKind};

impl Resolver<'_> {
    pub(super) fn chain(&mut self, at: &[Step], spec: &ChainSpec, stages: &[Stage], subject: SubjectKind) -> Chain {
        let steps = match &spec.steps {
            StepsSpec::Stages => stages
                .iter()
                .enumerate()
                .map(|(index, stage)| ChainStep {
                    event: stage.done_when.clone(),
                    by: Vec::new(),
                    stage: Some(index),
                    when: stage.when.clone(),
                })
                .collect(),
            StepsSpec::List(steps) => steps
                .iter()
                .enumerate()
                .map(|(index, step)| {
                    let at = into(&into(at, "steps"), index);
                    ChainStep {
                        event: self.event_id(&into(&at, "id"), &step.id),
                        by: self.actors(&into(&at, "by"), &step.by),
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
