//! Resolves actors as written.

use crate::diagnostic::PathSegment;
use crate::model::{Name, Office};
use crate::rules::{Actor, Resolver};
use crate::text::Text;
use crate::vocabulary::Group;
impl Resolver<'_> {
    pub(crate) fn actors(&mut self, at: &[PathSegment], written: &[Name]) -> Vec<Actor> {
        written.iter().map(|actor| self.actor(at, actor)).collect()
    }

    pub(crate) fn actor(&mut self, at: &[PathSegment], written: &Name) -> Actor {
        match &**written {
            "office" => return Actor::Office,
            "entrusted-by" => return Actor::EntrustedBy,
            "proposers" => return Actor::Proposers,
            _ => {}
        }
        if let Some(post) = written.strip_suffix(":office") {
            self.known_in(at, Group::Posts, post);
            return Actor::OfOffice(Name::from(post));
        }
        let groups = [Group::Bodies, Group::Posts, Group::Tags];
        let kinds = Office::KINDS.map(|(kind, _)| kind);
        self.known_in_any(at, &Text::new("主体", "actor"), &groups, &kinds, written);
        Actor::Id(written.clone())
    }
}
