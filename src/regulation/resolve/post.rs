//! Kind `post`.

use super::{Resolver, into};
use crate::problem::Step;
use crate::regulation::PostCheck;
use crate::regulation::file::PostCheckSpec;

impl Resolver<'_> {
    pub(super) fn post_check(&mut self, at: &[Step], spec: &PostCheckSpec) -> PostCheck {
        PostCheck {
            who: spec.who,
            posts: self.actors(&into(at, "posts"), &spec.posts),
            delegate: self.actors(&into(at, "delegate"), &spec.delegate),
            tags: self.actors(&into(at, "tags"), &spec.tags),
        }
    }
}
