//! Another day of a meeting that is on record already.

use super::Target;
use crate::model::Event;
use crate::rules::view::MEETING;
use crate::text;
use crate::text::Text;

/// A meeting that is on record for another day of the same round already.
pub(crate) fn another_day(target: &Target, last: &Event) -> Option<Text> {
    let is_meeting = |event: &Event| event.event.as_str() == MEETING && event.void.is_none();
    let round = |event: &Event| event.round.unwrap_or(1);
    let stands = target.events.iter().filter(|known| known.struck.is_none()).map(|known| &known.event);
    let mut others = stands.filter(|known| is_meeting(known) && round(known) == round(last) && known.date != last.date);
    let (key, day) = (&target.name, others.next().filter(|_| is_meeting(last))?.date);
    let event = target.regulation.event_argument(MEETING);
    let (zh, en) = (event.zh, event.en);
    Some(text!(
        zh: "{day} 已记有同一轮的{zh}；开了两天的不必处理，那天记错的作废：yijuan record {key} {zh} --void {day} --note 〈原因〉",
        en: "a meeting of this round is on record for {day}; if it took two days that is right, if that day is a mistake strike it out: yijuan record {key} {en} --void {day} --note 〈WHY〉"
    ))
}
