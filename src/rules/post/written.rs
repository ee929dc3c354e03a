//! Resolves kind `post` as written.

use crate::diagnostic::PathSegment;
use crate::model::Name;
use crate::rules::{PostCheck, Resolver, Role, into};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PostCheckSpec {
    pub who: Role,
    pub posts: Vec<Name>,
    #[serde(default)]
    pub delegate: Vec<Name>,
    #[serde(default)]
    pub tags: Vec<Name>,
}

impl Resolver<'_> {
    pub(crate) fn post_check(&mut self, at: &[PathSegment], spec: &PostCheckSpec) -> PostCheck {
        PostCheck {
            who: spec.who,
            posts: self.actors(&into(at, "posts"), &spec.posts),
            delegate: self.actors(&into(at, "delegate"), &spec.delegate),
            tags: self.actors(&into(at, "tags"), &spec.tags),
        }
    }
}
