//! The notice of a change of the meeting that is struck out: nobody needs it any more.

use super::Target;
use crate::archive::Paper;
use crate::changes::postpone::CHANGE_NOTICE;
use crate::model::{Event, Recorded};
use crate::text;
use crate::text::Text;
use crate::workspace::LoadedArchive;

/// That the draft of a notice is left behind, unless a notice went out.
pub(super) fn left_draft(loaded: &LoadedArchive, target: &Target, last: &Event) -> Option<Text> {
    last.void?;
    let kind = |event: &str| target.regulation.events.get(event);
    kind(&last.event).filter(|kind| kind.amends_meeting)?;
    let round = last.round.unwrap_or(1);
    let went_out = |one: &Recorded| {
        let is_notice =
            kind(&one.event.event).is_some_and(|kind| kind.issues.iter().any(|paper| **paper == *CHANGE_NOTICE));
        is_notice && one.struck.is_none() && one.event.void.is_none() && one.event.round.unwrap_or(1) == round
    };
    let is_draft = |paper: &&Paper| {
        let front = &paper.front;
        *front.document == *CHANGE_NOTICE && front.round.unwrap_or(1) == round && paper.draft.is_some()
    };
    let paper = loaded.archive.topics.first()?.papers.iter().find(is_draft)?;
    let path = &paper.path;
    (!target.events.iter().any(went_out)).then(|| {
        text!(
            zh: "改期时起草的通知还在：{path}；没有发出的，删去后 `yijuan commit`",
            en: "the notice drafted for that change is still there: {path}; if it did not go out, remove it and run `yijuan commit`"
        )
    })
}
