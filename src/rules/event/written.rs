//! Resolves kind `event` as written.

use crate::diagnostic::PathSegment;
use crate::model::{Name, OneOrMany, UniqueMap};
use crate::rules::{Attribute, ConditionSpec, EventCheck, EventSet, Resolver, WhereInvited, into};
use crate::text::Text;
use crate::vocabulary::{Group, SubjectKind};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventCheckSpec {
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
    pub via: OneOrMany<Name>,
    #[serde(default)]
    pub needs: Vec<Attribute>,
    #[serde(default)]
    pub round: RoundSpec,
    pub among: Option<Name>,
    pub where_invited: Option<WhereInvitedSpec>,
    #[serde(default)]
    pub not_after: Vec<Name>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhereInvitedSpec {
    pub to: OneOrMany<Name>,
    #[serde(default)]
    pub when: UniqueMap<ConditionSpec>,
}

/// The round to which an event belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RoundSpec {
    /// The duty's own round.
    #[default]
    Own,
    /// The next round.
    Next,
}

impl Resolver<'_> {
    fn among(&mut self, at: &[PathSegment], written: Option<&Name>) -> bool {
        if let Some(word) = written {
            self.one_of(at, &Text::new("范围", "scope"), word, &["participants"]);
        }
        written.is_some()
    }

    pub(crate) fn event_check(
        &mut self,
        at: &[PathSegment],
        spec: &EventCheckSpec,
        subject: SubjectKind,
    ) -> EventCheck {
        self.exactly_one(at, spec.id.as_ref(), &spec.any, &spec.all);
        let events = if let Some(id) = &spec.id {
            EventSet::Any(vec![self.event_id(&into(at, "id"), id)])
        } else if spec.all.is_empty() {
            EventSet::Any(spec.any.iter().map(|id| self.event_id(&into(at, "any"), id)).collect())
        } else {
            EventSet::All(spec.all.iter().map(|id| self.event_id(&into(at, "all"), id)).collect())
        };
        let via = self.choice(&into(at, "via"), spec.via.0.clone());
        for way in &via.of {
            self.known_in(&into(at, "via"), Group::Ways, way);
        }
        let where_invited = spec.where_invited.as_ref().map(|spec| {
            let at = into(at, "where_invited");
            WhereInvited {
                to: self.actors(&into(&at, "to"), &spec.to),
                when: self.when(&into(&at, "when"), &spec.when, subject),
            }
        });
        EventCheck {
            events,
            by: self.actors(&into(at, "by"), &spec.by),
            to: self.actors(&into(at, "to"), &spec.to),
            via,
            needs: spec.needs.clone(),
            next_round: spec.round == RoundSpec::Next,
            among_participants: self.among(&into(at, "among"), spec.among.as_ref()),
            where_invited,
            not_after: spec.not_after.iter().map(|id| self.event_id(&into(at, "not_after"), id)).collect(),
        }
    }
}
