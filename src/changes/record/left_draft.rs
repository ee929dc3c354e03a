//! Notes that the draft of a notice is left over when the move of a meeting is struck out.

use super::Target;
use crate::model::Event;
use crate::text;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use crate::workspace::LoadedArchive;

/// `None` if a notice went out.
pub(super) fn left_draft(loaded: &LoadedArchive, target: &Target, last: &Event) -> Option<Text> {
    last.void?;
    let kinds = &target.regulation.events;
    kinds.get(&last.event).filter(|kind| kind.amends_meeting)?;
    let round = last.in_round();
    let went_out = target.events.iter().filter(|known| known.struck.is_none()).map(|known| &known.event).any(|event| {
        let is_notice = kinds
            .get(&event.event)
            .is_some_and(|kind| kind.issues.iter().any(|paper| **paper == *Vocabulary::CHANGE_NOTICE));
        is_notice && event.void.is_none() && event.in_round() == round
    });
    let draft = loaded.archive.topics.first()?.papers.iter().find(|paper| {
        let front = &paper.front;
        *front.document == *Vocabulary::CHANGE_NOTICE && front.round.unwrap_or(1) == round && paper.draft.is_some()
    })?;
    let path = &draft.path;
    (!went_out).then(|| {
        text!(
            zh: "改期时起草的通知还在：{path}；没有发出的，删去后 `yijuan commit`",
            en: "the notice drafted for that change is still there: {path}; if it did not go out, remove it and run `yijuan commit`"
        )
    })
}
