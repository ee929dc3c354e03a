//! Whose keys each commit trusts. Whom a name means follows from commit to commit.

use crate::diagnostic::Diagnostics;
use crate::history::Past;
use crate::signing::AllowedSigners;
use crate::workspace::Trusted;
use std::sync::Arc;

/// What of an archive's root says whose keys are trusted.
const SAYS: [&str; 4] = [AllowedSigners::FILE, "people.yml", "rooms.yml", "yijuan.yml"];

/// Whose keys each commit trusts, by place.
pub(super) struct Trust(Vec<Arc<Trusted>>);

impl Trust {
    pub(super) fn of(past: &Past) -> Result<Self, Diagnostics> {
        let (mut all, mut states): (Vec<Arc<Trusted>>, Vec<Arc<str>>) = Default::default();
        for (nth, commit) in past.commits.iter().enumerate() {
            let state = past.state(nth, &SAYS)?;
            let mut before: Vec<&Arc<Trusted>> = commit.parents.iter().map(|parent| &all[*parent]).collect();
            before.dedup();
            let is_same = commit.parents.first().is_some_and(|parent| states[*parent] == state);
            let trusted = match (&before[..], past.archive(nth)) {
                ([same], _) if is_same => Arc::clone(same),
                (_, None) => Arc::default(),
                (before, Some(tree)) => {
                    let before: Vec<&Trusted> = before.iter().map(|before| &***before).collect();
                    Arc::new(Trusted::read(&tree, &before))
                }
            };
            all.push(trusted);
            states.push(state);
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
