//! Whose keys each commit trusts.

use crate::diagnostic::Diagnostics;
use crate::history::Past;
use crate::signing::AllowedSigners;
use crate::workspace::Trusted;
use std::collections::HashMap;
use std::sync::Arc;

/// What of an archive's root says whose keys are trusted.
const SAYS: [&str; 4] = [AllowedSigners::FILE, "people.yml", "rooms.yml", "yijuan.yml"];

/// Whose keys each commit trusts, by place.
pub(super) struct Trust(Vec<Arc<Trusted>>);

impl Trust {
    pub(super) fn of(past: &Past) -> Result<Self, Diagnostics> {
        let (mut all, mut known) = (Vec::with_capacity(past.commits.len()), HashMap::new());
        for commit in 0..past.commits.len() {
            let trusted = known.entry(past.state(commit, &SAYS)?).or_insert_with(|| {
                Arc::new(past.archive(commit).map_or_else(Trusted::default, |tree| Trusted::read(&tree)))
            });
            all.push(Arc::clone(trusted));
        }
        Ok(Self(all))
    }

    pub(super) fn at(&self, commit: usize) -> &Trusted {
        &self.0[commit]
    }

    pub(super) fn last(&self) -> Option<&Trusted> {
        self.0.last().map(|last| &**last)
    }
}
