//! `Standing`: whether somebody in a role may have it.

use super::holder::{Holder, Holders};
use crate::rules::{PostCheck, RuleContext, actor};

/// Whether somebody in a role may have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Yes: holds one of the posts, or stands in for a holder.
    Entitled,
    /// Holds one of the posts but lacks tags, which can still be added.
    Untagged,
    /// May stand in for a holder, but it is not stated for whom.
    Undelegated,
    /// Stands in for somebody who could not delegate the role.
    Misdelegated,
    /// No: holds none of the posts.
    Other,
}

impl Standing {
    pub(super) fn new(context: &RuleContext, check: &PostCheck, holder: &Holder) -> Self {
        let entitled = if check.tags.iter().all(|tag| holder.is_any(context, std::slice::from_ref(tag))) {
            Self::Entitled
        } else {
            Self::Untagged
        };
        if holder.is_any(context, &check.posts) {
            return entitled;
        }
        if !holder.is_any(context, &check.delegate) {
            return Self::Other;
        }
        match holder.delegated_by() {
            None => Self::Undelegated,
            Some(by) if check.posts.iter().any(|post| actor::is_meant(context, post, by, context.day())) => entitled,
            Some(_) => Self::Misdelegated,
        }
    }
}

/// The first person who stands in for a holder without a valid delegation.
pub(super) fn badly_delegated<'h, 'a>(
    holders: &'h Holders<'a>,
    standings: &[Standing],
) -> Option<(&'h Holder<'a>, Standing)> {
    let mut found = [Standing::Undelegated, Standing::Misdelegated].into_iter().filter_map(|wanted| {
        let nth = standings.iter().position(|standing| *standing == wanted)?;
        Some((holders.there.get(nth)?, wanted))
    });
    found.next()
}
