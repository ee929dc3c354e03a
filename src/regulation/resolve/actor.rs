//! Whoever acts or is addressed.

use super::Resolver;
use crate::model::{Name, Office};
use crate::problem::Step;
use crate::regulation::{Actor, Terms};

impl Resolver<'_> {
    pub(super) fn actors(&mut self, at: &[Step], written: &[Name]) -> Vec<Actor> {
        written.iter().map(|actor| self.actor(at, actor)).collect()
    }

    pub(super) fn actor(&mut self, at: &[Step], written: &Name) -> Actor {
        match &**written {
            "office" => return Actor::Office,
            "entrusted-by" => return Actor::EntrustedBy,
            "proposers" => return Actor::Proposers,
            _ => {}
        }
        if let Some(post) = written.strip_suffix(":office") {
            let known = self.file.posts.keys().collect();
            self.known(at, ("职务", "post"), post, known);
            return Actor::OfOffice(Name::from(post));
        }
        let groups = [&self.file.bodies, &self.file.posts, &self.file.tags];
        let known = groups.into_iter().flat_map(Terms::keys).chain(Office::KINDS.map(|(kind, _)| kind)).collect();
        self.known(at, ("主体", "actor"), written, known);
        Actor::Id(written.clone())
    }
}
