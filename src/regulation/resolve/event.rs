//! Kind `event`.

use super::{Resolver, into};
use crate::problem::Step;
use crate::regulation::file::{EventCheckSpec, RoundSpec};
use crate::regulation::{EventCheck, EventSet};

impl Resolver<'_> {
    pub(super) fn event_check(&mut self, at: &[Step], spec: &EventCheckSpec) -> EventCheck {
        self.exactly_one(at, spec.id.as_ref(), &spec.any, &spec.all);
        let events = if let Some(id) = &spec.id {
            EventSet::Any(vec![self.event_id(&into(at, "id"), id)])
        } else if spec.all.is_empty() {
            EventSet::Any(spec.any.iter().map(|id| self.event_id(&into(at, "any"), id)).collect())
        } else {
            EventSet::All(spec.all.iter().map(|id| self.event_id(&into(at, "all"), id)).collect())
        };
        for way in spec.via.iter() {
            let known = self.file.ways.keys().collect();
            self.known(&into(at, "via"), ("方式", "way"), way, known);
        }
        EventCheck {
            events,
            by: self.actors(&into(at, "by"), &spec.by),
            to: self.actors(&into(at, "to"), &spec.to),
            via: spec.via.0.clone(),
            needs: spec.needs.clone(),
            next_round: spec.round == RoundSpec::Next,
        }
    }
}
