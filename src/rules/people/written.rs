//! Resolves kind `people` as written.

use crate::diagnostic::PathSegment;
use crate::model::{Name, OneOrMany};
use crate::rules::bound::BoundSpec;
use crate::rules::{Actor, Basis, PeopleCheck, Resolver, ShareOf, into};
use crate::vocabulary::Group;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleCheckSpec {
    #[serde(default)]
    pub at: Vec<Name>,
    #[serde(default)]
    pub each: Vec<OneOrMany<Name>>,
    pub at_least: Option<BoundSpec>,
    pub at_most: Option<BoundSpec>,
    pub of: Option<Name>,
    pub basis: Option<Basis>,
    #[serde(default)]
    pub except: OneOrMany<Name>,
}

impl Resolver<'_> {
    pub(crate) fn people_check(&mut self, at: &[PathSegment], spec: &PeopleCheckSpec) -> PeopleCheck {
        let each = spec.each.iter().map(|any| self.actors(&into(at, "each"), any)).collect();
        let of = match spec.of.as_deref() {
            None => ShareOf::List,
            Some("register") => ShareOf::Register,
            Some(tag) => {
                self.known_in(&into(at, "of"), Group::Tags, tag);
                ShareOf::Tag(Name::from(tag))
            }
        };
        for activity in &spec.at {
            let at = into(at, "at");
            self.known_in_any(&at, &Group::Activities.text(), &[Group::Activities], &["meeting"], activity);
        }
        let except: Vec<Actor> = spec.except.iter().map(|one| self.actor(&into(at, "except"), one)).collect();
        PeopleCheck {
            at: if spec.at.is_empty() { vec![Name::from("meeting")] } else { spec.at.clone() },
            each,
            bounds: self.bounds(at, spec.at_least.as_ref(), spec.at_most.as_ref()),
            of,
            basis: spec.basis.unwrap_or_default(),
            except,
        }
    }
}
