//! How somebody in a role stands to what is asked.

use super::holder::Holder;
use crate::rules::{PostCheck, RuleContext, actor};

/// How somebody in a role stands to what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Holds one of the posts, or stands in for who does.
    Entitled,
    /// Holds one of the posts but not the tags; both may still be stated.
    Untagged,
    /// May stand in, but it is not said for whom.
    Undelegated,
    /// Stands in for somebody who had nothing to delegate.
    Misdelegated,
    /// Holds none of the posts.
    Other,
}

impl Standing {
    pub(super) fn of(context: &RuleContext, check: &PostCheck, holder: &Holder) -> Self {
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
        let may = |by: &str| check.posts.iter().any(|post| actor::is_meant(context, post, by, context.day()));
        match holder.delegated_by() {
            None => Self::Undelegated,
            Some(by) if may(by) => entitled,
            Some(_) => Self::Misdelegated,
        }
    }
}
