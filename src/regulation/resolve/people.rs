//! Kind `people`.

use super::{Resolver, into};
use crate::model::Name;
use crate::problem::Step;
use crate::regulation::file::PeopleCheckSpec;
use crate::regulation::{PeopleCheck, ShareOf};

impl Resolver<'_> {
    pub(super) fn people_check(&mut self, at: &[Step], spec: &PeopleCheckSpec) -> PeopleCheck {
        let each = spec.each.iter().map(|any| self.actors(&into(at, "each"), any)).collect();
        let of = match spec.of.as_deref() {
            None => ShareOf::List,
            Some("register") => ShareOf::Register,
            Some(tag) => {
                let known = self.file.tags.keys().collect();
                self.known(&into(at, "of"), ("标签", "tag"), tag, known);
                ShareOf::Tag(Name::from(tag))
            }
        };
        for activity in spec.at.iter().filter(|activity| activity.as_str() != "meeting") {
            let known = self.file.activities.keys().chain(["meeting"]).collect();
            self.known(&into(at, "at"), ("活动", "activity"), activity, known);
        }
        PeopleCheck {
            at: if spec.at.is_empty() { vec![Name::from("meeting")] } else { spec.at.clone() },
            each,
            bounds: self.bounds(at, spec.at_least.as_ref(), spec.at_most.as_ref()),
            of,
            basis: spec.basis.unwrap_or_default(),
        }
    }
}
